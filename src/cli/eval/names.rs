use super::Format;
use crate::document::NameClass;
use crate::eval::conll18::Score;
use crate::eval::names::{MAIN, Name, Named, found_names, gold_names, score};
use crate::train::data::read_names;
use anyhow::Context;
use serde_json::{Map, Value};
use std::fmt::Write;
use std::path::PathBuf;

/// Score names by span and class
///
/// The file has a word a line, a blank line between sentences; the second column is the IOB2 tag that is scored: the outer names of GermEval 2014.
/// Tags with -deriv and -part are no names. The last row counts persons, places and organisations together.
///
///     gipfel eval names germeval14-dev.tsv
///     gipfel eval names germeval14-dev.tsv --list missed | grep ^ORG
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// Name columns
    names: PathBuf,
    /// Network to score instead of the one in the program
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// How to print the scores
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Print names instead of scores: class, sentence number and the sentence with the name in brackets
    #[arg(long, value_enum, conflicts_with = "format")]
    list: Option<List>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum List {
    /// Names found that gold has not
    Wrong,
    /// Names of gold that were not found
    Missed,
}

/// Scores as text.
pub fn report(args: &Args) -> anyhow::Result<String> {
    let sentences = read_names(&args.names).with_context(|| format!("cannot read `{}`", args.names.display()))?;
    anyhow::ensure!(!sentences.is_empty(), "`{}` has no columns", args.names.display());
    let network = super::network(args.model.as_deref())?;
    let (gold, found) = (gold_names(&sentences), found_names(network, &sentences));
    match args.list {
        Some(List::Wrong) => return Ok(list(&sentences, found.iter().filter(|name| !gold.contains(name)))),
        Some(List::Missed) => return Ok(list(&sentences, gold.iter().filter(|name| !found.contains(name)))),
        None => {}
    }
    let mut rows: Vec<(&str, Score)> = Vec::new();
    for class in MAIN.into_iter().chain([NameClass::Other]) {
        rows.push((class.as_str(), score(&gold, &found, &[class])));
    }
    rows.push(("PER+LOC+ORG", score(&gold, &found, &MAIN)));
    Ok(match args.format {
        Format::Table => table(&rows),
        Format::Json => format!(
            "{:#}\n",
            Value::from(rows.iter().map(|(name, score)| ((*name).to_owned(), score.json())).collect::<Map<_, _>>())
        ),
    })
}

fn table(rows: &[(&str, Score)]) -> String {
    let mut out =
        format!("{:<12} {:>6} {:>6} {:>6} {:>10} {:>8} {:>8}\n", "", "gold", "found", "right", "Precision", "Recall", "F1");
    for (name, score) in rows {
        let percent = [score.precision(), score.recall(), score.f1()].map(|share| 100.0 * share);
        let Score { gold, system, correct } = score;
        let _ = writeln!(
            out,
            "{name:<12} {gold:>6} {system:>6} {correct:>6} {:>10.2} {:>8.2} {:>8.2}",
            percent[0], percent[1], percent[2]
        );
    }
    out
}

fn list<'a>(sentences: &[Named], names: impl Iterator<Item = &'a Name>) -> String {
    let mut out = String::new();
    for name in names {
        let (forms, range) = (&sentences[name.sentence].0, name.tokens.clone());
        let [before, inside, behind] =
            [&forms[..range.start], &forms[range.clone()], &forms[range.end..]].map(|forms| forms.join(" "));
        let _ =
            writeln!(out, "{}\t{}\t{}", name.class.as_str(), name.sentence + 1, format!("{before} [{inside}] {behind}").trim());
    }
    out
}

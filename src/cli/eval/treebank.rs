use super::Format;
use crate::article::Article;
use crate::document::{Sentence, conllu};
use crate::eval::conll18::{Scores, evaluate};
use crate::eval::treebank::{Difference, Layer, analyse_text, analyse_tokens, confusions, differences, marked};
use anyhow::Context;
use serde_json::json;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Confusions of a layer that the table shows.
const SHOWN: usize = 12;

/// Score tokens, tags and trees on a treebank
///
/// Prints the table of the CoNLL-18 shared task twice: for the text alone (tokens and sentences are found, too), and for gold tokens and sentences.
/// Then the speed on one core, and what is most often taken for what on gold tokens. Relations are compared without their sub-types.
///
///     gipfel eval treebank gsd-dev.conllu
///     gipfel eval treebank gsd-dev.conllu --list wrong | grep '^UPOS.NOUN.PROPN'
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// Treebank with gold trees (CoNLL-U)
    treebank: PathBuf,
    /// Network to score instead of the one in the program
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// How to print the scores; JSON holds all confusions
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Print cases instead of scores: layer, gold, found, sentence number and the sentence with the word in brackets
    #[arg(long, value_enum, conflicts_with = "format")]
    list: Option<List>,
    /// Also write the analysis of the text alone, so that other programs can score it (CoNLL-U)
    #[arg(long, value_name = "FILE")]
    analysis: Option<PathBuf>,
    /// Score this analysis of the same text, which another program made (CoNLL-U)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["model", "list", "analysis"])]
    system: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum List {
    /// Words with a wrong part of speech, base form, relation or head on gold tokens; tokens and sentences that the text alone does not give
    Wrong,
}

/// Scores as text.
pub fn report(args: &Args) -> anyhow::Result<String> {
    let (article, gold) = read(&args.treebank)?;
    if let Some(path) = &args.system {
        let (other, system) = read(path)?;
        let scores = evaluate((&article.text, &gold), (&other.text, &system))?;
        return Ok(match args.format {
            Format::Table => scores.to_string(),
            Format::Json => format!("{:#}\n", scores.json()),
        });
    }
    let network = super::network(args.model.as_deref())?;
    // The first sentences pay for loading the lexicon.
    analyse_tokens(network, &gold[..gold.len().min(20)]);
    let start = Instant::now();
    let from_text = analyse_text(network, &article);
    let seconds = start.elapsed().as_secs_f64();
    let on_tokens = analyse_tokens(network, &gold);
    if let Some(path) = &args.analysis {
        std::fs::write(path, conllu::write(&article, &from_text))
            .with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    let differences = differences(&gold, &on_tokens);
    if args.list.is_some() {
        return Ok(boundaries(&gold, &from_text) + &list(&gold, &differences));
    }
    let text = evaluate((&article.text, &gold), (&article.text, &from_text))?;
    let tokens = evaluate((&article.text, &gold), (&article.text, &on_tokens))?;
    #[expect(clippy::cast_precision_loss, reason = "a count of words")]
    let speed = text.words.system as f64 / seconds;
    Ok(match args.format {
        Format::Table => table(&text, &tokens, speed, &differences),
        Format::Json => json(&text, &tokens, speed, &differences),
    })
}

fn read(path: &Path) -> anyhow::Result<(Article, Vec<Sentence>)> {
    let file = path.display();
    let content = std::fs::read_to_string(path).with_context(|| format!("cannot read `{file}`"))?;
    let (article, sentences) = conllu::parse("treebank", &content).with_context(|| format!("cannot read `{file}`"))?;
    anyhow::ensure!(!sentences.is_empty(), "`{file}` has no sentences");
    Ok((article, sentences))
}

fn table(text: &Scores, tokens: &Scores, speed: f64, differences: &[Difference]) -> String {
    let mut out = format!("From the text alone\n{text}\nOn gold tokens\n");
    for (name, score) in tokens.rows().into_iter().filter(|(name, _)| !matches!(*name, "Tokens" | "Sentences" | "Words")) {
        let _ = writeln!(out, "{name:<10} {:>29.2}", 100.0 * score.f1());
    }
    let _ = writeln!(out, "\n{speed:.0} words a second on one core, from text to tags, trees and names");
    for layer in [Layer::Upos, Layer::Deprel] {
        let all = confusions(differences, layer);
        let wrong: usize = all.iter().map(|(_, _, count)| count).sum();
        let _ = writeln!(
            out,
            "\n{} on gold tokens: {wrong} of {} wrong\n{:<12} {:<12} {:>6}",
            layer.as_str(),
            tokens.words.gold,
            "gold",
            "found",
            "times"
        );
        for (gold, system, count) in all.into_iter().take(SHOWN) {
            let _ = writeln!(out, "{gold:<12} {system:<12} {count:>6}");
        }
    }
    out
}

fn json(text: &Scores, tokens: &Scores, speed: f64, differences: &[Difference]) -> String {
    let of = |layer: Layer| -> Vec<_> {
        let all = confusions(differences, layer).into_iter();
        all.map(|(gold, system, count)| json!({ "gold": gold, "found": system, "times": count })).collect()
    };
    let confusions = json!({ "upos": of(Layer::Upos), "deprel": of(Layer::Deprel) });
    format!(
        "{:#}\n",
        json!({ "text": text.json(), "gold_tokens": tokens.json(), "words_per_second": speed.round(), "confusions": confusions })
    )
}

fn list(gold: &[Sentence], differences: &[Difference]) -> String {
    let mut out = String::new();
    for Difference { layer, sentence, word, gold: right, system } in differences {
        let words = marked(&gold[*sentence].tokens, *word..word + 1);
        let _ = writeln!(out, "{}\t{right}\t{system}\t{}\t{words}", layer.as_str(), sentence + 1);
    }
    out
}

/// Gold tokens and sentence ends that were not found, each with its sentence.
fn boundaries(gold: &[Sentence], found: &[Sentence]) -> String {
    use std::collections::BTreeSet;
    let tokens: BTreeSet<_> = found.iter().flat_map(|sentence| &sentence.tokens).map(|token| token.span).collect();
    let sentences: BTreeSet<_> = found.iter().map(|sentence| sentence.span).collect();
    let mut out = String::new();
    for (index, sentence) in gold.iter().enumerate() {
        let number = index + 1;
        if !sentences.contains(&sentence.span) {
            let _ = writeln!(out, "sentence\t\t\t{number}\t{}", marked(&sentence.tokens, 0..sentence.tokens.len()));
        }
        for (word, token) in sentence.tokens.iter().enumerate().filter(|(_, token)| !tokens.contains(&token.span)) {
            let here = found.iter().flat_map(|sentence| &sentence.tokens).filter(|other| other.span.overlaps(token.span));
            let here: Vec<&str> = here.map(|token| token.form.as_str()).collect();
            let _ = writeln!(
                out,
                "token\t{}\t{}\t{number}\t{}",
                token.form,
                here.join(" "),
                marked(&sentence.tokens, word..word + 1)
            );
        }
    }
    out
}

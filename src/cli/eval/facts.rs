use super::Format;
use crate::article;
use crate::eval::conll18::Score;
use crate::eval::facts::{Cause, Causes, Clusters, Comparison, Row, Table, clusters, compare};
use crate::graph::Run;
use crate::pipeline::Pipeline;
use crate::store::{Answer, Kept, Reader};
use anyhow::Context;
use oxigraph::model::Term;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Score the answers to the query library on articles with gold answers
///
/// The folder has a folder an article: article.txt and one QUERY.tsv a query (tests/gold/README.md says how they are written). Each article is read
/// alone and asked every query that has gold; rows are right, wrong or missed. The names are scored as clusters (B-cubed).
///
/// Below stand why rows were missed, by the first step that lost them, looking back from the row: its words in one sentence (token), its names and
/// its verb (tag), a clause around the verb (clause), the words its frame asks for (tree), a lexicon entry (lexicon), the right entity (coreference),
/// and, where all that is there, the rules. Gold has no trees: a cause is a place to look, not a proof. Of wrong rows stands which rule read them.
///
///     gipfel eval facts tests/gold/dev
///     gipfel eval facts tests/gold/dev --only plans demands --list missed
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// Folder with a folder an article
    gold: PathBuf,
    /// Folder of the query library
    #[arg(long, value_name = "DIR", default_value = "queries")]
    queries: PathBuf,
    /// Score these queries alone
    #[arg(long, value_name = "QUERY", num_args = 1..)]
    only: Vec<String>,
    /// How to print the scores
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Print rows instead of scores: article, query, cause or rule, and the cells
    #[arg(long, value_enum, conflicts_with = "format")]
    list: Option<List>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum List {
    /// Answers that gold has not, with the rule that read them
    Wrong,
    /// Rows of gold that were not answered, with the likely cause
    Missed,
    /// Answers that gold has
    Right,
}

/// What the report counts.
#[derive(Default)]
struct Sums {
    scores: BTreeMap<String, Score>,
    names: Clusters,
    /// Missed rows by cause and query.
    causes: BTreeMap<Cause, BTreeMap<String, usize>>,
    /// Wrong rows by rule.
    rules: BTreeMap<String, usize>,
    listed: String,
}

/// Scores as text.
pub fn report(args: &Args) -> anyhow::Result<String> {
    let pipeline = Pipeline::embedded()?;
    let mut sums = Sums::default();
    for folder in folders(&args.gold)? {
        article(args, &pipeline, &folder, &mut sums).with_context(|| format!("cannot score `{}`", folder.display()))?;
    }
    anyhow::ensure!(
        !sums.scores.is_empty() || sums.names.wanted > 0,
        "`{}` has no folders with article.txt and gold",
        args.gold.display()
    );
    Ok(match (args.list, args.format) {
        (Some(_), _) => sums.listed,
        (None, Format::Table) => table(&sums),
        (None, Format::Json) => json(&sums),
    })
}

fn folders(gold: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(gold).with_context(|| format!("cannot read `{}`", gold.display()))?;
    let mut folders: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    folders.retain(|folder| folder.join("article.txt").is_file());
    folders.sort();
    Ok(folders)
}

fn article(args: &Args, pipeline: &Pipeline, folder: &Path, sums: &mut Sums) -> anyhow::Result<()> {
    let article = article::read(&[folder.join("article.txt")]).next().context("there is no article")??;
    let (document, extraction) = pipeline.read(&article);
    let kept = Kept { run: Run::new(&pipeline.name()), article, extraction };
    let reader = Reader::of_article(&kept, &pipeline.knowledge.gazetteer)?;
    let causes = Causes::new(&kept.article, &document, &kept.extraction, &pipeline.knowledge);
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    for (query, gold) in gold(folder)? {
        let file = args.queries.join(format!("{query}.rq"));
        if !args.only.is_empty() && !args.only.contains(&query) || !file.is_file() {
            continue;
        }
        let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read `{}`", file.display()))?;
        let answers = answers(reader.ask(&text)?)?;
        if query == "names" {
            sums.names.add(clusters(&gold, &answers));
            continue;
        }
        let comparison = compare(&gold, &answers);
        sums.add(args.list, &name, &query, (&gold, &answers), &comparison, &causes);
    }
    Ok(())
}

/// The gold tables of an article by query.
fn gold(folder: &Path) -> std::io::Result<BTreeMap<String, Table>> {
    let mut tables = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "tsv") {
            let query = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            tables.insert(query, Table::parse(&std::fs::read_to_string(&path)?));
        }
    }
    Ok(tables)
}

fn answers(answer: Answer) -> anyhow::Result<Table> {
    let Answer::Solutions(solutions) = answer else { anyhow::bail!("the query is no SELECT") };
    let columns: Vec<String> = solutions.variables().iter().map(|variable| variable.as_str().to_owned()).collect();
    let mut rows = Vec::new();
    for solution in solutions {
        let solution = solution?;
        let cells = solution.values().iter().map(|term| term.as_ref().map_or_else(String::new, cell)).collect();
        rows.push(Row { cells, optional: false });
    }
    Ok(Table { columns, rows })
}

fn cell(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => node.as_str().to_owned(),
        other => other.to_string(),
    }
}

impl Sums {
    fn add(
        &mut self,
        list: Option<List>,
        article: &str,
        query: &str,
        (gold, answers): (&Table, &Table),
        comparison: &Comparison,
        causes: &Causes,
    ) {
        let Score { correct, gold: wanted, system } = comparison.score();
        let score = self.scores.entry(query.to_owned()).or_default();
        *score = Score { correct: score.correct + correct, gold: score.gold + wanted, system: score.system + system };
        let mut show = |list_of: List, why: &str, row: &Row| {
            if list == Some(list_of) {
                let _ = writeln!(self.listed, "{article}\t{query}\t{why}\t{}", row.cells.join("\t"));
            }
        };
        for &(_, answer) in &comparison.right {
            show(List::Right, "", &answers.rows[answer]);
        }
        for &missed in &comparison.missed {
            let row = &gold.rows[missed];
            let Some(cause) = causes.of_missed(query, gold, row) else { continue };
            *self.causes.entry(cause).or_default().entry(query.to_owned()).or_default() += 1;
            show(List::Missed, &cause.to_string(), row);
        }
        for &wrong in &comparison.wrong {
            let row = &answers.rows[wrong];
            let rule = causes.of_wrong(query, answers, row).map_or("unknown", |claim| claim.rule.as_str());
            *self.rules.entry(rule.to_owned()).or_default() += 1;
            show(List::Wrong, rule, row);
        }
    }

    fn all(&self) -> Score {
        let add = |sum: Score, score: &Score| Score {
            correct: sum.correct + score.correct,
            gold: sum.gold + score.gold,
            system: sum.system + score.system,
        };
        self.scores.values().fold(Score::default(), add)
    }
}

fn table(sums: &Sums) -> String {
    let mut out =
        format!("{:<16} {:>6} {:>6} {:>7} {:>10} {:>8} {:>8}\n", "", "right", "wrong", "missed", "Precision", "Recall", "F1");
    for (query, score) in sums.scores.iter().map(|(query, score)| (query.as_str(), *score)).chain([("all", sums.all())]) {
        let Score { correct, gold, system } = score;
        let [precision, recall, f1] = [score.precision(), score.recall(), score.f1()].map(|share| 100.0 * share);
        let (wrong, missed) = (system - correct, gold - correct);
        let _ = writeln!(out, "{query:<16} {correct:>6} {wrong:>6} {missed:>7} {precision:>10.1} {recall:>8.1} {f1:>8.1}");
    }
    let [precision, recall, f1] = sums.names.shares().map(|share| 100.0 * share);
    let Clusters { found, wanted, .. } = sums.names;
    let _ = writeln!(
        out,
        "{:<16} {:>29} {precision:>10.1} {recall:>8.1} {f1:>8.1}",
        "names (B-cubed)",
        format!("{found} of {wanted} found")
    );
    let _ = writeln!(out, "\nMissed rows by likely cause\n{:<12} {:>6}  queries", "", "rows");
    for cause in Cause::ALL {
        let Some(queries) = sums.causes.get(&cause) else { continue };
        let list: Vec<String> = sorted(queries).into_iter().map(|(query, count)| format!("{query} {count}")).collect();
        let _ = writeln!(out, "{cause:<12} {:>6}  {}", queries.values().sum::<usize>(), list.join(", "));
    }
    let _ = writeln!(out, "\nWrong rows by the rule that read them\n{:<40} {:>6}", "", "rows");
    for (rule, count) in sorted(&sums.rules) {
        let _ = writeln!(out, "{rule:<40} {count:>6}");
    }
    out
}

/// The commonest first.
fn sorted(counts: &BTreeMap<String, usize>) -> Vec<(&str, usize)> {
    let mut sorted: Vec<(&str, usize)> = counts.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    sorted.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    sorted
}

fn json(sums: &Sums) -> String {
    let scores: Map<String, Value> = sums.scores.iter().map(|(query, score)| (query.clone(), score.json())).collect();
    let causes: Map<String, Value> = sums.causes.iter().map(|(cause, queries)| (cause.to_string(), json!(queries))).collect();
    let [precision, recall, f1] = sums.names.shares().map(|share| (share * 1e4).round() / 1e2);
    let names =
        json!({ "precision": precision, "recall": recall, "f1": f1, "found": sums.names.found, "wanted": sums.names.wanted });
    format!(
        "{:#}\n",
        json!({ "queries": scores, "all": sums.all().json(), "names": names, "missed": causes, "wrong": sums.rules })
    )
}

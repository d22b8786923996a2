use super::{Outcome, answers};
use crate::article::{self, Article};
use crate::extract::triples;
use crate::graph::Run;
use crate::pipeline::Pipeline;
use crate::store::Kept;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Show what is read from articles: open triples or claims
///
/// With `--format jsonl` it works as a filter: what it writes, `gipfel build` takes as .extraction.jsonl.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files and folders: .txt, .md, .html, .jsonl; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    paths: Vec<PathBuf>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Tsv)]
    format: Format,
    /// Read each line as a sentence of its own; the number of a sentence is that of its line
    #[arg(long)]
    lines: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Open triples: number of the sentence, subject, relation, object
    Tsv,
    /// An article a line with all its claims and spans
    Jsonl,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    for path in &args.paths {
        anyhow::ensure!(path == Path::new("-") || path.exists(), "there is no file or folder `{}`", path.display());
    }
    let pipeline = Pipeline::embedded()?;
    answers::print(article::read(&args.paths), |article| match args.format {
        Format::Tsv if args.lines => Ok(lines(&pipeline, &article).into_bytes()),
        Format::Tsv => Ok(tsv(&pipeline, &article, None).into_bytes()),
        Format::Jsonl => jsonl(&pipeline, article),
    })
}

fn jsonl(pipeline: &Pipeline, article: Article) -> anyhow::Result<Vec<u8>> {
    let (_, extraction) = pipeline.read(&article);
    let mut line = serde_json::to_vec(&Kept { run: Run::new(&pipeline.name()), article, extraction })?;
    line.push(b'\n');
    Ok(line)
}

fn lines(pipeline: &Pipeline, article: &Article) -> String {
    let alone = |line| Article::new("line", article::Metadata::default(), line);
    article.text.lines().enumerate().map(|(number, line)| tsv(pipeline, &alone(line), Some(number + 1))).collect()
}

fn tsv(pipeline: &Pipeline, article: &Article, number: Option<usize>) -> String {
    let document = pipeline.annotate(article);
    let mut rows = String::new();
    for triple in triples(article, &document, &pipeline.knowledge) {
        let number = number.unwrap_or(triple.sentence + 1);
        let _ = writeln!(rows, "{number}\t{}\t{}\t{}", triple.subject, triple.relation, triple.object);
    }
    rows
}

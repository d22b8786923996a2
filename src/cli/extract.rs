use super::Outcome;
use crate::article::{self, Article};
use crate::extract::{Extraction, triples};
use crate::graph::Run;
use crate::pipeline::Pipeline;
use crate::store::Kept;
use std::io::{self, BufWriter, Write};
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
    let mut out = BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Complete;
    for article in article::read(&args.paths) {
        let article = match article {
            Ok(article) => article,
            Err(error) => {
                eprintln!("warning: skipped {error}");
                outcome = Outcome::SomeSkipped;
                continue;
            }
        };
        let written = match args.format {
            Format::Tsv if args.lines => lines(&mut out, &pipeline, &article),
            Format::Tsv => tsv(&mut out, &pipeline, &article, None),
            Format::Jsonl => {
                let (_, extraction) = pipeline.read(&article);
                jsonl(&mut out, &pipeline, article, extraction)
            }
        };
        match written.and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(outcome),
            written => written?,
        }
    }
    Ok(outcome)
}

fn jsonl(out: &mut impl Write, pipeline: &Pipeline, article: Article, extraction: Extraction) -> io::Result<()> {
    let kept = Kept { run: Run::new(&pipeline.name()), article, extraction };
    serde_json::to_writer(&mut *out, &kept)?;
    out.write_all(b"\n")
}

fn lines(out: &mut impl Write, pipeline: &Pipeline, article: &Article) -> io::Result<()> {
    for (number, line) in article.text.lines().enumerate() {
        let metadata = article::Metadata::default();
        tsv(out, pipeline, &Article::new("line", metadata, line), Some(number + 1))?;
    }
    Ok(())
}

fn tsv(out: &mut impl Write, pipeline: &Pipeline, article: &Article, number: Option<usize>) -> io::Result<()> {
    let document = pipeline.annotate(article);
    for triple in triples(article, &document, &pipeline.knowledge) {
        let number = number.unwrap_or(triple.sentence + 1);
        writeln!(out, "{number}\t{}\t{}\t{}", triple.subject, triple.relation, triple.object)?;
    }
    Ok(())
}

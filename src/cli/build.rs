use super::{Outcome, count};
use crate::article::{self, Article};
use crate::extract::Extraction;
use crate::graph::Run;
use crate::pipeline::Pipeline;
use crate::store::{Kept, Summary, Writer};
use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::time::Instant;

/// Read articles, build the graph and store it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files and folders: .txt, .md, .html, .jsonl; `-` reads standard input. What `gipfel extract --format jsonl` wrote (.extraction.jsonl) is taken as it is
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Folder of the store; made if it is not there
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// What a person knows better than the linking: `same`, `different`, `rename`, `drop`; the store keeps it
    #[arg(long, value_name = "FILE")]
    curation: Option<PathBuf>,
    /// Further known entities in Turtle, as `gipfel entities import` writes them; the store keeps them
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
    /// Articles read at the same time; default: one a core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

/// An article to be stored, and what was found in it if that is known.
struct Input {
    article: Article,
    found: Option<(Run, Extraction)>,
}

/// What was read.
#[derive(Default)]
struct Counts {
    read: AtomicUsize,
    unchanged: AtomicUsize,
    tokens: AtomicUsize,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    for path in &args.paths {
        anyhow::ensure!(path == Path::new("-") || path.exists(), "there is no file or folder `{}`", path.display());
    }
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(args.threads.unwrap_or(0).into()).build().context("cannot start threads")?;
    let curation = args.curation.as_deref().map(super::curation).transpose()?;
    let mut pipeline = Pipeline::embedded()?;
    let further = args.known.as_deref().map(|file| further(&mut pipeline, file)).transpose()?;
    let writer = Writer::open(&args.store)?;
    match further {
        Some(turtle) => writer.set_known(&turtle)?,
        None => writer.known()?.map_or(Ok(()), |turtle| pipeline.know(&turtle))?,
    }
    if let Some(curation) = curation {
        writer.set_curation(&curation)?;
    }
    let stop = stop_signal();
    pool.install(|| build(args, &pipeline, &writer, &stop))
}

/// Reads the further known entities.
fn further(pipeline: &mut Pipeline, file: &Path) -> anyhow::Result<Vec<u8>> {
    let turtle = std::fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    pipeline.know(&turtle).map_err(|error| error.in_file(file.display()))?;
    Ok(turtle)
}

fn build(args: &Args, pipeline: &Pipeline, writer: &Writer, stop: &AtomicBool) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let (inputs, skipped) = inputs(&args.paths);
    let bar = bar(inputs.len(), "Artikel lesen");
    let counts = Counts::default();
    let left = AtomicUsize::new(0);
    let run = Run::new(&pipeline.name());
    inputs.into_par_iter().try_for_each(|input| {
        if stop.load(Relaxed) {
            left.fetch_add(1, Relaxed);
            return Ok(());
        }
        let result = store(pipeline, writer, input, &run, &counts);
        bar.inc(1);
        result
    })?;
    bar.finish_and_clear();
    let reading = start.elapsed();
    let bar = self::bar(1, "Graph schreiben");
    let summary = writer.publish(&|done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    })?;
    bar.finish_and_clear();
    super::idle(&summary);
    report(&counts, skipped, &summary, reading.as_secs_f64(), start.elapsed().as_secs_f64());
    let left = left.into_inner();
    if left > 0 {
        eprintln!("interrupted: {} not read; run the same command again to go on", count(left, "article"));
    }
    Ok(if skipped + left > 0 { Outcome::SomeSkipped } else { Outcome::Complete })
}

/// Reads an article, unless the same program has read the same article before, and keeps what was found.
fn store(pipeline: &Pipeline, writer: &Writer, input: Input, run: &Run, counts: &Counts) -> anyhow::Result<()> {
    let Input { article, found } = input;
    let known = writer.kept(&article.iri).filter(|kept| kept.article == article);
    let kept = match found {
        Some((run, extraction)) => Kept { run, article, extraction },
        None if known.as_ref().is_some_and(|known| known.run == *run) => {
            counts.unchanged.fetch_add(1, Relaxed);
            return Ok(());
        }
        None => {
            let (document, extraction) = pipeline.read(&article);
            let tokens = document.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
            counts.tokens.fetch_add(tokens, Relaxed);
            Kept { run: run.clone(), article, extraction }
        }
    };
    if known.as_ref() == Some(&kept) {
        counts.unchanged.fetch_add(1, Relaxed);
        return Ok(());
    }
    writer.keep(&kept)?;
    counts.read.fetch_add(1, Relaxed);
    Ok(())
}

/// The articles of all paths, sorted by IRI, one an IRI, and the number of inputs skipped, each of which is named on standard error.
fn inputs(paths: &[PathBuf]) -> (Vec<Input>, usize) {
    let mut articles: BTreeMap<String, Input> = BTreeMap::new();
    let mut skipped = 0;
    let (extractions, texts): (Vec<_>, Vec<_>) = paths.iter().cloned().partition(|path| is_extraction(path));
    let mut take = |input: Result<Input, String>| match input {
        Ok(input) => {
            if let Some(message) = add(&mut articles, input) {
                eprintln!("warning: {message}");
                skipped += 1;
            }
        }
        Err(message) => {
            eprintln!("warning: {message}");
            skipped += 1;
        }
    };
    for path in &extractions {
        read_extractions(path, &mut take);
    }
    for article in article::read(&texts) {
        take(article.map(|article| Input { article, found: None }).map_err(|error| format!("skipped {error}")));
    }
    (articles.into_values().collect(), skipped)
}

/// Of two articles with one IRI the one published later is taken, whatever the order of the input.
fn add(articles: &mut BTreeMap<String, Input>, input: Input) -> Option<String> {
    let rank = |input: &Input| (input.article.published, crate::graph::iri::full_hash(format!("{:?}", input.article).as_bytes()));
    let Some(other) = articles.get_mut(&input.article.iri) else {
        articles.insert(input.article.iri.clone(), input);
        return None;
    };
    if other.article.text == input.article.text && other.article.published == input.article.published {
        return None;
    }
    let message = format!("skipped an older article with the address `{}`", input.article.iri);
    if rank(&input) > rank(other) {
        *other = input;
    }
    Some(message)
}

fn is_extraction(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".extraction.jsonl"))
}

fn read_extractions(path: &Path, take: &mut impl FnMut(Result<Input, String>)) {
    let name = path.display();
    let file = match std::fs::File::open(path) {
        Ok(file) => BufReader::new(file),
        Err(error) => return take(Err(format!("skipped `{name}`: {error}"))),
    };
    for (number, line) in file.lines().enumerate() {
        let number = number + 1;
        take(match line {
            Ok(line) if line.trim().is_empty() => continue,
            Ok(line) => serde_json::from_str(&line)
                .map(|Kept { run, article, extraction }| Input { article, found: Some((run, extraction)) })
                .map_err(|error| format!("skipped `{name}`, line {number}: {error}")),
            Err(error) => return take(Err(format!("skipped `{name}` from line {number}: {error}"))),
        });
    }
}

fn report(counts: &Counts, skipped: usize, summary: &Summary, reading: f64, all: f64) {
    let (read, unchanged, tokens) = (counts.read.load(Relaxed), counts.unchanged.load(Relaxed), counts.tokens.load(Relaxed));
    println!("read      {}, {unchanged} unchanged, {skipped} skipped", count(read, "article"));
    println!(
        "store     {}, {}, {}, {}",
        count(summary.articles, "article"),
        count(summary.claims, "claim"),
        count(summary.facts, "fact"),
        count(summary.entities, "entit"),
    );
    let speed = if tokens > 0 { format!(", {:.0} tokens/s", tokens as f64 / reading.max(1e-9)) } else { String::new() };
    println!("took      {all:.1} s{speed}");
}

fn bar(length: usize, words: &'static str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}").expect("the template is valid");
    ProgressBar::new(length as u64).with_style(style).with_message(words)
}

/// Set by the first Ctrl-C: the build ends after the articles at hand. The second one kills, which loses nothing either.
fn stop_signal() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = stop.clone();
    let set = ctrlc::set_handler(move || {
        if flag.swap(true, Relaxed) {
            std::process::exit(130);
        }
        eprintln!("stopping after the articles at hand; Ctrl-C again stops at once");
    });
    if set.is_err() {
        eprintln!("warning: Ctrl-C will stop at once");
    }
    stop
}

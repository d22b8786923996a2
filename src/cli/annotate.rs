use super::{Outcome, answers};
use crate::article::{self, Article, BlockKind, ReadError};
use crate::document::{Document, NameClass, Span, conllu, json};
use crate::pipeline::Pipeline;
use anyhow::Context;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// Show the analysis of articles: CoNLL-U, JSON or coloured text
///
/// Reads .txt, .md, .html, .jsonl and folders of them; `-` is standard input. A .conllu file keeps its tokens.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files and folders
    #[arg(required = true, value_name = "FILE")]
    paths: Vec<PathBuf>,
    /// How to show it; default: text on a terminal, else conllu
    #[arg(long, value_enum)]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// CoNLL-U, names as NE=B-PER in MISC
    Conllu,
    /// One JSON object a line, an article each
    Json,
    /// The text with names, speech and times marked
    Text,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    for path in &args.paths {
        anyhow::ensure!(path == Path::new("-") || path.exists(), "there is no file or folder `{}`", path.display());
    }
    let pipeline = Pipeline::embedded()?;
    let terminal = io::stdout().is_terminal();
    let format = args.format.unwrap_or(if terminal { Format::Text } else { Format::Conllu });
    let colour = terminal && std::env::var_os("NO_COLOR").is_none();
    answers::print(args.paths.iter().flat_map(inputs), |input| {
        let (article, document) = match input {
            Input::Article(article) => {
                let document = pipeline.annotate(&article);
                (article, document)
            }
            Input::Conllu(path) => read_conllu(&pipeline, path)?,
        };
        Ok(show(format, colour, &article, &document).into_bytes())
    })
}

/// What is analysed.
enum Input<'a> {
    Article(Article),
    /// Tokens that are kept.
    Conllu(&'a Path),
}

fn inputs(path: &PathBuf) -> Box<dyn Iterator<Item = Result<Input<'_>, ReadError>> + Send + '_> {
    if path.extension().is_some_and(|extension| extension == "conllu") {
        return Box::new(std::iter::once(Ok(Input::Conllu(path))));
    }
    Box::new(article::read(std::slice::from_ref(path)).map(|article| article.map(Input::Article)))
}

fn read_conllu(pipeline: &Pipeline, path: &Path) -> anyhow::Result<(Article, Document)> {
    let content = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let (article, sentences) = conllu::parse(&name, &content).with_context(|| format!("cannot read `{}`", path.display()))?;
    let document = pipeline.with_tokens(&article, sentences);
    Ok((article, document))
}

fn show(format: Format, colour: bool, article: &Article, document: &Document) -> String {
    match format {
        Format::Conllu => conllu::write(article, &document.sentences),
        Format::Json => json::write(article, document) + "\n",
        Format::Text => reading(article, document, if colour { Marks::Colours } else { Marks::Brackets }),
    }
}

#[derive(Clone, Copy)]
enum Marks {
    Colours,
    Brackets,
}

/// The text as it stands, with what was found marked; boilerplate is dimmed or left out.
fn reading(article: &Article, document: &Document, marks: Marks) -> String {
    let mut out = String::new();
    if let Some(title) = &article.title {
        out.push_str(&styled(&clean(title), "1", marks));
        out.push_str("\n\n");
    }
    let marked = marked(article, document);
    for block in &article.blocks {
        let style = match block.kind {
            BlockKind::Paragraph => "",
            BlockKind::Heading => "1",
            BlockKind::Caption => "3",
            BlockKind::Boilerplate if matches!(marks, Marks::Brackets) => continue,
            BlockKind::Boilerplate => "2",
        };
        out.push_str(&block_reading(&article.text, block.span, style, &marked, marks));
        out.push_str("\n\n");
    }
    out
}

/// Start of each marked stretch: its end, its colour and its label. Names come before times; stretches do not overlap.
fn marked(article: &Article, document: &Document) -> BTreeMap<usize, (usize, &'static str, String)> {
    let mut found: BTreeMap<usize, (usize, &'static str, String)> = BTreeMap::new();
    let mut names: Vec<(Span, NameClass)> = Vec::new();
    for sentence in &document.sentences {
        for token in &sentence.tokens {
            match (token.name, names.last_mut()) {
                (crate::document::NameTag::Inside(class), Some((span, open))) if *open == class && span.end <= token.span.end => {
                    *span = span.cover(token.span)
                }
                (tag, _) => names.extend(tag.class().map(|class| (token.span, class))),
            }
        }
    }
    for (span, class) in names {
        let colour = match class {
            NameClass::Person => "36",
            NameClass::Place => "32",
            NameClass::Organisation => "33",
            NameClass::Other => "35",
        };
        found.insert(span.start, (span.end, colour, class.as_str().to_owned()));
    }
    for time in &document.times {
        let free = found.range(..time.span.end).next_back().is_none_or(|(_, (end, _, _))| *end <= time.span.start);
        if free && time.span.end <= article.text.len() {
            found.insert(time.span.start, (time.span.end, "4", time.value.clone()));
        }
    }
    found
}

fn block_reading(
    text: &str,
    block: Span,
    style: &str,
    marked: &BTreeMap<usize, (usize, &'static str, String)>,
    marks: Marks,
) -> String {
    let mut out = String::new();
    let mut at = block.start;
    for (&start, (end, colour, label)) in marked.range(block.start..block.end) {
        if start < at || *end > block.end {
            continue;
        }
        out.push_str(&styled(&clean(&text[at..start]), style, marks));
        let words = clean(&text[start..*end]);
        match marks {
            Marks::Colours => out.push_str(&styled(&words, colour, marks)),
            Marks::Brackets => out.push_str(&format!("[{words} {label}]")),
        }
        at = *end;
    }
    out.push_str(&styled(&clean(&text[at..block.end]), style, marks));
    out
}

fn styled(words: &str, style: &str, marks: Marks) -> String {
    match marks {
        Marks::Colours if !style.is_empty() && !words.is_empty() => format!("\x1b[{style}m{words}\x1b[0m"),
        _ => words.to_owned(),
    }
}

/// An article must not steer the terminal.
fn clean(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

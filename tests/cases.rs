//! Runs the files in `cases/`. The folder names the stage; see `tests/README.md`.

mod common;

use common::sketches::{Corpus, describe as entities};
use gipfel::annotate::{quantities::quantities, times::times, tokenize::tokenize};
use gipfel::article::{self, Article, BlockKind, Metadata};
use gipfel::document::{MentionForm, Quantity, Sentence, Token, conllu};
use gipfel::extract::triples;
use gipfel::knowledge::gazetteer::Gazetteer;
use gipfel::link::link;
use std::path::Path;
use std::{env, fs};

#[path = "common/claims.rs"]
mod claims;

/// What a stage makes of the input of a case; `kind` is the word after `--- input`.
fn found(stage: &str, kind: &str, input: &str) -> Result<String, String> {
    match stage {
        "tokenize" => Ok(lines(sentences(input).iter().map(tokens))),
        "sentences" => {
            let article = Article::new("case", Metadata::default(), input);
            Ok(lines(tokenize(&article).iter().map(|sentence| sentence.span.text(&article.text).replace('\n', " "))))
        }
        "article" => read(kind, input),
        "times" => {
            let article = Article::new("case", Metadata::default(), input);
            let found = times(kind.parse().ok(), &tokenize(&article));
            Ok(lines(found.iter().map(|time| format!("{} = {:?} {}", time.span.text(&article.text), time.kind, time.value))))
        }
        "quantities" => {
            let article = Article::new("case", Metadata::default(), input);
            let sentences = tokenize(&article);
            let found = quantities(&sentences, &times(kind.parse().ok(), &sentences));
            Ok(lines(found.iter().map(|quantity| {
                let Quantity { low, high, unit, at, span } = quantity;
                let number = if low == high { low.to_string() } else { format!("{low} to {high}") };
                format!(
                    "{} = {}, at {}",
                    span.text(&article.text),
                    format!("{number} {unit}").trim_end(),
                    sentences[at.sentence].tokens[at.token].form
                )
            })))
        }
        "triples" => {
            let (article, sentences) = conllu::parse("case", input).map_err(|error| error.to_string())?;
            let document = claims::PIPELINE.with_tokens(&article, sentences);
            let found = triples(&article, &document, &claims::PIPELINE.knowledge);
            Ok(lines(found.into_iter().map(|triple| format!("{} | {} | {}", triple.subject, triple.relation, triple.object))))
        }
        "extract" => Ok(lines(claims::claims(input)?.into_iter())),
        "coreference" => coreference(input),
        "link" => {
            let corpus = Corpus::read(input)?;
            let gazetteer = Gazetteer::embedded().map_err(|error| error.to_string())?;
            Ok(entities(&corpus, &link(&corpus.sketches, &gazetteer, &corpus.curation)))
        }
        other => Err(format!("no stage is called `{other}`")),
    }
}

/// An entity a line, with what stands for it; in the order of the text.
fn coreference(input: &str) -> Result<String, String> {
    let (article, sentences) = conllu::parse("case", input).map_err(|error| error.to_string())?;
    let document = claims::PIPELINE.with_tokens(&article, sentences);
    Ok(lines(document.entities.iter().map(|entity| {
        let mentions = entity.mentions.iter().map(|&mention| {
            let mention = &document.mentions[mention];
            let text = mention.span.text(&article.text);
            match mention.form {
                MentionForm::Name => text.to_owned(),
                MentionForm::Nominal => format!("{text} (noun)"),
                MentionForm::Pronoun => format!("{text} (pronoun)"),
            }
        });
        format!("{} {} = {}", entity.class.as_str(), entity.name, mentions.collect::<Vec<_>>().join(", "))
    })))
}

fn sentences(input: &str) -> Vec<Sentence> {
    tokenize(&Article::new("case", Metadata::default(), input))
}

/// A sentence a line, white space between tokens, contractions as `im=in+dem`.
fn tokens(sentence: &Sentence) -> String {
    let mut words: Vec<String> = Vec::new();
    for Token { form, part, .. } in &sentence.tokens {
        match part {
            Some((0, _)) => words.push(format!("({form}")),
            Some((place, parts)) => {
                let word = words.last_mut().expect("a first part stands before it");
                word.push_str(&format!(" {form}{}", if place + 1 == *parts { ")" } else { "" }));
            }
            None => words.push(form.clone()),
        }
    }
    words.join(" ")
}

/// What is known of each article, and its blocks with their kinds.
fn read(kind: &str, input: &str) -> Result<String, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = folder.path().join(format!("case.{}", if kind.is_empty() { "txt" } else { kind }));
    fs::write(&path, input).map_err(|error| error.to_string())?;
    let articles = article::read(std::slice::from_ref(&path));
    Ok(lines(articles.map(|article| match article {
        Ok(article) => describe(&article),
        Err(error) => error.to_string().replace(&folder.path().display().to_string(), ""),
    })))
}

fn describe(article: &Article) -> String {
    let date = article.published.map(|date| date.to_string());
    let fields = [
        ("title", &article.title),
        ("date", &date),
        ("publisher", &article.publisher),
        ("author", &article.author),
        ("url", &article.url),
    ];
    let known = fields.iter().filter_map(|(name, value)| value.as_ref().map(|value| format!("{name} = {value}")));
    let blocks = article.blocks.iter().map(|block| {
        let kind = match block.kind {
            BlockKind::Paragraph => "paragraph",
            BlockKind::Heading => "heading",
            BlockKind::Caption => "caption",
            BlockKind::Boilerplate => "boilerplate",
        };
        format!("{kind}: {}", block.span.text(&article.text).replace('\n', "⏎"))
    });
    known.chain(blocks).collect::<Vec<_>>().join("\n")
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| line + "\n").collect()
}

fn case(path: &Path, text: String) -> datatest_stable::Result<()> {
    let stage = path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).ok_or("no stage")?;
    let (why, rest) = text.split_once("--- input").ok_or("`--- input` is missing")?;
    let (kind, rest) = rest.split_once('\n').ok_or("nothing follows `--- input`")?;
    let (input, expected) = rest.split_once("--- expected\n").ok_or("`--- expected` is missing")?;
    let found = found(stage, kind.trim(), input)?;
    if found == expected {
        return Ok(());
    }
    if env::var_os("UPDATE").is_some() {
        return Ok(fs::write(path, format!("{why}--- input{kind}\n{input}--- expected\n{found}"))?);
    }
    panic!("{why}\nexpected:\n{expected}\nfound:\n{found}\nIf `found` is right: UPDATE=1 cargo test --release --test cases")
}

// The cases of `graph` are run by `exports.rs`, those of `sparql` by `query.rs`.
datatest_stable::harness! { { test = case, root = "tests/cases", pattern = r"^(?!graph/|sparql/).*\.txt$" } }

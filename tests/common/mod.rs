//! Extractions written by hand: JSON in which a span is given by its words and most fields may be left out. See `tests/cases/graph/README.md`.
#![allow(dead_code, reason = "each test program uses a part")]

pub mod desk;
pub mod sketches;

use gipfel::article::Article;
use gipfel::extract::Extraction;
use gipfel::graph::Run;
use gipfel::store::Kept;
use serde_json::{Map, Value, json};
use std::path::Path;

/// A case file: why it exists, and its parts by name.
pub struct Case {
    pub why: String,
    pub parts: Vec<(String, String)>,
}

impl Case {
    pub fn read(text: &str) -> Case {
        let mut pieces = text.split("\n--- ");
        let why = pieces.next().unwrap_or_default().to_owned();
        let parts = pieces.map(|piece| {
            let (name, body) = piece.split_once('\n').unwrap_or((piece, ""));
            (name.trim().to_owned(), body.to_owned())
        });
        Case { why, parts: parts.collect() }
    }

    pub fn part(&self, name: &str) -> &str {
        self.parts.iter().find(|(part, _)| part == name).map(|(_, body)| body.as_str()).unwrap_or_default()
    }

    pub fn kept(&self) -> Kept {
        let article = serde_json::from_str(self.part("article")).expect("`--- article` holds JSON");
        let extraction = serde_json::from_str(self.part("extraction")).expect("`--- extraction` holds JSON");
        kept(article, self.part("text").trim_end(), extraction)
    }
}

/// Makes an article with its extraction from what a case says.
pub fn kept(mut article: Value, text: &str, mut extraction: Value) -> Kept {
    let fields = article.as_object_mut().expect("an article is an object");
    fields.insert("text".to_owned(), text.into());
    for field in ["title", "published", "publisher", "author", "url"] {
        default(fields, field, Value::Null);
    }
    default(fields, "blocks", json!([]));
    let name = fields.get("iri").and_then(Value::as_str).and_then(|iri| iri.rsplit('/').next()).unwrap_or("a").to_owned();
    default(fields, "name", name.into());
    let article: Article = serde_json::from_value(article).expect("an article");
    fill(&mut extraction, text);
    let extraction: Extraction = serde_json::from_value(extraction).expect("an extraction");
    Kept { run: Run { program: "0".to_owned(), model: "test".to_owned() }, article, extraction }
}

/// All cases of a folder with their extractions, sorted by name.
pub fn cases(folder: &Path) -> Vec<(std::path::PathBuf, Case)> {
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("readable").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files.into_iter().map(|file| (file.clone(), Case::read(&std::fs::read_to_string(&file).expect("readable")))).collect()
}

/// One line of an `.extraction.jsonl` file.
pub fn line(kept: &Kept) -> String {
    serde_json::to_string(kept).expect("an extraction is JSON") + "\n"
}

fn default(fields: &mut Map<String, Value>, name: &str, value: Value) {
    fields.entry(name).or_insert(value);
}

fn fill(extraction: &mut Value, text: &str) {
    let all = extraction.as_object_mut().expect("an extraction is an object");
    for field in ["entities", "nodes", "claims"] {
        default(all, field, json!([]));
    }
    let whole: Vec<Value> = sentences(text).into_iter().map(|(start, end)| json!({ "start": start, "end": end })).collect();
    default(all, "sentences", whole.into());
    for entity in items(all, "entities") {
        default(entity, "known", Value::Null);
        default(entity, "mentions", json!([]));
        for mention in entity["mentions"].as_array_mut().expect("mentions are a list") {
            if let Some(words) = mention.as_str() {
                *mention = json!({ "name": words.split('#').next(), "form": "Name", "span": words });
            }
        }
    }
    for node in items(all, "nodes") {
        let label = node["label"].clone();
        default(node, "span", label);
        default(node, "concept", "".into());
        default(node, "arguments", json!([]));
        arguments(node);
    }
    for claim in items(all, "claims") {
        for (field, value) in [("polarity", "Affirmed"), ("modality", "Asserted"), ("rule", "by hand")] {
            default(claim, field, value.into());
        }
        for field in ["attributed_to", "form", "cue", "frame"] {
            default(claim, field, Value::Null);
        }
        default(claim, "predicate", json!([]));
        default(claim, "arguments", json!([]));
        arguments(claim);
    }
    spans(extraction, text);
    let all = extraction.as_object_mut().expect("an extraction is an object");
    let sentences = all["sentences"].clone();
    for claim in items(all, "claims") {
        let at = claim["evidence"]["start"].as_u64();
        let place = sentences.as_array().expect("a list").iter().rposition(|sentence| sentence["start"].as_u64() <= at);
        default(claim, "sentence", place.unwrap_or_default().into());
    }
}

fn items<'a>(all: &'a mut Map<String, Value>, field: &str) -> impl Iterator<Item = &'a mut Map<String, Value>> {
    all[field].as_array_mut().expect("a list").iter_mut().map(|item| item.as_object_mut().expect("an object"))
}

/// `["subject", {"Entity": 0}, "Nato"]` or without the words
fn arguments(of: &mut Map<String, Value>) {
    for argument in of["arguments"].as_array_mut().expect("arguments are a list") {
        if let Some(parts) = argument.as_array() {
            *argument = json!({ "role": parts[0], "value": parts[1], "span": parts.get(2) });
        }
    }
}

/// Replaces words by their place: `Nato` is the first one in the text, `Nato#2` the second.
fn spans(value: &mut Value, text: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| spans(item, text)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), &mut *value) {
                    ("span" | "evidence" | "cue", Value::String(words)) => *value = place(words, text),
                    ("predicate", Value::Array(words)) => {
                        for word in words {
                            if let Value::String(words) = word {
                                *word = place(words, text);
                            }
                        }
                    }
                    (_, other) => spans(other, text),
                }
            }
        }
        _ => (),
    }
}

fn place(words: &str, text: &str) -> Value {
    let (words, which) =
        words.rsplit_once('#').map_or((words, 1), |(words, which)| (words, which.parse().expect("a number after #")));
    let (start, _) =
        text.match_indices(words).nth(which - 1).unwrap_or_else(|| panic!("`{words}` does not stand {which} times in the text"));
    json!({ "start": start, "end": start + words.len() })
}

fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive(". ") {
        found.push((start, start + part.trim_end().len()));
        start += part.len();
    }
    found
}

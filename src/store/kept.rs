//! What is kept of each article beside the quads: the article, what extraction found, and the run that found it.
//! Linking again, or another version of the graph, then needs no language analysis.

use super::StoreError;
use crate::article::Article;
use crate::document::{CodePoints, Span};
use crate::extract::Extraction;
use crate::graph::{Run, iri::full_hash};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// An article with what was found in it. As JSON it counts spans in Unicode code points of the text, as all that leaves the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "Record", try_from = "Record")]
pub struct Kept {
    /// Which program with which models read it.
    pub run: Run,
    /// As it was read.
    pub article: Article,
    /// What was found.
    pub extraction: Extraction,
}

/// [`Kept`] in JSON.
#[derive(Serialize, Deserialize)]
struct Record {
    offsets: Unit,
    run: Run,
    article: Article,
    extraction: Extraction,
}

/// What the offsets of a record count.
#[derive(Serialize, Deserialize)]
enum Unit {
    #[serde(rename = "code points")]
    CodePoints,
}

/// Why a record cannot be taken over.
#[derive(Debug, thiserror::Error)]
enum Misfit {
    #[error("the span from {} to {} is none of its text", .0.start, .0.end)]
    Span(Span),
    #[error("a claim or node names an entity, a node or a sentence that is not there")]
    Index,
}

impl Record {
    fn spans_mut(&mut self) -> (&str, impl Iterator<Item = &mut Span>) {
        let Article { text, blocks, .. } = &mut self.article;
        (text, blocks.iter_mut().map(|block| &mut block.span).chain(self.extraction.spans_mut()))
    }
}

impl From<Kept> for Record {
    fn from(Kept { run, article, extraction }: Kept) -> Record {
        let mut record = Record { offsets: Unit::CodePoints, run, article, extraction };
        let (text, spans) = record.spans_mut();
        let points = CodePoints::new(text);
        for span in spans {
            let (start, end) = points.range(*span);
            *span = Span { start, end };
        }
        record
    }
}

impl TryFrom<Record> for Kept {
    type Error = Misfit;

    fn try_from(mut record: Record) -> Result<Kept, Misfit> {
        let (text, spans) = record.spans_mut();
        let points = CodePoints::new(text);
        for span in spans {
            let bytes = points.byte(span.start).zip(points.byte(span.end)).filter(|(start, end)| start <= end);
            let (start, end) = bytes.ok_or(Misfit::Span(*span))?;
            *span = Span { start, end };
        }
        let Record { run, article, extraction, .. } = record;
        if extraction.is_whole() { Ok(Kept { run, article, extraction }) } else { Err(Misfit::Index) }
    }
}

/// The folder of kept articles: one file an article, named by the hash of its IRI, replaced as a whole.
pub(super) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(super) fn new(store: &Path) -> Folder {
        Folder { path: store.join("articles") }
    }

    fn file(&self, iri: &str) -> PathBuf {
        self.path.join(format!("{}.json", &full_hash(iri.as_bytes())[..32]))
    }

    /// The article with this IRI. A damaged file counts as none: it is written anew.
    pub(super) fn get(&self, iri: &str) -> Option<Kept> {
        serde_json::from_slice(&fs::read(self.file(iri)).ok()?).ok()
    }

    pub(super) fn has(&self, iri: &str) -> bool {
        self.file(iri).exists()
    }

    /// Writes or replaces an article.
    pub(super) fn put(&self, kept: &Kept) -> Result<(), StoreError> {
        let file = self.file(&kept.article.iri);
        let bytes = serde_json::to_vec(kept).map_err(|error| StoreError::io("write", &file)(error.into()))?;
        replace(&file, &bytes)
    }

    /// Removes an article; whether it was there.
    pub(super) fn remove(&self, iri: &str) -> Result<bool, StoreError> {
        let file = self.file(iri);
        let remove = |file: &Path| match fs::remove_file(file) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(StoreError::io("remove", file)(error)),
        };
        remove(&file.with_extension("outline"))?;
        remove(&file)
    }

    /// The files of all kept articles, sorted.
    pub(super) fn files(&self) -> Result<Vec<PathBuf>, StoreError> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.path).map_err(StoreError::io("read", &self.path))? {
            let path = entry.map_err(StoreError::io("read", &self.path))?.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                files.push(path);
            }
        }
        files.sort_unstable();
        Ok(files)
    }

    /// Reads a kept article and the hash of its file.
    pub(super) fn read(file: &Path) -> Result<(Kept, String), StoreError> {
        let bytes = fs::read(file).map_err(StoreError::io("read", file))?;
        let kept = serde_json::from_slice(&bytes).map_err(|source| StoreError::Damaged { path: file.to_owned(), source })?;
        Ok((kept, full_hash(&bytes)))
    }
}

/// Writes a file as a whole or not at all: a reader, or the next start after a crash, sees the old content or the new one.
pub(super) fn replace(file: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let temporary = file.with_extension("tmp");
    let write = || {
        let mut out = File::create(&temporary)?;
        out.write_all(bytes)?;
        out.sync_data()?;
        fs::rename(&temporary, file)
    };
    write().map_err(|error| {
        let _ = fs::remove_file(&temporary);
        StoreError::io("write", file)(error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Metadata;

    fn kept() -> Kept {
        let article = Article::new("a", Metadata::default(), "Köln 🚲 tagt.");
        let word = Span::new(article.text.find("tagt").expect("it is there"), article.text.len());
        let extraction = Extraction { sentences: vec![word], ..Extraction::default() };
        Kept { run: Run::new("test"), article, extraction }
    }

    #[test]
    fn spans_are_written_in_code_points_and_read_back() {
        let json = serde_json::to_value(kept()).expect("JSON");
        assert_eq!(json["extraction"]["sentences"], serde_json::json!([{"start": 7, "end": 12}]));
        assert_eq!(serde_json::from_value::<Kept>(json).expect("it is whole"), kept());
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let mut json = serde_json::to_value(kept()).expect("JSON");
        json["extraction"]["sentences"][0]["end"] = 13.into();
        let error = serde_json::from_value::<Kept>(json).expect_err("the text is shorter").to_string();
        assert_eq!(error, "the span from 7 to 13 is none of its text");
        let mut json = serde_json::to_value(kept()).expect("JSON");
        json["extraction"]["nodes"] = serde_json::json!([{
            "kind": "Thing", "label": "Rat", "concept": "Rat", "span": {"start": 0, "end": 4},
            "arguments": [{"role": "of", "value": {"Entity": 0}, "span": null}],
        }]);
        serde_json::from_value::<Kept>(json).expect_err("there is no entity");
    }
}

//! What is kept of each article beside the quads: the article, what extraction found, and the run that found it.
//! Linking again, or another version of the graph, then needs no language analysis.

use super::StoreError;
use crate::article::Article;
use crate::extract::Extraction;
use crate::graph::{Run, iri::full_hash};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// An article with what was found in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Which program with which models read it.
    pub run: Run,
    /// As it was read.
    pub article: Article,
    /// What was found.
    pub extraction: Extraction,
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
        match fs::remove_file(&file) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(StoreError::io("remove", &file)(error)),
        }
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

//! What is needed of a kept article to link it: small, so that all articles fit into memory.
//!
//! An outline is written beside the article that it is made from, with size and time of that file, and taken from there as long as they are the
//! same: a build that adds one article reads that one and the outlines of the others.

use super::generation::Entry;
use super::kept::{Folder, Kept};
use super::{FORMAT, StoreError};
use crate::extract::Claim;
use crate::graph::iri;
use crate::link::Sketch;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// What linking and the graph need to know of an article before its quads are made.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Outline {
    pub sketch: Sketch,
    /// With the hash of the file in place of the fingerprint.
    pub entry: Entry,
}

/// What an outline was made from.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Source {
    format: u32,
    size: u64,
    modified: SystemTime,
}

impl Outline {
    /// Of a kept article.
    pub(super) fn of(file: &Path) -> Result<Outline, StoreError> {
        let source = Source::of(file).map_err(StoreError::io("read", file))?;
        let beside = file.with_extension("outline");
        if let Some((_, outline)) = read(&beside).filter(|(of, _)| *of == source) {
            return Ok(outline);
        }
        let outline = Outline::make(file)?;
        // Best effort: what cannot be written costs time, no answer.
        if let Ok(bytes) = serde_json::to_vec(&(&source, &outline)) {
            let temporary = file.with_extension("tmp");
            let written = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, &beside));
            if written.is_err() {
                let _ = fs::remove_file(&temporary);
            }
        }
        Ok(outline)
    }

    fn make(file: &Path) -> Result<Outline, StoreError> {
        let (Kept { article, extraction, .. }, hash) = Folder::read(file)?;
        let entry = Entry {
            graph: iri::article(&article.iri).into_string(),
            fingerprint: hash,
            claims: extraction.claims.len(),
            facts: extraction.claims.iter().filter(|claim| is_binary_fact(claim)).count(),
        };
        Ok(Outline { sketch: Sketch::new(&article.iri, &article.name, article.published, &extraction), entry })
    }
}

impl Source {
    fn of(file: &Path) -> std::io::Result<Source> {
        let metadata = fs::metadata(file)?;
        Ok(Source { format: FORMAT, size: metadata.len(), modified: metadata.modified()? })
    }
}

fn read(file: &Path) -> Option<(Source, Outline)> {
    serde_json::from_slice(&fs::read(file).ok()?).ok()
}

fn is_binary_fact(claim: &Claim) -> bool {
    claim.is_fact() && claim.argument("subject").is_some() && claim.argument("object").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Metadata};
    use crate::extract::Extraction;
    use crate::graph::Run;

    #[test]
    fn an_outline_is_made_anew_when_its_article_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.json");
        let keep = |text: &str| {
            let kept = Kept {
                run: Run::new("test"),
                article: Article::new("a", Metadata::default(), text),
                extraction: Extraction::default(),
            };
            fs::write(&file, serde_json::to_vec(&kept).expect("JSON")).expect("it is written");
            Outline::of(&file).expect("it is read")
        };
        let first = keep("Köln tagt.");
        assert_eq!(Outline::of(&file).expect("it is read"), first);
        assert_eq!(read(&file.with_extension("outline")).expect("it is kept").1, first);
        fs::write(file.with_extension("outline"), "{").expect("it is damaged");
        assert_eq!(Outline::of(&file).expect("it is made again"), first);
        assert_ne!(keep("Köln tagt heute."), first);
    }
}

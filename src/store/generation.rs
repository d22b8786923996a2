//! Generations of the graph: `graph-1`, `graph-2` …, of which `current` names the one that is asked.

use super::StoreError;
use super::kept::replace;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// From what a generation was made.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct State {
    /// Layout and graph writer.
    pub format: u32,
    /// For each article IRI: name of its graph and hash of all that its quads are made from.
    pub articles: BTreeMap<String, Entry>,
}

/// What a generation holds of one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub graph: String,
    pub fingerprint: String,
    pub claims: usize,
    pub facts: usize,
}

/// A generation on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Generation {
    number: u64,
    path: PathBuf,
}

impl Generation {
    /// The one that is asked, if the store was ever built.
    pub(super) fn current(store: &Path) -> Result<Option<Generation>, StoreError> {
        let file = store.join("current");
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::io("read", &file)(error)),
        };
        Ok(text.trim().parse().ok().map(|number| Generation::at(store, number)))
    }

    fn at(store: &Path, number: u64) -> Generation {
        Generation { number, path: store.join(format!("graph-{number}")) }
    }

    /// An empty folder for the generation after this one.
    pub(super) fn next(store: &Path, current: Option<&Generation>) -> Result<Generation, StoreError> {
        let next = Generation::at(store, current.map_or(1, |current| current.number + 1));
        // What a killed build left.
        if next.path.exists() {
            fs::remove_dir_all(&next.path).map_err(StoreError::io("remove", &next.path))?;
        }
        fs::create_dir_all(&next.path).map_err(StoreError::io("make", &next.path))?;
        Ok(next)
    }

    /// The folder of the database.
    pub(super) fn database(&self) -> PathBuf {
        self.path.join("quads")
    }

    pub(super) fn state(&self) -> Option<State> {
        serde_json::from_slice(&fs::read(self.path.join("state.json")).ok()?).ok()
    }

    /// Takes over the database of another generation. Its table files never change and are shared.
    pub(super) fn share(&self, other: &Generation) -> Result<(), StoreError> {
        let (from, to) = (other.database(), self.database());
        fs::create_dir_all(&to).map_err(StoreError::io("make", &to))?;
        for entry in fs::read_dir(&from).map_err(StoreError::io("read", &from))? {
            let file = entry.map_err(StoreError::io("read", &from))?.path();
            let Some(name) = file.file_name().map(|name| name.to_string_lossy().into_owned()) else { continue };
            if name == "LOCK" || name.starts_with("LOG") {
                continue;
            }
            let target = to.join(&name);
            let shared = name.ends_with(".sst") && fs::hard_link(&file, &target).is_ok();
            if !shared {
                fs::copy(&file, &target).map_err(StoreError::io("write", &target))?;
            }
        }
        Ok(())
    }

    /// Makes this the generation that is asked. The one before it stays for those who are asking it.
    pub(super) fn publish(&self, store: &Path, state: &State) -> Result<(), StoreError> {
        let file = self.path.join("state.json");
        let bytes = serde_json::to_vec(state).map_err(|error| StoreError::io("write", &file)(error.into()))?;
        replace(&file, &bytes)?;
        replace(&store.join("current"), self.number.to_string().as_bytes())?;
        self.remove_older(store);
        Ok(())
    }

    /// Best effort: what cannot be removed is tried again by the next build.
    fn remove_older(&self, store: &Path) {
        for entry in fs::read_dir(store).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let number = name.to_str().and_then(|name| name.strip_prefix("graph-")?.parse::<u64>().ok());
            if number.is_some_and(|number| number + 1 < self.number) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }

    /// Removes what an abandoned build wrote.
    pub(super) fn discard(&self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

//! Stage 6, store: quads ⇄ disk. The only user of the Oxigraph store.
//!
//! A store is a folder:
//!
//! - `articles/`: what extraction found, one file an article: the truth; beside each what linking needs of it, made again where it is missing
//! - `graph-N/`: the quads made from it (Oxigraph on RocksDB; the default graph is the union of the others) and `state.json`, which says from what
//! - `current`: which `graph-N` is asked
//! - `curation.txt`, `known.ttl`: the curation file and the further known entities, if there are any
//! - `pending`: there while `articles/` may be newer than the graph
//! - `lock`: held by the one that writes
//!
//! A graph that is asked is never written to. A build writes a new one, which shares the unchanged files with the old one, and then
//! switches `current`. So readers see the whole state before a build or the whole state after it, and a build that is
//! killed leaves the state before it; the next one starts again from `articles/`.

mod ask;
mod error;
mod generation;
pub mod infer;
mod kept;
mod outline;
mod publish;
mod question;
mod union;
pub mod validate;

pub use ask::{Answer, AskError, Reader, SyntaxError};
pub use error::StoreError;
pub use kept::Kept;
pub use publish::Summary;
pub use question::Question;

use crate::knowledge::gazetteer::Gazetteer;
use crate::link::Curation;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// Changes with the layout of the folder, with what linking takes from an extraction and the quads it gives, and with the rules of inference.
const FORMAT: u32 = 5;

const CURATION: &str = "curation.txt";
const KNOWN: &str = "known.ttl";

/// The one that may change a store.
pub struct Writer {
    path: PathBuf,
    kept: kept::Folder,
    pending: AtomicBool,
    _lock: File,
}

impl Writer {
    /// Opens the store in the folder, which is made if need be. Fails if another writer has it open.
    pub fn open(path: &Path) -> Result<Writer, StoreError> {
        let articles = path.join("articles");
        if path.is_dir() && !articles.is_dir() && fs::read_dir(path).map_err(StoreError::io("read", path))?.next().is_some() {
            return Err(StoreError::Foreign(path.to_owned()));
        }
        fs::create_dir_all(&articles).map_err(StoreError::io("make", &articles))?;
        let lock = lock(path)?;
        let pending = AtomicBool::new(path.join("pending").exists());
        Ok(Writer { path: path.to_owned(), kept: kept::Folder::new(path), pending, _lock: lock })
    }

    /// Opens a store that must be there.
    pub fn open_existing(path: &Path) -> Result<Writer, StoreError> {
        if !path.join("articles").is_dir() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        Writer::open(path)
    }

    /// What is kept of the article with this IRI.
    pub fn kept(&self, iri: &str) -> Option<Kept> {
        self.kept.get(iri)
    }

    /// The IRI of the article that a person means: the IRI itself, the name of its graph, or its short name if only one article has it.
    pub fn find(&self, article: &str) -> Result<String, StoreError> {
        if self.kept.has(article) {
            return Ok(article.to_owned());
        }
        let mut named = Vec::new();
        for file in self.kept.files()? {
            let (kept, _) = kept::Folder::read(&file)?;
            if kept.article.name == article || crate::graph::iri::article(&kept.article.iri).as_str() == article {
                named.push(kept.article.iri);
            }
        }
        match named.as_slice() {
            [iri] => Ok(iri.clone()),
            _ => Err(StoreError::NoArticle(article.to_owned())),
        }
    }

    /// Keeps an article, in place of an older one with the same IRI. It is asked only after [`Writer::publish`].
    pub fn keep(&self, kept: &Kept) -> Result<(), StoreError> {
        self.set_pending()?;
        self.kept.put(kept)
    }

    /// Forgets an article.
    pub fn forget(&self, iri: &str) -> Result<(), StoreError> {
        if !self.kept.has(iri) {
            return Err(StoreError::NoArticle(iri.to_owned()));
        }
        self.set_pending()?;
        self.kept.remove(iri).map(|_| ())
    }

    /// Links by this curation file from now on, instead of an earlier one.
    pub fn set_curation(&self, text: &str) -> Result<(), StoreError> {
        self.set(CURATION, text.as_bytes())
    }

    /// Knows the entities of this Turtle, too, from now on, instead of an earlier one.
    pub fn set_known(&self, turtle: &[u8]) -> Result<(), StoreError> {
        self.set(KNOWN, turtle)
    }

    /// The further known entities, if there are any.
    pub fn known(&self) -> Result<Option<Vec<u8>>, StoreError> {
        self.get(KNOWN)
    }

    fn gazetteer(&self) -> Result<Gazetteer, StoreError> {
        let file = self.path.join(KNOWN);
        let known = match self.known()? {
            Some(turtle) => {
                Gazetteer::embedded().and_then(|embedded| embedded.with(&turtle).map_err(|error| error.in_file(file.display())))
            }
            None => Gazetteer::embedded(),
        };
        Ok(known?)
    }

    fn curation(&self) -> Result<Curation, StoreError> {
        let file = self.path.join(CURATION);
        let text = self.get(CURATION)?.unwrap_or_default();
        Ok(Curation::parse(&String::from_utf8_lossy(&text)).map_err(|error| error.in_file(file.display()))?)
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let file = self.path.join(name);
        match fs::read(&file) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::io("read", &file)(error)),
        }
    }

    fn set(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        if self.get(name)?.as_deref() == Some(bytes) {
            return Ok(());
        }
        self.set_pending()?;
        kept::replace(&self.path.join(name), bytes)
    }

    fn set_pending(&self) -> Result<(), StoreError> {
        if !self.pending.swap(true, Ordering::Relaxed) {
            let file = self.path.join("pending");
            fs::write(&file, "").map_err(StoreError::io("write", &file))?;
        }
        Ok(())
    }
}

fn lock(path: &Path) -> Result<File, StoreError> {
    let file = path.join("lock");
    let lock = File::options().create(true).truncate(false).write(true).open(&file).map_err(StoreError::io("write", &file))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked(path.to_owned())),
        Err(TryLockError::Error(error)) => Err(StoreError::io("lock", &file)(error)),
    }
}

/// Opens a store for asking. If an earlier build was interrupted, or was one of an earlier version, it is brought to its end first, unless
/// another one is at work or the folder may not be written to; then the last whole state is asked.
pub fn open(path: &Path) -> Result<Reader, StoreError> {
    if !path.join("articles").is_dir() {
        return Err(StoreError::Missing(path.to_owned()));
    }
    let finish = || match Writer::open(path) {
        Ok(writer) => writer.publish(&|_, _| ()).map(|_| ()),
        Err(_) => Ok(()),
    };
    if path.join("pending").exists() {
        finish()?;
    }
    match Reader::open(path) {
        Err(StoreError::Format { found, .. }) if found < FORMAT => {
            finish()?;
            Reader::open(path)
        }
        opened => opened,
    }
}

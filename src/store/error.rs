use std::io;
use std::path::{Path, PathBuf};

/// What can go wrong with a store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no store in the folder.
    #[error("there is no store in `{}`; `gipfel build` makes one", .0.display())]
    Missing(PathBuf),
    /// The folder holds something else.
    #[error("`{}` is not empty and not a store; choose another folder", .0.display())]
    Foreign(PathBuf),
    /// Another program is writing to it.
    #[error("another gipfel is writing to the store `{}`; wait until it is done", .0.display())]
    Locked(PathBuf),
    /// The store was made by a version that keeps its data otherwise.
    #[error("the store `{}` has format {found}, this program reads {expected}; `gipfel build` brings it up to date", path.display())]
    Format {
        /// The store.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The format of this program.
        expected: u32,
    },
    /// A file could not be read or written.
    #[error("cannot {verb} `{}`{}", path.display(), hint(source))]
    Io {
        /// What was tried.
        verb: &'static str,
        /// With which file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A kept article is damaged.
    #[error("the kept article `{}` is damaged, or an earlier version wrote it; remove the file and build again", path.display())]
    Damaged {
        /// Its file.
        path: PathBuf,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// The further known entities, or those the program was built with.
    #[error("the known entities cannot be read")]
    Known(#[from] crate::knowledge::gazetteer::GazetteerError),
    /// The curation file.
    #[error("the curation file cannot be read")]
    Curation(#[from] crate::link::CurationError),
    /// The database failed.
    #[error("the database in `{}` failed{}", path.display(), storage_hint(source))]
    Database {
        /// The store.
        path: PathBuf,
        /// Why.
        source: oxigraph::store::StorageError,
    },
    /// A rule of `ontology/inference/` failed.
    #[error("the rule `ontology/inference/{rule}.rq` failed")]
    Inference {
        /// Its name.
        rule: &'static str,
        /// Why.
        source: oxigraph::sparql::QueryEvaluationError,
    },
    /// The store does not know the article.
    #[error("the store has no article `{0}`; `gipfel query -e 'SELECT ?article {{ ?article a schema:NewsArticle }}'` lists them")]
    NoArticle(String),
}

impl StoreError {
    /// For `map_err`: what was tried with which file.
    pub(super) fn io(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
        let path = path.to_owned();
        move |source| StoreError::Io { verb, path, source }
    }

    /// For `map_err`: which store failed.
    pub(super) fn database(path: &Path) -> impl FnOnce(oxigraph::store::StorageError) -> StoreError {
        let path = path.to_owned();
        move |source| StoreError::Database { path, source }
    }
}

fn hint(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::StorageFull => ": the disk is full; nothing of the store was lost",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => ": the folder may not be written to",
        _ => "",
    }
}

fn storage_hint(source: &oxigraph::store::StorageError) -> &'static str {
    if source.to_string().contains("No space left") { ": the disk is full; nothing of the store was lost" } else { "" }
}

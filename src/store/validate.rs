//! The promises of the graph: `ontology/shapes.ttl`, read as SHACL and asked as SPARQL.
//!
//! No crate does it: those that validate SHACL bring a store, a SPARQL engine and query algebra of their own (shacl_validation 0.2: 300 packages), and none
//! looks at the union of the named graphs in Oxigraph's store without copying it.

mod compile;

use super::{Answer, AskError, Reader};
use std::collections::BTreeSet;

const SHAPES: &[u8] = include_bytes!("../../ontology/shapes.ttl");

/// What every graph must keep.
pub struct Promise {
    /// What it is about: *claims*.
    pub about: String,
    /// For a person: *a claim has one modality*.
    pub words: String,
    /// Selects the nodes that break it.
    query: String,
}

/// Why shapes cannot be checked.
#[derive(Debug, thiserror::Error)]
pub enum ShapesError {
    /// It is not Turtle.
    #[error(transparent)]
    Syntax(#[from] oxigraph::io::RdfSyntaxError),
    /// It is SHACL that is not understood here.
    #[error("{0} is not understood; `ontology/shapes.ttl` says what is")]
    Unsupported(String),
}

/// The promises of `ontology/shapes.ttl`.
pub fn embedded() -> Result<Vec<Promise>, ShapesError> {
    promises(SHAPES)
}

/// The promises of a shapes file, in its order.
pub fn promises(turtle: &[u8]) -> Result<Vec<Promise>, ShapesError> {
    compile::promises(turtle)
}

/// The nodes that break a promise, sorted.
pub fn violations(reader: &Reader, promise: &Promise) -> Result<Vec<String>, AskError> {
    let mut found = BTreeSet::new();
    if let Answer::Solutions(solutions) = reader.ask(&promise.query)? {
        for solution in solutions {
            found.extend(solution?.get("this").map(ToString::to_string));
        }
    }
    Ok(found.into_iter().collect())
}

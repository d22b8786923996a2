//! What follows from the facts, in a named graph of its own. The rules are the CONSTRUCT queries of `ontology/inference/`; they read what the articles
//! say and not what other rules make of it, so their order does not matter, and the graph stays a function of the articles.

use super::StoreError;
use super::question::Question;
use super::union::exchange;
use crate::graph::vocab::INFERRED;
use oxigraph::model::{Quad, Triple};
use oxigraph::sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator};
use oxigraph::store::Store as Database;
use std::collections::BTreeMap;
use std::path::Path;

/// Name and text of each rule.
pub const RULES: &[(&str, &str)] = &[
    ("inverse", include_str!("../../ontology/inference/inverse.rq")),
    ("membership", include_str!("../../ontology/inference/membership.rq")),
    ("superproperties", include_str!("../../ontology/inference/superproperties.rq")),
];

/// Draws all conclusions anew. The work grows with the number of facts that the rules read.
pub(super) fn apply(database: &Database, path: &Path) -> Result<(), StoreError> {
    let mut found: Vec<Quad> = Vec::new();
    for (name, rule) in RULES {
        found.extend(conclusions(database, rule).map_err(|source| StoreError::Inference { rule: name, source })?);
    }
    exchange(database, INFERRED, &found).map_err(StoreError::database(path))
}

/// What a rule concludes, sorted, each once.
fn conclusions(database: &Database, rule: &str) -> Result<Vec<Quad>, QueryEvaluationError> {
    let rule = Question::new(rule).expect("the rules are tested");
    let mut found: BTreeMap<String, Triple> = BTreeMap::new();
    if let QueryResults::Graph(triples) = SparqlEvaluator::new().for_query(rule.query).on_store(database).execute()? {
        for triple in triples {
            let triple = triple?;
            found.insert(triple.to_string(), triple);
        }
    }
    Ok(found.into_values().map(|triple| triple.in_graph(INFERRED.into_owned())).collect())
}

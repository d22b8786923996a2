//! What follows from the facts, in a named graph of its own. The rules are the CONSTRUCT queries of `ontology/inference/`; each reads one article at a
//! time, `GRAPH ?article`, and not what other rules make of it. So their order does not matter, the graph stays a function of the articles, and an
//! article that is added costs what follows from it alone.

use super::StoreError;
use super::question::Question;
use super::union::{exchange, in_both};
use crate::graph::vocab::INFERRED;
use oxigraph::model::{NamedNodeRef, Quad, Triple, Variable};
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
    exchange(database, INFERRED, &conclusions(database, None)?).map_err(StoreError::database(path))
}

/// Adds what follows from an article that is new in the database.
pub(super) fn add(database: &Database, article: NamedNodeRef<'_>, path: &Path) -> Result<(), StoreError> {
    let found = conclusions(database, Some(article))?;
    database.extend(in_both(found)).map_err(StoreError::database(path))
}

/// What the rules conclude from one article or from all.
fn conclusions(database: &Database, article: Option<NamedNodeRef<'_>>) -> Result<Vec<Quad>, StoreError> {
    let mut found: Vec<Quad> = Vec::new();
    for (name, rule) in RULES {
        found.extend(conclude(database, rule, article).map_err(|source| StoreError::Inference { rule: name, source })?);
    }
    Ok(found)
}

/// What a rule concludes, sorted, each once.
fn conclude(database: &Database, rule: &str, article: Option<NamedNodeRef<'_>>) -> Result<Vec<Quad>, QueryEvaluationError> {
    let rule = Question::new(rule).expect("the rules are tested");
    let mut asked = SparqlEvaluator::new().for_query(rule.query);
    if let Some(article) = article {
        asked = asked.substitute_variable(Variable::new_unchecked("article"), article.into_owned());
    }
    let mut found: BTreeMap<String, Triple> = BTreeMap::new();
    if let QueryResults::Graph(triples) = asked.on_store(database).execute()? {
        for triple in triples {
            let triple = triple?;
            found.insert(triple.to_string(), triple);
        }
    }
    Ok(found.into_values().map(|triple| triple.in_graph(INFERRED.into_owned())).collect())
}

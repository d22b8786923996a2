//! The default graph of the database: the triples of all articles, each once. Queries see it.
//!
//! Oxigraph can show the named graphs as if they were one, but then a triple that three articles share stands there three times, and so do the
//! answers that are made of it.

use oxigraph::model::{GraphName, GraphNameRef, NamedNodeRef, Quad, QuadRef};
use oxigraph::store::{StorageError, Store as Database};
use std::collections::HashSet;

/// The quads of an article as the database holds them: in its graph and in the default graph.
pub(super) fn in_both(quads: impl IntoIterator<Item = Quad>) -> impl Iterator<Item = Quad> {
    quads.into_iter().flat_map(|quad| [Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() }, quad])
}

/// Puts `new` in place of what the graph of an article holds. Without `new` the graph is gone.
pub(super) fn exchange(database: &Database, graph: NamedNodeRef<'_>, new: &[Quad]) -> Result<(), StorageError> {
    let old: Vec<Quad> = database.quads_for_pattern(None, None, None, Some(graph.into())).collect::<Result<_, _>>()?;
    let (before, after): (HashSet<&Quad>, HashSet<&Quad>) = (old.iter().collect(), new.iter().collect());
    let mut transaction = database.start_transaction()?;
    for quad in old.iter().filter(|quad| !after.contains(quad)) {
        transaction.remove(quad);
        if !is_elsewhere(database, quad)? {
            transaction.remove(everywhere(quad));
        }
    }
    for quad in new.iter().filter(|quad| !before.contains(quad)) {
        transaction.insert(quad);
        transaction.insert(everywhere(quad));
    }
    if new.is_empty() {
        transaction.remove_named_graph(graph)?;
    }
    transaction.commit()
}

fn everywhere(quad: &Quad) -> QuadRef<'_> {
    QuadRef { graph_name: GraphNameRef::DefaultGraph, ..quad.as_ref() }
}

/// Whether the graph of another article holds the same triple.
fn is_elsewhere(database: &Database, quad: &Quad) -> Result<bool, StorageError> {
    let mut same =
        database.quads_for_pattern(Some(quad.subject.as_ref()), Some(quad.predicate.as_ref()), Some(quad.object.as_ref()), None);
    same.try_fold(false, |found, other| {
        let graph = other?.graph_name;
        Ok(found || !graph.is_default_graph() && graph != quad.graph_name)
    })
}

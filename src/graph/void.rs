//! VoID: what an export of the whole graph holds, for those who find the file and for tools that plan queries by it.

use super::turtle::Prefixes;
use super::vocab::{ID, PREFIXES, german, prov, rdf, schema, void};
use oxigraph::model::{Literal, NamedNode, Quad, Term, Triple};
use std::collections::{BTreeMap, BTreeSet};

/// The description of these quads: numbers of triples and articles, vocabularies, and how much there is of each class and property. Its address
/// is always the same, so that exports of two days differ only where their content does.
pub fn describe(quads: &[Quad]) -> Vec<Triple> {
    let triples: BTreeSet<String> =
        quads.iter().map(|quad| format!("{} {} {}", quad.subject, quad.predicate, quad.object)).collect();
    let dataset = NamedNode::new_unchecked(format!("{ID}dataset"));
    let mut properties: BTreeMap<&NamedNode, BTreeSet<(String, String)>> = BTreeMap::new();
    let mut classes: BTreeMap<&NamedNode, BTreeSet<String>> = BTreeMap::new();
    let mut runs: BTreeSet<&NamedNode> = BTreeSet::new();
    for quad in quads {
        let object = &quad.object;
        properties.entry(&quad.predicate).or_default().insert((quad.subject.to_string(), object.to_string()));
        match object {
            Term::NamedNode(class) if quad.predicate == rdf::TYPE => {
                _ = classes.entry(class).or_default().insert(quad.subject.to_string())
            }
            Term::NamedNode(run) if quad.predicate == prov::WAS_GENERATED_BY => _ = runs.insert(run),
            _ => (),
        }
    }
    let articles =
        classes.iter().find(|(class, _)| class.as_ref() == schema::NEWS_ARTICLE).map_or(0, |(_, articles)| articles.len());
    let number = |number: usize| Literal::from(number as u64);
    let mut found = vec![
        Triple::new(dataset.clone(), rdf::TYPE, void::DATASET),
        Triple::new(dataset.clone(), rdf::LABEL, german("Wissensgraph aus Nachrichten")),
        Triple::new(dataset.clone(), void::TITLE, german("Wissensgraph aus Nachrichten")),
        Triple::new(dataset.clone(), void::TRIPLES, number(triples.len())),
        Triple::new(dataset.clone(), void::DOCUMENTS, number(articles)),
    ];
    found.extend(runs.into_iter().map(|run| Triple::new(dataset.clone(), prov::WAS_GENERATED_BY, run.clone())));
    let terms: Vec<&str> = properties.keys().chain(classes.keys()).map(|term| term.as_str()).collect();
    for (_, namespace) in PREFIXES.iter().filter(|(_, namespace)| terms.iter().any(|term| term.starts_with(namespace))) {
        found.push(Triple::new(dataset.clone(), void::VOCABULARY, NamedNode::new_unchecked(*namespace)));
    }
    let part = |term: &NamedNode| {
        NamedNode::new_unchecked(format!(
            "{}-{}",
            dataset.as_str(),
            Prefixes::default().iri(term.as_ref()).trim_matches(['<', '>']).replace([':', '/', '#'], "-")
        ))
    };
    for (class, members) in classes {
        let node = part(class);
        found.push(Triple::new(dataset.clone(), void::CLASS_PARTITION, node.clone()));
        found.push(Triple::new(node.clone(), void::CLASS, class.clone()));
        found.push(Triple::new(node, void::ENTITIES, number(members.len())));
    }
    for (property, pairs) in properties {
        let node = part(property);
        found.push(Triple::new(dataset.clone(), void::PROPERTY_PARTITION, node.clone()));
        found.push(Triple::new(node.clone(), void::PROPERTY, property.clone()));
        found.push(Triple::new(node, void::TRIPLES, number(pairs.len())));
    }
    found
}

//! Claims as RDF 1.1 reification (`rdf:subject`, `rdf:predicate`, `rdf:object`) or as RDF 1.2 triple terms (`rdf:reifies`).

use super::vocab::rdf;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use std::collections::BTreeMap;

/// Rewrites reified claims as triple terms. Claims without subject or object, and claims about a literal, keep what they have.
pub fn to_rdf_12(quads: Vec<Quad>) -> Vec<Quad> {
    let mut parts: BTreeMap<(String, String), [Option<Term>; 3]> = BTreeMap::new();
    for quad in &quads {
        if let Some(part) = part(quad) {
            parts.entry(key(quad)).or_default()[part] = Some(quad.object.clone());
        }
    }
    let triple = |quad: &Quad| match parts.get(&key(quad)) {
        Some([Some(Term::NamedNode(subject)), Some(Term::NamedNode(predicate)), Some(object)]) => {
            Some(Triple::new(NamedOrBlankNode::from(subject.clone()), predicate.clone(), object.clone()))
        }
        _ => None,
    };
    let mut rewritten = Vec::with_capacity(quads.len());
    for quad in quads {
        match (part(&quad), triple(&quad)) {
            (Some(1), Some(triple)) => {
                rewritten.push(Quad::new(quad.subject, NamedNode::from(rdf::REIFIES), triple, quad.graph_name))
            }
            (Some(_), Some(_)) => (),
            _ => rewritten.push(quad),
        }
    }
    rewritten
}

fn part(quad: &Quad) -> Option<usize> {
    [rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT].iter().position(|part| quad.predicate.as_ref() == *part)
}

fn key(quad: &Quad) -> (String, String) {
    (quad.graph_name.to_string(), quad.subject.to_string())
}

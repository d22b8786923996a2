//! Parts of a graph: the facts alone, the claims alone, the entities and their names alone.

use super::vocab::{GK, gk, rdf};
use oxigraph::model::{Quad, Term};
use std::collections::{BTreeMap, BTreeSet};

/// A triple as text: subject, predicate, object.
type Key = (String, String, String);

/// The triples that the claims of these quads assert: affirmed, asserted, and said by the article itself.
pub fn asserted(quads: &[Quad]) -> BTreeSet<Key> {
    let mut claims: BTreeMap<String, [Option<String>; 3]> = BTreeMap::new();
    let mut doubtful = BTreeSet::new();
    let (polarity, modality, attributed) = (gk("polarity"), gk("modality"), gk("attributedTo"));
    let certain = [gk("Affirmed"), gk("Asserted")].map(Term::from);
    for quad in quads {
        let claim = || quad.subject.to_string();
        if let Some(part) = [rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT].iter().position(|part| quad.predicate == *part) {
            claims.entry(claim()).or_default()[part] = Some(quad.object.to_string());
        } else if quad.predicate == attributed
            || ((quad.predicate == polarity || quad.predicate == modality) && !certain.contains(&quad.object))
        {
            doubtful.insert(claim());
        }
    }
    claims.retain(|claim, _| !doubtful.contains(claim));
    claims.into_values().filter_map(|[subject, predicate, object]| Some((subject?, predicate?, object?))).collect()
}

/// The facts, and what is needed to understand them: class, labels and parts of the nodes they join.
pub fn facts(quads: Vec<Quad>) -> Vec<Quad> {
    let asserted = asserted(&quads);
    let mut of: BTreeMap<String, Vec<&Quad>> = BTreeMap::new();
    for quad in &quads {
        of.entry(quad.subject.to_string()).or_default().push(quad);
    }
    let mut next: Vec<String> = asserted.iter().flat_map(|(subject, _, object)| [subject.clone(), object.clone()]).collect();
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    while let Some(node) = next.pop() {
        let described = of.get(&node).map(Vec::as_slice).unwrap_or_default();
        if described.iter().any(|quad| is_evidence(quad)) || !seen.insert(node) {
            continue;
        }
        for quad in described.iter().filter(|quad| !is_about_the_text(quad)) {
            kept.push((*quad).clone());
            next.push(quad.object.to_string());
        }
    }
    kept
}

/// All but the facts: claims with their certainty, provenance and words.
pub fn claims(mut quads: Vec<Quad>) -> Vec<Quad> {
    let asserted = asserted(&quads);
    quads.retain(|quad| !asserted.contains(&key(quad)));
    quads
}

/// The entities: what they are, their names, and where they are mentioned.
pub fn links(mut quads: Vec<Quad>) -> Vec<Quad> {
    let (mentioned, refers) = (gk("mentionedIn"), gk("refersTo"));
    let wanted = quads.iter().filter(|quad| quad.predicate == mentioned || quad.predicate == refers);
    let subjects: BTreeSet<String> = wanted.map(|quad| quad.subject.to_string()).collect();
    let asserted = asserted(&quads);
    quads.retain(|quad| subjects.contains(&quad.subject.to_string()) && !asserted.contains(&key(quad)));
    quads
}

/// A triple as text.
pub fn key(quad: &Quad) -> Key {
    (quad.subject.to_string(), quad.predicate.to_string(), quad.object.to_string())
}

/// Strings of the text, articles and claims are no part of the facts.
fn is_evidence(quad: &Quad) -> bool {
    quad.predicate == rdf::TYPE
        && matches!(&quad.object, Term::NamedNode(class) if class.as_str().ends_with("nif-core#String") || class.as_str().ends_with("/NewsArticle"))
}

fn is_about_the_text(quad: &Quad) -> bool {
    quad.predicate
        .as_str()
        .strip_prefix(GK)
        .is_some_and(|local| local == "span" || local == "mentionedIn" || local == "linkReason" || local.ends_with("Span"))
}

//! `ontology/shapes.ttl`: right graphs keep every promise, and for every promise there is a change of a right graph that breaks it.

mod common;

use common::cases;
use gipfel::graph;
use gipfel::knowledge::gazetteer::Gazetteer;
use gipfel::link::{Curation, Sketch, link};
use gipfel::store::Reader;
use gipfel::store::validate::{self, Promise};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Literal, NamedNode, Quad, Term, Triple};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The graph of all cases, linked as one corpus.
fn right() -> Vec<Quad> {
    let kept: Vec<_> = cases(Path::new("tests/cases/graph")).iter().map(|(_, case)| case.kept()).collect();
    let sketches: Vec<Sketch> = kept
        .iter()
        .map(|kept| Sketch::new(&kept.article.iri, &kept.article.name, kept.article.published, &kept.extraction))
        .collect();
    let links = link(&sketches, &Gazetteer::embedded().expect("it is tested"), &Curation::default());
    kept.iter().flat_map(|kept| graph::quads(&kept.article, &kept.extraction, &links.of(&kept.article.iri), &kept.run)).collect()
}

fn is_broken(quads: &[Quad], promise: &Promise) -> bool {
    let reader = Reader::of_quads(quads.to_vec()).expect("memory");
    !validate::violations(&reader, promise).expect("the shapes are SPARQL").is_empty()
}

#[test]
fn right_graphs_keep_every_promise() {
    let reader = Reader::of_quads(right()).expect("memory");
    for promise in validate::embedded().expect("the shapes are understood") {
        let found = validate::violations(&reader, &promise).expect("the shapes are SPARQL");
        assert!(found.is_empty(), "{}: {found:?}", promise.words);
    }
}

/// Ways to spoil what one node says by one property: nothing, nonsense, or what another one says; instead of the truth or beside it.
fn spoilt(quads: &[Quad], node: &Quad, others: &BTreeSet<String>, terms: &BTreeMap<String, Term>) -> Vec<Vec<Quad>> {
    let same = |quad: &Quad| quad.subject == node.subject && quad.predicate == node.predicate;
    let without: Vec<Quad> = quads.iter().filter(|quad| !same(quad)).cloned().collect();
    let nonsense = [Term::from(NamedNode::new_unchecked("urn:nonsense")), Literal::new_simple_literal("Unsinn").into()];
    let mut found = vec![without.clone()];
    for object in nonsense.into_iter().chain(others.iter().map(|other| terms[other].clone())) {
        let wrong = Quad { object, ..node.clone() };
        found.push(without.iter().cloned().chain([wrong.clone()]).collect());
        found.push(quads.iter().cloned().chain([wrong]).collect());
    }
    found
}

#[test]
fn every_promise_can_be_broken() {
    const MOST: usize = 12;
    let quads = right();
    let classes: BTreeMap<String, String> = quads
        .iter()
        .filter(|quad| quad.predicate.as_str().ends_with("#type"))
        .map(|quad| (quad.subject.to_string(), quad.object.to_string()))
        .collect();
    let mut examples: BTreeMap<(String, String), &Quad> = BTreeMap::new();
    let mut objects: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut terms: BTreeMap<String, Term> = BTreeMap::new();
    for quad in &quads {
        let class = classes.get(&quad.subject.to_string()).cloned().unwrap_or_default();
        examples.entry((class, quad.predicate.to_string())).or_insert(quad);
        let of = objects.entry(quad.predicate.to_string()).or_default();
        if of.len() < MOST {
            of.insert(quad.object.to_string());
        }
        terms.insert(quad.object.to_string(), quad.object.clone());
    }
    let mut unbroken = validate::embedded().expect("the shapes are understood");
    unbroken.retain(|promise| !is_broken(&without_reasons(&quads), promise));
    for example in examples.values() {
        for wrong in spoilt(&quads, example, &objects[&example.predicate.to_string()], &terms) {
            let reader = Reader::of_quads(wrong).expect("memory");
            unbroken.retain(|promise| validate::violations(&reader, promise).expect("the shapes are SPARQL").is_empty());
        }
    }
    let left: Vec<&str> = unbroken.iter().map(|promise| promise.words.as_str()).collect();
    assert!(left.is_empty(), "nothing breaks: {left:?}");
}

/// Every entity with another name, every mention under a name of its own, and no reason why.
fn without_reasons(quads: &[Quad]) -> Vec<Quad> {
    let mut wrong: Vec<Quad> = quads.iter().filter(|quad| !quad.predicate.as_str().ends_with("#linkReason")).cloned().collect();
    for quad in wrong.iter_mut().filter(|quad| quad.predicate.as_str().ends_with("ns#name")) {
        quad.object = Literal::new_language_tagged_literal_unchecked(quad.subject.to_string(), "de").into();
    }
    let named = quads.iter().filter(|quad| quad.predicate.as_str().ends_with("#mentionedIn")).cloned();
    let other = |quad: Quad| Quad {
        predicate: NamedNode::new_unchecked("http://www.w3.org/2004/02/skos/core#altLabel"),
        object: Literal::new_language_tagged_literal_unchecked("Anders", "de").into(),
        ..quad
    };
    wrong.extend(named.map(other));
    wrong
}

#[test]
fn the_shapes_name_every_relation_and_say_so_in_two_languages() {
    let read = |file: &str| -> Vec<Triple> {
        let text = std::fs::read(file).expect("readable");
        RdfParser::from_format(RdfFormat::Turtle).for_slice(&text).map(|quad| quad.expect("it is Turtle").into()).collect()
    };
    let shapes = read("ontology/shapes.ttl");
    let targets: BTreeSet<String> = shapes
        .iter()
        .filter(|triple| triple.predicate.as_str().ends_with("#targetSubjectsOf"))
        .map(|triple| triple.object.to_string())
        .collect();
    for triple in read("ontology/gipfel.ttl") {
        let is_relation =
            triple.predicate.as_str().ends_with("#type") && triple.object.to_string() == "<https://w3id.org/gipfel/ns#Relation>";
        if is_relation && !triple.subject.to_string().ends_with("#none>") {
            assert!(targets.contains(&triple.subject.to_string()), "{} is no target of shape:FactShape", triple.subject);
        }
    }
    let mut languages: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for triple in shapes.iter().filter(|triple| triple.predicate.as_str().ends_with("shacl#message")) {
        let Term::Literal(words) = &triple.object else { panic!("a message is a literal") };
        languages.entry(triple.subject.to_string()).or_default().insert(words.language().unwrap_or_default());
    }
    assert!(languages.values().all(|languages| languages.len() == 2));
}

#[test]
fn shacl_that_is_not_understood_is_named() {
    let shape = |says: &str| {
        let text =
            format!("@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetClass <urn:C> ; {says} .");
        validate::promises(text.as_bytes()).err().expect("an error").to_string()
    };
    assert!(shape("sh:closed true").contains("sh:closed"));
    assert!(shape("sh:property [ sh:path <urn:p> ; sh:minCount 2 ]").contains("sh:minCount"));
    assert!(shape("sh:property [ sh:path [ sh:zeroOrMorePath <urn:p> ] ]").contains("path"));
}

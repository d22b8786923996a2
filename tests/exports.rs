//! The graph of hand-written extractions: golden Turtle, and exports that other readers understand.

mod common;

use common::{Case, cases};
use gipfel::graph::{self, reify, turtle};
use gipfel::knowledge::gazetteer::Gazetteer;
use gipfel::link::{Curation, Sketch, link};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Quad, Triple};
use rio_api::parser::TriplesParser;
use std::collections::BTreeSet;
use std::path::Path;

const FOLDER: &str = "tests/cases/graph";

fn quads(case: &Case) -> Vec<Quad> {
    let kept = case.kept();
    let sketch = Sketch::new(&kept.article.iri, &kept.article.name, kept.article.published, &kept.extraction);
    let links = link(&[sketch], &Gazetteer::embedded().expect("it is tested"), &Curation::default());
    graph::quads(&kept.article, &kept.extraction, &links.of(&kept.article.iri), &kept.run)
}

fn turtle(quads: &[Quad]) -> String {
    let triples: Vec<Triple> = quads.iter().cloned().map(Triple::from).collect();
    let article = quads.first().map(|quad| quad.graph_name.to_string()).unwrap_or_default();
    let mut out = Vec::new();
    let prefixes = turtle::Prefixes::with_article(article.trim_matches(['<', '>']));
    turtle::write(&triples, &prefixes, &mut out).expect("writing to memory");
    String::from_utf8(out).expect("Turtle is UTF-8")
}

#[test]
fn cases_give_their_turtle() {
    for (file, case) in cases(Path::new(FOLDER)) {
        let found = turtle(&quads(&case));
        if found == case.part("expected") {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            let text = std::fs::read_to_string(&file).expect("readable");
            let (input, _) = text.split_once("--- expected\n").expect("`--- expected` is missing");
            std::fs::write(&file, format!("{input}--- expected\n{found}")).expect("writable");
            continue;
        }
        panic!("{}: {}\nfound:\n{found}\nIf it is right: UPDATE=1 cargo test --release --test exports", file.display(), case.why);
    }
}

#[test]
fn other_readers_find_the_same_triples() {
    for (file, case) in cases(Path::new(FOLDER)) {
        let quads = quads(&case);
        let text = turtle(&quads);
        let written: BTreeSet<String> = quads.into_iter().map(|quad| Triple::from(quad).to_string()).collect();
        let oxttl: BTreeSet<String> = RdfParser::from_format(RdfFormat::Turtle)
            .for_slice(&text)
            .map(|quad| Triple::from(quad.expect("oxttl reads it")).to_string())
            .collect();
        assert_eq!(written, oxttl, "oxttl, {}", file.display());
        let mut rio = BTreeSet::new();
        rio_turtle::TurtleParser::new(text.as_bytes(), None)
            .parse_all(&mut |triple| {
                rio.insert(triple.to_string().trim_end_matches(" .").to_owned());
                Ok(()) as Result<(), rio_turtle::TurtleError>
            })
            .expect("rio reads it");
        assert_eq!(written, rio, "rio, {}", file.display());
    }
}

#[test]
fn every_span_shows_its_words() {
    for (_, case) in cases(Path::new(FOLDER)) {
        let kept = case.kept();
        for quad in quads(&case) {
            let Some((begin, end)) =
                quad.subject.to_string().trim_end_matches('>').split_once("#char=").and_then(|(_, place)| {
                    let (begin, end) = place.split_once(',')?;
                    Some((begin.parse::<usize>().ok()?, end.parse::<usize>().ok()?))
                })
            else {
                continue;
            };
            if quad.predicate.as_str().ends_with("anchorOf") {
                let words: String = kept.article.text.chars().skip(begin).take(end - begin).collect();
                assert_eq!(quad.object, oxigraph::model::Literal::new_simple_literal(words).into());
            }
        }
    }
}

#[test]
fn triple_terms_say_what_reification_says() {
    for (_, case) in cases(Path::new(FOLDER)) {
        let reified = quads(&case);
        let claims =
            |quads: &[Quad], predicate: &str| quads.iter().filter(|quad| quad.predicate.as_str().ends_with(predicate)).count();
        let of = |predicate: &str| {
            reified
                .iter()
                .filter(|quad| quad.predicate.as_str().ends_with(predicate))
                .map(|quad| quad.subject.to_string())
                .collect::<BTreeSet<_>>()
        };
        let whole = of("#subject").intersection(&of("#object")).count();
        let starred = reify::to_rdf_12(reified);
        assert_eq!(claims(&starred, "#reifies"), whole);
        assert!(starred.iter().all(|quad| quad.graph_name != GraphName::DefaultGraph));
    }
}

//! Every claim shows its words: for the seeds, the gold articles and, where the data folder is at hand (`GIPFEL_SHARED`, else `../shared`), 850 articles of
//! Wikinews, the text cut at each span is what the graph says stands there, and no claim is lost on the way into the graph.

use gipfel::article::{self, Article};
use gipfel::extract::Extraction;
use gipfel::graph::{self, Run};
use gipfel::knowledge::gazetteer::Gazetteer;
use gipfel::link::{Curation, Sketch, link};
use gipfel::pipeline::Pipeline;
use oxigraph::model::{Quad, Term};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

#[test]
fn every_claim_shows_its_words() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut paths: Vec<PathBuf> = vec!["seeds".into(), "tests/gold".into()];
    match wikinews() {
        Some(text) => {
            let file = folder.path().join("wikinews.jsonl");
            std::fs::write(&file, text).expect("writable");
            paths.push(file);
        }
        None => println!("not checked: ../shared/data/text/wikinews.jsonl.xz (or `xz`) is missing"),
    }
    let pipeline = Pipeline::embedded().expect("the models of the program");
    let gazetteer = Gazetteer::embedded().expect("it is tested");
    let articles: Vec<Article> = article::read(&paths).filter_map(Result::ok).collect();
    assert!(articles.len() >= 17);
    let checked: Vec<(usize, usize)> = articles
        .par_iter()
        .map(|article| {
            let (_, extraction) = pipeline.read(article);
            spans_lie_in_the_text(article, &extraction);
            let sketch = Sketch::new(&article.iri, &article.name, article.published, &extraction);
            let links = link(&[sketch], &gazetteer, &Curation::default());
            let run = Run { program: "0".to_owned(), model: "test".to_owned() };
            let quads = graph::quads(article, &extraction, &links.of(&article.iri), &run);
            (claims_have_evidence(article, &extraction, &quads), words_are_right(article, &quads))
        })
        .collect();
    let (claims, spans) = checked.iter().fold((0, 0), |sum, next| (sum.0 + next.0, sum.1 + next.1));
    println!("{} articles: {claims} claims, {spans} spans, all right", articles.len());
}

fn wikinews() -> Option<Vec<u8>> {
    let shared = std::env::var_os("GIPFEL_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let output = Command::new("xz").arg("-dc").arg(shared.join("data/text/wikinews.jsonl.xz")).output().ok()?;
    output.status.success().then_some(output.stdout)
}

/// What extraction found lies in the text, and claims stand where their sentence stands.
fn spans_lie_in_the_text(article: &Article, extraction: &Extraction) {
    let lies = |span: gipfel::document::Span, what: &str| {
        let words = article.text.get(span.start..span.end);
        assert!(words.is_some_and(|words| !words.trim().is_empty()), "{}: {what} at {span:?}", article.iri);
    };
    for claim in &extraction.claims {
        lies(claim.evidence, "evidence");
        claim.predicate.iter().for_each(|&span| lies(span, "a predicate"));
        claim.cue.into_iter().for_each(|span| lies(span, "a cue"));
        claim.arguments.iter().filter_map(|argument| argument.span).for_each(|span| lies(span, "an argument"));
        assert!(extraction.sentences[claim.sentence].overlaps(claim.evidence), "{}: {claim:?}", article.iri);
    }
    for node in &extraction.nodes {
        lies(node.span, "a node");
        node.arguments.iter().filter_map(|argument| argument.span).for_each(|span| lies(span, "an argument"));
    }
    extraction.entities.iter().flat_map(|entity| &entity.mentions).for_each(|mention| lies(mention.span, "a mention"));
}

/// The number of claims: none of the extraction is missing, and each has its evidence.
fn claims_have_evidence(article: &Article, extraction: &Extraction, quads: &[Quad]) -> usize {
    let with = |predicate: &str, object: &str| -> BTreeSet<String> {
        let has = |quad: &&Quad| quad.predicate.as_str().ends_with(predicate) && quad.object.to_string().contains(object);
        quads.iter().filter(has).map(|quad| quad.subject.to_string()).collect()
    };
    let claims = with("#type", "ns#Claim>");
    assert_eq!(claims, with("ns#evidence", "#char="));
    let different: BTreeSet<String> =
        extraction.claims.iter().map(|claim| format!("{:?} {} {:?}", claim.evidence, claim.relation, claim.arguments)).collect();
    assert!(claims.len() >= different.len(), "{}: {} claims of {}", article.iri, claims.len(), different.len());
    claims.len()
}

/// The number of spans: cut at its begin and end, counted in code points, the text is the words of each.
fn words_are_right(article: &Article, quads: &[Quad]) -> usize {
    let characters: Vec<char> = article.text.chars().collect();
    let mut spans: BTreeMap<String, [Option<String>; 3]> = BTreeMap::new();
    for quad in quads {
        let Some(part) =
            ["#beginIndex", "#endIndex", "#anchorOf"].iter().position(|part| quad.predicate.as_str().ends_with(part))
        else {
            continue;
        };
        let Term::Literal(value) = &quad.object else { panic!("a literal") };
        spans.entry(quad.subject.to_string()).or_default()[part] = Some(value.value().to_owned());
    }
    for (node, span) in &spans {
        let [Some(begin), Some(end), Some(words)] = span else { panic!("{node} lacks a part") };
        let (begin, end): (usize, usize) = (begin.parse().expect("a number"), end.parse().expect("a number"));
        assert_eq!(characters[begin..end].iter().collect::<String>(), *words, "{node}");
        assert!(node.ends_with(&format!("#char={begin},{end}>")), "{node}");
    }
    spans.len()
}

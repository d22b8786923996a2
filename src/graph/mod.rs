//! Stage 5, graph: article, extraction and links → RDF quads. Pure and deterministic: opens no store, reads no clock.
//!
//! One named graph an article holds all that the article contributes: its metadata, its entities with their names and mentions, the nodes
//! and claims, the facts, and the words of each as NIF strings. `ontology/gipfel.ttl` defines the terms.

mod claims;
pub mod graphml;
pub mod iri;
pub mod jsonld;
mod names;
pub mod reify;
pub mod select;
mod spans;
pub mod tables;
pub mod turtle;
mod values;
pub mod vocab;
pub mod void;

use crate::article::Article;
use crate::extract::Extraction;
use crate::link::CorpusEntity;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term, Triple};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use vocab::{german, gk, prov, rdf, schema, skos};

/// Which program with which models read an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Version of the program.
    pub program: String,
    /// Names the models: the same name stands for the same weights.
    pub model: String,
}

impl Run {
    /// This program with these models.
    pub fn new(model: &str) -> Run {
        Run { program: env!("CARGO_PKG_VERSION").to_owned(), model: model.to_owned() }
    }
}

/// All that an article contributes, sorted, without repetition. `entities` are what linking made of those of the extraction; `None` for
/// what is no entity: its words stay.
pub fn quads(article: &Article, extraction: &Extraction, entities: &[Option<CorpusEntity>], run: &Run) -> Vec<Quad> {
    let mut writer = Writer::new(article, extraction, entities);
    writer.article(run);
    writer.names();
    writer.claims(run);
    let graph = GraphName::from(writer.base.clone());
    writer.triples.into_values().map(|triple| triple.in_graph(graph.clone())).collect()
}

/// Collects the triples of one article.
struct Writer<'a> {
    article: &'a Article,
    extraction: &'a Extraction,
    entities: &'a [Option<CorpusEntity>],
    points: crate::document::CodePoints<'a>,
    base: NamedNode,
    /// Sorted by their text.
    triples: std::collections::BTreeMap<String, Triple>,
    /// Indices of nodes already written.
    nodes: BTreeSet<usize>,
}

impl<'a> Writer<'a> {
    fn new(article: &'a Article, extraction: &'a Extraction, entities: &'a [Option<CorpusEntity>]) -> Self {
        Writer {
            article,
            extraction,
            entities,
            points: crate::document::CodePoints::new(&article.text),
            base: iri::article(&article.iri),
            triples: Default::default(),
            nodes: BTreeSet::new(),
        }
    }

    fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        let triple = Triple::new(subject.clone(), predicate, object);
        self.triples.insert(triple.to_string(), triple);
    }

    fn add_type(&mut self, subject: &NamedNode, class: &str) {
        self.add(subject, rdf::TYPE, gk(class));
    }

    /// A part of the article: `<article#name>`.
    fn part(&self, name: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}#{name}", self.base.as_str()))
    }

    fn article(&mut self, run: &Run) {
        let base = self.base.clone();
        self.add(&base, rdf::TYPE, schema::NEWS_ARTICLE);
        self.add(&base, rdf::TYPE, vocab::nif::CONTEXT);
        let article = self.article;
        self.add(&base, rdf::LABEL, german(article.title.as_deref().unwrap_or(&article.name)));
        self.add(&base, schema::IDENTIFIER, Literal::new_simple_literal(&article.name));
        self.add(&base, schema::IN_LANGUAGE, Literal::new_simple_literal("de"));
        if let Some(title) = &article.title {
            self.add(&base, schema::HEADLINE, german(title));
        }
        if let Some(published) = article.published {
            self.add(&base, schema::DATE_PUBLISHED, vocab::date(&published.to_string()));
        }
        if let Some(publisher) = &article.publisher {
            self.add(&base, schema::PUBLISHER, Literal::new_simple_literal(publisher));
        }
        if let Some(author) = &article.author {
            self.add(&base, schema::AUTHOR, Literal::new_simple_literal(author));
        }
        if let Some(url) = article.url.as_deref().and_then(|url| NamedNode::new(url).ok()) {
            self.add(&base, schema::URL, url);
        }
        self.run(run);
        let run = run_iri(run);
        self.add(&base, prov::WAS_GENERATED_BY, run);
    }

    fn run(&mut self, run: &Run) {
        let node = run_iri(run);
        let program = iri::node(&format!("{}gipfel", vocab::ID));
        self.add(&node, rdf::TYPE, prov::ACTIVITY);
        self.add(&node, rdf::LABEL, german(&format!("Gipfel {} mit {}", run.program, run.model)));
        self.add(&node, schema::SOFTWARE_VERSION, Literal::new_simple_literal(&run.program));
        self.add(&node, gk("model").as_ref(), Literal::new_simple_literal(&run.model));
        self.add(&node, prov::WAS_ASSOCIATED_WITH, program.clone());
        self.add(&program, rdf::TYPE, prov::SOFTWARE_AGENT);
        self.add(&program, rdf::LABEL, Literal::new_simple_literal("Gipfel"));
    }

    /// The concept that a head noun or verb names, the same for all articles.
    fn concept(&mut self, lemma: &str) -> NamedNode {
        let node = iri::node(&format!("{}concept/{}", vocab::ID, lemma.replace([' ', '/', '#', '?', '%'], "_")));
        self.add(&node, rdf::TYPE, skos::CONCEPT);
        self.add(&node, skos::PREF_LABEL, german(lemma));
        self.add(&node, rdf::LABEL, german(lemma));
        node
    }
}

fn run_iri(run: &Run) -> NamedNode {
    iri::node(&format!("{}run/{}-{}", vocab::ID, run.program, iri::slug(&run.model)))
}

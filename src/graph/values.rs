//! What plays a part in a claim, as a term of the graph; nodes that belong to the article.

use super::Writer;
use super::iri::{hash, slug};
use super::vocab::{date, german, gk, number, rdf};
use crate::document::Span;
use crate::extract::{Argument, Node, NodeKind, Value};
use oxigraph::model::{Literal, NamedNode, Term};

/// Arguments whose values are literals; all other values are nodes, so that each can be labelled, typed and linked.
const LITERAL: &[&str] = &["by", "date", "direction", "high", "low", "to", "type", "unit"];

impl Writer<'_> {
    /// The term for the value of an argument, with all it needs to be understood. `None` for an index that points nowhere.
    pub(super) fn value(&mut self, role: &str, value: &Value, span: Option<Span>) -> Option<Term> {
        Some(match value {
            Value::Entity(index) => match self.entity(*index) {
                Some(entity) => entity.into(),
                None => self.thing(&self.extraction.entities.get(*index)?.name, span).into(),
            },
            Value::Node(index) => self.node(*index)?.into(),
            Value::Text(text) if LITERAL.contains(&role) => german(text).into(),
            Value::Text(text) => self.thing(text, span).into(),
            Value::Number(value) => number(*value)?.into(),
            Value::Date(iso) => date(iso).into(),
            Value::Code(code) if role == "unit" => Literal::new_simple_literal(code).into(),
            Value::Code(code) => gk(code).into(),
        })
    }

    /// Something the text names in words only.
    fn thing(&mut self, text: &str, span: Option<Span>) -> NamedNode {
        let place = span.map(|span| self.place(span)).unwrap_or_default();
        let node = self.part(&format!("Thing-{}-{}", slug(text), hash(&format!("{text}|{place}"))));
        self.add_type(&node, "Thing");
        self.add(&node, rdf::LABEL, german(text));
        if let Some(span) = span.and_then(|span| self.span(span)) {
            self.add(&node, gk("span").as_ref(), span);
        }
        node
    }

    /// A node of the extraction, with its arguments. Nodes of the same kind, label and place are one.
    fn node(&mut self, index: usize) -> Option<NamedNode> {
        let node = self.extraction.nodes.get(index)?;
        let iri = self.part(&self.node_name(node));
        if !self.nodes.insert(index) {
            return Some(iri);
        }
        self.add_type(&iri, kind(node.kind));
        self.add(&iri, rdf::LABEL, german(&node.label));
        if !node.concept.is_empty() {
            let concept = self.concept(&node.concept);
            self.add(&iri, gk("concept").as_ref(), concept);
        }
        if let Some(span) = self.span(node.span) {
            self.add(&iri, gk("span").as_ref(), span);
        }
        for argument in &node.arguments {
            self.argument(&iri, argument);
        }
        Some(iri)
    }

    /// `iri gk:role value` and, if the words are known, `iri gk:roleSpan span`.
    pub(super) fn argument(&mut self, iri: &NamedNode, argument: &Argument) {
        let Argument { role, value, span } = argument;
        let Some(term) = self.value(role, value, *span) else { return };
        self.add(iri, gk(role).as_ref(), term);
        self.argument_span(iri, role, *span);
    }

    /// `iri gk:roleSpan span`
    pub(super) fn argument_span(&mut self, iri: &NamedNode, role: &str, span: Option<Span>) {
        if let Some(span) = span.and_then(|span| self.span(span)) {
            self.add(iri, gk(&format!("{role}Span")).as_ref(), span);
        }
    }

    fn node_name(&self, node: &Node) -> String {
        let key = format!("{}|{}", node.label, self.place(node.span));
        let words = if node.concept.is_empty() { &node.label } else { &node.concept };
        format!("{}-{}-{}", kind(node.kind), slug(words), hash(&key))
    }

    /// A text that is the same for the same value in the article, however entities are linked.
    pub(super) fn key(&self, value: &Value) -> String {
        match value {
            Value::Entity(index) => match self.extraction.entities.get(*index) {
                Some(entity) => format!("entity {} {}", entity.class.as_str(), entity.name),
                None => "entity".to_owned(),
            },
            Value::Node(index) => {
                self.extraction.nodes.get(*index).map_or_else(|| "node".to_owned(), |node| self.node_name(node))
            }
            Value::Text(text) => format!("text {text}"),
            Value::Number(number) => format!("number {number}"),
            Value::Date(date) => format!("date {date}"),
            Value::Code(code) => format!("code {code}"),
        }
    }

    /// How a person names the value.
    pub(super) fn words(&self, value: &Value) -> String {
        match value {
            Value::Entity(index) => match (self.entities.get(*index), self.extraction.entities.get(*index)) {
                (Some(Some(entity)), _) => entity.label.clone(),
                (_, Some(record)) => record.name.clone(),
                _ => String::new(),
            },
            Value::Node(index) => self.extraction.nodes.get(*index).map(|node| node.label.clone()).unwrap_or_default(),
            Value::Text(text) | Value::Date(text) | Value::Code(text) => text.clone(),
            Value::Number(number) => number.to_string(),
        }
    }
}

/// The class of the ontology for a kind of node.
fn kind(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Thing => "Thing",
        NodeKind::Action => "Action",
        NodeKind::Event => "Event",
        NodeKind::Role => "Role",
        NodeKind::Statement => "Statement",
        NodeKind::Quantity => "Quantity",
    }
}

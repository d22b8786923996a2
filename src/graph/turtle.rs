//! Turtle and TriG for people: prefixed, grouped by subject, sorted, so that two exports can be compared line by line.

use super::vocab::{PREFIXES, rdf, skos};
use oxigraph::model::{GraphName, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Prefixes of one document; only those in use are declared.
pub struct Prefixes {
    /// Name and namespace, sorted by name.
    all: Vec<(String, String)>,
}

impl Default for Prefixes {
    fn default() -> Self {
        Prefixes { all: PREFIXES.iter().map(|&(name, iri)| (name.to_owned(), iri.to_owned())).collect() }
    }
}

impl Prefixes {
    /// The usual prefixes and `a:` for the parts of one article.
    pub fn with_article(article: &str) -> Self {
        let mut prefixes = Prefixes::default();
        prefixes.all.insert(0, ("a".to_owned(), format!("{article}#")));
        prefixes
    }

    /// `gk:Claim`, or the IRI in angle brackets if no prefix fits.
    pub fn iri(&self, iri: NamedNodeRef<'_>) -> String {
        let short = self.all.iter().find_map(|(name, namespace)| {
            let local = iri.as_str().strip_prefix(namespace.as_str())?;
            is_plain_local(local).then(|| format!("{name}:{local}"))
        });
        short.unwrap_or_else(|| iri.to_string())
    }

    /// A term as Turtle writes it.
    pub fn term(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => self.iri(node.as_ref()),
            Term::BlankNode(node) => node.to_string(),
            Term::Literal(literal) => match literal.datatype().as_str() {
                "http://www.w3.org/2001/XMLSchema#integer" if is_turtle_integer(literal.value()) => literal.value().to_owned(),
                _ if literal.language().is_some() => literal.to_string(),
                "http://www.w3.org/2001/XMLSchema#string" => literal.to_string(),
                _ => {
                    let quoted = oxigraph::model::Literal::new_simple_literal(literal.value()).to_string();
                    format!("{quoted}^^{}", self.iri(literal.datatype()))
                }
            },
            Term::Triple(triple) => {
                format!(
                    "<<( {} {} {} )>>",
                    self.subject(&triple.subject),
                    self.iri(triple.predicate.as_ref()),
                    self.term(&triple.object)
                )
            }
        }
    }

    fn subject(&self, subject: &NamedOrBlankNode) -> String {
        match subject {
            NamedOrBlankNode::NamedNode(node) => self.iri(node.as_ref()),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        }
    }

    fn declare(&self, body: &str, out: &mut impl Write) -> io::Result<()> {
        let used: Vec<_> = self.all.iter().filter(|(name, _)| uses(body, name)).collect();
        for (name, iri) in &used {
            writeln!(out, "@prefix {name}: <{iri}> .")?;
        }
        if used.is_empty() { Ok(()) } else { writeln!(out) }
    }
}

/// Writes triples as Turtle.
pub fn write(triples: &[Triple], prefixes: &Prefixes, mut out: impl Write) -> io::Result<()> {
    let body = body(triples, prefixes, "");
    prefixes.declare(&body, &mut out)?;
    out.write_all(body.as_bytes())
}

/// Writes graphs as TriG, in the order of the map.
pub fn write_graphs(
    graphs: &BTreeMap<String, (GraphName, Vec<Triple>)>,
    prefixes: &Prefixes,
    mut out: impl Write,
) -> io::Result<()> {
    let mut text = String::new();
    for (name, triples) in graphs.values() {
        match name {
            GraphName::NamedNode(name) => text.push_str(&format!("{} {{\n", prefixes.iri(name.as_ref()))),
            GraphName::BlankNode(name) => text.push_str(&format!("{name} {{\n")),
            GraphName::DefaultGraph => text.push_str("{\n"),
        }
        text.push_str(&body(triples, prefixes, "  "));
        text.push_str("}\n\n");
    }
    prefixes.declare(&text, &mut out)?;
    out.write_all(text.as_bytes())
}

fn body(triples: &[Triple], prefixes: &Prefixes, indent: &str) -> String {
    let mut subjects: BTreeMap<String, BTreeMap<(usize, String), Vec<String>>> = BTreeMap::new();
    for triple in triples {
        let predicate = triple.predicate.as_ref();
        let verb = if predicate == rdf::TYPE { "a".to_owned() } else { prefixes.iri(predicate) };
        let objects = subjects.entry(prefixes.subject(&triple.subject)).or_default().entry((rank(predicate), verb)).or_default();
        objects.push(prefixes.term(&triple.object));
    }
    let mut text = String::new();
    for (subject, predicates) in &mut subjects {
        let mut lines = Vec::new();
        for ((_, verb), objects) in predicates {
            objects.sort_unstable();
            objects.dedup();
            lines.push(format!("{verb} {}", objects.join(", ")));
        }
        text.push_str(&format!("{indent}{subject} {} .\n\n", lines.join(&format!(" ;\n{indent}  "))));
    }
    if text.ends_with("\n\n") {
        text.pop();
    }
    text
}

/// Class and label come first, then the triple that a claim is about.
fn rank(predicate: NamedNodeRef<'_>) -> usize {
    const FIRST: [NamedNodeRef<'_>; 7] =
        [rdf::TYPE, rdf::LABEL, skos::PREF_LABEL, rdf::REIFIES, rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT];
    FIRST.iter().position(|&first| first == predicate).unwrap_or(FIRST.len())
}

/// Whether a local name needs no escape in any Turtle reader.
fn is_plain_local(local: &str) -> bool {
    let word = |c: char| {
        c.is_ascii_alphanumeric() || c == '_' || matches!(c, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}')
    };
    local.chars().next().is_some_and(word) && local.chars().all(|c| word(c) || c == '-')
}

fn is_turtle_integer(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether `name:` may be used in the text. A false alarm, from the words of a literal, costs one line.
fn uses(text: &str, name: &str) -> bool {
    let pattern = format!("{name}:");
    text.match_indices(&pattern).any(|(at, _)| match text[..at].chars().next_back() {
        None => true,
        Some(before) => !before.is_alphanumeric() && !matches!(before, '<' | '/' | '"' | '-' | '_'),
    })
}

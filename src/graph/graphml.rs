//! GraphML for Gephi and other graph programs: nodes with label and class, edges with the relation. Literals are left out.

use super::vocab::rdf;
use oxigraph::model::{Term, Triple};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="label" for="node" attr.name="label" attr.type="string"/>
  <key id="class" for="node" attr.name="class" attr.type="string"/>
  <key id="relation" for="edge" attr.name="label" attr.type="string"/>
  <graph edgedefault="directed">
"#;

/// Writes the nodes that have a label, and the triples between two of them.
pub fn write(triples: &[Triple], mut out: impl Write) -> io::Result<()> {
    let mut nodes: BTreeMap<String, (&str, &str)> = BTreeMap::new();
    for triple in triples {
        if let (true, Term::Literal(label)) = (triple.predicate == rdf::LABEL, &triple.object) {
            nodes.entry(triple.subject.to_string()).or_default().0 = label.value();
        }
    }
    for triple in triples {
        if let (true, Term::NamedNode(class), Some(node)) =
            (triple.predicate == rdf::TYPE, &triple.object, nodes.get_mut(&triple.subject.to_string()))
        {
            node.1 = local(class.as_str());
        }
    }
    let mut edges = BTreeSet::new();
    for triple in triples {
        let (from, to) = (triple.subject.to_string(), triple.object.to_string());
        if nodes.contains_key(&from) && nodes.contains_key(&to) {
            edges.insert((from, local(triple.predicate.as_str()), to));
        }
    }
    out.write_all(HEAD.as_bytes())?;
    for (id, (label, class)) in &nodes {
        writeln!(
            out,
            r#"    <node id="{}"><data key="label">{}</data><data key="class">{}</data></node>"#,
            xml(id),
            xml(label),
            xml(class)
        )?;
    }
    for (number, (from, relation, to)) in edges.iter().enumerate() {
        writeln!(
            out,
            r#"    <edge id="e{number}" source="{}" target="{}"><data key="relation">{}</data></edge>"#,
            xml(from),
            xml(to),
            xml(relation)
        )?;
    }
    out.write_all(b"  </graph>\n</graphml>\n")
}

fn local(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}

/// Characters that XML does not allow at all become spaces.
fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.trim_matches(['<', '>']).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

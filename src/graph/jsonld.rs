//! JSON-LD for web programs: short names by a context of prefixes, one node a line, sorted.

use super::turtle::Prefixes;
use super::vocab::{PREFIXES, rdf, xsd};
use oxigraph::model::{Literal, NamedNode, Term, Triple};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the triples, each node with all that is said of it.
pub fn write(triples: &[Triple], mut out: impl Write) -> io::Result<()> {
    let prefixes = Prefixes::default();
    let mut nodes: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    for triple in triples {
        let id = match Term::from(triple.subject.clone()) {
            Term::NamedNode(node) => short(&node, &prefixes),
            other => other.to_string(),
        };
        let (key, value) = match &triple.object {
            Term::NamedNode(class) if triple.predicate == rdf::TYPE => ("@type".to_owned(), short(class, &prefixes).into()),
            object => (short(&triple.predicate, &prefixes), value(object, &prefixes)),
        };
        let values = nodes.entry(id).or_default().entry(key).or_insert_with(|| json!([]));
        if let Value::Array(values) = values
            && !values.contains(&value)
        {
            values.push(value);
        }
    }
    let context: Map<String, Value> = PREFIXES.iter().map(|&(name, iri)| (name.to_owned(), iri.into())).collect();
    write!(out, "{{\"@context\": {},\n\"@graph\": [", Value::Object(context))?;
    for (number, (id, mut node)) in nodes.into_iter().enumerate() {
        node.insert("@id".to_owned(), id.into());
        for value in node.values_mut() {
            let single = value.as_array_mut().filter(|values| values.len() == 1).and_then(Vec::pop);
            if let Some(single) = single {
                *value = single;
            }
        }
        write!(out, "{}\n{}", if number > 0 { "," } else { "" }, Value::Object(node))?;
    }
    writeln!(out, "\n]}}")
}

fn value(term: &Term, prefixes: &Prefixes) -> Value {
    match term {
        Term::NamedNode(node) => json!({ "@id": short(node, prefixes) }),
        Term::Literal(literal) => match (literal.language(), integer(literal)) {
            (Some(language), _) => json!({ "@value": literal.value(), "@language": language }),
            (None, Some(number)) => number.into(),
            (None, None) if literal.datatype() == xsd::STRING => literal.value().into(),
            (None, None) => json!({ "@value": literal.value(), "@type": short(&literal.datatype().into_owned(), prefixes) }),
        },
        other => json!({ "@id": other.to_string() }),
    }
}

/// A whole number that JSON programs read and write as it is.
fn integer(literal: &Literal) -> Option<i32> {
    let number = literal.value().parse::<i32>().ok().filter(|_| literal.datatype() == xsd::INTEGER)?;
    (number.to_string() == literal.value()).then_some(number)
}

/// `gk:Claim`, or the IRI if no prefix fits.
fn short(node: &NamedNode, prefixes: &Prefixes) -> String {
    prefixes.iri(node.as_ref()).trim_matches(['<', '>']).to_owned()
}

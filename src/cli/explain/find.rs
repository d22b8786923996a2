//! What a person means, and the claims about it.

use crate::graph::vocab::{GK, PREFIXES, gk};
use crate::store::infer::RULES;
use crate::store::{Answer, Reader};
use anyhow::Context;
use oxigraph::model::{Literal, NamedNode, Term, Triple};

/// A triple that no article says, the rule it follows by, and the claims it follows from.
pub struct Conclusion {
    pub triple: Triple,
    pub rule: &'static str,
    pub text: &'static str,
    pub claims: Vec<NamedNode>,
}

/// The nodes that a person means.
pub fn nodes(reader: &Reader, what: &str) -> anyhow::Result<Vec<NamedNode>> {
    if let Some(node) = as_iri(what) {
        return Ok(vec![node]);
    }
    let words = Literal::new_simple_literal(what.trim().to_lowercase());
    // The whole label first; only if there is none, a part of one.
    for test in [format!("LCASE(STR(?label)) = {words}"), format!("CONTAINS(LCASE(STR(?label)), {words})")] {
        let query = format!(
            "SELECT DISTINCT ?node {{ {{ ?node rdfs:label ?label }} UNION {{ ?node skos:altLabel ?label }}
               FILTER ({test}) FILTER NOT EXISTS {{ ?node a gk:Claim }} FILTER NOT EXISTS {{ ?node a skos:Concept }} }} ORDER BY ?node"
        );
        let found = column(reader, &query)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// The nodes that a person means; `None` for `?`.
pub fn anything(reader: &Reader, what: &str) -> anyhow::Result<Option<Vec<NamedNode>>> {
    if what == "?" { Ok(None) } else { nodes(reader, what).map(Some) }
}

/// `gk:role`, `role` or an IRI.
pub fn relation(what: &str) -> NamedNode {
    as_iri(what).unwrap_or_else(|| gk(what))
}

/// The claims about these nodes: they are one, name one, or are about a node that names one. In the order of articles and text.
pub fn claims(reader: &Reader, nodes: &[NamedNode]) -> anyhow::Result<Vec<NamedNode>> {
    let naming = column(
        reader,
        &format!(
            "SELECT DISTINCT ?middle {{ VALUES ?node {{ {} }} ?middle ?q ?node FILTER (?q != gk:refersTo && ?q != gk:mentionedIn) }}",
            list(nodes)
        ),
    )?;
    let all: Vec<NamedNode> = nodes.iter().chain(&naming).cloned().collect();
    ordered(
        reader,
        &format!(
            "{{ VALUES ?claim {{ {0} }} }} UNION {{ VALUES ?node {{ {0} }} ?claim ?p ?node }} FILTER EXISTS {{ ?claim a gk:Claim }}",
            list(&all)
        ),
    )
}

/// The claims of a pattern, each once, in the order of articles and text. The pattern is answered first: the database would begin with all claims.
fn ordered(reader: &Reader, pattern: &str) -> anyhow::Result<Vec<NamedNode>> {
    column(
        reader,
        &format!(
            "SELECT DISTINCT ?claim {{
               {{ SELECT DISTINCT ?claim {{ {pattern} }} }}
               ?claim gk:evidence ?span . ?span nif:referenceContext ?article ; nif:beginIndex ?begin
             }} ORDER BY ?article ?begin ?claim"
        ),
    )
}

/// The claims of a relation between these; an object counts, too, if the object of the claim names it (*Nato* in *Nato-Generalsekretär*).
pub fn claims_of(
    reader: &Reader,
    subjects: &Option<Vec<NamedNode>>,
    relation: &NamedNode,
    objects: &Option<Vec<NamedNode>>,
) -> anyhow::Result<Vec<NamedNode>> {
    let subject = subjects.as_ref().map(|nodes| format!("VALUES ?s {{ {} }}", list(nodes))).unwrap_or_default();
    let object = objects.as_ref().map(|nodes| {
        let values = list(nodes);
        format!("{{ VALUES ?o {{ {values} }} ?claim rdf:object ?o }} UNION {{ VALUES ?named {{ {values} }} ?o ?q ?named . ?claim rdf:object ?o }}")
    });
    ordered(reader, &format!("{subject} {} ?claim rdf:subject ?s ; rdf:predicate {relation}", object.unwrap_or_default()))
}

/// What follows of this form, from which claims.
pub fn conclusions(
    reader: &Reader,
    subjects: &Option<Vec<NamedNode>>,
    relation: &NamedNode,
    objects: &Option<Vec<NamedNode>>,
) -> anyhow::Result<Vec<Conclusion>> {
    let is = |wanted: &Option<Vec<NamedNode>>, term: &Term| {
        wanted.as_ref().is_none_or(|nodes| nodes.iter().any(|node| Term::from(node.clone()) == *term))
    };
    let mut found = Vec::new();
    for &(rule, text) in RULES {
        let Answer::Graph(triples) = reader.ask(text)? else { continue };
        for triple in triples {
            let triple = triple.context("the rule failed")?;
            if triple.predicate == *relation && is(subjects, &triple.subject.clone().into()) && is(objects, &triple.object) {
                let claims = claims_between(reader, &triple)?;
                found.push(Conclusion { triple, rule, text, claims });
            }
        }
    }
    found.sort_by_key(|conclusion| conclusion.triple.to_string());
    found.dedup_by_key(|conclusion| conclusion.triple.to_string());
    Ok(found)
}

/// The asserted claims that join the two ends of a conclusion, in either direction, directly or by a node between them.
fn claims_between(reader: &Reader, Triple { subject, object, .. }: &Triple) -> anyhow::Result<Vec<NamedNode>> {
    let ways = [(subject.to_string(), object.to_string()), (object.to_string(), subject.to_string())].map(|(from, to)| {
        format!("{{ ?claim rdf:subject {from} ; rdf:object {to} }} UNION {{ ?claim rdf:subject {from} ; rdf:object ?o . ?o ?q {to} FILTER (STRSTARTS(STR(?q), \"{GK}\")) }}")
    });
    // A literal is no subject.
    let ways = ways.iter().filter(|way| !way.contains("rdf:subject \"")).cloned().collect::<Vec<_>>().join(" UNION ");
    ordered(
        reader,
        &format!(
            "{ways} ?claim gk:polarity gk:Affirmed ; gk:modality gk:Asserted FILTER NOT EXISTS {{ ?claim gk:attributedTo ?source }}"
        ),
    )
}

fn as_iri(what: &str) -> Option<NamedNode> {
    let what = what.trim().trim_matches(['<', '>']);
    if what.contains(char::is_whitespace) {
        return None;
    }
    let (prefix, local) = what.split_once(':')?;
    match PREFIXES.iter().find(|(name, _)| *name == prefix) {
        Some((_, namespace)) => NamedNode::new(format!("{namespace}{local}")).ok(),
        None => NamedNode::new(what).ok(),
    }
}

fn list(nodes: &[NamedNode]) -> String {
    nodes.iter().map(NamedNode::to_string).collect::<Vec<_>>().join(" ")
}

fn column(reader: &Reader, query: &str) -> anyhow::Result<Vec<NamedNode>> {
    let Answer::Solutions(solutions) = reader.ask(query)? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for solution in solutions {
        if let Some(Term::NamedNode(node)) = solution.context("the query failed")?.get(0) {
            found.push(node.clone());
        }
    }
    Ok(found)
}

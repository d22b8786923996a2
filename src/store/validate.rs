//! The promises of the graph, each as a query for what breaks it. `ontology/shapes.ttl` says the same in SHACL.

use super::{Answer, AskError, Reader};
use std::collections::BTreeSet;

/// What every graph must keep.
pub struct Promise {
    /// For a person.
    pub words: &'static str,
    /// Selects the nodes that break it.
    query: &'static str,
}

/// All promises.
pub const PROMISES: &[Promise] = &[
    Promise {
        words: "every claim has evidence, a relation, a polarity, a modality, a rule and a run",
        query: "SELECT DISTINCT ?node { ?node a gk:Claim
                  FILTER (NOT EXISTS { ?node gk:evidence ?span } || NOT EXISTS { ?node rdf:predicate ?p } || NOT EXISTS { ?node gk:polarity ?y }
                    || NOT EXISTS { ?node gk:modality ?m } || NOT EXISTS { ?node gk:rule ?r } || NOT EXISTS { ?node prov:wasGeneratedBy ?run }) }",
    },
    Promise {
        words: "a claim has one relation, one polarity and one modality",
        query: "SELECT DISTINCT ?node { ?node a gk:Claim ; rdf:predicate ?p, ?q ; gk:polarity ?y, ?z ; gk:modality ?m, ?n FILTER (?p != ?q || ?y != ?z || ?m != ?n) }",
    },
    Promise {
        words: "every fact is asserted by a claim: affirmed, asserted, said by the article itself",
        query: "SELECT DISTINCT ?node {
                  { SELECT DISTINCT ?p { ?any rdf:predicate ?p } }
                  ?node ?p ?o
                  FILTER NOT EXISTS {
                    ?claim rdf:subject ?node ; rdf:predicate ?p ; rdf:object ?o ; gk:polarity gk:Affirmed ; gk:modality gk:Asserted
                    FILTER NOT EXISTS { ?claim gk:attributedTo ?source }
                  } }",
    },
    Promise {
        words: "every asserted, affirmed claim of the article itself with subject and object is a fact",
        query: "SELECT DISTINCT ?node { ?node rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; gk:polarity gk:Affirmed ; gk:modality gk:Asserted
                  FILTER NOT EXISTS { ?node gk:attributedTo ?source } FILTER NOT EXISTS { ?s ?p ?o } }",
    },
    Promise {
        words: "every span has its begin, its end and its words, which are as long as it says",
        query: "SELECT DISTINCT ?node { ?node a nif:String
                  OPTIONAL { ?node a nif:String ; nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?w }
                  FILTER (!BOUND(?w) || STRLEN(?w) != ?e - ?b) }",
    },
    Promise {
        words: "every node has a class and a label",
        query: "SELECT DISTINCT ?node { { ?node a ?class FILTER NOT EXISTS { ?node rdfs:label|nif:anchorOf ?label } }
                  UNION { ?claim a gk:Claim ; ?p ?node FILTER (ISIRI(?node) && ?p != rdf:type && ?p != rdf:predicate && !STRSTARTS(STR(?node), STR(gk:)))
                    FILTER NOT EXISTS { ?node a ?class } FILTER (?p != gk:frame) } }",
    },
    Promise {
        words: "every mention refers to one entity, by a name",
        query: "SELECT DISTINCT ?node { ?node a gk:Mention FILTER (NOT EXISTS { ?node gk:refersTo ?e } || NOT EXISTS { ?node gk:name ?n }) }",
    },
    Promise {
        words: "every entity has one preferred label",
        query: "SELECT DISTINCT ?node { ?node gk:mentionedIn ?a
                  FILTER (NOT EXISTS { ?node skos:prefLabel ?l } || EXISTS { ?node skos:prefLabel ?x, ?y FILTER (?x != ?y) }) }",
    },
    Promise {
        words: "every quantity has a lower and an upper bound, in this order",
        query: "SELECT DISTINCT ?node { ?node a gk:Quantity OPTIONAL { ?node a gk:Quantity ; gk:low ?l ; gk:high ?h } FILTER (!BOUND(?l) || ?l > ?h) }",
    },
];

/// The nodes that break a promise, sorted.
pub fn violations(reader: &Reader, promise: &Promise) -> Result<Vec<String>, AskError> {
    let mut found = BTreeSet::new();
    if let Answer::Solutions(solutions) = reader.ask(promise.query)? {
        for solution in solutions {
            found.extend(solution?.get("node").map(ToString::to_string));
        }
    }
    Ok(found.into_iter().collect())
}

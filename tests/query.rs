//! Asking: SPARQL of every kind, values for variables, forms of the answer, what is refused.

mod common;

use common::desk::{Desk, Ran, gipfel, query};
use common::{Case, cases};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A store of all graph cases.
static STORE: LazyLock<(Desk, PathBuf)> = LazyLock::new(|| {
    let desk = Desk::new();
    let store = desk.store("s");
    desk.build(&store, &desk.inputs.iter().collect::<Vec<_>>()).ok();
    (desk, store)
});

fn ask(arguments: &[&str]) -> Ran {
    gipfel(&[&["query", "--store", &STORE.1.display().to_string()], arguments].concat())
}

/// Rows without the head.
fn rows(arguments: &[&str]) -> Vec<String> {
    ask(&[arguments, &["--format", "tsv"]].concat()).ok().lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn queries_in_the_style_of_the_recommendation_are_answered() {
    for (file, case) in cases(Path::new("tests/cases/sparql")) {
        let Case { why, .. } = &case;
        let found = query(&STORE.1, case.part("query")).ok();
        if found == case.part("expected") {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            let text = std::fs::read_to_string(&file).expect("readable");
            let (input, _) = text.split_once("--- expected\n").expect("`--- expected` is missing");
            std::fs::write(&file, format!("{input}--- expected\n{found}")).expect("writable");
            continue;
        }
        panic!("{}: {why}\nfound:\n{found}\nIf it is right: UPDATE=1 cargo test --release --test query", file.display());
    }
}

#[test]
fn variables_are_given_values() {
    let roles = "queries/roles.rq";
    assert_eq!(rows(&[roles, "--bind", "person=Ulf Tam"]), ["\"Ulf Tam\"@de\t\"Nordsee-Chef\"@de\t\"Nordsee AG\"@de"]);
    assert_eq!(rows(&[roles, "--bind", "?person=\"Ulf Tam\"@de"]).len(), 1);
    assert!(rows(&[roles, "--bind", "person=\"Ulf Tam\"@en"]).is_empty());
    // Ada Lund holds an office of nobody: no value is put into her empty cell.
    assert_eq!(rows(&[roles, "--bind", "of=Land"]), ["\"Ole Brandt\"@de\t\"Minister\"@de\t\"Land\"@de"]);
    assert!(rows(&[roles, "--bind", "of=Land", "--bind", "person=Ulf Tam"]).is_empty());
    // What the answer does not show can have a value, too.
    assert_eq!(rows(&[roles, "--bind", "holder=e:Ulf_Tam"]).len(), 1);
    assert_eq!(rows(&[roles, "--bind", "holder=<https://w3id.org/gipfel/id/Ulf_Tam>"]).len(), 1);
    assert_eq!(rows(&["queries/quantities.rq", "--bind", "low=40.0"]).len(), 1);
    assert_eq!(rows(&["queries/events.rq", "--bind", "date=2025-05-05"]).len(), 1);
    assert_eq!(
        rows(&["queries/events.rq", "--bind", "date=\"2025-05-05\"^^xsd:date"]).len(),
        0,
        "the query answers with plain text"
    );
    assert_eq!(rows(&["queries/events.rq", "--bind", "day=\"2025-05-05\"^^xsd:date"]).len(), 1);
}

#[test]
fn values_reach_below_counts_and_limits_and_into_expressions() {
    let count = "SELECT ?class (COUNT(*) AS ?n) { ?node a ?class ; gk:mentionedIn ?article ; rdfs:label ?name } GROUP BY ?class ORDER BY ?class";
    assert_eq!(rows(&["-e", count, "--bind", "name=Kiel"]), ["<https://w3id.org/gipfel/ns#Place>\t2"]);
    assert_eq!(rows(&["-e", count, "--bind", "class=gk:Place", "--bind", "n=5"]), ["<https://w3id.org/gipfel/ns#Place>\t5"]);
    let first = "SELECT ?name { ?node a gk:Person ; rdfs:label ?name } ORDER BY ?name LIMIT 1";
    assert_eq!(rows(&["-e", first, "--bind", "name=Ulf Tam"]), ["\"Ulf Tam\"@de"]);
    let search =
        "SELECT ?name { ?node a gk:Person ; rdfs:label ?name FILTER (!BOUND(?word) || CONTAINS(LCASE(?name), ?word)) # ?word\n }";
    assert_eq!(rows(&["-e", search, "--bind", "word=stolt"]), ["\"Jens Stoltenberg\"@de"]);
    assert!(rows(&["-e", search]).len() > 2);
    let long = "SELECT ?name { ?node a gk:Person ; rdfs:label ?name FILTER (STRLEN(?name) > ?least) }";
    assert_eq!(rows(&["-e", long, "--bind", "least=10"]), ["\"Jens Stoltenberg\"@de"]);
    assert!(ask(&["-e", "ASK { ?node gk:role ?office ; rdfs:label ?name }", "--bind", "name=Kiel"]).ok().contains("no"));
    let graph = ask(&[
        "-e",
        "CONSTRUCT { ?node rdfs:label ?name } WHERE { ?node a gk:Place ; rdfs:label ?name }",
        "--bind",
        "name=Kiel",
        "--format",
        "nt",
    ])
    .ok();
    assert_eq!(graph, "<https://w3id.org/gipfel/id/Kiel> <http://www.w3.org/2000/01/rdf-schema#label> \"Kiel\"@de .\n");
}

#[test]
fn values_that_fit_nothing_are_told() {
    let roles = "queries/roles.rq";
    let told = ask(&[roles, "--bind", "persn=Ulf Tam"]).fails("the query has no variable ?persn; it has ");
    assert!(told.contains("?office ?other ?person ?role"), "{told}");
    ask(&[roles, "--bind", "person"]).fails("expected NAME=VALUE");
    ask(&[roles, "--bind", "person=<kein iri>"]).fails("`<kein iri>` is no value; expected words, a number, <IRI>");
    ask(&[roles, "--bind", "a b=1"]).fails("the query has no variable ?a b");
}

#[test]
fn triples_are_printed_in_any_format() {
    let construct = "CONSTRUCT WHERE { ?thing gk:locatedIn ?place }";
    let printed = |format: &str| ask(&["-e", construct, "--format", format]).ok();
    for (format, words) in [
        ("ttl", "e:Nordsee_AG gk:locatedIn"),
        ("trig", "e:Nordsee_AG gk:locatedIn"),
        ("nt", "<https://w3id.org/gipfel/id/Nordsee_AG> <https://w3id.org/gipfel/ns#locatedIn>"),
        ("nq", "<https://w3id.org/gipfel/id/Nordsee_AG> <https://w3id.org/gipfel/ns#locatedIn>"),
        ("rdf", "<rdf:RDF"),
        ("xml", "<rdf:RDF"),
        ("jsonld", "\"https://w3id.org/gipfel/ns#locatedIn\":[{"),
        ("json", "\"https://w3id.org/gipfel/ns#locatedIn\":[{"),
        ("tsv", "?subject\t?predicate\t?object"),
        ("csv", "subject,predicate,object"),
        ("table", "e:Nordsee_AG gk:locatedIn"),
    ] {
        assert!(printed(format).contains(words), "{format}: {}", printed(format));
    }
    ask(&["-e", "SELECT * { ?s ?p ?o }", "--format", "ttl"]).fails("give no triples; choose table, tsv, csv, json or xml");
    ask(&["-e", "ASK { ?s ?p ?o }", "--format", "nq"]).fails("give no triples");
}

#[test]
fn the_plan_is_shown_with_rows_and_times() {
    let plan = ask(&["queries/roles.rq", "--explain", "--bind", "person=Ulf Tam"]).ok();
    assert!(
        plan.starts_with("     rows   seconds  step\n")
            && plan.contains("planning\n")
            && plan.contains("QuadPattern(")
            && plan.contains("Sort("),
        "{plan}"
    );
    assert!(!plan.contains("Nordsee-Chef"), "the answer is not shown: {plan}");
    assert!(ask(&["-e", "DESCRIBE e:Kiel", "--explain"]).ok().contains("rows"));
    assert!(ask(&["-e", "ASK { ?s ?p ?o }", "--explain"]).ok().contains("QuadPattern("));
}

#[test]
fn nothing_is_written_and_nobody_else_is_asked() {
    for update in
        ["INSERT DATA { e:a e:b e:c }", "DELETE WHERE { ?s ?p ?o }", "CLEAR ALL", "DROP DEFAULT", "LOAD <https://example.org/>"]
    {
        query(&STORE.1, update).fails("the store is changed by `gipfel build` and `gipfel remove` only");
    }
    for service in [
        "SELECT * { SERVICE <https://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o OPTIONAL { service silent ?s { ?s ?p ?o } } }",
        "ASK { FILTER NOT EXISTS { SERVICE <https://example.org/> { ?s ?p ?o } } }",
    ] {
        query(&STORE.1, service).fails("Gipfel answers from the store alone");
    }
    query(&STORE.1, "SELECT ?service { ?service rdfs:label \"SERVICE <x> { }\" } # SERVICE <y> { }").ok();
}

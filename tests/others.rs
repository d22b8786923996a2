//! Exports of the seeds, read by other implementations: rdflib, pyoxigraph, networkx, pySHACL, N3.js, jsonld.js. They are no part of the project:
//! `make others` installs them into `target/others`; where they are missing, the tests say so and pass.

use assert_cmd::Command;
use oxigraph::io::RdfFormat;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

const QUESTION: &str = "PREFIX gk: <https://w3id.org/gipfel/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    SELECT DISTINCT ?actor ?plan { ?a gk:plans ?p . ?a rdfs:label ?actor . ?p rdfs:label ?plan }";
const HINT: &str = "`make others` installs it";

/// A folder with the seeds in every format: `graph.*` with reification, `terms.*` with triple terms.
fn exports() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().join("store").display().to_string();
    gipfel(&["build", "seeds", "--store", &store]);
    for kind in ["ttl", "nt", "nq", "trig", "rdf", "jsonld", "graphml"] {
        gipfel(&["export", "--store", &store, "-o", &file(&folder, "graph", kind)]);
    }
    for kind in ["ttl", "nt", "nq", "trig"] {
        gipfel(&["export", "--store", &store, "-o", &file(&folder, "terms", kind), "--rdf", "1.2"]);
    }
    folder
}

fn file(folder: &TempDir, name: &str, kind: &str) -> String {
    folder.path().join(format!("{name}.{kind}")).display().to_string()
}

fn gipfel(arguments: &[&str]) {
    Command::cargo_bin("gipfel").expect("the program").args(arguments).assert().success();
}

/// Number of triples of a file and answers to the question, by Oxigraph.
fn expected(file: &Path) -> (usize, String) {
    let store = Store::new().expect("a store in memory");
    let mut loader = store.bulk_loader();
    loader.load_from_slice(RdfFormat::NQuads, &fs::read(file).expect("readable")).expect("it is N-Quads");
    loader.commit().expect("a store in memory");
    let triples: BTreeSet<String> =
        store.iter().map(|quad| oxigraph::model::Triple::from(quad.expect("a quad")).to_string()).collect();
    let mut query = SparqlEvaluator::new().parse_query(QUESTION).expect("SPARQL");
    query.dataset_mut().set_default_graph_as_union();
    let QueryResults::Solutions(rows) = query.on_store(&store).execute().expect("an answer") else { panic!("it is a SELECT") };
    let words = |term: &oxigraph::model::Term| match term {
        oxigraph::model::Term::Literal(words) => words.value().to_owned(),
        other => other.to_string(),
    };
    let rows: BTreeSet<String> =
        rows.map(|row| row.expect("a row")).map(|row| format!("{} – {}", words(&row["actor"]), words(&row["plan"]))).collect();
    (triples.len(), rows.into_iter().collect::<Vec<_>>().join(" | "))
}

/// Each line of a reader says what Oxigraph says.
#[expect(clippy::print_stdout, reason = "shows what was compared")]
fn compare(output: &Output, folder: &TempDir, lines: usize) {
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    let graph = expected(&folder.path().join("graph.nq"));
    let terms = expected(&folder.path().join("terms.nq"));
    assert!(!graph.1.is_empty());
    assert_eq!(text.lines().count(), lines, "{text}");
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells.as_slice() {
            ["pySHACL", _, verdict, ..] => assert_eq!(*verdict, "conforms", "{text}"),
            ["networkx", name, numbers, answer] => {
                let file = fs::read_to_string(folder.path().join(name)).expect("readable");
                assert_eq!(*numbers, format!("{}+{}", file.matches("<node ").count(), file.matches("<edge ").count()));
                assert_eq!(*answer, graph.1);
            }
            [reader, file, triples, answer] => {
                let (number, words) = if file.starts_with("terms") { &terms } else { &graph };
                assert_eq!((*triples, *answer), (number.to_string().as_str(), words.as_str()), "{reader}, {file}");
            }
            _ => panic!("{text}"),
        }
        println!("{}: {} as expected", cells[0], cells[1]);
    }
}

#[test]
fn python_readers_agree() {
    let installed = Path::new("target/others/venv/bin/python");
    let python = if installed.exists() { installed.to_owned() } else { PathBuf::from("python3") };
    let probe = Command::new(&python).args(["-c", "import rdflib, pyoxigraph, pyshacl, networkx"]).output();
    if !probe.is_ok_and(|output| output.status.success()) {
        println!("not checked: Python with rdflib, pyoxigraph, pyshacl and networkx is missing; {HINT}");
        return;
    }
    let folder = exports();
    let mut reader = Command::new(python);
    reader.arg("tests/other/readers.py").arg(folder.path()).arg("ontology/shapes.ttl");
    compare(&reader.output().expect("it runs"), &folder, 6 + 10 + 2);
}

#[test]
fn node_readers_agree() {
    let modules = Path::new("target/others");
    if !modules.join("node_modules/n3").exists() || !modules.join("node_modules/jsonld").exists() {
        println!("not checked: N3.js and jsonld.js are missing; {HINT}");
        return;
    }
    let folder = exports();
    let mut reader = Command::new("node");
    reader.arg("tests/other/readers.mjs").arg(folder.path()).arg(fs::canonicalize(modules).expect("it is there"));
    compare(&reader.output().expect("it runs"), &folder, 4 + 4 + 1);
}

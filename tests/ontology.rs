//! The terms of the graph: all defined, all used, in two languages; and `ontology/README.md`, which is made from them:
//! `UPDATE=1 cargo test --release --test ontology`.

mod common;

use common::cases;
use gipfel::store::infer;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Term, Triple};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

const GK: &str = "https://w3id.org/gipfel/ns#";
const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const DEFINITION: &str = "http://www.w3.org/2004/02/skos/core#definition";
const DOMAIN: &str = "http://www.w3.org/2000/01/rdf-schema#domain";
const RANGE: &str = "http://www.w3.org/2000/01/rdf-schema#range";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const SCHEME: &str = "http://www.w3.org/2004/02/skos/core#inScheme";
const ALIGNED: [&str; 3] = [
    "http://www.w3.org/2000/01/rdf-schema#subClassOf",
    "http://www.w3.org/2000/01/rdf-schema#subPropertyOf",
    "http://www.w3.org/2000/01/rdf-schema#seeAlso",
];

/// `ontology/gipfel.ttl`: its text, what it says of each own term, and its prefixes.
struct Ontology {
    text: String,
    terms: BTreeMap<String, Vec<Triple>>,
    prefixes: Vec<(String, String)>,
}

impl Ontology {
    fn read() -> Ontology {
        let text = fs::read_to_string("ontology/gipfel.ttl").expect("readable");
        let mut terms: BTreeMap<String, Vec<Triple>> = BTreeMap::new();
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(&text) {
            let triple = Triple::from(quad.expect("it is Turtle"));
            let subject = triple.subject.to_string();
            if let Some(local) = subject.strip_prefix(&format!("<{GK}")) {
                terms.entry(local.trim_end_matches('>').to_owned()).or_default().push(triple);
            }
        }
        let prefix = |line: &str| {
            let (name, iri) = line.strip_prefix("@prefix ")?.split_once(':')?;
            Some((name.to_owned(), iri.trim().trim_end_matches(['.', ' ']).trim_matches(['<', '>']).to_owned()))
        };
        let prefixes = text.lines().filter_map(prefix).collect();
        Ontology { text, terms, prefixes }
    }

    fn objects(&self, term: &str, property: &str) -> Vec<&Term> {
        self.terms[term].iter().filter(|triple| triple.predicate.as_str() == property).map(|triple| &triple.object).collect()
    }

    fn words(&self, term: &str, property: &str, language: &str) -> String {
        let is = |object: &&Term| matches!(object, Term::Literal(words) if words.language() == Some(language));
        match self.objects(term, property).into_iter().find(is) {
            Some(Term::Literal(words)) => words.value().to_owned(),
            _ => panic!("gk:{term} has no {property} in {language}"),
        }
    }

    fn short(&self, term: &Term) -> String {
        let iri = term.to_string().trim_matches(['<', '>']).to_owned();
        let short = self.prefixes.iter().find_map(|(name, namespace)| Some(format!("{name}:{}", iri.strip_prefix(namespace)?)));
        short.unwrap_or(iri)
    }

    fn list(&self, term: &str, property: &str) -> String {
        self.objects(term, property).into_iter().map(|object| self.short(object)).collect::<Vec<_>>().join(", ")
    }

    fn is_a(&self, term: &str, class: &str) -> bool {
        self.objects(term, TYPE).iter().any(|found| self.short(found) == class)
    }
}

/// The local names after `gk:` in a text without its comments.
fn names(text: &str) -> BTreeSet<String> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let of = |line: &str| -> Vec<String> {
        line.split("gk:")
            .skip(1)
            .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect())
            .collect()
    };
    lines.flat_map(of).filter(|name| !name.is_empty()).collect()
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("readable").path()).collect();
    found.retain(|file| file.extension().is_some_and(|is| is == extension));
    found.sort();
    found
}

/// The terms of a folder's or file's text.
fn used(files: &[PathBuf]) -> BTreeSet<String> {
    files.iter().flat_map(|file| names(&fs::read_to_string(file).expect("readable"))).collect()
}

fn data() -> BTreeSet<String> {
    let paths: Vec<PathBuf> = ["ontology/lexicon.de.ttl", "ontology/gazetteer.ttl"].map(PathBuf::from).into();
    let graphs = cases(Path::new("tests/cases/graph")).into_iter().flat_map(|(_, case)| names(case.part("expected")));
    used(&paths).into_iter().chain(graphs).collect()
}

#[test]
fn every_term_that_is_used_is_defined() {
    let ontology = Ontology::read();
    let asked = used(&[files("queries", "rq"), files("ontology/inference", "rq"), vec!["ontology/shapes.ttl".into()]].concat());
    for name in data().into_iter().chain(asked).chain(names(&ontology.text)) {
        assert!(ontology.terms.contains_key(&name), "gk:{name} is used but not defined in ontology/gipfel.ttl");
    }
}

#[test]
fn every_term_that_is_defined_is_used() {
    let ontology = Ontology::read();
    let (data, shapes) = (data(), used(&["ontology/shapes.ttl".into()]));
    let above = used(&["ontology/gipfel.ttl".into()]);
    for name in ontology.terms.keys() {
        // The classes of closed vocabularies and the schemes group other terms. Where an argument may stand, its words may, too.
        let groups = name.ends_with("-scheme") || ontology.is_a(name, "owl:Class") && above.contains(name);
        let words =
            name.strip_suffix("Span").is_some_and(|argument| ontology.terms.contains_key(argument)) || name == "argumentSpan";
        assert!(groups || words || data.contains(name) || shapes.contains(name), "gk:{name} is defined but nothing uses it");
    }
}

#[test]
fn every_term_says_what_it_is_in_two_languages() {
    let ontology = Ontology::read();
    for term in ontology.terms.keys() {
        for language in ["de", "en"] {
            assert!(!ontology.words(term, LABEL, language).is_empty());
            if !term.ends_with("-scheme") {
                assert!(!ontology.words(term, DEFINITION, language).is_empty());
            }
        }
        if ontology.is_a(term, "rdf:Property") || ontology.is_a(term, "owl:ObjectProperty") {
            assert_eq!(
                (ontology.objects(term, DOMAIN).len(), ontology.objects(term, RANGE).len()),
                (1, 1),
                "domain and range of gk:{term}"
            );
        }
    }
}

#[test]
fn the_rules_of_inference_are_all_there_and_say_what_the_ontology_says() {
    let stems: Vec<String> = files("ontology/inference", "rq")
        .iter()
        .map(|file| file.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    assert_eq!(stems, infer::RULES.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>());
    let ontology = Ontology::read();
    let rule = infer::RULES.iter().find(|(name, _)| *name == "superproperties").expect("it is there").1;
    for relation in ontology.terms.keys().filter(|term| ontology.is_a(term, "gk:Relation")) {
        for general in ontology.objects(relation, ALIGNED[1]) {
            let pair = format!("(gk:{relation} {})", ontology.short(general));
            assert!(rule.contains(&pair), "{pair} is missing in superproperties.rq");
        }
    }
}

/// Sections of `gipfel.ttl` in its order: heading, and the terms below it.
fn sections(ontology: &Ontology) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    let body = ontology.text.lines().skip_while(|line| !line.starts_with("<https://w3id.org/gipfel/ns>"));
    for line in body {
        if let Some(heading) = line.strip_prefix("# ") {
            found.push((heading.to_owned(), Vec::new()));
        } else if let (Some(term), Some(section)) =
            (line.strip_prefix("gk:").and_then(|rest| rest.split_once(" a ")), found.last_mut())
        {
            section.1.push(term.0.to_owned());
        }
    }
    found
}

fn page(ontology: &Ontology) -> String {
    let mut text = String::new();
    for (heading, terms) in sections(ontology) {
        writeln!(text, "## {}\n", heading.trim_end_matches('.')).expect("memory");
        writeln!(text, "| term | Deutsch | English | of → what | aligned with |\n|---|---|---|---|---|").expect("memory");
        let spans = |term: &&String| !term.strip_suffix("Span").is_some_and(|argument| ontology.terms.contains_key(argument));
        for term in terms.iter().filter(spans).filter(|term| !term.ends_with("-scheme")) {
            let words = |language| {
                format!("**{}**: {}", ontology.words(term, LABEL, language), ontology.words(term, DEFINITION, language))
            };
            let (domain, range) = (ontology.list(term, DOMAIN), ontology.list(term, RANGE));
            let of = match ontology.list(term, SCHEME) {
                scheme if !scheme.is_empty() => scheme,
                _ if domain.is_empty() => String::new(),
                _ => format!("{domain} → {range}"),
            };
            let aligned: Vec<String> =
                ALIGNED.iter().map(|way| ontology.list(term, way)).filter(|list| !list.is_empty()).collect();
            let cells =
                [format!("`gk:{term}`"), words("de"), words("en"), of.replace("rdfs:Resource", "anything"), aligned.join(", ")];
            writeln!(text, "| {} |", cells.join(" | ")).expect("memory");
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}

#[test]
fn the_page_of_the_terms_is_up_to_date() {
    const MARK: &str = "<!-- Below: made from gipfel.ttl by `UPDATE=1 cargo test --release --test ontology`. -->\n\n";
    let file = "ontology/README.md";
    let text = fs::read_to_string(file).expect("readable");
    let (head, found) = text.split_once(MARK).expect("the mark is there");
    let wanted = page(&Ontology::read());
    if found != wanted && std::env::var_os("UPDATE").is_some() {
        fs::write(file, format!("{head}{MARK}{wanted}")).expect("writable");
    } else {
        assert!(found == wanted, "{file} is stale: UPDATE=1 cargo test --release --test ontology");
    }
}

//! Turtle → [`Known`], with errors that a person who edits the file understands.

use super::{Gender, Known, Office};
use crate::document::NameClass;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};
use std::collections::BTreeMap;

/// Why a file of known entities cannot be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {problem}; expected {expected}")]
pub struct GazetteerError {
    file: String,
    line: u64,
    problem: String,
    expected: String,
}

impl GazetteerError {
    /// The same error in another file.
    pub fn in_file(self, file: impl ToString) -> GazetteerError {
        GazetteerError { file: file.to_string(), ..self }
    }
}

const GK: &str = "https://w3id.org/gipfel/ns#";
const SCHEMA: &str = "https://schema.org/";
const CLASSES: &str = "`a gk:Person`, `gk:Organisation`, `gk:Place` or `gk:Other`";
const PROPERTIES: &str = "`a`, `skos:prefLabel`, `skos:altLabel`, `owl:sameAs`, `schema:gender`, `gk:nominal`, `gk:adjective`, `gk:demonym` or `gk:office`";
const OFFICE: &str = "`[ gk:title \"Kanzler\" ; gk:of e:Deutschland ; gk:from \"2021-12-08\" ; gk:until \"2025-05-06\" ]`";

/// An entity as far as it was read.
#[derive(Default)]
struct Draft {
    class: Option<NameClass>,
    label: Option<String>,
    known: Parts,
    offices: Vec<String>,
}

#[derive(Default)]
struct Parts {
    names: Vec<String>,
    wikidata: Option<String>,
    nominals: Vec<String>,
    adjectives: Vec<String>,
    demonyms: Vec<String>,
    gender: Option<Gender>,
}

#[derive(Default)]
struct OfficeDraft {
    titles: Vec<String>,
    of: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

/// Reads all entities, in the order of their IRIs.
pub fn read(turtle: &[u8]) -> Result<Vec<Known>, GazetteerError> {
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    let mut offices: BTreeMap<String, OfficeDraft> = BTreeMap::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle) {
        let quad = quad.map_err(|error| GazetteerError {
            line: error.location().map_or(0, |location| location.start.line + 1),
            ..problem(turtle, "", error.to_string(), "Turtle: `e:Name a gk:Person ; skos:prefLabel \"Name\"@de .`")
        })?;
        let (object, is_node) = match quad.object {
            Term::NamedNode(node) => (node.into_string(), true),
            Term::BlankNode(node) => (node.into_string(), true),
            Term::Literal(literal) => (literal.destruct().0, false),
            Term::Triple(_) => continue,
        };
        let property = quad.predicate.as_str();
        match quad.subject {
            NamedOrBlankNode::NamedNode(subject) => {
                let draft = drafts.entry(subject.as_str().to_owned()).or_default();
                if let Err((what, expected)) = add(draft, property, object, is_node) {
                    return Err(problem(turtle, subject.as_str(), format!("`{}` {what}", local(subject.as_str())), expected));
                }
            }
            NamedOrBlankNode::BlankNode(subject) => {
                let draft = offices.entry(subject.into_string()).or_default();
                match property.strip_prefix(GK) {
                    Some("title") => draft.titles.push(object),
                    Some("of") => draft.of = Some(object),
                    Some("from") => draft.from = Some(object),
                    Some("until") => draft.to = Some(object),
                    _ => return Err(problem(turtle, "", format!("an office has the property `{property}`"), OFFICE)),
                }
            }
        }
    }
    drafts.into_iter().map(|(iri, draft)| known(turtle, iri, draft, &mut offices)).collect()
}

/// Takes over a property; else says what is wrong and what was expected.
fn add(draft: &mut Draft, property: &str, object: String, is_node: bool) -> Result<(), (String, &'static str)> {
    let parts = &mut draft.known;
    let words = |list: &mut Vec<String>, object: String| {
        if is_node {
            return Err((format!("has `{object}` for words"), "words in quotation marks"));
        }
        list.push(object);
        Ok(())
    };
    match property {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" => {
            let class = match object.strip_prefix(GK) {
                Some("Person") => NameClass::Person,
                Some("Organisation") => NameClass::Organisation,
                Some("Place") => NameClass::Place,
                Some("Other") => NameClass::Other,
                _ => return Err((format!("is a `{object}`"), CLASSES)),
            };
            if draft.class.replace(class).is_some_and(|before| before != class) {
                return Err(("has two classes".to_owned(), "one class; another entity needs another name behind `e:`"));
            }
            Ok(())
        }
        "http://www.w3.org/2004/02/skos/core#prefLabel" => match draft.label.replace(object) {
            Some(_) => Err(("has two names as `skos:prefLabel`".to_owned(), "one, and the others as `skos:altLabel`")),
            None => Ok(()),
        },
        "http://www.w3.org/2004/02/skos/core#altLabel" => words(&mut parts.names, object),
        "http://www.w3.org/2002/07/owl#sameAs" => {
            parts.wikidata = Some(object);
            Ok(())
        }
        "https://schema.org/gender" => {
            parts.gender = match object.strip_prefix(SCHEMA) {
                Some("Male") => Some(Gender::Masc),
                Some("Female") => Some(Gender::Fem),
                _ => return Err((format!("has the gender `{object}`"), "`schema:Male` or `schema:Female`")),
            };
            Ok(())
        }
        _ => match property.strip_prefix(GK) {
            Some("nominal") => words(&mut parts.nominals, object),
            Some("adjective") => words(&mut parts.adjectives, object),
            Some("demonym") => words(&mut parts.demonyms, object),
            Some("office") if is_node => {
                draft.offices.push(object);
                Ok(())
            }
            Some("office") => Err((format!("has the office \"{object}\""), OFFICE)),
            _ => Err((format!("has the property `{property}`"), PROPERTIES)),
        },
    }
}

fn known(turtle: &[u8], iri: String, draft: Draft, offices: &mut BTreeMap<String, OfficeDraft>) -> Result<Known, GazetteerError> {
    let wrong = |what: &str, expected: &str| problem(turtle, &iri, format!("`{}` {what}", local(&iri)), expected);
    let class = draft.class.ok_or_else(|| wrong("has no class", CLASSES))?;
    let label =
        draft.label.filter(|label| !label.trim().is_empty()).ok_or_else(|| wrong("has no `skos:prefLabel`", "a German name"))?;
    let mut held = Vec::new();
    for node in draft.offices {
        let Some(office) = offices.remove(&node) else { return Err(wrong("has an empty office", OFFICE)) };
        let wrong =
            |what: String, expected: &str| problem(turtle, &iri, format!("an office of `{}` {what}", local(&iri)), expected);
        let of = office.of.ok_or_else(|| wrong("has no `gk:of`".to_owned(), OFFICE))?;
        if office.titles.is_empty() {
            return Err(wrong("has no `gk:title`".to_owned(), OFFICE));
        }
        for date in [&office.from, &office.to].into_iter().flatten() {
            if !is_date(date) {
                return Err(wrong(format!("has the date \"{date}\""), "a date such as 2021-12-08, 2021-12 or 2021"));
            }
        }
        held.extend(office.titles.into_iter().map(|title| Office {
            title,
            of: of.clone(),
            from: office.from.clone(),
            to: office.to.clone(),
        }));
    }
    held.sort();
    let Parts { names: others, wikidata, nominals, adjectives, demonyms, gender } = draft.known;
    let mut names = vec![label.clone()];
    names.extend(others.into_iter().filter(|other| *other != label));
    Ok(Known { iri, label, class, wikidata, names, nominals, adjectives, demonyms, gender, offices: held })
}

/// `2021-12-08`, `2021-12` or `2021`
fn is_date(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    ["0000-00-00", "0000-00", "0000"].contains(&shape.as_str())
}

/// What stands behind `e:`.
fn local(iri: &str) -> &str {
    iri.strip_prefix(crate::graph::vocab::ID).unwrap_or(iri)
}

/// An error in the block of an entity: the line that begins with its name.
fn problem(turtle: &[u8], iri: &str, problem: String, expected: &str) -> GazetteerError {
    let text = String::from_utf8_lossy(turtle);
    let starts = [format!("e:{} ", local(iri)), format!("<{iri}> ")];
    let line = text
        .lines()
        .position(|line| !iri.is_empty() && starts.iter().any(|start| line.starts_with(start)))
        .map_or(0, |line| line as u64 + 1);
    GazetteerError { file: "gazetteer.ttl".to_owned(), line, problem, expected: expected.to_owned() }
}

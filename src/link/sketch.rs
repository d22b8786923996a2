//! What linking needs to know of an article: its names, and the offices it gives to persons. Small, so that all articles fit into memory.

use super::names::is_acronym;
use crate::document::{MentionForm, NameClass};
use crate::extract::{Extraction, Modality, Node, Polarity, Value};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An article as linking sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sketch {
    /// IRI of the article.
    pub article: String,
    /// Its short name, by which a curation file may call it.
    pub name: String,
    /// Day of publication.
    pub published: Option<Date>,
    /// Its entities, in the order of the extraction.
    pub entities: Vec<Named>,
}

/// An entity of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Named {
    /// The fullest name.
    pub name: String,
    /// What kind of thing it is.
    pub class: NameClass,
    /// IRI of the known entity that the analysis took it for.
    pub known: Option<String>,
    /// Its other names, sorted, each once.
    pub others: Vec<String>,
    /// Offices the article gives it.
    pub offices: Vec<Held>,
    /// The entity it is an acronym of, by *Deutscher Wetterdienst (DWD)*.
    pub short_for: Option<usize>,
}

/// An office that an article gives to a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// *Finanzminister*, *Nato-Generalsekretär*
    pub title: String,
    /// Of what.
    pub of: Option<Of>,
    /// Then or now.
    pub when: When,
}

/// What an office is of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Of {
    /// An entity of the article.
    Entity(usize),
    /// Words.
    Words(String),
}

/// When an office is held, seen from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// *Kanzler Scholz*
    Now,
    /// *Ex-Kanzler Schröder*, *der frühere Ministerpräsident*
    Before,
    /// *der designierte Kanzler*
    Later,
}

impl Sketch {
    /// Takes from an extraction what linking needs.
    pub fn new(article: &str, name: &str, published: Option<Date>, extraction: &Extraction) -> Sketch {
        let mut entities: Vec<Named> = extraction.entities.iter().map(named).collect();
        for claim in extraction.claims.iter().filter(|claim| {
            claim.relation == "role" && claim.polarity == Polarity::Affirmed && claim.modality == Modality::Asserted
        }) {
            let (Some(Value::Entity(person)), Some(Value::Node(office))) = (claim.argument("subject"), claim.argument("object"))
            else {
                continue;
            };
            let (Some(person), Some(office)) = (entities.get_mut(*person), extraction.nodes.get(*office)) else { continue };
            let held = held(office, extraction);
            if !person.offices.contains(&held) {
                person.offices.push(held);
            }
        }
        for (short, long) in acronyms(extraction) {
            entities[short].short_for = Some(long);
        }
        Sketch { article: article.to_owned(), name: name.to_owned(), published, entities }
    }
}

fn named(record: &crate::extract::EntityRecord) -> Named {
    let mut others: Vec<String> = record
        .mentions
        .iter()
        .filter(|mention| mention.form == MentionForm::Name && mention.name != record.name)
        .map(|mention| mention.name.clone())
        .collect();
    others.sort_unstable();
    others.dedup();
    Named {
        name: record.name.clone(),
        class: record.class,
        known: record.known.clone(),
        others,
        offices: Vec::new(),
        short_for: None,
    }
}

fn held(office: &Node, extraction: &Extraction) -> Held {
    let title = if office.concept.is_empty() { &office.label } else { &office.concept };
    let of = office.arguments.iter().find(|argument| argument.role == "of").and_then(|argument| match &argument.value {
        Value::Entity(index) => Some(Of::Entity(*index)),
        Value::Node(index) => extraction.nodes.get(*index).map(|node| Of::Words(node.label.clone())),
        Value::Text(words) => Some(Of::Words(words.clone())),
        _ => None,
    });
    let adjective = office.label.to_lowercase();
    let says = |stems: &[&str]| stems.iter().any(|stem| adjective.starts_with(stem));
    // "Ex-Kanzler Schröder", "Altkanzlerin Merkel"
    let former = ["Ex-", "Alt-"].iter().find_map(|prefix| title.strip_prefix(prefix)).map(str::to_owned).or_else(|| {
        title
            .strip_prefix("Alt")
            .filter(|rest| rest.starts_with("kanzler") || rest.starts_with("bundes"))
            .map(crate::knowledge::lexicon::capitalised)
    });
    let when = match former {
        Some(_) => When::Before,
        None if says(&["früher", "ehemalig", "damalig", "ex-"]) => When::Before,
        None if says(&["designiert", "künftig", "zukünftig"]) => When::Later,
        None => When::Now,
    };
    Held { title: former.unwrap_or_else(|| title.clone()), of, when }
}

/// Pairs of an acronym and the entity whose name stands before it: "Der Deutsche Wetterdienst (DWD) warnt".
fn acronyms(extraction: &Extraction) -> Vec<(usize, usize)> {
    let mut mentions: Vec<_> = extraction
        .entities
        .iter()
        .enumerate()
        .flat_map(|(entity, record)| {
            record
                .mentions
                .iter()
                .filter(|mention| mention.form == MentionForm::Name)
                .map(move |mention| (mention.span, entity, &mention.name))
        })
        .collect();
    mentions.sort_unstable();
    let bracketed = mentions.windows(2).filter_map(|pair| {
        let [(long_span, long, long_name), (span, short, name)] = pair else { return None };
        // A space and the bracket stand between them.
        let close = span.start == long_span.end + 2 && long != short;
        let kind =
            extraction.entities[*short].class != NameClass::Person && extraction.entities[*long].class != NameClass::Person;
        (close && kind && is_acronym(name, long_name)).then_some((*short, *long))
    });
    bracketed.collect()
}

//! A Wikidata dump (JSON, an entity a line) → known entities. Read as a stream: a dump is larger than any memory.

use super::gazetteer::{Gazetteer, Gender, Known};
use crate::document::NameClass;
use crate::graph::iri::node;
use crate::graph::vocab::ID;
use rayon::prelude::*;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::io::{self, BufRead};
use std::marker::PhantomData;

/// Lines that are read at a time.
const BATCH: usize = 4096;

/// What is taken from a dump.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Language of the names: `de`.
    pub language: String,
    /// Fewest Wikipedias with an article on it: fame keeps namesakes out.
    pub sitelinks: usize,
    /// Classes by the Wikidata type (P31).
    pub types: BTreeMap<String, NameClass>,
}

impl Selection {
    /// German names of persons, places and organisations that `sitelinks` Wikipedias know.
    pub fn new(sitelinks: usize) -> Selection {
        let lines = include_str!("wikidata/types.txt").lines().filter(|line| !line.starts_with('#'));
        let types =
            lines.filter_map(|line| line.split_once(' ')).filter_map(|(id, class)| Some((id.to_owned(), class_of(class)?)));
        Selection { language: "de".to_owned(), sitelinks, types: types.collect() }
    }
}

/// `Person`, `Place`, `Organisation`, `Other`
pub fn class_of(name: &str) -> Option<NameClass> {
    match name {
        "Person" => Some(NameClass::Person),
        "Place" => Some(NameClass::Place),
        "Organisation" => Some(NameClass::Organisation),
        "Other" => Some(NameClass::Other),
        _ => None,
    }
}

/// What was found in a dump.
#[derive(Debug, Default)]
pub struct Found {
    /// Sorted by IRI, one an item.
    pub entities: Vec<Known>,
    /// Items read.
    pub read: usize,
    /// Lines that are no items, by number, with the reason.
    pub damaged: Vec<(usize, String)>,
}

/// Reads a dump. What the gazetteer knows keeps its address there. Fails only if reading fails.
pub fn import(
    mut dump: impl BufRead,
    selection: &Selection,
    gazetteer: &Gazetteer,
    progress: &dyn Fn(usize),
) -> io::Result<Found> {
    let mut found = Found::default();
    let mut drafts: Vec<(usize, Known)> = Vec::new();
    let mut number = 0;
    loop {
        let mut lines: Vec<(usize, Vec<u8>)> = Vec::with_capacity(BATCH);
        while lines.len() < BATCH {
            let mut line = Vec::new();
            if dump.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            number += 1;
            let text = line.trim_ascii().strip_suffix(b",").unwrap_or(line.trim_ascii());
            if !matches!(text, b"" | b"[" | b"]") {
                lines.push((number, text.to_owned()));
            }
        }
        if lines.is_empty() {
            break;
        }
        found.read += lines.len();
        let read = |(number, line): &(usize, Vec<u8>)| match serde_json::from_slice::<Item>(line) {
            Ok(item) => Ok(item.known(selection)),
            Err(error) => Err((*number, error.to_string())),
        };
        for result in lines.par_iter().map(read).collect::<Vec<_>>() {
            match result {
                Ok(draft) => drafts.extend(draft),
                Err(damaged) => found.damaged.push(damaged),
            }
        }
        progress(found.read);
    }
    found.entities = addressed(drafts, gazetteer);
    Ok(found)
}

/// Gives each entity its address: that of the gazetteer if it is the same, else one from its name; of namesakes the most famous has it alone.
fn addressed(mut drafts: Vec<(usize, Known)>, gazetteer: &Gazetteer) -> Vec<Known> {
    let by_wikidata: HashMap<&str, &Known> =
        gazetteer.all().filter_map(|known| Some((known.wikidata.as_deref()?, known))).collect();
    drafts.sort_by(|a, b| (b.0, &a.1.wikidata).cmp(&(a.0, &b.1.wikidata)));
    drafts.dedup_by(|a, b| a.1.wikidata == b.1.wikidata);
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut entities: Vec<Known> = Vec::with_capacity(drafts.len());
    for (_, mut known) in drafts {
        let wikidata = known.wikidata.clone().unwrap_or_default();
        let id = wikidata.rsplit('/').next().unwrap_or_default();
        let iri = node(&format!("{ID}{}", known.label.split_whitespace().collect::<Vec<_>>().join("_"))).into_string();
        let namesake = gazetteer.by_iri(&iri).map(|index| gazetteer.known(index));
        known.iri = match (by_wikidata.get(wikidata.as_str()), namesake) {
            (Some(same), _) => same.iri.clone(),
            // The gazetteer has no number for it.
            (None, Some(same)) if same.wikidata.is_none() && same.class == known.class && !taken.contains(&iri) => iri,
            (None, None) if !taken.contains(&iri) => iri,
            _ => format!("{iri}_({id})"),
        };
        taken.insert(known.iri.clone());
        entities.push(known);
    }
    entities.sort_by(|a, b| a.iri.cmp(&b.iri));
    entities
}

/// As much of an item as is needed. What is empty stands as `[]` in a dump.
#[derive(Deserialize)]
struct Item {
    id: String,
    #[serde(default, deserialize_with = "map")]
    labels: HashMap<String, Text>,
    #[serde(default, deserialize_with = "map")]
    aliases: HashMap<String, Vec<Text>>,
    #[serde(default, deserialize_with = "map")]
    claims: HashMap<String, Vec<Statement>>,
    #[serde(default, deserialize_with = "map")]
    sitelinks: HashMap<String, serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct Text {
    value: String,
}

#[derive(Deserialize)]
struct Statement {
    mainsnak: Snak,
    #[serde(default)]
    rank: String,
}

#[derive(Deserialize)]
struct Snak {
    datavalue: Option<DataValue>,
}

#[derive(Deserialize)]
struct DataValue {
    value: serde_json::Value,
}

impl Item {
    /// With the number of its Wikipedias; `None` if it is not wanted.
    fn known(&self, selection: &Selection) -> Option<(usize, Known)> {
        let wikipedias = self
            .sitelinks
            .keys()
            .filter(|site| site.ends_with("wiki") && *site != "commonswiki" && *site != "specieswiki")
            .count();
        let label = self.labels.get(&selection.language).map(|text| text.value.trim()).filter(|label| !label.is_empty())?;
        let class = self.values("P31").find_map(|value| selection.types.get(value["id"].as_str()?)).copied()?;
        if wikipedias < selection.sitelinks {
            return None;
        }
        let aliases = self.aliases.get(&selection.language).into_iter().flatten().map(|text| text.value.trim());
        let short = self.values("P1813").filter_map(|value| self.in_language(value, selection));
        let mut names = vec![label.to_owned()];
        for name in aliases.chain(short).filter(|name| is_name(name, class)) {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        let demonyms = self.values("P1549").filter_map(|value| self.in_language(value, selection));
        let gender = self.values("P21").find_map(|value| match value["id"].as_str() {
            Some("Q6581097") => Some(Gender::Masc),
            Some("Q6581072") => Some(Gender::Fem),
            _ => None,
        });
        let known = Known {
            iri: String::new(),
            label: label.to_owned(),
            class,
            wikidata: Some(format!("http://www.wikidata.org/entity/{}", self.id)),
            names,
            nominals: Vec::new(),
            adjectives: Vec::new(),
            demonyms: if class == NameClass::Place { demonyms.map(str::to_owned).collect() } else { Vec::new() },
            gender: gender.filter(|_| class == NameClass::Person),
            offices: Vec::new(),
        };
        Some((wikipedias, known))
    }

    fn values(&self, property: &str) -> impl Iterator<Item = &serde_json::Value> {
        let statements = self.claims.get(property).into_iter().flatten().filter(|statement| statement.rank != "deprecated");
        statements.filter_map(|statement| Some(&statement.mainsnak.datavalue.as_ref()?.value))
    }

    fn in_language<'a>(&self, value: &'a serde_json::Value, selection: &Selection) -> Option<&'a str> {
        (value["language"].as_str() == Some(&selection.language)).then(|| value["text"].as_str()).flatten()
    }
}

/// Whether an alias can stand for the entity: of persons only full names, as *Merkel* or *Angie* may be anybody; nothing that begins small.
fn is_name(alias: &str, class: NameClass) -> bool {
    let capital = alias.chars().next().is_some_and(|first| !first.is_lowercase());
    capital && (class != NameClass::Person || alias.split_whitespace().count() > 1)
}

fn map<'de, D: Deserializer<'de>, V: Deserialize<'de>>(deserializer: D) -> Result<HashMap<String, V>, D::Error> {
    struct MapOrNothing<V>(PhantomData<V>);
    impl<'de, V: Deserialize<'de>> Visitor<'de> for MapOrNothing<V> {
        type Value = HashMap<String, V>;

        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(out, "an object or an empty list")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut found = HashMap::new();
            while let Some((key, value)) = map.next_entry()? {
                found.insert(key, value);
            }
            Ok(found)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            while list.next_element::<serde::de::IgnoredAny>()?.is_some() {}
            Ok(HashMap::new())
        }
    }
    deserializer.deserialize_any(MapOrNothing(PhantomData))
}

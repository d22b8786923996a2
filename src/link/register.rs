//! The persons of the gazetteer by surname, by spelling of the full name, and by office.

use super::names::{self, PersonName};
use super::offices::level;
use crate::document::NameClass;
use crate::knowledge::gazetteer::Gazetteer;
use std::collections::{BTreeMap, BTreeSet};

/// Indices made once for all articles.
pub struct Register<'a> {
    /// The known entities.
    pub gazetteer: &'a Gazetteer,
    surnames: BTreeMap<String, BTreeSet<usize>>,
    spellings: BTreeMap<String, BTreeSet<usize>>,
    titles: BTreeMap<String, BTreeSet<usize>>,
    wikidata: BTreeMap<&'a str, usize>,
    things: BTreeMap<String, BTreeSet<usize>>,
}

impl<'a> Register<'a> {
    /// Reads the gazetteer.
    pub fn new(gazetteer: &'a Gazetteer) -> Register<'a> {
        let mut register = Register {
            gazetteer,
            surnames: BTreeMap::new(),
            spellings: BTreeMap::new(),
            titles: BTreeMap::new(),
            wikidata: BTreeMap::new(),
            things: BTreeMap::new(),
        };
        for index in 0..gazetteer.len() {
            let known = gazetteer.known(index);
            if let Some(wikidata) = &known.wikidata {
                register.wikidata.insert(wikidata, index);
            }
            if known.class == NameClass::Person {
                register.add_person(index);
            } else {
                let several = known.names.iter().map(|name| names::thing(name)).filter(|name| name.contains(' '));
                several.for_each(|name| {
                    register.things.entry(name).or_default().insert(index);
                });
            }
        }
        register
    }

    fn add_person(&mut self, index: usize) {
        let known = self.gazetteer.known(index);
        for name in known.names.iter().map(|name| PersonName::new(name)).filter(PersonName::is_full) {
            self.spellings.entry(name.full()).or_default().insert(index);
            self.surnames.entry(name.surname).or_default().insert(index);
        }
        for office in &known.offices {
            self.titles.entry(level(&office.title)).or_default().insert(index);
        }
    }

    /// The entity of this address, ours or Wikidata's.
    pub fn by_iri(&self, iri: &str) -> Option<usize> {
        self.gazetteer.by_iri(iri).or_else(|| self.wikidata.get(iri).copied())
    }

    /// Persons of this surname.
    pub fn by_surname(&self, surname: &str) -> impl Iterator<Item = usize> + '_ {
        self.surnames.get(surname).into_iter().flatten().copied()
    }

    /// Persons of this full name, in any spelling.
    pub fn by_spelling(&self, name: &PersonName) -> impl Iterator<Item = usize> + '_ {
        self.spellings.get(&name.full()).into_iter().flatten().copied()
    }

    /// Persons who hold or held an office of this levelled title.
    pub fn by_title(&self, title: &str) -> impl Iterator<Item = usize> + '_ {
        self.titles.get(title).into_iter().flatten().copied()
    }

    /// Persons with exactly this name, a genitive *-s* or not.
    pub fn by_name(&self, name: &str) -> Vec<usize> {
        let persons = |name: &str| -> Vec<usize> {
            self.gazetteer
                .by_name(name)
                .iter()
                .copied()
                .filter(|&index| self.gazetteer.known(index).class == NameClass::Person)
                .collect()
        };
        let exact = persons(name);
        match name.strip_suffix(['s', '\'', '’']) {
            Some(rest) if exact.is_empty() => persons(rest),
            _ => exact,
        }
    }

    /// Organisations, places and other things of this name that an entity of the class may be.
    ///
    /// An organisation is often taken for a place (*die Nato*, *der Kreml*); but *Bayern* as an organisation is a club rather than the land.
    pub fn things(&self, name: &str, class: NameClass) -> Vec<usize> {
        let of = |name: &str| -> Vec<usize> { self.gazetteer.by_name(name).to_vec() };
        let mut found = of(name);
        if let (true, Some(rest)) = (found.is_empty(), name.strip_suffix(['s', '\'', '’'])) {
            found = of(rest);
        }
        if found.is_empty() {
            // "der Deutschen Umwelthilfe"
            found = self.things.get(&names::thing(name)).into_iter().flatten().copied().collect();
        }
        let same: Vec<usize> = found.iter().copied().filter(|&index| self.gazetteer.known(index).class == class).collect();
        if !same.is_empty() {
            return same;
        }
        let may_be = |known: NameClass| match class {
            NameClass::Place => matches!(known, NameClass::Organisation | NameClass::Other),
            NameClass::Other => known != NameClass::Person,
            NameClass::Organisation => known == NameClass::Other,
            NameClass::Person => false,
        };
        found.retain(|&index| may_be(self.gazetteer.known(index).class));
        found
    }
}

/// A name with its word folded as a thing.
pub fn thing_key(name: &str, class: NameClass) -> super::keys::Key {
    let folded = names::thing(name);
    let single = !folded.contains(' ');
    super::keys::Key::Thing(single.then_some(class), folded)
}

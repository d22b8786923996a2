//! Keys of all articles → groups, and which groups are one. Decided from all groups at once, so the order of the articles does not matter.
//!
//! The work grows with the number of names: what may be one is found by surname, by acronym or by office, never by comparing all pairs.

use super::curation::Curation;
use super::keys::Key;
use super::names::{PersonName, is_acronym};
use super::offices::Claimed;
use super::reasons::Reason;
use super::register::Register;
use super::resolve::{Resolved, resolve};
use super::sketch::{Named, Sketch};
use crate::document::NameClass;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// An entity of an article.
#[derive(Clone, Debug)]
pub struct Unit<'a> {
    /// Its article.
    pub sketch: &'a Sketch,
    /// Its number there.
    pub index: usize,
    /// What it is taken for.
    pub key: Key,
    /// Offices of a person.
    pub offices: Vec<Claimed>,
    /// Why it belongs to its group.
    pub reasons: BTreeSet<Reason>,
}

impl Unit<'_> {
    /// What the article says of it.
    pub fn named(&self) -> &Named {
        &self.sketch.entities[self.index]
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.named().name).chain(&self.named().others)
    }
}

/// All entities of all articles, and which of them are one.
pub struct Groups<'a> {
    /// Sorted by article and number.
    pub units: Vec<Unit<'a>>,
    /// Units of a key.
    by_key: BTreeMap<Key, Vec<usize>>,
    /// Keys that are one.
    joined: Union,
}

impl<'a> Groups<'a> {
    /// Resolves each article for itself.
    pub fn new(sketches: &[&'a Sketch], register: &Register, curation: &Curation) -> Groups<'a> {
        let resolved: Vec<Vec<Resolved>> = sketches.par_iter().map(|sketch| resolve(sketch, register)).collect();
        let mut units: Vec<Unit> = Vec::new();
        for (sketch, resolved) in sketches.iter().zip(resolved) {
            units.extend(resolved.into_iter().enumerate().map(|(index, Resolved { key, reason, offices })| Unit {
                sketch,
                index,
                key,
                offices,
                reasons: reason.into_iter().collect(),
            }));
        }
        let mut sides: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (index, unit) in units.iter_mut().enumerate() {
            let of_unit = curation.sides(unit.sketch, &unit.named().name, &unit.key, register.gazetteer);
            if let Some(&(line, place)) = of_unit.iter().find(|(_, place)| *place > 0) {
                unit.key = Key::Apart(line, place, Box::new(unit.key.clone()));
                unit.reasons = [Reason::Curation(line)].into();
            }
            if !of_unit.is_empty() {
                sides.insert(index, of_unit);
            }
        }
        let mut by_key: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (index, unit) in units.iter().enumerate() {
            by_key.entry(unit.key.clone()).or_default().push(index);
        }
        let of_key = |units: &Vec<usize>| units.iter().filter_map(|unit| sides.get(unit)).flatten().copied().collect();
        let joined = Union::new(by_key.values().map(of_key).collect());
        let mut groups = Groups { units, by_key, joined };
        groups.join(register);
        groups.curate(curation, register);
        groups
    }

    /// The groups, as units of each, sorted by their smallest key.
    pub fn all(&self) -> Vec<(Vec<&Key>, Vec<usize>)> {
        let mut groups: BTreeMap<usize, (Vec<&Key>, Vec<usize>)> = BTreeMap::new();
        for (number, (key, units)) in self.by_key.iter().enumerate() {
            let group = groups.entry(self.joined.root(number)).or_default();
            group.0.push(key);
            group.1.extend(units);
        }
        groups.into_values().collect()
    }

    fn join(&mut self, register: &Register) {
        let mut edges = self.surnames(register);
        edges.extend(self.shared_offices());
        edges.extend(self.middle_names());
        edges.extend(self.acronyms());
        edges.extend(self.genitives());
        let numbers: BTreeMap<&Key, usize> = self.by_key.keys().enumerate().map(|(number, key)| (key, number)).collect();
        let mut reasons: Vec<(usize, Reason)> = Vec::new();
        for (from, to, reason) in edges {
            if self.joined.join(numbers[&from], numbers[&to]) {
                reasons.extend(self.by_key[&from].iter().map(|&unit| (unit, reason.clone())));
            }
        }
        for (unit, reason) in reasons {
            self.units[unit].reasons.insert(reason);
        }
    }

    /// Persons with first name and surname, by surname.
    fn full_persons(&self, register: &Register) -> BTreeMap<String, Vec<&Key>> {
        let mut by_surname: BTreeMap<String, Vec<&Key>> = BTreeMap::new();
        for (key, units) in &self.by_key {
            let surnames: BTreeSet<String> = match key {
                Key::Known(index) if register.gazetteer.known(*index).class == NameClass::Person => {
                    let known = register.gazetteer.known(*index);
                    known.names.iter().map(|name| PersonName::new(name)).filter(PersonName::is_full).map(|name| name.surname).collect()
                }
                Key::Person(_) => [PersonName::new(&self.units[units[0]].named().name).surname].into(),
                Key::Apart(..) | Key::Foreign(_) => {
                    let names = units.iter().map(|&unit| self.units[unit].named()).filter(|named| named.class == NameClass::Person);
                    names.map(|named| PersonName::new(&named.name)).filter(PersonName::is_full).map(|name| name.surname).collect()
                }
                _ => continue,
            };
            for surname in surnames {
                by_surname.entry(surname).or_default().push(key);
            }
        }
        by_surname
    }

    /// "Finanzministerin Brandt" in one article, "Finanzministerin Kerstin Brandt" in another, and no other Brandt in the corpus.
    fn surnames(&self, register: &Register) -> Vec<(Key, Key, Reason)> {
        let full = self.full_persons(register);
        let mut edges = Vec::new();
        for (key, units) in &self.by_key {
            let (Key::Lone(..), [unit]) = (key, units.as_slice()) else { continue };
            let unit = &self.units[*unit];
            let Some([candidate]) = full.get(&PersonName::new(&unit.named().name).surname).map(Vec::as_slice) else { continue };
            let theirs = self.by_key[*candidate].iter().flat_map(|&unit| &self.units[unit].offices);
            let mut theirs = theirs.filter(|office| unit.offices.iter().any(|own| own.agrees(office)));
            if let Some(office) = theirs.next() {
                let words = format!("{} {}", office.words, unit.named().name);
                edges.push((key.clone(), (*candidate).clone(), Reason::SurnameOffice(words)));
            }
        }
        edges
    }

    /// "Polizeisprecherin Wendt" of one police in two articles.
    fn shared_offices(&self) -> Vec<(Key, Key, Reason)> {
        let mut holders: BTreeMap<(String, &str, &Key), Vec<&Key>> = BTreeMap::new();
        for (key, units) in &self.by_key {
            let (Key::Lone(..), [unit]) = (key, units.as_slice()) else { continue };
            let unit = &self.units[*unit];
            if unit.named().class != NameClass::Person {
                continue;
            }
            for office in &unit.offices {
                if let Some(of) = &office.of {
                    let surname = PersonName::new(&unit.named().name).surname;
                    holders.entry((surname, &office.title, of)).or_default().push(key);
                }
            }
        }
        let words = |key: &Key| {
            let unit = &self.units[self.by_key[key][0]];
            Reason::SurnameOffice(format!("{} {}", unit.offices.first().map_or("", |office| &office.words), unit.named().name))
        };
        let chained = holders.values().flat_map(|keys| keys.windows(2));
        chained.flat_map(|pair| [(pair[0].clone(), pair[1].clone(), words(pair[0])), (pair[1].clone(), pair[0].clone(), words(pair[1]))]).collect()
    }

    /// *Anna M. Keller* and *Anna Keller*, if they hold the same office and no third is called so.
    fn middle_names(&self) -> Vec<(Key, Key, Reason)> {
        let mut by_short: BTreeMap<String, Vec<&Key>> = BTreeMap::new();
        for (key, units) in &self.by_key {
            if let Key::Person(_) = key {
                by_short.entry(PersonName::new(&self.units[units[0]].named().name).short()).or_default().push(key);
            }
        }
        let mut edges = Vec::new();
        for keys in by_short.values() {
            let [a, b] = keys.as_slice() else { continue };
            let offices = |key: &Key| self.by_key[key].iter().flat_map(|&unit| &self.units[unit].offices).collect::<BTreeSet<_>>();
            let (of_a, of_b) = (offices(a), offices(b));
            // Both have a middle name, and not the same: "Anna Maria Keller", "Anna Luise Keller".
            let middle = |key: &Key| PersonName::new(&self.units[self.by_key[key][0]].named().name).given.len() > 1;
            if (middle(a) && middle(b)) || !of_a.iter().any(|own| of_b.iter().any(|other| own.agrees(other))) {
                continue;
            }
            let name = |key: &Key| self.units[self.by_key[key][0]].named().name.clone();
            edges.push(((*a).clone(), (*b).clone(), Reason::MiddleName(name(a))));
            edges.push(((*b).clone(), (*a).clone(), Reason::MiddleName(name(b))));
        }
        edges
    }

    /// *DWD* alone in one article; another one says that it is the Deutsche Wetterdienst, and none says anything else.
    fn acronyms(&self) -> Vec<(Key, Key, Reason)> {
        let mut meanings: BTreeMap<&Key, BTreeSet<&Key>> = BTreeMap::new();
        let mut long: BTreeMap<&Key, (String, String)> = BTreeMap::new();
        let keys: Vec<(Key, &Key, &str, &str)> = self
            .units
            .iter()
            .filter(|unit| unit.named().class != NameClass::Person)
            .flat_map(|unit| {
                let shorts = unit.names().filter(|short| unit.names().any(|long| is_acronym(short, long)));
                let of_unit = shorts.map(|short| (super::register::thing_key(short, unit.named().class), short));
                of_unit.filter_map(|(key, short)| {
                    let long = unit.names().find(|long| is_acronym(short, long))?;
                    Some((key, &unit.key, short.as_str(), long.as_str()))
                })
            })
            .collect();
        for (short, meaning, letters, name) in &keys {
            if short != *meaning {
                meanings.entry(short).or_default().insert(meaning);
                long.entry(short).or_insert_with(|| ((*letters).to_owned(), (*name).to_owned()));
            }
        }
        // "Deutscher Wetterdienst (DWD)": two entities of the article, of one key by now.
        let bracketed: Vec<(Key, &Key, String, String)> = self
            .units
            .iter()
            .filter_map(|unit| {
                let long = unit.named().short_for?;
                let name = &unit.sketch.entities[long].name;
                Some((super::register::thing_key(&unit.named().name, unit.named().class), &unit.key, unit.named().name.clone(), name.clone()))
            })
            .collect();
        for (short, meaning, letters, name) in &bracketed {
            if short != *meaning {
                meanings.entry(short).or_default().insert(meaning);
                long.entry(short).or_insert_with(|| (letters.clone(), name.clone()));
            }
        }
        let mut edges = Vec::new();
        for (short, meanings) in &meanings {
            if let (true, [meaning]) = (self.by_key.contains_key(*short), meanings.iter().collect::<Vec<_>>().as_slice()) {
                let (letters, name) = long[*short].clone();
                edges.push(((*short).clone(), (**meaning).clone(), Reason::Acronym(letters, name)));
            }
        }
        edges
    }

    /// "des Norddeutschen Deichverbandes", where another article has the name without the ending. Single words are left: *Peter* and *Peters*.
    fn genitives(&self) -> Vec<(Key, Key, Reason)> {
        let mut edges = Vec::new();
        for (key, units) in &self.by_key {
            let Key::Thing(None, name) = key else { continue };
            let last = name.rsplit(' ').next().map_or(0, str::len);
            let base = ["es", "s"].iter().filter(|ending| last >= 6 + ending.len()).filter_map(|ending| name.strip_suffix(ending));
            if let Some(base) = base.map(|base| Key::Thing(None, base.to_owned())).find(|base| self.by_key.contains_key(base)) {
                edges.push((key.clone(), base, Reason::Spelling(self.units[units[0]].named().name.clone())));
            }
        }
        edges
    }

    fn curate(&mut self, curation: &Curation, register: &Register) {
        let numbers: BTreeMap<&Key, usize> = self.by_key.keys().enumerate().map(|(number, key)| (key, number)).collect();
        for (line, units) in curation.same(&self.units, register.gazetteer) {
            for pair in units.windows(2) {
                self.joined.join(numbers[&self.units[pair[0]].key], numbers[&self.units[pair[1]].key]);
            }
            for unit in units {
                self.units[unit].reasons.insert(Reason::Curation(line));
            }
        }
    }
}

/// Sets of keys; the smallest number stands for its set.
struct Union {
    parents: Vec<usize>,
    /// Lines of `different` and the place in them.
    sides: Vec<BTreeSet<(usize, usize)>>,
}

impl Union {
    fn new(sides: Vec<BTreeSet<(usize, usize)>>) -> Union {
        Union { parents: (0..sides.len()).collect(), sides }
    }

    fn root(&self, mut number: usize) -> usize {
        while self.parents[number] != number {
            number = self.parents[number];
        }
        number
    }

    /// Whether the two are one now; what the curation file calls different never is.
    fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return true;
        }
        let (low, high) = (a.min(b), a.max(b));
        let different = |side: &(usize, usize)| self.sides[low].iter().any(|other| other.0 == side.0 && other.1 != side.1);
        if self.sides[high].iter().any(different) {
            return false;
        }
        let moved = std::mem::take(&mut self.sides[high]);
        self.sides[low].extend(moved);
        self.parents[high] = low;
        true
    }
}

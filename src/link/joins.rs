//! Which keys of different articles mean one entity. Each rule looks at the keys as they are, so the order of the rules does not matter.
//!
//! The work grows with the number of names: what may be one is found by surname, by acronym or by office, never by comparing all pairs.

use super::groups::{Groups, Unit};
use super::keys::Key;
use super::names::PersonName;
use super::offices::contradicts;
use super::reasons::Reason;
use super::register::{Register, thing_key};
use crate::document::NameClass;
use crate::knowledge::gazetteer::Office;
use std::collections::{BTreeMap, BTreeSet};

/// Two keys that are one, and why those of the first belong to the second.
pub struct Edge {
    /// What is joined.
    pub from: Key,
    /// To what.
    pub to: Key,
    /// Why.
    pub reason: Reason,
}

/// All that the rules find.
pub fn joins(groups: &Groups, register: &Register) -> Vec<Edge> {
    let mut edges = surnames(groups, register);
    edges.extend(shared_offices(groups));
    edges.extend(middle_names(groups));
    edges.extend(acronyms(groups));
    edges.extend(genitives(groups));
    edges
}

/// Persons with first name and surname, by surname.
fn full_persons<'a>(groups: &'a Groups, register: &Register) -> BTreeMap<String, Vec<&'a Key>> {
    let mut by_surname: BTreeMap<String, Vec<&Key>> = BTreeMap::new();
    for (key, units) in &groups.by_key {
        let full = |names: &mut dyn Iterator<Item = &String>| -> BTreeSet<String> {
            names.map(|name| PersonName::new(name)).filter(PersonName::is_full).map(|name| name.surname).collect()
        };
        let surnames = match key {
            Key::Known(index) if register.gazetteer.known(*index).class == NameClass::Person => {
                full(&mut register.gazetteer.known(*index).names.iter())
            }
            Key::Person(_) => full(&mut [&first(groups, key).named().name].into_iter()),
            Key::Apart(..) | Key::Foreign(_) => {
                let persons =
                    units.iter().map(|&unit| groups.units[unit].named()).filter(|named| named.class == NameClass::Person);
                full(&mut persons.map(|named| &named.name))
            }
            _ => continue,
        };
        for surname in surnames {
            by_surname.entry(surname).or_default().push(key);
        }
    }
    by_surname
}

/// The first entity of an article with this key.
fn first<'a>(groups: &'a Groups, key: &Key) -> &'a Unit<'a> {
    &groups.units[groups.by_key[key][0]]
}

/// Persons whose surname or first name alone is given.
fn lone<'a>(groups: &'a Groups) -> impl Iterator<Item = (&'a Key, &'a Unit<'a>)> {
    let persons = groups.by_key.keys().filter(|key| matches!(key, Key::Lone(..))).map(|key| (key, first(groups, key)));
    persons.filter(|(_, unit)| unit.named().class == NameClass::Person)
}

/// "Finanzministerin Brandt" in one article, "Finanzministerin Kerstin Brandt" in another, and no other Brandt in the corpus.
fn surnames(groups: &Groups, register: &Register) -> Vec<Edge> {
    let full = full_persons(groups, register);
    let mut edges = Vec::new();
    for (key, unit) in lone(groups) {
        let Some([candidate]) = full.get(&PersonName::new(&unit.named().name).surname).map(Vec::as_slice) else { continue };
        let known: &[Office] = match candidate {
            Key::Known(index) => &register.gazetteer.known(*index).offices,
            _ => &[],
        };
        if unit.offices.iter().any(|office| contradicts(office, known, unit.sketch.published, register.gazetteer)) {
            continue;
        }
        let theirs = groups.by_key[*candidate].iter().flat_map(|&unit| &groups.units[unit].offices);
        let mut same = theirs.filter(|office| unit.offices.iter().any(|own| own.agrees(office)));
        if let Some(office) = same.next() {
            let reason = Reason::SurnameOffice(format!("{} {}", office.words, unit.named().name));
            edges.push(Edge { from: key.clone(), to: (*candidate).clone(), reason });
        }
    }
    edges
}

/// "Polizeisprecherin Wendt" of one police in two articles.
fn shared_offices(groups: &Groups) -> Vec<Edge> {
    let mut holders: BTreeMap<_, Vec<(&Key, Reason)>> = BTreeMap::new();
    for (key, unit) in lone(groups) {
        for office in &unit.offices {
            let Some(of) = &office.of else { continue };
            let reason = Reason::SurnameOffice(format!("{} {}", office.words, unit.named().name));
            let surname = PersonName::new(&unit.named().name).surname;
            holders.entry((surname, &office.title, of)).or_default().push((key, reason));
        }
    }
    let edge =
        |from: &(&Key, Reason), to: &(&Key, Reason)| Edge { from: from.0.clone(), to: to.0.clone(), reason: from.1.clone() };
    let chained = holders.values().flat_map(|keys| keys.windows(2));
    chained.flat_map(|pair| [edge(&pair[0], &pair[1]), edge(&pair[1], &pair[0])]).collect()
}

/// *Anna M. Keller* and *Anna Keller*, if they hold the same office and no third is called so.
fn middle_names(groups: &Groups) -> Vec<Edge> {
    let mut by_short: BTreeMap<String, Vec<&Key>> = BTreeMap::new();
    for key in groups.by_key.keys().filter(|key| matches!(key, Key::Person(_))) {
        by_short.entry(PersonName::new(&first(groups, key).named().name).short()).or_default().push(key);
    }
    let mut edges = Vec::new();
    for keys in by_short.values() {
        let [a, b] = keys.as_slice() else { continue };
        let offices =
            |key: &Key| groups.by_key[key].iter().flat_map(|&unit| &groups.units[unit].offices).collect::<BTreeSet<_>>();
        let (of_a, of_b) = (offices(a), offices(b));
        let name = |key: &Key| &first(groups, key).named().name;
        // Both have a middle name, and not the same: "Anna Maria Keller", "Anna Luise Keller".
        let middle = |key: &Key| PersonName::new(name(key)).given.len() > 1;
        if !(middle(a) && middle(b)) && of_a.iter().any(|own| of_b.iter().any(|other| own.agrees(other))) {
            for (from, to) in [(a, b), (b, a)] {
                edges.push(Edge { from: (*from).clone(), to: (*to).clone(), reason: Reason::MiddleName(name(from).clone()) });
            }
        }
    }
    edges
}

/// *DWD* alone in one article; another one says that it is the Deutsche Wetterdienst, and none says anything else.
fn acronyms(groups: &Groups) -> Vec<Edge> {
    let mut meanings: BTreeMap<Key, BTreeMap<&Key, Reason>> = BTreeMap::new();
    for unit in groups.units.iter().filter(|unit| unit.named().class != NameClass::Person) {
        for (short, long) in unit.explained() {
            let key = thing_key(short, unit.named().class);
            if key != unit.key && groups.by_key.contains_key(&key) {
                let reason = Reason::Acronym(short.to_owned(), long.to_owned());
                meanings.entry(key).or_default().entry(&unit.key).or_insert(reason);
            }
        }
    }
    let single = meanings.into_iter().filter(|(_, meanings)| meanings.len() == 1);
    single
        .flat_map(|(from, meanings)| {
            meanings.into_iter().map(move |(to, reason)| Edge { from: from.clone(), to: to.clone(), reason })
        })
        .collect()
}

/// "des Norddeutschen Deichverbandes", where another article has the name without the ending. Single words are left: *Peter* and *Peters*.
fn genitives(groups: &Groups) -> Vec<Edge> {
    let mut edges = Vec::new();
    for key in groups.by_key.keys() {
        let Key::Thing(None, name) = key else { continue };
        let last = name.rsplit(' ').next().map_or(0, str::len);
        let base = ["es", "s"].iter().filter(|ending| last >= 6 + ending.len()).filter_map(|ending| name.strip_suffix(ending));
        if let Some(to) = base.map(|base| Key::Thing(None, base.to_owned())).find(|base| groups.by_key.contains_key(base)) {
            edges.push(Edge { from: key.clone(), to, reason: Reason::Spelling(first(groups, key).named().name.clone()) });
        }
    }
    edges
}

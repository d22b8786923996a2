//! The entities of one article → keys: known entities, full names, and what only the corpus can explain. No other article is looked at.

use super::keys::Key;
use super::names::PersonName;
use super::offices::{Claimed, level};
use super::reasons::Reason;
use super::register::{Register, thing_key};
use super::sketch::{Named, Sketch};
use crate::document::NameClass;

/// What an entity of an article is taken for, and why.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The same for all that are one.
    pub key: Key,
    /// Why, if it is not the name alone.
    pub reason: Option<Reason>,
    /// Offices of a person.
    pub offices: Vec<Claimed>,
}

/// One of each entity of the sketch.
pub fn resolve(sketch: &Sketch, register: &Register) -> Vec<Resolved> {
    let mut found: Vec<Option<(Key, Option<Reason>)>> = vec![None; sketch.entities.len()];
    let indices = |person: bool| {
        (0..sketch.entities.len()).filter(move |&index| (sketch.entities[index].class == NameClass::Person) == person)
    };
    for index in 0..sketch.entities.len() {
        found[index] = recognised(&sketch.entities[index], register);
    }
    for index in indices(false).filter(|&index| sketch.entities[index].short_for.is_none()) {
        found[index].get_or_insert_with(|| thing(&sketch.entities[index], register));
    }
    for index in indices(false) {
        let named = &sketch.entities[index];
        let Some(long) = named.short_for.filter(|_| found[index].is_none()) else { continue };
        found[index] = Some(match &found[long] {
            Some((key, _)) => (key.clone(), Some(Reason::Acronym(named.name.clone(), sketch.entities[long].name.clone()))),
            None => thing(named, register),
        });
    }
    let keys: Vec<Option<Key>> = found.iter().map(|found| found.as_ref().map(|(key, _)| key.clone())).collect();
    let offices: Vec<Vec<Claimed>> = sketch
        .entities
        .iter()
        .map(|named| {
            let mut offices: Vec<Claimed> =
                named.offices.iter().map(|held| Claimed::new(held, &keys, register.gazetteer)).collect();
            offices.sort_unstable();
            offices
        })
        .collect();
    for index in indices(true) {
        let named = &sketch.entities[index];
        let name = PersonName::new(&named.name);
        if found[index].is_none() && name.is_full() {
            found[index] = Some(full(named, &name, &offices[index], sketch, register));
        }
    }
    let full: Vec<(String, Key)> = indices(true)
        .filter_map(|index| Some((PersonName::new(&sketch.entities[index].name).surname, found[index].as_ref()?.0.clone())))
        .collect();
    for index in indices(true) {
        found[index].get_or_insert_with(|| {
            lone(&sketch.entities[index], &offices[index], &full, sketch, register)
                .unwrap_or_else(|| (Key::Lone(sketch.article.clone(), index), None))
        });
    }
    found
        .into_iter()
        .zip(offices)
        .flat_map(|(found, offices)| found.map(|(key, reason)| Resolved { key, reason, offices }))
        .collect()
}

/// What the analysis recognised already.
fn recognised(named: &Named, register: &Register) -> Option<(Key, Option<Reason>)> {
    let iri = named.known.as_ref()?;
    let key = register.by_iri(iri).map_or_else(|| Key::Foreign(iri.clone()), Key::Known);
    Some((key, Some(Reason::KnownName(named.name.clone()))))
}

/// *Nordatlantikpakt* → Nato
fn thing(named: &Named, register: &Register) -> (Key, Option<Reason>) {
    if let [one] = register.things(&named.name, named.class).as_slice() {
        return (Key::Known(*one), Some(Reason::KnownName(named.name.clone())));
    }
    // Known by one of its other names, and by no other one as something else.
    let mut known: Vec<(usize, &String)> = named
        .others
        .iter()
        .flat_map(|other| register.things(other, named.class).into_iter().map(move |index| (index, other)))
        .collect();
    known.sort_unstable();
    known.dedup_by_key(|(index, _)| *index);
    match known.as_slice() {
        [(one, name)] if super::names::is_acronym(name, &named.name) => {
            (Key::Known(*one), Some(Reason::KnownName((*name).clone())))
        }
        _ => (thing_key(&named.name, named.class), None),
    }
}

/// A person with first name and surname.
fn full(named: &Named, name: &PersonName, offices: &[Claimed], sketch: &Sketch, register: &Register) -> (Key, Option<Reason>) {
    let exact = register.by_name(&named.name);
    let candidates: Vec<usize> = if exact.is_empty() { register.by_spelling(name).collect() } else { exact };
    match candidates.as_slice() {
        [] => (Key::Person(name.full()), None),
        [one] => (Key::Known(*one), Some(Reason::KnownName(named.name.clone()))),
        // Two known persons of one name: the office decides, or nothing does.
        several => by_office(several, offices, sketch, register).unwrap_or_else(|| (Key::Person(name.full()), None)),
    }
}

/// A surname, a first name or a title alone. `full` are surname and key of the persons of the article who have a full name.
fn lone(
    named: &Named,
    offices: &[Claimed],
    full: &[(String, Key)],
    sketch: &Sketch,
    register: &Register,
) -> Option<(Key, Option<Reason>)> {
    let surname = PersonName::new(&named.name).surname;
    let mut here: Vec<&Key> = full.iter().filter(|(other, _)| *other == surname).map(|(_, key)| key).collect();
    here.sort_unstable();
    here.dedup();
    let alias = match register.by_name(&named.name).as_slice() {
        [one] => Some(Key::Known(*one)),
        _ => None,
    };
    let namesakes: Vec<usize> = register.by_surname(&surname).collect();
    let office = || by_office(&namesakes, offices, sketch, register);
    match (here.as_slice(), alias) {
        // "Melania Trump … Trump sagte": the famous one or the one named here? Nobody knows.
        ([one], Some(alias)) if **one != alias => office(),
        ([one], _) => Some(((*one).clone(), Some(Reason::ArticleSurname(named.name.clone())))),
        ([], Some(alias)) => Some((alias, Some(Reason::KnownName(named.name.clone())))),
        ([], None) => office().or_else(|| title(named, sketch, register)),
        _ => office(),
    }
}

/// The one of the candidates who held one of the offices when the article was published.
fn by_office(candidates: &[usize], offices: &[Claimed], sketch: &Sketch, register: &Register) -> Option<(Key, Option<Reason>)> {
    let gazetteer = register.gazetteer;
    let holds = |index: usize| {
        offices
            .iter()
            .find(|claimed| gazetteer.known(index).offices.iter().any(|office| claimed.is(office, sketch.published, gazetteer)))
    };
    let mut holders = candidates.iter().filter_map(|&index| Some((index, holds(index)?)));
    let (holder, claimed) = holders.next()?;
    match holders.next() {
        None => Some((Key::Known(holder), Some(Reason::Office(claimed.words.clone())))),
        Some(_) => None,
    }
}

/// "Der US-Präsident reist nach Brüssel", without a name: the one who held the office on that day.
fn title(named: &Named, sketch: &Sketch, register: &Register) -> Option<(Key, Option<Reason>)> {
    sketch.published?;
    let held = super::sketch::Held { title: named.name.clone(), of: None, when: super::sketch::When::Now };
    let claimed = Claimed::new(&held, &[], register.gazetteer);
    claimed.of.as_ref()?;
    let holders: Vec<usize> = register.by_title(&level(&claimed.title)).chain(register.by_title(&claimed.whole)).collect();
    let mut holders = holders;
    holders.sort_unstable();
    holders.dedup();
    by_office(&holders, &[claimed], sketch, register)
}

//! Keys of all articles → groups, and which groups are one. Decided from all groups at once, so the order of the articles does not matter.

use super::curation::Curation;
use super::joins::{Edge, joins};
use super::keys::Key;
use super::names::is_acronym;
use super::offices::Claimed;
use super::reasons::Reason;
use super::register::Register;
use super::resolve::{Resolved, resolve};
use super::sketch::{Named, Sketch};
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

    /// Pairs of an acronym and what it stands for: among its own names, and by *Deutscher Wetterdienst (DWD)*.
    pub fn explained(&self) -> Vec<(&str, &str)> {
        let names = || std::iter::once(&self.named().name).chain(&self.named().others).map(String::as_str);
        let own = names().flat_map(|short| names().filter(move |long| is_acronym(short, long)).map(move |long| (short, long)));
        let long = self.named().short_for.map(|long| (self.named().name.as_str(), self.sketch.entities[long].name.as_str()));
        own.chain(long).collect()
    }
}

/// All entities of all articles, and which of them are one.
pub struct Groups<'a> {
    /// Sorted by article and number.
    pub units: Vec<Unit<'a>>,
    /// Units of a key.
    pub by_key: BTreeMap<Key, Vec<usize>>,
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
        let edges = joins(self, register);
        let numbers: BTreeMap<&Key, usize> = self.by_key.keys().enumerate().map(|(number, key)| (key, number)).collect();
        let mut reasons: Vec<(usize, Reason)> = Vec::new();
        for Edge { from, to, reason } in edges {
            if self.joined.join(numbers[&from], numbers[&to]) {
                reasons.extend(self.by_key[&from].iter().map(|&unit| (unit, reason.clone())));
            }
        }
        for (unit, reason) in reasons {
            self.units[unit].reasons.insert(reason);
        }
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

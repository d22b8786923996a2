//! Groups → entities of the corpus: class, label, address, reasons.

use super::curation::Curation;
use super::groups::{Groups, Unit};
use super::keys::Key;
use super::names::{self, PersonName};
use super::reasons::{Reason, summary};
use super::{CorpusEntity, Link, Links};
use crate::document::NameClass;
use crate::graph::iri::hash;
use crate::graph::vocab::ID;
use crate::knowledge::gazetteer::Gazetteer;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// An entity before it has its address.
struct Draft {
    units: Vec<usize>,
    class: NameClass,
    label: String,
    known: Option<usize>,
    /// An address that the analysis knew but the gazetteer does not have.
    foreign: Option<String>,
    /// Its address, if it does not come from the label.
    iri: Option<String>,
    /// Written behind the label where that alone would mix up two entities: the same for the same content.
    suffix: Option<String>,
}

/// Makes the entities and tells each article which are its own.
pub fn links(mut groups: Groups, gazetteer: &Gazetteer, curation: &Curation) -> Links {
    let dropped = curation.dropped(&groups.units, gazetteer);
    let renamed = curation.renamed(&groups.units, gazetteer);
    for (unit, (line, _)) in &renamed {
        groups.units[*unit].reasons.insert(Reason::Curation(*line));
    }
    let mut drafts: Vec<Draft> = Vec::new();
    for (keys, mut units) in groups.all() {
        if units.iter().any(|unit| dropped.get(unit) == Some(&true)) {
            continue;
        }
        units.retain(|unit| !dropped.contains_key(unit));
        if !units.is_empty() {
            drafts.push(draft(&keys, units, &groups.units, &renamed, gazetteer));
        }
    }
    // Addresses are given to what is known and to persons first: those keep theirs when a namesake of another kind comes.
    drafts.sort_by_cached_key(|draft| {
        (draft.iri.is_none(), draft.suffix.is_some(), draft.class, draft.label.clone(), first(&groups.units, draft))
    });
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut entities: Vec<(String, Draft)> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let iri = address(&draft, &groups.units, &taken, gazetteer);
        taken.insert(iri.clone());
        entities.push((iri, draft));
    }
    entities.sort_by(|a, b| a.0.cmp(&b.0));
    let mut links = Links { idle: curation.idle(&groups.units, gazetteer), ..Links::default() };
    for unit in &groups.units {
        links.articles.entry(unit.sketch.article.clone()).or_default().push(Link { entity: None, reasons: Vec::new() });
    }
    for (number, (iri, draft)) in entities.into_iter().enumerate() {
        let articles = corpus_reasons(&draft, &mut groups.units);
        let reasons = draft.units.iter().flat_map(|&unit| groups.units[unit].reasons.iter().cloned());
        let reasons = summary(reasons, articles);
        for &unit in &draft.units {
            let unit = &groups.units[unit];
            if let Some(link) = links.articles.get_mut(&unit.sketch.article).and_then(|of| of.get_mut(unit.index)) {
                *link = Link { entity: Some(number), reasons: unit.reasons.iter().map(ToString::to_string).collect() };
            }
        }
        let known = draft.known.map(|index| gazetteer.known(index));
        links.entities.push(CorpusEntity {
            iri,
            label: draft.label,
            class: draft.class,
            known: known.map(|known| known.iri.clone()).or(draft.foreign),
            wikidata: known.and_then(|known| known.wikidata.clone()),
            reasons,
        });
    }
    links
}

fn draft(
    keys: &[&Key],
    units: Vec<usize>,
    all: &[Unit],
    renamed: &BTreeMap<usize, (usize, &str)>,
    gazetteer: &Gazetteer,
) -> Draft {
    let known = keys.iter().find_map(|key| match key {
        Key::Known(index) => Some(*index),
        _ => None,
    });
    let foreign = keys.iter().find_map(|key| match key {
        Key::Foreign(iri) => Some(iri.clone()),
        _ => None,
    });
    let new_name = units.iter().find_map(|unit| renamed.get(unit)).map(|(_, name)| (*name).to_owned());
    let lone = keys.iter().all(|key| matches!(key, Key::Lone(..)));
    let apart = keys.iter().find_map(|key| match key {
        Key::Apart(..) => Some(format!("-{}", hash(&first_of(all, &units)))),
        _ => None,
    });
    let suffix = if lone { Some(format!("-{}", hash(&first_of(all, &units)))) } else { apart };
    Draft {
        class: known.map_or_else(|| class(all, &units), |index| gazetteer.known(index).class),
        label: new_name
            .clone()
            .or_else(|| known.map(|index| gazetteer.known(index).label.clone()))
            .unwrap_or_else(|| label(all, &units)),
        iri: known.map(|index| gazetteer.known(index).iri.clone()).or_else(|| foreign.clone().filter(|iri| iri.starts_with(ID))),
        foreign,
        suffix: suffix.filter(|_| new_name.is_none()),
        known,
        units,
    }
}

/// The class that most articles give; of equals the first in the order of the classes.
fn class(all: &[Unit], units: &[usize]) -> NameClass {
    let mut counts: BTreeMap<NameClass, usize> = BTreeMap::new();
    for &unit in units {
        *counts.entry(all[unit].named().class).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or_default();
    counts.into_iter().find(|(_, count)| *count == most).map_or(NameClass::Other, |(class, _)| class)
}

/// The name that most articles use; surnames alone, acronyms and other cases only where there is no other. Of equals the first by the alphabet.
fn label(all: &[Unit], units: &[usize]) -> String {
    let short = |unit: usize| {
        matches!(all[unit].key, Key::Lone(..))
            || all[unit]
                .reasons
                .iter()
                .any(|reason| matches!(reason, Reason::Acronym(..) | Reason::ArticleSurname(_) | Reason::Spelling(_)))
    };
    let long: Vec<usize> = units.iter().copied().filter(|&unit| !short(unit)).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for &unit in if long.is_empty() { units } else { &long } {
        *counts.entry(plain_name(&all[unit])).or_default() += 1;
    }
    let best = counts.into_iter().min_by_key(|(name, count)| (names::is_oblique(name), Reverse(*count), name.clone()));
    best.map(|(name, _)| name).unwrap_or_default()
}

fn plain_name(unit: &Unit) -> String {
    let named = unit.named();
    if named.class == NameClass::Person { names::without_honorifics(&named.name) } else { named.name.clone() }
}

/// What stays the same as long as the first of its articles is there.
fn first_of(all: &[Unit], units: &[usize]) -> String {
    let first = units.iter().map(|&unit| (&all[unit].sketch.article, &all[unit].named().name)).min();
    first.map(|(article, name)| format!("{article} {name}")).unwrap_or_default()
}

fn first(all: &[Unit], draft: &Draft) -> String {
    first_of(all, &draft.units)
}

/// `…/id/Kerstin_Brandt`; a namesake of another kind is `…/id/Porsche_(Person)`.
fn address(draft: &Draft, all: &[Unit], taken: &BTreeSet<String>, gazetteer: &Gazetteer) -> String {
    let free = |iri: &String| !taken.contains(iri) && gazetteer.by_iri(iri).is_none();
    if let Some(iri) = draft.iri.as_ref().filter(|iri| !taken.contains(*iri)) {
        return iri.clone();
    }
    let name: Vec<&str> = draft.label.split_whitespace().collect();
    let base = format!("{ID}{}", name.join("_"));
    let kind = match draft.class {
        NameClass::Person => "Person",
        NameClass::Organisation => "Organisation",
        NameClass::Place => "Ort",
        NameClass::Other => "Sonstiges",
    };
    let with_suffix = draft.suffix.as_ref().map(|suffix| format!("{base}{suffix}"));
    let ways = match with_suffix {
        Some(iri) => vec![iri],
        None => vec![base.clone(), format!("{base}_({kind})")],
    };
    let further = (0..).map(|number| format!("{base}-{}", hash(&format!("{} {number}", first(all, draft)))));
    ways.into_iter().chain(further).find(free).unwrap_or_default()
}

/// Adds the reasons that only the whole group can give; the number of articles that have the full name in common.
fn corpus_reasons(draft: &Draft, units: &mut [Unit]) -> usize {
    let mut articles: BTreeMap<&Key, BTreeSet<&str>> = BTreeMap::new();
    for unit in draft.units.iter().map(|&unit| &units[unit]) {
        articles.entry(&unit.key).or_default().insert(&unit.sketch.article);
    }
    let same: BTreeSet<usize> = draft.units.iter().copied().filter(|&unit| articles[&units[unit].key].len() > 1).collect();
    let unknown = draft.known.is_none() && draft.foreign.is_none();
    let doubtful = unknown && !same.is_empty() && offices_differ(draft, units);
    for &number in &draft.units {
        let unit = &mut units[number];
        let full = !matches!(unit.key, Key::Lone(..))
            && !unit.reasons.iter().any(|reason| matches!(reason, Reason::ArticleSurname(_) | Reason::Acronym(..)));
        let name = plain_name(unit);
        if unknown && full && same.contains(&number) {
            unit.reasons.insert(Reason::SameName);
        }
        if unknown && full && name != draft.label && alike(&name, &draft.label, draft.class) {
            unit.reasons.insert(Reason::Spelling(unit.named().name.clone()));
        }
        if doubtful && !unit.offices.is_empty() {
            unit.reasons.insert(Reason::DifferentOffices);
        }
        if draft.class == NameClass::Person {
            let surname = PersonName::new(&name).surname;
            let alone = unit.named().others.iter().find(|other| {
                let other = PersonName::new(other);
                !other.is_full() && other.surname == surname
            });
            if let Some(alone) = alone.cloned() {
                unit.reasons.insert(Reason::ArticleSurname(alone));
            }
        }
    }
    let same: BTreeSet<&str> = draft
        .units
        .iter()
        .map(|&unit| &units[unit])
        .filter(|unit| unit.reasons.contains(&Reason::SameName))
        .map(|unit| unit.sketch.article.as_str())
        .collect();
    same.len()
}

/// Whether two names are spellings of one.
fn alike(a: &str, b: &str, class: NameClass) -> bool {
    if class == NameClass::Person { PersonName::new(a) == PersonName::new(b) } else { names::thing(a) == names::thing(b) }
}

/// Whether the offices fall into parts that share neither title nor organisation: a trainer in one article, a minister in another.
fn offices_differ(draft: &Draft, units: &[Unit]) -> bool {
    let mut parts: Vec<(BTreeSet<String>, BTreeSet<&str>)> = Vec::new();
    for &unit in &draft.units {
        let unit = &units[unit];
        if unit.offices.is_empty() {
            continue;
        }
        let titles = unit.offices.iter().map(|office| office.title.clone());
        let organisations = unit.offices.iter().filter_map(|office| office.of.as_ref()).map(|of| format!("{of:?}"));
        let mut marks: BTreeSet<String> = titles.chain(organisations).collect();
        let mut articles: BTreeSet<&str> = [unit.sketch.article.as_str()].into();
        let (same, other): (Vec<_>, Vec<_>) =
            parts.into_iter().partition(|(theirs, here)| !theirs.is_disjoint(&marks) || !here.is_disjoint(&articles));
        for (theirs, here) in same {
            marks.extend(theirs);
            articles.extend(here);
        }
        parts = other;
        parts.push((marks, articles));
    }
    parts.len() > 1
}

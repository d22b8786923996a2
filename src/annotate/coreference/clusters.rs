//! Names of one entity: the same full name, a surname or first name that only one person of the article has, an acronym, the same known entity.

use super::lists;
use super::names::Name;
use crate::document::NameClass;
use crate::document::words::Words;
use crate::knowledge::Knowledge;
use std::collections::BTreeMap;

/// Names that are one entity.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    /// The fullest name.
    pub name: String,
    pub class: NameClass,
    /// Index in the gazetteer.
    pub known: Option<usize>,
    /// Base forms, each once.
    names: Vec<String>,
}

/// All clusters and the one of each name.
#[derive(Clone, Debug, Default)]
pub(super) struct Clusters {
    pub all: Vec<Cluster>,
    pub of_name: Vec<usize>,
}

/// Joins names. The order of the text decides nothing but numbers.
pub(super) fn clusters(names: &[Name], words: &[Words], knowledge: &Knowledge) -> Clusters {
    let classes = classes(names, knowledge);
    let class = |name: &Name| classes.get(name.base.as_str()).copied().unwrap_or(name.class);
    let mut clusters = Clusters { all: Vec::new(), of_name: vec![usize::MAX; names.len()] };
    let mut by_key: BTreeMap<(NameClass, String), usize> = BTreeMap::new();
    // Full names of persons first: surnames are measured by them.
    let full = |name: &Name| class(name) == NameClass::Person && name.base.contains(' ');
    for pass in [true, false] {
        for (index, name) in names.iter().enumerate().filter(|(_, name)| full(name) == pass) {
            let class = class(name);
            let known = known(&name.base, class, knowledge);
            let key = known.map_or_else(|| key(&name.base, class), |known| format!("={}", knowledge.gazetteer.known(known).iri));
            let cluster = match by_key.get(&(class, key.clone())) {
                Some(&cluster) => cluster,
                None => {
                    let same = if class == NameClass::Person {
                        same_person(&clusters, name, words)
                    } else {
                        same_body(&clusters, &name.base, class)
                    };
                    let cluster = same.unwrap_or_else(|| {
                        clusters.all.push(Cluster { name: name.base.clone(), class, known, names: Vec::new() });
                        clusters.all.len() - 1
                    });
                    by_key.insert((class, key), cluster);
                    cluster
                }
            };
            clusters.of_name[index] = cluster;
            let of = &mut clusters.all[cluster];
            of.known = of.known.or(known);
            if !of.names.contains(&name.base) {
                of.names.push(name.base.clone());
            }
        }
    }
    join_acronyms(names, words, &mut clusters);
    for cluster in &mut clusters.all {
        cluster.name = fullest(cluster);
    }
    clusters
}

/// One class for each base form: the commonest, the gazetteer's among equals.
fn classes<'a>(names: &'a [Name], knowledge: &Knowledge) -> BTreeMap<&'a str, NameClass> {
    let mut votes: BTreeMap<&str, BTreeMap<NameClass, usize>> = BTreeMap::new();
    for name in names {
        *votes.entry(&name.base).or_default().entry(name.class).or_default() += 1;
    }
    let surnames: Vec<&str> = names
        .iter()
        .filter(|name| name.class == NameClass::Person)
        .filter_map(|name| name.base.split_once(' ').map(|(_, rest)| rest))
        .collect();
    votes
        .into_iter()
        .map(|(base, votes)| {
            let known = knowledge.gazetteer.by_name(base);
            let listed = known
                .first()
                .map(|&known| knowledge.gazetteer.known(known).class)
                .filter(|class| known.iter().all(|&other| knowledge.gazetteer.known(other).class == *class));
            if let Some(class) = listed {
                return (base, class);
            }
            let is_surname = surnames.iter().any(|surname| *surname == base || surname.ends_with(&format!(" {base}")));
            let weight = |class: NameClass, count: usize| count + usize::from(class == NameClass::Person && is_surname);
            let class = votes
                .iter()
                .max_by_key(|(class, count)| (weight(**class, **count), std::cmp::Reverse(**class)))
                .map(|(class, _)| *class);
            (base, class.unwrap_or(NameClass::Other))
        })
        .collect()
}

/// The one known entity of this class with this name.
fn known(base: &str, class: NameClass, knowledge: &Knowledge) -> Option<usize> {
    let mut found =
        knowledge.gazetteer.by_name(base).iter().copied().filter(|&known| knowledge.gazetteer.known(known).class == class);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn key(base: &str, class: NameClass) -> String {
    match class {
        NameClass::Person => base.to_owned(),
        _ => lists::without_legal_form(base).to_lowercase().replace(['„', '“', '"', '«', '»'], ""),
    }
}

/// The person of the article this name can only be: the same first and last word; or the surname, or the first name, of exactly one.
fn same_person(clusters: &Clusters, name: &Name, words: &[Words]) -> Option<usize> {
    let parts: Vec<&str> = name.base.split(' ').collect();
    let fits = |cluster: &Cluster| {
        cluster.class == NameClass::Person
            && cluster.names.iter().any(|other| {
                let others: Vec<&str> = other.split(' ').collect();
                match (parts.as_slice(), others.as_slice()) {
                    // "Joseph R. Biden" is "Joseph Biden".
                    ([first, .., last], [other_first, .., other_last]) if parts[0] != "von" => {
                        first == other_first && last == other_last
                    }
                    // "Scholz", "von der Leyen"; "Rothes" where the genitive was not seen
                    _ => {
                        let ends = |parts: &[&str]| others.len() > parts.len() && others.ends_with(parts);
                        ends(&parts) || parts.len() == 1 && parts[0].strip_suffix('s').is_some_and(|stem| ends(&[stem]))
                    }
                }
            })
    };
    let candidates: Vec<usize> = (0..clusters.all.len()).filter(|&cluster| fits(&clusters.all[cluster])).collect();
    match candidates.as_slice() {
        [only] => Some(*only),
        [] if parts.len() == 1 => {
            let is_first = |cluster: &Cluster| {
                cluster.class == NameClass::Person
                    && cluster.names.iter().any(|other| other.split_once(' ').is_some_and(|(first, _)| first == name.base))
            };
            let mut found = (0..clusters.all.len()).filter(|&cluster| is_first(&clusters.all[cluster]));
            let first = found.next()?;
            found.next().is_none().then_some(first)
        }
        // "Frau Müller" beside Peter Müller and Anna Müller.
        several => {
            let before = name.words.start.checked_sub(1)?;
            let gender = lists::gender_of_title(&words[name.sentence].words[before].form)?;
            let mut fitting = several
                .iter()
                .copied()
                .filter(|&cluster| super::profile::gender_of_person(&clusters.all[cluster].names) == Some(gender));
            let first = fitting.next()?;
            fitting.next().is_none().then_some(first)
        }
    }
}

/// "Hellwig" and "Hellwig AG", "Klinikum Rauental" and "Rauental" stay two.
fn same_body(clusters: &Clusters, base: &str, class: NameClass) -> Option<usize> {
    let short = lists::without_legal_form(base);
    clusters
        .all
        .iter()
        .position(|cluster| cluster.class == class && cluster.names.iter().any(|other| lists::without_legal_form(other) == short))
}

/// "die Europäische Zentralbank (EZB)".
fn join_acronyms(names: &[Name], words: &[Words], clusters: &mut Clusters) {
    for index in 1..names.len() {
        let (long, short) = (&names[index - 1], &names[index]);
        if long.sentence != short.sentence || short.words.len() != 1 || short.words.start != long.words.end + 1 {
            continue;
        }
        let of = &words[short.sentence].words;
        let bracketed = of[long.words.end].form == "(" && of.get(short.words.end).is_some_and(|word| word.form == ")");
        let (into, from) = (clusters.of_name[index - 1], clusters.of_name[index]);
        if bracketed
            && into != from
            && is_acronym(&long.base, &short.base)
            && clusters.all[into].class == clusters.all[from].class
        {
            for cluster in &mut clusters.of_name {
                if *cluster == from {
                    *cluster = into;
                }
            }
            let moved = std::mem::take(&mut clusters.all[from].names);
            clusters.all[into].names.extend(moved);
            clusters.all[into].known = clusters.all[into].known.or(clusters.all[from].known);
        }
    }
}

/// Whether the letters of the short form stand in the long one in this order, the first first.
fn is_acronym(long: &str, short: &str) -> bool {
    let mut letters = long.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect::<Vec<_>>().into_iter();
    let wanted: Vec<char> = short.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
    let capitals = short.chars().filter(|letter| letter.is_uppercase()).count();
    long.to_lowercase().starts_with(wanted.first().copied().unwrap_or('?'))
        && capitals > 1
        && long.len() > short.len()
        && wanted.iter().all(|letter| letters.any(|other| other == *letter))
}

/// A person's name with most words; else the longest name.
fn fullest(cluster: &Cluster) -> String {
    let words = |name: &str| if cluster.class == NameClass::Person { name.split(' ').count() } else { name.chars().count() };
    let best = cluster.names.iter().max_by_key(|name| (words(name), name.chars().count(), std::cmp::Reverse((*name).clone())));
    best.unwrap_or(&cluster.name).clone()
}

//! The word lists of coreference, from the text files in `data/`.

use crate::article::entries;
use crate::document::NameClass;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

fn set(text: &'static str) -> BTreeSet<&'static str> {
    entries(text).collect()
}

/// `kind: word` lines.
fn map(text: &'static str) -> BTreeMap<&'static str, &'static str> {
    entries(text).filter_map(|line| line.split_once(": ")).map(|(kind, word)| (word, kind)).collect()
}

static TITLES: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| map(include_str!("data/titles.txt")));

/// *Herr*, *Frau*, *Dr.*: before a name, never part of it.
pub(super) fn is_title(form: &str) -> bool {
    TITLES.contains_key(form)
}

/// *Herr* → Masc, *Frau* → Fem; *Dr.* says nothing.
pub(super) fn gender_of_title(form: &str) -> Option<&'static str> {
    TITLES.get(form).copied().filter(|gender| matches!(*gender, "Masc" | "Fem"))
}

/// *früher*, *künftig*, *designiert*: what somebody was or will be.
pub(super) fn is_of_another_time(lemma: &str) -> bool {
    static STEMS: LazyLock<Vec<&str>> = LazyLock::new(|| entries(include_str!("data/former_and_future.txt")).collect());
    STEMS.iter().any(|stem| lemma.starts_with(stem))
}

/// *Zentralbank*, *Streitkräfte*: bodies that a country or an organisation has one of.
pub(super) fn is_institution(lemma: &str) -> bool {
    static INSTITUTIONS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| set(include_str!("data/institutions.txt")));
    INSTITUTIONS.contains(lemma)
}

/// *Landgericht* → organisation, *Flughafen* → place: what is told apart by the name of a place behind it. Compounds by their end.
pub(super) fn class_of_institution(lemma: &str) -> Option<NameClass> {
    static NOUNS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| map(include_str!("data/of_places.txt")));
    let kind = NOUNS.get(lemma).or_else(|| {
        NOUNS.iter().find(|(noun, _)| noun.len() > 5 && lemma.ends_with(&noun.to_lowercase())).map(|(_, kind)| kind)
    })?;
    Some(if *kind == "place" { NameClass::Place } else { NameClass::Organisation })
}

/// *Euro*, *Montag*, *Corona*: capital words that are no name of a person, place or body.
pub(super) fn is_no_name(lemma: &str) -> bool {
    static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| set(include_str!("data/no_names.txt")));
    WORDS.contains(lemma)
}

/// Gender of a first name.
pub(super) fn gender_of_first_name(name: &str) -> Option<&'static str> {
    static NAMES: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| map(include_str!("data/first_names.txt")));
    NAMES.get(name).copied()
}

/// Nouns that stand for a person mentioned just before and say nothing but the sex: *Politikerin*, *Mann*, *51-Jährige*.
pub(super) fn is_person_noun(lemma: &str) -> bool {
    static NOUNS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| set(include_str!("data/person_nouns.txt")));
    let last = lemma.rsplit('-').next().unwrap_or(lemma);
    static ENDINGS: LazyLock<Vec<String>> = LazyLock::new(|| NOUNS.iter().map(|noun| noun.to_lowercase()).collect());
    NOUNS.contains(lemma)
        || NOUNS.contains(last)
        || last.starts_with("jährig")
        || last.starts_with("Jährig")
        || ENDINGS.iter().any(|ending| ends(lemma, ending))
}

/// Whether a compound ends with this, in lower case.
fn ends(lemma: &str, ending: &str) -> bool {
    lemma.len() > ending.len() && lemma.ends_with(ending)
}

/// The words of a `kind: word` list in lower case, for the ends of compounds.
fn endings(words: &BTreeMap<&'static str, &'static str>) -> Vec<(String, &'static str)> {
    words.iter().map(|(word, kind)| (word.to_lowercase(), *kind)).collect()
}

static KINDS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| map(include_str!("data/kinds.txt")));

/// Whether a noun alone stands for a body of its kind; *Mutterkonzern* is another one than the *Konzern*.
pub(super) fn is_kind(lemma: &str) -> bool {
    KINDS.contains_key(lemma)
}

/// The kind of body a noun says: *Konzern* → `company`, *Behörde* → `authority`. Compounds by their end.
pub(super) fn kind_of_noun(lemma: &str) -> Option<&'static str> {
    static ENDINGS: LazyLock<Vec<(String, &str)>> = LazyLock::new(|| endings(&KINDS));
    KINDS.get(lemma).copied().or_else(|| ENDINGS.iter().find(|(ending, _)| ends(lemma, ending)).map(|(_, kind)| *kind))
}

/// The kind of body a name says, by its last or first word or by how they end: *Bundeskartellamt* → `authority`, *Hellwig AG* → `company`.
pub(super) fn kind_of_name(name: &str) -> Option<&'static str> {
    static WORDS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| map(include_str!("data/name_endings.txt")));
    static ENDINGS: LazyLock<Vec<(String, &str)>> =
        LazyLock::new(|| endings(&WORDS).into_iter().filter(|(ending, _)| ending.len() > 3).collect());
    let (first, last) = (name.split_whitespace().next()?, name.split_whitespace().last()?);
    let by_end = |word: &str| ENDINGS.iter().find(|(ending, _)| word.ends_with(ending)).map(|(_, kind)| *kind);
    WORDS
        .get(last)
        .or_else(|| WORDS.get(first))
        .copied()
        .or_else(|| by_end(&first.to_lowercase()))
        .or_else(|| by_end(&name.to_lowercase()))
}

/// The legal form at the end of a company's name is no part of what it is called: *Hellwig AG*.
pub(super) fn without_legal_form(name: &str) -> &str {
    static FORMS: LazyLock<Vec<&str>> = LazyLock::new(|| entries(include_str!("data/legal_forms.txt")).collect());
    let bare = FORMS.iter().filter_map(|form| name.strip_suffix(form)?.strip_suffix(' '));
    bare.min_by_key(|rest| rest.len()).unwrap_or(name)
}

/// Two offices that are the same by another word: *Rathauschef* and *Bürgermeister*.
pub(crate) fn same_office(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    static GROUPS: LazyLock<Vec<BTreeSet<&str>>> =
        LazyLock::new(|| entries(include_str!("data/same_offices.txt")).map(|line| line.split_whitespace().collect()).collect());
    let (one, other) = (masculine(one), masculine(other));
    one == other
        || ends_with_noun(&one, &other)
        || ends_with_noun(&other, &one)
        || GROUPS.iter().any(|group| group.contains(&*one) && group.contains(&*other))
        || same_head(&one, &other)
}

/// *Kommissionschef* and *Kommissionspräsident*: one who leads the same thing.
fn same_head(one: &str, other: &str) -> bool {
    static HEADS: LazyLock<Vec<&str>> = LazyLock::new(|| entries(include_str!("data/heads_of_bodies.txt")).collect());
    let stem = |office: &str| {
        let low = office.to_lowercase();
        HEADS.iter().find_map(|head| low.strip_suffix(head).map(|stem| stem.trim_end_matches(['-', 's']).to_owned()))
    };
    matches!((stem(one), stem(other)), (Some(one), Some(other)) if one == other && !one.is_empty())
}

/// *Bundeskanzler* ends with *Kanzler*.
fn ends_with_noun(long: &str, short: &str) -> bool {
    long.len() > short.len() && short.chars().count() > 3 && long.to_lowercase().ends_with(&short.to_lowercase())
}

/// *Kanzlerin* → *Kanzler*: the sex of who holds it does not change the office.
fn masculine(office: &str) -> String {
    office
        .strip_suffix("in")
        .filter(|rest| rest.ends_with(['r', 't', 'f', 'n', 'e', 'g', 'l', 'm', 's']))
        .unwrap_or(office)
        .to_owned()
}

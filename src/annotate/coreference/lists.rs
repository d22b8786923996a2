//! The word lists of coreference, from the text files in `data/`.

use crate::article::entries;
use crate::document::NameClass;
use crate::knowledge::Knowledge;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

fn set(text: &'static str) -> BTreeSet<&'static str> {
    entries(text).collect()
}

/// `kind: word` lines.
fn map(text: &'static str) -> BTreeMap<&'static str, &'static str> {
    entries(text).filter_map(|line| line.split_once(": ")).map(|(kind, word)| (word, kind)).collect()
}

/// *Herr*, *Frau*, *Dr.*: before a name, never part of it.
pub(super) fn is_title(form: &str) -> bool {
    gender_of_title(form).is_some() || matches!(form, "Dr." | "Prof." | "Dr" | "Prof")
}

/// *Herr* → Masc, *Frau* → Fem.
pub(super) fn gender_of_title(form: &str) -> Option<&'static str> {
    match form {
        "Herr" | "Herrn" | "König" | "Prinz" | "Graf" => Some("Masc"),
        "Frau" | "Königin" | "Prinzessin" | "Gräfin" => Some("Fem"),
        _ => None,
    }
}

/// Whether a noun names an office or function: the lexicon has a frame of `gk:role` for it or for its last part.
pub(super) fn is_office(knowledge: &Knowledge, lemma: &str) -> bool {
    knowledge.lexicon.noun_frames(lemma).0.iter().any(|frame| frame.relation == "role")
}

/// *Zentralbank*, *Streitkräfte*: bodies that a country or an organisation has one of.
pub(super) fn is_institution(lemma: &str) -> bool {
    static INSTITUTIONS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| set(include_str!("data/institutions.txt")));
    INSTITUTIONS.contains(lemma)
}

/// *Landgericht* → organisation, *Flughafen* → place: what is told apart by the name of a place behind it. Compounds by their end.
pub(super) fn class_of_institution(lemma: &str) -> Option<NameClass> {
    static NOUNS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| map(include_str!("data/of_places.txt")));
    let kind = NOUNS.get(lemma).or_else(|| NOUNS.iter().find(|(noun, _)| noun.len() > 5 && lemma.ends_with(&noun.to_lowercase())).map(|(_, kind)| kind))?;
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
    let ends = |noun: &str| lemma.len() > noun.len() && lemma.ends_with(&noun.to_lowercase());
    NOUNS.contains(lemma) || NOUNS.contains(last) || last.starts_with("jährig") || last.starts_with("Jährig") || NOUNS.iter().any(|noun| ends(noun))
}

static KINDS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| map(include_str!("data/kinds.txt")));

/// Whether a noun alone stands for a body of its kind; *Mutterkonzern* is another one than the *Konzern*.
pub(super) fn is_kind(lemma: &str) -> bool {
    KINDS.contains_key(lemma)
}

/// The kind of body a noun says: *Konzern* → `company`, *Behörde* → `authority`. Compounds by their end.
pub(super) fn kind_of_noun(lemma: &str) -> Option<&'static str> {
    if let Some(kind) = KINDS.get(lemma) {
        return Some(kind);
    }
    KINDS.iter().find(|(noun, _)| lemma.len() > noun.len() && lemma.ends_with(&noun.to_lowercase())).map(|(_, kind)| *kind)
}

/// The kind of body a name says: *Bundeskartellamt* → `authority`, *Hellwig AG* → `company`.
pub(super) fn kind_of_name(name: &str) -> Option<&'static str> {
    static ENDINGS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| map(include_str!("data/name_endings.txt")));
    let low = name.to_lowercase();
    let last = name.split_whitespace().last()?;
    let first = name.split_whitespace().next()?;
    let begins = |ending: &str| ending.len() > 3 && first.to_lowercase().ends_with(&ending.to_lowercase());
    ENDINGS.get(last).or_else(|| ENDINGS.get(first)).copied().or_else(|| ENDINGS.iter().find(|(ending, _)| begins(ending)).map(|(_, kind)| *kind)).or_else(|| ENDINGS.iter().find(|(ending, _)| ending.len() > 3 && low.ends_with(&ending.to_lowercase())).map(|(_, kind)| *kind))
}

/// The legal form at the end of a company's name is no part of what it is called: *Hellwig AG*.
pub(super) fn without_legal_form(name: &str) -> &str {
    const FORMS: [&str; 16] =
        [" AG", " GmbH", " SE", " KG", " KGaA", " e.V.", " e. V.", " Inc", " Inc.", " Corp", " Corp.", " Ltd", " Ltd.", " plc", " S.A.", " GmbH & Co. KG"];
    FORMS.iter().filter_map(|form| name.strip_suffix(form)).min_by_key(|rest| rest.len()).unwrap_or(name)
}

/// Two offices that are the same by another word: *Rathauschef* and *Bürgermeister*.
pub(super) fn same_office(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    static GROUPS: LazyLock<Vec<BTreeSet<&str>>> =
        LazyLock::new(|| entries(include_str!("data/same_offices.txt")).map(|line| line.split_whitespace().collect()).collect());
    let (one, other) = (masculine(one), masculine(other));
    one == other || ends_with_noun(&one, &other) || ends_with_noun(&other, &one) || GROUPS.iter().any(|group| group.contains(&*one) && group.contains(&*other)) || same_head(&one, &other)
}

/// *Kommissionschef* and *Kommissionspräsident*: one who leads the same thing.
fn same_head(one: &str, other: &str) -> bool {
    const HEADS: [&str; 7] = ["chef", "präsident", "vorsitzender", "vorsitzende", "leiter", "direktor", "boss"];
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
    office.strip_suffix("in").filter(|rest| rest.ends_with(['r', 't', 'f', 'n', 'e', 'g', 'l', 'm', 's'])).unwrap_or(office).to_owned()
}

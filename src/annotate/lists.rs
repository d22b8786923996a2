//! The word lists of the tokenizer and of the base forms, from the text files beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// How an abbreviation stands to the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Something always follows: *Dr.*, *ca.*, *bzw.*
    Leads,
    /// It may stand last: *Mio.*, *Jh.*, *e.V.*
    Trails,
    /// It mostly stands last: *usw.*
    Closes,
}

pub(super) struct Lists {
    /// Without the last full stop.
    pub(super) abbreviations: BTreeMap<&'static str, Abbreviation>,
    /// Words that are large only at the beginning of a sentence.
    pub(super) starters: BTreeSet<&'static str>,
    /// Those among them that are no proof of a beginning.
    pub(super) weak_starters: BTreeSet<&'static str>,
    /// Words after which no sentence ends.
    pub(super) open_words: BTreeSet<&'static str>,
    /// In lower case: the words before an ordinal.
    pub(super) ordinal_leads: BTreeSet<&'static str>,
    pub(super) months: BTreeSet<&'static str>,
    /// In lower case: *im* → *in*, *dem*.
    pub(super) contractions: BTreeMap<&'static str, (&'static str, &'static str)>,
    /// Form and part of speech → base form.
    pub(super) learnt_lemmas: BTreeMap<(&'static str, &'static str), &'static str>,
    /// In lower case: participles that are no forms of their verbs any more.
    pub(super) adjective_participles: BTreeSet<&'static str>,
    /// In lower case.
    pub(super) adverbial_comparatives: BTreeSet<&'static str>,
    /// In lower case: beginnings of words in Swiss spelling.
    pub(super) sharp_s: BTreeSet<&'static str>,
}

/// All lists, read once.
pub(super) fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
        abbreviations: crate::article::entries(include_str!("lists/abbreviations.txt"))
            .filter_map(|line| line.split_once(": "))
            .map(|(kind, word)| {
                let kind = match kind {
                    "leads" => Abbreviation::Leads,
                    "closes" => Abbreviation::Closes,
                    _ => Abbreviation::Trails,
                };
                (word.strip_suffix('.').unwrap_or(word), kind)
            })
            .collect(),
        starters: words(include_str!("lists/starters.txt")),
        weak_starters: words(include_str!("lists/weak_starters.txt")),
        open_words: words(include_str!("lists/open_words.txt")),
        ordinal_leads: words(include_str!("lists/ordinal_leads.txt")),
        months: words(include_str!("lists/months.txt")),
        contractions: crate::article::entries(include_str!("lists/contractions.txt"))
            .filter_map(|line| {
                let mut words = line.split(' ');
                Some((words.next()?, (words.next()?, words.next()?)))
            })
            .collect(),
        learnt_lemmas: crate::article::entries(include_str!("lists/learnt_lemmas.txt"))
            .filter_map(|line| {
                let mut words = line.split(' ');
                Some(((words.next()?, words.next()?), words.next()?))
            })
            .collect(),
        adjective_participles: words(include_str!("lists/adjective_participles.txt")),
        adverbial_comparatives: words(include_str!("lists/adverbial_comparatives.txt")),
        sharp_s: words(include_str!("lists/sharp_s.txt")),
    });
    &LISTS
}

fn words(list: &'static str) -> BTreeSet<&'static str> {
    crate::article::entries(list).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_lists_are_sorted_and_without_repetition() {
        for (name, list) in [
            ("abbreviations", include_str!("lists/abbreviations.txt")),
            ("starters", include_str!("lists/starters.txt")),
            ("ordinal_leads", include_str!("lists/ordinal_leads.txt")),
            ("weak_starters", include_str!("lists/weak_starters.txt")),
            ("open_words", include_str!("lists/open_words.txt")),
            ("months", include_str!("lists/months.txt")),
            ("contractions", include_str!("lists/contractions.txt")),
            ("learnt_lemmas", include_str!("lists/learnt_lemmas.txt")),
            ("adjective_participles", include_str!("lists/adjective_participles.txt")),
            ("adverbial_comparatives", include_str!("lists/adverbial_comparatives.txt")),
            ("sharp_s", include_str!("lists/sharp_s.txt")),
        ] {
            let entries: Vec<&str> = crate::article::entries(list).collect();
            assert!(!entries.is_empty());
            for pair in entries.windows(2) {
                assert!(pair[0] < pair[1], "{name}: {} before {}", pair[0], pair[1]);
            }
        }
    }
}

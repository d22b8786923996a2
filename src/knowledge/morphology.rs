//! The full-form lexicon: form → base forms with their readings. Packed as a finite-state map, so that nothing is parsed when the program starts.
//!
//! Its file (`models/morphology.bin`) is made from the decoded dictionary of LanguageTool by [`pack`]. The readings keep the codes of that
//! dictionary (`SUB:NOM:SIN:MAS`); [`tags`] turns them into universal ones. Says nothing about words it does not list; see
//! [`crate::annotate::lemma`] for those.

pub mod cells;
mod pack;
pub mod tags;

pub use pack::{PackError, pack};

use fst::Map;
use std::borrow::Cow;
use std::sync::LazyLock;

static EMBEDDED: &[u8] = include_bytes!("../../models/morphology.bin");

/// The lexicon.
pub struct Morphology {
    map: Map<Cow<'static, [u8]>>,
    /// Codes of the dictionary.
    tags: Vec<tags::Tag>,
    /// Sets of codes, as indices in `tags`.
    sets: Vec<Vec<u16>>,
    /// For each set, the numbers of its flags.
    flags: Vec<Vec<u16>>,
    scripts: Vec<Script>,
    entries: Vec<Vec<(u16, u16)>>,
}

/// How a base form is made from a form: cut bytes off its end, add an ending, change the case of its first letter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Script {
    cut: u8,
    add: String,
    first: First,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum First {
    Keep,
    Lower,
    Upper,
}

/// One base form a form can have.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    /// Base form.
    pub lemma: String,
    /// What the form can be under it.
    pub tags: Vec<&'a tags::Tag>,
}

impl Morphology {
    /// The lexicon inside the program.
    pub fn embedded() -> &'static Morphology {
        static LEXICON: LazyLock<Morphology> = LazyLock::new(|| {
            Morphology::read(Cow::Borrowed(EMBEDDED)).expect("the embedded lexicon was written by this program")
        });
        &LEXICON
    }

    /// All readings of this form; empty if it is not listed.
    pub fn readings(&self, form: &str) -> Vec<Reading<'_>> {
        let Some((form, entry)) = self.entry(form) else { return Vec::new() };
        self.entries[entry]
            .iter()
            .filter_map(|&(script, set)| {
                let tags = self.sets[set as usize].iter().map(|&tag| &self.tags[tag as usize]).collect();
                Some(Reading { lemma: self.scripts[script as usize].apply(&form)?, tags })
            })
            .collect()
    }

    /// Where the form is listed and how it is spelt there. Small words in Swiss spelling are found, too: *schliesst* as *schließt*.
    fn entry<'a>(&self, form: &'a str) -> Option<(Cow<'a, str>, usize)> {
        let listed = |form: &str| self.map.get(form).map(|entry| entry as usize);
        if let Some(entry) = listed(form) {
            return Some((form.into(), entry));
        }
        // A big one may be a name: *Weiss*, *Gross*.
        let spelt = form.starts_with(char::is_lowercase).then(|| self.with_sharp_s(form)).flatten()?;
        listed(&spelt).map(|entry| (spelt.into(), entry))
    }

    /// The listed form that the Swiss write with *ss* for *ß*: *Massnahmen* → *Maßnahmen*. `None` for what is listed as it stands.
    pub fn with_sharp_s(&self, form: &str) -> Option<String> {
        if self.knows(form) {
            return None;
        }
        // *Finanzausschuss* ends in *Ausschuss*, whatever was written before 1996.
        let noun = form.starts_with(char::is_uppercase).then(|| self.noun_ending(form)).flatten();
        let settled = noun.unwrap_or(form.len());
        let spelt = |(at, _)| format!("{}ß{}", &form[..at], &form[at + 2..]);
        form.match_indices("ss").filter(|(at, _)| *at < settled).map(spelt).find(|spelt| self.knows(spelt))
    }

    /// The readings of the form or, for want of any, of the form with a small first letter; at the beginning of a sentence both.
    pub fn readings_in_context(&self, form: &str, begins_sentence: bool) -> Vec<Reading<'_>> {
        let mut readings = self.readings(form);
        if (readings.is_empty() || begins_sentence) && form.starts_with(char::is_uppercase) {
            readings.extend(self.readings(&small_first(form)));
        }
        readings
    }

    /// Whether the form is listed exactly so.
    pub fn knows(&self, form: &str) -> bool {
        self.map.contains_key(form)
    }

    /// All that this form can be, under whichever base form.
    pub fn tags(&self, form: &str) -> impl Iterator<Item = &tags::Tag> {
        let entry = self.entry(form).map(|(_, entry)| self.entries[entry].as_slice());
        entry.unwrap_or_default().iter().flat_map(|&(_, set)| &self.sets[set as usize]).map(|&tag| &self.tags[tag as usize])
    }

    /// The cases, numbers and genders that this form can have as what `is` says; 0 if it is nothing of the kind.
    pub fn cells(&self, form: &str, is: impl Fn(&tags::Tag) -> bool) -> cells::Cells {
        self.tags(form).filter(|tag| is(tag)).fold(0, |cells, tag| cells | tag.cells)
    }

    /// Adds the numbers (below [`tags::FLAGS`]) of what the form can be, without repeats; nothing for unlisted forms.
    pub fn add_flags(&self, form: &str, flags: &mut Vec<u16>) {
        let Some((_, entry)) = self.entry(form) else { return };
        for &(_, set) in &self.entries[entry] {
            for flag in &self.flags[set as usize] {
                if !flags.contains(flag) {
                    flags.push(*flag);
                }
            }
        }
    }

    /// The longest proper ending of a word that is listed as a noun, with its first letter made big: *Goldreserven* → 4, as *Reserven* is one.
    /// Gives the byte where it begins. `None` for words with no such ending of at least four letters.
    pub fn noun_ending(&self, form: &str) -> Option<usize> {
        let mut starts: Vec<usize> = form.char_indices().map(|(at, _)| at).collect();
        let last = starts.len().checked_sub(4)?;
        starts.truncate(last + 1);
        starts.into_iter().skip(2).take(28).find(|&at| {
            let ending = big_first(&form[at..]);
            self.map.get(&ending).is_some_and(|entry| {
                self.entries[entry as usize]
                    .iter()
                    .any(|&(_, set)| self.sets[set as usize].iter().any(|&tag| self.tags[tag as usize].code.starts_with("SUB")))
            })
        })
    }
}

impl Script {
    fn apply(&self, form: &str) -> Option<String> {
        let stem = form.get(..form.len().checked_sub(self.cut as usize)?)?;
        let lemma = format!("{stem}{}", self.add);
        Some(match self.first {
            First::Keep => lemma,
            First::Lower => small_first(&lemma),
            First::Upper => big_first(&lemma),
        })
    }
}

/// The word with a small first letter.
pub fn small_first(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// The word with a big first letter.
pub fn big_first(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

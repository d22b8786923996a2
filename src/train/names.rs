//! Packs lists of names into what [`crate::knowledge::names`] reads.

use crate::annotate::tokenize::forms;
use crate::knowledge::names::NameKind;
use fst::MapBuilder;
use std::collections::BTreeMap;

/// Collects names with what they can be.
#[derive(Debug, Default)]
pub struct List(BTreeMap<String, u64>);

impl List {
    /// The names of a class among IOB2 tags.
    pub fn add_spans(&mut self, words: &[String], tags: &[String], class: &str, kind: NameKind) {
        let mut start = 0;
        while start < tags.len() {
            let mut end = start + 1;
            if tags[start].strip_prefix("B-") == Some(class) {
                end += tags[end..].iter().take_while(|tag| tag.strip_prefix("I-") == Some(class)).count();
                self.add(words[start..end].join(" ").trim_start_matches(['#', '@']), kind);
            }
            start = end;
        }
    }

    /// A name as it is written. A person's first word is a given name, the last a surname.
    pub fn add(&mut self, name: &str, kind: NameKind) {
        let sentences = forms(name);
        let [words] = sentences.as_slice() else { return };
        if words.len() > 6 || !name.starts_with(char::is_uppercase) || name.chars().count() < 2 || name.contains(['(', ',', '/']) {
            return;
        }
        self.put(&words.join(" "), kind);
        if let (NameKind::Person, [first, .., last]) = (kind, words.as_slice()) {
            for (word, kind) in [(first, NameKind::Given), (last, NameKind::Surname)] {
                if word.chars().count() > 2 && word.starts_with(char::is_uppercase) {
                    self.put(word, kind);
                }
            }
        }
    }

    /// A line of the full-form lexicon: its proper nouns say what they are.
    pub fn add_reading(&mut self, form: &str, readings: &str) {
        for reading in readings.split(' ').filter(|reading| reading.contains("EIG")) {
            let kind = reading.split(':').find_map(|part| match part {
                "VOR" => Some(NameKind::Given),
                "NAC" => Some(NameKind::Surname),
                "STD" | "GEB" | "WAT" => Some(NameKind::Place),
                "COU" => Some(NameKind::Country),
                _ => None,
            });
            if let Some(kind) = kind {
                self.put(form, kind);
            }
        }
    }

    fn put(&mut self, name: &str, kind: NameKind) {
        *self.0.entry(name.to_owned()).or_default() |= kind.bit();
    }

    /// The packed list.
    pub fn pack(&self) -> Result<Vec<u8>, fst::Error> {
        let mut builder = MapBuilder::memory();
        for (name, kinds) in &self.0 {
            builder.insert(name, *kinds)?;
        }
        builder.into_inner()
    }

    /// Number of names.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

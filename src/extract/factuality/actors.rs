//! Who can act and intend something.

use crate::document::{NameClass, Upos};
use crate::extract::reading::{ClauseAt, Reading};
use crate::knowledge::Knowledge;
use std::sync::LazyLock;

/// Whether the subject is somebody who can intend something, and the verb something one can intend.
pub fn is_acting(reading: &Reading, at: ClauseAt) -> bool {
    const STATES: &str = include_str!("../data/state_verbs.txt");
    let clause = reading.clause(at);
    if clause.copular || STATES.lines().any(|verb| verb == clause.verb) {
        return false;
    }
    clause.subject.is_some_and(|subject| is_actor(reading, at.sentence, subject))
}

/// Persons, organisations, states, and nouns for people and bodies (*Mitgliedstaaten*, *Kommandeure*).
pub fn is_actor(reading: &Reading, sentence: usize, word: usize) -> bool {
    let word = reading.antecedent(sentence, word);
    if let Some(entity) = reading.entity(sentence, word) {
        return matches!(reading.document.entities[entity].class, NameClass::Person | NameClass::Organisation | NameClass::Place);
    }
    let here = &reading.words[sentence].words[word];
    if here.upos == Upos::Pron {
        return matches!(here.lemma.as_str(), "ich" | "wir" | "man" | "er" | "sie");
    }
    is_actor_noun(reading, &here.lemma)
}

/// Whether a noun stands for people or bodies.
pub fn is_actor_noun(reading: &Reading, lemma: &str) -> bool {
    is_actor_lemma(reading.knowledge, lemma)
}

/// The same for a base form alone.
pub fn is_actor_lemma(knowledge: &Knowledge, lemma: &str) -> bool {
    static ACTORS: LazyLock<(Vec<&str>, Vec<&str>)> = LazyLock::new(|| {
        let lines = include_str!("../data/actor_nouns.txt").lines().filter(|line| !line.starts_with('#'));
        let (none, some): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with('-'));
        (some, none.into_iter().map(|line| &line[1..]).collect())
    });
    let office = knowledge.lexicon.is_office(lemma);
    let lemma = lemma.to_lowercase();
    let ends = |nouns: &[&str]| nouns.iter().any(|noun| lemma.ends_with(noun));
    office || ends(&ACTORS.0) && !ends(&ACTORS.1)
}

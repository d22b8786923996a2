//! Who can act and intend something.

use crate::document::{NameClass, Upos};
use crate::extract::endings::ends;
use crate::extract::reading::{ClauseAt, Reading};
use crate::knowledge::Knowledge;

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
    const ACTORS: &str = include_str!("../data/actor_nouns.txt");
    knowledge.lexicon.is_office(lemma) || ends(ACTORS, lemma)
}

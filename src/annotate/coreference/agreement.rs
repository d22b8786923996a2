//! Whether a word of a sentence can stand for an entity by gender, number and place.

use super::Article;
use crate::document::{NameClass, Upos};

/// What the form of a pronoun or noun asks of its antecedent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Asked {
    pub gender: Option<&'static str>,
    pub plural: bool,
}

impl Article<'_> {
    /// Whether an entity has the gender and number asked for. Where its gender is not known it fits none.
    pub(super) fn agrees(&self, entity: usize, asked: Asked) -> bool {
        let profile = &self.profiles[entity];
        if asked.plural || profile.plural {
            return asked.plural && profile.plural;
        }
        asked.gender.is_none_or(|gender| profile.gender == Some(gender))
    }

    /// Whether a noun phrase without a name could be what a pronoun stands for: "Der Minister kam. Er …".
    pub(super) fn noun_agrees(&self, sentence: usize, word: usize, asked: Asked) -> bool {
        let here = &self.words[sentence].words[word];
        if here.upos != Upos::Noun {
            return false;
        }
        let plural = here.feats.is("Number", "Plur");
        let gender = super::names::gender_of_noun(&here.lemma).or(match here.feats.get("Gender") {
            Some("Masc") => Some("Masc"),
            Some("Fem") => Some("Fem"),
            Some("Neut") => Some("Neut"),
            _ => None,
        });
        plural == asked.plural && (asked.plural || asked.gender.is_none() || gender == asked.gender)
    }

    /// Whether a noun is said of people and bodies.
    pub(super) fn is_animate(&self, sentence: usize, word: usize) -> bool {
        let lemma = &self.words[sentence].words[word].lemma;
        self.knowledge.lexicon.is_office(lemma)
            || super::lists::is_person_noun(lemma)
            || super::lists::kind_of_noun(lemma).is_some()
    }

    /// Whether an entity can act: what *er*, *sie*, *sein* most often stand for.
    pub(super) fn can_act(&self, entity: usize) -> bool {
        self.class(entity) != NameClass::Other
    }
}

//! What the files of `ontology/` say: terms, lexicon frames, known entities. Read once, then only looked up.

pub mod lexicon;
pub mod morphology;
pub mod names;

use lexicon::{Lexicon, LexiconError};

/// All that `ontology/` says about words and the world.
#[derive(Debug, Default)]
pub struct Knowledge {
    /// Which word in which frame means which relation.
    pub lexicon: Lexicon,
}

/// A known place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// IRI in the gazetteer.
    pub iri: String,
    /// Its German name.
    pub label: String,
}

static LEXICON: &[u8] = include_bytes!("../../ontology/lexicon.de.ttl");

impl Knowledge {
    /// What the program was built with.
    pub fn embedded() -> Result<Knowledge, LexiconError> {
        Ok(Knowledge { lexicon: Lexicon::parse(LEXICON)? })
    }

    /// The files the program was built with, one behind the other.
    pub fn embedded_bytes() -> &'static [u8] {
        LEXICON
    }

    /// The place an adjective is made from: *russischen* → Russland.
    pub fn place_of_adjective(&self, _form: &str) -> Option<&Place> {
        None
    }
}

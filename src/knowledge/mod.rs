//! What the files of `ontology/` say: terms, lexicon frames, known entities. Read once, then only looked up.

pub mod gazetteer;
pub mod lexicon;
pub mod morphology;
pub mod names;
pub mod wikidata;

use gazetteer::{Gazetteer, GazetteerError, Known};
use lexicon::{Lexicon, LexiconError};

/// All that `ontology/` says about words and the world.
#[derive(Debug, Default)]
pub struct Knowledge {
    /// Which word in which frame means which relation.
    pub lexicon: Lexicon,
    /// Known entities with their names.
    pub gazetteer: Gazetteer,
}

/// Why what the program knows cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum KnowledgeError {
    /// `ontology/lexicon.de.ttl`
    #[error("the lexicon cannot be loaded")]
    Lexicon(#[from] LexiconError),
    /// `ontology/gazetteer.ttl`
    #[error("the known entities cannot be loaded")]
    Gazetteer(#[from] GazetteerError),
}

static LEXICON: &[u8] = include_bytes!("../../ontology/lexicon.de.ttl");

impl Knowledge {
    /// What the program was built with.
    pub fn embedded() -> Result<Knowledge, KnowledgeError> {
        Ok(Knowledge { lexicon: Lexicon::parse(LEXICON)?, gazetteer: Gazetteer::embedded()? })
    }

    /// The files the program was built with.
    pub fn embedded_bytes() -> [&'static [u8]; 2] {
        [LEXICON, Gazetteer::embedded_bytes()]
    }

    /// The place an adjective is made from: *russischen* → Russland.
    pub fn place_of_adjective(&self, form: &str) -> Option<&Known> {
        self.gazetteer.by_adjective(form).map(|index| self.gazetteer.known(index))
    }
}

//! What an entity of an article is taken for, before the corpus is looked at.

use crate::document::NameClass;

/// Entities of articles with the same key are one entity of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Number in the gazetteer.
    Known(usize),
    /// An IRI that the analysis knew but the gazetteer does not have.
    Foreign(String),
    /// A person's full name, folded.
    Person(String),
    /// The name of anything else, folded, with its class if the name is a single word: *Hertha* may be a club and a place, *Nord Stream 2* not.
    Thing(Option<NameClass>, String),
    /// A surname or first name that only its article can explain: IRI of the article and number in it.
    Lone(String, usize),
    /// Taken out of another entity by the curation file: line and place in the line.
    Apart(usize, usize, Box<Key>),
}

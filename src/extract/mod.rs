//! Stage 3, extract: [`Document`] → [`Extraction`]: rules over trees. Never sees weights, files or other articles.
//!
//! `clause` finds predicates and their arguments, `factuality` says how sure they are, `frames` meets them with the lexicon;
//! `actions`, `relations`, `nouns`, `roles`, `speech`, `amounts` and `places` read claims from them, and `phrase` puts them into words.

mod actions;
mod amounts;
pub mod attribution;
mod claim;
pub mod clause;
mod endings;
mod factuality;
mod frames;
mod meetings;
mod nouns;
mod obstacle;
mod phrase;
mod places;
mod reading;
mod relations;
mod roles;
mod speech;
mod trees;
mod triples;

pub use claim::{Argument, Claim, EntityRecord, Extraction, Modality, NameRecord, Node, NodeKind, Polarity, Value};

pub use obstacle::{Obstacles, Step};
pub use triples::{Triple, triples};

use crate::article::Article;
use crate::document::Document;
use crate::knowledge::Knowledge;
use reading::Reading;

/// Reads all claims of an article.
pub fn extract(article: &Article, document: &Document, knowledge: &Knowledge) -> Extraction {
    let mut reading = Reading::new(article, document, knowledge);
    roles::roles(&mut reading);
    speech::speech(&mut reading);
    relations::relations(&mut reading);
    nouns::nouns(&mut reading);
    meetings::captions(&mut reading);
    meetings::places(&mut reading);
    actions::actions(&mut reading);
    amounts::amounts(&mut reading);
    places::places_and_dates(&mut reading);
    reading.found
}

//! Stage 3, extract: [`Document`](crate::document::Document) → [`Extraction`]: rules over trees. Never sees weights, files or other articles.

mod claim;

pub use claim::{Argument, Claim, EntityRecord, Extraction, Modality, NameRecord, Node, NodeKind, Polarity, Value};

//! Stage 2, annotate: [`Article`](crate::article::Article) → [`Document`](crate::document::Document). Each step takes the layers it needs and
//! returns the layer it makes: sentences and tokens, then tags, trees and names, then coreference, quotations, times and quantities.

pub mod coreference;
mod decode;
mod feats;
pub mod features;
pub mod labels;
pub mod lemma;
mod lists;
mod mend;
pub mod network;
mod numerals;
pub mod quantities;
mod scan;
mod segment;
pub mod times;
pub mod tokenize;
mod words;

pub(crate) use decode::settle_persons;

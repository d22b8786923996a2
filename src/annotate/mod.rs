//! Stage 2, annotate: [`Article`](crate::article::Article) → [`Document`](crate::document::Document). Each step takes the layers it needs and
//! returns the layer it makes: sentences and tokens, then tags, trees and names, then coreference, quotations, times and quantities.

mod lists;
mod scan;
mod segment;
pub mod tokenize;
pub mod coreference;
mod decode;
pub mod features;
mod feats;
mod mend;
pub mod labels;
pub mod lemma;
pub mod network;
mod numerals;
pub mod quantities;
pub mod times;
mod words;

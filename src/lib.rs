//! Gipfel reads German news articles and builds a knowledge graph in which every fact shows its words.
//!
//! The way of the data, in the order of the modules:
//!
//! 1. [`article`]: files → [`article::Article`]: formats, metadata, boilerplate; offsets count from its text
//! 2. [`annotate`]: `Article` → [`document::Document`]: sentences, tokens, trees, names, coreference, quotations, times
//! 3. [`extract`]: `Document` → [`extract::Extraction`]: claims with polarity, modality, speaker and evidence
//! 4. [`link`]: extractions of all articles → entities of the corpus
//! 5. [`graph`]: extraction + links → RDF quads
//! 6. [`store`]: quads ⇄ disk; SPARQL; export
//!
//! Beside the way stand [`knowledge`] (what `ontology/` says), [`nn`] (a network that knows no German), [`train`] and [`eval`].
//! [`pipeline`] shows the whole way on one screen.

pub mod annotate;
pub mod article;
pub mod document;
pub mod extract;
pub mod graph;
pub mod link;
pub mod store;

pub mod eval;
pub mod knowledge;
pub mod nn;
pub mod train;

pub mod cli;
pub mod pipeline;

//! What the files of `ontology/` say: terms, lexicon frames, known entities. Read once, then only looked up.

pub mod lexicon;

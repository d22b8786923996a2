//! Any bytes as CoNLL-U: an error or an article that is read like any other.
#![no_main]

use gipfel::document::conllu;
use gipfel::extract::extract;
use gipfel::pipeline::Pipeline;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::embedded().expect("models and ontology of the program"));

fuzz_target!(|text: &str| {
    if let Ok((article, sentences)) = conllu::parse("fuzz", text) {
        let document = PIPELINE.with_tokens(&article, sentences);
        extract(&article, &document, &PIPELINE.knowledge);
    }
});

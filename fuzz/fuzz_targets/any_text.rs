//! Any text as an article: read, annotated and extracted without a panic, every sentence with one tree.
#![no_main]

use gipfel::article::{Article, Metadata};
use gipfel::pipeline::Pipeline;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::embedded().expect("models and ontology of the program"));

fuzz_target!(|text: &str| {
    let article = Article::new("fuzz", Metadata::default(), text);
    let (document, extraction) = PIPELINE.read(&article);
    for sentence in &document.sentences {
        assert_eq!(sentence.tokens.iter().filter(|token| token.head.is_none()).count(), 1);
    }
    for claim in &extraction.claims {
        assert!(article.text.get(claim.evidence.start..claim.evidence.end).is_some());
    }
});

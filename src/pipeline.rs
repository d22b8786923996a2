//! The whole way on one screen: the first file to read.

use crate::annotate::network::{LoadError, Network};
use crate::annotate::{coreference::coreference, quantities::quantities, settle_persons, times::times, tokenize::tokenize};
use crate::article::Article;
use crate::document::{Document, Sentence, Upos};
use crate::extract::{Extraction, attribution::quotations, extract};
use crate::graph::iri::full_hash;
use crate::knowledge::gazetteer::GazetteerError;
use crate::knowledge::{Knowledge, KnowledgeError};

/// The models and the knowledge that an analysis needs, loaded once.
pub struct Pipeline {
    network: &'static Network,
    /// What `ontology/` says.
    pub knowledge: Knowledge,
    /// Names the further known entities.
    further: String,
}

/// Why an analysis cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// The network.
    #[error("the language model cannot be loaded")]
    Model(#[from] LoadError),
    /// What `ontology/` says.
    #[error("the ontology cannot be loaded")]
    Knowledge(#[from] KnowledgeError),
}

impl Pipeline {
    /// With what the program was built with.
    pub fn embedded() -> Result<Pipeline, PipelineError> {
        Ok(Pipeline { network: Network::load_embedded()?, knowledge: Knowledge::embedded()?, further: String::new() })
    }

    /// Knows the entities of this Turtle, too.
    pub fn know(&mut self, turtle: &[u8]) -> Result<(), GazetteerError> {
        self.knowledge.gazetteer = std::mem::take(&mut self.knowledge.gazetteer).with(turtle)?;
        self.further = format!("-{}", &full_hash(turtle)[..12]);
        Ok(())
    }

    /// Names weights, ontology and further known entities: the same name stands for the same ones.
    pub fn name(&self) -> String {
        format!(
            "german-{}{}",
            &full_hash(&[&[Network::embedded_bytes()], &Knowledge::embedded_bytes()[..]].concat().concat())[..12],
            self.further
        )
    }

    /// An article with all its layers.
    pub fn annotate(&self, article: &Article) -> Document {
        let mut sentences = tokenize(article);
        self.network.analyse(&mut sentences);
        self.complete(article, sentences)
    }

    /// Sentences with tokens, as CoNLL-U has them: those without trees are analysed, trees that are there are kept.
    pub fn with_tokens(&self, article: &Article, mut sentences: Vec<Sentence>) -> Document {
        let has_tree = |sentence: &Sentence| {
            sentence.tokens.iter().any(|token| token.head.is_some())
                || sentence.tokens.len() == 1 && !sentence.tokens[0].deprel.is_empty()
        };
        if !sentences.iter().all(has_tree) {
            self.network.analyse(&mut sentences);
        }
        self.complete(article, sentences)
    }

    /// The layers above the trees, for sentences that have them already.
    pub fn complete(&self, article: &Article, mut sentences: Vec<Sentence>) -> Document {
        for sentence in &mut sentences {
            let lexicon = &self.knowledge.lexicon;
            settle_persons(sentence, |token| token.upos == Upos::Noun && lexicon.is_office(&token.lemma));
        }
        let (mentions, entities) = coreference(&article.text, &sentences, &self.knowledge);
        let times = times(article.published, &sentences);
        let quantities = quantities(&sentences, &times);
        let mut document = Document { sentences, mentions, entities, times, quantities, quotations: Vec::new() };
        document.quotations = quotations(&article.text, &document, &self.knowledge);
        document
    }

    /// An article and what it claims.
    pub fn read(&self, article: &Article) -> (Document, Extraction) {
        let document = self.annotate(article);
        let extraction = extract(article, &document, &self.knowledge);
        (document, extraction)
    }
}

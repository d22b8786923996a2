//! Who is who in an article: names from the tags of the network and the gazetteer, names of one entity joined, then the nouns (*der Kanzler*, *das
//! Bündnis*) and pronouns that stand for them. A sieve after Raghunathan et al. 2010: the surest step first, each sees what the ones before it joined.
//!
//! A wrong merge costs more than a missed one: what fits two entities is joined with neither.

mod agreement;
mod clusters;
mod lists;
mod names;
mod nominals;
mod profile;
mod pronouns;

pub(crate) use lists::same_office;
pub(crate) use names::gender_of_noun;

use crate::document::words::Words;
use crate::document::{Entity, Mention, MentionForm, NameClass, Sentence, Span};
use crate::knowledge::Knowledge;
use profile::Profile;
use std::ops::Range;

/// The mentions of an article in the order of the text, and what they are mentions of.
pub fn coreference(text: &str, sentences: &[Sentence], knowledge: &Knowledge) -> (Vec<Mention>, Vec<Entity>) {
    let words: Vec<Words> = sentences.iter().enumerate().map(|(index, sentence)| Words::new(sentence, index)).collect();
    let names = names::names(text, &words, sentences, knowledge);
    let clusters = clusters::clusters(&names, &words, knowledge);
    let mut article = Article { sentences, words, knowledge, clusters, profiles: Vec::new(), found: Vec::new() };
    article.found.extend(names.into_iter().zip(article.clusters.of_name.clone()).map(|(name, entity)| Found {
        sentence: name.sentence,
        words: name.words,
        head: name.head,
        span: name.span,
        form: MentionForm::Name,
        entity,
    }));
    article.profiles = profile::profiles(&article);
    nominals::resolve(&mut article);
    pronouns::resolve(&mut article);
    article.finish()
}

/// Words found to stand for an entity.
#[derive(Clone, Debug)]
struct Found {
    sentence: usize,
    words: Range<usize>,
    head: usize,
    span: Span,
    form: MentionForm,
    /// Index of the cluster.
    entity: usize,
}

/// An article while its mentions are joined.
struct Article<'a> {
    sentences: &'a [Sentence],
    words: Vec<Words>,
    knowledge: &'a Knowledge,
    clusters: clusters::Clusters,
    profiles: Vec<Profile>,
    /// In the order of the text after each step.
    found: Vec<Found>,
}

impl Article<'_> {
    fn class(&self, entity: usize) -> NameClass {
        self.clusters.all[entity].class
    }

    /// The mention that holds this word.
    fn mention_of(&self, sentence: usize, word: usize) -> Option<&Found> {
        let first = self.found.partition_point(|found| found.sentence < sentence);
        self.found[first..].iter().take_while(|found| found.sentence == sentence).find(|found| found.words.contains(&word))
    }

    /// Mentions before this word, the last first, not further back than `sentences` sentences.
    fn before(&self, sentence: usize, word: usize, sentences: usize) -> impl Iterator<Item = &Found> {
        let end = self.found.partition_point(|found| (found.sentence, found.words.start) < (sentence, word));
        self.found[..end].iter().rev().take_while(move |found| found.sentence + sentences >= sentence)
    }

    /// The word that carries the role of a phrase: of "Regierungssprecher Jens Falk" the office that the name hangs on.
    fn carrier(&self, sentence: usize, word: usize) -> usize {
        let words = &self.words[sentence].words;
        let up = |&word: &usize| {
            words[word].head.filter(|&head| (words[word].has("appos") || words[word].has("flat")) && words[head].is_nominal())
        };
        std::iter::successors(Some(word), up).last().unwrap_or(word)
    }

    /// Adds a mention at its place in the order of the text.
    fn add(&mut self, found: Found) {
        let place = |found: &Found| (found.sentence, found.words.start, found.words.end);
        let at = self.found.partition_point(|other| place(other) <= place(&found));
        self.found.insert(at, found);
    }

    fn finish(self) -> (Vec<Mention>, Vec<Entity>) {
        let mut entities: Vec<Entity> = Vec::new();
        let mut numbers: Vec<Option<usize>> = vec![None; self.clusters.all.len()];
        let mut mentions = Vec::with_capacity(self.found.len());
        for found in &self.found {
            let cluster = &self.clusters.all[found.entity];
            let entity = *numbers[found.entity].get_or_insert_with(|| {
                let known = cluster.known.map(|known| self.knowledge.gazetteer.known(known).iri.clone());
                entities.push(Entity { name: cluster.name.clone(), class: cluster.class, mentions: Vec::new(), known });
                entities.len() - 1
            });
            entities[entity].mentions.push(mentions.len());
            let words = &self.words[found.sentence].words;
            mentions.push(Mention {
                span: found.span,
                sentence: found.sentence,
                tokens: words[found.words.start].tokens.start..words[found.words.end - 1].tokens.end,
                head: words[found.head].main,
                form: found.form,
                entity,
            });
        }
        (mentions, entities)
    }
}

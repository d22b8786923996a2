//! Words with trees mended where German grammar leaves no doubt and a parser may err: what stands before *“, sagte X* is what is said; an office behind a
//! name hangs on the name; a bare dative is no genitive; *ist gestiegen* is no passive; *Sollte …, könnte …* is a condition and what follows from it;
//! of *nicht die Schule, sondern das Bad* the pool is meant; *die* at the head of a clause below a noun is relative; *über 100 Menschen* are a subject;
//! an infinitive with *zu* stands last; pairs without a verb stand apart; *gefangen* is a particle of *nehmen*; a sentence
//! has a verb. The document keeps its trees.

mod agents;
mod appositions;
mod attachments;
mod cases;
mod conditions;
mod contrasts;
mod copulas;
mod counts;
mod gapping;
mod infinitives;
mod inquit;
mod obliques;
mod participles;
mod particles;
mod relatives;
mod sole_verbs;
mod valency;

pub use appositions::is_office;
pub(super) use participles::takes_sein;

use crate::document::words::Words;
use crate::document::{Document, Upos};
use crate::knowledge::Knowledge;
use std::ops::Range;

/// The words of all sentences.
pub fn words(document: &Document, knowledge: &Knowledge) -> Vec<Words> {
    let mut all: Vec<Words> =
        document.sentences.iter().enumerate().map(|(index, sentence)| Words::new(sentence, index)).collect();
    for words in &mut all {
        obliques::mend(words);
        participles::mend(words);
        particles::mend(words);
        counts::mend(words);
        gapping::mend(words);
        copulas::mend(words, knowledge);
        infinitives::mend(words, knowledge);
        agents::mend(words, knowledge);
        sole_verbs::mend(words);
        inquit::mend(words, knowledge);
        conditions::mend(words);
        cases::mend(words);
        attachments::mend(words, knowledge);
        valency::mend(words, knowledge);
        contrasts::mend(words);
        relatives::mend(words, knowledge);
    }
    appositions::mend(&mut all, document, knowledge);
    all
}

/// Whether a word is a finite verb.
fn is_finite(words: &Words, word: usize) -> bool {
    matches!(words.words[word].upos, Upos::Verb | Upos::Aux) && words.words[word].feats.is("VerbForm", "Fin")
}

/// The number of the finite verb of a clause, which may be an auxiliary.
fn number_of(words: &Words, verb: usize) -> Option<&str> {
    let finite = std::iter::once(verb).chain(words.children(verb).iter().copied()).find(|&word| is_finite(words, word))?;
    words.words[finite].feats.get("Number")
}

/// The verb that a word hangs below.
fn verb_above(words: &Words, word: usize) -> Option<usize> {
    std::iter::successors(words.words[word].head, |&up| words.words[up].head).find(|&up| words.words[up].upos == Upos::Verb)
}

/// The word of a stretch that its clause hangs on: of those whose head lies outside the one with a finite verb, itself or as auxiliary; else a verb.
fn clause_head(words: &Words, range: &Range<usize>) -> Option<usize> {
    let tops: Vec<usize> = range
        .clone()
        .filter(|&word| words.words[word].upos != Upos::Punct && words.words[word].head.is_none_or(|head| !range.contains(&head)))
        .collect();
    let finite = |&word: &usize| {
        is_finite(words, word) && !words.words[word].has("aux")
            || words
                .children(word)
                .iter()
                .any(|&child| is_finite(words, child) && (words.words[child].has("aux") || words.words[child].has("cop")))
    };
    let verb = |&word: &usize| words.words[word].upos == Upos::Verb;
    tops.iter()
        .copied()
        .find(|word| finite(word) && words.words[*word].upos != Upos::Aux)
        .or_else(|| tops.iter().copied().find(verb))
        .or_else(|| tops.iter().copied().find(finite))
}

/// Hangs all of a stretch whose head lies outside on `head`, a word of the stretch. The head itself is left where it is.
fn gather(words: &mut Words, range: &Range<usize>, head: usize) {
    for word in range.clone() {
        let outside = words.words[word].head.is_none_or(|up| !range.contains(&up));
        if word != head && outside && words.words[word].upos != Upos::Punct {
            let deprel = match words.words[word].deprel.as_str() {
                "root" | "ccomp" | "parataxis" => "dep".to_owned(),
                "nsubj" if words.child(head, "nsubj").is_some() => "dep".to_owned(),
                other => other.to_owned(),
            };
            words.rehang(word, Some(head), &deprel);
        }
    }
}

//! Open triples in the words of the sentence: subject, relation, object, one for each argument of a clause, as open information extraction has them.

use super::clause::{Clause, clauses};
use crate::document::words::Words;
use crate::article::Article;
use crate::document::{Document, Upos};

/// A triple in the words of its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triple {
    /// Index of the sentence.
    pub sentence: usize,
    /// Who or what.
    pub subject: String,
    /// Verb with its auxiliaries and the preposition of the object.
    pub relation: String,
    /// To whom or what.
    pub object: String,
}

/// The open triples of all clauses that have a subject.
pub fn triples(article: &Article, document: &Document) -> Vec<Triple> {
    let mut found = Vec::new();
    for index in 0..document.sentences.len() {
        let words = Words::new(&document.sentences[index], index);
        for clause in clauses(&words) {
            of_clause(article, &words, &clause, &mut found);
        }
    }
    found
}

fn of_clause(article: &Article, words: &Words, clause: &Clause, found: &mut Vec<Triple>) {
    let grammatical = if clause.voice == super::clause::Voice::Passive { clause.object } else { clause.subject };
    let Some(subject) = grammatical else { return };
    let subjects: Vec<String> = words.coordinated(antecedent(words, clause, subject)).into_iter().map(|subject| phrase(article, words, subject)).collect();
    let verb = predicate(words, clause);
    let mut objects: Vec<(Option<usize>, usize)> = Vec::new();
    for &child in words.children(clause.head) {
        let word = &words.words[child];
        let is_argument = ["obj", "iobj", "obl", "nmod", "xcomp"].iter().any(|deprel| word.has(deprel));
        if is_argument && child != subject && Some(child) != grammatical && word.lemma != "sich" && (word.is_nominal() || word.upos == Upos::Num || word.upos == Upos::Pron) {
            let preposition = words.children(child).iter().copied().find(|&below| words.words[below].has("case") && below < child);
            objects.push((preposition, child));
        }
    }
    for subject in &subjects {
        if clause.copular {
            found.push(Triple { sentence: words.sentence, subject: subject.clone(), relation: verb.clone(), object: predicate_phrase(article, words, clause) });
        }
        for &(preposition, object) in &objects {
            for object in words.coordinated(object) {
                let relation = match preposition {
                    Some(preposition) => format!("{verb} {}", words.words[preposition].form),
                    None => verb.clone(),
                };
                found.push(Triple { sentence: words.sentence, subject: subject.clone(), relation, object: phrase(article, words, object) });
            }
        }
    }
}

/// The noun a relative pronoun stands for.
fn antecedent(words: &Words, clause: &Clause, word: usize) -> usize {
    match words.words[clause.head].head {
        Some(noun) if words.words[word].feats.is("PronType", "Rel") && words.words[noun].is_nominal() => noun,
        _ => word,
    }
}

/// Finite verb, auxiliaries and particle in the order of the text.
fn predicate(words: &Words, clause: &Clause) -> String {
    let mut parts: Vec<usize> = clause.predicate.clone();
    if !clause.copular {
        parts.push(clause.head);
    }
    parts.extend(clause.negation.filter(|&word| words.words[word].form == "nicht"));
    parts.sort_unstable();
    parts.iter().map(|&word| words.words[word].form.as_str()).collect::<Vec<_>>().join(" ")
}

fn predicate_phrase(article: &Article, words: &Words, clause: &Clause) -> String {
    let inside = words.below(clause.head, |below| {
        let word = &words.words[below];
        let direct = word.head == Some(clause.head);
        direct && ["nsubj", "cop", "aux", "mark", "cc", "conj", "punct", "advcl", "parataxis", "obl", "acl", "advmod"].iter().any(|deprel| word.has(deprel))
    });
    text(article, words, &inside)
}

/// A noun phrase with its article, without relative clauses and coordinated phrases.
fn phrase(article: &Article, words: &Words, head: usize) -> String {
    let inside = words.below(head, |below| {
        let word = &words.words[below];
        let direct = word.head == Some(head);
        word.has("acl") || word.has("parataxis") || direct && (word.has("case") || word.has("conj") || word.has("cc") || word.has("punct") || word.has("nsubj") || word.has("cop"))
    });
    text(article, words, &inside)
}

fn text(article: &Article, words: &Words, inside: &[usize]) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut last = None;
    for &word in inside {
        let span = words.words[word].span;
        if last != Some(span) {
            parts.push(span.text(&article.text));
        }
        last = Some(span);
    }
    parts.join(" ").trim_matches([',', ' ']).to_owned()
}

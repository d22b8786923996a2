//! Open triples in the words of the sentence: subject, relation, object, one for each argument of a clause, as open information extraction has them.

use super::clause::{Clause, clauses};
use crate::article::Article;
use crate::document::words::Words;
use crate::document::{Document, Upos};
use crate::knowledge::Knowledge;

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
pub fn triples(article: &Article, document: &Document, knowledge: &Knowledge) -> Vec<Triple> {
    let mut found = Vec::new();
    for words in super::trees::words(document, knowledge) {
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
    let mut add = |relation: &str, object: String| {
        let of = |subject: &String| Triple { sentence: words.sentence, subject: subject.clone(), relation: relation.to_owned(), object: object.clone() };
        if !object.is_empty() {
            found.extend(subjects.iter().map(of));
        }
    };
    if clause.copular {
        add(&verb, predicate_phrase(article, words, clause));
    }
    let own: Vec<usize> = words.children(clause.head).iter().copied().filter(|&child| Some(child) != grammatical && child != subject && is_argument(words, child)).collect();
    let object = own.iter().copied().find(|&child| words.words[child].has("obj") && words.child(child, "case").is_none());
    for &argument in &own {
        for member in words.coordinated(argument) {
            // "fesselte ihn mit": what is done to the object with something.
            let done = object.filter(|&object| object != argument && !clause.copular).map(|object| format!("{verb} {}", phrase(article, words, object)));
            let relation = done.as_ref().unwrap_or(&verb);
            match preposition(words, argument) {
                None => add(relation, phrase(article, words, member)),
                // "im Jahr 1918": one word of the text, that the relation cannot take.
                Some(preposition) if words.words.get(preposition + 1).is_some_and(|next| next.span == words.words[preposition].span) => {
                    add(relation, format!("{} {}", words.words[preposition].span.text(&article.text), phrase(article, words, member)));
                }
                Some(preposition) => add(&format!("{relation} {}", words.words[preposition].form), phrase(article, words, member)),
            }
        }
    }
}

/// Nouns, numbers and pronouns that fill a role; no reflexive pronoun.
fn is_argument(words: &Words, child: usize) -> bool {
    let word = &words.words[child];
    let role = ["obj", "iobj", "obl", "nmod"].iter().any(|deprel| word.has(deprel));
    role && word.lemma != "sich" && (word.is_nominal() || word.upos == Upos::Num || word.upos == Upos::Pron)
}

fn preposition(words: &Words, child: usize) -> Option<usize> {
    words.children(child).iter().copied().find(|&below| words.words[below].has("case") && below < child)
}

/// The noun a relative pronoun stands for.
fn antecedent(words: &Words, clause: &Clause, word: usize) -> usize {
    match words.words[clause.head].head {
        Some(noun) if words.words[word].feats.is("PronType", "Rel") && words.words[noun].is_nominal() => noun,
        _ => word,
    }
}

/// Finite verb, auxiliaries, particle and reflexive pronoun in the order of the text.
fn predicate(words: &Words, clause: &Clause) -> String {
    let mut parts: Vec<usize> = clause.predicate.clone();
    if !clause.copular {
        parts.push(clause.head);
    }
    parts.extend(words.children(clause.head).iter().copied().filter(|&child| words.words[child].form == "sich"));
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
        let contracted = word.has("det") && below > 0 && words.words[below - 1].span == word.span;
        contracted || word.has("acl") || word.has("parataxis") || direct && (word.has("case") || word.has("conj") || word.has("cc") || word.has("punct") || word.has("nsubj") || word.has("cop"))
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

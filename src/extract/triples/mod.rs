//! Open triples in the words of the sentence: subject, relation, object, as open information extraction has them (Gashteovski et al. 2022, BenchIE).
//!
//! Each argument of a clause makes a triple, with the object where there is one; the preposition stands with its noun. "Graner fesselte ihn mit Handschellen
//! an das Gitter" → *Graner | fesselte | ihn*, *… | ihn mit Handschellen*, *… | ihn an das Gitter*, and all of it. What a *dass* clause says is an object and no
//! triple of its own: nobody has asserted it.

mod phrase;
mod predicate;
mod subject;

use super::clause::{Clause, Kind, clauses};
use crate::article::Article;
use crate::document::words::Words;
use crate::document::{Document, Upos};
use crate::knowledge::Knowledge;
use phrase::Phrases;
use predicate::Predicate;

/// Phrases of the flow of the text: *zum Beispiel*.
const DISCOURSE: &str = include_str!("../data/discourse_phrases.txt");

/// A triple in the words of its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triple {
    /// Index of the sentence.
    pub sentence: usize,
    /// Who or what.
    pub subject: String,
    /// Verb with its auxiliaries.
    pub relation: String,
    /// To whom or what, with its preposition.
    pub object: String,
}

/// The open triples of all clauses that have a subject.
pub fn triples(article: &Article, document: &Document, knowledge: &Knowledge) -> Vec<Triple> {
    let mut found = Vec::new();
    for words in super::trees::words(document, knowledge) {
        let clauses = clauses(&words);
        let phrases = Phrases { words: &words, text: &article.text };
        let first = found.len();
        for index in (0..clauses.len()).filter(|&index| !is_said(&clauses, index) && !is_idea(&words, &clauses[index])) {
            let subjects = subject::subjects(&phrases, &clauses, index);
            let facts = if subjects.is_empty() { Vec::new() } else { facts(&phrases, &clauses, index) };
            for (relation, object) in facts.into_iter().filter(|(_, object)| !object.is_empty()) {
                for subject in &subjects {
                    let triple = Triple {
                        sentence: words.sentence,
                        subject: subject.clone(),
                        relation: relation.clone(),
                        object: object.clone(),
                    };
                    if !found[first..].contains(&triple) {
                        found.push(triple);
                    }
                }
            }
        }
    }
    found
}

/// "Er sagte, dass Liebe krank macht": who loves is not said to be ill.
fn is_said(clauses: &[Clause], index: usize) -> bool {
    std::iter::successors(Some(index), |&index| clauses[index].parent).any(|index| is_content(&clauses[index]))
}

fn is_content(clause: &Clause) -> bool {
    clause.kind == Kind::Complement && matches!(clause.mark.as_deref(), Some("dass" | "daß" | "ob"))
}

/// "der Plan, Spione zu benutzen": nobody is said to do it.
fn is_idea(words: &Words, clause: &Clause) -> bool {
    let first =
        std::iter::successors(Some(clause.head), |&head| words.words[head].head.filter(|_| words.words[head].has("conj"))).last();
    clause.finite.is_none()
        && (clause.subject.is_none() || clause.subject_inherited)
        && first.is_some_and(|first| words.words[first].has("acl"))
}

/// Relation and object of the triples of a clause.
fn facts(phrases: &Phrases, clauses: &[Clause], index: usize) -> Vec<(String, String)> {
    let (words, clause) = (phrases.words, &clauses[index]);
    let predicate = Predicate::new(words, clauses, index);
    let adjective = words.words[clause.head].upos == Upos::Adj;
    let mut arguments = arguments(phrases, clause, &predicate);
    // "Er ist in den Streit verwickelt": a participle is a verb.
    if clause.copular && words.words[clause.head].upos != Upos::Verb {
        return if adjective && !arguments.is_empty() {
            let relation = format!("{} {}", predicate.relation, words.words[clause.head].form);
            arguments
                .into_iter()
                .flat_map(|argument| phrases.coordinated(argument))
                .map(|object| (relation.clone(), object))
                .collect()
        } else {
            phrases.predicates(clause.head).into_iter().map(|object| (predicate.relation.clone(), object)).collect()
        };
    }
    let object =
        arguments.iter().copied().find(|&argument| words.words[argument].has("obj") && words.preposition(argument).is_none());
    let mut found = Vec::new();
    for &argument in &arguments {
        for text in phrases.coordinated(argument) {
            let text = match object.filter(|&object| object != argument) {
                Some(object) if object < argument => format!("{} {text}", phrases.alone(object)),
                Some(object) => format!("{text} {}", phrases.alone(object)),
                None => text,
            };
            found.push(predicate.with(text, argument.max(object.unwrap_or(0))));
        }
    }
    if arguments.len() > 1 + usize::from(object.is_some()) {
        arguments.sort_unstable();
        found.push(predicate.with(phrases.together(&arguments), *arguments.last().unwrap_or(&0)));
    }
    let said = clause.complements.iter().map(|&complement| &clauses[complement]).filter(|complement| is_content(complement));
    found.extend(said.map(|complement| (predicate.all(), phrases.clause(complement.head))));
    found
}

/// The phrases that are arguments of a clause, without those before the verb of a main clause that only say when or why, if there are others:
/// "Im Jahr 1918 wurde die Stadt in Jones umbenannt".
fn arguments(phrases: &Phrases, clause: &Clause, predicate: &Predicate) -> Vec<usize> {
    let words = phrases.words;
    let subject = if clause.voice == super::clause::Voice::Passive { clause.object } else { clause.subject };
    let copular_noun = clause.copular && !matches!(words.words[clause.head].upos, Upos::Adj | Upos::Verb);
    let all: Vec<usize> = words
        .children(clause.head)
        .iter()
        .copied()
        .filter(|&child| Some(child) != subject && is_argument(words, child) && !copular_noun)
        .filter(|&child| !is_discourse(&phrases.alone(child)))
        .collect();
    let subordinate = words.words[clause.head].has("acl") || words.words[clause.head].has("advcl");
    let is_frame = |&child: &usize| !subordinate && child < predicate.finite && words.child(child, "case").is_some();
    let inner: Vec<usize> = all.iter().copied().filter(|child| !is_frame(child)).collect();
    if inner.is_empty() { all } else { inner }
}

/// Nouns, numbers and pronouns that fill a role; no reflexive and no relative pronoun.
fn is_argument(words: &Words, child: usize) -> bool {
    let word = &words.words[child];
    let role = ["obj", "iobj", "obl", "nmod"].iter().any(|deprel| word.has(deprel));
    let kind = word.is_nominal() || matches!(word.upos, Upos::Num | Upos::Pron | Upos::Adj);
    role && kind && word.lemma != "sich" && word.form != "sich" && !word.feats.is("PronType", "Rel")
}

fn is_discourse(phrase: &str) -> bool {
    DISCOURSE.lines().any(|line| line.eq_ignore_ascii_case(phrase))
}

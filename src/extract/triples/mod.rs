//! Open triples in the words of the sentence: subject, relation, object, as open information extraction has them (Gashteovski et al. 2022, BenchIE).
//!
//! A clause is told with its object alone and whole, once for each member of its last phrase; prepositions stand with their nouns. "Graner fesselte ihn mit
//! Handschellen an das Gitter" → *Graner | fesselte | ihn*, *Graner | fesselte | ihn mit Handschellen an das Gitter*. What a *dass* clause says is an object
//! and no triple of its own: nobody has asserted it.

mod phrase;
mod predicate;
mod subject;

use super::clause::{Clause, Kind, clauses, pronominal_adverb};
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
        for index in (0..clauses.len()).filter(|&index| is_told(&words, &clauses, index)) {
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

/// Whether the sentence says that it is so.
fn is_told(words: &Words, clauses: &[Clause], index: usize) -> bool {
    let clause = &clauses[index];
    // "anstatt das Gewebe abzutragen"
    let undone = clause.finite.is_none() && matches!(clause.mark.as_deref(), Some("ohne" | "statt" | "anstatt"));
    !undone && !is_said(clauses, index) && !is_idea(words, clause)
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
    let arguments = arguments(phrases, clause, &predicate);
    // "Er ist in den Streit verwickelt": a participle is a verb.
    if clause.copular && words.words[clause.head].upos != Upos::Verb {
        return of_copula(phrases, clause, &predicate, &arguments);
    }
    let mut found = of_verb(phrases, clause, &predicate, &arguments);
    let said = clause.complements.iter().map(|&complement| &clauses[complement]).filter(|complement| is_content(complement));
    found.extend(said.map(|complement| (predicate.all(), phrases.clause(complement.head))));
    found
}

/// "ist ein Arzt", "ist zufrieden mit der Wahl".
fn of_copula(phrases: &Phrases, clause: &Clause, predicate: &Predicate, arguments: &[usize]) -> Vec<(String, String)> {
    let head = &phrases.words.words[clause.head];
    if head.upos == Upos::Adj && !arguments.is_empty() {
        let relation = predicate.around(&head.form);
        let objects = arguments.iter().flat_map(|&argument| phrases.coordinated(argument));
        return objects.map(|object| (relation.clone(), phrases.show(&object))).collect();
    }
    phrases.predicates(clause.head).into_iter().map(|object| (predicate.relation.clone(), object)).collect()
}

/// The object alone, and the whole of what the clause says: once for each member of its last phrase.
fn of_verb(phrases: &Phrases, clause: &Clause, predicate: &Predicate, arguments: &[usize]) -> Vec<(String, String)> {
    let words = phrases.words;
    let adverbs = adverbs(words, clause, predicate);
    let is_object = |&argument: &usize| words.words[argument].has("obj") && words.preposition(argument).is_none();
    let object = arguments.iter().copied().find(is_object);
    let last = arguments.iter().copied().rfind(|&argument| Some(argument) != object);
    let mut found = Vec::new();
    let mut tell = |parts: Vec<usize>| {
        let end = parts.iter().copied().max().unwrap_or(0);
        found.push(predicate.with(phrases.show(&parts), end));
    };
    if let Some(object) = object {
        let manner = if last.is_none() { phrases.together(&[], &adverbs) } else { Vec::new() };
        for text in phrases.coordinated(object) {
            tell(text.into_iter().chain(manner.iter().copied()).collect());
        }
        for plan in phrases.plans(object) {
            tell(plan.into_iter().chain(manner.iter().copied()).collect());
        }
    }
    if let Some(last) = last {
        // "in ganz Europa, unter anderem in Wien"
        let example = phrases.alone(last).starts_with("unter anderem");
        if example && arguments.len() > 1 {
            found.extend(of_verb(phrases, clause, predicate, &arguments[..arguments.len() - 1]));
            let alone = phrases.coordinated(last).into_iter();
            found.extend(alone.map(|text| predicate.with(phrases.show(&text), last)));
            return found;
        }
        let others: Vec<usize> = arguments.iter().copied().filter(|&argument| argument != last).collect();
        let adverbs = if object.is_some() { adverbs.clone() } else { Vec::new() };
        for text in phrases.coordinated(last) {
            tell(text.into_iter().chain(phrases.together(&others, &adverbs)).collect());
        }
    }
    if arguments.is_empty() && !adverbs.is_empty() {
        tell(phrases.together(&[], &adverbs));
    }
    found
}

/// Words that say how, where or when: "hielt das Tuch feucht", "kam spät".
fn adverbs(words: &Words, clause: &Clause, predicate: &Predicate) -> Vec<usize> {
    let verb_last = clause.mark.is_some() || clause.finite.is_none_or(|finite| finite > clause.head);
    let is_adverb = |&child: &usize| {
        let word = &words.words[child];
        matches!(word.upos, Upos::Adv | Upos::Adj)
            && ["advmod", "xcomp"].iter().any(|deprel| word.has(deprel))
            && !is_argument(words, child)
            && Some(child) != clause.negation
            && pronominal_adverb(&word.lemma).is_none()
            && !word.feats.is("PronType", "Rel")
            && (verb_last || child > predicate.finite)
    };
    words.children(clause.head).iter().copied().filter(is_adverb).collect()
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
    let mut found = if inner.is_empty() { all } else { inner };
    found.sort_unstable();
    found
}

/// Nouns, numbers and pronouns that fill a role, and what somebody becomes; no reflexive and no relative pronoun.
fn is_argument(words: &Words, child: usize) -> bool {
    let word = &words.words[child];
    let role = ["obj", "iobj", "obl", "nmod"].iter().any(|deprel| word.has(deprel));
    let kind = word.is_nominal() || matches!(word.upos, Upos::Num | Upos::Pron | Upos::Adj);
    // "wurde sehr krank", but "hielt das Tuch feucht"
    let becomes = word.has("xcomp")
        && (word.is_nominal() || word.upos == Upos::Adj && word.head.is_some_and(|verb| words.child(verb, "obj").is_none()));
    (role && kind || becomes) && word.lemma != "sich" && word.form != "sich" && !word.feats.is("PronType", "Rel")
}

fn is_discourse(phrase: &str) -> bool {
    DISCOURSE.lines().any(|line| line.eq_ignore_ascii_case(phrase))
}

//! "Flugzeuge gebe sein Land nicht ab, sagte der Kanadier": a verb of saying right behind a comma, its subject right behind it. All before the comma is
//! what is said, and the subject of the verb stands behind it.

use super::{clause_head, gather, is_finite};
use crate::document::words::Words;
use crate::document::{Feats, Upos};
use crate::knowledge::Knowledge;
use crate::knowledge::lexicon::Pos;
use crate::knowledge::morphology::Morphology;
use std::ops::Range;

pub(super) fn mend(words: &mut Words, knowledge: &Knowledge) {
    for verb in 2..words.words.len() {
        as_verb(words, verb);
        if !is_saying(words, verb, knowledge) {
            continue;
        }
        let Some(said) = said_before(words, verb) else { continue };
        let Some(subject) = subject_behind(words, verb) else { continue };
        part_copula(words, &said);
        let Some(head) = clause_head(words, &said) else { continue };
        if !words.is_below(verb, head) && words.words[head].head != Some(verb) && words.words[head].head.is_some() {
            continue; // both hang elsewhere: a longer sentence than this rule knows
        }
        if words.is_below(verb, head) {
            let (up, deprel) = (words.words[head].head, words.words[head].deprel.clone());
            words.rehang(verb, up, &deprel);
        }
        words.rehang(head, Some(verb), "ccomp");
        gather(words, &said, head);
        // What follows the verb is no part of what is said.
        for word in verb + 1..words.words.len() {
            if words.words[word].head.is_some_and(|up| said.contains(&up)) && words.words[word].upos != Upos::Punct {
                let deprel = words.words[word].deprel.clone();
                words.rehang(word, Some(verb), &deprel);
            }
        }
        if !words.is_below(verb, subject) {
            words.rehang(subject, Some(verb), "nsubj");
        }
    }
}

/// „…“, begründete Vorstand Esser den Schritt: a form that taggers take for an adjective, though a verb stands right behind a quotation.
fn as_verb(words: &mut Words, index: usize) {
    let here = &words.words[index];
    if here.upos != Upos::Adj || !follows_quotation(words, index) {
        return;
    }
    let readings = Morphology::embedded().readings(&here.form);
    let Some(reading) = readings.iter().find(|reading| reading.tags.iter().any(|tag| tag.code.starts_with("VER:3:SIN"))) else {
        return;
    };
    let up = here.head;
    words.words[index].upos = Upos::Verb;
    words.words[index].lemma.clone_from(&reading.lemma);
    words.words[index].feats = Feats::parse("Number=Sing|Person=3|VerbForm=Fin");
    // As an adjective it hung on its own subject.
    if let Some(noun) = up.filter(|&noun| noun > index) {
        let (head, deprel) = (words.words[noun].head, words.words[noun].deprel.clone());
        words.rehang(index, head, &deprel);
        words.rehang(noun, Some(index), "nsubj");
    }
}

fn follows_quotation(words: &Words, index: usize) -> bool {
    words.words[index - 1].form == "," && matches!(words.words[index - 2].form.as_str(), "“" | "\"" | "«" | "»" | "”")
}

/// A finite verb of the lexicon that says something, behind a comma: "…, sagte"; any verb behind a quotation: "…“, begründete".
fn is_saying(words: &Words, verb: usize, knowledge: &Knowledge) -> bool {
    let here = &words.words[verb];
    if here.upos != Upos::Verb || !here.feats.is("VerbForm", "Fin") || words.words[verb - 1].form != "," {
        return false;
    }
    let lemma = crate::extract::clause::verb_lemma(words, verb, None, words.child(verb, "compound:prt"));
    let says = |lemma: &str| {
        knowledge
            .lexicon
            .frames(Pos::Verb, lemma)
            .iter()
            .any(|frame| matches!(frame.relation.as_str(), "says" | "warns" | "demands"))
    };
    says(&lemma) || here.lemma == "heißen" || follows_quotation(words, verb)
}

/// The stretch before the comma back to a colon or the beginning, if a clause of its own stands there: not "Der Mann, der das Haus kaufte, sagte …".
fn said_before(words: &Words, verb: usize) -> Option<Range<usize>> {
    let all = &words.words;
    let start = (0..verb - 1).rev().find(|&word| matches!(all[word].form.as_str(), ":" | ";")).map_or(0, |mark| mark + 1);
    let first = (start..verb - 1).find(|&word| all[word].upos != Upos::Punct)?;
    let begins_clause = |word: usize| {
        matches!(all[word].upos, Upos::Sconj)
            || all[word].feats.is("PronType", "Rel")
            || all.get(word + 1).is_some_and(|next| next.feats.is("PronType", "Rel") && all[word].upos == Upos::Adp)
    };
    let segments = segments(words, start..verb - 1);
    let own = segments.iter().any(|segment| {
        let leads = segment.clone().find(|&word| all[word].upos != Upos::Punct);
        segment.clone().any(|word| is_finite(words, word)) && leads.is_some_and(|lead| lead == first || !begins_clause(lead))
    });
    own.then_some(start..verb - 1)
}

fn segments(words: &Words, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = range.start;
    for word in range.clone() {
        if words.words[word].form == "," {
            found.push(start..word);
            start = word + 1;
        }
    }
    found.push(start..range.end);
    found
}

/// "sagte er", "sagte der Minister", "erklärte Ministerin Anna Groß": the noun phrase right behind the verb.
fn subject_behind(words: &Words, verb: usize) -> Option<usize> {
    let next = words.words.get(verb + 1)?;
    let dative = next.upos == Upos::Det && matches!(next.form.as_str(), "dem" | "einem" | "den" | "einen" | "seinem" | "ihrem");
    if dative
        || !matches!(next.upos, Upos::Det | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj)
        || next.feats.is("PronType", "Rel")
        || next.form == "sich"
    {
        return None;
    }
    if let Some(known) = words.children(verb).iter().copied().find(|&child| child > verb && words.words[child].has("nsubj")) {
        return Some(known);
    }
    let mut noun = verb + 1;
    while let Some(up) = words.words[noun]
        .head
        .filter(|&up| up > verb && (words.words[up].is_nominal() || words.words[up].upos == Upos::Pron) && !is_finite(words, up))
    {
        noun = up;
    }
    (words.words[noun].is_nominal() || words.words[noun].upos == Upos::Pron).then_some(noun)
}

/// "Das ist ein guter Tag“, sagte sie": trees may hang the copula apart from its predicate.
fn part_copula(words: &mut Words, said: &Range<usize>) {
    let outside = |words: &Words, word: usize| words.words[word].head.is_none_or(|head| !said.contains(&head));
    let copula = said.clone().find(|&word| {
        words.words[word].lemma == "sein"
            && words.words[word].upos == Upos::Aux
            && outside(words, word)
            && words.children(word).is_empty()
    });
    let predicate = said
        .clone()
        .find(|&word| outside(words, word) && words.words[word].upos != Upos::Punct && words.child(word, "nsubj").is_some());
    if let (Some(copula), Some(predicate)) = (copula, predicate) {
        words.rehang(copula, Some(predicate), "cop");
    }
}

//! An office behind a name, between commas, hangs on the name: "Fumio Kishida (l), Premierminister von Japan, und Joe Biden".

use crate::document::words::Words;
use crate::document::{Document, MentionForm, NameClass, Upos};
use crate::knowledge::Knowledge;

pub(super) fn mend(all: &mut [Words], document: &Document, knowledge: &Knowledge) {
    for words in all.iter_mut() {
        genitives(words);
    }
    for mention in &document.mentions {
        if mention.form == MentionForm::Name && document.entities[mention.entity].class == NameClass::Person {
            let words = &mut all[mention.sentence];
            let (name, last) = (words.of_token(mention.head), words.of_token(mention.tokens.end - 1));
            if let Some((office, end)) = office_behind(words, last, knowledge) {
                hang(words, name, office, end);
            }
        }
    }
}

/// "Einige Anhänger Saddam Husseins protestierten": a name in the genitive right behind a noun that is none is whose they are.
fn genitives(words: &mut Words) {
    for name in 1..words.words.len() {
        let here = &words.words[name];
        let Some(noun) = here.head.filter(|&noun| noun < name && here.has("appos") && here.upos == Upos::Propn) else { continue };
        let last = words.below(name, |below| !words.words[below].has("flat")).into_iter().last().unwrap_or(name);
        let tail = &words.words[last];
        let close = words.words[noun].tokens.end == here.tokens.start;
        let genitive = tail.form.ends_with('s') && tail.form != tail.lemma && tail.feats.is("Case", "Gen");
        if close && genitive && words.words[noun].upos == Upos::Noun && !words.words[noun].feats.is("Case", "Gen") {
            words.rehang(name, Some(noun), "nmod");
        }
    }
}

/// Whether a noun, or a name that a parser takes one for, names an office.
pub fn is_office(knowledge: &Knowledge, words: &Words, word: usize) -> bool {
    let here = &words.words[word];
    here.is_nominal() && (knowledge.lexicon.is_office(&here.lemma) || knowledge.lexicon.is_office(&here.form))
}

/// "Fumio Kishida (l), Premierminister von Japan, und …": the office and the end of its phrase. An article and adjectives at most stand before the office.
fn office_behind(words: &Words, last: usize, knowledge: &Knowledge) -> Option<(usize, usize)> {
    let all = &words.words;
    let mut at = last + 1;
    // What a caption puts in brackets: "(2.v.l)"
    if all.get(at).is_some_and(|word| word.form == "(") {
        at = (at..all.len().min(at + 8)).find(|&word| all[word].form == ")")? + 1;
    }
    if all.get(at).is_none_or(|word| word.form != ",") {
        return None;
    }
    at += 1;
    while all.get(at).is_some_and(|word| matches!(word.upos, Upos::Det | Upos::Adj)) {
        at += 1;
    }
    let office = (at < all.len() && is_office(knowledge, words, at) && !all[at].feats.is("Number", "Plur")).then_some(at)?;
    let ends = |word: usize| {
        matches!(all[word].form.as_str(), "," | ";" | "." | ":" | "!" | "?" | "(" | ")" | "–" | "-" | "und" | "sowie")
    };
    let end = (office + 1..all.len()).find(|&word| ends(word)).unwrap_or(all.len());
    // ", Sprecher der Polizei sagten …" is a new clause: an apposition has no verb of its own.
    let has_verb = all[office..end].iter().any(|word| matches!(word.upos, Upos::Verb | Upos::Aux));
    // ", Kanzler Olaf Scholz" is the next one of a list.
    let is_next = all.get(office + 1).is_some_and(|word| word.class == Some(NameClass::Person));
    (!has_verb && !is_next).then_some((office, end))
}

fn hang(words: &mut Words, name: usize, office: usize, end: usize) {
    if words.is_below(name, office) {
        let (head, deprel) = (words.words[office].head, words.words[office].deprel.clone());
        words.rehang(name, head, &deprel);
    }
    words.rehang(office, Some(name), "appos");
    for word in 0..words.words.len() {
        let inside = (office + 1..end).contains(&word);
        let Some(head) = words.words[word].head else { continue };
        let below = (office..end).contains(&head);
        if inside && !below && words.words[word].upos != Upos::Punct {
            let deprel = if words.words[word].is_nominal() { "nmod".to_owned() } else { words.words[word].deprel.clone() };
            words.rehang(word, Some(office), &deprel);
        } else if word >= end && below {
            // "…, und Joe Biden": who is coordinated is so with the name.
            let deprel = words.words[word].deprel.clone();
            words.rehang(word, Some(name), &deprel);
        }
    }
}

//! "Rebellen nahmen zwölf Soldaten gefangen", "Am Montag gab der Sprecher bekannt, dass …": some words belong to a verb as particles do, and have no
//! objects of their own. "…, darunter Karl Ott":
//! who is named behind *darunter* is one of those before the comma.

use crate::document::Upos;
use crate::document::words::Words;

pub(super) fn mend(words: &mut Words) {
    for word in 0..words.words.len() {
        parted(words, word);
        if words.words[word].has("compound:prt") {
            objects(words, word);
        }
        if words.words[word].form == "darunter" {
            included(words, word);
        }
    }
}

/// "Die Soldaten wurden gefangen genommen", "Sie nahmen den Präsidenten und seine Minister gefangen": the tree may have a second verb, with the ministers.
fn parted(words: &mut Words, word: usize) {
    const PARTED: &str = include_str!("../data/parted_words.txt");
    let is_pair = |&verb: &usize| {
        let pair = |line: &str| line.split_once(' ') == Some((words.words[word].form.as_str(), words.words[verb].lemma.as_str()));
        PARTED.lines().any(pair)
    };
    let Some(verb) = words.words[word].head.filter(is_pair) else { return };
    let object = words.child(verb, "obj").filter(|_| words.child(word, "cc").is_some());
    let other = words.children(word).iter().copied().find(|&child| words.words[child].is_nominal());
    if let (Some(object), Some(other), Some(and)) = (object, other, words.child(word, "cc")) {
        words.rehang(other, Some(object), "conj");
        words.rehang(and, Some(other), "cc");
    }
    words.rehang(word, Some(verb), "compound:prt");
}

/// The tree hangs the soldiers on *gefangen*.
fn objects(words: &mut Words, particle: usize) {
    let state = matches!(words.words[particle].upos, Upos::Adj | Upos::Verb);
    let Some(verb) = words.words[particle].head.filter(|_| state) else { return };
    for child in words.children(particle).to_vec() {
        if words.words[child].is_nominal() {
            let taken = words.words[child].has("nsubj") && words.child(verb, "nsubj").is_some();
            let deprel = if taken { "obj".to_owned() } else { words.words[child].deprel.clone() };
            words.rehang(child, Some(verb), &deprel);
        }
    }
}

/// The tree may have the one who is named last as the subject: "Die Polizei nahm zwanzig Menschen fest, darunter auch Karl Ott".
fn included(words: &mut Words, among: usize) {
    let Some(comma) = among.checked_sub(1).filter(|&comma| words.words[comma].form == ",") else { return };
    let Some(named) = words.words[among].head.filter(|&named| named > among && words.words[named].upos == Upos::Propn) else {
        return;
    };
    let plural = |&noun: &usize| words.words[noun].upos == Upos::Noun && words.words[noun].feats.is("Number", "Plur");
    let all = (0..comma).rev().take_while(|&before| words.words[before].form != ",").find(plural);
    if let Some(all) = all.filter(|&all| words.child(named, "cop").is_none() && !words.is_below(all, named)) {
        words.rehang(named, Some(all), "conj");
    }
}

//! "Neuer Trainer wird Marco Reiss", "Präsidentin des Verbands ist Carla Venn": the office is what the person is, whichever the tree takes for the subject.

use super::is_office;
use crate::document::NameClass;
use crate::document::words::Words;
use crate::knowledge::Knowledge;

pub(super) fn mend(words: &mut Words, knowledge: &Knowledge) {
    for word in 0..words.words.len() {
        two_subjects(words, word, knowledge);
        turned_round(words, word, knowledge);
    }
}

/// The tree has both as subjects of *werden*, *sein*, *bleiben*.
fn two_subjects(words: &mut Words, verb: usize, knowledge: &Knowledge) {
    let here = &words.words[verb];
    if !matches!(here.lemma.as_str(), "werden" | "sein" | "bleiben") || here.has("aux") || here.has("cop") {
        return;
    }
    let (head, deprel) = (here.head, here.deprel.clone());
    let subjects: Vec<usize> = words.children(verb).iter().copied().filter(|&child| words.words[child].has("nsubj")).collect();
    let [one, other] = subjects[..] else { return };
    let office = if becomes(words, one, other, knowledge) {
        one
    } else if becomes(words, other, one, knowledge) {
        other
    } else {
        return;
    };
    words.rehang(office, head, &deprel);
    for child in words.children(verb).to_vec() {
        let deprel = words.words[child].deprel.clone();
        words.rehang(child, Some(office), &deprel);
    }
    words.rehang(verb, Some(office), "cop");
}

/// The tree has the person as what the office is.
fn turned_round(words: &mut Words, person: usize, knowledge: &Knowledge) {
    let (Some(_), Some(office)) = (words.child(person, "cop"), words.child(person, "nsubj")) else { return };
    if !becomes(words, office, person, knowledge) || words.child(person, "case").is_some() {
        return;
    }
    let here = &words.words[person];
    let (head, deprel) = (here.head, here.deprel.clone());
    words.rehang(office, head, &deprel);
    for child in words.children(person).to_vec() {
        let deprel = words.words[child].deprel.clone();
        if ["cop", "aux", "advmod", "mark", "cc", "punct", "obl"].iter().any(|of_clause| words.words[child].has(of_clause)) {
            words.rehang(child, Some(office), &deprel);
        }
    }
    words.rehang(person, Some(office), "nsubj");
}

fn becomes(words: &Words, office: usize, person: usize, knowledge: &Knowledge) -> bool {
    words.words[office].class.is_none()
        && words.words[person].class == Some(NameClass::Person)
        && is_office(knowledge, words, office)
}

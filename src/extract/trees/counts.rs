//! "Über 140 Personen wurden festgenommen": before a number *über*, *unter* and *bis zu* say how many, and what is counted is the subject of a verb that
//! has none.

use super::is_finite;
use crate::document::Upos;
use crate::document::words::Words;

pub(super) fn mend(words: &mut Words) {
    for noun in 0..words.words.len() {
        between(words, noun);
        part_of(words, noun);
        let Some(verb) = words.words[noun].head.filter(|_| words.words[noun].has("obl") && words.words[noun].is_nominal()) else {
            continue;
        };
        let Some(over) = words.child(noun, "case").filter(|&over| words.words[over].form.to_lowercase() == "über") else {
            continue;
        };
        let counted = words.child(noun, "nummod").is_some_and(|number| number == over + 1);
        let finite = std::iter::once(verb).chain(words.children(verb).iter().copied()).find(|&word| is_finite(words, word));
        let many = finite.is_some_and(|finite| words.words[finite].feats.is("Number", "Plur"));
        if counted && many && words.child(verb, "nsubj").is_none() && words.child(verb, "csubj").is_none() {
            let passive = words.children(verb).iter().any(|&aux| words.words[aux].deprel == "aux:pass");
            if passive { "nsubj:pass" } else { "nsubj" }.clone_into(&mut words.words[noun].deprel);
            "advmod".clone_into(&mut words.words[over].deprel);
        }
    }
}

/// "Dort fallen 1150 der 13.800 Stellen weg": so many are the subject, and the noun says of which.
fn part_of(words: &mut Words, noun: usize) {
    let Some(article) = words.child(noun, "det").filter(|&article| article < noun && words.words[article].form == "der") else {
        return;
    };
    let Some(number) = article.checked_sub(1).filter(|&number| words.words[number].upos == Upos::Num) else { return };
    let argument = ["nsubj", "nsubj:pass", "obj"].iter().any(|deprel| words.words[noun].deprel == *deprel);
    let beside = words.words[number].head == words.words[noun].head || words.words[number].head == Some(noun);
    if argument && beside && words.child(number, "case").is_none() {
        let (head, deprel) = (words.words[noun].head, words.words[noun].deprel.clone());
        words.rehang(number, head, &deprel);
        words.rehang(noun, Some(number), "nmod");
    }
}

/// "Sie nahm zwischen 20 und 40 Menschen fest": how many is no place.
fn between(words: &mut Words, noun: usize) {
    let Some(case) = words.child(noun, "case").filter(|_| words.words[noun].has("obj")) else { return };
    let counts = matches!(words.words[case].form.to_lowercase().as_str(), "zwischen" | "über" | "unter" | "bis");
    if counts && words.child(noun, "nummod") == Some(case + 1) {
        "advmod".clone_into(&mut words.words[case].deprel);
    }
}

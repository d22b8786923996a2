//! "Die Stadt saniert nicht die Schule, sondern das Freibad": *nicht* denies the school alone. What is done is done to the pool; the school hangs below
//! it as an aside, and the clause is affirmed.

use crate::document::Upos;
use crate::document::words::Words;

pub(super) fn mend(words: &mut Words) {
    for but in 0..words.words.len() {
        if words.words[but].lemma == "sondern"
            && let Some((not, denied, affirmed)) = contrast(words, but)
        {
            let (head, deprel) = (words.words[denied].head, words.words[denied].deprel.clone());
            words.rehang(affirmed, head, &deprel);
            words.rehang(denied, Some(affirmed), "parataxis");
            if words.words[not].lemma == "nicht" {
                words.rehang(not, Some(denied), "advmod");
            }
            words.rehang(but, Some(denied), "cc");
        }
    }
}

/// *nicht*, the phrase it denies and the one that takes its place. Clauses are left alone: each has its own verb.
fn contrast(words: &Words, but: usize) -> Option<(usize, usize, usize)> {
    let affirmed = affirmed(words, but)?;
    let (not, denied) = denied(words, but, affirmed)?;
    let is_phrase = |word: usize| {
        !matches!(words.words[word].upos, Upos::Verb | Upos::Aux)
            && !words.words[word].has("root")
            && words.child(word, "cop").is_none()
    };
    // "nicht nur … sondern auch": nothing is denied.
    let only = matches!(words.words[not + 1].lemma.as_str(), "nur" | "allein" | "bloß");
    (is_phrase(denied) && is_phrase(affirmed) && !only).then_some((not, denied, affirmed))
}

/// The phrase behind *sondern*: "baut nicht in Kiel, sondern in Lübeck ein Werk" — the tree may hang *sondern* on the plant.
fn affirmed(words: &Words, but: usize) -> Option<usize> {
    let outside =
        |&up: &usize| words.words[up].head.is_none_or(|head| head <= but || matches!(words.words[head].upos, Upos::Verb));
    let first = (but + 1..words.words.len()).find(|&next| words.words[next].upos != Upos::Punct)?;
    std::iter::successors(Some(first), |&up| words.words[up].head).find(outside).filter(|&phrase| phrase > but)
}

/// *nicht* and the phrase right behind it, which ends at the comma, or to which the verb belongs: "Nicht der Minister trat zurück, sondern …".
fn denied(words: &Words, but: usize, affirmed: usize) -> Option<(usize, usize)> {
    let up = words.words[affirmed].head?;
    // "enthielt kein Geld, sondern Papier"
    let no = words.child(up, "det").filter(|&no| words.words[no].form.to_lowercase().starts_with("kein") && no < but);
    if words.words[affirmed].has("conj") && no.is_some() {
        return no.map(|no| (no, up));
    }
    let not = (0..but).rev().find(|&not| words.words[not].lemma == "nicht")?;
    let end = if words.words[but.checked_sub(1)?].form == "," { but - 1 } else { but };
    // "nicht auf einer runden Bahn, sondern auf einer elliptischen": the tree may have the adjective as an attribute.
    let joined = ["conj", "amod", "nmod"].iter().any(|deprel| words.words[affirmed].has(deprel));
    let coordinated = joined && up > not && up < but && words.words[up].upos != Upos::Verb;
    let denied = if coordinated { up } else { beside(words, not, up, affirmed)? };
    let mut inside = words.below(denied, |below| below == affirmed || below == not || words.words[below].upos == Upos::Punct);
    inside.retain(|&word| word < but);
    let (first, last) = (*inside.first()?, *inside.last()?);
    (first == not + 1 && (last + 1 == end || words.words[up].upos == Upos::Verb)).then_some((not, denied))
}

/// Where both phrases hang on the verb, the one behind *nicht* with the same preposition and case: "stieg nicht um zwei, sondern um drei Prozent".
fn beside(words: &Words, not: usize, verb: usize, affirmed: usize) -> Option<usize> {
    let alike = |&word: &usize| {
        word > not
            && word < affirmed
            && words.words[word].upos != Upos::Punct
            && words.preposition(word) == words.preposition(affirmed)
            && (words.words[word].has("nsubj") || words.words[word].deprel == words.words[affirmed].deprel)
    };
    words.children(verb).iter().copied().find(alike).filter(|_| words.words[verb].upos == Upos::Verb)
}

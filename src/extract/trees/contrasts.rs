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
            words.rehang(not, Some(denied), "advmod");
            words.rehang(but, Some(denied), "cc");
        }
    }
}

/// *nicht*, the phrase it denies and the one that takes its place. Clauses are left alone: each has its own verb.
fn contrast(words: &Words, but: usize) -> Option<(usize, usize, usize)> {
    let affirmed = words.words[but].head.filter(|&affirmed| affirmed > but && words.words[but].has("cc"))?;
    let denied = words.words[affirmed].head.filter(|&denied| denied < but && words.words[affirmed].has("conj"))?;
    let is_phrase = |word: usize| {
        !matches!(words.words[word].upos, Upos::Verb | Upos::Aux)
            && !words.words[word].has("root")
            && words.child(word, "cop").is_none()
    };
    let first = words.below(denied, |below| below == affirmed || words.words[below].lemma == "nicht")[0];
    let not = first.checked_sub(1).filter(|&not| words.words[not].lemma == "nicht")?;
    // "nicht nur … sondern auch": nothing is denied.
    let only = words.words[first].lemma == "nur" || words.words[first].lemma == "allein";
    (is_phrase(denied) && is_phrase(affirmed) && !only).then_some((not, denied, affirmed))
}

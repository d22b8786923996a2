//! "Die CDU kam auf 31 Prozent, die SPD auf 22 Prozent und die Grünen auf 14": behind a whole clause follow pairs without a verb. The tree takes their
//! nouns for more subjects, or for another name of the number before. They are set apart, so that nobody is said to have what another has.

use crate::document::Upos;
use crate::document::words::Words;

pub(super) fn mend(words: &mut Words) {
    for verb in 0..words.words.len() {
        if words.words[verb].upos != Upos::Verb || words.child(verb, "nsubj").is_none() {
            continue;
        }
        for phrase in words.children(verb).to_vec() {
            if words.words[phrase].has("obl") || words.words[phrase].has("nmod") {
                set_apart(words, verb, phrase);
            }
        }
    }
}

/// The pairs like a noun and this phrase.
fn set_apart(words: &mut Words, verb: usize, phrase: usize) {
    let mut last = phrase;
    for other in phrase + 1..words.words.len() {
        if words.preposition(other) != words.preposition(phrase) || !are_alike(words, phrase, other) {
            continue;
        }
        let Some(noun) = noun_before(words, other).filter(|&noun| noun > last) else { continue };
        let of_noun = |&word: &usize| words.words[word].head == Some(noun) && !is_joint(words, word);
        let begin = (last + 1..noun).rev().take_while(of_noun).last().unwrap_or(noun);
        let mut between = last + 1..begin;
        let here = &words.words[noun];
        let may_be_subject =
            !here.feats.is("Case", "Dat") && !here.feats.is("Case", "Gen") && words.child(noun, "case").is_none();
        if !between.is_empty() && between.all(|word| is_joint(words, word)) && may_be_subject {
            words.rehang(noun, Some(verb), "parataxis");
            words.rehang(other, Some(noun), "nmod");
            last = other;
        }
    }
}

/// A comma, *und*
fn is_joint(words: &Words, word: usize) -> bool {
    words.words[word].form == "," || matches!(words.words[word].lemma.as_str(), "und" | "sowie")
}

/// The noun right before a phrase with a preposition.
fn noun_before(words: &Words, phrase: usize) -> Option<usize> {
    let case = words.child(phrase, "case")?;
    case.checked_sub(1).filter(|&noun| case < phrase && words.words[noun].is_nominal())
}

/// Two amounts, or two names of one kind.
fn are_alike(words: &Words, one: usize, other: usize) -> bool {
    let is_amount = |word: usize| words.words[word].upos == Upos::Num || words.child(word, "nummod").is_some();
    let class = |word: usize| words.words[word].class;
    words.preposition(one).is_some() && (is_amount(one) && is_amount(other) || class(one).is_some() && class(one) == class(other))
}

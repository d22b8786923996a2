//! UD German GSD has `nmod` below whatever is no verb: "Er ist mit dem Ergebnis zufrieden". To a clause it is a phrase like any other.

use crate::document::Upos;
use crate::document::words::Words;

pub(super) fn mend(words: &mut Words) {
    for word in 0..words.words.len() {
        if words.words[word].deprel == "nmod" && words.words[word].head.is_some_and(|head| is_oblique(words, word, head)) {
            "obl".clone_into(&mut words.words[word].deprel);
        }
    }
}

/// "stolz auf den Sieg"; "Er ist seit Mai der Chef", but "Das ist Peters Haus".
fn is_oblique(words: &Words, word: usize, head: usize) -> bool {
    match words.words[head].upos {
        Upos::Adj | Upos::Adv => true,
        _ => {
            word < head
                && words.child(head, "cop").is_some()
                && (words.child(word, "case").is_some() || words.words[word].upos != Upos::Propn)
        }
    }
}

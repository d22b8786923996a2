//! "Eine Abfindung zahlt das Unternehmen dem scheidenden Chef nicht": a noun in the dative without a preposition belongs to the verb, not to the noun
//! before it.

use crate::document::Upos;
use crate::document::words::Words;

pub(super) fn mend(words: &mut Words) {
    for noun in 0..words.words.len() {
        let here = &words.words[noun];
        if !here.has("nmod") || !here.is_nominal() || words.child(noun, "case").is_some() || !has_dative_article(words, noun) {
            continue;
        }
        let Some(verb) = std::iter::successors(here.head, |&up| words.words[up].head).find(|&up| words.words[up].upos == Upos::Verb) else { continue };
        // "mit dem Angriff dem Krieg …" within a phrase with a preposition stays as it is.
        let taken = words.child(verb, "iobj").is_some() || words.children(verb).iter().any(|&child| words.words[child].deprel == "obl:arg");
        if !taken && !words.is_below(verb, noun) {
            words.rehang(noun, Some(verb), "iobj");
        }
    }
}

fn has_dative_article(words: &Words, noun: usize) -> bool {
    words.children(noun).iter().map(|&child| &words.words[child]).any(|child| {
        child.upos == Upos::Det && child.tokens.len() == 1 && matches!(child.form.as_str(), "dem" | "einem" | "seinem" | "ihrem" | "diesem" | "keinem")
    })
}

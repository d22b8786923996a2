//! "Die Städte wurden von der Kommission verklagt", "der Antrag vom Gericht abgelehnt": who acts in a passive hangs on the verb, not on the noun before.

use crate::document::words::Words;
use crate::document::{NameClass, Upos};
use crate::extract::factuality::is_actor_lemma;
use crate::knowledge::Knowledge;

pub(super) fn mend(words: &mut Words, knowledge: &Knowledge) {
    for verb in 0..words.words.len() {
        let passive =
            words.words[verb].upos == Upos::Verb && words.children(verb).iter().any(|&aux| words.words[aux].deprel == "aux:pass");
        let has_agent = |by: &str| words.children(verb).iter().any(|&child| words.preposition(child) == Some(by));
        if !passive || has_agent("von") || has_agent("durch") {
            continue;
        }
        let Some(subject) = words.child(verb, "nsubj:pass").filter(|&subject| subject < verb) else { continue };
        // "Der Chef von Siemens wurde verhaftet", "zehn Prozent vom Umsatz": these are of somebody or something.
        let relational = super::is_office(knowledge, words, subject) || words.words[subject].upos != Upos::Noun;
        let agent = words.children(subject).iter().copied().find(|&child| is_agent(words, child, subject, knowledge));
        if let Some(agent) = agent.filter(|_| !relational) {
            words.rehang(agent, Some(verb), "obl");
        }
    }
}

fn is_agent(words: &Words, word: usize, subject: usize, knowledge: &Knowledge) -> bool {
    let here = &words.words[word];
    let acts = matches!(here.class, Some(NameClass::Person | NameClass::Organisation)) || is_actor_lemma(knowledge, &here.lemma);
    let definite = here.class.is_some() || words.child(word, "det").is_some();
    word > subject && here.has("nmod") && here.is_nominal() && words.preposition(word) == Some("von") && acts && definite
}

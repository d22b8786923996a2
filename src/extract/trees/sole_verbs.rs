//! "In Kiel verurteilte Sprecherin Anna Groß die Beschlüsse.": the only word of a sentence that can be its verb, taken for an adjective.

use super::is_finite;
use crate::document::words::Words;
use crate::document::{Feats, Upos};
use crate::knowledge::morphology::Morphology;

pub(super) fn mend(words: &mut Words) {
    let ends = words.words.last().is_some_and(|last| last.form == ".");
    if !ends || (0..words.words.len()).any(|word| is_finite(words, word)) {
        return;
    }
    let is_attribute = |word: usize| {
        words.words[word].head.is_some_and(|noun| {
            noun == word + 1 && words.words[noun].upos == Upos::Noun && words.children(noun).iter().all(|&child| child >= word)
        })
    };
    let is_past = |form: &str| {
        let readings = Morphology::embedded().readings(form);
        let lemma = readings.iter().find(|reading| reading.tags.iter().any(|tag| tag.code.starts_with("VER:3:SIN:PRT")))?;
        Some(lemma.lemma.clone())
    };
    let found = (1..words.words.len()).filter(|&word| words.words[word].upos == Upos::Adj && is_attribute(word));
    let Some((verb, lemma)) = found.filter_map(|word| Some((word, is_past(&words.words[word].form)?))).next() else { return };
    let subject = verb + 1;
    let root = words.words.iter().position(|word| word.head.is_none());
    words.rehang(verb, None, "root");
    words.words[verb].upos = Upos::Verb;
    words.words[verb].lemma = lemma;
    words.words[verb].feats = Feats::parse("Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin");
    // "Er organisierte Anschläge"
    let has_subject =
        (0..verb).any(|word| words.words[word].has("nsubj") || matches!(words.words[word].form.as_str(), "Er" | "Sie"));
    words.rehang(subject, Some(verb), if has_subject { "obj" } else { "nsubj" });
    let name = subject + 1;
    let is_name = words.words.get(name).is_some_and(|next| next.upos == Upos::Propn && next.class.is_some());
    if is_name && words.words[name].head != Some(subject) && !words.is_below(subject, name) {
        words.rehang(name, Some(subject), "appos");
    }
    let mut others: Vec<usize> = root.into_iter().flat_map(|root| words.children(root)).copied().collect();
    others.extend(root);
    for word in others {
        if word != verb && word != subject {
            let deprel = match words.words[word].deprel.as_str() {
                "root" if words.words[word].is_nominal() => "obl".to_owned(),
                "root" => "dep".to_owned(),
                "nsubj" if !has_subject => "obj".to_owned(),
                deprel => deprel.to_owned(),
            };
            words.rehang(word, Some(verb), &deprel);
        }
    }
}

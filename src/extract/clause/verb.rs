//! The verb of a clause: its lemma, mood, tense and negation.

use super::{Mood, Tense};
use crate::document::Upos;
use crate::document::words::{Word, Words};

/// Lemma of the verb with its separated particle (*aufrüsten*); of a copular clause that of the copula.
pub(in crate::extract) fn verb_lemma(words: &Words, head: usize, copula: Option<usize>, particle: Option<usize>) -> String {
    let word = &words.words[head];
    match (copula, particle) {
        (Some(copula), _) => words.words[copula].lemma.clone(),
        (None, Some(particle)) if matches!(word.upos, Upos::Verb | Upos::Aux) => {
            // A separated prefix stands at the end of the clause ("nimmt … teil"): "teilnehmen", not "nehmen".
            let prefix = words.words[particle].form.to_lowercase();
            if word.lemma.starts_with(&prefix) { word.lemma.clone() } else { format!("{prefix}{}", word.lemma) }
        }
        _ => word.lemma.clone(),
    }
}

/// Modal verbs that stand as auxiliary.
pub(super) fn is_modal(lemma: &str) -> bool {
    matches!(lemma, "können" | "müssen" | "sollen" | "wollen" | "dürfen" | "mögen" | "möchten")
}

/// Konjunktiv of the frequent auxiliaries is read from the form; of other verbs from the features.
pub(super) fn mood(word: &Word) -> Mood {
    match word.form.to_lowercase().as_str() {
        "sei" | "seien" | "habe" | "werde" | "könne" | "müsse" | "solle" | "wolle" | "dürfe" | "möge" => Mood::Reported,
        "wäre" | "wären" | "hätte" | "hätten" | "würde" | "würden" | "könnte" | "könnten" | "müsste" | "müssten" | "dürfte"
        | "dürften" => Mood::Irrealis,
        // "Flugzeuge gebe sein Land nicht ab": in the third person only Konjunktiv I ends so in the present.
        form if form.ends_with('e')
            && !form.ends_with("te")
            && word.feats.is("Person", "3")
            && word.feats.is("Number", "Sing")
            && !is_strong_past(word) =>
        {
            Mood::Reported
        }
        _ => match (word.feats.get("Mood"), word.feats.get("Tense")) {
            (Some("Sub"), Some("Past")) => Mood::Irrealis,
            (Some("Sub"), _) => Mood::Reported,
            (Some("Imp"), _) => Mood::Imperative,
            _ => Mood::Indicative,
        },
    }
}

/// *wurde*
fn is_strong_past(word: &Word) -> bool {
    word.feats.is("Tense", "Past") || word.form.eq_ignore_ascii_case("wurde")
}

pub(super) fn tense(words: &Words, head: usize, finite: Option<usize>, auxiliaries: &[usize]) -> Tense {
    let lemma = |aux: usize| words.words[aux].lemma.as_str();
    // The tagger takes infinitives for finite plurals: "werden teilnehmen".
    let is_infinitive = words.words[head].feats.is("VerbForm", "Inf")
        || words.words[head].upos == Upos::Verb && words.words[head].form == words.words[head].lemma;
    let passive = auxiliaries.iter().any(|&aux| words.words[aux].deprel == "aux:pass");
    // "wird bauen", "wird gebaut werden"
    if auxiliaries.iter().any(|&aux| lemma(aux) == "werden" && words.words[aux].deprel != "aux:pass")
        && (is_infinitive || passive || auxiliaries.len() > 1)
    {
        return Tense::Future;
    }
    // "hat gebaut", "ist gestiegen", "ist gebaut worden"
    let perfect = auxiliaries.iter().any(|&aux| matches!(lemma(aux), "haben" | "sein") && words.words[aux].deprel == "aux")
        || auxiliaries.iter().any(|&aux| words.words[aux].form == "worden");
    let past = finite
        .is_some_and(|finite| words.words[finite].feats.is("Tense", "Past") && mood(&words.words[finite]) == Mood::Indicative);
    if perfect || past { Tense::Past } else { Tense::Present }
}

const NEGATORS: [&str; 9] = ["nicht", "nie", "niemals", "niemand", "nichts", "keinesfalls", "keineswegs", "kaum", "nirgends"];

/// The word that negates the clause with this head: *nicht* or *nie* beside the predicate, *kein* at an argument, *niemand* as one.
pub(super) fn negation(words: &Words, head: usize) -> Option<usize> {
    let negates = |word: usize| {
        let lemma = words.words[word].lemma.to_lowercase();
        NEGATORS.contains(&lemma.as_str()) && !is_contrast(words, word)
    };
    let no = |word: usize| {
        let word = &words.words[word];
        matches!(word.upos, Upos::Det | Upos::Pron)
            && (word.lemma.starts_with("kein") || word.form.to_lowercase().starts_with("kein"))
    };
    let form = |word: usize| words.words[word].form.to_lowercase();
    // "Er ist nicht Präsident": some trees hang the negation on the copula.
    let is_auxiliary = |child: usize| words.words[child].has("cop") || words.words[child].has("aux");
    if let Some(word) = words
        .children(head)
        .iter()
        .filter(|&&child| is_auxiliary(child))
        .flat_map(|&auxiliary| words.children(auxiliary))
        .copied()
        .find(|&below| negates(below))
    {
        return Some(word);
    }
    for &child in words.children(head) {
        // "Weder zahlt er, noch baut er": the second clause is denied by *noch*.
        let neither = form(child) == "weder" || form(child) == "noch" && is_second_of_neither(words, head, child);
        if negates(child) || no(child) || neither || is_almost(words, child) {
            return Some(child);
        }
        let argument = ["nsubj", "obj", "obl", "iobj"].iter().any(|deprel| words.words[child].has(deprel))
            || words.words[child].has("advmod");
        if argument
            && let Some(&word) = words
                .children(child)
                .iter()
                .find(|&&below| no(below) || words.words[child].has("advmod") && negates(below) || form(below) == "weder")
        {
            return Some(word);
        }
    }
    no(head).then_some(head)
}

/// "Sie hat weder gelernt noch ein Studium begonnen"
fn is_second_of_neither(words: &Words, head: usize, noch: usize) -> bool {
    let Some(first) = words.words[head].head.filter(|_| words.words[head].has("conj")) else { return false };
    let weder =
        words.below(first, |below| below == head).into_iter().any(|word| words.words[word].form.eq_ignore_ascii_case("weder"));
    words.words[noch].has("cc") || weder
}

/// "Der Deich brach beinahe", "Sie wäre fast gestorben": it did not come to it. Of numbers *fast* denies nothing: "fast 300 Menschen".
fn is_almost(words: &Words, word: usize) -> bool {
    let next = words.words.get(word + 1);
    matches!(words.words[word].form.to_lowercase().as_str(), "fast" | "beinahe" | "beinah")
        && words.words[word].has("advmod")
        && next.is_none_or(|next| matches!(next.upos, Upos::Verb | Upos::Aux | Upos::Punct))
}

/// *nicht nur … sondern auch*, *nicht zuletzt*, *nicht mehr als*: nothing is denied.
fn is_contrast(words: &Words, word: usize) -> bool {
    words.words.get(word + 1).is_some_and(|next| matches!(next.form.as_str(), "nur" | "zuletzt" | "allein"))
}

//! What a clause says of itself: modal verbs, mood, tense, adverbs.

use super::is_acting;
use crate::document::words::Words;
use crate::document::{SpeechForm, Upos};
use crate::extract::claim::Modality;
use crate::extract::clause::{Mood, Tense, Voice};
use crate::extract::reading::{ClauseAt, Reading};

pub(super) fn own_modality(reading: &Reading, at: ClauseAt) -> Modality {
    let clause = reading.clause(at);
    let mood = clause.mood;
    let past = clause.finite.is_some_and(|finite| reading.words[at.sentence].words[finite].feats.is("Tense", "Past"));
    match clause.modal.as_deref() {
        // "Er will den Mann gesehen haben": so he says.
        Some("wollen") if mood != Mood::Irrealis && has_perfect_infinitive(reading, at) => return Modality::Hearsay,
        Some("wollen" | "möchten") => return Modality::Planned,
        Some("mögen") => return if mood == Mood::Irrealis { Modality::Planned } else { Modality::Possible },
        Some("sollen") if has_perfect_infinitive(reading, at) => return Modality::Hearsay,
        Some("sollen") if mood == Mood::Irrealis => return Modality::Necessary,
        // "Seiner Meinung nach sollten die Verbraucher sparen": what is said of what ought to be.
        Some("sollen") if past && reading.quotation(reading.words[at.sentence].words[clause.head].span).is_some() => {
            return Modality::Necessary;
        }
        Some("sollen") => return Modality::Planned,
        // "Die Firma konnte den Absatz steigern": she did; "konnte nicht kommen": he did not.
        Some("können") if past && mood == Mood::Indicative => return Modality::Asserted,
        Some("können") => return Modality::Possible,
        Some("dürfen") if mood == Mood::Irrealis => return Modality::Possible,
        Some("müssen") if mood == Mood::Irrealis => return Modality::Possible,
        // "Der Minister musste zurücktreten": he did. "Er muss dort gewesen sein" is a guess.
        Some("müssen") if past && clause.negation.is_none() => return Modality::Asserted,
        Some("müssen") if has_perfect_infinitive(reading, at) => return Modality::Possible,
        // "Sie dürfen fahren": they can; "Sie dürfen nicht fahren": they must not.
        Some("dürfen") if clause.negation.is_none() => return Modality::Possible,
        Some("müssen" | "dürfen") => return Modality::Necessary,
        _ => {}
    }
    if stands_for_reported(reading, at) {
        return Modality::Asserted;
    }
    if mood == Mood::Irrealis || has_hedge(reading, at) {
        return Modality::Possible;
    }
    if mood == Mood::Imperative && is_addressed(reading, at) {
        return Modality::Demanded;
    }
    // "Er wird wohl gekommen sein"
    if clause.tense == Tense::Future && has_perfect_infinitive(reading, at) {
        return Modality::Possible;
    }
    if clause.tense == Tense::Future {
        return if is_acting(reading, at) { Modality::Planned } else { Modality::Future };
    }
    Modality::Asserted
}

/// "Die Vereine würden die Halle nutzen, sagte sie": in the plural Konjunktiv II stands for Konjunktiv I, whose forms are those of the indicative.
fn stands_for_reported(reading: &Reading, at: ClauseAt) -> bool {
    let clause = reading.clause(at);
    let words = &reading.words[at.sentence].words;
    // *seien* is no form of the indicative: "wären" says that it is not so.
    let plural = clause.finite.is_some_and(|finite| words[finite].feats.is("Number", "Plur") && words[finite].form != "wären");
    let indirect = |quotation: usize| reading.document.quotations[quotation].form == SpeechForm::Indirect;
    plural
        && clause.mood == Mood::Irrealis
        && clause.modal.is_none()
        && reading.quotation(words[clause.head].span).is_some_and(indirect)
}

/// "Räumen Sie den Platz!", "Rettet das Bad": nobody is named but who is spoken to.
fn is_addressed(reading: &Reading, at: ClauseAt) -> bool {
    let words = &reading.words[at.sentence].words;
    reading.clause(at).subject.is_none_or(|subject| matches!(words[subject].form.as_str(), "Sie" | "du" | "ihr"))
}

/// "Er soll telefoniert haben": hearsay; "Er soll kommen": a plan.
fn has_perfect_infinitive(reading: &Reading, at: ClauseAt) -> bool {
    let clause = reading.clause(at);
    let words = &reading.words[at.sentence];
    // "Er soll Geld veruntreut und Akten gefälscht haben": *haben* stands with the last. The tagger takes *erstochen* for an infinitive.
    let last = words.children(clause.head).iter().copied().filter(|&child| words.words[child].has("conj"));
    let shared = last
        .flat_map(|conjunct| words.children(conjunct))
        .any(|&aux| words.words[aux].has("aux") && matches!(words.words[aux].form.as_str(), "haben") && is_late(words, aux));
    if shared && !words.words[clause.head].feats.is("VerbForm", "Fin") {
        return true;
    }
    // "Sie sollen krank gewesen sein"
    // "Das Öl soll ausgelaufen sein", but "Das soll gewährleistet sein".
    if clause.copular {
        let head = &words.words[clause.head];
        return clause.predicate.iter().any(|&verb| words.words[verb].form == "gewesen")
            || head.feats.is("VerbForm", "Part") && crate::extract::trees::takes_sein(&head.lemma);
    }
    clause.predicate.iter().any(|&aux| matches!(words.words[aux].form.as_str(), "haben" | "sein" | "worden" | "gewesen"))
        && words.words[clause.head].feats.is("VerbForm", "Part")
        && clause.predicate.iter().any(|&aux| {
            words.words[aux].form == "haben"
                || words.words[aux].form == "worden"
                || words.words[aux].form == "sein" && clause.voice == Voice::Active
        })
}

/// "… soll Akten gefälscht haben": *haben* at the end, behind its participle, is an infinitive that the tagger takes for a finite verb.
fn is_late(words: &Words, aux: usize) -> bool {
    let before = aux.checked_sub(1).is_some_and(|before| words.words[before].feats.is("VerbForm", "Part"));
    before && matches!(words.words[aux].form.as_str(), "haben" | "sein" | "werden")
}

/// "Sie wollen liefern und zahlen", "Er soll Geld veruntreut und Akten gefälscht haben", "Die Wege sollen gebaut und die Brücken gesperrt werden": an
/// infinitive or participle without a finite verb of its own shares the auxiliary of the first clause.
pub(in crate::extract) fn shares_auxiliary(reading: &Reading, at: ClauseAt, parent: usize) -> bool {
    let clause = reading.clause(at);
    let words = &reading.words[at.sentence];
    let above = &reading.clauses[at.sentence][parent];
    let form = |head: usize| words.words[head].feats.get("VerbForm");
    let has_own = clause.predicate.iter().any(|&aux| words.words[aux].feats.is("VerbForm", "Fin") && !is_late(words, aux));
    let late = clause.predicate.iter().any(|&aux| is_late(words, aux));
    let alike = form(clause.head) == form(above.head) || late && form(above.head) != Some("Fin");
    // "will nicht gehen, sondern der Regierung assistieren": the tagger takes the infinitive at the end for a plural.
    let here = &words.words[clause.head];
    let ends = words.words.get(clause.head + 1).is_none_or(|next| next.upos == Upos::Punct);
    let infinitive =
        above.modal.is_some() && form(above.head) == Some("Inf") && here.form == here.lemma && ends && clause.subject_inherited;
    !has_own && (infinitive || alike && form(clause.head).is_some_and(|form| form != "Fin"))
}

/// *womöglich*, *offenbar*, *dem Vernehmen nach*
fn has_hedge(reading: &Reading, at: ClauseAt) -> bool {
    const HEDGES: &str = include_str!("../data/hedges.txt");
    let words = &reading.words[at.sentence];
    let clause = reading.clause(at);
    words.children(clause.head).iter().any(|&child| {
        let form = words.words[child].form.to_lowercase();
        HEDGES.lines().any(|hedge| hedge == form)
            && (words.words[child].has("advmod") || words.words[child].has("obl") || words.words[child].has("amod"))
    })
}

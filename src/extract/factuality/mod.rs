//! How sure a clause is: polarity and modality by mood, modal verb, adverbs and the clause above, and who is speaking. After FactBank.

mod above;
mod actors;
mod conditions;
mod modals;

pub use actors::{is_acting, is_actor, is_actor_lemma, is_actor_noun};
pub(super) use conditions::exception;
pub(super) use modals::shares_auxiliary;

use super::claim::{Modality, Polarity};
use super::clause::{Kind, Mood};
use super::reading::{ClauseAt, Reading};
use crate::document::SpeechForm;
use crate::knowledge::Knowledge;
use crate::knowledge::lexicon::{Frame, Pos};
use above::{denied_above, governed, untold};
use conditions::{begins_with_question, hangs_on_condition, has_mark, is_asked, is_condition, is_feared, is_open};
use modals::own_modality;

/// How sure a clause is, and who says so.
#[derive(Clone, Debug)]
pub struct Status {
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How sure.
    pub modality: Modality,
    /// The quotation it stands in, if the article does not vouch for it itself.
    pub quotation: Option<usize>,
    /// The quotation that names the source of what the article itself asserts: *laut Polizei demonstrierten 300 Menschen*.
    pub source: Option<usize>,
}

/// The status of each clause of a sentence. Parents stand before their children, so theirs is known.
pub fn statuses(reading: &Reading, sentence: usize) -> Vec<Status> {
    let mut found: Vec<Status> = Vec::new();
    for index in 0..reading.clauses[sentence].len() {
        let at = ClauseAt { sentence, clause: index };
        let status = status(reading, at, &found);
        found.push(status);
    }
    found
}

fn status(reading: &Reading, at: ClauseAt, above: &[Status]) -> Status {
    let clause = reading.clause(at);
    let span = reading.words[at.sentence].words[clause.head].span;
    let quotation = reading.quotation(span);
    let vouched = quotation.filter(|&quotation| is_vouched_for(reading, at, quotation, above));
    let (polarity, modality) = certainty(reading, at, above);
    Status { polarity, modality, quotation: if vouched.is_some() { None } else { quotation }, source: vouched }
}

/// "Vor dem Rathaus demonstrierten nach Angaben der Polizei 300 Menschen": indirect speech in the indicative of a main clause is the article's own
/// assertion, with its source.
fn is_vouched_for(reading: &Reading, at: ClauseAt, quotation: usize, above: &[Status]) -> bool {
    let clause = reading.clause(at);
    // "Er hatte Fieber und blieb liegen, wie die Klinik mitteilte"
    let joined = reading.words[at.sentence].words[clause.head].has("conj");
    let of_same = |parent: usize| joined && above.get(parent).is_some_and(|above| above.source == Some(quotation));
    // "Nach Ansicht des Anwalts schreckt das ab": an opinion is no report.
    const OPINIONS: &str = include_str!("../data/opinion_nouns.txt");
    let said = &reading.document.quotations[quotation];
    let opinion = [said.speaker, said.cue].into_iter().flatten().any(|span| {
        let text = span.text(&reading.article.text);
        text.split_whitespace().any(|word| OPINIONS.lines().any(|noun| noun == word && !matches!(noun, "Angabe" | "Aussage")))
    });
    if opinion {
        return false;
    }
    reading.document.quotations[quotation].form == SpeechForm::Indirect
        && clause.kind == Kind::Main
        && clause.parent.is_none_or(of_same)
        && clause.mood == Mood::Indicative
        && clause.modal.as_deref() != Some("sollen")
}

fn certainty(reading: &Reading, at: ClauseAt, above: &[Status]) -> (Polarity, Modality) {
    let clause = reading.clause(at);
    // "ohne zu zahlen", "statt zu zahlen": not done.
    let without = matches!(clause.mark.as_deref(), Some("ohne" | "statt" | "anstatt"));
    let denied = without || (clause.negation.is_some() != denied_above(reading, at));
    let polarity = if denied { Polarity::Denied } else { Polarity::Affirmed };
    if let Some(modality) = left_open(reading, at, above) {
        return (polarity, modality);
    }
    if is_asked(reading, at) {
        return (polarity, Modality::Asked);
    }
    // "Er tat so, als ob die Krise harmlos sei", "als wäre nichts gewesen"
    if clause.mark.as_deref() == Some("als") && (clause.mood != Mood::Indicative || has_mark(reading, at, "ob")) {
        return (polarity, Modality::Possible);
    }
    if is_condition(reading, at) {
        // "Sollte der Fluss steigen", "falls der Damm wie befürchtet bricht": possible in itself.
        let modality = if is_feared(reading, at) { Modality::Possible } else { Modality::Conditional };
        return (polarity, modality);
    }
    // "… bevor sie die Wohnung durchsuchen konnte": she did not.
    if matches!(clause.mark.as_deref(), Some("bevor" | "ehe")) && clause.modal.as_deref() == Some("können") {
        return (Polarity::Denied, Modality::Asserted);
    }
    if let Some(modality) = governed(reading, at).or_else(|| untold(reading, at, above)) {
        return (polarity, modality);
    }
    // What depends on something unreal is no more real than that: "Falls sie zustimmt, zu kommen".
    if matches!(clause.kind, Kind::Infinitive | Kind::Relative)
        && let Some(parent) = clause.parent.and_then(|parent| above.get(parent))
        && matches!(parent.modality, Modality::Conditional | Modality::Asked)
    {
        return (polarity, parent.modality);
    }
    // "Er soll sie eingeschleust haben, indem er Anträge fälschte": as sure as the deed itself.
    if clause.mark.as_deref() == Some("indem")
        && let Some(parent) = clause.parent.and_then(|parent| above.get(parent))
    {
        return (polarity, parent.modality);
    }
    if is_doubtful_result(reading, at, above) {
        return (polarity, Modality::Possible);
    }
    // "um den Widerstand zu brechen", "der Versuch, den Westen zu provozieren": a purpose, not a fact.
    let of_noun = clause.finite.is_none() && clause.kind == Kind::OfNoun && !begins_with_question(reading, at);
    if of_noun || clause.mark.as_deref() == Some("um") {
        return (polarity, Modality::Planned);
    }
    // "wie damit umgegangen werden soll"
    if clause.modal.as_deref() == Some("sollen") && begins_with_question(reading, at) {
        return (polarity, Modality::Asked);
    }
    let coordinated = reading.words[at.sentence].words[clause.head].has("conj") && clause.modal.is_none();
    if coordinated
        && let Some(parent) = clause.parent
        && above.get(parent).is_some()
        && shares_auxiliary(reading, at, parent)
    {
        return (polarity, above[parent].modality);
    }
    match (own_modality(reading, at), negator(reading, at)) {
        // "Er wird kaum zurücktreten", "Sie wäre fast gestorben"
        (Modality::Planned | Modality::Future | Modality::Necessary, Some("kaum")) => (polarity, Modality::Possible),
        (_, Some("fast" | "beinahe" | "beinah")) => (polarity, Modality::Asserted),
        (modality, _) => (polarity, settled(reading, at, modality)),
    }
}

/// "Ob sie kommt, ist unklar": she may. "Ob er bleibt oder zurückkehrt, ist unklar": so with both.
fn left_open(reading: &Reading, at: ClauseAt, above: &[Status]) -> Option<Modality> {
    let clause = reading.clause(at);
    if has_mark(reading, at, "ob") && is_open(reading, at) {
        return Some(Modality::Possible);
    }
    let first = clause.parent.filter(|&first| has_mark(reading, ClauseAt { clause: first, ..at }, "ob"))?;
    let joined = reading.words[at.sentence].words[clause.head].has("conj") && clause.mark.is_none();
    above.get(first).filter(|_| joined && clause.subject_inherited).map(|first| first.modality)
}

/// "Womöglich führte das Wetter dazu, dass der Pilot die Kontrolle verlor", "Es kann sein, dass sie zahlt": not sure, either.
fn is_doubtful_result(reading: &Reading, at: ClauseAt, above: &[Status]) -> bool {
    let clause = reading.clause(at);
    let Some(parent) = clause.parent.filter(|_| clause.kind == Kind::Complement) else { return false };
    let cause = &reading.clauses[at.sentence][parent];
    const CAUSING: &str = include_str!("../data/causing_verbs.txt");
    let leads = CAUSING.lines().any(|verb| verb == cause.verb);
    let doubtful = |above: &Status| above.modality == Modality::Possible && above.quotation.is_none();
    (leads || cause.verb == "sein" && cause.modal.is_some())
        && above.get(parent).is_some_and(doubtful)
        && own_modality(reading, at) == Modality::Asserted
}

fn negator<'r>(reading: &'r Reading, at: ClauseAt) -> Option<&'r str> {
    reading.clause(at).negation.map(|word| reading.words[at.sentence].words[word].lemma.as_str())
}

/// The modality of a clause by what hangs on it and by its date.
fn settled(reading: &Reading, at: ClauseAt, modality: Modality) -> Modality {
    match modality {
        Modality::Asserted if hangs_on_condition(reading, at) => Modality::Possible,
        // "Die Kette schließt Ende 2026 drei Läden", "Über den Antrag wird am 19. August entschieden": not yet.
        Modality::Asserted if reading.is_due(at) && is_acting(reading, at) => Modality::Planned,
        Modality::Asserted if reading.is_due(at) => Modality::Future,
        modality => modality,
    }
}

/// Frames of the verb or predicate of a clause.
pub(super) fn predicate_frames<'a>(reading: &Reading<'a>, at: ClauseAt) -> &'a [Frame] {
    let knowledge: &'a Knowledge = reading.knowledge;
    let clause = reading.clause(at);
    let head = &reading.words[at.sentence].words[clause.head];
    // "Er war zu Gast": a phrase, and so a matter of the verb.
    if clause.copular && reading.words[at.sentence].preposition(clause.head).is_some() {
        return knowledge.lexicon.frames(Pos::Verb, &clause.verb);
    }
    if clause.copular {
        return knowledge.lexicon.adjective_frames(head);
    }
    knowledge.lexicon.frames(Pos::Verb, &clause.verb)
}

//! How sure a clause is: polarity and modality by mood, modal verb, adverbs and the clause above, and who is speaking. After FactBank.

use super::claim::{Modality, Polarity};
use super::clause::{Clause, Kind, Mood, Tense, Voice};
use super::frames::Filler;
use super::reading::{ClauseAt, Reading};
use crate::document::{NameClass, SpeechForm, Upos};
use crate::knowledge::Knowledge;
use crate::knowledge::lexicon::{Frame, Pos};

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
    let vouched = quotation.filter(|&quotation| is_vouched_for(reading, at, quotation));
    let (polarity, modality) = certainty(reading, at, above);
    Status { polarity, modality, quotation: if vouched.is_some() { None } else { quotation }, source: vouched }
}

/// "Vor dem Rathaus demonstrierten nach Angaben der Polizei 300 Menschen": indirect speech in the indicative of a main clause is the article's own
/// assertion, with its source.
fn is_vouched_for(reading: &Reading, at: ClauseAt, quotation: usize) -> bool {
    let clause = reading.clause(at);
    reading.document.quotations[quotation].form == SpeechForm::Indirect
        && clause.kind == Kind::Main
        && clause.parent.is_none()
        && clause.mood == Mood::Indicative
        && clause.modal.as_deref() != Some("sollen")
}

fn certainty(reading: &Reading, at: ClauseAt, above: &[Status]) -> (Polarity, Modality) {
    let clause = reading.clause(at);
    let without = clause.mark.as_deref() == Some("ohne");
    let polarity =
        if clause.negation.is_some() || without || implied_denial(reading, at) { Polarity::Denied } else { Polarity::Affirmed };
    let sentence = &reading.document.sentences[at.sentence];
    let is_question = sentence.tokens.iter().rev().take(2).any(|token| token.form == "?");
    if is_question && clause.kind == Kind::Main {
        return (polarity, Modality::Asked);
    }
    if is_condition(reading, at) {
        return (polarity, Modality::Conditional);
    }
    if let Some(modality) = governed(reading, at) {
        return (polarity, modality);
    }
    // What depends on something unreal is no more real than that: "Falls sie zustimmt, zu kommen".
    if matches!(clause.kind, Kind::Infinitive | Kind::Relative)
        && let Some(parent) = clause.parent.and_then(|parent| above.get(parent))
        && matches!(parent.modality, Modality::Conditional | Modality::Asked)
    {
        return (polarity, parent.modality);
    }
    // "um den Widerstand zu brechen", "der Versuch, den Westen zu provozieren": a purpose, not a fact.
    if clause.finite.is_none() && matches!(clause.kind, Kind::OfNoun) || clause.mark.as_deref() == Some("um") {
        return (polarity, Modality::Planned);
    }
    let coordinated = reading.words[at.sentence].words[clause.head].has("conj") && clause.modal.is_none();
    if coordinated
        && let Some(parent) = clause.parent
        && above.get(parent).is_some()
        && shares_auxiliary(reading, at, parent)
    {
        return (polarity, above[parent].modality);
    }
    let modality = own_modality(reading, at);
    if modality == Modality::Asserted && hangs_on_condition(reading, at) {
        return (polarity, Modality::Possible);
    }
    (polarity, modality)
}

/// "Wenn der Bund zahlt, baut das Land die Strecke aus": what hangs on a condition has not happened. What was said has: "Wenn das so ist, sagt sie, …".
fn hangs_on_condition(reading: &Reading, at: ClauseAt) -> bool {
    let clauses = &reading.clauses[at.sentence];
    let begins = |below: &Clause| {
        let words = &reading.words[at.sentence];
        let first = words.below(below.head, |_| false)[0];
        words.words[..first].iter().all(|word| word.upos == Upos::Punct)
    };
    let is_condition = |below: usize| {
        let marked = matches!(clauses[below].mark.as_deref(), Some("wenn" | "falls" | "sofern"));
        // Without a mark a condition stands first: "Zahlt der Bund, baut das Land".
        clauses[below].parent == Some(at.clause)
            && is_condition(reading, ClauseAt { clause: below, ..at })
            && (marked || begins(&clauses[below]))
    };
    clauses[at.clause].tense != Tense::Past
        && (0..clauses.len()).any(is_condition)
        && !predicate_frames(reading, at).iter().any(|frame| frame.relation == "says")
}

/// "Sie wollen liefern und zahlen": an infinitive or participle without its own auxiliary shares that of the first clause.
fn shares_auxiliary(reading: &Reading, at: ClauseAt, parent: usize) -> bool {
    let clause = reading.clause(at);
    let words = &reading.words[at.sentence];
    let same_form = words.words[clause.head].feats.get("VerbForm")
        == words.words[reading.clauses[at.sentence][parent].head].feats.get("VerbForm");
    clause.finite.is_none() && clause.predicate.is_empty() && same_form
}

/// *wenn*, *falls*, and the verb-first condition: "Sollte der Krieg andauern, …".
fn is_condition(reading: &Reading, at: ClauseAt) -> bool {
    let clause = reading.clause(at);
    let words = &reading.words[at.sentence];
    if matches!(clause.mark.as_deref(), Some("wenn" | "falls" | "sofern" | "ob")) {
        return true;
    }
    let Some(finite) = clause.finite else { return false };
    let first = words.below(clause.head, |_| false).into_iter().find(|&word| words.words[word].upos != Upos::Punct);
    clause.kind == Kind::Adverbial && clause.mark.is_none() && first == Some(finite)
}

fn own_modality(reading: &Reading, at: ClauseAt) -> Modality {
    let clause = reading.clause(at);
    let mood = clause.mood;
    match clause.modal.as_deref() {
        Some("wollen" | "möchten") => return Modality::Planned,
        Some("mögen") => return if mood == Mood::Irrealis { Modality::Planned } else { Modality::Possible },
        Some("sollen") if has_perfect_infinitive(reading, at) => return Modality::Hearsay,
        Some("sollen") if mood == Mood::Irrealis => return Modality::Necessary,
        Some("sollen") => return Modality::Planned,
        Some("können") => return Modality::Possible,
        Some("dürfen") if mood == Mood::Irrealis => return Modality::Possible,
        Some("müssen") if mood == Mood::Irrealis => return Modality::Possible,
        Some("müssen" | "dürfen") => return Modality::Necessary,
        _ => {}
    }
    if mood == Mood::Irrealis || has_hedge(reading, at) {
        return Modality::Possible;
    }
    if mood == Mood::Imperative && clause.subject.is_none() {
        return Modality::Demanded;
    }
    if clause.tense == Tense::Future {
        return if is_acting(reading, at) { Modality::Planned } else { Modality::Future };
    }
    Modality::Asserted
}

/// "Er soll telefoniert haben": hearsay; "Er soll kommen": a plan.
fn has_perfect_infinitive(reading: &Reading, at: ClauseAt) -> bool {
    let clause = reading.clause(at);
    let words = &reading.words[at.sentence];
    clause.predicate.iter().any(|&aux| matches!(words.words[aux].form.as_str(), "haben" | "sein" | "worden"))
        && words.words[clause.head].feats.is("VerbForm", "Part")
        && clause.predicate.iter().any(|&aux| {
            words.words[aux].form == "haben"
                || words.words[aux].form == "worden"
                || words.words[aux].form == "sein" && clause.voice == Voice::Active
        })
}

/// *womöglich*, *offenbar*, *dem Vernehmen nach*
fn has_hedge(reading: &Reading, at: ClauseAt) -> bool {
    const HEDGES: &str = include_str!("data/hedges.txt");
    let words = &reading.words[at.sentence];
    let clause = reading.clause(at);
    words.children(clause.head).iter().any(|&child| {
        let form = words.words[child].form.to_lowercase();
        HEDGES.lines().any(|hedge| hedge == form)
            && (words.words[child].has("advmod") || words.words[child].has("obl") || words.words[child].has("amod"))
    })
}

/// Whether the subject is somebody who can intend something, and the verb something one can intend.
pub fn is_acting(reading: &Reading, at: ClauseAt) -> bool {
    const STATES: &str = include_str!("data/state_verbs.txt");
    let clause = reading.clause(at);
    if clause.copular || STATES.lines().any(|verb| verb == clause.verb) {
        return false;
    }
    clause.subject.is_some_and(|subject| is_actor(reading, at.sentence, subject))
}

/// Persons, organisations, states, and nouns for people and bodies (*Mitgliedstaaten*, *Kommandeure*).
pub fn is_actor(reading: &Reading, sentence: usize, word: usize) -> bool {
    let word = reading.antecedent(sentence, word);
    if let Some(entity) = reading.entity(sentence, word) {
        return matches!(reading.document.entities[entity].class, NameClass::Person | NameClass::Organisation | NameClass::Place);
    }
    let here = &reading.words[sentence].words[word];
    if here.upos == Upos::Pron {
        return matches!(here.lemma.as_str(), "ich" | "wir" | "man" | "er" | "sie");
    }
    is_actor_noun(reading, &here.lemma)
}

/// Whether a noun stands for people or bodies.
pub fn is_actor_noun(reading: &Reading, lemma: &str) -> bool {
    is_actor_lemma(reading.knowledge, lemma)
}

/// The same for a base form alone.
pub fn is_actor_lemma(knowledge: &Knowledge, lemma: &str) -> bool {
    const ACTORS: &str = include_str!("data/actor_nouns.txt");
    let office = knowledge.lexicon.is_office(lemma);
    let lemma = lemma.to_lowercase();
    office || ACTORS.lines().any(|noun| !noun.starts_with('#') && lemma.ends_with(noun))
}

/// What the clause or noun above makes of its complement: "Er kündigte an, zu kommen" makes a plan of it.
fn governed(reading: &Reading, at: ClauseAt) -> Option<Modality> {
    let clause = reading.clause(at);
    let words = &reading.words[at.sentence];
    if !matches!(clause.kind, Kind::Complement | Kind::Infinitive | Kind::OfNoun) {
        return None;
    }
    let above = words.words[clause.head].head?;
    if words.words[above].is_nominal()
        && !reading.clauses[at.sentence].iter().any(|clause| clause.head == above && clause.copular)
    {
        let (frames, _) = reading.knowledge.lexicon.noun_frames(&words.words[above].lemma);
        // "der Vorwurf, die Rebellen auszurüsten", "Berichte, wonach …": what a noun of saying holds is hearsay.
        let told = |frame: &Frame| (frame.relation == "says").then_some(Modality::Hearsay);
        return frames.iter().find_map(|frame| made_of_complement(frame, clause).or_else(|| told(frame)));
    }
    let parent = clause.parent?;
    let parent = ClauseAt { sentence: at.sentence, clause: parent };
    reading.frames_of(parent).iter().find_map(|frame| {
        let complement = reading.fill(parent, frame, "object")?;
        (complement == Filler::Clause(at)).then(|| made_of_complement(frame, clause)).flatten()
    })
}

fn made_of_complement(frame: &Frame, clause: &Clause) -> Option<Modality> {
    let fixed = |modality: &str| match modality {
        "Possible" => Some(Modality::Possible),
        "Hearsay" => Some(Modality::Hearsay),
        "Necessary" => Some(Modality::Necessary),
        "Planned" => Some(Modality::Planned),
        "Demanded" => Some(Modality::Demanded),
        _ => None,
    };
    match frame.relation.as_str() {
        "plans" => Some(Modality::Planned),
        "demands" => Some(Modality::Demanded),
        "fears" => Some(Modality::Possible),
        // "Er warnte, Russland könnte angreifen" and "Er warnte davor, zu verhandeln": neither happened.
        "warns" => Some(Modality::Possible),
        "supports" | "rejects" | "condemns" if clause.finite.is_none() => Some(Modality::Conditional),
        "does" => frame.fixed.get("modality").and_then(|modality| fixed(modality)),
        _ => None,
    }
}

/// "Er verzichtete darauf, zu kommen", "Sie bestritt, dass …": the clause is denied by the verb above.
fn implied_denial(reading: &Reading, at: ClauseAt) -> bool {
    let clause = reading.clause(at);
    let Some(parent) = clause.parent.map(|clause| ClauseAt { sentence: at.sentence, clause }) else { return false };
    matches!(clause.kind, Kind::Infinitive | Kind::Complement)
        && reading.frames_of(parent).iter().any(|frame| {
            frame.fixed.get("polarity").is_some_and(|polarity| polarity == "Denied")
                && reading.fill(parent, frame, "object") == Some(Filler::Clause(at))
        })
}

/// Frames of the verb or predicate of a clause.
pub(super) fn predicate_frames<'a>(reading: &Reading<'a>, at: ClauseAt) -> &'a [Frame] {
    let knowledge: &'a Knowledge = reading.knowledge;
    let clause = reading.clause(at);
    let head = &reading.words[at.sentence].words[clause.head];
    if clause.copular {
        return knowledge.lexicon.frames(Pos::Adjective, &head.lemma);
    }
    knowledge.lexicon.frames(Pos::Verb, &clause.verb)
}

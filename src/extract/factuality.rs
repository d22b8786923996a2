//! How sure a clause is: polarity and modality by mood, modal verb, adverbs and the clause above, and who is speaking. After FactBank.

use super::claim::{Modality, Polarity};
use super::clause::{Clause, Kind, Mood, Tense, Voice};
use super::frames::Filler;
use super::reading::{ClauseAt, Reading};
use crate::document::words::Words;
use crate::document::{NameClass, SpeechForm, Upos};
use crate::knowledge::Knowledge;
use crate::knowledge::lexicon::{Frame, Pos};
use std::sync::LazyLock;

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
    // "Nach Ansicht des Anwalts schreckt das ab": an opinion is no report.
    const OPINIONS: &str = include_str!("data/opinion_nouns.txt");
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
        && clause.parent.is_none()
        && clause.mood == Mood::Indicative
        && clause.modal.as_deref() != Some("sollen")
}

fn certainty(reading: &Reading, at: ClauseAt, above: &[Status]) -> (Polarity, Modality) {
    let clause = reading.clause(at);
    // "ohne zu zahlen", "statt zu zahlen": not done.
    let without = matches!(clause.mark.as_deref(), Some("ohne" | "statt" | "anstatt"));
    let denied = without || (clause.negation.is_some() != denied_above(reading, at));
    let polarity = if denied { Polarity::Denied } else { Polarity::Affirmed };
    if is_asked(reading, at) {
        return (polarity, Modality::Asked);
    }
    // "Er tat so, als ob die Krise harmlos sei", "als wäre nichts gewesen"
    if clause.mark.as_deref() == Some("als") && (clause.mood != Mood::Indicative || has_mark(reading, at, "ob")) {
        return (polarity, Modality::Possible);
    }
    if is_condition(reading, at) {
        return (polarity, Modality::Conditional);
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
    // "um den Widerstand zu brechen", "der Versuch, den Westen zu provozieren": a purpose, not a fact.
    if clause.finite.is_none() && matches!(clause.kind, Kind::OfNoun) || clause.mark.as_deref() == Some("um") {
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

fn has_mark(reading: &Reading, at: ClauseAt, lemma: &str) -> bool {
    let words = &reading.words[at.sentence];
    words
        .children(reading.clause(at).head)
        .iter()
        .any(|&child| words.words[child].has("mark") && words.words[child].lemma == lemma)
}

/// "Zahlt der Bund?", „Soll die Stadt zahlen?“, fragte sie; "Sie prüft, ob die Stadt zahlt".
fn is_asked(reading: &Reading, at: ClauseAt) -> bool {
    let clause = reading.clause(at);
    if clause.mark.as_deref() == Some("ob") {
        return true;
    }
    let open = matches!(clause.kind, Kind::Main | Kind::Complement) && clause.mark.is_none();
    let words = &reading.words[at.sentence].words;
    let last =
        reading.words[at.sentence].below(clause.head, |_| false).into_iter().rfind(|&word| words[word].upos != Upos::Punct);
    let end = last.and_then(|last| {
        words[last + 1..].iter().find(|word| !matches!(word.form.as_str(), "\"" | "“" | "”" | "«" | "»" | "''"))
    });
    open && end.is_some_and(|end| end.form.starts_with('?'))
}

/// "…, es sei denn, der Bund zahlt": the word behind *denn*, if the sentence has such an exception.
fn exception(words: &Words) -> Option<usize> {
    let form = |word: usize| words.words[word].form.as_str();
    (2..words.words.len())
        .find(|&denn| form(denn) == "denn" && form(denn - 1) == "sei" && matches!(form(denn - 2), "es" | "Es"))
        .map(|denn| denn + 1)
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
    let words = &reading.words[at.sentence];
    let excepted = exception(words).is_some_and(|behind| clauses[at.clause].head < behind && clauses[at.clause].parent.is_none());
    clauses[at.clause].tense != Tense::Past
        && (excepted || (0..clauses.len()).any(is_condition))
        && !predicate_frames(reading, at).iter().any(|frame| frame.relation == "says")
}

/// "Sie wollen liefern und zahlen", "Er soll Geld veruntreut und Akten gefälscht haben": an infinitive or participle without a finite verb and subject
/// of its own shares the auxiliary of the first clause.
pub(super) fn shares_auxiliary(reading: &Reading, at: ClauseAt, parent: usize) -> bool {
    let clause = reading.clause(at);
    let words = &reading.words[at.sentence];
    let above = &reading.clauses[at.sentence][parent];
    let form = |head: usize| words.words[head].feats.get("VerbForm");
    let has_own = clause.predicate.iter().any(|&aux| words.words[aux].feats.is("VerbForm", "Fin") && !is_late(words, aux));
    let subject = words.child(clause.head, "nsubj").is_some();
    !has_own && !subject && form(clause.head) == form(above.head) && form(clause.head).is_some_and(|form| form != "Fin")
}

/// "… soll Akten gefälscht haben": *haben* at the end, behind its participle, is an infinitive that the tagger takes for a finite verb.
fn is_late(words: &Words, aux: usize) -> bool {
    let before = aux.checked_sub(1).is_some_and(|before| words.words[before].feats.is("VerbForm", "Part"));
    before && matches!(words.words[aux].form.as_str(), "haben" | "sein" | "werden")
}

/// *wie*, *wer*, *wann* at the head of an embedded clause.
fn begins_with_question(reading: &Reading, at: ClauseAt) -> bool {
    let words = &reading.words[at.sentence];
    let first = words
        .below(reading.clause(at).head, |_| false)
        .into_iter()
        .find(|&word| !matches!(words.words[word].upos, Upos::Punct | Upos::Adp | Upos::Cconj));
    const QUESTIONS: [&str; 12] =
        ["wie", "wer", "wen", "wem", "was", "wann", "wo", "wohin", "warum", "weshalb", "woher", "wieso"];
    let asks = first.is_some_and(|first| QUESTIONS.contains(&words.words[first].form.to_lowercase().as_str()));
    asks && reading.clause(at).kind != Kind::Main
}

/// *wenn*, *falls*, and the verb-first condition: "Sollte der Krieg andauern, …".
fn is_condition(reading: &Reading, at: ClauseAt) -> bool {
    let clause = reading.clause(at);
    let words = &reading.words[at.sentence];
    if matches!(clause.mark.as_deref(), Some("wenn" | "falls" | "sofern")) {
        return true;
    }
    if exception(words).is_some_and(|behind| clause.head >= behind) {
        return true;
    }
    let Some(finite) = clause.finite else { return false };
    let first = words.below(clause.head, |_| false).into_iter().find(|&word| words.words[word].upos != Upos::Punct);
    clause.kind == Kind::Adverbial && clause.mark.is_none() && first == Some(finite)
}

fn own_modality(reading: &Reading, at: ClauseAt) -> Modality {
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
        Some("sollen") => return Modality::Planned,
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
    let plural = clause.finite.is_some_and(|finite| matches!(words[finite].form.as_str(), "würden" | "hätten"));
    let indirect = |quotation: usize| reading.document.quotations[quotation].form == SpeechForm::Indirect;
    plural && clause.modal.is_none() && reading.quotation(words[clause.head].span).is_some_and(indirect)
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
    // "Er soll Geld veruntreut und Akten gefälscht haben": *haben* stands with the last.
    let last = words.children(clause.head).iter().copied().filter(|&child| words.words[child].has("conj"));
    let shared = last
        .flat_map(|conjunct| words.children(conjunct))
        .any(|&aux| words.words[aux].has("aux") && matches!(words.words[aux].form.as_str(), "haben") && is_late(words, aux));
    if shared && words.words[clause.head].feats.is("VerbForm", "Part") {
        return true;
    }
    clause.predicate.iter().any(|&aux| matches!(words.words[aux].form.as_str(), "haben" | "sein" | "worden" | "gewesen"))
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
    static ACTORS: LazyLock<(Vec<&str>, Vec<&str>)> = LazyLock::new(|| {
        let lines = include_str!("data/actor_nouns.txt").lines().filter(|line| !line.starts_with('#'));
        let (none, some): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with('-'));
        (some, none.into_iter().map(|line| &line[1..]).collect())
    });
    let office = knowledge.lexicon.is_office(lemma);
    let lemma = lemma.to_lowercase();
    let ends = |nouns: &[&str]| nouns.iter().any(|noun| lemma.ends_with(noun));
    office || ends(&ACTORS.0) && !ends(&ACTORS.1)
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
        // "die Weigerung, zu zahlen": nothing was paid.
        let denied = |frame: &Frame| {
            frame.fixed.get("polarity").is_some_and(|polarity| polarity == "Denied").then_some(Modality::Asserted)
        };
        return frames
            .iter()
            .find_map(|frame| made_of_complement(frame, clause).or_else(|| told(frame)).or_else(|| denied(frame)));
    }
    let parent = clause.parent?;
    let parent = ClauseAt { sentence: at.sentence, clause: parent };
    reading.frames_of(parent).iter().find_map(|frame| {
        let complement = reading.fill(parent, frame, "object")?;
        let denies = frame.fixed.get("polarity").is_some_and(|polarity| polarity == "Denied");
        match (complement == Filler::Clause(at), denies, reading.clause(parent).negation) {
            (false, _, _) | (true, true, None) => None,
            // "Sie bestreitet nicht, dass …": the article vouches for neither.
            (true, true, Some(_)) if clause.finite.is_some() => Some(Modality::Possible),
            _ => made_of_complement(frame, clause),
        }
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

/// "Er versuchte, das Haus zu verlassen": what an infinitive with *zu* tells has happened only below verbs that imply it, and is then as sure as
/// they are: "Es gelang ihm, zu fliehen", "Er will beginnen, zu bauen".
fn untold(reading: &Reading, at: ClauseAt, above: &[Status]) -> Option<Modality> {
    const IMPLYING: &str = include_str!("data/implying_verbs.txt");
    let clause = reading.clause(at);
    let words = &reading.words[at.sentence];
    let has_zu = words
        .children(clause.head)
        .iter()
        .any(|&child| words.words[child].upos == Upos::Part && words.words[child].form.eq_ignore_ascii_case("zu"));
    if clause.kind != Kind::Infinitive || !has_zu && !words.words[clause.head].feats.is("VerbForm", "Inf") {
        return None;
    }
    let parent = clause.parent?;
    let verb = &reading.clauses[at.sentence][parent].verb;
    // "Er vergaß, die Pumpe zu warten": as sure as *vergaß*.
    let implied = !has_zu || IMPLYING.lines().any(|implying| implying == verb) || denies(reading, at);
    match verb.as_str() {
        _ if implied => Some(above.get(parent)?.modality),
        // "Sie haben die Kosten zu tragen"
        "haben" => Some(Modality::Necessary),
        _ => Some(Modality::Possible),
    }
}

/// "Er verzichtete darauf, zu kommen": whether the frame of the verb above denies a clause.
fn denies(reading: &Reading, at: ClauseAt) -> bool {
    let Some(parent) = reading.clause(at).parent.map(|clause| ClauseAt { sentence: at.sentence, clause }) else { return false };
    reading.frames_of(parent).iter().any(|frame| {
        frame.fixed.get("polarity").is_some_and(|polarity| polarity == "Denied")
            && reading.fill(parent, frame, "object") == Some(Filler::Clause(at))
    })
}

/// Whether what stands above denies a clause. "Er verzichtete darauf, zu kommen", "Sie bestritt, dass …": the verb does. "Es gelang nicht, zu
/// fliehen", "Er glaubt nicht, dass sie kommt": its negation does. Both undo each other: "Er bestritt nicht, dass …".
fn denied_above(reading: &Reading, at: ClauseAt) -> bool {
    let clause = reading.clause(at);
    // "die Weigerung, zu zahlen"
    if clause.kind == Kind::OfNoun && clause.finite.is_none() {
        let noun = reading.words[at.sentence].words[clause.head].head.map(|noun| &reading.words[at.sentence].words[noun].lemma);
        let frames = noun.map_or(&[][..], |noun| reading.knowledge.lexicon.noun_frames(noun).0);
        return frames.iter().any(|frame| frame.fixed.get("polarity").is_some_and(|polarity| polarity == "Denied"));
    }
    let Some(index) = clause.parent.filter(|_| matches!(clause.kind, Kind::Infinitive | Kind::Complement)) else { return false };
    let parent = ClauseAt { sentence: at.sentence, clause: index };
    let frames = reading.frames_of(parent);
    let governs = |frame: &&&Frame| reading.fill(parent, frame, "object") == Some(Filler::Clause(at));
    let has = |frame: &&Frame, fixed: &str, value: &str| frame.fixed.get(fixed).is_some_and(|found| found == value);
    let by_verb = denies(reading, at);
    let raised = clause.kind == Kind::Infinitive
        || by_verb
        || frames.iter().filter(governs).any(|frame| has(frame, "modality", "Possible"));
    let negated = reading.clause(parent).negation.is_some() && raised;
    by_verb != negated
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

//! What is or happens where, and when: phrases of place and time at clauses and nouns.

use super::claim::{Modality, NodeKind, Polarity, Value};
use super::clause::{Kind, Tense, Voice};
use super::endings::ends;
use super::factuality::Status;
use super::frames::Filler;
use super::reading::{ClauseAt, Reading, argument, asserted};
use crate::document::{NameClass, SpeechForm, Upos};
use crate::knowledge::lexicon::Frame;

/// Kinds of places.
const AREAS: &str = include_str!("data/area_nouns.txt");

/// Reads all clauses and nouns.
pub fn places_and_dates(reading: &mut Reading) {
    for at in reading.all_clauses() {
        clause_place(reading, at);
        clause_date(reading, at);
    }
    for sentence in 0..reading.words.len() {
        for word in 0..reading.words[sentence].words.len() {
            if reading.words[sentence].words[word].is_nominal() {
                noun_place(reading, sentence, word);
                noun_date(reading, sentence, word);
            }
        }
    }
}

fn is_direct_speech(reading: &Reading, status: &Status) -> bool {
    status.quotation.is_some_and(|quotation| reading.document.quotations[quotation].form == SpeechForm::Direct)
}

/// "Rund 900 Beschäftigte streikten in Brackwede"; the goal of a completed movement counts: "nach Europa gebracht".
fn clause_place(reading: &mut Reading, at: ClauseAt) {
    const ALWAYS: [&str; 9] = ["in", "an", "auf", "bei", "vor", "unter", "hinter", "neben", "nahe"];
    let status = reading.status(at).clone();
    if status.polarity == Polarity::Denied || status.modality != Modality::Asserted || status.quotation.is_some() {
        return;
    }
    let clause = reading.clause(at).clone();
    if clause.kind == Kind::Nominal && clause.subject.is_none() {
        return;
    }
    // "Das Konzert ist in Essen geplant"
    let unreal = clause.voice == Voice::Passive
        && reading.frames_of(at).iter().any(|frame| matches!(frame.relation.as_str(), "plans" | "demands" | "does"));
    if unreal {
        return;
    }
    let there = located(reading, at);
    let mut phrases = clause.obliques.clone();
    phrases.extend(reading.place_of_where(at).map(|place| ("in".to_owned(), place)));
    for (preposition, word) in &phrases {
        let goal = matches!(preposition.as_str(), "nach") && clause.tense == Tense::Past;
        if !ALWAYS.contains(&preposition.as_str()) && !goal || reading.is_aim(at, preposition, *word) {
            continue;
        }
        for (place, span) in reading.place_values(at.sentence, *word) {
            // "bringen … nach Europa": what was moved is there now.
            let thing = match clause.object.filter(|_| goal) {
                Some(object) => reading.value(at.sentence, object),
                None if there.is_some() && !goal => there.and_then(|thing| reading.value(at.sentence, thing)),
                None => {
                    let label = reading.event_label(at, &[*word]);
                    let evidence = reading.source(at, "place of a clause", None).evidence;
                    let node = reading.node(NodeKind::Action, label, clause.verb.clone(), evidence, Vec::new());
                    Some((Value::Node(node), evidence))
                }
            };
            let Some((thing, thing_span)) = thing else { continue };
            let source = reading.source(at, "place of a clause", None);
            reading.claim(
                "locatedIn",
                vec![argument("subject", thing, thing_span), argument("object", place, span)],
                &status,
                source,
            );
        }
    }
}

/// "Talbach liegt in Tirol", "Pantelleria ist eine Insel im Mittelmeer": what the clause says to be there, and nothing that is done there. Where somebody
/// once was ("Er war in Japan") he need not be now.
fn located(reading: &Reading, at: ClauseAt) -> Option<usize> {
    let word = said_to_be(reading, at)?;
    let here = &reading.words[at.sentence].words[word];
    let person =
        reading.entity(at.sentence, word).is_some_and(|entity| reading.document.entities[entity].class == NameClass::Person);
    let gone = person && reading.clause(at).verb == "sein" && reading.clause(at).tense == Tense::Past;
    Some(word).filter(|_| here.is_nominal() && !gone && !super::attribution::is_source_noun(&here.lemma))
}

/// The subject of a copula with a kind of place or of *sein*, or what the frame of the verb says to be somewhere.
fn said_to_be(reading: &Reading, at: ClauseAt) -> Option<usize> {
    let clause = reading.clause(at);
    let head = &reading.words[at.sentence].words[clause.head];
    if clause.copular {
        return clause.subject.filter(|_| head.upos == Upos::Noun && ends(AREAS, &head.lemma));
    }
    // "Der Sitz der Firma ist in Wien"
    if clause.verb == "sein" {
        return clause.subject;
    }
    let moves = |frame: &Frame| frame.roles.get("object").is_some_and(|slots| slots.iter().any(|slot| slot == "nach"));
    let frame = reading.frames_of(at).into_iter().find(|frame| frame.relation == "locatedIn" && !moves(frame))?;
    match reading.fill(at, frame, "subject") {
        Some(Filler::Noun(word)) => Some(word),
        _ => None,
    }
}

/// "Hungerkrise in Afrika", "Häfen am Schwarzen Meer".
fn noun_place(reading: &mut Reading, sentence: usize, word: usize) {
    let span = reading.words[sentence].words[word].span;
    let status = Status { quotation: reading.quotation(span), ..asserted() };
    if is_direct_speech(reading, &status) || reading.is_time(sentence, word) {
        return;
    }
    let status = Status { quotation: None, ..status };
    // "Pantelleria ist eine Insel im Mittelmeer": the clause says so.
    let is_predicate = |at: ClauseAt| reading.clause(at).head == word && located(reading, at).is_some();
    if reading.clause_of(sentence, word).is_some_and(is_predicate) {
        return;
    }
    // "Das Konzert in Essen wurde abgesagt": nothing is there.
    if super::nouns::is_prevented(reading, sentence, word) {
        return;
    }
    for phrase in reading.places_of_noun(sentence, word) {
        if !matches!(reading.words[sentence].preposition(phrase), Some("in" | "an" | "auf" | "bei" | "vor")) {
            continue;
        }
        for (place, place_span) in reading.place_values(sentence, phrase) {
            let words = &reading.words[sentence];
            // "Talbach, eine Stadt in Tirol": the town.
            let here = &words.words[word];
            let called = here.head.filter(|&name| here.has("appos") && name < word && ends(AREAS, &here.lemma));
            let named = called.and_then(|name| reading.entity(sentence, name)).or_else(|| reading.entity(sentence, word));
            let thing = match named {
                Some(entity) => Some((Value::Entity(entity), span)),
                None => {
                    // The thing without its place: "Hungerkrise", not "Hungerkrise in Afrika".
                    let inside = reading.noun_words_without(sentence, word, &[phrase]);
                    let label = reading.render(sentence, &inside);
                    let concept = words.words[word].lemma.clone();
                    let at = words.span_of(&inside).unwrap_or(span);
                    (!label.is_empty()).then(|| (Value::Node(reading.node(NodeKind::Thing, label, concept, at, Vec::new())), at))
                }
            };
            let Some((thing, thing_span)) = thing else { continue };
            let mut source = reading.noun_source(sentence, word, "place of a noun", None);
            source.evidence = source.evidence.cover(place_span);
            reading.claim(
                "locatedIn",
                vec![argument("subject", thing, thing_span), argument("object", place, place_span)],
                &status,
                source,
            );
        }
    }
}

/// "Im März 2025 rücken die Bagger an": dated, whether it happened or is due.
fn clause_date(reading: &mut Reading, at: ClauseAt) {
    let status = reading.status(at).clone();
    if status.polarity == Polarity::Denied
        || matches!(status.modality, Modality::Conditional | Modality::Asked | Modality::Demanded)
        || is_direct_speech(reading, &status)
    {
        return;
    }
    let clause = reading.clause(at);
    if clause.kind == Kind::Nominal && clause.subject.is_none() {
        return;
    }
    let verb = clause.verb.clone();
    let Some((date, span)) = reading.date_of_clause(at) else { return };
    // "sagte sie am Donnerstag": when something was said is no event of its own.
    if reading.frames_of(at).iter().any(|frame| frame.relation == "says") {
        return;
    }
    let label = reading.event_label(at, &[]);
    let source = reading.source(at, "date of a clause", None);
    let node = reading.node(NodeKind::Action, label, verb, source.evidence, Vec::new());
    let arguments = vec![argument("subject", Value::Node(node), source.evidence), argument("object", Value::Date(date), span)];
    reading.claim("dated", arguments, &status, source);
}

/// "die Vereinbarung von 1997", "beim Nato-Gipfel im Juni".
fn noun_date(reading: &mut Reading, sentence: usize, word: usize) {
    if reading.is_time(sentence, word) {
        return;
    }
    let words = &reading.words[sentence];
    let timed = words
        .children(word)
        .iter()
        .copied()
        .find(|&child| words.words[child].has("nmod") && child > word && reading.is_time(sentence, child));
    let Some(timed) = timed else { return };
    let Some(span) = words.span_of(&words.below(timed, |_| false)) else { return };
    let Some((date, date_span)) = reading.date_in(span) else { return };
    let here = words.words[word].span;
    let status = Status { quotation: reading.quotation(here), ..asserted() };
    if is_direct_speech(reading, &status) {
        return;
    }
    let words = &reading.words[sentence];
    let inside: Vec<usize> =
        reading.noun_words(sentence, word).into_iter().filter(|&inner| !words.is_below(inner, timed)).collect();
    let label = reading.render(sentence, &inside);
    if label.is_empty() {
        return;
    }
    let concept = words.words[word].lemma.clone();
    let node = reading.node(NodeKind::Event, label, concept, here, Vec::new());
    let mut source = reading.noun_source(sentence, word, "date of a noun", None);
    source.evidence = source.evidence.cover(date_span);
    reading.claim(
        "dated",
        vec![argument("subject", Value::Node(node), here), argument("object", Value::Date(date), date_span)],
        &status,
        source,
    );
}

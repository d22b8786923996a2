//! Meetings told by nouns, and who takes part in them.

use super::reality::{has_no, is_object_of_wish, is_presupposed};
use super::role;
use crate::document::{NameClass, Span};
use crate::extract::claim::{Modality, Polarity, Value};
use crate::extract::factuality::Status;
use crate::extract::reading::{Reading, argument};
use crate::knowledge::lexicon::Frame;

/// "beim Nato-Gipfel mit Biden": who is named with a meeting takes part.
pub(super) fn meeting(reading: &mut Reading, sentence: usize, word: usize, frame: &Frame, status: &Status) {
    let mut participants = Vec::new();
    for name in ["subject", "participant"] {
        participants.extend(role(reading, sentence, word, frame, None, name).into_iter().flatten());
    }
    participants.extend(who_was_there(reading, sentence, word));
    if participants.is_empty() || has_no(reading, sentence, word) || is_object_of_wish(reading, sentence, word) {
        return;
    }
    let Some((event, span)) = reading.event_of_noun(sentence, word) else { return };
    // "Bei der Tagung gab es keine Einigung": the meeting was.
    let status = match reading.words[sentence].preposition(word) {
        Some("bei" | "nach" | "seit" | "während" | "auf" | "in" | "vor" | "zu") if is_presupposed(reading, sentence, word) => {
            &Status { polarity: Polarity::Affirmed, modality: Modality::Asserted, ..status.clone() }
        }
        _ => status,
    };
    for (participant, at) in participants {
        if reading.can_take_part(&participant) {
            let source = reading.noun_source(sentence, word, "noun of meeting", Some(frame.entry.clone()));
            reading.claim(
                "participatesIn",
                vec![argument("subject", participant, at), argument("object", Value::Node(event), span)],
                status,
                source,
            );
        }
    }
}

/// "Beim Gipfel in Brüssel sagte Joe Biden": who does something at a meeting, and is a person or an office, takes part in it. The police that arrest
/// somebody there do not.
pub(super) fn who_was_there(reading: &mut Reading, sentence: usize, word: usize) -> Vec<(Value, Span)> {
    let Some(at) = reading.clause_of(sentence, word) else { return Vec::new() };
    let (clause, status, words) = (reading.clause(at), reading.status(at), &reading.words[sentence]);
    let asserted = status.polarity == Polarity::Affirmed && status.modality == Modality::Asserted && status.quotation.is_none();
    // "Das beschloss der Stadtrat in seiner Sitzung": a body is in its own session.
    let possessed = words.child(word, "det").is_none_or(|det| words.words[det].deprel == "det:poss");
    let own = possessed
        && words.preposition(word) == Some("in")
        && crate::extract::meetings::is_named_meeting(&words.words[word].lemma);
    // "Nach den Verhandlungen einigten sich Regierung und Rebellen", "Nach dem Treffen sagte sie": they were there.
    let after = words.preposition(word) == Some("nach");
    const AGREEING: &str = include_str!("../data/agreeing_verbs.txt");
    let agreed = after && AGREEING.lines().any(|verb| verb == clause.verb);
    let said = after && reading.frames_of(at).iter().any(|frame| frame.relation == "says");
    let inside = (own || agreed || said || matches!(words.preposition(word), Some("bei" | "auf" | "während")))
        && words.words[word].head == Some(clause.head);
    let Some(subject) = clause.subject.filter(|_| asserted && inside) else { return Vec::new() };
    let all = reading.values(sentence, subject);
    let is_somebody = |reading: &Reading, value: &Value| match value {
        _ if own || agreed => reading.can_take_part(value),
        Value::Entity(entity) => reading.document.entities[*entity].class == NameClass::Person,
        Value::Node(node) => reading.knowledge.lexicon.is_office(&reading.found.nodes[*node].concept),
        _ => false,
    };
    all.into_iter().filter(|(value, _)| is_somebody(reading, value)).collect()
}

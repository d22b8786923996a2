//! Meetings told by nouns, and who takes part in them.

use super::reality::{has_no, is_object_of_wish, is_presupposed};
use super::role;
use crate::document::words::Words;
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

/// "Beim Gipfel in Brüssel sagte Joe Biden": who does something at a meeting, and is a person or an office, takes part in it; a body where it speaks
/// ("Die Staatsanwaltschaft erklärte das auf einer Pressekonferenz"). The police that arrest somebody there do not.
pub(super) fn who_was_there(reading: &mut Reading, sentence: usize, word: usize) -> Vec<(Value, Span)> {
    let Some(at) = reading.clause_of(sentence, word) else { return Vec::new() };
    let (clause, status, words) = (reading.clause(at), reading.status(at), &reading.words[sentence]);
    let asserted = status.modality == Modality::Asserted && status.quotation.is_none();
    let (preposition, phrase) = whereabouts(words, word);
    // "Das beschloss der Stadtrat in seiner Sitzung": a body is in its own session.
    let possessed =
        words.child(word, "det").is_none_or(|det| words.words[det].deprel == "det:poss" || words.words[det].lemma == "ein");
    let named = crate::extract::meetings::is_named_meeting(&words.words[word].lemma);
    let own = possessed && preposition == Some("in") && named;
    // "Nach den Verhandlungen einigten sich Regierung und Rebellen", "Nach dem Treffen sagte sie", "Nach dem Gespräch mit Baum reiste sie ab": they were
    // there.
    let after = preposition == Some("nach");
    const AGREEING: &str = include_str!("../data/agreeing_verbs.txt");
    // "Bei den Verhandlungen in Kairo einigten sich beide Seiten"
    let agreed = matches!(preposition, Some("nach" | "bei" | "in")) && AGREEING.lines().any(|verb| verb == clause.verb);
    let says = reading.frames_of(at).iter().any(|frame| frame.relation == "says");
    let with = words.children(word).iter().any(|&child| words.preposition(child) == Some("mit"));
    const HOUSES: &str = include_str!("../data/house_nouns.txt");
    let house = HOUSES.lines().any(|noun| noun == words.words[word].lemma);
    let there = matches!(preposition, Some("bei" | "auf" | "während")) || preposition == Some("in") && (named && !house || with);
    let inside = (own || agreed || after && (says || with) || there) && words.words[phrase].head == Some(clause.head);
    let Some(subject) = clause.subject.filter(|_| asserted && inside) else { return Vec::new() };
    let all = reading.values(sentence, subject);
    let is_somebody = |reading: &Reading, value: &Value| match value {
        _ if own || agreed || says && there => reading.can_take_part(value),
        Value::Entity(entity) => reading.document.entities[*entity].class == NameClass::Person,
        Value::Node(node) => reading.knowledge.lexicon.is_office(&reading.found.nodes[*node].concept),
        _ => false,
    };
    all.into_iter().filter(|(value, _)| is_somebody(reading, value)).collect()
}

/// The preposition that says where a meeting stands in its clause, and the noun that it stands before: "am Rande der Konferenz" is at the conference.
fn whereabouts(words: &Words, word: usize) -> (Option<&str>, usize) {
    const EDGES: &str = include_str!("../data/edge_nouns.txt");
    let around = words.words[word].head.filter(|&head| {
        words.words[word].has("nmod")
            && EDGES.lines().any(|noun| noun == words.words[head].lemma)
            && words.child(word, "case").is_none()
    });
    match around {
        Some(head) if words.preposition(head).is_some() => (Some("bei"), head),
        _ if words.preposition(word) == Some("anlässlich") => (Some("bei"), word),
        _ => (words.preposition(word), word),
    }
}

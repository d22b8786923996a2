//! What belongs to a meeting beyond its clause: who a caption shows at it, and where it is, if that was said elsewhere.

use super::claim::{Argument, NodeKind, Value};
use super::reading::{Reading, argument, asserted};
use crate::article::BlockKind;
use crate::document::{MentionForm, NameClass};

/// Prepositions that lead from those shown to the occasion.
const OCCASIONS: [&str; 5] = ["bei", "während", "auf", "vor", "nach"];

/// "Familienfoto in Brüssel: Justin Trudeau, Joe Biden und Olaf Scholz beim G7-Treffen": who is named in a caption takes part in the meeting it names.
pub fn captions(reading: &mut Reading) {
    for sentence in 0..reading.words.len() {
        if reading.document.sentences[sentence].kind != BlockKind::Caption {
            continue;
        }
        let words = &reading.words[sentence];
        let occasion = |&word: &usize| {
            words.preposition(word).is_some_and(|preposition| OCCASIONS.contains(&preposition))
                && reading.is_meeting(sentence, word)
        };
        let Some(meeting) = (0..words.words.len()).find(occasion) else { continue };
        let shown: Vec<(usize, crate::document::Span)> = reading
            .document
            .mentions
            .iter()
            .filter(|mention| {
                mention.sentence == sentence
                    && mention.form == MentionForm::Name
                    && reading.document.entities[mention.entity].class == NameClass::Person
            })
            .map(|mention| (mention.entity, mention.span))
            .collect();
        let Some((event, span)) = reading.event_of_noun(sentence, meeting) else { continue };
        for (person, at) in shown {
            let source = reading.noun_source(sentence, meeting, "who a caption shows at a meeting", None);
            reading.claim(
                "participatesIn",
                vec![argument("subject", Value::Entity(person), at), argument("object", Value::Node(event), span)],
                &asserted(),
                source,
            );
        }
    }
}

/// "beim Nato-Sondergipfel in Brüssel … Der Nato-Gipfel": a meeting without a place is where the article's one meeting of that name is; in a caption,
/// where the caption is.
pub fn places(reading: &mut Reading) {
    let events: Vec<usize> =
        (0..reading.found.nodes.len()).filter(|&node| reading.found.nodes[node].kind == NodeKind::Event).collect();
    let place_of = |reading: &Reading, node: usize| {
        reading.found.nodes[node].arguments.iter().find(|argument| argument.role == "place").cloned()
    };
    let placed: Vec<(usize, Argument)> = events.iter().filter_map(|&node| Some((node, place_of(reading, node)?))).collect();
    for &node in &events {
        if place_of(reading, node).is_some() {
            continue;
        }
        let concept = &reading.found.nodes[node].concept;
        let same =
            placed.iter().filter(|(other, _)| *other != node && is_same_meeting(concept, &reading.found.nodes[*other].concept));
        let mut found: Vec<&Argument> = Vec::new();
        for (_, place) in same {
            if !found.iter().any(|other| other.value == place.value) {
                found.push(place);
            }
        }
        let place = match found.as_slice() {
            [only] => Some((*only).clone()),
            _ => place_of_caption(reading, node),
        };
        reading.found.nodes[node].arguments.extend(place);
    }
}

/// *Nato-Gipfel* and *Nato-Sondergipfel*: the last part and, where both have one, the first part are the same. *Treffen* and *Gespräch* are too many.
fn is_same_meeting(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let first = |word: &str| word.split_once('-').map(|(first, _)| first.to_owned());
    let agree = match (first(&one), first(&other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    agree && NAMED.lines().any(|noun| one.ends_with(noun) && other.ends_with(noun))
}

/// Meetings of which an article has one.
const NAMED: &str = include_str!("data/named_meetings.txt");

/// *Ratssitzung*, *Jahreskonferenz*
pub(super) fn is_named_meeting(lemma: &str) -> bool {
    super::endings::ends(NAMED, lemma)
}

fn place_of_caption(reading: &Reading, node: usize) -> Option<Argument> {
    let span = reading.found.nodes[node].span;
    let sentence = reading
        .document
        .sentences
        .iter()
        .position(|sentence| sentence.span.contains(span) && sentence.kind == BlockKind::Caption)?;
    let words = &reading.words[sentence];
    let mut places = (0..words.words.len()).filter(|&word| words.preposition(word) == Some("in")).filter_map(|word| {
        let entity =
            reading.entity(sentence, word).filter(|&entity| reading.document.entities[entity].class == NameClass::Place)?;
        Some(argument("place", Value::Entity(entity), words.words[word].span))
    });
    let first = places.next()?;
    places.next().is_none().then_some(first)
}

//! Relations from the frames of nouns: *die Sorge vor einer Eskalation*, *der russische Angriff auf die Ukraine*, *Waffenlieferungen an die Ukraine*.

mod meetings;
mod reality;

pub(super) use reality::is_prevented;

use super::claim::{Argument, Modality, NodeKind, Polarity, Value};
use super::factuality::Status;
use super::frames::Filler;
use super::reading::{Reading, argument, code};
use super::relations::crossed;
use crate::document::{MentionForm, Span};
use crate::knowledge::lexicon::Frame;
use meetings::meeting;
use reality::{has_no, is_presupposed, is_qualified, is_told, is_unreal, is_wanted, noun_status, transfer_status};

/// Reads all nouns that have frames.
pub fn nouns(reading: &mut Reading) {
    for sentence in 0..reading.words.len() {
        for word in 0..reading.words[sentence].words.len() {
            let here = &reading.words[sentence].words[word];
            if !here.is_nominal() || here.class.is_some() {
                continue;
            }
            let (frames, first) = reading.noun_frames_of(sentence, word);
            for frame in frames {
                noun(reading, sentence, word, frame, first.as_deref());
            }
            attributes(reading, sentence, word);
        }
    }
}

fn noun(reading: &mut Reading, sentence: usize, word: usize, frame: &Frame, first: Option<&str>) {
    let status = noun_status(reading, sentence, word);
    let clause_stated = status.polarity == Polarity::Affirmed && status.modality == Modality::Asserted;
    match frame.relation.as_str() {
        "fears" | "condemns" | "supports" | "rejects" | "plans" | "demands" if is_unreal(reading, sentence, word) => {}
        "fears" | "condemns" | "supports" | "rejects" if clause_stated && !has_no(reading, sentence, word) => {
            rows(reading, sentence, word, frame, first, &status, &["subject", "object"], "noun of position");
        }
        // "Die Stadt hat Pläne, das Bad zu schließen": the verb says whose they are.
        "plans" if is_held(reading, sentence, word) => {}
        "plans" | "demands" if clause_stated && !has_no(reading, sentence, word) => {
            rows(
                reading,
                sentence,
                word,
                frame,
                first,
                &status,
                &["subject", "object", "addressee"],
                "noun of intention or demand",
            );
        }
        // "die geplante Erhöhung", "ein drohender Streik": not yet.
        "happened" | "sanctions" | "trend" if is_qualified(reading, sentence, word) => {}
        "happened" if is_presupposed(reading, sentence, word) || is_told(reading, sentence, word) => {
            happening(reading, sentence, word, frame, first, &status)
        }
        "participatesIn" => meeting(reading, sentence, word, frame, &status),
        "sanctions" if is_presupposed(reading, sentence, word) => {
            let status = Status { polarity: Polarity::Affirmed, modality: Modality::Asserted, ..status };
            rows(reading, sentence, word, frame, first, &status, &["subject", "object", "target"], "noun of sanction");
        }
        "transfers" => {
            if let Some(status) = transfer_status(reading, sentence, word, status) {
                rows(reading, sentence, word, frame, first, &status, &["subject", "object", "recipient"], "noun of transfer");
            }
        }
        "trend" if is_presupposed(reading, sentence, word) || clause_stated && holder(reading, sentence, word).is_some() => {
            trend(reading, sentence, word, frame, first, &status)
        }
        _ => {}
    }
}

/// Whose something is by a verb that says no more: "Die Bahn verzeichnete eine Steigerung um zwei Prozent", "Kritik an den Plänen kam von der SPD".
fn holder(reading: &Reading, sentence: usize, word: usize) -> Option<usize> {
    let clause = reading.clause(reading.clause_of(sentence, word)?);
    const RECORDING: &str = include_str!("../data/recording_verbs.txt");
    match clause.verb.as_str() {
        verb if clause.object == Some(word) && RECORDING.lines().any(|line| line == verb) => clause.subject,
        "kommen" if clause.subject == Some(word) => clause.oblique("von").or_else(|| clause.oblique("aus")),
        _ => None,
    }
}

/// Whether a noun is the object of a verb that makes a plan of it.
fn is_held(reading: &Reading, sentence: usize, word: usize) -> bool {
    let asks = |frame: &&Frame| frame.relation == "plans" && frame.requires.iter().any(|slot| slot.starts_with("obj:"));
    reading.clause_of(sentence, word).is_some_and(|at| {
        let subject = |frame: &Frame| reading.fill(at, frame, "subject").is_some();
        reading.clause(at).object == Some(word) && reading.frames_of(at).into_iter().any(|frame| asks(&frame) && subject(frame))
    })
}

/// "wegen der gestiegenen Kosten": what an adjective says of its noun.
fn attributes(reading: &mut Reading, sentence: usize, word: usize) {
    let words = &reading.words[sentence];
    let adjectives: Vec<usize> = words.children(word).iter().copied().filter(|&child| words.words[child].has("amod")).collect();
    for adjective in adjectives {
        let frames = reading.knowledge.lexicon.adjective_frames(&reading.words[sentence].words[adjective]);
        let Some(frame) = frames.iter().find(|frame| frame.relation == "trend") else { continue };
        let Some(direction) = frame.fixed.get("direction") else { continue };
        let status = noun_status(reading, sentence, word);
        if status.polarity == Polarity::Denied
            || is_wanted(reading, sentence, word)
            || is_qualified(reading, sentence, word)
            || has_no(reading, sentence, word)
        {
            continue;
        }
        let Some((subject, span)) = without(reading, sentence, word, &[adjective]) else { continue };
        let source = reading.noun_source(sentence, word, "adjective of change", Some(frame.entry.clone()));
        reading.claim("trend", vec![argument("subject", subject, span), code("direction", direction)], &status, source);
    }
}

/// All fillers of a role; a single `None` if there is none.
fn role(
    reading: &mut Reading,
    sentence: usize,
    word: usize,
    frame: &Frame,
    first: Option<&str>,
    name: &str,
) -> Vec<Option<(Value, Span)>> {
    let Some(slots) = frame.roles.get(name) else { return vec![None] };
    let span = reading.words[sentence].words[word].span;
    let mut found = Vec::new();
    for slot in slots {
        found = match (slot.as_str(), first) {
            ("self", _) => itself(reading, sentence, word).into_iter().collect(),
            // "Es kam zu 37 Festnahmen": so many were arrested.
            ("num", _) => match reading.words[sentence].child(word, "nummod") {
                Some(_) => counted(reading, sentence, word).into_iter().collect(),
                None => Vec::new(),
            },
            ("adj", _) => reading.adjective_place(sentence, word).into_iter().collect(),
            ("comp", Some(first)) => reading.first_part(sentence, word, first).map(|value| (value, span)).into_iter().collect(),
            _ => match reading.noun_slot(sentence, word, slot) {
                // "die Kollision zweier Züge im Juli": the time is that of the collision.
                Some(Filler::Noun(noun)) if matches!(frame.relation.as_str(), "happened" | "participatesIn") => {
                    without_phrases(reading, sentence, noun)
                }
                Some(Filler::Noun(noun)) => reading.values(sentence, noun),
                Some(Filler::Clause(at)) => {
                    reading.content(at, &frame.relation).map(|(node, span)| (Value::Node(node), span)).into_iter().collect()
                }
                None => Vec::new(),
            },
        };
        if !found.is_empty() {
            break;
        }
    }
    if found.is_empty()
        && name == "subject"
        && matches!(frame.relation.as_str(), "trend" | "condemns" | "supports" | "rejects" | "demands")
        && let Some(holder) = holder(reading, sentence, word)
    {
        found = reading.values(sentence, holder);
    }
    if found.is_empty() { vec![None] } else { found.into_iter().map(Some).collect() }
}

#[expect(clippy::too_many_arguments, reason = "the noun, its frame and where they stand")]
fn rows(
    reading: &mut Reading,
    sentence: usize,
    word: usize,
    frame: &Frame,
    first: Option<&str>,
    status: &Status,
    roles: &[&str],
    rule: &'static str,
) {
    for row in combinations(reading, sentence, word, frame, first, roles) {
        if row.iter().any(|argument| argument.role == "object") && !super::relations::is_nobodys(reading, frame, &row) {
            let source = reading.noun_source(sentence, word, rule, Some(frame.entry.clone()));
            reading.claim(&frame.relation, row, status, source);
        }
    }
}

fn combinations(
    reading: &mut Reading,
    sentence: usize,
    word: usize,
    frame: &Frame,
    first: Option<&str>,
    roles: &[&str],
) -> Vec<Vec<Argument>> {
    let mut rows: Vec<Vec<Argument>> = vec![Vec::new()];
    for name in roles {
        let fillers = role(reading, sentence, word, frame, first, name);
        rows = crossed(rows, name, &fillers);
    }
    rows
}

/// "der Rückgang der Preise um drei Prozent"
fn trend(reading: &mut Reading, sentence: usize, word: usize, frame: &Frame, first: Option<&str>, status: &Status) {
    let Some(direction) = frame.fixed.get("direction") else { return };
    let status = Status { polarity: Polarity::Affirmed, modality: Modality::Asserted, ..status.clone() };
    for subject in role(reading, sentence, word, frame, first, "subject").into_iter().flatten() {
        let mut row = vec![argument("subject", subject.0, subject.1), code("direction", direction)];
        for name in ["by", "to"] {
            let slots = frame.roles.get(name).map_or(&[][..], Vec::as_slice);
            let measure = slots
                .iter()
                .find_map(|slot| reading.attached(sentence, word, slot))
                .and_then(|noun| reading.number_in(sentence, noun));
            row.extend(measure.map(|(number, span)| argument(name, Value::Number(number), span)));
        }
        let source = reading.noun_source(sentence, word, "noun of change", Some(frame.entry.clone()));
        reading.claim("trend", row, &status, source);
    }
}

/// The fillers of a noun's role, without the phrases behind them that tell of the noun itself.
pub(super) fn without_phrases(reading: &mut Reading, sentence: usize, word: usize) -> Vec<(Value, Span)> {
    let all = reading.words[sentence].coordinated(word);
    let short = |reading: &mut Reading, word: usize| {
        let named = reading.entity(sentence, word).is_some() || !reading.words[sentence].words[word].is_nominal();
        if named { reading.value(sentence, word) } else { itself(reading, sentence, word) }
    };
    all.into_iter().filter_map(|word| short(reading, word)).collect()
}

/// "Einreiseverbote gegen sechs Kommandeure": the measure or thing itself, without the phrases that say who and to whom.
fn itself(reading: &mut Reading, sentence: usize, word: usize) -> Option<(Value, Span)> {
    let words = &reading.words[sentence];
    let phrases: Vec<usize> = words
        .children(word)
        .iter()
        .copied()
        .filter(|&child| child > word && words.preposition(child).is_some_and(|by| by != "von"))
        .collect();
    without(reading, sentence, word, &phrases)
}

/// "… und darüber hinaus 37 Festnahmen": the noun with its number, without what links it.
fn counted(reading: &mut Reading, sentence: usize, word: usize) -> Option<(Value, Span)> {
    let words = &reading.words[sentence];
    let links = |&child: &usize| ["cc", "advmod", "nmod", "case"].iter().any(|deprel| words.words[child].has(deprel));
    let parts: Vec<usize> = words.children(word).iter().copied().filter(links).collect();
    without(reading, sentence, word, &parts)
}

/// A noun phrase without some of its parts.
fn without(reading: &mut Reading, sentence: usize, word: usize, parts: &[usize]) -> Option<(Value, Span)> {
    let words = &reading.words[sentence];
    let inside = reading.noun_words_without(sentence, word, parts);
    let (span, concept) = (words.span_of(&inside)?, words.words[word].lemma.clone());
    let label = reading.render(sentence, &inside);
    (!label.is_empty()).then(|| (Value::Node(reading.node(NodeKind::Thing, label, concept, span, Vec::new())), span))
}

fn happening(reading: &mut Reading, sentence: usize, word: usize, frame: &Frame, first: Option<&str>, status: &Status) {
    let Some(kind) = frame.fixed.get("type") else { return };
    let status = Status { polarity: Polarity::Affirmed, modality: Modality::Asserted, ..status.clone() };
    let Some((event, _)) = reading.event_of_noun(sentence, word) else { return };
    let circumstances: Vec<Argument> = reading.found.nodes[event]
        .arguments
        .iter()
        .filter(|argument| argument.role == "place" || argument.role == "date")
        .cloned()
        .collect();
    for mut row in combinations(reading, sentence, word, frame, first, &["agent", "patient"]) {
        // "Proteste im März" tells too little, "Unfall in Ulm" enough.
        if row.is_empty() && !circumstances.iter().any(|argument| argument.role == "place") {
            continue;
        }
        row.insert(0, code("type", kind));
        // "der Anschlag auf eine Kirche": what was hit is told as that.
        let is_building = |argument: &Argument| argument.role == "place" && matches!(argument.value, Value::Node(_));
        let is_told = |span: Span| row.iter().filter_map(|argument| argument.span).any(|told| told.overlaps(span));
        let others: Vec<Argument> = circumstances
            .iter()
            .filter(|argument| !is_building(argument) || !argument.span.is_some_and(is_told))
            .cloned()
            .collect();
        row.extend(others);
        let source = reading.noun_source(sentence, word, "noun of happening", Some(frame.entry.clone()));
        reading.claim("happened", row, &status, source);
    }
}

impl Reading<'_> {
    /// The entity that the article also calls so: *F30* for the *Front des 30. Juni*.
    pub fn entity_named(&self, name: &str) -> Option<usize> {
        let is_named = |mention: &&crate::document::Mention| {
            mention.form == MentionForm::Name && mention.span.text(&self.article.text) == name
        };
        self.document.mentions.iter().find(is_named).map(|mention| mention.entity)
    }

    /// The first part of a compound as a value: *Nato* of *Nato-Gipfel*, *Waffen* of *Waffenlieferung*.
    pub fn first_part(&self, sentence: usize, word: usize, first: &str) -> Option<Value> {
        let part = first.trim_end_matches('-');
        if part.chars().count() < 2 {
            return None;
        }
        let tokens = self.words[sentence].words[word].tokens.clone();
        let mention = tokens.clone().find_map(|token| {
            self.document.mention_at(crate::document::At { sentence, token }).filter(|_| token + 1 < tokens.end)
        });
        if let Some(mention) = mention {
            return Some(Value::Entity(self.document.mentions[mention].entity));
        }
        let named = self.document.entities.iter().position(|entity| entity.name == part).or_else(|| self.entity_named(part));
        Some(named.map_or_else(|| Value::Text(part.to_owned()), Value::Entity))
    }
}

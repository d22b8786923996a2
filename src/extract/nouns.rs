//! Relations from the frames of nouns: *die Sorge vor einer Eskalation*, *der russische Angriff auf die Ukraine*, *Waffenlieferungen an die Ukraine*.

use super::claim::{Argument, Modality, NodeKind, Polarity, Value};
use super::clause::{Tense, Voice};
use super::factuality::Status;
use super::frames::Filler;
use super::reading::{Reading, argument, asserted, code};
use crate::document::{MentionForm, NameClass, Span};
use crate::knowledge::lexicon::Frame;

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
        "trend" if is_presupposed(reading, sentence, word) => trend(reading, sentence, word, frame, first, &status),
        _ => {}
    }
}

/// How sure the clause is that the noun stands in.
fn noun_status(reading: &Reading, sentence: usize, word: usize) -> Status {
    let span = reading.words[sentence].words[word].span;
    match reading.clause_of(sentence, word) {
        Some(at) => Status {
            quotation: if reading.status(at).source.is_some() { None } else { reading.quotation(span) },
            ..reading.status(at).clone()
        },
        None => Status { quotation: reading.quotation(span), ..asserted() },
    }
}

/// *keine Sorge*
fn has_no(reading: &Reading, sentence: usize, word: usize) -> bool {
    let words = &reading.words[sentence];
    words
        .children(word)
        .iter()
        .any(|&child| words.words[child].has("det") && words.words[child].form.to_lowercase().starts_with("kein"))
}

/// A definite noun phrase presupposes that there is such a thing: "nach dem Rücktritt des Ministers". Not so where it is wanted, feared or denied:
/// "Er fordert den Rücktritt", "Sorge vor dem Angriff".
pub fn is_presupposed(reading: &Reading, sentence: usize, word: usize) -> bool {
    let words = &reading.words[sentence];
    let definite = words.children(word).iter().any(|&child| {
        let child = &words.words[child];
        child.has("det") && (child.lemma == "der" || child.lemma.starts_with("dies") || child.feats.is("PronType", "Dem"))
            || child.deprel == "det:poss"
    }) || words
        .children(word)
        .iter()
        .any(|&child| child < word && words.words[child].has("nmod") && words.words[child].class.is_some());
    let unreal_preposition = words
        .preposition(word)
        .is_some_and(|preposition| matches!(preposition, "vor" | "für" | "gegen" | "ohne" | "statt" | "zu"));
    definite && !unreal_preposition && !is_wanted(reading, sentence, word)
}

/// "Bei einem Zugunglück starben zwölf Menschen", "Ein Erdbeben erschütterte Athen", "Es kam zu einem Brand": what an asserted clause of the past has
/// as its subject or circumstance was there, though no article says so. Not so in "Bei einem Unfall zahlt die Versicherung" and "Ein Streik drohte".
fn is_told(reading: &Reading, sentence: usize, word: usize) -> bool {
    let Some(at) = reading.clause_of(sentence, word) else { return false };
    let (clause, status, words) = (reading.clause(at), reading.status(at), &reading.words[sentence]);
    let asserted = status.polarity == Polarity::Affirmed && status.modality == Modality::Asserted && status.quotation.is_none();
    if !asserted || clause.tense != Tense::Past || words.words[word].head != Some(clause.head) || has_no(reading, sentence, word)
    {
        return false;
    }
    let weakened = reading.frames_of(at).iter().any(|frame| frame.relation == "does");
    match words.preposition(word) {
        None => clause.subject == Some(word) && clause.voice == Voice::Active && !weakened,
        Some("zu") => clause.verb == "kommen",
        Some(preposition) => matches!(preposition, "bei" | "nach" | "durch" | "infolge" | "wegen" | "während" | "seit"),
    }
}

/// Whether a noun is what a plan, demand or stance is about, or stands in a clause that is not asserted.
fn is_wanted(reading: &Reading, sentence: usize, word: usize) -> bool {
    let Some(at) = reading.clause_of(sentence, word) else { return false };
    let status = reading.status(at);
    let temporal = reading.words[sentence]
        .preposition(word)
        .is_some_and(|preposition| matches!(preposition, "nach" | "seit" | "bei" | "während" | "wegen"));
    // "Nach seinem Rücktritt soll er reisen": neither has come.
    let ahead = matches!(status.modality, Modality::Planned | Modality::Future);
    if (!temporal || ahead) && (status.polarity == Polarity::Denied || status.modality != Modality::Asserted) {
        return true;
    }
    is_object_of_wish(reading, sentence, word)
}

/// "Sie verlangen eine Zustimmung", "die fehlende Unterstützung", "Voraussetzung ist die Zustimmung": a stance or wish that nobody has.
fn is_unreal(reading: &Reading, sentence: usize, word: usize) -> bool {
    const UNREAL: [&str; 9] =
        ["fehlend", "ausbleibend", "mangelnd", "angekündigt", "drohend", "möglich", "angeblich", "vermeintlich", "nötig"];
    const BASES: [&str; 7] = ["Voraussetzung", "Vorbedingung", "Bedingung", "Befugnis", "Möglichkeit", "Recht", "Sinn"];
    let words = &reading.words[sentence];
    let qualified = words
        .children(word)
        .iter()
        .any(|&child| words.words[child].has("amod") && UNREAL.iter().any(|unreal| words.words[child].lemma.starts_with(unreal)));
    let is_base = |noun: usize| {
        BASES.iter().any(|base| {
            words.words[noun].lemma.ends_with(base) || words.words[noun].lemma.to_lowercase().ends_with(&base.to_lowercase())
        })
    };
    let based = words.words[word].head.is_some_and(|head| words.words[head].is_nominal() && is_base(head))
        || words.words[word].has("nsubj") && words.words[word].head.is_some_and(is_base)
        || words.child(word, "nsubj").is_some_and(is_base);
    let behind = matches!(words.preposition(word), Some("ohne" | "statt" | "als"));
    let wanted = reading.clause_of(sentence, word).is_some_and(|at| {
        reading.frames_of(at).iter().any(|frame| {
            matches!(frame.relation.as_str(), "demands" | "plans" | "does")
                && !frame.fixed.is_empty() | (frame.relation != "does")
                && reading.fill(at, frame, "object") == Some(Filler::Noun(word))
        })
    });
    qualified || based || behind || wanted
}

/// "Das Konzert wurde abgesagt": whether a noun is what a verb denies.
pub(super) fn is_prevented(reading: &Reading, sentence: usize, word: usize) -> bool {
    reading.clause_of(sentence, word).is_some_and(|at| {
        reading.frames_of(at).iter().any(|frame| {
            frame.fixed.get("polarity").is_some_and(|polarity| polarity == "Denied")
                && reading.fill(at, frame, "object") == Some(Filler::Noun(word))
        })
    })
}

/// "Sie beantragten eine Sondersitzung": whether a noun is the object of a plan, demand or stance.
fn is_object_of_wish(reading: &Reading, sentence: usize, word: usize) -> bool {
    reading.clause_of(sentence, word).is_some_and(|at| {
        reading.frames_of(at).iter().any(|frame| {
            matches!(frame.relation.as_str(), "plans" | "demands" | "rejects" | "supports" | "warns" | "fears" | "does")
                && reading.fill(at, frame, "object") == Some(Filler::Noun(word))
        })
    })
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
        rows = rows
            .into_iter()
            .flat_map(|row| {
                fillers.iter().map(move |filler| {
                    let mut row = row.clone();
                    row.extend(filler.clone().map(|(value, span)| argument(name, value, span)));
                    row
                })
            })
            .collect();
    }
    rows
}

/// "Die Waffenlieferungen an die Ukraine dauern an": they are there. "Sie planen Lieferungen an die Ukraine", "Geprüft wird die Lieferung": they may come.
/// What is wanted or refused is none.
fn transfer_status(reading: &Reading, sentence: usize, word: usize, status: Status) -> Option<Status> {
    let object_of = |relation: &str| {
        reading.clause_of(sentence, word).is_some_and(|at| {
            reading
                .frames_of(at)
                .iter()
                .any(|frame| frame.relation == relation && reading.fill(at, frame, "object") == Some(Filler::Noun(word)))
        })
    };
    let weakened = reading.clause_of(sentence, word).and_then(|at| {
        let frames = reading.frames_of(at);
        frames
            .into_iter()
            .filter(|frame| frame.relation == "does" && reading.fill(at, frame, "object") == Some(Filler::Noun(word)))
            .find_map(|frame| frame.fixed.get("modality"))
    });
    if status.polarity == Polarity::Denied
        || has_no(reading, sentence, word)
        || ["demands", "rejects", "supports", "warns", "fears", "sanctions"].into_iter().any(object_of)
    {
        return None;
    }
    let modality = match status.modality {
        _ if weakened.is_some() => Modality::Possible,
        Modality::Asserted if object_of("plans") => Modality::Planned,
        Modality::Asserted if !is_presupposed(reading, sentence, word) => return None,
        Modality::Demanded | Modality::Asked | Modality::Necessary => return None,
        modality => modality,
    };
    Some(Status { modality, ..status })
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
    let inside: Vec<usize> = reading
        .noun_words(sentence, word)
        .into_iter()
        .filter(|&inner| !phrases.iter().any(|&phrase| words.is_below(inner, phrase)))
        .collect();
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
        row.extend(circumstances.iter().cloned());
        let source = reading.noun_source(sentence, word, "noun of happening", Some(frame.entry.clone()));
        reading.claim("happened", row, &status, source);
    }
}

/// "beim Nato-Gipfel mit Biden": who is named with a meeting takes part.
fn meeting(reading: &mut Reading, sentence: usize, word: usize, frame: &Frame, status: &Status) {
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
fn who_was_there(reading: &mut Reading, sentence: usize, word: usize) -> Vec<(Value, Span)> {
    let Some(at) = reading.clause_of(sentence, word) else { return Vec::new() };
    let (clause, status, words) = (reading.clause(at), reading.status(at), &reading.words[sentence]);
    let asserted = status.polarity == Polarity::Affirmed && status.modality == Modality::Asserted && status.quotation.is_none();
    // "Das beschloss der Stadtrat in seiner Sitzung": a body is in its own session.
    let possessed = words.child(word, "det").is_none_or(|det| words.words[det].deprel == "det:poss");
    let own = possessed && words.preposition(word) == Some("in") && super::meetings::is_named_meeting(&words.words[word].lemma);
    // "Nach den Verhandlungen einigten sich Regierung und Rebellen", "Nach dem Treffen sagte sie": they were there.
    let after = words.preposition(word) == Some("nach");
    let agreed = after && matches!(clause.verb.as_str(), "einigen" | "vereinbaren" | "verständigen");
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

//! Relations from the frames of verbs: plans, demands, positions, transfers, sanctions, meetings, happenings, trends.

use super::claim::{Argument, Modality, NodeKind, Polarity, Value};
use super::clause::{Kind, Tense};
use super::factuality::Status;
use super::frames::Filler;
use super::reading::{ClauseAt, Reading, argument, code};
use crate::document::{NameClass, Span};
use crate::knowledge::lexicon::Frame;

/// Reads all clauses.
pub fn relations(reading: &mut Reading) {
    for at in reading.all_clauses() {
        let mut status = reading.status(at).clone();
        if status.modality == Modality::Future && reading.is_due(at) {
            status.modality = Modality::Planned;
        }
        // "falls Russland wie befürchtet angreift": an aside without anybody.
        if reading.clause(at).mark.as_deref() == Some("wie") && reading.clause(at).finite.is_none() {
            continue;
        }
        for frame in reading.frames_of(at) {
            relation(reading, at, &status, frame);
        }
    }
}

fn relation(reading: &mut Reading, at: ClauseAt, status: &Status, frame: &Frame) {
    let stated = status.polarity == Polarity::Affirmed && status.modality == Modality::Asserted;
    match frame.relation.as_str() {
        "plans" | "demands" if stated => wish(reading, at, status, frame),
        // "Unterstützt wird der Plan nicht": a stance denied is no stance.
        "supports" | "rejects" | "condemns" | "warns" | "fears" if stated => stance(reading, at, status, frame),
        "transfers" if status.modality != Modality::Demanded => transfer(reading, at, status, frame),
        "sanctions" if is_in_force(reading, at, status) => sanction(reading, at, status, frame),
        "participatesIn" if status.polarity == Polarity::Affirmed => meeting(reading, at, status, frame),
        "happened" => happening(reading, at, status, frame),
        "trend" => trend(reading, at, status, frame),
        "role" if stated => super::roles::role_of_verb(reading, at, status, frame),
        "does" => implied(reading, at, status, frame),
        _ => {}
    }
}

/// The actions that a clause and those coordinated with it stand for as objects of `relation`.
fn actions(reading: &mut Reading, at: ClauseAt, relation: &str) -> Vec<(Value, Span)> {
    let clauses = &reading.clauses[at.sentence];
    let words = &reading.words[at.sentence];
    let mut all = vec![at];
    for (index, clause) in clauses.iter().enumerate() {
        let coordinated = words.words[clause.head].has("conj")
            && all.iter().any(|first| words.words[clause.head].head == Some(reading.clause(*first).head));
        if coordinated && clause.kind == reading.clause(at).kind {
            all.push(ClauseAt { sentence: at.sentence, clause: index });
        }
    }
    all.into_iter().filter_map(|at| reading.content(at, relation)).map(|(node, span)| (Value::Node(node), span)).collect()
}

fn fillings(reading: &mut Reading, at: ClauseAt, filler: Filler, relation: &str) -> Vec<(Value, Span)> {
    match filler {
        Filler::Noun(word) => reading.values(at.sentence, word),
        Filler::Clause(clause) => actions(reading, clause, relation),
    }
}

/// All fillers of a role; a single `None` if there is none, so that products of roles keep their rows.
pub(super) fn role(reading: &mut Reading, at: ClauseAt, frame: &Frame, role: &str) -> Vec<Option<(Value, Span)>> {
    let found = reading.fill(at, frame, role).map(|filler| fillings(reading, at, filler, &frame.relation)).unwrap_or_default();
    if found.is_empty() { vec![None] } else { found.into_iter().map(Some).collect() }
}

/// Each row with each of the fillers of one more role.
pub(super) fn crossed(rows: Vec<Vec<Argument>>, name: &str, fillers: &[Option<(Value, Span)>]) -> Vec<Vec<Argument>> {
    let with = |row: &Vec<Argument>, filler: &Option<(Value, Span)>| {
        row.iter().cloned().chain(filler.clone().map(|(value, span)| argument(name, value, span))).collect()
    };
    rows.iter().flat_map(|row| fillers.iter().map(move |filler| with(row, filler))).collect()
}

/// A claim for each combination of subject, object and one further role.
fn product(reading: &mut Reading, at: ClauseAt, status: &Status, frame: &Frame, roles: &[&str], rule: &'static str) {
    let mut rows: Vec<Vec<Argument>> = vec![Vec::new()];
    // "von Hamburg und Bremen gefordert": the words of one phrase play one role, the first that names them.
    let mut taken: Vec<Filler> = Vec::new();
    for name in roles {
        let filler = reading.fill(at, frame, name);
        let fillers =
            if filler.is_some_and(|filler| taken.contains(&filler)) { vec![None] } else { role(reading, at, frame, name) };
        taken.extend(filler);
        rows = crossed(rows, name, &fillers);
    }
    for mut row in rows {
        if !row.iter().any(|argument| argument.role == "object") || is_nobodys(reading, frame, &row) {
            continue;
        }
        row.extend(
            frame
                .fixed
                .iter()
                .filter(|(role, _)| !matches!(role.as_str(), "label" | "modality" | "polarity"))
                .map(|(role, value)| code(role, value)),
        );
        let source = reading.source(at, rule, Some(frame.entry.clone()));
        reading.claim(&frame.relation, row, status, source);
    }
}

/// Of a transfer or punishment somebody is giver or actor, recipient or target: "Er gab Gas", "Die Sperre gilt". A thing that is planned is planned by
/// somebody: "Schritte wurden angekündigt" tells too little.
pub(super) fn is_nobodys(reading: &Reading, frame: &Frame, row: &[Argument]) -> bool {
    let has = |role: &str| row.iter().any(|argument| argument.role == role);
    let is_thing = |argument: &Argument| {
        matches!(argument.value, Value::Node(node) if argument.role == "object" && reading.found.nodes[node].kind == NodeKind::Thing
            // "Die Gründung einer Gesellschaft ist geplant": an action.
            && !reading.found.nodes[node].concept.ends_with("ung"))
    };
    // "Geplant waren 22 Millionen Euro"
    let is_measure = |argument: &Argument| {
        matches!(argument.value, Value::Node(node) if argument.role == "object"
            && crate::annotate::quantities::is_unit(&reading.found.nodes[node].concept))
    };
    match frame.relation.as_str() {
        "transfers" => !has("subject") && !has("recipient"),
        "sanctions" => !has("subject") && !has("target"),
        // "Geplant ist eine Fahrt nach Rom": that is more than an announced step.
        "plans" => {
            !has("subject")
                && row.iter().any(is_thing)
                && !(frame.entry == "planen" && row.iter().all(|argument| !is_measure(argument)))
        }
        _ => false,
    }
}

fn wish(reading: &mut Reading, at: ClauseAt, status: &Status, frame: &Frame) {
    // "Sie kündigte an, dass die Spenden einen Rekord erreichten": that was no plan.
    let is_over = |clause: ClauseAt| reading.clause(clause).is_finite() && reading.clause(clause).tense == Tense::Past;
    let object = reading.fill(at, frame, "object");
    if frame.relation == "plans" && matches!(object, Some(Filler::Clause(clause)) if clause != at && is_over(clause)) {
        return;
    }
    let roles: &[&str] = if frame.relation == "demands" { &["subject", "object", "addressee"] } else { &["subject", "object"] };
    product(reading, at, status, frame, roles, "verb of intention or demand");
}

fn stance(reading: &mut Reading, at: ClauseAt, status: &Status, frame: &Frame) {
    product(reading, at, status, frame, &["subject", "object"], "verb of position");
}

/// "Kanada hat der Ukraine Waffen geliefert", "Er sagte der Ukraine Hilfe zu". Without giver and recipient nothing changes hands: "Er gab Gas".
fn transfer(reading: &mut Reading, at: ClauseAt, status: &Status, frame: &Frame) {
    let mut status = status.clone();
    if frame.fixed.get("modality").is_some_and(|modality| modality == "Planned") && status.modality == Modality::Asserted {
        status.modality = Modality::Planned;
    }
    let found = |role: &str| reading.fill(at, frame, role).is_some();
    // "Es gibt weder Medikamente noch Impfungen": nothing changes hands.
    if reading.clause(at).verb == "geben" && reading.is_there(at) {
        return;
    }
    let given = match reading.fill(at, frame, "object") {
        Some(Filler::Noun(word)) => reading
            .entity(at.sentence, word)
            .is_none_or(|entity| matches!(reading.document.entities[entity].class, NameClass::Organisation | NameClass::Other)),
        _ => true,
    };
    if given && (found("subject") || found("recipient")) {
        product(reading, at, &status, frame, &["subject", "object", "recipient"], "verb of transfer");
    }
}

/// "Der Rat beschloss, der Bank den Verkauf zu verwehren": what is decided is a sanction, what is planned or wanted is none yet.
fn is_in_force(reading: &Reading, at: ClauseAt, status: &Status) -> bool {
    const DECISIONS: &str = include_str!("data/decisions.txt");
    let decided = reading.clause(at).parent.is_some_and(|parent| {
        let above = ClauseAt { sentence: at.sentence, clause: parent };
        DECISIONS.lines().any(|verb| verb == reading.clause(above).verb)
            && reading.status(above).modality == Modality::Asserted
            && reading.status(above).polarity == Polarity::Affirmed
    });
    status.polarity == Polarity::Affirmed
        && (status.modality == Modality::Asserted || status.modality == Modality::Planned && decided)
}

fn sanction(reading: &mut Reading, at: ClauseAt, status: &Status, frame: &Frame) {
    let status = Status { modality: Modality::Asserted, ..status.clone() };
    if reading.fill(at, frame, "object") != Some(Filler::Clause(at)) {
        return product(reading, at, &status, frame, &["subject", "object", "target"], "verb of sanction");
    }
    // "Die Stadt sperrt die Brücke für Lastwagen": what is done, without who is hit by it.
    let mut without: Vec<usize> = match reading.fill(at, frame, "target") {
        Some(Filler::Noun(word)) => vec![word],
        _ => Vec::new(),
    };
    // "In Italien ist das Rauchen verboten": who forbids it.
    match reading.fill(at, frame, "subject") {
        Some(Filler::Noun(word)) if reading.clause(at).subject != Some(word) => without.push(word),
        _ => {}
    }
    let label = reading.action_words_without(at, &without);
    let (concept, evidence) = (reading.clause(at).verb.clone(), reading.source(at, "verb of sanction", None).evidence);
    let measure = Value::Node(reading.node(NodeKind::Action, label, concept, evidence, Vec::new()));
    for subject in role(reading, at, frame, "subject") {
        for target in role(reading, at, frame, "target") {
            let mut row: Vec<Argument> =
                subject.clone().map(|(value, span)| argument("subject", value, span)).into_iter().collect();
            row.push(argument("object", measure.clone(), evidence));
            row.extend(target.map(|(value, span)| argument("target", value, span)));
            if is_nobodys(reading, frame, &row) {
                continue;
            }
            let source = reading.source(at, "verb of sanction", Some(frame.entry.clone()));
            reading.claim("sanctions", row, &status, source);
        }
    }
}

/// "X trifft Y": a row for each.
fn meeting(reading: &mut Reading, at: ClauseAt, status: &Status, frame: &Frame) {
    let mut participants: Vec<(Value, Span)> = role(reading, at, frame, "subject").into_iter().flatten().collect();
    participants.extend(role(reading, at, frame, "participant").into_iter().flatten());
    let event = match reading.fill(at, frame, "object") {
        Some(Filler::Noun(word)) => reading.event_of_noun(at.sentence, word),
        _ => reading.event_of_clause(at, frame.fixed.get("label").map(String::as_str)),
    };
    let Some((event, span)) = event else { return };
    for (participant, at_span) in participants {
        if !reading.can_take_part(&participant) {
            continue;
        }
        let arguments = vec![argument("subject", participant, at_span), argument("object", Value::Node(event), span)];
        let source = reading.source(at, "verb of meeting", Some(frame.entry.clone()));
        reading.claim("participatesIn", arguments, status, source);
    }
}

fn happening(reading: &mut Reading, at: ClauseAt, status: &Status, frame: &Frame) {
    let Some(kind) = frame.fixed.get("type") else { return };
    let mut rows = vec![vec![code("type", kind)]];
    // "Ein Erdbeben erschütterte den Süden Mexikos": an object may be where it was.
    for name in ["agent", "patient", "place"] {
        let mut fillers = match reading.fill(at, frame, name) {
            // "Sie töteten 90 Personen mit Bomben": what hangs behind is told of the deed.
            Some(Filler::Noun(word)) => super::nouns::without_phrases(reading, at.sentence, word).into_iter().map(Some).collect(),
            _ => Vec::new(),
        };
        if fillers.is_empty() {
            fillers.push(None);
        }
        // "Offiziellen Angaben zufolge starben 20": where the tree has the source as subject, nobody is known.
        let is_source = |filler: &Option<(Value, Span)>| matches!(filler, Some((Value::Node(node), _)) if super::attribution::is_source_noun(&reading.found.nodes[*node].concept));
        for filler in &mut fillers {
            if is_source(&*filler) {
                *filler = None;
            }
        }
        rows = crossed(rows, name, &fillers);
    }
    if is_bare_participle(reading, at) {
        rows.iter_mut().for_each(|row| row.retain(|argument| argument.role != "agent"));
    }
    let mut circumstances = reading.circumstances(at);
    // "Bei einem Anschlag in Tripoli wurden sieben Menschen getötet"
    let at_event = reading.clause(at).oblique("bei").filter(|_| circumstances.iter().all(|argument| argument.role != "place"));
    if let Some(event) = at_event {
        let places = reading.places_at_noun(at.sentence, event);
        circumstances.extend(places.into_iter().map(|(value, span)| argument("place", value, span)));
    }
    for mut row in rows {
        // "Es wurde protestiert" and "Dort starben sie" tell too little, "In Bremen explodierte eine Autobombe" enough.
        let nobody = || ["agent", "patient"].iter().all(|name| reading.fill(at, frame, name).is_none());
        if row.len() == 1 && !(circumstances.iter().any(|argument| argument.role == "place") && nobody()) {
            continue;
        }
        row.extend(circumstances.iter().cloned());
        let source = reading.source(at, "verb of happening", Some(frame.entry.clone()));
        reading.claim("happened", row, status, source);
    }
}

/// "Wir haben zwei Tote, vorsätzlich umgebracht": a participle without an auxiliary, which it shares with no verb before. Who did it is not said.
fn is_bare_participle(reading: &Reading, at: ClauseAt) -> bool {
    let clause = reading.clause(at);
    let participle = reading.words[at.sentence].words[clause.head].feats.is("VerbForm", "Part");
    let shared = clause.parent.is_some_and(|parent| !reading.clauses[at.sentence][parent].predicate.is_empty());
    participle && clause.subject_inherited && clause.predicate.is_empty() && !shared
}

fn trend(reading: &mut Reading, at: ClauseAt, status: &Status, frame: &Frame) {
    let Some(direction) = frame.fixed.get("direction") else { return };
    // "Die Zahl hat sich fast verdoppelt": it rose.
    let almost = reading.clause(at).negation.is_some_and(|word| reading.words[at.sentence].words[word].lemma == "fast");
    let status = &Status { polarity: if almost { Polarity::Affirmed } else { status.polarity }, ..status.clone() };
    for subject in role(reading, at, frame, "subject").into_iter().flatten() {
        let mut row = vec![argument("subject", subject.0, subject.1), code("direction", direction)];
        for name in ["by", "to"] {
            let quantity = match reading.fill(at, frame, name) {
                Some(Filler::Noun(word)) => reading.number_in(at.sentence, word),
                _ => None,
            };
            let prepositions = frame.roles.get(name).map_or(&[][..], Vec::as_slice);
            let quantity =
                quantity.or_else(|| prepositions.iter().find_map(|preposition| reading.number_behind(at, preposition)));
            row.extend(quantity.map(|(number, span)| argument(name, Value::Number(number), span)));
        }
        // "Die Aktie verlor acht Prozent", "Der Verkehr nahm 30 Prozent zu": a bare measure says by how much.
        if !row.iter().any(|argument| argument.role == "by") {
            let bare = reading
                .clause(at)
                .obliques
                .iter()
                .find(|(of, _)| of.is_empty())
                .map(|&(_, word)| word)
                .or(reading.clause(at).object);
            let bare = bare.filter(|&word| reading.words[at.sentence].words[word].lemma.starts_with("Prozent"));
            row.extend(
                bare.and_then(|word| reading.number_in(at.sentence, word))
                    .map(|(number, span)| argument("by", Value::Number(number), span)),
            );
        }
        let source = reading.source(at, "verb of change", Some(frame.entry.clone()));
        reading.claim("trend", row, status, source);
    }
}

/// "Der Westen verzichtete auf Truppen": not done, though nothing in the clause is negated. "Geprüft wird die Lieferung": possible.
fn implied(reading: &mut Reading, at: ClauseAt, status: &Status, frame: &Frame) {
    // "Sie kündigte an, die Einreise zu verweigern", "Hätte das Unglück verhindert werden können?": nothing was left undone yet.
    if frame.denies()
        && matches!(status.modality, Modality::Asked | Modality::Planned | Modality::Demanded | Modality::Conditional)
    {
        return;
    }
    let mut status = status.clone();
    if frame.denies() {
        // "Sie verzichten nicht auf Gas": denied twice is affirmed, but nothing happened yet.
        status.polarity = if status.polarity == Polarity::Denied { Polarity::Affirmed } else { Polarity::Denied };
    }
    match frame.fixed.get("modality").map(String::as_str) {
        Some("Possible") if status.polarity == Polarity::Affirmed => status.modality = Modality::Possible,
        Some("Hearsay") if status.polarity == Polarity::Affirmed => status.modality = Modality::Hearsay,
        Some(_) => return,
        None => {}
    }
    match reading.fill(at, frame, "object") {
        // The clause itself was given its status already.
        Some(Filler::Clause(clause))
            if clause != at && matches!(reading.clause(clause).kind, Kind::Infinitive | Kind::Complement) => {}
        _ => product(reading, at, &status, frame, &["subject", "object"], "verb that denies or weakens its object"),
    }
}

//! What the clause or noun above makes of a clause: a plan, a demand, a doubt, a denial, or nothing.

use super::Status;
use crate::extract::claim::Modality;
use crate::extract::clause::{Clause, Kind, Tense, has_zu};
use crate::extract::frames::Filler;
use crate::extract::reading::{ClauseAt, Reading};
use crate::knowledge::lexicon::Frame;

/// What the clause or noun above makes of its complement: "Er kündigte an, zu kommen" makes a plan of it.
pub(super) fn governed(reading: &Reading, at: ClauseAt) -> Option<Modality> {
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
        let denied = |frame: &Frame| frame.denies().then_some(Modality::Asserted);
        return frames
            .iter()
            .find_map(|frame| made_of_complement(frame, clause).or_else(|| told(frame)).or_else(|| denied(frame)));
    }
    let parent = clause.parent?;
    let parent = ClauseAt { sentence: at.sentence, clause: parent };
    // "Die Bank hält es für möglich, dass die Preise sinken"
    const CHANCES: &str = include_str!("../data/chance_adjectives.txt");
    let is_chance = |&child: &usize| CHANCES.lines().any(|chance| chance == words.words[child].lemma);
    if reading.clause(parent).verb == "halten" && words.children(reading.clause(parent).head).iter().any(is_chance) {
        return Some(Modality::Possible);
    }
    reading.frames_of(parent).iter().find_map(|frame| {
        let complement = reading.fill(parent, frame, "object")?;
        let denies = frame.denies();
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
        // "Sie kündigte an, dass die Spenden einen Rekord erreichten": that was no plan.
        "plans" if clause.is_finite() && clause.tense == Tense::Past => None,
        "plans" => Some(Modality::Planned),
        "demands" => Some(Modality::Demanded),
        "fears" => Some(Modality::Possible),
        // "Er warnte, Russland könnte angreifen" and "Er warnte davor, zu verhandeln": neither happened.
        "warns" => Some(Modality::Possible),
        // "Er sprach sich dafür aus, dass die Halle gebaut wird"; "Er begrüßte, dass sie gebaut wird" is another thing.
        "supports" | "rejects" | "condemns"
            if clause.finite.is_none() || frame.requires.iter().any(|slot| slot == "für" || slot == "gegen") =>
        {
            Some(Modality::Conditional)
        }
        "does" => frame.fixed.get("modality").and_then(|modality| fixed(modality)),
        _ => None,
    }
}

/// "Er versuchte, das Haus zu verlassen": what an infinitive with *zu* tells has happened only below verbs that imply it, and is then as sure as
/// they are: "Es gelang ihm, zu fliehen", "Er will beginnen, zu bauen".
pub(super) fn untold(reading: &Reading, at: ClauseAt, above: &[Status]) -> Option<Modality> {
    const IMPLYING: &str = include_str!("../data/implying_verbs.txt");
    let clause = reading.clause(at);
    let words = &reading.words[at.sentence];
    // "Sie deuteten an, die Proteste steigern zu wollen": the modal says how sure it is.
    if clause.modal.is_some() {
        return None;
    }
    let has_zu = has_zu(words, clause.head);
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

/// Whether what stands above denies a clause. "Er verzichtete darauf, zu kommen", "Sie bestritt, dass …": the verb does. "Es gelang nicht, zu
/// fliehen", "Er glaubt nicht, dass sie kommt": its negation does. Both undo each other: "Er bestritt nicht, dass …".
pub(super) fn denied_above(reading: &Reading, at: ClauseAt) -> bool {
    let clause = reading.clause(at);
    // "die Weigerung, zu zahlen"
    if clause.kind == Kind::OfNoun && clause.finite.is_none() {
        let noun = reading.words[at.sentence].words[clause.head].head.map(|noun| &reading.words[at.sentence].words[noun].lemma);
        let frames = noun.map_or(&[][..], |noun| reading.knowledge.lexicon.noun_frames(noun).0);
        return frames.iter().any(|frame| frame.denies());
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

/// "Er verzichtete darauf, zu kommen": whether the frame of the verb above denies a clause.
fn denies(reading: &Reading, at: ClauseAt) -> bool {
    let Some(parent) = reading.clause(at).parent.map(|clause| ClauseAt { sentence: at.sentence, clause }) else { return false };
    reading
        .frames_of(parent)
        .iter()
        .any(|frame| frame.denies() && reading.fill(parent, frame, "object") == Some(Filler::Clause(at)))
}

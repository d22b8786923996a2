//! Whether what a noun names is there: presupposed, told, wanted, prevented, or nobody's.

use crate::extract::claim::{Modality, Polarity};
use crate::extract::clause::{Tense, Voice};
use crate::extract::endings::ends;
use crate::extract::factuality::Status;
use crate::extract::frames::Filler;
use crate::extract::reading::{Reading, asserted};
use crate::knowledge::lexicon::Frame;

/// How sure the clause is that the noun stands in.
pub(super) fn noun_status(reading: &Reading, sentence: usize, word: usize) -> Status {
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
pub(super) fn has_no(reading: &Reading, sentence: usize, word: usize) -> bool {
    let words = &reading.words[sentence];
    words
        .children(word)
        .iter()
        .any(|&child| words.words[child].has("det") && words.words[child].form.to_lowercase().starts_with("kein"))
}

/// A definite noun phrase presupposes that there is such a thing: "nach dem Rücktritt des Ministers". Not so where it is wanted, feared or denied:
/// "Er fordert den Rücktritt", "Sorge vor dem Angriff".
pub(super) fn is_presupposed(reading: &Reading, sentence: usize, word: usize) -> bool {
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
pub(super) fn is_told(reading: &Reading, sentence: usize, word: usize) -> bool {
    let Some(at) = reading.clause_of(sentence, word) else { return false };
    let (clause, status, words) = (reading.clause(at), reading.status(at), &reading.words[sentence]);
    let asserted = status.polarity == Polarity::Affirmed && status.modality == Modality::Asserted && status.quotation.is_none();
    let first = words.leader(word);
    if !asserted || clause.tense != Tense::Past || words.words[first].head != Some(clause.head) || has_no(reading, sentence, word)
    {
        return false;
    }
    let weakened = reading.frames_of(at).iter().any(|frame| frame.relation == "does");
    match words.preposition(first) {
        // "In Bremen gab es Proteste"
        None if clause.verb == "geben" => clause.object == Some(first) && reading.is_there(at),
        None => clause.subject == Some(first) && clause.voice == Voice::Active && !weakened,
        Some("zu") => clause.verb == "kommen",
        // "Das Spiel endete mit einem Sieg der Gäste", "Es handelte sich um einen Anschlag"
        Some("mit") => clause.verb == "enden",
        Some("um") => clause.verb == "handeln" && clause.reflexive,
        Some(preposition) => matches!(preposition, "bei" | "nach" | "durch" | "infolge" | "wegen" | "während" | "seit"),
    }
}

/// Whether a noun is what a plan, demand or stance is about, or stands in a clause that is not asserted.
pub(super) fn is_wanted(reading: &Reading, sentence: usize, word: usize) -> bool {
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

/// "Sie beantragten eine Sondersitzung": whether a noun is the object of a plan, demand or stance.
pub(super) fn is_object_of_wish(reading: &Reading, sentence: usize, word: usize) -> bool {
    is_object(reading, sentence, word, |frame| {
        matches!(frame.relation.as_str(), "plans" | "demands" | "rejects" | "supports" | "warns" | "fears" | "does")
    })
}

/// Whether a noun is the object of its clause by a frame of this kind.
fn is_object(reading: &Reading, sentence: usize, word: usize, of: impl Fn(&Frame) -> bool) -> bool {
    reading.clause_of(sentence, word).is_some_and(|at| {
        let frames = reading.frames_of(at);
        frames.into_iter().any(|frame| of(frame) && reading.fill(at, frame, "object") == Some(Filler::Noun(word)))
    })
}

/// "Sie verlangen eine Zustimmung", "die fehlende Unterstützung", "Voraussetzung ist die Zustimmung": a stance or wish that nobody has.
pub(super) fn is_unreal(reading: &Reading, sentence: usize, word: usize) -> bool {
    const ENABLING: &str = include_str!("../data/enabling_nouns.txt");
    let words = &reading.words[sentence];
    let is_base = |noun: usize| ends(ENABLING, &words.words[noun].lemma);
    let based = words.words[word].head.is_some_and(|head| words.words[head].is_nominal() && is_base(head))
        || words.words[word].has("nsubj") && words.words[word].head.is_some_and(is_base)
        || words.child(word, "nsubj").is_some_and(is_base);
    let behind = matches!(words.preposition(word), Some("ohne" | "statt" | "als"));
    let wanted = is_object(reading, sentence, word, |frame| match frame.relation.as_str() {
        "demands" | "plans" => true,
        "does" => !frame.fixed.is_empty(),
        _ => false,
    });
    is_qualified(reading, sentence, word) || based || behind || wanted
}

/// "die geplante Erhöhung", "die fehlende Unterstützung", "ein möglicher Streik"
pub(super) fn is_qualified(reading: &Reading, sentence: usize, word: usize) -> bool {
    const UNREAL: &str = include_str!("../data/unreal_adjectives.txt");
    let words = &reading.words[sentence];
    words
        .children(word)
        .iter()
        .any(|&child| words.words[child].has("amod") && UNREAL.lines().any(|unreal| words.words[child].lemma.starts_with(unreal)))
}

/// "Das Konzert wurde abgesagt": whether a noun is what a verb denies.
pub(in crate::extract) fn is_prevented(reading: &Reading, sentence: usize, word: usize) -> bool {
    is_object(reading, sentence, word, Frame::denies)
}

/// "Die Waffenlieferungen an die Ukraine dauern an": they are there. "Sie planen Lieferungen an die Ukraine", "Geprüft wird die Lieferung": they may come.
/// What is wanted or refused is none.
pub(super) fn transfer_status(reading: &Reading, sentence: usize, word: usize, status: Status) -> Option<Status> {
    let object_of = |relation: &str| is_object(reading, sentence, word, |frame| frame.relation == relation);
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
        Modality::Asserted if object_of("plans") || is_qualified(reading, sentence, word) => Modality::Planned,
        Modality::Asserted if !is_presupposed(reading, sentence, word) => return None,
        Modality::Demanded | Modality::Asked | Modality::Necessary => return None,
        modality => modality,
    };
    Some(Status { modality, ..status })
}

//! Speech that is told, not worded: "Die Polizei sprach von einem Unfall", "Sie fordert, den Reaktor stillzulegen". Its content is the clause, or the
//! clause that completes it.

use super::Speech;
use super::indirect::{is_quoted, quotation, whole};
use super::marks::Quoted;
use crate::document::{Quotation, Span, SpeechForm};
use crate::extract::clause::{Clause, Kind, Voice};
use crate::knowledge::lexicon::Pos;

/// Adds the reported speech of all sentences to what is `found`.
pub(super) fn reported(speech: &Speech, quoted: &[Quoted], found: &mut Vec<Quotation>) {
    for sentence in 0..speech.document.sentences.len() {
        for clause in 0..speech.clauses[sentence].len() {
            if let Some((contents, speaker)) = told(speech, sentence, clause, quoted, found) {
                let speaker = speaker.and_then(|speaker| speech.speaker_of_word(sentence, speaker));
                for content in contents {
                    let cue = speech.cue(sentence, clause).span;
                    found.push(Quotation { form: SpeechForm::Reported, ..quotation(vec![content], speaker, Some(cue)) });
                }
            }
        }
    }
}

/// What is told, and the word that names who told it.
fn told(
    speech: &Speech,
    sentence: usize,
    index: usize,
    quoted: &[Quoted],
    found: &[Quotation],
) -> Option<(Vec<Span>, Option<usize>)> {
    let words = &speech.words[sentence];
    let clause = &speech.clauses[sentence][index];
    let head = &words.words[clause.head];
    let speaker = clause.subject.filter(|&subject| speech.can_speak(sentence, subject) || clause.voice == Voice::Passive);
    if speaker.is_none() && clause.voice == Voice::Active
        || is_quoted(quoted, head.span)
        || clause.copular
        || clause.finite.is_none() && !head.has("conj")
        || clause.modal.is_some()
        || clause.mark.is_some()
        || clause.negation.is_some()
    {
        return None;
    }
    let cue = speech.cue(sentence, index).span;
    let has_speech =
        found.iter().any(|other| other.cue == Some(cue) && other.content.iter().all(|content| !content.contains(cue)));
    if has_speech {
        return None;
    }
    let completed = completed(speech, sentence, index);
    if !completed.is_empty() {
        return Some((completed, speaker));
    }
    if speaker.is_none() || !tells(speech, sentence, clause) || clause.kind == Kind::Infinitive {
        return None;
    }
    let inside = whole(speech, sentence, clause.head);
    let content = speech.content(sentence, &inside)?;
    let known = found.iter().any(|other| {
        other.form != SpeechForm::Direct && other.content.iter().any(|span| span.overlaps(content) && !span.contains(content))
            || other.content.iter().any(|span| span.contains(content))
    });
    (!known).then(|| (vec![content], speaker))
}

/// "Sie fordert, den Reaktor stillzulegen", "Er hofft, dass etwas abfällt", "Das Ministerium hat entschieden, die Lizenz zu entziehen".
fn completed(speech: &Speech, sentence: usize, index: usize) -> Vec<Span> {
    const VERBS: &str = include_str!("../data/thinking_verbs.txt");
    let words = &speech.words[sentence];
    let clause = &speech.clauses[sentence][index];
    let verb = speech.knowledge.lexicon.frames(Pos::Verb, &clause.verb);
    let fits = verb.iter().any(|frame| {
        matches!(frame.relation.as_str(), "plans" | "demands" | "fears" | "warns" | "rejects" | "supports" | "condemns" | "says")
    }) || VERBS.lines().any(|verb| verb == clause.verb);
    if !fits {
        return Vec::new();
    }
    let below = speech.clauses[sentence].iter().filter(|content| {
        matches!(content.kind, Kind::Complement | Kind::Infinitive)
            || clause.voice == Voice::Passive && content.kind == Kind::OfNoun
    });
    let below = below.filter(|content| {
        words.words[content.head].head == Some(clause.head)
            && (matches!(content.mark.as_deref(), Some("dass" | "daß" | "ob"))
                || content.mark.is_none() && content.finite.is_none() && has_zu(speech, sentence, content))
    });
    below
        .filter_map(|content| speech.content(sentence, &words.below(content.head, |_| false)))
        .filter(|content| content.len() > 12)
        .collect()
}

pub(super) fn has_zu(speech: &Speech, sentence: usize, clause: &Clause) -> bool {
    let words = &speech.words[sentence];
    // "anzukommen"; "zukommen" has none of its own.
    let head = &words.words[clause.head];
    head.form.find("zu").is_some_and(|at| at > 0) && head.feats.is("VerbForm", "Inf") && head.form.ends_with('n')
        || crate::extract::clause::has_zu(words, clause.head)
}

/// "sprach von einem Unfall", "bezeichnete das Papier als Irrweg", "kritisierte den Plan": a verb of telling with what it tells.
fn tells(speech: &Speech, sentence: usize, clause: &Clause) -> bool {
    const VERBS: &str = include_str!("../data/telling_verbs.txt");
    let words = &speech.words[sentence];
    let has = |preposition: &str| {
        clause.obliques.iter().any(|(of, _)| of == preposition)
            || words
                .below(clause.head, |_| false)
                .iter()
                .any(|&word| words.words[word].form == preposition && words.words[word].has("case"))
    };
    VERBS.lines().filter_map(|line| line.split_once(' ')).any(|(verb, with)| {
        verb == clause.verb
            && match with {
                "obj" => clause.object.is_some_and(|object| words.words[object].is_nominal()) && !clause.reflexive,
                "als" => words.below(clause.head, |_| false).iter().any(|&word| words.words[word].form == "als"),
                preposition => has(preposition),
            }
    })
}

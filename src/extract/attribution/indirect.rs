//! Indirect speech: clauses that depend on a verb of saying, sources (*laut Polizei*), and Konjunktiv that runs on.

use super::marks::Quoted;
use super::nouns::{by_noun, rejected_speech};
use super::reported::has_zu;
use super::running::running_on;
use super::source::by_source;
use super::{Speaker, Speech};
use crate::document::{Quotation, Span, SpeechForm, Upos};
use crate::extract::clause::{Clause, Kind, Mood, Voice};

/// Adds the indirect speech of each sentence to what is `found`.
pub(super) fn indirect(speech: &Speech, quoted: &[Quoted], found: &mut Vec<Quotation>) {
    for sentence in 0..speech.document.sentences.len() {
        by_verb(speech, sentence, quoted, found);
        by_source(speech, sentence, quoted, found);
        by_noun(speech, sentence, quoted, found);
        running_on(speech, sentence, quoted, found);
    }
}

pub(super) fn is_quoted(quoted: &[Quoted], span: Span) -> bool {
    quoted.iter().any(|stretch| stretch.inner.contains(span))
}

pub(super) fn quotation(content: Vec<Span>, speaker: Option<Speaker>, cue: Option<Span>) -> Quotation {
    Quotation {
        content,
        speaker: speaker.map(|speaker| speaker.span),
        speaker_entity: speaker.and_then(|speaker| speaker.entity),
        cue,
        addressee: None,
        form: SpeechForm::Indirect,
    }
}

/// "Er sagte, dass …", "Deutschland könne nicht verzichten, betonte Scholz", "wie X erklärte".
fn by_verb(speech: &Speech, sentence: usize, quoted: &[Quoted], found: &mut Vec<Quotation>) {
    let words = &speech.words[sentence];
    let clauses = &speech.clauses[sentence];
    for index in 0..clauses.len() {
        let clause = &clauses[index];
        let saying = speech.is_saying(sentence, clause);
        if !saying && (!speech.is_stating(sentence, clause) || rejected_speech(speech, sentence, clause).is_some())
            || is_quoted(quoted, words.words[clause.head].span)
            || clause.negation.is_some()
        {
            continue;
        }
        let cue = speech.cue(sentence, index);
        let mut contents: Vec<Vec<usize>> = Vec::new();
        for (below, content) in clauses.iter().enumerate() {
            let direct = words.words[content.head].head == Some(clause.head) || clause.complements.contains(&below);
            let depends = content.parent == Some(index) && direct;
            let said = match content.kind {
                // "Dass er kommt, beweist den Fund" says nothing, "Es wird vermutet, dass er kommt" does.
                Kind::Complement => {
                    is_content_mark(content.mark.as_deref())
                        && (!words.words[content.head].has("csubj") || clause.voice == Voice::Passive)
                        && (saying
                            || speech.is_convinced(sentence, clause)
                            || content.finite.is_some() && (content.mark.is_some() || content.mood != Mood::Indicative))
                }
                Kind::Infinitive => {
                    saying
                        && is_content_mark(content.mark.as_deref())
                        && content.finite.is_none()
                        && has_zu(speech, sentence, content)
                }
                // The tree may call a verb-second clause parataxis or adverbial; then its Konjunktiv tells.
                Kind::Main | Kind::Adverbial => {
                    (words.words[content.head].has("parataxis")
                        || words.words[content.head].has("dep")
                        || words.words[content.head].has("advcl") && content.mark.is_none()
                        || words.words[content.head].has("conj") && words.child(content.head, "cc").is_none())
                        && (content.mood == Mood::Reported || content.mood == Mood::Irrealis)
                }
                _ => false,
            };
            if depends && said && below != index {
                contents.push(whole(speech, sentence, content.head));
            }
        }
        // "Er widersprach der Ansicht, dass …": what a noun holds he does not say.
        let held = |content: &Clause| content.kind == Kind::OfNoun && content.parent == Some(index) && content.mark.is_some();
        if contents.is_empty() && clauses.iter().any(held) {
            continue;
        }
        // "…, wie X erklärte" and a verb of saying that the tree hangs below what is said.
        if contents.is_empty() && (saying || clause.mark.as_deref() == Some("wie")) {
            contents.extend(around(speech, sentence, index));
        }
        if contents.is_empty() && saying {
            contents.extend(behind_comma(speech, sentence, index));
            if contents.is_empty()
                && let Some(content) = sentence_before(speech, sentence, index)
            {
                let known = found.iter().any(|other| other.content.iter().any(|span| span.overlaps(content)));
                if !known && cue.speaker.is_some() {
                    found.push(quotation(vec![content], cue.speaker, Some(cue.span)));
                }
            }
        }
        for inside in contents {
            let Some(content) = speech.content(sentence, &with_subordinates(speech, sentence, inside, cue.span)) else {
                continue;
            };
            // What stands in quotation marks as a whole was found as direct speech.
            let direct = found.iter().any(|other| {
                other.form == SpeechForm::Direct
                    && other
                        .content
                        .iter()
                        .any(|span| span.contains(content) || content.contains(*span) && span.len() + 12 > content.len())
            });
            if !direct && content.len() > 8 && !content.contains(cue.span) {
                found.push(quotation(vec![strip_mark(speech, content)], cue.speaker, Some(cue.span)));
            }
        }
    }
}

/// "Er sagte, wenn …" and "Er sagte, ohne zu …" tell nothing of what was said.
fn is_content_mark(mark: Option<&str>) -> bool {
    !mark.is_some_and(|mark| {
        matches!(
            mark,
            "um" | "ohne"
                | "statt"
                | "anstatt"
                | "wenn"
                | "falls"
                | "weil"
                | "da"
                | "nachdem"
                | "als"
                | "während"
                | "bevor"
                | "indem"
        )
    })
}

/// Without *dass* at its start.
pub(super) fn strip_mark(speech: &Speech, content: Span) -> Span {
    let text = content.text(speech.text);
    for mark in ["dass ", "daß "] {
        if let Some(rest) = text.strip_prefix(mark) {
            return Span::new(content.end - rest.len(), content.end);
        }
    }
    content
}

/// A clause with all below it, but not the clause of saying.
pub(super) fn whole(speech: &Speech, sentence: usize, head: usize) -> Vec<usize> {
    let words = &speech.words[sentence];
    let saying: Vec<usize> = speech.clauses[sentence]
        .iter()
        .filter(|clause| speech.is_saying(sentence, clause) && words.words[clause.head].has("parataxis"))
        .map(|clause| clause.head)
        .collect();
    words.below(head, |below| saying.contains(&below))
}

/// "Das Werk schließt. Das teilte der Konzern mit.": what *das* stands for.
fn sentence_before(speech: &Speech, sentence: usize, saying: usize) -> Option<Span> {
    let words = &speech.words[sentence].words;
    let clause = &speech.clauses[sentence][saying];
    let first = words
        .first()
        .filter(|first| matches!(first.form.as_str(), "Das" | "Dies") && first.upos == Upos::Pron || first.form == "Dies")?;
    let second = words.get(1).is_some_and(|second| matches!(second.upos, Upos::Verb | Upos::Aux));
    let speaks = clause.subject.is_some_and(|subject| subject > 0 && speech.can_speak(sentence, subject))
        || clause.object.is_some_and(|object| object > 0 && speech.can_speak(sentence, object));
    let before = sentence
        .checked_sub(1)
        .filter(|&before| speech.document.sentences[before].block == speech.document.sentences[sentence].block)?;
    let inside: Vec<usize> = (0..speech.words[before].words.len()).collect();
    (second && speaks && clause.negation.is_none() && first.head == Some(clause.head))
        .then(|| speech.content(before, &inside))
        .flatten()
}

/// "Er sagte, dass 15 starben, als ein Konvoi angegriffen wurde": a clause right behind belongs to what is said, wherever the tree hangs it.
fn with_subordinates(speech: &Speech, sentence: usize, mut inside: Vec<usize>, cue: Span) -> Vec<usize> {
    let words = &speech.words[sentence].words;
    let (Some(&first), Some(&last)) = (inside.first(), inside.iter().rfind(|&&word| words[word].upos != Upos::Punct)) else {
        return inside;
    };
    let next = words.get(last + 2).map(|word| word.form.as_str());
    let goes_on = words[first].span.start > cue.end
        && words.get(last + 1).is_some_and(|word| word.form == ",")
        && next.is_some_and(|next| {
            matches!(next, "als" | "wenn" | "weil" | "da" | "falls" | "sofern" | "solange" | "obwohl" | "sondern" | "sodass")
        });
    if goes_on {
        let end = (last + 1..words.len())
            .find(|&word| matches!(words[word].form.as_str(), ";" | ":" | "–" | "„" | "."))
            .unwrap_or(words.len());
        inside.extend(last + 1..end);
        inside.sort_unstable();
        inside.dedup();
    }
    inside
}

/// "Rice sagte, die USA hielten sich an das Abkommen": a tree may hang what is said elsewhere. All behind the comma, if a clause with its verb in the second
/// place stands there, or one with *dass*.
fn behind_comma(speech: &Speech, sentence: usize, saying: usize) -> Option<Vec<usize>> {
    let words = &speech.words[sentence].words;
    let clause = &speech.clauses[sentence][saying];
    if clause.object.is_some() || clause.reflexive {
        return None;
    }
    let verb = clause.finite.unwrap_or(clause.head).max(clause.head);
    let comma = (verb..words.len()).find(|&word| words[word].form == ",")?;
    let next = words.get(comma + 1)?;
    if next.feats.is("PronType", "Rel")
        || words[clause.finite.unwrap_or(clause.head)..comma].iter().any(|word| matches!(word.form.as_str(), "und" | ":" | "„"))
    {
        return None;
    }
    let end = (comma + 1..words.len()).find(|&word| matches!(words[word].form.as_str(), ";" | ":" | "–")).unwrap_or(words.len());
    let finite = (comma + 1..end)
        .find(|&word| matches!(words[word].upos, Upos::Verb | Upos::Aux) && words[word].feats.is("VerbForm", "Fin"))?;
    let second = matches!(next.upos, Upos::Det | Upos::Noun | Upos::Propn | Upos::Pron)
        && !next.feats.is("PronType", "Rel")
        && !words[comma + 1..finite].iter().any(|word| word.form == ",")
        && words.get(finite + 1).is_some_and(|word| word.upos != Upos::Punct);
    let dass = matches!(next.form.as_str(), "dass" | "daß");
    (second || dass).then(|| (comma + 1..end).collect())
}

/// "Kanada hat Waffen geliefert, wie Premier Trudeau erklärte": what the clause of saying hangs on is what is said.
fn around(speech: &Speech, sentence: usize, saying: usize) -> Option<Vec<usize>> {
    let words = &speech.words[sentence];
    let clause = &speech.clauses[sentence][saying];
    let parent = &speech.clauses[sentence][clause.parent?];
    let first = words.below(clause.head, |_| false).into_iter().find(|&word| words.words[word].upos != Upos::Punct)?;
    let introduced = words.words[first].form.eq_ignore_ascii_case("wie");
    // "Flugzeuge gebe sein Land nicht ab, fügte der Kanadier hinzu": the verb follows right behind the comma.
    let behind_comma = first.checked_sub(1).is_some_and(|before| words.words[before].form == ",");
    let verb_first = clause.finite == Some(first) && behind_comma && clause.object.is_none() && clause.complements.is_empty();
    let hangs = matches!(words.words[clause.head].deprel.as_str(), "parataxis" | "advcl" | "dep" | "ccomp" | "conj" | "acl");
    // "Er sagte das nicht, betonte aber: …": two things that he does.
    let goes_on = words.words[clause.head].has("conj") && clause.subject_inherited;
    if !hangs || goes_on || !introduced && !verb_first {
        return None;
    }
    Some(words.below(parent.head, |below| below == clause.head))
}

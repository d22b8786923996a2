//! Direct speech: which quoted stretches are utterances, and whose.

use super::indirect::quotation;
use super::marks::Quoted;
use super::{Speaker, Speech};
use crate::document::{Quotation, Span, SpeechForm};
use crate::extract::clause::{Clause, Mood};

/// Quoted stretches with a verb, or with a cue right beside them.
pub(super) fn direct(speech: &Speech, quoted: &[Quoted]) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    for (index, stretch) in quoted.iter().enumerate() {
        let beside = beside(speech, stretch, quoted);
        let is_utterance = stretch.is_clause && stretch.words >= 3 || stretch.words >= 4 && beside.is_some();
        if !is_utterance || stretch.is_title {
            continue;
        }
        // „A“, sagte X. „B“: what follows without a cue of its own goes on.
        let before = index.checked_sub(1).map(|before| &quoted[before]).filter(|before| {
            let between = &speech.text[before.outer.end.min(stretch.outer.start)..stretch.outer.start];
            between.chars().count() < 160 && !between.contains('\n')
        });
        let continued = before.and_then(|before| {
            found.iter().rev().find(|quotation| quotation.content.iter().any(|span| before.inner.contains(*span))).cloned()
        });
        let (speaker, cue) = match (beside, continued) {
            (Some((speaker, cue)), _) => (speaker, Some(cue)),
            (None, Some(earlier)) => (earlier.speaker.map(|span| Speaker { span, entity: earlier.speaker_entity }), earlier.cue),
            (None, None) => (near(speech, stretch), None),
        };
        if speaker.is_none() && !stretch.is_clause {
            continue;
        }
        found.push(Quotation { form: SpeechForm::Direct, ..quotation(vec![stretch.inner], speaker, cue) });
    }
    found
}

/// The verb of saying beside a quoted stretch: behind it (*“, sagte X*), before it (*X sagte: „*), or around it.
fn beside(speech: &Speech, stretch: &Quoted, quoted: &[Quoted]) -> Option<(Option<Speaker>, Span)> {
    let outside = |span: Span| !quoted.iter().any(|other| other.inner.contains(span));
    let mut best: Option<(usize, Option<Speaker>, Span)> = None;
    let from = stretch.sentence.saturating_sub(1);
    for sentence in from..speech.document.sentences.len() {
        let span = speech.document.sentences[sentence].span;
        if span.start > stretch.outer.end + 2 {
            break;
        }
        for clause in 0..speech.clauses[sentence].len() {
            let of = &speech.clauses[sentence][clause];
            let head = speech.words[sentence].words[of.head].span;
            // „…“, begründete der Vorstand den Schritt: any verb right behind the quotation tells who speaks, if its subject can.
            let follows = head.start >= stretch.outer.end
                && head.start <= stretch.outer.end + 2
                && of.subject.is_some_and(|subject| subject > of.head && speech.can_speak(sentence, subject));
            if !speech.is_saying(sentence, of) && !follows || !outside(head) {
                continue;
            }
            // „…“ Zustimmung fand der Plan: a sentence of its own speaks of the quotation only where it begins so.
            let begins = &speech.words[sentence].words[0];
            let points = matches!(begins.form.as_str(), "Das" | "Dies" | "So" | "Mit" | "Dabei") || of.finite == Some(0);
            if span.start >= stretch.outer.end && !points {
                continue;
            }
            let cue = speech.cue(sentence, clause);
            let Some(distance) = distance(speech, stretch, cue.span) else { continue };
            if best.as_ref().is_none_or(|(least, _, _)| distance < *least) {
                best = Some((distance, cue.speaker.filter(|speaker| outside(speaker.span)), cue.span));
            }
        }
    }
    if let Some((_, speaker, cue)) = best {
        return Some((speaker, cue));
    }
    so_speaker(speech, stretch)
}

/// How far a cue is from a stretch in bytes, if nothing stands between that parts them: the end of a sentence, another quotation.
fn distance(speech: &Speech, stretch: &Quoted, cue: Span) -> Option<usize> {
    let (from, to) = if cue.start >= stretch.outer.end {
        (stretch.outer.end, cue.start)
    } else if cue.end <= stretch.outer.start {
        (cue.end, stretch.outer.start)
    } else {
        return Some(0);
    };
    let between = &speech.text[from..to];
    let before = cue.end <= stretch.outer.start;
    let parted = between.contains('\n')
        || between.contains(['„', '“', '»', '«', '"'])
        || before && (between.contains(". ") || !between.contains(':') && between.len() > 60 && !between.contains(','))
        || !before && between.len() > 60;
    // "Weiter sagte Larson: „…“ Dies sagte er vor Kunden.": the colon tells which, but in "Das Bündnis macht klar, dass …: „…“, sagte Larson" the verb.
    let announced = before && between.trim_end().ends_with(':');
    (!parted).then_some(if announced { ", ".len() + 1 } else { to - from })
}

/// „…“, so Scholz.
fn so_speaker(speech: &Speech, stretch: &Quoted) -> Option<(Option<Speaker>, Span)> {
    let sentences = speech.document.sentences.iter().enumerate().skip(stretch.sentence);
    for (index, _) in sentences.take_while(|(_, sentence)| sentence.span.start <= stretch.outer.end) {
        let words = &speech.words[index];
        for (at, word) in words.words.iter().enumerate() {
            let close = word.span.start >= stretch.outer.end && word.span.start <= stretch.outer.end + 3;
            if close && word.form == "so" {
                return Some((Some(super::source::so_speaker(speech, index, at)?), word.span));
            }
        }
    }
    None
}

/// "Seine Botschaft: „…“", "X zeigte sich erleichtert. „…“": without a verb of saying, the subject before the colon or of the sentence before.
fn near(speech: &Speech, stretch: &Quoted) -> Option<Speaker> {
    let sentence = stretch.sentence;
    let starts = speech.document.sentences[sentence].span.start;
    let within: &str = speech.text.get(starts..stretch.outer.start).unwrap_or_default();
    let of = if within.trim().is_empty() {
        let before = sentence.checked_sub(1)?;
        (speech.document.sentences[before].block == speech.document.sentences[sentence].block).then_some(before)?
    } else {
        sentence
    };
    // "Die Stadt sei dankbar: „…“": the city is spoken of already.
    let own = |clause: &&Clause| clause.parent.is_none() && clause.mood == Mood::Indicative;
    let subject = speech.clauses[of].iter().filter(own).find_map(|clause| clause.subject);
    if let Some(subject) = subject
        && !stretch.inner.contains(speech.words[of].words[subject].span)
    {
        return speech.speaker_of_word(of, subject).filter(|_| speech.can_speak(of, subject));
    }
    let words = &speech.words[of];
    // "Minister Schäuble: …"
    let head = (0..words.words.len()).rev().find(|&word| {
        words.words[word].is_nominal()
            && words.words[word].span.end <= stretch.outer.start
            && words.words.get(word + 1).is_some_and(|next| next.form == ":")
    });
    if let Some(name) = head {
        let top = std::iter::successors(Some(name), |&word| {
            words.words[word].head.filter(|&up| words.words[up].is_nominal() && up < name)
        })
        .last()?;
        return speech.speaker_of_word(of, top).filter(|_| speech.can_speak(of, top) && words.below(top, |_| false)[0] == 0);
    }
    // "Seine Botschaft: …"
    let possessive = (0..words.words.len())
        .find(|&word| words.words[word].deprel == "det:poss" && words.words[word].span.end <= stretch.outer.start)?;
    let mention = speech.document.mention_at(words.at(possessive))?;
    Some(Speaker { span: words.words[possessive].span, entity: Some(speech.document.mentions[mention].entity) })
}

//! What is said: every quotation is a claim that its speaker says its content.

use super::claim::{NodeKind, Value};
use super::factuality::Status;
use super::reading::{Reading, Source, argument, asserted};
use crate::document::{Span, SpeechForm};

/// Reads all quotations but those that are told, not worded: their clauses are claims themselves.
pub fn speech(reading: &mut Reading) {
    for index in 0..reading.document.quotations.len() {
        let quotation = &reading.document.quotations[index];
        if quotation.form == SpeechForm::Reported || is_part(reading, index) {
            continue;
        }
        for content in by_sentence(reading, &quotation.content) {
            says(reading, index, &content);
        }
    }
}

/// "Der Deich sei zu niedrig. Das Geld sei bewilligt gewesen.": each sentence of speech that runs on is a claim; what stands on both sides of its source
/// is one.
fn by_sentence(reading: &Reading, content: &[Span]) -> Vec<Vec<Span>> {
    let mut found: Vec<(usize, Vec<Span>)> = Vec::new();
    for &span in content {
        let sentence = reading.document.sentences.partition_point(|sentence| sentence.span.end <= span.start);
        match found.last_mut() {
            Some((last, spans)) if *last == sentence => spans.push(span),
            _ => found.push((sentence, vec![span])),
        }
    }
    found.into_iter().map(|(_, spans)| spans).collect()
}

/// A fragment in quotation marks inside of what the same speaker says: the whole is claimed.
fn is_part(reading: &Reading, index: usize) -> bool {
    let quotations = &reading.document.quotations;
    let inner = &quotations[index];
    inner.form == SpeechForm::Direct
        && quotations.iter().any(|outer| {
            outer.form == SpeechForm::Indirect
                && outer.speaker == inner.speaker
                && inner
                    .content
                    .iter()
                    .all(|inside| outer.content.iter().any(|span| span.contains(*inside) && span.len() > inside.len() + 12))
        })
}

fn says(reading: &mut Reading, index: usize, spans: &[Span]) {
    let quotation = &reading.document.quotations[index];
    let text = &reading.article.text;
    let (form, cue, named) = (quotation.form, quotation.cue, quotation.speaker);
    let Some(content) = spans.iter().copied().reduce(Span::cover) else { return };
    let evidence = cue.into_iter().chain(named).fold(content, Span::cover);
    let words: Vec<&str> = spans.iter().flat_map(|span| span.text(text).split_whitespace()).collect();
    let label = words
        .join(" ")
        .trim_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '.' | '!' | '?' | '(' | ')'))
        .trim_end_matches('.')
        .to_owned();
    if label.is_empty() {
        return;
    }
    let speaker = reading.speaker(index);
    let concept = cue.map(|cue| cue.text(&reading.article.text).to_owned()).unwrap_or_default();
    let node = reading.node(NodeKind::Statement, label, concept, content, Vec::new());
    let mut arguments: Vec<_> = speaker.into_iter().map(|(value, span)| argument("subject", value, span)).collect();
    arguments.push(argument("object", Value::Node(node), content));
    let sentence = reading
        .document
        .sentences
        .partition_point(|sentence| sentence.span.end <= evidence.start)
        .min(reading.document.sentences.len() - 1);
    // Speech within speech is said by the outer speaker.
    let outer = outer(reading, index, content);
    let source = Source { sentence, predicate: cue.into_iter().collect(), evidence, rule: "quotation", frame: None };
    let before = reading.found.claims.len();
    reading.claim("says", arguments, &Status { quotation: outer, ..asserted() }, source);
    for claim in &mut reading.found.claims[before..] {
        claim.form = Some(form);
        claim.cue = cue;
    }
}

fn outer(reading: &Reading, inner: usize, content: Span) -> Option<usize> {
    (0..reading.document.quotations.len()).find(|&index| {
        let quotation = &reading.document.quotations[index];
        index != inner
            && quotation.form != SpeechForm::Reported
            && quotation.content.iter().any(|span| span.contains(content) && *span != content)
    })
}

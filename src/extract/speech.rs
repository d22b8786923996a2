//! What is said: every quotation is a claim that its speaker says its content.

use super::claim::{NodeKind, Value};
use super::factuality::Status;
use super::reading::{Reading, Source, argument, asserted};
use crate::document::Span;

/// Reads all quotations.
pub fn speech(reading: &mut Reading) {
    for index in 0..reading.document.quotations.len() {
        let quotation = &reading.document.quotations[index];
        let Some(evidence) = quotation.content.iter().copied().chain(quotation.cue).chain(quotation.speaker).reduce(Span::cover) else { continue };
        let text = &reading.article.text;
        let words: Vec<&str> = quotation.content.iter().flat_map(|span| span.text(text).split_whitespace()).collect();
        let label = words.join(" ").trim_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '.' | '!' | '?' | '(' | ')')).trim_end_matches('.').to_owned();
        let (form, cue, start) = (quotation.form, quotation.cue, evidence.start);
        let Some(content) = quotation.content.iter().copied().reduce(Span::cover) else { continue };
        if label.is_empty() {
            continue;
        }
        let speaker = reading.speaker(index);
        let concept = cue.map(|cue| cue.text(&reading.article.text).to_owned()).unwrap_or_default();
        let node = reading.node(NodeKind::Statement, label, concept, content, Vec::new());
        let mut arguments: Vec<_> = speaker.into_iter().map(|(value, span)| argument("subject", value, span)).collect();
        arguments.push(argument("object", Value::Node(node), content));
        let sentence = reading.document.sentences.partition_point(|sentence| sentence.span.end <= start).min(reading.document.sentences.len() - 1);
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
}

fn outer(reading: &Reading, inner: usize, content: Span) -> Option<usize> {
    (0..reading.document.quotations.len()).find(|&index| {
        index != inner && reading.document.quotations[index].content.iter().any(|span| span.contains(content) && *span != content)
    })
}

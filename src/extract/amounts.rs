//! Numbers and what they are of: *40.000 Soldaten*, *ein Bußgeld von 9500 Euro*, *der Umsatz stieg um sechs Prozent*.

use super::claim::{NodeKind, Polarity, Value};
use super::factuality::Status;
use super::frames::Filler;
use super::reading::{Reading, argument, asserted, code};
use crate::document::{Span, Upos};

/// Reads all quantities of the document.
pub fn amounts(reading: &mut Reading) {
    for index in 0..reading.document.quantities.len() {
        let quantity = reading.document.quantities[index].clone();
        let sentence = quantity.at.sentence;
        let word = reading.words[sentence].of_token(quantity.at.token);
        let Some((what, what_span)) = what_of(reading, sentence, word, quantity.span, &quantity.unit) else { continue };
        let number = |role: &str, number: f64| argument(role, Value::Number(number), quantity.span);
        let arguments = vec![number("low", quantity.low), number("high", quantity.high), code("unit", &quantity.unit)];
        let label = quantity.span.text(&reading.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let node = reading.node(NodeKind::Quantity, label, quantity.unit.clone(), quantity.span, arguments);
        let status = match reading.clause_of(sentence, word) {
            // "Die fünf Schiffe wurden nie gefunden": there were five.
            Some(at) if is_definite(reading, sentence, word) => {
                Status { polarity: Polarity::Affirmed, ..reading.status(at).clone() }
            }
            Some(at) => reading.status(at).clone(),
            None => Status { quotation: reading.quotation(quantity.span), ..asserted() },
        };
        let mut source = reading.noun_source(sentence, word, "number", None);
        source.evidence = source.evidence.cover(quantity.span).cover(what_span);
        let arguments = vec![argument("subject", what, what_span), argument("object", Value::Node(node), quantity.span)];
        reading.claim("amount", arguments, &status, source);
    }
}

/// "die fünf Schiffe", "der 45-Jährige"
fn is_definite(reading: &Reading, sentence: usize, word: usize) -> bool {
    let words = &reading.words[sentence];
    let has_article = |noun: usize| {
        words.children(noun).iter().any(|&child| {
            let article = &words.words[child];
            article.has("det") && (article.lemma == "der" || article.lemma == "dieser" || article.deprel == "det:poss")
        })
    };
    std::iter::successors(Some(word), |&up| words.words[up].head.filter(|&head| words.words[head].is_nominal())).any(has_article)
}

/// What a number is of.
fn what_of(reading: &mut Reading, sentence: usize, word: usize, span: Span, unit: &str) -> Option<(Value, Span)> {
    let words = &reading.words[sentence];
    let mut head = word;
    // From the number to the noun that the measure or count ends in: "14,8" → "Millionen" → "Euro".
    while let Some(up) = words.words[head].head.filter(|&up| span.contains(words.words[up].span)) {
        head = up;
    }
    // "nicht bis 13 Punkte, sondern mit Zeitbegrenzung": that number is denied.
    let is_denied = |&up: &usize| {
        words.words[up].has("parataxis")
            && words.children(up).iter().any(|&child| matches!(words.words[child].lemma.as_str(), "nicht" | "kein"))
    };
    if std::iter::successors(Some(head), |&up| words.words[up].head).take(2).any(|up| is_denied(&up)) {
        return None;
    }
    if unit.is_empty() {
        return counted(reading, sentence, head, span);
    }
    measured(reading, sentence, head, span)
}

/// "rund 120 Anwohner": the noun that is counted, without the number.
fn counted(reading: &mut Reading, sentence: usize, word: usize, span: Span) -> Option<(Value, Span)> {
    let words = &reading.words[sentence];
    let noun = match words.words[word].head {
        Some(head) if words.words[word].has("nummod") || words.words[word].has("amod") || words.words[word].has("det") => head,
        // "tausend Soldaten" with the number as head of the noun
        _ => words
            .children(word)
            .iter()
            .copied()
            .find(|&child| words.words[child].upos == Upos::Noun && child > word)
            .unwrap_or(word),
    };
    if !words.words[noun].is_nominal() {
        // "Die Zahl der Mitglieder stieg auf 12.500"
        let what = match words.preposition(word) {
            Some("von" | "auf" | "um") => changed(reading, sentence, word),
            _ => lies_at(reading, sentence, word),
        };
        return without(reading, sentence, what?, span);
    }
    // "vier neue Kampfverbände in Bulgarien": what is counted are the units, wherever they are.
    let phrases: Vec<usize> =
        words.children(noun).iter().copied().filter(|&child| child > noun && words.preposition(child).is_some()).collect();
    let kept = |inner: usize| {
        let here = &words.words[inner];
        // "noch 100.000 Einwohner"
        let adverb_before = here.upos == Upos::Adv && here.span.end <= span.start;
        !span.overlaps(here.span)
            && !is_approximation(&here.lemma)
            && !adverb_before
            && !phrases.iter().any(|&phrase| words.is_below(inner, phrase))
    };
    let inside: Vec<usize> = reading.noun_words(sentence, noun).into_iter().filter(|&inner| kept(inner)).collect();
    let label = reading.render(sentence, &inside);
    let words = &reading.words[sentence];
    let at = words.span_of(&inside).unwrap_or(words.words[noun].span);
    let concept = words.words[noun].lemma.clone();
    (!label.is_empty()).then(|| (Value::Node(reading.node(NodeKind::Thing, label, concept, at, Vec::new())), at))
}

fn is_approximation(lemma: &str) -> bool {
    matches!(
        lemma,
        "rund"
            | "etwa"
            | "circa"
            | "ca."
            | "knapp"
            | "über"
            | "zwischen"
            | "gut"
            | "mehr"
            | "als"
            | "bis"
            | "zu"
            | "mindestens"
            | "fast"
            | "höchstens"
            | "weniger"
            | "ungefähr"
    )
}

/// "ein Bußgeld von 9500 Euro", "28 Prozent der Anteile", "um 40 Prozent gestiegen": the noun the measure hangs on, its genitive, or the subject.
fn measured(reading: &mut Reading, sentence: usize, unit: usize, span: Span) -> Option<(Value, Span)> {
    // "die 51-Jährige": the age is hers.
    let aged = &reading.words[sentence].words[unit];
    if aged.span.contains(span) && aged.form.contains("ährige") {
        // "der 22-jährige Lahm"
        return match aged.head.filter(|_| aged.has("amod")) {
            Some(noun) => without(reading, sentence, noun, span),
            None => reading.value(sentence, unit),
        };
    }
    // "800 Kilometer lange Küste", "15 Jahre alter Schüler": of what is long or old.
    let words = &reading.words[sentence];
    let attribute = aged.head.filter(|&up| words.words[up].upos == Upos::Adj && words.words[up].has("amod"));
    if let Some(noun) = attribute.and_then(|adjective| words.words[adjective].head) {
        return without(reading, sentence, noun, span);
    }
    if let Some(of) = genitive_part(reading, sentence, unit) {
        return without(reading, sentence, of, span);
    }
    let words = &reading.words[sentence];
    let word = &words.words[unit];
    if let Some(mut head) = word.head.filter(|&head| words.words[head].is_nominal() && !word.has("conj") && !word.has("nsubj")) {
        // "Hilfe im Wert von einer Milliarde Dollar": the worth is of the help.
        if matches!(words.words[head].lemma.as_str(), "Wert" | "Höhe" | "Umfang" | "Gesamtwert") {
            head = words.words[head].head.filter(|&up| words.words[up].is_nominal()).unwrap_or(head);
        }
        // "Der Umsatz stieg um sechs Prozent auf 412 Millionen Euro": that is no part of the percent.
        let measure = words.words[head].span;
        let of_number = reading.document.quantities.iter().any(|other| other.span.overlaps(measure));
        let of_clause = if of_number { changed(reading, sentence, unit) } else { None };
        let what = of_clause.or_else(|| lies_at(reading, sentence, unit)).unwrap_or(head);
        return without(reading, sentence, what, span);
    }
    let at = reading.clause_of(sentence, unit)?;
    let clause = reading.clause(at);
    let (subject, object) = (clause.subject, clause.object);
    let changed = changed(reading, sentence, unit);
    // "Sie spendet 250.000 Euro für die Beleuchtung": the money is for the lighting.
    let purpose =
        reading.attached(sentence, unit, "für").or_else(|| reading.clause(at).oblique("für").filter(|_| object == Some(unit)));
    let what = changed.or(purpose).or(object.filter(|&object| object != unit)).or(subject.filter(|&subject| subject != unit))?;
    without(reading, sentence, what, span)
}

/// What the clause of a word says to rise or fall.
fn changed(reading: &Reading, sentence: usize, word: usize) -> Option<usize> {
    let at = reading.clause_of(sentence, word)?;
    let frame = reading.frames_of(at).into_iter().find(|frame| frame.relation == "trend")?;
    match reading.fill(at, frame, "subject") {
        Some(Filler::Noun(word)) => Some(word),
        _ => None,
    }
}

/// "Der Preis liegt laut Finanzkreisen bei 240 Millionen Euro": the subject.
fn lies_at(reading: &Reading, sentence: usize, number: usize) -> Option<usize> {
    let clause = reading.clause(reading.clause_of(sentence, number)?);
    clause.subject.filter(|_| clause.verb == "liegen" && reading.words[sentence].preposition(number) == Some("bei"))
}

/// A noun phrase as a value, the number left out: *Bußgeld* of "ein Bußgeld von 9500 Euro", *Gewinn* of "der Gewinn von 31 auf 19 Millionen Euro".
fn without(reading: &mut Reading, sentence: usize, noun: usize, span: Span) -> Option<(Value, Span)> {
    let noun = reading.antecedent(sentence, noun);
    let words = &reading.words[sentence];
    let measures = |child: usize| {
        matches!(words.preposition(child), Some("von" | "auf" | "um" | "bei"))
            && words.span_of(&words.below(child, |_| false)).is_some_and(|phrase| phrase.contains(span))
    };
    let numbered: Vec<usize> =
        words.children(noun).iter().copied().filter(|&child| words.words[child].span.overlaps(span) || measures(child)).collect();
    if numbered.is_empty() || reading.entity(sentence, noun).is_some() || !words.words[noun].is_nominal() {
        return reading.value(sentence, noun);
    }
    let inside = reading.noun_words_without(sentence, noun, &numbered);
    let at = words.span_of(&inside)?;
    let concept = words.words[noun].lemma.clone();
    let label = reading.render(sentence, &inside);
    (!label.is_empty()).then(|| (Value::Node(reading.node(NodeKind::Thing, label, concept, at, Vec::new())), at))
}

/// "28 Prozent der Anteile", "50 Millionen Euro Hilfe": the noun right behind the unit.
fn genitive_part(reading: &Reading, sentence: usize, unit: usize) -> Option<usize> {
    let words = &reading.words[sentence];
    words.children(unit).iter().copied().find(|&child| {
        let here = &words.words[child];
        child > unit
            && here.is_nominal()
            && (here.has("nmod") || here.has("appos"))
            && words.preposition(child).is_none_or(|preposition| preposition == "von")
            && here.tokens.start <= words.words[unit].tokens.end + 3
    })
}

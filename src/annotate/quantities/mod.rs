//! Numbers of something: sentences → [`Quantity`]s. *14,8 Millionen Euro*, *rund 120 Anwohner*, *zwischen 1,6 und 1,7 Milliarden Euro*, *von 31 auf
//! 19 Millionen Euro*, *22 zu 15 Stimmen*, *die 51-Jährige*. Takes the time expressions to know what is a date; uses tags and trees where there are
//! any. Does not say what is counted, nor that *rund* and *mehr als* make a number vague.

mod joined;
mod plain;
mod units;

pub use units::is_unit;

use super::words::{Word, words};
use crate::document::{At, NameClass, Quantity, Sentence, Span, Time, TimeKind};

/// A quantity among the words of a sentence.
#[derive(Clone, Debug, PartialEq)]
struct Found {
    first: usize,
    last: usize,
    /// The unit, or the number where there is none.
    at: usize,
    low: f64,
    high: f64,
    unit: &'static str,
}

/// The quantities of an article, in the order of the text.
pub fn quantities(sentences: &[Sentence], times: &[Time]) -> Vec<Quantity> {
    let mut quantities = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let words = words(sentence);
        let first = times.partition_point(|time| time.span.end <= sentence.span.start);
        let inside: Vec<&Time> = times[first..].iter().take_while(|time| time.span.start < sentence.span.end).collect();
        let scene = Scene { words: &words, sentence, times: &inside };
        for found in scene.scan() {
            let span = scene.span(&found);
            quantities.push(Quantity {
                span,
                at: At { sentence: number, token: words[found.at].token },
                low: found.low,
                high: found.high,
                unit: found.unit.to_owned(),
            });
        }
    }
    quantities
}

/// What the rules look at.
struct Scene<'a> {
    words: &'a [Word],
    sentence: &'a Sentence,
    times: &'a [&'a Time],
}

impl Scene<'_> {
    fn scan(&self) -> Vec<Found> {
        let mut all = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let found = self.rules(at);
            let next = found.last().map_or(at + 1, |found| found.last + 1).max(at + 1);
            all.extend(found);
            at = next;
        }
        all
    }

    fn rules(&self, at: usize) -> Vec<Found> {
        if self.is_dated(at) || self.is_inside_word(at) {
            return Vec::new();
        }
        if let Some(found) = joined::joined(self.words, at).or_else(|| self.age(at)) {
            return vec![found];
        }
        plain::plain(self, at)
    }

    fn span(&self, found: &Found) -> Span {
        self.words[found.first].span.cover(self.words[found.last].span)
    }

    /// The word `step` places from `at`, in lower case; empty outside the sentence.
    fn low(&self, at: usize, step: isize) -> &str {
        at.checked_add_signed(step).and_then(|place| self.words.get(place)).map_or("", |word| word.low.as_str())
    }

    /// Part of a date, a time of day, a set: *24. März 2022*, *14.30 Uhr*, *vor zwei Wochen*. A duration is a quantity.
    fn is_dated(&self, at: usize) -> bool {
        self.time_at(at).is_some_and(|kind| kind != TimeKind::Duration)
    }

    fn time_at(&self, at: usize) -> Option<TimeKind> {
        let span = self.words[at].span;
        self.times.iter().find(|time| time.span.overlaps(span)).map(|time| time.kind)
    }

    /// *2* in *Covid-2*, *3:2*, *4/5*: not the beginning of a number.
    fn is_inside_word(&self, at: usize) -> bool {
        let word = &self.words[at];
        let Some(before) = at.checked_sub(1).map(|before| &self.words[before]).filter(|_| word.glued) else { return false };
        before.is_letters()
            || matches!(before.text.as_str(), ":" | "/" | "." | "," | "_")
            || before.is_dash() && at >= 2 && before.glued
    }

    /// *Helga Brinkmann (67)*, *Ralf Dorn, 51, …*: the age of a person.
    fn age(&self, at: usize) -> Option<Found> {
        let word = &self.words[at];
        let value: u8 = word.text.parse().ok().filter(|age| word.is_digits() && (3..=110).contains(age))?;
        let (open, close) = (self.low(at, -1), self.low(at, 1));
        let person = at >= 2 && self.sentence.tokens[self.words[at - 2].token].name.class() == Some(NameClass::Person);
        let framed = open == "(" && matches!(close, ")" | "," | ";") || open == "," && matches!(close, "," | ".");
        (person && framed).then(|| Found { first: at, last: at, at, low: value.into(), high: value.into(), unit: "Jahre" })
    }
}

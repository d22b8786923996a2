//! Time expressions after TimeML TIMEX3, German: sentences and the day of publication → [`Time`]s with values.
//!
//! [`scan`] finds expressions in the words of a sentence and says what they mean; [`resolve`] turns meanings into values, with the day of
//! publication, the [`tense`] of the clause (*am Montag sagte*, *am Montag wird*) and the dates mentioned before. Works on forms alone; trees
//! and features, where there are any, make the tense surer. Knows nothing of events: *seit Kriegsbeginn* has no value here.

mod calendar;
mod clock;
mod dates;
mod lists;
mod phrase;
mod resolve;
mod scan;
mod tense;

pub use calendar::iso;
pub use lists::is_day_or_month;

use super::words::words;
use crate::document::{Sentence, Time};
use jiff::civil::Date;

/// The time expressions of an article, in the order of the text. `published` is the day that *gestern* counts from.
pub fn times(published: Option<Date>, sentences: &[Sentence]) -> Vec<Time> {
    let mut context = resolve::Context::new(published);
    let mut found = Vec::new();
    for sentence in sentences {
        let words = words(sentence);
        context.enter(sentence);
        for expression in scan::scan(&words, sentence) {
            let before = expression.first.checked_sub(1).map(|at| words[at].low.as_str());
            let tense = tense::tense(&words, sentence, expression.first);
            let Some((kind, value)) = context.value(&expression, before, tense) else { continue };
            let span = words[expression.first].span.cover(words[expression.last].span);
            found.push(Time { span, kind, value });
        }
    }
    found
}

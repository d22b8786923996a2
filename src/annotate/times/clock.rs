//! Times of the clock: *um 14.30 Uhr*, *von 16 bis 17.30 Uhr*, *um 12.15*, *8 Uhr abends*.

use super::scan::{Found, Meaning};
use crate::annotate::words::Word;
use crate::document::TimeKind;

/// A time of the clock that begins at `at`.
pub(super) fn clock(words: &[Word], at: usize) -> Option<Found> {
    let (mut hour, minute, written) = reading(&words[at])?;
    let mut last = at;
    let is_hour = |at: usize| words.get(at).is_some_and(|word| word.low == "uhr");
    if is_hour(at + 1) {
        last = at + 1;
        // „8 Uhr abends“
        let late = words.get(at + 2).is_some_and(|word| matches!(word.low.as_str(), "abends" | "nachmittags"));
        if late && hour < 12 {
            hour += 12;
        }
    } else if !chained(words, at) {
        // „um 12.15 bestreiten …“
        let before = at.checked_sub(1).map(|before| words[before].low.as_str());
        let after = words.get(at + 1);
        let counts = after.is_some_and(|word| word.is_capital() || word.text.starts_with(['%', '€', '$']) || word.low == "km");
        if !written || !matches!(before, Some("um" | "gegen" | "ab")) || counts {
            return None;
        }
    }
    Some(Found { first: at, last, kind: TimeKind::Time, meaning: Meaning::Clock { hour, minute }, part: None })
}

/// *10-18 Uhr*, *10 bis 18 Uhr*, *14.00 und 17.40 Uhr*, *9.30/12.30 Uhr*: the first has no *Uhr* of its own.
fn chained(words: &[Word], at: usize) -> bool {
    let mut at = at;
    for _ in 0..6 {
        let joined = words
            .get(at + 1)
            .is_some_and(|word| word.is_dash() || matches!(word.low.as_str(), "bis" | "und" | "oder" | "/" | ","));
        if !joined || words.get(at + 2).and_then(reading).is_none() {
            return false;
        }
        if words.get(at + 3).is_some_and(|word| word.low == "uhr") {
            return true;
        }
        at += 2;
    }
    false
}

/// Hour, minute, and whether minutes are written.
fn reading(word: &Word) -> Option<(i8, i8, bool)> {
    let (hour, minute) = match word.text.split_once(['.', ':']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, Some(minute)),
        Some(_) => return None,
        None => (word.text.as_str(), None),
    };
    if hour.is_empty() || hour.len() > 2 || !hour.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hour: i8 = hour.parse().ok().filter(|hour| *hour <= 24)?;
    let written = minute.is_some();
    let minute: i8 = minute.unwrap_or("0").parse().ok().filter(|minute| (0..60).contains(minute))?;
    Some((hour, minute, written))
}

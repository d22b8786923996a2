//! Numbers inside words: *67-jähriger*, *die 51-Jährige*, *18- bis 25-Jährige*, *zweistündig*, *dreiprozentig*, *100-Milliarden-Euro-Paket*.

use super::Found;
use super::units::unit;
use crate::annotate::numerals::{multiplier, parse_digits, parse_word};
use crate::annotate::words::Word;

const ENDS: [(&str, &str); 9] = [
    ("sekündig", "Sekunden"),
    ("minütig", "Minuten"),
    ("stündig", "Stunden"),
    ("tägig", "Tage"),
    ("wöchig", "Wochen"),
    ("monatig", "Monate"),
    ("jährig", "Jahre"),
    ("prozentig", "%"),
    ("kilometrig", "km"),
];

/// An adjective or noun with a number in it that begins at `at`.
pub(super) fn joined(words: &[Word], at: usize) -> Option<Found> {
    one_word(words, at).or_else(|| with_hyphen(words, at)).or_else(|| package(words, at))
}

/// *zweistündige*, *Elfjähriger*
fn one_word(words: &[Word], at: usize) -> Option<Found> {
    let (number, unit) = ending(&words[at].low)?;
    let value = if number == "ein" { 1.0 } else { parse_word(number)? };
    Some(Found { first: at, last: at, at, low: value, high: value, unit })
}

/// What stands before *-jährig* and its like, and the unit.
fn ending(low: &str) -> Option<(&str, &'static str)> {
    let stem = ["en", "er", "es", "em", "e", ""]
        .iter()
        .filter_map(|ending| low.strip_suffix(ending))
        .find(|stem| stem.ends_with("ig"))?;
    ENDS.iter().find_map(|(end, unit)| Some((stem.strip_suffix(end)?, *unit)))
}

/// *67-jähriger*, *53jähriger*, *18- bis 25-Jährige*
fn with_hyphen(words: &[Word], at: usize) -> Option<Found> {
    let low = parse_digits(&words[at].text)?;
    let dash = |at: usize| words.get(at).is_some_and(|word| word.is_dash() && word.glued);
    let (high, number) = match words.get(at + 1..at + 4) {
        Some([_, bis, number]) if dash(at + 1) && matches!(bis.low.as_str(), "bis" | "und" | "oder") => {
            (parse_digits(&number.text)?, at + 3)
        }
        _ => (low, at),
    };
    let head = if dash(number + 1) { number + 2 } else { number + 1 };
    let word = words.get(head).filter(|word| word.glued)?;
    match ending(&word.low)? {
        ("", unit) => Some(Found { first: at, last: head, at: head, low: low.min(high), high: high.max(low), unit }),
        _ => None,
    }
}

/// *100-Milliarden-Euro-Paket*, *30-Millionen-Euro-Projekt*: an amount; *500-Euro-Schein* is a name.
fn package(words: &[Word], at: usize) -> Option<Found> {
    let value = parse_digits(&words[at].text)?;
    let [dash, multiple, next, money] = words.get(at + 1..at + 5)? else { return None };
    let factor = multiplier(&multiple.low)
        .filter(|_| dash.is_dash() && dash.glued && multiple.glued && next.is_dash() && next.glued && money.glued)?;
    let code = unit(std::slice::from_ref(money), 0)?.code;
    let value = (value * factor * 1000.0).round() / 1000.0;
    Some(Found { first: at, last: at + 4, at: at + 4, low: value, high: value, unit: code })
}

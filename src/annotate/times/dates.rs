//! Dates of the calendar: *24. März 2022*, *vom 26. bis 28. Juni*, *Donnerstag, 18. Dezember*, *24.2.2022*, *2022-03-24*; years that stand alone.

use super::lists;
use super::scan::{Found, Meaning, YearOf};
use crate::annotate::words::Word;
use crate::document::{NameTag, Sentence};

/// A day of the calendar that begins at `at`.
pub(super) fn date(words: &[Word], at: usize) -> Option<Found> {
    if let Some((_, part)) = lists::weekday(&words[at].text) {
        // „Donnerstag, den 18. Dezember“ is one expression.
        let mut next = at + 1;
        let mut part = part;
        if let Some(code) = words.get(next).and_then(|word| lists::part(&word.low)).filter(|_| part.is_none()) {
            part = Some(code);
            next += 1;
        }
        if words.get(next).is_some_and(|word| word.text == ",") {
            next += 1;
        }
        if words.get(next).is_some_and(|word| matches!(word.low.as_str(), "den" | "dem")) {
            next += 1;
        }
        let day = if next < words.len() { day(words, next) } else { None };
        return day.map(|day| Found { first: at, ..day.with_part(part) });
    }
    let found = day(words, at)?;
    let part = words.get(found.last + 1).filter(|word| word.is_capital()).and_then(|word| lists::part(&word.low));
    Some(if part.is_some() { Found { last: found.last + 1, ..found.with_part(part) } } else { found })
}

fn day(words: &[Word], at: usize) -> Option<Found> {
    if let Some((year, month, day)) = iso_day(&words[at].text) {
        return Some(Found::date(at, at, Meaning::Day { day, month, year: YearOf::Given(year) }));
    }
    if let Some((day, month, year)) = numeric(&words[at].text) {
        let (year, last) = match year {
            Some(year) => (YearOf::Given(year), at),
            None => match words.get(at + 1).filter(|word| word.glued).and_then(year_number) {
                Some(year) => (YearOf::Given(year), at + 1),
                None => (YearOf::Open, at),
            },
        };
        return Some(Found::date(at, last, Meaning::Day { day, month, year }));
    }
    let day = ordinal(&words[at])?;
    // „24. 2. 2022“
    if let (Some(month), Some(year)) = (words.get(at + 1).and_then(ordinal), words.get(at + 2).and_then(year_number))
        && month <= 12
    {
        return Some(Found::date(at, at + 2, Meaning::Day { day, month, year: YearOf::Given(year) }));
    }
    let (month, place) = month_of(words, at)?;
    let (year, last) = year_tail(words, place);
    Some(Found::date(at, if place == at + 1 { last } else { at }, Meaning::Day { day, month, year }))
}

/// The month that the ordinal at `at` belongs to: *3., 4. und 7. Oktober*, *vom 26. bis zum 28. Juni*, *am 16. sowie am 23. Januar*.
fn month_of(words: &[Word], at: usize) -> Option<(i8, usize)> {
    let mut after_ordinal = true;
    for (place, word) in words.iter().enumerate().skip(at + 1).take(40) {
        if after_ordinal && let Some(month) = lists::month(&word.text) {
            return Some((month, place));
        }
        after_ordinal = ordinal(word).is_some();
        let joins = ["und", "oder", "sowie", "bis", "an", "dem", "den", "der", "zu", "von", "auf", "am", "zum", "vom", ",", "/"];
        if !after_ordinal && !word.is_dash() && !joins.contains(&word.low.as_str()) && lists::weekday(&word.text).is_none() {
            return None;
        }
    }
    None
}

/// *24.*, a day of a month.
fn ordinal(word: &Word) -> Option<i8> {
    let number = word.text.strip_suffix('.')?;
    let digits = !number.is_empty() && number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|day| digits && (1..=31).contains(day))
}

/// *24.2.2022*, *24.02.22*, *24.2.*
fn numeric(text: &str) -> Option<(i8, i8, Option<i16>)> {
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || day.len() > 2 || month.len() > 2 {
        return None;
    }
    let day = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    let year = match year.len() {
        0 => None,
        2 => Some(year.parse::<i16>().ok().map(|year| if year < 50 { 2000 + year } else { 1900 + year })?),
        4 => Some(year.parse().ok()?),
        _ => return None,
    };
    Some((day, month, year))
}

fn iso_day(text: &str) -> Option<(i16, i8, i8)> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

/// Four digits that can be a year.
pub(super) fn year_number(word: &Word) -> Option<i16> {
    word.text.parse().ok().filter(|year| word.text.len() == 4 && word.is_digits() && (1000..2200).contains(year))
}

/// The year that a month, season or holiday at `last` is given, and the new last word: *März 2022*, *August vorigen Jahres*, *Herbst 2014/15*.
pub(super) fn year_tail(words: &[Word], last: usize) -> (YearOf, usize) {
    let Some(next) = words.get(last + 1) else { return (YearOf::Open, last) };
    if let Some(year) = year_number(next) {
        let counted = words.get(last + 2).is_some_and(|word| matches!(word.low.as_str(), "euro" | "menschen" | "prozent"));
        if !counted {
            return (YearOf::Given(year), split_year(words, last + 1));
        }
    }
    let mut at = last + 1;
    if matches!(words[at].low.as_str(), "des" | "im" | "in" | "dem") {
        // „im März dieses Jahres“, „Ende März im Vorjahr“: only the genitive belongs to the expression.
        if words[at].low != "des" {
            return (YearOf::Open, last);
        }
        at += 1;
    }
    let Some(word) = words.get(at) else { return (YearOf::Open, last) };
    if word.low == "vorjahres" {
        return (YearOf::Shift(-1), at);
    }
    if word.low == "jahres" && at > last + 1 {
        return match words.get(at + 1).and_then(year_number) {
            Some(year) => (YearOf::Given(year), at + 1),
            None => (YearOf::Spoken(0), at),
        };
    }
    if words.get(at + 1).is_none_or(|noun| noun.low != "jahres") {
        return (YearOf::Open, last);
    }
    match word.low.as_str() {
        "dieses" => (YearOf::Shift(0), at + 1),
        "desselben" | "selben" | "gleichen" => (YearOf::Spoken(0), at + 1),
        "folgenden" => (YearOf::Spoken(1), at + 1),
        low => match lists::relation(low) {
            Some(step) => (YearOf::Shift(step), at + 1),
            None => (YearOf::Open, last),
        },
    }
}

/// The last word of a year at `at` that may be split: *2007/08*.
pub(super) fn split_year(words: &[Word], at: usize) -> usize {
    let half = words.get(at + 2).is_some_and(|word| word.glued && word.is_digits() && word.text.len() == 2);
    if half && words[at + 1].text == "/" && words[at + 1].glued { at + 2 } else { at }
}

/// A year that stands alone: *2019*, *(1959)*, *2009-2011*; *1500 Soldaten* and *um 2000 Euro* are none.
pub(super) fn year(words: &[Word], sentence: &Sentence, at: usize) -> Option<Found> {
    let number = year_number(&words[at])?;
    let found = Found::date(at, split_year(words, at), Meaning::Year(YearOf::Given(number)));
    let word = |step: isize| at.checked_add_signed(step).and_then(|place| words.get(place));
    let low = |step: isize| word(step).map_or("", |word| word.low.as_str());
    let token = &sentence.tokens[words[at].token];
    if token.has_deprel("nummod") && token.head.is_some_and(|head| head > words[at].token) {
        return None;
    }
    if !token.form.starts_with(|letter: char| letter.is_ascii_digit())
        || words[at].glued && word(-1).is_some_and(Word::is_dash) && !range(words, at)
    {
        // „Agenda-2010“, „Covid-2019“
        return None;
    }
    if range(words, at) {
        return Some(found);
    }
    let joined = word(1).is_some_and(|next| next.glued && (next.is_dash() || next.text == "/"));
    let unit = word(1).is_some_and(|next| {
        next.text.starts_with(['%', '€', '$', '£', '°']) || matches!(next.low.as_str(), "km" | "m" | "kg" | "mal")
    });
    if joined || unit || low(-1) == "nr." || low(-1) == "nummer" {
        return None;
    }
    let strong = matches!(low(-1), "seit" | "ab" | "bis" | "jahr" | "jahre" | "jahrs" | "jahres" | "anno" | "jahrgang" | "(");
    let weak = matches!(
        low(-1),
        "von"
            | "vor"
            | "nach"
            | "in"
            | "zwischen"
            | "für"
            | "gegenüber"
            | "anfang"
            | "ende"
            | "mitte"
            | "schon"
            | "bereits"
            | "erst"
    );
    let about = matches!(
        low(-1),
        "rund" | "etwa" | "knapp" | "gut" | "fast" | "als" | "insgesamt" | "um" | "circa" | "ca." | "über" | "auf" | "je"
    );
    // What is counted follows: „1950 Stellen“, „2000 neue Stellen“; a name does not („2019 Hellwig“).
    let counted = |next: &Word| next.is_capital() && sentence.tokens[next.token].name == NameTag::Outside;
    let adjective = |next: &Word| next.is_letters() && !next.is_capital() && lists::stem(&next.low).is_some();
    let span_counts = word(1).is_some_and(|next| next.is_dash() || matches!(next.low.as_str(), "bis" | "und" | "oder"))
        && word(2).is_some_and(|next| next.low.starts_with(|letter: char| letter.is_ascii_digit()))
        && word(3).is_some_and(counted);
    let counts = span_counts
        || word(1).is_some_and(counted)
        || word(1).is_some_and(adjective) && word(2).is_some_and(counted) && number % 50 == 0;
    let modern = (1900..=2100).contains(&number);
    let plausible = match (strong, weak) {
        (true, _) => !(number < 1900 && counts),
        (_, true) => number >= 1500 && !counts,
        _ => modern && !about && !counts,
    };
    plausible.then_some(found)
}

/// One end of *1898-1976*, *2005/2010*, *2010 bis 2012*.
fn range(words: &[Word], at: usize) -> bool {
    let joint = |at: usize| words.get(at).is_some_and(|word| word.is_dash() || word.text == "/" || word.low == "bis");
    let other = |at: usize| words.get(at).and_then(year_number);
    let number = year_number(&words[at]);
    let after = joint(at + 1) && other(at + 2).is_some() && other(at + 2) > number;
    let before = at >= 2 && joint(at - 1) && other(at - 2).is_some() && other(at - 2) < number;
    // „1000 bis 1500 Soldaten“
    let end = if after { at + 3 } else { at + 1 };
    (after || before) && words.get(end).is_none_or(|word| !word.is_capital() || words[at].glued || words[at + 1].glued)
}

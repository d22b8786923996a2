//! Finds time expressions in the words of a sentence: tries the rules at each word, the first that fits takes its words. Gives what the
//! expression means; which day that is, [`resolve`](super::resolve) says.

use super::{clock, dates, lists, phrase};
use crate::annotate::words::Word;
use crate::document::{NameClass, Sentence, TimeKind};

/// A time expression and what it means.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// First word.
    pub first: usize,
    /// Last word.
    pub last: usize,
    /// Type; a day with a part of the day becomes TIME.
    pub kind: TimeKind,
    /// What it means.
    pub meaning: Meaning,
    /// Part of the day (`TEV`).
    pub part: Option<&'static str>,
}

/// What an expression means, before it is known which day that is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// The value stands: durations, sets, decades, `PAST_REF`.
    Fixed(String),
    /// *24. März*
    Day { day: i8, month: i8, year: YearOf },
    /// *März*
    Month { month: i8, year: YearOf },
    /// *drittes Quartal* `Q3`, *Sommer* `SU`
    Within { code: String, year: YearOf },
    /// *2019*, *vergangenes Jahr*
    Year(YearOf),
    /// *gestern*, *nächste Woche*, *tags darauf*
    Shift { unit: Unit, by: i32, from: From },
    /// *Montag*; with the week it stands in or the steps to take
    Weekday { day: i8, step: Option<i32>, week: Option<i32> },
    /// *Wochenende*
    Weekend { step: Option<i32> },
    /// *Ostern*, as the list has it
    Holiday { rule: &'static str, year: YearOf },
    /// *14.30 Uhr*
    Clock { hour: i8, minute: i8 },
    /// *am Abend* of the day spoken of
    Part,
}

/// Which year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearOf {
    /// *2022*
    Given(i16),
    /// *vorigen Jahres*: counted from the year of publication
    Shift(i32),
    /// *desselben Jahres*, *ein Jahr später*: counted from the year spoken of
    Spoken(i32),
    /// *vergangenen März*, *kommenden Sommer*: the last or next one
    Step(i32),
    /// To be found by tense.
    Open,
}

/// Calendar units that are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Quarter,
}

/// Where counting starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// The day of publication.
    Published,
    /// The day spoken of last.
    Spoken,
}

impl Found {
    pub(super) fn date(first: usize, last: usize, meaning: Meaning) -> Found {
        Found { first, last, kind: TimeKind::Date, meaning, part: None }
    }

    pub(super) fn fixed(first: usize, last: usize, kind: TimeKind, value: impl Into<String>) -> Found {
        Found { first, last, kind, meaning: Meaning::Fixed(value.into()), part: None }
    }

    pub(super) fn with_part(mut self, part: Option<&'static str>) -> Found {
        self.part = self.part.or(part);
        self
    }
}

/// All expressions of a sentence, in order, without overlap.
pub(super) fn scan(words: &[Word], sentence: &Sentence) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let here = rules(words, sentence, at).filter(|here| !names_person(here, words, sentence) && !is_compounded(here, words));
        at = match here {
            Some(here) if here.last >= at => {
                let next = here.last + 1;
                found.push(here);
                next
            }
            _ => at + 1,
        };
    }
    found
}

fn rules(words: &[Word], sentence: &Sentence, at: usize) -> Option<Found> {
    clock::clock(words, at)
        .or_else(|| dates::date(words, at))
        .or_else(|| phrase::edge(words, at))
        .or_else(|| phrase::phrase(words, at))
        .or_else(|| holiday(words, at))
        .or_else(|| adverb(words, at))
        .or_else(|| dates::year(words, sentence, at))
}

/// *Andreas Sommer*, *August Macke*: a person, not a season or a month.
fn names_person(found: &Found, words: &[Word], sentence: &Sentence) -> bool {
    words[found.first..=found.last].iter().any(|word| sentence.tokens[word.token].name.class() == Some(NameClass::Person))
}

/// *Winter-Biathlon*, *MIP-Montag*: part of a compound that is no time. Years and numbers may be joined by dashes.
fn is_compounded(found: &Found, words: &[Word]) -> bool {
    let dash = |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|word| word.is_dash() && word.glued);
    let after =
        dash(Some(found.last + 1)) && words[found.last].is_letters() && words.get(found.last + 2).is_some_and(|next| next.glued);
    let before = dash(found.first.checked_sub(1)) && words[found.first].is_letters() && words[found.first].glued;
    before || after
}

fn holiday(words: &[Word], at: usize) -> Option<Found> {
    let word = &words[at];
    let (rule, last) = match words.get(at + 1).and_then(|next| lists::holiday(&format!("{} {}", word.text, next.text))) {
        Some(rule) => (rule, at + 1),
        None => (lists::holiday(&word.text)?, at),
    };
    let (year, last) = dates::year_tail(words, last);
    Some(Found::date(at, last, Meaning::Holiday { rule, year }))
}

/// *gestern*, *heute Abend*, *täglich*, *künftigen*, *vor kurzem*
fn adverb(words: &[Word], at: usize) -> Option<Found> {
    let word = &words[at];
    if word.low == "vor" && words.get(at + 1).is_some_and(|next| matches!(next.low.as_str(), "kurzem" | "langem")) {
        return Some(Found::fixed(at, at + 1, TimeKind::Date, "PAST_REF"));
    }
    if let Some(found) = lasting(words, at) {
        return Some(found);
    }
    if word.is_capital() && at > 0 && !starts_clause(words, at) {
        return None;
    }
    // „tags darauf“, „tags zuvor“
    if word.low == "tags" {
        let by = direction(words.get(at + 1)?)?;
        return Some(Found::date(at, at + 1, Meaning::Shift { unit: Unit::Day, by, from: From::Spoken }));
    }
    let (kind, meaning) = lists::adverb(&word.low)?;
    let number = |prefix: &str| meaning.strip_prefix(prefix).and_then(|number| number.parse::<i32>().ok());
    if let Some(by) = number("year") {
        return Some(Found::date(at, at, Meaning::Year(YearOf::Shift(by))));
    }
    let Some(by) = number("day") else { return Some(Found::fixed(at, at, kind, meaning)) };
    // „heute noch“, „noch heute“, „bis heute“: these days
    let beside = |word: Option<&Word>, with: &[&str]| word.is_some_and(|word| with.contains(&word.low.as_str()));
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    if word.low == "heute" && (beside(before, &["bis", "noch", "auch"]) || beside(words.get(at + 1), &["noch", "nicht"])) {
        return Some(Found::fixed(at, at, TimeKind::Date, "PRESENT_REF"));
    }
    let part = words.get(at + 1).and_then(|next| lists::part(&next.low));
    let last = if part.is_some() { at + 1 } else { at };
    Some(Found::date(at, last, Meaning::Shift { unit: Unit::Day, by, from: From::Published }).with_part(part))
}

/// Whether a capital letter at `at` may be that of a sentence's beginning.
fn starts_clause(words: &[Word], at: usize) -> bool {
    at == 0
        || !words[at - 1].is_letters()
            && !words[at - 1].is_dash()
            && !words[at - 1].low.starts_with(|letter: char| letter.is_ascii_digit())
}

/// Day by day: *darauf* +1, *zuvor* −1.
pub(super) fn direction(word: &Word) -> Option<i32> {
    match word.low.as_str() {
        "darauf" | "danach" | "später" => Some(1),
        "zuvor" | "davor" | "vorher" | "früher" => Some(-1),
        _ => None,
    }
}

/// *zweistündig*, *mehrtägig*; *dreijährig* and *25-jährig* only of what lasts, not of who has an age.
fn lasting(words: &[Word], at: usize) -> Option<Found> {
    const ENDS: [(&str, &str); 7] = [
        ("sekündig", "TS"),
        ("minütig", "TM"),
        ("stündig", "TH"),
        ("tägig", "D"),
        ("wöchig", "W"),
        ("monatig", "M"),
        ("jährig", "Y"),
    ];
    // „25-jährige“ is three words, „25jährige“ two.
    let head = (at..words.len().min(at + 3)).find(|&head| words[head].low.contains("ig"))?;
    let low = &words[head].low;
    let stem = lists::stem(low).unwrap_or(low);
    let (number, unit) = ENDS.iter().find_map(|(end, unit)| Some((stem.strip_suffix(end)?, *unit)))?;
    let joined = words[at + 1..=head].iter().all(|word| word.glued);
    let count = match (head - at, joined) {
        (0, _) if matches!(number, "mehr" | "viel") => "X".to_owned(),
        (0, _) if number == "ganz" => "1".to_owned(),
        (0, _) if number == "ein" => "1".to_owned(),
        (0, _) => plain(crate::annotate::numerals::parse_word(number)?),
        (_, true) if number.is_empty() => plain(crate::annotate::numerals::parse_digits(&words[at].text)?),
        _ => return None,
    };
    if unit == "Y" && !words.get(head + 1).is_some_and(|noun| lists::lasts(&noun.text)) {
        return None;
    }
    Some(Found::fixed(at, head, TimeKind::Duration, duration(&count, unit)))
}

/// `P2W`, `PT30M`, `PXY`
pub(super) fn duration(count: &str, unit: &str) -> String {
    match unit {
        "Q" => format!("P{count}Q"),
        "E" => count.parse::<f64>().map_or_else(|_| "PXE".to_owned(), |count| format!("P{}Y", plain(count * 10.0))),
        "C" => count.parse::<f64>().map_or_else(|_| "PXC".to_owned(), |count| format!("P{}Y", plain(count * 100.0))),
        "NI" => format!("P{count}NI"),
        _ => match unit.strip_prefix('T') {
            Some(unit) => format!("PT{count}{unit}"),
            None => format!("P{count}{unit}"),
        },
    }
}

/// Without decimals where there are none.
pub(super) fn plain(number: f64) -> String {
    format!("{number}")
}

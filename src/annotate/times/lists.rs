//! The word lists of time expressions, from `data/`: months, weekdays, seasons, units, holidays, adverbs, adjectives of relation.

use crate::annotate::words::entries;
use crate::document::TimeKind;
use std::collections::BTreeMap;
use std::sync::LazyLock;

type Map<V> = LazyLock<BTreeMap<&'static str, V>>;

fn codes(list: &'static str) -> BTreeMap<&'static str, &'static str> {
    entries(list).filter_map(|fields| Some((*fields.first()?, *fields.get(1)?))).collect()
}

fn numbers(list: &'static str) -> BTreeMap<&'static str, i32> {
    codes(list).into_iter().filter_map(|(word, number)| Some((word, number.parse().ok()?))).collect()
}

static MONTHS: Map<i32> = LazyLock::new(|| numbers(include_str!("data/months.txt")));
static WEEKDAYS: Map<i32> = LazyLock::new(|| numbers(include_str!("data/weekdays.txt")));
static RELATIONS: Map<i32> = LazyLock::new(|| numbers(include_str!("data/relations.txt")));
static PARTS: Map<&str> = LazyLock::new(|| codes(include_str!("data/parts_of_day.txt")));
static SEASONS: Map<&str> = LazyLock::new(|| codes(include_str!("data/seasons.txt")));
static UNITS: Map<&str> = LazyLock::new(|| codes(include_str!("data/units.txt")));
static HOLIDAYS: Map<&str> = LazyLock::new(|| codes(include_str!("data/holidays.txt")));
static ADVERBS: Map<(TimeKind, &str)> = LazyLock::new(|| {
    entries(include_str!("data/adverbs.txt"))
        .filter_map(|fields| {
            let kind = match *fields.get(1)? {
                "DURATION" => TimeKind::Duration,
                "SET" => TimeKind::Set,
                _ => TimeKind::Date,
            };
            Some((*fields.first()?, (kind, *fields.get(2)?)))
        })
        .collect()
});
static LASTING: LazyLock<Vec<&str>> =
    LazyLock::new(|| entries(include_str!("data/lasting.txt")).filter_map(|fields| fields.first().copied()).collect());

/// Number of the month; a genitive *-s* is allowed (*des Aprils*).
pub(super) fn month(word: &str) -> Option<i8> {
    let found = MONTHS.get(word).or_else(|| MONTHS.get(word.strip_suffix('s')?))?;
    i8::try_from(*found).ok()
}

/// Number of the weekday and part of the day: *Montag*, *Montags*, *Montagabend*.
pub(super) fn weekday(word: &str) -> Option<(i8, Option<&'static str>)> {
    let found = |name: &str| WEEKDAYS.get(name).and_then(|day| i8::try_from(*day).ok());
    if let Some(day) = found(word).or_else(|| found(word.strip_suffix("es").or_else(|| word.strip_suffix('s'))?)) {
        return Some((day, None));
    }
    // *Mittwochabend* has no *tag*
    let (name, rest) = match word.strip_prefix("Mittwoch") {
        Some(rest) => ("Mittwoch", rest),
        None => word.split_at(word.find("tag")? + 3),
    };
    Some((found(name)?, Some(part(rest)?)))
}

/// *Dienstag*, *Donnerstagabend*, *März*
pub fn is_day_or_month(word: &str) -> bool {
    weekday(word).is_some() || month(word).is_some()
}

/// Code of a part of the day, in lower case; a genitive *-s* is allowed.
pub(super) fn part(low: &str) -> Option<&'static str> {
    PARTS.get(low).or_else(|| PARTS.get(low.strip_suffix('s')?)).copied()
}

/// Code of the season.
pub(super) fn season(word: &str) -> Option<&'static str> {
    SEASONS.get(word).or_else(|| SEASONS.get(word.strip_suffix('s')?)).copied()
}

/// Code of the unit, and whether the form is a plural.
pub(super) fn unit(word: &str) -> Option<(&'static str, bool)> {
    let code = *UNITS.get(word)?;
    let plural =
        ["Jahre", "Tage", "Monate", "Jahrzehnte", "Jahrhunderte", "Quartale", "Nächte"].iter().any(|form| word.starts_with(form))
            && !word.ends_with("es")
            || ["Wochen", "Stunden", "Minuten", "Sekunden"].contains(&word);
    Some((code, plural))
}

/// Steps from the present one that an adjective takes: *vergangenen* −1, *laufenden* 0, *übernächsten* +2.
pub(super) fn relation(low: &str) -> Option<i32> {
    RELATIONS.get(stem(low)?).copied()
}

/// Date of a holiday, as the data file writes it.
pub(super) fn holiday(name: &str) -> Option<&'static str> {
    HOLIDAYS.get(name).copied()
}

/// Adverbs, and adjectives with endings.
pub(super) fn adverb(low: &str) -> Option<(TimeKind, &'static str)> {
    // „jüngste“ is the youngest one; „künftige“ tells no time.
    let adjective = || stem(low).filter(|stem| (stem.ends_with("ig") || stem.ends_with("lich")) && *stem != "künftig");
    ADVERBS.get(low).or_else(|| ADVERBS.get(adjective()?)).copied()
}

/// Whether a noun in the nominative or genitive names what lasts, not who has an age: *25-jährige Mitgliedschaft*, *dreijährige Haftstrafe*.
pub(super) fn lasts(noun: &str) -> bool {
    let low = noun.to_lowercase();
    LASTING.iter().any(|word| low.ends_with(word))
}

/// An adjective without its ending.
pub(super) fn stem(low: &str) -> Option<&str> {
    ["en", "er", "es", "em", "e"].iter().find_map(|ending| low.strip_suffix(ending)).filter(|stem| stem.len() > 3)
}

#[cfg(test)]
mod tests {
    use super::entries;

    #[test]
    fn lists_are_sorted_and_unique() {
        for list in [
            include_str!("data/adverbs.txt"),
            include_str!("data/holidays.txt"),
            include_str!("data/lasting.txt"),
            include_str!("data/months.txt"),
            include_str!("data/parts_of_day.txt"),
            include_str!("data/preterites.txt"),
            include_str!("data/relations.txt"),
            include_str!("data/seasons.txt"),
            include_str!("data/units.txt"),
            include_str!("data/weekdays.txt"),
        ] {
            let words: Vec<&str> = entries(list).filter_map(|fields| fields.first().copied()).collect();
            let off = words.windows(2).find(|pair| pair[0] >= pair[1]);
            assert!(off.is_none(), "out of order: {off:?}");
        }
    }
}

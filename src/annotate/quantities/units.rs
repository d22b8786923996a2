//! The unit that follows a number: *Euro*, *US-Dollar*, *Schweizer Franken*, *Prozentpunkte*, *km/h*, *Stunden*. Takes words, gives the code of the
//! unit and where it stands. Does not convert: *50 Cent* stay 50, in `Cent`.

use crate::annotate::words::{Word, entries};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static UNITS: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| entries(include_str!("units.txt")).filter_map(|fields| Some((*fields.first()?, *fields.get(1)?))).collect());
static LABELS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| entries(include_str!("labels.txt")).filter_map(|fields| fields.first().copied()).collect());

/// A unit in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// How it is given: `EUR`, `%`, `Stunden`.
    pub code: &'static str,
    /// Its noun: *Euro*, *Dollar* in *US-Dollar*.
    pub noun: usize,
    /// Its last word: *Celsius* in *Grad Celsius*.
    pub last: usize,
}

/// Whether a word is a unit of measure: *Kilometern*, *Prozent*.
pub fn is_unit(form: &str) -> bool {
    UNITS.contains_key(form)
}

impl Unit {
    /// Whether it counts time.
    pub fn is_time(self) -> bool {
        matches!(
            self.code,
            "Sekunden"
                | "Minuten"
                | "Stunden"
                | "Tage"
                | "Nächte"
                | "Wochen"
                | "Monate"
                | "Quartale"
                | "Jahre"
                | "Jahrzehnte"
                | "Jahrhunderte"
        )
    }
}

/// The unit that begins at `at`; the longest one.
pub(super) fn unit(words: &[Word], at: usize) -> Option<Unit> {
    let mut text = String::new();
    let mut found = None;
    for (place, word) in words.iter().enumerate().skip(at).take(4) {
        if !text.is_empty() && !word.glued {
            text.push(' ');
        }
        text.push_str(&word.text);
        if let Some(code) = UNITS.get(text.as_str()) {
            let noun = if text.ends_with("Celsius") && place > at {
                place - 1
            } else if text.contains(" pro ") || text.contains(" je ") || text.contains(" in ") {
                at
            } else {
                place
            };
            found = Some(Unit { code, noun, last: place });
        }
    }
    // „Euro-Schein“, „Jahres-Hoch“: a compound, no unit.
    let compound = |unit: &Unit| words.get(unit.last + 1).is_some_and(|next| next.glued && (next.is_dash() || next.is_letters()));
    found.filter(|unit| !compound(unit))
}

/// The unit at `at`, or behind an adjective: *drei weitere Jahre*, *zwei volle Stunden*.
pub(super) fn unit_near(words: &[Word], at: usize) -> Option<Unit> {
    unit(words, at).or_else(|| {
        let word = words.get(at)?;
        let adjective = word.is_letters()
            && !word.is_capital()
            && ["e", "en", "er"].iter().any(|ending| word.low.ends_with(ending))
            && word.low.len() > 4;
        if adjective { unit(words, at + 1) } else { None }
    })
}

/// Whether a number after this word is its name: *Artikel 5*, *Nr. 3*.
pub(super) fn is_label(low: &str) -> bool {
    LABELS.contains(low) || ["straße", "allee", "gasse", "strasse"].iter().any(|ending| low.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::entries;

    #[test]
    fn lists_are_sorted_and_unique() {
        for list in [include_str!("units.txt"), include_str!("labels.txt")] {
            let words: Vec<&str> = entries(list).filter_map(|fields| fields.first().copied()).collect();
            let off = words.windows(2).find(|pair| pair[0] >= pair[1]);
            assert!(off.is_none(), "out of order: {off:?}");
        }
    }
}

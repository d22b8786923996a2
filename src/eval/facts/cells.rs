//! When a cell of an answer agrees with a cell of gold.

use std::collections::BTreeSet;

/// Columns of closed words.
const EXACT: [&str; 9] = ["form", "stance", "status", "type", "direction", "unit", "wikidata", "articles", "mentions"];
/// Columns of numbers.
const NUMBER: [&str; 4] = ["low", "high", "by", "to"];
/// Columns of names; all others hold phrases.
pub(super) const NAME: [&str; 14] = [
    "person", "of", "actor", "speaker", "addressee", "giver", "recipient", "target", "participant", "agent", "patient", "place",
    "entity", "name",
];

/// How well an answer agrees with a gold cell, more than 1 and at most 2; `None` if it differs.
pub(super) fn agreement(column: &str, gold: &str, answer: &str) -> Option<f64> {
    let right = gold.split('|').any(|variant| agrees(column, variant.trim(), answer));
    right.then(|| 1.0 + gold.split('|').map(|variant| overlap(variant, answer)).fold(0.0, f64::max))
}

fn agrees(column: &str, variant: &str, answer: &str) -> bool {
    if variant.is_empty() {
        return answer.is_empty();
    }
    if NUMBER.contains(&column) {
        let number = |cell: &str| cell.replace('%', "").trim().parse::<f64>().ok();
        return match (number(variant), number(answer)) {
            (Some(one), Some(other)) => one == other,
            _ => overlap(variant, answer) > 0.5,
        };
    }
    match column {
        "date" => !answer.is_empty() && (answer.starts_with(variant) || variant.starts_with(answer)),
        _ if EXACT.contains(&column) => variant == answer,
        _ => overlap(variant, answer) >= if NAME.contains(&column) { 0.6 } else { 0.51 },
    }
}

/// Dice coefficient of the content words; 1 where all words are the same in any order.
pub(super) fn overlap(one: &str, other: &str) -> f64 {
    let (a, b) = (content(one), content(other));
    if a.is_empty() || b.is_empty() {
        return if a == b { 1.0 } else { 0.0 };
    }
    let sorted = |text: &str| {
        let mut all: Vec<String> = words(text).collect();
        all.sort_unstable();
        all.concat()
    };
    if sorted(one) == sorted(other) {
        return 1.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    let share = 2.0 * a.intersection(&b).count() as f64 / (a.len() + b.len()) as f64;
    share
}

/// The first five letters of each content word: endings do not count. Of a text of small words all of them.
pub(super) fn content(text: &str) -> BTreeSet<String> {
    const SMALL: &str = include_str!("small_words.txt");
    let text = text.replace('-', " ");
    let stem = |word: String| if word.chars().all(char::is_numeric) { word } else { word.chars().take(5).collect() };
    let kept: BTreeSet<String> =
        words(&text).filter(|word| !SMALL.split_whitespace().any(|small| small == word)).map(stem).collect();
    if kept.is_empty() { words(&text).map(stem).collect() } else { kept }
}

/// In lower case.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}

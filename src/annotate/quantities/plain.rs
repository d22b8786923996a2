//! Numbers that stand as words of their own, with unit or counted noun; ranges and pairs that share a unit.

use super::units::{Unit, is_label, unit, unit_near};
use super::{Found, Scene};
use crate::annotate::numerals::{Numeral, NumeralForm, multiplier, numeral};
use crate::annotate::words::Word;
use crate::document::{NameClass, NameTag, Upos};

/// A number with its place.
#[derive(Clone, Copy)]
struct Number {
    first: usize,
    /// Last word of it.
    last: usize,
    value: f64,
    form: NumeralForm,
    /// What its *Millionen* multiplies with; one without.
    factor: f64,
}

/// How two numbers stand to each other.
enum Joint {
    /// *tausend bis 1500*
    Range,
    /// *von 31 auf 19*
    Pair,
}

/// The quantities that begin at `at`: one, or two that share a unit.
pub(super) fn plain(scene: &Scene, at: usize) -> Vec<Found> {
    let words = scene.words;
    if let Some(found) = sign_before(words, at).or_else(|| half(scene, at)) {
        return vec![found];
    }
    let Some(first) = number(scene, at) else { return Vec::new() };
    if let Some((joint, second)) = second(scene, &first) {
        return both(scene, first, second, joint);
    }
    one(scene, first).into_iter().collect()
}

fn number(scene: &Scene, at: usize) -> Option<Number> {
    let words = scene.words;
    let Numeral { value, words: count, form } = numeral(words, at)?;
    let last = at + count - 1;
    let factor = if form == NumeralForm::Multiple { multiplier(&words[last].low).unwrap_or(1.0) } else { 1.0 };
    let found = Number { first: at, last, value, form, factor };
    (!is_name(scene, &found)).then_some(found)
}

/// Numbers that name or order something, and digits that are no number.
fn is_name(scene: &Scene, number: &Number) -> bool {
    let words = scene.words;
    let (first, before, after) = (&words[number.first], scene.low(number.first, -1), scene.low(number.last, 1));
    // „beide Seiten“, „mehrere hundert“, „zwei Drittel“, „zwei Mal“, „drei Uhr“
    if first.low.starts_with("beide")
        || matches!(
            before,
            "mehrere"
                | "mehreren"
                | "mehrerer"
                | "einige"
                | "einigen"
                | "einiger"
                | "paar"
                | "viele"
                | "vielen"
                | "etliche"
                | "etlichen"
        )
        || ["drittel", "viertel", "fünftel", "sechstel", "siebtel", "achtel", "neuntel", "zehntel"]
            .iter()
            .any(|part| after.starts_with(part))
        || matches!(after, "mal" | "male" | "uhr")
    {
        return true;
    }
    let digits = first.text.starts_with(|letter: char| letter.is_ascii_digit());
    if !digits {
        return false;
    }
    // „0211 …“, „030/…“
    let leading_zero = first.text.starts_with('0') && first.text.len() > 1 && !first.text.starts_with("0,");
    // „2:1“, „9/11“, „7-Tage-Inzidenz“, „DE12 3456 …“
    let next = words.get(number.last + 1);
    let joined = next.is_some_and(|next| next.glued && matches!(next.text.as_str(), ":" | "/" | "_" | "."))
        && words.get(number.last + 2).is_some_and(|word| word.glued)
        || next.is_some_and(|next| next.glued && next.is_dash())
            && words
                .get(number.last + 2)
                .is_some_and(|word| word.glued && !word.text.starts_with(|letter: char| letter.is_ascii_digit()))
        || next.is_some_and(|next| next.is_digits())
        || before.len() > 1 && before.bytes().all(|byte| byte.is_ascii_digit());
    // „A 4“, „B 27“
    let road = before.len() == 1 && words[number.first - 1].is_capital();
    let named = scene.sentence.tokens[first.token].name != NameTag::Outside;
    // „33602 Bielefeld“
    let post_code = first.is_digits()
        && first.text.len() == 5
        && next.is_some_and(|next| matches!(scene.sentence.tokens[next.token].name, NameTag::Begin(NameClass::Place)));
    leading_zero || joined || road || is_label(before) || named && unit_near(words, number.last + 1).is_none() || post_code
}

/// *€ 50*, *$ 3,5 Millionen*, *US $ 42.000*
fn sign_before(words: &[Word], at: usize) -> Option<Found> {
    let sign = unit(words, at)?;
    let is_sign = matches!(words[sign.last].text.as_str(), "€" | "$" | "£" | "EUR" | "USD" | "CHF" | "GBP" | "US$" | "US-$");
    let Numeral { value, words: count, form } = numeral(words, sign.last + 1).filter(|_| is_sign)?;
    (form != NumeralForm::One && form != NumeralForm::Word).then(|| Found {
        first: at,
        last: sign.last + count,
        at,
        low: value,
        high: value,
        unit: sign.code,
    })
}

/// *eine halbe Stunde*, *ein halbes Jahr*
fn half(scene: &Scene, at: usize) -> Option<Found> {
    let article = scene.words[at].low.starts_with("ein") && scene.words[at].low.len() <= 5;
    let unit = unit(scene.words, at + 2).filter(|_| article && scene.low(at, 1).starts_with("halbe"))?;
    Some(Found { first: at, last: unit.last, at: unit.noun, low: 0.5, high: 0.5, unit: unit.code })
}

/// The number that `first` is joined with.
fn second(scene: &Scene, first: &Number) -> Option<(Joint, Number)> {
    let words = scene.words;
    let before = scene.low(first.first, -1);
    // „10 Prozent bis 15 Prozent“ has the unit twice.
    let from = unit(words, first.last + 1).map_or(first.last, |unit| unit.last) + 1;
    let next = words.get(from)?;
    let number_at = |at: usize| words.get(at).filter(|_| !scene.is_dated(at)).and_then(|_| number(scene, at));
    let to = matches!(next.low.as_str(), "bis");
    if to || next.is_dash() || before == "zwischen" && next.low == "und" || next.low == "oder" {
        let skip = usize::from(to && scene.low(from, 1) == "zu");
        let second = number_at(from + 1 + skip)?;
        // „2022-2024“ are years; „ein oder zwei“ is a range, „1000 oder 20“ is none.
        return (second.value > first.value || second.factor > 1.0 && first.factor == 1.0).then_some((Joint::Range, second));
    }
    if from > first.last + 1 {
        return None;
    }
    match next.low.as_str() {
        "auf" | "zu" | "gegen" | "und" | "beziehungsweise" | "bzw." | "statt" => {
            number_at(from + 1).map(|second| (Joint::Pair, second))
        }
        // „von 5,2 im Vorjahr auf 6,1 Prozent“
        _ if before == "von" && first.form == NumeralForm::Digits && !counts(scene, first.last + 1) => {
            let auf = (from..words.len().min(from + 6)).find(|&at| words[at].low == "auf")?;
            number_at(auf + 1).map(|second| (Joint::Pair, second))
        }
        _ => None,
    }
}

fn both(scene: &Scene, mut first: Number, second: Number, joint: Joint) -> Vec<Found> {
    let own = unit(scene.words, first.last + 1);
    let shared = unit_near(scene.words, second.last + 1);
    // „zwischen 1,6 und 1,7 Milliarden“, „von 31 auf 19 Millionen“; not „um 500 auf 2 Millionen“
    let grown = first.value * second.factor;
    if own.is_none()
        && first.factor == 1.0
        && first.value < 1000.0
        && (scene.low(first.first, -1) == "von" && matches!(joint, Joint::Pair) || grown <= second.value)
    {
        first.value = (grown * 1000.0).round() / 1000.0;
    }
    let Some(unit) = shared else {
        if own.is_some() || !counts(scene, second.last + 1) {
            return one(scene, first).into_iter().collect();
        }
        return match joint {
            Joint::Range => vec![Found {
                first: first.first,
                last: second.last,
                at: second.first,
                low: first.value,
                high: second.value,
                unit: "",
            }],
            Joint::Pair => [first, second].map(|number| alone(&number, "")).into(),
        };
    };
    match joint {
        Joint::Range if own.is_none_or(|own| own.code == unit.code) && first.value <= second.value => {
            vec![Found {
                first: first.first,
                last: unit.last,
                at: unit.noun,
                low: first.value,
                high: second.value,
                unit: unit.code,
            }]
        }
        _ if own.is_some() => one(scene, first).into_iter().collect(),
        // „ein und zwei Euro“ are two numbers; „eine und drei …“ is an article.
        _ => {
            let head = (first.form != NumeralForm::One).then_some(alone(&first, unit.code));
            head.into_iter().chain(one(scene, second)).collect()
        }
    }
}

/// A number as it stands, with or without a unit that stands elsewhere.
fn alone(number: &Number, unit: &'static str) -> Found {
    Found { first: number.first, last: number.last, at: number.first, low: number.value, high: number.value, unit }
}

fn one(scene: &Scene, number: Number) -> Option<Found> {
    let minus = scene.low(number.first, -1) == "minus";
    let value = if minus { -number.value } else { number.value };
    let first = if minus { number.first - 1 } else { number.first };
    if let Some(unit) = unit_near(scene.words, number.last + 1).filter(|unit| fits(scene, &number, *unit)) {
        return Some(Found { first, last: unit.last, at: unit.noun, low: value, high: value, unit: unit.code });
    }
    if unit_near(scene.words, number.last + 1).is_some() {
        return None;
    }
    let counted = number.form != NumeralForm::One
        && !is_year(&number, scene)
        && (counts(scene, number.last + 1) || number.form == NumeralForm::Multiple || stands_alone(scene, &number));
    counted.then_some(alone(&number, ""))
}

/// Whether number and unit belong together: *ein Jahr* only where it is a length of time, *5 m* only with digits.
fn fits(scene: &Scene, number: &Number, unit: Unit) -> bool {
    let noun = &scene.words[unit.noun];
    // „vor zwei Wochen“, „in drei Tagen“, „zwei Jahre später“ are points in time.
    // „vor knapp sechs Jahren“, „fünf Jahre nach dem Unfall“: points in time, too.
    let about = matches!(
        scene.low(number.first, -1),
        "knapp" | "rund" | "etwa" | "gut" | "fast" | "genau" | "über" | "circa" | "ungefähr"
    );
    let relative = matches!(scene.low(number.first, -1), "vor" | "in")
        || about && scene.low(number.first, -2) == "vor"
        || matches!(scene.low(unit.last, 1), "nach" | "vor") && !matches!(scene.low(unit.last, 2), "christus" | "chr" | "ort")
        || matches!(scene.low(unit.last, 1), "später" | "zuvor" | "früher" | "danach" | "darauf" | "vorher");
    if unit.is_time() && (relative || scene.is_dated(unit.noun)) {
        return false;
    }
    let abbreviated = noun.text.chars().count() <= 2;
    match number.form {
        NumeralForm::One if unit.is_time() => scene.time_at(unit.noun).is_some(),
        NumeralForm::One => !abbreviated && unit.last == number.last + 1,
        NumeralForm::Word => !abbreviated,
        _ => true,
    }
}

/// A number that may be a year and counts nothing.
fn is_year(number: &Number, scene: &Scene) -> bool {
    let word = &scene.words[number.first];
    word.is_digits()
        && word.text.len() == 4
        && (1800.0..2100.0).contains(&number.value)
        && number.first == number.last
        && !counts(scene, number.last + 1)
}

/// Whether a noun that can be counted stands at `at`, perhaps behind adjectives: *vier neue Kampfverbände*, *40.000 zusätzliche Nato-Soldaten*.
fn counts(scene: &Scene, at: usize) -> bool {
    for word in scene.words.iter().skip(at).take(4) {
        let token = &scene.sentence.tokens[word.token];
        if word.is_capital() {
            return word.is_letters() && !matches!(token.upos, Upos::Verb | Upos::Aux | Upos::Pron | Upos::Det | Upos::Adv);
        }
        let inflected = word.text.len() > 3 && ["e", "en", "er", "es", "em"].iter().any(|ending| word.low.ends_with(ending));
        let describes = match token.upos {
            Upos::Adj | Upos::Adv => true,
            Upos::Verb => token.has_deprel("amod"),
            Upos::X => inflected,
            _ => false,
        };
        if !describes || !word.is_letters() || matches!(word.low.as_str(), "nicht" | "noch" | "auch" | "dort" | "hier") {
            return false;
        }
    }
    false
}

/// *auf 7400 gestiegen*, *um 120*, *drei der Männer*, *rund 500 wurden verletzt*
fn stands_alone(scene: &Scene, number: &Number) -> bool {
    let before = scene.low(number.first, -1);
    let about = matches!(
        before,
        "auf"
            | "um"
            | "rund"
            | "etwa"
            | "knapp"
            | "fast"
            | "mindestens"
            | "insgesamt"
            | "ca."
            | "circa"
            | "über"
            | "als"
            | "bis"
            | "zu"
    );
    let part = matches!(scene.low(number.last, 1), "der" | "von" | "dieser" | "ihrer" | "seiner");
    let digits_or_large = number.form == NumeralForm::Digits && number.value >= 10.0;
    about && digits_or_large || part && number.form == NumeralForm::Word
}

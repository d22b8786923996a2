//! Reads numbers: *14,8*, *100.000*, *1 500*, *3/4*, *zweieinhalb*, *tausend*, *1,5 Mio.*, *eine halbe Milliarde*, *ein Dutzend*. Takes words, gives a
//! value and how many words it took. Does not know what is counted, nor whether the number is a year.

use super::words::Word;

/// A number that was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// Its value.
    pub value: f64,
    /// How many words it takes.
    pub words: usize,
    /// How it is written.
    pub form: NumeralForm,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumeralForm {
    /// *1500*, *14,8*
    Digits,
    /// *zwölf*
    Word,
    /// *ein*, *eine*: a number or an article
    One,
    /// with *Millionen*, *Dutzend*
    Multiple,
}

/// The number that begins at `at`.
pub fn numeral(words: &[Word], at: usize) -> Option<Numeral> {
    let first = words.get(at)?;
    if words.get(at + 1).is_some_and(|next| next.low == "dutzend") && matches!(first.low.as_str(), "halbes" | "halbe" | "halben")
    {
        return Some(Numeral { value: 6.0, words: 2, form: NumeralForm::Multiple });
    }
    let base = digits(words, at).or_else(|| worded(words, at))?;
    let Some(next) = words.get(at + base.words).filter(|next| !next.glued || base.form == NumeralForm::Digits) else {
        return Some(base);
    };
    // „eine halbe Million“, „ein halbes Dutzend“
    if base.form == NumeralForm::One && next.low.starts_with("halbe") {
        let multiple = words.get(at + base.words + 1).and_then(|word| multiplier(&word.low));
        return match multiple {
            Some(multiple) => Some(Numeral { value: multiple / 2.0, words: base.words + 2, form: NumeralForm::Multiple }),
            None => Some(base),
        };
    }
    // „eine Viertelmillion“
    if base.form == NumeralForm::One && next.low == "viertelmillion" {
        return Some(Numeral { value: 250_000.0, words: base.words + 1, form: NumeralForm::Multiple });
    }
    match multiplier(&next.low) {
        Some(multiple) if next.is_capital() || base.form == NumeralForm::Digits => {
            Some(Numeral { value: round(base.value * multiple), words: base.words + 1, form: NumeralForm::Multiple })
        }
        _ => Some(base),
    }
}

/// *14,8 × 1 000 000* is a whole number, whatever binary fractions make of it.
fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// The factor of *Millionen*, *Mrd.*, *Tausend*, *Dutzend*; *Hunderte* and *Tausende* are none.
pub fn multiplier(low: &str) -> Option<f64> {
    Some(match low {
        "dutzend" => 12.0,
        "hundert" => 100.0,
        "tausend" | "tsd." => 1e3,
        "million" | "millionen" | "mio" | "mio." | "mill." => 1e6,
        "milliarde" | "milliarden" | "mrd" | "mrd." | "md." => 1e9,
        "billion" | "billionen" | "bio." => 1e12,
        "billiarde" | "billiarden" => 1e15,
        _ => return None,
    })
}

/// *1500*, *14,8*, *100.000*, *1 500*, *3/4*, *½*
fn digits(words: &[Word], at: usize) -> Option<Numeral> {
    let first = words.get(at)?;
    let form = NumeralForm::Digits;
    if let Some(value) = vulgar(&first.text) {
        return Some(Numeral { value, words: 1, form });
    }
    let value = parse_digits(&first.text)?;
    // „1 500“: groups of three digits after a first one of up to three.
    if first.is_digits() && first.text.len() <= 3 && !first.text.starts_with('0') {
        let groups = words[at + 1..].iter().take_while(|word| word.is_digits() && word.text.len() == 3 && !word.glued).count();
        if groups > 0 {
            let joined: String = words[at..=at + groups].iter().map(|word| word.text.as_str()).collect();
            if let Ok(value) = joined.parse() {
                return Some(Numeral { value, words: 1 + groups, form });
            }
        }
    }
    // „3/4 Liter“: a fraction less than one with a small denominator; „2007/08“ is none.
    if let (Some(slash), Some(below)) = (words.get(at + 1), words.get(at + 2))
        && slash.text == "/"
        && slash.glued
        && below.glued
        && let Some(divisor) = parse_digits(&below.text)
        && matches!(divisor as u32, 2 | 3 | 4 | 5 | 8 | 10)
        && value < divisor
        && below.text.len() <= 2
    {
        return Some(Numeral { value: value / divisor, words: 3, form });
    }
    Some(Numeral { value, words: 1, form })
}

fn vulgar(text: &str) -> Option<f64> {
    let last = text.chars().next_back()?;
    let part = match last {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        _ => return None,
    };
    match &text[..text.len() - last.len_utf8()] {
        "" => Some(part),
        whole => parse_digits(whole).map(|whole| whole + part),
    }
}

/// *14,8*, *100.000*, *1.500,50*, *9500*; *14.30* and *24.* are none.
pub fn parse_digits(text: &str) -> Option<f64> {
    if !text.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let (whole, part) = match text.split_once(',') {
        // „20,- Euro“ is read as „20,“ by some tokenizers
        Some((whole, part)) if part.is_empty() || part.bytes().all(|byte| byte.is_ascii_digit()) => (whole, part),
        Some(_) => return None,
        None => (text, ""),
    };
    let spaces = ['.', '\'', '’', '\u{a0}', '\u{202f}', '\u{2009}'];
    let mut groups = whole.split(spaces);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(first) || (!rest.is_empty() && first.len() > 3) || !rest.iter().all(|group| group.len() == 3 && digits(group)) {
        return None;
    }
    format!("{first}{}.{}", rest.concat(), if part.is_empty() { "0" } else { part }).parse().ok()
}

fn worded(words: &[Word], at: usize) -> Option<Numeral> {
    let word = words.get(at)?;
    if matches!(word.low.as_str(), "ein" | "eine" | "einen" | "einem" | "einer" | "eines") {
        return Some(Numeral { value: 1.0, words: 1, form: NumeralForm::One });
    }
    // „Drei Jahre lang“ at the beginning of a sentence; elsewhere a capital makes a name (*Sieben* is a town).
    if word.is_capital() && at > 0 && !matches!(words[at - 1].text.as_str(), "„" | "\"" | "»" | "“" | ":" | "." | "–" | "-")
    {
        return None;
    }
    parse_word(&word.low).map(|value| Numeral { value, words: 1, form: NumeralForm::Word })
}

/// The value of a number word in lower case, not of *ein*: *zwölf*, *zweieinhalb*, *dreihunderttausend*.
pub fn parse_word(low: &str) -> Option<f64> {
    if matches!(low, "anderthalb" | "eineinhalb") {
        return Some(1.5);
    }
    if let Some(whole) = low.strip_suffix("einhalb") {
        return below_hundred(whole).map(|value| value + 0.5);
    }
    if let Some((before, after)) = low.split_once("tausend") {
        let thousands = if before.is_empty() { 1.0 } else { below_thousand(before)? };
        let rest = if after.is_empty() { 0.0 } else { below_thousand(after.strip_prefix("und").unwrap_or(after))? };
        return Some(thousands * 1000.0 + rest);
    }
    below_thousand(low).filter(|_| low != "ein" && low != "eins")
}

fn below_thousand(low: &str) -> Option<f64> {
    match low.split_once("hundert") {
        Some((before, after)) => {
            let hundreds = if before.is_empty() { 1.0 } else { below_hundred(before)? };
            let rest = if after.is_empty() { 0.0 } else { below_hundred(after.strip_prefix("und").unwrap_or(after))? };
            Some(hundreds * 100.0 + rest)
        }
        None => below_hundred(low),
    }
}

fn below_hundred(low: &str) -> Option<f64> {
    if let Some(value) = small(low).or_else(|| tens(low)) {
        return Some(value);
    }
    let (ones, ten) = low.rsplit_once("und")?;
    let ones = small(ones).filter(|value| *value < 10.0)?;
    Some(tens(ten)? + ones)
}

fn small(low: &str) -> Option<f64> {
    Some(match low {
        "ein" | "eins" => 1.0,
        "zwei" | "zwo" | "zweier" | "beide" | "beiden" | "beider" => 2.0,
        "drei" | "dreier" => 3.0,
        "vier" => 4.0,
        "fünf" => 5.0,
        "sechs" => 6.0,
        "sieben" => 7.0,
        "acht" => 8.0,
        "neun" => 9.0,
        "zehn" => 10.0,
        "elf" => 11.0,
        "zwölf" => 12.0,
        "dreizehn" => 13.0,
        "vierzehn" => 14.0,
        "fünfzehn" => 15.0,
        "sechzehn" => 16.0,
        "siebzehn" => 17.0,
        "achtzehn" => 18.0,
        "neunzehn" => 19.0,
        _ => return None,
    })
}

fn tens(low: &str) -> Option<f64> {
    Some(match low {
        "zwanzig" => 20.0,
        "dreißig" | "dreissig" => 30.0,
        "vierzig" => 40.0,
        "fünfzig" => 50.0,
        "sechzig" => 60.0,
        "siebzig" => 70.0,
        "achtzig" => 80.0,
        "neunzig" => 90.0,
        _ => return None,
    })
}

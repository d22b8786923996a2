//! A finer cut of the tokens, for what numbers and dates are made of. Takes a sentence, gives [`Word`]s: *67-jähriger*, *53jähriger*, *10-18*,
//! *9.30/12.30* and *2007/08* fall into parts, whichever way the tokenizer saw them; the parts of *am* stay *an* and *dem*. Knows no grammar.

use crate::document::{Sentence, Span};

/// A piece of a token.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// As it is written, or as the tree has it for the parts of a contraction.
    pub text: String,
    /// In lower case.
    pub low: String,
    /// Where it stands.
    pub span: Span,
    /// The token it belongs to.
    pub token: usize,
    /// Whether it follows the word before without white space.
    pub glued: bool,
    /// Whether it is the preposition or article of a contraction (*im*).
    pub contracted: bool,
}

/// Dashes that join two words or two ends of a range.
pub const DASHES: [&str; 5] = ["-", "–", "—", "‑", "−"];

impl Word {
    /// Whether this is a hyphen or a dash.
    pub fn is_dash(&self) -> bool {
        DASHES.contains(&self.text.as_str())
    }

    /// Whether it begins with a capital letter.
    pub fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it consists of ASCII digits.
    pub fn is_digits(&self) -> bool {
        !self.text.is_empty() && self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether it is a letter or a letter sequence.
    pub fn is_letters(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_alphabetic)
    }
}

/// The words of a sentence, in its order.
pub fn words(sentence: &Sentence) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::with_capacity(sentence.tokens.len() + 8);
    for (index, token) in sentence.tokens.iter().enumerate() {
        let contracted = token.part.is_some();
        let pieces = match contracted || token.form.len() != token.span.len() {
            true => vec![(0, token.form.as_str())],
            false => pieces(&token.form),
        };
        let whole = contracted || pieces.len() == 1;
        for (offset, piece) in pieces {
            let start = token.span.start + offset;
            let span = match whole {
                true => token.span,
                false => Span::new(start, start + piece.len()),
            };
            let glued = found.last().is_some_and(|before| before.span.end == span.start);
            found.push(Word { text: piece.to_owned(), low: piece.to_lowercase(), span, token: index, glued, contracted });
        }
    }
    found
}

/// Byte offset and text of the parts of a token.
fn pieces(form: &str) -> Vec<(usize, &str)> {
    if form.starts_with("http") || form.contains('@') || is_iso_day(form) {
        return vec![(0, form)];
    }
    let mut found = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, letter) in form.char_indices() {
        let joint = (letter == '/' || DASHES.iter().any(|dash| dash.starts_with(letter))) && form.len() > letter.len_utf8();
        if joint {
            if start < at {
                found.push((start, &form[start..at]));
            }
            found.push((at, &form[at..at + letter.len_utf8()]));
            start = at + letter.len_utf8();
        } else if start < at && splits(&form[start..at], before, &form[at..]) {
            found.push((start, &form[start..at]));
            start = at;
        }
        before = Some(letter);
    }
    if start < form.len() {
        found.push((start, &form[start..]));
    }
    found
}

/// *53jähriger* has two parts, *90er* and *1990ern* have one.
fn splits(head: &str, before: Option<char>, rest: &str) -> bool {
    let letter = rest.chars().next().is_some_and(|letter| letter.is_alphabetic() || "%€$£°".contains(letter));
    let digits = head.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',' || byte == b':');
    letter && digits && before.is_some_and(|letter| letter.is_ascii_digit()) && !matches!(rest, "er" | "ern")
}

/// *2022-03-24*
fn is_iso_day(form: &str) -> bool {
    let bytes = form.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() })
}

/// The entries of a word list: lines without `#` comments and empty ones, split at tabs.
pub fn entries(list: &str) -> impl Iterator<Item = Vec<&str>> {
    list.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

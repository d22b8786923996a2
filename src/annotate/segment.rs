//! Pieces → sentences: judges each full stop, question and exclamation mark. Knows abbreviations, ordinals, initials and what sentences begin with.
//!
//! After a full stop stands a capital letter wherever a noun may stand, so capitals tell little in German; that the next word is one that only a
//! beginning makes large (*Die*, *Im*, *Doch*) tells much.

use super::lists::{Abbreviation, lists};
use crate::document::Span;

/// More words than any sentence has; what goes on longer is a list, a table or a text without punctuation and is divided.
const LONGEST: usize = 400;

/// What a sentence consists of: the first piece and one past the last.
pub(super) type Range = std::ops::Range<usize>;

/// Joins the full stops that belong to abbreviations and ordinals to their words, and divides the pieces into sentences.
pub(super) fn segment(text: &str, pieces: &[Span]) -> (Vec<Span>, Vec<Range>) {
    let mut joined: Vec<Span> = Vec::with_capacity(pieces.len());
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < pieces.len() {
        let view = View { text, pieces, at, first: joined.len() == start };
        let judgement = view.judge(start == joined.len().saturating_sub(1));
        match joined.last_mut() {
            Some(word) if judgement.joins => *word = word.cover(pieces[at]),
            _ => joined.push(pieces[at]),
        }
        at += 1;
        if judgement.ends {
            let closers = view.closers();
            joined.extend_from_slice(&pieces[at..at + closers]);
            at += closers;
            sentences.push(start..joined.len());
            start = joined.len();
        }
    }
    if start < joined.len() {
        sentences.push(start..joined.len());
    }
    let sentences = sentences.into_iter().flat_map(|range| divide(text, &joined, range)).collect();
    (joined, sentences)
}

/// A range of words as ranges of [`LONGEST`] at most: cut behind the last semicolon or comma in the second half, else before a space.
fn divide(text: &str, words: &[Span], mut range: Range) -> Vec<Range> {
    let mut parts = Vec::new();
    while range.len() > LONGEST {
        let places = range.start + LONGEST / 2..range.start + LONGEST;
        let behind = |mark: &str| places.clone().rev().find(|&at| words[at - 1].text(text) == mark);
        let cut = behind(";")
            .or_else(|| behind(","))
            .or_else(|| places.clone().rev().find(|&at| words[at - 1].end < words[at].start))
            .unwrap_or(places.end);
        parts.push(range.start..cut);
        range.start = cut;
    }
    parts.push(range);
    parts
}

/// What a piece does.
#[derive(Clone, Copy, Debug, Default)]
struct Judgement {
    /// It belongs to the word before it.
    joins: bool,
    /// The sentence ends with it and the closing marks after it.
    ends: bool,
}

const STOP: Judgement = Judgement { joins: false, ends: true };
const WITHIN: Judgement = Judgement { joins: true, ends: false };
const JOINED_STOP: Judgement = Judgement { joins: true, ends: true };
const NOTHING: Judgement = Judgement { joins: false, ends: false };

#[derive(Clone, Copy)]
struct View<'a> {
    text: &'a str,
    pieces: &'a [Span],
    at: usize,
    /// No piece of the sentence stands before it.
    first: bool,
}

impl<'a> View<'a> {
    fn piece(&self, at: usize) -> Option<&'a str> {
        self.pieces.get(at).map(|span| span.text(self.text))
    }

    /// Whether no white space stands between the piece and the one before it.
    fn adjacent(&self, at: usize) -> bool {
        at > 0 && at < self.pieces.len() && self.pieces[at - 1].end == self.pieces[at].start
    }

    /// `second`: the piece is the second of its sentence.
    fn judge(&self, second: bool) -> Judgement {
        let here = self.piece(self.at).unwrap_or("");
        match here {
            "." if self.first => NOTHING,
            "." if self.adjacent(self.at) => self.full_stop(second),
            "." => self.end_if_next(STOP),
            // *„(...) Es kam so“*
            _ if (here.starts_with("..") || here == "…") && self.stands_for_words() => NOTHING,
            "!" | "?" | "…" => self.end_if_next(STOP),
            _ if here.starts_with("..") => self.end_if_next(STOP),
            _ if here.len() > 3 && here.ends_with('.') => self.short_form(here),
            _ if self.stop_is_missing(here) => STOP,
            _ => NOTHING,
        }
    }

    /// Dots in brackets of their own are words left out.
    fn stands_for_words(&self) -> bool {
        self.at > 0 && matches!(self.piece(self.at - 1), Some("(" | "[")) && matches!(self.piece(self.at + 1), Some(")" | "]"))
    }

    /// *Man sei besorgt Darum werde geprüft*: a word that only a beginning makes large follows, and no full stop was written.
    fn stop_is_missing(&self, here: &str) -> bool {
        if self.adjacent(self.at + 1) {
            return false;
        }
        let Some(next) = self.piece(self.at + 1).filter(|next| next.starts_with(char::is_uppercase)) else { return false };
        // *das Ein-Mann-Stück*
        if self.adjacent(self.at + 2) && self.piece(self.at + 2) == Some("-") {
            return false;
        }
        let starts = || lists().starters.contains(next) && !lists().weak_starters.contains(next);
        match here {
            ";" => lists().starters.contains(next),
            ")" | "“" | "''" => self.adjacent(self.at) && starts(),
            "\"" => self.adjacent(self.at) && starts(),
            // Names begin with an article: *die Partei Die Linke*, *das Magazin Der Spiegel*
            _ if matches!(next, "Der" | "Die" | "Das") => {
                here.starts_with(char::is_lowercase) && !lists().open_words.contains(here)
            }
            _ => here.starts_with(char::is_alphabetic) && starts() && !lists().open_words.contains(here) && self.at > 2,
        }
    }

    /// The marks after an end that still belong to the sentence: quotation marks, brackets, further stops.
    fn closers(&self) -> usize {
        let mut count = 0;
        loop {
            let at = self.at + 1 + count;
            let Some(piece) = self.piece(at) else { return count };
            let belongs = match piece {
                "“" | "”" | "''" | "«" | "»" | "\"" | "’" | "‘" | "›" | "‹" | "'" | ")" | "]" => {
                    self.adjacent(at)
                        && (!self.adjacent(at + 1)
                            || !self.piece(at + 1).is_some_and(|next| next.starts_with(char::is_alphanumeric)))
                }
                "!" | "?" | "." | "…" => true,
                _ => piece.starts_with("..") || is_face(piece),
            };
            if !belongs {
                return count;
            }
            count += 1;
        }
    }

    /// The piece after the closing marks.
    fn next(&self) -> Option<&'a str> {
        self.piece(self.at + 1 + self.closers())
    }

    /// An end, unless the next word shows that the sentence goes on: *„Kommt er?“ fragte sie.*
    fn end_if_next(&self, end: Judgement) -> Judgement {
        match self.next() {
            None => end,
            Some(next) if goes_on(next) => Judgement { ends: false, ..end },
            Some("–" | "—" | "-" | "--") => {
                let after = self.piece(self.at + 2 + self.closers()).unwrap_or("");
                Judgement { ends: !after.starts_with(char::is_lowercase), ..end }
            }
            Some(_) => end,
        }
    }

    /// A full stop right after a word or number.
    fn full_stop(&self, second: bool) -> Judgement {
        let word = self.piece(self.at - 1).unwrap_or("");
        let next = self.next();
        // *usw., …* and *Az.: …*: nobody ends a sentence so.
        if self.adjacent(self.at + 1)
            && matches!(self.piece(self.at + 1), Some("," | ";" | ":" | "-" | "/"))
            && word.ends_with(char::is_alphanumeric)
        {
            return WITHIN;
        }
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.after_number(word, next, second);
        }
        if let Some(kind) = lists().abbreviations.get(word) {
            return self.after_abbreviation(*kind, next);
        }
        let mut letters = word.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && letter.is_alphabetic()
        {
            return self.after_letter(letter, next);
        }
        if is_roman(word) {
            return match next {
                None => STOP,
                Some(next) if is_starter(next) || !next.starts_with(char::is_alphabetic) => STOP,
                Some(_) => WITHIN,
            };
        }
        match next {
            // Without a vowel it is no word: *Krs. Cham*
            Some(next) if goes_on(next) && !word.contains(|c: char| "aeiouyäöüAEIOUYÄÖÜéèáà".contains(c)) => WITHIN,
            // *… geblieben. das WC …*: hasty writers; a long word is no abbreviation.
            Some(next) if next.starts_with(char::is_lowercase) && self.closers() == 0 && is_long(word) => STOP,
            _ => self.end_if_next(STOP),
        }
    }

    /// *am 17. Dezember*, *aus dem 18. Jahrhundert*, but *Platz 3. Die …*, *im Jahr 1996. Rund …*
    fn after_number(&self, word: &str, next: Option<&str>, second: bool) -> Judgement {
        // A list number that stands alone keeps its stop.
        let Some(next) = next else { return if second { WITHIN } else { STOP } };
        let value: usize = word.parse().unwrap_or(usize::MAX);
        let before = self.at.checked_sub(2).and_then(|at| self.piece(at)).unwrap_or("");
        let counted = lists().ordinal_leads.contains(before.to_lowercase().as_str());
        if self.closers() > 0 {
            // *Weiß (28.) traf*
            let bracketed = before == "(" && self.piece(self.at + 1) == Some(")");
            return if bracketed { Judgement { joins: true, ends: is_starter(next) } } else { self.end_if_next(STOP) };
        }
        if next.starts_with(char::is_lowercase) {
            return if value < 1000 || counted { WITHIN } else { NOTHING };
        }
        if lists().months.contains(next) && value <= 31 {
            return WITHIN;
        }
        if next.starts_with(|c: char| c.is_ascii_digit()) {
            return if value <= 31 && (counted || before.ends_with('.')) { WITHIN } else { STOP };
        }
        if is_starter(next) {
            // *2. Die gängige Auffassung …*
            return if second { WITHIN } else { STOP };
        }
        if second || counted {
            return WITHIN;
        }
        let listed = matches!(before, "und" | "oder" | "bis" | "sowie" | "," | "–" | "-" | "/" | "." | "(");
        if listed && value <= 31 && next.starts_with(char::is_uppercase) { WITHIN } else { STOP }
    }

    fn after_abbreviation(&self, kind: Abbreviation, next: Option<&str>) -> Judgement {
        match (kind, next) {
            (Abbreviation::Leads, _) => WITHIN,
            (_, None) => JOINED_STOP,
            (Abbreviation::Trails, Some(next)) => Judgement {
                joins: true,
                ends: !goes_on(next)
                    && (is_starter(next) || !next.starts_with(char::is_alphanumeric))
                    && !next.starts_with(['(', '-', '–', '/']),
            },
            (Abbreviation::Closes, Some(next)) => Judgement {
                joins: true,
                ends: !goes_on(next) && next.starts_with(|c: char| c.is_uppercase() || "„»\"`(".contains(c)),
            },
        }
    }

    /// *George W. Bush*, *z. B.*, but *Vitamin C. Die …*
    fn after_letter(&self, letter: char, next: Option<&str>) -> Judgement {
        let Some(next) = next else { return if letter.is_uppercase() { STOP } else { JOINED_STOP } };
        if letter.is_lowercase() || !is_starter(next) {
            return WITHIN;
        }
        // The second half of *z. B.* ends nothing.
        let before = self.at.checked_sub(2).and_then(|at| self.piece(at)).unwrap_or("");
        if before == "." { WITHIN } else { STOP }
    }

    /// A word that has its full stops within: *z.B.*, *e.V.*, *U.S.*
    fn short_form(&self, word: &str) -> Judgement {
        let next = self.next();
        let bare = &word[..word.len() - 1];
        match lists().abbreviations.get(bare) {
            Some(Abbreviation::Leads) => NOTHING,
            Some(kind) => Judgement { joins: false, ..self.after_abbreviation(*kind, next) },
            None => Judgement { joins: false, ends: next.is_none_or(is_starter) },
        }
    }
}

/// A word that shows that the sentence has not ended.
fn goes_on(next: &str) -> bool {
    next.starts_with(char::is_lowercase) || matches!(next, "," | ";" | ":" | "/")
}

/// A word that only the beginning of a sentence makes large, or the opening of a quotation.
fn is_starter(next: &str) -> bool {
    lists().starters.contains(next) || matches!(next, "„" | "»" | "``" | "\"" | "‚")
}

/// Too long for an abbreviation that nobody has listed.
fn is_long(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && word.chars().count() > if word.starts_with(char::is_uppercase) { 6 } else { 4 }
}

fn is_roman(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'))
}

fn is_face(piece: &str) -> bool {
    piece.len() > 1 && piece.starts_with([':', ';']) && piece.ends_with([')', '(', 'D', 'P'])
}

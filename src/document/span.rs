use serde::{Deserialize, Serialize};

/// Half-open range of **byte** offsets into the article text, on `char` boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; both must be `char` boundaries of the text it will be cut from.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end);
        Span { start, end }
    }

    /// The words covered. `text` is the one this span was made from.
    pub fn text(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether no byte is covered.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// Turns byte offsets of one text into offsets in Unicode code points, the unit of everything Gipfel writes, and back.
///
/// Takes one pass over the text to build; each lookup is a binary search over every 64th character.
pub struct CodePoints<'a> {
    text: &'a str,
    marks: Vec<usize>,
}

const STEP: usize = 64;

impl<'a> CodePoints<'a> {
    /// Reads `text` once.
    pub fn new(text: &'a str) -> Self {
        CodePoints { text, marks: text.char_indices().step_by(STEP).map(|(at, _)| at).collect() }
    }

    /// The number of code points before byte `at`.
    pub fn at(&self, at: usize) -> usize {
        let block = self.marks.partition_point(|&mark| mark <= at).saturating_sub(1);
        match self.marks.get(block) {
            Some(&mark) => block * STEP + self.text[mark..at].chars().count(),
            None => 0,
        }
    }

    /// The byte at which code point `at` begins; the length of the text for the one past the last; `None` beyond.
    pub fn byte(&self, at: usize) -> Option<usize> {
        let block = (at / STEP).min(self.marks.len().saturating_sub(1));
        let start = self.marks.get(block).copied().unwrap_or(0);
        let bytes = self.text[start..].char_indices().map(|(byte, _)| start + byte);
        bytes.chain([self.text.len()]).nth(at - block * STEP)
    }

    /// Begin and end of `span` in code points.
    pub fn range(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

//! Text → [`Block`]s: lines are joined to paragraphs, then each piece is taken for running text, heading, caption or boilerplate.

use super::{Block, BlockKind, boilerplate};
use crate::document::Span;
use std::collections::BTreeMap;

/// Longest line of hard-wrapped text, in characters.
const WRAP: usize = 120;
/// A longer line is no heading.
const HEADING: usize = 120;
/// A longer piece is no caption.
const CAPTION: usize = 700;

/// Splits a whole text. The blocks do not overlap and stand in the order of the text.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut classifier = Classifier { text, blocks: Vec::new(), seen: BTreeMap::new(), pieces: 0, dateline_open: true };
    for group in groups(text) {
        let mut heads_list = false;
        for piece in join_wrapped(text, &group) {
            heads_list = classifier.add(piece, heads_list);
        }
    }
    without_lone_headings(classifier.blocks)
}

/// Lines between blank lines, white space at their ends taken off.
fn groups(text: &str) -> Vec<Vec<Span>> {
    let mut groups = vec![Vec::new()];
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let blank = line.trim().is_empty();
        // The second half of \r\n ends no line of its own.
        let half = line == "\n" && text[..start].ends_with('\r');
        if !blank {
            let lead = line.len() - line.trim_start().len();
            let lines = groups.last_mut().expect("there is always an open group");
            lines.push(Span::new(start + lead, start + lead + line.trim().len()));
        } else if !half && groups.last().is_some_and(|lines| !lines.is_empty()) {
            groups.push(Vec::new());
        }
        start += line.len();
    }
    groups.retain(|lines| !lines.is_empty());
    groups
}

/// Joins the lines of a paragraph that was broken at some width. One paragraph a line, headings on a line of their own, repeated captions and lists stay apart.
fn join_wrapped(text: &str, lines: &[Span]) -> Vec<Span> {
    let length = |line: &Span| line.text(text).chars().count();
    let width = lines.iter().map(length).max().unwrap_or(0);
    let mut pieces: Vec<Span> = Vec::new();
    let mut last: Option<Span> = None;
    for &line in lines {
        let joined = last.is_some_and(|before| {
            let (above, below) = (before.text(text), line.text(text));
            let first_word = below.split_whitespace().next().map_or(0, |word| word.chars().count());
            // The next word had no room left on the line above.
            let full = (40..=WRAP).contains(&width) && length(&before) + 1 + first_word > width;
            let goes_on = !ends_sentence(above) && length(&before) >= 40 && below.starts_with(char::is_lowercase);
            (full || goes_on)
                && !below.starts_with(above)
                && marker(below) == 0
                && !above.starts_with('#')
                && !boilerplate::starts(below)
        });
        match pieces.last_mut() {
            Some(piece) if joined => *piece = piece.cover(line),
            _ => pieces.push(line),
        }
        last = Some(line);
    }
    pieces
}

/// Bytes of a list or quotation marker and the space after it: `- `, `• `, `> `, `## `.
fn marker(line: &str) -> usize {
    let rest = line.trim_start_matches('#');
    if rest.len() < line.len() && rest.starts_with(' ') {
        return line.len() - rest.trim_start().len();
    }
    let mut chars = line.chars();
    match (chars.next(), chars.next()) {
        (Some('-' | '–' | '•' | '*' | '>' | '·' | '▪' | '■' | '►'), Some(' ' | '\t' | '\u{a0}')) => {
            line.len() - line.trim_start_matches(|c: char| !c.is_whitespace()).trim_start().len()
        }
        _ => 0,
    }
}

struct Classifier<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    /// Pieces so far, without credit, and where they stand in `blocks`.
    seen: BTreeMap<String, usize>,
    pieces: usize,
    /// Whether the first paragraph is still to come.
    dateline_open: bool,
}

impl Classifier<'_> {
    /// Adds a piece; `in_list` tells that the line above asked to read something else. Returns the same for the next line.
    fn add(&mut self, piece: Span, in_list: bool) -> bool {
        let whole = piece.text(self.text);
        let lead = marker(whole);
        let span = Span::new(piece.start + lead, piece.end);
        let words = span.text(self.text);
        self.pieces += 1;
        if !words.contains(char::is_alphanumeric)
            || words.starts_with("![")
            || boilerplate::starts(words)
            || boilerplate::byline(words, self.pieces)
        {
            self.push(span, BlockKind::Boilerplate);
            return boilerplate::announces(words);
        }
        if in_list && (lead > 0 || is_heading(words)) {
            self.push(span, BlockKind::Boilerplate);
            return true;
        }
        if whole.starts_with('#') && lead > 0 {
            self.push(span, BlockKind::Heading);
            return false;
        }
        let credit = boilerplate::credit(words);
        let kept = Span::new(span.start, span.start + words[..credit.unwrap_or(words.len())].trim_end().len());
        let credit = credit.map(|at| Span::new(span.start + at, span.end));
        if !self.repeats(kept, credit.is_some()) {
            self.push_read(kept, lead > 0, credit.is_some());
            if let Some(credit) = credit {
                self.push(credit, BlockKind::Boilerplate);
            }
        } else {
            self.push(span, BlockKind::Boilerplate);
        }
        false
    }

    /// Whether the same words stood before: pages show a caption twice, as the text of the picture and below it.
    fn repeats(&mut self, span: Span, has_credit: bool) -> bool {
        let key = span.text(self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        if key.chars().count() < 20 {
            return false;
        }
        match self.seen.get(&key) {
            Some(&before) => {
                let next_to_it = before + 1 == self.blocks.len();
                if (has_credit || next_to_it) && self.blocks[before].kind != BlockKind::Boilerplate {
                    self.blocks[before].kind = BlockKind::Caption;
                }
                true
            }
            None => {
                self.seen.insert(key, self.blocks.len());
                false
            }
        }
    }

    fn push_read(&mut self, span: Span, is_item: bool, has_credit: bool) {
        let words = span.text(self.text);
        let short = words.chars().count() <= CAPTION;
        if short && (has_credit || boilerplate::points_to_people(words)) {
            return self.push(span, BlockKind::Caption);
        }
        if !is_item && is_heading(words) {
            return self.push(span, BlockKind::Heading);
        }
        let mut start = span.start;
        if std::mem::take(&mut self.dateline_open) {
            let dateline = boilerplate::dateline(words);
            if dateline > 0 {
                self.push(Span::new(start, start + words[..dateline].trim_end().len()), BlockKind::Boilerplate);
                start += dateline;
            }
        }
        let rest = &self.text[start..span.end];
        match boilerplate::tail(rest) {
            Some(at) => {
                self.push(Span::new(start, start + rest[..at].trim_end().len()), BlockKind::Paragraph);
                self.push(Span::new(start + at, span.end), BlockKind::Boilerplate);
            }
            None => self.push(Span::new(start, span.end), BlockKind::Paragraph),
        }
    }

    fn push(&mut self, span: Span, kind: BlockKind) {
        if !span.is_empty() {
            let words = span.text(self.text);
            let start = span.start + words.len() - words.trim_start().len();
            let span = Span::new(start, start + words.trim().len());
            if !span.is_empty() {
                self.blocks.push(Block { span, kind });
            }
        }
    }
}

/// One short line of one sentence or none, without a final stop.
fn is_heading(words: &str) -> bool {
    !words.contains(['\n', '\r'])
        && words.chars().count() <= HEADING
        && !ends_sentence(words)
        && !words.ends_with([':', ';', ','])
        && !has_inner_stop(words)
}

/// Whether it ends with a final stop, quotation marks and brackets after it passed over.
fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '“', '”', '«', '»', '\'', '’', '‘', ')', ']', ' ']).ends_with(['.', '!', '?', '…'])
}

/// *Der Rat tagt. Die Brücke kommt*
fn has_inner_stop(words: &str) -> bool {
    words.match_indices(". ").any(|(at, _)| {
        let before = words[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        before.chars().count() > 3 && words[at + 2..].starts_with(char::is_uppercase)
    })
}

/// A heading heads something. Where there is no running text, what looks like headings is the text.
fn without_lone_headings(mut blocks: Vec<Block>) -> Vec<Block> {
    if !blocks.iter().any(|block| block.kind == BlockKind::Paragraph) {
        for block in blocks.iter_mut().filter(|block| block.kind == BlockKind::Heading) {
            block.kind = BlockKind::Paragraph;
        }
    }
    blocks
}

//! Text → pieces: words, numbers and signs, as UD German GSD divides them. Knows characters; does not know where sentences end,
//! so the full stop after a word is a piece of its own until [`super::segment`] has judged it.

use crate::document::Span;

/// Divides the part of `text` that `range` covers.
pub(super) fn scan(text: &str, range: Span) -> Vec<Span> {
    let mut scanner = Scanner { text: &text[..range.end], at: range.start, pieces: Vec::with_capacity(range.len() / 5) };
    while let Some(start) = scanner.skip_white_space() {
        let chunk = scanner.chunk();
        if is_address(chunk) {
            let address = chunk.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '“', '”', '»', '«', '\'']);
            scanner.push(start + address.len());
        }
        let end = start + chunk.len();
        while scanner.at < end {
            let piece = scanner.piece(start, end);
            scanner.push(piece);
        }
    }
    scanner.pieces
}

struct Scanner<'a> {
    /// Up to the end of the range.
    text: &'a str,
    at: usize,
    pieces: Vec<Span>,
}

impl<'a> Scanner<'a> {
    fn skip_white_space(&mut self) -> Option<usize> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches(is_space).len();
        (self.at < self.text.len()).then_some(self.at)
    }

    /// Up to the next white space.
    fn chunk(&self) -> &'a str {
        let rest = &self.text[self.at..];
        &rest[..rest.find(is_space).unwrap_or(rest.len())]
    }

    fn push(&mut self, end: usize) {
        if end > self.at {
            self.pieces.push(Span::new(self.at, end));
            self.at = end;
        }
    }

    /// Where the piece ends that begins here, in the chunk from `start` to `end`.
    fn piece(&self, start: usize, end: usize) -> usize {
        let rest = &self.text[self.at..end];
        let first = rest.chars().next().expect("the chunk is not at its end");
        let after_first = self.at + first.len_utf8();
        let fresh = self.at == start;
        if is_word(first) {
            return self.at + word(rest, fresh);
        }
        match first {
            '.' => self.at + run(rest, '.'),
            '-' if rest.starts_with("--") => self.at + run(rest, '-'),
            '`' if rest.starts_with("``") => self.at + 2,
            // Three are an apostrophe and a quotation mark: *des Virus'''*
            '\'' if rest.starts_with("''") => self.at + 2,
            '-' | '+' if fresh && rest[1..].starts_with(|c: char| c.is_ascii_digit()) => self.at + 1 + word(&rest[1..], true),
            ',' if fresh && rest[1..].starts_with(|c: char| c.is_ascii_digit()) => self.at + 1 + word(&rest[1..], true),
            '#' | '@' if rest[1..].starts_with(is_word) => self.at + 1 + word(&rest[1..], true),
            ':' | ';' => self.at + emoticon(rest, fresh).unwrap_or(1),
            // *'94*, *'s*, *'ne*
            '\'' | '’' if fresh => self.at + elided(rest).unwrap_or(first.len_utf8()),
            _ => after_first + sign_tail(&self.text[after_first..end]),
        }
    }
}

/// White space, and the marks of width zero that pages leave behind.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}') || c.is_control()
}

/// Letters, digits and what lives inside words: accents of their own, soft hyphens, joiners.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (!c.is_ascii() && (c.is_alphanumeric() || is_mark(c) || c == '\u{ad}') && !matches!(c, '²' | '³' | '¹'))
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '´' | '`' | 'ʼ')
}

/// *https://…*, *www.…*, *name@place.de*
fn is_address(chunk: &str) -> bool {
    chunk.contains("://")
        || chunk.starts_with("www.")
        || chunk.split_once('@').is_some_and(|(name, host)| name.ends_with(is_word) && host.contains('.'))
}

fn run(rest: &str, of: char) -> usize {
    rest.len() - rest.trim_start_matches(of).len()
}

/// *:-)*, and *:)* where it stands alone.
fn emoticon(rest: &str, fresh: bool) -> Option<usize> {
    let face = &rest[1..];
    if face.starts_with("-)") || face.starts_with("-(") || face.starts_with("-D") || face.starts_with("-P") {
        return Some(3);
    }
    (fresh && (rest == ":)" || rest == ";)" || rest == ":(" || rest == ":D")).then_some(2)
}

/// *'94*, *'s*, *'ne*, *'rein* after white space; a quotation mark before any other word.
fn elided(rest: &str) -> Option<usize> {
    let mark = rest.chars().next().map_or(0, char::len_utf8);
    let tail = &rest[mark..];
    let length = tail.len() - tail.trim_start_matches(is_word).len();
    let word = &tail[..length];
    let digits = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let known = matches!(
        word,
        "s" | "n"
            | "ne"
            | "nen"
            | "nem"
            | "ner"
            | "nes"
            | "re"
            | "m"
            | "t"
            | "ran"
            | "raus"
            | "rein"
            | "rum"
            | "runter"
            | "rüber"
    );
    (digits || known).then_some(mark + length)
}

/// What belongs to a sign before it: variation selectors, skin tones and the parts joined to an emoji.
fn sign_tail(rest: &str) -> usize {
    let mut joined = false;
    rest.find(|c: char| {
        let belongs = joined || is_mark(c) || matches!(c, '\u{1f3fb}'..='\u{1f3ff}');
        joined = c == '\u{200d}';
        !belongs
    })
    .unwrap_or(rest.len())
}

/// Length of the word or number that `rest` begins with. `fresh`: white space stands before it.
fn word(rest: &str, fresh: bool) -> usize {
    if let Some(length) = short_forms(rest) {
        return length;
    }
    let mut end = 0;
    loop {
        let tail = &rest[end..];
        end += tail.len() - tail.trim_start_matches(is_word).len();
        let before = rest[..end].chars().next_back().unwrap_or(' ');
        let mut following = rest[end..].chars();
        let (Some(sign), after) = (following.next(), following.next().unwrap_or(' ')) else { return end };
        let goes_on = match sign {
            // *14,8*, *40.000*, *20:15*, *1990-1995*; *07/10/11*
            ',' | ':' => before.is_ascii_digit() && after.is_ascii_digit(),
            '.' => dot_within(&rest[..end], &rest[end + 1..]),
            '-' => {
                before.is_ascii_digit() && after.is_ascii_digit() && ends_number(&rest[..end]) && range_goes_on(&rest[end + 1..])
            }
            '/' => before.is_ascii_digit() && is_slash_date(rest),
            '_' => is_word(after),
            '&' => before.is_uppercase() && after.is_uppercase(),
            // *Bürger\*innen*
            '*' => rest[end + 1..].starts_with("in"),
            _ if is_apostrophe(sign) => return end + apostrophe(&rest[..end], &rest[end..], sign, fresh),
            _ => false,
        };
        let gendered = sign == ':' && before.is_lowercase() && rest[end + 1..].starts_with("innen");
        if !goes_on && !gendered {
            // *Spa-/Wellness-Bereich* is one word in the treebank.
            if rest[end..].starts_with("-/") && rest[end + 2..].starts_with(char::is_alphabetic) {
                let tail = &rest[end + 2..];
                return end + 2 + tail.find(|c: char| !is_word(c) && c != '-').unwrap_or(tail.len());
            }
            return end;
        }
        end += sign.len_utf8();
    }
}

/// *z.B.*, *U.S.*, *e.V.*, *S.p.A.*: letters with a full stop after each.
fn short_forms(rest: &str) -> Option<usize> {
    let mut end = 0;
    let mut stops = 0;
    loop {
        let tail = &rest[end..];
        let letters = tail.len() - tail.trim_start_matches(char::is_alphabetic).len();
        let few = tail[..letters].chars().count();
        if !(1..=2).contains(&few) || !tail[letters..].starts_with('.') || tail[letters..].starts_with("..") {
            break;
        }
        end += letters + 1;
        stops += 1;
    }
    // The next word must not hang on to it: *F.C.Bayern* is left to the general rule.
    (stops >= 2 && !rest[end..].starts_with(is_word)).then_some(end)
}

/// Whether the full stop between two parts without white space belongs to the word.
fn dot_within(before: &str, after: &str) -> bool {
    let Some(next) = after.chars().next().filter(|c| is_word(*c)) else { return false };
    if before.ends_with(|c: char| c.is_ascii_digit()) {
        // *40.000*, *24.03.2022*, *18.15*, *2.v.l*, but *2.September*, *1.FC*
        return !next.is_uppercase();
    }
    let last: &str = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    // *waz.de*, *Dr.Weiß*, *St.Gallen*; a stop without its space is still a stop: *… getagt.Die …*
    !next.is_uppercase() || last.chars().count() <= 3 || last.chars().all(char::is_uppercase)
}

fn ends_number(word: &str) -> bool {
    word.rsplit('-').next().is_some_and(|last| last.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')))
}

/// After the hyphen a number, not the first part of a word: *30-40*, but *3-2d-Modell*.
fn range_goes_on(rest: &str) -> bool {
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    !rest[digits..].starts_with(char::is_alphabetic)
}

/// *07/10/11*, unlike the years *2021/22*
fn is_slash_date(rest: &str) -> bool {
    let digits = rest.split(|c: char| !c.is_ascii_digit() && c != '/').next().unwrap_or("");
    digits.matches('/').count() == 2 && digits.split('/').all(|part| (1..=4).contains(&part.len()))
}

/// How much after a word and before the rest belongs to the word: *O'Brien*, *TV's*, *Virus'*; but *geht*, *'s*.
fn apostrophe(word: &str, rest: &str, mark: char, fresh: bool) -> usize {
    let tail = &rest[mark.len_utf8()..];
    if rest.starts_with("''") && !rest.starts_with("'''") {
        return 0;
    }
    let after = tail.len() - tail.trim_start_matches(is_word).len();
    if after > 0 {
        let is_verb = word.chars().all(char::is_lowercase)
            || matches!(
                word,
                "Gibt" | "Geht" | "Ist" | "Hat" | "War" | "Wird" | "Macht" | "Ob" | "Wie" | "Wenn" | "Was" | "Er" | "Sie" | "Ich"
            );
        if &tail[..after] == "s" && is_verb && fresh {
            return 0;
        }
        // *Auer'schen*, *2'000*, *d'Armor*
        return mark.len_utf8() + after;
    }
    let genitive = word.ends_with(['s', 'x', 'z', 'ß']) && word.starts_with(char::is_uppercase) && !tail.starts_with(['.', ',']);
    if genitive && fresh { mark.len_utf8() } else { 0 }
}

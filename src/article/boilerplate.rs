//! What stands in the text of a page but is no sentence of the article: invitations to read on, credits, bylines, datelines.

use super::entries;
use regex::Regex;
use std::sync::LazyLock;

/// Phrases of `lists/boilerplate.txt`, in lower case.
struct Phrases {
    /// The whole line.
    whole: Vec<String>,
    /// At the start of a line.
    start: Vec<String>,
    /// At the start of a line or of a sentence within a paragraph: all that follows belongs to it.
    inline: Vec<String>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let of = |kind: &str| {
        let lines = entries(include_str!("lists/boilerplate.txt")).filter_map(|line| line.split_once(": "));
        lines.filter(|(found, _)| *found == kind).map(|(_, phrase)| phrase.to_lowercase()).collect()
    };
    Phrases { whole: of("whole"), start: of("start"), inline: of("inline") }
});

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns of this module are well-formed")
}

/// The agencies and picture services of `lists/agencies.txt` as alternatives of a pattern.
fn agencies() -> String {
    entries(include_str!("lists/agencies.txt")).map(regex::escape).collect::<Vec<_>>().join("|")
}

/// The start of a text in lower case, long enough for every phrase.
fn lowered(text: &str) -> String {
    text.chars().take(60).flat_map(char::to_lowercase).collect()
}

/// Whether `text` begins with the phrase and no letter follows.
fn begins(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a line is boilerplate from its start: *Lesen Sie auch: …*, *© dpa*, *Dieser Artikel erschien zuerst auf …*
pub(super) fn starts(line: &str) -> bool {
    static AGENCY_LINE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"(?i)^[(\[]?(?:mit )?(?:material von )?(?:(?:{0})\b[-\w]*(?:, | und |/|;|, )?)+[-:0-9/ ]*[)\]]?\.?$",
            agencies()
        ))
    });
    let line = line.trim_start_matches(['(', '[', '»', '>', '→', '|', '*', '_', ' ']);
    let low = lowered(line);
    let bare = low.trim_end_matches(|c: char| !c.is_alphanumeric());
    line.starts_with('©')
        || PHRASES.whole.iter().any(|phrase| bare == phrase)
        || PHRASES.start.iter().chain(&PHRASES.inline).any(|phrase| begins(&low, phrase))
        || (line.len() < 60 && AGENCY_LINE.is_match(line))
}

/// Whether the lines right below a boilerplate line are what it announces: *Lesen Sie auch:*
pub(super) fn announces(line: &str) -> bool {
    let low = lowered(line);
    let bare = low.trim_end_matches(|c: char| !c.is_alphanumeric());
    line.ends_with(':') || PHRASES.inline.iter().any(|phrase| bare == phrase)
}

/// Where an invitation to read on starts at the end of a paragraph: *… werde helfen. Lesen Sie auch: Kommt die Hilfe?*
pub(super) fn tail(paragraph: &str) -> Option<usize> {
    static AGENCY: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"\s[(\[](?:{0})(?:[/,] ?(?:{0}|[a-z]{{2,3}}))*[)\]]\.?$", agencies())));
    let stops = paragraph.match_indices(['.', '!', '?', '…', '“', '"', '”', '»', '«', ')']);
    let phrase = stops.map(|(at, stop)| at + stop.len()).find_map(|at| {
        let rest = paragraph[at..].trim_start();
        let low = if rest.starts_with(char::is_uppercase) { lowered(rest) } else { return None };
        PHRASES.inline.iter().any(|phrase| begins(&low, phrase)).then_some(paragraph.len() - rest.len())
    });
    phrase.or_else(|| AGENCY.find(paragraph).map(|found| found.start() + 1))
}

/// Where the photo credit starts at the end of a caption: *Der Rat tagt. © dpa | A. Weiß*, *… (Foto: dpa)*, *… Bild: A. Weiß*
pub(super) fn credit(words: &str) -> Option<usize> {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[(\[|/]?\s*(?:(?:Archiv|Symbol|Bei|Privat)?(?:[Ff]oto|[Bb]ild)(?:s|er)?(?:quelle|nachweis|rechte)?|Grafik|Illustration|Quelle|Credit|Copyright|Photo)\s?:\s(?:[^.!?\n]|\b\p{Lu}\.){2,70}[)\]]?$",
        )
    });
    static AGENCY: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"[.!?“]\s+(?:{0})(?:\s?[/|]\s?[^.!?]{{2,40}})?$", agencies())));
    if let Some(at) = words.rfind('©').filter(|at| words[*at..].chars().count() <= 100) {
        return Some(words[..at].trim_end_matches(['(', '[']).len());
    }
    if let Some(found) = NAMED.find(words).filter(|found| found.start() > 0) {
        // *Er schrieb unter das Foto: Mein Haus* has no credit.
        let before = words[..found.start()].split_whitespace().next_back().unwrap_or("");
        let determined =
            matches!(before, "das" | "dem" | "ein" | "einem" | "zum" | "sein" | "ihr" | "dieses" | "diesem" | "die" | "der");
        return (!determined).then_some(found.start());
    }
    // The stop that ends the caption stays with it.
    AGENCY.find(words).map(|found| found.start() + words[found.start()..].chars().next().map_or(0, char::len_utf8))
}

/// Whether a piece tells who stands where in a picture: *Anna Weiß (l.) und Bert Blau (2.v.r)*
pub(super) fn points_to_people(words: &str) -> bool {
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\((?:\d\. ?v\. ?[lr]\.?|[lrLR]\.?|v\. ?[lr]\.(?: ?n\. ?[lr]\.)?|links|rechts|Mitte|M\.|hinten|vorne?|oben|unten|von (?:links|rechts)|(?:hinten|vorne?|oben|unten) (?:links|rechts|Mitte))\)|\b[vV]\. ?l\. ?n\. ?r\.",
        )
    });
    PLACE.is_match(words)
}

/// *Von Anna Weiß und Bert Blau*, in the first lines of an article.
pub(super) fn byline(line: &str, number: usize) -> bool {
    let small = ["und", "von", "van", "de", "der", "in", "aus", "zu"];
    let mut words = line.split([' ', ',']).filter(|word| !word.is_empty());
    number <= 5
        && line.chars().count() <= 80
        && matches!(words.next(), Some("Von" | "VON"))
        && words.clone().count() >= 2
        && words.all(|word| (word.starts_with(char::is_uppercase) && !word.ends_with(['!', '?', ':'])) || small.contains(&word))
}

/// Bytes of the dateline that a first paragraph begins with, white space after it included; 0 for none.
///
/// *Brüssel. Die Nato …*, *BERLIN (dpa) – Die Regierung …*, *Berlin/Paris – Die …*, *dpa Berlin. Die …*
pub(super) fn dateline(paragraph: &str) -> usize {
    const PLACE: &str = r"(?:\p{Lu}[\p{L}'’-]+|St\.)(?: (?:(?:am|an der|im|in|bei|de|del|ob der|a\. ?[MD]\.|a\. ?d\.) ?)*\p{Lu}[\p{L}'’-]*| a\. ?M\.| \(\p{Lu}\p{Ll}+\)){0,3}";
    static WITH_AGENCY: LazyLock<Regex> = LazyLock::new(|| {
        let agencies = agencies();
        pattern(&format!(
            r"^(?:{PLACE}(?: ?/ ?{PLACE})*)?(?:, \d{{1,2}}\. ?\p{{L}}+(?: \d{{4}})?)? ?(?:\((?:{agencies})(?:[/,] ?[\p{{L}}.-]+)*\)\s?[-–—.:|]{{0,2}}|(?:{agencies}) ?[|.]|(?:{agencies})(?:/[\p{{L}}]+)* {PLACE}[.:])\s+"
        ))
    });
    static WITH_DASH: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"^{PLACE}(?: ?/ ?{PLACE})*(?:, \d{{1,2}}\.[ \d.\p{{L}}]{{0,20}})? ?[–—-]\s+")));
    // The mark of a writer: *Kiel (st) – Die …*
    static WITH_MARK: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"^{PLACE}(?: ?/ ?{PLACE})* ?\(\p{{L}}{{1,4}}(?:[/,] ?\p{{L}}{{1,4}})*\) ?[–—-]\s+")));
    static PLAIN: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^{PLACE}(?: ?/ ?{PLACE})*\.\s+")));
    let goes_on =
        |end: usize| paragraph[end..].trim_start_matches(['„', '"', '»', '«', '“', '‚', '\'']).starts_with(char::is_uppercase);
    if let Some(found) = WITH_AGENCY.find(paragraph) {
        return found.end();
    }
    if let Some(found) = WITH_MARK.find(paragraph).filter(|found| goes_on(found.end())) {
        return found.end();
    }
    if let Some(found) = WITH_DASH.find(paragraph).filter(|found| goes_on(found.end()) && known_start(found.as_str())) {
        return found.end();
    }
    PLAIN.find(paragraph).filter(|found| goes_on(found.end()) && known_start(found.as_str())).map_or(0, |found| found.end())
}

/// *Nein. Das …* is no dateline, and two words are one only where the first begins names of places: *New York. Die …*
fn known_start(dateline: &str) -> bool {
    static LIST: LazyLock<Vec<(&str, &str)>> =
        LazyLock::new(|| entries(include_str!("lists/datelines.txt")).filter_map(|line| line.split_once(": ")).collect());
    let listed = |kind: &str, word: &str| LIST.iter().any(|(found, entry)| *found == kind && *entry == word);
    dateline.split('/').all(|place| {
        let place = place.split([',', '(']).next().unwrap_or("");
        let words: Vec<&str> = place.split([' ', '.', '–', '—']).filter(|word| word.contains(char::is_alphabetic)).collect();
        match words.as_slice() {
            [word] => word.chars().count() > 2 && !listed("no place", word),
            [first, second, ..] => {
                listed("begins a place", first)
                    || matches!(*second, "am" | "an" | "im" | "in" | "bei" | "a" | "de" | "del" | "ob")
            }
            [] => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        for (text, found) in [
            ("Köln. Der Rat tagt.", "Köln. "),
            ("KÖLN (dpa) – Der Rat tagt.", "KÖLN (dpa) – "),
            ("Köln/Bonn (dpa/tmn) - Der Rat tagt.", "Köln/Bonn (dpa/tmn) - "),
            ("Köln – Der Rat tagt.", "Köln – "),
            ("KÖLN/BONN (ba) – Der Rat tagt.", "KÖLN/BONN (ba) – "),
            ("Frankfurt am Main. „Wir tagen“, sagt der Rat.", "Frankfurt am Main. "),
            ("New York. Der Rat tagt.", "New York. "),
            ("Köln (Deutschland), 17.05.2005 – Der Rat tagt.", "Köln (Deutschland), 17.05.2005 – "),
            ("dpa Köln. Der Rat tagt.", "dpa Köln. "),
            ("Nein. Das geht nicht.", ""),
            ("Große Freude. Der Rat tagt.", ""),
            ("Köln tagt.", ""),
            ("Köln – eine Stadt am Rhein – tagt.", ""),
            ("Der Rat tagt. Die Stadt wartet.", ""),
        ] {
            assert_eq!(&text[..dateline(text)], found, "{text}");
        }
    }

    #[test]
    fn credits() {
        for (text, kept) in [
            ("Der Rat tagt. © dpa | A. Weiß", "Der Rat tagt. "),
            ("Der Rat tagt. Foto: Feuerwehr", "Der Rat tagt."),
            ("Der Rat tagt (Foto: A. Weiß)", "Der Rat tagt "),
            ("Der Rat im Mai Bild: dpa", "Der Rat im Mai"),
            ("Er schrieb unter das Foto: Mein Haus", "Er schrieb unter das Foto: Mein Haus"),
            ("Der Rat tagt.", "Der Rat tagt."),
        ] {
            assert_eq!(&text[..credit(text).unwrap_or(text.len())], kept, "{text}");
        }
    }

    #[test]
    fn invitations_at_the_end() {
        assert_eq!(tail("Das hilft. Lesen Sie auch:Kommt das Gas?"), Some(11));
        assert_eq!(tail("Das hilft. (dpa/AFP)"), Some(11));
        assert_eq!(tail("„Lesen Sie auch das Buch“, riet er."), None);
    }
}

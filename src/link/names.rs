//! Names in a form in which the same name is always the same text: case, accents, spellings of foreign letters, legal forms.
//!
//! Knows nothing of articles.

use crate::article::entries;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static HONORIFICS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| entries(include_str!("words/honorifics.txt")).collect());
static PARTICLES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| entries(include_str!("words/particles.txt")).collect());
static LEGAL_FORMS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| entries(include_str!("words/legal_forms.txt")).collect());
static ADJECTIVES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| entries(include_str!("words/adjectives.txt")).collect());

/// *Prof. Anna Keller* → *Anna Keller*
pub fn without_honorifics(name: &str) -> String {
    let parts: Vec<&str> = name.split_whitespace().filter(|part| !HONORIFICS.contains(part)).collect();
    if parts.is_empty() { name.to_owned() } else { parts.join(" ") }
}

/// The name of a person in its parts, each folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonName {
    /// First names and what stands between: `["jens"]`; empty where only the surname is given.
    pub given: Vec<String>,
    /// The last word without its particles: `leyen` of *von der Leyen*.
    pub surname: String,
}

impl PersonName {
    /// *Prof. Anna Keller* → anna, keller; *von der Leyen* → only leyen.
    pub fn new(name: &str) -> PersonName {
        let parts: Vec<&str> = name.split_whitespace().filter(|part| !HONORIFICS.contains(part)).collect();
        let Some((last, before)) = parts.split_last() else { return PersonName { given: Vec::new(), surname: fold(name) } };
        let first = before.iter().rposition(|part| !PARTICLES.contains(part)).map_or(0, |position| position + 1);
        PersonName { given: before[..first].iter().map(|part| given(part)).collect(), surname: surname(last) }
    }

    /// Whether a first name and a surname are given. *Thomas K.* may be anybody; *Rama I.* is a king.
    pub fn is_full(&self) -> bool {
        let initial = self.surname.chars().count() == 1 && !matches!(self.surname.as_str(), "i" | "v" | "x");
        !self.given.is_empty() && !initial
    }

    /// First names and surname: equal for spellings of one name.
    pub fn full(&self) -> String {
        format!("{} {}", self.given.join(" "), self.surname)
    }

    /// Without what stands between the first name and the surname: *Anna M. Keller* → anna keller.
    pub fn short(&self) -> String {
        format!("{} {}", self.given.first().map_or("", String::as_str), self.surname)
    }
}

/// *Sergej*, *Sergei*, *Sergey*; *Dmitrij*, *Dmitri*, *Dmitry*; *Julija*, *Julia*, *Yulia*; *Vladimir*, *Wladimir*.
fn given(name: &str) -> String {
    let mut name = replace_end(
        &fold(name),
        &[
            ("itriy", "itri"),
            ("itrij", "itri"),
            ("itry", "itri"),
            ("ij", "i"),
            ("iy", "i"),
            ("yj", "i"),
            ("yi", "i"),
            ("ej", "ei"),
            ("ey", "ei"),
            ("ija", "ia"),
        ],
    );
    for (start, other) in [("ya", "ja"), ("yu", "ju"), ("ye", "je"), ("v", "w")] {
        if let Some(rest) = name.strip_prefix(start) {
            name = format!("{other}{rest}");
        }
    }
    name
}

/// *Selenskyj*, *Selenskij*, *Selenskyi*; *Medwedew*, *Medvedev*; *Smirnow*, *Smirnov*, *Smirnoff*.
/// German *Meyer* and *Meier* stay two names.
fn surname(name: &str) -> String {
    let name = fold(name);
    for (endings, ending) in [
        (&["skyj", "skij", "skyi", "skiy", "skii", "sky", "ski"][..], "ski"),
        (&["ow", "ov", "off"][..], "ow"),
        (&["ew", "ev"][..], "ew"),
        (&["jew", "yev", "iev"][..], "jew"),
        (&["nko"][..], "nko"),
    ] {
        // Names such as "Lew" are too short to be made of a stem and an ending.
        if let Some(stem) = endings.iter().find_map(|ending| name.strip_suffix(ending)).filter(|stem| stem.len() >= 3) {
            return format!("{}{ending}", stem.replace('v', "w"));
        }
    }
    name
}

fn replace_end(name: &str, endings: &[(&str, &str)]) -> String {
    let found =
        endings.iter().find_map(|(from, to)| Some(format!("{}{to}", name.strip_suffix(from).filter(|stem| stem.len() >= 2)?)));
    found.unwrap_or_else(|| name.to_owned())
}

/// The name of anything but a person: *die Deutsche Umwelthilfe e.V.*, *Deutschen Umwelthilfe* → deutsch umwelthilfe.
pub fn thing(name: &str) -> String {
    let name = name.replace(['-', '–', '/'], " ");
    let parts: Vec<&str> = name.split_whitespace().collect();
    let start =
        usize::from(parts.len() > 1 && matches!(parts[0], "der" | "die" | "das" | "den" | "dem" | "des" | "Der" | "Die" | "Das"));
    let mut kept: Vec<&str> = parts[start..].to_vec();
    while kept.len() > 1 && (LEGAL_FORMS.contains(kept[kept.len() - 1]) || matches!(kept[kept.len() - 1], "&" | "und")) {
        kept.pop();
    }
    let last = kept.len().saturating_sub(1);
    let folded = kept.iter().enumerate().map(|(place, part)| if place < last { adjective(part) } else { fold(part) });
    folded.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// *Deutscher*, *Deutschen* → deutsch; other words as they are.
fn adjective(word: &str) -> String {
    let lower = word.to_lowercase();
    fold(stem(&lower, &["en", "er", "es", "em", "e"]).unwrap_or(word))
}

fn stem<'a>(lower: &'a str, endings: &[&str]) -> Option<&'a str> {
    endings.iter().filter_map(|ending| lower.strip_suffix(ending)).find(|stem| ADJECTIVES.contains(stem))
}

/// Whether a name stands in another case than the first: *Deutschen Umwelthilfe*.
pub fn is_oblique(name: &str) -> bool {
    let first = name.split([' ', '-']).next().unwrap_or_default().to_lowercase();
    stem(&first, &["en", "em"]).is_some()
}

/// Small letters without accents; *ö*, *oe* and *ø* are one; marks between letters are left out.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for letter in word.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' | 'æ' => folded.push_str("ae"),
            'ö' | 'ø' | 'œ' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => folded.push('a'),
            'ç' | 'ć' | 'č' | 'ĉ' => folded.push('c'),
            'ď' | 'đ' | 'ð' => folded.push('d'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => folded.push('e'),
            'ğ' | 'ģ' => folded.push('g'),
            'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => folded.push('i'),
            'ķ' => folded.push('k'),
            'ł' | 'ľ' | 'ĺ' | 'ļ' => folded.push('l'),
            'ñ' | 'ń' | 'ň' | 'ņ' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ō' | 'ő' => folded.push('o'),
            'ř' | 'ŕ' => folded.push('r'),
            'ś' | 'š' | 'ş' | 'ș' => folded.push('s'),
            'ť' | 'ţ' | 'ț' => folded.push('t'),
            'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' | 'ų' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ź' | 'ż' | 'ž' => folded.push('z'),
            'þ' => folded.push_str("th"),
            '&' | '+' => folded.push(letter),
            _ if letter.is_alphanumeric() => folded.push(letter),
            // A combining dot of a lowered İ, an apostrophe, a full stop.
            _ => {}
        }
    }
    folded
}

/// Whether the letters of `short` are the first letters of the words of `long`, small words left out: *DWD*, *Deutscher Wetterdienst*; *BaFin*
/// is not recognised, *VW* of *Volkswagen* is not either.
pub fn is_acronym(short: &str, long: &str) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    if !(2..=8).contains(&letters.len()) || capitals * 2 <= letters.len() || short.split_whitespace().count() > 1 {
        return false;
    }
    let small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let initials = |skip: bool| -> String {
        let parts = long.split([' ', '-', '/']).filter(|word| !word.is_empty() && (!skip || !small(word)));
        parts.filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect()
    };
    let short: String = letters.iter().flat_map(|c| c.to_lowercase()).collect();
    let (all, main) = (initials(false), initials(true));
    if main.chars().count() >= 2 && (short == main || short == all) {
        return true;
    }
    // "DWD": the second part of a compound gives a letter, too. The first letters of the words must be among them, in order.
    let words: Vec<String> =
        long.split([' ', '-']).filter(|word| !word.is_empty() && !small(word)).map(str::to_lowercase).collect();
    words.len() >= 2 && short.chars().count() > words.len() && spelled(&short, &words)
}

/// Each word begins with the next letter and may give one more from within.
fn spelled(short: &str, words: &[String]) -> bool {
    let Some((word, rest)) = words.split_first() else { return short.is_empty() };
    let Some(behind) = word.chars().next().and_then(|first| short.strip_prefix(first)) else { return false };
    let more = behind.chars().next().filter(|next| word.chars().skip(3).any(|letter| letter == *next));
    spelled(behind, rest) || more.is_some_and(|next| spelled(&behind[next.len_utf8()..], rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same_person(a: &str, b: &str) -> bool {
        PersonName::new(a).full() == PersonName::new(b).full()
    }

    #[test]
    fn spellings_of_a_person_are_one() {
        for (a, b) in [
            ("Wolodymyr Selenskyj", "Wolodymyr Selenski"),
            ("Wolodymyr Selenskyj", "Volodymyr Selenskyi"),
            ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
            ("Dr. Anna Möller", "Anna Moeller"),
            ("Sergej Smirnow", "Sergei Smirnov"),
            ("Dmitrij Orlow", "Dmitri Orlov"),
            ("Jonas Gahr Støre", "Jonas Gahr Störe"),
        ] {
            assert!(same_person(a, b), "{a}, {b}");
        }
        for (a, b) in
            [("Peter Meyer", "Peter Meier"), ("Anna Keller", "Anne Keller"), ("Peter Frey", "Peter Frei"), ("Jan Lew", "Jan Lev")]
        {
            assert!(!same_person(a, b), "{a}, {b}");
        }
    }

    #[test]
    fn surnames_are_found() {
        for (name, surname, full) in [
            ("Ursula von der Leyen", "leyen", true),
            ("von der Leyen", "leyen", false),
            ("Prof. Keller", "keller", false),
            ("Baschar al-Assad", "alassad", true),
        ] {
            let found = PersonName::new(name);
            assert_eq!((found.surname.as_str(), found.is_full()), (surname, full), "{name}");
        }
    }

    #[test]
    fn spellings_of_a_thing_are_one() {
        for (a, b) in [
            ("Deutsche Umwelthilfe e.V.", "der Deutschen Umwelthilfe"),
            ("Nord Stream 2", "Nord-Stream-2"),
            ("Hellwig GmbH & Co. KG", "Hellwig"),
            ("Robert Koch-Institut", "Robert-Koch-Institut"),
            ("Łódź", "Lodz"),
        ] {
            assert_eq!(thing(a), thing(b));
        }
        assert_ne!(thing("Berliner Bank"), thing("Berlin Bank"));
    }

    #[test]
    fn acronyms_spell_their_names() {
        for (short, long) in [
            ("DWD", "Deutscher Wetterdienst"),
            ("GEW", "Gewerkschaft Erziehung und Wissenschaft"),
            ("DRK", "Deutsches Rotes Kreuz"),
            ("BUND", "Bund für Umwelt und Naturschutz Deutschland"),
        ] {
            assert!(is_acronym(short, long), "{short}, {long}");
        }
        for (short, long) in [
            ("SPD", "Deutscher Wetterdienst"),
            ("Die", "Deutsche Industrie"),
            ("DB", "Deutscher Wetterdienst"),
            ("Nato", "Nordatlantikpakt"),
        ] {
            assert!(!is_acronym(short, long), "{short}, {long}");
        }
    }

    #[test]
    fn word_lists_are_sorted() {
        let lists = [
            include_str!("words/honorifics.txt"),
            include_str!("words/particles.txt"),
            include_str!("words/legal_forms.txt"),
            include_str!("words/adjectives.txt"),
            include_str!("words/common_titles.txt"),
            include_str!("words/state_titles.txt"),
        ];
        for list in lists {
            assert!(entries(list).is_sorted_by(|a, b| a < b));
        }
    }
}

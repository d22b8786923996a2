//! Is this German? A guess from small words and letters, made to let German pass: headlines, names and short notes are never turned away.

use super::entries;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words of the text that are looked at.
const SAMPLE: usize = 600;

/// Small words of each language that the others do not have; German comes first.
static LANGUAGES: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    entries(include_str!("lists/small_words.txt"))
        .filter_map(|line| line.split_once(':'))
        .map(|(language, words)| (language, words.split_whitespace().collect()))
        .collect()
});

static WORDS: LazyLock<BTreeMap<&str, usize>> = LazyLock::new(|| {
    let all = LANGUAGES.iter().enumerate();
    all.flat_map(|(index, (_, words))| words.iter().map(move |word| (*word, index))).collect()
});

/// The language or script that the text is in, if it is clearly not German.
pub(super) fn foreign(text: &str) -> Option<&'static str> {
    if other_script(text) {
        return Some("another script");
    }
    let mut hits = vec![0_usize; LANGUAGES.len()];
    let mut words = 0;
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(SAMPLE) {
        words += 1;
        // A word of five letters or more is never in the list.
        if word.len() <= 8
            && let Some(&language) = WORDS.get(word.to_lowercase().as_str())
        {
            hits[language] += 1;
        }
    }
    let german = hits.first().copied().unwrap_or(0);
    let (best, most) = hits.iter().copied().enumerate().skip(1).max_by_key(|&(index, count)| (count, usize::MAX - index))?;
    // In running text every third word is such a word; in a German headline with English names it is one or two.
    let clear = if words < 30 { most >= 4 && most > 5 * german } else { most > 3 * german && 10 * most >= words };
    clear.then(|| LANGUAGES[best].0)
}

/// Whether most letters are not Latin.
fn other_script(text: &str) -> bool {
    let (mut latin, mut other) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(8 * SAMPLE) {
        if c < '\u{250}' { latin += 1 } else { other += 1 }
    }
    other > latin && other > 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_passes_however_short() {
        for text in [
            "Nato rüstet auf", "Trump: „America First“", "G7 Summit in Elmau", "Fed hebt Leitzins an", "+++ Ticker +++",
            "BVB 2:1", "Ja.",
        ] {
            assert_eq!(foreign(text), None, "{text}");
        }
        let mixed = "Der Film „The Sound of the Sea and the Wind“ ist von morgen an in den Kinos zu sehen, sagte der Verleih.";
        assert_eq!(foreign(mixed), None);
    }

    #[test]
    fn other_languages_are_named() {
        assert_eq!(
            foreign("The council of the town voted for the bridge and it will be built in the spring of next year."),
            Some("English")
        );
        assert_eq!(
            foreign("Le conseil de la ville a voté pour le pont et les travaux vont commencer dans une année."),
            Some("French")
        );
        assert_eq!(foreign("Городской совет решил построить мост."), Some("another script"));
        assert_eq!(
            foreign("De gemeenteraad heeft een besluit genomen over het bouwen van een brug en de kosten zijn niet hoog."),
            Some("Dutch")
        );
    }
}

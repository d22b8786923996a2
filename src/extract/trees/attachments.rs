//! Phrases that can only belong to the verb: "Eine Abfindung zahlt das Unternehmen dem scheidenden Chef nicht" — a noun in the dative without a preposition
//! is no attribute; "am Dienstag zu drei Jahren Haft verurteilt" — nothing is an attribute of a day.

use crate::document::Upos;
use crate::document::words::Words;

pub(super) fn mend(words: &mut Words) {
    for noun in 0..words.words.len() {
        let here = &words.words[noun];
        if !here.has("nmod") || !here.is_nominal() {
            continue;
        }
        let Some(verb) = std::iter::successors(here.head, |&up| words.words[up].head).find(|&up| words.words[up].upos == Upos::Verb) else { continue };
        let has_case = words.child(noun, "case").is_some();
        if !has_case && has_dative_article(words, noun) {
            let taken = words.child(verb, "iobj").is_some() || words.children(verb).iter().any(|&child| words.words[child].deprel == "obl:arg");
            if !taken {
                words.rehang(noun, Some(verb), "iobj");
            }
        } else if has_case && here.head.is_some_and(|head| is_day(words, head)) && words.preposition(noun) != Some("von") && !is_day(words, noun) {
            words.rehang(noun, Some(verb), "obl");
        }
    }
}

/// *Dienstag*, *Donnerstagabend*, *März*
fn is_day(words: &Words, noun: usize) -> bool {
    const DAYS: [&str; 8] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonnabend", "Sonntag"];
    const MONTHS: [&str; 12] = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
    let form = words.words[noun].form.as_str();
    DAYS.iter().any(|day| form.starts_with(day)) || MONTHS.contains(&form)
}

fn has_dative_article(words: &Words, noun: usize) -> bool {
    words.children(noun).iter().map(|&child| &words.words[child]).any(|child| {
        child.upos == Upos::Det && child.tokens.len() == 1 && matches!(child.form.as_str(), "dem" | "einem" | "seinem" | "ihrem" | "diesem" | "keinem")
    })
}

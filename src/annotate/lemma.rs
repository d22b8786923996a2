//! Base forms: from the lexicon the reading that agrees with part of speech and features; else through the head of a compound; else by endings.
//!
//! Follows the German treebank: *der* for all articles and relative pronouns, numbers and punctuation as they are, a separated verb particle stays
//! apart, names keep their form but for the *s* of the genitive.

use crate::document::{Feats, Upos};
use crate::knowledge::morphology::{Morphology, Reading, big_first, small_first};

/// The base form of a word.
pub fn lemma(form: &str, upos: Upos, feats: &Feats, begins_sentence: bool, morphology: &Morphology) -> String {
    let low = form.to_lowercase();
    match upos {
        Upos::Punct | Upos::Sym | Upos::X => form.to_owned(),
        Upos::Num => number(form, &low),
        Upos::Det | Upos::Pron => closed(&low, upos, feats),
        Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Part | Upos::Intj => contracted(&low).to_owned(),
        Upos::Adv => low,
        Upos::Propn => name(form, feats, morphology),
        Upos::Noun => noun(form, feats, morphology),
        Upos::Adj => adjective(form, &low, begins_sentence, morphology),
        Upos::Verb | Upos::Aux => verb(form, &low, upos, feats, morphology),
    }
}

fn number(form: &str, low: &str) -> String {
    match low {
        "einem" | "einen" | "einer" | "eines" | "eine" => "ein".to_owned(),
        // "IV" is a number as it stands.
        _ if form.chars().all(char::is_alphabetic) && form.chars().any(char::is_lowercase) => low.to_owned(),
        _ => form.to_owned(),
    }
}

fn contracted(low: &str) -> &str {
    match low {
        "'s" => "es",
        _ => low,
    }
}

/// Articles and pronouns, a closed class: *dem* → *der*, *ihren* → *ihr*, *jedes* → *jeder*.
fn closed(low: &str, upos: Upos, feats: &Feats) -> String {
    let fixed = match low {
        "der" | "die" | "das" | "den" | "dem" | "des" | "deren" | "dessen" | "denen" | "derer" => "der",
        "ein" | "eine" | "einer" | "eines" | "einem" | "einen" | "eins" => "ein",
        "mich" | "mir" | "ich" => "ich",
        "dich" | "dir" | "du" => "du",
        "ihn" | "ihm" | "er" => "er",
        "es" => "es",
        "uns" if upos == Upos::Pron => "wir",
        "euch" => "ihr",
        "sich" => "sich",
        "ihnen" => "sie",
        "ihr" if feats.is("Case", "Dat") && upos == Upos::Pron => "sie",
        "wem" | "wen" | "wer" => "wer",
        "man" => "man",
        "was" => "was",
        "nichts" => "nichts",
        "etwas" => "etwas",
        "selbst" => "selbst",
        "selber" => "selber",
        "viel" | "mehr" | "wenig" | "wir" | "sie" => low,
        _ => "",
    };
    if !fixed.is_empty() {
        return fixed.to_owned();
    }
    for (second, lemma) in [("selbe", "derselbe"), ("selben", "derselbe"), ("jenige", "derjenige"), ("jenigen", "derjenige")] {
        if low.strip_suffix(second).is_some_and(|article| matches!(article, "der" | "die" | "das" | "den" | "dem" | "des")) {
            return lemma.to_owned();
        }
    }
    for stem in ["mein", "dein", "sein", "ihr", "unser", "kein", "irgendein"] {
        if low.strip_prefix(stem).is_some_and(|end| matches!(end, "" | "e" | "er" | "es" | "em" | "en")) {
            return stem.to_owned();
        }
    }
    if low.strip_prefix("unsr").or_else(|| low.strip_prefix("eur")).is_some() {
        return if low.starts_with('u') { "unser" } else { "euer" }.to_owned();
    }
    for stem in [
        "dies", "jen", "jed", "ander", "solch", "welch", "manch", "einig", "etlich", "sämtlich", "viel", "wenig", "beid", "all",
        "selb", "mehrer",
    ] {
        if low.strip_prefix(stem).is_some_and(|end| matches!(end, "" | "e" | "er" | "es" | "em" | "en")) {
            // The plural words stand in the plural, the others in the masculine.
            return match stem {
                "all" | "einig" | "etlich" | "beid" | "mehrer" | "sämtlich" => format!("{stem}e"),
                "viel" | "wenig" => stem.to_owned(),
                _ => format!("{stem}er"),
            };
        }
    }
    for ending in ["en", "em", "er", "es", "e"] {
        if let Some(stem) = low.strip_suffix(ending)
            && stem.len() >= 3
        {
            return stem.to_owned();
        }
    }
    low.to_owned()
}

/// *Deutschlands* → *Deutschland*; the *s* is taken off only in the genitive, or where the lexicon knows the rest and not the whole.
fn name(form: &str, feats: &Feats, morphology: &Morphology) -> String {
    // *Währungsfonds* is no genitive: its last part is *Fonds*.
    if form.ends_with('s')
        && let Some(at) = morphology.noun_ending(form)
        && let ending = big_first(&form[at..])
        && morphology.readings(&ending).iter().any(|reading| reading.lemma == ending)
    {
        return form.to_owned();
    }
    // "Thomas" is no genitive of *Thoma*.
    let itself = morphology.readings(form).iter().any(|reading| reading.lemma == form);
    if itself && !feats.is("Case", "Gen") {
        return form.to_owned();
    }
    if let Some(stem) = form.strip_suffix("es").filter(|stem| feats.is("Case", "Gen") && morphology.knows(stem)) {
        return stem.to_owned();
    }
    if let Some(stem) = form.strip_suffix('s')
        && stem.chars().count() > 2
        && !stem.ends_with(['s', 'x', 'z', 'i', 'u', '\''])
        && (feats.is("Case", "Gen") || morphology.knows(stem))
        && (!morphology.knows(form) || morphology.readings(form).iter().any(|reading| reading.lemma == stem))
    {
        return stem.to_owned();
    }
    form.trim_end_matches('\'').to_owned()
}

/// *Schüsse* is of *Schuss*; the lexicon knows the spelling of before 1996, too.
fn reformed(form: &str, lemma: String, morphology: &Morphology) -> String {
    let new = lemma.replace('ß', "ss");
    if form.contains("ss") && new != lemma && morphology.knows(&new) { new } else { lemma }
}

fn noun(form: &str, feats: &Feats, morphology: &Morphology) -> String {
    let readings = morphology.readings(form);
    let itself: Vec<Reading> = readings.iter().filter(|reading| reading.lemma == form).cloned().collect();
    if let Some((score, lemma)) = best_score(&readings, Upos::Noun, feats) {
        // "Wochenende" may be a *Wochenend* in the dative, and is what it is.
        let same = best_score(&itself, Upos::Noun, feats).filter(|(of_itself, _)| *of_itself >= score);
        return reformed(form, same.map_or(lemma, |(_, lemma)| lemma), morphology);
    }
    if let Some(at) = morphology.noun_ending(form) {
        let ending = big_first(&form[at..]);
        if let Some(lemma) = best(&morphology.readings(&ending), Upos::Noun, feats) {
            let lemma = reformed(&ending, lemma, morphology);
            return format!(
                "{}{}",
                &form[..at],
                if form[at..].starts_with(char::is_uppercase) { lemma } else { small_first(&lemma) }
            );
        }
    }
    let plural = feats.is("Number", "Plur");
    for (ending, with, only) in [
        ("ungen", "ung", true),
        ("heiten", "heit", true),
        ("keiten", "keit", true),
        ("innen", "in", true),
        ("schaften", "schaft", true),
        ("ionen", "ion", true),
        ("täten", "tät", true),
    ] {
        if plural == only
            && let Some(stem) = form.strip_suffix(ending)
        {
            return format!("{stem}{with}");
        }
    }
    if feats.is("Case", "Gen")
        && !plural
        && !feats.is("Gender", "Fem")
        && let Some(stem) = form.strip_suffix('s')
        && !stem.ends_with('s')
        && stem.len() > 3
    {
        return stem.to_owned();
    }
    form.to_owned()
}

fn adjective(form: &str, low: &str, begins_sentence: bool, morphology: &Morphology) -> String {
    // "die 1990er Jahre"
    if form.starts_with(|first: char| first.is_ascii_digit()) && form.ends_with("er") {
        return form.to_owned();
    }
    let feats = Feats::default();
    for word in [form, low] {
        if let Some(lemma) = best(&morphology.readings(word), Upos::Adj, &feats) {
            return participle(low, &lemma);
        }
    }
    let _ = begins_sentence;
    // *grossen*, as the Swiss write it.
    if low.contains("ss")
        && let Some(lemma) = best(&morphology.readings(&low.replacen("ss", "ß", 1)), Upos::Adj, &feats)
    {
        return lemma;
    }
    for ending in ["en", "em", "er", "es", "e"] {
        if let Some(stem) = low.strip_suffix(ending)
            && stem.len() > 3
        {
            return stem.to_owned();
        }
    }
    low.to_owned()
}

/// A participle as adjective keeps its form: *gestiegenen* → *gestiegen*, though the dictionary says *steigen*.
fn participle(low: &str, lemma: &str) -> String {
    if !lemma.ends_with('n') || low.starts_with(lemma.trim_end_matches('n')) && !low.contains("end") {
        return lemma.to_owned();
    }
    for ending in ["en", "em", "er", "es", "e"] {
        if let Some(stem) = low.strip_suffix(ending)
            && (stem.ends_with('t') || stem.ends_with("en") || stem.ends_with("end"))
        {
            return stem.to_owned();
        }
    }
    low.to_owned()
}

fn verb(form: &str, low: &str, upos: Upos, feats: &Feats, morphology: &Morphology) -> String {
    if upos == Upos::Aux {
        let stem = |prefix: &str| low.starts_with(prefix);
        let known = match low {
            "ist" | "sind" | "war" | "waren" | "sei" | "seien" | "wäre" | "wären" | "bin" | "bist" | "gewesen" | "sein"
            | "seid" | "warst" => "sein",
            "hat" | "habe" | "haben" | "hatte" | "hatten" | "hätte" | "hätten" | "gehabt" | "hast" | "habt" => "haben",
            "wird" | "wirst" | "worden" | "geworden" => "werden",
            _ if stem("werd") || stem("wurd") || stem("würd") => "werden",
            _ if stem("könn") || stem("konn") || stem("kann") => "können",
            _ if stem("müss") || stem("muss") || stem("muß") || stem("müß") => "müssen",
            _ if stem("soll") => "sollen",
            _ if stem("woll") || stem("will") => "wollen",
            _ if stem("dürf") || stem("durf") || stem("darf") => "dürfen",
            _ if stem("mög") || stem("moch") || stem("mag") || stem("möch") => "mögen",
            _ => "",
        };
        if !known.is_empty() {
            return known.to_owned();
        }
    }
    for word in [low, form] {
        let readings = morphology.readings(word);
        // "dachte" is of *denken* rather than of *dachen*: irregular verbs are the frequent ones.
        let begins = |reading: &Reading| {
            let stem = reading.lemma.trim_end_matches('n').trim_end_matches('e');
            low.starts_with(stem) || low.strip_prefix("ge").is_some_and(|rest| rest.starts_with(stem))
        };
        let irregular: Vec<Reading> = readings.iter().filter(|reading| !begins(reading)).cloned().collect();
        let regular = best_score(&readings, Upos::Verb, feats);
        if let Some((_, lemma)) = best_score(&irregular, Upos::Verb, feats)
            .filter(|(score, _)| regular.as_ref().is_none_or(|(other, _)| score >= other))
            .or(regular)
        {
            return lemma;
        }
    }
    if let Some(lemma) = prefixed(low, feats, morphology) {
        return lemma;
    }
    if feats.is("VerbForm", "Inf") {
        return low.to_owned();
    }
    if let Some(stem) = low.strip_prefix("ge").and_then(|rest| rest.strip_suffix('t')) {
        return format!("{stem}en");
    }
    for ending in ["test", "tet", "ten", "te", "st", "et", "t", "e"] {
        if let Some(stem) = low.strip_suffix(ending)
            && stem.chars().count() > 2
            && low.is_char_boundary(stem.len())
        {
            return if stem.ends_with("er") || stem.ends_with("el") { format!("{stem}n") } else { format!("{stem}en") };
        }
    }
    low.to_owned()
}

const PARTICLES: &str = include_str!("particles.txt");
const PREFIXES: &str = include_str!("prefixes.txt");

/// A verb that the lexicon does not have under a prefix that it has without one: *weiterzureichen* → *weiterreichen*, *erstochen* → *erstechen*.
fn prefixed(low: &str, feats: &Feats, morphology: &Morphology) -> Option<String> {
    let of = |form: &str| best(&morphology.readings(form), Upos::Verb, feats);
    let parted = PARTICLES.lines().filter_map(|particle| {
        let rest = low.strip_prefix(particle)?;
        let lemma = rest.strip_prefix("zu").and_then(of).or_else(|| of(rest))?;
        Some((particle, lemma))
    });
    let whole = PREFIXES.lines().filter_map(|prefix| {
        let rest = low.strip_prefix(prefix)?;
        // As a participle it lacks the *ge* of the verb inside.
        let lemma = of(&format!("ge{rest}")).filter(|_| feats.is("VerbForm", "Part")).or_else(|| of(rest))?;
        Some((prefix, lemma))
    });
    // The longest: *herauf* and not *her*.
    parted.chain(whole).max_by_key(|(prefix, _)| prefix.len()).map(|(prefix, lemma)| format!("{prefix}{lemma}"))
}

/// The base form whose readings agree best with part of speech and features; of equals the first.
fn best(readings: &[Reading<'_>], upos: Upos, feats: &Feats) -> Option<String> {
    best_score(readings, upos, feats).map(|(_, lemma)| lemma)
}

/// With how many features agree.
fn best_score(readings: &[Reading<'_>], upos: Upos, feats: &Feats) -> Option<(usize, String)> {
    let mut found: Option<(usize, &str)> = None;
    // The dictionary lists *fuhr* under *Rad fahren* too.
    for reading in readings.iter().filter(|reading| !reading.lemma.contains(' ')) {
        for tag in &reading.tags {
            if tag.upos != upos {
                continue;
            }
            let agreeing = tag
                .feats
                .as_str()
                .split('|')
                .filter(|part| part.split_once('=').is_some_and(|(name, value)| feats.is(name, value)));
            let score = 1 + agreeing.count();
            if found.is_none_or(|(top, _)| score > top) {
                found = Some((score, &reading.lemma));
            }
        }
    }
    found.map(|(score, lemma)| (score, lemma.to_owned()))
}

//! Base forms: from the lexicon the reading that agrees with part of speech and features; else through the head of a compound; else by endings.
//!
//! Follows the German treebank: *der* for all articles and relative pronouns, numbers and punctuation as they are, a separated verb particle stays
//! apart, names keep their form but for the *s* of the genitive, a participle that is not inflected is a form of its verb. What the rules miss and the
//! treebank shows more than once stands in `lists/learnt_lemmas.txt`.

use super::lists::lists;
use crate::document::{Feats, Token, Upos};
use crate::knowledge::morphology::{Morphology, Reading, big_first, small_first};
use crate::knowledge::names::Names;

/// The base form of a word, whose part of speech, features and relation are known.
pub fn lemma(token: &Token, begins_sentence: bool, morphology: &Morphology) -> String {
    let learnt = lists().learnt_lemmas.get(&(token.form.as_str(), token.upos.as_str()));
    learnt.map_or_else(|| sharp_s(token, by_rules(token, begins_sentence, morphology), morphology), |lemma| (*lemma).to_owned())
}

fn by_rules(token: &Token, begins_sentence: bool, morphology: &Morphology) -> String {
    let Token { form, upos, feats, .. } = token;
    let low = form.to_lowercase();
    match upos {
        Upos::Punct | Upos::Sym | Upos::X => form.to_owned(),
        Upos::Num => number(form, &low),
        // A capital "Sie" within a sentence addresses the reader.
        Upos::Pron if matches!(form.as_str(), "Sie" | "Ihnen") && !begins_sentence => "Sie".to_owned(),
        Upos::Det | Upos::Pron => closed(&low, *upos, feats),
        Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Part | Upos::Intj if low == "'s" => "es".to_owned(),
        Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Part | Upos::Intj | Upos::Adv => {
            morphology.with_sharp_s(&low).unwrap_or(low)
        }
        Upos::Propn => adjective_in_name(token, &low, morphology).unwrap_or_else(|| name(form, feats, morphology)),
        Upos::Noun => {
            let form = morphology.with_sharp_s(form).unwrap_or_else(|| form.to_owned());
            written_otherwise(&form, feats, morphology).unwrap_or_else(|| noun(&form, feats, morphology))
        }
        Upos::Adj => adjective(token, &low, begins_sentence, morphology),
        Upos::Verb | Upos::Aux => verb(form, &low, *upos, feats, morphology),
    }
}

/// Swiss spelling of words that the lexicon does not list so: *Aussenbereich* → *Außenbereich*, *Isarstrasse* → *Isarstraße*.
fn sharp_s(token: &Token, lemma: String, morphology: &Morphology) -> String {
    let low = lemma.to_lowercase();
    if !low.contains("ss") || morphology.knows(&token.form) || morphology.knows(&token.form.to_lowercase()) {
        return lemma;
    }
    let new = lemma.replacen("ss", "ß", 1);
    let begins = lists()
        .sharp_s
        .iter()
        .any(|part| low.strip_prefix(part).is_some_and(|rest| morphology.knows(&new) || morphology.knows(&big_first(rest))));
    // A *Gastrasse* is no *Straße*.
    let street = low.strip_suffix("strasse").is_some_and(|stem| {
        token.upos == Upos::Propn
            || stem.is_empty()
            || stem.ends_with('s')
            || morphology.knows(&format!("{}straße", big_first(stem)))
    });
    match lemma.len().checked_sub("sse".len()) {
        Some(at) if street => format!("{}ße", &lemma[..at]),
        _ if begins && token.upos != Upos::Propn => new,
        _ => lemma,
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

/// Articles and pronouns, a closed class: *dem* → *der*, *ihren* → *ihr*, *jedes* → *jeder*.
fn closed(low: &str, upos: Upos, feats: &Feats) -> String {
    let fixed = match low {
        "der" | "die" | "das" | "den" | "dem" | "des" | "deren" | "dessen" | "denen" | "derer" => "der",
        "ein" | "eine" | "einer" | "eines" | "einem" | "einen" | "eins" => "ein",
        "mich" | "mir" | "ich" => "ich",
        "dich" | "dir" | "du" => "du",
        "ihn" | "ihm" | "er" => "er",
        "es" | "'s" => "es",
        "uns" if upos == Upos::Pron => "wir",
        "euch" => "ihr",
        "sich" => "sich",
        "ihnen" => "sie",
        "ihr" if feats.is("Case", "Dat") && upos == Upos::Pron => "sie",
        "wem" | "wen" | "wer" => "wer",
        "man" => "man",
        "was" => "was",
        "nichts" | "nix" => "nichts",
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

/// "das Weiße Haus": what is inflected as an adjective within a name.
fn adjective_in_name(token: &Token, low: &str, morphology: &Morphology) -> Option<String> {
    let inflected = ["e", "en", "em", "er", "es"].iter().any(|ending| low.ends_with(ending));
    if token.deprel != "amod" || !inflected {
        return None;
    }
    best(&morphology.readings(low), Upos::Adj, &Feats::default()).map(|lemma| participle(low, &lemma))
}

/// *Deutschlands* → *Deutschland*; the *s* is taken off only in the genitive, or where the lexicon knows the rest and not the whole.
fn name(form: &str, feats: &Feats, morphology: &Morphology) -> String {
    // *Währungsfonds* is no genitive: its last part is *Fonds*.
    if form.ends_with('s')
        && !morphology.knows(form)
        && let Some(at) = morphology.noun_ending(form)
        && let ending = big_first(&form[at..])
        && morphology.readings(&ending).iter().any(|reading| reading.lemma == ending)
    {
        return form.to_owned();
    }
    // "Thomas" is no genitive of *Thoma*, "Dickens" none of *Dicken*.
    let names = Names::embedded();
    let itself = morphology.readings(form).iter().any(|reading| reading.lemma == form)
        || names.lists(form) && !form.strip_suffix('s').is_some_and(|stem| names.lists(stem));
    if itself && !feats.is("Case", "Gen") {
        return form.to_owned();
    }
    // *Weltkrieges*, *Kreuzes*, but "Rothes" is of *Rothe*.
    let is_noun = |word: &str| morphology.tags(word).any(|tag| tag.upos == Upos::Noun);
    let ends_in_noun =
        |stem: &str| morphology.noun_ending(form).and_then(|at| stem.get(at..)).is_some_and(|end| is_noun(&big_first(end)));
    if let Some(stem) = form.strip_suffix("es").filter(|stem| feats.is("Case", "Gen") && (is_noun(stem) || ends_in_noun(stem))) {
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
    noun_in_name(form, feats, morphology).unwrap_or_else(|| form.trim_end_matches('\'').to_owned())
}

/// *die Vereinten Nationen*: an inflected word that is nothing but a common noun.
fn noun_in_name(form: &str, feats: &Feats, morphology: &Morphology) -> Option<String> {
    if !feats.is("Number", "Plur") && !feats.is("Case", "Gen")
        || morphology.tags(form).any(|tag| matches!(tag.upos, Upos::Propn | Upos::Adj))
    {
        return None;
    }
    listed_noun(form, feats, morphology)
}

/// *Schüsse* is of *Schuss*; the lexicon knows the spelling of before 1996, too.
fn reformed(form: &str, lemma: String, morphology: &Morphology) -> String {
    let new = lemma.replace('ß', "ss");
    if form.contains("ss") && new != lemma && morphology.knows(&new) { new } else { lemma }
}

/// "Wochenende" may be a *Wochenend* in the dative, and is what it is.
fn listed_noun(form: &str, feats: &Feats, morphology: &Morphology) -> Option<String> {
    let readings = morphology.readings(form);
    let (score, lemma) = best_score(&readings, Upos::Noun, feats)?;
    let itself: Vec<Reading> = readings.iter().filter(|reading| reading.lemma == form).cloned().collect();
    let same = best_score(&itself, Upos::Noun, feats).filter(|(of_itself, _)| *of_itself >= score);
    Some(reformed(form, same.map_or(lemma, |(_, lemma)| lemma), morphology))
}

/// A noun in other letters than it should have: *die kleinen* → *klein*, *hotel* → *Hotel*, *REDE* → *Rede*, *TV's* → *TV*.
fn written_otherwise(form: &str, feats: &Feats, morphology: &Morphology) -> Option<String> {
    if let Some(stem) = ["'s", "’s", "'", "’"].iter().find_map(|end| form.strip_suffix(end)).filter(|stem| stem.len() > 1) {
        return Some(stem.to_owned());
    }
    let small = form.starts_with(char::is_lowercase);
    if small && let Some(lemma) = best(&morphology.readings(form), Upos::Adj, &Feats::default()) {
        return Some(participle(form, &lemma));
    }
    let word = form.chars().all(char::is_alphabetic) && form.chars().count() > 3 && !morphology.knows(form);
    let usual = big_first(&form.to_lowercase());
    let fits = word && (small || !form.contains(char::is_lowercase)) && morphology.tags(&usual).any(|tag| tag.upos == Upos::Noun);
    fits.then(|| noun(&usual, feats, morphology))
}

fn noun(form: &str, feats: &Feats, morphology: &Morphology) -> String {
    if let Some(lemma) = listed_noun(form, feats, morphology) {
        return lemma;
    }
    // *Einspielungen* has to do with no *Lunge*, *Streamerinnen* with no *Rinne*.
    if let Some(stem) = form.strip_suffix("ungen").filter(|stem| morphology.knows(&format!("{}en", small_first(stem)))) {
        return format!("{stem}ung");
    }
    if let Some(stem) = form.strip_suffix("erinnen") {
        return format!("{stem}erin");
    }
    if let Some(at) = morphology.noun_ending(form) {
        let ending = big_first(&form[at..]);
        // *Geldmarktfonds* is of *Fonds*, but *Hauptrollen* not of *das Rollen*.
        let lemma = if ending.ends_with('s') {
            listed_noun(&ending, feats, morphology)
        } else {
            best(&morphology.readings(&ending), Upos::Noun, feats).map(|lemma| reformed(&ending, lemma, morphology))
        };
        if let Some(lemma) = lemma {
            let small = form[at..].starts_with(char::is_lowercase);
            return format!("{}{}", &form[..at], if small { small_first(&lemma) } else { lemma });
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

fn adjective(token: &Token, low: &str, begins_sentence: bool, morphology: &Morphology) -> String {
    let form = token.form.as_str();
    let big = form.starts_with(char::is_uppercase);
    let uninflected = token.feats.get("Case").is_none();
    // "die 1990er Jahre", but "ein 53jähriger"
    if form.starts_with(|first: char| first.is_ascii_digit()) && form.ends_with("er") && !low.contains("jährig") {
        return form.to_owned();
    }
    let adverbial = matches!(token.deprel.as_str(), "advmod" | "cc" | "case");
    if uninflected && adverbial && lists().adverbial_comparatives.contains(low) {
        return low.to_owned();
    }
    if uninflected
        && token.deprel != "advmod"
        && let Some(verb) = verb_of_participle(low, morphology)
    {
        return verb;
    }
    let feats = Feats::default();
    for word in [form, low] {
        if let Some(lemma) = best(&morphology.readings(word), Upos::Adj, &feats) {
            return participle(low, &lemma);
        }
    }
    // "Kärntner Seen"
    if big && !begins_sentence && low.ends_with("er") && !morphology.knows(low) {
        return form.to_owned();
    }
    // "Er ist online."; "Das ist hervorzuheben."
    if uninflected && !big && !low.contains("ss") {
        let verbal = token.deprel != "advmod" && low.ends_with(['t', 'n']);
        let verb = verbal.then(|| prefixed(low, &Feats::parse("VerbForm=Part"), morphology)).flatten();
        return verb.unwrap_or_else(|| low.to_owned());
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

/// "Die Läden sind geschlossen": a participle that is not inflected is a form of the verb (*schließen*).
fn verb_of_participle(low: &str, morphology: &Morphology) -> Option<String> {
    if !low.ends_with(['t', 'n']) || lists().adjective_participles.contains(low) {
        return None;
    }
    let listed = morphology.tags(low).any(|tag| tag.code.starts_with("VER:PA2"));
    listed.then(|| verb(low, low, Upos::Verb, &Feats::parse("VerbForm=Part"), morphology))
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
        return infinitive(stem);
    }
    for ending in ["test", "tet", "ten", "te", "st", "et", "t", "e"] {
        if let Some(stem) = low.strip_suffix(ending)
            && stem.chars().count() > 2
            && low.is_char_boundary(stem.len())
        {
            return infinitive(stem);
        }
    }
    low.to_owned()
}

/// *favorisier* → *favorisieren*, *gender* → *gendern*
fn infinitive(stem: &str) -> String {
    let short = (stem.ends_with("er") || stem.ends_with("el")) && !stem.ends_with("ier") && !stem.ends_with("eel");
    if short { format!("{stem}n") } else { format!("{stem}en") }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tokenize::token;
    use crate::document::Span;

    /// The base form of a word within a sentence.
    fn of(form: &str, upos: Upos, feats: &str, deprel: &str) -> String {
        let token = token(form.to_owned(), Span::new(0, form.len()), true);
        let token = Token { upos, feats: Feats::parse(feats), deprel: deprel.to_owned(), ..token };
        lemma(&token, false, Morphology::embedded())
    }

    #[test]
    fn participles_that_are_not_inflected_are_of_their_verbs() {
        assert_eq!(of("geschlossen", Upos::Adj, "Degree=Pos", "root"), "schließen");
        assert_eq!(of("geschlossen", Upos::Adj, "Degree=Pos", "advmod"), "geschlossen");
        assert_eq!(of("geschlossenen", Upos::Adj, "Case=Dat|Degree=Pos", "amod"), "geschlossen");
        assert_eq!(of("besorgt", Upos::Adj, "Degree=Pos", "root"), "besorgt");
        assert_eq!(of("hervorzuheben", Upos::Adj, "Degree=Pos", "root"), "hervorheben");
    }

    #[test]
    fn adverbs_keep_their_endings() {
        assert_eq!(of("online", Upos::Adj, "Degree=Pos", "advmod"), "online");
        assert_eq!(of("früher", Upos::Adj, "Degree=Cmp", "advmod"), "früher");
        assert_eq!(of("früher", Upos::Adj, "Case=Nom|Degree=Cmp", "amod"), "früh");
    }

    #[test]
    fn verbs_in_swiss_spelling_and_verbs_that_are_not_listed() {
        assert_eq!(of("schliesst", Upos::Verb, "VerbForm=Fin", "root"), "schließen");
        assert_eq!(of("abschiessen", Upos::Verb, "VerbForm=Inf", "xcomp"), "abschießen");
        assert_eq!(of("dazugeschenkt", Upos::Verb, "VerbForm=Part", "root"), "dazuschenken");
        assert_eq!(of("geleakt", Upos::Verb, "VerbForm=Part", "root"), "leaken");
        assert_eq!(of("getackelt", Upos::Verb, "VerbForm=Part", "root"), "tackeln");
        assert_eq!(of("favorisiert", Upos::Verb, "VerbForm=Part", "root"), "favorisieren");
        assert_eq!(of("gemäss", Upos::Adp, "", "case"), "gemäß");
    }

    #[test]
    fn parts_of_names_are_adjectives_and_nouns() {
        assert_eq!(of("Weißen", Upos::Propn, "Case=Gen|Number=Sing", "amod"), "weiß");
        assert_eq!(of("Nationen", Upos::Propn, "Case=Nom|Number=Plur", "flat"), "Nation");
        assert_eq!(of("Weltkrieges", Upos::Propn, "Case=Gen|Number=Sing", "nmod"), "Weltkrieg");
        assert_eq!(of("Teufels", Upos::Propn, "Case=Gen|Number=Sing", "flat"), "Teufel");
        assert_eq!(of("Rothes", Upos::Propn, "Case=Gen|Number=Sing", "nmod"), "Rothe");
        assert_eq!(of("Dickens", Upos::Propn, "Case=Dat|Number=Sing", "nmod"), "Dickens");
        assert_eq!(of("Husseins", Upos::Propn, "Case=Dat|Number=Sing", "nmod"), "Hussein");
        assert_eq!(of("Weiss", Upos::Propn, "Case=Nom|Number=Sing", "nsubj"), "Weiss");
        assert_eq!(of("Sachsen", Upos::Propn, "Case=Gen|Number=Sing", "nmod"), "Sachsen");
    }

    #[test]
    fn nouns_are_found_in_other_letters() {
        for (form, lemma) in [
            ("kleinen", "klein"),
            ("hotel", "Hotel"),
            ("REDE", "Rede"),
            ("TV's", "TV"),
            ("Geldmarktfonds", "Geldmarktfonds"),
            ("Aussenbereich", "Außenbereich"),
            ("Gastrasse", "Gastrasse"),
            ("Vorsitzender", "Vorsitzende"),
        ] {
            assert_eq!(of(form, Upos::Noun, "Case=Gen|Gender=Masc|Number=Sing", "nmod"), lemma);
        }
        for (form, lemma) in [
            ("Massnahmen", "Maßnahme"),
            ("Finanzausschuss", "Finanzausschuss"),
            ("Einspielungen", "Einspielung"),
            ("Streamerinnen", "Streamerin"),
            ("Dachrinnen", "Dachrinne"),
        ] {
            assert_eq!(of(form, Upos::Noun, "Case=Acc|Gender=Fem|Number=Plur", "obj"), lemma);
        }
        assert_eq!(of("Isarstrasse", Upos::Propn, "Case=Dat|Number=Sing", "nmod"), "Isarstraße");
        assert_eq!(of("53jähriger", Upos::Adj, "Case=Nom|Degree=Pos", "amod"), "53jährig");
        assert_eq!(of("Kärntner", Upos::Adj, "Case=Nom|Degree=Pos", "amod"), "Kärntner");
    }
}

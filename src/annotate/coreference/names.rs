//! Where names stand: what the network tagged, cut right; what the gazetteer knows; further occurrences of a name that was tagged once; bodies named
//! by their country (*russische Zentralbank*, *US-Regierung*).

use super::lists;
use crate::document::words::Words;
use crate::document::{NameClass, NameTag, Sentence, Span, Upos};
use crate::knowledge::Knowledge;
use crate::knowledge::morphology::{Morphology, big_first, small_first};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A name where it stands.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub sentence: usize,
    pub words: Range<usize>,
    pub head: usize,
    pub span: Span,
    pub class: NameClass,
    /// In the base form: *Europäische Kommission* for *der Europäischen Kommission*.
    pub base: String,
}

/// All names, in the order of the text; none overlaps another.
pub(super) fn names(text: &str, words: &[Words], sentences: &[Sentence], knowledge: &Knowledge) -> Vec<Name> {
    let mut taken: Vec<Vec<Option<NameClass>>> = words.iter().map(|words| vec![None; words.words.len()]).collect();
    let mut spans: Vec<(usize, Range<usize>, NameClass)> = Vec::new();
    for (sentence, words) in words.iter().enumerate() {
        let mut found = tagged(words, &sentences[sentence], knowledge);
        found.extend(known(text, words, knowledge, &found));
        // "US $ 42.000": money, and no country.
        let is_money = |at: usize| words.words.get(at).is_some_and(|word| word.form.contains('$'));
        found.retain(|(range, _)| !(range.start..=range.end).any(is_money) || range.len() > 2);
        found.sort_by_key(|(range, _)| (range.start, range.end));
        for (range, class) in found {
            let (range, class) = with_institution(words, range, class);
            let range = with_country(words, range, knowledge);
            if taken[sentence][range.clone()].iter().all(Option::is_none) {
                taken[sentence][range.clone()].fill(Some(class));
                spans.push((sentence, range, class));
            }
        }
        for range in bodies(words, knowledge) {
            if taken[sentence][range.clone()].iter().all(Option::is_none) {
                taken[sentence][range.clone()].fill(Some(NameClass::Organisation));
                spans.push((sentence, range, NameClass::Organisation));
            }
        }
    }
    again(words, &mut taken, &mut spans);
    spans.sort_by_key(|(sentence, range, _)| (*sentence, range.start));
    let names = spans.into_iter().map(|(sentence, range, class)| name(text, &words[sentence], sentence, range, class)).collect();
    without_nouns(names, words, knowledge)
}

/// "Die Sorge in der Allianz wächst", once the Nato was named: the noun stands for the Nato, though an insurer is called so, too. Where the article
/// names that one by more than a word (*Allianz Versicherung*), the name is left.
fn without_nouns(names: Vec<Name>, words: &[Words], knowledge: &Knowledge) -> Vec<Name> {
    let longer: Vec<String> = names.iter().filter(|name| name.words.len() > 1).map(|name| name.base.clone()).collect();
    let mut named: BTreeSet<usize> = BTreeSet::new();
    let mut kept = Vec::with_capacity(names.len());
    for name in names {
        let before = name.words.start.checked_sub(1).map(|before| &words[name.sentence].words[before]);
        let definite = before.is_some_and(|before| before.upos == Upos::Det && before.lemma == "der");
        let short = name.words.len() == 1
            && name.class != NameClass::Person
            && !longer.iter().any(|longer| longer.starts_with(&format!("{} ", name.base)));
        let known = knowledge.gazetteer.by_name(&name.base);
        let noun = definite
            && short
            && known.is_empty()
            && knowledge.gazetteer.by_nominal(&name.base).iter().any(|meant| named.contains(meant));
        if !noun {
            named.extend(known);
            kept.push(name);
        }
    }
    kept
}

fn name(text: &str, words: &Words, sentence: usize, range: Range<usize>, class: NameClass) -> Name {
    let head = head(words, &range);
    let span = words.words[range.start].span.cover(words.words[range.end - 1].span);
    Name { sentence, head, span, class, base: base(text, words, &range), words: range }
}

/// The word of the name that hangs on something outside it.
fn head(words: &Words, range: &Range<usize>) -> usize {
    let outside = |&word: &usize| words.words[word].head.is_none_or(|head| !range.contains(&head));
    range.clone().find(|word| outside(word) && words.words[*word].upos != Upos::Punct).unwrap_or(range.end - 1)
}

/// What the network tagged.
fn tagged(words: &Words, sentence: &Sentence, knowledge: &Knowledge) -> Vec<(Range<usize>, NameClass)> {
    let mut found: Vec<(Range<usize>, NameClass)> = Vec::new();
    for (index, word) in words.words.iter().enumerate() {
        // "Nato-Gipfel": the name of a part is not the name of the whole.
        match sentence.tokens[word.main].name {
            NameTag::Outside => {}
            NameTag::Inside(class) if found.last().is_some_and(|(range, before)| range.end == index && *before == class) => {
                if let Some((range, _)) = found.last_mut() {
                    range.end = index + 1;
                }
            }
            NameTag::Begin(class) | NameTag::Inside(class) => {
                let joined =
                    found.last().is_some_and(|(range, before)| *before == class && continues(words, range, index, class));
                match found.last_mut().filter(|_| joined) {
                    Some((range, _)) => range.end = index + 1,
                    None => found.push((index..index + 1, class)),
                }
            }
        }
    }
    found.into_iter().filter_map(|(range, class)| Some((trim(words, range, class, knowledge)?, class))).collect()
}

/// "Ban" and "Ki-moon", "Tessen" and "von Heydebreck": whether a person's name that was cut goes on in a word that belongs to it.
fn continues(words: &Words, range: &Range<usize>, index: usize, class: NameClass) -> bool {
    const PARTICLES: [&str; 10] = ["von", "van", "de", "del", "da", "zu", "bin", "al", "el", "ten"];
    let here = &words.words[index];
    let below = here.head.is_some_and(|head| range.contains(&head)) && here.upos == Upos::Propn;
    let next = range.end == index && here.has("flat");
    let noble = range.end + 1 == index && PARTICLES.contains(&words.words[index - 1].form.as_str()) && here.has("nmod");
    class == NameClass::Person && below && (next || noble)
}

/// Without article, preposition, punctuation and office at its ends; `None` if no word that can be a name is left.
fn trim(words: &Words, mut range: Range<usize>, class: NameClass, knowledge: &Knowledge) -> Option<Range<usize>> {
    let is_mark = |word: usize| !words.words[word].form.chars().any(char::is_alphanumeric);
    while range.len() > 1 && (is_mark(range.start) || leads(words, range.start, class, knowledge)) {
        range.start += 1;
    }
    while range.len() > 1 && (is_mark(range.end - 1) || matches!(words.words[range.end - 1].upos, Upos::Adp | Upos::Cconj)) {
        range.end -= 1;
    }
    let can_be = |word: usize| {
        let word = &words.words[word];
        word.form.chars().next().is_some_and(char::is_uppercase)
            || word.form.chars().any(|letter| letter.is_ascii_digit()) && word.form.chars().any(char::is_alphabetic)
    };
    let single = range.len() == 1;
    let here = &words.words[range.start];
    // "Er", "Die", "Gestern" at the beginning of a sentence are no names, "Deutsche" is no place.
    let function = matches!(
        here.upos,
        Upos::Det | Upos::Pron | Upos::Adp | Upos::Adv | Upos::Aux | Upos::Sconj | Upos::Cconj | Upos::Part | Upos::Num
    );
    let adjective = here.upos == Upos::Adj && class != NameClass::Other;
    let office = class == NameClass::Person && (knowledge.lexicon.is_office(&here.lemma) || lists::is_title(&here.form))
        || lists::is_no_name(&here.lemma);
    (range.clone().any(can_be)
        && !(single && (function || adjective || office || is_mark(range.start) || here.form.ends_with('-'))))
    .then_some(range)
}

/// "der", "Präsident", "Frau" before a name are not part of it.
fn leads(words: &Words, word: usize, class: NameClass, knowledge: &Knowledge) -> bool {
    let here = &words.words[word];
    matches!(here.upos, Upos::Det | Upos::Adp) && !here.form.starts_with(char::is_uppercase)
        || here.upos == Upos::Det && matches!(here.form.as_str(), "Der" | "Die" | "Das" | "Dem" | "Den" | "Des")
        || class == NameClass::Person
            && (lists::is_title(&here.form) || here.upos == Upos::Noun && knowledge.lexicon.is_office(&here.lemma))
}

/// "das Landgericht Leipzig", "der Flughafen Dresden", "der Kreis Nordfriesland": the noun before a place makes it the name of something else.
fn with_institution(words: &Words, range: Range<usize>, class: NameClass) -> (Range<usize>, NameClass) {
    let Some(before) = range.start.checked_sub(1).filter(|&before| words.words[before].upos == Upos::Noun) else {
        return (range, class);
    };
    match lists::class_of_institution(&words.words[before].lemma) {
        Some(of) if class == NameClass::Place => (before..range.end, of),
        _ => (range, class),
    }
}

/// "die russische Zentralbank": the adjective of a place belongs to the name of a body that is no name without it.
fn with_country(words: &Words, range: Range<usize>, knowledge: &Knowledge) -> Range<usize> {
    let single = range.len() == 1 && lists::is_institution(&words.words[range.start].lemma);
    let adjective = range.start.checked_sub(1).filter(|&before| {
        words.words[before].upos == Upos::Adj && knowledge.gazetteer.by_adjective(&words.words[before].form).is_some()
    });
    match adjective {
        Some(before) if single => before..range.end,
        _ => range,
    }
}

/// "die französischen Streitkräfte", "die US-Regierung", "der UN-Sicherheitsrat".
fn bodies(words: &Words, knowledge: &Knowledge) -> Vec<Range<usize>> {
    let of = |index: usize| {
        let word = &words.words[index];
        if word.upos != Upos::Noun && word.upos != Upos::Propn {
            return None;
        }
        if let Some((first, last)) = word.lemma.split_once('-') {
            return (lists::is_institution(last) && !knowledge.gazetteer.by_name(first).is_empty()).then_some(index..index + 1);
        }
        let before = index.checked_sub(1)?;
        let adjective =
            words.words[before].upos == Upos::Adj && knowledge.gazetteer.by_adjective(&words.words[before].form).is_some();
        (adjective && lists::is_institution(&word.lemma)).then_some(before..index + 1)
    };
    (0..words.words.len()).filter_map(of).collect()
}

/// Names of the gazetteer that the network did not see. A single word must look like a name.
fn known(
    text: &str,
    words: &Words,
    knowledge: &Knowledge,
    tagged: &[(Range<usize>, NameClass)],
) -> Vec<(Range<usize>, NameClass)> {
    const LONGEST: usize = 5;
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.words.len() {
        let free = |range: &Range<usize>| !tagged.iter().any(|(other, _)| other.start < range.end && range.start < other.end);
        let starts = words.words[at].form.starts_with(|first: char| first.is_uppercase());
        let ends = (at + 1..=words.words.len().min(at + LONGEST)).rev();
        let hit = ends.filter(|_| starts).map(|end| at..end).filter(|range| free(range)).find_map(|range| {
            let last = &words.words[range.end - 1];
            if !last.form.starts_with(|first: char| first.is_uppercase()) {
                return None;
            }
            let found = knowledge.gazetteer.by_name(&base(text, words, &range));
            let class = knowledge.gazetteer.known(*found.first()?).class;
            // "Bundeswehr" is a noun to taggers, and so is "Union".
            let long = class == NameClass::Organisation && last.form.chars().count() > 6;
            if range.len() == 1 && !looks_like_name(&last.form, last.upos) && !long {
                return None;
            }
            found.iter().all(|&known| knowledge.gazetteer.known(known).class == class).then_some((range, class))
        });
        match hit {
            Some((range, class)) => {
                at = range.end;
                found.push((range, class));
            }
            None => at += 1,
        }
    }
    found
}

fn looks_like_name(form: &str, upos: Upos) -> bool {
    upos == Upos::Propn
        || form.chars().filter(|letter| letter.is_uppercase()).count() > 1
        || form.chars().any(|letter| letter.is_ascii_digit())
}

/// A name that was tagged in one place is a name in all: single words that the tagger calls proper nouns.
fn again(words: &[Words], taken: &mut [Vec<Option<NameClass>>], spans: &mut Vec<(usize, Range<usize>, NameClass)>) {
    let mut classes: BTreeMap<String, BTreeMap<NameClass, usize>> = BTreeMap::new();
    for (sentence, range, class) in spans.iter() {
        let last = &words[*sentence].words[range.end - 1];
        if range.len() == 1 || *class == NameClass::Person {
            *classes.entry(last.lemma.clone()).or_default().entry(*class).or_default() += 1;
        }
    }
    for (sentence, words) in words.iter().enumerate() {
        for (index, word) in words.words.iter().enumerate() {
            if taken[sentence][index].is_some()
                || word.upos != Upos::Propn
                || word.form.contains('-') && !classes.contains_key(&word.form)
            {
                continue;
            }
            let Some(votes) = classes.get(&word.lemma) else { continue };
            let Some((&class, _)) = votes.iter().max_by_key(|(class, count)| (**count, std::cmp::Reverse(**class))) else {
                continue;
            };
            // A part of a longer name is not that name: "Peter" of a tagged "Müller".
            let beside = [index.checked_sub(1), Some(index + 1)]
                .into_iter()
                .flatten()
                .any(|beside| taken[sentence].get(beside).is_some_and(|taken| *taken == Some(class)));
            if !beside {
                taken[sentence][index] = Some(class);
                spans.push((sentence, index..index + 1, class));
            }
        }
    }
}

/// The words of a name in the base form: genitive taken off the last, adjectives in the nominative.
pub(super) fn base(text: &str, words: &Words, range: &Range<usize>) -> String {
    let mut found = String::new();
    for index in range.clone() {
        let word = &words.words[index];
        let touches = index > range.start && words.words[index - 1].span.end == word.span.start;
        if index > range.start && !touches {
            found.push(' ');
        }
        let last = index + 1 == range.end;
        if let Some(inflected) = of_adjective_and_noun(words, range, index) {
            found.push_str(&inflected);
        } else if last && word.upos == Upos::Propn {
            let own = word.form.ends_with('s') && cannot_be_genitive(words, range);
            found.push_str(&if own { word.form.clone() } else { without_genitive(&word.form, &word.lemma) });
        } else if last && word.upos == Upos::Noun {
            found.push_str(if word.feats.is("Number", "Plur") { &word.form } else { &word.lemma });
        } else if word.upos == Upos::Adj && !last {
            found.push_str(&nominative(&word.form, words, range));
        } else {
            found.push_str(word.span.text(text));
        }
    }
    found.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "des Weißen Hauses" → *Weißes*, *Haus*: an adjective and a noun of the lexicon are inflected as such, though taggers call both proper nouns.
fn of_adjective_and_noun(words: &Words, range: &Range<usize>, index: usize) -> Option<String> {
    let morphology = Morphology::embedded();
    let (first, last) = (&words.words[range.start], &words.words[range.end - 1]);
    let is_adjective = |form: &str| {
        let low = form.to_lowercase();
        let inflected = ["e", "en", "em", "er", "es"].iter().any(|ending| low.ends_with(ending));
        inflected && morphology.readings(&low).iter().flat_map(|reading| &reading.tags).any(|tag| tag.upos == Upos::Adj)
    };
    if range.len() != 2 || first.upos != Upos::Propn || last.form.contains('-') || !is_adjective(&first.form) {
        return None;
    }
    // *Währungsfonds* is a *Fonds*.
    let whole = !morphology.readings(&last.form).is_empty();
    let at = if whole { 0 } else { morphology.noun_ending(&last.form)? };
    let readings = morphology.readings(&big_first(&last.form[at..]));
    let mut nouns = readings.iter().filter(|reading| reading.tags.iter().any(|tag| tag.upos == Upos::Noun));
    let noun = nouns.next().filter(|noun| nouns.all(|other| other.lemma == noun.lemma))?;
    let singular = noun.tags.iter().any(|tag| tag.feats.is("Number", "Sing"));
    let gender = gender_of_noun(&noun.lemma)?;
    if index + 1 == range.end {
        let lemma = if at == 0 { noun.lemma.clone() } else { format!("{}{}", &last.form[..at], small_first(&noun.lemma)) };
        return Some(if singular { lemma } else { last.form.clone() });
    }
    let ending = match gender {
        _ if !singular => "e",
        "Masc" => "er",
        "Neut" => "es",
        _ => "e",
    };
    let stem = ["en", "em", "er", "es", "e"].iter().find_map(|old| first.form.strip_suffix(old))?;
    (stem.chars().count() > 2).then(|| format!("{stem}{ending}"))
}

/// "Tesla Motors baut …", "nach San Antonio Spurs": a subject or a name behind *nach* ends in its own *s*, unless its noun follows.
fn cannot_be_genitive(words: &Words, range: &Range<usize>) -> bool {
    const GENITIVE: [&str; 12] = [
        "wegen", "trotz", "während", "statt", "seitens", "innerhalb", "außerhalb", "angesichts", "aufgrund", "infolge",
        "zugunsten", "laut",
    ];
    let outside = |&word: &usize| words.words[word].head.is_none_or(|head| !range.contains(&head));
    let Some(top) = range.clone().find(outside) else { return false };
    let before_noun =
        words.words.get(range.end).is_some_and(|next| next.is_nominal() || matches!(next.upos, Upos::Adj | Upos::Num));
    let behind_preposition = words.preposition(top).is_some_and(|preposition| !GENITIVE.contains(&preposition));
    !before_noun && (words.words[top].has("nsubj") || behind_preposition)
}

/// *Putins* → *Putin*, *Landeskriminalamtes* → *Landeskriminalamt*, but *Paris* and a lemma that is more than that stay away.
fn without_genitive(form: &str, lemma: &str) -> String {
    let endings = ["es", "s", "'", "’"];
    let stem = endings.iter().find_map(|ending| form.strip_suffix(ending).filter(|stem| *stem == lemma));
    stem.unwrap_or_else(|| form.trim_end_matches(['\'', '’'])).to_owned()
}

/// *Europäischen* (Kommission) → *Europäische*; *Deutschen* (Bundestag) → *Deutscher*.
fn nominative(form: &str, words: &Words, range: &Range<usize>) -> String {
    let noun = &words.words[range.end - 1];
    let plural = noun.feats.is("Number", "Plur") && !noun.feats.is("Gender", "Fem")
        || noun.feats.is("Number", "Plur") && noun.form != noun.lemma;
    let gender = gender_of_noun(&noun.lemma).or_else(|| noun.feats.get("Gender"));
    let ending = match gender {
        _ if plural => "e",
        Some("Masc") => "er",
        Some("Neut") => "es",
        _ => "e",
    };
    match ["en", "em", "er", "es", "e"].iter().find_map(|old| form.strip_suffix(old)) {
        Some(stem) if stem.chars().count() > 2 => format!("{stem}{ending}"),
        _ => form.to_owned(),
    }
}

/// Gender of a noun of the lexicon if it has only one; a compound has that of its last part.
pub(crate) fn gender_of_noun(lemma: &str) -> Option<&'static str> {
    let morphology = Morphology::embedded();
    let of = |form: &str| {
        let mut genders: Vec<&'static str> = Vec::new();
        for reading in morphology.readings(form).iter().filter(|reading| reading.lemma == form) {
            for tag in &reading.tags {
                let gender = match tag.feats.get("Gender") {
                    Some("Masc") => "Masc",
                    Some("Fem") => "Fem",
                    Some("Neut") => "Neut",
                    _ => continue,
                };
                if tag.upos == Upos::Noun && !genders.contains(&gender) {
                    genders.push(gender);
                }
            }
        }
        (genders.len() == 1).then(|| genders[0])
    };
    of(lemma).or_else(|| morphology.noun_ending(lemma).and_then(|at| of(&crate::knowledge::morphology::big_first(&lemma[at..]))))
}

/// Gender of a name of the lexicon if it has only one: *Ukraine* is feminine.
pub(super) fn gender_of_name(name: &str) -> Option<&'static str> {
    let readings = Morphology::embedded().readings(name);
    let tags = readings
        .iter()
        .flat_map(|reading| &reading.tags)
        .filter(|tag| tag.code.starts_with("EIG") && !tag.code.ends_with("NAC") && !tag.code.ends_with("VOR"));
    let genders: std::collections::BTreeSet<&str> = tags.filter_map(|tag| tag.feats.get("Gender")).collect();
    match genders.into_iter().collect::<Vec<_>>().as_slice() {
        ["Masc"] => Some("Masc"),
        ["Fem"] => Some("Fem"),
        ["Neut"] => Some("Neut"),
        _ => None,
    }
}

/// *USA*, *Niederlande*, *Streitkräfte*: names that are a plural.
pub(super) fn is_plural_name(name: &str) -> bool {
    let last = name.split([' ', '-']).next_back().unwrap_or(name);
    let readings = Morphology::embedded().readings(last);
    let mut tags = readings
        .iter()
        .flat_map(|reading| &reading.tags)
        .filter(|tag| matches!(tag.upos, Upos::Noun | Upos::Propn) && !tag.code.ends_with("NAC"))
        .peekable();
    tags.peek().is_some() && tags.all(|tag| tag.feats.is("Number", "Plur"))
}

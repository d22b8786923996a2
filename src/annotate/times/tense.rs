//! When the clause around a word plays: past, present or future. Takes words and, where they have been found, features and tree; a time
//! expression without a year or a week is placed by it. Knows the tense, not whether it is true.

use super::lists::stem;
use crate::annotate::words::{Word, entries};
use crate::document::{Sentence, Upos};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// When a clause plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
    /// No finite verb.
    Unknown,
}

static PRETERITES: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| entries(include_str!("data/preterites.txt")).filter_map(|fields| fields.first().copied()).collect());

/// No clause is longer to either side, in words; texts without punctuation only seem to have such.
const REACH: usize = 100;

/// What stands in marks within a clause has no more words.
const QUOTED: usize = 8;

/// The tense of the clause that the word at `at` stands in.
pub(super) fn tense(words: &[Word], sentence: &Sentence, at: usize) -> Tense {
    let start = at.saturating_sub(REACH);
    let (words, at) = (&words[start..words.len().min(at + REACH)], at - start);
    let border =
        |word: &Word| matches!(word.text.as_str(), "," | ";" | ":" | "(" | ")" | "„" | "“" | "\"" | "»" | "«" | "–" | "—");
    let first = words[..at].iter().rposition(border).map_or(0, |border| border + 1);
    let last = words[at..].iter().position(border).map_or(words.len(), |border| at + border);
    let mut here = clause(&words[first..last], sentence);
    // „haben am Samstag unter dem Motto ‚Freiheit‘ demonstriert“: a few words in marks do not end the clause.
    let closes = |word: &Word| matches!(word.text.as_str(), "“" | "”" | "\"" | "«" | "»");
    let close = || words[last + 1..].iter().take(QUOTED).position(closes).map(|close| last + 1 + close + 1);
    if here == Tense::Present
        && words.get(last).is_some_and(|word| matches!(word.text.as_str(), "„" | "\"" | "»" | "«"))
        && let Some(behind) = close()
    {
        let end = words[behind..].iter().position(border).map_or(words.len(), |border| behind + border);
        here = clause(&words[first..end], sentence);
    }
    if here != Tense::Unknown {
        return here;
    }
    // „am Montag, 3. März, beschloss …“: the verb stands beyond the comma.
    clause(words, sentence)
}

fn clause(words: &[Word], sentence: &Sentence) -> Tense {
    let has = |forms: &[&str]| words.iter().any(|word| forms.contains(&word.low.as_str()));
    let participle = words.iter().any(|word| is_participle(word, sentence));
    let planned =
        has(&["geplant", "vorgesehen", "erwartet", "angesetzt", "terminiert", "anberaumt", "angekündigt", "eingeplant"]);
    let perfect = has(&["hat", "haben", "habe", "ist", "sind", "sei", "seien", "worden", "gewesen", "gehabt", "hätte", "hätten"]);
    let modal = has(&[
        "soll", "sollen", "will", "wollen", "wolle", "solle", "sollte", "sollten", "könnte", "könnten", "dürfte", "dürften",
        "kann", "muss", "möchte", "plant", "planen",
    ]);
    let passive = has(&["wird", "werden", "werde"]);
    let infinitive_perfect = participle && words.len() > 1 && words.last().is_some_and(|_| has(&["haben", "sein"])) && modal;
    // „Er soll am Montag telefoniert haben.“
    if infinitive_perfect && !has(&["werden"]) {
        return Tense::Past;
    }
    // „Die Wahl ist für Mai geplant.“ is about what will be.
    if planned && !has(&["war", "waren", "wurde", "wurden", "hatte", "hatten"]) {
        return Tense::Future;
    }
    if words.iter().any(|word| is_preterite(word, words, sentence)) {
        return Tense::Past;
    }
    if passive && !has(&["ist", "sind"]) || modal {
        return Tense::Future;
    }
    if perfect && participle {
        return Tense::Past;
    }
    if perfect || words.iter().any(|word| is_present(word, words, sentence)) {
        return Tense::Present;
    }
    Tense::Unknown
}

/// The tags of a word, where the sentence has been tagged.
fn tagged<'a>(word: &Word, sentence: &'a Sentence) -> Option<&'a crate::document::Token> {
    sentence.tokens.get(word.token).filter(|token| token.upos != Upos::X && !token.feats.as_str().is_empty())
}

fn is_preterite(word: &Word, words: &[Word], sentence: &Sentence) -> bool {
    if word.is_capital() {
        return false;
    }
    if let Some(token) = tagged(word, sentence).filter(|token| matches!(token.upos, Upos::Verb | Upos::Aux)) {
        return token.feats.is("Tense", "Past") && token.feats.is("VerbForm", "Fin") && !token.feats.is("Mood", "Sub");
    }
    let low = word.low.as_str();
    // „wurde“, „wurden“, „kamen“
    if [Some(low), low.strip_suffix('n'), low.strip_suffix("en")].into_iter().flatten().any(strong) {
        return true;
    }
    // „teilte“, „kündigten“: not before a noun („letzte Woche“).
    let weak = (low.ends_with("te") || low.ends_with("ten") || low.ends_with("tete")) && low.len() > 5;
    let next = words.iter().skip_while(|other| other.span != word.span).nth(1);
    let tagged_other =
        sentence.tokens.get(word.token).is_some_and(|token| !matches!(token.upos, Upos::X | Upos::Verb | Upos::Aux));
    const NO_VERB: [&str; 16] = [
        "bitte", "heute", "letzte", "letzten", "ersten", "zweite", "zweiten", "dritte", "dritten", "unten", "hinten", "könnte",
        "könnten", "möchte", "müssten", "weiten",
    ];
    weak && !tagged_other
        && !NO_VERB.contains(&low)
        && !next.is_some_and(|next| next.is_capital() && adjective_place(word, words))
}

/// After an article or preposition an ending *-te(n)* is an adjective's.
fn adjective_place(word: &Word, words: &[Word]) -> bool {
    const BEFORE: [&str; 22] = [
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "in", "mit", "für", "von", "an",
        "auf", "und", "seine", "ihre", "keine", "zu",
    ];
    let at = words.iter().position(|other| other.span == word.span).unwrap_or(0);
    at.checked_sub(1).is_none_or(|before| BEFORE.contains(&words[before].low.as_str()))
}

fn strong(form: &str) -> bool {
    PRETERITES.contains(form)
        || form.char_indices().skip(2).take(4).any(|(at, _)| PRETERITES.contains(&form[at..]) && form[at..].len() > 2)
}

/// *beschlossen*, *gestiegen*, *zurückgetreten*, *telefoniert*
fn is_participle(word: &Word, sentence: &Sentence) -> bool {
    if word.is_capital() {
        return false;
    }
    if let Some(token) = tagged(word, sentence).filter(|token| matches!(token.upos, Upos::Verb | Upos::Aux)) {
        return token.feats.is("VerbForm", "Part");
    }
    let low = word.low.as_str();
    let ended = low.ends_with('t') || low.ends_with("en");
    const PREFIXES: [&str; 7] = ["be", "ver", "er", "ent", "zer", "miss", "emp"];
    low.ends_with("iert")
        || ended && low.len() > 5 && low.find("ge").is_some_and(|at| at == 0 || at <= 8 && low.len() - at > 5)
        || ended && low.len() > 6 && PREFIXES.iter().any(|prefix| low.starts_with(prefix))
        || low == "worden"
}

/// *trifft*, *erfolgt*, *treffen*: forms cannot be told from other words without tags, so only those that must be verbs.
fn is_present(word: &Word, words: &[Word], sentence: &Sentence) -> bool {
    if let Some(token) = tagged(word, sentence) {
        return matches!(token.upos, Upos::Verb | Upos::Aux) && token.feats.is("VerbForm", "Fin");
    }
    let low = word.low.as_str();
    let not_verb = [
        "erst", "fast", "selbst", "jetzt", "zuletzt", "nicht", "seit", "mit", "dort", "bereits", "laut", "zunächst", "meist",
        "rund", "damit", "statt",
    ];
    !word.is_capital()
        && low.len() > 3
        && low.ends_with('t')
        && !not_verb.contains(&low)
        && stem(low).is_none()
        && words.len() > 1
}

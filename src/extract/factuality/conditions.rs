//! Questions and conditions: *ob*, *wenn*, verb-first clauses, *es sei denn*, and what hangs on them.

use super::predicate_frames;
use crate::document::words::Words;
use crate::document::{Span, SpeechForm, Upos};
use crate::extract::clause::{Clause, Kind, Mood, Tense};
use crate::extract::reading::{ClauseAt, Reading};

/// "Zahlt der Bund?", „Soll die Stadt zahlen?“, fragte sie; "Sie prüft, ob die Stadt zahlt".
pub(super) fn is_asked(reading: &Reading, at: ClauseAt) -> bool {
    let clause = reading.clause(at);
    if clause.mark.as_deref() == Some("ob") {
        return true;
    }
    let open = matches!(clause.kind, Kind::Main | Kind::Complement) && clause.mark.is_none();
    let words = &reading.words[at.sentence].words;
    let last =
        reading.words[at.sentence].below(clause.head, |_| false).into_iter().rfind(|&word| words[word].upos != Upos::Punct);
    let end = last.and_then(|last| {
        words[last + 1..].iter().find(|word| !matches!(word.form.as_str(), "\"" | "“" | "”" | "«" | "»" | "''"))
    });
    // "Er fragte: „Wer glaubt das?“": what he did is not asked.
    let head = words[clause.head].span;
    let quoted = |mark: Span| {
        reading.document.quotations.iter().any(|quotation| {
            let holds = |span: Span| quotation.content.iter().any(|content| content.contains(span));
            quotation.form == SpeechForm::Direct && holds(mark) && !holds(head)
        })
    };
    open && end.is_some_and(|end| end.form.starts_with('?') && !quoted(end.span))
}

/// "Unklar ist, ob sie kommt", "Ob sie kommt, bleibt abzuwarten": what the clause above leaves open.
pub(super) fn is_open(reading: &Reading, at: ClauseAt) -> bool {
    const OPEN: &str = include_str!("../data/open_adjectives.txt");
    let words = &reading.words[at.sentence].words;
    let is_one = |word: usize| {
        OPEN.lines().any(|lemma| words[word].lemma.eq_ignore_ascii_case(lemma) || words[word].form.eq_ignore_ascii_case(lemma))
    };
    let Some(above) = reading.clause(at).parent.map(|parent| &reading.clauses[at.sentence][parent]) else { return false };
    let stays = matches!(above.verb.as_str(), "sein" | "bleiben" | "erscheinen") || is_one(above.head);
    stays && (is_one(above.head) || reading.words[at.sentence].children(above.head).iter().any(|&child| is_one(child)))
}

/// *wie*, *wer*, *wann* at the head of an embedded clause.
pub(super) fn begins_with_question(reading: &Reading, at: ClauseAt) -> bool {
    let words = &reading.words[at.sentence];
    let first = words
        .below(reading.clause(at).head, |_| false)
        .into_iter()
        .find(|&word| !matches!(words.words[word].upos, Upos::Punct | Upos::Adp | Upos::Cconj));
    const QUESTIONS: [&str; 12] =
        ["wie", "wer", "wen", "wem", "was", "wann", "wo", "wohin", "warum", "weshalb", "woher", "wieso"];
    let asks = first.is_some_and(|first| QUESTIONS.contains(&words.words[first].form.to_lowercase().as_str()));
    asks && reading.clause(at).kind != Kind::Main
}

/// *wenn*, *falls*, "Sobald der Bund zahlt, …".
fn has_condition_mark(clause: &Clause) -> bool {
    match clause.mark.as_deref() {
        Some("wenn" | "falls" | "sofern") => true,
        Some("sobald") => clause.tense == Tense::Present,
        _ => false,
    }
}

/// A mark, and the verb-first condition: "Sollte der Krieg andauern, …".
pub(super) fn is_condition(reading: &Reading, at: ClauseAt) -> bool {
    let clause = reading.clause(at);
    let words = &reading.words[at.sentence];
    if has_condition_mark(clause) {
        return true;
    }
    if exception(words).is_some_and(|behind| clause.head >= behind) {
        return true;
    }
    let Some(finite) = clause.finite else { return false };
    let first = words.below(clause.head, |_| false).into_iter().find(|&word| words.words[word].upos != Upos::Punct);
    // "Sie drohten mit Folgen, sollte das Parlament den Preis vergeben": the tree may have this as what is threatened.
    let should = clause.parent.is_some() && matches!(words.words[finite].form.as_str(), "sollte" | "sollten");
    // "Gibt es mehr als einen Bewerber, entscheidet das Los": some trees have it as what is decided.
    let leads = || {
        let parent = ClauseAt { clause: clause.parent?, ..at };
        let above = reading.clause(parent);
        let says = predicate_frames(reading, parent).iter().any(|frame| frame.relation == "says");
        let end = words.below(clause.head, |_| false).into_iter().next_back()?;
        let comma = (end..words.words.len()).find(|&word| words.words[word].form == ",")?;
        Some(finite == 0 && !says && above.finite == Some(comma + 1))
    };
    let leading = clause.kind == Kind::Complement && leads() == Some(true);
    (clause.kind == Kind::Adverbial || should || leading) && clause.mark.is_none() && first == Some(finite)
}

/// Whether a condition is itself marked as possible: "Sollte der Fluss steigen", "falls der Damm wie befürchtet bricht", "wenn er bräche".
pub(super) fn is_feared(reading: &Reading, at: ClauseAt) -> bool {
    let (clause, words) = (reading.clause(at), &reading.words[at.sentence]);
    let feared = |word: usize| {
        let form = words.words[word].form.as_str();
        matches!(form, "befürchtet" | "erwartet") && word > 0 && words.words[word - 1].form == "wie"
    };
    clause.modal.as_deref() == Some("sollen")
        || clause.mood == Mood::Irrealis
        || words.below(clause.head, |_| false).into_iter().any(feared)
}

/// "Wenn der Bund zahlt, baut das Land die Strecke aus": what hangs on a condition has not happened. What was said has: "Wenn das so ist, sagt sie, …".
pub(super) fn hangs_on_condition(reading: &Reading, at: ClauseAt) -> bool {
    let clauses = &reading.clauses[at.sentence];
    let begins = |below: &Clause| {
        let words = &reading.words[at.sentence];
        let first = words.below(below.head, |_| false)[0];
        words.words[..first].iter().all(|word| word.upos == Upos::Punct)
    };
    let is_condition = |below: usize| {
        let marked = has_condition_mark(&clauses[below]);
        // Without a mark a condition stands first: "Zahlt der Bund, baut das Land".
        clauses[below].parent == Some(at.clause)
            && is_condition(reading, ClauseAt { clause: below, ..at })
            && (marked || begins(&clauses[below]))
    };
    let words = &reading.words[at.sentence];
    let excepted = exception(words).is_some_and(|behind| clauses[at.clause].head < behind && clauses[at.clause].parent.is_none());
    clauses[at.clause].tense != Tense::Past
        && (excepted || (0..clauses.len()).any(is_condition))
        && !predicate_frames(reading, at).iter().any(|frame| frame.relation == "says")
}

/// "…, es sei denn, der Bund zahlt": the word behind *denn*, if the sentence has such an exception.
pub(in crate::extract) fn exception(words: &Words) -> Option<usize> {
    let form = |word: usize| words.words[word].form.as_str();
    (2..words.words.len())
        .find(|&denn| form(denn) == "denn" && form(denn - 1) == "sei" && matches!(form(denn - 2), "es" | "Es"))
        .map(|denn| denn + 1)
}

pub(super) fn has_mark(reading: &Reading, at: ClauseAt, lemma: &str) -> bool {
    let words = &reading.words[at.sentence];
    words
        .children(reading.clause(at).head)
        .iter()
        .any(|&child| words.words[child].has("mark") && words.words[child].lemma == lemma)
}

//! Phrases and clauses that can belong to one word only: "am Dienstag zu drei Jahren Haft verurteilt" — nothing is an attribute of a day; "im Norden von
//! Mali" — a part is of something; "Er widersprach der Ansicht, dass …" — the clause is what the noun holds.

use super::is_office;
use crate::annotate::times::is_day_or_month;
use crate::document::words::Words;
use crate::document::{NameClass, Upos};
use crate::knowledge::Knowledge;

pub(super) fn mend(words: &mut Words, knowledge: &Knowledge) {
    for word in 0..words.words.len() {
        comes_to(words, word);
        part(words, word);
        seat(words, word);
        called(words, word);
        held(words, word);
    }
    for verb in 0..words.words.len() {
        if words.words[verb].upos == Upos::Verb {
            behind_dash(words, verb);
        }
        if words.words[verb].has("ccomp") || words.words[verb].has("advcl") {
            to_opinion(words, verb);
        }
    }
    for noun in 0..words.words.len() {
        let here = &words.words[noun];
        if (here.has("appos") || here.has("nmod")) && is_bare_measure(words, noun) {
            measure(words, noun);
            continue;
        }
        if !here.has("nmod") || !here.is_nominal() {
            continue;
        }
        let Some(verb) = super::verb_above(words, noun) else { continue };
        let has_case = words.child(noun, "case").is_some();
        // "Sie kamen nach Angaben der Behörden ums Leben"
        let dies = words.preposition(noun) == Some("um") && here.lemma == "Leben";
        if dies && matches!(words.words[verb].lemma.as_str(), "kommen" | "bringen") {
            words.rehang(noun, Some(verb), "obl");
            continue;
        }
        // "das Treffen mit Olaf Scholz in Kiew": where the meeting is.
        let is_person = |word: usize| words.words[word].class == Some(NameClass::Person);
        let bears = |noun: usize| is_office(knowledge, words, noun) && words.child(noun, "appos").is_some_and(is_person);
        let above = here.head.filter(|&head| is_person(head) || bears(head));
        let place = words.preposition(noun).is_some_and(|of| matches!(of, "in" | "an" | "auf" | "bei"));
        if let Some(person) = above.filter(|_| place)
            && let Some(head) = words.words[person].head
        {
            let deprel = if words.words[head].is_nominal() { "nmod" } else { "obl" };
            words.rehang(noun, Some(head), deprel);
            continue;
        }
        if has_case
            && here.head.is_some_and(|head| is_day_or_month(&words.words[head].form))
            && words.preposition(noun) != Some("von")
            && !is_day_or_month(&here.form)
        {
            words.rehang(noun, Some(verb), "obl");
        }
    }
}

/// "Es kam am Rande zu Rangeleien": to what it came, wherever the tree hangs it.
fn comes_to(words: &mut Words, word: usize) {
    let to = words.words[word].has("nmod") && words.preposition(word) == Some("zu");
    let Some(noun) = words.words[word].head.filter(|&noun| to && words.words[noun].has("obl")) else { return };
    let Some(verb) = words.words[noun].head.filter(|&verb| words.words[verb].lemma == "kommen") else { return };
    let taken = words.children(verb).iter().any(|&child| words.preposition(child) == Some("zu"));
    if words.has_es(verb) && !taken {
        words.rehang(word, Some(verb), "obl");
    }
}

/// "im Norden von Mali": of what it is a part.
fn part(words: &mut Words, word: usize) {
    const PARTS: &str = include_str!("../data/part_nouns.txt");
    let of = words.words[word].has("obl") && words.preposition(word) == Some("von");
    let Some(before) = words.child(word, "case").and_then(|case| case.checked_sub(1)).filter(|_| of) else { return };
    if PARTS.lines().any(|part| part == words.words[before].lemma) && !words.is_below(before, word) {
        words.rehang(word, Some(before), "nmod");
    }
}

/// "Er verständigte die Behörden in Deutschland": where a body sits, not where he did so. Of a subject both can be meant.
fn seat(words: &mut Words, word: usize) {
    const SEATS: &str = include_str!("../data/seat_nouns.txt");
    let here = &words.words[word];
    if !here.has("obl") || here.class != Some(NameClass::Place) || words.preposition(word) != Some("in") {
        return;
    }
    let before = words.child(word, "case").and_then(|case| case.checked_sub(1));
    let body = before.filter(|&body| {
        let noun = &words.words[body];
        noun.upos == Upos::Noun && noun.head == here.head && (noun.has("obj") || noun.has("obl") || noun.has("iobj"))
    });
    let definite = |body: usize| {
        words.child(body, "det").is_some_and(|det| matches!(words.words[det].lemma.as_str(), "der" | "sein" | "ihr"))
    };
    if let Some(body) = body.filter(|&body| definite(body) && crate::extract::endings::ends(SEATS, &words.words[body].lemma)) {
        words.rehang(word, Some(body), "nmod");
    }
}

/// "Sie bezeichnete den Plan als gefährlich": what it is called hangs on the verb, with *als* below it; the tree hangs the plan on *als*.
fn called(words: &mut Words, als: usize) {
    let Some(verb) = words.words[als].head.filter(|&verb| words.words[verb].upos == Upos::Verb) else { return };
    if words.words[als].lemma != "als" || !words.words[als].has("xcomp") {
        return;
    }
    let near = (als + 1..words.words.len()).take(8).take_while(|&word| words.words[word].upos != Upos::Punct);
    let outside = |&word: &usize| words.words[word].head.is_some_and(|head| head <= als || head == verb);
    let Some(name) = near.filter(|&word| words.words[word].is_nominal() || words.words[word].upos == Upos::Adj).find(outside)
    else {
        return;
    };
    words.rehang(name, Some(verb), "obl");
    for child in words.children(als).to_vec() {
        let is_object = words.words[child].is_nominal() && words.child(verb, "obj").is_none();
        words.rehang(child, Some(verb), if is_object { "obj" } else { "obl" });
    }
    words.rehang(als, Some(name), "case");
}

/// "Der Verband hält die Vorschriften für überflüssig": the tree has the adjective as an attribute, of the noun or of the verb.
fn held(words: &mut Words, adjective: usize) {
    let here = &words.words[adjective];
    let for_it = words.child(adjective, "case").is_some_and(|case| words.words[case].lemma == "für" && case < adjective);
    let Some(head) = here.head.filter(|&head| here.upos == Upos::Adj && here.has("amod") && for_it && head < adjective) else {
        return;
    };
    let holds = |verb: usize| words.words[verb].lemma == "halten";
    let verb = if holds(head) { Some(head) } else { words.words[head].head.filter(|&verb| holds(verb)) };
    if verb.is_some() {
        words.rehang(adjective, verb, "obl");
    }
}

/// "Er widersprach der Ansicht, dass die Stadt wachse": the clause is what the noun holds, not what the verb says.
fn to_opinion(words: &mut Words, clause: usize) {
    const OPINIONS: &str = include_str!("../data/opinion_nouns.txt");
    let mark = words.children(clause).iter().copied().find(|&child| matches!(words.words[child].form.as_str(), "dass" | "daß"));
    let noun = mark.and_then(|mark| mark.checked_sub(2)).filter(|&noun| words.words[noun + 1].form == ",");
    let held = noun.filter(|&noun| {
        let lemma = &words.words[noun].lemma;
        words.words[noun].upos == Upos::Noun
            && words.words[noun].head == words.words[clause].head
            && words.child(noun, "det").is_some()
            && (OPINIONS.lines().any(|opinion| opinion == lemma) || crate::extract::attribution::is_source_noun(lemma))
    });
    if let Some(noun) = held {
        words.rehang(clause, Some(noun), "acl");
    }
}

/// "Er trainierte allein – der Klub hat ihn gesperrt": what stands between a dash and the finite verb of a clause without a subject is its subject.
fn behind_dash(words: &mut Words, verb: usize) {
    if words.children(verb).iter().any(|&child| words.words[child].has("nsubj") || words.words[child].has("mark")) {
        return;
    }
    let is_finite = |&word: &usize| super::is_finite(words, word);
    let Some(finite) = std::iter::once(verb).chain(words.children(verb).iter().copied()).find(is_finite) else { return };
    let dash = (0..finite).rev().take(6).find(|&word| matches!(words.words[word].form.as_str(), "–" | "—" | ";"));
    let Some(first) = dash.map(|dash| dash + 1) else { return };
    let noun = (first..finite).find(|&word| words.words[word].is_nominal());
    let Some(noun) = noun.filter(|&noun| words.below(noun, |_| false) == (first..finite).collect::<Vec<_>>()) else { return };
    let oblique = super::cases::has_article(words, noun, &["den", "dem", "des", "einen", "einem", "eines"]);
    let outside = words.words[noun].head.is_none_or(|head| head < first);
    if outside && !oblique && words.child(noun, "case").is_none() && noun < verb {
        words.rehang(noun, Some(verb), "nsubj");
    }
}

/// "dem Welternährungsprogramm 15 Millionen Euro", "für die Modernisierung der Werke 500 Millionen Euro": a number of something, without a comma before it.
fn is_bare_measure(words: &Words, noun: usize) -> bool {
    let numbered = words.child(noun, "nummod").is_some() && words.child(noun, "case").is_none();
    let first = words.below(noun, |_| false)[0];
    let behind =
        |head: usize| first > 0 && words.words[first - 1].is_nominal() && (head == first - 1 || words.is_below(first - 1, head));
    numbered && words.words[noun].is_nominal() && words.words[noun].head.is_some_and(|head| head < first && behind(head))
}

/// … is what is given, where the verb has no object.
fn measure(words: &mut Words, noun: usize) {
    if let Some(verb) = super::verb_above(words, noun).filter(|&verb| words.child(verb, "obj").is_none()) {
        words.rehang(noun, Some(verb), "obj");
    }
}

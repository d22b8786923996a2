//! *die* is a demonstrative or a relative pronoun, and the treebank does not say which: the tree does.

use crate::annotate::quantities::is_unit;
use crate::document::words::Words;
use crate::document::{NameClass, Upos};
use crate::knowledge::Knowledge;
use crate::knowledge::lexicon::{Frame, Pos};
use crate::knowledge::morphology::{Morphology, big_first, small_first};

/// Settles the kind of pronouns.
pub fn mend(words: &mut Words, knowledge: &Knowledge) {
    for word in 0..words.words.len() {
        let here = &words.words[word];
        let kind = here.feats.get("PronType").filter(|_| matches!(here.upos, Upos::Pron | Upos::Det));
        let Some(kind @ ("Dem,Rel" | "Int,Rel" | "Dem" | "Rel")) = kind else { continue };
        let may_be_demonstrative = kind == "Dem,Rel";
        to_noun(words, word);
        let of_whole = of_whole_clause(words, word);
        let feats = |kind: &str| words.words[word].feats.with("PronType", kind);
        if of_whole {
            words.words[word].feats = feats("Rel");
        } else if let Some(clause) = relative_clause(words, word) {
            words.words[word].feats = feats("Rel");
            rehang(words, word, clause);
            to_who_can(words, word, clause, knowledge);
        } else if may_be_demonstrative {
            words.words[word].feats = feats("Dem");
        }
    }
}

/// "taucht in sieben Ausgaben auf, die hundert Jahre umfassen": a clause that *die* begins and a verb ends is relative, though the tree hangs it on the
/// verb before.
fn to_noun(words: &mut Words, word: usize) {
    let all = &words.words;
    // "was", "wer" stand for whole clauses, or for nothing that was said.
    if all[word].upos != Upos::Pron || all[word].form.starts_with(['w', 'W']) && !all[word].form.starts_with("welch") {
        return;
    }
    let first = if word > 0 && all[word - 1].has("case") && all[word - 1].head == Some(word) { word - 1 } else { word };
    let Some(comma) = first.checked_sub(1).filter(|&comma| all[comma].form == ",") else { return };
    let Some(clause) = all[word].head.filter(|&clause| clause > word + 1 && all[clause].upos == Upos::Verb) else { return };
    let on_verb = all[clause].head.is_some_and(|head| head < word && matches!(all[head].upos, Upos::Verb | Upos::Aux));
    let inside: Vec<usize> = words.below(clause, |_| false).into_iter().filter(|&below| all[below].upos != Upos::Punct).collect();
    // "auf, dem zu folgen": no infinitive with *zu*.
    let finite = inside.iter().copied().find(|&verb| super::is_finite(words, verb));
    let is_clause = finite.is_some() || all[word].has("nsubj");
    let ends = inside.last().is_some_and(|&last| matches!(all[last].upos, Upos::Verb | Upos::Aux)) && is_clause;
    if !on_verb || !ends || inside.first() != Some(&first) || super::is_finite(words, word + 1) {
        return;
    }
    let number = finite.and_then(|verb| all[verb].feats.get("Number")).filter(|_| all[word].has("nsubj"));
    let fits = |&noun: &usize| {
        let of_noun = all[noun].feats.get("Number");
        let is_noun = all[noun].upos == Upos::Noun || all[noun].class == Some(NameClass::Person);
        is_noun && agrees(words, noun, word) && (number.is_none() || of_noun.is_none() || of_noun == number)
    };
    if let Some(noun) = (comma.saturating_sub(5)..comma).rev().find(fits) {
        words.rehang(clause, Some(noun), "acl");
    }
}

/// "Falls es Fabriken beschießt, was schlimme Folgen hätte": *was* stands for the clause, for a noun only in "das Beste, was …".
fn of_whole_clause(words: &mut Words, word: usize) -> bool {
    let all = &words.words;
    let Some(clause) = relative_clause(words, word).filter(|_| all[word].form.eq_ignore_ascii_case("was")) else { return false };
    let Some(noun) = all[clause].head.filter(|&noun| matches!(all[noun].upos, Upos::Noun | Upos::Propn)) else { return false };
    let is_quality = Morphology::embedded().tags(&small_first(&all[noun].form)).any(|tag| tag.upos == Upos::Adj);
    let verb = std::iter::successors(all[noun].head, |&up| all[up].head).find(|&up| !all[up].is_nominal());
    let verb = verb.filter(|_| !is_quality);
    if let Some(verb) = verb {
        words.rehang(clause, Some(verb), "advcl");
    }
    verb.is_some()
}

/// "die Annäherung an den Saturnmond, die …": *die* is no moon. The clause goes to the nearest noun above that agrees.
fn rehang(words: &mut Words, word: usize, clause: usize) {
    let Some(noun) = words.words[clause].head else { return };
    // "Raketen mit Reichweiten von 700 Kilometern, die …": a measure does nothing.
    let measure =
        words.child(noun, "nummod").is_some() && words.child(noun, "case").is_some() && is_unit(&words.words[noun].form);
    // "den Temperaturen und dem Hochnebel, der die Sonne verhüllte": the last of several, by the number of its verb.
    let last = words.children(noun).iter().copied().filter(|&child| words.words[child].has("conj") && child < word).max();
    let alone = words.words[word].has("nsubj") && super::number_of(words, clause) == Some("Sing");
    if let Some(last) = last.filter(|&last| alone && words.words[last].upos == Upos::Noun && agrees(words, last, word)) {
        let deprel = words.words[clause].deprel.clone();
        words.rehang(clause, Some(last), &deprel);
        return;
    }
    if agrees(words, noun, word) && !measure {
        return;
    }
    let above = std::iter::successors(words.words[noun].head, |&up| words.words[up].head)
        .take_while(|&up| words.words[up].is_nominal() && up < word)
        .find(|&up| agrees(words, up, word));
    // "Es geht um ein Gelände mit einer Größe von 26 Hektar, das …": the tree has the phrases on the verb.
    let before = || {
        let near = word.saturating_sub(12);
        let mark = (near..word.saturating_sub(1)).rev().find(|&mark| words.words[mark].upos == Upos::Punct);
        let start = mark.map_or(near, |mark| mark + 1);
        (start..noun).rev().find(|&up| words.words[up].upos == Upos::Noun && agrees(words, up, word))
    };
    if let Some(above) = above.or_else(before) {
        let deprel = words.words[clause].deprel.clone();
        words.rehang(clause, Some(above), &deprel);
    }
}

/// Articles of the singular that no plural has.
const ONE: [&str; 9] = ["ein", "eine", "einen", "einem", "einer", "eines", "dem", "des", "das"];

/// "ein Film über Papst Johannes, der im Mai starb", "Anhänger lösten Krawalle aus, die den Frieden ablehnen": where the verb says what only somebody
/// does, its subject is the person right before the comma, or the subject of the main clause.
fn to_who_can(words: &mut Words, word: usize, clause: usize, knowledge: &Knowledge) {
    let pronoun = &words.words[word];
    let is_subject = pronoun.deprel == "nsubj" && pronoun.head == Some(clause);
    let Some(noun) = words.words[clause].head.filter(|_| is_subject) else { return };
    let verb = crate::extract::clause::verb_lemma(words, clause, None, words.child(clause, "compound:prt"));
    let frames = knowledge.lexicon.frames(Pos::Verb, &verb);
    if is_somebody(words, noun, knowledge) || !frames.iter().any(is_done_by_somebody) {
        return;
    }
    let who = person_before(words, word)
        .or_else(|| main_subject(words, word, noun, knowledge).filter(|_| frames.iter().all(is_done_by_somebody)));
    if let Some(who) = who {
        let deprel = words.words[clause].deprel.clone();
        words.rehang(clause, Some(who), &deprel);
    }
}

/// *sagen*, *ablehnen*, *sterben*
fn is_done_by_somebody(frame: &Frame) -> bool {
    match frame.relation.as_str() {
        "says" | "plans" | "demands" | "supports" | "rejects" | "condemns" | "fears" | "warns" => {
            frame.roles.get("subject").is_some_and(|slots| slots.iter().any(|slot| slot == "subj"))
        }
        "happened" => matches!(frame.fixed.get("type").map(String::as_str), Some("Death" | "Resignation")),
        _ => false,
    }
}

fn is_somebody(words: &Words, word: usize, knowledge: &Knowledge) -> bool {
    let here = &words.words[word];
    here.class.is_some()
        || crate::extract::factuality::is_actor_lemma(knowledge, &here.lemma)
        || super::is_office(knowledge, words, word)
}

/// The head of the name right before the comma of *der* or *die*.
fn person_before(words: &Words, pronoun: usize) -> Option<usize> {
    let all = &words.words;
    let last = pronoun.checked_sub(2).filter(|&last| {
        all[last + 1].form == ","
            && all[last].class == Some(NameClass::Person)
            && matches!(all[pronoun].form.as_str(), "der" | "die")
    })?;
    std::iter::successors(Some(last), |&up| all[up].head.filter(|&head| head < up && all[up].has("flat"))).last()
}

/// The subject of the clause that a noun stands in, if it is several people: *die* may stand far from them.
fn main_subject(words: &Words, pronoun: usize, noun: usize, knowledge: &Knowledge) -> Option<usize> {
    let all = &words.words;
    let verb = std::iter::successors(all[noun].head, |&up| all[up].head).find(|&up| all[up].upos == Upos::Verb)?;
    words.child(verb, "nsubj").filter(|&subject| {
        subject != noun
            && subject < pronoun
            && all[subject].upos == Upos::Noun
            && all[pronoun].form == "die"
            && agrees(words, subject, pronoun)
            && is_somebody(words, subject, knowledge)
    })
}

/// Whether a noun may be what a relative pronoun stands for, by gender and number. Of names little is known.
fn agrees(words: &Words, noun: usize, pronoun: usize) -> bool {
    let here = &words.words[noun];
    // "eine Feier für einen Lehrling, die stattfand": one, and one that does it.
    let is_one = words.children(noun).iter().any(|&child| {
        let article = &words.words[child];
        article.has("det") && article.tokens.len() == 1 && ONE.contains(&article.form.to_lowercase().as_str())
    });
    let is_die = words.words[pronoun].form.eq_ignore_ascii_case("die");
    if is_one && is_die && here.feats.get("Gender").is_some_and(|gender| gender != "Fem") && here.upos == Upos::Noun {
        return false;
    }
    if here.upos != Upos::Noun || words.child(noun, "conj").is_some() {
        return true;
    }
    let morphology = Morphology::embedded();
    let mut readings = morphology.readings(&here.form);
    // "EU-Regierungschefs"
    if let Some(at) = morphology.noun_ending(&here.form).filter(|_| readings.is_empty()) {
        readings = morphology.readings(&big_first(&here.form[at..]));
    }
    let tags: Vec<(&str, &str)> = readings
        .iter()
        .flat_map(|reading| &reading.tags)
        .filter(|tag| tag.upos == Upos::Noun)
        .map(|tag| (tag.feats.get("Gender").unwrap_or(""), tag.feats.get("Number").unwrap_or("")))
        .collect();
    if tags.is_empty() {
        return true;
    }
    let fits = |&(gender, number): &(&str, &str)| match words.words[pronoun].form.to_lowercase().as_str() {
        "das" => gender == "Neut" && number == "Sing",
        "dem" | "dessen" => gender != "Fem" && number == "Sing",
        "denen" => number == "Plur",
        "die" | "deren" => gender == "Fem" || number == "Plur",
        "der" => gender != "Neut" && number == "Sing",
        "den" => gender == "Masc" && number == "Sing",
        _ => true,
    };
    tags.iter().any(fits)
}

/// "der Mann, der …", "das Haus, in dem …", "die Bank, deren Chef …": the clause that a pronoun begins, alone, behind a preposition or with its noun, and
/// that hangs on a noun before it.
fn relative_clause(words: &Words, word: usize) -> Option<usize> {
    let form = words.words[word].form.to_lowercase();
    if !matches!(
        form.as_str(),
        "der" | "die" | "das" | "den" | "dem" | "denen" | "deren" | "dessen" | "was" | "wer" | "wem" | "wen"
    ) && !form.starts_with("welch")
    {
        return None;
    }
    let mut up = std::iter::successors(words.words[word].head, |&up| words.words[up].head);
    let clauses = ["acl", "advcl", "ccomp", "csubj", "xcomp", "conj", "parataxis", "root"];
    let clause = up.find(|&up| clauses.iter().any(|deprel| words.words[up].has(deprel)))?;
    let antecedent = words.words[clause].head.filter(|&noun| noun < word && words.words[clause].has("acl"));
    let is_noun =
        |noun: usize| words.words[noun].is_nominal() || matches!(words.words[noun].upos, Upos::Pron | Upos::Num | Upos::X);
    let first = words
        .below(clause, |_| false)
        .into_iter()
        .find(|&below| !matches!(words.words[below].upos, Upos::Punct | Upos::Adp | Upos::Cconj | Upos::Adv));
    (antecedent.is_some_and(is_noun) && first == Some(word)).then_some(clause)
}

//! Nouns that stand for an entity of the article: *der Kanzler*, *die Allianz*, *der Konzern*, *die 51-Jährige*, *der Kanadier*.

use super::agreement::Asked;
use super::{Article, Found, lists, names, profile};
use crate::document::{MentionForm, NameClass, Upos};

/// How many sentences back a noun that says little (*der Mann*, *die Politikerin*) looks for its person.
const NEAR: usize = 2;

/// Adds the nouns of all sentences.
pub(super) fn resolve(article: &mut Article) {
    for sentence in 0..article.sentences.len() {
        // Those of one sentence are found before any is added: none stands for what another one found.
        let found: Vec<Found> = (0..article.words[sentence].words.len())
            .filter_map(|word| Some(mention(article, sentence, word, stands_for(article, sentence, word)?)))
            .collect();
        found.into_iter().for_each(|found| article.add(found));
    }
}

fn stands_for(article: &Article, sentence: usize, word: usize) -> Option<usize> {
    let words = &article.words[sentence];
    let here = &words.words[word];
    // "die Allianz" may be tagged as a name, and is none.
    let noun =
        here.upos == Upos::Noun || here.upos == Upos::Propn && !article.knowledge.gazetteer.by_nominal(&here.lemma).is_empty();
    if !noun && !is_aged(&here.form) || article.mention_of(sentence, word).is_some() || !is_definite(article, sentence, word) {
        return None;
    }
    let lemma = here.lemma.as_str();
    if let Some(entity) = by_turn(article, sentence, word, lemma) {
        return Some(entity);
    }
    if names_itself(article, sentence, word) {
        return None;
    }
    let plural = here.feats.is("Number", "Plur") || is_plural_by_article(article, sentence, word);
    if let Some(entity) = by_gazetteer(article, sentence, word, lemma) {
        return Some(entity);
    }
    if plural {
        return None;
    }
    by_demonym(article, sentence, word, lemma)
        .or_else(|| by_known_office(article, sentence, word, lemma))
        .or_else(|| by_office(article, sentence, word, lemma))
        .or_else(|| by_person_noun(article, sentence, word, lemma))
        .or_else(|| by_kind(article, sentence, word, lemma))
}

/// "der", "dieser", "vom": a noun with an indefinite article, none or a possessive brings somebody new.
fn is_definite(article: &Article, sentence: usize, word: usize) -> bool {
    let words = &article.words[sentence];
    words.children(word).iter().map(|&child| &words.words[child]).any(|child| {
        child.upos == Upos::Det && (child.lemma == "der" && !child.feats.is("PronType", "Rel") || child.lemma.starts_with("dies"))
    })
}

/// "der Kanzler Olaf Scholz", "der Präsident der USA", "der Chef, der …": the phrase says itself whom it means.
fn names_itself(article: &Article, sentence: usize, word: usize) -> bool {
    let words = &article.words[sentence];
    words.children(word).iter().any(|&child| {
        let below = &words.words[child];
        let named = article.mention_of(sentence, child).is_some_and(|mention| mention.form == MentionForm::Name);
        child > word && (named || below.has("nmod") || below.has("acl") || below.has("appos") || below.has("flat"))
            || below.has("det:poss")
            || below.upos == Upos::Num
    }) || article.mention_of(sentence, word + 1).is_some_and(|next| {
        next.form == MentionForm::Name && next.words.start == word + 1 && article.class(next.entity) == NameClass::Person
    })
}

/// "die Außenminister": *die* before a noun that is not feminine.
fn is_plural_by_article(article: &Article, sentence: usize, word: usize) -> bool {
    let words = &article.words[sentence];
    let with_die = words.child(word, "det").is_some_and(|det| words.words[det].form.eq_ignore_ascii_case("die"));
    with_die && super::names::gender_of_noun(&words.words[word].lemma).is_some_and(|gender| gender != "Fem")
}

fn is_aged(form: &str) -> bool {
    form.ends_with("ährige") || form.ends_with("ähriger") || form.ends_with("ährigen")
}

/// "die Allianz", "das Bündnis" for the Nato, once that was named.
fn by_gazetteer(article: &Article, sentence: usize, word: usize, lemma: &str) -> Option<usize> {
    let nominals = article.knowledge.gazetteer.by_nominal(lemma);
    article
        .before(sentence, word, usize::MAX / 2)
        .map(|found| found.entity)
        .find(|&entity| article.clusters.all[entity].known.is_some_and(|known| nominals.contains(&known)))
}

/// "der Kanadier" for the one person of the article who is of Canada.
fn by_demonym(article: &Article, sentence: usize, word: usize, lemma: &str) -> Option<usize> {
    let place = article.knowledge.gazetteer.by_demonym(lemma)?;
    let asked = asked(article, sentence, word);
    only(article, |entity| {
        article.class(entity) == NameClass::Person
            && article.profiles[entity].places.contains(&place)
            && article.agrees(entity, asked)
    })
}

/// "Der frühere EZB-Präsident", "der schwedische Großaktionär", "die 58-jährige Juristin": what is said of somebody by the way brings no new person, where
/// one was just spoken of.
fn has_describing_adjective(article: &Article, sentence: usize, word: usize) -> bool {
    let words = &article.words[sentence];
    words.children(word).iter().map(|&child| &words.words[child]).filter(|child| child.upos == Upos::Adj).any(|adjective| {
        lists::is_of_another_time(&adjective.lemma)
            || adjective.form.contains("jährig")
            || article.knowledge.gazetteer.by_adjective(&adjective.form).is_some()
    })
}

/// "…, sagte der Kommissionschef": who speaks without a name behind what is said was spoken of before.
fn is_said_by(article: &Article, sentence: usize, word: usize) -> bool {
    let words = &article.words[sentence];
    let Some(verb) = words.words[word].head.filter(|&verb| verb < word && words.words[word].has("nsubj")) else { return false };
    let behind_comma = verb.checked_sub(1).is_some_and(|before| words.words[before].form == ",");
    behind_comma
        && article.knowledge.lexicon.frame_of(crate::knowledge::lexicon::Pos::Verb, &words.words[verb].lemma, "says").is_some()
}

/// "der Kanzler" for the one who was called "Bundeskanzler"; the last mentioned of several.
fn by_office(article: &Article, sentence: usize, word: usize, lemma: &str) -> Option<usize> {
    if !article.knowledge.lexicon.is_office(lemma) {
        return None;
    }
    let asked = asked(article, sentence, word);
    let holds = |entity: usize| {
        article.class(entity) == NameClass::Person
            && article.agrees(entity, asked)
            && article.profiles[entity].nouns.iter().any(|noun| lists::same_office(noun, lemma))
    };
    // "der polnische Präsident", "der US-Präsident"
    let gazetteer = &article.knowledge.gazetteer;
    let (_, first) = article.knowledge.lexicon.noun_frames(lemma);
    let compound = first.map_or(&[][..], |first| gazetteer.by_name(first.trim_end_matches('-')));
    let of: Vec<usize> = adjective_place(article, sentence, word).into_iter().chain(compound.iter().copied()).collect();
    let fits = |entity: usize| {
        let places = &article.profiles[entity].places;
        holds(entity) && (of.is_empty() || places.is_empty() || of.iter().any(|place| places.contains(place)))
    };
    article.before(sentence, word, usize::MAX / 2).map(|found| found.entity).find(|&entity| fits(entity))
}

/// "…“, beteuerte Pieter de Graf. Der Chef der Handelsgruppe versprach …": who was just named as the subject, alone and without an office, has it, if
/// nobody else of the article has one like it.
fn by_turn(article: &Article, sentence: usize, word: usize, lemma: &str) -> Option<usize> {
    let words = &article.words[sentence];
    let first = words.below(word, |_| false)[0];
    let before = sentence.checked_sub(1)?;
    if first > 0
        || !words.words[word].has("nsubj")
        || words.words[word].feats.is("Number", "Plur")
        || !article.knowledge.lexicon.is_office(lemma)
        || article.sentences[before].block != article.sentences[sentence].block
        || words
            .children(word)
            .iter()
            .any(|&child| child > word && (words.words[child].has("acl") || is_person(article, sentence, child)))
    {
        return None;
    }
    let asked = asked(article, sentence, word);
    asked.gender?;
    let mut persons: Vec<&Found> = article
        .before(sentence, word, 1)
        .filter(|found| found.sentence == before && article.class(found.entity) == NameClass::Person)
        .collect();
    persons.dedup_by_key(|found| found.entity);
    let [person] = persons.as_slice() else { return None };
    let carrier = article.carrier(before, person.head);
    let is_subject = person.form == MentionForm::Name && article.words[before].words[carrier].has("nsubj");
    let is_office = |noun: &String| article.knowledge.lexicon.is_office(noun);
    let free = !article.profiles[person.entity].nouns.iter().any(is_office);
    let taken = (0..article.clusters.all.len())
        .any(|entity| article.profiles[entity].nouns.iter().any(|noun| lists::same_office(noun, lemma)));
    (is_subject && free && !taken && article.agrees(person.entity, asked)).then_some(person.entity)
}

fn is_person(article: &Article, sentence: usize, word: usize) -> bool {
    article.mention_of(sentence, word).is_some_and(|mention| article.class(mention.entity) == NameClass::Person)
}

/// "der Kremlchef" for the one person of the article who is known to hold such an office of that place or body.
fn by_known_office(article: &Article, sentence: usize, word: usize, lemma: &str) -> Option<usize> {
    let gazetteer = &article.knowledge.gazetteer;
    let (_, first) = article.knowledge.lexicon.noun_frames(lemma);
    let first = first?.trim_end_matches('-');
    if !article.knowledge.lexicon.is_office(lemma) {
        return None;
    }
    let of: Vec<usize> = gazetteer.by_name(first).to_vec();
    let asked = asked(article, sentence, word);
    let holds = |known: usize| {
        gazetteer.known(known).offices.iter().any(|office| {
            let same = gazetteer.by_iri(&office.of).is_some_and(|body| of.contains(&body));
            lists::same_office(&office.title, lemma) || same
        })
    };
    if of.is_empty() {
        return None;
    }
    only(article, |entity| {
        article.class(entity) == NameClass::Person
            && article.agrees(entity, asked)
            && article.clusters.all[entity].known.is_some_and(holds)
    })
}

fn adjective_place(article: &Article, sentence: usize, word: usize) -> Option<usize> {
    let words = &article.words[sentence];
    words.children(word).iter().find_map(|&child| article.knowledge.gazetteer.by_adjective(&words.words[child].form))
}

/// "die Managerin", "der 54-Jährige": the one person of that sex in the sentences right before.
fn by_person_noun(article: &Article, sentence: usize, word: usize, lemma: &str) -> Option<usize> {
    let here = &article.words[sentence].words[word];
    let office = article.knowledge.lexicon.is_office(lemma);
    let described = office && (has_describing_adjective(article, sentence, word) || is_said_by(article, sentence, word));
    let demonym = article.knowledge.gazetteer.by_demonym(lemma).is_some();
    if !lists::is_person_noun(lemma) && !is_aged(&here.form) && !described && !demonym {
        return None;
    }
    // „Dieser Mann darf nicht bleiben“, sagte Biden: who speaks means somebody else.
    if super::pronouns::quotation_depth(article, sentence, word) > 0 {
        return None;
    }
    let asked = asked(article, sentence, word);
    asked.gender?;
    let mut near: Vec<usize> = article
        .before(sentence, word, NEAR)
        .filter(|found| article.class(found.entity) == NameClass::Person && article.agrees(found.entity, asked))
        .map(|found| found.entity)
        .collect();
    let last = near.first().copied()?;
    near.dedup();
    let only = near.iter().all(|&entity| entity == last);
    // Of two the subject of the sentence right before.
    let subject = || {
        let before = article.before(sentence, word, 1).find(|found| found.entity == last)?;
        let carrier = article.carrier(before.sentence, before.head);
        article.words[before.sentence].words[carrier].has("nsubj").then_some(last)
    };
    if only { Some(last) } else { subject() }
}

/// "der Konzern", "die Behörde", "die Stadt": the one body of that kind in the article, or the one it is mostly about.
fn by_kind(article: &Article, sentence: usize, word: usize, lemma: &str) -> Option<usize> {
    let kind = lists::kind_of_noun(lemma)?;
    // "der Pumpenhersteller" is who was called so; "der Mutterkonzern" is another one than the "Konzern".
    if !lists::is_kind(lemma) {
        return only(article, |entity| article.profiles[entity].nouns.iter().any(|noun| noun == lemma));
    }
    let is_of_kind = |entity: usize| {
        let cluster = &article.clusters.all[entity];
        let wanted = if kind == "city" || kind == "country" { NameClass::Place } else { NameClass::Organisation };
        cluster.class == wanted
            && (article.profiles[entity].nouns.iter().any(|noun| lists::kind_of_noun(noun) == Some(kind))
                || article.profiles[entity].kind == Some(kind))
    };
    let mut fitting: Vec<(usize, usize)> = Vec::new();
    for found in article
        .before(sentence, word, usize::MAX / 2)
        .filter(|found| found.form != MentionForm::Pronoun && is_of_kind(found.entity))
    {
        match fitting.iter_mut().find(|(entity, _)| *entity == found.entity) {
            Some((_, count)) => *count += 1,
            None => fitting.push((found.entity, 1)),
        }
    }
    match fitting.as_slice() {
        [] => None,
        [(only, _)] => Some(*only),
        // The last mentioned, if no other was mentioned since the sentence before.
        several => {
            let near: Vec<usize> = several
                .iter()
                .map(|(entity, _)| *entity)
                .filter(|&entity| article.before(sentence, word, 1).any(|found| found.entity == entity))
                .collect();
            let most = several.iter().max_by_key(|(_, count)| *count)?;
            let second = several.iter().filter(|(entity, _)| *entity != most.0).map(|(_, count)| *count).max().unwrap_or(0);
            match near.as_slice() {
                [only] => Some(*only),
                _ => (most.1 >= 2 * second).then_some(most.0),
            }
        }
    }
}

fn only(article: &Article, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let mut found = (0..article.clusters.all.len()).filter(|&entity| article.profiles[entity].names > 0 && fits(entity));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn asked(article: &Article, sentence: usize, word: usize) -> Asked {
    let here = &article.words[sentence].words[word];
    let determiner = article.words[sentence]
        .children(word)
        .iter()
        .map(|&child| &article.words[sentence].words[child])
        .find(|child| child.upos == Upos::Det);
    let gender = match determiner.map(|word| (word.form.to_lowercase(), word.feats.get("Case").unwrap_or_default().to_owned())) {
        Some((form, case)) if is_aged(&here.form) => match (form.as_str(), case.as_str()) {
            ("die", _) => Some("Fem"),
            ("der", "Nom") | ("den" | "dem" | "des", _) => Some("Masc"),
            ("der", _) => Some("Fem"),
            _ => None,
        },
        _ => profile::gender_of_office(&here.lemma).or_else(|| names::gender_of_noun(&here.lemma)),
    };
    Asked { gender, plural: here.feats.is("Number", "Plur") }
}

fn mention(article: &Article, sentence: usize, word: usize, entity: usize) -> Found {
    let words = &article.words[sentence];
    let mut start = word;
    while start > 0 && words.words[start - 1].upos == Upos::Adj && words.words[start - 1].head == Some(word) {
        start -= 1;
    }
    let span = words.words[start].span.cover(words.words[word].span);
    Found { sentence, words: start..word + 1, head: word, span, form: MentionForm::Nominal, entity }
}

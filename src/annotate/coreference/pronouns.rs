//! *er*, *sie*, *sein*, *ihr*: the entity they stand for, by gender and number, nearness and role (Lappin and Leass 1994). Where a noun phrase without a
//! name fits as well, nobody is chosen.

use super::agreement::Asked;
use super::{Article, Found};
use crate::document::words::Word;
use crate::document::{MentionForm, NameClass, Upos};

/// How many sentences back a pronoun looks.
const REACH: usize = 2;

/// Adds the pronouns of all sentences, one after the other: each may stand for what the one before stood for.
pub(super) fn resolve(article: &mut Article) {
    for sentence in 0..article.sentences.len() {
        for word in 0..article.words[sentence].words.len() {
            let here = &article.words[sentence].words[word];
            let Some(asked) = asked(article, sentence, here, word) else { continue };
            let (possessive, span) = (is_possessive(here), here.span);
            let antecedent = antecedent(article, sentence, word, asked, possessive);
            if let Some(entity) = antecedent.or_else(|| unknown(article, sentence, word, asked, possessive)) {
                let found = Found { sentence, words: word..word + 1, head: word, span, form: MentionForm::Pronoun, entity };
                article.add(found);
            }
        }
    }
}

fn is_possessive(word: &Word) -> bool {
    matches!(word.lemma.as_str(), "sein" | "ihr") && (word.upos == Upos::Det || word.has("det"))
}

fn asked(article: &Article, sentence: usize, here: &Word, word: usize) -> Option<Asked> {
    let form = here.form.to_lowercase();
    let singular = |gender| Some(Asked { gender: Some(gender), plural: false });
    if is_possessive(here) {
        return match here.lemma.as_str() {
            "sein" => Some(Asked { gender: None, plural: false }),
            // "ihr" of a woman, a body or of several: the subject decides.
            _ => singular("Fem"),
        };
    }
    // A capital "Sie" within a sentence addresses the reader.
    if here.upos != Upos::Pron || here.form.starts_with(char::is_uppercase) && word > 0 && !begins(article, sentence, word) {
        return None;
    }
    match form.as_str() {
        "er" | "ihn" | "ihm" => singular("Masc"),
        "sie" if is_plural(article, sentence, here) => Some(Asked { gender: None, plural: true }),
        "sie" => singular("Fem"),
        "ihr" if here.feats.is("Case", "Dat") => singular("Fem"),
        _ => None,
    }
}

fn begins(article: &Article, sentence: usize, word: usize) -> bool {
    article.words[sentence].words[..word].iter().all(|before| before.upos == Upos::Punct)
        || article.words[sentence].words[word - 1].form == ":"
}

/// "sie wollen": the verb tells.
fn is_plural(article: &Article, sentence: usize, here: &Word) -> bool {
    let words = &article.words[sentence];
    let verbs = here.head.into_iter().flat_map(|head| {
        std::iter::once(head).chain(
            words.children(head).iter().copied().filter(|&child| words.words[child].has("aux") || words.words[child].has("cop")),
        )
    });
    let finite = verbs
        .filter(|&verb| words.words[verb].feats.is("VerbForm", "Fin"))
        .find_map(|verb| words.words[verb].feats.get("Number"));
    let subject = here.has("nsubj");
    match finite {
        Some(number) if subject => number == "Plur",
        _ => here.feats.is("Number", "Plur"),
    }
}

fn antecedent(article: &Article, sentence: usize, word: usize, asked: Asked, possessive: bool) -> Option<usize> {
    let here = &article.words[sentence].words[word];
    // "China müsse seiner Verantwortung gerecht werden": the subject of the same clause has the first right to a possessive.
    if possessive && let Some(subject) = subject_of_clause(article, sentence, word) {
        let mention = article.mention_of(sentence, subject).filter(|mention| mention.head == subject).or_else(|| {
            // "Ministerin Anna Groß legte ihr Amt nieder": the name hangs on the subject.
            let names =
                article.words[sentence].children(subject).iter().filter(|&&child| article.carrier(sentence, child) == subject);
            names.filter_map(|&child| article.mention_of(sentence, child)).next()
        });
        return match mention {
            Some(mention) if fits(article, mention.entity, asked, here) => Some(mention.entity),
            Some(_) => None,
            None if article.words[sentence].words[subject].upos == Upos::Pron => None,
            None if article.noun_agrees(sentence, subject, asked) => None,
            None => by_salience(article, sentence, word, asked, possessive),
        };
    }
    by_salience(article, sentence, word, asked, possessive)
}

/// "Franka Diel gewann die Medaille. Sie warf 66 Meter weit.": the subject of the sentence before, of whom nothing tells the sex, if no other person
/// was named near. From then on it is known.
fn unknown(article: &mut Article, sentence: usize, word: usize, asked: Asked, possessive: bool) -> Option<usize> {
    let here = &article.words[sentence].words[word];
    let before = sentence.checked_sub(1)?;
    asked
        .gender
        .filter(|_| !asked.plural && !possessive && here.has("nsubj") && quotation_depth(article, sentence, word) == 0)?;
    let mut near: Vec<&Found> =
        article.before(sentence, word, REACH).filter(|found| article.class(found.entity) == NameClass::Person).collect();
    near.dedup_by_key(|found| found.entity);
    let [person] = near.as_slice() else { return None };
    let carrier = article.carrier(person.sentence, person.head);
    let words = &article.words[person.sentence].words;
    let is_subject = words[carrier].has("nsubj") && words[carrier].head.is_some_and(|verb| words[verb].head.is_none());
    let entity = person.entity;
    let free = article.profiles[entity].gender.is_none() && person.sentence == before && person.form == MentionForm::Name;
    // "Diel traf den Trainer. Er lobte sie": that may be the trainer.
    let rival = (0..article.words[before].words.len())
        .any(|noun| noun != carrier && article.is_animate(before, noun) && article.noun_agrees(before, noun, asked));
    if !is_subject || !free || rival {
        return None;
    }
    article.profiles[entity].gender = asked.gender;
    Some(entity)
}

/// The best of the mentions before by nearness and role; none if another is as good or an unnamed noun is better.
fn by_salience(article: &Article, sentence: usize, word: usize, asked: Asked, possessive: bool) -> Option<usize> {
    let here = &article.words[sentence].words[word];
    let quoted = quotation_depth(article, sentence, word);
    let beside = |found: &&Found| !possessive && shares_clause(article, sentence, word, found);
    let beside: Vec<usize> = article.before(sentence, word, 0).filter(beside).map(|found| found.entity).collect();
    let mut scores: Vec<(usize, i32)> = Vec::new();
    for found in article.before(sentence, word, REACH) {
        if !fits(article, found.entity, asked, here)
            || beside.contains(&found.entity)
            || quotation_depth(article, found.sentence, found.head) > quoted
        {
            continue;
        }
        let score = score(article, sentence, found.sentence, found.head) + i32::from(found.form == MentionForm::Pronoun) * 10;
        match scores.iter_mut().find(|(entity, _)| *entity == found.entity) {
            Some((_, best)) => *best = (*best).max(score) + 5,
            None => scores.push((found.entity, score)),
        }
    }
    scores.sort_by_key(|(entity, score)| (std::cmp::Reverse(*score), *entity));
    let (entity, best) = *scores.first()?;
    let rival = scores.get(1).map_or(i32::MIN, |(_, score)| *score);
    let unnamed = (sentence.saturating_sub(1)..=sentence)
        .flat_map(|before| (0..article.words[before].words.len()).map(move |noun| (before, noun)))
        .filter(|&(before, noun)| before < sentence || noun < word)
        .filter(|&(before, noun)| {
            article.mention_of(before, noun).is_none()
                && !is_title_of_name(article, before, noun)
                && article.noun_agrees(before, noun, asked)
        })
        .map(|(before, noun)| score(article, sentence, before, noun) - if article.is_animate(before, noun) { 0 } else { 30 })
        .max()
        .unwrap_or(i32::MIN);
    (best > rival + 9 && best > unnamed).then_some(entity)
}

/// Nearness and role: a subject of the sentence before is likelier than an object of this one.
fn score(article: &Article, sentence: usize, of: usize, head: usize) -> i32 {
    let words = &article.words[of].words;
    let head = article.carrier(of, head);
    let role = match &words[head] {
        word if word.has("nsubj") => 80,
        word if word.has("obj") || word.has("iobj") => 40,
        word if word.has("obl") => 30,
        word if word.has("appos") || word.has("conj") || word.has("flat") => 35,
        _ => 10,
    };
    let main = words[head].head.is_none_or(|verb| words[verb].head.is_none());
    let distance = i32::try_from(sentence - of).unwrap_or(i32::MAX / 100);
    let block = if article.sentences[of].kind == article.sentences[sentence].kind { 0 } else { -40 };
    role + i32::from(main) * 20 - distance * 35 + block
}

/// Gender and number, and for *er* and *sie* somebody who can act; *sein* needs no woman.
fn fits(article: &Article, entity: usize, asked: Asked, here: &Word) -> bool {
    let gender = article.profiles[entity].gender;
    let possible = match here.lemma.as_str() {
        "sein" => gender == Some("Masc") || gender == Some("Neut"),
        _ => article.agrees(entity, asked),
    };
    let personal = !is_possessive(here) && asked.gender == Some("Masc");
    possible && article.can_act(entity) && (!personal || article.class(entity) != NameClass::Place)
}

/// "Scholz lobte ihn": who shares the clause with a personal pronoun as an argument is not meant by it.
fn shares_clause(article: &Article, sentence: usize, word: usize, found: &Found) -> bool {
    let words = &article.words[sentence].words;
    let head = |found: &Found| words[article.carrier(sentence, found.head)].head;
    found.sentence == sentence && head(found).is_some_and(|head| words[word].head == Some(head))
}

/// The subject of the nearest clause above the phrase the word stands in.
fn subject_of_clause(article: &Article, sentence: usize, word: usize) -> Option<usize> {
    let words = &article.words[sentence];
    let mut here = words.words[word].head?;
    for _ in 0..words.words.len() {
        if let Some(subject) = words.child(here, "nsubj") {
            // A possessive within the subject itself looks further up or back.
            return (subject < word && !words.is_below(word, subject)).then_some(subject);
        }
        here = words.words[here].head?;
    }
    None
}

/// "der Kanzler Olaf Scholz": the noun is Scholz, not a rival of his.
fn is_title_of_name(article: &Article, sentence: usize, noun: usize) -> bool {
    let words = &article.words[sentence];
    article.mention_of(sentence, noun + 1).is_some_and(|mention| mention.words.start == noun + 1)
        || words.children(noun).iter().any(|&child| {
            (words.words[child].has("appos") || words.words[child].has("flat")) && article.mention_of(sentence, child).is_some()
        })
        || words.words[noun].has("appos")
            && words.words[noun].head.is_some_and(|head| article.mention_of(sentence, head).is_some())
}

/// Number of quotation marks open before a word of the sentence: what is named in a quotation is seldom meant outside.
pub(super) fn quotation_depth(article: &Article, sentence: usize, word: usize) -> usize {
    article.words[sentence].words[..word].iter().fold(0usize, |depth, word| match word.form.as_str() {
        "„" | "»" => depth + 1,
        "“" | "«" => depth.saturating_sub(1),
        _ => depth,
    })
}

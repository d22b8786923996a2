//! What the article says of an entity: its sex or grammatical gender, its offices, the nouns that stand before its name, the places it is of.

use super::{Article, lists, names};
use crate::document::{MentionForm, NameClass, Upos};
use crate::knowledge::gazetteer::Gender;
use crate::knowledge::morphology::Morphology;
use std::collections::BTreeMap;

/// What is known of an entity of the article.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    /// `Masc`, `Fem`, `Neut`.
    pub gender: Option<&'static str>,
    /// *die USA*, *die Streitkräfte*
    pub plural: bool,
    /// Base forms of nouns that were said of it: *Bundeskanzler*, *Pumpenhersteller*.
    pub nouns: Vec<String>,
    /// Places (in the gazetteer) and names of places its nouns are of: *Premierminister von Kanada*.
    pub places: Vec<usize>,
    /// The kind of body its name says: `authority`, `company`.
    pub kind: Option<&'static str>,
    /// How often it was mentioned by name.
    pub names: usize,
}

/// The profile of each cluster.
pub(super) fn profiles(article: &Article) -> Vec<Profile> {
    let mut profiles = vec![Profile::default(); article.clusters.all.len()];
    let mut genders: Vec<BTreeMap<&'static str, usize>> = vec![BTreeMap::new(); profiles.len()];
    let mut plurals: Vec<isize> = vec![0; profiles.len()];
    for found in article.found.iter().filter(|found| found.form == MentionForm::Name) {
        let words = &article.words[found.sentence];
        let profile = &mut profiles[found.entity];
        profile.names += 1;
        for noun in nouns_of(article, found) {
            let word = &words.words[noun];
            if !profile.nouns.contains(&word.lemma) {
                profile.nouns.push(word.lemma.clone());
            }
            profile.places.extend(places_of(article, found.sentence, noun));
            if article.class(found.entity) == NameClass::Person
                && let Some(gender) = gender_of_office(&word.lemma)
            {
                *genders[found.entity].entry(gender).or_default() += 1;
            }
        }
        if let Some(before) = found.words.start.checked_sub(1)
            && let Some(gender) = lists::gender_of_title(&words.words[before].form)
        {
            *genders[found.entity].entry(gender).or_default() += 3;
        }
        if article.class(found.entity) != NameClass::Person {
            let article_word = words
                .children(found.head)
                .iter()
                .map(|&child| &words.words[child])
                .find(|child| child.upos == Upos::Det && child.lemma == "der");
            match article_word.map(|word| (word.feats.get("Gender"), word.feats.get("Number"))) {
                Some((_, Some("Plur"))) => plurals[found.entity] += 1,
                Some((Some(gender), _)) => {
                    let gender = match gender {
                        "Masc" => "Masc",
                        "Fem" => "Fem",
                        _ => "Neut",
                    };
                    *genders[found.entity].entry(gender).or_default() += 1;
                    plurals[found.entity] -= 1;
                }
                _ => {}
            }
        }
    }
    for (entity, profile) in profiles.iter_mut().enumerate() {
        let cluster = &article.clusters.all[entity];
        profile.plural = plurals[entity] > 0 || names::is_plural_name(&cluster.name);
        profile.gender = gender(article, entity, &genders[entity]);
        profile.kind = lists::kind_of_name(&cluster.name);
    }
    profiles
}

fn gender(article: &Article, entity: usize, said: &BTreeMap<&'static str, usize>) -> Option<&'static str> {
    let cluster = &article.clusters.all[entity];
    let by_text = said.iter().max_by_key(|(_, count)| **count).map(|(gender, _)| *gender);
    let last = cluster.name.split([' ', '-']).next_back().unwrap_or_default();
    match cluster.class {
        NameClass::Person => {
            let known = cluster
                .known
                .and_then(|known| article.knowledge.gazetteer.known(known).gender)
                .map(|gender| if gender == Gender::Fem { "Fem" } else { "Masc" });
            known.or_else(|| gender_of_person(std::slice::from_ref(&cluster.name))).or(by_text)
        }
        NameClass::Place => names::gender_of_name(last).or(by_text).or(Some("Neut")),
        _ => names::gender_of_noun(last).or(by_text),
    }
}

/// By the first name, where that says it.
pub(super) fn gender_of_person(names: &[String]) -> Option<&'static str> {
    names.iter().filter(|name| name.contains(' ')).find_map(|name| {
        let first = name.split([' ', '-']).next()?;
        lists::gender_of_first_name(first).or_else(|| by_lexicon(first))
    })
}

fn by_lexicon(first: &str) -> Option<&'static str> {
    let readings = Morphology::embedded().readings(first);
    let mut tags = readings.iter().flat_map(|reading| &reading.tags).filter(|tag| tag.code.ends_with("VOR"));
    let masculine = tags.clone().any(|tag| tag.code.contains(":MAS:"));
    let feminine = tags.any(|tag| tag.code.contains(":FEM:"));
    match (masculine, feminine) {
        (true, false) => Some("Masc"),
        (false, true) => Some("Fem"),
        _ => None,
    }
}

/// *Kanzlerin* is a woman; *Kanzler* a man, where the text has both forms.
pub(super) fn gender_of_office(lemma: &str) -> Option<&'static str> {
    let feminine = lemma.ends_with("in") && names::gender_of_noun(lemma) == Some("Fem");
    match (feminine, names::gender_of_noun(lemma)) {
        (true, _) => Some("Fem"),
        (_, Some("Masc")) => Some("Masc"),
        _ => None,
    }
}

/// The nouns said of a name: right before it ("der Pumpenhersteller Hellwig"), behind it after a comma ("Kishida, Premierminister von Japan"), and as
/// predicate ("Meersmann ist Managerin").
fn nouns_of(article: &Article, found: &super::Found) -> Vec<usize> {
    let words = &article.words[found.sentence];
    let mut nouns = Vec::new();
    if let Some(before) = found.words.start.checked_sub(1).filter(|&before| is_common_noun(article, found.sentence, before)) {
        let together = words.words[found.head].head == Some(before)
            || words.words[before].head == Some(found.head)
            || article.knowledge.lexicon.is_office(&words.words[before].lemma);
        if together {
            nouns.push(before);
        }
    }
    let mut at = found.words.end;
    if words.words.get(at).is_some_and(|word| word.form == "(") {
        at = (at..words.words.len().min(at + 8)).find(|&word| words.words[word].form == ")").map_or(at, |end| end + 1);
    }
    if words.words.get(at).is_some_and(|word| word.form == ",") {
        at += 1;
        while words.words.get(at).is_some_and(|word| matches!(word.upos, Upos::Det | Upos::Adj)) {
            at += 1;
        }
        let apposed = at < words.words.len()
            && is_common_noun(article, found.sentence, at)
            && (words.words[at].has("appos")
                || article.knowledge.lexicon.is_office(&words.words[at].lemma) && words.words[at].head == Some(found.head));
        if apposed {
            nouns.push(at);
        }
    }
    if words.words[found.head].has("nsubj")
        && let Some(predicate) = words.words[found.head]
            .head
            .filter(|&head| is_common_noun(article, found.sentence, head) && words.child(head, "cop").is_some())
    {
        nouns.push(predicate);
    }
    nouns
}

fn is_common_noun(article: &Article, sentence: usize, word: usize) -> bool {
    article.words[sentence].words[word].upos == Upos::Noun && article.mention_of(sentence, word).is_none()
}

/// "Premierminister von Kanada", "ukrainischer Präsident", "Italiens Regierungschef", "US-Präsident".
fn places_of(article: &Article, sentence: usize, noun: usize) -> Vec<usize> {
    let words = &article.words[sentence];
    let gazetteer = &article.knowledge.gazetteer;
    let mut found: Vec<usize> = Vec::new();
    for &child in words.children(noun) {
        found.extend(gazetteer.by_adjective(&words.words[child].form));
        found.extend(article.mention_of(sentence, child).and_then(|mention| article.clusters.all[mention.entity].known));
    }
    if let Some((first, _)) = words.words[noun].lemma.split_once('-') {
        found.extend(gazetteer.by_name(first).first());
    }
    found
}

//! Who or what a clause is about: its own subject, that of the clause it continues, or the noun that a relative pronoun stands for.

use super::phrase::Phrases;
use crate::document::Upos;
use crate::document::words::Words;
use crate::extract::clause::{Clause, Voice};

/// The subjects of a clause: what is coordinated or in apposition makes one each.
pub fn subjects(phrases: &Phrases, clauses: &[Clause], index: usize) -> Vec<String> {
    let (words, clause) = (phrases.words, &clauses[index]);
    let Some(subject) = grammatical(clause).or_else(|| continued(words, clauses, index)) else { return Vec::new() };
    // "…, was zu Streit führte": a whole clause did.
    if words.words[subject].form == "was" {
        return Vec::new();
    }
    if !is_relative(words, clause, subject) {
        return phrases.each(subject);
    }
    let first =
        std::iter::successors(Some(clause.head), |&head| words.words[head].head.filter(|_| words.words[head].has("conj"))).last();
    let Some(noun) = first
        .filter(|&first| words.words[first].has("acl"))
        .and_then(|first| words.words[first].head)
        .filter(|&noun| words.words[noun].upos != Upos::Verb)
    else {
        return Vec::new();
    };
    // "Er ist der Sohn eines Bäckers, der nach Wien ging": he went.
    match clauses.iter().position(|above| above.head == noun && above.copular) {
        Some(above) => subjects(phrases, clauses, above),
        None => phrases.members(noun).into_iter().map(|noun| phrases.antecedent(noun)).collect(),
    }
}

/// "das Gesetz, das …"
fn is_relative(words: &Words, clause: &Clause, subject: usize) -> bool {
    let word = &words.words[subject];
    let by_place = words.words[clause.head].has("acl") && matches!(word.form.as_str(), "der" | "die" | "das");
    word.feats.is("PronType", "Rel") || by_place
}

fn grammatical(clause: &Clause) -> Option<usize> {
    if clause.voice == Voice::Passive { clause.object } else { clause.subject }
}

/// "Er wurde gewählt und starb", "Sie wurden geehrt und reisten ab": the subject of the first clause, whatever its voice.
fn continued(words: &Words, clauses: &[Clause], index: usize) -> Option<usize> {
    let parent = clauses[index].parent.filter(|_| words.words[clauses[index].head].has("conj"))?;
    grammatical(&clauses[parent]).or_else(|| continued(words, clauses, parent))
}

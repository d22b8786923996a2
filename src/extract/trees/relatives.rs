//! *die* is a demonstrative or a relative pronoun, and the treebank does not say which: the tree does.

use crate::document::Upos;
use crate::document::words::Words;
use crate::knowledge::morphology::Morphology;

/// Settles the kind of pronouns.
pub fn mend(words: &mut Words) {
    for word in 0..words.words.len() {
        let here = &words.words[word];
        let kind = here.feats.get("PronType").filter(|_| matches!(here.upos, Upos::Pron | Upos::Det));
        let Some(kind @ ("Dem,Rel" | "Int,Rel" | "Dem" | "Rel")) = kind else { continue };
        if let Some(clause) = relative_clause(words, word) {
            words.words[word].feats = here.feats.with("PronType", "Rel");
            rehang(words, word, clause);
        } else if kind == "Dem,Rel" {
            words.words[word].feats = here.feats.with("PronType", "Dem");
        }
    }
}

/// "die Annäherung an den Saturnmond, die …": *die* is no moon. The clause goes to the nearest noun above that agrees.
fn rehang(words: &mut Words, word: usize, clause: usize) {
    let Some(noun) = words.words[clause].head else { return };
    if agrees(words, noun, word) {
        return;
    }
    let above = std::iter::successors(words.words[noun].head, |&up| words.words[up].head)
        .take_while(|&up| words.words[up].is_nominal() && up < word)
        .find(|&up| agrees(words, up, word));
    if let Some(above) = above {
        let deprel = words.words[clause].deprel.clone();
        words.rehang(clause, Some(above), &deprel);
    }
}

/// Whether a noun may be what a relative pronoun stands for, by gender and number. Of names little is known.
fn agrees(words: &Words, noun: usize, pronoun: usize) -> bool {
    let here = &words.words[noun];
    if here.upos != Upos::Noun || words.child(noun, "conj").is_some() {
        return true;
    }
    let readings = Morphology::embedded().readings(&here.form);
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

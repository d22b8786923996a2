//! *die* is a demonstrative or a relative pronoun, and the treebank does not say which: the tree does.

use crate::document::Upos;
use crate::document::words::Words;

/// Settles the kind of pronouns.
pub fn mend(words: &mut Words) {
    for word in 0..words.words.len() {
        let here = &words.words[word];
        let open = matches!(here.feats.get("PronType"), Some("Dem,Rel" | "Int,Rel" | "Dem" | "Rel" | "Prs,Rel"));
        if !open || !matches!(here.upos, Upos::Pron | Upos::Det) {
            continue;
        }
        let settled = match (is_relative(words, word), here.feats.get("PronType")) {
            (true, _) => "Rel",
            (false, Some("Dem,Rel" | "Prs,Rel")) => "Dem",
            _ => continue,
        };
        words.words[word].feats = here.feats.with("PronType", settled);
    }
}

/// "der Mann, der …", "das Haus, in dem …", "die Bank, deren Chef …": alone, behind a preposition or with its noun it begins a clause that hangs on a
/// noun before it.
fn is_relative(words: &Words, word: usize) -> bool {
    let form = words.words[word].form.to_lowercase();
    if !matches!(
        form.as_str(),
        "der" | "die" | "das" | "den" | "dem" | "denen" | "deren" | "dessen" | "was" | "wer" | "wem" | "wen"
    ) && !form.starts_with("welch")
    {
        return false;
    }
    let up = std::iter::successors(words.words[word].head, |&up| words.words[up].head);
    let clauses = ["acl", "advcl", "ccomp", "csubj", "xcomp", "conj", "parataxis", "root"];
    let Some(clause) = up.into_iter().find(|&up| clauses.iter().any(|deprel| words.words[up].has(deprel))) else { return false };
    let antecedent = words.words[clause].head.filter(|&noun| noun < word && words.words[clause].has("acl"));
    let is_noun =
        |noun: usize| words.words[noun].is_nominal() || matches!(words.words[noun].upos, Upos::Pron | Upos::Num | Upos::X);
    let first = words
        .below(clause, |_| false)
        .into_iter()
        .find(|&below| !matches!(words.words[below].upos, Upos::Punct | Upos::Adp | Upos::Cconj | Upos::Adv));
    antecedent.is_some_and(is_noun) && first == Some(word)
}

//! "Sollte der Krieg andauern, könnten Menschen hungern": a sentence that begins with a finite verb and goes on with one behind the comma. The first part
//! is the condition, the second the main clause. "Sie drohten, sollte der Krieg andauern": behind a main clause it is one, too.

use super::{clause_head, gather, is_finite};
use crate::document::Upos;
use crate::document::words::Words;

pub(super) fn mend(words: &mut Words) {
    behind(words);
    let all = &words.words;
    let Some(first) = all.iter().position(|word| word.upos != Upos::Punct) else { return };
    let asks = all.iter().rev().take(2).any(|word| word.form == "?");
    if asks || !is_finite(words, first) {
        return;
    }
    let Some(comma) = (first..all.len().saturating_sub(1)).find(|&word| all[word].form == "," && is_finite(words, word + 1))
    else {
        return;
    };
    let (condition, main) = (first..comma, comma + 1..all.len());
    let Some(condition_head) = clause_head(words, &condition) else { return };
    let Some(main_head) = clause_head(words, &main) else { return };
    if !words.is_below(main_head, condition_head) {
        return;
    }
    let (up, deprel) = (words.words[condition_head].head, words.words[condition_head].deprel.clone());
    words.rehang(main_head, up, &deprel);
    words.rehang(condition_head, Some(main_head), "advcl");
    gather(words, &main, main_head);
    gather(words, &condition, condition_head);
}

/// The tree may hang the main clause on a condition behind it.
fn behind(words: &mut Words) {
    let all = &words.words;
    let should = |word: usize| matches!(all[word].form.as_str(), "sollte" | "sollten") && all[word - 1].form == ",";
    let Some(verb) =
        (1..all.len()).find(|&word| should(word)).and_then(|finite| all[finite].head.filter(|_| all[finite].has("aux")))
    else {
        return;
    };
    let finite =
        |head: usize| is_finite(words, head) || words.children(head).iter().any(|&aux| aux < head && is_finite(words, aux));
    let main = words.children(verb).iter().copied().find(|&child| child < verb && all[child].has("advcl") && finite(child));
    let asks = all.iter().rev().take(2).any(|word| word.form == "?");
    if let Some(main) = main.filter(|_| all[verb].head.is_none() && !asks) {
        words.rehang(main, None, "root");
        words.rehang(verb, Some(main), "advcl");
    }
}

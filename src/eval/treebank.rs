//! A gold treebank against the network: what it makes of the text alone, what it makes of gold tokens, and which words it gets wrong.

use super::conll18::relation;
use crate::annotate::network::Network;
use crate::annotate::tokenize::tokenize;
use crate::article::Article;
use crate::document::{Sentence, Token};
use std::collections::BTreeMap;

/// Sentences and layers found in the text of a treebank, as the shared task gives it: sentences divided by a blank, paragraphs and documents by an
/// empty line.
pub fn analyse_text(network: &Network, article: &Article) -> Vec<Sentence> {
    let mut sentences = tokenize(article);
    network.analyse(&mut sentences);
    sentences
}

/// All layers found for the tokens of a treebank.
pub fn analyse_tokens(network: &Network, gold: &[Sentence]) -> Vec<Sentence> {
    let mut sentences = gold.to_vec();
    network.analyse(&mut sentences);
    sentences
}

/// What is compared word by word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Part of speech.
    Upos,
    /// Base form.
    Lemma,
    /// Relation to the head without sub-type, whatever the head is.
    Deprel,
    /// The head, as the form of the word.
    Head,
}

impl Layer {
    /// As the tables call it.
    pub fn as_str(self) -> &'static str {
        match self {
            Layer::Upos => "UPOS",
            Layer::Lemma => "lemma",
            Layer::Deprel => "deprel",
            Layer::Head => "head",
        }
    }
}

/// A word that has another value than in gold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Of what.
    pub layer: Layer,
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the word in it.
    pub word: usize,
    /// Its value in gold.
    pub gold: String,
    /// The value found.
    pub system: String,
}

/// All differences between analyses of the same tokens, in the order of the text.
pub fn differences(gold: &[Sentence], system: &[Sentence]) -> Vec<Difference> {
    let mut found = Vec::new();
    for (sentence, (gold, system)) in gold.iter().zip(system).enumerate() {
        for (word, (one, other)) in gold.tokens.iter().zip(&system.tokens).enumerate() {
            let layers = [
                (Layer::Upos, one.upos.to_string(), other.upos.to_string()),
                (Layer::Lemma, one.lemma.clone(), other.lemma.clone()),
                (Layer::Deprel, relation(one).to_owned(), relation(other).to_owned()),
            ];
            for (layer, gold, system) in layers.into_iter().filter(|(_, gold, system)| gold != system) {
                found.push(Difference { layer, sentence, word, gold, system });
            }
            if one.head != other.head {
                let form = |head: Option<usize>| head.map_or("root", |head| gold.tokens[head].form.as_str()).to_owned();
                found.push(Difference { layer: Layer::Head, sentence, word, gold: form(one.head), system: form(other.head) });
            }
        }
    }
    found
}

/// How often each value of a layer was taken for another: gold, system and count, the commonest first.
pub fn confusions(differences: &[Difference], layer: Layer) -> Vec<(&str, &str, usize)> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for difference in differences.iter().filter(|difference| difference.layer == layer) {
        *counts.entry((&difference.gold, &difference.system)).or_default() += 1;
    }
    let mut sorted: Vec<(&str, &str, usize)> = counts.into_iter().map(|((gold, system), count)| (gold, system, count)).collect();
    sorted.sort_by_key(|&(_, _, count)| std::cmp::Reverse(count));
    sorted
}

/// The words of a sentence with one of them in brackets: *Die [Nato] rüstet auf .*
pub fn marked(tokens: &[Token], words: std::ops::Range<usize>) -> String {
    let mut text = String::new();
    for (index, token) in tokens.iter().enumerate() {
        text.push_str(if index > 0 { " " } else { "" });
        text.push_str(if index == words.start { "[" } else { "" });
        text.push_str(&token.form);
        text.push_str(if index + 1 == words.end { "]" } else { "" });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::conllu::parse;

    #[test]
    fn differences_are_counted_by_what_was_taken_for_what() {
        let gold = "1\tRom\t_\tPROPN\t_\t_\t2\tnsubj\t_\t_\n2\ttagt\t_\tVERB\t_\t_\t0\troot\t_\t_\n3\theute\t_\tADV\t_\t_\t2\tadvmod\t_\t_\n";
        let system = gold.replace("PROPN", "NOUN").replace("ADV", "NOUN").replace("2\tnsubj", "3\tnsubj:pass");
        let read = |text: &str| parse("a", text).expect("well-formed").1;
        let (gold, system) = (read(gold), read(&system));
        let found = differences(&gold, &system);
        assert_eq!(confusions(&found, Layer::Upos), [("ADV", "NOUN", 1), ("PROPN", "NOUN", 1)]);
        assert_eq!(confusions(&found, Layer::Deprel), []);
        assert_eq!(confusions(&found, Layer::Head), [("tagt", "heute", 1)]);
        assert_eq!(marked(&gold[0].tokens, 0..1), "[Rom] tagt heute");
    }
}

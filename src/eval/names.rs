//! Span F1 of names: a name counts when its first and last token and its class are those of gold. Derived words (*deutsch*, tagged `LOCderiv`) and
//! parts of compounds (`ORGpart`) are no names.

use super::conll18::Score;
use crate::annotate::labels::name_tag;
use crate::annotate::network::Network;
use crate::annotate::tokenize::token;
use crate::article::BlockKind;
use crate::document::{NameClass, NameTag, Sentence, Span};
use std::collections::BTreeSet;
use std::ops::Range;

/// Forms and IOB2 tags of a sentence, as name columns have them.
pub type Named = (Vec<String>, Vec<String>);

/// A name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Index of the sentence.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub class: NameClass,
}

/// The classes of the shared tasks that score persons, places and organisations.
pub const MAIN: [NameClass; 3] = [NameClass::Person, NameClass::Place, NameClass::Organisation];

/// The names that the tags say.
pub fn gold_names(sentences: &[Named]) -> Vec<Name> {
    names(sentences.iter().map(|(_, tags)| tags.iter().map(|tag| name_tag(tag)).collect()))
}

/// The names that the network finds in the tokens.
pub fn found_names(network: &Network, sentences: &[Named]) -> Vec<Name> {
    let mut sentences: Vec<Sentence> = sentences.iter().map(|(forms, _)| sentence(forms)).collect();
    network.analyse(&mut sentences);
    names(sentences.iter().map(|sentence| sentence.tokens.iter().map(|token| token.name).collect()))
}

/// A sentence of these words with a blank between them.
fn sentence(forms: &[String]) -> Sentence {
    let mut at = 0;
    let tokens: Vec<_> = forms
        .iter()
        .map(|form| {
            let span = Span::new(at, at + form.len());
            at = span.end + 1;
            token(form.clone(), span, true)
        })
        .collect();
    Sentence { span: Span::new(0, at.saturating_sub(1)), kind: BlockKind::Paragraph, block: 0, tokens }
}

fn names(sentences: impl Iterator<Item = Vec<NameTag>>) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for (sentence, tags) in sentences.enumerate() {
        for (index, tag) in tags.into_iter().enumerate() {
            let open = found.last_mut().filter(|name| name.sentence == sentence && name.tokens.end == index);
            match (tag, open) {
                (NameTag::Outside, _) => {}
                (NameTag::Inside(class), Some(name)) if name.class == class => name.tokens.end += 1,
                // An inside tag without a beginning begins a name.
                (NameTag::Begin(class) | NameTag::Inside(class), _) => {
                    found.push(Name { sentence, tokens: index..index + 1, class })
                }
            }
        }
    }
    found
}

/// Score of the names of these classes.
pub fn score(gold: &[Name], found: &[Name], classes: &[NameClass]) -> Score {
    let of = |names: &[Name]| -> BTreeSet<(usize, usize, usize, NameClass)> {
        let counted = names.iter().filter(|name| classes.contains(&name.class));
        counted.map(|name| (name.sentence, name.tokens.start, name.tokens.end, name.class)).collect()
    };
    let (gold, found) = (of(gold), of(found));
    Score { correct: gold.intersection(&found).count(), gold: gold.len(), system: found.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(tagged: &str) -> Named {
        tagged
            .split(' ')
            .map(|word| word.split_once('/').unwrap_or((word, "O")))
            .map(|(form, tag)| (form.to_owned(), tag.to_owned()))
            .unzip()
    }

    #[test]
    fn a_name_counts_when_ends_and_class_agree() {
        let gold = gold_names(&[named("Anna/B-PER Weiß/I-PER lobt Köln/B-LOC"), named("Die/B-OTH Räuber/I-OTH")]);
        let found = gold_names(&[named("Anna/B-PER Weiß/B-PER lobt Köln/B-LOC"), named("Die Räuber/B-OTH")]);
        assert_eq!(score(&gold, &found, &[NameClass::Person]), Score { correct: 0, gold: 1, system: 2 });
        assert_eq!(score(&gold, &found, &MAIN), Score { correct: 1, gold: 2, system: 3 });
        assert_eq!(score(&gold, &found, &[NameClass::Other]), Score { correct: 0, gold: 1, system: 1 });
    }

    #[test]
    fn derived_words_and_parts_are_no_names() {
        assert_eq!(gold_names(&[named("deutsche/B-LOCderiv Nato-Treffen/B-ORGpart")]), []);
    }
}

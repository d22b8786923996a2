//! Why a row was missed, and which rule read a wrong one. Gold has no trees, so a cause is where the way ends, looking back from the row: a guess to
//! begin with, not a proof.

use super::{Row, Table, cells};
use crate::article::Article;
use crate::document::Document;
use crate::extract::{Claim, Extraction, Obstacles, Step, Value};
use crate::knowledge::Knowledge;
use std::collections::BTreeSet;
use std::fmt;

/// Where a row of gold got lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Its words stand in two sentences that are one, or in no sentence at all.
    Token,
    /// Its verb has another part of speech, or its name was not seen.
    Tag,
    /// Its words do not hang on its verb.
    Tree,
    /// Its verb heads no clause.
    Clause,
    /// No word of the sentence has the relation in the lexicon.
    Lexicon,
    /// It was read, with somebody else or a pronoun.
    Coreference,
    /// All was there, and a rule made something else of it, or was not sure.
    Rule,
}

impl Cause {
    /// All, in the order of the work.
    pub const ALL: [Cause; 7] =
        [Cause::Token, Cause::Tag, Cause::Tree, Cause::Clause, Cause::Lexicon, Cause::Coreference, Cause::Rule];
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{self:?}").to_lowercase())
    }
}

/// The column a row is known by, the role that holds it in a claim, and the relations that answer the query.
fn shape(query: &str) -> Option<(&'static str, &'static str, &'static [&'static str])> {
    Some(match query {
        "roles" => ("role", "object", &["role"]),
        "plans" => ("plan", "object", &["plans"]),
        "statements" => ("content", "object", &["says"]),
        "demands" => ("demand", "object", &["demands"]),
        "positions" => ("topic", "object", &["supports", "rejects", "condemns", "warns", "fears"]),
        "transfers" => ("item", "object", &["transfers"]),
        "sanctions" => ("measure", "object", &["sanctions"]),
        "meetings" => ("event", "object", &["participatesIn"]),
        "quantities" => ("what", "subject", &["amount"]),
        "trends" => ("what", "subject", &["trend"]),
        "events" => ("type", "type", &["happened"]),
        "possibilities" | "denials" => ("action", "object", &["does"]),
        "places" => ("thing", "subject", &["locatedIn"]),
        "timeline" => ("event", "subject", &["dated"]),
        _ => return None,
    })
}

/// An article of which is asked what went wrong.
pub struct Causes<'a> {
    document: &'a Document,
    extraction: &'a Extraction,
    obstacles: Obstacles<'a>,
    /// Content words of each sentence.
    sentences: Vec<BTreeSet<String>>,
}

impl<'a> Causes<'a> {
    /// From an article and all that was made of it.
    pub fn new(article: &'a Article, document: &'a Document, extraction: &'a Extraction, knowledge: &'a Knowledge) -> Causes<'a> {
        let sentences = document.sentences.iter().map(|sentence| cells::content(sentence.span.text(&article.text))).collect();
        Causes { document, extraction, obstacles: Obstacles::new(article, document, knowledge), sentences }
    }

    /// The cause of a missed row.
    pub fn of_missed(&self, query: &str, gold: &Table, row: &Row) -> Option<Cause> {
        let (column, role, relations) = shape(query)?;
        let main = gold.column(column).map(|place| row.cells[place].as_str()).filter(|_| column != "type");
        let (sentence, share) = self.sentence(gold, row, main)?;
        if let Some(claim) = self.read(sentence, role, relations, main) {
            return Some(self.misread(gold, row, sentence, claim));
        }
        if share < 0.5 {
            return Some(Cause::Token);
        }
        let step = match (query, main) {
            ("possibilities" | "denials", Some(main)) => {
                let variants = || main.split('|');
                let verb = |lemma: &str| {
                    variants().filter_map(|variant| variant.split_whitespace().next_back()).any(|word| word == lemma)
                };
                self.obstacles.of_action(sentence, |label| variants().any(|variant| cells::overlap(variant, label) > 0.5), verb)
            }
            ("quantities" | "places" | "timeline", _) => Step::Rule,
            _ => self.obstacles.of_relation(sentence, relations),
        };
        Some(match step {
            Step::Lexicon => Cause::Lexicon,
            Step::Tag => Cause::Tag,
            Step::Clause => Cause::Clause,
            Step::Tree => Cause::Tree,
            Step::Rule => Cause::Rule,
        })
    }

    /// The claim that a wrong answer comes from.
    pub fn of_wrong(&self, query: &str, answers: &Table, row: &Row) -> Option<&'a Claim> {
        let (column, role, relations) = shape(query)?;
        let main = &row.cells[answers.column(column)?];
        self.extraction.claims.iter().find(|claim| {
            relations.contains(&claim.relation.as_str()) && claim.argument(role).is_some_and(|value| self.words(value) == *main)
        })
    }

    /// The sentence that has most words of the row, and the share of the words of its main cell that it has.
    fn sentence(&self, gold: &Table, row: &Row, main: Option<&str>) -> Option<(usize, f64)> {
        let all: Vec<BTreeSet<String>> = gold
            .columns
            .iter()
            .zip(&row.cells)
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(_, cell)| cells::content(cell))
            .collect();
        let count = |sentence: &BTreeSet<String>, words: &BTreeSet<String>| words.intersection(sentence).count();
        let best = (0..self.sentences.len()).max_by_key(|&sentence| {
            let found: usize = all.iter().map(|words| count(&self.sentences[sentence], words)).sum();
            (found, std::cmp::Reverse(sentence))
        })?;
        let shares = main.into_iter().flat_map(|main| main.split('|')).map(|variant| {
            let words = cells::content(variant);
            #[expect(clippy::cast_precision_loss, reason = "counts of words")]
            let share = count(&self.sentences[best], &words) as f64 / words.len().max(1) as f64;
            share
        });
        Some((best, if main.is_some() { shares.fold(0.0, f64::max) } else { 1.0 }))
    }

    /// A claim of the sentence, or the one before or after, that has the main cell.
    fn read(&self, sentence: usize, role: &str, relations: &[&str], main: Option<&str>) -> Option<&'a Claim> {
        let main = main?;
        self.extraction.claims.iter().find(|claim| {
            claim.sentence.abs_diff(sentence) <= 1
                && relations.contains(&claim.relation.as_str())
                && claim
                    .argument(role)
                    .is_some_and(|value| main.split('|').any(|variant| cells::overlap(variant, &self.words(value)) > 0.5))
        })
    }

    /// A claim that has the main cell of a row and is not its answer: somebody else, or another certainty.
    fn misread(&self, gold: &Table, row: &Row, sentence: usize, claim: &Claim) -> Cause {
        let names = gold
            .columns
            .iter()
            .zip(&row.cells)
            .filter(|(column, cell)| cells::NAME.contains(&column.as_str()) && !cell.is_empty());
        let values = || claim.arguments.iter().map(|argument| &argument.value).chain(&claim.attributed_to);
        for (_, cell) in names {
            let said = values().any(|value| cell.split('|').any(|variant| cells::overlap(variant, &self.words(value)) >= 0.6));
            if said || cell.split('|').any(|variant| variant.trim().is_empty()) {
                continue;
            }
            // The name stands in the sentence: a rule took another one, or it was not seen as a name.
            let near = cell.split('|').any(|variant| cells::content(variant).is_subset(&self.sentences[sentence]));
            let mentioned = self.document.mentions.iter().any(|mention| {
                mention.sentence == sentence
                    && cell.split('|').any(|variant| cells::overlap(variant, &self.document.entities[mention.entity].name) >= 0.6)
            });
            return match (near, mentioned) {
                (true, false) => Cause::Tag,
                (true, true) => Cause::Rule,
                (false, _) => Cause::Coreference,
            };
        }
        Cause::Rule
    }

    fn words(&self, value: &Value) -> String {
        match value {
            Value::Entity(entity) => self.extraction.entities[*entity].name.clone(),
            Value::Node(node) => self.extraction.nodes[*node].label.clone(),
            Value::Text(text) | Value::Date(text) | Value::Code(text) => text.clone(),
            Value::Number(number) => number.to_string(),
        }
    }
}

//! Where the way from a sentence to a relation ends: for reports on what was missed. Takes an article that is read already; changes nothing.

use super::reading::{ClauseAt, Reading};
use crate::article::Article;
use crate::document::{Document, Upos};
use crate::knowledge::Knowledge;
use crate::knowledge::lexicon::{Frame, Pos};
use crate::knowledge::morphology::Morphology;

/// The first step that a relation did not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// No word of the sentence has an entry with the relation.
    Lexicon,
    /// A word that could have one has another part of speech.
    Tag,
    /// No clause was found around the word.
    Clause,
    /// The frame asks for words that do not hang where it looks for them.
    Tree,
    /// The frame holds, and no claim came of it.
    Rule,
}

/// An article of which is asked why something was not read.
pub struct Obstacles<'a> {
    reading: Reading<'a>,
}

impl<'a> Obstacles<'a> {
    /// Reads words and clauses.
    pub fn new(article: &'a Article, document: &'a Document, knowledge: &'a Knowledge) -> Obstacles<'a> {
        Obstacles { reading: Reading::new(article, document, knowledge) }
    }

    /// How far the word of a sentence came that comes farthest towards one of these relations.
    pub fn of_relation(&self, sentence: usize, relations: &[&str]) -> Step {
        let wanted = |frame: &Frame| relations.contains(&frame.relation.as_str());
        let words = &self.reading.words[sentence];
        let mut farthest = Step::Lexicon;
        for (word, here) in words.words.iter().enumerate() {
            let clause = self.reading.clauses[sentence].iter().position(|clause| clause.head == word);
            let at = clause.map(|clause| ClauseAt { sentence, clause });
            let lexicon = &self.reading.knowledge.lexicon;
            let verb = at.map_or(here.lemma.as_str(), |at| self.reading.clause(at).verb.as_str());
            let is_verb = matches!(here.upos, Upos::Verb | Upos::Aux);
            let step = if is_verb && lexicon.frames(Pos::Verb, verb).iter().any(wanted)
                || lexicon.adjective_frames(here).iter().any(wanted)
            {
                match at {
                    None => Step::Clause,
                    Some(at) if self.reading.frames_of(at).into_iter().any(wanted) => Step::Rule,
                    Some(_) => Step::Tree,
                }
            } else if here.upos == Upos::Noun && lexicon.noun_frames(&here.lemma).0.iter().any(wanted) {
                let holds = self.reading.noun_frames_of(sentence, word).0.into_iter().any(wanted);
                if holds { Step::Rule } else { Step::Tree }
            } else if self.could_be_tagged(&here.form, here.upos, &wanted) {
                Step::Tag
            } else {
                Step::Lexicon
            };
            farthest = farthest.max(step);
        }
        farthest
    }

    /// The same for the open layer: how far the clause came whose action has `enough` in common with what is looked for. `is_verb` knows its verb.
    pub fn of_action(&self, sentence: usize, enough: impl Fn(&str) -> bool, is_verb: impl Fn(&str) -> bool) -> Step {
        let clauses = self.reading.clauses.get(sentence).map_or(0, Vec::len);
        let all: Vec<ClauseAt> = (0..clauses).map(|clause| ClauseAt { sentence, clause }).collect();
        if all.iter().any(|&at| enough(&self.reading.action_label(at))) {
            return Step::Rule;
        }
        if all.iter().any(|&at| is_verb(&self.reading.clause(at).verb)) {
            return Step::Tree;
        }
        let tagged = self.reading.words[sentence]
            .words
            .iter()
            .any(|word| matches!(word.upos, Upos::Verb | Upos::Aux) && is_verb(&word.lemma));
        if tagged { Step::Clause } else { Step::Tag }
    }

    /// Whether the full-form lexicon knows the word as a verb or noun that has a frame.
    fn could_be_tagged(&self, form: &str, upos: Upos, wanted: &impl Fn(&Frame) -> bool) -> bool {
        let lexicon = &self.reading.knowledge.lexicon;
        Morphology::embedded().readings(form).iter().any(|reading| {
            let is = |upos: Upos| reading.tags.iter().any(|tag| tag.upos == upos);
            upos != Upos::Verb && is(Upos::Verb) && lexicon.frames(Pos::Verb, &reading.lemma).iter().any(wanted)
                || upos != Upos::Noun && is(Upos::Noun) && lexicon.frames(Pos::Noun, &reading.lemma).iter().any(wanted)
        })
    }
}

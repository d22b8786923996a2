//! Scores in the measures of the field: CoNLL-18 for tokens and trees, span F1 for names; and the answers to queries against gold answers.

pub mod conll18;
pub mod facts;
pub mod names;
pub mod treebank;

//! Scores in the measures of the field: CoNLL-18 for tokens and trees, span F1 for names.

pub mod conll18;
pub mod names;
pub mod treebank;

//! Training of the models from CoNLL-U and NER columns.

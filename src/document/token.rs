use super::Span;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// One syntactic word, with the fields of CoNLL-U. The parts of a contraction (*im* = *in dem*) are tokens of their own that share its span.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// The word as the tree has it: *in* and *dem* for *im*; else as it stands in the text.
    pub form: String,
    /// Where it stands in the article text.
    pub span: Span,
    /// Base form; empty before lemmatisation.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Universal morphological features.
    pub feats: Feats,
    /// Index of the head in the sentence, `None` for the root.
    pub head: Option<usize>,
    /// UD relation to the head, sub-type included (`nsubj:pass`).
    pub deprel: String,
    /// Part of a named entity.
    pub name: NameTag,
    /// Place in a contraction: `Some((i, n))` for part `i` of `n`.
    pub part: Option<(u8, u8)>,
    /// Whether white space follows in the text (the end of a contraction, for its parts).
    pub space_after: bool,
}

/// Universal parts of speech (<https://universaldependencies.org/u/pos/>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the names are the standard's")]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Upos {
    /// All, in alphabetical order; the position is the class number of the tagger.
    pub const ALL: [Upos; 17] = [
        Upos::Adj,
        Upos::Adp,
        Upos::Adv,
        Upos::Aux,
        Upos::Cconj,
        Upos::Det,
        Upos::Intj,
        Upos::Noun,
        Upos::Num,
        Upos::Part,
        Upos::Pron,
        Upos::Propn,
        Upos::Punct,
        Upos::Sconj,
        Upos::Sym,
        Upos::Verb,
        Upos::X,
    ];

    /// As CoNLL-U writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Upos::Adj => "ADJ",
            Upos::Adp => "ADP",
            Upos::Adv => "ADV",
            Upos::Aux => "AUX",
            Upos::Cconj => "CCONJ",
            Upos::Det => "DET",
            Upos::Intj => "INTJ",
            Upos::Noun => "NOUN",
            Upos::Num => "NUM",
            Upos::Part => "PART",
            Upos::Pron => "PRON",
            Upos::Propn => "PROPN",
            Upos::Punct => "PUNCT",
            Upos::Sconj => "SCONJ",
            Upos::Sym => "SYM",
            Upos::Verb => "VERB",
            Upos::X => "X",
        }
    }
}

impl fmt::Display for Upos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Upos {
    type Err = ();
    fn from_str(text: &str) -> Result<Upos, ()> {
        Upos::ALL.into_iter().find(|upos| upos.as_str() == text).ok_or(())
    }
}

/// UD features as CoNLL-U writes them, sorted by name (`Case=Nom|Number=Sing`); empty for none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feats(String);

impl Feats {
    /// From the CoNLL-U column; `_` is none. Sorts.
    pub fn parse(column: &str) -> Feats {
        if column == "_" || column.is_empty() {
            return Feats::default();
        }
        let mut all: Vec<&str> = column.split('|').collect();
        all.sort_unstable_by_key(|feature| feature.to_lowercase());
        Feats(all.join("|"))
    }

    /// The value of a feature.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.split('|').find_map(|feature| feature.strip_prefix(name)?.strip_prefix('='))
    }

    /// Whether the feature has this value.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }

    /// The same features, with another value for one of them.
    pub fn with(&self, name: &str, value: &str) -> Feats {
        let others = self.0.split('|').filter(|feature| feature.split('=').next() != Some(name));
        Feats::parse(
            &others
                .filter(|feature| !feature.is_empty())
                .chain([format!("{name}={value}").as_str()])
                .collect::<Vec<_>>()
                .join("|"),
        )
    }

    /// As CoNLL-U writes it, but empty for none.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Class of a named entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NameClass {
    /// Persons.
    #[serde(rename = "PER")]
    Person,
    /// Places.
    #[serde(rename = "LOC")]
    Place,
    /// Organisations.
    #[serde(rename = "ORG")]
    Organisation,
    /// Other names: events, works, products.
    #[serde(rename = "MISC")]
    Other,
}

impl NameClass {
    /// Local name of the class of the ontology.
    pub fn term(self) -> &'static str {
        match self {
            NameClass::Person => "Person",
            NameClass::Place => "Place",
            NameClass::Organisation => "Organisation",
            NameClass::Other => "Other",
        }
    }

    /// PER, LOC, ORG, MISC.
    pub fn as_str(self) -> &'static str {
        match self {
            NameClass::Person => "PER",
            NameClass::Place => "LOC",
            NameClass::Organisation => "ORG",
            NameClass::Other => "MISC",
        }
    }
}

/// IOB2 tag of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NameTag {
    /// Not part of a name.
    #[default]
    Outside,
    /// First word of a name.
    Begin(NameClass),
    /// Later word of a name.
    Inside(NameClass),
}

impl NameTag {
    /// The class, if part of a name.
    pub fn class(self) -> Option<NameClass> {
        match self {
            NameTag::Outside => None,
            NameTag::Begin(class) | NameTag::Inside(class) => Some(class),
        }
    }
}

//! The analysed article: what `annotate` makes and `extract` reads. Values only; nothing here knows how they are found.

pub mod conllu;
pub mod json;
mod span;
mod token;
pub mod tree;
pub mod words;

pub use span::{CodePoints, Span};
pub use token::{Feats, NameClass, NameTag, Token, Upos};

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// An analysed article. All spans are cut from `article.text`.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// In the order of the text.
    pub sentences: Vec<Sentence>,
    /// All mentions of entities: names, nominal names that stand for a named one, pronouns; in the order of the text.
    pub mentions: Vec<Mention>,
    /// Coreference clusters of the article.
    pub entities: Vec<Entity>,
    /// Direct and indirect speech, in the order of the text.
    pub quotations: Vec<Quotation>,
    /// Time expressions, in the order of the text.
    pub times: Vec<Time>,
    /// Numbers of something, in the order of the text.
    pub quantities: Vec<Quantity>,
}

/// A sentence with its tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// What kind of block it stands in.
    pub kind: crate::article::BlockKind,
    /// Number of the block of the article it stands in.
    pub block: usize,
    /// At least one.
    pub tokens: Vec<Token>,
}

/// A token of the document: sentence and place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct At {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the token in it.
    pub token: usize,
}

/// Words that stand for an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The name or noun phrase, without article.
    pub span: Span,
    /// Sentence it stands in.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The syntactic head among them.
    pub head: usize,
    /// How it names the entity.
    pub form: MentionForm,
    /// Index in [`Document::entities`].
    pub entity: usize,
}

/// How a mention names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MentionForm {
    /// *Olaf Scholz*, *Nato*
    Name,
    /// *der Kanzler*, *die Allianz*
    Nominal,
    /// *er*, *ihre*, *die* (relative)
    Pronoun,
}

/// One thing the article names, with all its mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The fullest name seen, in its base form (*Jens Stoltenberg*).
    pub name: String,
    /// What kind of thing it is.
    pub class: NameClass,
    /// Indices in [`Document::mentions`], in the order of the text.
    pub mentions: Vec<usize>,
    /// IRI of the known entity of the gazetteer it was recognised as.
    pub known: Option<String>,
}

/// A stretch of speech.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// What is said; more than one span where the speaker stands between them.
    pub content: Vec<Span>,
    /// The words naming the speaker (*Generalsekretär Jens Stoltenberg*, *er*).
    pub speaker: Option<Span>,
    /// The entity that speaks, if it has one: index in [`Document::entities`].
    pub speaker_entity: Option<usize>,
    /// The words introducing the speech (*sagte*, *laut*).
    pub cue: Option<Span>,
    /// To whom.
    pub addressee: Option<Span>,
    /// In quotation marks or not.
    pub form: SpeechForm,
}

/// How speech is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeechForm {
    /// In quotation marks.
    Direct,
    /// *dass*, Konjunktiv, *laut*, infinitive …
    Indirect,
    /// Told, not worded: *Er sprach von einem Irrweg*, *Sie fordern, den Reaktor stillzulegen*. What it says is claimed by the clause itself.
    Reported,
}

/// A time expression, after TimeML TIMEX3.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// The expression, without preposition.
    pub span: Span,
    /// DATE, TIME, DURATION or SET.
    pub kind: TimeKind,
    /// TIMEX3 value: `2022-03-24`, `2022-W12`, `2022-SU`, `PAST_REF`, `P2W`, `2022-03-24TEV` …
    pub value: String,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the names are the standard's")]
pub enum TimeKind {
    Date,
    Time,
    Duration,
    Set,
}

/// A number of something: *rund 1500 Soldaten*, *6,5 Millionen Euro*, *30 Prozent*.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Number and unit.
    pub span: Span,
    /// The token that carries the number or its unit; its head or itself is what is counted.
    pub at: At,
    /// Lower bound.
    pub low: f64,
    /// Upper bound; equal to `low` for a single number.
    pub high: f64,
    /// Empty for counted things, else `EUR`, `USD`, `%`, `km`, `Stunden` …
    pub unit: String,
}

impl Document {
    /// The token at a place.
    pub fn token(&self, at: At) -> &Token {
        &self.sentences[at.sentence].tokens[at.token]
    }

    /// The time expressions that share words with a span.
    pub fn times_in(&self, span: Span) -> &[Time] {
        let first = self.times.partition_point(|time| time.span.end <= span.start);
        let count = self.times[first..].iter().take_while(|time| time.span.start < span.end).count();
        &self.times[first..first + count]
    }

    /// The mention whose head is this token.
    pub fn mention_at(&self, at: At) -> Option<usize> {
        let first = self.mentions.partition_point(|mention| mention.sentence < at.sentence);
        self.mentions[first..]
            .iter()
            .take_while(|mention| mention.sentence == at.sentence)
            .position(|mention| mention.head == at.token)
            .map(|offset| first + offset)
    }
}

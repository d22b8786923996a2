use crate::document::{MentionForm, NameClass, Span, SpeechForm};
use serde::{Deserialize, Serialize};

/// All that extraction found in one article. It is kept beside the quads, so that linking again needs no language analysis.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// The entities of the article; [`Value::Entity`] is an index into these.
    pub entities: Vec<EntityRecord>,
    /// Things, actions, events, offices, statements, quantities; [`Value::Node`] is an index into these.
    pub nodes: Vec<Node>,
    /// What the article says about them.
    pub claims: Vec<Claim>,
    /// Spans of the sentences; [`Claim::sentence`] is an index into these.
    pub sentences: Vec<Span>,
}

impl Extraction {
    /// Every span it holds.
    pub fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        let of_entities = self.entities.iter_mut().flat_map(|entity| &mut entity.mentions).map(|mention| &mut mention.span);
        let of_nodes = self.nodes.iter_mut().flat_map(|node| of_arguments(&mut node.arguments).chain([&mut node.span]));
        let of_claims = self.claims.iter_mut().flat_map(|claim| {
            of_arguments(&mut claim.arguments).chain(&mut claim.cue).chain(&mut claim.predicate).chain([&mut claim.evidence])
        });
        of_entities.chain(of_nodes).chain(of_claims).chain(&mut self.sentences)
    }

    /// Whether every index it holds has its place.
    pub fn is_whole(&self) -> bool {
        let is_there = |value: &Value| match *value {
            Value::Entity(index) => index < self.entities.len(),
            Value::Node(index) => index < self.nodes.len(),
            _ => true,
        };
        let of_nodes = self.nodes.iter().flat_map(|node| &node.arguments);
        let of_claims = self.claims.iter().flat_map(|claim| &claim.arguments);
        of_nodes.chain(of_claims).map(|argument| &argument.value).all(is_there)
            && self.claims.iter().filter_map(|claim| claim.attributed_to.as_ref()).all(is_there)
            && self.claims.iter().all(|claim| claim.sentence < self.sentences.len())
    }
}

fn of_arguments(arguments: &mut [Argument]) -> impl Iterator<Item = &mut Span> {
    arguments.iter_mut().filter_map(|argument| argument.span.as_mut())
}

/// An entity of the article with the names it bears there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntityRecord {
    /// The fullest name seen, in its base form.
    pub name: String,
    /// What kind of thing it is.
    pub class: NameClass,
    /// IRI of the known entity it was recognised as.
    pub known: Option<String>,
    /// Its mentions, pronouns included.
    pub mentions: Vec<NameRecord>,
}

/// One mention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NameRecord {
    /// As it stands in the text, without article, a genitive *-s* stripped.
    pub name: String,
    /// How it names the entity.
    pub form: MentionForm,
    /// Where it stands.
    pub span: Span,
}

/// Something that is no named entity and belongs to its article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// In the words of the text; actions verb last, in the infinitive; pronouns replaced by names where known.
    pub label: String,
    /// Lemma of its head noun or verb (*Kampfverband*, *aufbauen*).
    pub concept: String,
    /// Where it stands.
    pub span: Span,
    /// `agent`, `patient`, `recipient`, `place`, `time` of an action; `of` of an office; `low`, `high`, `unit` of a quantity; `place`, `date` of an event.
    pub arguments: Vec<Argument>,
}

/// Kinds of [`Node`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NodeKind {
    /// *vier neue Kampfverbände*
    Thing,
    /// *vier neue Kampfverbände in Bulgarien aufbauen*
    Action,
    /// *Nato-Gipfel*, *Treffen*
    Event,
    /// *Nato-Generalsekretär*
    Role,
    /// The content of speech.
    Statement,
    /// A number with its unit.
    Quantity,
}

/// A value that plays a part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Argument {
    /// Local name of a property of the ontology: `subject`, `object`, `place`, `recipient` …
    pub role: String,
    /// What plays it.
    pub value: Value,
    /// The words, if it stands in the text.
    pub span: Option<Span>,
}

/// What an argument can be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Index in [`Extraction::entities`].
    Entity(usize),
    /// Index in [`Extraction::nodes`].
    Node(usize),
    /// German words.
    Text(String),
    /// A plain decimal number.
    Number(f64),
    /// ISO 8601 day, month or year.
    Date(String),
    /// A word of a closed vocabulary or a unit: `up`, `EUR`.
    Code(String),
}

/// One statement found: who does what, how sure it is, who says so, and from which words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Local name of the relation in the ontology: `role`, `plans`, `says`, `transfers`, `does` …
    pub relation: String,
    /// `subject` and `object` first, further ones by the property of the ontology.
    pub arguments: Vec<Argument>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How sure it is.
    pub modality: Modality,
    /// Who says so, if not the article itself.
    pub attributed_to: Option<Value>,
    /// How it is said, if it is attributed.
    pub form: Option<SpeechForm>,
    /// The words that attribute it (*sagte*).
    pub cue: Option<Span>,
    /// The words of the predicate (*rüstet*, *auf*).
    pub predicate: Vec<Span>,
    /// The clause or phrase it was read from.
    pub evidence: Span,
    /// Index in [`Extraction::sentences`].
    pub sentence: usize,
    /// Name of the rule that read it.
    pub rule: String,
    /// Lexicon entry that gave the relation.
    pub frame: Option<String>,
}

/// Whether something is said to be or not to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Polarity {
    Affirmed,
    Denied,
}

/// How sure a claim is, after FactBank (Saurí and Pustejovsky 2009), with the shades news German marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Modality {
    /// *Die Nato rüstet auf.*
    Asserted,
    /// *Die Nato will aufrüsten.*
    Planned,
    /// *Er forderte Waffen.*
    Demanded,
    /// *China muss das verurteilen.*
    Necessary,
    /// *Russland könnte angreifen.*
    Possible,
    /// *wenn Russland angreift*
    Conditional,
    /// *Ist die Grenze erreicht?*
    Asked,
    /// *Er soll telefoniert haben.*
    Hearsay,
    /// *Die Brücke wird 14 Millionen kosten.*
    Future,
}

impl Claim {
    /// The value that plays `role`.
    pub fn argument(&self, role: &str) -> Option<&Value> {
        self.arguments.iter().find(|argument| argument.role == role).map(|argument| &argument.value)
    }

    /// Whether the article itself asserts it, positively: only then it becomes a plain fact.
    pub fn is_fact(&self) -> bool {
        self.polarity == Polarity::Affirmed && self.modality == Modality::Asserted && self.attributed_to.is_none()
    }
}

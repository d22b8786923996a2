//! The lexicon of `ontology/lexicon.de.ttl`: which word in which frame means which relation of the ontology (OntoLex-Lemon, synsem).
//!
//! ```turtle
//! lex:auffordern a ontolex:Word ; rdfs:label "auffordern"@de ; lexinfo:partOfSpeech lexinfo:verb ;
//!     synsem:synBehavior [ gk:relation gk:demands ; gk:subject "subj" ; gk:addressee "obj" ; gk:object "inf", "zu" ] .
//! ```
//!
//! A frame names its relation and, for each role of the relation, the slots of the sentence that may fill it. A role has one filler: the first
//! filled slot in the order *inf, dass, obj, gen, iobj, subj*, then the others by the alphabet.
//!
//! Slots of verbs: `subj`, `obj` (accusative), `iobj` (dative), `inf` (zu-infinitive), `dass` (finite complement), `self` (the clause itself, as an
//! action), `agent` (by-phrase), `refl` (demands a reflexive pronoun), a preposition (`auf`, `zu`; also *darauf*).
//! Slots of nouns: `gen` (genitive, *von*, possessive), `adj` (adjective of a known place: *russisch*), `comp` (first part of the compound:
//! *Waffen* in *Waffenlieferung*), `inf`, `dass`, a preposition. A slot that must be filled for the frame to hold stands in `gk:requires`;
//! `gk:excludes` names slots that must not be filled.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};
use std::collections::BTreeMap;

/// Part of speech of a lexicon entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pos {
    /// `lexinfo:verb`
    Verb,
    /// `lexinfo:noun`
    Noun,
    /// `lexinfo:adjective`
    Adjective,
}

/// What a word means when these slots are filled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// Local name of the lexicon entry (`auffordern`).
    pub entry: String,
    /// Local name of the relation (`demands`).
    pub relation: String,
    /// Roles and the slots that may fill them.
    pub roles: BTreeMap<String, Vec<String>>,
    /// Fixed values of roles: `type` → `Appointment`, `direction` → `up`, `polarity` → `Denied`, `modality` → `Possible`, `label` → `Treffen`.
    pub fixed: BTreeMap<String, String>,
    /// Slots that must be filled.
    pub requires: Vec<String>,
    /// Slots that must be empty.
    pub excludes: Vec<String>,
}

impl Frame {
    /// Whether it denies its object: *verzichten*, *bestreiten*.
    pub fn denies(&self) -> bool {
        self.fixed.get("polarity").is_some_and(|polarity| polarity == "Denied")
    }
}

/// All entries.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    frames: BTreeMap<(Pos, String), Vec<Frame>>,
}

/// Why a lexicon file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// Not Turtle.
    #[error("the lexicon is not well-formed Turtle")]
    Syntax(#[from] oxigraph::io::RdfSyntaxError),
}

const GK: &str = "https://w3id.org/gipfel/ns#";
const LEX: &str = "https://w3id.org/gipfel/lexicon/";

/// What begins a verb and so the nouns made from it: *Einberufung* is no *Berufung*.
const PREFIXES: [&str; 40] = [
    "ab", "an", "auf", "aus", "be", "bei", "durch", "ein", "ent", "er", "fort", "ge", "her", "heran", "hin", "hinter", "los",
    "miss", "mit", "nach", "nieder", "über", "um", "un", "unter", "ur", "ver", "vor", "vorbei", "weg", "wider", "wieder", "zer",
    "zu", "zurück", "zusammen", "fehl", "gegen", "bereit", "frei",
];

/// Letters of the longest noun that a compound is looked up by.
const LONGEST_HEAD: usize = 40;

impl Lexicon {
    /// Reads Turtle.
    pub fn parse(turtle: &[u8]) -> Result<Lexicon, LexiconError> {
        let mut words: BTreeMap<String, Word> = BTreeMap::new();
        let mut frames: BTreeMap<String, Frame> = BTreeMap::new();
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle) {
            let quad = quad?;
            let object = match &quad.object {
                Term::NamedNode(node) => node.as_str().to_owned(),
                Term::BlankNode(node) => node.as_str().to_owned(),
                Term::Literal(literal) => literal.value().to_owned(),
                Term::Triple(_) => continue,
            };
            match &quad.subject {
                NamedOrBlankNode::NamedNode(subject) => {
                    let word = words.entry(subject.as_str().to_owned()).or_default();
                    match quad.predicate.as_str().rsplit(['#', '/']).next() {
                        Some("label") => word.lemma = object,
                        Some("partOfSpeech") => {
                            word.pos = match object.rsplit(['#', '/']).next() {
                                Some("verb") => Some(Pos::Verb),
                                Some("noun") => Some(Pos::Noun),
                                Some("adjective") => Some(Pos::Adjective),
                                _ => None,
                            }
                        }
                        Some("synBehavior") => word.frames.push(object),
                        _ => {}
                    }
                }
                NamedOrBlankNode::BlankNode(subject) => {
                    let Some(property) = quad.predicate.as_str().strip_prefix(GK) else { continue };
                    let frame = frames.entry(subject.as_str().to_owned()).or_default();
                    match (property, object.strip_prefix(GK)) {
                        ("relation", Some(relation)) => frame.relation = relation.to_owned(),
                        ("requires", _) => frame.requires.push(object),
                        ("excludes", _) => frame.excludes.push(object),
                        (_, Some(code)) => {
                            frame.fixed.insert(property.to_owned(), code.to_owned());
                        }
                        ("label", None) => {
                            frame.fixed.insert("label".to_owned(), object);
                        }
                        (_, None) => frame.roles.entry(property.to_owned()).or_default().push(object),
                    }
                }
            }
        }
        let mut lexicon = Lexicon::default();
        for (iri, word) in words {
            let (Some(pos), false) = (word.pos, word.lemma.is_empty()) else { continue };
            let entry = iri.strip_prefix(LEX).unwrap_or(&iri).to_owned();
            let of_word = word.frames.iter().filter_map(|id| frames.get(id)).cloned().map(|mut frame| {
                frame.entry.clone_from(&entry);
                frame.roles.values_mut().for_each(|slots| slots.sort_by_key(|slot| (rank(slot), slot.clone())));
                frame
            });
            lexicon.frames.entry((pos, word.lemma)).or_default().extend(of_word);
        }
        // Blank nodes have no order of their own: the frame that asks for most comes first, then by relation.
        for frames in lexicon.frames.values_mut() {
            frames.sort_by(|a, b| {
                (b.requires.len(), &a.relation, &a.fixed, &a.roles).cmp(&(a.requires.len(), &b.relation, &b.fixed, &b.roles))
            });
        }
        Ok(lexicon)
    }

    /// The frames of a word, the most demanding first.
    pub fn frames(&self, pos: Pos, lemma: &str) -> &[Frame] {
        self.frames.get(&(pos, lemma.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The frames of an adjective; participles are listed by their form: "Sie ist entschlossen", though the base form is *entschließen*.
    pub fn adjective_frames(&self, word: &crate::document::words::Word) -> &[Frame] {
        let frames = self.frames(Pos::Adjective, &word.lemma);
        let by_form = frames.is_empty() && word.upos == crate::document::Upos::Adj;
        if by_form { self.frames(Pos::Adjective, &word.form.to_lowercase()) } else { frames }
    }

    /// The frames of a noun, or of the longest known noun that a compound ends with, and the first part (*Waffen* of *Waffenlieferung*).
    pub fn noun_frames<'a>(&self, lemma: &'a str) -> (&[Frame], Option<&'a str>) {
        let whole = self.frames(Pos::Noun, lemma);
        if !whole.is_empty() {
            return (whole, None);
        }
        let letters = lemma.chars().count();
        let heads = lemma.char_indices().take(letters.saturating_sub(3)).enumerate().skip(letters.saturating_sub(LONGEST_HEAD));
        for (number, (at, letter)) in heads {
            let rest = &lemma[at..];
            let (first, head) = match letter {
                // "US-Präsident"
                '-' if number > 1 => (&lemma[..at], rest[1..].to_owned()),
                _ if letter.is_lowercase() && number > 2 => (&lemma[..at], capitalised(rest)),
                _ => continue,
            };
            let frames = self.frames(Pos::Noun, &head);
            if !frames.is_empty() && !PREFIXES.contains(&first.to_lowercase().as_str()) {
                return (frames, Some(first));
            }
        }
        (&[], None)
    }

    /// Whether a noun, or the noun that it ends with, names an office or function: it has a frame of `gk:role`.
    pub fn is_office(&self, lemma: &str) -> bool {
        self.noun_frames(lemma).0.iter().any(|frame| frame.relation == "role")
    }

    /// The frame of `relation` among those of a word.
    pub fn frame_of(&self, pos: Pos, lemma: &str, relation: &str) -> Option<&Frame> {
        self.frames(pos, lemma).iter().find(|frame| frame.relation == relation)
    }

    /// Number of words by part of speech.
    pub fn len(&self, pos: Pos) -> usize {
        self.frames.keys().filter(|(of, _)| *of == pos).count()
    }
}

#[derive(Default)]
struct Word {
    lemma: String,
    pos: Option<Pos>,
    frames: Vec<String>,
}

fn rank(slot: &str) -> usize {
    ["inf", "dass", "obj", "gen", "iobj", "subj"].iter().position(|known| *known == slot).unwrap_or(6)
}

/// `lieferung` → `Lieferung`
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

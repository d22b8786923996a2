//! Clauses: a predicate with its arguments by grammatical role, its tense, mood, voice, modal and negation. Takes words, knows no ontology.

mod arguments;
mod verb;

pub use arguments::{inherit_subjects, mend_arguments, pronominal_adverb};
pub(super) use verb::verb_lemma;

use crate::document::Upos;
use crate::document::words::{Word, Words};
use arguments::arguments;
use verb::{is_modal, mood, negation, tense};

/// A clause of a sentence.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The word that carries the meaning: full verb, or predicate noun or adjective.
    pub head: usize,
    /// Lemma with its separated particle (*aufrüsten*); of a copular clause *sein*, *werden*, *bleiben*.
    pub verb: String,
    /// The finite verb, if there is one.
    pub finite: Option<usize>,
    /// Whether the head is predicated by a copula.
    pub copular: bool,
    /// Active or passive.
    pub voice: Voice,
    /// When, by the verb form.
    pub tense: Tense,
    /// Indicative or one of the subjunctives.
    pub mood: Mood,
    /// Lemma of the modal verb.
    pub modal: Option<String>,
    /// Word that negates the clause (*nicht*, *kein*, *niemand*, *nie*).
    pub negation: Option<usize>,
    /// What kind of clause it is.
    pub kind: Kind,
    /// Lemma of the subordinator (*dass*, *wenn*).
    pub mark: Option<String>,
    /// Index of the clause it depends on.
    pub parent: Option<usize>,
    /// Subject of the active clause: in the passive the agent.
    pub subject: Option<usize>,
    /// Accusative object of the active clause: in the passive the grammatical subject.
    pub object: Option<usize>,
    /// Dative object.
    pub dative: Option<usize>,
    /// Prepositional phrases and adverbial cases: lemma of the preposition (empty for a bare case) and noun.
    pub obliques: Vec<(String, usize)>,
    /// Clauses that are its complements (indices).
    pub complements: Vec<usize>,
    /// Whether a reflexive pronoun stands in it.
    pub reflexive: bool,
    /// Whether the subject was taken from another clause (control, coordination).
    pub subject_inherited: bool,
    /// Auxiliaries, copula and separated particle: words that belong to the predicate besides the head.
    pub predicate: Vec<usize>,
}

/// Active or passive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// *baut*
    Active,
    /// *wird gebaut*, *ist gebaut*
    Passive,
}

/// When, by the verb form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// *baut*
    Present,
    /// *baute*, *hat gebaut*, *hatte gebaut*
    Past,
    /// *wird bauen*
    Future,
}

/// Mood of the finite verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// *baut*
    Indicative,
    /// Konjunktiv I: *baue*, *sei*
    Reported,
    /// Konjunktiv II: *wäre*, *könnte*, *würde*
    Irrealis,
    /// *bau!*
    Imperative,
}

/// What a clause is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A sentence of its own, or coordinated with one.
    Main,
    /// *dass …*, verb-second or wh-clause that is an argument.
    Complement,
    /// *… zu bauen* as argument.
    Infinitive,
    /// *um … zu*, *weil …*, *wenn …*
    Adverbial,
    /// *…, die …*
    Relative,
    /// Infinitive or *dass* that completes a noun (*der Plan, … zu bauen*).
    OfNoun,
    /// No verb at all (*Große Sorge vor einer Eskalation*).
    Nominal,
}

impl Clause {
    /// Whether the clause has a finite verb of its own.
    pub fn is_finite(&self) -> bool {
        self.finite.is_some()
    }

    /// The noun of the first phrase with this preposition.
    pub fn oblique(&self, preposition: &str) -> Option<usize> {
        self.obliques.iter().find(|(of, _)| of == preposition).map(|&(_, noun)| noun)
    }
}

/// The clauses of a sentence; parents stand before the clauses that depend on them.
pub fn clauses(words: &Words) -> Vec<Clause> {
    let heads: Vec<usize> = by_depth(words).into_iter().filter(|&word| is_predicate(words, word)).collect();
    let mut clauses: Vec<Clause> = heads.iter().map(|&head| clause(words, head)).collect();
    for index in 0..clauses.len() {
        let head = clauses[index].head;
        let parent = std::iter::successors(words.words[head].head, |&up| words.words[up].head)
            .find_map(|up| heads.iter().position(|&other| other == up));
        clauses[index].parent = parent;
        clauses[index].kind = kind(words, head, parent, &clauses);
        if let Some(parent) = parent
            && matches!(clauses[index].kind, Kind::Complement | Kind::Infinitive)
            && (words.words[head].head == Some(clauses[parent].head) || words.words[head].has("acl"))
        {
            clauses[parent].complements.push(index);
        }
    }
    inherit_subjects(words, &mut clauses);
    clauses
}

fn by_depth(words: &Words) -> Vec<usize> {
    let depth = |word: usize| std::iter::successors(words.words[word].head, |&up| words.words[up].head).count();
    let mut all: Vec<usize> = (0..words.words.len()).collect();
    all.sort_by_key(|&word| (depth(word), word));
    all
}

const OPINIONS: &str = include_str!("../data/opinion_nouns.txt");

const CLAUSAL: [&str; 9] = ["root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "conj", "dep"];

fn is_predicate(words: &Words, index: usize) -> bool {
    let word = &words.words[index];
    if word.head.is_none() {
        return word.upos != Upos::Punct;
    }
    let clausal = CLAUSAL.iter().any(|deprel| word.has(deprel));
    // "bezeichnete das Unglück als große Tragödie"
    if word.has("xcomp") && word.upos == Upos::Adp {
        return false;
    }
    let verbal = matches!(word.upos, Upos::Verb | Upos::Aux) && !word.has("aux") && !word.has("cop");
    let has = |deprel: &str| words.child(index, deprel).is_some();
    (verbal && (clausal || has("nsubj") || has("mark"))) || has("cop") || (clausal && has("nsubj"))
}

fn clause(words: &Words, head: usize) -> Clause {
    let word = &words.words[head];
    let dependents =
        |deprel: &'static str| words.children(head).iter().copied().filter(move |&child| words.words[child].has(deprel));
    // "sollen gestorben sein": some trees hang one auxiliary on the other.
    let nested = |aux: usize| words.children(aux).iter().copied().filter(|&below| words.words[below].has("aux"));
    // "kann glatt sein": or on the copula.
    let auxiliaries: Vec<usize> = dependents("aux")
        .flat_map(|aux| std::iter::once(aux).chain(nested(aux)))
        .chain(dependents("cop").flat_map(nested))
        .collect();
    let copula = dependents("cop").next();
    let particle = dependents("compound:prt").find(|&child| words.words[child].upos != Upos::Noun);
    let modal = auxiliaries.iter().map(|&aux| &words.words[aux]).find(|aux| is_modal(&aux.lemma));
    let verbal = matches!(word.upos, Upos::Verb | Upos::Aux);
    let finite = auxiliaries
        .iter()
        .copied()
        .chain(copula)
        .chain(verbal.then_some(head))
        .find(|&verb| is_finite(&words.words[verb]))
        .or_else(|| auxiliaries.first().copied().filter(|_| !has_zu(words, head)))
        .or(copula.filter(|_| dependents("mark").all(|mark| words.words[mark].upos != Upos::Part)));
    let has_passive = |of: usize| words.children(of).iter().any(|&aux| words.words[aux].deprel == "aux:pass");
    // "Der Bär soll eingefangen oder erschossen werden", "wurden 30 getötet und 400 verletzt"
    let shares_passive = word.head.is_some_and(|first| {
        word.has("conj")
            && auxiliaries.is_empty()
            && word.feats.is("VerbForm", "Part")
            && words.words[first].feats.is("VerbForm", "Part")
            && has_passive(first)
            && dependents("obj").next().is_none()
    });
    let passive = auxiliaries.iter().any(|&aux| words.words[aux].deprel == "aux:pass")
        || dependents("nsubj:pass").next().is_some() && dependents("aux").next().is_some()
        || shares_passive;
    let mood = finite.map_or(Mood::Indicative, |finite| mood(&words.words[finite]));
    let mut clause = Clause {
        head,
        verb: verb_lemma(words, head, copula, particle),
        finite,
        copular: copula.is_some(),
        voice: if passive { Voice::Passive } else { Voice::Active },
        tense: tense(words, head, finite, &auxiliaries),
        mood,
        modal: modal.map(|modal| modal.lemma.clone()),
        negation: negation(words, head),
        kind: Kind::Main,
        mark: dependents("mark")
            .map(|mark| &words.words[mark])
            .find(|mark| mark.upos != Upos::Part)
            .map(|mark| mark.lemma.to_lowercase()),
        parent: None,
        subject: None,
        object: None,
        dative: None,
        obliques: Vec::new(),
        complements: Vec::new(),
        reflexive: false,
        subject_inherited: false,
        predicate: auxiliaries.iter().copied().chain(dependents("cop")).chain(particle).collect(),
    };
    arguments(words, &mut clause);
    clause
}

fn is_finite(word: &Word) -> bool {
    word.feats.is("VerbForm", "Fin")
}

fn kind(words: &Words, head: usize, parent: Option<usize>, clauses: &[Clause]) -> Kind {
    let word = &words.words[head];
    let verbal = matches!(word.upos, Upos::Verb | Upos::Aux) || words.child(head, "cop").is_some();
    let has_zu = has_zu(words, head);
    let infinitive =
        has_zu || word.feats.is("VerbForm", "Inf") && words.child(head, "aux").is_none() && words.child(head, "nsubj").is_none();
    match word.deprel.split(':').next().unwrap_or_default() {
        "conj" => parent.map_or(Kind::Main, |parent| match clauses[parent].kind {
            // "Er sagte, dass A kommt und B geht": both are said.
            kind if words.words[head].head == Some(clauses[parent].head) => kind,
            _ => Kind::Main,
        }),
        // "Nachdem sie gewählt war, kündigte sie an": some trees have this as what is announced.
        "ccomp" | "csubj" if has_mark(words, head, &ADVERBIAL_MARKS) => Kind::Adverbial,
        "ccomp" | "csubj" if infinitive => Kind::Infinitive,
        "ccomp" | "csubj" => Kind::Complement,
        "xcomp" if !infinitive && clauses.iter().any(|clause| clause.head == head && clause.finite.is_some()) => Kind::Complement,
        "xcomp" => Kind::Infinitive,
        // "Er sagte, dass die Regel gelten solle", "Er plant, zu kommen": some trees have these as adverbial.
        "advcl" if has_mark(words, head, &["dass", "daß"]) && !follows_correlate(words, head) => Kind::Complement,
        "advcl" if infinitive && has_zu && !has_mark(words, head, &["um", "ohne", "statt", "anstatt", "wenn", "als"]) => {
            Kind::Infinitive
        }
        "advcl" => Kind::Adverbial,
        // "Er erklärte einem Angestellten, dass …": what is said, and no clause of the dative.
        "acl"
            if has_mark(words, head, &["dass", "daß"])
                // "Er widersprach der Ansicht, dass …" is no news of his.
                && word.head.is_some_and(|noun| {
                    words.words[noun].feats.is("Case", "Dat")
                        && words.preposition(noun).is_none()
                        && !super::attribution::is_source_noun(&words.words[noun].lemma)
                        && !OPINIONS.lines().any(|opinion| opinion == words.words[noun].lemma)
                }) =>
        {
            Kind::Complement
        }
        "acl" => {
            let relative = words.below(head, |_| false).iter().any(|&below| words.words[below].feats.is("PronType", "Rel"));
            if relative { Kind::Relative } else { Kind::OfNoun }
        }
        _ if !verbal => Kind::Nominal,
        _ => Kind::Main,
    }
}

/// *zu kommen*, *kommen zu können*
pub(super) fn has_zu(words: &Words, head: usize) -> bool {
    let below = words.children(head).iter().copied();
    let auxiliaries = below.clone().filter(|&child| words.words[child].has("aux")).flat_map(|aux| words.children(aux)).copied();
    std::iter::once(head)
        .chain(below)
        .chain(auxiliaries)
        .any(|word| words.words[word].upos == Upos::Part && words.words[word].form.eq_ignore_ascii_case("zu"))
}

/// Subordinators that never begin what is said, wanted or known.
const ADVERBIAL_MARKS: [&str; 14] = [
    "nachdem", "während", "weil", "da", "bevor", "ehe", "bis", "sobald", "solange", "obwohl", "indem", "damit", "sofern",
    "seitdem",
];

fn has_mark(words: &Words, head: usize, lemmas: &[&str]) -> bool {
    words.children(head).iter().any(|&child| {
        (words.words[child].has("mark") || words.words[child].has("case"))
            && lemmas.contains(&words.words[child].lemma.to_lowercase().as_str())
    })
}

/// *so dass*, *ohne dass*, *damit, dass*
fn follows_correlate(words: &Words, head: usize) -> bool {
    let mark = words.children(head).iter().copied().find(|&child| words.words[child].form.eq_ignore_ascii_case("dass"));
    mark.and_then(|mark| mark.checked_sub(1))
        .is_some_and(|before| matches!(words.words[before].form.as_str(), "so" | "ohne" | "statt" | "als" | "nur"))
}

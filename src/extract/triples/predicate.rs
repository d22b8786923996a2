//! The words of a predicate in the order of a main clause.

use crate::document::Upos;
use crate::document::words::Words;
use crate::extract::clause::{Clause, Kind};

/// Verb, auxiliaries and particle.
pub struct Predicate {
    /// Finite verb, reflexive pronoun, negation, then the other verbs.
    pub relation: String,
    /// Place of the finite verb, or of the head where there is none.
    pub finite: usize,
    particle: Option<(usize, String)>,
}

impl Predicate {
    /// Of a clause.
    pub fn new(words: &Words, clauses: &[Clause], index: usize) -> Predicate {
        let clause = &clauses[index];
        let (finite, mut parts) = parts(words, clauses, index);
        // "begann, Luft abzusaugen": one predicate of two verbs.
        if let Some(above) = governing(words, clauses, index) {
            let (_, mut governing) = self::parts(words, clauses, above);
            governing.extend(particle(words, clauses[above].head));
            governing.append(&mut parts);
            parts = governing;
        }
        let relation = parts.iter().map(|&word| words.words[word].form.as_str()).collect::<Vec<_>>().join(" ");
        let particle = particle(words, clause.head).map(|particle| (particle, words.words[particle].form.clone()));
        Predicate { relation, finite: finite.unwrap_or(clause.head), particle }
    }

    /// Relation and object; a particle that stands behind the object goes with it: *bietet | Kurse an*.
    pub fn with(&self, object: String, last: usize) -> (String, String) {
        match &self.particle {
            Some((at, particle)) if last < *at => (self.relation.clone(), format!("{object} {particle}")),
            _ => (self.all(), object),
        }
    }

    /// With an adjective before the other verbs: *können nötig sein*.
    pub fn around(&self, adjective: &str) -> String {
        match self.relation.split_once(' ') {
            Some((finite, rest)) if rest.split(' ').any(|verb| matches!(verb, "sein" | "werden" | "bleiben")) => {
                format!("{finite} {adjective} {rest}")
            }
            _ => format!("{} {adjective}", self.relation),
        }
    }

    /// The relation with its particle.
    pub fn all(&self) -> String {
        match &self.particle {
            Some((_, particle)) => format!("{} {particle}", self.relation),
            None => self.relation.clone(),
        }
    }
}

/// The finite verb, and all parts in the order of a main clause: *wurde*, *sich*, *nicht*, *gebaut*.
fn parts(words: &Words, clauses: &[Clause], index: usize) -> (Option<usize>, Vec<usize>) {
    let clause = &clauses[index];
    let head = &words.words[clause.head];
    let mut verbs: Vec<usize> = clause.predicate.iter().copied().filter(|&word| !words.words[word].has("compound")).collect();
    if verbs.is_empty() && !head.feats.is("VerbForm", "Fin") {
        verbs = shared_auxiliaries(words, clause.head);
    }
    if !clause.copular || head.upos == Upos::Verb {
        verbs.push(clause.head);
    }
    // "nötig sein können": some trees hang the modal on the copula.
    let copulas: Vec<usize> =
        words.children(clause.head).iter().copied().filter(|&child| words.words[child].has("cop")).collect();
    let modals =
        copulas.iter().flat_map(|&copula| words.children(copula)).copied().filter(|&below| words.words[below].has("aux"));
    verbs.extend(modals);
    verbs.sort_unstable();
    // "dass er gebaut werden soll": in a subordinate clause the finite verb is the last.
    let finite = |&word: &usize| words.words[word].feats.is("VerbForm", "Fin");
    let finite = if clause.mark.is_some() || head.has("acl") {
        verbs.iter().copied().rfind(finite)
    } else {
        verbs.iter().copied().find(finite)
    };
    let children = words.children(clause.head);
    let reflexive = children
        .iter()
        .copied()
        .find(|&child| words.words[child].form.eq_ignore_ascii_case("sich") || words.words[child].feats.is("Reflex", "Yes"));
    let negation = clause.negation.filter(|&word| words.words[word].form.eq_ignore_ascii_case("nicht"));
    // "um Zeit zu sparen": *zu* belongs to the conjunction.
    let purpose = clause.kind == Kind::Adverbial || head.has("advcl") || head.has("acl");
    let zu = children
        .iter()
        .copied()
        .find(|&child| words.words[child].upos == Upos::Part && words.words[child].form == "zu")
        .filter(|_| !purpose && governing(words, clauses, index).is_some());
    let mut rest: Vec<usize> = verbs.into_iter().filter(|&verb| Some(verb) != finite).chain(zu).collect();
    rest.sort_unstable();
    (finite, finite.into_iter().chain(reflexive).chain(negation).chain(rest).collect())
}

/// "in Stücke geschnitten und gespült wird", "wurde geschnitten und gespült": one auxiliary for both.
fn shared_auxiliaries(words: &Words, head: usize) -> Vec<usize> {
    let auxiliaries =
        |verb: usize| words.children(verb).iter().copied().filter(|&child| words.words[child].has("aux")).collect::<Vec<_>>();
    match words.words[head].head.filter(|_| words.words[head].has("conj")) {
        Some(first) => auxiliaries(first),
        None => words
            .children(head)
            .iter()
            .copied()
            .filter(|&child| words.words[child].has("conj"))
            .map(auxiliaries)
            .find(|found| !found.is_empty())
            .unwrap_or_default(),
    }
}

/// The clause whose verb takes this infinitive.
fn governing(words: &Words, clauses: &[Clause], index: usize) -> Option<usize> {
    let clause = &clauses[index];
    let parent = clause.parent?;
    let bare = clause.kind == Kind::Infinitive
        && !words.words[clause.head].has("conj")
        && words.child(clause.head, "nsubj").is_none()
        && clause.mark.is_none();
    let verbal = words.words[clauses[parent].head].upos == Upos::Verb;
    (bare && verbal && words.words[clause.head].head == Some(clauses[parent].head)).then_some(parent)
}

fn particle(words: &Words, head: usize) -> Option<usize> {
    words.child(head, "compound:prt").filter(|&child| words.words[child].upos != Upos::Noun)
}

//! Cues of speech: clauses with a verb of saying and who is their speaker, *laut X*, *X zufolge*, *so X*.

use super::{Speaker, Speech};
use crate::document::{Span, Upos};
use crate::extract::clause::Clause;
use crate::knowledge::lexicon::{Frame, Pos};

/// A verb of saying with its speaker.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// The verb.
    pub span: Span,
    /// Who speaks.
    pub speaker: Option<Speaker>,
}

impl Speech<'_> {
    /// Whether a clause has a verb of saying (or *heißt es*).
    pub(super) fn is_saying(&self, sentence: usize, clause: &Clause) -> bool {
        let words = &self.words[sentence];
        if clause.copular {
            return false;
        }
        // "Wittner sagte weiter, dass …"
        let verb = clause.verb.strip_prefix("weiter").filter(|_| !clause.predicate.is_empty()).unwrap_or(&clause.verb);
        verb == "heißen" && self.has_impersonal(sentence, clause)
            || verb == "zitieren"
            || self.says(sentence, clause, verb)
            // "ließ Brandt mitteilen"
            || verb == "lassen" && clause.complements.iter().any(|&below| self.says(sentence, clause, &self.clauses[sentence][below].verb))
            || words.words[clause.head].upos == Upos::Verb && self.says(sentence, clause, &words.words[clause.head].lemma) && clause.predicate.is_empty()
    }

    /// Whether a frame of saying holds for the clause.
    fn says(&self, sentence: usize, clause: &Clause, verb: &str) -> bool {
        self.knowledge
            .lexicon
            .frames(Pos::Verb, verb)
            .iter()
            .any(|frame| frame.relation == "says" && self.holds(sentence, clause, frame))
    }

    /// Whether a frame holds for the nouns of the clause: *ergeben* says something if a study does, *geben* if it is *zu Protokoll*.
    pub(super) fn holds(&self, sentence: usize, clause: &Clause, frame: &Frame) -> bool {
        let words = &self.words[sentence];
        let is = |word: Option<usize>, wanted: &str| {
            word.is_some_and(|word| {
                wanted.split('|').any(|noun| words.words[word].lemma.to_lowercase().ends_with(&noun.to_lowercase()))
            })
        };
        let filled = |slot: &String| match slot.split_once(':') {
            Some(("subj", "ACT")) => clause.subject.is_none_or(|subject| self.can_speak(sentence, subject)),
            Some(("subj", wanted)) => is(clause.subject, wanted),
            Some(("obj", wanted)) => is(clause.object, wanted),
            Some((preposition, wanted)) => clause.obliques.iter().any(|(of, noun)| of == preposition && is(Some(*noun), wanted)),
            None => slot != "refl" || clause.reflexive,
        };
        frame.requires.iter().all(filled) && !(clause.reflexive && frame.excludes.iter().any(|slot| slot == "refl"))
    }

    /// Whether a finite complement of the clause is what somebody states: "Er warnte, dass …", "Er kündigte an, Tokio werde zahlen", "Er kritisierte, der
    /// Deich sei zu niedrig".
    pub(super) fn is_stating(&self, sentence: usize, clause: &Clause) -> bool {
        let stated = |frame: &Frame| {
            matches!(frame.relation.as_str(), "plans" | "warns" | "fears" | "demands" | "condemns" | "rejects" | "supports")
                // "Sie sorgt dafür, dass …": *sich sorgen* is something else.
                && self.holds(sentence, clause, frame)
        };
        let by_verb = || {
            !clause.copular
                && (self.knowledge.lexicon.frames(Pos::Verb, &clause.verb).iter().any(stated) || clause.verb == "ausgehen")
                && self.words[sentence].words[clause.head].upos == Upos::Verb
        };
        !clause.complements.is_empty() && (self.is_convinced(sentence, clause) || by_verb())
    }

    /// "Sie ist überzeugt, dass …", "Er zeigte sich besorgt, dass …": a view is the holder's.
    pub(super) fn is_convinced(&self, sentence: usize, clause: &Clause) -> bool {
        const ADJECTIVES: &str = include_str!("../data/opinion_adjectives.txt");
        let words = &self.words[sentence];
        let is_view =
            |word: usize| ADJECTIVES.lines().any(|line| line == words.words[word].lemma || line == words.words[word].form);
        let shown = clause.reflexive && words.children(clause.head).iter().any(|&child| is_view(child));
        (clause.copular && is_view(clause.head) || shown)
            && clause.subject.is_some_and(|subject| self.can_speak(sentence, subject))
    }

    /// Whether a word names somebody who can speak: an entity, a pronoun of the third person, an office, a body.
    pub(super) fn can_speak(&self, sentence: usize, word: usize) -> bool {
        let here = &self.words[sentence].words[word];
        let by_name = self.speaker(sentence, word).is_some_and(|speaker| speaker.entity.is_some()) || here.class.is_some();
        by_name
            || here.upos == Upos::Pron && matches!(here.lemma.as_str(), "er" | "sie")
            || here.upos == Upos::Noun
                && (crate::extract::factuality::is_actor_lemma(self.knowledge, &here.lemma) || is_speaker_noun(&here.lemma))
    }

    fn has_impersonal(&self, sentence: usize, clause: &Clause) -> bool {
        clause.subject.is_none() || self.words[sentence].has_es(clause.head)
    }

    /// The cue that a clause of saying is.
    pub(super) fn cue(&self, sentence: usize, clause: usize) -> Cue {
        let of = &self.clauses[sentence][clause];
        let words = &self.words[sentence];
        let head = &words.words[of.head];
        let speaker = if of.verb == "zitieren" {
            // "Sie wird mit den Worten zitiert: …", "Die Zeitung zitiert einen Zeugen: …"
            of.object.or(of.subject)
        } else if of.verb == "heißen" || of.verb == "verlauten" && of.subject.is_none() {
            // "heißt es in Nato-Kreisen", "heißt es im Bauamt", "heißt es aus dem Ministerium"
            let place =
                of.obliques.iter().find(|(preposition, _)| matches!(preposition.as_str(), "in" | "aus" | "bei" | "von" | "an"));
            place
                .map(|&(_, noun)| noun)
                .or_else(|| bare_noun_behind(self, sentence, of.head))
                .or_else(|| place_before(self, sentence, of.head))
        } else if let Some(source) = self.source_phrase(of) {
            Some(source)
        } else if of.subject.is_some_and(|subject| !self.can_speak(sentence, subject))
            && of.object.is_some_and(|object| self.can_speak(sentence, object))
        {
            // "Die Arbeit der Koalition lobte er": a pronoun behind the verb is who speaks.
            of.object.filter(|&object| object > of.head || words.words[object].upos == Upos::Pron)
        } else {
            of.subject
        };
        let speaker = speaker
            .filter(|&word| !matches!(words.words[word].form.to_lowercase().as_str(), "es" | "man" | "ihn" | "ihm" | "ihnen"))
            .and_then(|word| self.speaker_of_word(sentence, word));
        let span = of.finite.filter(|_| of.predicate.is_empty()).map_or(head.span, |finite| words.words[finite].span);
        Cue { span, speaker }
    }

    /// "Aus dem Bericht geht hervor, dass …": the phrase that the lexicon has as who says it.
    fn source_phrase(&self, clause: &Clause) -> Option<usize> {
        let frames = self.knowledge.lexicon.frames(Pos::Verb, &clause.verb);
        let subjects = frames.iter().filter(|frame| frame.relation == "says").filter_map(|frame| frame.roles.get("subject"));
        subjects.flatten().filter(|slot| slot.as_str() != "subj").find_map(|preposition| clause.oblique(preposition))
    }

    /// The speaker a word names; a relative pronoun stands for its noun.
    pub(super) fn speaker_of_word(&self, sentence: usize, word: usize) -> Option<Speaker> {
        let words = &self.words[sentence];
        if words.words[word].feats.is("PronType", "Rel") {
            let clause = std::iter::successors(Some(word), |&up| words.words[up].head)
                .find(|&up| self.clauses[sentence].iter().any(|clause| clause.head == up))?;
            let noun = words.words[clause].head.filter(|&noun| words.words[noun].is_nominal())?;
            return self.speaker(sentence, noun);
        }
        self.speaker(sentence, word)
    }
}

/// *Zeitung*, *Umweltschutzorganisation*: nouns for those who are quoted.
fn is_speaker_noun(lemma: &str) -> bool {
    const NOUNS: &str = include_str!("../data/speaker_nouns.txt");
    crate::extract::endings::ends(NOUNS, lemma)
}

/// "heißt es der Abschlusserklärung": a noun behind the verb without preposition.
fn bare_noun_behind(speech: &Speech, sentence: usize, head: usize) -> Option<usize> {
    let words = &speech.words[sentence];
    words.children(head).iter().copied().find(|&child| child > head && words.words[child].is_nominal())
}

/// "In einem Papier des Ministeriums heißt es": the first phrase of a sentence that the tree hangs elsewhere.
fn place_before(speech: &Speech, sentence: usize, head: usize) -> Option<usize> {
    let words = &speech.words[sentence];
    let first =
        words.words.first().filter(|first| matches!(first.form.as_str(), "In" | "Im" | "Aus" | "Bei" | "Beim" | "Von"))?;
    first.head.filter(|&noun| noun < head && words.words[noun].is_nominal())
}

//! Frames of the lexicon meet clauses and nouns: which words fill which roles.

use super::clause::{Kind, pronominal_adverb};
use super::factuality::predicate_frames;
use super::reading::{ClauseAt, Reading};
use crate::document::{NameClass, Upos};
use crate::knowledge::Knowledge;
use crate::knowledge::lexicon::Frame;

/// What fills a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filler {
    /// A noun phrase: its head word.
    Noun(usize),
    /// A clause.
    Clause(ClauseAt),
}

impl<'a> Reading<'a> {
    /// The frames that hold for a clause: those whose demands are met. Where one that asks for a certain word holds (*zur Verfügung stellen*), the
    /// general ones do not.
    pub fn frames_of(&self, at: ClauseAt) -> Vec<&'a Frame> {
        let all = predicate_frames(self, at);
        let holds = |frame: &&Frame| {
            frame.requires.iter().all(|slot| self.slot(at, slot).is_some() || self.below_object(at, frame, slot).is_some())
                && frame.excludes.iter().all(|slot| self.slot(at, slot).is_none())
        };
        special_first(all.iter().filter(holds).collect())
    }

    /// The frames that hold for a noun.
    pub fn noun_frames_of(&self, sentence: usize, word: usize) -> (Vec<&'a Frame>, Option<String>) {
        let knowledge: &'a Knowledge = self.knowledge;
        let (all, first) = knowledge.lexicon.noun_frames(&self.words[sentence].words[word].lemma);
        let filled = |slot: &String| match slot.as_str() {
            "comp" => first.is_some(),
            "adj" => self.adjective_place(sentence, word).is_some(),
            _ => self.noun_slot(sentence, word, slot).is_some(),
        };
        let holds = |frame: &&Frame| frame.requires.iter().all(filled) && !frame.excludes.iter().any(filled);
        (special_first(all.iter().filter(holds).collect()), first.map(str::to_owned))
    }

    /// The filler of a role of a frame.
    pub fn fill(&self, at: ClauseAt, frame: &Frame, role: &str) -> Option<Filler> {
        // "Sie lobte die Arbeit mit den Worten: …": what is praised is named; what is said of it is not.
        let stance = matches!(frame.relation.as_str(), "supports" | "rejects" | "condemns" | "warns" | "fears");
        if stance && role == "object" {
            let slots = frame.roles.get(role)?;
            let noun = |slot: &String| match self.slot(at, slot) {
                Some(Filler::Noun(word)) if self.words[at.sentence].words[word].is_nominal() => Some(Filler::Noun(word)),
                _ => None,
            };
            let asked = slots.iter().filter(|slot| slot.as_str() == "obj" || frame.requires.contains(slot));
            if let Some(noun) = asked.filter(|slot| !matches!(slot.as_str(), "inf" | "dass")).find_map(noun) {
                return Some(noun);
            }
        }
        // "In Köln raste ein Auto in die Menge": of two phrases with *in* the one that the frame asks for.
        let asked = |slot: &String| {
            let is_asked = |required: &&String| required.strip_prefix(slot.as_str()).is_some_and(|rest| rest.starts_with(':'));
            frame.requires.iter().find(is_asked).and_then(|required| self.slot(at, required))
        };
        let filler = |slot: &String| asked(slot).or_else(|| self.slot(at, slot)).or_else(|| self.below_object(at, frame, slot));
        let found = frame.roles.get(role)?.iter().find_map(filler);
        // "ein Anteil an dem Autohersteller", "am Markt": who gets something stands in the accusative behind *an*.
        let is_place = |word: usize| {
            frame.relation == "transfers"
                && self.words[at.sentence].preposition(word) == Some("an")
                && self.is_dative(at.sentence, word)
        };
        found.filter(|filler| !matches!(filler, Filler::Noun(word) if is_place(*word)))
    }

    /// "verübten einen Anschlag auf ein Lager", "lieferte Waffen an die Ukraine": what a frame looks for at the verb hangs on its object in some trees.
    fn below_object(&self, at: ClauseAt, frame: &Frame, slot: &str) -> Option<Filler> {
        let (slot, wanted) = slot.split_once(':').map_or((slot, None), |(slot, wanted)| (slot, Some(wanted)));
        let leads = matches!(slot, "an" | "auf" | "gegen" | "für" | "nach" | "mit" | "über" | "um" | "vor")
            && frame.requires.iter().any(|required| required.starts_with("obj") || required.contains(':'));
        // "sich auf Sanktionen gegen Minsk einigen"
        let by_preposition = || {
            let named = frame.requires.iter().filter(|required| required.contains(':') && !required.starts_with("subj"));
            named.filter_map(|required| self.slot(at, required)).find_map(|filler| match filler {
                Filler::Noun(word) => Some(word),
                Filler::Clause(_) => None,
            })
        };
        let object = self.clause(at).object.or_else(by_preposition).filter(|_| leads)?;
        let words = &self.words[at.sentence];
        let fits = |&child: &usize| {
            child > object
                && words.words[child].has("nmod")
                && words.words[child].is_nominal()
                && words.preposition(child) == Some(slot)
        };
        let found = words.children(object).iter().copied().find(fits).filter(|&word| !self.is_time(at.sentence, word))?;
        wanted.is_none_or(|wanted| self.is_wanted(at.sentence, found, wanted)).then_some(Filler::Noun(found))
    }

    /// What fills a slot of a clause. `zu:Verfügung` asks for the noun, too; `obj:Geld|Euro` for one of these or a compound that ends in it; `obj:PER`
    /// for a person's name.
    pub fn slot(&self, at: ClauseAt, slot: &str) -> Option<Filler> {
        let clause = self.clause(at);
        let (slot, wanted) = slot.split_once(':').map_or((slot, None), |(slot, wanted)| (slot, Some(wanted)));
        let noun = |word: Option<usize>| {
            word.filter(|&word| wanted.is_none_or(|wanted| self.is_wanted(at.sentence, word, wanted))).map(Filler::Noun)
        };
        match slot {
            "subj" => noun(clause.subject.filter(|&word| !self.is_time(at.sentence, word))),
            "obj" => noun(clause.object.filter(|&word| !self.is_time(at.sentence, word))),
            "iobj" => noun(clause.dative.filter(|&word| !self.is_time(at.sentence, word))),
            "agent" => noun(clause.oblique("von").or_else(|| clause.oblique("durch"))),
            "self" => Some(Filler::Clause(at)),
            "refl" => clause.reflexive.then_some(Filler::Clause(at)),
            "inf" => self.complement(at, Kind::Infinitive),
            "dass" => self.complement(at, Kind::Complement),
            // "Er war bei der Kanzlerin zu Gast": the phrase that the copula links.
            preposition
                if clause.copular
                    && wanted.is_some()
                    && self.words[at.sentence].preposition(clause.head) == Some(preposition) =>
            {
                noun(Some(clause.head))
            }
            preposition => clause.obliques.iter().filter(|(of, _)| of == preposition).find_map(|&(_, word)| {
                if pronominal_adverb(&self.words[at.sentence].words[word].lemma).is_some() {
                    if wanted.is_some() {
                        return None;
                    }
                    // "drängte darauf, die Abhängigkeit zu beenden": the clause is what is meant.
                    return self.complement(at, Kind::Infinitive).or_else(|| self.complement(at, Kind::Complement));
                }
                // "für mehrere Stunden", "am 1. Dezember": when, and for how long, fill no role.
                noun(Some(word).filter(|&word| {
                    wanted.is_some() || !self.is_time(at.sentence, word) && !is_period(&self.words[at.sentence].words[word].lemma)
                }))
            }),
        }
    }

    /// Whether an article says that a phrase stands in the dative: *am Markt*, *an dem Werk*.
    fn is_dative(&self, sentence: usize, word: usize) -> bool {
        let words = &self.words[sentence];
        words.child(word, "det").is_some_and(|det| {
            matches!(words.words[det].form.to_lowercase().as_str(), "dem" | "einem" | "seinem" | "ihrem" | "diesem")
        })
    }

    /// Whether a noun is one of `Geld|Euro`, a compound ending in one, or the name of a person for `PER`, of an organisation for `ORG`, of a place for
    /// `LOC`; `ACT` is whoever can act: a name of these, or a noun for people and bodies.
    fn is_wanted(&self, sentence: usize, word: usize, wanted: &str) -> bool {
        let here = &self.words[sentence].words[word];
        let class = self.entity(sentence, word).map(|entity| self.document.entities[entity].class);
        // "640 von 2100 Arbeitsplätzen"
        let words = &self.words[sentence];
        let counted = words
            .children(word)
            .iter()
            .map(|&child| &words.words[child])
            .find(|child| here.upos == Upos::Num && child.has("nmod") && child.upos == Upos::Noun);
        let here = counted.unwrap_or(here);
        wanted.split('|').any(|noun| match noun {
            "PER" => class == Some(NameClass::Person),
            "ORG" => class == Some(NameClass::Organisation),
            "LOC" => class == Some(NameClass::Place),
            "ACT" => super::factuality::is_actor(self, sentence, word),
            _ if here.lemma == noun || here.form == noun => true,
            // "ungefährlich" is not "gefährlich".
            _ => here.upos != Upos::Adj && here.lemma.to_lowercase().ends_with(&noun.to_lowercase()),
        })
    }

    fn complement(&self, at: ClauseAt, kind: Kind) -> Option<Filler> {
        let clauses = &self.clauses[at.sentence];
        let direct = clauses[at.clause].complements.iter().copied().find(|&complement| clauses[complement].kind == kind);
        // A complement of "darauf" hangs on the adverb in some trees, an infinitive on an object in others.
        let below = || {
            (0..clauses.len()).find(|&other| {
                clauses[other].parent == Some(at.clause)
                    && clauses[other].kind == kind
                    && self.words[at.sentence].words[clauses[other].head].head.is_some_and(|head| {
                        head == clauses[at.clause].head || pronominal_adverb(&self.words[at.sentence].words[head].lemma).is_some()
                    })
            })
        };
        // "Die Stadt hat Pläne, das Bad zu schließen": below the object.
        let of_object = || {
            let object = clauses[at.clause].object.filter(|_| kind == Kind::Infinitive)?;
            let (of_noun, _) = self.knowledge.lexicon.noun_frames(&self.words[at.sentence].words[object].lemma);
            of_noun.iter().find(|frame| frame.relation == "plans")?;
            (0..clauses.len()).find(|&other| {
                let head = self.words[at.sentence].words[clauses[other].head].head;
                clauses[other].kind == Kind::OfNoun && clauses[other].finite.is_none() && head == Some(object)
            })
        };
        direct.or_else(below).or_else(of_object).map(|clause| Filler::Clause(ClauseAt { sentence: at.sentence, clause }))
    }

    /// What fills a slot of a noun; `adj` and `comp` are no words of their own and are looked up by the rules that know places.
    pub fn noun_slot(&self, sentence: usize, word: usize, slot: &str) -> Option<Filler> {
        let words = &self.words[sentence];
        let (slot, wanted) = slot.split_once(':').map_or((slot, None), |(slot, wanted)| (slot, Some(wanted)));
        match slot {
            "gen" => self
                .genitive(sentence, word)
                .filter(|&noun| !self.is_time(sentence, noun) && !is_period(&self.words[sentence].words[noun].lemma))
                .filter(|&noun| wanted.is_none_or(|wanted| self.is_wanted(sentence, noun, wanted)))
                .map(Filler::Noun),
            "inf" | "dass" => {
                let finite = slot == "dass";
                let clauses = &self.clauses[sentence];
                let found = (0..clauses.len()).find(|&clause| {
                    let head = &words.words[clauses[clause].head];
                    head.head == Some(word)
                        && matches!(clauses[clause].kind, Kind::OfNoun | Kind::Complement | Kind::Infinitive)
                        && clauses[clause].finite.is_some() == finite
                });
                found.map(|clause| Filler::Clause(ClauseAt { sentence, clause }))
            }
            "comp" | "adj" | "self" | "num" => None,
            preposition => self
                .attached(sentence, word, preposition)
                .or_else(|| self.behind_genitive(sentence, word, preposition))
                .filter(|&noun| wanted.is_none_or(|wanted| self.is_wanted(sentence, noun, wanted)))
                .map(Filler::Noun),
        }
    }

    /// Genitive, *von* or possessive of a noun: *Durchsetzung einer Flugverbotszone*, *Italiens Regierungschef*, *ihre Präsenz*.
    pub fn genitive(&self, sentence: usize, word: usize) -> Option<usize> {
        let words = &self.words[sentence];
        let end = words.words[word].tokens.end;
        let children = words.children(word);
        let bare = children.iter().copied().find(|&child| {
            let here = &words.words[child];
            here.has("nmod") && words.preposition(child).is_none() && here.is_nominal() && !here.feats.is("Case", "Dat")
        });
        bare.or_else(|| {
            children.iter().copied().find(|&child| words.words[child].deprel == "det:poss" || words.words[child].has("nmod:poss"))
        })
        .or_else(|| {
            children.iter().copied().find(|&child| {
                words.words[child].has("nmod") && words.preposition(child) == Some("von") && words.words[child].is_nominal()
            })
        })
        // "von" attached to the verb though it stands right behind the noun.
        .or_else(|| self.following(sentence, end, "von"))
    }

    /// The phrase with this preposition below a noun, or right behind it.
    pub fn attached(&self, sentence: usize, word: usize, preposition: &str) -> Option<usize> {
        let words = &self.words[sentence];
        let below = words.children(word).iter().copied().find(|&child| {
            words.preposition(child) == Some(preposition)
                && (words.words[child].is_nominal() || words.words[child].upos == Upos::Pron)
        });
        below.or_else(|| self.following(sentence, words.words[word].tokens.end, preposition))
    }

    /// "die Sanktionen der EU gegen Russland": the phrase right behind the genitive, wherever the tree hangs it.
    fn behind_genitive(&self, sentence: usize, word: usize, preposition: &str) -> Option<usize> {
        let genitive = self.genitive(sentence, word).filter(|&genitive| genitive > word)?;
        let end = self.words[sentence].words[genitive].tokens.end;
        (preposition != "von").then(|| self.following(sentence, end, preposition)).flatten()
    }

    /// The noun of the prepositional phrase that begins at a token.
    fn following(&self, sentence: usize, token: usize, preposition: &str) -> Option<usize> {
        let words = &self.words[sentence];
        let case = (token < self.document.sentences[sentence].tokens.len()).then(|| words.of_token(token))?;
        let here = &words.words[case];
        (here.has("case") && here.lemma == preposition).then_some(here.head?).filter(|&noun| words.words[noun].is_nominal())
    }
}

/// *Jahr*, *Stunde*, *Fall*
pub(super) fn is_period(lemma: &str) -> bool {
    const PERIODS: &str = include_str!("data/periods.txt");
    PERIODS.lines().any(|noun| noun == lemma)
}

fn special_first(holding: Vec<&Frame>) -> Vec<&Frame> {
    let special: Vec<&Frame> =
        holding.iter().copied().filter(|frame| frame.requires.iter().any(|slot| slot.contains(':'))).collect();
    if special.is_empty() { holding } else { special }
}

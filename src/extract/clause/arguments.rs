//! The arguments of a clause: subject, objects, phrases; what trees get wrong about them; and those a clause takes over from the one above.

use super::{Clause, Kind, Mood, Voice, is_finite};
use crate::annotate::times::is_day_or_month;
use crate::document::words::{Word, Words};
use crate::document::{NameClass, Upos};
use crate::knowledge::morphology::tags::Tag;
use crate::knowledge::morphology::{Morphology, big_first};

/// Sorts the dependents into grammatical roles; the passive is turned.
pub(super) fn arguments(words: &Words, clause: &mut Clause) {
    let passive = clause.voice == Voice::Passive;
    let subject = nearest_subject(words, clause.head);
    for &child in words.children(clause.head) {
        let word = &words.words[child];
        if is_reflexive(word) {
            clause.reflexive = true;
            continue;
        }
        let preposition = words.preposition(child).map(str::to_owned);
        match word.deprel.split(':').next().unwrap_or_default() {
            "nsubj" if Some(child) != subject && words.child(child, "cop").is_some() => {}
            "nsubj" if passive && Some(child) == subject => clause.object = Some(child),
            "nsubj" if Some(child) == subject => clause.subject = Some(child),
            "nsubj" | "obj" | "iobj" if preposition.is_none() => {
                // "Der Präsident nannte den Angriff einen Fehler": the second of two is what the first is called.
                if clause.verb == "nennen" && clause.object.is_some() {
                    clause.obliques.push(("als".to_owned(), child));
                    continue;
                }
                // "Der Ukraine half die Allianz": a dative that the tree calls an object is none.
                let dative = word.has("iobj") || word.feats.is("Case", "Dat") && clause.object.is_some();
                let slot = if dative { &mut clause.dative } else { &mut clause.object };
                *slot = slot.or(Some(child));
            }
            "obl" | "nmod" | "obj" | "iobj" => match preposition {
                // "von der Nato entsandt", "durch den Rat beschlossen"
                Some(by)
                    if passive
                        && clause.subject.is_none()
                        && (by == "von" || by == "durch")
                        && word.is_nominal()
                        // "von Januar bis März"
                        && !is_day_or_month(&word.form)
                        // "Von Reisen wird abgesehen", but "Von den Behörden wird angenommen, dass …"
                        && (subject.is_some()
                            || by == "durch"
                            || word.class.is_some()
                            || words.child(clause.head, "csubj").is_some() && words.child(child, "det").is_some()) =>
                {
                    clause.subject = Some(child);
                    clause.obliques.push((by, child));
                }
                // "…, wie Aufsichtsratschef Vossen erklärte": the subordinator was taken for a preposition.
                Some(wie)
                    if wie == "wie"
                        && clause.subject.is_none()
                        && nearest_subject(words, clause.head).is_none()
                        && child < clause.head =>
                {
                    clause.subject = Some(child)
                }
                Some(preposition) => clause.obliques.push((preposition, child)),
                None if word.deprel == "obl:arg" || word.feats.is("Case", "Dat") && word.upos != Upos::Num => {
                    clause.dative = clause.dative.or(Some(child));
                }
                None => clause.obliques.push((String::new(), child)),
            },
            // "Darauf drängte Selenskyj": darauf stands for auf + what was said.
            "advmod" => {
                if let Some(preposition) = pronominal_adverb(&word.lemma) {
                    clause.obliques.push((preposition.to_owned(), child));
                }
            }
            // "Die Opposition nannte die Reform überflüssig": she calls it so, as if by *als*.
            "xcomp" if matches!(word.upos, Upos::Adj | Upos::Noun) && preposition.is_none() && !has_verb(words, child) => {
                clause.obliques.push(("als".to_owned(), child));
            }
            _ => {}
        }
    }
}

/// Whether a word is the head of a clause with a verb.
fn has_verb(words: &Words, word: usize) -> bool {
    words.children(word).iter().any(|&child| words.words[child].has("cop") || words.words[child].has("aux"))
}

/// Of several subjects the first that can be one: German has the subject before the objects, where no form tells. What has a copula is a clause and no
/// subject.
fn nearest_subject(words: &Words, head: usize) -> Option<usize> {
    let finite = std::iter::once(head).chain(words.children(head).iter().copied()).find(|&word| is_finite(&words.words[word]));
    let number = |word: usize| words.words[word].feats.get("Number");
    let all = words.children(head).iter().copied().filter(|&child| words.words[child].has("nsubj"));
    all.min_by_key(|&child| {
        let disagrees = words.words[child].upos == Upos::Noun
            && words.child(child, "conj").is_none()
            && finite.and_then(number).is_some_and(|number| has_other_number(words, child, number));
        // "Die Bürger forderte er auf": these can be nothing but subjects.
        let pronoun = matches!(words.words[child].form.to_lowercase().as_str(), "er" | "ich" | "wir" | "du" | "man");
        // "Die Stadt wurde gegründet, darunter der Dom": one of them stands for none.
        let example = words.children(child).iter().any(|&below| words.words[below].form.eq_ignore_ascii_case("darunter"));
        (
            words.child(child, "cop").is_some() || example,
            is_accusative(words, child),
            !pronoun,
            disagrees,
            !is_nominative(words, child),
            child,
        )
    })
}

pub(super) fn is_reflexive(word: &Word) -> bool {
    word.lemma == "sich" || word.form.eq_ignore_ascii_case("sich") || word.feats.is("Reflex", "Yes")
}

/// Mends what trees of fronted objects get wrong: "Flugzeuge gebe sein Land nicht ab", "Wladimir Putin hatte angekündigt". `can_act` says whether a
/// word stands for somebody.
pub fn mend_arguments(words: &Words, clause: &mut Clause, can_act: impl Fn(usize) -> bool) {
    // "Die Kosten werden durch mehr Effizienz gesenkt": by what means, not by whom.
    if clause.voice == Voice::Passive
        && let Some(subject) = clause.subject.filter(|&subject| words.preposition(subject) == Some("durch"))
        // "Geplant war eine Route durch Paris": through it.
        && (!can_act(subject) && !affects(&clause.verb) || words.words[subject].class == Some(NameClass::Place) && is_state(words, clause))
    {
        clause.subject = None;
    }
    if clause.voice == Voice::Passive || clause.copular || clause.subject_inherited {
        return;
    }
    let Some(finite) = clause.finite else { return };
    let number = |word: usize| words.words[word].feats.get("Number");
    let is_coordinated = |word: usize| words.child(word, "conj").is_some();
    match (clause.subject, clause.object) {
        (Some(subject), Some(object)) if words.words[subject].is_nominal() && words.words[object].is_nominal() => {
            // Of names the number is often not seen: "die USA".
            let disagrees = |word: usize| {
                words.words[word].upos == Upos::Noun
                    && !is_coordinated(word)
                    && number(finite).is_some_and(|number| has_other_number(words, word, number))
            };
            // "… dass der Verbraucher Bäume kaufen kann": an article may say more than number.
            let by_number =
                disagrees(subject) && !disagrees(object) && !is_accusative(words, object) && !is_nominative(words, subject);
            // "In Brüssel verhängten die Minister Einreiseverbote": on one side of the verb the subject comes first.
            let fronted = subject < finite && finite < object || object < subject && (finite < object || subject < finite);
            // "Ein Erdbeben erschütterte die Stadt": what affects somebody need not be able to act.
            let by_sense = fronted
                && !affects(&clause.verb)
                && !can_act(subject)
                && can_act(object)
                && !is_accusative(words, object)
                && !is_nominative(words, subject)
                && !disagrees(object)
                // "Das Werk sucht Mitarbeiter": who stands behind the verb without an article is mostly no subject.
                && (words.words[object].upos == Upos::Propn || words.child(object, "det").is_some());
            // "Das Personal beunruhigt der Verlust"
            let by_case = is_nominative(words, object)
                && (is_accusative(words, subject) || !is_nominative(words, subject) && subject < object);
            if by_number || by_sense || by_case {
                (clause.subject, clause.object) = (Some(object), Some(subject));
            }
        }
        // "Das lehnte Meier ab", "Dies sagte Finanzvorstand Pötter": who can act does.
        (Some(subject), Some(object))
            if matches!(words.words[subject].form.as_str(), "Das" | "Dies" | "Dieses" | "das" | "dies")
                && matches!(words.words[subject].upos, Upos::Pron | Upos::Det)
                && subject < finite
                && finite < object
                && !affects(&clause.verb)
                && can_act(object)
                && !is_accusative(words, object)
                && (words.words[object].upos == Upos::Propn
                    || words.child(object, "det").is_some()
                    || words.child(object, "appos").is_some_and(|name| words.words[name].class == Some(NameClass::Person))) =>
        {
            (clause.subject, clause.object) = (Some(object), Some(subject));
        }
        // "die Polizei, die der Fahrer rief", "Grundstücke, die die Gemeinden abtreten": *die* and *das* are subject or object.
        (Some(subject), Some(object))
            if words.words[subject].feats.is("PronType", "Rel")
                && matches!(words.words[subject].form.as_str(), "die" | "das")
                && words.words[object].is_nominal()
                && !is_accusative(words, object) =>
        {
            let agrees = number(object).is_none() || number(finite).is_none() || number(object) == number(finite);
            if is_nominative(words, object) || agrees && can_act(object) && !can_act(subject) && !affects(&clause.verb) {
                (clause.subject, clause.object) = (Some(object), Some(subject));
            }
        }
        // "Die Hilfe stellte das Ministerium bereit": the tree has two objects, and one of them can act.
        (None, Some(object)) if !can_act(object) && other_object(words, clause, object).is_some_and(&can_act) => {
            clause.subject = other_object(words, clause, object);
        }
        // "Sollte der Krieg andauern, könnten 50 Millionen Menschen hungern": a finite clause has a subject.
        (None, Some(object))
            if clause.mood != Mood::Imperative
                && clause.kind != Kind::Infinitive
                && (can_act(object) || agrees(words, object, finite))
                && !is_accusative(words, object) =>
        {
            (clause.subject, clause.object) = (Some(object), None);
        }
        _ => {}
    }
}

/// "ist geplant", and not "wird geplant"
fn is_state(words: &Words, clause: &Clause) -> bool {
    clause.predicate.iter().all(|&aux| words.words[aux].lemma == "sein")
}

/// The second object of a finite clause, if its article allows the nominative.
fn other_object(words: &Words, clause: &Clause, object: usize) -> Option<usize> {
    let fits = |&child: &usize| {
        let word = &words.words[child];
        child != object
            && word.has("obj")
            && word.is_nominal()
            && words.preposition(child).is_none()
            && !is_accusative(words, child)
    };
    words.children(clause.head).iter().copied().find(fits)
}

/// Whether a noun cannot have the number of its verb, by the tags and by all that the lexicon knows of its form: *Mönche* is no singular, and of
/// *EU-Außenminister* nobody knows. What is counted is many.
fn has_other_number(words: &Words, noun: usize, number: &str) -> bool {
    let here = &words.words[noun];
    let counted = words.child(noun, "nummod").is_some_and(|count| !words.words[count].lemma.starts_with("ein"));
    if counted {
        return number == "Sing";
    }
    let last = here.form.rsplit('-').next().unwrap_or_default();
    let morphology = Morphology::embedded();
    let mut readings = morphology.readings(last);
    // *Ampelkoalition* is a *Koalition*.
    if let Some(at) = morphology.noun_ending(last).filter(|_| readings.is_empty()) {
        readings = morphology.readings(&big_first(&last[at..]));
    }
    let subject = |tag: &Tag| tag.upos == Upos::Noun && tag.feats.is("Number", number) && tag.feats.is("Case", "Nom");
    let possible = readings.is_empty() || readings.iter().flat_map(|reading| &reading.tags).any(|tag| subject(tag));
    here.feats.get("Number").is_some_and(|own| own != number) && !possible
}

/// Whether the only noun of a clause that is coordinated with none can be its subject by number.
fn agrees(words: &Words, noun: usize, finite: usize) -> bool {
    let number = |word: usize| words.words[word].feats.get("Number");
    let head = words.words[noun].head;
    let inherits = head.is_some_and(|head| words.words[head].has("conj"));
    let impersonal = head.is_some_and(|head| {
        words
            .children(head)
            .iter()
            .any(|&child| matches!(words.words[child].form.to_lowercase().as_str(), "es" | "man" | "wer" | "was"))
    });
    words.words[noun].is_nominal() && !inherits && !impersonal && number(noun).is_some() && number(noun) == number(finite)
}

/// An article that can only be nominative: *der Konzern*, *ein Sprecher* with a masculine noun.
fn is_nominative(words: &Words, word: usize) -> bool {
    let article = article(words, word);
    article == "der" && !words.words[word].feats.is("Gender", "Fem") && words.words[word].feats.is("Number", "Sing")
}

/// An article that can only be accusative: *den Konzern*, *einen Sprecher*.
fn is_accusative(words: &Words, word: usize) -> bool {
    matches!(article(words, word).as_str(), "den" | "einen" | "keinen" | "seinen" | "ihren" | "diesen")
}

fn article(words: &Words, word: usize) -> String {
    words.child(word, "det").map(|article| words.words[article].form.to_lowercase()).unwrap_or_default()
}

/// *darauf* → *auf*
pub fn pronominal_adverb(lemma: &str) -> Option<&'static str> {
    const ALL: [(&str, &str); 17] = [
        ("dabei", "bei"),
        ("dadurch", "durch"),
        ("dafür", "für"),
        ("dagegen", "gegen"),
        ("damit", "mit"),
        ("danach", "nach"),
        ("daran", "an"),
        ("darauf", "auf"),
        ("daraus", "aus"),
        ("darin", "in"),
        ("darum", "um"),
        ("darunter", "unter"),
        ("darüber", "über"),
        ("davon", "von"),
        ("davor", "vor"),
        ("dazu", "zu"),
        ("hierzu", "zu"),
    ];
    ALL.iter().find(|(adverb, _)| adverb.eq_ignore_ascii_case(lemma)).map(|&(_, preposition)| preposition)
}

/// Gives clauses without a subject that of the clause above, where grammar says so.
pub fn inherit_subjects(words: &Words, clauses: &mut [Clause]) {
    for index in 0..clauses.len() {
        inherit_subject(words, clauses, index);
    }
}

/// An infinitive takes its subject from the clause above ("Er versprach, zu kommen"; "Er forderte sie auf, zu kommen": the object), a coordinated
/// clause from the nearest one before it that has its own ("Er kam und ging", "Er kam, sie stand auf und ging").
fn inherit_subject(words: &Words, clauses: &mut [Clause], index: usize) {
    let Some(parent) = clauses[index].parent else { return };
    if clauses[index].subject.is_some() && !clauses[index].subject_inherited {
        return;
    }
    let head = &words.words[clauses[index].head];
    let sibling = |other: &Clause| {
        let between = (clauses[parent].head..clauses[index].head).contains(&other.head);
        let beside = words.words[other.head].has("conj") || words.words[other.head].has("parataxis");
        let of_same = beside && words.words[other.head].head == head.head;
        between
            && of_same
            && !other.subject_inherited
            && (other.subject.is_some() || other.object.is_some() && other.voice == Voice::Passive)
    };
    let parent = clauses.iter().rposition(sibling).filter(|_| head.has("conj")).unwrap_or(parent);
    let inherited = match clauses[index].kind {
        Kind::Infinitive | Kind::OfNoun | Kind::Adverbial if clauses[index].finite.is_none() => {
            let above = &clauses[parent];
            match head.head.filter(|_| clauses[index].kind == Kind::OfNoun) {
                Some(noun) => holder(words, noun).or(above.subject.filter(|&subject| subject != noun)),
                // "Sie haben dazu aufgefordert, nicht auszulaufen": whoever shall, not they. "Sie ließ mitteilen, …": by whomever, it is her who speaks.
                None if object_control(&above.verb) => {
                    above.dative.or(above.object).or(above.subject.filter(|_| above.verb == "lassen"))
                }
                None => above.subject,
            }
        }
        // "Er wurde gewählt und starb": the passive has its subject as object.
        _ if head.has("conj") => match (clauses[parent].voice, clauses[index].voice) {
            (Voice::Active, Voice::Active) | (Voice::Passive, Voice::Passive) => clauses[parent].subject,
            (Voice::Passive, Voice::Active) => clauses[parent].object,
            (Voice::Active, Voice::Passive) => None,
        },
        _ => None,
    };
    // "Er trat zurück und wurde verhaftet", "Er wurde eingefangen und erschossen"
    if head.has("conj") && clauses[index].voice == Voice::Passive && clauses[index].object.is_none() {
        clauses[index].object = match clauses[parent].voice {
            Voice::Active => clauses[parent].subject,
            Voice::Passive => clauses[parent].object,
        };
    }
    if inherited.is_some() {
        clauses[index].subject = inherited;
        clauses[index].subject_inherited = true;
    }
}

/// Whose plan it is: "der Plan der Stadt, das Bad zu schließen", "seine Weigerung, zu zahlen".
fn holder(words: &Words, noun: usize) -> Option<usize> {
    let by = |child: &usize| {
        let word = &words.words[*child];
        word.deprel == "det:poss"
            || word.has("nmod") && word.is_nominal() && matches!(words.preposition(*child), None | Some("von"))
    };
    words.children(noun).iter().copied().find(by)
}

/// Verbs by which things and events befall people.
fn affects(verb: &str) -> bool {
    const VERBS: &str = include_str!("../data/affecting_verbs.txt");
    VERBS.lines().any(|line| line == verb)
}

/// Verbs whose object does what the infinitive says.
fn object_control(verb: &str) -> bool {
    const VERBS: &str = include_str!("../data/object_control.txt");
    VERBS.lines().any(|line| line == verb)
}

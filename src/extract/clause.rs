//! Clauses: a predicate with its arguments by grammatical role, its tense, mood, voice, modal and negation. Takes words, knows no ontology.

use crate::document::Upos;
use crate::document::words::{Word, Words};
use crate::knowledge::morphology::tags::Tag;
use crate::knowledge::morphology::{Morphology, big_first};

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

/// Gives clauses without a subject that of the clause above, where grammar says so.
pub fn inherit_subjects(words: &Words, clauses: &mut [Clause]) {
    for index in 0..clauses.len() {
        inherit_subject(words, clauses, index);
    }
}

fn by_depth(words: &Words) -> Vec<usize> {
    let depth = |word: usize| std::iter::successors(words.words[word].head, |&up| words.words[up].head).count();
    let mut all: Vec<usize> = (0..words.words.len()).collect();
    all.sort_by_key(|&word| (depth(word), word));
    all
}

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
    let auxiliaries: Vec<usize> = dependents("aux").flat_map(|aux| std::iter::once(aux).chain(nested(aux))).collect();
    let copula = dependents("cop").next();
    let particle = dependents("compound:prt").find(|&child| words.words[child].upos != Upos::Noun);
    let modal = auxiliaries.iter().map(|&aux| &words.words[aux]).find(|aux| is_modal(&aux.lemma));
    let verbal = matches!(word.upos, Upos::Verb | Upos::Aux);
    // "… seien resistent gewesen": the finite verb hangs on the copula in some trees.
    let below_copula = copula.into_iter().flat_map(|copula| words.children(copula)).copied();
    let finite = auxiliaries
        .iter()
        .copied()
        .chain(copula)
        .chain(below_copula.filter(|&below| words.words[below].has("aux")))
        .chain(verbal.then_some(head))
        .find(|&verb| is_finite(&words.words[verb]))
        .or_else(|| auxiliaries.first().copied())
        .or(copula.filter(|_| dependents("mark").all(|mark| words.words[mark].upos != Upos::Part)));
    let passive = auxiliaries.iter().any(|&aux| words.words[aux].deprel == "aux:pass")
        || dependents("nsubj:pass").next().is_some() && !auxiliaries.is_empty();
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
        predicate: auxiliaries.iter().copied().chain(copula).chain(particle).collect(),
    };
    arguments(words, &mut clause);
    clause
}

/// Sorts the dependents into grammatical roles; the passive is turned.
fn arguments(words: &Words, clause: &mut Clause) {
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
                        // "Von Reisen wird abgesehen"
                        && (subject.is_some() || by == "durch" || word.class.is_some()) =>
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
            _ => {}
        }
    }
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
        (
            words.child(child, "cop").is_some(),
            is_accusative(words, child),
            !pronoun,
            disagrees,
            !is_nominative(words, child),
            child,
        )
    })
}

/// Mends what trees of fronted objects get wrong: "Flugzeuge gebe sein Land nicht ab", "Wladimir Putin hatte angekündigt". `can_act` says whether a
/// word stands for somebody.
pub fn mend_arguments(words: &Words, clause: &mut Clause, can_act: impl Fn(usize) -> bool) {
    // "Die Kosten werden durch mehr Effizienz gesenkt": by what means, not by whom.
    if clause.voice == Voice::Passive
        && let Some(subject) = clause.subject.filter(|&subject| words.preposition(subject) == Some("durch"))
        && !can_act(subject)
        && !affects(&clause.verb)
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

/// Lemma of the verb with its separated particle (*aufrüsten*); of a copular clause that of the copula.
pub(super) fn verb_lemma(words: &Words, head: usize, copula: Option<usize>, particle: Option<usize>) -> String {
    let word = &words.words[head];
    match (copula, particle) {
        (Some(copula), _) => words.words[copula].lemma.clone(),
        (None, Some(particle)) if matches!(word.upos, Upos::Verb | Upos::Aux) => {
            // A separated prefix stands at the end of the clause ("nimmt … teil"): "teilnehmen", not "nehmen".
            let prefix = words.words[particle].form.to_lowercase();
            if word.lemma.starts_with(&prefix) { word.lemma.clone() } else { format!("{prefix}{}", word.lemma) }
        }
        _ => word.lemma.clone(),
    }
}

/// Modal verbs that stand as auxiliary.
fn is_modal(lemma: &str) -> bool {
    matches!(lemma, "können" | "müssen" | "sollen" | "wollen" | "dürfen" | "mögen" | "möchten")
}

fn is_finite(word: &Word) -> bool {
    word.feats.is("VerbForm", "Fin")
}

fn is_reflexive(word: &Word) -> bool {
    word.lemma == "sich" || word.form.eq_ignore_ascii_case("sich") || word.feats.is("Reflex", "Yes")
}

/// Konjunktiv of the frequent auxiliaries is read from the form; of other verbs from the features.
fn mood(word: &Word) -> Mood {
    match word.form.to_lowercase().as_str() {
        "sei" | "seien" | "habe" | "werde" | "könne" | "müsse" | "solle" | "wolle" | "dürfe" | "möge" => Mood::Reported,
        "wäre" | "wären" | "hätte" | "hätten" | "würde" | "würden" | "könnte" | "könnten" | "müsste" | "müssten" | "dürfte"
        | "dürften" => Mood::Irrealis,
        // "Flugzeuge gebe sein Land nicht ab": in the third person only Konjunktiv I ends so in the present.
        form if form.ends_with('e')
            && !form.ends_with("te")
            && word.feats.is("Person", "3")
            && word.feats.is("Number", "Sing")
            && !is_strong_past(word) =>
        {
            Mood::Reported
        }
        _ => match (word.feats.get("Mood"), word.feats.get("Tense")) {
            (Some("Sub"), Some("Past")) => Mood::Irrealis,
            (Some("Sub"), _) => Mood::Reported,
            (Some("Imp"), _) => Mood::Imperative,
            _ => Mood::Indicative,
        },
    }
}

/// *wurde*
fn is_strong_past(word: &Word) -> bool {
    word.feats.is("Tense", "Past") || word.form.eq_ignore_ascii_case("wurde")
}

fn tense(words: &Words, head: usize, finite: Option<usize>, auxiliaries: &[usize]) -> Tense {
    let lemma = |aux: usize| words.words[aux].lemma.as_str();
    // The tagger takes infinitives for finite plurals: "werden teilnehmen".
    let is_infinitive = words.words[head].feats.is("VerbForm", "Inf")
        || words.words[head].upos == Upos::Verb && words.words[head].form == words.words[head].lemma;
    let passive = auxiliaries.iter().any(|&aux| words.words[aux].deprel == "aux:pass");
    // "wird bauen", "wird gebaut werden"
    if auxiliaries.iter().any(|&aux| lemma(aux) == "werden" && words.words[aux].deprel != "aux:pass")
        && (is_infinitive || passive || auxiliaries.len() > 1)
    {
        return Tense::Future;
    }
    // "hat gebaut", "ist gestiegen", "ist gebaut worden"
    let perfect = auxiliaries.iter().any(|&aux| matches!(lemma(aux), "haben" | "sein") && words.words[aux].deprel == "aux")
        || auxiliaries.iter().any(|&aux| words.words[aux].form == "worden");
    let past = finite
        .is_some_and(|finite| words.words[finite].feats.is("Tense", "Past") && mood(&words.words[finite]) == Mood::Indicative);
    if perfect || past { Tense::Past } else { Tense::Present }
}

const NEGATORS: [&str; 9] = ["nicht", "nie", "niemals", "niemand", "nichts", "keinesfalls", "keineswegs", "kaum", "nirgends"];

/// The word that negates the clause with this head: *nicht* or *nie* beside the predicate, *kein* at an argument, *niemand* as one.
fn negation(words: &Words, head: usize) -> Option<usize> {
    let negates = |word: usize| {
        let lemma = words.words[word].lemma.to_lowercase();
        NEGATORS.contains(&lemma.as_str()) && !is_contrast(words, word)
    };
    let no = |word: usize| {
        let word = &words.words[word];
        matches!(word.upos, Upos::Det | Upos::Pron)
            && (word.lemma.starts_with("kein") || word.form.to_lowercase().starts_with("kein"))
    };
    let form = |word: usize| words.words[word].form.to_lowercase();
    // "Er ist nicht Präsident": some trees hang the negation on the copula.
    let is_auxiliary = |child: usize| words.words[child].has("cop") || words.words[child].has("aux");
    if let Some(word) = words
        .children(head)
        .iter()
        .filter(|&&child| is_auxiliary(child))
        .flat_map(|&auxiliary| words.children(auxiliary))
        .copied()
        .find(|&below| negates(below))
    {
        return Some(word);
    }
    for &child in words.children(head) {
        // "Weder zahlt er, noch baut er": the second clause is denied by *noch*.
        let neither =
            form(child) == "weder" || words.words[head].has("conj") && words.words[child].has("cc") && form(child) == "noch";
        if negates(child) || no(child) || neither || is_almost(words, child) {
            return Some(child);
        }
        let argument = ["nsubj", "obj", "obl", "iobj"].iter().any(|deprel| words.words[child].has(deprel))
            || words.words[child].has("advmod");
        if argument
            && let Some(&word) = words
                .children(child)
                .iter()
                .find(|&&below| no(below) || words.words[child].has("advmod") && negates(below) || form(below) == "weder")
        {
            return Some(word);
        }
    }
    no(head).then_some(head)
}

/// "Der Deich brach beinahe", "Sie wäre fast gestorben": it did not come to it. Of numbers *fast* denies nothing: "fast 300 Menschen".
fn is_almost(words: &Words, word: usize) -> bool {
    let next = words.words.get(word + 1);
    matches!(words.words[word].form.to_lowercase().as_str(), "fast" | "beinahe" | "beinah")
        && words.words[word].has("advmod")
        && next.is_none_or(|next| matches!(next.upos, Upos::Verb | Upos::Aux | Upos::Punct))
}

/// *nicht nur … sondern auch*, *nicht zuletzt*, *nicht mehr als*: nothing is denied.
fn is_contrast(words: &Words, word: usize) -> bool {
    words.words.get(word + 1).is_some_and(|next| matches!(next.form.as_str(), "nur" | "zuletzt" | "allein"))
}

fn kind(words: &Words, head: usize, parent: Option<usize>, clauses: &[Clause]) -> Kind {
    let word = &words.words[head];
    let verbal = matches!(word.upos, Upos::Verb | Upos::Aux) || words.child(head, "cop").is_some();
    let has_zu = std::iter::once(head)
        .chain(words.children(head).iter().copied())
        .any(|child| words.words[child].upos == Upos::Part && words.words[child].form.eq_ignore_ascii_case("zu"));
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
                && word
                    .head
                    .is_some_and(|noun| words.words[noun].feats.is("Case", "Dat") && words.preposition(noun).is_none()) =>
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

/// An infinitive takes its subject from the clause above ("Er versprach, zu kommen"; "Er forderte sie auf, zu kommen": the object), a coordinated
/// clause from the first one ("Er kam und ging").
fn inherit_subject(words: &Words, clauses: &mut [Clause], index: usize) {
    let Some(parent) = clauses[index].parent else { return };
    if clauses[index].subject.is_some() && !clauses[index].subject_inherited {
        return;
    }
    let head = &words.words[clauses[index].head];
    let inherited = match clauses[index].kind {
        Kind::Infinitive | Kind::OfNoun | Kind::Adverbial if clauses[index].finite.is_none() => {
            let above = &clauses[parent];
            match head.head.filter(|_| clauses[index].kind == Kind::OfNoun) {
                Some(noun) => holder(words, noun).or(above.subject.filter(|&subject| subject != noun)),
                // "Sie haben dazu aufgefordert, nicht auszulaufen": whoever shall, not they.
                None if object_control(&above.verb) && above.verb != "lassen" => above.dative.or(above.object),
                // "Sie ließ mitteilen, …": by whomever, it is her who speaks.
                None if object_control(&above.verb) => above.dative.or(above.object).or(above.subject),
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
    // "Er trat zurück und wurde verhaftet"
    if head.has("conj")
        && (clauses[parent].voice, clauses[index].voice) == (Voice::Active, Voice::Passive)
        && clauses[index].object.is_none()
    {
        clauses[index].object = clauses[parent].subject;
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
    const VERBS: &str = include_str!("data/affecting_verbs.txt");
    VERBS.lines().any(|line| line == verb)
}

/// Verbs whose object does what the infinitive says.
fn object_control(verb: &str) -> bool {
    const VERBS: &str = include_str!("data/object_control.txt");
    VERBS.lines().any(|line| line == verb)
}

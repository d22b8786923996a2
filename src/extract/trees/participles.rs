//! Perfect, future and passive by the forms, whatever the tree calls them: "hatte angekündigt", "ist gestiegen" and "wird wechseln" are active, "wurde
//! beschlossen" is passive. A participle with *sein* that a parser calls an adjective ("ist gewachsen", "ist untersagt") is the verb it comes
//! from. *bekam auferlegt* is a passive, too.

use crate::document::words::Words;
use crate::document::{Feats, Upos};
use crate::knowledge::morphology::Morphology;

pub(super) fn mend(words: &mut Words) {
    for verb in 0..words.words.len() {
        if words.words[verb].upos == Upos::Adj {
            as_verb(words, verb);
        }
        belonging(words, verb);
        standing(words, verb);
        remaining(words, verb);
        if words.words[verb].upos == Upos::Verb && !granted(words, verb) {
            dative_passive(words, verb);
            voice(words, verb);
        }
    }
}

/// "Die Zahl ist gewachsen", with a copula.
fn as_verb(words: &mut Words, adjective: usize) {
    let Some(copula) = words.child(adjective, "cop").filter(|&copula| words.words[copula].lemma == "sein") else { return };
    // "Geplant war eine Fahrt": the first word of a sentence has a capital.
    let readings = Morphology::embedded().readings(&words.words[adjective].form.to_lowercase());
    const STATES: &str = include_str!("../data/state_passives.txt");
    let is_state = |lemma: &str| STATES.lines().any(|verb| verb == lemma);
    let Some(reading) =
        readings.iter().find(|reading| is_participle(reading) && (takes_sein(&reading.lemma) || is_state(&reading.lemma)))
    else {
        return;
    };
    words.words[adjective].lemma.clone_from(&reading.lemma);
    words.words[adjective].upos = Upos::Verb;
    words.words[adjective].feats = Feats::parse("VerbForm=Part");
    // "Die Berichterstattung ist untersagt"
    if is_state(&reading.lemma) {
        rename(words, adjective, &[copula], "aux:pass", "nsubj:pass");
    } else {
        "aux".clone_into(&mut words.words[copula].deprel);
    }
}

/// The verb that a word is the participle of, whatever its tag.
pub(super) fn of_verb(words: &Words, word: usize) -> Option<String> {
    let here = &words.words[word];
    if here.upos == Upos::Verb && here.feats.is("VerbForm", "Part") {
        return Some(here.lemma.clone());
    }
    let readings = Morphology::embedded().readings(&here.form);
    readings.iter().find(|reading| here.upos == Upos::Adj && is_participle(reading)).map(|reading| reading.lemma.clone())
}

/// "Sie hat dem Rat angehört": with a dative and nothing heard it is *angehören*, not *anhören*.
fn belonging(words: &mut Words, verb: usize) {
    let heard = words.words[verb].lemma == "anhören" && words.child(verb, "obj").is_none();
    let dative = |&child: &usize| words.words[child].deprel == "obl:arg" || words.words[child].has("iobj");
    if heard && words.children(verb).iter().any(dative) {
        "angehören".clone_into(&mut words.words[verb].lemma);
    }
}

/// "Sie haben unter Druck gestanden": nobody confesses without an object and under something.
fn standing(words: &mut Words, verb: usize) {
    let children = words.children(verb);
    let what = children.iter().any(|&child| ["obj", "ccomp", "xcomp"].iter().any(|deprel| words.words[child].has(deprel)));
    let where_to =
        children.iter().any(|&child| matches!(words.preposition(child), Some("unter" | "in" | "vor" | "hinter" | "auf")));
    if words.words[verb].lemma == "gestehen" && words.words[verb].form == "gestanden" && where_to && !what {
        "stehen".clone_into(&mut words.words[verb].lemma);
    }
}

/// "Die Ämter bleiben bis Juli geschlossen": a state, and nobody closes.
fn remaining(words: &mut Words, verb: usize) {
    if words.words[verb].lemma != "bleiben" || words.words[verb].upos != Upos::Verb {
        return;
    }
    let is_state = |&child: &usize| {
        let here = &words.words[child];
        // "Wir bleiben dabei und sehen dem gelassen entgegen"
        let goes_on = words.words[verb.min(child)..child].iter().any(|between| between.upos == Upos::Cconj);
        here.has("xcomp")
            && !goes_on
            && here.feats.is("VerbForm", "Part")
            && words.children(child).iter().all(|&below| words.words[below].upos == Upos::Punct)
    };
    let Some(state) = words.children(verb).iter().copied().find(is_state) else { return };
    let (head, deprel) = (words.words[verb].head, words.words[verb].deprel.clone());
    words.rehang(state, head, &deprel);
    for child in words.children(verb).to_vec() {
        let deprel = words.words[child].deprel.clone();
        words.rehang(child, Some(state), &deprel);
    }
    words.rehang(verb, Some(state), "cop");
    words.words[verb].upos = Upos::Aux;
    words.words[state].upos = Upos::Adj;
    words.words[state].lemma = words.words[state].form.to_lowercase();
    words.words[state].feats = Feats::parse("Degree=Pos");
}

/// "Die Linie hat ein Verbot erteilt bekommen": the passive of the dative in the perfect. The tree has *bekommen* below the participle.
fn granted(words: &mut Words, verb: usize) -> bool {
    let is_got = |&child: &usize| words.words[child].form == "bekommen" && words.words[child].has("xcomp") && child == verb + 1;
    let got = words.children(verb).iter().copied().find(is_got).filter(|_| words.words[verb].feats.is("VerbForm", "Part"));
    let Some(got) = got else { return false };
    for child in words.children(verb).to_vec() {
        let here = &mut words.words[child];
        if here.has("nsubj") {
            "iobj".clone_into(&mut here.deprel);
        } else if here.has("obj") {
            "nsubj:pass".clone_into(&mut here.deprel);
        }
    }
    words.rehang(got, Some(verb), "aux:pass");
    words.words[got].upos = Upos::Aux;
    true
}

/// "Der Verein bekam eine Strafe auferlegt": a passive whose subject is the dative.
fn dative_passive(words: &mut Words, verb: usize) {
    if !matches!(words.words[verb].lemma.as_str(), "bekommen" | "erhalten" | "kriegen") {
        return;
    }
    let children = words.children(verb).to_vec();
    let participle = children.iter().copied().find(|&child| {
        words.words[child].has("xcomp")
            && words.words[child].feats.is("VerbForm", "Part")
            && words.words[child].upos == Upos::Verb
    });
    let Some(participle) = participle else { return };
    let (head, deprel) = (words.words[verb].head, words.words[verb].deprel.clone());
    words.rehang(participle, head, &deprel);
    for child in children.into_iter().filter(|&child| child != participle) {
        let deprel = if words.words[child].deprel == "nsubj" { "iobj".to_owned() } else { words.words[child].deprel.clone() };
        words.rehang(child, Some(participle), &deprel);
    }
    for child in words.children(participle).to_vec() {
        if words.words[child].has("obj") {
            "nsubj:pass".clone_into(&mut words.words[child].deprel);
        }
    }
    words.rehang(verb, Some(participle), "aux:pass");
    words.words[verb].upos = Upos::Aux;
}

fn is_participle(reading: &crate::knowledge::morphology::Reading) -> bool {
    reading.tags.iter().any(|tag| tag.code.starts_with("VER:PA2"))
}

fn voice(words: &mut Words, verb: usize) {
    let auxiliaries: Vec<usize> = words.children(verb).iter().copied().filter(|&child| words.words[child].has("aux")).collect();
    let any =
        |test: &dyn Fn(&str, &str) -> bool| auxiliaries.iter().any(|&aux| test(&words.words[aux].form, &words.words[aux].lemma));
    let readings = Morphology::embedded().readings(&words.words[verb].form);
    let codes = || readings.iter().flat_map(|reading| &reading.tags).map(|tag| tag.code.as_str());
    let participle =
        codes().any(|code| code.contains("PA2")) || readings.is_empty() && words.words[verb].feats.is("VerbForm", "Part");
    let infinitive = codes().any(|code| code.contains("INF")) || words.words[verb].feats.is("VerbForm", "Inf");
    let passive_perfect = any(&|form, _| form == "worden" || form == "werden");
    let perfect = any(&|_, lemma| lemma == "haben")
        || any(&|_, lemma| lemma == "sein")
            // "wird gekommen sein"
            && (!any(&|_, lemma| lemma == "werden") || any(&|form, _| form == "sein"))
            && takes_sein(&lemma_with_particle(words, verb));
    let werden = any(&|_, lemma| lemma == "werden");
    // "Er wird niemanden entlassen": with an object it is no passive.
    let active = infinitive && (!participle || words.child(verb, "obj").is_some() && !any(&|form, _| form.starts_with("wurde")));
    if !passive_perfect && (perfect || werden && active) {
        rename(words, verb, &auxiliaries, "aux", "nsubj");
    } else if participle && !infinitive && werden && !any(&|_, lemma| lemma == "haben") {
        let by = auxiliaries.iter().copied().filter(|&aux| words.words[aux].lemma == "werden").collect::<Vec<_>>();
        rename(words, verb, &by, "aux:pass", "nsubj:pass");
    }
}

fn rename(words: &mut Words, verb: usize, auxiliaries: &[usize], aux: &str, subject: &str) {
    for &auxiliary in auxiliaries {
        aux.clone_into(&mut words.words[auxiliary].deprel);
    }
    for child in words.children(verb).to_vec() {
        if words.words[child].has("nsubj") {
            subject.clone_into(&mut words.words[child].deprel);
        }
    }
}

fn lemma_with_particle(words: &Words, verb: usize) -> String {
    crate::extract::clause::verb_lemma(words, verb, None, words.child(verb, "compound:prt"))
}

/// *steigen*, *ansteigen*, *zusammenkommen*
pub(in crate::extract) fn takes_sein(lemma: &str) -> bool {
    const VERBS: &str = include_str!("../data/sein_perfect.txt");
    VERBS.lines().any(|verb| {
        !verb.starts_with('#')
            && (lemma == verb || lemma.len() > verb.len() + 1 && verb.len() > 5 && lemma.ends_with(verb) && !is_transitive(lemma))
    })
}

/// "verfolgen", "befahren" have lost the perfect of the verb inside them.
fn is_transitive(lemma: &str) -> bool {
    ["be", "ver", "er", "zer", "über", "unter", "hinter", "um"].iter().any(|prefix| lemma.starts_with(prefix))
        && !lemma.starts_with("herunter")
        && !lemma.starts_with("herum")
}

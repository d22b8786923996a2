//! An infinitive with *zu* stands last in its clause: "Er unterstützt die Forderung, die Bank zu boykottieren, allerdings nicht" denies the verb
//! above; and it has no *haben* of its own: "Sie hat angekündigt bei der Wahl anzutreten", without a comma, announces.

use super::is_finite;
use crate::document::Upos;
use crate::document::words::Words;
use crate::knowledge::Knowledge;
use crate::knowledge::lexicon::{Frame, Pos};

pub(super) fn mend(words: &mut Words, knowledge: &Knowledge) {
    for auxiliary in 2..words.words.len() {
        perfect(words, auxiliary);
    }
    for verb in 0..words.words.len() {
        if words.words[verb].upos == Upos::Verb && has_zu(words, verb) {
            negation(words, verb);
            announced(words, verb);
            addressed(words, verb, knowledge);
        }
    }
}

/// "Sie soll zugegeben haben, die Tat begangen zu haben": *haben* is the auxiliary of the participle, wherever the tree hangs the two.
fn perfect(words: &mut Words, auxiliary: usize) {
    let here = &words.words[auxiliary];
    let participle = auxiliary - 2;
    // "bereit, gewählt zu sein" may be a state.
    let is_perfect = words.words[auxiliary - 1].form == "zu"
        && (here.form == "haben" || here.form == "sein" && words.words[participle].upos == Upos::Verb);
    let Some(lemma) = super::participles::of_verb(words, participle).filter(|_| is_perfect) else { return };
    if here.head == Some(participle) && here.has("aux") {
        return;
    }
    if words.is_below(participle, auxiliary) {
        let head = here.head;
        let deprel = if here.has("aux") { "xcomp".to_owned() } else { here.deprel.clone() };
        words.rehang(participle, head, &deprel);
    }
    words.words[participle].upos = Upos::Verb;
    words.words[participle].lemma = lemma;
    for child in words.children(auxiliary).to_vec() {
        let deprel = words.words[child].deprel.clone();
        if child != auxiliary - 1 {
            words.rehang(child, Some(participle), &deprel);
        }
    }
    words.rehang(auxiliary, Some(participle), "aux");
    words.words[auxiliary].upos = Upos::Aux;
}

/// *zu boykottieren*, *anzutreten*
fn has_zu(words: &Words, verb: usize) -> bool {
    let here = &words.words[verb];
    let inside = here.form.to_lowercase().find("zu").is_some_and(|at| at > 1 && here.lemma != here.form.to_lowercase());
    let before = verb.checked_sub(1).is_some_and(|zu| words.words[zu].form == "zu");
    here.feats.is("VerbForm", "Inf") && (inside || before)
}

/// "Sie verlangt vom Kanzler, das Gesetz zu ändern": what is wanted of somebody completes the verb, and not who it is wanted of.
fn addressed(words: &mut Words, verb: usize, knowledge: &Knowledge) {
    let Some(noun) = words.words[verb].head.filter(|&noun| words.words[verb].has("acl") && words.words[noun].is_nominal()) else {
        return;
    };
    let above = std::iter::successors(words.words[noun].head, |&up| words.words[up].head)
        .find(|&up| words.words[up].upos == Upos::Verb && words.words[verb].head != Some(up));
    let Some(above) = above else { return };
    let slot = match words.preposition(noun) {
        Some(preposition) => preposition,
        None if words.words[noun].feats.is("Case", "Dat") => "iobj",
        None => "obj",
    };
    let wants = |frame: &Frame| {
        let has = |role: &str, slot: &str| frame.roles.get(role).is_some_and(|slots| slots.iter().any(|own| own == slot));
        has("addressee", slot) && has("object", "inf")
    };
    // "der Plan, zu bauen"
    let holds = |frame: &Frame| frame.roles.values().flatten().any(|slot| slot == "inf");
    if knowledge.lexicon.frames(Pos::Verb, &words.words[above].lemma).iter().any(wants)
        && !knowledge.lexicon.noun_frames(&words.words[noun].lemma).0.iter().any(holds)
    {
        words.rehang(verb, Some(above), "xcomp");
    }
}

fn negation(words: &mut Words, verb: usize) {
    let late = words.children(verb).iter().copied().find(|&child| child > verb && words.words[child].form == "nicht");
    let above = std::iter::successors(words.words[verb].head, |&up| words.words[up].head)
        .find(|&up| words.words[up].upos == Upos::Verb && up < verb);
    if let (Some(late), Some(above)) = (late, above)
        && words.words[late - 1].form != "noch"
        && words.words.get(late + 1).is_none_or(|next| matches!(next.upos, Upos::Punct))
    {
        words.rehang(late, Some(above), "advmod");
    }
}

/// The tree has the infinitive as the verb and the participle as something that hangs on it.
fn announced(words: &mut Words, verb: usize) {
    let children = words.children(verb).to_vec();
    let Some(&auxiliary) = children.iter().find(|&&child| {
        words.words[child].lemma == "haben" && is_finite(words, child) && child < verb && words.words[child].has("aux")
    }) else {
        return;
    };
    let participle = children.iter().copied().find(|&child| {
        auxiliary < child && child < verb && words.words[child].feats.is("VerbForm", "Part") && !words.words[child].has("aux")
    });
    let Some(participle) = participle else { return };
    let (head, deprel) = (words.words[verb].head, words.words[verb].deprel.clone());
    words.rehang(participle, head, &deprel);
    words.rehang(verb, Some(participle), "xcomp");
    for child in children {
        if child > participle && words.words[child].upos != Upos::Punct {
            continue;
        }
        let deprel = words.words[child].deprel.clone();
        words.rehang(child, Some(participle), &deprel);
    }
}

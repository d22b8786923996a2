//! "Auf der Fahrbahn stieß ein Lastwagen mit einem Bus zusammen": a phrase behind a noun belongs to the verb, if the lexicon says that the verb takes
//! such a phrase and the noun takes none.

use crate::document::Upos;
use crate::document::words::Words;
use crate::knowledge::Knowledge;
use crate::knowledge::lexicon::{Frame, Pos};

/// Prepositions that verbs ask for. *in*, *auf*, *bei* say where, and *von* whose, as often.
const ASKED: [&str; 6] = ["mit", "gegen", "an", "zu", "vor", "um"];

pub(super) fn mend(words: &mut Words, knowledge: &Knowledge) {
    for verb in 0..words.words.len() {
        if words.words[verb].upos != Upos::Verb {
            continue;
        }
        let particle = words.child(verb, "compound:prt").filter(|&child| words.words[child].upos != Upos::Noun);
        let lemma = crate::extract::clause::verb_lemma(words, verb, None, particle);
        let frames = knowledge.lexicon.frames(Pos::Verb, &lemma);
        for preposition in ASKED {
            let taken = words.children(verb).iter().any(|&child| words.preposition(child) == Some(preposition));
            if !taken && frames.iter().any(|frame| takes(frame, preposition)) {
                let asks = |slot: &String| slot.split(':').next() == Some(preposition);
                let needed = preposition == "gegen" && frames.iter().any(|frame| frame.requires.iter().any(asks));
                rehang(words, verb, preposition, needed, knowledge);
            }
        }
        // "verurteilte den Mann wegen Totschlags": why is told of what is done.
        rehang(words, verb, "wegen", false, knowledge);
    }
}

fn rehang(words: &mut Words, verb: usize, preposition: &str, needed: bool, knowledge: &Knowledge) {
    // "Norwegen setzte sich im Finale gegen Schweden durch": an opponent is the verb's, wherever it is met.
    let arguments = words.children(verb).iter().copied().filter(|&child| {
        let here = &words.words[child];
        // "Die Einnahmen kletterten dank eines Vertrags um elf Prozent": by how much, too.
        let takes = here.has("nsubj") || here.has("obj") || here.has("obl") && (needed || preposition == "um");
        takes && here.upos == Upos::Noun
    });
    let phrase = |noun: usize| {
        let own = knowledge.lexicon.noun_frames(&words.words[noun].lemma).0.iter().any(|frame| takes(frame, preposition));
        let behind = |&child: &usize| {
            child > noun
                && words.words[child].has("nmod")
                && words.words[child].is_nominal()
                && words.preposition(child) == Some(preposition)
                // "mit 82 gegen 20 Stimmen"
                && !(needed && words.child(child, "nummod").is_some())
        };
        words.children(noun).iter().copied().find(behind).filter(|_| !own)
    };
    if let Some(phrase) = arguments.filter_map(phrase).next() {
        words.rehang(phrase, Some(verb), "obl");
    }
}

fn takes(frame: &Frame, preposition: &str) -> bool {
    let is = |slot: &String| slot.split(':').next() == Some(preposition);
    frame.roles.values().flatten().any(is) || frame.requires.iter().any(is)
}

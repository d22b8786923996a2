//! From scores of name tags to names.

use crate::document::{NameClass, NameTag, Sentence, Token, Upos};
use crate::knowledge::names::{NameKind, Names};

/// How much more likely than nothing, as a logarithm, a name must be: one that is none costs more than one that is missed.
const CAUTION: f32 = 0.8;

/// The best sequence of IOB2 tags (Viterbi): `I-X` only after `B-X` or `I-X`. `scores` has a row for each token.
pub fn best_names(scores: &[f32], tags: &[String]) -> Vec<usize> {
    let classes = tags.len();
    if classes == 0 || scores.is_empty() {
        return Vec::new();
    }
    let goes_on: Vec<Option<Vec<bool>>> = tags
        .iter()
        .map(|tag| tag.strip_prefix("I-").map(|class| tags.iter().map(|before| before.get(2..) == Some(class)).collect()))
        .collect();
    let allowed = |before: Option<usize>, tag: usize| {
        goes_on[tag].as_ref().is_none_or(|befores| before.is_some_and(|before| befores[before]))
    };
    let caution: Vec<f32> = tags.iter().map(|tag| if tag == "O" { CAUTION } else { 0.0 }).collect();
    let mut best: Vec<f32> = Vec::new();
    let mut back: Vec<usize> = Vec::new();
    for (index, row) in scores.chunks_exact(classes).enumerate() {
        let mut next = vec![f32::NEG_INFINITY; classes];
        for tag in 0..classes {
            let mut from = 0;
            if index == 0 {
                if allowed(None, tag) {
                    next[tag] = row[tag] + caution[tag];
                }
            } else {
                let mut top = f32::NEG_INFINITY;
                for before in 0..classes {
                    if best[before] > top && allowed(Some(before), tag) {
                        top = best[before];
                        from = before;
                    }
                }
                next[tag] = top + row[tag] + caution[tag];
            }
            back.push(from);
        }
        best = next;
    }
    let mut here = crate::nn::math::argmax(&best);
    let length = back.len() / classes;
    let mut found = vec![here; length];
    for index in (1..length).rev() {
        here = back[index * classes + here];
        found[index - 1] = here;
    }
    found
}

/// A single common noun is no name unless a list has it as one: *Architekturtrip*, but *Bundestag*.
pub fn drop_common_nouns(sentence: &mut Sentence, names: &Names) {
    let tokens = &mut sentence.tokens;
    for index in 0..tokens.len() {
        let goes_on = matches!(tokens.get(index + 1).map(|token| token.name), Some(NameTag::Inside(_)));
        let single = matches!(tokens[index].name, NameTag::Begin(_)) && !goes_on;
        if single && tokens[index].upos == Upos::Noun && names.hints(&[&tokens[index].form])[0].is_empty() {
            tokens[index].name = NameTag::Outside;
        }
    }
}

/// What the list knows as a place and nothing else is no person and no body: "der Ministerpräsident Thailands, Abhisit Vejjajiva".
pub fn settle_places(sentence: &mut Sentence, names: &Names) {
    let tokens = &mut sentence.tokens;
    for index in 0..tokens.len() {
        let goes_on = matches!(tokens.get(index + 1).map(|token| token.name), Some(NameTag::Inside(_)));
        let is_place = |form: &str| {
            let kinds = &names.hints(&[form])[0];
            !kinds.is_empty() && kinds.iter().all(|&kind| kind == NameKind::Place as u8 || kind == NameKind::Country as u8)
        };
        // "Niedersachsens Innenministerin": the network takes some genitives for other words.
        let noun = tokens[index].head.filter(|&head| head > index && tokens[head].upos == Upos::Noun);
        let may_be_name = tokens[index].name == NameTag::Outside && matches!(tokens[index].upos, Upos::Propn | Upos::Det);
        if may_be_name && noun.is_some() && tokens[index].form.strip_suffix('s').is_some_and(is_place) {
            let token = &mut tokens[index];
            (token.name, token.upos) = (NameTag::Begin(NameClass::Place), Upos::Propn);
            "nmod".clone_into(&mut token.deprel);
            continue;
        }
        let NameTag::Begin(NameClass::Person | NameClass::Organisation) = tokens[index].name else { continue };
        let form = tokens[index].form.as_str();
        if !goes_on && (is_place(form) || form.strip_suffix('s').is_some_and(is_place)) {
            tokens[index].name = NameTag::Begin(NameClass::Place);
        }
    }
}

/// "Wolodymyr Selenskyj": what the tree has as one name with the name of a person behind it belongs to that.
pub fn join_first_names(sentence: &mut Sentence) {
    let tokens = &mut sentence.tokens;
    for index in 1..tokens.len() {
        let (before, here) = (&tokens[index - 1], &tokens[index]);
        let is_part = here.head == Some(index - 1) && here.deprel == "flat";
        let person = NameTag::Begin(NameClass::Person);
        if is_part && here.name == person && before.name == NameTag::Outside && before.upos == Upos::Propn {
            tokens[index - 1].name = person;
            tokens[index].name = NameTag::Inside(NameClass::Person);
        }
    }
}

/// A name of several words right behind an office is that of a person: "der Generalstabschef Ostap Lewtschuk".
pub fn settle_persons(sentence: &mut Sentence, is_office: impl Fn(&Token) -> bool) {
    let tokens = &mut sentence.tokens;
    for index in 1..tokens.len() {
        let NameTag::Begin(NameClass::Place | NameClass::Organisation | NameClass::Other) = tokens[index].name else { continue };
        let behind = tokens[index].head == Some(index - 1) && matches!(tokens[index].deprel.as_str(), "appos" | "flat");
        let end =
            (index + 1..tokens.len()).find(|&next| !matches!(tokens[next].name, NameTag::Inside(_))).unwrap_or(tokens.len());
        if !behind || end == index + 1 || !is_office(&tokens[index - 1]) {
            continue;
        }
        tokens[index].name = NameTag::Begin(NameClass::Person);
        for token in &mut tokens[index + 1..end] {
            token.name = NameTag::Inside(NameClass::Person);
        }
    }
}

/// Names begin with `Begin`, whatever the tags said.
pub fn repair_names(sentence: &mut Sentence) {
    let mut before = None;
    for token in &mut sentence.tokens {
        if let NameTag::Inside(class) = token.name
            && before != Some(class)
        {
            token.name = NameTag::Begin(class);
        }
        before = token.name.class();
    }
}

//! An office behind a name, between commas, hangs on the name: "Fumio Kishida (l), Premierminister von Japan, und Joe Biden". A name behind an office
//! with its body hangs on the office: "Der Vorstandschef des Pumpenherstellers, Thomas Brandt, …", "die Kommissarin für Energie Greta Ottinger".

use crate::document::words::{Word, Words};
use crate::document::{Document, MentionForm, NameClass, Upos};
use crate::knowledge::Knowledge;

pub(super) fn mend(all: &mut [Words], document: &Document, knowledge: &Knowledge) {
    for words in all.iter_mut() {
        genitives(words, knowledge);
    }
    for mention in &document.mentions {
        if mention.form == MentionForm::Name && document.entities[mention.entity].class == NameClass::Person {
            let words = &mut all[mention.sentence];
            let (name, last) = (words.of_token(mention.head), words.of_token(mention.tokens.end - 1));
            let first = words.of_token(mention.tokens.start);
            if let Some((office, end)) = office_behind(words, last, knowledge) {
                hang(words, name, office, end);
            } else if let Some(office) =
                office_before(words, first, name, knowledge).or_else(|| office_above(words, first, last, knowledge))
            {
                words.rehang(name, Some(office), "appos");
            }
            two_offices(words, name, knowledge);
        }
    }
}

/// "Einige Anhänger Saddam Husseins protestierten": a name in the genitive right behind a noun that is none is whose they are.
fn genitives(words: &mut Words, knowledge: &Knowledge) {
    for name in 1..words.words.len() {
        let here = &words.words[name];
        let Some(noun) = here.head.filter(|&noun| noun < name && here.has("appos") && here.upos == Upos::Propn) else { continue };
        let last = words.below(name, |below| !words.words[below].has("flat")).into_iter().last().unwrap_or(name);
        let tail = &words.words[last];
        let close = words.words[noun].tokens.end == here.tokens.start;
        let genitive = tail.form.ends_with('s') && tail.form != tail.lemma && tail.feats.is("Case", "Gen");
        // "nach der Ermordung Karl Otts": whom it befell; nobody is called so, whatever case the tagger sees.
        let befell = here.class.is_some()
            && tail.form.ends_with(['s', 'ß', 'x', 'z', '’'])
            && is_done_to(knowledge, &words.words[noun].lemma);
        // "ein Sprecher Koch-Mehrins": one of hers.
        let one = words.child(noun, "det").is_some_and(|article| words.words[article].lemma == "ein");
        let of_whom = one && here.class.is_some() && tail.form.ends_with('s') && is_office(knowledge, words, noun);
        let known = genitive && !words.words[noun].feats.is("Case", "Gen");
        if close && (known || befell || of_whom) && words.words[noun].upos == Upos::Noun {
            words.words[name].feats = words.words[name].feats.with("Case", "Gen");
            words.rehang(name, Some(noun), "nmod");
        }
    }
}

/// *Ermordung*, *Rücktritt*, *Festnahme*: what befalls somebody, or is done by somebody, in the genitive.
fn is_done_to(knowledge: &Knowledge, noun: &str) -> bool {
    let asks = |frame: &crate::knowledge::lexicon::Frame| {
        frame.relation == "happened" && frame.requires.iter().any(|slot| slot.split(':').next() == Some("gen"))
    };
    knowledge.lexicon.noun_frames(noun).0.iter().any(asks)
}

/// Whether a noun, or a name that a parser takes one for, names an office.
pub fn is_office(knowledge: &Knowledge, words: &Words, word: usize) -> bool {
    let here = &words.words[word];
    here.is_nominal() && (knowledge.lexicon.is_office(&here.lemma) || knowledge.lexicon.is_office(&here.form))
}

/// "Der Gründer und Chef der Bank, Hans Berger, trat zurück": two offices of one person, by the article and the verb. The name hangs on the first.
fn two_offices(words: &mut Words, name: usize, knowledge: &Knowledge) {
    let all = &words.words;
    let Some(above) = all[name].head.filter(|_| all[name].has("appos")) else { return };
    let other = |&child: &usize| all[child].has("conj") && child < name;
    let pair = match all[above].head.filter(|_| all[above].has("conj")) {
        Some(first) => Some((first, above)),
        None => words.children(above).iter().copied().find(other).map(|second| (above, second)),
    };
    let Some((first, second)) = pair else { return };
    let singular = |office: usize| is_office(knowledge, words, office) && !all[office].feats.is("Number", "Plur");
    let verb = all[first].head.filter(|_| all[first].has("nsubj"));
    let finite = verb.and_then(|verb| {
        std::iter::once(verb).chain(words.children(verb).iter().copied()).find(|&word| super::is_finite(words, word))
    });
    let one = finite.is_some_and(|finite| all[finite].feats.is("Number", "Sing")) && words.child(second, "det").is_none();
    if one && singular(first) && singular(second) && first < second && second < name {
        words.rehang(name, Some(first), "appos");
        words.rehang(second, Some(first), "dep");
    }
}

/// "sagte Verdi-Sekretärin Nadja Kühnel": where the tree has both as subjects.
fn office_before(words: &Words, first: usize, name: usize, knowledge: &Knowledge) -> Option<usize> {
    let office = first.checked_sub(1).filter(|&office| is_office(knowledge, words, office))?;
    let (above, of_name) = (&words.words[office], &words.words[name]);
    let both = |relation: &str| above.has(relation) && of_name.has(relation);
    (above.head == of_name.head && (both("nsubj") || both("obj"))).then_some(office)
}

/// The office whose body stands between it and the name.
fn office_above(words: &Words, first: usize, last: usize, knowledge: &Knowledge) -> Option<usize> {
    let all = &words.words;
    let before = first.checked_sub(1)?;
    let is_one = |word: usize| is_office(knowledge, words, word) && !all[word].feats.is("Number", "Plur");
    if all[before].form == "," {
        // In a list ("der Minister aus Bonn, Olaf Scholz und …") the name is that of the next one.
        let is_end = |word: &Word| {
            matches!(word.form.as_str(), "," | "." | ":" | "–" | "“" | ";" | "(") || matches!(word.upos, Upos::Verb | Upos::Aux)
        };
        let closed = all.get(last + 1).is_none_or(is_end);
        let listed = all.get(last + 1).is_some_and(|word| word.form == ",")
            && all.get(last + 2).is_some_and(|word| word.class == Some(NameClass::Person));
        let stops = |word: usize| {
            let mark = all[word].upos == Upos::Punct && !matches!(all[word].form.as_str(), "(" | ")" | "/");
            // "der Kommissar für Schulwesen und Kultur, Ján Figeľ"
            let purposes = all[word].upos == Upos::Cconj
                && all.get(word + 1).is_some_and(|next| next.upos == Upos::Noun)
                && all[word.saturating_sub(3)..word].iter().any(|near| near.form == "für");
            mark || matches!(all[word].upos, Upos::Verb | Upos::Aux | Upos::Pron)
                || all[word].upos == Upos::Cconj && !purposes
                || all[word].class == Some(NameClass::Person)
        };
        let within = (0..before).rev().take_while(|&word| !stops(word));
        return within.filter(|&word| word + 1 < before && is_one(word) && closed && !listed).last();
    }
    // Without a comma only where the body has a name, or stands behind *für*, and nobody else can be called so: not "der Anwalt der Familie Müller".
    let full = last > first && !is_office(knowledge, words, before);
    let body =
        matches!(all[before].class, Some(NameClass::Organisation | NameClass::Place)) || words.preposition(before) == Some("für");
    if !full || !body || !all[before].is_nominal() {
        return None;
    }
    let office =
        std::iter::successors(all[before].head, |&up| all[up].head).take(3).take_while(|&up| up < before && all[up].is_nominal());
    let office = office.filter(|&up| is_one(up)).last()?;
    let between = (office + 1..before).all(|word| {
        matches!(all[word].upos, Upos::Adp | Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn)
            && all[word].class != Some(NameClass::Person)
    });
    between.then_some(office)
}

/// "Fumio Kishida (l), Premierminister von Japan, und …": the office and the end of its phrase. An article and adjectives at most stand before the office.
fn office_behind(words: &Words, last: usize, knowledge: &Knowledge) -> Option<(usize, usize)> {
    let all = &words.words;
    let mut at = last + 1;
    // What a caption puts in brackets: "(2.v.l)"
    if all.get(at).is_some_and(|word| word.form == "(") {
        at = (at..all.len().min(at + 8)).find(|&word| all[word].form == ")")? + 1;
    }
    if all.get(at).is_none_or(|word| word.form != ",") {
        return None;
    }
    at += 1;
    while all.get(at).is_some_and(|word| matches!(word.upos, Upos::Det | Upos::Adj)) {
        at += 1;
    }
    let office = (at < all.len() && is_office(knowledge, words, at) && !all[at].feats.is("Number", "Plur")).then_some(at)?;
    let ends = |word: usize| {
        matches!(all[word].form.as_str(), "," | ";" | "." | ":" | "!" | "?" | "(" | ")" | "–" | "-" | "und" | "sowie")
    };
    let end = (office + 1..all.len()).find(|&word| ends(word)).unwrap_or(all.len());
    // ", Sprecher der Polizei sagten …" is a new clause: an apposition has no verb of its own.
    let has_verb = all[office..end].iter().any(|word| matches!(word.upos, Upos::Verb | Upos::Aux));
    // ", Kanzler Olaf Scholz" is the next one of a list.
    let is_next = all.get(office + 1).is_some_and(|word| word.class == Some(NameClass::Person));
    (!has_verb && !is_next).then_some((office, end))
}

fn hang(words: &mut Words, name: usize, office: usize, end: usize) {
    if words.is_below(name, office) {
        let (head, deprel) = (words.words[office].head, words.words[office].deprel.clone());
        words.rehang(name, head, &deprel);
    }
    words.rehang(office, Some(name), "appos");
    for word in 0..words.words.len() {
        let inside = (office + 1..end).contains(&word);
        let Some(head) = words.words[word].head else { continue };
        let below = (office..end).contains(&head);
        if inside && !below && words.words[word].upos != Upos::Punct {
            let deprel = if words.words[word].is_nominal() { "nmod".to_owned() } else { words.words[word].deprel.clone() };
            words.rehang(word, Some(office), &deprel);
        } else if word >= end && below {
            // "…, und Joe Biden": who is coordinated is so with the name.
            let deprel = words.words[word].deprel.clone();
            words.rehang(word, Some(name), &deprel);
        }
    }
}

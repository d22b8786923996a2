//! Nouns whose form says what they are to the verb: "Eine Abfindung zahlt das Unternehmen dem scheidenden Chef nicht" — a noun in the dative without a
//! preposition is no attribute; "Die Nato wird der Ukraine Waffen liefern" — a feminine with *der* is no subject; "Das Komitee würdigte Obamas
//! Einsatz" — a name in the genitive is whose the noun behind it is.

use crate::document::Upos;
use crate::document::words::Words;
use crate::knowledge::morphology::Morphology;

pub(super) fn mend(words: &mut Words) {
    for verb in 0..words.words.len() {
        if words.words[verb].upos == Upos::Verb {
            feminine_dative(words, verb);
            pronoun_subject(words, verb);
            bare_dative(words, verb);
            elected(words, verb);
        }
    }
    for word in 1..words.words.len() {
        behind_its_noun(words, word);
    }
    for noun in 0..words.words.len() {
        genitive_before(words, noun);
        genitive_behind(words, noun);
        dative_attribute(words, noun);
    }
}

/// "Berichten des Instituts zufolge liefen Menschen ins Freie": the preposition stands behind its phrase, which is no argument.
fn behind_its_noun(words: &mut Words, word: usize) {
    let here = &words.words[word];
    let Some(noun) = here.head.filter(|&noun| here.form == "zufolge" && noun < word && words.words[noun].is_nominal()) else {
        return;
    };
    let top = std::iter::successors(Some(noun), |&up| {
        words.words[up].head.filter(|&head| head < up && words.words[head].is_nominal() && words.words[up].has("nmod"))
    });
    let Some(top) = top.last() else { return };
    words.rehang(word, Some(top), "case");
    let was_subject = words.words[top].has("nsubj");
    if !was_subject && !words.words[top].has("obj") && !words.words[top].has("iobj") {
        return;
    }
    "obl".clone_into(&mut words.words[top].deprel);
    let Some(verb) = words.words[top].head else { return };
    let has_subject = words.child(verb, "nsubj").is_some();
    let object = words.child(verb, "obj").filter(|_| was_subject && !has_subject);
    if let Some(object) = object.filter(|&object| words.words[object].feats.get("Number") == super::number_of(words, verb)) {
        "nsubj".clone_into(&mut words.words[object].deprel);
    }
}

/// "Die Nato wird der Ukraine Waffen liefern": the tree has *Ukraine* as subject.
fn feminine_dative(words: &mut Words, verb: usize) {
    let children = words.children(verb).to_vec();
    let Some(&dative) = children.iter().find(|&&child| words.words[child].has("nsubj") && is_feminine_dative(words, child))
    else {
        return;
    };
    let has_subject = children.iter().any(|&child| child != dative && words.words[child].has("nsubj"));
    "iobj".clone_into(&mut words.words[dative].deprel);
    if has_subject {
        return;
    }
    // What stands first and has no form that forbids it is the subject.
    let objects = children.iter().copied().filter(|&child| {
        child != dative
            && (words.words[child].has("obj") || words.words[child].has("iobj") || words.words[child].deprel == "obl:arg")
    });
    let first = objects
        .filter(|&child| words.child(child, "case").is_none() && !has_article(words, child, &["den", "dem", "einen", "einem"]))
        .min();
    if let Some(first) = first.filter(|&first| first < dative) {
        "nsubj".clone_into(&mut words.words[first].deprel);
    }
}

/// "Kündigungen könne sie nicht ausschließen": the tree has both as objects.
fn pronoun_subject(words: &mut Words, verb: usize) {
    let children = words.children(verb).to_vec();
    if children.iter().any(|&child| words.words[child].has("nsubj") || words.words[child].has("csubj")) {
        return;
    }
    let number = super::number_of(words, verb).map(str::to_owned);
    // What the verb does not agree with is no subject.
    let other_object = |pronoun: usize| {
        children.iter().any(|&child| {
            child != pronoun && words.words[child].has("obj") && words.words[child].feats.get("Number") != number.as_deref()
        })
    };
    let pronoun = children.iter().copied().find(|&child| {
        let here = &words.words[child];
        let nominative =
            matches!(here.form.to_lowercase().as_str(), "er" | "wir" | "man") || here.form == "sie" && other_object(child);
        let object = here.has("obj") || here.has("iobj") || here.deprel == "obl:arg";
        nominative
            && object
            && here.upos == Upos::Pron
            && here.feats.get("Number").is_none_or(|own| Some(own) == number.as_deref())
    });
    if let Some(pronoun) = pronoun.filter(|_| number.is_some()) {
        "nsubj".clone_into(&mut words.words[pronoun].deprel);
    }
}

/// "Berlin hat Kiew 60 Panzer übergeben": of two objects the name before is who gets it.
fn bare_dative(words: &mut Words, verb: usize) {
    let is_object = |&child: &usize| words.words[child].has("obj") && words.preposition(child).is_none();
    let objects: Vec<usize> = words.children(verb).iter().copied().filter(is_object).collect();
    let [name, thing] = objects[..] else { return };
    let is_bare = words.words[name].class.is_some() && words.child(name, "det").is_none();
    if is_bare && words.words[thing].upos == Upos::Noun && words.words[thing].class.is_none() {
        "iobj".clone_into(&mut words.words[name].deprel);
    }
}

/// "Sie haben den Finnen Mikko Rautio zum Präsidenten gewählt": *den Finnen* is no dative of the plural.
fn elected(words: &mut Words, verb: usize) {
    const ELECTING: &str = include_str!("../data/electing_verbs.txt");
    if !ELECTING.lines().any(|line| line == words.words[verb].lemma) {
        return;
    }
    let children = words.children(verb).to_vec();
    let has = |deprel: &str| children.iter().any(|&child| words.words[child].has(deprel));
    let to_office = children.iter().any(|&child| words.preposition(child) == Some("zu"));
    let person = children.iter().copied().find(|&child| {
        let dative = words.words[child].has("iobj") || words.words[child].deprel == "obl:arg";
        dative && has_article(words, child, &["den", "Den"]) && words.child(child, "appos").is_some()
    });
    if let Some(person) = person.filter(|_| to_office && !has("obj")) {
        "obj".clone_into(&mut words.words[person].deprel);
    }
}

/// "Das Unternehmen zahlt dem Chef keine Abfindung": the tree has *Chef* as attribute.
fn dative_attribute(words: &mut Words, noun: usize) {
    let here = &words.words[noun];
    let dative = has_article(words, noun, &["dem", "einem", "seinem", "ihrem", "diesem", "keinem"]);
    if !dative || !here.has("nmod") || !here.is_nominal() || words.child(noun, "case").is_some() {
        return;
    }
    let is_taken = |&verb: &usize| {
        let mut children = words.children(verb).iter();
        children.any(|&child| words.words[child].has("iobj") || words.words[child].deprel == "obl:arg")
    };
    if let Some(verb) = super::verb_above(words, noun).filter(|verb| !is_taken(verb)) {
        words.rehang(noun, Some(verb), "iobj");
    }
}

/// "Das Komitee würdigte Obamas Einsatz": a name in the genitive right before a noun without an article is whose it is.
fn genitive_before(words: &mut Words, name: usize) {
    let here = &words.words[name];
    // "Baden-Württembergs Ministerium"
    let last = words.children(name).iter().copied().filter(|&child| words.words[child].has("flat")).fold(name, usize::max);
    let Some(next) = words.words.get(last + 1) else { return };
    let argument = ["nsubj", "obj", "iobj", "obl"].iter().any(|deprel| here.has(deprel));
    let genitive = here.class.is_some() && is_genitive(words, last);
    let is_free = next.upos == Upos::Noun && next.head == here.head && words.child(last + 1, "det").is_none();
    if argument && genitive && is_free && here.upos == Upos::Propn && words.child(name, "case").is_none() {
        words.rehang(name, Some(last + 1), "nmod");
    }
}

/// "Er kritisierte die Haltung Merkels": whose it is, and no name of it.
fn genitive_behind(words: &mut Words, name: usize) {
    let here = &words.words[name];
    let noun = name.wrapping_sub(1);
    let behind = here.has("appos") && here.head == Some(noun) && here.upos == Upos::Propn && is_genitive(words, name);
    if behind && words.words[noun].upos == Upos::Noun && !words.words[noun].feats.is("Case", "Gen") {
        "nmod".clone_into(&mut words.words[name].deprel);
    }
}

fn is_genitive(words: &Words, name: usize) -> bool {
    let name = &words.words[name];
    name.form.strip_suffix('s') == Some(name.lemma.as_str())
}

/// *der Ukraine*, *der Stadt*
fn is_feminine_dative(words: &Words, noun: usize) -> bool {
    let here = &words.words[noun];
    let readings = Morphology::embedded().readings(&here.form);
    let mut genders = readings.iter().flat_map(|reading| &reading.tags).filter_map(|tag| tag.feats.get("Gender")).peekable();
    genders.peek().is_some()
        && genders.all(|gender| gender == "Fem")
        && !here.feats.is("Number", "Plur")
        && has_article(words, noun, &["der", "Der", "einer", "Einer", "dieser", "Dieser", "seiner", "ihrer", "keiner"])
}

pub(super) fn has_article(words: &Words, noun: usize, forms: &[&str]) -> bool {
    words
        .children(noun)
        .iter()
        .map(|&child| &words.words[child])
        .any(|child| child.upos == Upos::Det && child.tokens.len() == 1 && forms.contains(&child.form.as_str()))
}

//! Brings the converted treebank to the conventions of the current release of UD German GSD, which it is chosen by: the sentences of the first
//! release and of the sample with all columns were annotated before they settled. Each rule takes a sentence and changes words in place.

use super::data::Word;
use crate::document::Upos;
use crate::knowledge::morphology::Morphology;

/// Applies all rules.
pub fn settle(words: &mut [Word]) {
    for index in 0..words.len() {
        quantifier(words, index);
        relative_possessive(&mut words[index]);
        comparison(&mut words[index]);
        clause_initial_but(words, index);
        particle(words, index);
        single_words(&mut words[index]);
        adverbial_adjective(&mut words[index]);
        title(words, index);
        function_word_of_a_name(words, index);
        expletive(words, index);
        hyphen(words, index);
    }
}

fn low(word: &Word) -> String {
    word.form.to_lowercase()
}

fn head(words: &[Word], index: usize) -> Option<usize> {
    words[index].head.checked_sub(1)
}

/// A form of one of these stems with an adjective's or article's ending.
fn is_form_of(low: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| low.strip_prefix(stem).is_some_and(|end| matches!(end, "" | "e" | "er" | "es" | "em" | "en")))
}

/// *keine Zeit*, *viele Leute*, *die anderen*: determiners, `det` before their noun.
fn quantifier(words: &mut [Word], index: usize) {
    let low = low(&words[index]);
    let declined =
        ["kein", "all", "ander", "einig", "beid", "dies", "solch", "jed", "jen", "manch", "mehrer", "etlich", "sämtlich"];
    let counted = ["viel", "wenig"];
    let is =
        is_form_of(&low, &declined) || is_form_of(&low, &counted) && !matches!(words[index].upos, Upos::Adv) && low != "weniger";
    if !is || !matches!(words[index].upos, Upos::Pron | Upos::Adj | Upos::Det) {
        return;
    }
    let follows = head(words, index)
        .is_some_and(|head| head > index && matches!(words[head].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num));
    let word = &mut words[index];
    word.upos = Upos::Det;
    let none = low.starts_with("kein");
    let attributive =
        matches!(word.deprel.as_str(), "amod" | "det") || matches!(word.deprel.as_str(), "advmod" | "nmod" | "neg") && none;
    if follows && attributive {
        word.deprel = "det".to_owned();
    }
}

/// *deren Mitglieder*: a pronoun that depends like a noun in the genitive.
fn relative_possessive(word: &mut Word) {
    if matches!(low(word).as_str(), "deren" | "dessen") {
        word.upos = Upos::Pron;
        if word.deprel.starts_with("det") {
            word.deprel = "nmod".to_owned();
        }
    }
}

/// *größer wie er*: a conjunction, though it marks a case.
fn comparison(word: &mut Word) {
    if low(word) == "wie" && word.upos == Upos::Adp {
        word.upos = Upos::Cconj;
    }
}

/// *Aber er kam*, *…, aber er kam*: a conjunction; *er kam aber* has an adverb.
fn clause_initial_but(words: &mut [Word], index: usize) {
    let first = index == 0 || words[index - 1].upos == Upos::Punct;
    if first && low(&words[index]) == "aber" && words[index].deprel == "advmod" && words[index].head > index + 1 {
        words[index].upos = Upos::Cconj;
        words[index].deprel = "cc".to_owned();
    }
}

/// *nimmt … teil*: `compound:prt`, which the conversion left as `mark`.
fn particle(words: &mut [Word], index: usize) {
    let follows_verb = head(words, index).is_some_and(|head| head < index && matches!(words[head].upos, Upos::Verb | Upos::Aux));
    let word = &mut words[index];
    if follows_verb && word.deprel == "mark" && matches!(word.upos, Upos::Adp | Upos::Adv | Upos::Adj | Upos::Noun) {
        word.deprel = "compound:prt".to_owned();
    }
}

/// *man*, *wo*, *damit*: words that the first release has as several parts of speech.
fn single_words(word: &mut Word) {
    match (low(word).as_str(), word.upos) {
        ("man", Upos::Noun | Upos::Propn) => word.upos = Upos::Pron,
        ("wo", Upos::Pron) => word.upos = Upos::Adv,
        ("dabei" | "damit" | "daher" | "dazu" | "danach" | "dafür" | "davon" | "daran" | "darauf" | "dadurch", Upos::Pron) => {
            word.upos = Upos::Adv;
            if word.deprel == "dep" {
                word.deprel = "advmod".to_owned();
            }
        }
        _ => {}
    }
    if word.deprel == "iobj" {
        word.deprel = "obl:arg".to_owned();
    }
}

/// *gut gespielt*: an adjective, also where it is used as an adverb, unless the lexicon knows it as an adverb or it has become one.
fn adverbial_adjective(word: &mut Word) {
    let low = low(word);
    let became = [
        "einfach", "weiter", "lieber", "natürlich", "maximal", "teilweise", "wenig", "anders", "unbedingt", "letztlich",
        "möglichst",
    ];
    let never_adverbs = ["rund", "super", "total", "direkt", "später", "erneut"];
    if word.upos != Upos::Adv || word.deprel != "advmod" || became.contains(&low.as_str()) {
        return;
    }
    let codes = || Morphology::embedded().tags(&low).map(|tag| tag.code.as_str());
    let only_adjective = codes().any(|code| code.starts_with("ADJ:PRD")) && !codes().any(|code| code.starts_with("ADV"));
    if only_adjective || never_adverbs.contains(&low.as_str()) {
        word.upos = Upos::Adj;
    }
}

/// *Herr Meyer*, *Frau Dr. Schmidt*: the name is the head, the title its `compound`.
fn title(words: &mut [Word], index: usize) {
    if !matches!(words[index].form.as_str(), "Herr" | "Herrn" | "Frau" | "Dr." | "Prof." | "St.") {
        return;
    }
    let Some(name) = words.get(index + 1).filter(|name| name.upos == Upos::Propn) else { return };
    if name.head == index + 1 && matches!(name.deprel.as_str(), "flat" | "appos" | "nmod") {
        change_heads(words, index, index + 1);
        words[index].upos = Upos::Noun;
        words[index].deprel = "compound".to_owned();
    }
}

/// Makes a dependent of a word its head: it takes over the word's place in the tree and all its other dependents.
fn change_heads(words: &mut [Word], old: usize, new: usize) {
    for word in words.iter_mut().filter(|word| word.head == old + 1) {
        word.head = new + 1;
    }
    words[new].head = words[old].head;
    words[new].deprel = words[old].deprel.clone();
    words[old].head = new + 1;
}

/// *Ludwig von Beethoven*, *Straße der Nationen*, *Ersten Weltkrieg*: the small words of names keep their part of speech.
fn function_word_of_a_name(words: &mut [Word], index: usize) {
    let follows = words[index].head > index + 1;
    let word = &mut words[index];
    if word.upos != Upos::Propn || index == 0 {
        return;
    }
    let (upos, deprel) = match word.form.as_str() {
        "von" | "für" | "zu" | "in" | "an" | "auf" | "bei" | "mit" | "aus" | "über" | "unter" => (Upos::Adp, "case"),
        "der" | "die" | "das" | "dem" | "den" | "des" => (Upos::Det, "det"),
        "und" | "oder" => (Upos::Cconj, "cc"),
        "Ersten" | "Erste" | "Erster" | "Zweiten" | "Zweite" | "Zweiter" => (Upos::Adj, "amod"),
        _ => return,
    };
    word.upos = upos;
    if follows {
        word.deprel = deprel.to_owned();
    }
}

/// *Es regnet*, *es ist schön*: the subject, unless the verb has another one (*Es kamen viele*).
fn expletive(words: &mut [Word], index: usize) {
    if low(&words[index]) != "es" || words[index].deprel != "expl" {
        return;
    }
    let head = words[index].head;
    let has_subject =
        words.iter().any(|word| word.head == head && (word.deprel.starts_with("nsubj") || word.deprel.starts_with("csubj")));
    if !has_subject {
        words[index].deprel = "nsubj".to_owned();
    }
}

/// *SPD-Chef*: the last noun is the head, the first its `compound`, the hyphen depends on the first.
fn hyphen(words: &mut [Word], index: usize) {
    if words[index].form != "-" || index == 0 || index + 1 >= words.len() {
        return;
    }
    let (first, last) = (index - 1, index + 1);
    let joins = matches!(words[first].upos, Upos::Propn | Upos::Noun | Upos::Adj) && words[last].upos == Upos::Noun;
    if !joins {
        return;
    }
    if words[last].head == first + 1 && words[last].deprel == "flat" {
        change_heads(words, first, last);
    }
    if words[first].head == last + 1 {
        words[first].deprel = "compound".to_owned();
        words[index].head = first + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words as `form UPOS head deprel`, a line each.
    #[track_caller]
    fn check(before: &str, after: &str) {
        let words = |text: &str| -> Vec<Word> {
            text.lines()
                .map(|line| {
                    let parts: Vec<&str> = line.split_whitespace().collect();
                    Word {
                        form: parts[0].to_owned(),
                        lemma: String::new(),
                        upos: parts[1].parse().unwrap(),
                        feats: None,
                        some_feats: Vec::new(),
                        head: parts[2].parse().unwrap(),
                        deprel: parts[3].to_owned(),
                        name: None,
                    }
                })
                .collect()
        };
        let mut settled = words(before);
        settle(&mut settled);
        let lines: Vec<String> =
            settled.iter().map(|word| format!("{} {} {} {}", word.form, word.upos, word.head, word.deprel)).collect();
        assert_eq!(lines.join("\n"), after);
    }

    #[test]
    fn negative_articles_are_determiners() {
        check("keine PRON 2 advmod\nZeit NOUN 0 root", "keine DET 2 det\nZeit NOUN 0 root");
    }

    #[test]
    fn the_last_part_of_a_hyphenated_compound_is_its_head() {
        check(
            "der DET 2 det\nSPD PROPN 5 nsubj\n- PUNCT 4 punct\nChef NOUN 2 flat\nkommt VERB 0 root",
            "der DET 4 det\nSPD PROPN 4 compound\n- PUNCT 2 punct\nChef NOUN 5 nsubj\nkommt VERB 0 root",
        );
    }

    #[test]
    fn names_are_the_heads_of_titles() {
        check(
            "Herr NOUN 3 nsubj\nMeyer PROPN 1 appos\nspielt VERB 0 root\ngut ADV 3 advmod",
            "Herr NOUN 2 compound\nMeyer PROPN 3 nsubj\nspielt VERB 0 root\ngut ADJ 3 advmod",
        );
    }

    #[test]
    fn an_expletive_without_another_subject_is_the_subject() {
        check("Es PRON 2 expl\nregnet VERB 0 root", "Es PRON 2 nsubj\nregnet VERB 0 root");
        check("Es PRON 2 expl\nkamen VERB 0 root\nviele PRON 2 nsubj", "Es PRON 2 expl\nkamen VERB 0 root\nviele DET 2 nsubj");
    }
}

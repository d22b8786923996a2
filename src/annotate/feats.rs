//! Morphological features of a sentence: the network's scores, what the full-form lexicon allows, what words that agree must share, and what the
//! tree demands. *der neuen Regierung* is one case, number and gender; *ich habe* is a first person.

use super::labels::Labels;
use crate::document::{Feats, Token, Upos};
use crate::knowledge::morphology::{Morphology, big_first, cells::{Cells, cell}, tags::Tag};

/// Logarithms of the probabilities of all values of all features, a row for each token.
pub struct Scores<'a> {
    labels: &'a Labels,
    values: &'a [f32],
    width: usize,
}

type Values<'a> = Vec<(&'a str, &'a str)>;

impl<'a> Scores<'a> {
    /// `values` has rows of the sum of [`Labels::feat_sizes`].
    pub fn new(labels: &'a Labels, values: &'a [f32]) -> Scores<'a> {
        Scores { labels, values, width: labels.feat_sizes().iter().sum() }
    }

    /// The likeliest value of each feature.
    fn best(&self, token: usize) -> Values<'a> {
        let mut rest = &self.values[token * self.width..][..self.width];
        let mut best = Vec::new();
        for (name, values) in &self.labels.feats {
            let (segment, after) = rest.split_at(values.len());
            rest = after;
            let value = values[crate::nn::math::argmax(segment)].as_str();
            if !value.is_empty() {
                best.push((name.as_str(), value));
            }
        }
        best
    }

    /// Of one value; the empty one for none. Unknown ones are unlikely.
    fn of(&self, token: usize, name: &str, value: &str) -> f32 {
        let mut at = token * self.width;
        for (of, values) in &self.labels.feats {
            if of == name {
                return values.iter().position(|known| known == value).map_or(-9.0, |place| self.values[at + place]);
            }
            at += values.len();
        }
        -9.0
    }
}

const CASES: [&str; 4] = ["Nom", "Gen", "Dat", "Acc"];
const NUMBERS: [&str; 2] = ["Sing", "Plur"];
const GENDERS: [&str; 3] = ["Masc", "Fem", "Neut"];

/// Fills the features of all tokens; needs their parts of speech and the tree.
pub fn settle(tokens: &mut [Token], scores: &Scores<'_>, morphology: &Morphology) {
    let mut all: Vec<Values<'_>> = (0..tokens.len()).map(|token| scores.best(token)).collect();
    for index in 0..tokens.len() {
        if leads_agreement(tokens, index) {
            agree(tokens, index, scores, morphology, &mut all);
        }
    }
    for index in 0..tokens.len() {
        share_gender(tokens, index, &mut all);
    }
    for index in 0..tokens.len() {
        if matches!(tokens[index].upos, Upos::Verb | Upos::Aux) {
            verb(tokens, index, scores, morphology, &mut all);
        }
    }
    for (index, values) in all.iter_mut().enumerate() {
        inherent(tokens, index, morphology, values);
    }
    for (token, values) in tokens.iter_mut().zip(all) {
        let parts: Vec<String> = values.iter().map(|(name, value)| format!("{name}={value}")).collect();
        token.feats = Feats::parse(&parts.join("|"));
    }
}

fn set<'a>(values: &mut Values<'a>, name: &'a str, value: &'a str) {
    match values.iter_mut().find(|(known, _)| *known == name) {
        Some(entry) => entry.1 = value,
        None => values.push((name, value)),
    }
}

fn get<'a>(values: &Values<'a>, name: &str) -> Option<&'a str> {
    values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

fn keep(values: &mut Values<'_>, names: &[&str]) {
    values.retain(|(name, _)| names.contains(name));
}

/// Whether case, number and gender of this word and of those that agree with it are settled together.
fn leads_agreement(tokens: &[Token], index: usize) -> bool {
    match tokens[index].upos {
        Upos::Noun | Upos::Propn | Upos::Pron => true,
        Upos::Det | Upos::Adj => !agrees_with_head(tokens, index),
        _ => false,
    }
}

/// *der* and *neuen* in *der neuen Regierung*.
fn agrees_with_head(tokens: &[Token], index: usize) -> bool {
    let token = &tokens[index];
    let attributive = token.deprel.starts_with("det") || token.deprel == "amod";
    let nominal = |head: usize| matches!(tokens[head].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Det | Upos::Pron);
    matches!(token.upos, Upos::Det | Upos::Adj) && attributive && token.head.is_some_and(nominal)
}

/// Finds the case, number and gender that suit a word and its attributes best.
fn agree<'a>(tokens: &[Token], head: usize, scores: &Scores<'a>, morphology: &Morphology, all: &mut [Values<'a>]) {
    let members: Vec<usize> =
        (0..tokens.len()).filter(|&index| index == head || tokens[index].head == Some(head) && agrees_with_head(tokens, index)).collect();
    let allowed: Vec<Cells> = members.iter().map(|&member| allowed(&tokens[member], member == 0, morphology)).collect();
    let wanted = wanted_cases(tokens, head, all);
    let antecedent = antecedent(tokens, head).map(|noun| (get(&all[noun], "Number"), get(&all[noun], "Gender")));
    let mut best = (f32::NEG_INFINITY, 0, 0, 0);
    for case in 0..4 {
        for number in 0..2 {
            for gender in 0..3 {
                let mut score = wanted[case];
                if let Some((of_noun, gender_of_noun)) = antecedent {
                    score += if of_noun == Some(NUMBERS[number]) { 2.0 } else { 0.0 } + if gender_of_noun == Some(GENDERS[gender]) { 2.0 } else { 0.0 };
                }
                for (&member, cells) in members.iter().zip(&allowed) {
                    score += scores.of(member, "Case", CASES[case]).max(-6.0)
                        + scores.of(member, "Number", NUMBERS[number]).max(-6.0)
                        + scores.of(member, "Gender", GENDERS[gender]).max(-6.0);
                    score -= if cells & cell(case, number, gender) == 0 { 4.0 } else { 0.0 };
                }
                if score > best.0 {
                    best = (score, case, number, gender);
                }
            }
        }
    }
    let (_, case, number, gender) = best;
    for &member in &members {
        for (name, value) in [("Case", CASES[case]), ("Number", NUMBERS[number]), ("Gender", GENDERS[gender])] {
            if get(&all[member], name).is_some() || tokens[member].upos == Upos::Noun && name != "Gender" {
                set(&mut all[member], name, value);
            }
        }
    }
}

/// The noun that a relative pronoun stands for.
fn antecedent(tokens: &[Token], pronoun: usize) -> Option<usize> {
    let is_relative = tokens[pronoun].upos == Upos::Pron && matches!(tokens[pronoun].form.as_str(), "der" | "die" | "das" | "den" | "dem" | "denen");
    let verb = tokens[pronoun].head.filter(|_| is_relative)?;
    tokens[verb].head.filter(|noun| tokens[verb].deprel.starts_with("acl") && *noun < pronoun)
}

/// *Beate Weber*: the surname is as feminine as the given name.
fn share_gender<'a>(tokens: &[Token], index: usize, all: &mut [Values<'a>]) {
    let Some(head) = tokens[index].head.filter(|_| tokens[index].deprel == "flat" && tokens[index].upos == Upos::Propn) else { return };
    if let Some(gender) = get(&all[head], "Gender").filter(|_| tokens[head].upos == Upos::Propn && get(&all[index], "Gender").is_some()) {
        set(&mut all[index], "Gender", gender);
    }
}

/// What the lexicon allows; everything for words it does not list.
fn allowed(token: &Token, begins_sentence: bool, morphology: &Morphology) -> Cells {
    let low = token.form.to_lowercase();
    let cells = match token.upos {
        Upos::Noun => {
            let is_noun = |tag: &Tag| tag.code.starts_with("SUB");
            let whole = morphology.cells(&token.form, is_noun);
            match morphology.noun_ending(&token.form) {
                Some(at) if whole == 0 => morphology.cells(&big_first(&token.form[at..]), is_noun),
                _ => whole,
            }
        }
        Upos::Adj => {
            let is_adjective = |tag: &Tag| matches!(tag.code.get(..3), Some("ADJ" | "PA1" | "PA2"));
            let form = if begins_sentence { low.as_str() } else { token.form.as_str() };
            morphology.cells(form, is_adjective) | morphology.cells(&low, is_adjective)
        }
        Upos::Det | Upos::Pron => morphology.cells(&low, |tag: &Tag| matches!(tag.code.get(..3), Some("ART" | "PRO"))),
        Upos::Propn => morphology.cells(&token.form, |tag: &Tag| tag.code.starts_with("EIG")),
        _ => 0,
    };
    if cells == 0 { Cells::MAX } else { cells }
}

/// How much the relation to the rest of the sentence speaks for each of the [`CASES`].
fn wanted_cases(tokens: &[Token], head: usize, all: &[Values<'_>]) -> [f32; 4] {
    let preposition = tokens.iter().enumerate().find(|(_, token)| token.head == Some(head) && token.deprel == "case" && token.upos == Upos::Adp);
    if let Some((_, preposition)) = preposition {
        return match preposition.form.to_lowercase().as_str() {
            "aus" | "bei" | "mit" | "nach" | "seit" | "von" | "zu" | "gegenüber" | "ab" | "außer" | "samt" | "laut" => [0.0, 0.0, 4.0, 0.0],
            "durch" | "für" | "gegen" | "ohne" | "um" | "bis" | "per" | "pro" => [0.0, 0.0, 0.0, 4.0],
            "an" | "auf" | "hinter" | "in" | "neben" | "über" | "unter" | "vor" | "zwischen" => [0.0, 0.0, 3.0, 3.0],
            "wegen" | "während" | "trotz" | "statt" | "innerhalb" | "außerhalb" | "aufgrund" | "dank" | "angesichts" | "mithilfe" => [0.0, 3.0, 2.0, 0.0],
            _ => [0.0; 4],
        };
    }
    // *ein Bier und gutes Essen*: what is joined shares its case.
    if tokens[head].deprel == "conj"
        && let Some(first) = tokens[head].head.filter(|first| *first < head)
        && let Some(case) = get(&all[first], "Case")
    {
        return CASES.map(|known| if known == case { 2.5 } else { 0.0 });
    }
    let has_copula = || tokens.iter().any(|token| token.head == Some(head) && token.deprel == "cop");
    match tokens[head].deprel.as_str() {
        "nsubj" | "nsubj:pass" => [2.5, 0.0, 0.0, 0.0],
        "obj" => [0.0, 0.0, 0.0, 2.5],
        "iobj" | "obl:arg" => [0.0, 0.0, 2.0, 0.0],
        "nmod" | "nmod:poss" if tokens[head].upos == Upos::Noun => [0.0, 2.0, 0.0, 0.0],
        _ if has_copula() => [2.0, 0.0, 0.0, 0.0],
        _ => [0.0; 4],
    }
}

/// Person, number, mood, tense and form of a verb.
struct Inflection {
    person: &'static str,
    number: &'static str,
    mood: &'static str,
    tense: &'static str,
    form: &'static str,
}

impl Inflection {
    fn new(tag: &Tag) -> Option<Inflection> {
        if !tag.code.starts_with("VER") {
            return None;
        }
        let one_of = |name: &str, known: &'static [&'static str]| known.iter().copied().find(|value| tag.feats.is(name, value)).unwrap_or("");
        let form = one_of("VerbForm", &["Fin", "Inf", "Part"]);
        (!form.is_empty()).then(|| Inflection {
            person: one_of("Person", &["1", "2", "3"]),
            number: one_of("Number", &NUMBERS),
            mood: one_of("Mood", &["Ind", "Sub", "Imp"]),
            tense: if form == "Fin" { one_of("Tense", &["Pres", "Past"]) } else { "" },
            form,
        })
    }

    fn values(&self) -> [(&'static str, &'static str); 5] {
        [("Person", self.person), ("Number", self.number), ("Mood", self.mood), ("Tense", self.tense), ("VerbForm", self.form)]
    }
}

/// Chooses among what the lexicon allows, by the scores and by the subject; without a listed form only the subject is heeded.
fn verb<'a>(tokens: &[Token], index: usize, scores: &Scores<'a>, morphology: &Morphology, all: &mut [Values<'a>]) {
    let low = tokens[index].form.to_lowercase();
    let subject = subject(tokens, index);
    let (person, number) = subject.map_or(("", ""), |subject| person_and_number(&tokens[subject], &all[subject]));
    let has = |deprel: &str| tokens.iter().any(|token| token.head == Some(index) && token.deprel == deprel);
    let infinite = has("aux") || has("aux:pass") || tokens.iter().any(|token| token.head == Some(index) && token.upos == Upos::Part && token.form == "zu");
    let mut best: Option<(f32, Inflection)> = None;
    for tag in morphology.tags(&low) {
        let Some(inflection) = Inflection::new(tag) else { continue };
        let mut score: f32 = inflection.values().iter().map(|(name, value)| scores.of(index, name, value).max(-6.0)).sum();
        if inflection.form == "Fin" && !person.is_empty() {
            score += if inflection.person == person { 4.0 } else { 0.0 } + if inflection.number == number { 2.0 } else { 0.0 };
        }
        score -= if infinite && inflection.form == "Fin" { 4.0 } else { 0.0 };
        if best.as_ref().is_none_or(|(top, _)| score > *top) {
            best = Some((score, inflection));
        }
    }
    let values = &mut all[index];
    match best {
        Some((_, inflection)) => {
            values.clear();
            values.extend(inflection.values().into_iter().filter(|(_, value)| !value.is_empty()));
        }
        None if get(values, "VerbForm") == Some("Fin") && !person.is_empty() => set(values, "Person", person),
        None => {}
    }
    let low = low.as_str();
    let passive = tokens[index].deprel == "aux:pass" && (low.starts_with("werd") || low.starts_with("wurd") || low.starts_with("würd") || low.starts_with("wird") || low == "worden");
    values.retain(|(name, _)| *name != "Voice");
    if passive {
        set(values, "Voice", "Pass");
    }
}

/// The subject of a verb; auxiliaries have that of their main verb, joined verbs without one that of the first.
fn subject(tokens: &[Token], verb: usize) -> Option<usize> {
    let own = |verb: usize| tokens.iter().position(|token| token.head == Some(verb) && token.deprel.starts_with("nsubj"));
    let main = match tokens[verb].deprel.split(':').next() {
        Some("aux" | "cop") => tokens[verb].head.unwrap_or(verb),
        _ => verb,
    };
    own(main).or_else(|| if tokens[main].deprel == "conj" { tokens[main].head.and_then(own) } else { None })
}

fn person_and_number<'a>(subject: &Token, values: &Values<'a>) -> (&'static str, &'a str) {
    match (subject.upos, subject.form.to_lowercase().as_str()) {
        (Upos::Pron, "ich") => ("1", "Sing"),
        (Upos::Pron, "wir") => ("1", "Plur"),
        (Upos::Pron, "du") => ("2", "Sing"),
        _ => ("3", get(values, "Number").unwrap_or("")),
    }
}

/// The features that a word has by itself, and those that it never has.
fn inherent<'a>(tokens: &[Token], index: usize, morphology: &Morphology, values: &mut Values<'a>) {
    let token = &tokens[index];
    let low = token.form.to_lowercase();
    match token.upos {
        Upos::Det => determiner(&low, values),
        Upos::Pron => {
            pronoun(&low, values);
            let mirrors = |subject: &Token| matches!((low.as_str(), subject.form.to_lowercase().as_str()), ("mich" | "mir", "ich") | ("uns", "wir") | ("dich" | "dir", "du"));
            if matches!(low.as_str(), "mich" | "mir" | "uns" | "dich" | "dir") {
                values.retain(|(name, _)| *name != "Reflex");
                if token.head.and_then(|head| subject(tokens, head)).is_some_and(|subject| mirrors(&tokens[subject])) {
                    set(values, "Reflex", "Yes");
                }
            }
        }
        Upos::Num => set(values, "NumType", "Card"),
        Upos::Adj => adjective(&token.form, &low, morphology, values),
        Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Punct | Upos::Intj => values.clear(),
        Upos::Part => {
            values.clear();
            if low == "nicht" {
                values.push(("Polarity", "Neg"));
            }
        }
        Upos::Adv => {
            values.clear();
            let kind = match low.as_str() {
                "wo" | "wann" | "warum" | "wieso" | "woher" | "wohin" | "weshalb" => "Int",
                "etwas" | "genug" => "Ind",
                "damit" | "dafür" | "darüber" | "dazu" | "daran" | "dagegen" | "darauf" | "daraus" | "daher" | "davon" | "dadurch" | "darin"
                | "davor" | "danach" | "darum" | "darunter" | "dabei" => "Dem",
                _ => return,
            };
            values.push(("PronType", kind));
        }
        Upos::Noun | Upos::Propn => {
            keep(values, &["Case", "Number", "Gender"]);
            // *Kosten*, *Eltern*, *die Angeklagten*: the plural tells no gender.
            let number = get(values, "Number").unwrap_or_default();
            let codes: Vec<&str> = morphology
                .tags(&token.form)
                .filter(|tag| tag.code.starts_with("SUB") && tag.feats.is("Number", number))
                .map(|tag| tag.code.as_str())
                .collect();
            let tells_none = codes.iter().all(|code| code.contains("NOG")) || number == "Plur" && codes.iter().any(|code| code.ends_with(":ADJ"));
            if !codes.is_empty() && tells_none {
                values.retain(|(name, _)| *name != "Gender");
            }
        }
        _ => {}
    }
}

/// The stem that a declined word begins with.
fn stem<'a>(low: &str, stems: &[&'a str]) -> Option<&'a str> {
    stems.iter().copied().find(|stem| low.strip_prefix(stem).is_some_and(|end| matches!(end, "" | "e" | "er" | "es" | "em" | "en")))
}

/// *der*, *ein*, *mein*, *kein*, *dieser*, *alle* …
fn determiner(low: &str, values: &mut Values<'_>) {
    let agreement = ["Case", "Number", "Gender"];
    if matches!(low, "der" | "die" | "das" | "den" | "dem" | "des") {
        let plural = get(values, "Number") == Some("Plur");
        keep(values, if plural { &agreement[..2] } else { &agreement });
        values.extend([("Definite", "Def"), ("PronType", "Art")]);
    } else if stem(low, &["ein"]).is_some() {
        keep(values, &agreement);
        values.extend([("Definite", "Ind"), ("NumType", "Card"), ("PronType", "Art")]);
    } else if let Some(stem) = stem(low, &["mein", "dein", "sein", "ihr", "unser", "unsr", "euer", "eur"]) {
        keep(values, &agreement);
        values.extend([("Poss", "Yes"), ("PronType", "Prs")]);
        values.extend(match stem {
            "mein" => vec![("Number[psor]", "Sing"), ("Person", "1")],
            "dein" => vec![("Number[psor]", "Sing"), ("Person", "2")],
            "sein" => vec![("Gender[psor]", "Masc,Neut"), ("Number[psor]", "Sing"), ("Person", "3")],
            "ihr" => vec![("Person", "3")],
            "unser" | "unsr" => vec![("Number[psor]", "Plur"), ("Person", "1")],
            _ => vec![("Number[psor]", "Plur"), ("Person", "2")],
        });
    } else if matches!(low, "viel" | "mehr" | "wenig" | "weniger" | "genug" | "etwas" | "paar") {
        values.clear();
        values.push(("PronType", "Ind"));
    } else {
        let kinds: [(&str, &[&str]); 4] = [
            ("Neg", &["kein"]),
            ("Dem", &["dies", "jen", "solch", "derselb", "dieselb", "dasselb", "denselb", "demselb"]),
            ("Tot", &["all", "jed", "beid", "sämtlich", "jeglich"]),
            ("Ind", &["einig", "ander", "viel", "wenig", "mehrer", "etlich", "manch", "irgendein"]),
        ];
        if let Some((kind, _)) = kinds.iter().find(|(_, stems)| stem(low, stems).is_some()) {
            keep(values, &agreement);
            values.push(("PronType", kind));
            if low.starts_with("beid") {
                values.push(("NumType", "Card"));
            }
        }
    }
}

/// *ich*, *sie*, *sich*, *man*, *die* (as relative pronoun), *was* …
fn pronoun<'a>(low: &str, values: &mut Values<'a>) {
    let case = get(values, "Case");
    let number = get(values, "Number");
    let personal: Option<(&str, &str, &str)> = match low {
        "ich" => Some(("1", "Sing", "Nom")),
        "mich" => Some(("1", "Sing", "Acc")),
        "mir" => Some(("1", "Sing", "Dat")),
        "wir" => Some(("1", "Plur", "Nom")),
        "uns" => Some(("1", "Plur", "")),
        "du" => Some(("2", "Sing", "Nom")),
        "dich" => Some(("2", "Sing", "Acc")),
        "dir" => Some(("2", "Sing", "Dat")),
        "er" => Some(("3", "Sing", "Nom")),
        "ihn" => Some(("3", "Sing", "Acc")),
        "ihm" => Some(("3", "Sing", "Dat")),
        "es" | "'s" => Some(("3", "Sing", "")),
        "ihnen" => Some(("3", "Plur", "Dat")),
        "sie" => Some(("3", "", "")),
        _ => None,
    };
    if let Some((person, number, case)) = personal {
        if !case.is_empty() {
            set(values, "Case", case);
        }
        if !number.is_empty() {
            set(values, "Number", number);
        }
        match low {
            "er" | "ihn" => set(values, "Gender", "Masc"),
            "es" | "'s" => set(values, "Gender", "Neut"),
            "sie" if get(values, "Number") != Some("Plur") => set(values, "Gender", "Fem"),
            "ihm" => {}
            _ => values.retain(|(name, _)| *name != "Gender"),
        }
        keep(values, &["Case", "Number", "Gender"]);
        values.extend([("Person", person), ("PronType", "Prs")]);
        return;
    }
    let settled: Vec<(&str, &str)> = match low {
        "sich" => vec![("Case", case.unwrap_or("Acc")), ("Person", "3"), ("PronType", "Prs"), ("Reflex", "Yes")],
        "man" => vec![("Case", "Nom"), ("Number", "Sing"), ("PronType", "Ind")],
        "nichts" => vec![("Gender", "Neut"), ("Number", "Sing"), ("PronType", "Neg")],
        "etwas" => vec![("Gender", "Neut"), ("Number", "Sing"), ("PronType", "Ind")],
        "wer" | "wen" | "wem" => {
            let case = [("wer", "Nom"), ("wen", "Acc"), ("wem", "Dat")].into_iter().find(|(form, _)| *form == low).map_or("Nom", |(_, case)| case);
            vec![("Case", case), ("Number", "Sing"), ("PronType", "Int,Rel")]
        }
        "was" => vec![("Case", case.unwrap_or("Nom")), ("Gender", "Neut"), ("Number", "Sing"), ("PronType", "Int,Rel")],
        "der" | "die" | "das" | "den" | "dem" | "deren" | "dessen" | "denen" | "derer" => {
            if number == Some("Plur") {
                values.retain(|(name, _)| *name != "Gender");
            }
            keep(values, &["Case", "Number", "Gender"]);
            values.push(("PronType", "Dem,Rel"));
            return;
        }
        _ => return,
    };
    *values = settled;
}

/// Degree by the lexicon; ordinals are numbers: *13.*, *ersten*.
fn adjective(form: &str, low: &str, morphology: &Morphology, values: &mut Values<'_>) {
    keep(values, &["Case", "Number", "Gender", "Degree", "NumType"]);
    if get(values, "Degree").is_none() {
        set(values, "Degree", "Pos");
    }
    let degree = |code: &str| match code {
        _ if code.contains("KOM") => "Cmp",
        _ if code.contains("SUP") => "Sup",
        _ => "Pos",
    };
    let mut degrees: Vec<&str> = morphology.tags(low).filter(|tag| tag.code.starts_with("ADJ")).map(|tag| degree(&tag.code)).collect();
    degrees.dedup();
    if let [degree] = degrees[..] {
        set(values, "Degree", degree);
    }
    if stem(low, &["nächst"]).is_some() {
        set(values, "Degree", "Sup");
    }
    let ordinal = form.strip_suffix('.').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
    if ordinal || stem(low, &["erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt"]).is_some_and(|stem| low.len() > stem.len()) {
        set(values, "NumType", "Ord");
    } else {
        values.retain(|(name, _)| *name != "NumType");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tokenize::token;
    use crate::document::Span;

    /// Words as `form UPOS head deprel`, heads counted from 1; a network that knows nothing but that every word has all features, rather the first value.
    #[track_caller]
    fn check(words: &[(&str, Upos, usize, &str)], expected: &[&str]) {
        let values = |of: &[&str]| std::iter::once("").chain(of.iter().copied()).map(str::to_owned).collect::<Vec<String>>();
        let feats = [
            ("Case", values(&CASES)), ("Gender", values(&GENDERS)), ("Mood", values(&["Ind", "Sub"])), ("Number", values(&NUMBERS)),
            ("Person", values(&["1", "2", "3"])), ("Tense", values(&["Past", "Pres"])), ("VerbForm", values(&["Fin", "Inf", "Part"])),
        ];
        let labels = Labels { feats: feats.map(|(name, values)| (name.to_owned(), values)).to_vec(), ..Labels::default() };
        let row: Vec<f32> = labels.feats.iter().flat_map(|(_, values)| (0..values.len()).map(|at| if at == 0 { -3.0 } else { -1.0 - 0.01 * at as f32 })).collect();
        let mut tokens: Vec<Token> = Vec::new();
        for (form, upos, head, deprel) in words {
            let token = token((*form).to_owned(), Span::new(0, form.len()), true);
            tokens.push(Token { upos: *upos, head: head.checked_sub(1), deprel: (*deprel).to_owned(), ..token });
        }
        settle(&mut tokens, &Scores::new(&labels, &row.repeat(words.len())), Morphology::embedded());
        let found: Vec<&str> = tokens.iter().map(|token| token.feats.as_str()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_that_agree_share_what_the_lexicon_and_the_preposition_allow() {
        check(
            &[("mit", Upos::Adp, 4, "case"), ("der", Upos::Det, 4, "det"), ("neuen", Upos::Adj, 4, "amod"), ("Regierung", Upos::Noun, 0, "root")],
            &["", "Case=Dat|Definite=Def|Gender=Fem|Number=Sing|PronType=Art", "Case=Dat|Degree=Pos|Gender=Fem|Number=Sing", "Case=Dat|Gender=Fem|Number=Sing"],
        );
    }

    #[test]
    fn verbs_take_their_person_from_the_subject() {
        check(
            &[("Ich", Upos::Pron, 2, "nsubj"), ("gehe", Upos::Verb, 0, "root")],
            &["Case=Nom|Number=Sing|Person=1|PronType=Prs", "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin"],
        );
    }

    #[test]
    fn plural_articles_have_no_gender() {
        check(
            &[("die", Upos::Det, 2, "det"), ("Frauen", Upos::Noun, 3, "nsubj"), ("kamen", Upos::Verb, 0, "root")],
            &["Case=Nom|Definite=Def|Number=Plur|PronType=Art", "Case=Nom|Gender=Fem|Number=Plur", "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"],
        );
    }
}

//! Morphological features of a sentence: the network's scores, what the full-form lexicon allows, what words that agree must share, and what the
//! tree demands. *der neuen Regierung* is one case, number and gender; *ich habe* is a first person.

mod inherent;

use super::labels::Labels;
use crate::document::{Feats, Token, Upos};
use crate::knowledge::morphology::{
    Morphology, big_first,
    cells::{Cells, cell},
    tags::Tag,
};

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
        inherent::settle(tokens, index, morphology, values);
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
    let nominal =
        |head: usize| matches!(tokens[head].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Det | Upos::Pron);
    matches!(token.upos, Upos::Det | Upos::Adj) && attributive && token.head.is_some_and(nominal)
}

/// Finds the case, number and gender that suit a word and its attributes best.
fn agree<'a>(tokens: &[Token], head: usize, scores: &Scores<'a>, morphology: &Morphology, all: &mut [Values<'a>]) {
    let members: Vec<usize> = (0..tokens.len())
        .filter(|&index| index == head || tokens[index].head == Some(head) && agrees_with_head(tokens, index))
        .collect();
    let allowed: Vec<Cells> = members.iter().map(|&member| allowed(&tokens[member], member == 0, morphology)).collect();
    let wanted = wanted_cases(tokens, head, all);
    let antecedent = antecedent(tokens, head).map(|noun| (get(&all[noun], "Number"), get(&all[noun], "Gender")));
    let mut best = (f32::NEG_INFINITY, 0, 0, 0);
    for case in 0..4 {
        for number in 0..2 {
            for gender in 0..3 {
                let mut score = wanted[case];
                if let Some((of_noun, gender_of_noun)) = antecedent {
                    score += if of_noun == Some(NUMBERS[number]) { 2.0 } else { 0.0 }
                        + if gender_of_noun == Some(GENDERS[gender]) { 2.0 } else { 0.0 };
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
    let is_relative = tokens[pronoun].upos == Upos::Pron
        && matches!(tokens[pronoun].form.as_str(), "der" | "die" | "das" | "den" | "dem" | "denen");
    let verb = tokens[pronoun].head.filter(|_| is_relative)?;
    tokens[verb].head.filter(|noun| tokens[verb].deprel.starts_with("acl") && *noun < pronoun)
}

/// *Beate Weber*: the surname is as feminine as the given name.
fn share_gender<'a>(tokens: &[Token], index: usize, all: &mut [Values<'a>]) {
    let Some(head) = tokens[index].head.filter(|_| tokens[index].deprel == "flat" && tokens[index].upos == Upos::Propn) else {
        return;
    };
    if let Some(gender) =
        get(&all[head], "Gender").filter(|_| tokens[head].upos == Upos::Propn && get(&all[index], "Gender").is_some())
    {
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
    let preposition = tokens
        .iter()
        .enumerate()
        .find(|(_, token)| token.head == Some(head) && token.deprel == "case" && token.upos == Upos::Adp);
    if let Some((_, preposition)) = preposition {
        return match preposition.form.to_lowercase().as_str() {
            "aus" | "bei" | "mit" | "nach" | "seit" | "von" | "zu" | "gegenüber" | "ab" | "außer" | "samt" | "laut" => {
                [0.0, 0.0, 4.0, 0.0]
            }
            "durch" | "für" | "gegen" | "ohne" | "um" | "bis" | "per" | "pro" => [0.0, 0.0, 0.0, 4.0],
            "an" | "auf" | "hinter" | "in" | "neben" | "über" | "unter" | "vor" | "zwischen" => [0.0, 0.0, 3.0, 3.0],
            "wegen" | "während" | "trotz" | "statt" | "innerhalb" | "außerhalb" | "aufgrund" | "dank" | "angesichts"
            | "mithilfe" => [0.0, 3.0, 2.0, 0.0],
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
        let one_of = |name: &str, known: &'static [&'static str]| {
            known.iter().copied().find(|value| tag.feats.is(name, value)).unwrap_or("")
        };
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
    let infinite = has("aux")
        || has("aux:pass")
        || tokens.iter().any(|token| token.head == Some(index) && token.upos == Upos::Part && token.form == "zu");
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
    let passive = tokens[index].deprel == "aux:pass"
        && (low.starts_with("werd")
            || low.starts_with("wurd")
            || low.starts_with("würd")
            || low.starts_with("wird")
            || low == "worden");
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
            ("Case", values(&CASES)),
            ("Gender", values(&GENDERS)),
            ("Mood", values(&["Ind", "Sub"])),
            ("Number", values(&NUMBERS)),
            ("Person", values(&["1", "2", "3"])),
            ("Tense", values(&["Past", "Pres"])),
            ("VerbForm", values(&["Fin", "Inf", "Part"])),
        ];
        let labels = Labels { feats: feats.map(|(name, values)| (name.to_owned(), values)).to_vec(), ..Labels::default() };
        let row: Vec<f32> = labels
            .feats
            .iter()
            .flat_map(|(_, values)| (0..values.len()).map(|at| if at == 0 { -3.0 } else { -1.0 - 0.01 * at as f32 }))
            .collect();
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
            &[
                ("mit", Upos::Adp, 4, "case"),
                ("der", Upos::Det, 4, "det"),
                ("neuen", Upos::Adj, 4, "amod"),
                ("Regierung", Upos::Noun, 0, "root"),
            ],
            &[
                "",
                "Case=Dat|Definite=Def|Gender=Fem|Number=Sing|PronType=Art",
                "Case=Dat|Degree=Pos|Gender=Fem|Number=Sing",
                "Case=Dat|Gender=Fem|Number=Sing",
            ],
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
            &[
                "Case=Nom|Definite=Def|Number=Plur|PronType=Art",
                "Case=Nom|Gender=Fem|Number=Plur",
                "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin",
            ],
        );
    }
}

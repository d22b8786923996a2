//! The CoNLL-18 shared task's evaluation (Zeman et al. 2018): two analyses of the same characters → precision, recall and F1 of each layer.
//!
//! Tokens and sentences count as found when they cover the same characters, white space aside. Words are aligned one to one by their characters, inside
//! contractions by the longest common subsequence of their forms. A tag or head counts when the word is aligned and the value is the same. CLAS, MLAS and
//! BLEX count words with a content relation: head and relation, with tags and function words, with the lemma.

use crate::document::{Sentence, Token};
use serde_json::{Value, json};
use std::fmt;
use std::ops::Range;

/// Precision, recall and F1 of one layer, by counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Right ones.
    pub correct: usize,
    /// In the gold analysis.
    pub gold: usize,
    /// In the analysis that is scored.
    pub system: usize,
}

impl Score {
    /// Share of the system's that is right; 0 of nothing.
    pub fn precision(self) -> f64 {
        ratio(self.correct, self.system)
    }

    /// Share of gold that is found.
    pub fn recall(self) -> f64 {
        ratio(self.correct, self.gold)
    }

    /// Harmonic mean of both.
    pub fn f1(self) -> f64 {
        ratio(2 * self.correct, self.gold + self.system)
    }

    /// Counts, and precision, recall and F1 in percent.
    pub fn json(self) -> Value {
        let Score { correct, gold, system } = self;
        let percent = |share: f64| (share * 1e4).round() / 1e2;
        json!({ "precision": percent(self.precision()), "recall": percent(self.recall()), "f1": percent(self.f1()), "correct": correct, "gold": gold, "system": system })
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of tokens are far below 2^52")]
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The layers in the order of the shared task's table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the shared task's")]
pub struct Scores {
    pub tokens: Score,
    pub sentences: Score,
    pub words: Score,
    pub upos: Score,
    pub feats: Score,
    pub lemmas: Score,
    pub uas: Score,
    pub las: Score,
    pub clas: Score,
    pub mlas: Score,
    pub blex: Score,
}

impl Scores {
    /// Names and scores, in order.
    pub fn rows(&self) -> [(&'static str, Score); 11] {
        [
            ("Tokens", self.tokens),
            ("Sentences", self.sentences),
            ("Words", self.words),
            ("UPOS", self.upos),
            ("UFeats", self.feats),
            ("Lemmas", self.lemmas),
            ("UAS", self.uas),
            ("LAS", self.las),
            ("CLAS", self.clas),
            ("MLAS", self.mlas),
            ("BLEX", self.blex),
        ]
    }

    /// Name → precision, recall and F1 in percent.
    pub fn json(&self) -> Value {
        self.rows().into_iter().map(|(name, score)| (name.to_owned(), score.json())).collect::<serde_json::Map<_, _>>().into()
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<10} {:>9} {:>9} {:>9}", "", "Precision", "Recall", "F1")?;
        for (name, score) in self.rows() {
            writeln!(
                f,
                "{name:<10} {:>9.2} {:>9.2} {:>9.2}",
                100.0 * score.precision(),
                100.0 * score.recall(),
                100.0 * score.f1()
            )?;
        }
        Ok(())
    }
}

/// The two analyses are not of the same text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the texts differ from character {at} on: gold has `{gold}`, the other `{system}`")]
pub struct DifferentText {
    /// Characters before, without white space.
    pub at: usize,
    /// What follows in gold.
    pub gold: String,
    /// What follows in the other.
    pub system: String,
}

/// Scores `system` against `gold`; each comes with the text that its spans are cut from.
pub fn evaluate(gold: (&str, &[Sentence]), system: (&str, &[Sentence])) -> Result<Scores, DifferentText> {
    let (gold, system) = (Analysis::new(gold.0, gold.1), Analysis::new(system.0, system.1));
    if gold.characters != system.characters {
        let at = gold.characters.iter().zip(&system.characters).take_while(|(one, other)| one == other).count();
        let excerpt = |characters: &[char]| characters.iter().skip(at).take(20).collect();
        return Err(DifferentText { at, gold: excerpt(&gold.characters), system: excerpt(&system.characters) });
    }
    let aligned = align(&gold.words, &system.words);
    let mut partner = vec![None; system.words.len()];
    for &(gold_word, system_word) in &aligned {
        partner[system_word] = Some(gold_word);
    }
    let count_of = |counts: &dyn Fn(&Word) -> bool, same: &dyn Fn(&Word, &Word) -> bool| Score {
        correct: aligned
            .iter()
            .filter(|&&(one, other)| counts(&gold.words[one]) && same(&gold.words[one], &system.words[other]))
            .count(),
        gold: gold.words.iter().filter(|word| counts(word)).count(),
        system: system.words.iter().filter(|word| counts(word)).count(),
    };
    let count = |same: &dyn Fn(&Word, &Word) -> bool| count_of(&|_| true, same);
    let count_content = |same: &dyn Fn(&Word, &Word) -> bool| count_of(&|word| CONTENT.contains(&relation(word.token)), same);
    // The head of a system word is the gold word that is aligned with it.
    let heads = |one: &Word, other: &Word| match (one.head, other.head) {
        (None, None) => true,
        (Some(one), Some(other)) => partner[other] == Some(one),
        _ => false,
    };
    let arcs = |one: &Word, other: &Word| heads(one, other) && relation(one.token) == relation(other.token);
    let tags = |one: &Token, other: &Token| one.upos == other.upos && universal(one) == universal(other);
    let lemmas = |one: &Word, other: &Word| one.token.lemma.is_empty() || one.token.lemma == other.token.lemma;
    // Function words below a word: the same ones, with the same relations and tags.
    let functions = |one: &Word, other: &Word| {
        one.functions.len() == other.functions.len()
            && one.functions.iter().zip(&other.functions).all(|(&one, &other)| {
                let (gold, system) = (gold.words[one].token, system.words[other].token);
                partner[other] == Some(one) && relation(gold) == relation(system) && tags(gold, system)
            })
    };
    Ok(Scores {
        tokens: same_ranges(&gold.tokens, &system.tokens),
        sentences: same_ranges(&gold.sentences, &system.sentences),
        words: count(&|_, _| true),
        upos: count(&|one, other| one.token.upos == other.token.upos),
        feats: count(&|one, other| universal(one.token) == universal(other.token)),
        lemmas: count(&lemmas),
        uas: count(&heads),
        las: count(&arcs),
        clas: count_content(&arcs),
        mlas: count_content(&|one, other| arcs(one, other) && tags(one.token, other.token) && functions(one, other)),
        blex: count_content(&|one, other| arcs(one, other) && lemmas(one, other)),
    })
}

/// The relation without its sub-type.
pub fn relation(token: &Token) -> &str {
    token.deprel.split(':').next().unwrap_or("")
}

/// Relations of content words.
const CONTENT: [&str; 29] = [
    "nsubj", "obj", "iobj", "csubj", "ccomp", "xcomp", "obl", "vocative", "expl", "dislocated", "advcl", "advmod", "discourse",
    "nmod", "appos", "nummod", "acl", "amod", "conj", "fixed", "flat", "compound", "list", "parataxis", "orphan", "goeswith",
    "reparandum", "root", "dep",
];

/// Relations of function words.
const FUNCTION: [&str; 7] = ["aux", "cop", "mark", "det", "clf", "case", "cc"];

/// The features that the shared task counts.
const UNIVERSAL: [&str; 21] = [
    "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case", "Definite", "Degree",
    "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity", "Person", "Polite",
];

fn universal(token: &Token) -> Vec<&str> {
    token
        .feats
        .as_str()
        .split('|')
        .filter(|feature| feature.split('=').next().is_some_and(|name| UNIVERSAL.contains(&name)))
        .collect()
}

struct Word<'a> {
    token: &'a Token,
    /// In characters, without white space.
    span: Range<usize>,
    multi: bool,
    /// Index among all words.
    head: Option<usize>,
    /// Indices of the function words below it.
    functions: Vec<usize>,
}

struct Analysis<'a> {
    characters: Vec<char>,
    tokens: Vec<Range<usize>>,
    sentences: Vec<Range<usize>>,
    words: Vec<Word<'a>>,
}

impl<'a> Analysis<'a> {
    fn new(text: &str, sentences: &'a [Sentence]) -> Analysis<'a> {
        let mut analysis = Analysis { characters: Vec::new(), tokens: Vec::new(), sentences: Vec::new(), words: Vec::new() };
        for sentence in sentences {
            let first = analysis.words.len();
            let start = analysis.characters.len();
            for token in &sentence.tokens {
                if token.part.is_none_or(|(place, _)| place == 0) {
                    let from = analysis.characters.len();
                    analysis.characters.extend(token.span.text(text).chars().filter(|c| !c.is_whitespace()));
                    analysis.tokens.push(from..analysis.characters.len());
                }
                let span = analysis.tokens.last().cloned().unwrap_or(start..start);
                analysis.words.push(Word {
                    token,
                    span,
                    multi: token.part.is_some(),
                    head: token.head.map(|head| first + head),
                    functions: Vec::new(),
                });
            }
            for word in first..analysis.words.len() {
                if let Some(head) = analysis.words[word].head.filter(|_| FUNCTION.contains(&relation(analysis.words[word].token)))
                {
                    analysis.words[head].functions.push(word);
                }
            }
            analysis.sentences.push(start..analysis.characters.len());
        }
        analysis
    }
}

fn same_ranges(gold: &[Range<usize>], system: &[Range<usize>]) -> Score {
    let (mut one, mut other, mut correct) = (0, 0, 0);
    while let (Some(a), Some(b)) = (gold.get(one), system.get(other)) {
        correct += usize::from(a == b);
        // Both are in order, so the one that begins first has no partner left.
        one += usize::from((a.start, a.end) <= (b.start, b.end));
        other += usize::from((b.start, b.end) <= (a.start, a.end));
    }
    Score { correct, gold: gold.len(), system: system.len() }
}

/// Pairs of aligned words: index in gold, index in system.
fn align(gold: &[Word], system: &[Word]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut one, mut other) = (0, 0);
    while one < gold.len() && other < system.len() {
        if gold[one].multi || system[other].multi {
            // The smallest stretch of both in which every contraction lies as a whole.
            let end = if gold[one].multi { gold[one].span.end } else { system[other].span.end };
            if !gold[one].multi && gold[one].span.start < system[other].span.start {
                one += 1;
            } else if !system[other].multi && system[other].span.start < gold[one].span.start {
                other += 1;
            }
            let (from_one, from_other) = (one, other);
            (one, other) = stretch(gold, system, (one, other), end);
            let found = common(&gold[from_one..one], &system[from_other..other]);
            pairs.extend(found.into_iter().map(|(a, b)| (from_one + a, from_other + b)));
        } else {
            let (a, b) = (&gold[one].span, &system[other].span);
            if a == b {
                pairs.push((one, other));
                one += 1;
                other += 1;
            } else if a.start < b.start || (a.start == b.start && a.end < b.end) {
                one += 1;
            } else {
                other += 1;
            }
        }
    }
    pairs
}

/// One past the last words of a stretch around contractions that begins at `from` and reaches at least to the character `end`.
fn stretch(gold: &[Word], system: &[Word], from: (usize, usize), mut end: usize) -> (usize, usize) {
    let inside = |word: Option<&Word>, end: usize| {
        word.is_some_and(|word| if word.multi { word.span.start < end } else { word.span.end <= end })
    };
    let (mut one, mut other) = from;
    while inside(gold.get(one), end) || inside(system.get(other), end) {
        let gold_next = one < gold.len() && system.get(other).is_none_or(|word| gold[one].span.start <= word.span.start);
        let (word, at) = if gold_next { (&gold[one], &mut one) } else { (&system[other], &mut other) };
        end = if word.multi { end.max(word.span.end) } else { end };
        *at += 1;
    }
    (one, other)
}

/// Longest common subsequence by form, upper and lower case alike.
fn common(gold: &[Word], system: &[Word]) -> Vec<(usize, usize)> {
    let form = |word: &Word| word.token.form.to_lowercase();
    let (gold, system): (Vec<String>, Vec<String>) = (gold.iter().map(form).collect(), system.iter().map(form).collect());
    let width = system.len() + 1;
    let mut length = vec![0_usize; (gold.len() + 1) * width];
    for one in (0..gold.len()).rev() {
        for other in (0..system.len()).rev() {
            length[one * width + other] = if gold[one] == system[other] {
                length[(one + 1) * width + other + 1] + 1
            } else {
                length[(one + 1) * width + other].max(length[one * width + other + 1])
            };
        }
    }
    let (mut one, mut other, mut pairs) = (0, 0, Vec::new());
    while one < gold.len() && other < system.len() {
        if gold[one] == system[other] {
            pairs.push((one, other));
            one += 1;
            other += 1;
        } else if length[(one + 1) * width + other] >= length[one * width + other + 1] {
            one += 1;
        } else {
            other += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::conllu::parse;

    /// `form head relation` for each word, sentences divided by `|`; `im=in+dem` is a contraction.
    fn conllu(short: &str) -> String {
        let mut out = String::new();
        for sentence in short.split('|') {
            let mut id = 0;
            for word in sentence.split_whitespace() {
                let mut fields = word.split('/');
                let (form, head, relation) =
                    (fields.next().unwrap_or("_"), fields.next().unwrap_or("0"), fields.next().unwrap_or("root"));
                let (surface, parts) =
                    form.split_once('=').map_or((form, vec![form]), |(surface, parts)| (surface, parts.split('+').collect()));
                if parts.len() > 1 {
                    out.push_str(&format!("{}-{}\t{surface}\t_\t_\t_\t_\t_\t_\t_\t_\n", id + 1, id + parts.len()));
                }
                for part in parts {
                    id += 1;
                    out.push_str(&format!("{id}\t{part}\t_\tX\t_\t_\t{head}\t{relation}\t_\t_\n"));
                }
            }
            out.push('\n');
        }
        out
    }

    #[track_caller]
    fn check(gold: &str, system: &str, expected: &[(&str, usize, usize, usize)]) {
        let (gold_article, gold) = parse("gold", &conllu(gold)).expect("well-formed");
        let (system_article, system) = parse("system", &conllu(system)).expect("well-formed");
        let scores = evaluate((&gold_article.text, &gold), (&system_article.text, &system)).expect("the same text");
        for &(name, correct, gold, system) in expected {
            let found = scores.rows().into_iter().find(|(row, _)| *row == name).map(|(_, score)| score);
            assert_eq!(found, Some(Score { correct, gold, system }), "{name}");
        }
    }

    #[test]
    fn the_same_is_right() {
        let text = "Er/2/nsubj tagt/0/root im=in+dem/5/case Rat/2/obl ./2/punct | Gut/0/root";
        check(text, text, &[("Tokens", 6, 6, 6), ("Sentences", 2, 2, 2), ("Words", 7, 7, 7), ("LAS", 7, 7, 7)]);
    }

    #[test]
    fn other_tokens_are_wrong_and_the_rest_is_aligned() {
        check(
            "Er/2/nsubj tagt/0/root nie./2/advmod",
            "Er/2/nsubj tagt/0/root nie/2/obj ./2/punct",
            &[("Tokens", 2, 3, 4), ("Words", 2, 3, 4), ("UAS", 2, 3, 4)],
        );
    }

    #[test]
    fn contractions_are_aligned_by_form() {
        check("im=in+dem Rat", "im Rat", &[("Tokens", 2, 2, 2), ("Words", 1, 3, 2)]);
        check("im=in+dem Rat", "im=in+das Rat", &[("Tokens", 2, 2, 2), ("Words", 2, 3, 3)]);
    }

    #[test]
    fn sub_types_do_not_count_and_heads_are_compared_through_the_alignment() {
        check("A/2/nsubj:pass b/0/root", "A/2/nsubj b/0/root", &[("LAS", 2, 2, 2)]);
        check("x y/1/dep z/1/dep", "x | y/0/root z/1/dep", &[("Sentences", 0, 1, 2), ("UAS", 1, 3, 3)]);
    }

    #[test]
    fn different_texts_are_refused() {
        let (one, other) =
            (parse("a", &conllu("Er tagt")).expect("well-formed"), parse("b", &conllu("Er tat")).expect("well-formed"));
        let error = evaluate((&one.0.text, &one.1), (&other.0.text, &other.1)).expect_err("different");
        assert_eq!(error.at, 4);
    }
}

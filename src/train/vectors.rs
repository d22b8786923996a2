//! Vectors for words and parts of words from plain text, in the geometry of the tables of the network: skip-gram with negative sampling
//! (Mikolov et al. 2013) over hashed words and character n-grams (Bojanowski et al. 2017). Near neighbours are predicted by their place
//! (Ling et al. 2015), which tells the network more about grammar; farther ones tell it about matters. One thread: the same text gives the same bits.

use crate::annotate::features::{TABLES, bare, plain, push_gram_rows, word_rows};
use crate::annotate::tokenize::forms;
use crate::nn::math::{dot, sigmoid};
use crate::nn::random::Random;
use crate::nn::table::Table;
use crate::nn::weights::Numbers;
use std::collections::{BTreeMap, HashMap};

const DIM: usize = 96;
const _: () = assert!(TABLES[0].dim == DIM && TABLES[2].dim == DIM, "words and their parts are summed");

/// Words rarer than this are not predicted; their own vectors are made all the same.
const PREDICTED: usize = 8;
/// Neighbours with a place of their own.
const NEAR: [isize; 4] = [-2, -1, 1, 2];
/// How far the others lie at most.
const FAR: usize = 6;
const NEGATIVES: usize = 5;
const RATE: f32 = 0.05;
/// Share of the text above which words are read less often.
const FREQUENT: f64 = 2e-4;
/// Mean square root of the numbers of a word's vector when done.
const SIZE: f64 = 0.2;

/// A text as numbers of words.
struct Text {
    /// Words of all sentences, each sentence closed by [`END`].
    words: Vec<u32>,
    /// How often each word occurs.
    counts: Vec<usize>,
    /// Rows of each word: those of the word table, then those of its parts.
    rows: Vec<u32>,
    /// Where the rows of each word end.
    ends: Vec<usize>,
}

const END: u32 = u32::MAX;

impl Text {
    fn new(text: &str) -> Text {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut found = Text { words: Vec::new(), counts: Vec::new(), rows: Vec::new(), ends: vec![0] };
        for sentence in text.lines().flat_map(forms) {
            for word in sentence {
                let word = bare(&plain(&word));
                let number = match numbers.get(&word) {
                    Some(&number) => number,
                    None => {
                        found.rows.extend(word_rows(&word));
                        push_gram_rows(&word, &mut found.rows);
                        found.ends.push(found.rows.len());
                        found.counts.push(0);
                        let number = numbers.len() as u32;
                        numbers.insert(word, number);
                        number
                    }
                };
                found.counts[number as usize] += 1;
                found.words.push(number);
            }
            found.words.push(END);
        }
        found
    }

    fn rows(&self, word: u32) -> (&[u32], &[u32]) {
        self.rows[self.ends[word as usize]..self.ends[word as usize + 1]].split_at(2)
    }
}

/// Reads the text `passes` times; `listen` hears the share that is done and the mean cost of a guess.
pub fn vectors(text: &str, passes: usize, seed: u64, mut listen: impl FnMut(f32, f32)) -> BTreeMap<String, Numbers> {
    let text = Text::new(text);
    let mut random = Random::new(seed);
    let mut tables = [0, 2].map(|table| Table { dim: DIM, data: random.uniform(TABLES[table].rows * DIM, 0.02) });
    let predicted: Vec<u32> = (0..text.counts.len() as u32).filter(|&word| text.counts[word as usize] >= PREDICTED).collect();
    let mut place = vec![END; text.counts.len()];
    for (at, &word) in predicted.iter().enumerate() {
        place[word as usize] = at as u32;
    }
    let lottery = lottery(&text, &predicted);
    let mut outputs = vec![vec![0.0_f32; predicted.len() * DIM]; NEAR.len() + 1];
    let total = text.counts.iter().sum::<usize>() as f64;
    let kept: Vec<f32> = text.counts.iter().map(|&count| ((FREQUENT * total / count as f64).sqrt() as f32).min(1.0)).collect();
    let (mut cost, mut guesses) = (0.0, 0);
    let steps = passes * text.words.len();
    for step in 0..steps {
        let at = step % text.words.len();
        let word = text.words[at];
        if step % 1_000_000 == 999_999 {
            listen(step as f32 / steps as f32, cost / guesses.max(1) as f32);
            (cost, guesses) = (0.0, 0);
        }
        if word == END || random.unit() >= kept[word as usize] {
            continue;
        }
        let rate = RATE * (1.0 - step as f32 / steps as f32).max(1e-3);
        let (words, grams) = text.rows(word);
        // Each part learns to do without the other.
        let used = match random.unit() {
            chance if chance < 0.25 => [false, true],
            chance if chance < 0.35 => [true, false],
            _ => [true, true],
        };
        let mut vector = [0.0_f32; DIM];
        for (table, (ids, used)) in tables.iter().zip([words, grams].into_iter().zip(used)) {
            if used {
                table.add(ids, &mut vector);
            }
        }
        let mut change = [0.0_f32; DIM];
        let far = [0, 1].map(|_| {
            let distance = (3 + random.below(FAR - 2)) as isize;
            if random.next() & 1 == 0 { distance } else { -distance }
        });
        for (kind, offset) in NEAR.into_iter().enumerate().chain(far.map(|offset| (NEAR.len(), offset))) {
            let Some(neighbour) = neighbour(&text.words, at, offset) else { continue };
            let target = place[neighbour as usize];
            if target == END || kind == NEAR.len() && random.unit() >= kept[neighbour as usize] {
                continue;
            }
            for guess in 0..=NEGATIVES {
                let (other, truth) = if guess == 0 { (target, 1.0) } else { (lottery[random.below(lottery.len())], 0.0) };
                if guess > 0 && other == target {
                    continue;
                }
                let row: &mut [f32; DIM] =
                    (&mut outputs[kind][other as usize * DIM..][..DIM]).try_into().expect("rows have this length");
                let chance = sigmoid(dot(row, &vector));
                cost -= (if guess == 0 { chance } else { 1.0 - chance }).max(1e-6).ln();
                let pull = rate * (truth - chance);
                for ((row, vector), change) in row.iter_mut().zip(&vector).zip(&mut change) {
                    *change += pull * *row;
                    *row += pull * vector;
                }
            }
            guesses += 1;
        }
        for (table, (ids, used)) in tables.iter_mut().zip([words, grams].into_iter().zip(used)) {
            if used {
                let scale = 1.0 / (ids.len() as f32).sqrt();
                for &id in ids {
                    for (value, change) in table.data[id as usize * DIM..][..DIM].iter_mut().zip(&change) {
                        *value += scale * change;
                    }
                }
            }
        }
    }
    for (part, table) in tables.iter_mut().enumerate() {
        resize(table, &text, part);
    }
    let names = [TABLES[0].name, TABLES[2].name];
    names
        .into_iter()
        .zip(tables)
        .map(|(name, table)| (name.to_owned(), Numbers { shape: vec![table.rows(), DIM], data: table.data }))
        .collect()
}

/// The word at a distance within the same sentence.
fn neighbour(words: &[u32], at: usize, offset: isize) -> Option<u32> {
    let mut here = at;
    for _ in 0..offset.unsigned_abs() {
        here = here.checked_add_signed(offset.signum())?;
        if *words.get(here)? == END {
            return None;
        }
    }
    Some(words[here])
}

/// Words as often as negative examples should be drawn: by their counts to the power of 3/4.
fn lottery(text: &Text, predicted: &[u32]) -> Vec<u32> {
    let weight = |word: u32| libm::pow(text.counts[word as usize] as f64, 0.75);
    let total: f64 = predicted.iter().map(|&word| weight(word)).sum();
    let mut tickets = Vec::with_capacity(1 << 21);
    for (at, &word) in predicted.iter().enumerate() {
        let count = (weight(word) / total * f64::from(1 << 21)).ceil() as usize;
        tickets.extend(std::iter::repeat_n(at as u32, count));
    }
    tickets
}

/// Scales a table so that the vectors of the words of the text have numbers of about [`SIZE`].
fn resize(table: &mut Table, text: &Text, part: usize) {
    let (mut square, mut count) = (0.0, 0.0);
    for word in 0..text.counts.len() as u32 {
        let (words, grams) = text.rows(word);
        let mut vector = [0.0; DIM];
        table.add(if part == 0 { words } else { grams }, &mut vector);
        let weight = libm::sqrt(text.counts[word as usize] as f64);
        square += weight * f64::from(dot(&vector, &vector)) / DIM as f64;
        count += weight;
    }
    let scale = (SIZE / libm::sqrt(square / count.max(1.0)).max(1e-9)) as f32;
    table.data.iter_mut().for_each(|value| *value *= scale);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_the_same_places_become_alike() {
        let lines = [
            "der rote hund bellt laut", "der rote kater bellt laut", "ein grünes boot sinkt tief", "ein grünes schiff sinkt tief",
        ];
        let text = lines.join("\n").repeat(200).replace("tiefder", "tief\nder");
        let tables = vectors(&text, 3, 1, |_, _| ());
        let vector = |word: &str| {
            let table = Table { dim: DIM, data: tables["word"].data.clone() };
            let mut vector = [0.0; DIM];
            table.add(&word_rows(word), &mut vector);
            vector
        };
        let likeness = |a: &str, b: &str| {
            let (a, b) = (vector(a), vector(b));
            dot(&a, &b) / (dot(&a, &a) * dot(&b, &b)).sqrt()
        };
        assert!(likeness("hund", "kater") > likeness("hund", "boot"));
        assert!(likeness("boot", "schiff") > likeness("kater", "schiff"));
    }
}

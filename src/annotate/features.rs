//! What the network sees of a word: numbers of rows in its tables, made from the form and from what the lexicon says of it.

use crate::knowledge::morphology::{Morphology, big_first, small_first, tags};
use crate::knowledge::names::{HINTS, Hint, Names};

/// The tables, in the order of their vectors in the input.
pub const TABLES: [Kind; 4] = [
    Kind { name: "word", rows: 1 << 15, dim: 96 },
    Kind { name: "shape", rows: 512, dim: 24 },
    Kind { name: "gram", rows: 1 << 16, dim: 96 },
    Kind { name: "reading", rows: tags::FLAGS as usize + 16 + HINTS, dim: 96 },
];

/// Where the rows of the hints of names begin in the table of readings.
const FIRST_HINT: u32 = tags::FLAGS as u32 + 16;

/// Length of the input of the network.
pub const WIDTH: usize = TABLES[0].dim + TABLES[1].dim + TABLES[2].dim + TABLES[3].dim;

/// A table of the input.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Name in the model file.
    pub name: &'static str,
    /// Number of rows.
    pub rows: usize,
    /// Length of a row.
    pub dim: usize,
}

/// Rows of each table for one word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    ids: Vec<u32>,
    ends: [u16; 4],
}

/// The row of the word table for words that are hidden in training.
pub const HIDDEN: u32 = 0;

impl Input {
    /// Of the words of a sentence.
    pub fn sentence(forms: &[&str], morphology: &Morphology, names: &Names) -> Vec<Input> {
        let hints = names.hints(forms);
        forms
            .iter()
            .zip(hints)
            .enumerate()
            .map(|(index, (form, hints))| Input::new(form, index == 0, &hints, morphology))
            .collect()
    }

    /// Of a word. Words at the beginning of a sentence may owe their big letter to it.
    pub fn new(form: &str, begins_sentence: bool, hints: &[Hint], morphology: &Morphology) -> Input {
        let form = plain(form);
        let low = bare(&form);
        let mut input = Input { ids: word_rows(&low).to_vec(), ..Input::default() };
        input.end(0);
        let shape = shape(&form);
        input.push(hash(shape.as_bytes(), u64::from(begins_sentence)) % TABLES[1].rows as u64);
        input.end(1);
        push_gram_rows(&low, &mut input.ids);
        input.end(2);
        input.push_readings(&form, begins_sentence, morphology);
        input.ids.extend(hints.iter().map(|&hint| FIRST_HINT + u32::from(hint)));
        input.end(3);
        input
    }

    /// The rows of a table.
    pub fn of(&self, table: usize) -> &[u32] {
        let start = if table == 0 { 0 } else { self.ends[table - 1] };
        &self.ids[start as usize..self.ends[table] as usize]
    }

    /// As if the word had never been seen.
    pub fn hide_word(&mut self) {
        for id in &mut self.ids[..self.ends[0] as usize] {
            *id = HIDDEN;
        }
    }

    /// As if no list of names had the word.
    pub fn hide_hints(&mut self) {
        while self.ids.last().is_some_and(|&id| id >= FIRST_HINT) {
            self.ids.pop();
        }
        self.end(3);
    }

    /// As if neither lexicon nor lists had the word.
    pub fn hide_readings(&mut self) {
        self.ids.truncate(self.ends[2] as usize);
        self.ids.push(u32::from(tags::FLAGS) + 3);
        self.ends[3] = self.ends[2] + 1;
    }

    fn push(&mut self, id: u64) {
        self.ids.push(id as u32);
    }

    fn end(&mut self, table: usize) {
        self.ends[table] = self.ids.len() as u16;
    }

    /// Flags of the readings of the form itself, of its small form at the beginning of a sentence, else of its ending; and which of them it was.
    fn push_readings(&mut self, form: &str, begins_sentence: bool, morphology: &Morphology) {
        let mut flags = Vec::new();
        morphology.add_flags(form, &mut flags);
        let mut source = if flags.is_empty() { 3 } else { 0 };
        if form.starts_with(char::is_uppercase) && (begins_sentence || flags.is_empty()) {
            let before = flags.len();
            morphology.add_flags(&small_first(form), &mut flags);
            if flags.len() > before {
                source = if before > 0 { 1 } else { 2 };
            }
        }
        if flags.is_empty()
            && form.starts_with(char::is_uppercase)
            && let Some(at) = morphology.noun_ending(form)
        {
            morphology.add_flags(&big_first(&form[at..]), &mut flags);
            source = 4;
        }
        self.push(u64::from(tags::FLAGS) + source);
        self.ids.extend(flags.into_iter().map(u32::from));
    }
}

/// In small letters and with all digits alike: what the words and their parts are looked up by. Takes a [`plain`] form.
pub fn bare(form: &str) -> String {
    form.to_lowercase().chars().map(|char| if char.is_ascii_digit() { '0' } else { char }).collect()
}

/// The rows of the word table for a [`bare`] form: two, so that words that share one of them still differ.
pub fn word_rows(bare: &str) -> [u32; 2] {
    [1, 2].map(|seed| 1 + (hash(bare.as_bytes(), seed) % (TABLES[0].rows as u64 - 1)) as u32)
}

/// Adds the rows of the table of word parts for a [`bare`] form: two to five characters, two only at its ends.
pub fn push_gram_rows(bare: &str, ids: &mut Vec<u32>) {
    let bounded: Vec<char> = std::iter::once('<').chain(bare.chars().take(40)).chain(['>']).collect();
    let rows = TABLES[2].rows as u64;
    let mut buffer = String::new();
    for size in 2..=5 {
        for (at, gram) in bounded.windows(size).enumerate() {
            let is_edge = at == 0 || at + size == bounded.len();
            if size == 2 && !is_edge {
                continue;
            }
            buffer.clear();
            buffer.extend(gram);
            ids.push((hash(buffer.as_bytes(), 3) % rows) as u32);
        }
    }
}

/// With the quotation marks of the treebank, which say whether they open or close, and without characters that mean the same as others.
pub fn plain(form: &str) -> String {
    match form {
        "„" | "‟" | "``" => return "``".to_owned(),
        "“" | "”" | "''" => return "''".to_owned(),
        _ => {}
    }
    form.chars()
        .map(|char| match char {
            '„' | '“' | '”' | '»' | '«' | '‟' | '″' => '"',
            '‚' | '‘' | '’' | '›' | '‹' | '`' | '´' => '\'',
            '–' | '—' | '‐' | '‑' | '−' => '-',
            '\u{a0}' => ' ',
            _ => char,
        })
        .collect::<String>()
        .replace('…', "...")
}

/// Kinds of characters, repeats shortened to two: *Nato* → `Xxx`, *2022* → `dd`.
fn shape(form: &str) -> String {
    let mut shape: Vec<char> = Vec::new();
    for char in form.chars() {
        let kind = match char {
            _ if char.is_uppercase() => 'X',
            _ if char.is_alphabetic() => 'x',
            _ if char.is_numeric() => 'd',
            _ => char,
        };
        if !shape.ends_with(&[kind, kind]) {
            shape.push(kind);
        }
        if shape.len() > 12 {
            break;
        }
    }
    shape.into_iter().collect()
}

/// FNV-1a with a seed and a last mixing.
pub fn hash(bytes: &[u8], seed: u64) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}

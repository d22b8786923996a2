//! From sentences to batches: what an epoch reads, in groups of like length, with words hidden and letters changed now and then.

use super::data::{Word, class};
use super::model::{Batch, Targets};
use crate::annotate::features::Input;
use crate::annotate::labels::{Labels, MAIN_NAMES};
use crate::document::Upos;
use crate::eval::names::Named;
use crate::knowledge::morphology::Morphology;
use crate::knowledge::names::Names;
use crate::nn::loss::UNKNOWN;
use crate::nn::lstm::Sequences;
use crate::nn::random::Random;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Tokens of a batch.
pub const BATCH: usize = 1500;

/// Indices of sentences of like length, about [`BATCH`] tokens together, the longest first in each.
pub fn grouped(lengths: &[usize], random: &mut Random) -> Vec<Vec<usize>> {
    let mut order: Vec<(usize, usize)> =
        lengths.iter().enumerate().map(|(index, &length)| (length * 8 + random.below(24), index)).collect();
    order.sort_unstable();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut tokens = BATCH;
    for (_, index) in order {
        if tokens + lengths[index] > BATCH {
            groups.push(Vec::new());
            tokens = 0;
        }
        tokens += lengths[index];
        if let Some(group) = groups.last_mut() {
            group.push(index);
        }
    }
    for group in &mut groups {
        group.sort_by_key(|&index| std::cmp::Reverse(lengths[index]));
    }
    groups
}

/// The input of a sentence in training: now and then the form of a word, its readings or what the lists of names know of it are hidden, so that
/// the network learns to do without; the lists for whole sentences too.
fn inputs(forms: &[String], random: &mut Random) -> Vec<Input> {
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let mut inputs = Input::sentence(&forms, Morphology::embedded(), Names::embedded());
    let no_hints = random.unit() < 0.1;
    for input in &mut inputs {
        if random.unit() < 0.12 {
            input.hide_word();
        }
        if no_hints || random.unit() < 0.1 {
            input.hide_hints();
        }
        if random.unit() < 0.04 {
            input.hide_readings();
        }
    }
    inputs
}

/// Now and then a sentence is read in capitals or without them.
fn noisy(form: &str, noise: f32) -> String {
    match noise {
        noise if noise < 0.01 => form.to_uppercase(),
        noise if noise < 0.02 => form.to_lowercase(),
        _ => form.to_owned(),
    }
}

/// Quotation marks that say whether they open or close, for those that do not.
fn open_and_close(forms: &mut [String]) {
    let marks = forms.iter_mut().filter(|form| *form == "\"");
    for (mark, form) in marks.zip(["``", "''"].into_iter().cycle()) {
        *mark = form.to_owned();
    }
}

pub fn tree_batches(sentences: &[&Vec<Word>], labels: &Labels, random: &mut Random) -> Vec<Batch> {
    let tags = labels.names.iter().find(|(task, _)| task == MAIN_NAMES).map_or(&[][..], |(_, tags)| tags);
    let lengths: Vec<usize> = sentences.iter().map(|sentence| sentence.len()).collect();
    let groups = grouped(&lengths, random);
    let mut batches = Vec::new();
    for group in groups {
        let rows: usize = group.iter().map(|&index| lengths[index]).sum();
        let (mut inputs, mut upos, mut feats, mut heads, mut head_rows, mut deprels, mut names) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for &index in &group {
            let start = inputs.len();
            let sentence = sentences[index];
            let noise = random.unit();
            let mut forms: Vec<String> = sentence.iter().map(|word| noisy(&word.form, noise)).collect();
            if random.next() & 1 == 0 {
                open_and_close(&mut forms);
            }
            inputs.extend(self::inputs(&forms, random));
            for word in sentence {
                upos.push(Upos::ALL.iter().position(|upos| *upos == word.upos).map_or(UNKNOWN, |class| class as u32));
                for (name, values) in &labels.feats {
                    let value = |all: &[(String, String)]| all.iter().find(|(of, _)| of == name).map(|(_, value)| value.clone());
                    feats.push(match &word.feats {
                        Some(all) => class(values, &value(all).unwrap_or_default()),
                        None => value(&word.some_feats).map_or(UNKNOWN, |value| class(values, &value)),
                    });
                }
                heads.push(if word.head == 0 { sentence.len() } else { word.head - 1 } as u32);
                head_rows.push(if word.head == 0 { rows } else { start + word.head - 1 } as u32);
                deprels.push(class(&labels.deprels, &word.deprel));
                names.extend(word.name.as_ref().map(|name| class(tags, name)));
            }
        }
        let sequences = Sequences::new(group.iter().map(|&index| lengths[index]).collect());
        batches.push(Batch { sequences, inputs, targets: Targets::Tree { upos, feats, heads, head_rows, deprels, names } });
    }
    batches
}

/// Text that other networks have read.
pub struct Silver {
    sentences: Vec<Vec<Word>>,
    /// Tokens that are read in an epoch.
    pub share: usize,
    /// Where the next epoch begins to read.
    next: usize,
}

impl Silver {
    /// In any order.
    pub fn new(mut sentences: Vec<Vec<Word>>, share: usize, seed: u64) -> Silver {
        Random::new(seed ^ 0x5117e5).shuffle(&mut sentences);
        let tokens = sentences.iter().map(Vec::len).sum();
        Silver { sentences, share: share.min(tokens), next: 0 }
    }

    /// What an epoch reads.
    pub fn next(&mut self) -> Vec<&Vec<Word>> {
        let mut tokens = 0;
        let start = self.next;
        while tokens < self.share {
            tokens += self.sentences[self.next % self.sentences.len()].len();
            self.next += 1;
        }
        (start..self.next).map(|index| &self.sentences[index % self.sentences.len()]).collect()
    }
}

/// Sentences of one file of names.
pub struct Source {
    task: String,
    /// The parameter that holds how this source differs from the first of its task.
    pub bias: Option<String>,
    sentences: Vec<Named>,
    /// All tags of the task.
    pub tags: Vec<String>,
    /// For each tag of the task, those that may be meant by it: *O* may be any tag of a class the file does not use.
    sets: Arc<Vec<Vec<u32>>>,
    /// Tokens that are read in an epoch.
    pub share: usize,
    /// Where the next epoch begins to read.
    next: usize,
}

impl Source {
    /// All files of all tasks.
    pub fn all(names: Vec<(String, Vec<Named>)>, labels: &Labels) -> Vec<Source> {
        let mut sources: Vec<Source> = Vec::new();
        for (task, sentences) in names {
            let tags = labels.names.iter().find(|(name, _)| *name == task).expect("every task has labels").1.clone();
            let used: BTreeSet<&str> = sentences.iter().flat_map(|(_, tags)| tags).filter_map(|tag| tag.get(2..)).collect();
            let unused = |tag: &u32| tags[*tag as usize].get(2..).is_none_or(|class| !used.contains(class));
            let all = 0..tags.len() as u32;
            let sets = all.clone().map(|tag| if tag == 0 { all.clone().filter(unused).collect() } else { vec![tag] }).collect();
            let tokens = sentences.iter().map(|(forms, _)| forms.len()).sum();
            let first = sources.iter().find(|source| source.task == task);
            let share = first.map_or(tokens, |first| first.share.min(tokens));
            let bias = first.map(|_| format!("names.{task}.{}", sources.len()));
            sources.push(Source { task, bias, sentences, tags, sets: Arc::new(sets), share, next: 0 });
        }
        sources
    }

    /// What an epoch reads.
    pub fn batches(&mut self, random: &mut Random) -> Vec<Batch> {
        let mut chosen = Vec::new();
        let mut tokens = 0;
        while tokens < self.share {
            chosen.push(self.next);
            tokens += self.sentences[self.next].0.len();
            self.next = (self.next + 1) % self.sentences.len();
        }
        let lengths: Vec<usize> = chosen.iter().map(|&index| self.sentences[index].0.len()).collect();
        let mut batches = Vec::new();
        for group in grouped(&lengths, random) {
            let (mut inputs, mut tags) = (Vec::new(), Vec::new());
            for &place in &group {
                let (forms, of) = &self.sentences[chosen[place]];
                let noise = random.unit();
                let mut forms: Vec<String> = forms.iter().map(|form| noisy(form, noise)).collect();
                if random.next() & 1 == 0 {
                    open_and_close(&mut forms);
                }
                inputs.extend(self::inputs(&forms, random));
                tags.extend(of.iter().map(|tag| class(&self.tags, tag)));
            }
            let sequences = Sequences::new(group.iter().map(|&place| lengths[place]).collect());
            let targets = Targets::Names { task: self.task.clone(), source: self.bias.clone(), sets: self.sets.clone(), tags };
            batches.push(Batch { sequences, inputs, targets });
        }
        batches
    }
}

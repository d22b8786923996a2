//! What the encoder learns from plain text before it sees a treebank: to guess hidden words from the rest of their sentence, among the other
//! hidden words and some more (a cloze test, as in Devlin et al. 2019, with sampled words to choose from). Words are their own vectors, so that
//! nothing but the encoder and the tables has to be kept.

use super::TrainError;
use super::batches::{BATCH, grouped};
use super::model::{Batch, Model, Targets, guess_shapes};
use crate::annotate::features::Input;
use crate::annotate::labels::Labels;
use crate::annotate::network::encoder_shapes;
use crate::annotate::tokenize::forms;
use crate::knowledge::morphology::Morphology;
use crate::knowledge::names::Names;
use crate::nn::lstm::Sequences;
use crate::nn::random::Random;
use crate::nn::weights::Numbers;
use std::collections::BTreeMap;

/// Share of the words that are hidden.
const HIDDEN: f32 = 0.2;
/// Words to choose from besides the hidden ones of the batch.
const OTHERS: usize = 1000;
/// Sentences with more tokens, and with fewer than four, are left out.
const LONGEST: usize = 60;
/// Lines that are read and shuffled together.
const CHUNK: usize = 4000;

/// How the encoder is taught.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Updates; if the text ends before, it is read again.
    pub updates: usize,
    /// First step size; it falls linearly to a twentieth.
    pub rate: f32,
    /// Size of the state of one direction.
    pub hidden: usize,
    /// Of the random numbers.
    pub seed: u64,
}

/// Teaches an encoder that begins with `start`; `listen` hears the number of updates and the mean cost since it last heard, and gets the
/// numbers so far.
pub fn encoder(
    text: &str,
    settings: &Settings,
    start: &BTreeMap<String, Numbers>,
    mut listen: impl FnMut(usize, f32, &BTreeMap<String, Numbers>),
) -> Result<(), TrainError> {
    let labels = Labels { hidden: settings.hidden, ..Labels::default() };
    let shapes = encoder_shapes(settings.hidden).into_iter().chain(guess_shapes(settings.hidden)).collect();
    let mut model = Model::new(labels, shapes, settings.seed, 500)?;
    model.restore(start)?;
    let mut random = Random::new(settings.seed ^ 0xc102e);
    let lines: Vec<&str> = text.lines().collect();
    let (mut updates, mut cost, mut since) = (0, 0.0, 0);
    for chunk in lines.chunks(CHUNK).cycle() {
        let sentences: Vec<Vec<String>> =
            chunk.iter().flat_map(|line| forms(line)).filter(|sentence| (4..=LONGEST).contains(&sentence.len())).collect();
        for batch in batches(&sentences, &mut random) {
            let done = updates as f32 / settings.updates as f32;
            let warm = ((updates + 1) as f32 / 100.0).min(1.0);
            cost += model.learn(batch, settings.rate * warm * (1.0 - 0.95 * done))?;
            updates += 1;
            since += 1;
            if updates % 500 == 0 || updates == settings.updates {
                listen(updates, cost / since as f32, &model.numbers()?);
                (cost, since) = (0.0, 0);
            }
            if updates == settings.updates {
                return Ok(());
            }
        }
    }
    Ok(())
}

fn batches(sentences: &[Vec<String>], random: &mut Random) -> Vec<Batch> {
    let morphology = Morphology::embedded();
    let lengths: Vec<usize> = sentences.iter().map(Vec::len).collect();
    let mut batches = Vec::new();
    for group in grouped(&lengths, random) {
        let (mut inputs, mut rows, mut targets, mut words) =
            (Vec::with_capacity(BATCH), Vec::new(), Vec::new(), Choices::default());
        for &index in &group {
            let forms: Vec<&str> = sentences[index].iter().map(String::as_str).collect();
            for (form, input) in forms.iter().zip(Input::sentence(&forms, morphology, Names::embedded())) {
                if random.unit() < HIDDEN {
                    rows.push(inputs.len() as u32);
                    targets.push(words.number(form, &input));
                    inputs.push(Input::default());
                } else {
                    inputs.push(input);
                }
            }
        }
        for _ in 0..OTHERS {
            let sentence = &sentences[random.below(sentences.len())];
            let form = &sentence[random.below(sentence.len())];
            words.number(form, &Input::new(form, false, &[], morphology));
        }
        if rows.is_empty() {
            continue;
        }
        let sequences = Sequences::new(group.iter().map(|&index| lengths[index]).collect());
        batches.push(Batch { sequences, inputs, targets: Targets::Hidden { rows, words: words.inputs, targets } });
    }
    random.shuffle(&mut batches);
    batches
}

/// Words to choose from, each once.
#[derive(Default)]
struct Choices {
    numbers: BTreeMap<String, u32>,
    inputs: Vec<Input>,
}

impl Choices {
    fn number(&mut self, form: &str, input: &Input) -> u32 {
        let inputs = &mut self.inputs;
        *self.numbers.entry(form.to_lowercase()).or_insert_with(|| {
            inputs.push(input.clone());
            inputs.len() as u32 - 1
        })
    }
}

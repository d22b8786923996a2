//! The network in candle, for training: the same layers as [`crate::annotate::network`], with gradients.

use crate::annotate::features::{Input, TABLES, WIDTH};
use crate::annotate::labels::{Labels, MAIN_NAMES};
use crate::annotate::network::add_input;
use crate::nn::adam::{Parameter, Rate};
use crate::nn::arcs::ArcLoss;
use crate::nn::loss::{CrossEntropy, SetEntropy};
use crate::nn::lstm::{Lstm, Sequences};
use crate::nn::random::Random;
use crate::nn::table::{Moments, Table};
use crate::nn::weights::Numbers;
use candle_core::{Device, Result, Tensor, Var};
use std::collections::BTreeMap;
use std::sync::Arc;

const DROPOUT: f32 = 0.33;
const CLIP: f32 = 5.0;

/// A network that learns.
pub struct Model {
    /// Its classes.
    pub labels: Labels,
    tables: Vec<Table>,
    moments: Vec<Moments>,
    parameters: BTreeMap<String, Parameter>,
    averages: Averages,
    random: Random,
    updates: usize,
}

/// What a batch asks for.
pub enum Targets {
    /// Of a treebank.
    Tree {
        /// Parts of speech.
        upos: Vec<u32>,
        /// Classes of all features, row by row.
        feats: Vec<u32>,
        /// Head within the sentence; the length of the sentence for the root.
        heads: Vec<u32>,
        /// Row of the head in the batch; the number of rows for the root.
        head_rows: Vec<u32>,
        /// Relations.
        deprels: Vec<u32>,
        /// Tags of the main name task, or none at all.
        names: Vec<u32>,
    },
    /// Of a name task.
    Names {
        /// Its name.
        task: String,
        /// The parameter that holds how much more or less often this source has each tag than the first of the task; `None` for the first.
        source: Option<String>,
        /// The tags that may be right together.
        sets: Arc<Vec<Vec<u32>>>,
        /// The set of each row.
        tags: Vec<u32>,
    },
    /// Of plain text with hidden words.
    Hidden {
        /// Rows of the hidden words.
        rows: Vec<u32>,
        /// Words to choose from.
        words: Vec<Input>,
        /// Which of them each hidden word is.
        targets: Vec<u32>,
    },
}

/// Length of the vectors that hidden words are guessed by: words and their parts.
const GUESS: usize = TABLES[0].dim + TABLES[2].dim;

/// Name and shapes of what guesses hidden words.
pub fn guess_shapes(hidden: usize) -> Vec<(String, Vec<usize>)> {
    vec![("guess.weight".to_owned(), vec![2 * hidden, GUESS]), ("guess.bias".to_owned(), vec![GUESS])]
}

/// Sentences that are learnt together, by falling length.
pub struct Batch {
    /// Lengths.
    pub sequences: Sequences,
    /// All words.
    pub inputs: Vec<Input>,
    /// What they should be.
    pub targets: Targets,
}

/// Moving averages of all numbers: they do better than the numbers of any one moment.
#[derive(Default)]
struct Averages {
    /// Of the tables, then of the parameters in their order; empty before the first.
    numbers: Vec<Vec<f32>>,
    memory: usize,
}

/// Updates from one look at the numbers to the next.
const EVERY: usize = 10;

impl Averages {
    fn add<'a>(&mut self, all: impl Iterator<Item = &'a [f32]>, updates: usize) {
        if self.numbers.is_empty() {
            self.numbers = all.map(<[f32]>::to_vec).collect();
            return;
        }
        // At first the memory is short, so that the numbers from before training are forgotten.
        let share = EVERY as f32 / (updates / 4).clamp(EVERY, self.memory.max(EVERY)) as f32;
        for (average, values) in self.numbers.iter_mut().zip(all) {
            for (average, value) in average.iter_mut().zip(values) {
                *average += share * (value - *average);
            }
        }
    }
}

impl Model {
    /// With random numbers, for parameters of these names and shapes; averages reach back about `memory` updates.
    pub fn new(labels: Labels, shapes: Vec<(String, Vec<usize>)>, seed: u64, memory: usize) -> Result<Model> {
        let mut random = Random::new(seed);
        let tables: Vec<Table> =
            TABLES.iter().map(|kind| Table { dim: kind.dim, data: random.uniform(kind.rows * kind.dim, 0.15) }).collect();
        let mut parameters = BTreeMap::new();
        for (name, shape) in shapes {
            let count = shape.iter().product();
            let mut data = if shape.len() == 1 {
                vec![0.0; count]
            } else if name == "arc.bilinear.weight" || name == "relation.bilinear.weight" {
                random.uniform(count, 0.05)
            } else {
                let fan: usize = shape[shape.len() - 2..].iter().sum();
                random.uniform(count, (6.0 / fan as f32).sqrt())
            };
            if name.starts_with("layer") && name.ends_with(".bias") {
                for direction in 0..2 {
                    data[(direction * 4 + 1) * labels.hidden..][..labels.hidden].fill(1.0);
                }
            }
            let var = Var::from_vec(data, shape, &Device::Cpu)?;
            parameters.insert(name.clone(), Parameter::new(&name, var));
        }
        let moments = tables.iter().map(Moments::new).collect();
        let averages = Averages { memory, ..Averages::default() };
        Ok(Model { labels, tables, moments, parameters, averages, random, updates: 0 })
    }

    /// The averages of all numbers under their names in the model file.
    pub fn numbers(&self) -> Result<BTreeMap<String, Numbers>> {
        let mut all = BTreeMap::new();
        let mut averages = self.averages.numbers.iter();
        let mut latest = |data: Vec<f32>| averages.next().cloned().unwrap_or(data);
        for (kind, table) in TABLES.iter().zip(&self.tables) {
            all.insert(kind.name.to_owned(), Numbers { shape: vec![kind.rows, kind.dim], data: latest(table.data.clone()) });
        }
        for (name, parameter) in &self.parameters {
            let data = parameter.var.flatten_all()?.to_vec1()?;
            all.insert(name.clone(), Numbers { shape: parameter.var.dims().to_vec(), data: latest(data) });
        }
        Ok(all)
    }

    fn average(&mut self) -> Result<()> {
        if !self.updates.is_multiple_of(EVERY) {
            return Ok(());
        }
        let mut values: Vec<Vec<f32>> = Vec::new();
        for parameter in self.parameters.values() {
            values.push(parameter.var.flatten_all()?.to_vec1()?);
        }
        let all = self.tables.iter().map(|table| table.data.as_slice()).chain(values.iter().map(Vec::as_slice));
        self.averages.add(all, self.updates);
        Ok(())
    }

    /// Takes over numbers saved before.
    pub fn restore(&mut self, numbers: &BTreeMap<String, Numbers>) -> Result<()> {
        for (kind, table) in TABLES.iter().zip(&mut self.tables) {
            if let Some(numbers) = numbers.get(kind.name).filter(|numbers| numbers.data.len() == table.data.len()) {
                table.data.clone_from(&numbers.data);
            }
        }
        for (name, parameter) in &self.parameters {
            if let Some(numbers) = numbers.get(name).filter(|numbers| numbers.shape == parameter.var.dims()) {
                parameter.var.set(&Tensor::from_vec(numbers.data.clone(), numbers.shape.clone(), &Device::Cpu)?)?;
            }
        }
        Ok(())
    }

    /// One update; gives the cost.
    pub fn learn(&mut self, batch: Batch, rate: f32) -> Result<f32> {
        let rows = batch.sequences.rows();
        let mut data = vec![0.0; rows * WIDTH];
        for (row, input) in data.chunks_exact_mut(WIDTH).zip(&batch.inputs) {
            add_input(&self.tables, input, row);
        }
        let input = Var::from_vec(data, (rows, WIDTH), &Device::Cpu)?;
        let sequences = Arc::new(batch.sequences);
        let loss = self.loss(input.as_tensor(), &sequences, batch.targets)?;
        let cost = loss.to_scalar::<f32>()?;
        let gradients = loss.backward()?;
        self.updates += 1;
        let mut rate = Rate::new(rate, self.updates);
        let mut square = 0.0;
        for parameter in self.parameters.values() {
            if let Some(gradient) = gradients.get(&parameter.var) {
                square += gradient.sqr()?.sum_all()?.to_scalar::<f32>()?;
            }
        }
        if !square.is_finite() {
            return Ok(cost);
        }
        rate.clip = (CLIP / square.sqrt()).min(1.0);
        for parameter in self.parameters.values() {
            if let Some(gradient) = gradients.get(&parameter.var) {
                parameter.update(gradient, rate)?;
            }
        }
        if let Some(gradient) = gradients.get(&input) {
            let gradient = gradient.flatten_all()?.to_vec1::<f32>()?;
            for (row, input) in gradient.chunks_exact(WIDTH).zip(&batch.inputs) {
                let mut at = 0;
                for (table, moments) in self.moments.iter_mut().enumerate() {
                    let dim = self.tables[table].dim;
                    moments.collect(dim, input.of(table), &row[at..at + dim]);
                    at += dim;
                }
            }
            for (table, moments) in self.tables.iter_mut().zip(&mut self.moments) {
                moments.update(table, rate);
            }
        }
        self.average()?;
        Ok(cost)
    }

    fn loss(&mut self, input: &Tensor, sequences: &Arc<Sequences>, targets: Targets) -> Result<Tensor> {
        let mut state = self.dropout(input)?;
        for layer in ["layer1", "layer2"] {
            let projected = self.linear(layer, &state)?;
            let recurrent = self.parameters[&format!("{layer}.recurrent")].var.as_tensor().clone();
            let out = projected.apply_op2(&recurrent, Lstm::new(sequences.clone(), self.labels.hidden))?;
            state = self.dropout(&out)?;
        }
        match targets {
            Targets::Names { task, source, sets, tags } => {
                let mut scores = self.linear(&format!("names.{task}"), &state)?;
                if let Some(source) = source {
                    scores = scores.broadcast_add(self.parameters[&source].var.as_tensor())?;
                }
                scores.apply_op1(SetEntropy::new(sets, tags))
            }
            Targets::Hidden { rows, words, targets } => {
                let count = rows.len();
                let hidden = state.index_select(&Tensor::from_vec(rows, count, &Device::Cpu)?, 0)?;
                let mut vectors = vec![0.0; words.len() * GUESS];
                for (row, word) in vectors.chunks_exact_mut(GUESS).zip(&words) {
                    let (of_word, of_parts) = row.split_at_mut(TABLES[0].dim);
                    self.tables[0].add(word.of(0), of_word);
                    self.tables[2].add(word.of(2), of_parts);
                }
                let vectors = Tensor::from_vec(vectors, (words.len(), GUESS), &Device::Cpu)?;
                let scores = self.linear("guess", &hidden)?.matmul(&vectors.t()?)?;
                scores.apply_op1(CrossEntropy::new(vec![words.len()], targets))
            }
            Targets::Tree { upos, feats, heads, head_rows, deprels, names } => {
                let upos = self.linear("upos", &state)?.apply_op1(CrossEntropy::new(vec![17], upos))?;
                let feats = self.linear("feats", &state)?.apply_op1(CrossEntropy::new(self.labels.feat_sizes(), feats))?;
                let arcs = self.arc_loss(&state, sequences, heads)?;
                let relations = self.relation_loss(&state, head_rows, deprels)?;
                let trees = (((upos + arcs)? + relations)? + (feats * 2.0)?)?;
                if names.is_empty() {
                    return Ok(trees);
                }
                let scores = self.linear(&format!("names.{MAIN_NAMES}"), &state)?;
                let classes = scores.dims()[1];
                trees + scores.apply_op1(CrossEntropy::new(vec![classes], names))?
            }
        }
    }

    fn arc_loss(&mut self, state: &Tensor, sequences: &Arc<Sequences>, heads: Vec<u32>) -> Result<Tensor> {
        let dependents = self.dense("arc.dependent", state)?;
        let dependents = self.linear("arc.bilinear", &dependents)?;
        let rows = Tensor::cat(&[&self.dense("arc.head", state)?, self.parameters["arc.root"].var.as_tensor()], 0)?;
        dependents.apply_op2(&rows, ArcLoss::new(sequences.clone(), heads, self.labels.arc))
    }

    fn relation_loss(&mut self, state: &Tensor, head_rows: Vec<u32>, deprels: Vec<u32>) -> Result<Tensor> {
        let (dim, classes, rows) = (self.labels.relation, self.labels.deprels.len(), head_rows.len());
        let dependents = self.dense("relation.dependent", state)?;
        let heads = Tensor::cat(&[&self.dense("relation.head", state)?, self.parameters["relation.root"].var.as_tensor()], 0)?;
        let chosen = heads.index_select(&Tensor::from_vec(head_rows, rows, &Device::Cpu)?, 0)?;
        let bilinear = self.linear("relation.bilinear", &chosen)?.reshape((rows, classes, dim))?;
        let scores = bilinear.matmul(&dependents.reshape((rows, dim, 1))?)?.reshape((rows, classes))?;
        let scores =
            ((scores + self.linear("relation.of_head", &chosen)?)? + self.linear("relation.of_dependent", &dependents)?)?;
        scores.apply_op1(CrossEntropy::new(vec![classes], deprels))
    }

    fn dense(&mut self, name: &str, state: &Tensor) -> Result<Tensor> {
        let out = self.linear(name, state)?.relu()?;
        self.dropout(&out)
    }

    fn linear(&self, name: &str, input: &Tensor) -> Result<Tensor> {
        let weight = self.parameters[&format!("{name}.weight")].var.as_tensor();
        input.matmul(weight)?.broadcast_add(self.parameters[&format!("{name}.bias")].var.as_tensor())
    }

    fn dropout(&mut self, input: &Tensor) -> Result<Tensor> {
        let mask = self.random.dropout(input.elem_count(), DROPOUT);
        input.mul(&Tensor::from_vec(mask, input.shape(), &Device::Cpu)?)
    }
}

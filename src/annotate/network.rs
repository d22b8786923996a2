//! The trained network at work: sentences with tokens → parts of speech, features, base forms, trees and names.
//!
//! One bidirectional LSTM of two layers reads a sentence; a head for each task sits on it. Knows nothing of training; see [`crate::train`].

use super::decode::best_names;
use super::features::{Input, TABLES, WIDTH};
use super::labels::{Labels, MAIN_NAMES, name_tag};
use super::lemma;
use super::{feats, mend};
use crate::document::{Sentence, Upos};
use crate::knowledge::morphology::Morphology;
use crate::knowledge::names::Names;
use crate::nn::arcs;
use crate::nn::lstm::{self, Sequences};
use crate::nn::math::{Matrix, add_bias, argmax, dot, product, relu, softmax, wide};
use crate::nn::table::Table;
use crate::nn::tree::best_tree;
use crate::nn::weights::{self, FormatError, Numbers};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

static EMBEDDED: &[u8] = include_bytes!("../../models/german.gipfel");

/// Tokens a batch has at most.
const BATCH: usize = 1000;

/// Rows that relations are scored of at a time.
const ROWS: usize = 64;

/// The network with its numbers.
pub struct Network {
    labels: Labels,
    tables: Vec<Table>,
    numbers: BTreeMap<String, Numbers>,
}

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read.
    #[error("cannot read model file `{}`", path.display())]
    Read {
        /// Of the model.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is no model.
    #[error("this is no model file of this program")]
    Format(#[from] FormatError),
    /// The model was made for other inputs.
    #[error("the model lacks `{0}` or has it in another size")]
    Missing(String),
}

/// What the network says of one sentence.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Part of speech of each token.
    pub upos: Vec<Upos>,
    /// Logarithms of the probabilities of all values of all features, token by token.
    pub feats: Vec<f32>,
    /// Head of each token.
    pub heads: Vec<Option<usize>>,
    /// Class of the relation of each token.
    pub deprels: Vec<usize>,
    /// Class of the tag of each token in the main name task.
    pub names: Vec<usize>,
}

impl Network {
    /// The model inside the program.
    pub fn load_embedded() -> Result<&'static Network, LoadError> {
        static NETWORK: OnceLock<Network> = OnceLock::new();
        if let Some(network) = NETWORK.get() {
            return Ok(network);
        }
        let network = Network::decode(EMBEDDED)?;
        Ok(NETWORK.get_or_init(|| network))
    }

    /// The file of the model inside the program.
    pub fn embedded_bytes() -> &'static [u8] {
        EMBEDDED
    }

    /// A model from a file.
    pub fn load(path: &Path) -> Result<Network, LoadError> {
        let bytes = std::fs::read(path).map_err(|source| LoadError::Read { path: path.to_owned(), source })?;
        Network::decode(&bytes)
    }

    fn decode(bytes: &[u8]) -> Result<Network, LoadError> {
        let (labels, numbers) = weights::decode(bytes)?;
        Network::new(labels, numbers)
    }

    /// From labels and numbers; checks that all are there.
    pub fn new(labels: Labels, mut numbers: BTreeMap<String, Numbers>) -> Result<Network, LoadError> {
        let mut tables = Vec::new();
        for kind in TABLES {
            let numbers = numbers.remove(kind.name).filter(|numbers| numbers.data.len() == kind.rows * kind.dim);
            let numbers = numbers.ok_or_else(|| LoadError::Missing(kind.name.to_owned()))?;
            tables.push(Table { dim: kind.dim, data: numbers.data });
        }
        for (name, shape) in shapes(&labels) {
            if numbers
                .get(&name)
                .is_none_or(|numbers| numbers.shape != shape || numbers.data.len() != shape.iter().product::<usize>())
            {
                return Err(LoadError::Missing(name));
            }
        }
        if !labels.names.iter().any(|(task, tags)| task == MAIN_NAMES && !tags.is_empty()) {
            return Err(LoadError::Missing(MAIN_NAMES.to_owned()));
        }
        Ok(Network { labels, tables, numbers })
    }

    /// The classes it chooses from.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// Fills every layer of the tokens. A sentence that is longer than a batch is read in pieces, whose trees are hung below the first one.
    pub fn analyse(&self, sentences: &mut [Sentence]) {
        for sentence in sentences.iter_mut().filter(|sentence| sentence.tokens.len() > BATCH) {
            self.analyse_in_pieces(sentence);
        }
        let morphology = Morphology::embedded();
        let mut order: Vec<usize> = (0..sentences.len()).filter(|&index| sentences[index].tokens.len() <= BATCH).collect();
        order.sort_by_key(|&index| (std::cmp::Reverse(sentences[index].tokens.len()), index));
        let mut rest = order.as_slice();
        while !rest.is_empty() {
            let mut tokens = 0;
            let count = rest.iter().take_while(|&&index| {
                tokens += sentences[index].tokens.len();
                tokens <= BATCH
            });
            let (batch, after) = rest.split_at(count.count());
            rest = after;
            let forms: Vec<Vec<&str>> =
                batch.iter().map(|&index| sentences[index].tokens.iter().map(|token| token.form.as_str()).collect()).collect();
            let analyses = self.run(&forms, morphology);
            for (&index, analysis) in batch.iter().zip(analyses) {
                self.fill(&mut sentences[index], &analysis, morphology);
            }
        }
    }

    fn analyse_in_pieces(&self, sentence: &mut Sentence) {
        let pieces = sentence.tokens.chunks(BATCH).map(|tokens| Sentence { tokens: tokens.to_vec(), ..*sentence });
        let mut pieces: Vec<Sentence> = pieces.collect();
        self.analyse(&mut pieces);
        let root = pieces[0].root();
        sentence.tokens.clear();
        for Sentence { tokens, .. } in pieces {
            let start = sentence.tokens.len();
            for mut token in tokens {
                token.head = token.head.map(|head| start + head);
                if start > 0 && token.head.is_none() {
                    (token.head, token.deprel) = (Some(root), "parataxis".to_owned());
                }
                sentence.tokens.push(token);
            }
        }
    }

    fn fill(&self, sentence: &mut Sentence, analysis: &Analysis, morphology: &Morphology) {
        let tags = self.name_tags();
        for (index, token) in sentence.tokens.iter_mut().enumerate() {
            token.upos = analysis.upos[index];
            token.head = analysis.heads[index];
            token.deprel =
                if token.head.is_none() { "root".to_owned() } else { self.labels.deprels[analysis.deprels[index]].clone() };
            token.name = name_tag(&tags[analysis.names[index]]);
        }
        super::decode::repair_names(sentence);
        super::decode::drop_common_nouns(sentence, Names::embedded());
        super::decode::settle_places(sentence, Names::embedded());
        mend::mend(&mut sentence.tokens);
        feats::settle(&mut sentence.tokens, &feats::Scores::new(&self.labels, &analysis.feats), morphology);
        for (index, token) in sentence.tokens.iter_mut().enumerate() {
            token.lemma = lemma::lemma(token, index == 0, morphology);
        }
    }

    /// The tags of the main name task.
    pub fn name_tags(&self) -> &[String] {
        self.labels.names.iter().find(|(task, _)| task == MAIN_NAMES).map_or(&[], |(_, tags)| tags.as_slice())
    }

    /// Runs the network over a batch of sentences, given by falling length.
    pub fn run(&self, sentences: &[Vec<&str>], morphology: &Morphology) -> Vec<Analysis> {
        let sequences = Sequences::new(sentences.iter().map(Vec::len).collect());
        let rows = sequences.rows();
        if rows == 0 {
            return sentences.iter().map(|_| Analysis::default()).collect();
        }
        let mut input = vec![0.0; rows * WIDTH];
        let words = sentences.iter().flat_map(|sentence| Input::sentence(sentence, morphology, Names::embedded()));
        for (row, word) in input.chunks_exact_mut(WIDTH).zip(words) {
            wide(|| add_input(&self.tables, &word, row));
        }
        let first = self.layer("layer1", &input, WIDTH, &sequences);
        let state = self.layer("layer2", &first, 2 * self.labels.hidden, &sequences);
        self.heads(&state, &sequences)
    }

    fn layer(&self, name: &str, input: &[f32], width: usize, sequences: &Sequences) -> Vec<f32> {
        let projected = self.linear(name, input, width);
        lstm::forward(&projected, &self.numbers[&format!("{name}.recurrent")].data, self.labels.hidden, sequences, None)
    }

    fn linear(&self, name: &str, input: &[f32], width: usize) -> Vec<f32> {
        let weights = &self.numbers[&format!("{name}.weight")].data;
        let bias = &self.numbers[&format!("{name}.bias")].data;
        let (rows, columns) = (input.len() / width, bias.len());
        let mut out = vec![0.0; rows * columns];
        product(&mut out, Matrix::new(input, width), Matrix::new(weights, columns), (rows, width, columns), 0.0);
        add_bias(&mut out, bias);
        out
    }

    fn heads(&self, state: &[f32], sequences: &Sequences) -> Vec<Analysis> {
        let labels = &self.labels;
        let width = 2 * labels.hidden;
        let dense = |name: &str| {
            let mut out = self.linear(name, state, width);
            relu(&mut out);
            out
        };
        let upos = self.linear("upos", state, width);
        let mut feats = self.linear("feats", state, width);
        let names = self.linear(&format!("names.{MAIN_NAMES}"), state, width);
        let tags = self.name_tags();
        let arc_dependents = self.linear("arc.bilinear", &dense("arc.dependent"), labels.arc);
        let mut arc_heads = dense("arc.head");
        arc_heads.extend(&self.numbers["arc.root"].data);
        let dependents = dense("relation.dependent");
        let mut heads = dense("relation.head");
        heads.extend(&self.numbers["relation.root"].data);
        let sizes = labels.feat_sizes();
        let feat_width: usize = sizes.iter().sum();
        feats.chunks_exact_mut(feat_width).for_each(|row| log_probabilities(row, &sizes));
        let rows = sequences.rows();
        let mut analyses = Vec::new();
        let mut head_rows = Vec::with_capacity(rows);
        for (start, length) in sequences.iter() {
            let scores = arcs::scores(&arc_dependents, &arc_heads, labels.arc, start, length);
            let tree = best_tree(&scores, length);
            head_rows.extend(tree.iter().map(|head| head.map_or(rows, |head| start + head)));
            let range = start..start + length;
            analyses.push(Analysis {
                upos: range.clone().map(|row| Upos::ALL[argmax(&upos[row * 17..][..17])]).collect(),
                feats: feats[start * feat_width..range.end * feat_width].to_vec(),
                heads: tree,
                deprels: Vec::new(),
                names: best_names(&names[start * tags.len()..range.end * tags.len()], tags),
            });
        }
        let relations = self.relations(&dependents, &heads, &head_rows);
        for ((start, length), analysis) in sequences.iter().zip(&mut analyses) {
            analysis.deprels = relations[start..start + length].to_vec();
        }
        analyses
    }

    /// The best relation of each token to its head. A few rows at a time: their products with all classes stay in the cache.
    fn relations(&self, dependents: &[f32], heads: &[f32], head_rows: &[usize]) -> Vec<usize> {
        let (dim, classes) = (self.labels.relation, self.labels.deprels.len());
        let root = self.labels.deprels.iter().position(|deprel| deprel == "root");
        let mut found = Vec::with_capacity(head_rows.len());
        for (dependents, head_rows) in dependents.chunks(ROWS * dim).zip(head_rows.chunks(ROWS)) {
            let chosen: Vec<f32> = head_rows.iter().flat_map(|&row| &heads[row * dim..][..dim]).copied().collect();
            let mut scores = self.linear("relation.of_head", &chosen, dim);
            let of_dependent = self.linear("relation.of_dependent", dependents, dim);
            let bilinear = self.linear("relation.bilinear", &chosen, dim);
            for (row, scores) in scores.chunks_exact_mut(classes).enumerate() {
                let dependent = &dependents[row * dim..][..dim];
                wide(|| {
                    for (class, score) in scores.iter_mut().enumerate() {
                        let vector = &bilinear[(row * classes + class) * dim..][..dim];
                        *score += of_dependent[row * classes + class] + dot(vector, dependent);
                    }
                });
                if let Some(root) = root {
                    scores[root] = f32::NEG_INFINITY;
                }
                found.push(argmax(scores));
            }
        }
        found
    }
}

/// Sums the rows of all tables into one row of input.
#[inline(always)]
pub fn add_input(tables: &[Table], input: &Input, row: &mut [f32]) {
    let mut rest = row;
    for (table, values) in tables.iter().enumerate() {
        let (part, after) = rest.split_at_mut(values.dim);
        values.add(input.of(table), part);
        rest = after;
    }
}

/// Turns the scores of each feature into logarithms of probabilities.
fn log_probabilities(scores: &mut [f32], sizes: &[usize]) {
    let mut rest = scores;
    for &size in sizes {
        let (segment, after) = rest.split_at_mut(size);
        rest = after;
        let sum = softmax(&mut segment.to_vec());
        segment.iter_mut().for_each(|score| *score -= sum);
    }
}

/// Names and shapes of the layers that read a sentence.
pub fn encoder_shapes(hidden: usize) -> Vec<(String, Vec<usize>)> {
    let layer = |name: &str, input: usize| {
        [
            (format!("{name}.weight"), vec![input, 8 * hidden]),
            (format!("{name}.bias"), vec![8 * hidden]),
            (format!("{name}.recurrent"), vec![2, hidden, 4 * hidden]),
        ]
    };
    layer("layer1", WIDTH).into_iter().chain(layer("layer2", 2 * hidden)).collect()
}

/// Names and shapes of everything but the tables.
pub fn shapes(labels: &Labels) -> Vec<(String, Vec<usize>)> {
    let (hidden, arc, relation, classes) = (labels.hidden, labels.arc, labels.relation, labels.deprels.len());
    let mut shapes = encoder_shapes(hidden);
    let mut linear = |name: &str, input: usize, output: usize| {
        shapes.push((format!("{name}.weight"), vec![input, output]));
        shapes.push((format!("{name}.bias"), vec![output]));
    };
    linear("upos", 2 * hidden, 17);
    linear("feats", 2 * hidden, labels.feat_sizes().iter().sum());
    linear("arc.dependent", 2 * hidden, arc);
    linear("arc.head", 2 * hidden, arc);
    linear("arc.bilinear", arc, arc);
    linear("relation.dependent", 2 * hidden, relation);
    linear("relation.head", 2 * hidden, relation);
    linear("relation.bilinear", relation, classes * relation);
    linear("relation.of_head", relation, classes);
    linear("relation.of_dependent", relation, classes);
    for (task, tags) in &labels.names {
        linear(&format!("names.{task}"), 2 * hidden, tags.len());
    }
    shapes.push(("arc.root".to_owned(), vec![1, arc]));
    shapes.push(("relation.root".to_owned(), vec![1, relation]));
    shapes
}

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
use crate::nn::buffer::Buffer;
use crate::nn::lstm::{self, Sequences};
use crate::nn::math::{argmax, dot, relu, softmax, wide};
use crate::nn::packed::{Packed, Rows};
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
    /// Weights and biases of linear layers.
    layers: BTreeMap<String, (Packed, Vec<f32>)>,
    /// The recurrent weights of the layers that read, in both directions.
    recurrent: BTreeMap<String, [Packed; 2]>,
    /// The vectors that stand for the root.
    arc_root: Vec<f32>,
    relation_root: Vec<f32>,
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

/// The head of each token; `None` for the root.
pub type Tree = Vec<Option<usize>>;

/// What a network says of a batch of sentences, a row for each token.
#[derive(Clone, Debug)]
pub struct Scores {
    /// Where the sentences lie.
    pub sequences: Sequences,
    /// Of all parts of speech.
    pub upos: Vec<f32>,
    /// Logarithms of the probabilities of all values of all features.
    pub feats: Vec<f32>,
    /// Of all tags of the main name task.
    pub names: Vec<f32>,
    /// Of all heads, sentence by sentence; see [`arcs::scores`].
    pub arcs: Vec<Vec<f32>>,
    /// What relations are scored by: each token as dependent, and as head, with the root last.
    dependents: Vec<f32>,
    heads: Vec<f32>,
}

impl Scores {
    /// The best tree of each sentence.
    pub fn trees(&self) -> Vec<Tree> {
        self.sequences.iter().zip(&self.arcs).map(|((_, length), scores)| best_tree(scores, length)).collect()
    }
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
        let (mut layers, mut recurrent) = (BTreeMap::new(), BTreeMap::new());
        let mut take = |name: String, shape: &[usize]| {
            let numbers = numbers
                .remove(&name)
                .filter(|numbers| numbers.shape == shape && numbers.data.len() == shape.iter().product::<usize>());
            numbers.map(|numbers| numbers.data).ok_or(LoadError::Missing(name))
        };
        for (name, shape) in linear_shapes(&labels) {
            let weights = Packed::new(&take(format!("{name}.weight"), &shape)?, shape[1]);
            layers.insert(name.clone(), (weights, take(format!("{name}.bias"), &shape[1..])?));
        }
        for name in LAYERS {
            let (rows, columns) = (labels.hidden, 4 * labels.hidden);
            let weights = take(format!("{name}.recurrent"), &[2, rows, columns])?;
            let (forwards, backwards) = weights.split_at(rows * columns);
            recurrent.insert(name.to_owned(), [Packed::new(forwards, columns), Packed::new(backwards, columns)]);
        }
        let arc_root = take("arc.root".to_owned(), &[1, labels.arc])?;
        let relation_root = take("relation.root".to_owned(), &[1, labels.relation])?;
        if !labels.names.iter().any(|(task, tags)| task == MAIN_NAMES && !tags.is_empty()) {
            return Err(LoadError::Missing(MAIN_NAMES.to_owned()));
        }
        Ok(Network { labels, tables, layers, recurrent, arc_root, relation_root })
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
        super::decode::join_first_names(sentence);
        super::decode::drop_common_nouns(sentence, Names::embedded());
        super::decode::settle_places(sentence, Names::embedded());
        mend::mend(&mut sentence.tokens);
        feats::settle(&mut sentence.tokens, &feats::Scores::new(&self.labels, &analysis.feats), morphology);
        let mut begins = true;
        for token in &mut sentence.tokens {
            token.lemma = lemma::lemma(token, begins, morphology);
            begins = begins && token.upos == Upos::Punct || token.form == ":";
        }
    }

    /// The tags of the main name task.
    pub fn name_tags(&self) -> &[String] {
        self.labels.names.iter().find(|(task, _)| task == MAIN_NAMES).map_or(&[], |(_, tags)| tags.as_slice())
    }

    /// Runs the network over a batch of sentences, given by falling length.
    pub fn run(&self, sentences: &[Vec<&str>], morphology: &Morphology) -> Vec<Analysis> {
        let scores = self.scores(sentences, morphology);
        let trees = scores.trees();
        let relations = self.relations(&scores, &trees);
        self.decide(&scores, trees, &relations)
    }

    /// What the network says of a batch of sentences, given by falling length, before anything is decided.
    pub fn scores(&self, sentences: &[Vec<&str>], morphology: &Morphology) -> Scores {
        let sequences = Sequences::new(sentences.iter().map(Vec::len).collect());
        let mut input = vec![0.0; sequences.rows() * WIDTH];
        let words = sentences.iter().flat_map(|sentence| Input::sentence(sentence, morphology, Names::embedded()));
        for (row, word) in input.chunks_exact_mut(WIDTH).zip(words) {
            wide(|| add_input(&self.tables, &word, row));
        }
        let first = self.layer("layer1", &input, WIDTH, &sequences);
        let state = self.layer("layer2", &first, 2 * self.labels.hidden, &sequences);
        self.heads(&state, sequences)
    }

    fn layer(&self, name: &str, input: &[f32], width: usize, sequences: &Sequences) -> Vec<f32> {
        let projected = self.linear_in_buffer(name, &Rows::new(input, width));
        lstm::forward(&projected, self.recurrent[name].each_ref(), self.labels.hidden, sequences, None)
    }

    fn linear(&self, name: &str, input: &Rows) -> Vec<f32> {
        let mut out = vec![0.0; input.count() * self.layers[name].1.len()];
        self.linear_into(name, input, &mut out);
        out
    }

    /// What is used at once and in great length.
    fn linear_in_buffer(&self, name: &str, input: &Rows) -> Buffer {
        let mut out = Buffer::new(input.count() * self.layers[name].1.len());
        self.linear_into(name, input, &mut out);
        out
    }

    fn linear_into(&self, name: &str, input: &Rows, out: &mut [f32]) {
        let (weights, bias) = &self.layers[name];
        weights.product(input, input.count(), |_| bias, out);
    }

    fn heads(&self, state: &[f32], sequences: Sequences) -> Scores {
        let labels = &self.labels;
        let state = &Rows::new(state, 2 * labels.hidden);
        let dense = |name: &str| {
            let mut out = self.linear(name, state);
            relu(&mut out);
            out
        };
        let mut feats = self.linear("feats", state);
        let sizes = labels.feat_sizes();
        feats.chunks_exact_mut(sizes.iter().sum()).for_each(|row| log_probabilities(row, &sizes));
        let arc_dependents = self.linear("arc.bilinear", &Rows::new(&dense("arc.dependent"), labels.arc));
        let mut arc_heads = dense("arc.head");
        arc_heads.extend(&self.arc_root);
        let arcs = sequences.iter().map(|(start, length)| arcs::scores(&arc_dependents, &arc_heads, labels.arc, start, length));
        let mut heads = dense("relation.head");
        heads.extend(&self.relation_root);
        Scores {
            upos: self.linear("upos", state),
            names: self.linear(&format!("names.{MAIN_NAMES}"), state),
            arcs: arcs.collect(),
            dependents: dense("relation.dependent"),
            feats,
            heads,
            sequences,
        }
    }

    /// The scores of all relations of each token to its head in the trees.
    pub fn relations(&self, scores: &Scores, trees: &[Tree]) -> Vec<f32> {
        let (dim, classes) = (self.labels.relation, self.labels.deprels.len());
        let rows = scores.sequences.rows();
        let in_batch = |((start, _), tree): ((usize, usize), &'_ Tree)| -> Vec<usize> {
            tree.iter().map(|head| head.map_or(rows, |head| start + head)).collect()
        };
        let head_rows: Vec<usize> = scores.sequences.iter().zip(trees).flat_map(in_batch).collect();
        let root = self.labels.deprels.iter().position(|deprel| deprel == "root");
        let mut found = Vec::with_capacity(rows * classes);
        // A few rows at a time: their products with all classes stay in the cache.
        for (dependents, head_rows) in scores.dependents.chunks(ROWS * dim).zip(head_rows.chunks(ROWS)) {
            let chosen: Vec<f32> = head_rows.iter().flat_map(|&row| &scores.heads[row * dim..][..dim]).copied().collect();
            let chosen = Rows::new(&chosen, dim);
            let mut relations = self.linear("relation.of_head", &chosen);
            let of_dependent = self.linear("relation.of_dependent", &Rows::new(dependents, dim));
            let bilinear = self.linear_in_buffer("relation.bilinear", &chosen);
            for (row, scores) in relations.chunks_exact_mut(classes).enumerate() {
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
            }
            found.append(&mut relations);
        }
        found
    }

    /// The best of everything that is scored; `relations` are those of the trees.
    pub fn decide(&self, scores: &Scores, trees: Vec<Tree>, relations: &[f32]) -> Vec<Analysis> {
        let (tags, classes) = (self.name_tags(), self.labels.deprels.len());
        let feat_width: usize = self.labels.feat_sizes().iter().sum();
        let sentences = scores.sequences.iter().zip(trees);
        let of = |((start, length), heads): ((usize, usize), Tree)| {
            let rows = start..start + length;
            Analysis {
                upos: rows.clone().map(|row| Upos::ALL[argmax(&scores.upos[row * 17..][..17])]).collect(),
                feats: scores.feats[start * feat_width..rows.end * feat_width].to_vec(),
                heads,
                deprels: rows.clone().map(|row| argmax(&relations[row * classes..][..classes])).collect(),
                names: best_names(&scores.names[start * tags.len()..rows.end * tags.len()], tags),
            }
        };
        sentences.map(of).collect()
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

/// The layers that read a sentence.
const LAYERS: [&str; 2] = ["layer1", "layer2"];

/// Names and shapes of the numbers of linear layers.
fn of_linear((name, shape): (String, [usize; 2])) -> [(String, Vec<usize>); 2] {
    [(format!("{name}.weight"), shape.to_vec()), (format!("{name}.bias"), vec![shape[1]])]
}

fn reading_shapes(hidden: usize) -> [(String, [usize; 2]); 2] {
    let shape = |name: &str, input| (name.to_owned(), [input, 8 * hidden]);
    [shape(LAYERS[0], WIDTH), shape(LAYERS[1], 2 * hidden)]
}

/// Names and shapes of the layers that read a sentence.
pub fn encoder_shapes(hidden: usize) -> Vec<(String, Vec<usize>)> {
    let layer = |(name, shape): (String, _)| {
        let recurrent = (format!("{name}.recurrent"), vec![2, hidden, 4 * hidden]);
        of_linear((name, shape)).into_iter().chain([recurrent])
    };
    reading_shapes(hidden).into_iter().flat_map(layer).collect()
}

/// Names of the linear layers and shapes of their weights.
fn linear_shapes(labels: &Labels) -> Vec<(String, [usize; 2])> {
    let (state, arc, relation, classes) = (2 * labels.hidden, labels.arc, labels.relation, labels.deprels.len());
    let heads = [
        ("upos", [state, 17]),
        ("feats", [state, labels.feat_sizes().iter().sum()]),
        ("arc.dependent", [state, arc]),
        ("arc.head", [state, arc]),
        ("arc.bilinear", [arc, arc]),
        ("relation.dependent", [state, relation]),
        ("relation.head", [state, relation]),
        ("relation.bilinear", [relation, classes * relation]),
        ("relation.of_head", [relation, classes]),
        ("relation.of_dependent", [relation, classes]),
    ];
    let names = labels.names.iter().map(|(task, tags)| (format!("names.{task}"), [state, tags.len()]));
    reading_shapes(labels.hidden).into_iter().chain(heads.map(|(name, shape)| (name.to_owned(), shape))).chain(names).collect()
}

/// Names and shapes of everything but the tables.
pub fn shapes(labels: &Labels) -> Vec<(String, Vec<usize>)> {
    let heads = linear_shapes(labels).into_iter().skip(LAYERS.len()).flat_map(of_linear);
    let roots = [("arc.root".to_owned(), vec![1, labels.arc]), ("relation.root".to_owned(), vec![1, labels.relation])];
    encoder_shapes(labels.hidden).into_iter().chain(heads).chain(roots).collect()
}

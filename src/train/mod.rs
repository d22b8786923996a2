//! Training of the models from CoNLL-U and NER columns. Takes paths and settings, gives a model file; tells a listener how far it is.

mod batches;
mod conventions;
pub mod data;
pub mod encoder;
mod model;
pub mod names;
pub mod silver;
pub mod vectors;

use crate::annotate::labels::{Labels, MAIN_NAMES};
use crate::annotate::network::{Network, shapes};
use crate::eval::names::{self as scores, Named};
use crate::knowledge::morphology::Morphology;
use crate::nn::random::Random;
use crate::nn::weights::{self, Numbers, Precision};
use batches::{BATCH, Silver, Source, tree_batches};
use data::{Word, read_names, read_treebank};
use model::Model;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What to train from and how long.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Treebank to learn from, CoNLL-U.
    pub treebank: PathBuf,
    /// Treebank to choose by.
    pub treebank_dev: PathBuf,
    /// Name tasks: name and IOB2 columns. The task called `germeval` fills the documents. A task can have several sources; a source says nothing
    /// about classes that it never uses, and of all but the first as much is read in an epoch as the first has.
    pub names: Vec<(String, PathBuf)>,
    /// Text that other networks have read, with names; see [`silver`]. As much of it is read in an epoch as the treebank has.
    pub silver: Option<PathBuf>,
    /// Names of the main task to choose by.
    pub names_dev: Option<PathBuf>,
    /// Where the model is written, after every epoch.
    pub out: PathBuf,
    /// Passes over the data.
    pub epochs: usize,
    /// Of the random numbers.
    pub seed: u64,
    /// First step size; it falls linearly to zero.
    pub rate: f32,
    /// Size of the state of one direction.
    pub hidden: usize,
    /// Vectors or a network whose numbers are taken over at the beginning, as far as they have the same name and size.
    pub start: Option<PathBuf>,
    /// Model to go on from, and the epoch it ended with.
    pub resume: Option<(PathBuf, usize)>,
}

/// What a listener hears.
#[derive(Clone, Debug)]
pub enum Event {
    /// Batches of an epoch that are learnt, of how many.
    Batch {
        /// Counted from 1.
        epoch: usize,
        /// So many.
        done: usize,
        /// Of so many.
        all: usize,
    },
    /// An epoch has ended.
    Epoch(Progress),
}

/// Scores after an epoch, in percent.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Counted from 1.
    pub epoch: usize,
    /// Mean cost of a batch.
    pub cost: f32,
    /// On the dev treebank, gold tokens.
    pub tree: TreeScores,
    /// Span F1 of persons, places and organisations on the dev names.
    pub names: f64,
    /// Of the epoch, dev scores included.
    pub took: Duration,
}

/// Shares of right tokens in percent; sub-types of relations are ignored.
#[derive(Clone, Copy, Debug, Default)]
pub struct TreeScores {
    /// Part of speech.
    pub upos: f64,
    /// Head.
    pub uas: f64,
    /// Head and relation.
    pub las: f64,
}

/// Why training stops.
#[derive(Debug, thiserror::Error)]
pub enum TrainError {
    /// A file cannot be read or written.
    #[error("cannot read or write `{}`", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Nothing to learn from.
    #[error("`{}` has no sentences", .0.display())]
    Empty(PathBuf),
    /// An ensemble of networks that say different things.
    #[error("the networks of an ensemble must have the same relations, features and names")]
    OtherClasses,
    /// No main name task.
    #[error("one of the name tasks must be called `germeval`: it fills the documents")]
    NoMainNames,
    /// The tensor library failed.
    #[error("the network cannot be computed")]
    Tensor(#[from] candle_core::Error),
    /// The model to go on from does not fit.
    #[error(transparent)]
    Load(#[from] crate::annotate::network::LoadError),
    /// The model to go on from is damaged.
    #[error(transparent)]
    Format(#[from] weights::FormatError),
}

/// Trains and writes the model after every epoch; `listen` hears how far it is.
pub fn train(settings: &Settings, mut listen: impl FnMut(Event)) -> Result<(), TrainError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source| TrainError::File { path: path.clone(), source }
    };
    let mut treebank = read_treebank(&settings.treebank).map_err(at(&settings.treebank))?;
    treebank.iter_mut().for_each(|sentence| conventions::settle(sentence));
    let dev = read_treebank(&settings.treebank_dev).map_err(at(&settings.treebank_dev))?;
    if treebank.is_empty() {
        return Err(TrainError::Empty(settings.treebank.clone()));
    }
    let mut names: Vec<(String, Vec<Named>)> = Vec::new();
    for (task, path) in &settings.names {
        names.push((task.clone(), read_names(path).map_err(at(path))?));
    }
    if !names.iter().any(|(task, _)| task == MAIN_NAMES) {
        return Err(TrainError::NoMainNames);
    }
    let silver = settings.silver.as_ref().map(|path| read_treebank(path).map_err(at(path))).transpose()?.unwrap_or_default();
    let names_dev = settings.names_dev.as_ref().map(|path| read_names(path).map_err(at(path))).transpose()?.unwrap_or_default();
    let labels = labels(&treebank, &names, settings.hidden);
    let mut sources = Source::all(names, &labels);
    let share = treebank.iter().map(Vec::len).sum();
    let mut silver = Silver::new(silver, share, settings.seed);
    let tokens: usize = share + silver.share + sources.iter().map(|source| source.share).sum::<usize>();
    let biases = sources.iter().filter_map(|source| Some((source.bias.clone()?, vec![source.tags.len()])));
    let mut model =
        Model::new(labels.clone(), shapes(&labels).into_iter().chain(biases).collect(), settings.seed, tokens / BATCH)?;
    if let Some(path) = &settings.start {
        let bytes = std::fs::read(path).map_err(at(path))?;
        let (_, numbers): (serde_json::Value, _) = weights::decode(&bytes)?;
        model.restore(&numbers)?;
    }
    let mut first = 1;
    if let Some((path, epoch)) = &settings.resume {
        let bytes = std::fs::read(path).map_err(at(path))?;
        let (_, numbers): (Labels, BTreeMap<String, Numbers>) = weights::decode(&bytes)?;
        model.restore(&numbers)?;
        first = epoch + 1;
    }
    let mut random = Random::new(settings.seed ^ 0x5eed);
    let mut total = 0;
    for epoch in first..=settings.epochs {
        let start = Instant::now();
        // The sentences with full annotation are gold and few: they are read twice.
        let full = treebank.iter().filter(|sentence| sentence.iter().all(|word| word.feats.is_some()));
        let mut batches = tree_batches(&treebank.iter().chain(full).collect::<Vec<_>>(), &labels, &mut random);
        batches.extend(tree_batches(&silver.next(), &labels, &mut random));
        for source in &mut sources {
            batches.extend(source.batches(&mut random));
        }
        random.shuffle(&mut batches);
        total = total.max(batches.len() * settings.epochs);
        let count = batches.len();
        let mut cost = 0.0;
        for (index, batch) in batches.into_iter().enumerate() {
            listen(Event::Batch { epoch, done: index, all: count });
            let done = (epoch - 1) * count + index;
            let warm = ((done + 1) as f32 / 100.0).min(1.0);
            cost += model.learn(batch, settings.rate * warm * (1.0 - done as f32 / total as f32).max(0.0))? / count as f32;
        }
        let bytes = weights::encode(&labels, &model.numbers()?, |name| {
            if matches!(name, "word" | "gram") { Precision::I8 } else { Precision::I16 }
        });
        write(&settings.out, &bytes).map_err(at(&settings.out))?;
        let network = Network::load(&settings.out)?;
        let tree = tree_scores(&network, &dev);
        listen(Event::Epoch(Progress { epoch, cost, tree, names: name_f1(&network, &names_dev), took: start.elapsed() }));
    }
    Ok(())
}

/// Whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let part = path.with_extension("part");
    std::fs::write(&part, bytes)?;
    std::fs::rename(part, path)
}

fn labels(treebank: &[Vec<Word>], names: &[(String, Vec<Named>)], hidden: usize) -> Labels {
    let words = || treebank.iter().flatten();
    // A relation that so large a treebank has a few times is a slip.
    let slips = words().count() / 80_000;
    let mut deprels: BTreeMap<&str, usize> = BTreeMap::new();
    words().for_each(|word| *deprels.entry(&word.deprel).or_default() += 1);
    let mut feats: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, value) in words().filter_map(|word| word.feats.as_ref()).flatten() {
        feats.entry(name).or_default().insert(value);
    }
    // A treebank may have no features: one that no word has.
    if feats.is_empty() {
        feats.insert("Case", BTreeSet::new());
    }
    let with_none = |(name, values): (&str, BTreeSet<&str>)| {
        (name.to_owned(), std::iter::once(String::new()).chain(values.into_iter().map(str::to_owned)).collect())
    };
    let mut tags: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (task, sentences) in names {
        tags.entry(task)
            .or_default()
            .extend(sentences.iter().flat_map(|(_, tags)| tags).map(String::as_str).filter(|tag| *tag != "O"));
    }
    let with_outside =
        |(task, tags): (&str, BTreeSet<&str>)| (task.to_owned(), std::iter::once("O").chain(tags).map(str::to_owned).collect());
    Labels {
        hidden,
        arc: 200,
        relation: 64,
        deprels: deprels.into_iter().filter(|(_, count)| *count > slips).map(|(deprel, _)| deprel.to_owned()).collect(),
        feats: feats.into_iter().map(with_none).collect(),
        names: tags.into_iter().map(with_outside).collect(),
    }
}

/// Runs the network over sentences of forms, in the order given.
fn run(network: &Network, sentences: &[Vec<&str>]) -> Vec<crate::annotate::network::Analysis> {
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(sentences[index].len()));
    let mut found = vec![crate::annotate::network::Analysis::default(); sentences.len()];
    for group in order.chunks(40) {
        let batch: Vec<Vec<&str>> = group.iter().map(|&index| sentences[index].clone()).collect();
        for (&index, analysis) in group.iter().zip(network.run(&batch, Morphology::embedded())) {
            found[index] = analysis;
        }
    }
    found
}

/// Scores on gold tokens.
pub fn tree_scores(network: &Network, treebank: &[Vec<Word>]) -> TreeScores {
    let forms: Vec<Vec<&str>> =
        treebank.iter().map(|sentence| sentence.iter().map(|word| word.form.as_str()).collect()).collect();
    let (mut words, mut upos, mut uas, mut las) = (0, 0, 0, 0);
    for (sentence, analysis) in treebank.iter().zip(run(network, &forms)) {
        for (index, word) in sentence.iter().enumerate() {
            words += 1;
            upos += usize::from(analysis.upos[index] == word.upos);
            let head = analysis.heads[index].map_or(0, |head| head + 1);
            let right = head == word.head;
            uas += usize::from(right);
            let deprel = if head == 0 { "root" } else { network.labels().deprels[analysis.deprels[index]].as_str() };
            let main = |deprel: &str| deprel.split(':').next().unwrap_or_default().to_owned();
            las += usize::from(right && main(deprel) == main(&word.deprel));
        }
    }
    let percent = |count: usize| 100.0 * count as f64 / f64::from(u32::try_from(words.max(1)).unwrap_or(u32::MAX));
    TreeScores { upos: percent(upos), uas: percent(uas), las: percent(las) }
}

/// Span F1 in percent of persons, places and organisations.
fn name_f1(network: &Network, sentences: &[Named]) -> f64 {
    100.0 * scores::score(&scores::gold_names(sentences), &scores::found_names(network, sentences), &scores::MAIN).f1()
}

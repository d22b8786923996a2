use super::Outcome;
use crate::annotate::network::Network;
use crate::annotate::tokenize;
use crate::knowledge::morphology;
use crate::knowledge::names::NameKind;
use crate::nn::weights::{self, Precision};
use crate::train::silver::Ensemble;
use crate::train::vectors::vectors;
use crate::train::{Event, Progress, Settings, train};
use crate::train::{data, encoder, names};
use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// Train the models from a treebank and name columns
///
/// Three files make up a language: the full-form lexicon, the list of names and the network, which may begin with vectors and an encoder made
/// from plain text. The treebank is CoNLL-U; names are columns of token and IOB2 tag,
/// tab-separated, a blank line between sentences. The model is written after every epoch, so that training can be stopped and taken up again.
///
/// All of it is meant for one thread: set RAYON_NUM_THREADS=1, above all where others use the machine.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Pack a full-form lexicon: form, lemma and readings, tab-separated
    Lexicon {
        /// The lexicon
        dictionary: PathBuf,
        /// Where the packed lexicon goes
        #[arg(short, long, default_value = "models/morphology.bin")]
        out: PathBuf,
    },
    /// Pack lists of known names
    Names {
        /// Full-form lexicon whose proper nouns say what they are
        #[arg(long)]
        lexicon: PathBuf,
        /// Lists with a header, tab-separated: KIND is person, place, country or organisation; repeatable
        #[arg(long = "list", value_name = "KIND=FILE:COLUMN")]
        lists: Vec<String>,
        /// Names in IOB2 columns that the network does not learn from: the spans of a class; repeatable
        #[arg(long = "spans", value_name = "KIND=FILE:CLASS")]
        spans: Vec<String>,
        /// Where the packed names go
        #[arg(short, long, default_value = "models/names.bin")]
        out: PathBuf,
    },
    /// Make vectors for words and parts of words from plain text, for the network to begin with
    Vectors {
        /// Text, a paragraph a line
        #[arg(required = true, value_name = "TEXT")]
        texts: Vec<PathBuf>,
        /// Where the vectors go
        #[arg(short, long)]
        out: PathBuf,
        /// Passes over the text
        #[arg(long, default_value_t = 3)]
        passes: usize,
        /// Of the random numbers
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Teach the encoder of the network to guess hidden words of plain text, for the network to begin with
    Encoder {
        /// Text, a paragraph a line
        #[arg(required = true, value_name = "TEXT")]
        texts: Vec<PathBuf>,
        /// Vectors or an encoder to begin with
        #[arg(long)]
        start: Option<PathBuf>,
        /// Where the encoder goes
        #[arg(short, long)]
        out: PathBuf,
        /// Updates, of 1500 tokens each
        #[arg(long, default_value_t = 4000)]
        updates: usize,
        /// First step size; it falls linearly
        #[arg(long, default_value_t = 0.002)]
        rate: f32,
        /// Size of the state of one direction
        #[arg(long, default_value_t = 200)]
        hidden: usize,
        /// Of the random numbers
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Let several networks read text together, for one network to learn from
    Silver {
        /// Text, a paragraph a line; or words in columns (.tsv) or CoNLL-U, whose annotation is not read
        #[arg(required = true, value_name = "TEXT")]
        texts: Vec<PathBuf>,
        /// A network; repeatable
        #[arg(long = "model", value_name = "FILE", required = true)]
        models: Vec<PathBuf>,
        /// Where the sentences go (CoNLL-U)
        #[arg(short, long)]
        out: PathBuf,
    },
    /// Train the network
    Network {
        /// Treebank to learn from (CoNLL-U)
        #[arg(long)]
        treebank: PathBuf,
        /// Treebank to choose by
        #[arg(long)]
        treebank_dev: PathBuf,
        /// Names to learn from: TASK=FILE, repeatable. The task `germeval` fills the documents; others help it
        #[arg(long = "names", value_name = "TASK=FILE", required = true)]
        names: Vec<String>,
        /// Text that other networks have read (`gipfel train silver`)
        #[arg(long)]
        silver: Option<PathBuf>,
        /// Names of the main task to choose by
        #[arg(long)]
        names_dev: Option<PathBuf>,
        /// Where the model goes
        #[arg(short, long, default_value = "models/german.gipfel")]
        out: PathBuf,
        /// Passes over the data
        #[arg(long, default_value_t = 15)]
        epochs: usize,
        /// Of the random numbers
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// First step size; it falls linearly to zero
        #[arg(long, default_value_t = 0.002)]
        rate: f32,
        /// Size of the state of one direction
        #[arg(long, default_value_t = 200)]
        hidden: usize,
        /// Vectors or a network to begin with: all that has the same name and size is taken over
        #[arg(long)]
        start: Option<PathBuf>,
        /// Go on from a model that ended with this epoch: FILE@EPOCH
        #[arg(long, value_name = "FILE@EPOCH")]
        resume: Option<String>,
    },
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    match &args.what {
        What::Lexicon { dictionary, out } => {
            let file = File::open(dictionary).with_context(|| format!("cannot read `{}`", dictionary.display()))?;
            let packed = morphology::pack(BufReader::new(file))?;
            std::fs::write(out, &packed).with_context(|| format!("cannot write `{}`", out.display()))?;
            println!("{}: {} bytes", out.display(), packed.len());
        }
        What::Names { lexicon, lists, spans, out } => {
            let packed = pack_names(lexicon, lists, spans)?;
            std::fs::write(out, &packed).with_context(|| format!("cannot write `{}`", out.display()))?;
            println!("{}: {} bytes", out.display(), packed.len());
        }
        What::Vectors { texts, out, passes, seed } => {
            let text = read_texts(texts)?;
            let numbers = vectors(&text, *passes, *seed, |done, cost| println!("{:5.1} %  cost {cost:.3}", 100.0 * done));
            let bytes = weights::encode(&(), &numbers, |_| Precision::I16);
            std::fs::write(out, bytes).with_context(|| format!("cannot write `{}`", out.display()))?;
        }
        What::Encoder { texts, start, out, updates, rate, hidden, seed } => {
            let text = read_texts(texts)?;
            let start = match start {
                Some(path) => {
                    let bytes = std::fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
                    let (_, numbers) = weights::decode::<serde_json::Value>(&bytes)?;
                    numbers
                }
                None => BTreeMap::new(),
            };
            let settings = encoder::Settings { updates: *updates, rate: *rate, hidden: *hidden, seed: *seed };
            let mut written = Ok(());
            encoder::encoder(&text, &settings, &start, |updates, cost, numbers| {
                println!("{updates:6} updates  cost {cost:.3}");
                written = std::fs::write(out, weights::encode(&(), numbers, |_| Precision::I16));
            })?;
            written.with_context(|| format!("cannot write `{}`", out.display()))?;
        }
        What::Silver { texts, models, out } => {
            let networks = models.iter().map(|path| Network::load(path)).collect::<Result<_, _>>()?;
            let ensemble = Ensemble::new(networks)?;
            let mut sentences = Vec::new();
            for path in texts {
                sentences.extend(read_forms(path).with_context(|| format!("cannot read `{}`", path.display()))?);
            }
            let all = sentences.len();
            let silver = ensemble.read(&sentences, |done| {
                if done % 4000 == 0 {
                    println!("{done:8} of {all} sentences");
                }
            });
            std::fs::write(out, silver).with_context(|| format!("cannot write `{}`", out.display()))?;
        }
        What::Network { treebank, treebank_dev, names, silver, names_dev, out, epochs, seed, rate, hidden, start, resume } => {
            let names = names
                .iter()
                .map(|task| task.split_once('=').map(|(task, path)| (task.to_owned(), PathBuf::from(path))))
                .collect::<Option<Vec<_>>>()
                .context("`--names` takes TASK=FILE")?;
            let resume = match resume.as_deref() {
                Some(resume) => {
                    let (file, epoch) = resume.rsplit_once('@').context("`--resume` takes FILE@EPOCH")?;
                    Some((PathBuf::from(file), epoch.parse().context("the epoch of `--resume` is a number")?))
                }
                None => None,
            };
            let settings = Settings {
                treebank: treebank.clone(),
                treebank_dev: treebank_dev.clone(),
                names,
                silver: silver.clone(),
                names_dev: names_dev.clone(),
                out: out.clone(),
                epochs: *epochs,
                seed: *seed,
                rate: *rate,
                hidden: *hidden,
                start: start.clone(),
                resume,
            };
            println!("epoch    cost   UPOS    UAS    LAS  names F1   seconds");
            let bar =
                ProgressBar::new(0).with_style(ProgressStyle::with_template("epoch {msg} {wide_bar} {percent} %, {eta} left")?);
            train(&settings, |event| match event {
                Event::Batch { epoch, done, all } => {
                    bar.set_message(epoch.to_string());
                    bar.set_length(all as u64);
                    bar.set_position(done as u64);
                }
                Event::Epoch(progress) => {
                    bar.reset_eta();
                    bar.suspend(|| show(&progress));
                }
            })?;
            bar.finish_and_clear();
        }
    }
    Ok(Outcome::Complete)
}

fn show(progress: &Progress) {
    let tree = progress.tree;
    println!(
        "{:5} {:7.3} {:6.2} {:6.2} {:6.2}    {:6.2}   {:7.1}",
        progress.epoch,
        progress.cost,
        tree.upos,
        tree.uas,
        tree.las,
        progress.names,
        progress.took.as_secs_f64()
    );
}

/// The words of the sentences of a file.
fn read_forms(path: &Path) -> std::io::Result<Vec<Vec<String>>> {
    Ok(match path.extension().and_then(|extension| extension.to_str()) {
        Some("tsv") => data::read_names(path)?.into_iter().map(|(forms, _)| forms).collect(),
        Some("conllu") => {
            let sentences = data::read_treebank(path)?.into_iter();
            sentences.map(|sentence| sentence.into_iter().map(|word| word.form).collect()).collect()
        }
        _ => std::fs::read_to_string(path)?.lines().flat_map(tokenize::forms).collect(),
    })
}

/// The texts, one after the other.
fn read_texts(paths: &[PathBuf]) -> anyhow::Result<String> {
    let mut text = String::new();
    for path in paths {
        text.push_str(&std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?);
        text.push('\n');
    }
    Ok(text)
}

fn pack_names(lexicon: &Path, lists: &[String], spans: &[String]) -> anyhow::Result<Vec<u8>> {
    let mut names = names::List::default();
    let read = |path: &Path| std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()));
    for line in read(lexicon)?.lines() {
        if let [form, _, readings] = line.split('\t').collect::<Vec<_>>()[..] {
            names.add_reading(form, readings);
        }
    }
    for list in lists {
        let (kind, path, column) = kind_and_file(list).context("`--list` takes KIND=FILE:COLUMN")?;
        let content = read(Path::new(path))?;
        let mut lines = content.lines().map(|line| line.split('\t'));
        let column = lines
            .next()
            .and_then(|mut header| header.position(|name| name == column))
            .with_context(|| format!("`{path}` has no column `{column}`"))?;
        for name in lines.filter_map(|mut line| line.nth(column)).flat_map(|cell| cell.split('|')) {
            names.add(name.trim(), kind);
        }
    }
    for spans in spans {
        let (kind, path, class) = kind_and_file(spans).context("`--spans` takes KIND=FILE:CLASS")?;
        for (words, tags) in data::read_names(Path::new(path)).with_context(|| format!("cannot read `{path}`"))? {
            names.add_spans(&words, &tags, class, kind);
        }
    }
    Ok(names.pack()?)
}

/// `person=file:column`
fn kind_and_file(list: &str) -> Option<(NameKind, &str, &str)> {
    let (kind, rest) = list.split_once('=')?;
    let (path, column) = rest.rsplit_once(':')?;
    let kind = match kind {
        "person" => NameKind::Person,
        "place" => NameKind::Place,
        "country" => NameKind::Country,
        "organisation" => NameKind::Organisation,
        _ => return None,
    };
    Some((kind, path, column))
}

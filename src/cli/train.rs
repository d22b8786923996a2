use super::Outcome;
use crate::knowledge::morphology;
use crate::train::{Settings, train};
use anyhow::Context;
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

/// Train the models from a treebank and name columns
///
/// Two files make up a language: the full-form lexicon and the network. The treebank is CoNLL-U; names are columns of token and IOB2 tag,
/// tab-separated, a blank line between sentences. The model is written after every epoch, so that training can be stopped and taken up again.
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
        What::Network { treebank, treebank_dev, names, names_dev, out, epochs, seed, rate, hidden, resume } => {
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
                names_dev: names_dev.clone(),
                out: out.clone(),
                epochs: *epochs,
                seed: *seed,
                rate: *rate,
                hidden: *hidden,
                resume,
            };
            println!("epoch    cost   UPOS    UAS    LAS  names F1   seconds");
            train(&settings, |progress| {
                let tree = progress.tree;
                println!(
                    "{:5} {:7.3} {:6.2} {:6.2} {:6.2}    {:6.2}   {:7.1}",
                    progress.epoch, progress.cost, tree.upos, tree.uas, tree.las, progress.names, progress.took.as_secs_f64()
                );
            })?;
        }
    }
    Ok(Outcome::Complete)
}

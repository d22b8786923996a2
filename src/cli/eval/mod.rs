mod facts;
mod names;
mod treebank;

use super::Outcome;
use crate::annotate::network::{LoadError, Network};
use std::io::{self, Write};
use std::path::Path;

/// Score the models against gold
///
/// The measures are those of the field: the table of the CoNLL-18 shared task for tokens and trees, span F1 for names; rows of answers for facts.
/// The shares are percentages. `make scores` prints the numbers of the README and of the model card.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    Treebank(treebank::Args),
    Names(names::Args),
    Facts(facts::Args),
}

/// How scores are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Aligned columns
    Table,
    /// One JSON object
    Json,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let text = match &args.what {
        What::Treebank(args) => treebank::report(args)?,
        What::Names(args) => names::report(args)?,
        What::Facts(args) => facts::report(args)?,
    };
    match io::stdout().write_all(text.as_bytes()) {
        // `gipfel eval … | head`
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Outcome::Complete),
        written => Ok(written.map(|()| Outcome::Complete)?),
    }
}

/// The network of a file, else the one in the program.
fn network(file: Option<&Path>) -> Result<&'static Network, LoadError> {
    match file {
        Some(file) => Ok(Box::leak(Box::new(Network::load(file)?))),
        None => Network::load_embedded(),
    }
}

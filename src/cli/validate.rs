use super::Outcome;
use crate::store::{self, validate};
use std::path::PathBuf;

/// Check what the graph promises: evidence for every claim, a claim for every fact …
///
/// The promises stand in `ontology/shapes.ttl` (SHACL), too, for other validators.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of the store
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Examples shown of each broken promise
    #[arg(long, value_name = "N", default_value_t = 5)]
    examples: usize,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let reader = store::open(&args.store)?;
    let mut broken = 0;
    for promise in validate::PROMISES {
        let found = validate::violations(&reader, promise)?;
        println!("{:>7}  {}", if found.is_empty() { "holds".to_owned() } else { format!("{} ×", found.len()) }, promise.words);
        for node in found.iter().take(args.examples) {
            println!("         {node}");
        }
        broken += found.len();
    }
    if broken > 0 {
        anyhow::bail!("the graph breaks its promises in {broken} places");
    }
    Ok(Outcome::Complete)
}

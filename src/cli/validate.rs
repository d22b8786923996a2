use super::{Outcome, count};
use crate::store::validate::{self, Promise};
use crate::store::{self, AskError};
use anyhow::Context;
use rayon::prelude::*;
use std::path::PathBuf;

/// Check what the graph promises: evidence for every claim, a claim for every fact …
///
/// The promises stand in `ontology/shapes.ttl` (SHACL); other validators read them, too.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of the store
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Shapes of your own, instead of those of the program
    #[arg(long, value_name = "FILE")]
    shapes: Option<PathBuf>,
    /// Examples shown of each broken promise
    #[arg(long, value_name = "N", default_value_t = 5)]
    examples: usize,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let promises = match &args.shapes {
        None => validate::embedded()?,
        Some(file) => {
            let named = || format!("cannot read the shapes `{}`", file.display());
            validate::promises(&std::fs::read(file).with_context(named)?).with_context(named)?
        }
    };
    let reader = store::open(&args.store)?;
    let found: Vec<Vec<String>> =
        promises.par_iter().map(|promise| validate::violations(&reader, promise)).collect::<Result<_, AskError>>()?;
    for (about, kept, all) in kept(&promises, &found) {
        println!("{about}: {kept} of {} hold", count(all, "promise"));
    }
    let mut broken = 0;
    for (promise, nodes) in promises.iter().zip(&found).filter(|(_, nodes)| !nodes.is_empty()) {
        println!("broken {} ×: {}", nodes.len(), promise.words);
        for node in nodes.iter().take(args.examples) {
            println!("    {node}");
        }
        broken += nodes.len();
    }
    if broken > 0 {
        anyhow::bail!("the graph breaks its promises in {}", count(broken, "place"));
    }
    Ok(Outcome::Complete)
}

/// For each part of the graph: how many promises hold, and of how many.
fn kept<'a>(promises: &'a [Promise], found: &[Vec<String>]) -> Vec<(&'a str, usize, usize)> {
    let mut parts: Vec<(&str, usize, usize)> = Vec::new();
    for (promise, nodes) in promises.iter().zip(found) {
        if parts.last().is_none_or(|(about, ..)| *about != promise.about) {
            parts.push((&promise.about, 0, 0));
        }
        if let Some((_, kept, all)) = parts.last_mut() {
            *kept += usize::from(nodes.is_empty());
            *all += 1;
        }
    }
    parts
}

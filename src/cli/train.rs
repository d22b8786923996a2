use super::Outcome;

/// Train the models from a treebank and name columns
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_args: &Args) -> anyhow::Result<Outcome> {
    anyhow::bail!("`gipfel train` is not there yet")
}

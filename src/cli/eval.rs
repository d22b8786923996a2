use super::Outcome;

/// Score the models against gold
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_args: &Args) -> anyhow::Result<Outcome> {
    anyhow::bail!("`gipfel eval` is not there yet")
}

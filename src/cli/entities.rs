use super::Outcome;

/// List the entities and their names
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_args: &Args) -> anyhow::Result<Outcome> {
    anyhow::bail!("`gipfel entities` is not there yet")
}

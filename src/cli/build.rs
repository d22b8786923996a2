use super::Outcome;

/// Read articles, build the graph and store it
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_args: &Args) -> anyhow::Result<Outcome> {
    anyhow::bail!("`gipfel build` is not there yet")
}

use super::Outcome;

/// Ask the graph: a SPARQL file or a query text
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_args: &Args) -> anyhow::Result<Outcome> {
    anyhow::bail!("`gipfel query` is not there yet")
}

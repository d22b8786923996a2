use super::Outcome;

/// Write the graph as Turtle and other RDF formats
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_args: &Args) -> anyhow::Result<Outcome> {
    anyhow::bail!("`gipfel export` is not there yet")
}

use super::Outcome;

/// Check the graph against its shapes (SHACL)
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_args: &Args) -> anyhow::Result<Outcome> {
    anyhow::bail!("`gipfel validate` is not there yet")
}

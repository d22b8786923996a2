use super::Outcome;

/// Show what is read from an article: open triples or claims
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_args: &Args) -> anyhow::Result<Outcome> {
    anyhow::bail!("`gipfel extract` is not there yet")
}

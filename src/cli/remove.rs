use super::Outcome;

/// Forget an article and all that only it said
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_args: &Args) -> anyhow::Result<Outcome> {
    anyhow::bail!("`gipfel remove` is not there yet")
}

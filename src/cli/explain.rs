use super::Outcome;

/// Show every claim about something, with its words
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_args: &Args) -> anyhow::Result<Outcome> {
    anyhow::bail!("`gipfel explain` is not there yet")
}

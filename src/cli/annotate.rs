use super::Outcome;

/// Show the analysis of an article: CoNLL-U, JSON or coloured text
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_args: &Args) -> anyhow::Result<Outcome> {
    anyhow::bail!("`gipfel annotate` is not there yet")
}

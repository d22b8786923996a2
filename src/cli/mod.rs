//! The command line: one file a command. Only this module prints.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is the command line")]

mod annotate;
mod answers;
mod build;
mod entities;
mod eval;
mod explain;
mod export;
mod extract;
mod import;
mod plan;
mod query;
mod remove;
mod table;
mod train;
mod validate;

use crate::link::Curation;
use crate::store::Summary;
use anyhow::Context;
use clap::{Parser, Subcommand};
use std::path::Path;

/// Reads German news articles and builds a knowledge graph in which every fact shows its words.
#[derive(Debug, Parser)]
#[command(version, about, propagate_version = true)]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// The commands, in the order of the work.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "documented on their arguments")]
pub enum Command {
    Build(build::Args),
    Query(query::Args),
    Export(export::Args),
    Explain(explain::Args),
    Entities(entities::Args),
    Remove(remove::Args),
    Validate(validate::Args),
    Annotate(annotate::Args),
    Extract(extract::Args),
    Train(train::Args),
    Eval(eval::Args),
}

/// How a command ended, if it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Exit status 0.
    Complete,
    /// Exit status 1: done, but some input was skipped and named on standard error.
    SomeSkipped,
}

/// Runs the command that was asked for.
pub fn run(cli: Cli) -> anyhow::Result<Outcome> {
    match cli.command {
        Command::Build(args) => build::run(&args),
        Command::Query(args) => query::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Entities(args) => entities::run(&args),
        Command::Remove(args) => remove::run(&args),
        Command::Validate(args) => validate::run(&args),
        Command::Annotate(args) => annotate::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Train(args) => train::run(&args),
        Command::Eval(args) => eval::run(&args),
    }
}

/// The text of a curation file without mistakes.
fn curation(file: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    Curation::parse(&text).map_err(|error| error.in_file(file.display()))?;
    Ok(text)
}

/// Names the lines of the curation file that name nothing.
fn idle(summary: &Summary) {
    if !summary.idle.is_empty() {
        let lines: Vec<String> = summary.idle.iter().map(usize::to_string).collect();
        eprintln!("warning: what the curation file names in line {} is in no article", lines.join(", "));
    }
}

/// `1 article`, `2 articles`, `3 entities`
fn count(number: usize, noun: &str) -> String {
    match (noun.strip_suffix("entit"), number) {
        (Some(_), 1) => format!("1 {noun}y"),
        (Some(_), _) => format!("{number} {noun}ies"),
        (None, 1) => format!("1 {noun}"),
        (None, _) => format!("{number} {noun}s"),
    }
}

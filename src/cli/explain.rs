mod find;
mod show;
mod source;

use super::Outcome;
use crate::graph::turtle::Prefixes;
use crate::store;
use anyhow::bail;
use show::Show;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

/// Show every claim about something, with its words; or why a triple is in the graph
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  gipfel explain \"Olaf Scholz\" --store DIR                   who it is, under which names, why they are one, and all claims
  gipfel explain \"Jens Stoltenberg\" role Nato --store DIR    from which words a fact comes, or by which rule it follows
  gipfel explain \"Nato\" gk:plans \"?\" --store DIR             all that somebody plans")]
pub struct Args {
    /// IRI of an entity, a claim or another node (e:Nato is short for one), or words: a name, a part of a label. Or three: subject, relation, object,
    /// of which `?` may be anything
    #[arg(value_name = "IRI|WORDS", required = true, num_args = 1..=3)]
    what: Vec<String>,
    /// Folder of the store
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Claims shown at most
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let reader = store::open(&args.store)?;
    let mut out = io::stdout().lock();
    let show = Show { reader: &reader, color: out.is_terminal(), prefixes: Prefixes::default() };
    let shown = match args.what.as_slice() {
        [what] => about(&show, what, args.limit, &mut out),
        [subject, relation, object] => triple(&show, [subject, relation, object], args.limit, &mut out),
        _ => bail!("one thing or three: subject, relation, object; words with spaces stand in quotation marks"),
    };
    match shown {
        Err(error) if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) => {
            Ok(Outcome::Complete)
        }
        Err(error) => Err(error),
        Ok(()) => Ok(Outcome::Complete),
    }
}

fn about(show: &Show, what: &str, limit: usize, out: &mut impl Write) -> anyhow::Result<()> {
    let nodes = find::nodes(show.reader, what)?;
    let claims = find::claims(show.reader, &nodes)?;
    let mut described = false;
    for node in nodes.iter().take(20) {
        described |= show.entity(node, out)?;
    }
    if claims.is_empty() && !described {
        writeln!(out, "Nothing is said about `{what}`.")?;
    }
    show.claims(&claims, limit, out)
}

fn triple(show: &Show, [subject, relation, object]: [&str; 3], limit: usize, out: &mut impl Write) -> anyhow::Result<()> {
    let subjects = find::anything(show.reader, subject)?;
    let objects = find::anything(show.reader, object)?;
    let relation = find::relation(relation);
    let claims = find::claims_of(show.reader, &subjects, &relation, &objects)?;
    if !claims.is_empty() {
        return show.claims(&claims, limit, out);
    }
    let conclusions = find::conclusions(show.reader, &subjects, &relation, &objects)?;
    if conclusions.is_empty() {
        writeln!(
            out,
            "No article says so, and it does not follow: `{subject}` {} `{object}`.",
            show.prefixes.iri(relation.as_ref())
        )?;
    }
    conclusions.iter().take(limit).try_for_each(|conclusion| show.conclusion(conclusion, limit, out))
}

use super::{Outcome, count};
use crate::document::NameClass;
use crate::knowledge::gazetteer::{Gazetteer, write::write};
use crate::knowledge::wikidata::{Selection, class_of, import};
use anyhow::Context;
use bzip2::read::MultiBzDecoder;
use flate2::read::MultiGzDecoder;
use indicatif::ProgressBar;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Make a file of known entities from a Wikidata dump, for `gipfel build --known`
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The JSON dump, as it is or as .gz or .bz2; `-` reads standard input
    dump: PathBuf,
    /// The Turtle file
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,
    /// Language of the names
    #[arg(long, value_name = "CODE", default_value = "de")]
    language: String,
    /// Fewest Wikipedias that must have an article on an entity
    #[arg(long, value_name = "N", default_value_t = 15)]
    sitelinks: usize,
    /// Only these classes: Person, Place, Organisation, Other
    #[arg(long, value_name = "CLASS", value_delimiter = ',', value_parser = class)]
    only: Vec<NameClass>,
    /// What items of a further Wikidata type are: `--type Q1656682=Other`
    #[arg(long = "type", value_name = "ID=CLASS", value_parser = further_type)]
    types: Vec<(String, NameClass)>,
}

fn class(name: &str) -> Result<NameClass, String> {
    class_of(name).ok_or_else(|| format!("`{name}` is none of Person, Place, Organisation, Other"))
}

fn further_type(text: &str) -> Result<(String, NameClass), String> {
    let (id, name) = text.split_once('=').ok_or("a type is given as Q123=Person")?;
    Ok((id.to_owned(), class(name)?))
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let mut selection = Selection { language: args.language.clone(), ..Selection::new(args.sitelinks) };
    selection.types.extend(args.types.iter().cloned());
    selection.types.retain(|_, class| args.only.is_empty() || args.only.contains(class));
    let gazetteer = Gazetteer::embedded()?;
    let bar = if io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    let dump = open(&args.dump)?;
    let found = import(dump, &selection, &gazetteer, &|read| bar.set_message(count(read, "item")))
        .with_context(|| format!("cannot read `{}`", args.dump.display()))?;
    bar.finish_and_clear();
    for (line, reason) in found.damaged.iter().take(10) {
        eprintln!("warning: skipped line {line}: {reason}");
    }
    let cannot = || format!("cannot write `{}`", args.out.display());
    let mut out = BufWriter::new(File::create(&args.out).with_context(cannot)?);
    writeln!(out, "# {} from Wikidata (CC0).\n", count(found.entities.len(), "entit")).with_context(cannot)?;
    write(&found.entities, &mut out).and_then(|()| out.flush()).with_context(cannot)?;
    println!("read      {}, {} skipped", count(found.read, "item"), found.damaged.len());
    println!("wrote     {}", count(found.entities.len(), "entit"));
    Ok(if found.damaged.is_empty() { Outcome::Complete } else { Outcome::SomeSkipped })
}

fn open(path: &Path) -> anyhow::Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(match path.extension().and_then(|extension| extension.to_str()) {
        Some("gz") => Box::new(BufReader::new(MultiGzDecoder::new(file))),
        Some("bz2") => Box::new(BufReader::new(MultiBzDecoder::new(file))),
        _ => Box::new(BufReader::new(file)),
    })
}

use super::Outcome;
use crate::graph::{graphml, reify, select, turtle, vocab::PREFIXES};
use crate::store;
use anyhow::{Context, bail};
use clap::ValueEnum;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, Quad, Triple};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Write the graph as Turtle and other RDF formats
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of the store
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// File to write: .ttl .nt .nq .trig .rdf .jsonld .graphml
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Only what this article contributes: its IRI or its short name
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only a part of the graph
    #[arg(long, value_enum)]
    only: Option<Part>,
    /// Claims as RDF 1.1 reification, which every tool reads, or as RDF 1.2 triple terms
    #[arg(long, value_enum, default_value_t = Version::Reification)]
    rdf: Version,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// What the articles assert, and the nodes it is about
    Facts,
    /// What is said, with certainty, source and words
    Claims,
    /// The entities and their names
    Links,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Version {
    #[value(name = "1.1")]
    Reification,
    #[value(name = "1.2")]
    TripleTerms,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Turtle,
    NTriples,
    NQuads,
    TriG,
    RdfXml,
    JsonLd,
    GraphMl,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let format = format(&args.output)?;
    if args.rdf == Version::TripleTerms && matches!(format, Format::JsonLd | Format::RdfXml) {
        bail!("this format has no triple terms yet; write .ttl, .nt, .nq or .trig with `--rdf 1.2`");
    }
    let reader = store::open(&args.store)?;
    let graph = match &args.article {
        None => None,
        Some(article) => Some(reader.graph_of(article).ok_or_else(|| store::StoreError::NoArticle(article.clone()))?),
    };
    let mut quads = reader.quads(graph.as_deref())?;
    quads = match args.only {
        None if format == Format::GraphMl => select::facts(quads),
        None => quads,
        Some(Part::Facts) => select::facts(quads),
        Some(Part::Claims) => select::claims(quads),
        Some(Part::Links) => select::links(quads),
    };
    if args.rdf == Version::TripleTerms {
        quads = reify::to_rdf_12(quads);
    }
    let prefixes = graph.map_or_else(turtle::Prefixes::default, |graph| turtle::Prefixes::with_article(&graph));
    replace(&args.output, |out| write(quads, format, &prefixes, out)).with_context(|| format!("cannot write `{}`", args.output.display()))?;
    Ok(Outcome::Complete)
}

fn format(file: &Path) -> anyhow::Result<Format> {
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    Ok(match extension.as_str() {
        "ttl" => Format::Turtle,
        "nt" => Format::NTriples,
        "nq" => Format::NQuads,
        "trig" => Format::TriG,
        "rdf" | "xml" | "owl" => Format::RdfXml,
        "jsonld" | "json" => Format::JsonLd,
        "graphml" => Format::GraphMl,
        _ => bail!("`{}` does not say a format; its name must end in .ttl .nt .nq .trig .rdf .jsonld or .graphml", file.display()),
    })
}

fn write(quads: Vec<Quad>, format: Format, prefixes: &turtle::Prefixes, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::NQuads => lines(quads.iter().map(|quad| format!("{quad} .")), out),
        Format::TriG => {
            let mut graphs: BTreeMap<String, (GraphName, Vec<Triple>)> = BTreeMap::new();
            for quad in quads {
                let graph = graphs.entry(quad.graph_name.to_string()).or_insert_with(|| (quad.graph_name.clone(), Vec::new()));
                graph.1.push(quad.into());
            }
            turtle::write_graphs(&graphs, prefixes, out)
        }
        Format::NTriples => lines(union(quads).iter().map(|triple| format!("{triple} .")), out),
        Format::Turtle => turtle::write(&union(quads), prefixes, out),
        Format::GraphMl => graphml::write(&union(quads), out),
        Format::RdfXml => serialize(&union(quads), RdfFormat::RdfXml, out),
        Format::JsonLd => serialize(&union(quads), RdfFormat::JsonLd { profile: Default::default() }, out),
    }
}

/// The triples of all graphs, sorted, each once.
fn union(quads: Vec<Quad>) -> Vec<Triple> {
    let triples: BTreeMap<String, Triple> = quads.into_iter().map(Triple::from).map(|triple| (triple.to_string(), triple)).collect();
    triples.into_values().collect()
}

fn lines(lines: impl Iterator<Item = String>, out: &mut impl Write) -> io::Result<()> {
    let mut lines: Vec<String> = lines.collect();
    lines.sort_unstable();
    lines.dedup();
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn serialize(triples: &[Triple], format: RdfFormat, out: &mut impl Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(format);
    for (name, iri) in PREFIXES {
        serializer = serializer.with_prefix(*name, *iri).expect("the prefixes are IRIs");
    }
    let mut serializer = serializer.for_writer(&mut *out);
    for triple in triples {
        serializer.serialize_triple(triple)?;
    }
    serializer.finish()?;
    writeln!(out)
}

/// Writes a file as a whole or not at all.
fn replace(file: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".tmp");
    let temporary = file.with_file_name(name);
    let result = File::create(&temporary).and_then(|created| {
        let mut out = BufWriter::new(created);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&temporary, file)
    });
    if result.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    result
}

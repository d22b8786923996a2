use super::Outcome;
use crate::graph::vocab::{INFERRED, PREFIXES};
use crate::graph::{graphml, jsonld, reify, select, tables, turtle, void};
use crate::store;
use anyhow::{Context, bail};
use clap::ValueEnum;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, GraphNameRef, Quad, Triple};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Write the graph as Turtle and other RDF formats, for Gephi, or as tables
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of the store
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// File to write: .ttl .nt .nq .trig .rdf .jsonld .graphml; a name in .csv becomes a folder of tables
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
    /// What follows from the facts by the rules in ontology/inference/
    Inferred,
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

/// What the name of the output asks for.
enum Output {
    File(Format),
    /// A folder of CSV tables.
    Tables,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let output = output(&args.output)?;
    if args.rdf == Version::TripleTerms && matches!(output, Output::File(Format::JsonLd | Format::RdfXml)) {
        bail!("this format has no triple terms yet; write .ttl, .nt, .nq or .trig with `--rdf 1.2`");
    }
    let reader = store::open(&args.store)?;
    let graph = match &args.article {
        None => None,
        Some(article) => Some(reader.graph_of(article).ok_or_else(|| store::StoreError::NoArticle(article.clone()))?),
    };
    let quads = reader.quads(graph.as_deref())?;
    let written = match output {
        Output::Tables => write_tables(quads, args.only, &args.output),
        Output::File(format) => write_file(quads, format, args, graph.as_deref()),
    };
    written.with_context(|| format!("cannot write `{}`", args.output.display()))?;
    Ok(Outcome::Complete)
}

fn write_file(quads: Vec<Quad>, format: Format, args: &Args, graph: Option<&str>) -> anyhow::Result<()> {
    let quads = part(quads, args.only, format);
    let whole = args.only.is_none() && graph.is_none() && format != Format::GraphMl;
    let mut quads = if args.rdf == Version::TripleTerms { reify::to_rdf_12(quads) } else { quads };
    let about = if whole { void::describe(&quads) } else { Vec::new() };
    quads.extend(about.into_iter().map(|triple| triple.in_graph(GraphName::DefaultGraph)));
    let prefixes = graph.map_or_else(turtle::Prefixes::default, turtle::Prefixes::with_article);
    Ok(replace(&args.output, |out| write(quads, format, &prefixes, out))?)
}

/// What was asked for. Conclusions are part of the whole graph and stand alone, but belong to no other part.
fn part(mut quads: Vec<Quad>, only: Option<Part>, format: Format) -> Vec<Quad> {
    match only {
        Some(Part::Inferred) => quads.retain(is_inferred),
        None if format != Format::GraphMl => (),
        _ => quads.retain(|quad| !is_inferred(quad)),
    }
    match only {
        None if format == Format::GraphMl => select::facts(quads),
        None | Some(Part::Inferred) => quads,
        Some(Part::Facts) => select::facts(quads),
        Some(Part::Claims) => select::claims(quads),
        Some(Part::Links) => select::links(quads),
    }
}

fn is_inferred(quad: &Quad) -> bool {
    quad.graph_name.as_ref() == GraphNameRef::NamedNode(INFERRED)
}

/// A folder with a file for each table, or for those that were asked for.
fn write_tables(mut quads: Vec<Quad>, only: Option<Part>, folder: &Path) -> anyhow::Result<()> {
    let wanted: &[&str] = match only {
        None => &["articles", "entities", "mentions", "facts", "claims"],
        Some(Part::Facts) => &["facts"],
        Some(Part::Claims) => &["claims"],
        Some(Part::Links) => &["entities", "mentions"],
        Some(Part::Inferred) => {
            bail!("there is no table of conclusions; write .ttl or another RDF format with `--only inferred`")
        }
    };
    quads.retain(|quad| !is_inferred(quad));
    fs::create_dir_all(folder)?;
    for table in tables::tables(&quads).iter().filter(|table| wanted.contains(&table.name)) {
        replace(&folder.join(format!("{}.csv", table.name)), |out| out.write_all(tables::csv(table).as_bytes()))?;
    }
    Ok(())
}

fn output(file: &Path) -> anyhow::Result<Output> {
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    Ok(Output::File(match extension.as_str() {
        "csv" => return Ok(Output::Tables),
        "ttl" => Format::Turtle,
        "nt" => Format::NTriples,
        "nq" => Format::NQuads,
        "trig" => Format::TriG,
        "rdf" | "xml" | "owl" => Format::RdfXml,
        "jsonld" | "json" => Format::JsonLd,
        "graphml" => Format::GraphMl,
        _ => bail!(
            "`{}` does not say a format; its name must end in .ttl .nt .nq .trig .rdf .jsonld .graphml or .csv",
            file.display()
        ),
    }))
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
        Format::RdfXml => rdf_xml(&union(quads), out),
        Format::JsonLd => jsonld::write(&union(quads), out),
    }
}

/// The triples of all graphs, sorted, each once.
fn union(quads: Vec<Quad>) -> Vec<Triple> {
    let triples: BTreeMap<String, Triple> =
        quads.into_iter().map(Triple::from).map(|triple| (triple.to_string(), triple)).collect();
    triples.into_values().collect()
}

fn lines(lines: impl Iterator<Item = String>, out: &mut impl Write) -> io::Result<()> {
    let mut lines: Vec<String> = lines.collect();
    lines.sort_unstable();
    lines.dedup();
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn rdf_xml(triples: &[Triple], out: &mut impl Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::RdfXml);
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

use super::{Outcome, table};
use crate::graph::turtle::{self, Prefixes};
use crate::store::{self, Answer, AskError, SyntaxError};
use anyhow::Context;
use clap::ValueEnum;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{Triple, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Ask the graph: a SPARQL file or a query text
#[derive(Debug, clap::Args)]
pub struct Args {
    /// File with a SPARQL query; `-` reads standard input
    #[arg(required_unless_present = "text", conflicts_with = "text")]
    file: Option<PathBuf>,
    /// The query itself; the prefixes gk:, e:, rdf:, rdfs:, skos:, schema:, nif:, prov:, owl:, xsd:, wd: need no declaration
    #[arg(short = 'e', long = "text", value_name = "SPARQL")]
    text: Option<String>,
    /// Folder of the store
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// How an answer is printed. The triples of CONSTRUCT and DESCRIBE are Turtle, JSON-LD (json) or RDF/XML (xml).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Aligned columns
    Table,
    /// W3C SPARQL TSV
    Tsv,
    /// W3C SPARQL CSV
    Csv,
    /// W3C SPARQL JSON
    Json,
    /// W3C SPARQL XML
    Xml,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let (name, query) = read(args)?;
    let reader = store::open(&args.store)?;
    let answer = reader.ask(&query).map_err(|error| explain(error, &name, &query))?;
    let mut out = BufWriter::new(io::stdout().lock());
    match print(answer, args.format, &mut out).and_then(|()| Ok(out.flush()?)) {
        // `gipfel query … | head`
        Err(error) if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) => Ok(Outcome::Complete),
        Err(error) => Err(error),
        Ok(()) => Ok(Outcome::Complete),
    }
}

fn read(args: &Args) -> anyhow::Result<(String, String)> {
    if let Some(text) = &args.text {
        return Ok(("-e".to_owned(), text.clone()));
    }
    let file = args.file.as_deref().unwrap_or(Path::new("-"));
    let name = file.display().to_string();
    let mut text = String::new();
    if file == Path::new("-") {
        io::stdin().read_to_string(&mut text).context("cannot read the query from standard input")?;
    } else {
        text = std::fs::read_to_string(file).with_context(|| format!("cannot read the query `{name}`"))?;
    }
    Ok((name, text.trim_start_matches('\u{feff}').to_owned()))
}

/// A syntax error with its line and a caret under the place.
fn explain(error: AskError, name: &str, query: &str) -> anyhow::Error {
    let AskError::Syntax(SyntaxError { message, at: Some((line, column)) }) = error else { return error.into() };
    let text = query.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let before: String = text.chars().take(column.saturating_sub(1)).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    anyhow::anyhow!("{name}:{line}:{column}: this is not SPARQL\n{line:>5} | {text}\n      | {before}^\n{message}")
}

/// Writes an answer.
fn print(answer: Answer, format: Format, out: &mut impl Write) -> anyhow::Result<()> {
    match answer {
        Answer::Boolean(value) => match results_format(format) {
            None => writeln!(out, "{}", if value { "yes" } else { "no" })?,
            Some(format) => {
                QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut *out, value)?;
                writeln!(out)?;
            }
        },
        Answer::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            match results_format(format) {
                None => {
                    let prefixes = Prefixes::default();
                    let mut rows = Vec::new();
                    for solution in solutions {
                        let solution = solution.context("the query failed")?;
                        let cell = |variable: &Variable| solution.get(variable).map(|term| table::cell(term, &prefixes)).unwrap_or_default();
                        rows.push(variables.iter().map(cell).collect());
                    }
                    let heads: Vec<String> = variables.iter().map(|variable| variable.as_str().to_owned()).collect();
                    table::write(&heads, &rows, out)?;
                }
                Some(format) => {
                    let mut serializer = QueryResultsSerializer::from_format(format).serialize_solutions_to_writer(&mut *out, variables)?;
                    for solution in solutions {
                        serializer.serialize(&solution.context("the query failed")?)?;
                    }
                    serializer.finish()?;
                    if matches!(format, QueryResultsFormat::Json | QueryResultsFormat::Xml) {
                        writeln!(out)?;
                    }
                }
            }
        }
        Answer::Graph(triples) => {
            let mut triples: Vec<Triple> = triples.collect::<Result<_, _>>().context("the query failed")?;
            triples.sort_by_cached_key(Triple::to_string);
            triples.dedup();
            print_graph(&triples, format, out)?;
        }
    }
    Ok(())
}

fn print_graph(triples: &[Triple], format: Format, out: &mut impl Write) -> anyhow::Result<()> {
    let rdf = match format {
        Format::Table => return Ok(turtle::write(triples, &Prefixes::default(), out)?),
        Format::Json => RdfFormat::JsonLd { profile: Default::default() },
        Format::Xml => RdfFormat::RdfXml,
        Format::Tsv | Format::Csv => {
            let names = ["subject", "predicate", "object"].map(Variable::new_unchecked);
            let results = if format == Format::Tsv { QueryResultsFormat::Tsv } else { QueryResultsFormat::Csv };
            let mut serializer = QueryResultsSerializer::from_format(results).serialize_solutions_to_writer(out, names.to_vec())?;
            for triple in triples {
                let terms = [triple.subject.clone().into(), triple.predicate.clone().into(), triple.object.clone()];
                serializer.serialize(names.iter().map(|name| name.as_ref()).zip(terms.iter().map(|term| term.as_ref())))?;
            }
            serializer.finish()?;
            return Ok(());
        }
    };
    let mut serializer = RdfSerializer::from_format(rdf).for_writer(out);
    for triple in triples {
        serializer.serialize_triple(triple)?;
    }
    serializer.finish()?;
    Ok(())
}

fn results_format(format: Format) -> Option<QueryResultsFormat> {
    match format {
        Format::Table => None,
        Format::Tsv => Some(QueryResultsFormat::Tsv),
        Format::Csv => Some(QueryResultsFormat::Csv),
        Format::Json => Some(QueryResultsFormat::Json),
        Format::Xml => Some(QueryResultsFormat::Xml),
    }
}

use super::{Outcome, plan, table};
use crate::graph::turtle::{self, Prefixes};
use crate::store::{self, Answer, AskError, Question, SyntaxError};
use anyhow::{Context, bail};
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
    /// Only answers in which a variable has a value: person="Joe Biden" (words, in any language), begin=12 (a number), node=e:Joe_Biden or
    /// node=<https://…> (an IRI), name='"Rat"@de' or date='"2022"^^xsd:gYear' (exactly this literal). A variable that stands in FILTER or
    /// BIND only is replaced by the value. May be repeated
    #[arg(long, value_name = "NAME=VALUE", value_parser = binding)]
    bind: Vec<(String, String)>,
    /// Show how the query is answered instead of the answer: the plan, and for each step the rows it gave and the seconds it took with all below it
    #[arg(long)]
    explain: bool,
    /// How to print the answer: a table as table, tsv, csv, json or xml; the triples of CONSTRUCT and DESCRIBE as ttl, nt, nq, trig, rdf or jsonld, too
    #[arg(long, value_enum, hide_possible_values = true, default_value_t = Format::Table)]
    format: Format,
}

/// How an answer is printed. Where triples have no such form, the nearest one is taken: Turtle for a table, JSON-LD, RDF/XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Tsv,
    Csv,
    Json,
    Xml,
    Ttl,
    Nt,
    Nq,
    Trig,
    Rdf,
    Jsonld,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let (name, query) = read(args)?;
    let question = Question::with(&query, &args.bind).map_err(|error| explain(error, &name, &query))?;
    let reader = store::open(&args.store)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let printed = if args.explain {
        let (answer, explanation) = reader.explain(question)?;
        plan::print(answer, &explanation, &mut out)
    } else {
        print(reader.answer(question)?, args.format, &mut out)
    };
    match printed.and_then(|()| Ok(out.flush()?)) {
        // `gipfel query … | head`
        Err(error) if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) => {
            Ok(Outcome::Complete)
        }
        Err(error) => Err(error),
        Ok(()) => Ok(Outcome::Complete),
    }
}

/// `person=Joe Biden`
fn binding(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE, for example person=\"Joe Biden\"")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
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
        Answer::Boolean(value) => match results_format(format)? {
            None => writeln!(out, "{}", if value { "yes" } else { "no" })?,
            Some(format) => {
                QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut *out, value)?;
                writeln!(out)?;
            }
        },
        Answer::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            match results_format(format)? {
                None => {
                    let prefixes = Prefixes::default();
                    let mut rows = Vec::new();
                    for solution in solutions {
                        let solution = solution.context("the query failed")?;
                        let cell = |variable: &Variable| {
                            solution.get(variable).map(|term| table::cell(term, &prefixes)).unwrap_or_default()
                        };
                        rows.push(variables.iter().map(cell).collect());
                    }
                    let heads: Vec<String> = variables.iter().map(|variable| variable.as_str().to_owned()).collect();
                    table::write(&heads, &rows, out)?;
                }
                Some(format) => {
                    let mut serializer =
                        QueryResultsSerializer::from_format(format).serialize_solutions_to_writer(&mut *out, variables)?;
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
        Format::Table | Format::Ttl | Format::Trig => return Ok(turtle::write(triples, &Prefixes::default(), out)?),
        Format::Nt | Format::Nq => RdfFormat::NTriples,
        Format::Json | Format::Jsonld => RdfFormat::JsonLd { profile: Default::default() },
        Format::Xml | Format::Rdf => RdfFormat::RdfXml,
        Format::Tsv | Format::Csv => {
            let names = ["subject", "predicate", "object"].map(Variable::new_unchecked);
            let results = if format == Format::Tsv { QueryResultsFormat::Tsv } else { QueryResultsFormat::Csv };
            let mut serializer =
                QueryResultsSerializer::from_format(results).serialize_solutions_to_writer(out, names.to_vec())?;
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

/// `None` for a table.
fn results_format(format: Format) -> anyhow::Result<Option<QueryResultsFormat>> {
    Ok(Some(match format {
        Format::Table => return Ok(None),
        Format::Tsv => QueryResultsFormat::Tsv,
        Format::Csv => QueryResultsFormat::Csv,
        Format::Json => QueryResultsFormat::Json,
        Format::Xml => QueryResultsFormat::Xml,
        Format::Ttl | Format::Nt | Format::Nq | Format::Trig | Format::Rdf | Format::Jsonld => {
            bail!("SELECT and ASK give no triples; choose table, tsv, csv, json or xml, or ask with CONSTRUCT or DESCRIBE")
        }
    }))
}

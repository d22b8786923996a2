use super::{Outcome, table};
use crate::graph::turtle::Prefixes;
use crate::link::doubt;
use crate::store::{self, Answer, Writer};
use anyhow::Context;
use std::cmp::Reverse;
use std::io;
use std::path::PathBuf;

/// List the entities, their names, and why they were taken for one, the doubtful ones first
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Folder of the store
    #[arg(long, value_name = "DIR", required = true)]
    store: Option<PathBuf>,
    /// Links anew by this file first: `same`, `different`, `rename`, `drop`; the store keeps it
    #[arg(long, value_name = "FILE")]
    curation: Option<PathBuf>,
    /// Only entities with this in one of their names
    #[arg(value_name = "WORDS")]
    words: Option<String>,
}

/// What to do with entities, if not list them.
#[derive(Debug, clap::Subcommand)]
enum Command {
    Import(super::import::Args),
}

const QUERY: &str = r#"
SELECT ?entity ?type ?mentions ?articles ?names ?same ?because
WHERE {
  {
    SELECT ?node (COUNT(DISTINCT ?mention) AS ?mentions) (COUNT(DISTINCT ?article) AS ?articles)
    WHERE { ?mention gk:refersTo ?node ; nif:referenceContext ?article } GROUP BY ?node
  }
  {
    SELECT ?node (GROUP_CONCAT(DISTINCT ?name; SEPARATOR=" | ") AS ?names)
    WHERE { SELECT DISTINCT ?node ?name { ?mention gk:refersTo ?node ; gk:name ?name ; gk:mentionForm ?form FILTER (?form != gk:Pronoun) } ORDER BY ?node ?name }
    GROUP BY ?node
  }
  {
    SELECT ?node (SAMPLE(?label) AS ?entity) (SAMPLE(?class) AS ?type)
    WHERE { ?node gk:mentionedIn ?article ; rdfs:label ?label ; a ?class } GROUP BY ?node
  }
  OPTIONAL { SELECT ?node (MIN(?other) AS ?same) { ?node owl:sameAs ?other } GROUP BY ?node }
  OPTIONAL {
    SELECT ?node (GROUP_CONCAT(DISTINCT ?reason; SEPARATOR=" | ") AS ?because)
    WHERE { SELECT DISTINCT ?node ?reason { ?node gk:linkReason ?reason } ORDER BY ?node ?reason }
    GROUP BY ?node
  }
}
ORDER BY DESC(?mentions) ?entity ?type
"#;

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    if let Some(Command::Import(args)) = &args.command {
        return super::import::run(args);
    }
    let store = args.store.as_deref().context("--store is missing")?;
    if let Some(file) = &args.curation {
        let text = super::curation(file)?;
        let writer = Writer::open_existing(store)?;
        writer.set_curation(&text)?;
        super::idle(&writer.publish(&|_, _| ())?);
    }
    let reader = store::open(store)?;
    let Answer::Solutions(solutions) = reader.ask(QUERY)? else { anyhow::bail!("the query of the entities gave no table") };
    let heads: Vec<String> = solutions.variables().iter().map(|variable| variable.as_str().to_owned()).collect();
    let prefixes = Prefixes::default();
    let wanted = args.words.as_ref().map(|words| words.to_lowercase());
    let mut rows = Vec::new();
    for solution in solutions {
        let solution = solution.context("the query failed")?;
        let row: Vec<String> = heads
            .iter()
            .map(|head| solution.get(head.as_str()).map(|term| table::cell(term, &prefixes)).unwrap_or_default())
            .collect();
        if wanted.as_ref().is_none_or(|wanted| row[0].to_lowercase().contains(wanted) || row[4].to_lowercase().contains(wanted)) {
            rows.push(row);
        }
    }
    // The query sorts by mentions; within the same doubt that order stays.
    rows.sort_by_key(|row| Reverse(row.last().map_or(0, |reasons| reasons.split(" | ").map(doubt).max().unwrap_or_default())));
    match table::write(&heads, &rows, &mut io::stdout().lock()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(Outcome::Complete),
    }
}

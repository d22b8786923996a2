//! Asking a store in SPARQL. The default graph is the union of the graphs of all articles; nothing is written, no other endpoint is called.

use super::StoreError;
use super::generation::{Generation, State};
use super::kept::{Folder, Kept};
use crate::graph::{self, vocab::PREFIXES};
use crate::knowledge::gazetteer::Gazetteer;
use crate::link::{Curation, Sketch, link};
use oxigraph::model::{GraphNameRef, NamedNodeRef, Quad};
use oxigraph::sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator};
use oxigraph::store::Store as Database;
use regex::Regex;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// What a query gives.
pub type Answer = QueryResults<'static>;

/// A whole state of a store. It stays as it is while others write.
pub struct Reader {
    path: PathBuf,
    database: Database,
    state: State,
}

/// Why a query gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// It is not SPARQL.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// It changes data.
    #[error("this is a SPARQL update; the store is changed by `gipfel build` and `gipfel remove` only")]
    Update,
    /// It could not be answered.
    #[error("the query failed")]
    Evaluation(#[from] QueryEvaluationError),
}

/// Where a query is not SPARQL.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct SyntaxError {
    /// What is wrong.
    pub message: String,
    /// Line and column, counted from 1 in characters, if known.
    pub at: Option<(usize, usize)>,
}

impl Reader {
    pub(super) fn open(path: &Path) -> Result<Reader, StoreError> {
        let failed = |error| StoreError::database(path)(error);
        loop {
            let Some(current) = Generation::current(path)? else {
                // Made, but nothing was built yet.
                return Ok(Reader { path: path.to_owned(), database: Database::new().map_err(failed)?, state: State::default() });
            };
            let state = current.state();
            match Database::open_read_only(current.database()) {
                Ok(database) => return Ok(Reader { path: path.to_owned(), database, state: state.unwrap_or_default() }),
                // Two builds ended meanwhile, and the second removed this generation.
                Err(_) if Generation::current(path)?.is_some_and(|now| now != current) => (),
                Err(error) => return Err(failed(error)),
            }
        }
    }

    /// The graph of one article alone, in memory.
    pub fn of_article(kept: &Kept, gazetteer: &Gazetteer) -> Result<Reader, StoreError> {
        let Kept { run, article, extraction } = kept;
        let sketch = Sketch::new(&article.iri, &article.name, article.published, extraction);
        let links = link(&[sketch], gazetteer, &Curation::default());
        Reader::of_quads(graph::quads(article, extraction, &links.of(&article.iri), run))
    }

    /// These quads, in memory.
    pub fn of_quads(quads: Vec<Quad>) -> Result<Reader, StoreError> {
        let failed = |error| StoreError::database(Path::new("memory"))(error);
        let database = Database::new().map_err(failed)?;
        let mut loader = database.bulk_loader();
        loader.load_quads(quads).map_err(failed)?;
        loader.commit().map_err(failed)?;
        Ok(Reader { path: PathBuf::new(), database, state: State::default() })
    }

    /// Answers a query. The usual prefixes need no declaration.
    pub fn ask(&self, query: &str) -> Result<Answer, AskError> {
        let mut evaluator = SparqlEvaluator::new();
        for (name, iri) in PREFIXES {
            evaluator = evaluator.with_prefix(*name, *iri).expect("the prefixes are IRIs");
        }
        let mut prepared = evaluator.clone().parse_query(query).map_err(|error| match evaluator.parse_update(query) {
            Ok(_) => AskError::Update,
            Err(_) => AskError::Syntax(SyntaxError::new(&error.to_string())),
        })?;
        if prepared.dataset().is_default_dataset() {
            prepared.dataset_mut().set_default_graph_as_union();
        }
        Ok(prepared.on_store(&self.database).execute()?)
    }

    /// All quads, or those of one graph.
    pub fn quads(&self, graph: Option<&str>) -> Result<Vec<Quad>, StoreError> {
        let graph = graph.map(|graph| GraphNameRef::from(NamedNodeRef::new_unchecked(graph)));
        self.database.quads_for_pattern(None, None, None, graph).collect::<Result<_, _>>().map_err(StoreError::database(&self.path))
    }

    /// The graph of an article, which is named by its IRI or by its short name.
    pub fn graph_of(&self, article: &str) -> Option<String> {
        if let Some(entry) = self.state.articles.get(article) {
            return Some(entry.graph.clone());
        }
        let by_graph = self.state.articles.values().find(|entry| entry.graph == article);
        by_graph.map(|entry| entry.graph.clone())
    }

    /// IRIs of the articles, sorted.
    pub fn articles(&self) -> impl Iterator<Item = &str> {
        self.state.articles.keys().map(String::as_str)
    }

    /// The article of a graph and what was found in it.
    pub fn kept(&self, graph: &str) -> Option<Kept> {
        let (iri, _) = self.state.articles.iter().find(|(_, entry)| entry.graph == graph)?;
        Folder::new(&self.path).get(iri)
    }
}

impl SyntaxError {
    /// Reads `error at 3:15: expected one of …`.
    fn new(message: &str) -> SyntaxError {
        static PLACE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)^error at (\d+):(\d+): (.*)$").expect("the pattern is valid"));
        let Some(parts) = PLACE.captures(message) else { return SyntaxError { message: message.to_owned(), at: None } };
        let at = parts[1].parse().ok().zip(parts[2].parse().ok());
        SyntaxError { message: shorten(&parts[3]), at }
    }
}

/// The parser lists all that could stand here, comments and white space included; a person needs the words.
fn shorten(message: &str) -> String {
    let Some(list) = message.strip_prefix("expected one of ") else { return message.to_owned() };
    let useful: Vec<&str> = list.split(", ").filter(|item| !item.contains("[' '") && !item.contains("'#'") && !item.is_empty()).collect();
    const MOST: usize = 12;
    let more = if useful.len() > MOST { " …" } else { "" };
    format!("expected one of {}{more}", useful[..useful.len().min(MOST)].join(", "))
}

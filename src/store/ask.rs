//! Asking a store in SPARQL. The default graph is the union of the graphs of all articles.

use super::generation::{Generation, State};
use super::kept::{Folder, Kept};
use super::question::Question;
use super::union::in_both;
use super::{FORMAT, StoreError};
use crate::graph;
use crate::knowledge::gazetteer::Gazetteer;
use crate::link::{Curation, Sketch, link};
use oxigraph::model::{GraphNameRef, NamedNodeRef, Quad};
use oxigraph::sparql::{BoundPreparedSparqlQuery, QueryEvaluationError, QueryExplanation, QueryResults, SparqlEvaluator};
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
    /// It calls another endpoint.
    #[error("SERVICE asks another endpoint; Gipfel answers from the store alone")]
    Service,
    /// A value is given to a variable that the query does not have.
    #[error("the query has no variable ?{name}; it has {all}")]
    NoVariable {
        /// The name.
        name: String,
        /// The variables that there are.
        all: String,
    },
    /// A variable stands where no such value can stand.
    #[error("?{0} cannot be given this value where it stands in the query")]
    Fixed(String),
    /// A value that is none.
    #[error("`{0}` is no value; expected words, a number, <IRI>, prefix:name, \"words\"@de or \"value\"^^xsd:type")]
    Value(String),
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
            let state = current.state().unwrap_or_default();
            match Database::open_read_only(current.database()) {
                Ok(_) if state.format != FORMAT => {
                    return Err(StoreError::Format { path: path.to_owned(), found: state.format, expected: FORMAT });
                }
                Ok(database) => return Ok(Reader { path: path.to_owned(), database, state }),
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
        loader.load_quads(in_both(quads)).map_err(failed)?;
        loader.commit().map_err(failed)?;
        Ok(Reader { path: PathBuf::new(), database, state: State::default() })
    }

    /// Answers a query.
    pub fn ask(&self, query: &str) -> Result<Answer, AskError> {
        self.answer(Question::new(query)?)
    }

    /// Answers a question.
    pub fn answer(&self, question: Question) -> Result<Answer, AskError> {
        Ok(self.prepared(question).execute()?)
    }

    /// Answers a question and tells how. Rows and times are complete when the answer was read to its end.
    pub fn explain(&self, question: Question) -> Result<(Answer, QueryExplanation), AskError> {
        let (answer, explanation) = self.prepared(question).compute_statistics().explain();
        Ok((answer?, explanation))
    }

    fn prepared(&self, question: Question) -> BoundPreparedSparqlQuery<'static> {
        SparqlEvaluator::new().for_query(question.query).on_store(&self.database)
    }

    /// The quads of all articles, or those of one graph.
    pub fn quads(&self, graph: Option<&str>) -> Result<Vec<Quad>, StoreError> {
        let graph = graph.map(|graph| GraphNameRef::from(NamedNodeRef::new_unchecked(graph)));
        let quads = self.database.quads_for_pattern(None, None, None, graph);
        let of_articles = quads.filter(|quad| !quad.as_ref().is_ok_and(|quad| quad.graph_name.is_default_graph()));
        of_articles.collect::<Result<_, _>>().map_err(StoreError::database(&self.path))
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
    pub(super) fn new(message: &str) -> SyntaxError {
        static PLACE: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"(?s)^error at (\d+):(\d+): (.*)$").expect("the pattern is valid"));
        let Some(parts) = PLACE.captures(message) else { return SyntaxError { message: message.to_owned(), at: None } };
        let at = parts[1].parse().ok().zip(parts[2].parse().ok());
        SyntaxError { message: shorten(&parts[3]), at }
    }
}

/// The parser lists all that could stand here, comments and white space included; a person needs the words.
fn shorten(message: &str) -> String {
    let Some(list) = message.strip_prefix("expected one of ") else { return message.to_owned() };
    let useful: Vec<&str> =
        list.split(", ").filter(|item| !item.contains("[' '") && !item.contains("'#'") && !item.is_empty()).collect();
    const MOST: usize = 12;
    let more = if useful.len() > MOST { " …" } else { "" };
    format!("expected one of {}{more}", useful[..useful.len().min(MOST)].join(", "))
}

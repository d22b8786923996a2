//! From the kept articles to the graph that is asked: link all, then write the graphs whose quads change.

use super::generation::{Entry, Generation, State};
use super::kept::{Folder, Kept};
use super::outline::Outline;
use super::union::{exchange, in_both};
use super::{FORMAT, StoreError, Writer, infer};
use crate::graph::{self, iri};
use crate::link::{CorpusEntity, Links, Sketch, link};
use oxigraph::model::{NamedNodeRef, Quad};
use oxigraph::store::Store as Database;
use rayon::prelude::*;
use std::fs;
use std::path::Path;
use std::sync::atomic::Ordering;

/// Articles whose quads are handed to the database at a time.
const CHUNK: usize = 256;
/// So many articles are written anew in seconds.
const CHEAP: usize = 500;

/// What a store holds after a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles in the store.
    pub articles: usize,
    /// Claims in them.
    pub claims: usize,
    /// Claims that are facts.
    pub facts: usize,
    /// Entities of the corpus.
    pub entities: usize,
    /// Articles whose quads were written.
    pub written: usize,
    /// Articles whose quads were removed.
    pub removed: usize,
    /// Lines of the curation file that name something which no article has.
    pub idle: Vec<usize>,
}

/// An article whose quads are due.
struct Linked<'a> {
    file: &'a Path,
    article: &'a str,
    entry: Entry,
    changed: bool,
    /// The current graph does not hold it.
    is_new: bool,
}

/// What writing needs beside the articles.
struct Rest<'a> {
    links: &'a Links,
    progress: &'a (dyn Fn(usize, usize) + Sync),
    /// Articles to be written.
    all: usize,
}

impl Writer {
    /// Brings the graph up to date with the kept articles and shows it to readers, as a whole. Writes nothing if it is up to date.
    /// `progress` is told how many articles are written, and of how many.
    pub fn publish(&self, progress: &(dyn Fn(usize, usize) + Sync)) -> Result<Summary, StoreError> {
        let files = self.kept.files()?;
        let outlines: Vec<Outline> = files.par_iter().map(|file| Outline::of(file)).collect::<Result<_, _>>()?;
        let (entries, sketches): (Vec<Entry>, Vec<Sketch>) =
            outlines.into_iter().map(|Outline { sketch, entry }| (entry, sketch)).unzip();
        let links = link(&sketches, &self.gazetteer()?, &self.curation()?);
        let current = Generation::current(&self.path)?;
        let old = current.as_ref().and_then(Generation::state).filter(|state| state.format == FORMAT);
        let before = |article: &str| old.as_ref().and_then(|old| old.articles.get(article));
        let linked: Vec<Linked> = files
            .par_iter()
            .zip(entries)
            .zip(&sketches)
            .map(|((file, entry), Sketch { article, .. })| {
                let fingerprint = fingerprint(&entry.fingerprint, &links.of(article));
                let entry = Entry { fingerprint, ..entry };
                let before = before(article);
                Linked { file, article, changed: before != Some(&entry), is_new: before.is_none(), entry }
            })
            .collect();
        let articles = linked.iter().map(|linked| (linked.article.to_owned(), linked.entry.clone())).collect();
        let state = State { format: FORMAT, articles };
        let gone: Vec<&Entry> = old
            .iter()
            .flat_map(|old| &old.articles)
            .filter(|(iri, _)| !state.articles.contains_key(*iri))
            .map(|(_, entry)| entry)
            .collect();
        let written = linked.iter().filter(|linked| linked.changed).count();
        let summary = Summary {
            articles: state.articles.len(),
            claims: state.articles.values().map(|entry| entry.claims).sum(),
            facts: state.articles.values().map(|entry| entry.facts).sum(),
            entities: links.entities.len(),
            written,
            removed: gone.len(),
            idle: links.idle.clone(),
        };
        if old.is_none() || written > 0 || !gone.is_empty() {
            // Writing most of the graph anew is faster from nothing. What was forgotten leaves no trace on disk either, where that is cheap.
            let from_nothing = old.is_none() || written * 2 > linked.len() || (!gone.is_empty() && linked.len() <= CHEAP);
            let next = Generation::next(&self.path, current.as_ref())?;
            let due: Vec<&Linked> = linked.iter().filter(|linked| from_nothing || linked.changed).collect();
            let rest = Rest { links: &links, progress, all: due.len() };
            let result = match &current {
                Some(current) if !from_nothing => self.amend(&next, current, &gone, &due, &rest),
                _ => self.write(&next, &due, &rest),
            };
            if let Err(error) = result.and_then(|()| next.publish(&self.path, &state)) {
                next.discard();
                return Err(error);
            }
        }
        self.clear_pending()?;
        Ok(summary)
    }

    /// Takes over the current graph and changes in it what is gone or changed.
    fn amend(
        &self,
        next: &Generation,
        current: &Generation,
        gone: &[&Entry],
        changed: &[&Linked],
        rest: &Rest,
    ) -> Result<(), StoreError> {
        let failed = |error| StoreError::database(&self.path)(error);
        next.share(current)?;
        let database = Database::open(next.database()).map_err(failed)?;
        for entry in gone {
            exchange(&database, NamedNodeRef::new_unchecked(&entry.graph), &[]).map_err(failed)?;
        }
        let (new, old): (Vec<&Linked>, Vec<&Linked>) = changed.iter().partition(|linked| linked.is_new);
        self.each(&old, 0, rest, |articles, quads| {
            articles.iter().zip(quads).try_for_each(|(linked, quads)| {
                exchange(&database, NamedNodeRef::new_unchecked(&linked.entry.graph), &quads).map_err(failed)
            })
        })?;
        self.load(&database, &new, old.len(), rest)?;
        if gone.is_empty() && old.is_empty() {
            // What followed before follows still.
            for linked in &new {
                infer::add(&database, NamedNodeRef::new_unchecked(&linked.entry.graph), &self.path)?;
            }
        } else {
            infer::apply(&database, &self.path)?;
        }
        database.flush().map_err(failed)
    }

    /// Writes all articles into an empty graph.
    fn write(&self, next: &Generation, articles: &[&Linked], rest: &Rest) -> Result<(), StoreError> {
        let failed = |error| StoreError::database(&self.path)(error);
        let database = Database::open(next.database()).map_err(failed)?;
        self.load(&database, articles, 0, rest)?;
        infer::apply(&database, &self.path)?;
        // Each chunk is a layer of its own until then, and every look-up goes through all layers.
        database.optimize().map_err(failed)?;
        database.flush().map_err(failed)
    }

    /// Adds articles that the graph does not hold.
    fn load(&self, database: &Database, articles: &[&Linked], done: usize, rest: &Rest) -> Result<(), StoreError> {
        let failed = |error| StoreError::database(&self.path)(error);
        self.each(articles, done, rest, |_, quads| {
            let mut loader = database.bulk_loader();
            loader.load_quads(in_both(quads.into_iter().flatten())).map_err(failed)?;
            loader.commit().map_err(failed)
        })
    }

    /// Makes the quads of articles, some articles at a time, and hands them on.
    fn each(
        &self,
        articles: &[&Linked],
        mut done: usize,
        rest: &Rest,
        take: impl Fn(&[&Linked], Vec<Vec<Quad>>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        for chunk in articles.chunks(CHUNK) {
            let of_article = |linked: &&Linked| {
                let (Kept { run, article, extraction }, _) = Folder::read(linked.file)?;
                Ok(graph::quads(&article, &extraction, &rest.links.of(linked.article), &run))
            };
            let quads: Vec<Vec<Quad>> = chunk.par_iter().map(of_article).collect::<Result<_, StoreError>>()?;
            take(chunk, quads)?;
            done += chunk.len();
            (rest.progress)(done, rest.all);
        }
        Ok(())
    }

    fn clear_pending(&self) -> Result<(), StoreError> {
        let file = self.path.join("pending");
        if file.exists() {
            fs::remove_file(&file).map_err(StoreError::io("remove", &file))?;
        }
        self.pending.store(false, Ordering::Relaxed);
        Ok(())
    }
}

/// What the quads of an article are made from, in short.
fn fingerprint(hash: &str, entities: &[Option<CorpusEntity>]) -> String {
    iri::full_hash(format!("{hash} {entities:?}").as_bytes())
}

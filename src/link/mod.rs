//! Stage 4, link: the entities of all articles → entities of the corpus. Computed from the set of articles, not from their order.
//!
//! 1. `sketch`: what linking needs of each article
//! 2. `resolve`: each article for itself: known names, offices and their time, surnames beside full names
//! 3. `groups`: all articles: the same full name in any spelling (`names`), and by `joins` acronyms, surnames with the same office
//! 4. `curation`: what a person knows better
//! 5. `entities`: label, address and `reasons`
//!
//! Two persons of the same full name are one, even if their offices differ, unless the curation file says otherwise; the reason
//! `different-offices` marks them, and `gipfel entities` lists them first. A surname alone is joined to a full name of another article only if
//! the corpus has one person of that surname and both articles give the same office. A company named like a person, a town named like a club
//! stay apart. In doubt nothing is joined.

mod curation;
mod entities;
mod groups;
mod joins;
mod keys;
pub mod names;
mod offices;
mod reasons;
mod register;
mod resolve;
mod sketch;

pub use curation::{Curation, CurationError};
pub use reasons::{Reason, doubt};
pub use sketch::{Held, Named, Of, Sketch, When};

use crate::document::NameClass;
use crate::knowledge::gazetteer::Gazetteer;
use groups::Groups;
use register::Register;
use std::collections::BTreeMap;

/// An entity of the whole corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct CorpusEntity {
    /// Readable and made from content: `https://w3id.org/gipfel/id/Jens_Stoltenberg`.
    pub iri: String,
    /// Preferred label.
    pub label: String,
    /// What kind of thing it is.
    pub class: NameClass,
    /// The known entity, if it is one: IRI in the gazetteer.
    pub known: Option<String>,
    /// Wikidata IRI.
    pub wikidata: Option<String>,
    /// Why its mentions were taken for one: a code, and words a journalist understands (`same-name: gleicher voller Name in 3 Artikeln`).
    pub reasons: Vec<String>,
}

/// Which entity of the corpus an entity of an article is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Index in [`Links::entities`]; `None` if the curation file drops it.
    pub entity: Option<usize>,
    /// Why this article's entity belongs to it.
    pub reasons: Vec<String>,
}

/// What linking decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    /// Sorted by IRI.
    pub entities: Vec<CorpusEntity>,
    /// For each article IRI: what each of its entities is.
    pub articles: BTreeMap<String, Vec<Link>>,
    /// Lines of the curation file that name something which no article has.
    pub idle: Vec<usize>,
}

impl Links {
    /// The entities of an article, in the order of its extraction, each with the reasons that hold in this article.
    pub fn of(&self, article: &str) -> Vec<Option<CorpusEntity>> {
        let links = self.articles.get(article).map_or(&[][..], Vec::as_slice);
        let entity =
            |link: &Link| Some(CorpusEntity { reasons: link.reasons.clone(), ..self.entities.get(link.entity?)?.clone() });
        links.iter().map(entity).collect()
    }
}

/// Decides which entities of which articles are one. `sketches` may come in any order, one an article.
pub fn link(sketches: &[Sketch], gazetteer: &Gazetteer, curation: &Curation) -> Links {
    let mut sorted: Vec<&Sketch> = sketches.iter().collect();
    sorted.sort_by(|a, b| a.article.cmp(&b.article));
    let register = Register::new(gazetteer);
    let groups = Groups::new(&sorted, &register, curation);
    let mut links = entities::links(groups, gazetteer, curation);
    for sketch in sorted.iter().filter(|sketch| sketch.entities.is_empty()) {
        links.articles.insert(sketch.article.clone(), Vec::new());
    }
    links
}

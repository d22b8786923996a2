//! Stage 4, link: the entities of all articles → entities of the corpus. Computed from the set of articles, not from their order.

use crate::document::NameClass;
use crate::extract::Extraction;
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
    /// Why its mentions were taken for one: code of the ontology and words a journalist understands.
    pub reasons: Vec<String>,
}

/// What linking decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    /// Sorted by IRI.
    pub entities: Vec<CorpusEntity>,
    /// For each article IRI: the corpus entity (index in `entities`) of each of its entities.
    pub articles: BTreeMap<String, Vec<usize>>,
}

/// Decides which entities of which articles are one. `extractions` are pairs of article IRI and extraction, in any order.
pub fn link(extractions: &[(&str, &Extraction)]) -> Links {
    let mut by_name: BTreeMap<(NameClass, &str), Vec<(&str, usize)>> = BTreeMap::new();
    for (article, extraction) in extractions {
        for (index, entity) in extraction.entities.iter().enumerate() {
            by_name.entry((entity.class, &entity.name)).or_default().push((article, index));
        }
    }
    let mut links = Links::default();
    for ((class, name), members) in by_name {
        for (article, index) in members {
            let of = links.articles.entry(article.to_owned()).or_default();
            if of.len() <= index {
                of.resize(index + 1, usize::MAX);
            }
            of[index] = links.entities.len();
        }
        links.entities.push(CorpusEntity {
            iri: format!("https://w3id.org/gipfel/id/{}", name.replace(' ', "_")),
            label: name.to_owned(),
            class,
            known: None,
            wikidata: None,
            reasons: Vec::new(),
        });
    }
    links
}

//! An article as far as its claims are explained.

use crate::graph::{select, vocab};
use crate::store::Reader;
use oxigraph::model::{Quad, Term};
use std::collections::{BTreeMap, BTreeSet};

/// The graph of an article, and its text.
pub struct Source {
    pub quads: BTreeMap<String, Vec<Quad>>,
    facts: BTreeSet<(String, String, String)>,
    pub text: String,
    /// Title, publisher and day.
    pub title: String,
}

impl Source {
    pub fn new(reader: &Reader, graph: &str) -> anyhow::Result<Source> {
        let all = reader.quads(Some(graph))?;
        let facts = select::asserted(&all);
        let mut quads: BTreeMap<String, Vec<Quad>> = BTreeMap::new();
        for quad in all {
            quads.entry(quad.subject.to_string()).or_default().push(quad);
        }
        let kept = reader.kept(graph);
        let title = kept.as_ref().map(|kept| {
            let article = &kept.article;
            let date = article.published.map(|date| format!(", {date}")).unwrap_or_default();
            let publisher = article.publisher.as_ref().map(|publisher| format!(" ({publisher}{date})")).unwrap_or(date);
            format!("{}{publisher}", article.title.as_deref().unwrap_or(&article.name))
        });
        Ok(Source {
            quads,
            facts,
            text: kept.map(|kept| kept.article.text).unwrap_or_default(),
            title: title.unwrap_or_default(),
        })
    }

    pub fn label(&self, term: &Term) -> String {
        let label = self
            .quads
            .get(&term.to_string())
            .and_then(|quads| quads.iter().find(|quad| quad.predicate.as_str().ends_with("#label")));
        label.map_or_else(|| words(term), |quad| words(&quad.object))
    }

    /// Begin and end in characters.
    pub fn place(&self, term: &Term) -> Option<(usize, usize)> {
        let quads = self.quads.get(&term.to_string())?;
        let number =
            |local: &str| words(&quads.iter().find(|quad| quad.predicate.as_str().ends_with(local))?.object).parse().ok();
        Some((number("#beginIndex")?, number("#endIndex")?))
    }

    pub fn is_fact(&self, claim: &[Quad]) -> bool {
        let part =
            |local: &str| claim.iter().find(|quad| quad.predicate.as_str().ends_with(local)).map(|quad| quad.object.to_string());
        let is = |local: &str, value: &str| part(local).is_some_and(|found| found.ends_with(value));
        let certain = is("#polarity", "#Affirmed>") && is("#modality", "#Asserted>") && part("#attributedTo").is_none();
        certain
            && part("#subject")
                .zip(part("#predicate"))
                .zip(part("#object"))
                .is_some_and(|((s, p), o)| self.facts.contains(&(s, p, o)))
    }
}

/// The words of a literal, a term of the ontology or an entry of the lexicon by its name, else the address.
pub fn words(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => {
            let own = [vocab::GK, "https://w3id.org/gipfel/lexicon/"]
                .iter()
                .find_map(|namespace| node.as_str().strip_prefix(namespace));
            own.unwrap_or(node.as_str()).to_owned()
        }
        other => other.to_string(),
    }
}

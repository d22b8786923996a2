//! CSV tables for spreadsheets, pandas and R: articles, entities, mentions, facts and claims, with the addresses that join them.

use super::vocab::{gk, nif, rdf, schema, skos};
use oxigraph::model::{NamedNodeRef, Quad, Term};
use std::collections::{BTreeMap, BTreeSet};

/// A table: its name, and its lines, of which the first names the columns.
pub struct Table {
    /// `claims`
    pub name: &'static str,
    /// Cells of each line.
    pub lines: Vec<Vec<String>>,
}

/// What is said of each subject.
struct Graph<'a> {
    of: BTreeMap<String, Vec<&'a Quad>>,
}

/// All tables of these quads.
pub fn tables(quads: &[Quad]) -> Vec<Table> {
    let mut of: BTreeMap<String, Vec<&Quad>> = BTreeMap::new();
    for quad in quads {
        of.entry(quad.subject.to_string()).or_default().push(quad);
    }
    let graph = Graph { of };
    let (facts, claims) = graph.claims();
    vec![graph.articles(), graph.entities(), graph.mentions(), facts, claims]
}

/// RFC 4180: cells with a comma, a quotation mark or a line break are quoted.
pub fn csv(table: &Table) -> String {
    let cell = |cell: &String| {
        if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    table.lines.iter().map(|line| line.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n").collect()
}

impl Graph<'_> {
    fn articles(&self) -> Table {
        let mut lines = vec![row(&["article", "name", "title", "published", "publisher", "author", "url"])];
        for node in self.having(rdf::TYPE, Some(schema::NEWS_ARTICLE)) {
            let fields =
                [schema::IDENTIFIER, schema::HEADLINE, schema::DATE_PUBLISHED, schema::PUBLISHER, schema::AUTHOR, schema::URL];
            lines.push([plain(node)].into_iter().chain(fields.map(|field| self.word(node, field))).collect());
        }
        Table { name: "articles", lines }
    }

    fn entities(&self) -> Table {
        let mut lines = vec![row(&["entity", "label", "class", "wikidata", "articles", "other_names", "reasons"])];
        for node in self.having(gk("mentionedIn").as_ref(), None) {
            let same = self.words(node, skos::SAME_AS);
            let wikidata = same.into_iter().find(|iri| iri.starts_with("http://www.wikidata.org/entity/")).unwrap_or_default();
            lines.push(vec![
                plain(node),
                self.word(node, rdf::LABEL),
                self.word(node, rdf::TYPE),
                wikidata,
                self.words(node, gk("mentionedIn").as_ref()).len().to_string(),
                self.words(node, skos::ALT_LABEL).join(" | "),
                self.words(node, gk("linkReason").as_ref()).join(" | "),
            ]);
        }
        Table { name: "entities", lines }
    }

    fn mentions(&self) -> Table {
        let mut lines = vec![row(&["entity", "label", "name", "form", "article", "begin", "end"])];
        for node in self.having(gk("refersTo").as_ref(), None) {
            let entity = self.word(node, gk("refersTo").as_ref());
            let label = self.word(&format!("<{entity}>"), rdf::LABEL);
            lines.push(
                vec![entity, label, self.word(node, gk("name").as_ref()), self.word(node, gk("mentionForm").as_ref())]
                    .into_iter()
                    .chain(self.place(node))
                    .collect(),
            );
        }
        lines[1..].sort_by_cached_key(|line| (line[0].clone(), line[4].clone(), line[5].parse::<usize>().unwrap_or_default()));
        Table { name: "mentions", lines }
    }

    /// Facts have a line for each claim that asserts them.
    fn claims(&self) -> (Table, Table) {
        const TRIPLE: [&str; 5] = ["subject", "subject_label", "relation", "object", "object_label"];
        let mut facts = vec![row(&[&TRIPLE[..], &["claim", "quote", "article", "begin", "end"]].concat())];
        let mut claims = vec![row(&[
            &["claim"],
            &TRIPLE[..],
            &["other_arguments", "polarity", "modality", "speaker", "form", "rule", "quote", "article", "begin", "end"],
        ]
        .concat())];
        for node in self.having(rdf::TYPE, Some(gk("Claim").as_ref())) {
            let (subject, object) = (self.word(node, rdf::SUBJECT), self.word(node, rdf::OBJECT));
            let relation = self.word(node, rdf::PREDICATE);
            let label = |iri: &String| match self.word(&format!("<{iri}>"), rdf::LABEL) {
                label if label.is_empty() => iri.clone(),
                label => label,
            };
            let triple = [subject.clone(), label(&subject), relation, object.clone(), label(&object)];
            let evidence = self.word(node, gk("evidence").as_ref());
            let evidence = format!("<{evidence}>");
            let quote: Vec<String> = [self.word(&evidence, nif::ANCHOR_OF)].into_iter().chain(self.place(&evidence)).collect();
            let (polarity, modality) = (self.word(node, gk("polarity").as_ref()), self.word(node, gk("modality").as_ref()));
            let speaker = self.word(node, gk("attributedTo").as_ref());
            if polarity == "Affirmed" && modality == "Asserted" && speaker.is_empty() && !subject.is_empty() && !object.is_empty()
            {
                facts.push(triple.iter().cloned().chain([plain(node)]).chain(quote.clone()).collect());
            }
            let certainty =
                [polarity, modality, label(&speaker), self.word(node, gk("form").as_ref()), self.word(node, gk("rule").as_ref())];
            claims.push(
                [plain(node)].into_iter().chain(triple).chain([self.arguments(node)]).chain(certainty).chain(quote).collect(),
            );
        }
        facts[1..].sort_unstable();
        (Table { name: "facts", lines: facts }, Table { name: "claims", lines: claims })
    }

    /// *place = Bulgarien; date = 2022-03-24*
    fn arguments(&self, claim: &str) -> String {
        const NOT: [&str; 10] =
            ["polarity", "modality", "attributedTo", "form", "cue", "evidence", "sentence", "rule", "frame", "predicateSpan"];
        let argument = |quad: &&Quad| {
            let role = quad.predicate.as_str().strip_prefix(super::vocab::GK)?;
            let value = match self.word(&quad.object.to_string(), rdf::LABEL) {
                label if label.is_empty() => words(&quad.object),
                label => label,
            };
            (!NOT.contains(&role) && !role.ends_with("Span")).then(|| format!("{role} = {value}"))
        };
        let arguments: BTreeSet<String> = self.of.get(claim).into_iter().flatten().filter_map(argument).collect();
        arguments.into_iter().collect::<Vec<_>>().join("; ")
    }

    /// Article, begin and end of a span.
    fn place(&self, span: &str) -> [String; 3] {
        [nif::REFERENCE_CONTEXT, nif::BEGIN_INDEX, nif::END_INDEX].map(|field| self.word(span, field))
    }

    /// The nodes with this property, and with this value if one is given; sorted.
    fn having(&self, property: NamedNodeRef<'_>, value: Option<NamedNodeRef<'_>>) -> impl Iterator<Item = &String> {
        let has = move |quad: &&Quad| {
            quad.predicate == property && value.is_none_or(|value| quad.object == Term::from(value.into_owned()))
        };
        let nodes: Vec<&String> = self.of.iter().filter(|(_, quads)| quads.iter().any(&has)).map(|(node, _)| node).collect();
        nodes.into_iter()
    }

    /// What a property says of a node, each once, sorted.
    fn words(&self, node: &str, property: NamedNodeRef<'_>) -> Vec<String> {
        let found: BTreeSet<String> = self
            .of
            .get(node)
            .into_iter()
            .flatten()
            .filter(|quad| quad.predicate == property)
            .map(|quad| words(&quad.object))
            .collect();
        found.into_iter().collect()
    }

    fn word(&self, node: &str, property: NamedNodeRef<'_>) -> String {
        self.words(node, property).into_iter().next().unwrap_or_default()
    }
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|&cell| cell.to_owned()).collect()
}

fn plain(node: &str) -> String {
    node.trim_matches(['<', '>']).to_owned()
}

/// The words of a literal, a term of the ontology by its name, else the address.
fn words(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => node.as_str().strip_prefix(super::vocab::GK).unwrap_or(node.as_str()).to_owned(),
        other => other.to_string(),
    }
}

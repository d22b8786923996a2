use super::Outcome;
use crate::graph::turtle::Prefixes;
use crate::graph::vocab::PREFIXES;
use crate::graph::select;
use crate::store::{self, Answer, Reader};
use anyhow::Context;
use oxigraph::model::{NamedNode, Quad, Term};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

/// Show every claim about something, with its words
#[derive(Debug, clap::Args)]
pub struct Args {
    /// IRI of an entity, a claim or another node (e:Nato is short for one), or words: a name, a part of a label
    #[arg(value_name = "IRI|WORDS")]
    what: String,
    /// Folder of the store
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Claims shown at most
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let reader = store::open(&args.store)?;
    let nodes = nodes(&reader, &args.what)?;
    let claims = claims(&reader, &nodes)?;
    let mut out = io::stdout().lock();
    let show = Show { color: out.is_terminal(), prefixes: Prefixes::default() };
    match show.all(&reader, &nodes, &claims, args, &mut out) {
        Err(error) if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) => Ok(Outcome::Complete),
        Err(error) => Err(error),
        Ok(()) => Ok(Outcome::Complete),
    }
}

/// The nodes that a person means.
fn nodes(reader: &Reader, what: &str) -> anyhow::Result<Vec<NamedNode>> {
    if let Some(node) = as_iri(what) {
        return Ok(vec![node]);
    }
    let words = oxigraph::model::Literal::new_simple_literal(what.trim().to_lowercase());
    // The whole label first; only if there is none, a part of one.
    for test in [format!("LCASE(STR(?label)) = {words}"), format!("CONTAINS(LCASE(STR(?label)), {words})")] {
        let query = format!(
            "SELECT DISTINCT ?node {{ {{ ?node rdfs:label ?label }} UNION {{ ?node skos:altLabel ?label }}
               FILTER ({test}) FILTER NOT EXISTS {{ ?node a gk:Claim }} FILTER NOT EXISTS {{ ?node a skos:Concept }} }} ORDER BY ?node"
        );
        let found = column(reader, &query)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

fn as_iri(what: &str) -> Option<NamedNode> {
    let what = what.trim().trim_matches(['<', '>']);
    if what.contains(char::is_whitespace) {
        return None;
    }
    let (prefix, local) = what.split_once(':')?;
    match PREFIXES.iter().find(|(name, _)| *name == prefix) {
        Some((_, namespace)) => NamedNode::new(format!("{namespace}{local}")).ok(),
        None => NamedNode::new(what).ok(),
    }
}

fn column(reader: &Reader, query: &str) -> anyhow::Result<Vec<NamedNode>> {
    let Answer::Solutions(solutions) = reader.ask(query)? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for solution in solutions {
        if let Some(Term::NamedNode(node)) = solution.context("the query failed")?.get(0) {
            found.push(node.clone());
        }
    }
    Ok(found)
}

/// The claims about these nodes: they are one, name one, or are about a node that names one. In the order of articles and text.
fn claims(reader: &Reader, nodes: &[NamedNode]) -> anyhow::Result<Vec<NamedNode>> {
    if nodes.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<String> = nodes.iter().map(NamedNode::to_string).collect();
    let values = values.join(" ");
    column(
        reader,
        &format!(
            "SELECT DISTINCT ?claim {{
               {{ VALUES ?claim {{ {values} }} ?claim rdf:predicate ?relation }}
               UNION {{ VALUES ?node {{ {values} }} ?claim ?p ?node ; a gk:Claim }}
               UNION {{ VALUES ?node {{ {values} }} ?middle ?q ?node . ?claim ?p ?middle ; a gk:Claim }}
               ?claim gk:evidence ?span . ?span nif:referenceContext ?article ; nif:beginIndex ?begin
             }} ORDER BY ?article ?begin ?claim"
        ),
    )
}

struct Show {
    color: bool,
    prefixes: Prefixes,
}

/// An article as far as its claims are explained.
struct Source {
    quads: BTreeMap<String, Vec<Quad>>,
    facts: BTreeSet<(String, String, String)>,
    text: String,
    title: String,
}

impl Show {
    fn all(&self, reader: &Reader, nodes: &[NamedNode], claims: &[NamedNode], args: &Args, out: &mut impl Write) -> anyhow::Result<()> {
        if claims.is_empty() {
            writeln!(out, "Nothing is said about `{}`.", args.what)?;
            return Ok(());
        }
        for node in nodes.iter().take(20) {
            self.entity(reader, node, out)?;
        }
        let mut sources: BTreeMap<String, Source> = BTreeMap::new();
        for claim in claims.iter().take(args.limit) {
            let graph = claim.as_str().split('#').next().unwrap_or_default();
            if !sources.contains_key(graph) {
                let source = source(reader, graph)?;
                writeln!(out, "{}", self.bold(&format!("{}  <{graph}>", source.title)))?;
                writeln!(out)?;
                sources.insert(graph.to_owned(), source);
            }
            if let Some(source) = sources.get(graph) {
                self.claim(claim, source, out)?;
            }
        }
        if claims.len() > args.limit {
            writeln!(out, "… and {} more; --limit shows them", claims.len() - args.limit)?;
        }
        Ok(())
    }

    /// What an entity is and why its mentions were taken for one.
    fn entity(&self, reader: &Reader, node: &NamedNode, out: &mut impl Write) -> anyhow::Result<()> {
        let query = format!(
            "SELECT DISTINCT ?what ?value {{ VALUES (?p ?what) {{ (skos:prefLabel \"name\") (skos:altLabel \"also\") (owl:sameAs \"same as\") (gk:linkReason \"because\") }} {node} ?p ?value }} ORDER BY ?what ?value"
        );
        let Answer::Solutions(solutions) = reader.ask(&query)? else { return Ok(()) };
        let mut lines: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for solution in solutions {
            let solution = solution.context("the query failed")?;
            if let (Some(what), Some(value)) = (solution.get("what"), solution.get("value")) {
                lines.entry(words(what)).or_default().push(words(value));
            }
        }
        if let Some(name) = lines.remove("name") {
            writeln!(out, "{}  {}", self.bold(&name.join(", ")), self.prefixes.iri(node.as_ref()))?;
            for (what, values) in lines {
                writeln!(out, "  {what}: {}", values.join(", "))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn claim(&self, claim: &NamedNode, source: &Source, out: &mut impl Write) -> anyhow::Result<()> {
        let Some(quads) = source.quads.get(&claim.to_string()) else { return Ok(()) };
        let values = |local: &str| -> Vec<&Term> { quads.iter().filter(|quad| quad.predicate.as_str().ends_with(local)).map(|quad| &quad.object).collect() };
        let label = |local: &str| -> String { values(local).into_iter().map(|term| source.label(term)).collect::<Vec<_>>().join(", ") };
        let place = |local: &str| values(local).first().and_then(|term| source.place(term));
        let sentence = place("#sentence").or_else(|| place("#evidence")).unwrap_or_default();
        let mut marks = Vec::new();
        for quad in quads {
            let Some(role) = quad.predicate.as_str().rsplit('#').next().and_then(|local| local.strip_suffix("Span")) else { continue };
            marks.extend(source.place(&quad.object).map(|place| (place, role.to_owned())));
        }
        marks.extend(place("#cue").map(|place| (place, "cue".to_owned())));
        writeln!(out, "  {}", self.marked(&source.text, sentence, marks))?;
        writeln!(out, "    {}", self.bold(&label("#label")))?;
        writeln!(out, "    {}", certainty(&label("#polarity"), &label("#modality"), &label("#attributedTo"), &label("#form"), source.is_fact(quads)))?;
        let frame = label("#frame");
        let frame = if frame.is_empty() { String::new() } else { format!("; lexicon: {frame}") };
        let (begin, end) = place("#evidence").unwrap_or_default();
        writeln!(out, "    rule: {}{frame}; characters {begin}–{end}", label("#rule"))?;
        writeln!(out, "    {}", self.prefixes.iri(claim.as_ref()))?;
        writeln!(out)?;
        Ok(())
    }

    /// The sentence with its parts marked: coloured on a terminal, else `[Nato]subject`.
    fn marked(&self, text: &str, (begin, end): (usize, usize), mut marks: Vec<((usize, usize), String)>) -> String {
        // Of nested and overlapping parts the longer one is shown; the predicate inside it would hide it.
        marks.retain(|((from, to), _)| begin <= *from && *to <= end && from < to);
        marks.sort_by_key(|((from, to), role)| (*from, std::cmp::Reverse(*to), role.clone()));
        let characters: Vec<char> = text.chars().collect();
        let cut = |from: usize, to: usize| characters.get(from..to).unwrap_or_default().iter().collect::<String>();
        let mut line = String::new();
        let mut at = begin;
        for ((from, to), role) in marks {
            if from < at {
                continue;
            }
            line.push_str(&cut(at, from));
            let words = cut(from, to);
            line.push_str(&match (self.color, role.as_str()) {
                (false, _) => format!("[{words}]{role}"),
                (true, "predicate") => format!("\x1b[1;33m{words}\x1b[0m"),
                (true, "cue") => format!("\x1b[35m{words}\x1b[0m"),
                (true, "subject" | "agent") => format!("\x1b[1;32m{words}\x1b[0m"),
                (true, _) => format!("\x1b[1;36m{words}\x1b[0m"),
            });
            at = to;
        }
        line.push_str(&cut(at, end));
        format!("„{}“", line.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn bold(&self, text: &str) -> String {
        if self.color { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// *said by Jens Stoltenberg (indirect speech): possible. No fact.*
fn certainty(polarity: &str, modality: &str, source: &str, form: &str, fact: bool) -> String {
    let says = match (source.is_empty(), form) {
        (true, _) => "the article says".to_owned(),
        (false, "Direct") => format!("{source} says, word for word"),
        (false, _) => format!("{source} says"),
    };
    let not = if polarity == "Denied" { "it is not so" } else { "it is so" };
    let fact = if fact { "a fact of the graph" } else { "no fact of the graph" };
    format!("{says} {not} ({}, {}): {fact}", polarity.to_lowercase(), modality.to_lowercase())
}

fn source(reader: &Reader, graph: &str) -> anyhow::Result<Source> {
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
    Ok(Source { quads, facts, text: kept.map(|kept| kept.article.text).unwrap_or_default(), title: title.unwrap_or_default() })
}

impl Source {
    fn label(&self, term: &Term) -> String {
        let label = self.quads.get(&term.to_string()).and_then(|quads| quads.iter().find(|quad| quad.predicate.as_str().ends_with("#label")));
        label.map_or_else(|| words(term), |quad| words(&quad.object))
    }

    /// Begin and end in characters.
    fn place(&self, term: &Term) -> Option<(usize, usize)> {
        let quads = self.quads.get(&term.to_string())?;
        let number = |local: &str| words(&quads.iter().find(|quad| quad.predicate.as_str().ends_with(local))?.object).parse().ok();
        Some((number("#beginIndex")?, number("#endIndex")?))
    }

    fn is_fact(&self, claim: &[Quad]) -> bool {
        let part = |local: &str| claim.iter().find(|quad| quad.predicate.as_str().ends_with(local)).map(|quad| quad.object.to_string());
        let is = |local: &str, value: &str| part(local).is_some_and(|found| found.ends_with(value));
        let certain = is("#polarity", "#Affirmed>") && is("#modality", "#Asserted>") && part("#attributedTo").is_none();
        certain && part("#subject").zip(part("#predicate")).zip(part("#object")).is_some_and(|((s, p), o)| self.facts.contains(&(s, p, o)))
    }
}

/// The words of a literal, the last part of an IRI.
fn words(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) if node.as_str().starts_with(crate::graph::vocab::GK) => node.as_str().rsplit('#').next().unwrap_or_default().to_owned(),
        other => other.to_string().trim_matches(['<', '>']).to_owned(),
    }
}

//! Entities, claims and conclusions in words that need no knowledge of the graph.

use super::find::Conclusion;
use super::source::{Source, words};
use crate::graph::turtle::Prefixes;
use crate::link::doubt;
use crate::store::{Answer, Reader};
use anyhow::Context;
use oxigraph::model::{NamedNode, Quad, Term};
use std::io::Write;

/// Where from and how to show.
pub struct Show<'a> {
    pub reader: &'a Reader,
    pub color: bool,
    pub prefixes: Prefixes,
}

impl Show<'_> {
    /// What an entity is, how it is called where, and why its names were taken for one. Whether it is an entity at all.
    pub fn entity(&self, node: &NamedNode, out: &mut impl Write) -> anyhow::Result<bool> {
        let of = |what: &str, pattern: &str| self.rows(&format!("SELECT DISTINCT {what} {{ {pattern} }} ORDER BY {what}"));
        let Some(name) = of("?name", &format!("{node} skos:prefLabel ?name ; gk:mentionedIn ?article"))?.pop() else {
            return Ok(false);
        };
        let class = of("?class", &format!("{node} a ?class FILTER (STRSTARTS(STR(?class), STR(gk:)))"))?.concat().join(", ");
        writeln!(out, "{} ({class})  {}", self.bold(&name.join("")), self.prefixes.iri(node.as_ref()))?;
        for same in of("?same", &format!("{node} owl:sameAs ?same"))?.concat() {
            writeln!(out, "  the same as <{same}>")?;
        }
        let names = self.rows(&format!(
            "SELECT ?name (COUNT(DISTINCT ?mention) AS ?times) (COUNT(DISTINCT ?article) AS ?articles)
             {{ ?mention gk:refersTo {node} ; gk:name ?name ; gk:mentionForm ?form ; nif:referenceContext ?article FILTER (?form != gk:Pronoun) }}
             GROUP BY ?name ORDER BY DESC(?times) ?name"
        ))?;
        let names: Vec<String> = names.iter().map(|row| format!("„{}“ {}", row[0], times(&row[1], &row[2]))).collect();
        writeln!(out, "  called {}", names.join(", "))?;
        let mut reasons = of("?reason", &format!("{node} gk:linkReason ?reason"))?.concat();
        reasons.sort_by_key(|reason| std::cmp::Reverse(doubt(reason)));
        if !reasons.is_empty() {
            writeln!(out, "  taken for one because of")?;
        }
        for reason in reasons {
            let doubtful = if doubt(&reason) > 0 { "  (worth a look)" } else { "" };
            let (code, text) = reason.split_once(": ").unwrap_or(("", &reason));
            writeln!(out, "    {text}{doubtful}  [{code}]")?;
        }
        writeln!(out)?;
        Ok(true)
    }

    /// Claims by article, in the order of the text.
    pub fn claims(&self, claims: &[NamedNode], limit: usize, out: &mut impl Write) -> anyhow::Result<()> {
        let mut current: Option<(String, Source)> = None;
        for claim in claims.iter().take(limit) {
            let graph = claim.as_str().split('#').next().unwrap_or_default();
            if current.as_ref().is_none_or(|(before, _)| before != graph) {
                let source = Source::new(self.reader, graph)?;
                writeln!(out, "{}\n", self.bold(&format!("{}  <{graph}>", source.title)))?;
                current = Some((graph.to_owned(), source));
            }
            if let Some((_, source)) = &current {
                self.claim(claim, source, out)?;
            }
        }
        if claims.len() > limit {
            writeln!(out, "… and {} more; --limit shows them", claims.len() - limit)?;
        }
        Ok(())
    }

    /// What follows, by which rule, and from what.
    pub fn conclusion(&self, conclusion: &Conclusion, limit: usize, out: &mut impl Write) -> anyhow::Result<()> {
        let Conclusion { triple, rule, text, claims } = conclusion;
        let name = |term: &Term| -> anyhow::Result<String> {
            let label = if let Term::NamedNode(node) = term {
                self.rows(&format!("SELECT ?l {{ {node} rdfs:label ?l }} LIMIT 1"))?
            } else {
                Vec::new()
            };
            Ok(label.concat().pop().unwrap_or_else(|| words(term)))
        };
        let (subject, object) = (name(&triple.subject.clone().into())?, name(&triple.object)?);
        writeln!(out, "{}", self.bold(&format!("{subject} – {} – {object}", self.prefixes.iri(triple.predicate.as_ref()))))?;
        writeln!(out, "  No article says this. It follows by the rule ontology/inference/{rule}.rq:")?;
        for line in text.lines().map_while(|line| line.strip_prefix("# ")) {
            writeln!(out, "    {line}")?;
        }
        writeln!(out, "  from what stands here:\n")?;
        self.claims(claims, limit, out)
    }

    fn claim(&self, claim: &NamedNode, source: &Source, out: &mut impl Write) -> anyhow::Result<()> {
        let Some(quads) = source.quads.get(&claim.to_string()) else { return Ok(()) };
        let values = |local: &str| -> Vec<&Term> {
            quads.iter().filter(|quad| quad.predicate.as_str().ends_with(local)).map(|quad| &quad.object).collect()
        };
        let label =
            |local: &str| -> String { values(local).into_iter().map(|term| source.label(term)).collect::<Vec<_>>().join(", ") };
        let place = |local: &str| values(local).first().and_then(|term| source.place(term));
        let sentence = place("#sentence").or_else(|| place("#evidence")).unwrap_or_default();
        writeln!(out, "  {}", self.marked(&source.text, sentence, marks(quads, source)))?;
        writeln!(out, "    {}", self.bold(&label("#label")))?;
        writeln!(
            out,
            "    {}",
            certainty(&label("#polarity"), &label("#modality"), &label("#attributedTo"), &label("#form"), source.is_fact(quads))
        )?;
        let frame = label("#frame");
        let frame = if frame.is_empty() { String::new() } else { format!(", lexicon entry {frame}") };
        let (begin, end) = place("#evidence").unwrap_or_default();
        writeln!(out, "    read by the rule “{}”{frame}; characters {begin}–{end}", label("#rule"))?;
        writeln!(out, "    {}\n", self.prefixes.iri(claim.as_ref()))?;
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

    /// The rows of a query, in words.
    fn rows(&self, query: &str) -> anyhow::Result<Vec<Vec<String>>> {
        let Answer::Solutions(solutions) = self.reader.ask(query)? else { return Ok(Vec::new()) };
        let mut rows = Vec::new();
        for solution in solutions {
            let solution = solution.context("the query failed")?;
            rows.push(solution.values().iter().map(|value| value.as_ref().map(words).unwrap_or_default()).collect());
        }
        Ok(rows)
    }

    fn bold(&self, text: &str) -> String {
        if self.color { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// The parts of a claim and where they stand.
fn marks(quads: &[Quad], source: &Source) -> Vec<((usize, usize), String)> {
    let role = |quad: &Quad| {
        let local = quad.predicate.as_str().rsplit('#').next()?;
        local.strip_suffix("Span").or((local == "cue").then_some("cue")).map(str::to_owned)
    };
    quads.iter().filter_map(|quad| Some((source.place(&quad.object)?, role(quad)?))).collect()
}

/// *12 times in 3 articles*
fn times(times: &str, articles: &str) -> String {
    let plural = if articles == "1" { "" } else { "s" };
    format!("{times} × in {articles} article{plural}")
}

/// *Jens Stoltenberg says that it is possible. No fact of the graph.*
fn certainty(polarity: &str, modality: &str, source: &str, form: &str, fact: bool) -> String {
    let who = match (source.is_empty(), form) {
        (true, _) => "The article says".to_owned(),
        (false, "Direct") => format!("{source} says, word for word,"),
        (false, _) => format!("{source} says"),
    };
    let not = if polarity == "Denied" { " not" } else { "" };
    let how = match modality {
        "Planned" => format!("it is{not} planned"),
        "Demanded" => format!("it is{not} demanded"),
        "Necessary" => format!("it is{not} necessary"),
        "Possible" => format!("it is possible that it is{not} so"),
        "Conditional" => format!("it would{not} be so under a condition"),
        "Hearsay" => format!("it is said{not} to be so; it does not vouch for it"),
        "Future" => format!("it will{not} be so"),
        _ => format!("it is{not} so"),
    };
    let fact = if fact { "A fact of the graph." } else { "No fact of the graph." };
    match modality {
        "Asked" => format!("{} whether it is{not} so. {fact}", who.replace("says", "asks")),
        _ => format!("{who} that {how}. {fact}"),
    }
}

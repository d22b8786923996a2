//! How a query is answered: a step a line, what it is made from below it.

use crate::store::Answer;
use anyhow::Context;
use oxigraph::sparql::QueryExplanation;
use serde_json::Value;
use std::io::Write;

/// Reads the answer to its end, so that rows and times are known, and writes the plan.
pub fn print(answer: Answer, explanation: &QueryExplanation, out: &mut impl Write) -> anyhow::Result<()> {
    match answer {
        Answer::Boolean(_) => (),
        Answer::Solutions(mut solutions) => {
            solutions.try_for_each(|solution| solution.map(|_| ())).context("the query failed")?
        }
        Answer::Graph(mut triples) => triples.try_for_each(|triple| triple.map(|_| ())).context("the query failed")?,
    }
    let mut json = Vec::new();
    explanation.write_in_json(&mut json)?;
    let all: Value = serde_json::from_slice(&json)?;
    writeln!(out, "{:>9}  {:>8}  step", "rows", "seconds")?;
    if let Some(planning) = all["planning duration in seconds"].as_f64() {
        writeln!(out, "{:>9}  {planning:>8.3}  planning", "")?;
    }
    step(&all["plan"], 0, out)
}

fn step(node: &Value, depth: usize, out: &mut impl Write) -> anyhow::Result<()> {
    let rows = node["number of results"].as_u64().unwrap_or_default();
    let seconds = node["duration in seconds"].as_f64().unwrap_or_default();
    writeln!(out, "{rows:>9}  {seconds:>8.3}  {}{}", "  ".repeat(depth), node["name"].as_str().unwrap_or_default())?;
    node["children"].as_array().into_iter().flatten().try_for_each(|child| step(child, depth + 1, out))
}

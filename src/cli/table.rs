//! Answers as an aligned table.

use crate::graph::turtle::Prefixes;
use oxigraph::model::Term;
use std::io::{self, IsTerminal, Write};
use unicode_width::UnicodeWidthStr;

/// Widest column on a terminal; files and pipes get the whole text.
const WIDEST: usize = 60;

/// Writes rows under their heads, columns aligned by the width that a terminal gives the characters.
pub fn write(heads: &[String], rows: &[Vec<String>], out: &mut impl Write) -> io::Result<()> {
    let widest = if io::stdout().is_terminal() { WIDEST } else { usize::MAX };
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| shorten(cell, widest)).collect()).collect();
    let mut widths: Vec<usize> = heads.iter().map(|head| head.width()).collect();
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    line(heads, &widths, out)?;
    let rules: Vec<String> = widths.iter().map(|&width| "─".repeat(width)).collect();
    line(&rules, &widths, out)?;
    rows.iter().try_for_each(|row| line(row, &widths, out))
}

/// How a person reads a term: the words of a literal, the short form of an IRI.
pub fn cell(term: &Term, prefixes: &Prefixes) -> String {
    match term {
        Term::Literal(literal) => literal.value().split_whitespace().collect::<Vec<_>>().join(" "),
        Term::NamedNode(node) => prefixes.iri(node.as_ref()).trim_matches(['<', '>']).to_owned(),
        other => prefixes.term(other),
    }
}

fn line(cells: &[String], widths: &[usize], out: &mut impl Write) -> io::Result<()> {
    let mut text = String::new();
    for (cell, &width) in cells.iter().zip(widths) {
        text.push_str(cell);
        text.push_str(&" ".repeat(width - cell.width() + 2));
    }
    writeln!(out, "{}", text.trim_end())
}

fn shorten(cell: &str, widest: usize) -> String {
    if cell.width() <= widest {
        return cell.to_owned();
    }
    let mut short = String::new();
    for c in cell.chars() {
        if short.width() + 2 > widest {
            break;
        }
        short.push(c);
    }
    short + "…"
}

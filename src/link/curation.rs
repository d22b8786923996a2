//! The curation file: what a person knows better than the program. A line a statement, its parts between `|`, `#` begins a comment.
//!
//! ```text
//! # Kerstin Brandt is called Vogt since she married.
//! same      | Kerstin Brandt | Kerstin Vogt
//! # The minister and the goalkeeper.
//! different | Thomas Müller @ https://example.org/kabinett | Thomas Müller @ torwart-wechselt
//! rename    | Hellwig | Hellwig Pumpen GmbH
//! drop      | Lesen Sie auch
//! ```
//!
//! An entity is named as an article or the gazetteer names it, or by its address (`https://w3id.org/gipfel/id/…`). `@` and the address or the short name of an
//! article mean the entity of this article only.
//!
//! - `same`: they are one entity, whatever the program finds.
//! - `different`: the first keeps its address and all that is like it; each further one is taken out of it and becomes an entity of its own.
//! - `rename`: the name in answers, and for entities that the gazetteer does not know, the address made from it.
//! - `drop`: this is no entity; claims about it keep its words.
//!
//! A store keeps its curation file; an empty one takes it back.

use super::groups::Unit;
use super::keys::Key;
use super::sketch::Sketch;
use crate::graph::vocab::ID;
use crate::knowledge::gazetteer::Gazetteer;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The statements of a curation file.
#[derive(Clone, Debug, Default)]
pub struct Curation {
    statements: Vec<Statement>,
    /// Statement and place in it, by name or address.
    by_name: BTreeMap<String, Vec<(usize, usize)>>,
}

/// Why a curation file cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {problem}; expected {expected}")]
pub struct CurationError {
    file: String,
    line: usize,
    problem: String,
    expected: String,
}

impl CurationError {
    /// The same error in another file.
    pub fn in_file(self, file: impl ToString) -> CurationError {
        CurationError { file: file.to_string(), ..self }
    }
}

#[derive(Clone, Debug)]
struct Statement {
    line: usize,
    kind: Kind,
    refs: Vec<Ref>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Same,
    Different,
    Rename(String),
    Drop,
}

/// An entity, as the file names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Ref {
    name: String,
    article: Option<String>,
}

impl std::fmt::Display for Ref {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.article {
            Some(article) => write!(out, "{} @ {article}", self.name),
            None => write!(out, "{}", self.name),
        }
    }
}

impl Curation {
    /// Reads a curation file.
    pub fn parse(text: &str) -> Result<Curation, CurationError> {
        let mut statements = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                statements.push(statement(number + 1, line)?);
            }
        }
        contradictions(&statements)?;
        let mut by_name: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        for (number, statement) in statements.iter().enumerate() {
            for (place, of) in statement.refs.iter().enumerate() {
                by_name.entry(of.name.clone()).or_default().push((number, place));
                if let Some(local) = of.name.strip_prefix(ID) {
                    by_name.entry(local.replace('_', " ")).or_default().push((number, place));
                }
            }
        }
        Ok(Curation { statements, by_name })
    }

    /// Sides of `different` that an entity of an article is on: line and place.
    pub(super) fn sides(&self, sketch: &Sketch, name: &str, key: &Key, gazetteer: &Gazetteer) -> Vec<(usize, usize)> {
        let found = self.found(sketch, name, key, gazetteer);
        let different = found.into_iter().filter(|(statement, _)| self.statements[*statement].kind == Kind::Different);
        different.map(|(statement, place)| (self.statements[statement].line, place)).collect()
    }

    /// For each `same`: its line and the numbers of the units it names.
    pub(super) fn same(&self, units: &[Unit], gazetteer: &Gazetteer) -> BTreeMap<usize, Vec<usize>> {
        let mut same: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, statement, _) in self.each(units, gazetteer) {
            if statement.kind == Kind::Same {
                same.entry(statement.line).or_default().push(number);
            }
        }
        same
    }

    /// For each unit that is renamed: its number, the line, and the new name.
    pub(super) fn renamed<'a>(&'a self, units: &[Unit], gazetteer: &Gazetteer) -> BTreeMap<usize, (usize, &'a str)> {
        let renamed = self.each(units, gazetteer).into_iter().filter_map(|(number, statement, _)| match &statement.kind {
            Kind::Rename(name) => Some((number, (statement.line, name.as_str()))),
            _ => None,
        });
        renamed.collect()
    }

    /// The numbers of units that are no entities, and whether a line says so of all that are one with them.
    pub(super) fn dropped(&self, units: &[Unit], gazetteer: &Gazetteer) -> BTreeMap<usize, bool> {
        let mut dropped: BTreeMap<usize, bool> = BTreeMap::new();
        for (number, statement, place) in self.each(units, gazetteer) {
            if statement.kind == Kind::Drop {
                *dropped.entry(number).or_default() |= statement.refs[place].article.is_none();
            }
        }
        dropped
    }

    /// Lines that name something which no article has.
    pub(super) fn idle(&self, units: &[Unit], gazetteer: &Gazetteer) -> Vec<usize> {
        let mut named: BTreeSet<(usize, usize)> = BTreeSet::new();
        if !self.statements.is_empty() {
            named.extend(units.iter().flat_map(|unit| self.found(unit.sketch, &unit.named().name, &unit.key, gazetteer)));
        }
        let is_idle =
            |(number, statement): &(usize, &Statement)| (0..statement.refs.len()).any(|place| !named.contains(&(*number, place)));
        self.statements.iter().enumerate().filter(is_idle).map(|(_, statement)| statement.line).collect()
    }

    /// Number of a unit, statement that names it, place in the statement.
    fn each(&self, units: &[Unit], gazetteer: &Gazetteer) -> Vec<(usize, &Statement, usize)> {
        if self.statements.is_empty() {
            return Vec::new();
        }
        let of = |(number, unit): (usize, &Unit)| {
            let found = self.found(unit.sketch, &unit.named().name, &unit.key, gazetteer);
            found.into_iter().map(move |(statement, place)| (number, &self.statements[statement], place)).collect::<Vec<_>>()
        };
        units.iter().enumerate().flat_map(of).collect()
    }

    /// Statements that name an entity of an article, each once: by the article if one does, else by the name alone.
    fn found(&self, sketch: &Sketch, name: &str, key: &Key, gazetteer: &Gazetteer) -> Vec<(usize, usize)> {
        let (mut iri, mut label) = (None, None);
        let mut inner = key;
        while let Key::Apart(_, _, rest) = inner {
            inner = rest;
        }
        match inner {
            Key::Known(index) => {
                let known = gazetteer.known(*index);
                (iri, label) = (Some(known.iri.as_str()), Some(known.label.as_str()));
            }
            Key::Foreign(foreign) => iri = Some(foreign),
            _ => (),
        }
        let mut best: BTreeMap<usize, (bool, usize)> = BTreeMap::new();
        for name in [Some(name), iri, label].into_iter().flatten() {
            for &(statement, place) in self.by_name.get(name).map_or(&[][..], Vec::as_slice) {
                let article = &self.statements[statement].refs[place].article;
                let here = article.as_ref().is_none_or(|article| *article == sketch.article || *article == sketch.name);
                if here && best.get(&statement).is_none_or(|(exact, _)| !exact && article.is_some()) {
                    best.insert(statement, (article.is_some(), place));
                }
            }
        }
        best.into_iter().map(|(statement, (_, place))| (statement, place)).collect()
    }
}

fn statement(line: usize, text: &str) -> Result<Statement, CurationError> {
    let error = |problem: String, expected: &str| CurationError {
        file: "curation".to_owned(),
        line,
        problem,
        expected: expected.to_owned(),
    };
    let parts: Vec<&str> = text.split('|').map(str::trim).collect();
    if let Some(place) = parts.iter().position(|part| part.is_empty()) {
        return Err(error(format!("part {} is empty", place + 1), "a name between the bars"));
    }
    let (word, parts) = (parts[0], &parts[1..]);
    let (kind, parts) = match (word, parts) {
        ("same", [_, _, ..]) => (Kind::Same, parts),
        ("same", _) => return Err(error("`same` names fewer than two".to_owned(), "`same | name | name`")),
        ("different", [_, _, ..]) => (Kind::Different, parts),
        ("different", _) => {
            return Err(error("`different` names fewer than two".to_owned(), "`different | name @ article | name @ article`"));
        }
        ("rename", [_, name]) => (Kind::Rename((*name).to_owned()), &parts[..1]),
        ("rename", _) => return Err(error(format!("`rename` has {} parts", parts.len()), "`rename | name | new name`")),
        ("drop", [_]) => (Kind::Drop, parts),
        ("drop", _) => return Err(error(format!("`drop` has {} parts", parts.len()), "`drop | name`")),
        (other, _) => {
            return Err(error(format!("`{other}` is no statement"), "`same`, `different`, `rename` or `drop`, and `|`"));
        }
    };
    let refs: Vec<Ref> = parts
        .iter()
        .map(|part| match part.rsplit_once(" @ ") {
            Some((name, article)) => Ref { name: name.trim().to_owned(), article: Some(article.trim().to_owned()) },
            None => Ref { name: (*part).to_owned(), article: None },
        })
        .collect();
    let mut seen = BTreeSet::new();
    match refs.iter().find(|of| !seen.insert(*of)) {
        Some(twice) if kind == Kind::Different => {
            Err(error(format!("`{twice}` is named twice"), "`@` and an article to tell them apart"))
        }
        _ => Ok(Statement { line, kind, refs }),
    }
}

/// Names what is said to be the same and different, and what has two new names.
fn contradictions(statements: &[Statement]) -> Result<(), CurationError> {
    let error = |line, problem, expected: &str| {
        Err(CurationError { file: "curation".to_owned(), line, problem, expected: expected.to_owned() })
    };
    let of = |kind: Kind| statements.iter().filter(move |statement| statement.kind == kind);
    for different in of(Kind::Different) {
        for (place, a) in different.refs.iter().enumerate() {
            for b in &different.refs[place + 1..] {
                if let Some(mut lines) = path(a, b, &of(Kind::Same).collect::<Vec<_>>()) {
                    lines.sort_unstable();
                    lines.dedup();
                    let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
                    let problem = format!("`{a}` and `{b}` are different here, but the same by line {}", lines.join(", "));
                    return error(different.line, problem, "one or the other");
                }
            }
        }
    }
    let mut names: BTreeMap<&Ref, (usize, &String)> = BTreeMap::new();
    for statement in statements {
        let Kind::Rename(name) = &statement.kind else { continue };
        match names.insert(&statement.refs[0], (statement.line, name)) {
            Some((line, other)) if other != name => {
                return error(
                    statement.line,
                    format!("`{}` is renamed `{name}` here and `{other}` in line {line}", statement.refs[0]),
                    "one name",
                );
            }
            _ => (),
        }
    }
    Ok(())
}

/// The lines of `same` by which `a` is `b`. A name without article means all entities of that name.
fn path(a: &Ref, b: &Ref, same: &[&Statement]) -> Option<Vec<usize>> {
    let general = |of: &Ref| Ref { name: of.name.clone(), article: None };
    let stands = |of: &Ref| if a.name == b.name { vec![of.clone()] } else { vec![of.clone(), general(of)] };
    let (starts, ends) = (stands(a), stands(b));
    let mut queue: VecDeque<(Ref, Vec<usize>)> = starts.into_iter().map(|start| (start, Vec::new())).collect();
    let mut seen = BTreeSet::new();
    while let Some((here, lines)) = queue.pop_front() {
        if !lines.is_empty() && ends.contains(&here) {
            return Some(lines);
        }
        if !seen.insert(here.clone()) {
            continue;
        }
        for statement in same.iter().filter(|statement| statement.refs.contains(&here)) {
            let lines: Vec<usize> = lines.iter().copied().chain([statement.line]).collect();
            queue.extend(statement.refs.iter().filter(|next| **next != here).map(|next| (next.clone(), lines.clone())));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_the_line_and_what_was_expected() {
        for (text, words) in [
            ("same | A", "line 1: `same` names fewer than two; expected `same | name | name`"),
            ("# x\nsmae | A | B", "line 2: `smae` is no statement; expected `same`, `different`, `rename` or `drop`"),
            ("rename | A", "line 1: `rename` has 1 parts; expected `rename | name | new name`"),
            ("drop | ", "line 1: part 2 is empty"),
            ("different | A | A", "line 1: `A` is named twice; expected `@` and an article"),
        ] {
            let error = Curation::parse(text).unwrap_err().in_file("curation.txt").to_string();
            assert!(error.starts_with("curation.txt, ") && error.contains(words), "{text}: {error}");
        }
    }

    #[test]
    fn contradictions_are_named() {
        for (text, words) in [
            (
                "same | A | B\nsame | B | C\ndifferent | C | A",
                "line 3: `C` and `A` are different here, but the same by line 1, 2",
            ),
            ("same | A | B\ndifferent | A @ x | B", "line 2: `A @ x` and `B` are different here, but the same by line 1"),
            (
                "same | A @ x | A @ y\ndifferent | A @ y | A @ x",
                "line 2: `A @ y` and `A @ x` are different here, but the same by line 1",
            ),
            ("rename | A | B\nrename | A | C", "line 2: `A` is renamed `C` here and `B` in line 1"),
        ] {
            let error = Curation::parse(text).unwrap_err().to_string();
            assert!(error.contains(words), "{text}: {error}");
        }
        assert!(Curation::parse("same | A @ x | B\ndifferent | A @ y | B").is_ok());
    }
}

//! JSON lines, one article a line → [`Article`].

use super::error::LARGEST;
use super::{Article, Metadata, Reason, parse_date, text};
use serde_json::{Map, Value};
use std::io::{BufRead, Read};
use std::path::Path;

/// The lines that are not blank, with their numbers, one in memory at a time.
pub(super) struct Lines<R> {
    input: Option<R>,
    number: usize,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R) -> Lines<R> {
        Lines { input: Some(input), number: 0 }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = (usize, Result<Vec<u8>, Reason>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut line = Vec::new();
            let input = self.input.as_mut()?;
            let read = input.by_ref().take(LARGEST + 1).read_until(b'\n', &mut line);
            self.number += 1;
            match read {
                Ok(0) => return None,
                Ok(read) if read as u64 > LARGEST => {
                    let skipped = if line.ends_with(b"\n") { Ok(0) } else { input.skip_until(b'\n') };
                    return Some((self.number, Err(skipped.map_or_else(Reason::from, |_| Reason::TooLarge))));
                }
                Ok(_) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(_) => return Some((self.number, Ok(line))),
                Err(error) => {
                    self.input = None;
                    return Some((self.number, Err(error.into())));
                }
            }
        }
    }
}

/// One record. Without `id` it is named by file and line.
pub(super) fn parse(line: &[u8], path: &Path, number: usize) -> Result<Article, Reason> {
    let line = text::decode(line.to_vec())?;
    let record: Map<String, Value> = serde_json::from_str(&line).map_err(|error| Reason::Record(error.to_string()))?;
    let Some(Value::String(text)) = record.get("text") else {
        let fault = if record.contains_key("text") { "the field `text` is no string" } else { "the field `text` is missing" };
        return Err(Reason::Record(fault.to_owned()));
    };
    let field =
        |name: &str| record.get(name).and_then(scalar).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let name = field("id").unwrap_or_else(|| {
        let stem = path.file_stem().filter(|stem| *stem != "-").map_or("stdin".into(), |stem| stem.to_string_lossy());
        format!("{stem}-{number}")
    });
    let metadata = Metadata {
        title: field("title"),
        published: field("date").and_then(|date| parse_date(&date)),
        publisher: field("publisher"),
        author: field("author"),
        url: field("url"),
    };
    Ok(Article::new(name, metadata, text.as_str()))
}

/// Several authors are one text; an object is known by its name.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => Some(values.iter().filter_map(scalar).collect::<Vec<_>>().join(", ")),
        Value::Object(object) => object.get("name").and_then(scalar),
        _ => None,
    }
}

//! Paths → articles: walks directories, chooses the format, and reads one article after the other.

use super::error::LARGEST;
use super::{Article, ReadError, Reason, html, jsonl, language, text};
use std::fs;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// The formats, by the end of the file name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Html,
    Jsonl,
}

type Articles = Box<dyn Iterator<Item = Result<Article, ReadError>> + Send>;

/// Reads files, directories (with what they contain, sorted by name) and standard input (`-`), in this order, one article at a time.
///
/// What cannot be read is an `Err` in its place; reading goes on after it. In directories, files of other kinds and hidden files are passed over.
pub fn read(paths: &[PathBuf]) -> impl Iterator<Item = Result<Article, ReadError>> + Send + use<> {
    let inputs: Vec<Result<PathBuf, ReadError>> = paths.iter().flat_map(|path| expand(path)).collect();
    inputs.into_iter().flat_map(|input| match input {
        Ok(path) => read_file(&path),
        Err(error) => Box::new(std::iter::once(Err(error))),
    })
}

/// The files that a path stands for.
fn expand(path: &Path) -> Vec<Result<PathBuf, ReadError>> {
    let mut found = Vec::new();
    if path.is_dir() {
        walk(path, &mut found);
    } else {
        found.push(Ok(path.to_owned()));
    }
    found
}

fn walk(directory: &Path, found: &mut Vec<Result<PathBuf, ReadError>>) {
    let entries = match fs::read_dir(directory).and_then(Iterator::collect::<io::Result<Vec<fs::DirEntry>>>) {
        Ok(entries) => entries,
        Err(error) => return found.push(Err(ReadError::new(directory, None, error.into()))),
    };
    let mut paths: Vec<PathBuf> =
        entries.iter().filter(|entry| !entry.file_name().to_string_lossy().starts_with('.')).map(fs::DirEntry::path).collect();
    paths.sort();
    for path in paths {
        // A link to a directory could lead in a circle.
        if path.is_dir() && !path.is_symlink() {
            walk(&path, found);
        } else if path.is_file() && format_of(&path).is_some() {
            found.push(Ok(path));
        }
    }
}

/// `None` for files of other kinds.
fn format_of(path: &Path) -> Option<Format> {
    match path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).as_deref() {
        None | Some("txt" | "text" | "md" | "markdown") => Some(Format::Text),
        Some("html" | "htm" | "xhtml") => Some(Format::Html),
        Some("jsonl" | "ndjson") => Some(Format::Jsonl),
        Some(_) => None,
    }
}

fn read_file(path: &Path) -> Articles {
    let failed = |reason| -> Articles { Box::new(std::iter::once(Err(ReadError::new(path, None, reason)))) };
    if path == Path::new("-") {
        return read_standard_input();
    }
    match format_of(path) {
        None => failed(Reason::Format),
        Some(Format::Jsonl) => match fs::File::open(path) {
            Ok(file) => jsonl_articles(path, BufReader::with_capacity(1 << 16, file)),
            Err(error) => failed(error.into()),
        },
        Some(format) => {
            let path = path.to_owned();
            Box::new(std::iter::once_with(move || {
                let bytes = fs::File::open(&path)
                    .map_err(Reason::from)
                    .and_then(bounded)
                    .map_err(|reason| ReadError::new(&path, None, reason))?;
                whole_file(&path, format, bytes)
            }))
        }
    }
}

/// The format of standard input shows in its first character.
fn read_standard_input() -> Articles {
    let path = Path::new("-");
    let mut input = BufReader::with_capacity(1 << 16, io::stdin());
    let mut start = Vec::new();
    // Enough to get past a byte order mark and white space.
    if let Err(error) = input.by_ref().take(64).read_to_end(&mut start) {
        return Box::new(std::iter::once(Err(ReadError::new(path, None, error.into()))));
    }
    let first = String::from_utf8_lossy(&start).trim_start_matches('\u{feff}').trim_start().chars().next();
    let input = io::Cursor::new(start).chain(input);
    match first {
        Some('{') => jsonl_articles(path, BufReader::new(input)),
        first => Box::new(std::iter::once_with(move || {
            let path = Path::new("-");
            let bytes = bounded(input).map_err(|reason| ReadError::new(path, None, reason))?;
            whole_file(path, if first == Some('<') { Format::Html } else { Format::Text }, bytes)
        })),
    }
}

/// All bytes, if they are not more than an article has.
fn bounded(input: impl Read) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    input.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST { Err(Reason::TooLarge) } else { Ok(bytes) }
}

fn whole_file(path: &Path, format: Format, bytes: Vec<u8>) -> Result<Article, ReadError> {
    let name = path.file_stem().filter(|stem| *stem != "-").map_or("stdin".into(), |stem| stem.to_string_lossy());
    let parsed = text::decode(bytes).and_then(|content| match format {
        Format::Html => html::parse(&name, &content),
        Format::Text | Format::Jsonl => text::parse(&name, content),
    });
    parsed.and_then(accept).map_err(|reason| ReadError::new(path, None, reason))
}

fn jsonl_articles(path: &Path, input: impl io::BufRead + Send + 'static) -> Articles {
    let path = path.to_owned();
    Box::new(jsonl::Lines::new(input).map(move |(line, record)| {
        record
            .and_then(|bytes| jsonl::parse(&bytes, &path, line))
            .and_then(accept)
            .map_err(|reason| ReadError::new(&path, Some(line), reason))
    }))
}

/// Turns away what cannot be read as German.
fn accept(article: Article) -> Result<Article, Reason> {
    if article.text.trim().is_empty() {
        return Err(Reason::Empty);
    }
    match language::foreign(&article.text) {
        Some(language) => Err(Reason::NotGerman(language)),
        None => Ok(article),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directories_are_read_in_order_and_faults_are_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = |name: &str, content: &[u8]| fs::write(folder.path().join(name), content).expect("written");
        fs::create_dir(folder.path().join("b")).expect("created");
        file("b/zwei.md", "---\ntitle: Zwei\n---\nDer Rat tagt.".as_bytes());
        file("a.txt", "\u{feff}Der Rat hat getagt.".as_bytes());
        file("c.txt", b"Der Rat hat f\xfcnf Stunden getagt.");
        file(
            "d.jsonl",
            "{\"id\": 7, \"text\": \"Der Rat tagt wieder.\"}\n\n{\"id\": 8}\n{\"text\": \"Auch das geht.\"}\n".as_bytes(),
        );
        file("e.txt", b" \n");
        file("f.csv", b"1;2");
        file("h.txt", &[b'a'; LARGEST as usize + 1]);
        file("i.jsonl", &[vec![b'a'; LARGEST as usize + 1], b"\n{\"text\": \"Der Rat tagt.\"}".to_vec()].concat());
        file(".g.txt", b"versteckt");
        let found: Vec<String> = read(&[folder.path().to_owned()])
            .map(|article| match article {
                Ok(article) => format!("{}: {}", article.name, article.text),
                Err(error) => error.to_string().replace(&format!("{}/", folder.path().display()), ""),
            })
            .collect();
        let expected = [
            "a: Der Rat hat getagt.",
            "zwei: Der Rat tagt.",
            "c.txt: not UTF-8 from byte 13 on (it looks like windows-1252); convert it, for example with `iconv -f windows-1252 -t UTF-8`",
            "7: Der Rat tagt wieder.",
            "d.jsonl:3: no article: the field `text` is missing",
            "d-4: Auch das geht.",
            "e.txt: the article is empty",
            "h.txt: larger than 4 MB, which no article is; give each article a file, or a line of a .jsonl file",
            "i.jsonl:1: larger than 4 MB, which no article is; give each article a file, or a line of a .jsonl file",
            "i-2: Der Rat tagt.",
        ];
        assert_eq!(found, expected);
    }
}

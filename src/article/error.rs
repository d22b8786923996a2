use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Bytes of the largest article that is read: a thick book. Some steps take time by the square of its length.
pub(super) const LARGEST: u64 = 4 << 20;

/// Why an input was skipped: where it stands and what is wrong with it.
#[derive(Debug, thiserror::Error)]
pub struct ReadError {
    /// The file; `-` for standard input.
    pub path: PathBuf,
    /// The line, counted from 1, where the input is one of several in the file.
    pub line: Option<usize>,
    /// What is wrong.
    #[source]
    pub reason: Reason,
}

/// What is wrong with an input.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The file cannot be opened or read.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// More than one article can be.
    #[error("larger than {} MB, which no article is; give each article a file, or a line of a .jsonl file", LARGEST >> 20)]
    TooLarge,
    /// The bytes are no UTF-8.
    #[error("not UTF-8 from byte {at} on (it looks like {guess}); convert it, for example with `iconv -f {guess} -t UTF-8`")]
    NotUtf8 {
        /// Offset of the first wrong byte, counted from the start of the file or line.
        at: usize,
        /// What the encoding might be.
        guess: &'static str,
    },
    /// The file holds something other than text.
    #[error("not a text file")]
    Binary,
    /// The name ends in something that is not read.
    #[error("files of this kind are not read (.txt .md .html .jsonl are)")]
    Format,
    /// A line that is no JSON object of the expected shape.
    #[error("no article: {0}")]
    Record(String),
    /// Front matter that is neither YAML nor lines of `key: value`.
    #[error("broken front matter: {0}")]
    FrontMatter(String),
    /// A page without article text.
    #[error("no article text found in the page: {0}")]
    Html(String),
    /// Nothing but white space.
    #[error("the article is empty")]
    Empty,
    /// The text is in another language.
    #[error("the text does not look German ({0})")]
    NotGerman(&'static str),
}

impl ReadError {
    pub(super) fn new(path: &Path, line: Option<usize>, reason: Reason) -> ReadError {
        ReadError { path: path.to_owned(), line, reason }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

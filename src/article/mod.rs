//! Stage 1, read: files in many formats → [`Article`]. Knows formats, metadata and boilerplate; knows no grammar.

mod blocks;
mod boilerplate;
mod date;
mod error;
mod files;
mod html;
mod jsonl;
mod language;
mod text;

pub use date::parse_date;
pub use error::{ReadError, Reason};
pub use files::read;

use crate::document::Span;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// An article as it was read. The text is kept as it is; every offset counts from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// IRI: the URL if there is one, else made from the content.
    pub iri: String,
    /// Short name of the input: file stem or the `id` of the record.
    pub name: String,
    /// Headline from the metadata.
    pub title: Option<String>,
    /// Day of publication, ISO 8601.
    pub published: Option<jiff::civil::Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where it stood.
    pub url: Option<String>,
    /// The text, without front matter, as it was read.
    pub text: String,
    /// What the text consists of, in its order; text outside is boilerplate or white space.
    pub blocks: Vec<Block>,
}

/// A stretch of text that is read as one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands; no white space at its ends.
    pub span: Span,
    /// How it is read.
    pub kind: BlockKind,
}

/// How a block is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A line without a final stop that heads what follows. No claims are read from it.
    Heading,
    /// The words under a picture, without the photo credit.
    Caption,
    /// Not a sentence of the article: credits, *Lesen Sie auch*, datelines, repeated captions. Not analysed.
    Boilerplate,
}

/// What is known of an article beside its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// Day of publication.
    pub published: Option<jiff::civil::Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where it stood.
    pub url: Option<String>,
}

impl Article {
    /// An article from its text and what else is known of it; finds the blocks.
    pub fn new(name: impl Into<String>, metadata: Metadata, text: impl Into<String>) -> Article {
        let text = text.into();
        let blocks = blocks::blocks(&text);
        Article::with_blocks(name, metadata, text, blocks)
    }

    /// An article whose blocks are known already.
    pub fn with_blocks(name: impl Into<String>, metadata: Metadata, text: String, blocks: Vec<Block>) -> Article {
        let Metadata { title, published, publisher, author, url } = metadata;
        let iri = url.as_deref().and_then(iri_of_url).unwrap_or_else(|| iri_of_text(&text));
        Article { iri, name: name.into(), title, published, publisher, author, url, text, blocks }
    }
}

/// The URL as an IRI: `None` without a scheme; characters that no IRI may hold are percent-encoded.
fn iri_of_url(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    if !is_scheme || rest.is_empty() {
        return None;
    }
    let mut iri = String::with_capacity(url.len());
    for c in url.chars() {
        if c <= ' ' || c == '\u{7f}' || "<>\"{}|\\^`".contains(c) {
            iri.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            iri.push(c);
        }
    }
    Some(iri)
}

/// The same text has the same IRI, wherever it was read.
fn iri_of_text(text: &str) -> String {
    let digest = Sha256::digest(text.trim().as_bytes());
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("urn:gipfel:article:{hex}")
}

/// The entries of a word list: one a line, `#` comments.
pub(crate) fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_known_by_its_url() {
        let metadata = Metadata { url: Some("https://example.org/a b".to_owned()), ..Metadata::default() };
        assert_eq!(Article::new("a", metadata, "Text.").iri, "https://example.org/a%20b");
    }

    #[test]
    fn without_url_an_article_is_known_by_its_text() {
        let one = Article::new("a", Metadata::default(), "Die Sitzung ist vertagt.\n");
        let two = Article::new(
            "b",
            Metadata { url: Some("www.example.org".to_owned()), ..Metadata::default() },
            "Die Sitzung ist vertagt.",
        );
        assert!(one.iri.starts_with("urn:gipfel:article:"));
        assert_eq!(one.iri, two.iri);
    }
}

//! Stage 1, read: files in many formats → [`Article`]. Knows formats, metadata and boilerplate; knows no grammar.

use crate::document::Span;
use serde::{Deserialize, Serialize};

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

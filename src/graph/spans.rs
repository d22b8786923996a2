//! Spans of the article as NIF strings: `<article#char=12,27>`, counted in code points (RFC 5147).

use super::Writer;
use super::vocab::{nif, rdf};
use crate::document::Span;
use oxigraph::model::{Literal, NamedNode};

impl Writer<'_> {
    /// The string that `span` covers, with its words. `None` if the span does not lie in the text.
    pub(super) fn span(&mut self, span: Span) -> Option<NamedNode> {
        let words = self.article.text.get(span.start..span.end)?;
        let (begin, end) = self.points.range(span);
        let node = self.part(&format!("char={begin},{end}"));
        self.add(&node, rdf::TYPE, nif::STRING);
        self.add(&node, nif::BEGIN_INDEX, Literal::from(begin as u64));
        self.add(&node, nif::END_INDEX, Literal::from(end as u64));
        self.add(&node, nif::ANCHOR_OF, Literal::new_simple_literal(words));
        let base = self.base.clone();
        self.add(&node, nif::REFERENCE_CONTEXT, base);
        Some(node)
    }

    /// `12,27`: the span in code points, as part of a name.
    pub(super) fn place(&self, span: Span) -> String {
        if self.article.text.get(span.start..span.end).is_none() {
            return String::new();
        }
        let (begin, end) = self.points.range(span);
        format!("{begin},{end}")
    }
}

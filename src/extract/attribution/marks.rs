//! Stretches of text in quotation marks: „…“, “…”, »…«, «…», "…".

use crate::document::{Document, Sentence, Span, Upos};

/// A stretch in quotation marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quoted {
    /// Between the marks.
    pub inner: Span,
    /// With the marks.
    pub outer: Span,
    /// Sentence in which it begins.
    pub sentence: usize,
    /// Whether it has a finite verb, so that it can be an utterance of its own.
    pub is_clause: bool,
    /// Number of words.
    pub words: usize,
    /// Whether it is what something is called: "in seinem Buch „Die Revolution frisst ihre Kinder“", "unter dem Motto „…“".
    pub is_title: bool,
}

/// All stretches, outermost only. A mark that is never closed ends with its block.
pub(super) fn quoted(text: &str, document: &Document) -> Vec<Quoted> {
    let mut found = Vec::new();
    let mut open: Option<(&str, Span, usize, usize)> = None;
    let mut inside = 0;
    for (index, sentence) in document.sentences.iter().enumerate() {
        for token in &sentence.tokens {
            let form = token.span.text(text);
            match open {
                Some((mark, start, first, block)) if block == sentence.block => {
                    if form == mark
                        && !closes(mark, mark)
                        && is_closed(text, &document.sentences[index..], token.span, mark, inside + 2)
                    {
                        inside += 1;
                    } else if closes(mark, form) && inside > 0 {
                        inside -= 1;
                    } else if closes(mark, form) {
                        found.extend(stretch(text, document, start, token.span, first));
                        open = None;
                    }
                }
                _ => (open, inside) = (opens(form).then_some((form, token.span, index, sentence.block)), 0),
            }
        }
    }
    found
}

/// "„Der Plan „Zukunft jetzt“ ist gescheitert“": whether a mark that opens within a stretch, and all that are open before it, are closed soon.
fn is_closed(text: &str, sentences: &[Sentence], from: Span, mark: &str, depth: usize) -> bool {
    const REACH: usize = 300;
    let block = sentences.first().map(|sentence| sentence.block);
    let behind = |sentence: &Sentence| sentence.tokens.partition_point(|token| token.span.start <= from.start);
    let tokens = sentences
        .iter()
        .take_while(|sentence| Some(sentence.block) == block)
        .flat_map(|sentence| &sentence.tokens[behind(sentence)..]);
    let mut open = depth;
    for form in tokens.map(|token| token.span.text(text)).take(REACH) {
        if form == mark {
            open += 1;
        } else if closes(mark, form) {
            open -= 1;
        }
        if open == 0 {
            return true;
        }
    }
    false
}

fn opens(form: &str) -> bool {
    matches!(form, "„" | "“" | "»" | "«" | "\"" | "‚" | "›" | "''" | "``" | "”")
}

fn closes(open: &str, form: &str) -> bool {
    match open {
        "„" => matches!(form, "“" | "”" | "\"" | "''"),
        "“" => matches!(form, "”" | "“" | "\""),
        "»" => form == "«",
        "«" => form == "»",
        "‚" => matches!(form, "‘" | "’" | "'"),
        "›" => form == "‹",
        "``" => form == "''",
        other => form == other,
    }
}

fn stretch(text: &str, document: &Document, open: Span, close: Span, sentence: usize) -> Option<Quoted> {
    let (start, end) = (open.end, close.start);
    if start >= end {
        return None;
    }
    let inner = text[start..end].trim();
    let lead = text[start..end].len() - text[start..end].trim_start().len();
    let inner = Span::new(start + lead, start + lead + inner.len());
    let tokens = document.sentences[sentence..]
        .iter()
        .take_while(|sentence| sentence.span.start < end)
        .flat_map(|sentence| &sentence.tokens);
    let inside: Vec<_> =
        tokens.filter(|token| inner.contains(token.span) && token.form.chars().any(char::is_alphanumeric)).collect();
    let is_clause = inside.iter().any(|token| token.feats.is("VerbForm", "Fin"));
    const TITLED: &str = include_str!("../data/titled_nouns.txt");
    let before = document.sentences[sentence].tokens.iter().rfind(|token| token.span.end <= open.start);
    let is_title = before.is_some_and(|before| {
        before.upos == Upos::Noun
            && text[before.span.end..open.start].trim().is_empty()
            && crate::extract::endings::ends(TITLED, &before.lemma)
    });
    let words = inside.len();
    (words > 0).then_some(Quoted { inner, outer: open.cover(close), sentence, is_clause, words, is_title })
}

//! [`Article`] → sentences of tokens that have form, span and spacing; everything else in them is left empty.
//!
//! Words are those of UD German GSD: contractions in two (*im* → *in*, *dem*, both with the span of *im*), hyphen compounds in parts
//! (*Nato*, *-*, *Generalsekretär*), ordinals and abbreviations with their full stop.

use super::lists::lists;
use super::{scan, segment};
use crate::article::{Article, Block, BlockKind};
use crate::document::{Feats, NameTag, Sentence, Span, Token, Upos};

/// Divides every block that is not boilerplate.
pub fn tokenize(article: &Article) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (number, block) in article.blocks.iter().enumerate() {
        if block.kind != BlockKind::Boilerplate {
            tokenize_block(&article.text, block, number, &mut sentences);
        }
    }
    sentences
}

/// The forms of the tokens of each sentence of a paragraph.
pub fn forms(paragraph: &str) -> Vec<Vec<String>> {
    let mut sentences = Vec::new();
    let paragraph = paragraph.trim();
    let block = Block { span: Span::new(0, paragraph.len()), kind: BlockKind::Paragraph };
    tokenize_block(paragraph, &block, 0, &mut sentences);
    sentences.into_iter().map(|sentence| sentence.tokens.into_iter().map(|token| token.form).collect()).collect()
}

fn tokenize_block(text: &str, block: &Block, number: usize, sentences: &mut Vec<Sentence>) {
    let pieces = scan::scan(text, block.span);
    let (words, ranges) = segment::segment(text, &pieces);
    for range in ranges {
        let words = &words[range];
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        let mut tokens = Vec::with_capacity(words.len() + 4);
        for span in words {
            push_word(text, *span, &mut tokens);
        }
        sentences.push(Sentence { span: first.cover(*last), kind: block.kind, block: number, tokens });
    }
}

/// One token, or the two of a contraction.
fn push_word(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let form = span.text(text);
    let space_after = text[span.end..].chars().next().is_none_or(char::is_whitespace);
    match split_contraction(form) {
        Some((first, second)) => {
            tokens.push(Token { part: Some((0, 2)), ..token(first, span, space_after) });
            tokens.push(Token { part: Some((1, 2)), ..token(second, span, space_after) });
        }
        None => tokens.push(token(form.to_owned(), span, space_after)),
    }
}

/// A token that is not analysed yet.
pub(crate) fn token(form: String, span: Span, space_after: bool) -> Token {
    Token {
        form,
        span,
        lemma: String::new(),
        upos: Upos::X,
        feats: Feats::default(),
        head: None,
        deprel: String::new(),
        name: NameTag::Outside,
        part: None,
        space_after,
    }
}

/// *im* → *in*, *dem*; the first part keeps a capital: *Im* → *In*, *dem*.
fn split_contraction(form: &str) -> Option<(String, String)> {
    if form.len() < 2 || form.len() > 8 || !form.ends_with(['m', 's', 'r', 'M', 'S', 'R', 'n']) {
        return None;
    }
    let (first, second) = lists().contractions.get(form.to_lowercase().as_str())?;
    let capital = form.starts_with(char::is_uppercase);
    let shouting = capital && form.chars().skip(1).all(char::is_uppercase);
    if shouting {
        return Some((first.to_uppercase(), second.to_uppercase()));
    }
    let mut letters = first.chars();
    let first = match letters.next() {
        Some(letter) if capital => letter.to_uppercase().chain(letters).collect(),
        _ => (*first).to_owned(),
    };
    Some((first, (*second).to_owned()))
}

//! CoNLL-U ⇄ sentences. Names stand in MISC as `NE=B-PER`. Reading keeps the tokens and makes the article text from them.
//!
//! Knows multi-word tokens and `SpaceAfter=No`. Passes over enhanced dependencies, empty nodes and XPOS.

use super::{Feats, NameClass, NameTag, Sentence, Span, Token, Upos};
use crate::article::{Article, Block, BlockKind, Metadata, parse_date};
use std::fmt::Write;

/// Where a CoNLL-U text is broken.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct ConlluError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What can be wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not ten columns.
    #[error("ten columns separated by tabs expected")]
    Columns,
    /// Ids do not count up, or a range covers words that are not there.
    #[error("the id does not follow the one before")]
    Id,
    /// The head is no number of a word of the sentence.
    #[error("the head is no word of the sentence")]
    Head,
}

/// Reads a whole file: the article that its tokens make, and the sentences with spans into its text.
///
/// A sentence is a block of its own unless no paragraph starts with it. Comments `newdoc`, `newpar`, `text`, and `# title = …`, `# date = …`,
/// `# publisher = …`, `# author = …`, `# url = …`, `# kind = heading` are understood.
pub fn parse(name: &str, conllu: &str) -> Result<(Article, Vec<Sentence>), ConlluError> {
    let mut reader = Reader::default();
    for (index, line) in conllu.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        reader.line(line).map_err(|fault| ConlluError { line: index + 1, fault })?;
    }
    let last = conllu.lines().count();
    reader.end_sentence().map_err(|fault| ConlluError { line: last, fault })?;
    let mut blocks: Vec<Block> = Vec::new();
    for sentence in &reader.sentences {
        match blocks.get_mut(sentence.block) {
            Some(block) => block.span = block.span.cover(sentence.span),
            None => blocks.push(Block { span: sentence.span, kind: sentence.kind }),
        }
    }
    Ok((Article::with_blocks(name, reader.metadata, reader.text, blocks), reader.sentences))
}

#[derive(Default)]
struct Reader {
    metadata: Metadata,
    text: String,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    /// First and last id of the multi-word token that is open.
    range: Option<(usize, usize)>,
    new_block: bool,
    kind: Option<BlockKind>,
    /// White space before the next token.
    gap: bool,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), Fault> {
        if line.trim().is_empty() {
            return self.end_sentence();
        }
        if let Some(comment) = line.strip_prefix('#') {
            self.comment(comment.trim());
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let columns: [&str; 10] = columns.try_into().map_err(|_| Fault::Columns)?;
        if columns[0].contains('.') {
            return Ok(());
        }
        if let Some((first, last)) = columns[0].split_once('-') {
            return self.open_range(first, last, columns[1], columns[9]);
        }
        self.word(&columns)
    }

    fn comment(&mut self, comment: &str) {
        if comment.starts_with("newpar") || comment.starts_with("newdoc") {
            self.new_block = true;
        }
        let Some((key, value)) = comment.split_once('=').map(|(key, value)| (key.trim(), value.trim().to_owned())) else {
            return;
        };
        match key {
            "kind" => {
                self.new_block = true;
                self.kind = match value.as_str() {
                    "heading" => Some(BlockKind::Heading),
                    "caption" => Some(BlockKind::Caption),
                    _ => None,
                };
            }
            "title" => self.metadata.title = Some(value),
            "date" => self.metadata.published = parse_date(&value),
            "publisher" => self.metadata.publisher = Some(value),
            "author" => self.metadata.author = Some(value),
            "url" => self.metadata.url = Some(value),
            _ => {}
        }
    }

    fn open_range(&mut self, first: &str, last: &str, form: &str, misc: &str) -> Result<(), Fault> {
        let (first, last): (usize, usize) = (first.parse().map_err(|_| Fault::Id)?, last.parse().map_err(|_| Fault::Id)?);
        if first != self.tokens.len() + 1 || last < first || last - first > 200 || self.range.is_some() {
            return Err(Fault::Id);
        }
        self.surface(form, misc);
        self.range = Some((first, last));
        Ok(())
    }

    /// Adds a form to the text.
    fn surface(&mut self, form: &str, misc: &str) -> Span {
        if self.tokens.is_empty() {
            if !self.text.is_empty() {
                self.text.push_str(if self.new_block {
                    "\n\n"
                } else if self.gap {
                    " "
                } else {
                    ""
                });
            }
        } else if self.gap {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(form);
        self.gap = !misc.split('|').any(|item| item == "SpaceAfter=No");
        Span::new(start, self.text.len())
    }

    fn word(&mut self, columns: &[&str; 10]) -> Result<(), Fault> {
        let [id, form, lemma, upos, _, feats, head, deprel, _, misc] = *columns;
        let id: usize = id.parse().map_err(|_| Fault::Id)?;
        if id != self.tokens.len() + 1 {
            return Err(Fault::Id);
        }
        let (span, part) = match self.range {
            Some((first, last)) => {
                let place = (u8::try_from(id - first).unwrap_or(0), u8::try_from(last - first + 1).unwrap_or(0));
                self.range = self.range.filter(|_| id < last);
                let start = match self.tokens.last() {
                    Some(before) if id > first => before.span.start,
                    _ => self.text.len() - self.open_surface(),
                };
                (Span::new(start, self.text.len()), Some(place))
            }
            None => (self.surface(form, misc), None),
        };
        let head = match head {
            "_" => None,
            head => match head.parse::<usize>().map_err(|_| Fault::Head)? {
                0 => None,
                head => Some(head - 1),
            },
        };
        let value = |column: &str| if column == "_" { String::new() } else { column.to_owned() };
        self.tokens.push(Token {
            form: form.to_owned(),
            span,
            // The lemma of the sign `_` is `_`.
            lemma: if form == "_" { lemma.to_owned() } else { value(lemma) },
            upos: upos.parse().unwrap_or(Upos::X),
            feats: Feats::parse(feats),
            head,
            deprel: value(deprel),
            name: misc.split('|').find_map(|item| item.strip_prefix("NE=")).map_or(NameTag::Outside, name_tag),
            part,
            space_after: self.gap,
        });
        Ok(())
    }

    /// Bytes of the multi-word token that was added last.
    fn open_surface(&self) -> usize {
        let from = self
            .tokens
            .last()
            .map_or_else(|| self.sentences.last().map_or(0, |sentence| sentence.span.end), |token| token.span.end);
        self.text[from..].trim_start_matches([' ', '\n']).len()
    }

    fn end_sentence(&mut self) -> Result<(), Fault> {
        let tokens = std::mem::take(&mut self.tokens);
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Ok(()) };
        if self.range.is_some() {
            return Err(Fault::Id);
        }
        if tokens.iter().enumerate().any(|(index, token)| token.head.is_some_and(|head| head >= tokens.len() || head == index)) {
            return Err(Fault::Head);
        }
        let before = self.sentences.last();
        let block = before.map_or(0, |before| before.block + usize::from(self.new_block));
        let kind = match before {
            Some(before) if !self.new_block => before.kind,
            _ => self.kind.unwrap_or(BlockKind::Paragraph),
        };
        let span = first.span.cover(last.span);
        self.sentences.push(Sentence { span, kind, block, tokens });
        self.new_block = false;
        self.kind = None;
        self.gap = true;
        Ok(())
    }
}

fn name_tag(tag: &str) -> NameTag {
    let Some((place, class)) = tag.split_once('-') else { return NameTag::Outside };
    let class = match class {
        "PER" => NameClass::Person,
        "LOC" => NameClass::Place,
        "ORG" => NameClass::Organisation,
        "MISC" | "OTH" => NameClass::Other,
        _ => return NameTag::Outside,
    };
    match place {
        "B" => NameTag::Begin(class),
        "I" => NameTag::Inside(class),
        _ => NameTag::Outside,
    }
}

/// Writes an analysed article. Reading it again gives the same tokens.
pub fn write(article: &Article, sentences: &[Sentence]) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# newdoc id = {}", article.name);
    for (key, value) in
        [("title", &article.title), ("publisher", &article.publisher), ("author", &article.author), ("url", &article.url)]
    {
        if let Some(value) = value {
            let _ = writeln!(out, "# {key} = {}", one_line(value));
        }
    }
    if let Some(date) = article.published {
        let _ = writeln!(out, "# date = {date}");
    }
    let mut block = None;
    for (index, sentence) in sentences.iter().enumerate() {
        if block != Some(sentence.block) {
            block = Some(sentence.block);
            out.push_str("# newpar\n");
            match sentence.kind {
                BlockKind::Heading => out.push_str("# kind = heading\n"),
                BlockKind::Caption => out.push_str("# kind = caption\n"),
                BlockKind::Paragraph | BlockKind::Boilerplate => {}
            }
        }
        let _ = writeln!(out, "# sent_id = {}-s{}", article.name, index + 1);
        let _ = writeln!(out, "# text = {}", one_line(sentence.span.text(&article.text)));
        write_tokens(&mut out, &article.text, &sentence.tokens);
        out.push('\n');
    }
    out
}

fn write_tokens(out: &mut String, text: &str, tokens: &[Token]) {
    for (index, token) in tokens.iter().enumerate() {
        let id = index + 1;
        if let Some((0, parts)) = token.part {
            let misc = if token.space_after { "_" } else { "SpaceAfter=No" };
            let _ = writeln!(
                out,
                "{id}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}",
                index + usize::from(parts),
                column(token.span.text(text))
            );
        }
        let head = match token.head {
            Some(head) => (head + 1).to_string(),
            None if token.deprel.is_empty() => "_".to_owned(),
            None => "0".to_owned(),
        };
        let _ = writeln!(
            out,
            "{id}\t{}\t{}\t{}\t_\t{}\t{head}\t{}\t_\t{}",
            column(&token.form),
            column(&token.lemma),
            token.upos,
            column(token.feats.as_str()),
            column(&token.deprel),
            misc(token),
        );
    }
}

fn misc(token: &Token) -> String {
    let mut items = Vec::new();
    match token.name {
        NameTag::Begin(class) => items.push(format!("NE=B-{}", class.as_str())),
        NameTag::Inside(class) => items.push(format!("NE=I-{}", class.as_str())),
        NameTag::Outside => {}
    }
    if !token.space_after && token.part.is_none() {
        items.push("SpaceAfter=No".to_owned());
    }
    if items.is_empty() { "_".to_owned() } else { items.join("|") }
}

fn column(value: &str) -> String {
    if value.is_empty() { "_".to_owned() } else { value.replace(['\t', '\n', '\r'], " ") }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# newpar\n# text = Im Mai tagt er.\n1-2\tIm\t_\t_\t_\t_\t_\t_\t_\t_\n1\tIn\tin\tADP\tAPPR\t_\t3\tcase\t_\t_\n2\tdem\tder\tDET\tART\tDefinite=Def|Case=Dat\t3\tdet\t_\t_\n\
        3\tMai\tMai\tPROPN\tNN\t_\t4\tobl\t_\tNE=B-MISC\n4\ttagt\ttagen\tVERB\tVVFIN\t_\t0\troot\t_\t_\n5\ter\ter\tPRON\tPPER\t_\t4\tnsubj\t_\tSpaceAfter=No\n6\t.\t.\tPUNCT\t$.\t_\t4\tpunct\t_\t_\n\n\
        # newpar\n1\tUnd\tund\tCCONJ\t_\t_\t2\tcc\t_\t_\n2\tdann\tdann\tADV\t_\t_\t0\troot\t_\tSpaceAfter=No\n3\t?\t?\tPUNCT\t_\t_\t2\tpunct\t_\t_\n";

    #[test]
    fn tokens_are_kept_and_the_text_is_made_from_them() {
        let (article, sentences) = parse("mai", TEXT).expect("well-formed");
        assert_eq!(article.text, "Im Mai tagt er.\n\nUnd dann?");
        let forms: Vec<(&str, &str)> =
            sentences[0].tokens.iter().map(|token| (token.form.as_str(), token.span.text(&article.text))).collect();
        assert_eq!(forms, [("In", "Im"), ("dem", "Im"), ("Mai", "Mai"), ("tagt", "tagt"), ("er", "er"), (".", ".")]);
        assert_eq!(sentences[0].tokens[1].part, Some((1, 2)));
        assert_eq!(sentences[0].tokens[1].feats.as_str(), "Case=Dat|Definite=Def");
        assert_eq!(sentences[0].tokens[2].name, NameTag::Begin(NameClass::Other));
        assert_eq!(sentences[1].block, 1);
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let (article, sentences) = parse("mai", TEXT).expect("well-formed");
        let (again, same) = parse("mai", &write(&article, &sentences)).expect("well-formed");
        assert_eq!(again, article);
        assert_eq!(same, sentences);
    }

    #[test]
    fn faults_name_their_line() {
        for (text, line, fault) in [
            ("1\ta\n", 1, Fault::Columns),
            ("# x\n2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", 2, Fault::Id),
            ("1\ta\t_\t_\t_\t_\t7\t_\t_\t_\n\n", 2, Fault::Head),
            ("1-2\tim\t_\t_\t_\t_\t_\t_\t_\t_\n1\tin\t_\t_\t_\t_\t_\t_\t_\t_\n\n", 3, Fault::Id),
        ] {
            let error = parse("x", text).expect_err("broken");
            assert_eq!((error.line, error.fault), (line, fault), "{text}");
        }
    }
}

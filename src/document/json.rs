//! One article with its analysis as one line of JSON. Every span is begin and end in Unicode code points of `text`, the end exclusive.

use super::{CodePoints, Document, MentionForm, NameClass, NameTag, Sentence, Span, SpeechForm, TimeKind, Token};
use crate::article::{Article, BlockKind};
use serde::Serialize;

type Range = (usize, usize);

#[derive(Serialize)]
struct Record<'a> {
    name: &'a str,
    iri: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<jiff::civil::Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    text: &'a str,
    sentences: Vec<SentenceRecord<'a>>,
    entities: Vec<EntityRecord<'a>>,
    /// The mentions of each entity that is mentioned more than once.
    coreference: Vec<Vec<Range>>,
    quotations: Vec<QuotationRecord>,
    times: Vec<TimeRecord<'a>>,
    quantities: Vec<QuantityRecord<'a>>,
}

#[derive(Serialize)]
struct SentenceRecord<'a> {
    span: Range,
    kind: BlockKind,
    tokens: Vec<TokenRecord<'a>>,
}

/// The fields of CoNLL-U: `id` counts from 1, `head` is an id, 0 for the root.
#[derive(Serialize)]
struct TokenRecord<'a> {
    id: usize,
    form: &'a str,
    span: Range,
    #[serde(skip_serializing_if = "str::is_empty")]
    lemma: &'a str,
    upos: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    feats: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<usize>,
    #[serde(skip_serializing_if = "str::is_empty")]
    deprel: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ne: Option<String>,
    /// Place in a contraction and its number of parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<(u8, u8)>,
    space_after: bool,
}

#[derive(Serialize)]
struct EntityRecord<'a> {
    name: &'a str,
    class: NameClass,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<&'a str>,
    mentions: Vec<MentionRecord<'a>>,
}

#[derive(Serialize)]
struct MentionRecord<'a> {
    span: Range,
    text: &'a str,
    form: MentionForm,
}

#[derive(Serialize)]
struct QuotationRecord {
    content: Vec<Range>,
    speaker: Option<Range>,
    /// Index in `entities`.
    speaker_entity: Option<usize>,
    cue: Option<Range>,
    addressee: Option<Range>,
    form: SpeechForm,
}

#[derive(Serialize)]
struct TimeRecord<'a> {
    span: Range,
    #[serde(rename = "type")]
    kind: TimeKind,
    value: &'a str,
}

#[derive(Serialize)]
struct QuantityRecord<'a> {
    span: Range,
    low: f64,
    high: f64,
    unit: &'a str,
}

/// Writes the line, without the line end.
pub fn write(article: &Article, document: &Document) -> String {
    let points = CodePoints::new(&article.text);
    let range = |span: Span| points.range(span);
    let mention = |index: &usize| document.mentions.get(*index);
    let record = Record {
        name: &article.name,
        iri: &article.iri,
        title: article.title.as_deref(),
        date: article.published,
        publisher: article.publisher.as_deref(),
        text: &article.text,
        sentences: document.sentences.iter().map(|found| sentence(found, &points)).collect(),
        entities: document
            .entities
            .iter()
            .map(|entity| EntityRecord {
                name: &entity.name,
                class: entity.class,
                known: entity.known.as_deref(),
                mentions: entity
                    .mentions
                    .iter()
                    .filter_map(mention)
                    .map(|mention| MentionRecord {
                        span: range(mention.span),
                        text: mention.span.text(&article.text),
                        form: mention.form,
                    })
                    .collect(),
            })
            .collect(),
        coreference: document
            .entities
            .iter()
            .filter(|entity| entity.mentions.len() > 1)
            .map(|entity| entity.mentions.iter().filter_map(mention).map(|mention| range(mention.span)).collect())
            .collect(),
        quotations: document
            .quotations
            .iter()
            .map(|quotation| QuotationRecord {
                content: quotation.content.iter().copied().map(range).collect(),
                speaker: quotation.speaker.map(range),
                speaker_entity: quotation.speaker_entity,
                cue: quotation.cue.map(range),
                addressee: quotation.addressee.map(range),
                form: quotation.form,
            })
            .collect(),
        times: document
            .times
            .iter()
            .map(|time| TimeRecord { span: range(time.span), kind: time.kind, value: &time.value })
            .collect(),
        quantities: document
            .quantities
            .iter()
            .map(|quantity| QuantityRecord {
                span: range(quantity.span),
                low: quantity.low,
                high: quantity.high,
                unit: &quantity.unit,
            })
            .collect(),
    };
    serde_json::to_string(&record).expect("the record holds nothing that JSON cannot hold")
}

fn sentence<'a>(sentence: &'a Sentence, points: &CodePoints) -> SentenceRecord<'a> {
    SentenceRecord {
        span: points.range(sentence.span),
        kind: sentence.kind,
        tokens: sentence.tokens.iter().enumerate().map(|(index, found)| token(index, found, points)).collect(),
    }
}

fn token<'a>(index: usize, token: &'a Token, points: &CodePoints) -> TokenRecord<'a> {
    let parsed = token.head.is_some() || !token.deprel.is_empty();
    TokenRecord {
        id: index + 1,
        form: &token.form,
        span: points.range(token.span),
        lemma: &token.lemma,
        upos: token.upos.as_str(),
        feats: token.feats.as_str(),
        head: parsed.then(|| token.head.map_or(0, |head| head + 1)),
        deprel: &token.deprel,
        ne: match token.name {
            NameTag::Begin(class) => Some(format!("B-{}", class.as_str())),
            NameTag::Inside(class) => Some(format!("I-{}", class.as_str())),
            NameTag::Outside => None,
        },
        part: token.part,
        space_after: token.space_after,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tokenize::tokenize;
    use crate::article::Metadata;

    #[test]
    fn spans_count_code_points() {
        let article = Article::new("rat", Metadata::default(), "Köln 🚲 tagt.");
        let document = Document { sentences: tokenize(&article), ..Document::default() };
        let json: serde_json::Value = serde_json::from_str(&write(&article, &document)).expect("JSON");
        assert_eq!(json["name"], "rat");
        assert_eq!(json["sentences"][0]["tokens"][2]["form"], "tagt");
        assert_eq!(json["sentences"][0]["tokens"][2]["span"], serde_json::json!([7, 11]));
        assert_eq!(json["quotations"], serde_json::json!([]));
    }
}

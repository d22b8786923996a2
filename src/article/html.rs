//! Web pages → [`Article`]: the text by readability, the rest from schema.org JSON-LD and meta tags.

use super::{Article, BlockKind, Metadata, Reason, blocks, parse_date};
use dom_smoothie::{Config, Readability, TextMode};
use regex::Regex;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Browsers stop at 512; the search for the text takes time with the square of the depth.
const DEEPEST: usize = 2000;

/// Elements without an end tag, and those whose end tag may be left out.
const UNCLOSED: [&str; 24] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li", "dt", "dd",
    "tr", "td", "th", "thead", "tbody", "option", "param",
];

/// `content` is the whole page.
pub(super) fn parse(name: &str, content: &str) -> Result<Article, Reason> {
    if depth(content) > DEEPEST {
        return Err(Reason::Html(format!("its elements are nested more than {DEEPEST} deep")));
    }
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut page = Readability::new(content, None, Some(config)).map_err(|error| Reason::Html(error.to_string()))?;
    let metadata = metadata(&page);
    let captions: BTreeSet<String> = page.doc.select("figcaption").iter().map(|caption| words(&caption.text())).collect();
    let found = page.parse().map_err(|error| Reason::Html(error.to_string()))?;
    let text = found.text_content.trim().to_owned();
    let mut blocks = blocks::blocks(&text);
    for block in &mut blocks {
        if block.kind != BlockKind::Boilerplate && captions.contains(&words(block.span.text(&text))) {
            block.kind = BlockKind::Caption;
        }
    }
    let title = metadata.title.or(Some(found.title)).filter(|title| !title.is_empty());
    Ok(Article::with_blocks(name, Metadata { title, ..metadata }, text, blocks))
}

/// How deep elements are nested, by their tags.
fn depth(page: &str) -> usize {
    static TAG: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>").expect("the pattern is valid"));
    let (mut here, mut deepest) = (0_usize, 0);
    for tag in TAG.captures_iter(page) {
        if UNCLOSED.contains(&tag[2].to_lowercase().as_str()) || tag[0].ends_with("/>") {
            continue;
        }
        here = if tag[1].is_empty() { here + 1 } else { here.saturating_sub(1) };
        deepest = deepest.max(here);
    }
    deepest
}

/// JSON-LD first: it is written for machines.
fn metadata(page: &Readability) -> Metadata {
    let mut metadata = Metadata::default();
    for script in page.doc.select("script[type='application/ld+json']").iter() {
        if let Ok(json) = serde_json::from_str::<Value>(script.text().trim())
            && let Some(article) = news_article(&json)
        {
            metadata = from_json_ld(article);
            break;
        }
    }
    let tags = page.get_article_metadata(None);
    let attribute =
        |selector: &str, name: &str| page.doc.select(selector).iter().next()?.attr(name).and_then(|value| filled(&value));
    metadata.title = metadata.title.or_else(|| filled(&tags.title));
    metadata.publisher = metadata.publisher.or_else(|| tags.site_name.as_deref().and_then(filled));
    metadata.author = metadata.author.or_else(|| tags.byline.as_deref().and_then(filled));
    metadata.published = metadata
        .published
        .or_else(|| tags.published_time.as_deref().and_then(parse_date))
        .or_else(|| parse_date(&attribute("meta[name='date']", "content")?))
        .or_else(|| parse_date(&attribute("time[datetime]", "datetime")?));
    metadata.url =
        attribute("link[rel='canonical']", "href").or_else(|| attribute("meta[property='og:url']", "content")).or(metadata.url);
    metadata
}

/// The first object whose type is some kind of article, however deep.
fn news_article(json: &Value) -> Option<&Value> {
    match json {
        Value::Array(items) => items.iter().find_map(news_article),
        Value::Object(fields) => {
            let is_article = match fields.get("@type") {
                Some(Value::String(class)) => is_article(class),
                Some(Value::Array(classes)) => classes.iter().filter_map(Value::as_str).any(is_article),
                _ => false,
            };
            if is_article { Some(json) } else { fields.values().find_map(news_article) }
        }
        _ => None,
    }
}

fn is_article(class: &str) -> bool {
    class.ends_with("Article") || class.ends_with("NewsArticle") || class == "BlogPosting" || class == "Report"
}

fn from_json_ld(article: &Value) -> Metadata {
    let field = |name: &str| article.get(name).and_then(name_of);
    Metadata {
        title: field("headline").or_else(|| field("name")),
        published: field("datePublished").and_then(|date| parse_date(&date)),
        publisher: field("publisher"),
        author: field("author"),
        url: field("url").or_else(|| field("mainEntityOfPage")),
    }
}

fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => filled(text),
        Value::Array(values) => filled(&values.iter().filter_map(name_of).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => fields.get("name").or_else(|| fields.get("@id")).and_then(name_of),
        _ => None,
    }
}

fn filled(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The words with one space between them.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Date;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="de"><head><title>Rat sagt Ja - Blatt</title>
        <link rel="canonical" href="https://example.org/rat">
        <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Blatt"},
        {"@type": "NewsArticle", "headline": "Rat sagt Ja", "datePublished": "2024-06-14T20:15:00+02:00",
         "publisher": {"@type": "Organization", "name": "Rauentaler Blatt"}, "author": [{"name": "A. Weiß"}]}]}</script></head>
        <body><nav><a href="/">Start</a> <a href="/sport">Sport</a></nav><article><h1>Rat sagt Ja</h1>
        <p>Der Rat hat am Donnerstag lange über die Brücke beraten, die seit Jahren bröckelt, und dann zugestimmt.</p>
        <figure><img src="b.jpg"><figcaption>Die alte Brücke am Montag</figcaption></figure>
        <p>Die Bürgermeisterin sprach von einem guten Tag für die Stadt, die Gegner von einem teuren Irrtum, den alle bezahlen.</p>
        <p>Im Herbst sollen die Bagger kommen, im Jahr darauf soll der Verkehr rollen, wenn das Wetter mitspielt.</p>
        </article><footer>Impressum</footer></body></html>"#;

    #[test]
    fn text_and_metadata_come_out_of_a_page() {
        let article = parse("rat", PAGE).expect("readable");
        assert_eq!(article.title.as_deref(), Some("Rat sagt Ja"));
        assert_eq!(article.published, Some(Date::constant(2024, 6, 14)));
        assert_eq!(article.publisher.as_deref(), Some("Rauentaler Blatt"));
        assert_eq!(article.author.as_deref(), Some("A. Weiß"));
        assert_eq!(article.iri, "https://example.org/rat");
        let paragraphs = article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).count();
        assert_eq!(paragraphs, 3, "{:?}", article.text);
        let caption = article.blocks.iter().find(|block| block.kind == BlockKind::Caption).expect("a caption");
        assert_eq!(caption.span.text(&article.text), "Die alte Brücke am Montag");
        assert!(!article.text.contains("Impressum"));
    }

    #[test]
    fn elements_without_end_do_not_nest() {
        assert_eq!(depth("<html><body><p>Eins<p>Zwei<br><img src='a'><div><b>Drei</b></div></body></html>"), 4);
        assert_eq!(depth(&"<div>".repeat(3000)), 3000);
    }
}

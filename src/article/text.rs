//! Plain text and Markdown, with YAML front matter or without → [`Article`].

use super::{Article, Metadata, Reason, parse_date};
use serde_yaml_ng::Value;

/// Bytes of a file → text, a byte order mark taken off.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, Reason> {
    match String::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => Err(Reason::Binary),
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
        Err(error) => Err(not_utf8(error.as_bytes(), error.utf8_error().valid_up_to())),
    }
}

fn not_utf8(bytes: &[u8], at: usize) -> Reason {
    let guess = match bytes {
        [0xff, 0xfe, ..] => "UTF-16LE",
        [0xfe, 0xff, ..] => "UTF-16BE",
        _ if bytes.contains(&0) => return Reason::Binary,
        _ => "windows-1252",
    };
    Reason::NotUtf8 { at, guess }
}

/// `content` is the whole file.
pub(super) fn parse(name: &str, mut content: String) -> Result<Article, Reason> {
    let mut metadata = Metadata::default();
    if let Some((front, start)) = split_front_matter(&content) {
        metadata = front_matter(front)?;
        content.drain(..start);
    }
    Ok(Article::new(name, metadata, content))
}

/// The lines between `---` and `---`, and where the text after them starts; `None` without a closing line.
fn split_front_matter(content: &str) -> Option<(&str, usize)> {
    let mut lines = content.split_inclusive('\n');
    let start = lines.next().filter(|line| line.trim_end() == "---")?.len();
    let mut at = start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&content[start..at], at + line.len()));
        }
        at += line.len();
    }
    None
}

fn front_matter(front: &str) -> Result<Metadata, Reason> {
    let mut metadata = Metadata::default();
    match serde_yaml_ng::from_str::<Value>(front) {
        Ok(Value::Mapping(mapping)) => {
            for (key, value) in &mapping {
                if let (Some(key), Some(value)) = (key.as_str(), scalar(value)) {
                    set(&mut metadata, key, value);
                }
            }
        }
        Ok(Value::Null) => {}
        Ok(_) => return Err(Reason::FrontMatter("lines of `key: value` expected".to_owned())),
        Err(error) => {
            // *title: Rat stimmt zu: Die Brücke kommt* is no YAML, but everybody writes it.
            let pairs: Option<Vec<(&str, &str)>> = front.lines().filter(|line| !line.trim().is_empty()).map(pair).collect();
            let pairs = pairs.ok_or_else(|| Reason::FrontMatter(error.to_string()))?;
            for (key, value) in pairs {
                set(&mut metadata, key, value.to_owned());
            }
        }
    }
    Ok(metadata)
}

/// `key: value`, quotation marks around the value taken off.
fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let value = value.trim();
    let bare = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    is_key.then_some((key, bare.unwrap_or(value)))
}

/// Several authors are one text.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Sequence(values) => Some(values.iter().filter_map(scalar).collect::<Vec<_>>().join(", ")),
        Value::Mapping(mapping) => mapping.get("name").and_then(scalar),
        _ => None,
    }
}

fn set(metadata: &mut Metadata, key: &str, value: String) {
    let value = value.trim().to_owned();
    if value.is_empty() {
        return;
    }
    match key.to_lowercase().as_str() {
        "title" => metadata.title = Some(value),
        "date" => metadata.published = parse_date(&value),
        "publisher" => metadata.publisher = Some(value),
        "author" => metadata.author = Some(value),
        "url" => metadata.url = Some(value),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Date;

    #[test]
    fn front_matter_is_taken_off_and_the_text_is_kept_as_it_is() {
        let content =
            "---\r\ntitle: \"Rat tagt\"\r\ndate: 2024-06-14\r\nauthor: [A. Weiß, B. Blau]\r\n---\r\n\r\n  Der Rat tagt.\r\n";
        let article = parse("rat", content.to_owned()).expect("well-formed");
        assert_eq!(article.text, "\r\n  Der Rat tagt.\r\n");
        assert_eq!(article.title.as_deref(), Some("Rat tagt"));
        assert_eq!(article.published, Some(Date::constant(2024, 6, 14)));
        assert_eq!(article.author.as_deref(), Some("A. Weiß, B. Blau"));
    }

    #[test]
    fn a_colon_in_the_title_is_no_fault() {
        let article = parse("rat", "---\ntitle: Rat stimmt zu: Die Brücke kommt\ndate: 14. Juni 2024\n---\nText.".to_owned())
            .expect("read");
        assert_eq!(article.title.as_deref(), Some("Rat stimmt zu: Die Brücke kommt"));
        assert_eq!(article.published, Some(Date::constant(2024, 6, 14)));
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(parse("a", "---\nDer Rat tagt.".to_owned()).expect("read").text, "---\nDer Rat tagt.");
    }
}

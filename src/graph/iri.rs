//! IRIs made from content: the same content gives the same IRI, whatever stands before or after it.

use oxigraph::model::NamedNode;
use sha2::{Digest, Sha256};

/// Short hash of `content`, in hexadecimal digits.
pub fn hash(content: &str) -> String {
    full_hash(content.as_bytes())[..10].to_owned()
}

/// SHA-256 of `content`, in hexadecimal digits.
pub fn full_hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The IRI of an article, with what no IRI may contain percent-encoded. `#` is encoded too, as fragments name the parts of the article.
pub fn article(iri: &str) -> NamedNode {
    let clean = clean(iri).replace('#', "%23");
    NamedNode::new(&clean)
        .unwrap_or_else(|_| NamedNode::new_unchecked(format!("urn:gipfel:article:{}", full_hash(iri.as_bytes()))))
}

/// `iri` as a node, with what no IRI may contain percent-encoded; a text that is no absolute IRI is named by `ID`.
pub fn node(iri: &str) -> NamedNode {
    let clean = clean(iri);
    NamedNode::new(&clean).unwrap_or_else(|_| NamedNode::new_unchecked(format!("{}{}", super::vocab::ID, slug(iri))))
}

fn clean(iri: &str) -> String {
    let mut clean = String::with_capacity(iri.len());
    for c in iri.trim().chars() {
        if c <= ' ' || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`') || c.is_control() || c.is_whitespace() {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                clean.push_str(&format!("%{byte:02X}"));
            }
        } else {
            clean.push(c);
        }
    }
    clean
}

/// `words` as part of an IRI: letters, digits and hyphens, at most 40 characters.
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    for c in words.chars().take(40) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_becomes_an_iri() {
        assert_eq!(article("https://example.org/a b#c").as_str(), "https://example.org/a%20b%23c");
        assert!(article("kein iri").as_str().starts_with("urn:gipfel:article:"));
        assert_eq!(node("https://w3id.org/gipfel/id/„Pro\"_Ufer").as_str(), "https://w3id.org/gipfel/id/„Pro%22_Ufer");
    }

    #[test]
    fn slugs_are_readable() {
        assert_eq!(slug("vier neue Kampfverbände (Ost)"), "vier-neue-Kampfverbände-Ost");
    }
}

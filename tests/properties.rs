//! What holds for any text, German or not.

use gipfel::annotate::tokenize::tokenize;
use gipfel::article::{Article, Metadata, parse_date};
use gipfel::document::{Document, conllu, json};
use proptest::prelude::*;

/// Any characters, and texts made of what news are made of.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Die", " ", " ", "\n", "\n\n", ".", ",", "…", "...", "„", "“", "»", "\"", "``", "''", "'", "’", "z. B.", "z.B.", "17.", "17", "3,5", "März", "im", "Zur", "Nato-Gipfel", "-",
        "–", "(l.)", "(dpa)", "©", "Foto: x", "Lesen Sie auch:", "www.x.de", "a@b.de", "🚲", "👨‍👩‍👧", "ß", "\u{301}", "\u{ad}", "\u{feff}", "\r\n", "XIV.", "A.", "usw.", "O'Brien", "* ",
        "# ", "---", "1990-1995", "07/10/11", "Bürger*innen", "§", "%", "€", ":-)", "!", "?",
    ]);
    prop_oneof![any::<String>(), prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn blocks_are_cut_from_the_text_in_order(text in text()) {
        let article = Article::new("a", Metadata::default(), text.as_str());
        prop_assert_eq!(&article.text, &text);
        let mut end = 0;
        for block in &article.blocks {
            prop_assert!(block.span.start >= end, "blocks overlap");
            end = block.span.end;
            let words = text.get(block.span.start..block.span.end);
            prop_assert!(words.is_some_and(|words| !words.is_empty() && words.trim() == words), "{:?}", words);
        }
    }

    #[test]
    fn tokens_and_gaps_rebuild_the_text(text in text()) {
        let article = Article::new("a", Metadata::default(), text.as_str());
        let sentences = tokenize(&article);
        let mut end = 0;
        for sentence in &sentences {
            prop_assert!(!sentence.tokens.is_empty());
            prop_assert!(sentence.span.start >= end, "sentences overlap");
            prop_assert!(article.blocks[sentence.block].span.contains(sentence.span));
            let mut rebuilt = String::new();
            let mut at = sentence.span.start;
            for token in sentence.tokens.iter().filter(|token| token.part.is_none_or(|(place, _)| place == 0)) {
                let gap = text.get(at..token.span.start);
                prop_assert!(gap.is_some_and(|gap| !gap.contains(char::is_alphanumeric)), "{:?} is in no token", gap);
                rebuilt.push_str(gap.unwrap_or_default());
                rebuilt.push_str(token.span.text(&text));
                prop_assert!(token.part.is_some() || token.form == token.span.text(&text));
                at = token.span.end;
            }
            prop_assert_eq!(rebuilt.as_str(), sentence.span.text(&text));
            end = sentence.span.end;
        }
    }

    #[test]
    fn conllu_read_back_gives_the_same_tokens(text in text()) {
        let article = Article::new("a", Metadata::default(), text.as_str());
        let sentences = tokenize(&article);
        let (_, again) = conllu::parse("a", &conllu::write(&article, &sentences)).expect("what is written can be read");
        let forms = |sentences: &[gipfel::document::Sentence]| -> Vec<Vec<String>> {
            sentences.iter().map(|sentence| sentence.tokens.iter().map(|token| token.form.clone()).collect()).collect()
        };
        prop_assert_eq!(forms(&sentences), forms(&again));
    }

    #[test]
    fn json_holds_the_text(text in text()) {
        let article = Article::new("a", Metadata::default(), text.as_str());
        let document = Document { sentences: tokenize(&article), ..Document::default() };
        let json: serde_json::Value = serde_json::from_str(&json::write(&article, &document)).expect("JSON");
        prop_assert_eq!(json["text"].as_str(), Some(text.as_str()));
    }

    #[test]
    fn dates_and_conllu_never_panic(text in text()) {
        let _ = parse_date(&text);
        let _ = conllu::parse("a", &text);
        let _ = conllu::parse("a", &text.replace(' ', "\t"));
    }
}

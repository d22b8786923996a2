//! What holds for any text, German or not.

use gipfel::annotate::tokenize::tokenize;
use gipfel::article::{Article, Metadata, parse_date};
use gipfel::document::{Document, Sentence, Span, conllu, json};
use gipfel::extract::{Extraction, extract, triples};
use gipfel::pipeline::Pipeline;
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::embedded().expect("models and ontology of the program"));

/// Any characters, and texts made of what news are made of.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Die", " ", " ", "\n", "\n\n", ".", ",", "…", "...", "„", "“", "»", "\"", "``", "''", "'", "’", "z. B.", "z.B.", "17.",
        "17", "3,5", "März", "im", "Zur", "Nato-Gipfel", "-", "–", "(l.)", "(dpa)", "©", "Foto: x", "Lesen Sie auch:",
        "www.x.de", "a@b.de", "🚲", "👨‍👩‍👧", "ß", "\u{301}", "\u{ad}", "\u{feff}", "\r\n", "XIV.", "A.", "usw.", "O'Brien", "* ",
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

/// Words that rules look for, in any order.
fn words() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Die", "Der", "Nato", "Kanzler", "Olaf", "Scholz", "Putin", "Kiew", "im", "in", "von", "der", "laut", "zufolge", "nach",
        "Angaben", "dass", "wenn", "ob", "um", "zu", "ohne", "nicht", "kein", "keine", "weder", "noch", "nur", "sagte", "sei",
        "habe", "werde", "könnte", "soll", "will", "wird", "wurde", "gebaut", "geben", "forderte", "kündigte", "an", "ab",
        "lehnt", "verzichtet", "auf", "Treffen", "Gipfel", "Rücktritt", "Angriff", "und", "oder", "sondern", "die", "den", "er",
        "sie", "sich", "es", "heißt", "wie", "so", "drei", "14", "Millionen", "Euro", "Prozent", "am", "Montag", "2022", "Mai",
        ",", ",", ".", ":", "„", "“", "»", "«", "(", ")", "-", "–", "?", "!", "\n\n", "the", "said", "president",
    ]);
    prop::collection::vec(words, 0..40).prop_map(|words| words.join(" "))
}

proptest! {
    // Each case runs the network.
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_analysed(text in prop_oneof![text(), words()]) {
        let (document, extraction) = read(&text);
        check(&text, &document, &extraction);
    }

    #[test]
    fn any_tree_is_read(text in words(), heads in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..12), 80)) {
        let article = Article::new("a", Metadata::default(), text.as_str());
        let mut sentences = tokenize(&article);
        for sentence in &mut sentences {
            plant(sentence, &heads);
        }
        let document = PIPELINE.with_tokens(&article, sentences);
        let extraction = extract(&article, &document, &PIPELINE.knowledge);
        check(&text, &document, &extraction);
    }
}

fn read(text: &str) -> (Document, Extraction) {
    let article = Article::new("a", Metadata::default(), text);
    let (document, extraction) = PIPELINE.read(&article);
    triples(&article, &document, &PIPELINE.knowledge);
    (document, extraction)
}

/// Gives each token the head and relation that `heads` say, as long as it is a tree.
fn plant(sentence: &mut Sentence, heads: &[(prop::sample::Index, usize)]) {
    const RELATIONS: [&str; 12] =
        ["nsubj", "obj", "obl", "conj", "ccomp", "xcomp", "advcl", "acl", "appos", "aux", "cop", "parataxis"];
    for (index, token) in sentence.tokens.iter_mut().enumerate() {
        let (head, relation) = &heads[index % heads.len()];
        token.head = (index > 0).then(|| head.index(index));
        token.deprel = if index == 0 { "root".to_owned() } else { RELATIONS[*relation].to_owned() };
    }
}

/// One tree a sentence, and all spans cut from the text.
#[track_caller]
fn check(text: &str, document: &Document, extraction: &Extraction) {
    for sentence in &document.sentences {
        let length = sentence.tokens.len();
        assert_eq!(sentence.tokens.iter().filter(|token| token.head.is_none()).count(), 1, "one root: {text:?}");
        for token in 0..length {
            let mut steps = std::iter::successors(Some(token), |&up| sentence.tokens[up].head);
            assert!(steps.nth(length).is_none(), "a cycle: {text:?}");
        }
        assert!(sentence.tokens.iter().all(|token| !token.deprel.is_empty()));
    }
    let cut = |span: Span| assert!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()), "{span:?} of {text:?}");
    let tokens =
        document.sentences.iter().flat_map(|sentence| sentence.tokens.iter().map(|token| token.span).chain([sentence.span]));
    tokens.for_each(cut);
    document.mentions.iter().map(|mention| mention.span).for_each(cut);
    document.times.iter().map(|time| time.span).chain(document.quantities.iter().map(|quantity| quantity.span)).for_each(cut);
    for quotation in &document.quotations {
        quotation.content.iter().copied().chain(quotation.speaker).chain(quotation.cue).for_each(cut);
    }
    extraction.nodes.iter().map(|node| node.span).for_each(cut);
    for claim in &extraction.claims {
        claim.predicate.iter().copied().chain([claim.evidence]).chain(claim.cue).for_each(cut);
        claim.arguments.iter().filter_map(|argument| argument.span).for_each(cut);
        assert!(claim.sentence < extraction.sentences.len());
    }
}

/// Texts that news do not have but folders of articles do. Each is read within a time that a quadratic way would miss.
#[test]
fn odd_texts_are_read_in_time() {
    let german = "Die Stadt baut im Mai eine neue Brücke und der Rat lobt den Plan ";
    let texts = [
        ("two thousand words without an end", "und die Stadt baut Brücken ".repeat(400)),
        ("a list of names", "Anna Weiß, Bert Blau, Carl Grün, ".repeat(700)),
        ("no punctuation at all", german.repeat(1500)),
        ("all capitals", "DIE STADT BAUT IM MAI EINE NEUE BRÜCKE. DER RAT LOBT DEN PLAN. ".repeat(300)),
        ("a table", "Köln\t12.400\t3,5 %\nBonn\t8.100\t-1,2 %\n".repeat(800)),
        ("a table of bars", "| Köln | 12.400 | 3,5 % |\n|---|---|---|\n".repeat(800)),
        ("several languages", "The council met on Monday. Le conseil a voté. Der Rat stimmte zu. 市议会周一开会。".repeat(200)),
        ("one word", "a".repeat(100_000)),
        ("signs only", "„“»«\"'()[]{}–—-…·•".repeat(3000)),
        ("open quotation marks", "„Er sagte: ".repeat(2000)),
        ("full stops", ". . . ".repeat(5000)),
        ("one line of hyphens", "a-b-".repeat(5000)),
    ];
    for (name, text) in texts {
        let start = Instant::now();
        let (document, extraction) = read(&text);
        let took = start.elapsed();
        println!("{name}: {} bytes, {} sentences, {:.1} s", text.len(), document.sentences.len(), took.as_secs_f64());
        check(&text, &document, &extraction);
        assert!(took < Duration::from_secs(30), "{name}: {took:?}");
    }
}

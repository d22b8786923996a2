//! Claims as lines that a person reads: `relation | subject | object | further arguments | certainty | speaker`.

use gipfel::annotate::{quantities::quantities, times::times};
use gipfel::article::Article;
use gipfel::document::{Document, Entity, Mention, MentionForm, NameTag, Sentence, SpeechForm, conllu};
use gipfel::extract::attribution::quotations;
use gipfel::extract::{Argument, Claim, Extraction, NodeKind, Polarity, Value, extract};
use gipfel::knowledge::Knowledge;
use std::sync::LazyLock;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::embedded().expect("the ontology can be read"));

/// What is read from the trees of a CoNLL-U text, a claim a line.
pub fn claims(input: &str) -> Result<Vec<String>, String> {
    let (article, sentences) = conllu::parse("case", input).map_err(|error| error.to_string())?;
    let document = document(&article, sentences);
    let found = extract(&article, &document, &KNOWLEDGE);
    Ok(found.claims.iter().map(|claim| line(&found, claim)).collect())
}

/// The layers above the trees. The same name is the same entity; what pronouns and nouns stand for is not known here.
fn document(article: &Article, sentences: Vec<Sentence>) -> Document {
    let times = times(article.published, &sentences);
    let quantities = quantities(&sentences, &times);
    let mut document = Document { times, quantities, ..Document::default() };
    for (index, sentence) in sentences.iter().enumerate() {
        for start in 0..sentence.tokens.len() {
            if let NameTag::Begin(class) = sentence.tokens[start].name {
                let rest = sentence.tokens[start + 1..].iter().take_while(|token| token.name == NameTag::Inside(class)).count();
                add_name(&mut document, sentence, index, start..start + 1 + rest);
            }
        }
    }
    document.sentences = sentences;
    document.quotations = quotations(&article.text, &document, &KNOWLEDGE);
    document
}

fn add_name(document: &mut Document, sentence: &Sentence, index: usize, tokens: std::ops::Range<usize>) {
    let words = &sentence.tokens[tokens.clone()];
    let last = words.len() - 1;
    let mut name = String::new();
    for (place, token) in words.iter().enumerate() {
        name.push_str(if place == last { &token.lemma } else { &token.form });
        name.push_str(if place < last && token.space_after { " " } else { "" });
    }
    let known = document.entities.iter().position(|entity| entity.name == name);
    let entity = known.unwrap_or_else(|| {
        let class = words[0].name.class().expect("a name has a class");
        document.entities.push(Entity { name, class, mentions: Vec::new(), known: None });
        document.entities.len() - 1
    });
    document.entities[entity].mentions.push(document.mentions.len());
    let head = tokens.clone().find(|&token| sentence.tokens[token].head.is_none_or(|head| !tokens.contains(&head)));
    document.mentions.push(Mention {
        span: words[0].span.cover(words[last].span),
        sentence: index,
        head: head.unwrap_or(tokens.start),
        tokens,
        form: MentionForm::Name,
        entity,
    });
}

fn line(found: &Extraction, claim: &Claim) -> String {
    let of = |role: &str| claim.argument(role).map_or_else(|| "-".to_owned(), |value| words(found, value));
    let subject = of("subject");
    let mut further: Vec<String> = claim.arguments.iter().filter(|argument| !matches!(argument.role.as_str(), "subject" | "object")).map(|argument| pair(found, argument)).collect();
    if let Some(Value::Node(node)) = claim.argument("object") {
        let node = &found.nodes[*node];
        let told = |argument: &&Argument| node.kind != NodeKind::Quantity && !(argument.role == "agent" && words(found, &argument.value) == subject);
        further.extend(node.arguments.iter().filter(told).map(|argument| pair(found, argument)));
    }
    let further = if further.is_empty() { "-".to_owned() } else { further.join(", ") };
    let denied = if claim.polarity == Polarity::Denied { "denied, " } else { "" };
    let certainty = format!("{denied}{}", format!("{:?}", claim.modality).to_lowercase());
    let speaker = claim.attributed_to.as_ref().map(|speaker| format!(" | {}", words(found, speaker))).unwrap_or_default();
    let form = match claim.form {
        Some(SpeechForm::Direct) => " (direct)",
        Some(SpeechForm::Indirect) => " (indirect)",
        None => "",
    };
    let form = if claim.attributed_to.is_some() || claim.relation == "says" { form } else { "" };
    format!("{} | {subject} | {} | {further} | {certainty}{speaker}{form}", claim.relation, of("object"))
}

fn pair(found: &Extraction, argument: &Argument) -> String {
    format!("{} = {}", argument.role, words(found, &argument.value))
}

fn words(found: &Extraction, value: &Value) -> String {
    match value {
        Value::Entity(entity) => found.entities[*entity].name.clone(),
        Value::Node(node) => found.nodes[*node].label.clone(),
        Value::Text(text) | Value::Date(text) | Value::Code(text) => text.clone(),
        Value::Number(number) => number.to_string(),
    }
}

//! Claims as lines that a person reads: `relation | subject | object | further arguments | certainty | speaker`.

use gipfel::document::{SpeechForm, conllu};
use gipfel::extract::{Argument, Claim, Extraction, NodeKind, Polarity, Value, extract};
use gipfel::pipeline::Pipeline;
use std::sync::LazyLock;

pub static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::embedded().expect("models and ontology of the program"));

/// What is read from the trees of a CoNLL-U text, a claim a line.
pub fn claims(input: &str) -> Result<Vec<String>, String> {
    let (article, sentences) = conllu::parse("case", input).map_err(|error| error.to_string())?;
    let document = PIPELINE.with_tokens(&article, sentences);
    let found = extract(&article, &document, &PIPELINE.knowledge);
    Ok(found.claims.iter().map(|claim| line(&found, claim)).collect())
}

fn line(found: &Extraction, claim: &Claim) -> String {
    let of = |role: &str| claim.argument(role).map_or_else(|| "-".to_owned(), |value| words(found, value));
    let subject = of("subject");
    let mut further: Vec<String> = claim
        .arguments
        .iter()
        .filter(|argument| !matches!(argument.role.as_str(), "subject" | "object"))
        .map(|argument| pair(found, argument))
        .collect();
    if let Some(Value::Node(node)) = claim.argument("object") {
        let node = &found.nodes[*node];
        let told = |argument: &&Argument| {
            node.kind != NodeKind::Quantity && !(argument.role == "agent" && words(found, &argument.value) == subject)
        };
        further.extend(node.arguments.iter().filter(told).map(|argument| pair(found, argument)));
    }
    let further = if further.is_empty() { "-".to_owned() } else { further.join(", ") };
    let denied = if claim.polarity == Polarity::Denied { "denied, " } else { "" };
    let certainty = format!("{denied}{}", format!("{:?}", claim.modality).to_lowercase());
    let speaker = claim.attributed_to.as_ref().map(|speaker| format!(" | {}", words(found, speaker))).unwrap_or_default();
    let form = match claim.form {
        Some(SpeechForm::Direct) => " (direct)",
        Some(SpeechForm::Indirect | SpeechForm::Reported) => " (indirect)",
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

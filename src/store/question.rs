//! A query that is ready to be asked: parsed, with values for some of its variables. Nothing is written, no other endpoint is called.

use super::AskError;
use super::ask::SyntaxError;
use crate::graph::vocab::PREFIXES;
use oxigraph::model::{Literal, NamedNode, Term, Variable, vocab::xsd};
use regex::Regex;
use spargebra::algebra::{Expression, Function, GraphPattern};
use spargebra::{Query, SparqlParser};
use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::LazyLock;

/// A query that is ready to be asked.
#[derive(Clone, Debug)]
pub struct Question {
    pub(super) query: Query,
}

/// What a person gives for a variable.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    /// `<https://…>`, `https://…`, `e:Joe_Biden`
    Iri(NamedNode),
    /// `"Rat"@de`, `"2022"^^xsd:gYear`: exactly this literal.
    Literal(Literal),
    /// `3.5`: this number, or a literal of these characters.
    Number(Literal),
    /// `Joe Biden`: a literal of these characters in any language and of any type.
    Text(String),
}

impl Question {
    /// Parses a query. The usual prefixes need no declaration.
    pub fn new(text: &str) -> Result<Question, AskError> {
        if tokens(text).any(|token| token.eq_ignore_ascii_case("SERVICE")) {
            return Err(AskError::Service);
        }
        let mut parser = SparqlParser::new();
        for (name, iri) in PREFIXES {
            parser = parser.with_prefix(*name, *iri).expect("the prefixes are IRIs");
        }
        let query = parser.clone().parse_query(text).map_err(|error| match parser.parse_update(text) {
            Ok(_) => AskError::Update,
            Err(_) => AskError::Syntax(SyntaxError::new(&error.to_string())),
        })?;
        Ok(Question { query })
    }

    /// Parses a query and gives values to some of its variables: name and what a person wrote for it.
    ///
    /// A variable that the answer or its conditions bind keeps the solutions in which it has this value; one that stands in expressions only is
    /// replaced by it.
    pub fn with(text: &str, values: &[(String, String)]) -> Result<Question, AskError> {
        let mut text = text.to_owned();
        let mut question = Question::new(&text)?;
        let mut tests = Vec::new();
        for (name, value) in values {
            let variable = Variable::new(name.trim_start_matches(['?', '$'])).map_err(|_| no_variable(&text, name))?;
            let value = Value::read(value)?;
            if !tokens(&text).any(|token| names(token, &variable)) {
                return Err(no_variable(&text, name));
            }
            let test = value.test(&variable);
            if restrict(pattern(&mut question.query).clone(), &variable, &test).is_some() {
                tests.push((variable, test));
            } else {
                text = replaced(&text, &variable, &value.to_string());
                question = Question::new(&text).map_err(|_| AskError::Fixed(name.clone()))?;
            }
        }
        for (variable, test) in tests {
            let pattern = pattern(&mut question.query);
            if let Some(restricted) = restrict(pattern.clone(), &variable, &test) {
                *pattern = restricted;
            }
        }
        Ok(question)
    }
}

/// Strings, IRIs, comments, variables and words of a query.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
        let long = r#""{3}(?s:.*?)"{3}|'{3}(?s:.*?)'{3}"#;
        let short = r#""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'"#;
        Regex::new(&format!(r#"{long}|{short}|<[^<>"{{}}|^`\\\x00-\x20]*>|#[^\n]*|[?$]\w+|[\w\-.:%\\@]+"#))
            .expect("the pattern is valid")
    });
    TOKEN.find_iter(text).map(|token| token.as_str())
}

fn names(token: &str, variable: &Variable) -> bool {
    token.strip_prefix(['?', '$']).is_some_and(|name| name == variable.as_str())
}

fn no_variable(text: &str, name: &str) -> AskError {
    let all: BTreeSet<String> = tokens(text).filter_map(|token| Some(format!("?{}", token.strip_prefix(['?', '$'])?))).collect();
    AskError::NoVariable {
        name: name.trim_start_matches(['?', '$']).to_owned(),
        all: all.into_iter().collect::<Vec<_>>().join(" "),
    }
}

/// The query with a term in place of a variable; the variable counts as bound.
fn replaced(text: &str, variable: &Variable, term: &str) -> String {
    let bound =
        Regex::new(&format!(r"(?i)\bBOUND\s*\(\s*[?$]{}\s*\)", variable.as_str())).expect("a variable has no special characters");
    let text = bound.replace_all(text, "true").into_owned();
    let mut new = String::with_capacity(text.len());
    let mut rest = text.as_str();
    for token in tokens(&text).filter(|token| names(token, variable)) {
        let at = token.as_ptr() as usize - rest.as_ptr() as usize;
        new.push_str(&rest[..at]);
        new.push_str(term);
        rest = &rest[at + token.len()..];
    }
    new + rest
}

fn pattern(query: &mut Query) -> &mut GraphPattern {
    match query {
        Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. } => pattern,
    }
}

/// The pattern with a test on the solutions in which the variable is seen, below limits, order and aggregates; `None` if it is seen in none.
fn restrict(pattern: GraphPattern, variable: &Variable, test: &Expression) -> Option<GraphPattern> {
    let within = |inner: Box<GraphPattern>| restrict(*inner, variable, test).map(Box::new);
    Some(match pattern {
        GraphPattern::Slice { inner, start, length } => GraphPattern::Slice { inner: within(inner)?, start, length },
        GraphPattern::Distinct { inner } => GraphPattern::Distinct { inner: within(inner)? },
        GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: within(inner)? },
        GraphPattern::Project { inner, variables } => GraphPattern::Project { inner: within(inner)?, variables },
        GraphPattern::OrderBy { inner, expression } => GraphPattern::OrderBy { inner: within(inner)?, expression },
        seen if sees(&seen, variable) => GraphPattern::Filter { expr: test.clone(), inner: Box::new(seen) },
        // What SELECT computes from aggregates, HAVING, and what is aggregated.
        GraphPattern::Extend { inner, variable, expression } => {
            GraphPattern::Extend { inner: within(inner)?, variable, expression }
        }
        GraphPattern::Filter { expr, inner } => GraphPattern::Filter { expr, inner: within(inner)? },
        GraphPattern::Group { inner, variables, aggregates } => {
            GraphPattern::Group { inner: within(inner)?, variables, aggregates }
        }
        _ => return None,
    })
}

fn sees(pattern: &GraphPattern, variable: &Variable) -> bool {
    let mut found = false;
    pattern.on_in_scope_variable(|seen| found |= seen == variable);
    found
}

impl Value {
    fn read(text: &str) -> Result<Value, AskError> {
        let wrong = || AskError::Value(text.to_owned());
        if let Some(iri) = text.strip_prefix('<') {
            let iri = iri.strip_suffix('>').ok_or_else(wrong)?;
            return NamedNode::new(iri).map(Value::Iri).map_err(|_| wrong());
        }
        if text.starts_with('"') {
            return literal(text).map(Value::Literal).ok_or_else(wrong);
        }
        if let Some(iri) = iri(text) {
            return Ok(Value::Iri(iri));
        }
        let digits = text.strip_prefix('-').unwrap_or(text);
        let is_number = digits.starts_with(|c: char| c.is_ascii_digit()) && digits.ends_with(|c: char| c.is_ascii_digit());
        Ok(match digits.matches('.').count() {
            0 if is_number && digits.chars().all(|c| c.is_ascii_digit()) => {
                Value::Number(Literal::new_typed_literal(text, xsd::INTEGER))
            }
            1 if is_number && digits.chars().all(|c| c == '.' || c.is_ascii_digit()) => {
                Value::Number(Literal::new_typed_literal(text, xsd::DECIMAL))
            }
            _ => Value::Text(text.to_owned()),
        })
    }

    /// Whether the variable has this value.
    fn test(&self, variable: &Variable) -> Expression {
        let equal = |a: Expression, b: Expression| Expression::Equal(Box::new(a), Box::new(b));
        let call = |function| Expression::FunctionCall(function, vec![variable.clone().into()]);
        let reads = |text: &str| {
            let same = equal(call(Function::Str), Literal::new_simple_literal(text).into());
            Expression::And(Box::new(call(Function::IsLiteral)), Box::new(same))
        };
        match self {
            Value::Iri(iri) => equal(variable.clone().into(), iri.clone().into()),
            Value::Literal(literal) => equal(variable.clone().into(), literal.clone().into()),
            Value::Number(number) => {
                Expression::Or(Box::new(equal(variable.clone().into(), number.clone().into())), Box::new(reads(number.value())))
            }
            Value::Text(text) => reads(text),
        }
    }
}

/// As it stands in a query.
impl std::fmt::Display for Value {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Iri(iri) => write!(out, "{iri}"),
            Value::Literal(literal) => write!(out, "{literal}"),
            Value::Number(number) => write!(out, "{}", number.value()),
            Value::Text(text) => write!(out, "{}", Literal::new_simple_literal(text)),
        }
    }
}

/// `https://…`, `urn:…`, or a name with one of the usual prefixes.
fn iri(text: &str) -> Option<NamedNode> {
    if text.contains(char::is_whitespace) {
        return None;
    }
    let (scheme, local) = text.split_once(':')?;
    match PREFIXES.iter().find(|(name, _)| *name == scheme) {
        Some((_, namespace)) => NamedNode::new(format!("{namespace}{local}")).ok(),
        None if ["http", "https", "urn"].contains(&scheme) => NamedNode::new(text).ok(),
        None => None,
    }
}

/// A literal as SPARQL writes it; its type may have one of the usual prefixes.
fn literal(text: &str) -> Option<Literal> {
    let long = match text.rsplit_once("\"^^") {
        Some((value, kind)) if !kind.starts_with('<') => format!("{value}\"^^{}", iri(kind)?),
        _ => text.to_owned(),
    };
    match Term::from_str(&long) {
        Ok(Term::Literal(literal)) => Some(literal),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_a_person_means_them() {
        let iri = |iri: &str| Value::Iri(NamedNode::new_unchecked(iri));
        let read = |text: &str| Value::read(text).ok();
        assert_eq!(read("<https://example.org/a>"), Some(iri("https://example.org/a")));
        assert_eq!(read("https://example.org/a"), Some(iri("https://example.org/a")));
        assert_eq!(read("e:Ada_Lund"), Some(iri("https://w3id.org/gipfel/id/Ada_Lund")));
        assert_eq!(read("Ada Lund"), Some(Value::Text("Ada Lund".to_owned())));
        assert_eq!(read("Wort: Rat"), Some(Value::Text("Wort: Rat".to_owned())));
        assert_eq!(read("12"), Some(Value::Number(Literal::from(12))));
        assert_eq!(read("-3.5"), Some(Value::Number(Literal::new_typed_literal("-3.5", xsd::DECIMAL))));
        assert_eq!(read("2022-03"), Some(Value::Text("2022-03".to_owned())));
        assert_eq!(read("\"Rat\"@de"), Some(Value::Literal(Literal::new_language_tagged_literal_unchecked("Rat", "de"))));
        assert_eq!(read("\"2022\"^^xsd:gYear"), Some(Value::Literal(Literal::new_typed_literal("2022", xsd::G_YEAR))));
        assert_eq!(read("<kein iri>"), None);
        assert_eq!(read("\"offen"), None);
    }

    #[test]
    fn words_in_strings_iris_and_comments_are_no_words_of_the_query() {
        let query = "SELECT ?a { ?a <http://service#service> \"SERVICE ?b\", '''?c\nSERVICE''' ; service:x ?d } # SERVICE ?e";
        assert!(Question::new(&format!("PREFIX service: <http://s/> {query}")).is_ok());
        assert!(matches!(no_variable(query, "x"), AskError::NoVariable { all, .. } if all == "?a ?d"));
        assert!(matches!(Question::new("SELECT * { SERVICE<http://s/>{ ?s ?p ?o } }"), Err(AskError::Service)));
        assert!(matches!(Question::new("SELECT * { FILTER EXISTS { service silent ?x { ?s ?p ?o } } }"), Err(AskError::Service)));
    }
}

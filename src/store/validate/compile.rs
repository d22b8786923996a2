//! SHACL shapes → SPARQL queries for the nodes that break them. Only what `ontology/shapes.ttl` says it uses; anything else is an error, so
//! that no shape is passed over in silence.

use super::{Promise, ShapesError};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Literal, Term, Triple};

const SH: &str = "http://www.w3.org/ns/shacl#";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";

/// What a property shape says besides its constraints.
const SILENT: [&str; 6] = ["path", "message", "name", "description", "severity", "order"];

struct Shapes {
    triples: Vec<Triple>,
}

/// The promises of a shapes file, in its order.
pub(super) fn promises(turtle: &[u8]) -> Result<Vec<Promise>, ShapesError> {
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle).collect::<Result<Vec<_>, _>>()?;
    let shapes = Shapes { triples: quads.into_iter().map(Triple::from).collect() };
    let mut found = Vec::new();
    for triple in &shapes.triples {
        if triple.predicate.as_str() == format!("{RDF}type") && triple.object.to_string() == format!("<{SH}NodeShape>") {
            shapes.node_shape(&triple.subject.clone().into(), &mut found)?;
        }
    }
    Ok(found)
}

impl Shapes {
    fn node_shape(&self, shape: &Term, found: &mut Vec<Promise>) -> Result<(), ShapesError> {
        let target = self.target(shape)?;
        let about = self.english(shape, LABEL).unwrap_or_else(|| shape.to_string());
        for property in self.all(shape, "property") {
            let path = self.path(property)?;
            let broken = self.constraints(property, &path)?;
            let cases: Vec<String> = broken.iter().map(|broken| format!("{{ {target} {broken} }}")).collect();
            let words = self.english(property, &format!("{SH}message")).unwrap_or_else(|| path.clone());
            let query = format!("SELECT DISTINCT ?this {{ {} }}", cases.join(" UNION "));
            found.push(Promise { about: about.clone(), words, query });
        }
        for constraint in self.all(shape, "sparql") {
            let Some(Term::Literal(select)) = self.one(constraint, "select") else {
                return Err(unsupported("sh:sparql without sh:select"));
            };
            let words = self.english(constraint, &format!("{SH}message")).unwrap_or_else(|| select.value().to_owned());
            let query = format!("{} SELECT DISTINCT ?this {{ {target} {{ {} }} }}", self.prefixes(), select.value());
            found.push(Promise { about: about.clone(), words, query });
        }
        self.only(shape, &["targetClass", "targetSubjectsOf", "property", "sparql", "message"])
    }

    /// A pattern for the nodes that a shape is about, each once: what all articles say (of a concept, of a run) stands in the graph of each.
    fn target(&self, shape: &Term) -> Result<String, ShapesError> {
        let classes = self.all(shape, "targetClass").into_iter().map(|class| format!("{{ ?this a {class} }}"));
        let subjects =
            self.all(shape, "targetSubjectsOf").into_iter().map(|property| format!("{{ ?this {property} ?targeted }}"));
        let targets: Vec<String> = classes.chain(subjects).collect();
        if targets.is_empty() {
            Err(unsupported("a shape without target"))
        } else {
            Ok(format!("{{ SELECT DISTINCT ?this {{ {} }} }}", targets.join(" UNION ")))
        }
    }

    fn path(&self, property: &Term) -> Result<String, ShapesError> {
        match self.one(property, "path") {
            Some(path @ Term::NamedNode(_)) => Ok(path.to_string()),
            Some(path) => match self.one(path, "inversePath") {
                Some(inverse @ Term::NamedNode(_)) => Ok(format!("^{inverse}")),
                _ => Err(unsupported("a path that is neither a property nor its inverse")),
            },
            None => Err(unsupported("a property shape without sh:path")),
        }
    }

    /// A pattern for each way to break a property shape.
    fn constraints(&self, property: &Term, path: &str) -> Result<Vec<String>, ShapesError> {
        let mut broken = Vec::new();
        let value = format!("?this {path} ?value");
        for triple in self.triples.iter().filter(|triple| Term::from(triple.subject.clone()) == *property) {
            let Some(name) = triple.predicate.as_str().strip_prefix(SH) else { continue };
            let is = &triple.object;
            let number = if let Term::Literal(number) = is { number.value() } else { "" };
            match (name, number) {
                (name, _) if SILENT.contains(&name) => (),
                ("minCount", "1") => broken.push(format!("FILTER NOT EXISTS {{ {value} }}")),
                ("maxCount", "1") => {
                    broken.push(format!("{{ SELECT ?this {{ {value} }} GROUP BY ?this HAVING (COUNT(DISTINCT ?value) > 1) }}"))
                }
                ("hasValue", _) => broken.push(format!("FILTER NOT EXISTS {{ ?this {path} {is} }}")),
                ("equals", _) => {
                    broken.push(format!("{value} FILTER NOT EXISTS {{ ?this {is} ?value }}"));
                    broken.push(format!("?this {is} ?value FILTER NOT EXISTS {{ {value} }}"));
                }
                ("lessThan" | "lessThanOrEquals", _) => {
                    let sign = if name == "lessThan" { "<" } else { "<=" };
                    broken.push(format!("{value} . ?this {is} ?other FILTER (!COALESCE(?value {sign} ?other, false))"));
                }
                ("in", _) => {
                    let members: Vec<String> = self.list(is).iter().map(|term| term.to_string()).collect();
                    broken.push(format!("{value} FILTER (?value NOT IN ({}))", members.join(", ")));
                }
                ("languageIn", _) => {
                    let members: Vec<String> =
                        self.list(is).iter().map(|tag| format!("LANGMATCHES(LANG(?value), {tag})")).collect();
                    broken.push(format!("{value} FILTER (!isLiteral(?value) || !({}))", members.join(" || ")));
                }
                ("pattern", _) => broken.push(format!("{value} FILTER (isBlank(?value) || !REGEX(STR(?value), {is}))")),
                ("or", _) => {
                    let tests: Result<Vec<String>, _> =
                        self.list(is).into_iter().map(|member| self.alternative(member)).collect();
                    broken.push(format!("{value} FILTER (!({}))", tests?.join(" || ")));
                }
                _ => match test(name, is) {
                    Some(test) => broken.push(format!("{value} FILTER (!({test}))")),
                    None => return Err(unsupported(&format!("sh:{name} {is}"))),
                },
            }
        }
        Ok(broken)
    }

    /// One shape in a list of `sh:or`: a datatype, a class or a kind of node.
    fn alternative(&self, member: &Term) -> Result<String, ShapesError> {
        let says: Vec<&Triple> = self.triples.iter().filter(|triple| Term::from(triple.subject.clone()) == *member).collect();
        let [only] = says.as_slice() else { return Err(unsupported("sh:or of shapes with several constraints")) };
        let name = only.predicate.as_str().strip_prefix(SH).unwrap_or_default();
        test(name, &only.object).ok_or_else(|| unsupported(&format!("sh:{name} in sh:or")))
    }

    /// `PREFIX` lines for what the file declares for its queries.
    fn prefixes(&self) -> String {
        let declared = self.triples.iter().filter(|triple| triple.predicate.as_str() == format!("{SH}declare"));
        let line = |declaration: &Term| match (self.one(declaration, "prefix"), self.one(declaration, "namespace")) {
            (Some(Term::Literal(prefix)), Some(Term::Literal(namespace))) => {
                format!("PREFIX {}: <{}>", prefix.value(), namespace.value())
            }
            _ => String::new(),
        };
        declared.map(|triple| line(&triple.object)).collect::<Vec<_>>().join(" ")
    }

    fn only(&self, shape: &Term, known: &[&str]) -> Result<(), ShapesError> {
        let says = self.triples.iter().filter(|triple| Term::from(triple.subject.clone()) == *shape);
        let other = says.filter_map(|triple| triple.predicate.as_str().strip_prefix(SH)).find(|name| !known.contains(name));
        other.map_or(Ok(()), |name| Err(unsupported(&format!("sh:{name} of a node shape"))))
    }

    fn objects(&self, subject: &Term, predicate: &str) -> Vec<&Term> {
        let of = |triple: &&Triple| triple.predicate.as_str() == predicate && Term::from(triple.subject.clone()) == *subject;
        self.triples.iter().filter(of).map(|triple| &triple.object).collect()
    }

    fn all(&self, subject: &Term, name: &str) -> Vec<&Term> {
        self.objects(subject, &format!("{SH}{name}"))
    }

    fn one(&self, subject: &Term, name: &str) -> Option<&Term> {
        self.all(subject, name).first().copied()
    }

    fn english(&self, subject: &Term, predicate: &str) -> Option<String> {
        let words = |term: &Term| match term {
            Term::Literal(words) if words.language().is_none_or(|language| language == "en") => {
                Some(Literal::value(words).to_owned())
            }
            _ => None,
        };
        self.objects(subject, predicate).into_iter().find_map(words)
    }

    fn list(&self, head: &Term) -> Vec<&Term> {
        let mut members = self.objects(head, &format!("{RDF}first"));
        if let Some(rest) = self.objects(head, &format!("{RDF}rest")).first() {
            members.extend(self.list(rest));
        }
        members
    }
}

/// What a value must be, as a SPARQL expression.
fn test(name: &str, is: &Term) -> Option<String> {
    let kind = |local: &str| is.to_string() == format!("<{SH}{local}>");
    match name {
        "class" => Some(format!("EXISTS {{ ?value a {is} }}")),
        "datatype" => Some(format!("isLiteral(?value) && DATATYPE(?value) = {is}")),
        "nodeKind" if kind("IRI") => Some("isIRI(?value)".to_owned()),
        "nodeKind" if kind("Literal") => Some("isLiteral(?value)".to_owned()),
        _ => None,
    }
}

fn unsupported(what: &str) -> ShapesError {
    ShapesError::Unsupported(what.to_owned())
}

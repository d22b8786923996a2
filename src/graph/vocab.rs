//! The names of the vocabularies that the graph speaks. What a term of our own means stands in `ontology/gipfel.ttl`.

use oxigraph::model::{Literal, NamedNode, NamedNodeRef};

/// Terms of the ontology.
pub const GK: &str = "https://w3id.org/gipfel/ns#";
/// Entities of the corpus, concepts, runs.
pub const ID: &str = "https://w3id.org/gipfel/id/";

/// The graph of what follows from the facts of all articles.
pub const INFERRED: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/gipfel/id/inferred");

/// The prefixes of exports and queries, sorted.
pub const PREFIXES: &[(&str, &str)] = &[
    ("dcterms", "http://purl.org/dc/terms/"),
    ("e", ID),
    ("gk", GK),
    ("itsrdf", "http://www.w3.org/2005/11/its/rdf#"),
    ("nif", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("void", "http://rdfs.org/ns/void#"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// A term of our ontology. Characters that may not stand in a local name become `_`.
pub fn gk(local: &str) -> NamedNode {
    let local: String = local.chars().map(|c| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '_' }).collect();
    NamedNode::new_unchecked(format!("{GK}{local}"))
}

/// Words in German.
pub fn german(text: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(text, "de")
}

/// A number without exponent: `xsd:integer` if it is whole, else `xsd:decimal`; `None` if it is not finite.
pub fn number(value: f64) -> Option<Literal> {
    let value = value + 0.0; // no negative zero
    let kind = if value.fract() == 0.0 { xsd::INTEGER } else { xsd::DECIMAL };
    value.is_finite().then(|| Literal::new_typed_literal(value.to_string(), kind))
}

/// A day, month or year with its type; other texts stay plain.
pub fn date(iso: &str) -> Literal {
    let shape: String = iso.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    match shape.as_str() {
        "0000-00-00" => Literal::new_typed_literal(iso, xsd::DATE),
        "0000-00" => Literal::new_typed_literal(iso, xsd::G_YEAR_MONTH),
        "0000" => Literal::new_typed_literal(iso, xsd::G_YEAR),
        _ => Literal::new_simple_literal(iso),
    }
}

macro_rules! terms {
    ($($(#[$doc:meta])* $name:ident = $iri:literal;)*) => {
        $($(#[$doc])* pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);)*
    };
}

/// RDF and RDFS.
pub mod rdf {
    use super::NamedNodeRef;
    terms! {
        /// Class of a node.
        TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
        /// Subject of a claim.
        SUBJECT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject";
        /// Relation of a claim.
        PREDICATE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate";
        /// Object of a claim.
        OBJECT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object";
        /// What a claim says, as a triple term (RDF 1.2).
        REIFIES = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies";
        /// Label of a node.
        LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
    }
}

/// XML Schema datatypes.
pub mod xsd {
    use super::NamedNodeRef;
    terms! {
        /// Texts without language.
        STRING = "http://www.w3.org/2001/XMLSchema#string";
        /// Whole numbers.
        INTEGER = "http://www.w3.org/2001/XMLSchema#integer";
        /// Numbers.
        DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal";
        /// Days.
        DATE = "http://www.w3.org/2001/XMLSchema#date";
        /// Months.
        G_YEAR_MONTH = "http://www.w3.org/2001/XMLSchema#gYearMonth";
        /// Years.
        G_YEAR = "http://www.w3.org/2001/XMLSchema#gYear";
    }
}

/// SKOS and OWL.
pub mod skos {
    use super::NamedNodeRef;
    terms! {
        /// The name that stands for an entity in answers.
        PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel";
        /// Other names of an entity.
        ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel";
        /// Concepts: what a noun or verb means, apart from an article.
        CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept";
        /// The same entity elsewhere.
        SAME_AS = "http://www.w3.org/2002/07/owl#sameAs";
    }
}

/// NIF: strings of a text.
pub mod nif {
    use super::NamedNodeRef;
    terms! {
        /// A stretch of an article.
        STRING = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#String";
        /// A stretch that is a sentence.
        SENTENCE = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Sentence";
        /// The text that offsets count from.
        CONTEXT = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Context";
        /// Code points before it.
        BEGIN_INDEX = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex";
        /// Code points before its end.
        END_INDEX = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#endIndex";
        /// The words.
        ANCHOR_OF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf";
        /// The article.
        REFERENCE_CONTEXT = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#referenceContext";
    }
}

/// VoID and Dublin Core: what an export holds.
pub mod void {
    use super::NamedNodeRef;
    terms! {
        /// An export.
        DATASET = "http://rdfs.org/ns/void#Dataset";
        /// Number of its triples.
        TRIPLES = "http://rdfs.org/ns/void#triples";
        /// Number of things of a class.
        ENTITIES = "http://rdfs.org/ns/void#entities";
        /// Number of articles.
        DOCUMENTS = "http://rdfs.org/ns/void#documents";
        /// A vocabulary it speaks.
        VOCABULARY = "http://rdfs.org/ns/void#vocabulary";
        /// What it holds of one class.
        CLASS_PARTITION = "http://rdfs.org/ns/void#classPartition";
        /// The class.
        CLASS = "http://rdfs.org/ns/void#class";
        /// What it holds of one property.
        PROPERTY_PARTITION = "http://rdfs.org/ns/void#propertyPartition";
        /// The property.
        PROPERTY = "http://rdfs.org/ns/void#property";
        /// Its name.
        TITLE = "http://purl.org/dc/terms/title";
    }
}

/// PROV-O.
pub mod prov {
    use super::NamedNodeRef;
    terms! {
        /// A run of the program.
        ACTIVITY = "http://www.w3.org/ns/prov#Activity";
        /// The program.
        SOFTWARE_AGENT = "http://www.w3.org/ns/prov#SoftwareAgent";
        /// By which run.
        WAS_GENERATED_BY = "http://www.w3.org/ns/prov#wasGeneratedBy";
        /// By which program.
        WAS_ASSOCIATED_WITH = "http://www.w3.org/ns/prov#wasAssociatedWith";
    }
}

/// schema.org.
pub mod schema {
    use super::NamedNodeRef;
    terms! {
        /// Articles.
        NEWS_ARTICLE = "https://schema.org/NewsArticle";
        /// Title.
        HEADLINE = "https://schema.org/headline";
        /// Day of publication.
        DATE_PUBLISHED = "https://schema.org/datePublished";
        /// Who published it.
        PUBLISHER = "https://schema.org/publisher";
        /// Who wrote it.
        AUTHOR = "https://schema.org/author";
        /// Short name.
        IDENTIFIER = "https://schema.org/identifier";
        /// Where it stood.
        URL = "https://schema.org/url";
        /// Language.
        IN_LANGUAGE = "https://schema.org/inLanguage";
        /// Version of the program.
        SOFTWARE_VERSION = "https://schema.org/softwareVersion";
    }
}

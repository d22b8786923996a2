//! [`Known`] → Turtle, as a person would write it: a block an entity.

use super::{Gender, Known};
use crate::graph::vocab::ID;
use std::io::{self, Write};

const PREFIXES: &str = "\
@prefix e:      <https://w3id.org/gipfel/id/> .
@prefix gk:     <https://w3id.org/gipfel/ns#> .
@prefix owl:    <http://www.w3.org/2002/07/owl#> .
@prefix schema: <https://schema.org/> .
@prefix skos:   <http://www.w3.org/2004/02/skos/core#> .
@prefix wd:     <http://www.wikidata.org/entity/> .
";

/// Writes the entities, in the order they come.
pub fn write<'a>(entities: impl IntoIterator<Item = &'a Known>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{PREFIXES}")?;
    for known in entities {
        writeln!(out, "{}", block(known))?;
    }
    Ok(())
}

fn block(known: &Known) -> String {
    let mut text = format!("{} a gk:{} ; skos:prefLabel {}@de", node(&known.iri), known.class.term(), quoted(&known.label));
    let german = |words: &[String]| words.iter().map(|word| format!("{}@de", quoted(word))).collect::<Vec<_>>();
    let plain = |words: &[String]| words.iter().map(|word| quoted(word)).collect::<Vec<_>>();
    let lists = [
        ("skos:altLabel", german(known.names.get(1..).unwrap_or_default())),
        ("gk:adjective", plain(&known.adjectives)),
        ("gk:demonym", plain(&known.demonyms)),
        ("gk:nominal", plain(&known.nominals)),
    ];
    for (property, words) in lists.iter().filter(|(_, words)| !words.is_empty()) {
        text.push_str(&format!(" ;\n  {property} {}", words.join(", ")));
    }
    if let Some(gender) = known.gender {
        text.push_str(&format!(" ;\n  schema:gender schema:{}", if gender == Gender::Masc { "Male" } else { "Female" }));
    }
    for office in &known.offices {
        let of = if office.of.starts_with(ID) { node(&office.of) } else { quoted(&office.of) };
        let bound = |property: &str, date: &Option<String>| {
            date.as_ref().map(|date| format!(" ; {property} \"{date}\"")).unwrap_or_default()
        };
        let (from, until) = (bound("gk:from", &office.from), bound("gk:until", &office.to));
        text.push_str(&format!(" ;\n  gk:office [ gk:title {} ; gk:of {of}{from}{until} ]", quoted(&office.title)));
    }
    if let Some(wikidata) = &known.wikidata {
        let short = wikidata.strip_prefix("http://www.wikidata.org/entity/").map(|id| format!("wd:{id}"));
        text.push_str(&format!(" ;\n  owl:sameAs {}", short.unwrap_or_else(|| format!("<{wikidata}>"))));
    }
    text + " ."
}

/// `e:Olaf_Scholz`, or the whole address where the name has marks that Turtle reads otherwise.
fn node(iri: &str) -> String {
    let plain = |local: &&str| {
        !local.is_empty() && local.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-') && !local.starts_with('-')
    };
    match iri.strip_prefix(ID).filter(plain) {
        Some(local) => format!("e:{local}"),
        None => format!("<{iri}>"),
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            _ => quoted.push(letter),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use crate::knowledge::gazetteer::{Gazetteer, write::write};

    #[test]
    fn what_is_written_is_read_back() {
        let gazetteer = Gazetteer::embedded().unwrap();
        let mut turtle = Vec::new();
        write(gazetteer.all(), &mut turtle).unwrap();
        let again = Gazetteer::parse(&turtle).unwrap();
        assert!(gazetteer.all().eq(again.all()));
    }
}

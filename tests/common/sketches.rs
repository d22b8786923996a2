//! Articles as linking sees them, written by hand:
//!
//! ```text
//! eins 2022-03-24
//!   PER Olaf Scholz = Scholz ; Bundeskanzler of Deutschland ; früherer Finanzminister
//!   ORG Deutscher Wetterdienst = DWD
//! zwei
//!   PER Scholz ; Kanzler
//! curation
//!   rename | Olaf Scholz | Bundeskanzler Scholz
//! ```
//!
//! An article: its short name and its day. An entity: its class, its name, its other names behind `=`, its offices behind `;`, a known address
//! behind `->`, the name it is short for behind `~`. `*` before the class marks an entity.

use gipfel::document::NameClass;
use gipfel::link::{CorpusEntity, Curation, Held, Links, Named, Of, Sketch, When};

/// What a text of this form says.
#[derive(Default)]
pub struct Corpus {
    pub sketches: Vec<Sketch>,
    pub curation: Curation,
    /// Article and number of the marked entities.
    pub marked: Vec<(usize, usize)>,
}

impl Corpus {
    pub fn read(text: &str) -> Result<Corpus, String> {
        let mut corpus = Corpus::default();
        let mut curation: Option<String> = None;
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            match (line.starts_with(' '), &mut curation) {
                (true, Some(curation)) => curation.push_str(&format!("{}\n", line.trim())),
                (true, None) => {
                    let article = corpus.sketches.len().checked_sub(1).ok_or("an entity stands before the first article")?;
                    let (marked, entity) =
                        line.trim().strip_prefix('*').map_or((false, line.trim()), |entity| (true, entity.trim()));
                    if marked {
                        corpus.marked.push((article, corpus.sketches[article].entities.len()));
                    }
                    let named = named(entity, &corpus.sketches[article].entities)?;
                    corpus.sketches[article].entities.push(named);
                }
                (false, _) if line.trim() == "curation" => curation = Some(String::new()),
                (false, _) => {
                    let (name, date) = line.split_once(' ').unwrap_or((line, ""));
                    let article = format!("https://example.org/{name}");
                    corpus.sketches.push(Sketch {
                        article,
                        name: name.to_owned(),
                        published: date.trim().parse().ok(),
                        entities: Vec::new(),
                    });
                }
            }
        }
        if let Some(text) = curation {
            corpus.curation = Curation::parse(&text).map_err(|error| error.to_string())?;
        }
        Ok(corpus)
    }
}

fn named(text: &str, before: &[Named]) -> Result<Named, String> {
    let (class, rest) = text.split_once(' ').ok_or_else(|| format!("`{text}` has no class"))?;
    let class = match class {
        "PER" => NameClass::Person,
        "LOC" => NameClass::Place,
        "ORG" => NameClass::Organisation,
        "MISC" => NameClass::Other,
        other => return Err(format!("no class is called `{other}`")),
    };
    let mut parts = rest.split(';').map(str::trim);
    let names = parts.next().unwrap_or_default();
    let (names, short_for) = names
        .split_once(" ~ ")
        .map_or((names, None), |(names, long)| (names, before.iter().position(|named| named.name == long.trim())));
    let (names, known) = names.split_once(" -> ").map_or((names, None), |(names, known)| (names, Some(known.trim().to_owned())));
    let (name, others) = names.split_once(" = ").unwrap_or((names, ""));
    let mut others: Vec<String> =
        others.split(',').map(|other| other.trim().to_owned()).filter(|other| !other.is_empty()).collect();
    others.sort();
    let offices = parts.map(|office| held(office, before)).collect();
    Ok(Named { name: name.trim().to_owned(), class, known, others, offices, short_for })
}

fn held(text: &str, before: &[Named]) -> Held {
    let (when, text) = match text.split_once(' ') {
        Some(("früherer" | "frühere", rest)) => (When::Before, rest),
        _ => (When::Now, text),
    };
    let (title, of) = text.split_once(" of ").map_or((text, None), |(title, of)| (title, Some(of.trim())));
    let of = of.map(|of| before.iter().position(|named| named.name == of).map_or_else(|| Of::Words(of.to_owned()), Of::Entity));
    Held { title: title.trim().to_owned(), of, when }
}

/// An entity a line, with its names in the articles, and its reasons below.
pub fn describe(corpus: &Corpus, links: &Links) -> String {
    let mut text = String::new();
    for (number, CorpusEntity { iri, label, class, wikidata, reasons, .. }) in links.entities.iter().enumerate() {
        let mut members: Vec<String> = Vec::new();
        for sketch in &corpus.sketches {
            let of = sketch.entities.iter().zip(&links.articles[&sketch.article]);
            members.extend(
                of.filter(|(_, link)| link.entity == Some(number)).map(|(named, _)| format!("{} {}", sketch.name, named.name)),
            );
        }
        let address = iri.strip_prefix("https://w3id.org/gipfel/id/").unwrap_or(iri);
        let wikidata =
            wikidata.as_deref().map(|iri| format!(", {}", iri.rsplit('/').next().unwrap_or_default())).unwrap_or_default();
        text.push_str(&format!("{address} ({} {label}{wikidata}) = {}\n", class.as_str(), members.join(" + ")));
        for reason in reasons {
            text.push_str(&format!("  {reason}\n"));
        }
    }
    text
}

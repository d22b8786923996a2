//! The known entities of `ontology/gazetteer.ttl` (SKOS): names, nouns and adjectives that stand for them, and offices with their time.
//!
//! ```turtle
//! e:Nato a gk:Organisation ; skos:prefLabel "Nato"@de ; skos:altLabel "Nordatlantikpakt"@de ; gk:nominal "Allianz", "Bündnis" ; owl:sameAs wd:Q7184 .
//! e:Russland a gk:Place ; skos:prefLabel "Russland"@de ; gk:adjective "russisch" ; gk:demonym "Russe", "Russin" ; owl:sameAs wd:Q159 .
//! e:Olaf_Scholz a gk:Person ; skos:prefLabel "Olaf Scholz"@de ; schema:gender schema:Male ;
//!     gk:office [ gk:title "Bundeskanzler" ; gk:of e:Deutschland ; gk:from "2021-12-08" ; gk:until "2025-05-06" ] .
//! ```

mod read;
pub mod write;

use crate::document::NameClass;
pub use read::GazetteerError;
use std::collections::HashMap;

/// A known entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// `https://w3id.org/gipfel/id/Jens_Stoltenberg`
    pub iri: String,
    /// The German name that stands for it in answers.
    pub label: String,
    /// What kind of thing it is.
    pub class: NameClass,
    /// Wikidata IRI.
    pub wikidata: Option<String>,
    /// All names that may stand for it, `label` first: *Nato*, *NATO*, *Nordatlantikpakt*. More than one entity may bear a name.
    pub names: Vec<String>,
    /// Common nouns that stand for it where it was named before: *Allianz*, *Bündnis*.
    pub nominals: Vec<String>,
    /// Adjectives made from it, in their base form: *russisch*, *Schweizer*.
    pub adjectives: Vec<String>,
    /// Its inhabitants: *Russe*, *Russin*.
    pub demonyms: Vec<String>,
    /// Of persons.
    pub gender: Option<Gender>,
    /// Of persons, sorted by beginning.
    pub offices: Vec<Office>,
}

impl Known {
    /// Takes over what another one of the same IRI says; `true`, as it says it now.
    fn add(&mut self, other: &mut Known) -> bool {
        let lists = [
            (&mut other.names, &mut self.names),
            (&mut self.nominals, &mut other.nominals),
            (&mut self.adjectives, &mut other.adjectives),
            (&mut self.demonyms, &mut other.demonyms),
        ];
        for (first, more) in lists {
            let new: Vec<String> = more.iter().filter(|word| !first.contains(word)).cloned().collect();
            first.extend(new);
        }
        // The label of the other one is first among the names.
        std::mem::swap(&mut self.names, &mut other.names);
        self.label.clone_from(&other.label);
        self.class = other.class;
        self.wikidata = other.wikidata.take().or(self.wikidata.take());
        self.gender = other.gender.or(self.gender);
        self.offices.append(&mut other.offices);
        self.offices.sort();
        self.offices.dedup();
        true
    }
}

/// Grammatical and natural gender of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    /// *er*
    Masc,
    /// *sie*
    Fem,
}

/// An office somebody held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Office {
    /// First day, if known: `2021-12-08`; also a month or year.
    pub from: Option<String>,
    /// Last day, `None` if it lasts or is not known.
    pub to: Option<String>,
    /// *Bundeskanzler*
    pub title: String,
    /// IRI of the organisation or place, or its name if it has no entry.
    pub of: String,
}

impl Office {
    /// Whether it was held at `date` (ISO 8601). Bounds that are not known do not exclude.
    pub fn held(&self, date: &str) -> bool {
        let from = self.from.as_deref().is_none_or(|from| from <= date);
        // "2021" ends with the year: what begins with it is still within.
        let to = self.to.as_deref().is_none_or(|to| date <= to || date.starts_with(to));
        from && to
    }
}

/// All known entities, sorted by IRI.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    entities: Vec<Known>,
    names: HashMap<String, Vec<usize>>,
    nominals: HashMap<String, Vec<usize>>,
    adjectives: HashMap<String, usize>,
    demonyms: HashMap<String, usize>,
}

static EMBEDDED: &[u8] = include_bytes!("../../ontology/gazetteer.ttl");

impl Gazetteer {
    /// What the program was built with.
    pub fn embedded() -> Result<Gazetteer, GazetteerError> {
        Gazetteer::parse(EMBEDDED)
    }

    /// The file the program was built with.
    pub fn embedded_bytes() -> &'static [u8] {
        EMBEDDED
    }

    /// Reads Turtle.
    pub fn parse(bytes: &[u8]) -> Result<Gazetteer, GazetteerError> {
        Ok(Gazetteer::new(read::read(bytes)?))
    }

    /// All entities, sorted by IRI.
    pub fn all(&self) -> impl Iterator<Item = &Known> {
        self.entities.iter()
    }

    /// These and the ones of another file, which count more.
    pub fn with(self, turtle: &[u8]) -> Result<Gazetteer, GazetteerError> {
        let mut entities = self.entities;
        entities.extend(read::read(turtle)?);
        Ok(Gazetteer::new(entities))
    }

    /// What several say of one IRI is put together; where only one thing can be said, the last one counts.
    pub fn new(entities: Vec<Known>) -> Gazetteer {
        let mut gazetteer = Gazetteer { entities, ..Gazetteer::default() };
        gazetteer.entities.sort_by(|a, b| a.iri.cmp(&b.iri));
        gazetteer.entities.dedup_by(|later, earlier| later.iri == earlier.iri && earlier.add(later));
        let mut shared = Shared::default();
        for (index, known) in gazetteer.entities.iter().enumerate() {
            for name in &known.names {
                insert(&mut gazetteer.names, levelled(name), index);
            }
            for nominal in &known.nominals {
                insert(&mut gazetteer.nominals, nominal.clone(), index);
            }
            for adjective in &known.adjectives {
                shared.insert(&mut gazetteer.adjectives, lower_first(adjective), index);
            }
            for demonym in &known.demonyms {
                shared.insert(&mut gazetteer.demonyms, demonym.clone(), index);
            }
        }
        for word in shared.words {
            gazetteer.adjectives.remove(&word);
            gazetteer.demonyms.remove(&word);
        }
        gazetteer
    }

    /// The entity with this number.
    pub fn known(&self, index: usize) -> &Known {
        &self.entities[index]
    }

    /// Number of entities.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// The entity with this IRI.
    pub fn by_iri(&self, iri: &str) -> Option<usize> {
        self.entities.binary_search_by(|known| known.iri.as_str().cmp(iri)).ok()
    }

    /// The entities that bear exactly this name; the case of acronyms is levelled (*NATO* = *Nato*).
    pub fn by_name(&self, name: &str) -> &[usize] {
        self.names.get(&levelled(name)).map_or(&[], Vec::as_slice)
    }

    /// The entities that a common noun can stand for: *Bündnis*.
    pub fn by_nominal(&self, lemma: &str) -> &[usize] {
        self.nominals.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The place an adjective is made from, in any inflection: *russischen*, *US-amerikanische*, *Schweizer*.
    /// `None` if it is made from none or from several.
    pub fn by_adjective(&self, form: &str) -> Option<usize> {
        let form = lower_first(form);
        let whole = self.adjectives.get(&form);
        whole
            .or_else(|| ["e", "en", "er", "es", "em"].iter().find_map(|ending| self.adjectives.get(form.strip_suffix(ending)?)))
            .copied()
    }

    /// The place of an inhabitant: *Russe*, *Russin*. `None` if there are several.
    pub fn by_demonym(&self, lemma: &str) -> Option<usize> {
        self.demonyms.get(lemma).copied()
    }
}

/// Words that more than one entity claims: they decide nothing.
#[derive(Default)]
struct Shared {
    words: Vec<String>,
}

impl Shared {
    fn insert(&mut self, map: &mut HashMap<String, usize>, word: String, index: usize) {
        if map.insert(word.clone(), index).is_some_and(|before| before != index) {
            self.words.push(word);
        }
    }
}

fn insert(map: &mut HashMap<String, Vec<usize>>, word: String, index: usize) {
    let of = map.entry(word).or_default();
    if of.last() != Some(&index) {
        of.push(index);
    }
}

/// Words of four and more capitals as ordinary names: *NATO* → *Nato*, *MOSKAU* → *Moskau*. Shorter ones are left, as *WHO* is not *Who*.
fn levelled(name: &str) -> String {
    let mut level = String::with_capacity(name.len());
    for word in name.split_inclusive([' ', '-']) {
        let letters = word.trim_end_matches([' ', '-']);
        if letters.chars().count() >= 4 && letters.chars().all(char::is_uppercase) {
            let mut rest = word.chars();
            level.extend(rest.next());
            level.extend(rest.flat_map(char::to_lowercase));
        } else {
            level.push_str(word);
        }
    }
    level
}

/// *Russisch* → *russisch*, *US-amerikanisch* → *uS-amerikanisch*
fn lower_first(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"
@prefix e: <https://w3id.org/gipfel/id/> .
@prefix gk: <https://w3id.org/gipfel/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .

e:Russland a gk:Place ; skos:prefLabel "Russland"@de ; gk:adjective "russisch" ; gk:demonym "Russe", "Russin" ; owl:sameAs wd:Q159 .
e:Schweiz a gk:Place ; skos:prefLabel "Schweiz"@de ; gk:adjective "Schweizer", "schweizerisch" .
e:Nato a gk:Organisation ; skos:prefLabel "Nato"@de ; skos:altLabel "Nordatlantikpakt"@de ; gk:nominal "Allianz", "Bündnis" .
e:Olaf_Scholz a gk:Person ; skos:prefLabel "Olaf Scholz"@de ; schema:gender schema:Male ;
  gk:office [ gk:title "Bundeskanzler", "Kanzler" ; gk:of "Deutschland" ; gk:from "2021-12-08" ; gk:until "2025-05-06" ] .
"#;

    fn labels(gazetteer: &Gazetteer, found: impl IntoIterator<Item = usize>) -> Vec<&str> {
        found.into_iter().map(|index| gazetteer.known(index).label.as_str()).collect()
    }

    #[test]
    fn finds_by_name_noun_adjective_and_inhabitant() {
        let gazetteer = Gazetteer::parse(SMALL.as_bytes()).unwrap();
        assert_eq!(labels(&gazetteer, gazetteer.by_name("NATO").to_vec()), ["Nato"]);
        assert_eq!(labels(&gazetteer, gazetteer.by_name("NORDATLANTIKPAKT").to_vec()), ["Nato"]);
        assert_eq!(labels(&gazetteer, gazetteer.by_nominal("Bündnis").to_vec()), ["Nato"]);
        for form in ["russisch", "russischen", "Russische", "Schweizer", "schweizerischer"] {
            assert!(gazetteer.by_adjective(form).is_some(), "{form}");
        }
        assert_eq!(gazetteer.by_adjective("rustikal"), None);
        assert_eq!(labels(&gazetteer, gazetteer.by_demonym("Russin")), ["Russland"]);
        assert_eq!(
            gazetteer.known(gazetteer.by_name("Russland")[0]).wikidata.as_deref(),
            Some("http://www.wikidata.org/entity/Q159")
        );
    }

    #[test]
    fn offices_have_their_time() {
        let gazetteer = Gazetteer::parse(SMALL.as_bytes()).unwrap();
        let scholz = gazetteer.known(gazetteer.by_iri("https://w3id.org/gipfel/id/Olaf_Scholz").unwrap());
        assert_eq!(scholz.gender, Some(Gender::Masc));
        let titles: Vec<&str> = scholz.offices.iter().map(|office| office.title.as_str()).collect();
        assert_eq!(titles, ["Bundeskanzler", "Kanzler"]);
        assert!(
            scholz.offices[0].held("2022-03-24")
                && !scholz.offices[0].held("2025-06-01")
                && !scholz.offices[0].held("2021-12-07")
        );
    }

    #[test]
    fn a_word_of_two_places_decides_nothing() {
        let text = SMALL.to_owned() + "e:Kirow a gk:Place ; skos:prefLabel \"Kirow\"@de ; gk:adjective \"russisch\" .\n";
        assert_eq!(Gazetteer::parse(text.as_bytes()).unwrap().by_adjective("russische"), None);
    }

    #[test]
    fn errors_name_the_line_and_what_was_expected() {
        let cases = [
            ("e:A a gk:Place ; skos:prefLabel \"A\"@de", "line 15: "),
            ("e:A a gk:Place .", "line 15: `A` has no `skos:prefLabel`; expected a German name"),
            ("e:A skos:prefLabel \"A\"@de .", "line 15: `A` has no class; expected `a gk:Person`"),
            ("e:A a gk:Plaace ; skos:prefLabel \"A\"@de .", "line 15: `A` is a `https://w3id.org/gipfel/ns#Plaace`; expected"),
            (
                "e:A a gk:Place ; skos:prefLabel \"A\"@de ; gk:adjectiv \"a\" .",
                "line 15: `A` has the property `https://w3id.org/gipfel/ns#adjectiv`; expected",
            ),
            (
                "e:A a gk:Place ; skos:prefLabel \"A\"@de ; gk:office [ gk:title \"Chef\" ] .",
                "line 15: an office of `A` has no `gk:of`; expected",
            ),
            (
                "e:A a gk:Place ; skos:prefLabel \"A\"@de ; gk:office [ gk:of e:B ; gk:title \"Chef\" ; gk:from \"Mai\" ] .",
                "expected a date such as 2021-12-08",
            ),
        ];
        for (line, words) in cases {
            let error =
                Gazetteer::parse((SMALL.to_owned() + "\n" + line).as_bytes()).unwrap_err().in_file("known.ttl").to_string();
            assert!(error.starts_with("known.ttl, line ") && error.contains(words), "{line}: {error}");
        }
    }

    #[test]
    fn what_is_shipped_is_whole() {
        let gazetteer = crate::knowledge::Knowledge::embedded().unwrap().gazetteer;
        for index in 0..gazetteer.len() {
            for office in &gazetteer.known(index).offices {
                let dangling = office.of.starts_with("https://") && gazetteer.by_iri(&office.of).is_none();
                assert!(!dangling, "{} holds an office of {}, which has no entry", gazetteer.known(index).label, office.of);
            }
        }
        let one = |name: &str| match gazetteer.by_name(name) {
            [index] => gazetteer.known(*index).label.as_str(),
            others => panic!("{} entities are called {name}", others.len()),
        };
        assert_eq!(one("Wolodymyr Selenski"), "Wolodymyr Selenskyj");
        assert_eq!(one("NORDATLANTIKPAKT"), "Nato");
        assert_eq!(one("Vereinigten Staaten"), "USA");
        assert_eq!(gazetteer.by_adjective("US-amerikanischen"), Some(gazetteer.by_name("USA")[0]));
        assert_eq!(gazetteer.by_adjective("Berliner"), Some(gazetteer.by_name("Berlin")[0]));
        assert_eq!(gazetteer.by_name("Michael Müller").len(), 2);
    }
}

//! Why names were taken for one entity, as data: a code that stays, and words a journalist understands.

use std::fmt;

/// Why a name of an article was taken for an entity of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The gazetteer has the name.
    KnownName(String),
    /// Surname or title, and the office that the gazetteer gives to one person at that time.
    Office(String),
    /// Surname alone, and one person of that surname with first name in the same article.
    ArticleSurname(String),
    /// The same full name in several articles.
    SameName,
    /// The same name but for its spelling.
    Spelling(String),
    /// With and without a second first name, and the same office.
    MiddleName(String),
    /// An acronym that stands for one name in the corpus.
    Acronym(String, String),
    /// Surname alone, one person of that surname in the corpus, and the same office.
    SurnameOffice(String),
    /// The same full name, but offices that have nothing in common: it may be two persons.
    DifferentOffices,
    /// A line of the curation file.
    Curation(usize),
}

/// The codes of merges that may be wrong, the most doubtful first.
const DOUBTFUL: [&str; 6] = ["different-offices", "surname-office", "middle-name", "office", "acronym", "spelling"];

impl Reason {
    /// `same-name`
    pub fn code(&self) -> &'static str {
        match self {
            Reason::DifferentOffices => "different-offices",
            Reason::SurnameOffice(_) => "surname-office",
            Reason::MiddleName(_) => "middle-name",
            Reason::Office(_) => "office",
            Reason::Acronym(..) => "acronym",
            Reason::Spelling(_) => "spelling",
            Reason::ArticleSurname(_) => "article-surname",
            Reason::SameName => "same-name",
            Reason::KnownName(_) => "known-name",
            Reason::Curation(_) => "curation",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: ", self.code())?;
        match self {
            Reason::KnownName(name) => write!(out, "bekannter Name „{name}“"),
            Reason::Office(office) => write!(out, "Amt zu dieser Zeit: {office}"),
            Reason::ArticleSurname(name) => write!(out, "„{name}“ in einem Artikel mit dem vollen Namen"),
            Reason::SameName => write!(out, "gleicher voller Name in mehreren Artikeln"),
            Reason::Spelling(name) => write!(out, "andere Schreibung „{name}“"),
            Reason::MiddleName(name) => write!(out, "gleicher Name bis auf den Mittelnamen und gleiches Amt: „{name}“"),
            Reason::Acronym(short, long) => write!(out, "{short} steht für {long}"),
            Reason::SurnameOffice(name) => write!(out, "gleicher Nachname und gleiches Amt: {name}"),
            Reason::DifferentOffices => write!(out, "gleicher voller Name, aber verschiedene Ämter"),
            Reason::Curation(line) => write!(out, "Zeile {line} der Kuratierung"),
        }
    }
}

/// How doubtful a merge for this reason is: 0 for none. `reason` is what [`Reason`] was written as.
pub fn doubt(reason: &str) -> usize {
    let code = reason.split(':').next().unwrap_or_default();
    DOUBTFUL.iter().position(|known| *known == code).map_or(0, |place| DOUBTFUL.len() - place)
}

/// The reasons of an entity in the whole corpus, each once; `articles` have the full name in common.
pub fn summary(reasons: impl IntoIterator<Item = Reason>, articles: usize) -> Vec<String> {
    let mut sorted: Vec<Reason> = reasons.into_iter().collect();
    sorted.sort_unstable();
    sorted.dedup();
    let text = |reason: Reason| match reason {
        Reason::SameName => format!("{}: gleicher voller Name in {articles} Artikeln", Reason::SameName.code()),
        reason => reason.to_string(),
    };
    sorted.into_iter().map(text).collect()
}

//! Offices that articles give to persons, and whether two of them are the same.

use super::keys::Key;
use super::names;
use super::sketch::{Held, Of, When};
use crate::article::entries;
use crate::knowledge::gazetteer::{Gazetteer, Office};
use crate::knowledge::lexicon::capitalised;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static COMMON: LazyLock<BTreeSet<&str>> = LazyLock::new(|| entries(include_str!("words/common_titles.txt")).collect());
static STATE: LazyLock<BTreeSet<&str>> = LazyLock::new(|| entries(include_str!("words/state_titles.txt")).collect());

/// An office as an article gives it, with its organisation resolved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claimed {
    /// Levelled: *Nato-Generalsekretär* → natogeneralsekretär.
    pub whole: String,
    /// Levelled, without an organisation before the hyphen: generalsekretär.
    pub title: String,
    /// The organisation or place.
    pub of: Option<Key>,
    /// Whether the organisation stands beside the title and not in it.
    pub beside: bool,
    /// Whether many hold an office of this title.
    pub common: bool,
    /// Whether each country, Land or party has one.
    pub state: bool,
    /// Held on the day of publication.
    pub now: bool,
    /// As it stands there.
    pub words: String,
}

impl Claimed {
    /// `keys` are those of the entities of the article, as far as they are known by now.
    pub fn new(held: &Held, keys: &[Option<Key>], gazetteer: &Gazetteer) -> Claimed {
        let beside = held.of.as_ref().and_then(|of| match of {
            Of::Entity(index) => keys.get(*index).cloned().flatten(),
            Of::Words(words) => Some(known_thing(words, gazetteer).unwrap_or_else(|| Key::Thing(None, names::thing(words)))),
        });
        let (first, title) = parts(&held.title, gazetteer);
        // "EU-Kommissionspräsidentin" is of the EU by its first part alone.
        let beside = beside.filter(|of| Some(of) != first.as_ref());
        Claimed {
            whole: level(&held.title),
            common: COMMON.contains(title.as_str()),
            state: STATE.contains(title.as_str()),
            title: level(&title),
            beside: beside.is_some(),
            of: beside.or(first),
            now: held.when == When::Now,
            words: held.title.clone(),
        }
    }

    /// Whether the gazetteer's `office` is this one, at `date`.
    pub fn is(&self, office: &Office, date: Option<Date>, gazetteer: &Gazetteer) -> bool {
        let same_of = matches!(&self.of, Some(Key::Known(index)) if gazetteer.known(*index).iri == office.of || gazetteer.known(*index).label == office.of);
        let title = level(&office.title);
        let whole = self.whole == title && if self.beside { same_of } else { !self.common || same_of };
        let split = same_of && self.title == title;
        let time = match (self.now, date) {
            (true, Some(date)) => office.held(&date.to_string()),
            // "der frühere Ministerpräsident"
            (false, Some(date)) => office.to.as_ref().is_some_and(|to| *to < date.to_string()),
            (_, None) => true,
        };
        (whole || split) && time
    }

    /// Whether two articles speak of the same office: the same title of the same organisation; without one, a title that few hold.
    pub fn agrees(&self, other: &Claimed) -> bool {
        let of = match (&self.of, &other.of) {
            (Some(a), Some(b)) => a == b,
            _ => ![self, other].iter().any(|office| office.common || office.state),
        };
        of && (self.title == other.title || self.whole == other.whole)
    }
}

/// Whether the gazetteer knows an office of this title, but not at `date` or not of this organisation: "Bundeskanzler Scholz" in 2019.
pub fn contradicts(claimed: &Claimed, offices: &[Office], date: Option<Date>, gazetteer: &Gazetteer) -> bool {
    let title = |office: &&Office| [&claimed.whole, &claimed.title].contains(&&level(&office.title));
    let mut same = offices.iter().filter(title).peekable();
    same.peek().is_some() && !same.any(|office| claimed.is(office, date, gazetteer))
}

/// *Nato-Generalsekretär* → Nato, *Generalsekretär*; *Co-Vorsitzender* has no organisation in it.
fn parts(title: &str, gazetteer: &Gazetteer) -> (Option<Key>, String) {
    let split = title.rsplit_once('-').and_then(|(first, rest)| Some((known_thing(first, gazetteer)?, rest)));
    match split {
        Some((of, rest)) => (Some(of), capitalised(rest)),
        None => (None, title.to_owned()),
    }
}

/// The one known organisation or place of this name.
pub fn known_thing(name: &str, gazetteer: &Gazetteer) -> Option<Key> {
    let things = |name: &str| -> Vec<usize> {
        let person = |index: &usize| gazetteer.known(*index).class == crate::document::NameClass::Person;
        gazetteer.by_name(name).iter().copied().filter(|index| !person(index)).collect()
    };
    match things(name).as_slice() {
        [one] => Some(Key::Known(*one)),
        [] => match things(name.strip_suffix('s')?).as_slice() {
            [one] => Some(Key::Known(*one)),
            _ => None,
        },
        _ => None,
    }
}

/// *Bundeskanzler* and *Kanzler*, *Vorsitzender* and *Vorsitzende* are one; man and woman are not.
pub fn level(title: &str) -> String {
    let title = names::fold(title);
    let title = title.strip_prefix("bundes").filter(|rest| rest.len() >= 6).unwrap_or(&title);
    let adjectival =
        ["vorsitzender", "beauftragter", "abgeordneter", "verordneter", "gesandter"].iter().any(|ending| title.ends_with(ending));
    if adjectival { title[..title.len() - 1].to_owned() } else { title.to_owned() }
}

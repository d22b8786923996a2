//! Known names: given names and surnames, places, countries, organisations. A hint for the network, which decides in context: *Essen* is a city and a
//! meal. Its file (`models/names.bin`) is a finite-state map from a name, its tokens joined by spaces, to what it can be; see [`crate::train::names`].

use fst::Map;
use fst::raw::Output;
use std::borrow::Cow;
use std::sync::LazyLock;

static EMBEDDED: &[u8] = include_bytes!("../../models/names.bin");

/// What a name can be; a bit each in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// *Angela*
    Given,
    /// *Merkel*
    Surname,
    /// *Angela Merkel*
    Person,
    /// *Köln*
    Place,
    /// *Estland*
    Country,
    /// *Freie Wähler*
    Organisation,
}

impl NameKind {
    /// All, in the order of their bits.
    pub const ALL: [NameKind; 6] =
        [NameKind::Given, NameKind::Surname, NameKind::Person, NameKind::Place, NameKind::Country, NameKind::Organisation];

    /// Its bit.
    pub fn bit(self) -> u64 {
        1 << self as u64
    }
}

/// What is known of a token: its [`NameKind`] by itself, and which names of several words it begins or goes on with. Numbers below [`HINTS`].
pub type Hint = u8;

/// Number of different hints: of single words, of first and of later words of names.
pub const HINTS: usize = 3 * NameKind::ALL.len();

/// Words a name has at most.
const LONGEST: usize = 6;

/// The lexicon of names.
pub struct Names {
    map: Map<Cow<'static, [u8]>>,
}

impl Names {
    /// The lexicon inside the program.
    pub fn embedded() -> &'static Names {
        static NAMES: LazyLock<Names> =
            LazyLock::new(|| Names::read(Cow::Borrowed(EMBEDDED)).expect("the embedded names were written by this program"));
        &NAMES
    }

    /// From the bytes of a map.
    pub fn read(file: Cow<'static, [u8]>) -> Result<Names, fst::Error> {
        Ok(Names { map: Map::new(file)? })
    }

    /// Whether the name is listed exactly so.
    pub fn lists(&self, name: &str) -> bool {
        self.map.contains_key(name)
    }

    /// The hints for each token of a sentence.
    pub fn hints(&self, forms: &[&str]) -> Vec<Vec<Hint>> {
        let mut hints: Vec<Vec<Hint>> = vec![Vec::new(); forms.len()];
        let kinds = NameKind::ALL.len() as u8;
        let of =
            |bits: u64, place: u8| (0..kinds).filter(move |kind| bits >> kind & 1 == 1).map(move |kind| place * kinds + kind);
        let mut end = 0;
        for (at, form) in forms.iter().enumerate() {
            if !form.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit()) {
                continue;
            }
            hints[at].extend(of(self.alone(form), 0));
            if at < end {
                continue;
            }
            if let Some((length, bits)) = self.longest(&forms[at..]) {
                end = at + length;
                hints[at].extend(of(bits, 1));
                for hints in &mut hints[at + 1..end] {
                    hints.extend(of(bits, 2));
                }
            }
        }
        hints
    }

    /// A single word, or what is left without the *s* of its genitive.
    fn alone(&self, form: &str) -> u64 {
        let shortened = || form.strip_suffix('s').and_then(|stem| self.map.get(stem));
        self.map.get(form).or_else(shortened).unwrap_or(0)
    }

    /// Number of words and kinds of the longest name of several words that begins here.
    fn longest(&self, forms: &[&str]) -> Option<(usize, u64)> {
        let fst = self.map.as_fst();
        let mut node = fst.root();
        let mut sum = Output::zero();
        let mut found = None;
        for (index, form) in forms.iter().take(LONGEST).enumerate() {
            let space: &[u8] = if index > 0 { b" " } else { b"" };
            for &byte in space.iter().chain(form.as_bytes()) {
                let Some(number) = node.find_input(byte) else { return found };
                let step = node.transition(number);
                sum = sum.cat(step.out);
                node = fst.node(step.addr);
            }
            if index > 0 && node.is_final() {
                found = Some((index + 1, sum.cat(node.final_output()).value()));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_for_single_words_and_for_names_of_several() {
        let kinds = |kinds: &[NameKind]| kinds.iter().map(|kind| kind.bit()).sum::<u64>();
        let mut entries =
            [("Bad", kinds(&[NameKind::Surname])), ("Bad Tölz", kinds(&[NameKind::Place])), ("Köln", kinds(&[NameKind::Place]))];
        entries.sort_unstable();
        let names = Names { map: Map::new(Cow::Owned(Map::from_iter(entries).unwrap().into_fst().into_inner())).unwrap() };
        let hints = names.hints(&["in", "Bad", "Tölz", "und", "Kölns"]);
        let place = NameKind::Place as u8;
        assert_eq!(hints, [vec![], vec![NameKind::Surname as u8, 6 + place], vec![12 + place], vec![], vec![place]]);
    }
}

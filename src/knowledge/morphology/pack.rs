//! Packs the dictionary into one file and reads it.

use super::{First, Morphology, Script, small_first, tags};
use fst::{Map, MapBuilder};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::BufRead;

const MAGIC: &[u8] = b"gipfel-morphology-1\n";

/// Why a dictionary cannot be packed or a packed one not be read.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The dictionary cannot be read.
    #[error("the dictionary cannot be read")]
    Read(#[from] std::io::Error),
    /// A line has not three columns.
    #[error("line {0} of the dictionary has not the three columns form, lemma, readings")]
    Line(usize),
    /// More kinds of something than the format has room for.
    #[error("more than 65 536 {0}")]
    TooMany(&'static str),
    /// The map cannot be made or read.
    #[error("the map of forms is broken")]
    Map(#[from] fst::Error),
    /// The file was not written by [`pack`].
    #[error("this is not a packed lexicon")]
    Format,
}

/// Lines of form, lemma and readings with tabs between them, readings with spaces between them → the packed lexicon.
pub fn pack(dictionary: impl BufRead) -> Result<Vec<u8>, PackError> {
    let mut forms: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for (index, line) in dictionary.lines().enumerate() {
        let line = line?;
        let mut columns = line.split('\t');
        let (Some(form), Some(lemma), Some(readings)) = (columns.next(), columns.next(), columns.next()) else {
            return Err(PackError::Line(index + 1));
        };
        let all = forms.entry(form.to_owned()).or_default().entry(lemma.to_owned()).or_default();
        all.extend(readings.split(' ').filter(|reading| !reading.is_empty()).map(str::to_owned));
    }
    let mut codes = Numbered::default();
    let mut sets = Numbered::default();
    let mut scripts = Numbered::default();
    let mut entries = Numbered::default();
    let mut rows = Vec::new();
    for (form, lemmas) in &forms {
        let mut entry = Vec::new();
        for (lemma, readings) in lemmas {
            let mut set: Vec<u16> = readings
                .iter()
                .map(|code| codes.number(code.clone()))
                .collect::<Option<_>>()
                .ok_or(PackError::TooMany("readings"))?;
            set.sort_unstable();
            set.dedup();
            let script = scripts.number(script(form, lemma)).ok_or(PackError::TooMany("changes of form"))?;
            let set = sets.number(set).ok_or(PackError::TooMany("sets of readings"))?;
            entry.push((script, set));
        }
        rows.push((form, entries.number(entry).ok_or(PackError::TooMany("entries"))?));
    }
    let mut builder = MapBuilder::memory();
    for (form, entry) in rows {
        builder.insert(form, u64::from(entry))?;
    }
    let map = builder.into_inner()?;
    let mut bytes = MAGIC.to_vec();
    put_text(&mut bytes, &codes.in_order().into_iter().cloned().collect::<Vec<_>>().join(" "));
    put_lists(&mut bytes, sets.in_order().into_iter().cloned());
    let lines: Vec<String> =
        scripts.in_order().into_iter().map(|script| format!("{} {} {}", script.cut, script.first as u8, script.add)).collect();
    put_text(&mut bytes, &lines.join("\n"));
    put_lists(
        &mut bytes,
        entries.in_order().into_iter().map(|entry| entry.iter().flat_map(|&(script, set)| [script, set]).collect()),
    );
    bytes.extend(map);
    Ok(bytes)
}

/// Numbers for values, in the order of their first use.
struct Numbered<T>(BTreeMap<T, u16>);

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Numbered(BTreeMap::new())
    }
}

impl<T: Ord> Numbered<T> {
    fn number(&mut self, value: T) -> Option<u16> {
        let next = u16::try_from(self.0.len()).ok();
        match self.0.get(&value) {
            Some(number) => Some(*number),
            None => next.inspect(|&number| {
                self.0.insert(value, number);
            }),
        }
    }

    fn in_order(&self) -> Vec<&T> {
        let mut all: Vec<(&T, &u16)> = self.0.iter().collect();
        all.sort_by_key(|(_, number)| **number);
        all.into_iter().map(|(value, _)| value).collect()
    }
}

fn script(form: &str, lemma: &str) -> Script {
    let first = match (form.chars().next(), lemma.chars().next()) {
        (Some(a), Some(b)) if a != b && a.is_uppercase() && small_first(form).starts_with(b) => First::Lower,
        (Some(a), Some(b)) if a != b && a.is_lowercase() && small_first(lemma).starts_with(a) => First::Upper,
        _ => First::Keep,
    };
    let changed = if first == First::Keep {
        form.to_owned()
    } else if first == First::Lower {
        small_first(form)
    } else {
        super::big_first(form)
    };
    let shared: usize = changed.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let script = Script { cut: u8::try_from(changed.len() - shared).unwrap_or(u8::MAX), add: lemma[shared..].to_owned(), first };
    if script.apply(form).as_deref() == Some(lemma) {
        return script;
    }
    Script { cut: u8::try_from(form.len()).unwrap_or(u8::MAX), add: lemma.to_owned(), first: First::Keep }
}

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend((text.len() as u32).to_le_bytes());
    bytes.extend(text.as_bytes());
}

fn put_lists(bytes: &mut Vec<u8>, lists: impl ExactSizeIterator<Item = Vec<u16>>) {
    bytes.extend((lists.len() as u32).to_le_bytes());
    for list in lists {
        bytes.extend((list.len() as u16).to_le_bytes());
        bytes.extend(list.iter().flat_map(|number| number.to_le_bytes()));
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, count: usize) -> Result<&'a [u8], PackError> {
        let (head, rest) = self.0.split_at_checked(count).ok_or(PackError::Format)?;
        self.0 = rest;
        Ok(head)
    }

    fn count(&mut self) -> Result<usize, PackError> {
        let bytes = self.bytes(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize)
    }

    fn text(&mut self) -> Result<&'a str, PackError> {
        let count = self.count()?;
        std::str::from_utf8(self.bytes(count)?).map_err(|_| PackError::Format)
    }

    fn lists(&mut self) -> Result<Vec<Vec<u16>>, PackError> {
        let count = self.count()?;
        (0..count)
            .map(|_| {
                let length = self.bytes(2)?;
                let length = u16::from_le_bytes([length[0], length[1]]) as usize;
                Ok(self.bytes(length * 2)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect())
            })
            .collect()
    }
}

impl Morphology {
    /// Reads what [`pack`] made.
    pub fn read(file: Cow<'static, [u8]>) -> Result<Morphology, PackError> {
        let mut reader = Reader(file.strip_prefix(MAGIC).ok_or(PackError::Format)?);
        let tags: Vec<tags::Tag> = reader.text()?.split(' ').map(tags::Tag::new).collect();
        let sets = reader.lists()?;
        let scripts: Vec<Script> = reader.text()?.lines().map(read_script).collect::<Option<_>>().ok_or(PackError::Format)?;
        let entries: Vec<Vec<(u16, u16)>> =
            reader.lists()?.into_iter().map(|list| list.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()).collect();
        let sound = sets.iter().flatten().all(|&tag| (tag as usize) < tags.len())
            && entries.iter().flatten().all(|&(script, set)| (script as usize) < scripts.len() && (set as usize) < sets.len());
        if !sound {
            return Err(PackError::Format);
        }
        let flags = sets.iter().map(|set| tags::flags(set.iter().map(|&tag| tags[tag as usize].code.as_str()))).collect();
        let start = file.len() - reader.0.len();
        let map = Map::new(match file {
            Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[start..]),
            Cow::Owned(bytes) => Cow::Owned(bytes[start..].to_vec()),
        })?;
        Ok(Morphology { map, tags, sets, flags, scripts, entries })
    }
}

fn read_script(line: &str) -> Option<Script> {
    let mut parts = line.splitn(3, ' ');
    let cut = parts.next()?.parse().ok()?;
    let first = match parts.next()? {
        "0" => First::Keep,
        "1" => First::Lower,
        "2" => First::Upper,
        _ => return None,
    };
    Some(Script { cut, add: parts.next()?.to_owned(), first })
}

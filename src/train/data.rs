//! Reads treebanks (CoNLL-U) and name columns into what training needs.

use crate::document::Upos;
use crate::eval::names::Named;
use crate::nn::loss::UNKNOWN;
use std::io;
use std::path::Path;

/// A word of a treebank.
#[derive(Clone, Debug)]
pub struct Word {
    /// The form.
    pub form: String,
    /// Base form, `_` where unknown.
    pub lemma: String,
    /// Part of speech.
    pub upos: Upos,
    /// Features as name and value; `None` where the treebank does not say.
    pub feats: Option<Vec<(String, String)>>,
    /// Features the treebank settles without saying all.
    pub some_feats: Vec<(String, String)>,
    /// Number of the head, 0 for the root.
    pub head: usize,
    /// UD relation.
    pub deprel: String,
    /// Tag of the main name task, where the file says it.
    pub name: Option<String>,
}

/// Sentences of a treebank; contractions and empty nodes are left out.
pub fn read_treebank(path: &Path) -> io::Result<Vec<Vec<Word>>> {
    let text = std::fs::read_to_string(path)?;
    let mut sentences = Vec::new();
    for block in text.split("\n\n") {
        let mut full = !block.contains("# annotation = UD v1");
        let mut words = Vec::new();
        for line in block.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() < 10 || columns[0].contains(['-', '.']) {
                continue;
            }
            let feats = pairs(columns[5]);
            let unimorph = columns[9].split('|').find_map(|part| part.strip_prefix("UniMorph="));
            full &= columns[1] != "_";
            words.push(Word {
                form: columns[1].to_owned(),
                lemma: columns[2].to_owned(),
                upos: columns[3].parse().unwrap_or(Upos::X),
                feats: full.then_some(feats),
                some_feats: unimorph.map(of_unimorph).unwrap_or_default(),
                head: columns[6].parse().unwrap_or(0),
                deprel: columns[7].to_owned(),
                name: columns[9].split('|').find_map(|part| part.strip_prefix("NE=")).map(str::to_owned),
            });
        }
        if !words.is_empty() {
            sentences.push(words);
        }
    }
    Ok(sentences)
}

fn pairs(column: &str) -> Vec<(String, String)> {
    column.split('|').filter_map(|part| part.split_once('=')).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// UniMorph's features in UD's words, where one word says one thing (*MASC;NEUT* says neither).
fn of_unimorph(features: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut settled: Vec<&str> = Vec::new();
    let indefinite = features.contains("FIN");
    for part in features.split(';') {
        let (name, value) = match part {
            "NOM" => ("Case", "Nom"),
            "ACC" => ("Case", "Acc"),
            "DAT" => ("Case", "Dat"),
            "GEN" => ("Case", "Gen"),
            "SG" => ("Number", "Sing"),
            "PL" => ("Number", "Plur"),
            "MASC" => ("Gender", "Masc"),
            "FEM" => ("Gender", "Fem"),
            "NEUT" => ("Gender", "Neut"),
            "1" => ("Person", "1"),
            "2" => ("Person", "2"),
            "3" => ("Person", "3"),
            "PRS" => ("Tense", "Pres"),
            "PST" if indefinite => ("Tense", "Past"),
            "IND" if indefinite => ("Mood", "Ind"),
            "SBJV" => ("Mood", "Sub"),
            "IMP" => ("Mood", "Imp"),
            "FIN" => ("VerbForm", "Fin"),
            "NFIN" => ("VerbForm", "Inf"),
            "V.PTCP" => ("VerbForm", "Part"),
            "CMPR" => ("Degree", "Cmp"),
            "SPRL" => ("Degree", "Sup"),
            _ => continue,
        };
        if settled.contains(&name) {
            found.retain(|(found, _)| found != name);
        } else {
            found.push((name.to_owned(), value.to_owned()));
        }
        settled.push(name);
    }
    found
}

/// Sentences of a file of name columns.
pub fn read_names(path: &Path) -> io::Result<Vec<Named>> {
    Ok(parse_names(&std::fs::read_to_string(path)?))
}

/// Sentences of name columns: forms and IOB2 tags of the first tag column.
pub fn parse_names(text: &str) -> Vec<Named> {
    let mut sentences = Vec::new();
    for block in text.split("\n\n") {
        let (forms, tags): (Vec<_>, Vec<_>) = block
            .lines()
            .filter_map(|line| {
                let mut columns = line.split('\t');
                Some((columns.next()?.to_owned(), columns.next()?.to_owned()))
            })
            .filter(|(form, _)| !form.is_empty())
            .unzip();
        if !forms.is_empty() {
            sentences.push((forms, tags));
        }
    }
    sentences
}

/// The class of a value; unknown where the list has it not.
pub fn class(list: &[String], value: &str) -> u32 {
    list.iter().position(|entry| entry == value).map_or(UNKNOWN, |index| index as u32)
}

//! The codes of the dictionary and what they are in Universal Dependencies.

use super::cells::{Cells, cells};
use crate::document::{Feats, Upos};

/// Upper bound of the numbers of flags.
pub const FLAGS: u16 = 2048;

/// A code of the dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// As the dictionary has it: `SUB:NOM:SIN:MAS`.
    pub code: String,
    /// The part of speech it usually is.
    pub upos: Upos,
    /// The features it settles; inherent properties like gender included.
    pub feats: Feats,
    /// The cases, numbers and genders it allows.
    pub cells: Cells,
}

impl Tag {
    /// From the code.
    pub fn new(code: &str) -> Tag {
        let feats = Feats::parse(&feats(code));
        let cells = cells(&feats);
        Tag { code: code.to_owned(), upos: upos(code), feats, cells }
    }
}

fn upos(code: &str) -> Upos {
    let mut parts = code.split(':');
    match (parts.next().unwrap_or(""), parts.next().unwrap_or("")) {
        ("SUB", _) => Upos::Noun,
        ("EIG", _) => Upos::Propn,
        ("ADJ" | "PA1" | "PA2", _) => Upos::Adj,
        ("VER", _) => Upos::Verb,
        ("ART", _) => Upos::Det,
        ("PRO", "PER" | "RIN" | "REF" | "RFX") => Upos::Pron,
        ("PRO", _) => Upos::Det,
        ("PRP", _) => Upos::Adp,
        ("KON", "UNT") => Upos::Sconj,
        ("KON", _) => Upos::Cconj,
        ("ADV", _) => Upos::Adv,
        ("NEG", _) => Upos::Part,
        ("ZUS", _) => Upos::Adp,
        ("ZAL", _) => Upos::Num,
        ("INJ", _) => Upos::Intj,
        _ => Upos::X,
    }
}

fn feats(code: &str) -> String {
    let mut found = Vec::new();
    let verb = code.starts_with("VER");
    for part in code.split(':') {
        let feature = match part {
            "NOM" => "Case=Nom",
            "AKK" => "Case=Acc",
            "DAT" => "Case=Dat",
            "GEN" => "Case=Gen",
            "SIN" => "Number=Sing",
            "PLU" => "Number=Plur",
            "MAS" => "Gender=Masc",
            "FEM" => "Gender=Fem",
            "NEU" => "Gender=Neut",
            "1" => "Person=1",
            "2" => "Person=2",
            "3" => "Person=3",
            "GRU" => "Degree=Pos",
            "KOM" => "Degree=Cmp",
            "SUP" => "Degree=Sup",
            "PRÄ" => "Mood=Ind|Tense=Pres|VerbForm=Fin",
            "PRT" => "Mood=Ind|Tense=Past|VerbForm=Fin",
            "KJ1" => "Mood=Sub|Tense=Pres|VerbForm=Fin",
            "KJ2" => "Mood=Sub|Tense=Past|VerbForm=Fin",
            "IMP" => "Mood=Imp|VerbForm=Fin",
            "INF" | "EIZ" if verb => "VerbForm=Inf",
            "PA1" | "PA2" if verb => "VerbForm=Part",
            _ => continue,
        };
        found.push(feature);
    }
    if found.is_empty() { "_".to_owned() } else { found.join("|") }
}

/// Numbers of the flags of a set of codes: every part of every code with its part of speech, and case, number and gender together.
pub fn flags<'a>(codes: impl Iterator<Item = &'a str>) -> Vec<u16> {
    let mut flags: Vec<u16> = Vec::new();
    let mut push = |name: &str| {
        let flag = (crate::annotate::features::hash(name.as_bytes(), 0x1e8) % u64::from(FLAGS)) as u16;
        if !flags.contains(&flag) {
            flags.push(flag);
        }
    };
    for code in codes {
        let parts: Vec<&str> = code.split(':').collect();
        push(parts[0]);
        let group = match parts[0] {
            "SUB" | "EIG" => "noun",
            "ADJ" | "PA1" | "PA2" => "adjective",
            "ART" | "PRO" => "determiner",
            _ => "other",
        };
        let mut agreement = group.to_owned();
        for part in &parts[1..] {
            if matches!(*part, "NOM" | "AKK" | "DAT" | "GEN" | "SIN" | "PLU" | "MAS" | "FEM" | "NEU" | "NOG") {
                agreement.push_str(part);
            } else if !matches!(*part, "SOL" | "IND" | "DEF" | "SFT" | "B/S" | "STV" | "BEG" | "GRU") {
                push(&format!("{}:{part}", parts[0]));
            }
        }
        if agreement.len() > group.len() {
            push(&agreement);
        }
        if parts[0] == "VER" && parts.len() > 3 {
            push(&parts[..4].join(":"));
        }
    }
    flags.sort_unstable();
    flags
}

//! Features that a word has by itself, whatever stands beside it: closed classes by their forms, degree and number words by the lexicon.

use super::{Values, get, keep, set, subject};
use crate::document::{Token, Upos};
use crate::knowledge::morphology::Morphology;

/// The features that a word has by itself, and those that it never has.
pub(super) fn settle<'a>(tokens: &[Token], index: usize, morphology: &Morphology, values: &mut Values<'a>) {
    let token = &tokens[index];
    let low = token.form.to_lowercase();
    match token.upos {
        Upos::Det => determiner(&low, values),
        Upos::Pron => {
            pronoun(&low, values);
            let mirrors = |subject: &Token| {
                matches!(
                    (low.as_str(), subject.form.to_lowercase().as_str()),
                    ("mich" | "mir", "ich") | ("uns", "wir") | ("dich" | "dir", "du")
                )
            };
            if matches!(low.as_str(), "mich" | "mir" | "uns" | "dich" | "dir") {
                values.retain(|(name, _)| *name != "Reflex");
                if token.head.and_then(|head| subject(tokens, head)).is_some_and(|subject| mirrors(&tokens[subject])) {
                    set(values, "Reflex", "Yes");
                }
            }
        }
        Upos::Num => set(values, "NumType", "Card"),
        Upos::Adj => adjective(&token.form, &low, morphology, values),
        Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Punct | Upos::Intj => values.clear(),
        Upos::Part => {
            values.clear();
            if low == "nicht" {
                values.push(("Polarity", "Neg"));
            }
        }
        Upos::Adv => {
            values.clear();
            let kind = match low.as_str() {
                "wo" | "wann" | "warum" | "wieso" | "woher" | "wohin" | "weshalb" => "Int",
                "etwas" | "genug" => "Ind",
                "damit" | "dafür" | "darüber" | "dazu" | "daran" | "dagegen" | "darauf" | "daraus" | "daher" | "davon"
                | "dadurch" | "darin" | "davor" | "danach" | "darum" | "darunter" | "dabei" => "Dem",
                _ => return,
            };
            values.push(("PronType", kind));
        }
        Upos::Noun | Upos::Propn => {
            keep(values, &["Case", "Number", "Gender"]);
            // *Kosten*, *Eltern*, *die Angeklagten*: the plural tells no gender.
            let number = get(values, "Number").unwrap_or_default();
            let codes: Vec<&str> = morphology
                .tags(&token.form)
                .filter(|tag| tag.code.starts_with("SUB") && tag.feats.is("Number", number))
                .map(|tag| tag.code.as_str())
                .collect();
            let tells_none = codes.iter().all(|code| code.contains("NOG"))
                || number == "Plur" && codes.iter().any(|code| code.ends_with(":ADJ"));
            if !codes.is_empty() && tells_none {
                values.retain(|(name, _)| *name != "Gender");
            }
        }
        _ => {}
    }
}

/// The stem that a declined word begins with.
fn stem<'a>(low: &str, stems: &[&'a str]) -> Option<&'a str> {
    stems
        .iter()
        .copied()
        .find(|stem| low.strip_prefix(stem).is_some_and(|end| matches!(end, "" | "e" | "er" | "es" | "em" | "en")))
}

/// *der*, *ein*, *mein*, *kein*, *dieser*, *alle* …
fn determiner(low: &str, values: &mut Values<'_>) {
    let agreement = ["Case", "Number", "Gender"];
    if matches!(low, "der" | "die" | "das" | "den" | "dem" | "des") {
        let plural = get(values, "Number") == Some("Plur");
        keep(values, if plural { &agreement[..2] } else { &agreement });
        values.extend([("Definite", "Def"), ("PronType", "Art")]);
    } else if stem(low, &["ein"]).is_some() {
        keep(values, &agreement);
        values.extend([("Definite", "Ind"), ("NumType", "Card"), ("PronType", "Art")]);
    } else if let Some(stem) = stem(low, &["mein", "dein", "sein", "ihr", "unser", "unsr", "euer", "eur"]) {
        keep(values, &agreement);
        values.extend([("Poss", "Yes"), ("PronType", "Prs")]);
        values.extend(match stem {
            "mein" => vec![("Number[psor]", "Sing"), ("Person", "1")],
            "dein" => vec![("Number[psor]", "Sing"), ("Person", "2")],
            "sein" => vec![("Gender[psor]", "Masc,Neut"), ("Number[psor]", "Sing"), ("Person", "3")],
            "ihr" => vec![("Person", "3")],
            "unser" | "unsr" => vec![("Number[psor]", "Plur"), ("Person", "1")],
            _ => vec![("Number[psor]", "Plur"), ("Person", "2")],
        });
    } else if matches!(low, "viel" | "mehr" | "wenig" | "weniger" | "genug" | "etwas" | "paar") {
        values.clear();
        values.push(("PronType", "Ind"));
    } else {
        let kinds: [(&str, &[&str]); 4] = [
            ("Neg", &["kein"]),
            ("Dem", &["dies", "jen", "solch", "derselb", "dieselb", "dasselb", "denselb", "demselb"]),
            ("Tot", &["all", "jed", "beid", "sämtlich", "jeglich"]),
            ("Ind", &["einig", "ander", "viel", "wenig", "mehrer", "etlich", "manch", "irgendein"]),
        ];
        if let Some((kind, _)) = kinds.iter().find(|(_, stems)| stem(low, stems).is_some()) {
            keep(values, &agreement);
            values.push(("PronType", kind));
            if low.starts_with("beid") {
                values.push(("NumType", "Card"));
            }
        }
    }
}

/// *ich*, *sie*, *sich*, *man*, *die* (as relative pronoun), *was* …
fn pronoun<'a>(low: &str, values: &mut Values<'a>) {
    let case = get(values, "Case");
    let number = get(values, "Number");
    let personal: Option<(&str, &str, &str)> = match low {
        "ich" => Some(("1", "Sing", "Nom")),
        "mich" => Some(("1", "Sing", "Acc")),
        "mir" => Some(("1", "Sing", "Dat")),
        "wir" => Some(("1", "Plur", "Nom")),
        "uns" => Some(("1", "Plur", "")),
        "du" => Some(("2", "Sing", "Nom")),
        "dich" => Some(("2", "Sing", "Acc")),
        "dir" => Some(("2", "Sing", "Dat")),
        "er" => Some(("3", "Sing", "Nom")),
        "ihn" => Some(("3", "Sing", "Acc")),
        "ihm" => Some(("3", "Sing", "Dat")),
        "es" | "'s" => Some(("3", "Sing", "")),
        "ihnen" => Some(("3", "Plur", "Dat")),
        "sie" => Some(("3", "", "")),
        _ => None,
    };
    if let Some((person, number, case)) = personal {
        if !case.is_empty() {
            set(values, "Case", case);
        }
        if !number.is_empty() {
            set(values, "Number", number);
        }
        match low {
            "er" | "ihn" => set(values, "Gender", "Masc"),
            "es" | "'s" => set(values, "Gender", "Neut"),
            "sie" if get(values, "Number") != Some("Plur") => set(values, "Gender", "Fem"),
            "ihm" => {}
            _ => values.retain(|(name, _)| *name != "Gender"),
        }
        keep(values, &["Case", "Number", "Gender"]);
        values.extend([("Person", person), ("PronType", "Prs")]);
        return;
    }
    let settled: Vec<(&str, &str)> = match low {
        "sich" => vec![("Case", case.unwrap_or("Acc")), ("Person", "3"), ("PronType", "Prs"), ("Reflex", "Yes")],
        "man" => vec![("Case", "Nom"), ("Number", "Sing"), ("PronType", "Ind")],
        "nichts" => vec![("Gender", "Neut"), ("Number", "Sing"), ("PronType", "Neg")],
        "etwas" => vec![("Gender", "Neut"), ("Number", "Sing"), ("PronType", "Ind")],
        "wer" | "wen" | "wem" => {
            let case = [("wer", "Nom"), ("wen", "Acc"), ("wem", "Dat")]
                .into_iter()
                .find(|(form, _)| *form == low)
                .map_or("Nom", |(_, case)| case);
            vec![("Case", case), ("Number", "Sing"), ("PronType", "Int,Rel")]
        }
        "was" => vec![("Case", case.unwrap_or("Nom")), ("Gender", "Neut"), ("Number", "Sing"), ("PronType", "Int,Rel")],
        "der" | "die" | "das" | "den" | "dem" | "deren" | "dessen" | "denen" | "derer" => {
            if number == Some("Plur") {
                values.retain(|(name, _)| *name != "Gender");
            }
            keep(values, &["Case", "Number", "Gender"]);
            values.push(("PronType", "Dem,Rel"));
            return;
        }
        _ => return,
    };
    *values = settled;
}

/// Degree by the lexicon; ordinals are numbers: *13.*, *ersten*.
fn adjective(form: &str, low: &str, morphology: &Morphology, values: &mut Values<'_>) {
    keep(values, &["Case", "Number", "Gender", "Degree", "NumType"]);
    if get(values, "Degree").is_none() {
        set(values, "Degree", "Pos");
    }
    let degree = |code: &str| match code {
        _ if code.contains("KOM") => "Cmp",
        _ if code.contains("SUP") => "Sup",
        _ => "Pos",
    };
    let mut degrees: Vec<&str> =
        morphology.tags(low).filter(|tag| tag.code.starts_with("ADJ")).map(|tag| degree(&tag.code)).collect();
    degrees.dedup();
    if let [degree] = degrees[..] {
        set(values, "Degree", degree);
    }
    if stem(low, &["nächst"]).is_some() {
        set(values, "Degree", "Sup");
    }
    let ordinal =
        form.strip_suffix('.').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
    if ordinal
        || stem(low, &["erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt"])
            .is_some_and(|stem| low.len() > stem.len())
    {
        set(values, "NumType", "Ord");
    } else {
        values.retain(|(name, _)| *name != "NumType");
    }
}

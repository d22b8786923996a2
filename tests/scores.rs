//! The scores of the models in the program must not fall below the floors of `scores.tsv`. They are measured on the dev sets of the data folder
//! (`GIPFEL_SHARED`, else `../shared`); where that is not there, or no `xz`, a line says so and the test passes.

use gipfel::annotate::network::Network;
use gipfel::document::conllu;
use gipfel::eval::conll18::evaluate;
use gipfel::eval::names::{MAIN, found_names, gold_names, score};
use gipfel::eval::treebank::{analyse_text, analyse_tokens};
use gipfel::train::data::parse_names;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

/// Names are measured on every third sentence, to save time.
const EVERY: usize = 3;

#[test]
fn scores_are_above_their_floors() {
    let Some((treebank, names)) = dev_sets() else { return };
    let network = Network::load_embedded().expect("the model in the program can be loaded");
    let (article, gold) = conllu::parse("dev", &treebank).expect("CoNLL-U");
    let text = evaluate((&article.text, &gold), (&article.text, &analyse_text(network, &article))).expect("the same text");
    let tokens = evaluate((&article.text, &gold), (&article.text, &analyse_tokens(network, &gold))).expect("the same text");
    let names: Vec<_> = parse_names(&names).into_iter().step_by(EVERY).collect();
    let names = score(&gold_names(&names), &found_names(network, &names), &MAIN);

    let mut measured: BTreeMap<String, f64> = BTreeMap::new();
    for (given, scores) in [("text", text), ("gold tokens", tokens)] {
        measured.extend(scores.rows().into_iter().map(|(name, score)| (format!("{name} {given}"), 100.0 * score.f1())));
    }
    measured.insert("names".to_owned(), 100.0 * names.f1());
    let mut fallen = Vec::new();
    for (name, floor) in floors() {
        let score = measured.get(&name).unwrap_or_else(|| panic!("`{name}` is not among {:?}", measured.keys()));
        println!("{name:<24} {score:>6.2}, floor {floor:>6.2}");
        if *score < floor {
            fallen.push(format!("{name}: {score:.2} is below {floor:.2}"));
        }
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}

/// Lines of measure and floor.
fn floors() -> Vec<(String, f64)> {
    let lines = include_str!("scores.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let (name, floor) = line.split_once('\t').expect("measure and floor, tab-separated");
            (name.to_owned(), floor.trim().parse().expect("a number"))
        })
        .collect()
}

/// The treebank and the names to measure on.
fn dev_sets() -> Option<(String, String)> {
    let shared = std::env::var_os("GIPFEL_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let unpacked = |file: &str| {
        let output = Command::new("xz").arg("-dc").arg(shared.join("data").join(file)).output().ok()?;
        output.status.success().then(|| String::from_utf8(output.stdout).expect("UTF-8"))
    };
    let sets = unpacked("treebank/gsd-dev.conllu.xz").zip(unpacked("ner/germeval14-dev.tsv.xz"));
    if sets.is_none() {
        // Straight to standard error: what tests print is hidden when they pass.
        let _ = writeln!(
            std::io::stderr(),
            "scores are not measured: no dev sets in `{}`, or no `xz` to unpack them",
            shared.display()
        );
    }
    sets
}

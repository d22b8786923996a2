//! Runs the program in a temporary folder: exit codes, messages, and what a store must be: a function of its articles.

mod common;

use common::desk::{Desk, gipfel, query};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

#[test]
fn every_query_of_the_library_answers_in_its_columns() {
    let desk = Desk::new();
    let store = desk.store("s");
    desk.build(&store, &desk.inputs.iter().collect::<Vec<_>>()).ok();
    let columns = [
        ("roles", "person role of"),
        ("plans", "actor plan place"),
        ("statements", "speaker content form"),
        ("demands", "actor demand addressee"),
        ("positions", "actor stance topic"),
        ("transfers", "giver item recipient status"),
        ("sanctions", "actor measure target"),
        ("meetings", "participant event place date"),
        ("quantities", "what low high unit"),
        ("trends", "what direction by to"),
        ("events", "type agent patient place date"),
        ("possibilities", "agent action"),
        ("denials", "agent action"),
        ("places", "thing place"),
        ("timeline", "date event"),
        ("entities", "entity type articles mentions wikidata"),
        ("names", "entity name article"),
        ("evidence", "subject relation object quote article begin end"),
        ("contradictions", "subject relation object affirmed denied"),
        ("overview", "predicate triples"),
    ];
    for (name, heads) in columns {
        let answer =
            gipfel(&["query", &format!("queries/{name}.rq"), "--store", &store.display().to_string(), "--format", "tsv"]).ok();
        let head: Vec<String> = heads.split(' ').map(|head| format!("?{head}")).collect();
        assert_eq!(answer.lines().next(), Some(head.join("\t").as_str()), "{name}");
        if let Ok(expected) = fs::read_to_string(format!("tests/cases/graph/answers/{name}.tsv")) {
            assert_eq!(answer, expected, "{name}");
        } else if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all("tests/cases/graph/answers").expect("writable");
            fs::write(format!("tests/cases/graph/answers/{name}.tsv"), answer).expect("writable");
        }
    }
}

#[test]
fn a_store_is_a_function_of_its_articles() {
    let desk = Desk::new();
    let (together, one_by_one) = (desk.store("together"), desk.store("one-by-one"));
    desk.build(&together, &desk.inputs.iter().collect::<Vec<_>>()).ok();
    for input in desk.inputs.iter().rev() {
        desk.build(&one_by_one, &[input]).ok();
    }
    let dump = desk.dump(&together);
    assert_eq!(dump, desk.dump(&one_by_one));
    desk.build(&together, &[&desk.inputs[0]]).ok();
    assert_eq!(dump, desk.dump(&together), "the same article again changes nothing");
}

#[test]
fn what_is_removed_leaves_no_trace() {
    let desk = Desk::new();
    let (without, store) = (desk.store("without"), desk.store("s"));
    let (last, rest) = desk.inputs.split_last().expect("there are cases");
    desk.build(&without, &rest.iter().collect::<Vec<_>>()).ok();
    desk.build(&store, &desk.inputs.iter().collect::<Vec<_>>()).ok();
    let names = |store: &Path| {
        query(store, "SELECT DISTINCT ?name { ?article a schema:NewsArticle ; schema:identifier ?name } ORDER BY ?name").ok()
    };
    let (before, after) = (names(&store), names(&without));
    let gone: Vec<&str> = before.lines().filter(|line| !after.contains(line)).collect();
    assert_eq!(gone.len(), 1, "{} adds one article", last.display());
    gipfel(&["remove", gone[0].trim_matches('"'), "--store", &store.display().to_string()]).ok();
    assert_eq!(desk.dump(&store), desk.dump(&without));
}

#[test]
fn mistakes_are_told_with_their_place() {
    let desk = Desk::new();
    let store = desk.store("s");
    desk.build(&store, &[&desk.inputs[0]]).ok();
    query(&store, "SELECT ?a WHERE { ?a ?b }").fails("1:");
    gipfel(&["query", "queries/roles.rq", "--store", &desk.store("nowhere").display().to_string()]).fails("nowhere");
    gipfel(&["build", "no-such-file.txt", "--store", &store.display().to_string()]).fails("no-such-file.txt");
}

#[test]
fn articles_read_side_by_side_are_printed_in_their_order() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("many.jsonl");
    // The first is long, so that the others are read before it is.
    let text = |number: usize| "Der Rat tagt am Montag in Ulm. ".repeat(if number == 0 { 300 } else { 1 });
    let mut lines: Vec<String> =
        (0..40).map(|number| serde_json::json!({ "id": format!("a{number}"), "text": text(number) }).to_string()).collect();
    lines[20] = "{ no json".to_owned();
    fs::write(&file, lines.join("\n")).expect("writable");
    let ran = gipfel(&["annotate", "--format", "conllu", &file.display().to_string()]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.err.contains("many.jsonl:21:"), "{}", ran.err);
    let names: Vec<&str> = ran.out.lines().filter_map(|line| line.strip_prefix("# newdoc id = ")).collect();
    let expected: Vec<String> = (0..40).filter(|&number| number != 20).map(|number| format!("a{number}")).collect();
    assert_eq!(names, expected);
    let extracted = gipfel(&["extract", "--format", "jsonl", &file.display().to_string()]);
    assert_eq!(extracted.out.lines().count(), 39, "{}", extracted.err);
}

/// Article names of an entity, as `gipfel query` finds them.
fn label(store: &Path, address: &str) -> String {
    query(store, &format!("SELECT DISTINCT ?label ?same WHERE {{ <https://w3id.org/gipfel/id/{address}> rdfs:label ?label OPTIONAL {{ <https://w3id.org/gipfel/id/{address}> owl:sameAs ?same }} }}")).ok()
}

#[test]
fn a_curation_file_is_kept_and_taken_back() {
    let desk = Desk::new();
    let store = desk.store("s");
    let inputs: Vec<&PathBuf> = desk.inputs.iter().collect();
    desk.build(&store, &inputs).ok();
    let before = desk.dump(&store);
    let file = desk.folder.path().join("curation.txt");
    let entities = |text: &str| {
        fs::write(&file, text).expect("writable");
        gipfel(&["entities", "--store", &store.display().to_string(), "--curation", &file.display().to_string()])
    };
    let listed = entities("rename | Ada Lund | Ada Lund-Brandt\nsame | Nordsee AG | Land\n");
    assert!(listed.err.is_empty());
    assert!(listed.ok().contains("Ada Lund-Brandt"));
    let curated = desk.dump(&store);
    assert!(curated.contains("id/Ada_Lund-Brandt>") && !curated.contains("id/Ada_Lund>"));
    // A build without the file keeps it; one from nothing with the file gives the same graph.
    desk.build(&store, &inputs).ok();
    assert_eq!(desk.dump(&store), curated);
    let again = desk.store("t");
    let mut arguments = vec![
        "build".to_owned(),
        "--store".to_owned(),
        again.display().to_string(),
        "--curation".to_owned(),
        file.display().to_string(),
    ];
    arguments.extend(inputs.iter().rev().map(|input| input.display().to_string()));
    gipfel(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).ok();
    assert_eq!(desk.dump(&again), curated);
    entities("same | Ada Lund | Ole Brandt\ndifferent | Ole Brandt | Ada Lund\n").fails(
        "curation.txt, line 2: `Ole Brandt` and `Ada Lund` are different here, but the same by line 1; expected one or the other",
    );
    assert_eq!(desk.dump(&store), curated);
    assert!(entities("drop | Niemand\n").err.contains("line 1 is in no article"));
    entities("").ok();
    assert_eq!(desk.dump(&store), before);
}

#[test]
fn a_wikidata_dump_becomes_known_entities() {
    let desk = Desk::new();
    let dump = fs::read("tests/wikidata/dump.json").expect("readable");
    let pack = |name: &str, bytes: Vec<u8>| {
        let file = desk.folder.path().join(name);
        fs::write(&file, bytes).expect("writable");
        file
    };
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let mut bz2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    gz.write_all(&dump).and_then(|()| bz2.write_all(&dump)).expect("packed");
    let dumps = [
        pack("dump.json", dump),
        pack("dump.json.gz", gz.finish().expect("packed")),
        pack("dump.json.bz2", bz2.finish().expect("packed")),
    ];
    let known = desk.folder.path().join("known.ttl");
    for dump in dumps {
        let ran = gipfel(&["entities", "import", &dump.display().to_string(), "-o", &known.display().to_string()]);
        assert_eq!((ran.code, ran.err.contains("skipped line 14")), (Some(1), true), "{}", ran.err);
        let found = fs::read_to_string(&known).expect("it was written");
        if std::env::var_os("UPDATE").is_some() {
            fs::write("tests/wikidata/known.ttl", &found).expect("writable");
        }
        assert_eq!(found, fs::read_to_string("tests/wikidata/known.ttl").expect("readable"));
    }
    // "Nordsee AG" is in the articles.
    fs::write(&known, found_with(&known, "e:Nordsee a gk:Organisation ; skos:prefLabel \"Nordsee\"@de ; skos:altLabel \"Nordsee AG\"@de ; owl:sameAs wd:Q900000099 .\n"))
        .expect("writable");
    let store = desk.store("s");
    let mut arguments = vec![
        "build".to_owned(),
        "--store".to_owned(),
        store.display().to_string(),
        "--known".to_owned(),
        known.display().to_string(),
    ];
    arguments.extend(desk.inputs.iter().map(|input| input.display().to_string()));
    gipfel(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).ok();
    assert!(label(&store, "Nordsee").contains("\"Nordsee\"@de\t<http://www.wikidata.org/entity/Q900000099>"));
    fs::write(&known, "e:Nordsee a gk:Place .\n").expect("writable");
    gipfel(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).fails("known.ttl, line 1: ");
    assert!(label(&store, "Nordsee").contains("Q900000099"));
}

fn found_with(file: &Path, block: &str) -> String {
    fs::read_to_string(file).expect("readable") + block
}

#[test]
fn networks_are_trained_taken_up_again_and_learn_from_what_others_have_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).display().to_string();
    let words = [("Mara", "PROPN", 2, "nsubj", "B-PER"), ("liest", "VERB", 0, "root", "O"), ("Akten", "NOUN", 2, "obj", "O")];
    let row = |(index, (form, upos, head, deprel, _)): (usize, &(&str, &str, i32, &str, &str))| {
        format!("{}\t{form}\t_\t{upos}\t_\t_\t{head}\t{deprel}\t_\t_\n", index + 1)
    };
    let sentence: String = words.iter().enumerate().map(row).collect::<String>() + "\n";
    let names: String = words.iter().map(|(form, .., tag)| format!("{form}\t{tag}\n")).collect::<String>() + "\n";
    fs::write(at("trees.conllu"), sentence.repeat(8)).expect("writable");
    fs::write(at("names.tsv"), names.repeat(8)).expect("writable");
    let train = |epochs: &str, more: &[&str]| {
        let (trees, names, out) = (at("trees.conllu"), format!("germeval={}", at("names.tsv")), at("small.gipfel"));
        let mut args = vec!["train", "network", "--treebank", &trees, "--treebank-dev", &trees, "--names", &names];
        args.extend(["--hidden", "8", "--rate", "0.02", "-o", &out, "--epochs", epochs]);
        args.extend(more);
        gipfel(&args).ok()
    };
    assert_eq!(train("2", &[]).lines().count(), 3, "a head and a line for each epoch");
    gipfel(&["train", "silver", &at("names.tsv"), "--model", &at("small.gipfel"), "-o", &at("silver.conllu")]).ok();
    let silver = fs::read_to_string(at("silver.conllu")).expect("written");
    assert_eq!(silver.matches("liest\t").count(), 8, "{silver}");
    let resumed = train("30", &["--resume", &format!("{}@2", at("small.gipfel")), "--silver", &at("silver.conllu")]);
    let last = resumed.lines().last().expect("a line for each epoch").to_owned();
    assert!(last.contains("100.00"), "three words are learnt by heart: {last}");
}

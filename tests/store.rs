//! What a store must survive: being killed at any moment, two writers, a full disk, a folder that may not be written to.
//! No verdict depends on when a program is killed or how far it came.

mod common;

use common::desk::{Desk, Ran, gipfel, query};
use common::{cases, line};
use gipfel::store::{Answer, Kept, Reader, Writer, open};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Articles on disk, each in two versions that differ in title and claims.
struct Press {
    folder: TempDir,
    versions: [Vec<Kept>; 2],
    files: [PathBuf; 2],
}

impl Press {
    fn new() -> Press {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let cases: Vec<Kept> = cases(Path::new("tests/cases/graph")).iter().map(|(_, case)| case.kept()).collect();
        let article = |number: usize, version: usize| {
            let mut kept = cases[number % cases.len()].clone();
            kept.article.iri = format!("https://example.org/artikel/{number}");
            kept.article.name = format!("artikel-{number}");
            kept.article.title = Some(format!("{number} {version}"));
            if version == 1 {
                kept.extraction.claims.pop();
            }
            kept
        };
        let versions = [0, 1].map(|version| (0..30).map(|number| article(number, version)).collect::<Vec<Kept>>());
        let files = [0, 1].map(|version: usize| {
            let file = folder.path().join(format!("{version}.extraction.jsonl"));
            fs::write(&file, versions[version].iter().map(line).collect::<String>()).expect("writable");
            file
        });
        Press { folder, versions, files }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn build(&self, version: usize, store: &Path) -> Ran {
        gipfel(&["build", &text(&self.files[version]), "--store", &text(store)])
    }

    /// The articles that the store says it has, by their titles.
    fn held(&self, reader: &Reader) -> Vec<Kept> {
        let Ok(Answer::Solutions(rows)) = reader.ask("SELECT ?title { ?article schema:headline ?title } ORDER BY ?title") else {
            panic!("it gives a table")
        };
        let title = |row: Result<oxigraph::sparql::QuerySolution, _>| match &row.expect("readable")["title"] {
            oxigraph::model::Term::Literal(title) => title.value().to_owned(),
            other => panic!("{other} is no title"),
        };
        let kept = |title: String| {
            let (number, version) = title.split_once(' ').expect("number and version");
            self.versions[version.parse::<usize>().expect("a version")][number.parse::<usize>().expect("a number")].clone()
        };
        rows.map(title).map(kept).collect()
    }

    /// Opens the store and checks that it holds whole articles: exactly what a store holds that is built of them at once. Returns how many.
    #[track_caller]
    fn whole(&self, store: &Path) -> usize {
        let reader = open(store).expect("the store can be asked");
        let held = self.held(&reader);
        let clean = tempfile::tempdir().expect("a temporary folder");
        let writer = Writer::open(clean.path()).expect("nobody else has it");
        held.iter().for_each(|kept| writer.keep(kept).expect("writable"));
        writer.publish(&|_, _| ()).expect("written");
        drop(writer);
        assert!(
            dump(&reader) == dump(&open(clean.path()).expect("a store")),
            "the store differs from one built of its articles at once"
        );
        assert_eq!(seen(&reader), seen(&open(clean.path()).expect("a store")));
        held.len()
    }
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

fn dump(reader: &Reader) -> Vec<String> {
    let mut lines: Vec<String> = reader.quads(None).expect("readable").iter().map(ToString::to_string).collect();
    lines.sort_unstable();
    lines
}

/// Number of triples that queries see.
fn seen(reader: &Reader) -> String {
    let Ok(Answer::Solutions(mut rows)) = reader.ask("SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }") else {
        panic!("it gives a table")
    };
    rows.next().expect("one row").expect("readable")[0].to_string()
}

/// Starts the program and kills it after a while, if it still runs.
fn killed(arguments: &[String], after: Duration) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gipfel"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    std::thread::sleep(after);
    child.kill().expect("it can be killed");
    child.wait().expect("it ended");
}

#[test]
fn a_killed_build_loses_nothing() {
    const ROUNDS: u32 = 18;
    let press = Press::new();
    let store = press.path("store");
    let start = Instant::now();
    press.build(0, &store).ok();
    let whole = start.elapsed();
    for round in 1..=ROUNDS {
        let mut arguments = vec!["build".to_owned(), text(&press.files[round as usize % 2])];
        if round % 3 == 0 {
            let some = press.held(&open(&store).expect("a store")).into_iter().step_by(2).take(4);
            arguments = std::iter::once("remove".to_owned()).chain(some.map(|kept| kept.article.iri)).collect();
        }
        arguments.extend(["--store".to_owned(), text(&store)]);
        // Moments all over a build, in an order that mixes early and late ones.
        killed(&arguments, whole * (round * 7 % ROUNDS) / ROUNDS);
        press.whole(&store);
    }
    press.build(1, &store).ok();
    assert_eq!(press.whole(&store), 30);
}

#[test]
fn a_first_build_that_is_killed_can_be_repeated() {
    let press = Press::new();
    for part in 1..6 {
        let store = press.path(&format!("store-{part}"));
        killed(
            &["build".to_owned(), text(&press.files[0]), "--store".to_owned(), text(&store)],
            Duration::from_millis(70 * part),
        );
        if store.join("articles").is_dir() {
            press.whole(&store);
        }
        press.build(0, &store).ok();
        assert_eq!(press.whole(&store), 30);
    }
}

#[test]
fn a_second_writer_is_turned_away() {
    let press = Press::new();
    let store = press.path("store");
    press.build(0, &store).ok();
    let before = dump(&open(&store).expect("a store"));
    let writer = Writer::open(&store).expect("nobody else has it");
    press.build(1, &store).fails("another gipfel is writing to the store");
    gipfel(&["remove", "artikel-1", "--store", &text(&store)]).fails("another gipfel is writing to the store");
    query(&store, "ASK { ?s ?p ?o }").ok();
    drop(writer);
    assert_eq!(dump(&open(&store).expect("a store")), before);
    press.build(1, &store).ok();
}

#[test]
fn a_store_of_another_version_is_brought_up_to_date_or_named() {
    let press = Press::new();
    let store = press.path("store");
    press.build(0, &store).ok();
    let before = dump(&open(&store).expect("a store"));
    let state = store.join("graph-1/state.json");
    let of_format = |format: &str| {
        let text = fs::read_to_string(&state).expect("readable");
        let (_, rest) = text.split_once(',').expect("fields");
        fs::write(&state, format!("{{\"format\":{format},{rest}")).expect("writable");
    };
    of_format("99");
    query(&store, "ASK { ?s ?p ?o }").fails("has format 99, this program reads ");
    of_format("1");
    {
        let _writer = Writer::open(&store).expect("nobody else has it");
        query(&store, "ASK { ?s ?p ?o }").fails("has format 1, this program reads ");
    }
    query(&store, "ASK { ?s ?p ?o }").ok();
    assert_eq!(dump(&open(&store).expect("a store")), before);
}

/// Runs a shell script in which `$GIPFEL` is the program; `None` where this machine cannot.
#[cfg(unix)]
fn shell(script: &str, arguments: &[&str]) -> Ran {
    let output = Command::new("sh")
        .args(["-c", script, "sh"])
        .args(arguments)
        .env("GIPFEL", env!("CARGO_BIN_EXE_gipfel"))
        .output()
        .expect("a shell");
    Ran {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[test]
#[cfg(unix)]
fn where_nothing_can_be_written_nothing_is_lost() {
    let press = Press::new();
    let store = press.path("store");
    press.build(0, &store).ok();
    // Files may not grow beyond so many blocks: articles, then tables of the database cannot be written.
    for blocks in [1, 8, 32, 64, 128, 512] {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$GIPFEL\" build \"$1\" --store \"$2\"");
        let ran = shell(&script, &[&text(&press.files[1]), &text(&store)]);
        match ran.code {
            Some(0) => break,
            _ => ran.fails("File too large"),
        };
        assert_eq!(press.whole(&store), 30);
    }
    press.build(1, &store).ok();
    assert_eq!(press.whole(&store), 30);
}

#[test]
#[cfg(unix)]
fn a_full_disk_is_named() {
    let press = Press::new();
    let (disk, file) = (press.path("disk"), text(&press.files[0]));
    fs::create_dir(&disk).expect("writable");
    // A disk of its own, which is gone when the shell ends.
    let on = |kilobytes: usize| {
        let script = format!(
            "mount -t tmpfs -o size={kilobytes}k none \"$1\" || exit 77
             \"$GIPFEL\" build \"$2\" --store \"$1/store\"; code=$?
             [ $code = 2 ] || exit $code
             mount -o remount,size=200m \"$1\" && \"$GIPFEL\" build \"$2\" --store \"$1/store\" && \"$GIPFEL\" query -e 'SELECT (COUNT(*) AS ?n) {{ ?a schema:headline ?t }}' --format csv --store \"$1/store\" && exit 2"
        );
        let output = Command::new("unshare")
            .args(["-m", "sh", "-c", &script, "sh", &text(&disk), &file])
            .env("GIPFEL", env!("CARGO_BIN_EXE_gipfel"))
            .output();
        output
            .ok()
            .filter(|output| output.status.code() != Some(77) && !String::from_utf8_lossy(&output.stderr).contains("unshare"))
    };
    for kilobytes in [16, 60, 200, 600] {
        let Some(output) = on(kilobytes) else {
            println!("skipped: no file system can be mounted here");
            return;
        };
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(2), "{kilobytes} kB: {out}{err}");
        assert!(err.contains("the disk is full; nothing of the store was lost"), "{kilobytes} kB: {err}");
        assert!(out.contains("n\n30\n") || out.contains("n\r\n30\r\n"), "{kilobytes} kB: {out}{err}");
    }
}

#[test]
#[cfg(unix)]
fn a_folder_that_may_not_be_written_to_can_be_asked() {
    let press = Press::new();
    let store = press.path("store");
    press.build(0, &store).ok();
    let script = "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" || exit 77
                  \"$GIPFEL\" query -e 'SELECT (COUNT(*) AS ?n) { ?a schema:headline ?t }' --format csv --store \"$1\" || exit 3
                  exec \"$GIPFEL\" build \"$2\" --store \"$1\"";
    let output = Command::new("unshare")
        .args(["-m", "sh", "-c", script, "sh", &text(&store), &text(&press.files[1])])
        .env("GIPFEL", env!("CARGO_BIN_EXE_gipfel"))
        .output();
    let Some(output) = output
        .ok()
        .filter(|output| output.status.code() != Some(77) && !String::from_utf8_lossy(&output.stderr).contains("unshare"))
    else {
        println!("skipped: no file system can be mounted here");
        return;
    };
    let ran = Ran {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    };
    assert!(ran.out.contains("30"), "{}{}", ran.out, ran.err);
    ran.fails("the folder may not be written to");
    assert_eq!(press.whole(&store), 30);
}

#[test]
fn a_file_is_no_store() {
    let desk = Desk::new();
    let file = desk.store("file");
    fs::write(&file, "").expect("writable");
    desk.build(&file, &[&desk.inputs[0]]).fails("file");
    let folder = desk.store("folder");
    fs::create_dir(&folder).expect("writable");
    fs::write(folder.join("letter.txt"), "").expect("writable");
    desk.build(&folder, &[&desk.inputs[0]]).fails("is not empty and not a store");
    assert!(folder.join("letter.txt").exists() && !folder.join("articles").exists());
}

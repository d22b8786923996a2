//! A store is a function of its articles: whatever was added, replaced and removed before, in whatever order and with however many threads,
//! it holds the same as one that was built at once.

mod common;

use gipfel::article::{Article, Metadata};
use gipfel::graph::Run;
use gipfel::pipeline::Pipeline;
use gipfel::store::{Answer, Kept, Reader, Writer, open};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

/// Articles that name the same people and companies, each in two versions under one address.
const TEXTS: [[&str; 2]; 6] = [
    [
        "Bürgermeisterin Ada Lund sagte am Montag, der Rat werde die Brücke bauen. Lund lobte die Nordsee AG.",
        "Bürgermeisterin Ada Lund tritt am Montag zurück.",
    ],
    [
        "Ada Lund trifft Ole Brandt in Kiel. Die Nordsee AG entlässt 20 Mitarbeiter.",
        "Ole Brandt reist nach Kiel. Dort baut die Nordsee AG ein Werk.",
    ],
    ["Bürgermeisterin Lund lehnt den Kauf ab. Ole Brandt dankt ihr.", "Bürgermeisterin Lund verhandelt mit der NAG."],
    [
        "Die Nordsee AG (NAG) baut in Kiel eine Halle. Jan Petersen, Chef der NAG, freut sich.",
        "Die NAG schließt eine Halle in Kiel.",
    ],
    [
        "Petersen bestreitet den Kauf. Die NAG lehnt die Steuer nicht ab.",
        "Der Chef der NAG, Jan Petersen, fordert vom Rat eine Brücke.",
    ],
    ["Der Rat von Kiel stimmt im Mai ab.", "Kiel. Der Rat hat die Brücke abgelehnt, sagte Brandt."],
];

/// What a person knows better: nothing, or one of these.
const CURATION: [&str; 3] = ["", "rename | Ada Lund | Ada Lund-Brandt\n", "drop | Kiel\nsame | Ole Brandt | Jan Petersen\n"];

static KEPT: LazyLock<Vec<[Kept; 2]>> = LazyLock::new(|| {
    let pipeline = Pipeline::embedded().expect("models and ontology of the program");
    let kept = |number: usize, text: &str| {
        let url = format!("https://example.org/artikel/{number}");
        let metadata = Metadata { url: Some(url), published: "2024-06-14".parse().ok(), ..Metadata::default() };
        let article = Article::new(format!("artikel-{number}"), metadata, text);
        let (_, extraction) = pipeline.read(&article);
        Kept { run: Run::new("test"), article, extraction }
    };
    TEXTS.iter().enumerate().map(|(number, versions)| versions.map(|text| kept(number, text))).collect()
});

/// A step in the life of a store.
#[derive(Clone, Debug)]
enum Step {
    Keep(usize, usize),
    Forget(usize),
    Curate(usize),
    /// The run ends; the next one has so many threads.
    End(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        5 => (0..TEXTS.len(), 0..2_usize).prop_map(|(article, version)| Step::Keep(article, version)),
        2 => (0..TEXTS.len()).prop_map(Step::Forget),
        1 => (0..CURATION.len()).prop_map(Step::Curate),
        2 => (1..4_usize).prop_map(Step::End),
    ];
    prop::collection::vec(step, 1..20)
}

/// What a store holds in the end.
#[derive(Default)]
struct Final {
    articles: BTreeMap<usize, usize>,
    curation: usize,
}

fn live(store: &Path, steps: &[Step]) -> Final {
    let mut end = Final::default();
    let mut writer = Writer::open(store).expect("nobody else has it");
    for step in steps {
        match *step {
            Step::Keep(article, version) => {
                writer.keep(&KEPT[article][version]).expect("writable");
                end.articles.insert(article, version);
            }
            Step::Forget(article) => {
                if end.articles.remove(&article).is_some() {
                    writer.forget(&KEPT[article][0].article.iri).expect("it is there");
                }
            }
            Step::Curate(number) => {
                writer.set_curation(CURATION[number]).expect("writable");
                end.curation = number;
            }
            Step::End(threads) => {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
                pool.install(|| writer.publish(&|_, _| ())).expect("written");
                drop(writer);
                writer = Writer::open(store).expect("it was given back");
            }
        }
    }
    writer.publish(&|_, _| ()).expect("written");
    end
}

fn at_once(store: &Path, end: &Final) {
    let writer = Writer::open(store).expect("nobody else has it");
    writer.set_curation(CURATION[end.curation]).expect("writable");
    for (&article, &version) in &end.articles {
        writer.keep(&KEPT[article][version]).expect("writable");
    }
    writer.publish(&|_, _| ()).expect("written");
}

/// All quads as N-Quads, sorted.
fn dump(reader: &Reader) -> String {
    let quads = reader.quads(None).expect("readable");
    let mut lines: Vec<String> = quads.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    lines.concat()
}

/// The triples that a query sees.
fn seen(reader: &Reader) -> BTreeSet<String> {
    let Ok(Answer::Graph(triples)) = reader.ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }") else { panic!("it gives triples") };
    triples.map(|triple| triple.expect("readable").to_string()).collect()
}

fn count(reader: &Reader) -> String {
    let Ok(Answer::Solutions(mut rows)) = reader.ask("SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }") else {
        panic!("it gives a table")
    };
    rows.next().expect("one row").expect("readable")[0].to_string()
}

proptest! {
    // Each case writes a few databases to disk.
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn a_store_knows_no_history(steps in steps()) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (lived, made) = (folder.path().join("lived"), folder.path().join("made"));
        let end = live(&lived, &steps);
        at_once(&made, &end);
        let (lived, made) = (open(&lived).expect("a store"), open(&made).expect("a store"));
        prop_assert_eq!(dump(&lived), dump(&made));
        let union: BTreeSet<String> = lived.quads(None).expect("readable").into_iter().map(|quad| oxigraph::model::Triple::from(quad).to_string()).collect();
        prop_assert_eq!(&seen(&lived), &union, "queries see the triples of all articles");
        prop_assert_eq!(count(&lived), format!("\"{}\"^^<http://www.w3.org/2001/XMLSchema#integer>", union.len()), "each once");
    }
}

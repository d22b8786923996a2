//! Linking: pairs that are or are not one, and what holds for any set of articles.

mod common;

use common::sketches::{Corpus, describe};
use gipfel::document::NameClass;
use gipfel::knowledge::gazetteer::Gazetteer;
use gipfel::link::{Curation, Held, Named, Of, Sketch, When, link};
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::Instant;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::embedded().expect("the gazetteer of the program"));

/// `same` or `different`, why, and the articles.
fn pairs() -> Vec<(bool, String, Corpus)> {
    let text = include_str!("link_pairs.txt");
    let blocks = text.split("\n\n").skip(1);
    let pair = |block: &str| {
        let (head, articles) = block.trim().split_once('\n').expect("articles stand below the head");
        let (kind, why) = head.split_once(": ").expect("a head is `same: why` or `different: why`");
        let corpus = Corpus::read(articles).unwrap_or_else(|error| panic!("{head}: {error}"));
        assert_eq!(corpus.marked.len(), 2, "{head}: two names are marked with `*`");
        (kind == "same", why.to_owned(), corpus)
    };
    blocks.map(pair).collect()
}

fn are_one(corpus: &Corpus) -> bool {
    let links = link(&corpus.sketches, &GAZETTEER, &corpus.curation);
    let of = |(article, index): (usize, usize)| links.articles[&corpus.sketches[article].article][index].entity;
    of(corpus.marked[0]) == of(corpus.marked[1])
}

#[test]
fn namesakes_stay_apart_and_spellings_come_together() {
    let pairs = pairs();
    let (same, different): (Vec<_>, Vec<_>) = pairs.iter().partition(|(same, ..)| *same);
    assert!(same.len() >= 30 && different.len() >= 30);
    let wrong: Vec<&str> = different.iter().filter(|(_, _, corpus)| are_one(corpus)).map(|(_, why, _)| why.as_str()).collect();
    let missed: Vec<&str> = same.iter().filter(|(_, _, corpus)| !are_one(corpus)).map(|(_, why, _)| why.as_str()).collect();
    println!("joined wrongly: {wrong:?}\nnot joined: {missed:?}, of {}", same.len());
    assert!(wrong.is_empty(), "joined wrongly: {wrong:?}");
    assert!((same.len() - missed.len()) * 10 >= same.len() * 8, "not joined: {missed:?}");
}

#[test]
fn namesakes_stay_apart_in_a_crowd() {
    let mut crowd = Corpus::default();
    let mut marked = Vec::new();
    for (number, (same, why, mut corpus)) in pairs().into_iter().enumerate() {
        let article = |(article, index): (usize, usize)| (article + crowd.sketches.len(), index);
        marked.extend((!same).then(|| (why, article(corpus.marked[0]), article(corpus.marked[1]))));
        for sketch in &mut corpus.sketches {
            sketch.article.push_str(&number.to_string());
        }
        crowd.sketches.extend(corpus.sketches);
    }
    let links = link(&crowd.sketches, &GAZETTEER, &Curation::default());
    let of = |(article, index): (usize, usize)| links.articles[&crowd.sketches[article].article][index].entity;
    let wrong: Vec<String> = marked.into_iter().filter(|(_, a, b)| of(*a) == of(*b)).map(|(why, ..)| why).collect();
    assert!(wrong.is_empty(), "joined wrongly: {wrong:?}");
}

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    let name = prop::sample::select(vec![
        "Olaf Scholz", "Scholz", "Kerstin Müller", "Jochen Müller", "Müller", "Anna M. Keller", "Anna Keller", "Sergej Karpow",
        "Sergei Karpov", "Trump", "Melania Trump", "US-Präsident", "Nato", "NDV", "Norddeutscher Deichverband",
        "Norddeutschen Deichverbandes", "Hellwig", "Hellwig GmbH", "Bayern", "Washington", "Michael Müller", "", " ", "Dr.", "-",
    ]);
    let class = prop::sample::select(vec![NameClass::Person, NameClass::Place, NameClass::Organisation, NameClass::Other]);
    let title = prop::sample::select(vec!["Kanzler", "Sprecher", "Landrätin", "Nato-Generalsekretär", "Hafenkapitän", ""]);
    let of = prop_oneof![
        Just(None),
        (0_usize..6).prop_map(|index| Some(Of::Entity(index))),
        Just(Some(Of::Words("Husum".to_owned())))
    ];
    let when = prop::sample::select(vec![When::Now, When::Before, When::Later]);
    let held = (title, of, when).prop_map(|(title, of, when)| Held { title: title.to_owned(), of, when });
    let entity =
        (name.clone(), class, prop::collection::vec(name, 0..3), prop::collection::vec(held, 0..2), prop::option::of(0_usize..4));
    let named = entity.prop_map(|(name, class, others, offices, short_for)| Named {
        name: name.to_owned(),
        class,
        known: None,
        others: others.into_iter().map(str::to_owned).collect(),
        offices,
        short_for,
    });
    let date = prop::sample::select(vec![None, "2018-03-01".parse().ok(), "2022-03-24".parse().ok()]);
    let article = (date, prop::collection::vec(named, 0..6)).prop_map(|(published, mut entities)| {
        for index in 0..entities.len() {
            entities[index].short_for = entities[index].short_for.filter(|long| *long < entities.len() && *long != index);
        }
        Sketch { article: String::new(), name: String::new(), published, entities }
    });
    prop::collection::vec(article, 0..8).prop_map(|mut articles| {
        for (number, sketch) in articles.iter_mut().enumerate() {
            sketch.name = format!("a{number}");
            sketch.article = format!("https://example.org/a{number}");
        }
        articles
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_articles_does_not_matter((sketches, shuffled) in sketches().prop_flat_map(|sketches| (Just(sketches.clone()), Just(sketches).prop_shuffle()))) {
        let curation = Curation::parse("same | Hellwig | NDV\ndifferent | Olaf Scholz @ a1 | Olaf Scholz @ a2\nrename | Bayern | Freistaat\ndrop | Dr.").expect("a curation file");
        let links = link(&sketches, &GAZETTEER, &curation);
        prop_assert_eq!(&links, &link(&shuffled, &GAZETTEER, &curation));
        for sketch in &sketches {
            prop_assert_eq!(links.of(&sketch.article).len(), sketch.entities.len());
        }
        prop_assert!(links.entities.is_sorted_by(|a, b| a.iri < b.iri), "each address is given once");
        let corpus = Corpus { sketches, ..Corpus::default() };
        prop_assert!(describe(&corpus, &links).len() >= links.entities.len());
    }

    #[test]
    fn an_article_without_entities_changes_nothing(sketches in sketches()) {
        let mut more = sketches.clone();
        more.push(Sketch { article: "https://example.org/empty".to_owned(), name: "empty".to_owned(), published: None, entities: Vec::new() });
        prop_assert_eq!(link(&sketches, &GAZETTEER, &Curation::default()).entities, link(&more, &GAZETTEER, &Curation::default()).entities);
    }
}

/// Many articles on few surnames: what would be pairs is not looked at as pairs.
fn newspaper(articles: usize) -> Vec<Sketch> {
    let firsts = ["Anna", "Jens", "Kerstin", "Ralf", "Uwe", "Marlies", "Ole", "Inga"];
    let lasts = ["Müller", "Schmidt", "Petersen", "Hansen", "Brandt", "Wendt"];
    let named = |name: String, class, offices| Named { name, class, known: None, others: Vec::new(), offices, short_for: None };
    let entities = |number: usize| {
        let person = |seed: usize| format!("{} {}-{}", firsts[seed % 8], lasts[seed / 8 % 6], seed % 997);
        let held = |seed: usize| {
            vec![Held { title: "Sprecher".to_owned(), of: Some(Of::Words(format!("Werk {}", seed % 89))), when: When::Now }]
        };
        let mut entities: Vec<Named> =
            (0..6).map(|place| named(person(number * 7 + place * 13), NameClass::Person, held(number + place))).collect();
        entities
            .extend((0..4).map(|place| named(lasts[(number + place) % 6].to_owned(), NameClass::Person, held(number + place))));
        entities
            .extend((0..10).map(|place| {
                named(format!("Verein {}", (number * 31 + place * 17) % 5000), NameClass::Organisation, Vec::new())
            }));
        entities
    };
    let sketch = |number: usize| Sketch {
        article: format!("https://example.org/{number}"),
        name: number.to_string(),
        published: None,
        entities: entities(number),
    };
    (0..articles).map(sketch).collect()
}

#[test]
fn the_work_grows_with_the_articles_and_not_with_pairs() {
    let time = |articles: usize| {
        let sketches = newspaper(articles);
        let start = Instant::now();
        assert!(!link(&sketches, &GAZETTEER, &Curation::default()).entities.is_empty());
        start.elapsed()
    };
    time(200);
    let (few, many) = (time(2000), time(16000));
    println!("2 000 articles {few:?}, 16 000 articles {many:?}");
    // Eight times the articles; pairs would be sixty-four times.
    assert!(many < few * 24, "2 000 articles take {few:?}, 16 000 {many:?}");
}

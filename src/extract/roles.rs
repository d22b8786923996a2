//! Offices and titles: *Nato-Generalsekretär Jens Stoltenberg*, *Fumio Kishida, Premierminister von Japan*, *Heinrich Vossen ist Aufsichtsratschef*.

use super::claim::{Argument, Modality, NodeKind, Polarity, Value};
use super::factuality::Status;
use super::frames::Filler;
use super::reading::{ClauseAt, Reading, argument, asserted};
use crate::document::words::Word;
use crate::document::{MentionForm, NameClass, Span, Upos};
use crate::knowledge::lexicon::Frame;
use crate::knowledge::morphology::{Morphology, big_first};

/// Reads all mentions of persons by name.
pub fn roles(reading: &mut Reading) {
    for mention in 0..reading.document.mentions.len() {
        let of = &reading.document.mentions[mention];
        if of.form != MentionForm::Name || reading.document.entities[of.entity].class != NameClass::Person {
            continue;
        }
        let (sentence, first, last, entity, span) = (of.sentence, of.tokens.start, of.tokens.end, of.entity, of.span);
        if first == last {
            continue;
        }
        let words = &reading.words[sentence];
        let (first, last) = (words.of_token(first), words.of_token(last - 1));
        if let Some(office) = before(reading, sentence, first) {
            office_of(reading, sentence, office, entity, span, "office before name", &asserted());
        }
        if let Some(office) = behind(reading, sentence, first, last) {
            office_of(reading, sentence, office, entity, span, "office behind name", &asserted());
        }
        if let Some(office) = above(reading, sentence, first, last) {
            office_of(reading, sentence, office, entity, span, "office with its body before name", &asserted());
        }
        if let Some(office) = shared(reading, sentence, first) {
            office_of(reading, sentence, office, entity, span, "office before several names", &asserted());
        }
    }
    nominals(reading);
    predicates(reading);
}

/// "Der frühere EZB-Präsident" for Mario Draghi: an office with its body, by which the article calls a person it has named.
fn nominals(reading: &mut Reading) {
    for mention in 0..reading.document.mentions.len() {
        let of = &reading.document.mentions[mention];
        if of.form != MentionForm::Nominal || reading.document.entities[of.entity].class != NameClass::Person {
            continue;
        }
        let (sentence, entity, span) = (of.sentence, of.entity, of.span);
        let office = reading.words[sentence].of_token(of.head);
        if is_office(reading, sentence, office)
            && organisation(reading, sentence, office, entity).is_some()
            && is_confirmed(reading, entity, &reading.words[sentence].words[office].lemma.clone())
        {
            office_of(reading, sentence, office, entity, span, "office for a name", &asserted());
        }
    }
}

/// Whether the article, or the list of known entities, gives a person an office like this elsewhere: a nominal name alone may be somebody else's.
fn is_confirmed(reading: &Reading, person: usize, office: &str) -> bool {
    let same = |other: &str| crate::annotate::coreference::same_office(other, office);
    let told = reading.found.claims.iter().filter(|claim| claim.relation == "role" && claim.is_fact()).any(|claim| {
        claim.argument("subject") == Some(&Value::Entity(person))
            && matches!(claim.argument("object"), Some(Value::Node(node)) if same(&reading.found.nodes[*node].concept))
    });
    let known = reading.document.entities[person].known.as_deref().and_then(|iri| reading.knowledge.gazetteer.by_iri(iri));
    told || known.is_some_and(|known| reading.knowledge.gazetteer.known(known).offices.iter().any(|held| same(&held.title)))
}

/// "Bundeskanzler Olaf Scholz": the office stands right before.
fn before(reading: &Reading, sentence: usize, first: usize) -> Option<usize> {
    let is_degree = |&word: &usize| matches!(reading.words[sentence].words[word].form.as_str(), "Dr." | "Prof." | "Dr" | "Prof");
    // "Insolvenzverwalter Dr. Ulf Semmering"
    let office = (0..first).rev().find(|word| !is_degree(word))?;
    // "ein Sprecher Koch-Mehrins"
    let words = &reading.words[sentence];
    let name = &words.words[first];
    let one = words.child(office, "det").is_some_and(|article| words.words[article].lemma == "ein");
    if one && name.has("nmod") && name.head == Some(office) {
        return None;
    }
    // "die Partei, deren Vorstand Rieger angehört": two phrases of the verb.
    const BELONGING: &str = include_str!("data/belonging_verbs.txt");
    let belongs = |at: ClauseAt| BELONGING.lines().any(|line| line == reading.clause(at).verb);
    if reading.clause_of(sentence, office).is_some_and(belongs) && !words.words[office].has("nsubj") {
        return None;
    }
    // "Osram-Vorstand Martin Goetzler", "Finanzvorstand Hans Pötter": elsewhere a board is a body.
    let of_board = ["-Vorstand", "vorstand"].iter().any(|board| words.words[office].lemma.ends_with(board));
    // "von den Ermittlern Demjanjuk": several are no one.
    let several = words.words[office].feats.is("Number", "Plur")
        && words.child(office, "det").is_some_and(|det| matches!(words.words[det].form.as_str(), "die" | "den" | "Die" | "Den"));
    if several {
        return None;
    }
    (of_board || is_office(reading, sentence, office)).then_some(office)
}

/// "Fumio Kishida (l), Premierminister von Japan": an apposition.
fn behind(reading: &Reading, sentence: usize, first: usize, last: usize) -> Option<usize> {
    let words = &reading.words[sentence];
    // "die Schweizerin Claudia Aebischer, bislang Marketingchefin": on the noun that the name stands with.
    let with = first.checked_sub(1).filter(|&with| words.words[first].has("appos") && words.words[first].head == Some(with));
    let mut children = with.into_iter().chain(first..=last).flat_map(|word| words.children(word)).copied();
    children.find(|&child| child > last && words.words[child].has("appos") && is_office(reading, sentence, child))
}

/// "Der Vorstandschef des Pumpenherstellers, Thomas Brandt, …": the office that the name hangs on, with its body between.
fn above(reading: &Reading, sentence: usize, first: usize, last: usize) -> Option<usize> {
    let words = &reading.words[sentence].words;
    let name = (first..=last).find(|&word| words[word].has("appos"))?;
    words[name]
        .head
        .filter(|&office| office + 1 < first && is_office(reading, sentence, office) && !words[office].feats.is("Number", "Plur"))
        // "Merz wurde zum Vorsitzenden gewählt, Holm zur Stellvertreterin": another clause.
        .filter(|&office| !words[office..first].iter().any(|word| matches!(word.upos, Upos::Verb | Upos::Aux)))
}

/// "die ehemaligen Vorsitzenden Oskar Lafont und Lothar Bisk": what several persons are together.
fn shared(reading: &Reading, sentence: usize, first: usize) -> Option<usize> {
    let words = &reading.words[sentence];
    let is_person = |word: usize| words.words[word].class == Some(NameClass::Person);
    let leader = words.words[first].head.filter(|&head| words.words[first].has("conj") && is_person(head)).unwrap_or(first);
    let led = words.children(leader).iter().any(|&child| words.words[child].has("conj") && is_person(child));
    let office = leader.checked_sub(1).filter(|&office| led && words.words[office].feats.is("Number", "Plur"))?;
    is_office(reading, sentence, office).then_some(office)
}

/// "Das Präsidium berief Joost Verhagen zum Sportdirektor", "Sie arbeitet als Anwältin": the verb says that somebody holds an office.
pub(super) fn role_of_verb(reading: &mut Reading, at: ClauseAt, status: &Status, frame: &Frame) {
    if let Some(label) = frame.fixed.get("label") {
        return named_role(reading, at, status, frame, label);
    }
    let (Some(Filler::Noun(person)), Some(Filler::Noun(office))) =
        (reading.fill(at, frame, "subject"), reading.fill(at, frame, "object"))
    else {
        return;
    };
    if !is_office(reading, at.sentence, office) {
        return;
    }
    let person = reading.antecedent(at.sentence, person);
    for person in reading.words[at.sentence].coordinated(person) {
        let Some(entity) =
            reading.entity(at.sentence, person).filter(|&entity| reading.document.entities[entity].class == NameClass::Person)
        else {
            continue;
        };
        let span = reading.words[at.sentence].words[person].span;
        office_of(reading, at.sentence, office, entity, span, "verb of holding an office", status);
    }
}

/// "Sie gehört dem Bundestag an": an office that the lexicon names.
fn named_role(reading: &mut Reading, at: ClauseAt, status: &Status, frame: &Frame, label: &str) {
    let (Some(Filler::Noun(person)), Some(Filler::Noun(body))) =
        (reading.fill(at, frame, "subject"), reading.fill(at, frame, "of"))
    else {
        return;
    };
    let person = reading.antecedent(at.sentence, person);
    let is_person = |entity: &usize| reading.document.entities[*entity].class == NameClass::Person;
    let Some(entity) = reading.entity(at.sentence, person).filter(is_person) else { return };
    let Some((of, of_span)) = reading.value(at.sentence, body) else { return };
    let source = reading.source(at, "verb of holding an office", Some(frame.entry.clone()));
    let arguments = vec![argument("of", of, of_span)];
    let node = reading.node(NodeKind::Role, label.to_owned(), label.to_owned(), source.evidence, arguments);
    let span = reading.words[at.sentence].words[person].span;
    let arguments =
        vec![argument("subject", Value::Entity(entity), span), argument("object", Value::Node(node), source.evidence)];
    reading.claim("role", arguments, status, source);
}

/// "Kishida ist Premierminister von Japan", "Sie bleibt Präsidentin".
fn predicates(reading: &mut Reading) {
    for at in reading.all_clauses() {
        let clause = reading.clause(at);
        let (head, subject) = (clause.head, clause.subject);
        if !clause.copular
            || !matches!(clause.verb.as_str(), "sein" | "bleiben" | "werden")
            || !is_office(reading, at.sentence, head)
        {
            continue;
        }
        let Some(subject) = subject else { continue };
        let subject = reading.antecedent(at.sentence, subject);
        let Some(entity) = reading.entity(at.sentence, subject) else { continue };
        if reading.document.entities[entity].class != NameClass::Person {
            continue;
        }
        let span = reading.words[at.sentence].words[subject].span;
        let status = reading.status(at).clone();
        if status.polarity == Polarity::Affirmed && status.modality == Modality::Asserted {
            office_of(reading, at.sentence, head, entity, span, "office as predicate", &status);
        }
    }
}

fn is_office(reading: &Reading, sentence: usize, word: usize) -> bool {
    super::trees::is_office(reading.knowledge, &reading.words[sentence], word)
}

fn office_of(
    reading: &mut Reading,
    sentence: usize,
    office: usize,
    person: usize,
    name: Span,
    rule: &'static str,
    status: &Status,
) {
    let words = &reading.words[sentence];
    let word = &words.words[office];
    let (lemma, span) = (word.lemma.clone(), word.span);
    let adjective = words
        .children(office)
        .iter()
        .map(|&child| &words.words[child])
        .find(|child| child.has("amod") && (is_temporal_adjective(&child.lemma) || is_title(child)))
        .map(|child| base_adjective(&child.lemma, &lemma));
    let title = if word.feats.is("Gender", "Masc") { of_a_man(&lemma) } else { lemma.clone() };
    let label = adjective.map_or_else(|| title.clone(), |adjective| format!("{adjective} {title}"));
    let of = organisation(reading, sentence, office, person);
    let evidence = reading.phrase_span(sentence, office).cover(span).cover(name);
    let arguments: Vec<Argument> = of.into_iter().map(|(value, span)| argument("of", value, span)).collect();
    let node = reading.node(NodeKind::Role, label, lemma, span, arguments);
    let frame = Some(reading.words[sentence].words[office].lemma.clone());
    let mut source = reading.noun_source(sentence, office, rule, frame);
    source.evidence = evidence;
    let status = Status { quotation: reading.quotation(span).or(status.quotation), ..status.clone() };
    reading.claim(
        "role",
        vec![argument("subject", Value::Entity(person), name), argument("object", Value::Node(node), span)],
        &status,
        source,
    );
}

/// "der Parlamentarische Geschäftsführer": a capital inside the sentence makes the adjective part of the title.
fn is_title(adjective: &Word) -> bool {
    adjective.tokens.start > 0 && adjective.form.starts_with(char::is_uppercase) && adjective.form.ends_with(['e', 'r', 'n', 's'])
}

/// An adjective as a noun, of a man: *Parteivorsitzender*, *Abgeordneter*; the lexicon has it as *der Abgeordnete*.
fn of_a_man(lemma: &str) -> String {
    let morphology = Morphology::embedded();
    let last = lemma.rsplit('-').next().unwrap_or(lemma);
    let last = morphology.noun_ending(last).map_or_else(|| last.to_owned(), |at| big_first(&last[at..]));
    let readings = morphology.readings(&last);
    let mut tags = readings.iter().filter(|reading| reading.lemma == last).flat_map(|reading| &reading.tags);
    let adjectival = last.ends_with('e') && tags.any(|tag| tag.code.ends_with("MAS:ADJ"));
    if adjectival { format!("{lemma}r") } else { lemma.to_owned() }
}

/// *früherer*, *künftige*: part of the office as the article gives it.
fn is_temporal_adjective(lemma: &str) -> bool {
    ["früh", "ehemalig", "künftig", "bisherig", "designiert", "stellvertretend", "amtierend", "damalig"]
        .iter()
        .any(|stem| lemma.starts_with(stem))
}

/// *früher* + *Präsident* → *früherer*; *künftig* + *Chefin* → *künftige*
fn base_adjective(lemma: &str, office: &str) -> String {
    // "Schweizer Nationaltrainer": it never changes.
    if lemma.ends_with("er") && lemma.starts_with(char::is_uppercase) {
        return lemma.to_owned();
    }
    let ending = if office.ends_with("in") { "e" } else { "er" };
    let stem = if lemma == "früh" { "früher" } else { lemma };
    format!("{stem}{ending}")
}

/// What the office is of: a genitive (*Präsident der USA*, *Italiens Regierungschef*), *von Japan*, an adjective (*ukrainischer Präsident*), the
/// first part of the compound (*Nato-Generalsekretär*).
fn organisation(reading: &mut Reading, sentence: usize, office: usize, person: usize) -> Option<(Value, Span)> {
    let own_name = |reading: &Reading, word: usize| reading.entity(sentence, word) == Some(person);
    // "sagte Richterin Marianne Ostwald der Angeklagten": what stands behind the name is no part of an office before it.
    let name_between =
        |reading: &Reading, word: usize| word > office && (office + 1..word).any(|between| own_name(reading, between));
    // "Barry Steinhardt, seines Zeichens Direktor": a turn of phrase and no body.
    let is_turn = |reading: &Reading, word: usize| reading.words[sentence].words[word].lemma == "Zeichen";
    let fits =
        |reading: &Reading, word: usize| !own_name(reading, word) && !name_between(reading, word) && !is_turn(reading, word);
    // "die Ukraine, deren Präsidentin"
    let words = &reading.words[sentence];
    let is_whose = |&child: &usize| matches!(words.words[child].form.as_str(), "deren" | "dessen");
    let whose = words.children(office).iter().copied().find(is_whose);
    if let Some(word) = reading.genitive(sentence, office).or(whose).filter(|&word| fits(reading, word)) {
        let known = reading.value(sentence, word);
        if known.is_some() {
            return known;
        }
    }
    // "Italiens Regierungschef": the genitive right before, whatever the tree says.
    if let Some(word) = office.checked_sub(1).filter(|&word| {
        let named = reading.entity(sentence, word).map(|entity| reading.document.entities[entity].class);
        matches!(named, Some(NameClass::Place | NameClass::Organisation))
            && reading.words[sentence].words[word].form.ends_with('s')
            && !own_name(reading, word)
    }) {
        return reading.value(sentence, word);
    }
    // "Mitglied im Aufsichtsrat", "Professorin an der Universität Kiel": the lexicon says by which further preposition.
    let lemma = reading.words[sentence].words[office].lemma.clone();
    let frames = reading.knowledge.lexicon.noun_frames(&lemma).0;
    let slots = frames.iter().filter(|frame| frame.relation == "role").filter_map(|frame| frame.roles.get("of")).flatten();
    let further = slots.map(String::as_str).filter(|slot| !matches!(*slot, "gen" | "comp" | "adj" | "von" | "bei"));
    for preposition in ["von", "bei"].into_iter().chain(further) {
        // "Da sprach der Präsident von der Katastrophe": that is no body.
        let is_body = |reading: &Reading, word: usize| {
            reading.entity(sentence, word).is_some() || super::factuality::is_actor(reading, sentence, word)
        };
        if let Some(word) =
            reading.attached(sentence, office, preposition).filter(|&word| fits(reading, word) && is_body(reading, word))
        {
            return reading.value(sentence, word);
        }
    }
    if let Some(place) = reading.adjective_place(sentence, office) {
        return Some(place);
    }
    let (lemma, span) = (reading.words[sentence].words[office].lemma.clone(), reading.words[sentence].words[office].span);
    let first = lemma.rsplit_once('-').map(|(first, _)| first.to_owned()).or_else(|| {
        reading
            .knowledge
            .lexicon
            .noun_frames(&lemma)
            .1
            .filter(|first| first.chars().count() > 3)
            .map(|first| trim_joint(first).to_owned())
    })?;
    // "Regierungssprecher" is of the government, "Flugdirektorin" of no flight, "Co-Trainer" of nobody.
    let known = !reading.knowledge.gazetteer.by_name(&first).is_empty()
        || reading.document.entities.iter().any(|entity| entity.name == first)
        || reading.entity_named(&first).is_some();
    let body = first.chars().count() > 3 && super::factuality::is_actor_lemma(reading.knowledge, &first);
    (known || body).then(|| reading.first_part(sentence, office, &first).map(|value| (value, span))).flatten()
}

/// *Regierungs* → *Regierung*
fn trim_joint(first: &str) -> &str {
    first
        .strip_suffix('s')
        .filter(|rest| ["ung", "heit", "keit", "schaft", "ion", "tät", "at"].iter().any(|ending| rest.ends_with(ending)))
        .unwrap_or(first)
}

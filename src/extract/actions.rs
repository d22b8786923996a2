//! Actions and events: what clauses and nouns are about, with place and time; and the open layer, in which every clause is a claim.

use super::claim::{Argument, Modality, NodeKind, Polarity, Value};
use super::clause::{Kind, Mood, Tense, Voice};
use super::endings::ends;
use super::factuality::is_acting;
use super::reading::{ClauseAt, Reading, argument};
use crate::document::{NameClass, Span, Upos};

/// Prepositions of a place where something is or happens.
const PLACE_PREPOSITIONS: [&str; 13] =
    ["in", "an", "auf", "bei", "vor", "über", "unter", "hinter", "neben", "zwischen", "nahe", "innerhalb", "außerhalb"];

/// Every clause says that its subject does, or is, something: the open layer.
pub fn actions(reading: &mut Reading) {
    for at in reading.all_clauses() {
        let clause = reading.clause(at);
        if clause.kind == Kind::Nominal && clause.subject.is_none() || reading.is_exception(at) {
            continue;
        }
        let status = reading.status(at).clone();
        let Some((node, span)) = reading.action(at) else { continue };
        let object = argument("object", Value::Node(node), span);
        for subject in reading.agents(at) {
            let arguments =
                subject.into_iter().map(|(value, span)| argument("subject", value, span)).chain([object.clone()]).collect();
            let source = reading.source(at, "clause", None);
            reading.claim("does", arguments, &status, source);
        }
        plan(reading, at, &status, &object);
    }
}

/// "Die Nato will aufrüsten", "Der Westen wird aufrüsten", "Die Kommandeure sollen Vorschläge ausarbeiten", "Die Kette schließt Ende 2026 drei Läden":
/// who wants, will or shall do something, or does it on a day to come, plans it.
fn plan(reading: &mut Reading, at: ClauseAt, status: &super::factuality::Status, object: &Argument) {
    let clause = reading.clause(at);
    let modal = clause.modal.as_deref().or_else(|| shared_modal(reading, at));
    let due = reading.is_due(at) && matches!(status.modality, Modality::Planned | Modality::Future);
    let wanted = match modal {
        Some("wollen" | "möchten") => true,
        // "Er möchte in Bremen bleiben"
        // "Ich möchte Ihnen danken" is a way to speak, "Wer gestrichen werden möchte" somebody else.
        Some("mögen") => {
            let speaks = clause.finite.is_some_and(|finite| reading.words[at.sentence].words[finite].feats.is("Person", "1"));
            let we = clause.subject.is_some_and(|subject| {
                matches!(reading.words[at.sentence].words[subject].form.to_lowercase().as_str(), "wir" | "ich")
            });
            clause.mood == Mood::Irrealis && clause.voice == Voice::Active && !speaks && !we
        }
        Some("sollen") => clause.voice == Voice::Passive || is_acting(reading, at),
        None if due => clause.voice == Voice::Passive && !clause.copular || is_acting(reading, at),
        None => clause.tense == Tense::Future && is_acting(reading, at),
        _ => false,
    };
    if !wanted || status.polarity == Polarity::Denied || status.modality != Modality::Planned && !due {
        return;
    }
    // The complement of "ankündigen" or "fordern" has its actor from there.
    if clause.modal.is_none()
        && matches!(clause.kind, Kind::Complement | Kind::Infinitive | Kind::OfNoun)
        && clause.parent.is_some()
    {
        return;
    }
    let status = super::factuality::Status { modality: Modality::Asserted, ..status.clone() };
    // "Es soll regnen", "man will": who is not known plans nothing; in the passive nobody need be named.
    let mut actors = reading.agents(at);
    actors.retain(|actor| actor.is_some() || reading.clause(at).voice == Voice::Passive);
    for actor in actors {
        let arguments = actor.into_iter().map(|(value, span)| argument("subject", value, span)).chain([object.clone()]).collect();
        let source = reading.source(at, "will, shall or is going to", None);
        reading.claim("plans", arguments, &status, source);
    }
}

fn shared_modal<'r>(reading: &'r Reading, at: ClauseAt) -> Option<&'r str> {
    let clause = reading.clause(at);
    let parent = &reading.clauses[at.sentence][clause.parent?];
    let coordinated = reading.words[at.sentence].words[clause.head].has("conj")
        && clause.parent.is_some_and(|parent| super::factuality::shares_auxiliary(reading, at, parent));
    if coordinated { parent.modal.as_deref() } else { None }
}

impl Reading<'_> {
    /// "…, es sei denn, der Bund zahlt": *es sei denn* is no clause of its own.
    fn is_exception(&self, at: ClauseAt) -> bool {
        super::factuality::exception(&self.words[at.sentence]) == Some(self.clause(at).head + 2)
    }

    /// Who does what a clause says: its subject, each of those coordinated; a single `None` if nobody is named.
    pub fn agents(&mut self, at: ClauseAt) -> Vec<Option<(Value, Span)>> {
        let found = match self.clause(at).subject {
            Some(subject) => self.values(at.sentence, subject),
            None => Vec::new(),
        };
        if found.is_empty() { vec![None] } else { found.into_iter().map(Some).collect() }
    }

    /// The action of a clause as a node, with its arguments; `None` where nothing is left to say.
    pub fn action(&mut self, at: ClauseAt) -> Option<(usize, Span)> {
        self.labelled_action(at, self.action_label(at))
    }

    /// The action of a clause that is the object of `relation`: with its negation, and with its subject where that is somebody else than who fears or
    /// condemns it.
    pub fn content(&mut self, at: ClauseAt, relation: &str) -> Option<(usize, Span)> {
        let action = self.content_label(at);
        let clause = self.clause(at);
        let foreign = matches!(relation, "fears" | "warns" | "condemns" | "supports" | "rejects")
            && clause.is_finite()
            && !clause.subject_inherited
            && clause.voice == Voice::Active;
        let label = if foreign { self.with_subject(at, action) } else { action };
        self.labelled_action(at, label)
    }

    fn labelled_action(&mut self, at: ClauseAt, label: String) -> Option<(usize, Span)> {
        if label.is_empty() {
            return None;
        }
        let clause = self.clause(at).clone();
        let span = self.source(at, "clause", None).evidence;
        let mut arguments = Vec::new();
        for (role, word) in [("agent", clause.subject), ("patient", clause.object), ("recipient", clause.dative)] {
            if let Some(word) = word {
                arguments.extend(self.values(at.sentence, word).into_iter().map(|(value, span)| argument(role, value, span)));
            }
        }
        arguments.extend(self.circumstances(at));
        let concept = clause.verb.clone();
        Some((self.node(NodeKind::Action, label, concept, span, arguments), span))
    }

    /// Place and date of a clause.
    pub fn circumstances(&mut self, at: ClauseAt) -> Vec<Argument> {
        let clause = self.clause(at).clone();
        let mut found = Vec::new();
        let mut places: Vec<usize> = clause
            .obliques
            .iter()
            .filter(|(preposition, word)| {
                PLACE_PREPOSITIONS.contains(&preposition.as_str()) && !self.is_aim(at, preposition, *word)
            })
            .map(|&(_, word)| word)
            .collect();
        places.extend(self.place_of_where(at));
        // "vier neue Kampfverbände in Bulgarien aufbauen": the place of the object is the place of the action.
        if let Some(object) = clause.object {
            places.extend(self.places_of_noun(at.sentence, object));
        }
        for place in places {
            for (value, span) in self.place_values(at.sentence, place) {
                found.push(argument("place", value, span));
            }
        }
        if let Some((date, span)) = self.date_of_clause(at) {
            found.push(argument("date", Value::Date(date), span));
        }
        found
    }

    /// The date a clause is dated to: a time among its own words, not in a clause or noun phrase below it.
    pub fn date_of_clause(&self, at: ClauseAt) -> Option<(String, Span)> {
        let clause = self.clause(at);
        let words = &self.words[at.sentence];
        let own = words.children(clause.head).iter().copied().filter(|&child| {
            let child = &words.words[child];
            child.has("obl") || child.has("advmod") || child.has("nmod") || child.has("obj") || child.has("nummod")
        });
        own.filter_map(|child| words.span_of(&words.below(child, |_| false)).filter(|_| self.is_time(at.sentence, child)))
            .find_map(|span| self.date_in(span))
    }

    /// "Die Kette schließt Ende 2026 drei Läden": a clause in the present, dated to a day after that of publication, has not happened yet.
    pub fn is_due(&self, at: ClauseAt) -> bool {
        let Some(published) = self.article.published else { return false };
        let published = published.to_string();
        self.clause(at).tense == Tense::Present
            && self.clause(at).is_finite()
            && self.date_of_clause(at).is_some_and(|(date, _)| date > published)
    }

    /// Phrases of place below a noun: *Hungerkrise in Afrika*.
    pub fn places_of_noun(&self, sentence: usize, word: usize) -> Vec<usize> {
        let words = &self.words[sentence];
        let here = words.children(word).iter().copied();
        // "ein Gespräch über Flüssiggas", "das Spiel zwischen Ulm und Kassel": no places of a noun.
        let leads = |preposition: &str| {
            PLACE_PREPOSITIONS.contains(&preposition) && !matches!(preposition, "über" | "unter" | "zwischen")
        };
        // "nicht in Kiel, sondern in Lübeck": one place is denied.
        let denied = |child: usize| words.words[child].has("parataxis");
        // "im Haus und im Garten" are two places of one thing; "Rückschlüsse auf das Elternhaus" names none.
        let is_goal = |child: usize| {
            words.child(child, "det").is_some_and(|det| {
                matches!(
                    words.words[det].form.to_lowercase().as_str(),
                    "den" | "das" | "einen" | "ein" | "sein" | "ihr" | "ihren" | "seinen"
                ) && !words.words[child].feats.is("Number", "Plur")
            })
        };
        here.filter(|&child| {
            words.preposition(child).is_some_and(leads) && !words.words[child].has("conj") && !denied(child) && !is_goal(child)
        })
        .collect()
    }

    /// "Er floh nach Ulm, wo er verhaftet wurde": the place that *wo* stands for.
    pub fn place_of_where(&self, at: ClauseAt) -> Option<usize> {
        let words = &self.words[at.sentence];
        let head = self.clause(at).head;
        let here = words.children(head).iter().copied().find(|&child| words.words[child].form == "wo")?;
        let before = here.checked_sub(2).filter(|_| words.words[here - 1].form == ",")?;
        std::iter::successors(Some(before), |&up| words.words[up].head.filter(|_| words.words[up].has("flat")))
            .chain(words.words[head].head)
            .find(|&place| place < here && words.words[place].is_nominal() && self.is_place(at.sentence, place))
    }

    /// "Schweden trifft auf Norwegen", "Der Protest richtet sich an Russland": no place, but whom it is about. At a country nothing happens; on it, by the
    /// verb.
    pub fn is_aim(&self, at: ClauseAt, preposition: &str, word: usize) -> bool {
        const AIMING: &str = include_str!("data/aiming_verbs.txt");
        let words = &self.words[at.sentence];
        let bare = words.words[word].upos == Upos::Propn && words.child(word, "det").is_none();
        let verb = &self.clause(at).verb;
        let aims =
            || AIMING.lines().filter_map(|line| line.split_once(' ')).any(|(known, by)| known == verb && by == preposition);
        bare && (preposition == "an" || aims())
    }

    /// The places a phrase names, one each: names of places, and nouns for buildings, rooms and areas.
    pub fn place_values(&mut self, sentence: usize, word: usize) -> Vec<(Value, Span)> {
        // "die Stadt Hiroshima, in der 27 Menschen starben"
        let word = self.antecedent(sentence, word);
        let mut all = self.words[sentence].coordinated(word);
        all.retain(|&word| self.is_place(sentence, word));
        all.into_iter().filter_map(|word| self.value(sentence, word)).collect()
    }

    /// Whether a noun names a place.
    pub fn is_place(&self, sentence: usize, word: usize) -> bool {
        const PLACES: &str = include_str!("data/place_nouns.txt");
        if self.is_time(sentence, word) {
            return false;
        }
        // "im Klinikum Rauental": a body by its name, and a building.
        match self.entity(sentence, word).map(|entity| self.document.entities[entity].class) {
            Some(NameClass::Place) => return true,
            None | Some(NameClass::Organisation) => {}
            Some(_) => return false,
        }
        let (words, here) = (&self.words[sentence], &self.words[sentence].words[word]);
        // "auf dem Straßenmarkt Camden Market"
        let name = self.name_behind(sentence, word).map(|name| words.words[name].class);
        if here.upos == Upos::Noun && name == Some(Some(NameClass::Place)) {
            return true;
        }
        // "in Zell am See": a part of the name.
        let named_before = words.child(word, "case").and_then(|case| case.checked_sub(1)).is_some_and(|before| {
            words.words[before].class == Some(NameClass::Place) && words.children(word).iter().all(|&child| child < word)
        });
        const ENDINGS: &str = include_str!("data/name_parts.txt");
        if named_before && ENDINGS.lines().any(|part| part == here.lemma) {
            return false;
        }
        // "im Süden von Mali", "in der Nähe der Stadt Graz"
        const PARTS: &str = include_str!("data/part_nouns.txt");
        if PARTS.lines().any(|part| part == here.lemma) {
            return self.genitive(sentence, word).is_some_and(|of| of > word && self.is_place(sentence, of));
        }
        // "auf den zweiten Platz": a rank.
        let rank = words
            .children(word)
            .iter()
            .any(|&child| words.words[child].feats.is("NumType", "Ord") || words.words[child].upos == Upos::Num && child > word);
        // "im Schloss Bellevue"
        let is_named = here.upos == Upos::Propn && PLACES.lines().any(|place| place == here.form.to_lowercase());
        is_named || here.upos == Upos::Noun && !(rank && ends("platz", &here.lemma)) && ends(PLACES, &here.lemma)
    }

    /// A clause as a meeting: *zusammenkommen* is a *Treffen*.
    pub fn event_of_clause(&mut self, at: ClauseAt, label: Option<&str>) -> Option<(usize, Span)> {
        let mut label = label.unwrap_or("Treffen").to_owned();
        let concept = label.clone();
        // "zu einem Gespräch über Flüssiggas treffen": the noun says what kind of meeting it is.
        let named = self.clause(at).oblique("zu");
        if let Some(word) = named.filter(|&word| self.is_meeting(at.sentence, word)) {
            label = self.noun_label(at.sentence, word);
        }
        let span = self.source(at, "clause", None).evidence;
        let arguments = self.circumstances(at);
        Some((self.node(NodeKind::Event, label, concept, span, arguments), span))
    }

    /// Whether a noun is a kind of meeting.
    pub fn is_meeting(&self, sentence: usize, word: usize) -> bool {
        let here = &self.words[sentence].words[word];
        let (frames, _) = self.knowledge.lexicon.noun_frames(&here.lemma);
        here.upos == Upos::Noun && frames.iter().any(|frame| frame.relation == "participatesIn")
    }

    /// A noun as an event: *der Nato-Gipfel in Brüssel*.
    pub fn event_of_noun(&mut self, sentence: usize, word: usize) -> Option<(usize, Span)> {
        let here = &self.words[sentence].words[word];
        if !here.is_nominal() {
            return None;
        }
        let concept = here.lemma.clone();
        // "beim Nato-Gipfel mit Biden": who takes part is no part of its name.
        let words = &self.words[sentence];
        let with: Vec<usize> = words
            .children(word)
            .iter()
            .copied()
            .filter(|&child| matches!(words.preposition(child), Some("mit" | "zwischen")))
            .collect();
        let inside = self.noun_words_without(sentence, word, &with);
        let label = self.render(sentence, &inside);
        let span = self.phrase_span(sentence, word);
        let mut arguments = Vec::new();
        arguments.extend(self.places_at_noun(sentence, word).into_iter().map(|(value, span)| argument("place", value, span)));
        if let Some((date, span)) = self.date_in(span) {
            arguments.push(argument("date", Value::Date(date), span));
        }
        if let Some(at) = self.clause_around_event(sentence, word) {
            for role in ["place", "date"] {
                if !arguments.iter().any(|argument| argument.role == role) {
                    arguments.extend(self.circumstances(at).into_iter().filter(|argument| argument.role == role));
                }
            }
        }
        Some((self.node(NodeKind::Event, label, concept, span, arguments), span))
    }

    /// "der Angriff in Ulm", "der Brand eines Lagers in Ulm": where it was, or what it was of.
    pub fn places_at_noun(&mut self, sentence: usize, word: usize) -> Vec<(Value, Span)> {
        let of = |reading: &Self, noun: usize| reading.places_of_noun(sentence, noun);
        let mut places = of(self, word);
        if places.is_empty() {
            let words = &self.words[sentence];
            let genitive = |&child: &usize| words.words[child].has("nmod") && words.words[child].feats.is("Case", "Gen");
            let genitive = words.children(word).iter().copied().find(|child| *child > word && genitive(child));
            places = genitive.map(|noun| of(self, noun)).unwrap_or_default();
        }
        places.into_iter().flat_map(|place| self.place_values(sentence, place)).collect()
    }

    /// "Am Montag sagte sie beim Treffen in Brüssel", "Am Montag kam es in Ulm zu einem Unfall", "Der Prozess begann am Montag": the clause whose place
    /// and date are those of the event.
    fn clause_around_event(&self, sentence: usize, word: usize) -> Option<ClauseAt> {
        const OCCURRING: &str = include_str!("data/occurring_verbs.txt");
        let at = self.clause_of(sentence, word)?;
        let clause = self.clause(at);
        let here = &self.words[sentence];
        let word = here.leader(word);
        let part = match here.preposition(word) {
            Some("bei" | "auf" | "während" | "in") => true,
            // "Am Donnerstag sagte sie in Brüssel nach der Sitzung"
            Some("nach") => self.frames_of(at).iter().any(|frame| frame.relation == "says"),
            Some("zu") => clause.verb == "kommen",
            None if clause.verb == "geben" => clause.object == Some(word) && self.is_there(at),
            None => clause.subject == Some(word) && OCCURRING.lines().any(|verb| verb == clause.verb),
            _ => false,
        };
        (part && here.words[word].head == Some(clause.head)).then_some(at)
    }

    /// "In Bremen gab es Proteste": *es* gives nobody anything.
    pub fn is_there(&self, at: ClauseAt) -> bool {
        self.words[at.sentence].has_es(self.clause(at).head)
    }

    /// Whether something can take part in a meeting: who has a name, or is a person or body by the noun. "300 Menschen versammelten sich": a crowd meets
    /// nobody.
    pub fn can_take_part(&self, value: &Value) -> bool {
        const CROWDS: &str = include_str!("data/crowd_nouns.txt");
        match value {
            Value::Entity(entity) => self.document.entities[*entity].class != NameClass::Other,
            Value::Node(node) => {
                let node = &self.found.nodes[*node];
                !ends(CROWDS, &node.concept) && super::factuality::is_actor_noun(self, &node.concept)
            }
            _ => false,
        }
    }

    /// The number of the quantity in a phrase; not of what hangs behind it: "um ein Fünftel auf 310 Millionen Euro".
    pub fn number_in(&self, sentence: usize, word: usize) -> Option<(f64, Span)> {
        let words = &self.words[sentence];
        let span = words.span_of(
            &words.below(word, |below| below > word && !words.words[below].has("nummod") && !words.words[below].has("flat")),
        )?;
        self.document
            .quantities
            .iter()
            .find(|quantity| quantity.span.overlaps(span))
            .map(|quantity| (quantity.low, quantity.span))
    }

    /// The number behind a preposition within a clause, wherever the tree hangs it: "um neun Prozent", "auf rund 310 Millionen Euro".
    pub fn number_behind(&self, at: ClauseAt, preposition: &str) -> Option<(f64, Span)> {
        const ABOUT: [&str; 14] =
            ["rund", "etwa", "knapp", "gut", "fast", "über", "mehr", "als", "circa", "ca.", "nur", "noch", "jetzt", "zuletzt"];
        let words = &self.words[at.sentence].words;
        let evidence = self.source(at, "clause", None).evidence;
        let within = self.document.quantities.iter().filter(|quantity| evidence.contains(quantity.span));
        within
            .filter_map(|quantity| {
                let first = words.iter().position(|word| word.span.end > quantity.span.start)?;
                let before = words[..first].iter().rev().find(|word| !ABOUT.contains(&word.form.as_str()))?;
                (before.lemma == preposition).then_some((quantity.low, quantity.span))
            })
            .next()
    }

    /// The place a noun's adjective names: *der russische Angriff* → Russland.
    pub fn adjective_place(&self, sentence: usize, word: usize) -> Option<(Value, Span)> {
        let words = &self.words[sentence];
        words
            .children(word)
            .iter()
            .copied()
            .filter(|&child| words.words[child].upos == Upos::Adj || words.words[child].has("amod"))
            .find_map(|child| {
                let adjective = &words.words[child];
                let place = self.knowledge.place_of_adjective(&adjective.form)?;
                Some((self.known_place(place), adjective.span))
            })
    }

    /// The entity of the article that is this known place, else its name.
    pub fn known_place(&self, place: &crate::knowledge::gazetteer::Known) -> Value {
        let known = self
            .document
            .entities
            .iter()
            .position(|entity| entity.known.as_deref() == Some(&place.iri) || entity.name == place.label);
        known.map_or_else(|| Value::Text(place.label.clone()), Value::Entity)
    }
}

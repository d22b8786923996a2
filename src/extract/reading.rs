//! What the rules share while an article is read: words, clauses, who speaks, and the extraction that grows.

use super::claim::{Argument, Claim, EntityRecord, Extraction, Modality, NameRecord, Node, NodeKind, Polarity, Value};
use super::clause::{Clause, Kind, Voice, clauses};
use super::endings::ends;
use super::factuality::Status;
use crate::article::Article;
use crate::document::words::Words;
use crate::document::{At, Document, MentionForm, NameClass, Span, SpeechForm, Upos};
use crate::knowledge::Knowledge;
use std::collections::{BTreeMap, BTreeSet};

/// An article while it is read.
pub struct Reading<'a> {
    /// The article: its text is what spans are cut from.
    pub article: &'a Article,
    /// Its analysis.
    pub document: &'a Document,
    /// Lexicon and known entities.
    pub knowledge: &'a Knowledge,
    /// Words of each sentence.
    pub words: Vec<Words>,
    /// Clauses of each sentence.
    pub clauses: Vec<Vec<Clause>>,
    /// How sure each clause is.
    pub status: Vec<Vec<Status>>,
    /// What was found so far.
    pub found: Extraction,
    /// Names of works and bodies in quotation marks.
    titles: Vec<Span>,
    nodes: BTreeMap<(NodeKind, Span, String), usize>,
    /// Claims by sentence, to know which were made already.
    claims_of: BTreeMap<usize, Vec<usize>>,
}

/// A clause of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClauseAt {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the clause in it.
    pub clause: usize,
}

impl<'a> Reading<'a> {
    /// Prepares words and clauses, and takes over the entities.
    pub fn new(article: &'a Article, document: &'a Document, knowledge: &'a Knowledge) -> Reading<'a> {
        let words: Vec<Words> = super::trees::words(document, knowledge);
        let clauses: Vec<Vec<Clause>> = words.iter().map(clauses).collect();
        let entities = document.entities.iter().map(|entity| EntityRecord {
            name: entity.name.clone(),
            class: entity.class,
            known: entity.known.clone(),
            mentions: entity.mentions.iter().map(|&mention| name_record(article, document, mention)).collect(),
        });
        let found = Extraction {
            entities: entities.collect(),
            sentences: document.sentences.iter().map(|sentence| sentence.span).collect(),
            ..Extraction::default()
        };
        let mut reading = Reading {
            article,
            document,
            knowledge,
            words,
            clauses,
            status: Vec::new(),
            found,
            titles: super::attribution::titles(&article.text, document),
            nodes: BTreeMap::new(),
            claims_of: BTreeMap::new(),
        };
        reading.mend();
        reading.status = (0..document.sentences.len()).map(|sentence| super::factuality::statuses(&reading, sentence)).collect();
        reading
    }

    fn mend(&mut self) {
        for sentence in 0..self.words.len() {
            for index in 0..self.clauses[sentence].len() {
                let mut clause = self.clauses[sentence][index].clone();
                super::clause::mend_arguments(&self.words[sentence], &mut clause, |word| {
                    super::factuality::is_actor(self, sentence, word)
                });
                self.clauses[sentence][index] = clause;
            }
            super::clause::inherit_subjects(&self.words[sentence], &mut self.clauses[sentence]);
        }
    }

    /// All clauses, in the order of the text.
    pub fn all_clauses(&self) -> Vec<ClauseAt> {
        let of = |(sentence, clauses): (usize, &Vec<Clause>)| {
            (0..clauses.len()).map(move |clause| ClauseAt { sentence, clause }).collect::<Vec<_>>()
        };
        self.clauses.iter().enumerate().flat_map(of).collect()
    }

    /// The clause.
    pub fn clause(&self, at: ClauseAt) -> &Clause {
        &self.clauses[at.sentence][at.clause]
    }

    /// How sure it is.
    pub fn status(&self, at: ClauseAt) -> &Status {
        &self.status[at.sentence][at.clause]
    }

    /// The clause that a word stands in.
    pub fn clause_of(&self, sentence: usize, word: usize) -> Option<ClauseAt> {
        let words = &self.words[sentence];
        std::iter::successors(Some(word), |&up| words.words[up].head)
            .find_map(|up| self.clauses[sentence].iter().position(|clause| clause.head == up))
            .map(|clause| ClauseAt { sentence, clause })
    }

    /// The entity a noun phrase stands for: a mention in it, or the name that follows its head (*Kita Sonnenblume*, *Kanzler Scholz*).
    pub fn entity(&self, sentence: usize, word: usize) -> Option<usize> {
        let words = &self.words[sentence];
        // *Nato* in *Nato-Generalsekretär* names no secretary: the mention must hold the part that carries the grammar.
        let of_word = |word: usize| {
            let here = &words.words[word];
            let all = here.tokens.clone().rev().filter_map(|token| self.document.mention_at(At { sentence, token }));
            all.into_iter().find(|&mention| self.document.mentions[mention].tokens.contains(&here.main))
        };
        if let Some(mention) = of_word(word) {
            let entity = self.document.mentions[mention].entity;
            // "Der Kommissar für Kultur, Ján Ott, sagte": the name says who it is, whether the office was taken for a name or for somebody else.
            let office = (self.document.entities[entity].class != NameClass::Person
                || self.document.mentions[mention].form == MentionForm::Nominal)
                && self.knowledge.lexicon.is_office(&words.words[word].lemma);
            return if office { self.holder(sentence, word).or(Some(entity)) } else { Some(entity) };
        }
        if let Some(name) = self.name_behind(sentence, word) {
            // "im Klinikum Rauental" is not in all of Rauental.
            const AREAS: &str = include_str!("data/area_nouns.txt");
            let entity = of_word(name).map(|mention| self.document.mentions[mention].entity)?;
            let place = self.document.entities[entity].class == NameClass::Place && words.words[word].upos == Upos::Noun;
            return Some(entity).filter(|_| !place || ends(AREAS, &words.words[word].lemma));
        }
        self.holder(sentence, word)
    }

    /// "Der Vorsitzende der Fraktion, Wolfgang Jüttner, …": the person behind the phrase of an office.
    fn holder(&self, sentence: usize, word: usize) -> Option<usize> {
        let words = &self.words[sentence];
        let is_one = self.knowledge.lexicon.is_office(&words.words[word].lemma) && !words.words[word].feats.is("Number", "Plur");
        let is_person = |&child: &usize| {
            let child = (child > word).then_some(&words.words[child]);
            child.is_some_and(|child| child.upos == Upos::Propn && child.has("appos") && child.class == Some(NameClass::Person))
        };
        let name = words.children(word).iter().copied().find(is_person).filter(|_| is_one)?;
        let listed = words.children(word).iter().any(|&child| words.words[child].has("conj") && child < name);
        let mention = words.words[name].tokens.clone().rev().find_map(|token| self.document.mention_at(At { sentence, token }));
        mention.filter(|_| !listed).map(|mention| self.document.mentions[mention].entity)
    }

    /// The name right behind a noun that it belongs to: *Kanzler Scholz*, *Kita Sonnenblume*.
    pub fn name_behind(&self, sentence: usize, word: usize) -> Option<usize> {
        let words = &self.words[sentence];
        words.children(word).iter().copied().find(|&child| {
            let name = &words.words[child];
            name.upos == Upos::Propn
                && name.tokens.start == words.words[word].tokens.end
                && (name.has("appos") || name.has("flat"))
        })
    }

    /// The noun that a relative pronoun stands for; any other word for itself.
    pub fn antecedent(&self, sentence: usize, word: usize) -> usize {
        let words = &self.words[sentence];
        if !words.words[word].feats.is("PronType", "Rel") {
            return word;
        }
        let Some(at) = self.clause_of(sentence, word) else { return word };
        match words.words[self.clause(at).head].head {
            Some(noun) if words.words[noun].is_nominal() => noun,
            _ => word,
        }
    }

    /// What a noun phrase stands for, with its words; `None` for a pronoun nobody knows the meaning of.
    pub fn value(&mut self, sentence: usize, word: usize) -> Option<(Value, Span)> {
        let word = self.antecedent(sentence, word);
        let span = self.phrase_span(sentence, word);
        if let Some(entity) = self.entity(sentence, word) {
            return Some((Value::Entity(entity), span));
        }
        if let Some(speaker) = self.first_person(sentence, word) {
            return Some((speaker, span));
        }
        if let Some((before, noun)) = self.noun_of_pronoun(sentence, word) {
            return self.value(before, noun).map(|(value, _)| (value, span));
        }
        let here = &self.words[sentence].words[word];
        let meaningful = here.is_nominal() || matches!(here.upos, Upos::Adj | Upos::Num) || here.upos == Upos::X;
        if !meaningful {
            return None;
        }
        let concept = here.lemma.clone();
        let label = self.noun_label(sentence, word);
        (!label.is_empty()).then(|| (Value::Node(self.node(NodeKind::Thing, label, concept, span, Vec::new())), span))
    }

    /// "Der Autor kritisierte den Plan. Er fordert …", "Der Mann erklärte, dass er warte": a pronoun that stands for no name is the subject of the main
    /// clause before or of the clause above, if that can act and agrees; or what the same pronoun there stands for.
    pub(super) fn noun_of_pronoun(&self, sentence: usize, word: usize) -> Option<(usize, usize)> {
        let here = &self.words[sentence].words[word];
        let gender = match (here.form.to_lowercase().as_str(), here.feats.get("Number")) {
            ("er", _) => Some("Masc"),
            ("sie", Some("Sing")) => Some("Fem"),
            ("sie", Some("Plur")) => None,
            _ => return None,
        };
        if here.upos != Upos::Pron || self.document.mention_at(self.words[sentence].at(word)).is_some() {
            return None;
        }
        let clause = self.clause(self.clause_of(sentence, word)?);
        let (of, main) = match clause.parent {
            Some(parent) if clause.kind == Kind::Complement => (sentence, &self.clauses[sentence][parent]),
            None => {
                let before = sentence.checked_sub(1).filter(|_| self.quotation(here.span).is_none())?;
                if self.document.sentences[before].block != self.document.sentences[sentence].block {
                    return None;
                }
                (before, self.clauses[before].iter().find(|clause| clause.parent.is_none())?)
            }
            _ => return None,
        };
        // "Der Einsatz wurde von einer Sprecherin bestätigt. Sie sagte …": in the passive the one or the other.
        let subjects = [main.object.filter(|_| main.voice == Voice::Passive), main.subject];
        let number = if gender.is_some() { "Sing" } else { "Plur" };
        subjects.into_iter().flatten().filter(|&subject| of < sentence || subject < word).find_map(|subject| {
            let noun = &self.words[of].words[subject];
            let same = noun.upos == Upos::Pron && noun.form.eq_ignore_ascii_case(&here.form);
            if same && noun.feats.get("Number") == here.feats.get("Number") {
                return self.noun_of_pronoun(of, subject);
            }
            let agrees = noun.feats.is("Number", number)
                && gender.is_none_or(|gender| crate::annotate::coreference::gender_of_noun(&noun.lemma) == Some(gender));
            let acts = noun.upos == Upos::Noun && super::factuality::is_actor_noun(self, &noun.lemma);
            (agrees && acts && self.entity(of, subject).is_none()).then_some((of, subject))
        })
    }

    /// „Wir schließen ein Schlupfloch“, sagte Scholz: *ich* and *wir* in quotation marks are who speaks.
    fn first_person(&mut self, sentence: usize, word: usize) -> Option<Value> {
        let here = &self.words[sentence].words[word];
        if here.upos != Upos::Pron || !matches!(here.form.to_lowercase().as_str(), "ich" | "wir" | "mir" | "mich" | "uns") {
            return None;
        }
        let quotation =
            self.quotation(here.span).filter(|&quotation| self.document.quotations[quotation].form == SpeechForm::Direct)?;
        self.speaker(quotation).map(|(value, _)| value)
    }

    /// "Kern traf Holm. Beide forderten …": the only two persons that the sentence before names.
    fn both(&self, sentence: usize, word: usize) -> Option<Vec<(Value, Span)>> {
        let here = &self.words[sentence].words[word];
        let alone = matches!(here.form.as_str(), "Beide" | "beide" | "beiden")
            && here.upos != Upos::Noun
            && !here.has("det")
            && !here.has("amod");
        let before = sentence.checked_sub(1).filter(|_| alone)?;
        let sentences = &self.document.sentences;
        let named = self.document.mentions.iter().filter(|mention| mention.sentence == before).map(|mention| mention.entity);
        let persons: BTreeSet<usize> =
            named.filter(|&entity| self.document.entities[entity].class == NameClass::Person).collect();
        let two = persons.len() == 2 && sentences[before].block == sentences[sentence].block;
        two.then(|| persons.into_iter().map(|person| (Value::Entity(person), here.span)).collect())
    }

    /// The values of a noun phrase and of those coordinated with it, one each.
    pub fn values(&mut self, sentence: usize, word: usize) -> Vec<(Value, Span)> {
        let word = self.antecedent(sentence, word);
        if let Some(both) = self.both(sentence, word) {
            return both;
        }
        let words = &self.words[sentence];
        let mut all = words.coordinated(word);
        // "die Staaten Belgien, Brasilien und Spanien"
        if words.words[word].feats.is("Number", "Plur")
            && let Some(first) = self.name_behind(sentence, word).filter(|&name| words.child(name, "conj").is_some())
        {
            all.extend(words.coordinated(first).into_iter().filter(|&name| name != first && words.words[name].class.is_some()));
        }
        all.into_iter().filter_map(|word| self.value(sentence, word)).collect()
    }

    /// The node with this kind, label and span; made if it is not there.
    pub fn node(&mut self, kind: NodeKind, label: String, concept: String, span: Span, arguments: Vec<Argument>) -> usize {
        let found = &mut self.found;
        *self.nodes.entry((kind, span, label.clone())).or_insert_with(|| {
            found.nodes.push(Node { kind, label, concept, span, arguments });
            found.nodes.len() - 1
        })
    }

    /// The quotation a token stands in: the innermost. What is told, not worded, is said by the clause itself.
    pub fn quotation(&self, span: Span) -> Option<usize> {
        let holds = |quotation: &crate::document::Quotation| quotation.content.iter().any(|content| content.contains(span));
        let length = |index: &usize| self.document.quotations[*index].content.iter().map(|content| content.len()).sum::<usize>();
        (0..self.document.quotations.len())
            .filter(|&index| {
                self.document.quotations[index].form != SpeechForm::Reported && holds(&self.document.quotations[index])
            })
            .min_by_key(length)
    }

    /// Who a quotation is from.
    pub fn speaker(&mut self, quotation: usize) -> Option<(Value, Span)> {
        let quotation = &self.document.quotations[quotation];
        let span = quotation.speaker?;
        if let Some(entity) = quotation.speaker_entity {
            return Some((Value::Entity(entity), span));
        }
        let sentence = self.document.sentences.partition_point(|sentence| sentence.span.end <= span.start);
        let words = &self.words[sentence];
        let inside: Vec<usize> = (0..words.words.len()).filter(|&word| span.contains(words.words[word].span)).collect();
        let head = inside.iter().copied().find(|&word| words.words[word].head.is_none_or(|head| !inside.contains(&head)))?;
        // "nach Angaben der Polizei": the police speaks. "aus Sicht der Verbände": they.
        let lemma = &words.words[head].lemma;
        let giver = (super::attribution::is_source_noun(lemma) || super::attribution::is_viewpoint(lemma))
            .then(|| super::attribution::giver(words, head))
            .flatten();
        if let Some(giver) = giver
            && let Some(value) = self.value(sentence, giver)
        {
            return Some(value);
        }
        self.value(sentence, head)
    }

    /// Adds a claim of the clause it was read from.
    pub fn claim(&mut self, relation: &str, arguments: Vec<Argument>, status: &Status, source: Source) {
        if source.predicate.iter().any(|&word| self.titles.iter().any(|title| title.contains(word))) {
            return;
        }
        let (attributed_to, form, cue) = match status.quotation {
            Some(quotation) => {
                let speaker = self.speaker(quotation);
                let quotation = &self.document.quotations[quotation];
                let unknown = || Value::Text("unbekannt".to_owned());
                (Some(speaker.map_or_else(unknown, |(value, _)| value)), Some(quotation.form), quotation.cue)
            }
            None => (None, None, None),
        };
        let claim = Claim {
            relation: relation.to_owned(),
            arguments,
            polarity: status.polarity,
            modality: status.modality,
            attributed_to,
            form,
            cue,
            predicate: source.predicate,
            evidence: source.evidence,
            sentence: source.sentence,
            rule: source.rule.to_owned(),
            frame: source.frame,
        };
        let of_sentence = self.claims_of.entry(claim.sentence).or_default();
        if !of_sentence.iter().any(|&known| self.found.claims[known] == claim) {
            of_sentence.push(self.found.claims.len());
            self.found.claims.push(claim);
        }
    }

    /// Where a claim about a clause comes from.
    pub fn source(&self, at: ClauseAt, rule: &'static str, frame: Option<String>) -> Source {
        let words = &self.words[at.sentence];
        let clause = self.clause(at);
        let mut predicate: Vec<Span> =
            clause.predicate.iter().chain([&clause.head]).map(|&word| words.words[word].span).collect();
        predicate.sort_unstable();
        let own = words.below(clause.head, |below| {
            self.clauses[at.sentence].iter().any(|other| other.head == below && other.head != clause.head)
        });
        let evidence = words.span_of(&own).unwrap_or(words.words[clause.head].span);
        Source { sentence: at.sentence, predicate, evidence, rule, frame }
    }

    /// Where a claim about a noun phrase comes from.
    pub fn noun_source(&self, sentence: usize, word: usize, rule: &'static str, frame: Option<String>) -> Source {
        let span = self.words[sentence].words[word].span;
        Source { sentence, predicate: vec![span], evidence: self.phrase_span(sentence, word).cover(span), rule, frame }
    }

    /// ISO date, month or year of the time expression that overlaps `span`.
    pub fn date_in(&self, span: Span) -> Option<(String, Span)> {
        self.document.times_in(span).iter().find_map(|time| Some((crate::annotate::times::iso(&time.value)?, time.span)))
    }
}

/// Where a claim comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Index of the sentence.
    pub sentence: usize,
    /// Words of the predicate.
    pub predicate: Vec<Span>,
    /// Clause or phrase.
    pub evidence: Span,
    /// Rule that read it.
    pub rule: &'static str,
    /// Lexicon entry.
    pub frame: Option<String>,
}

/// An argument with its words.
pub fn argument(role: &str, value: Value, span: Span) -> Argument {
    Argument { role: role.to_owned(), value, span: Some(span) }
}

/// An argument that stands for itself.
pub fn code(role: &str, value: &str) -> Argument {
    Argument { role: role.to_owned(), value: Value::Code(value.to_owned()), span: None }
}

/// A status for what the article states without doubt.
pub fn asserted() -> Status {
    Status { polarity: Polarity::Affirmed, modality: Modality::Asserted, quotation: None, source: None }
}

fn name_record(article: &Article, document: &Document, mention: usize) -> NameRecord {
    let mention = &document.mentions[mention];
    let text = mention.span.text(&article.text);
    let main = &document.sentences[mention.sentence].tokens[mention.head];
    let name = match mention.form {
        // "Putins" in the text, "Putin" in the list of names; "Roten Kreuzes", "Roten Kreuz".
        MentionForm::Name if text.ends_with('s') && !main.lemma.ends_with('s') && main.feats.is("Case", "Gen") => {
            let stem = text.strip_suffix("es").filter(|stem| stem.ends_with(&main.lemma));
            stem.unwrap_or(&text[..text.len() - 1])
        }
        _ => text,
    };
    NameRecord { name: name.split_whitespace().collect::<Vec<_>>().join(" "), form: mention.form, span: mention.span }
}

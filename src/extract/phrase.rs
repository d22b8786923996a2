//! Phrases in the words of the text: noun phrases without article, actions verb last in the infinitive, pronouns replaced by names.

use super::clause::{Kind, Voice};
use super::reading::{ClauseAt, Reading};
use crate::document::words::Words;
use crate::document::{MentionForm, Span, Upos};

/// Adverbs that say nothing about the action itself: *auch*, *jedoch*, *offenbar* …
const DISCOURSE: &str = include_str!("data/discourse_adverbs.txt");

impl Reading<'_> {
    /// A noun phrase without article, preposition, relative clause and coordinated phrases: *neue Kampfverbände*, *Hilfe für die Ukraine*.
    pub fn noun_label(&self, sentence: usize, word: usize) -> String {
        let inside = self.noun_words(sentence, word);
        self.render(sentence, &inside)
    }

    /// "während eines Treffens" is a *Treffen*: a noun that stands alone in the genitive is given in its base form.
    fn without_genitive<'w>(&self, sentence: usize, word: usize, surface: &'w str) -> &'w str {
        let here = &self.words[sentence].words[word];
        let genitive = here.upos == Upos::Noun && here.feats.is("Case", "Gen") && here.feats.is("Number", "Sing");
        let stem = surface
            .strip_suffix("es")
            .filter(|stem| *stem == here.lemma)
            .or_else(|| surface.strip_suffix('s').filter(|stem| *stem == here.lemma));
        stem.filter(|_| genitive).unwrap_or(surface)
    }

    /// The words of [`Self::noun_label`].
    pub fn noun_words(&self, sentence: usize, word: usize) -> Vec<usize> {
        let words = &self.words[sentence];
        let here = &words.words[word];
        words.below(word, |below| {
            let child = &words.words[below];
            let direct = child.head == Some(word);
            let far = child.tokens.start > here.tokens.end;
            let clausal = self.clauses[sentence].iter().any(|clause| clause.head == below) && !child.has("conj");
            let own = direct
                && (child.has("det") && !child.feats.is("PronType", "Ind") && !child.feats.is("PronType", "Tot")
                    || child.has("case")
                    || child.has("conj")
                    || child.has("cc")
                    || child.has("cop")
                    || child.has("nsubj")
                    || child.has("aux")
                    || child.has("mark")
                    || child.has("advmod") && (is_discourse(&child.lemma) || is_focus(&child.lemma))
                    || child.has("appos") && far
                    || child.has("parataxis")
                    || child.upos == Upos::Punct);
            own || clausal
                || child.has("acl")
                || child.has("punct") && child.form != "," && child.form != "-"
                || is_parenthesis(words, below)
        })
    }

    /// The words of [`Self::noun_label`] without these phrases.
    pub fn noun_words_without(&self, sentence: usize, word: usize, phrases: &[usize]) -> Vec<usize> {
        let words = &self.words[sentence];
        let mut inside = self.noun_words(sentence, word);
        inside.retain(|&inner| !phrases.iter().any(|&phrase| words.is_below(inner, phrase)));
        inside
    }

    /// The span of a noun phrase, from its first to its last word, without coordinated phrases.
    pub fn phrase_span(&self, sentence: usize, word: usize) -> Span {
        let words = &self.words[sentence];
        let inside = self.noun_words(sentence, word);
        words.span_of(&inside).unwrap_or(words.words[word].span)
    }

    /// The action of a clause, verb last in the infinitive: *vier neue Kampfverbände in Bulgarien aufbauen*. Without subject, negation, time and
    /// adverbs of discourse.
    pub fn action_label(&self, at: ClauseAt) -> String {
        self.action_words_without(at, &[])
    }

    /// [`Self::action_label`] without these words and what is below them.
    pub fn action_words_without(&self, at: ClauseAt, without: &[usize]) -> String {
        self.action_words(at, without, self.clause(at).negation)
    }

    /// The action of a clause that is wanted, planned or judged: "Sie fordert, die Deiche nicht zu betreten" wants *die Deiche nicht betreten*.
    pub fn content_label(&self, at: ClauseAt) -> String {
        self.action_words(at, &[], None)
    }

    fn action_words(&self, at: ClauseAt, without: &[usize], negation: Option<usize>) -> String {
        let words = &self.words[at.sentence];
        let clause = self.clause(at);
        let clause_heads: Vec<usize> = self.clauses[at.sentence].iter().map(|clause| clause.head).collect();
        let cut = |below: usize| {
            let child = &words.words[below];
            let direct = child.head == Some(clause.head);
            let is_subject = clause.subject == Some(below) && direct;
            let reflexive = child.lemma == "sich" || child.form.eq_ignore_ascii_case("sich");
            // "zu drei Jahren Haft verurteilen": how long is not when.
            let is_term = words.preposition(below) == Some("zu") && super::frames::is_period(&child.lemma);
            let is_timed = !is_term
                && (child.has("obl") || child.has("advmod") || child.has("nmod"))
                && direct
                && self.is_time(at.sentence, below);
            is_subject
                || without.contains(&below)
                || clause_heads.contains(&below) && below != clause.head && !(child.has("conj") && !direct && child.is_nominal())
                || Some(below) == negation
                || child.has("aux")
                || child.has("cop")
                || child.has("cc") && direct
                || child.has("mark") && direct
                || child.has("compound:prt") && direct
                || child.has("expl") && !reflexive
                || direct
                    && (child.feats.is("PronType", "Rel") && self.antecedent(at.sentence, below) == below
                        || child.feats.is("PronType", "Int")
                        || matches!(child.lemma.as_str(), "wonach" | "wobei" | "wodurch" | "womit" | "wo" | "wie" | "warum"))
                || direct && child.has("advmod") && (is_discourse(&child.lemma) || is_discourse(&child.form.to_lowercase()))
                || direct && child.has("conj") && !clause.copular && child.upos == Upos::Verb
                || child.has("parataxis")
                || child.has("acl")
                || is_timed
                || direct && self.is_source(at.sentence, below)
                || child.upos == Upos::Part && child.form.eq_ignore_ascii_case("zu") && !child.has("advmod")
                || child.upos == Upos::Punct && child.form != "," && child.form != "-"
                || is_parenthesis(words, below)
        };
        let verbal = !clause.copular && matches!(words.words[clause.head].upos, Upos::Verb | Upos::Aux);
        let mut inside = words.below(clause.head, cut);
        if verbal {
            inside.retain(|&word| word != clause.head);
        }
        let front = self.render_with(at.sentence, &inside, |word| self.in_action(at, word));
        let statal = clause.voice == Voice::Passive
            && clause
                .predicate
                .iter()
                .all(|&aux| matches!(words.words[aux].lemma.as_str(), "sein" | "sollen" | "können" | "müssen"));
        let verb = match (verbal, clause.copular) {
            // "Er war nicht betrunken": a state, told by its participle.
            (true, _) if statal && !clause.predicate.is_empty() => {
                format!("{} sein", words.words[clause.head].form.to_lowercase())
            }
            // "Er ließ das Haus räumen": *das Haus räumen lassen*.
            (true, _) if clause.verb == "lassen" => match self.bare_infinitive(at) {
                Some(done) => format!("{} lassen", self.content_label(done)),
                None => clause.verb.clone(),
            },
            (true, _) | (_, true) => clause.verb.clone(),
            _ => String::new(),
        };
        // "Der Bär wurde eingefangen und erschossen": *Bär erschießen*.
        let shared = clause.object.filter(|&object| {
            clause.voice == Voice::Passive && words.words[object].is_nominal() && !words.is_below(object, clause.head)
        });
        let shared = shared.map(|object| self.noun_label(at.sentence, object)).unwrap_or_default();
        [shared.as_str(), front.trim_matches([',', ' ']), verb.as_str()]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// A word of an action in another form: a relative pronoun is its noun, "der Antrag wurde abgelehnt" is *den Antrag ablehnen*.
    fn in_action(&self, at: ClauseAt, word: usize) -> Option<String> {
        let (clause, words) = (self.clause(at), &self.words[at.sentence]);
        let here = &words.words[word];
        let antecedent = self.antecedent(at.sentence, word);
        if antecedent != word && here.upos == Upos::Pron {
            return Some(match self.entity(at.sentence, antecedent) {
                Some(entity) => self.document.entities[entity].name.clone(),
                None => self.noun_label(at.sentence, antecedent),
            });
        }
        let object = clause.object.filter(|&object| clause.voice == Voice::Passive && here.head == Some(object))?;
        let is_he = |feature: &str, value: &str| words.words[object].feats.is(feature, value);
        if !is_he("Gender", "Masc") || !is_he("Number", "Sing") || !words.words[object].has("nsubj") {
            return None;
        }
        let form = here.form.to_lowercase();
        match here.upos {
            Upos::Det if form == "der" => Some("den".to_owned()),
            Upos::Det if matches!(form.as_str(), "ein" | "kein" | "mein" | "sein" | "ihr" | "unser") => Some(format!("{form}en")),
            Upos::Det | Upos::Adj => {
                let stem = here.form.strip_suffix("er").or_else(|| here.form.strip_suffix('e'))?;
                (here.has("amod") || here.has("det")).then(|| format!("{stem}en"))
            }
            _ => None,
        }
    }

    /// The infinitive without *zu* that completes the verb of a clause.
    fn bare_infinitive(&self, at: ClauseAt) -> Option<ClauseAt> {
        let (clauses, words) = (&self.clauses[at.sentence], &self.words[at.sentence]);
        let found = clauses.iter().position(|below| {
            below.parent == Some(at.clause)
                && below.kind == Kind::Infinitive
                && words.words[below.head].feats.is("VerbForm", "Inf")
                && words.children(below.head).iter().all(|&child| words.words[child].upos != Upos::Part)
        });
        found.map(|clause| ClauseAt { clause, ..at })
    }

    /// "laut Staatsanwaltschaft", "nach Angaben der Polizei", "dem Vernehmen nach": who says it is no part of what is done.
    fn is_source(&self, sentence: usize, word: usize) -> bool {
        let lemma = &self.words[sentence].words[word].lemma;
        match self.words[sentence].preposition(word) {
            Some("laut" | "zufolge") => true,
            // "Sie lobte ihn mit den Worten: …"
            Some("mit") => lemma == "Wort",
            Some("nach" | "gemäß") => super::attribution::is_source_noun(lemma) || lemma == "Vernehmen",
            _ => lemma == "Vernehmen",
        }
    }

    /// Subject and action: *Thomas Brandt zurücktreten*.
    pub fn event_label(&self, at: ClauseAt, without: &[usize]) -> String {
        self.with_subject(at, self.action_words_without(at, without))
    }

    /// An action behind the subject of its clause.
    pub fn with_subject(&self, at: ClauseAt, action: String) -> String {
        match self.clause(at).subject {
            Some(subject) => {
                let subject = self.antecedent(at.sentence, subject);
                let name = match (self.entity(at.sentence, subject), self.noun_of_pronoun(at.sentence, subject)) {
                    (Some(entity), _) => self.document.entities[entity].name.clone(),
                    (None, Some((sentence, noun))) => self.noun_label(sentence, noun),
                    (None, None) => self.noun_label(at.sentence, subject),
                };
                format!("{name} {action}").trim().to_owned()
            }
            None => action,
        }
    }

    /// Whether a phrase is a time: *am Donnerstag*, *seit 2004*.
    pub fn is_time(&self, sentence: usize, word: usize) -> bool {
        let span = self.words[sentence].words[word].span;
        !self.document.times_in(span).is_empty()
    }

    /// These words as one string: white space as in the text, contractions whole where both parts are wanted, pronouns as names.
    pub fn render(&self, sentence: usize, inside: &[usize]) -> String {
        self.render_with(sentence, inside, |_| None)
    }

    /// The same, with some words replaced.
    fn render_with(&self, sentence: usize, inside: &[usize], replaced: impl Fn(usize) -> Option<String>) -> String {
        let words = &self.words[sentence];
        let tokens = &self.document.sentences[sentence].tokens;
        let mut text = String::new();
        let mut last: Option<usize> = None;
        for &index in inside {
            let word = &words.words[index];
            if last.is_some_and(|last| words.words[last].span == word.span) {
                continue; // the second part of a contraction that is already written
            }
            // The comma of a clause or name that is left out.
            if word.form == "," && !(index > 0 && inside.contains(&(index - 1)) && inside.contains(&(index + 1))) {
                continue;
            }
            let part = tokens[word.main].part;
            let whole = part.is_some()
                && inside.contains(&(index + 1))
                && words.words.get(index + 1).is_some_and(|next| next.span == word.span);
            let top = word.head.is_none_or(|head| !inside.contains(&head));
            let surface = match replaced(index).or_else(|| self.name_of_pronoun(sentence, index).map(str::to_owned)) {
                Some(name) => name,
                None if part.is_some() && !whole => word.form.clone(),
                None => word.span.text(&self.article.text).split_whitespace().collect::<Vec<_>>().join(" "),
            };
            // "Die Kirche wurde eröffnet": the capital is that of the sentence.
            let surface = if index == 0 && matches!(word.upos, Upos::Det | Upos::Adp | Upos::Adv | Upos::Part) {
                surface.to_lowercase()
            } else {
                surface
            };
            let touches = last.is_some_and(|last| words.words[last].span.end == word.span.start);
            if !text.is_empty() && !touches {
                text.push(' ');
            }
            text.push_str(if top { self.without_genitive(sentence, index, &surface) } else { &surface });
            last = Some(index);
        }
        text.trim_matches([',', ' ', '–', '-']).to_owned()
    }

    /// *er* → *Joe Biden*, where that is known.
    fn name_of_pronoun(&self, sentence: usize, word: usize) -> Option<&str> {
        let words = &self.words[sentence];
        if words.words[word].upos != Upos::Pron || words.words[word].feats.is("PronType", "Rel") {
            return None;
        }
        let mention = &self.document.mentions[self.document.mention_at(words.at(word))?];
        (mention.form == MentionForm::Pronoun).then(|| self.document.entities[mention.entity].name.as_str())
    }
}

/// Whether an adverb belongs to the flow of the text and not to the action.
pub fn is_discourse(lemma: &str) -> bool {
    DISCOURSE.lines().any(|line| line == lemma)
}

/// *insgesamt*, *insbesondere* before a noun.
fn is_focus(lemma: &str) -> bool {
    const FOCUS: &str = include_str!("data/focus_adverbs.txt");
    FOCUS.lines().any(|line| line == lemma)
}

/// Whether a word stands in brackets: *(SPD)*.
fn is_parenthesis(words: &Words, word: usize) -> bool {
    let first = words.words[word].tokens.start;
    word > 0
        && words.words[word - 1].form == "("
        && words.words[word - 1].tokens.end == first
        && words.words[word].head.is_some_and(|head| head + 1 < word)
}

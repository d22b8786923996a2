//! Who says what: direct speech in quotation marks, indirect speech by *dass*, verb-second, Konjunktiv, infinitive, *laut*, *zufolge*, *so*, *wie X
//! sagte*, *heißt es*, and reported speech that runs on over sentences. Takes sentences, mentions and the lexicon; gives [`Quotation`]s.

mod cue;
mod direct;
mod fragments;
mod indirect;
mod marks;
mod nouns;
mod reported;
mod running;
mod source;

pub use source::{giver, is_source_noun, is_viewpoint};

use super::clause::{Clause, clauses};
use crate::document::words::Words;
use crate::document::{At, Document, Quotation, Span, Upos};
use crate::knowledge::Knowledge;

/// All quotations of a document whose other layers are there, in the order of the text.
pub fn quotations(text: &str, document: &Document, knowledge: &Knowledge) -> Vec<Quotation> {
    let words: Vec<Words> = super::trees::words(document, knowledge);
    let clauses: Vec<Vec<Clause>> = words.iter().map(clauses).collect();
    let mut speech = Speech { text, document, knowledge, words, clauses };
    speech.mend_subjects();
    let quoted = marks::quoted(text, document);
    let mut found = direct::direct(&speech, &quoted);
    indirect::indirect(&speech, &quoted, &mut found);
    fragments::fragments(&speech, &quoted, &mut found);
    reported::reported(&speech, &quoted, &mut found);
    go_on_behind_colon(text, &mut found);
    found.sort_by_key(|quotation| {
        (quotation.content.first().map(|span| span.start), quotation.content.last().map(|span| std::cmp::Reverse(span.end)))
    });
    found
}

/// "Die Pflicht sei klar: „…“": who has spoken before the colon speaks behind it.
fn go_on_behind_colon(text: &str, found: &mut [Quotation]) {
    /// A colon and marks have fewer bytes.
    const GAP: usize = 16;
    for index in 0..found.len() {
        let Some(start) = found[index].content.first().map(|span| span.start).filter(|_| found[index].speaker.is_none()) else {
            continue;
        };
        let leads = |quotation: &&Quotation| {
            let end = quotation.content.last().map_or(start, |span| span.end);
            let between = text.get(end..start).filter(|between| between.len() < GAP).unwrap_or_default();
            quotation.speaker.is_some() && between.contains(':') && !between.contains(char::is_alphanumeric)
        };
        if let Some(leading) = found.iter().find(leads) {
            (found[index].speaker, found[index].speaker_entity) = (leading.speaker, leading.speaker_entity);
        }
    }
}

/// What stands in quotation marks because something is called so: nobody says it, and it claims nothing.
pub fn titles(text: &str, document: &Document) -> Vec<Span> {
    marks::quoted(text, document).into_iter().filter(|quoted| quoted.is_title).map(|quoted| quoted.inner).collect()
}

/// What the rules of attribution look at.
struct Speech<'a> {
    text: &'a str,
    document: &'a Document,
    knowledge: &'a Knowledge,
    words: Vec<Words>,
    clauses: Vec<Vec<Clause>>,
}

/// The words that name a speaker.
#[derive(Clone, Copy, Debug)]
struct Speaker {
    span: Span,
    entity: Option<usize>,
}

impl Speech<'_> {
    /// "Ähnlich äußerte sich der Präsident": what trees get wrong about subjects.
    fn mend_subjects(&mut self) {
        for sentence in 0..self.words.len() {
            let mut mended = self.clauses[sentence].clone();
            for clause in &mut mended {
                super::clause::mend_arguments(&self.words[sentence], clause, |word| self.can_speak(sentence, word));
            }
            super::clause::inherit_subjects(&self.words[sentence], &mut mended);
            self.clauses[sentence] = mended;
        }
    }

    /// The speaker that a noun phrase or pronoun names, with what is said of it between commas, without relative clauses.
    fn speaker(&self, sentence: usize, word: usize) -> Option<Speaker> {
        let words = &self.words[sentence];
        let here = &words.words[word];
        let inside = words.below(word, |below| {
            let child = &words.words[below];
            let far = child.tokens.start > here.tokens.end && words.words[..below].iter().rev().take_while(|before| before.tokens.start >= here.tokens.end).any(|before| before.form == ",");
            child.has("acl") || child.has("punct") || child.has("parataxis") || child.has("case") || child.has("cc") && child.head == Some(word) && child.tokens.start < here.tokens.start
                || child.has("appos") && far && !child.is_nominal()
                // "Er zitiert einen Zeugen mit den Worten"
                || child.has("nmod") && words.preposition(below).is_some_and(|preposition| matches!(preposition, "mit" | "gegenüber" | "über"))
                || self.clauses[sentence].iter().any(|clause| clause.head == below)
        });
        let first = inside
            .iter()
            .copied()
            .find(|&inner| !words.words[inner].has("det") || words.words[inner].deprel == "det:poss" || inner == word)?;
        // "Dem Blatt gab die Post an, …": a phrase ends where a word of another one stands.
        let whole = words.below(word, |_| false);
        let end = (word + 1..words.words.len())
            .find(|&next| words.words[next].upos != Upos::Punct && !whole.contains(&next))
            .unwrap_or(words.words.len());
        let kept: Vec<usize> = inside.into_iter().filter(|&inner| inner >= first && inner < end).collect();
        let span = words.span_of(&kept)?;
        let entity = kept
            .iter()
            .flat_map(|&inner| words.words[inner].tokens.clone())
            .filter_map(|token| self.document.mention_at(At { sentence, token }));
        // The head's own mention first ("Sprecherin der Polizei"): names further down are what she speaks for.
        let own = words.words[word].tokens.clone().find_map(|token| self.document.mention_at(At { sentence, token }));
        let name_behind = kept.iter().copied().filter(|&inner| {
            words.words[inner].head == Some(word) && (words.words[inner].has("appos") || words.words[inner].has("flat"))
        });
        let by_name = name_behind
            .flat_map(|inner| words.words[inner].tokens.clone())
            .find_map(|token| self.document.mention_at(At { sentence, token }));
        let only = entity.clone().count() == 1 && kept.len() <= 3 && self.words[sentence].words[word].class.is_some();
        let mention = own.or(by_name).or_else(|| only.then(|| entity.into_iter().next()).flatten());
        Some(Speaker { span, entity: mention.map(|mention| self.document.mentions[mention].entity) })
    }

    /// The span of words without punctuation at its ends, up to a quotation behind a colon ("…, dass sie sich nicht einmischt: „…“").
    fn content(&self, sentence: usize, inside: &[usize]) -> Option<Span> {
        let words = &self.words[sentence];
        let is_quote =
            |word: usize| words.words.get(word).is_some_and(|word| matches!(word.form.as_str(), "„" | "»" | "\"" | "“"));
        let end = inside.iter().position(|&word| words.words[word].form == ":" && is_quote(word + 1)).unwrap_or(inside.len());
        let inside = &inside[..end];
        let is_mark = |word: usize| !words.words[word].form.chars().any(char::is_alphanumeric);
        let first = inside.iter().copied().find(|&word| !is_mark(word))?;
        let last = inside.iter().copied().rfind(|&word| !is_mark(word))?;
        Some(words.words[first].span.cover(words.words[last].span))
    }
}

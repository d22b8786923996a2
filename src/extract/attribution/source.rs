//! Sources named beside what they say: *laut X*, *X zufolge*, *nach Angaben von X*, *seiner Meinung nach*, *aus Sicht von X*, *so X*, *demnach*.

use super::indirect::{is_quoted, quotation};
use super::marks::Quoted;
use super::{Speaker, Speech};
use crate::document::words::Words;
use crate::document::{Quotation, Span, SpeechForm, Upos};
use crate::extract::clause::Clause;

/// A source: the word that makes it one, who speaks, and the words that are no part of what is said.
struct Source {
    speaker: Speaker,
    phrase: Vec<usize>,
    /// Whether it speaks for the whole sentence, up to a colon: *…, so X*.
    whole: bool,
}

/// Adds what the sources of a sentence say to what is `found`.
pub(super) fn by_source(speech: &Speech, sentence: usize, quoted: &[Quoted], found: &mut Vec<Quotation>) {
    let words = &speech.words[sentence];
    for at in 0..words.words.len() {
        if is_quoted(quoted, words.words[at].span) {
            continue;
        }
        let Some(source) = source(speech, sentence, at, found) else { continue };
        let inside = said(speech, sentence, &source);
        let content = spans(speech, sentence, &inside);
        // What stands in quotation marks as a whole was found as direct speech; what a verb of saying has was found with it.
        let known = |other: &Quotation| {
            let whole: usize = content.iter().map(|span| span.len()).sum();
            let shared: usize = content
                .iter()
                .flat_map(|span| {
                    other.content.iter().map(|known| span.end.min(known.end).saturating_sub(span.start.max(known.start)))
                })
                .sum();
            let same = other.speaker.is_some_and(|speaker| speaker.overlaps(source.speaker.span));
            shared * 10 > whole * 6 && (other.form == SpeechForm::Direct || same || other.content == content)
        };
        if !content.is_empty() && !found.iter().any(known) {
            found.push(quotation(content, Some(source.speaker), Some(words.words[at].span)));
        }
    }
}

fn source(speech: &Speech, sentence: usize, at: usize, found: &[Quotation]) -> Option<Source> {
    let words = &speech.words[sentence];
    let word = &words.words[at];
    let within = |noun: usize, range: std::ops::Range<usize>| {
        let mut phrase = phrase(words, noun, at);
        phrase.retain(|&word| word == at || range.contains(&word));
        Some(Source { speaker: clipped(words, named(speech, sentence, noun)?, &range), phrase, whole: false })
    };
    let by_noun = |noun: usize| within(noun, if noun < at { 0..at } else { at + 1..source_end(words, noun) });
    match word.form.to_lowercase().as_str() {
        "laut" if word.upos != Upos::Adj || word.has("case") => by_noun(noun_behind(words, at)?),
        "zufolge" => by_noun(noun_before(words, at)?),
        // "Gerüchten zu Folge"
        "folge" if at > 1 && words.words[at - 1].form == "zu" => by_noun(noun_before(words, at - 1)?),
        "nach" | "gemäß" | "gemäss" => {
            // "seiner Meinung nach"
            let before = noun_before(words, at)
                .filter(|&noun| noun + 1 == at && is_opinion(words, noun) && !has_preposition(words, noun, at))
                // "Er erklärte, das Land besitze seiner Meinung nach Raketen": his who is speaking already.
                .filter(|&noun| !is_possessive(words, noun) || !is_said(words.words[noun].span, found));
            let behind = noun_behind(words, at).filter(|&noun| {
                is_source(words, noun)
                    || matches!(word.form.to_lowercase().as_str(), "gemäß" | "gemäss") && speech.can_speak(sentence, noun)
            });
            by_noun(behind.or(before)?)
        }
        // "aus Sicht der Verbände", "in den Augen der Opposition"
        "aus" => by_noun(noun_behind(words, at).filter(|&noun| is_viewpoint(&words.words[noun].lemma))?),
        "so" => {
            let (noun, range) = trailing(speech, sentence, at)?;
            let end = clause_end(words, at);
            let mut source = within(noun, range)?;
            source.phrase.extend(at..end);
            source.whole = true;
            Some(source)
        }
        "demnach" => {
            // "Demnach hat er sich getötet": what was said before goes on.
            let last = last_before(speech, sentence, found);
            let entity = last.and_then(|last| last.speaker_entity);
            let span = last.and_then(|last| last.speaker).filter(|_| entity.is_none()).unwrap_or(word.span);
            Some(Source { speaker: Speaker { span, entity }, phrase: vec![at], whole: false })
        }
        _ => None,
    }
}

/// Where the phrase of a source ends: of *Medienberichten zu den Unruhen* only the noun with its genitives names the source.
fn source_end(words: &Words, noun: usize) -> usize {
    if !is_source(words, noun) {
        return words.words.len();
    }
    let adjunct = words.children(noun).iter().copied().filter(|&child| {
        child > noun && words.preposition(child).is_some_and(|preposition| !matches!(preposition, "von" | "aus"))
    });
    adjunct.map(|child| words.below(child, |_| false)[0]).min().unwrap_or(words.words.len())
}

fn clipped(words: &Words, speaker: Speaker, range: &std::ops::Range<usize>) -> Speaker {
    let inside: Vec<usize> = range
        .clone()
        .filter(|&word| {
            speaker.span.contains(words.words[word].span) && words.words[word].form.chars().any(char::is_alphanumeric)
        })
        .collect();
    // "nach eigenen Angaben": who speaks stands elsewhere.
    Speaker { span: words.span_of(&inside).unwrap_or(speaker.span), ..speaker }
}

/// A source noun speaks for whom it belongs to: *Angaben der Polizei* is the police.
fn named(speech: &Speech, sentence: usize, noun: usize) -> Option<Speaker> {
    let words = &speech.words[sentence];
    let whole = speech.speaker_of_word(sentence, noun)?;
    // "seiner Meinung nach": whose it is, or who is the subject; an opinion does not speak for itself.
    if whole.entity.is_none() && is_opinion(words, noun) && is_possessive(words, noun) {
        let giver = giver(words, noun).and_then(|giver| speech.speaker_of_word(sentence, giver));
        let subject = || {
            let subject = clause_above(speech, sentence, noun)
                .and_then(|clause| clause.subject)
                .filter(|&subject| speech.can_speak(sentence, subject));
            subject.and_then(|subject| speech.speaker_of_word(sentence, subject))
        };
        return giver.filter(|giver| giver.entity.is_some()).or_else(subject).or(Some(whole));
    }
    if whole.entity.is_some() || !is_source(words, noun) && !is_viewpoint(&words.words[noun].lemma) {
        return Some(whole);
    }
    // "nach eigenen Angaben", "ihren Angaben zufolge": who is the subject of the clause.
    let own = words.children(noun).iter().any(|&child| words.words[child].lemma == "eigen");
    if own {
        let subject = clause_above(speech, sentence, noun).and_then(|clause| clause.subject.or(clause.object));
        let subject = subject.and_then(|subject| speech.speaker_of_word(sentence, subject));
        return subject
            .map(|subject| if subject.entity.is_some() { Speaker { entity: subject.entity, ..whole } } else { subject });
    }
    let entity = giver(words, noun).and_then(|giver| speech.speaker_of_word(sentence, giver)).and_then(|giver| giver.entity);
    Some(Speaker { entity, ..whole })
}

/// The clause that a noun stands in.
fn clause_above<'s>(speech: &'s Speech, sentence: usize, noun: usize) -> Option<&'s Clause> {
    let words = &speech.words[sentence];
    std::iter::successors(words.words[noun].head, |&up| words.words[up].head)
        .find_map(|up| speech.clauses[sentence].iter().find(|clause| clause.head == up))
}

/// Whether words stand in what somebody says.
fn is_said(span: Span, found: &[Quotation]) -> bool {
    found.iter().any(|quotation| quotation.speaker.is_some() && quotation.content.iter().any(|content| content.contains(span)))
}

fn is_possessive(words: &Words, noun: usize) -> bool {
    words.children(noun).iter().any(|&child| words.words[child].deprel == "det:poss")
}

/// The last speech of the block before a sentence.
pub(super) fn last_before<'a>(speech: &Speech, sentence: usize, found: &'a [Quotation]) -> Option<&'a Quotation> {
    let sentences = &speech.document.sentences;
    let block = sentences[sentence].block;
    let start = sentences.iter().find(|sentence| sentence.block == block).map_or(0, |first| first.span.start);
    let earlier = found.iter().filter(|quotation| {
        quotation.content.iter().all(|content| content.end <= sentences[sentence].span.start && content.start >= start)
    });
    earlier.max_by_key(|quotation| quotation.content.last().map(|content| content.end))
}

fn is_source(words: &Words, noun: usize) -> bool {
    is_source_noun(&words.words[noun].lemma)
        || words.words[noun].lemma != words.words[noun].form && is_source_noun(&words.words[noun].form)
}

/// *Angabe*, *Polizeiangabe*, *Einschätzung*: nouns of what somebody says or has found, behind *nach*.
pub fn is_source_noun(lemma: &str) -> bool {
    const NOUNS: &str = include_str!("../data/statement_nouns.txt");
    let lower = lemma.to_lowercase();
    NOUNS.lines().any(|noun| {
        !noun.starts_with('#')
            && (noun == lemma
                || noun.chars().count() > 4 && lower.len() > noun.len() + 2 && lower.ends_with(&noun.to_lowercase()))
    })
}

/// "aus Sicht der Verbände": no ending of a compound, as *Aussicht* is none.
pub fn is_viewpoint(lemma: &str) -> bool {
    lemma == "Sicht"
}

/// The noun that a preposition stands before: its head, else the next noun with nothing but article, adjectives and marks between.
fn noun_behind(words: &Words, at: usize) -> Option<usize> {
    let word = &words.words[at];
    if word.has("case")
        && let Some(noun) =
            word.head.filter(|&noun| noun > at && (words.words[noun].is_nominal() || words.words[noun].upos == Upos::Pron))
    {
        return Some(noun);
    }
    let near = |word: usize| {
        matches!(words.words[word].upos, Upos::Det | Upos::Adj | Upos::Num | Upos::Adv)
            || matches!(words.words[word].form.as_str(), "„" | "\"" | "»" | "“")
    };
    let noun = (at + 1..words.words.len()).find(|&next| !near(next))?;
    words.words[noun].is_nominal().then_some(noun)
}

/// The noun that *zufolge* or *nach* stands behind: its head, else the noun beside it.
fn noun_before(words: &Words, at: usize) -> Option<usize> {
    let word = &words.words[at];
    if word.has("case")
        && let Some(noun) =
            word.head.filter(|&noun| noun < at && (words.words[noun].is_nominal() || words.words[noun].upos == Upos::Pron))
    {
        return Some(noun);
    }
    let beside = at.checked_sub(1)?;
    // "den Angaben der Polizei zufolge": the genitive hangs on the noun that counts.
    let noun = std::iter::successors(Some(beside), |&noun| {
        words.words[noun].head.filter(|&up| up < noun && words.words[up].is_nominal() && !words.words[noun].has("conj"))
    })
    .last()
    .unwrap_or(beside);
    words.words[noun].is_nominal().then_some(noun)
}

/// "seiner Meinung nach"; "der Wunsch nach Frieden" is nobody's opinion.
fn is_opinion(words: &Words, noun: usize) -> bool {
    const NOUNS: &str = include_str!("../data/opinion_nouns.txt");
    let possessed = giver(words, noun).is_some() || words.child(noun, "det").is_some();
    possessed && NOUNS.lines().any(|opinion| opinion == words.words[noun].lemma)
}

fn has_preposition(words: &Words, noun: usize, except: usize) -> bool {
    words.children(noun).iter().any(|&child| child != except && words.words[child].has("case"))
}

/// The noun phrase of a source with its cue, and nothing of the clause that a tree hangs below it.
fn phrase(words: &Words, noun: usize, cue: usize) -> Vec<usize> {
    let mut inside = words.below(noun, |below| {
        matches!(
            words.words[below].deprel.as_str(),
            "nsubj" | "nsubj:pass" | "obj" | "cop" | "aux" | "aux:pass" | "advcl" | "ccomp" | "parataxis"
        )
    });
    inside.push(cue);
    inside
}

/// The clause that a source stands in, without the source.
fn said(speech: &Speech, sentence: usize, source: &Source) -> Vec<usize> {
    let words = &speech.words[sentence];
    if source.whole {
        let start = (0..source.phrase[0])
            .rev()
            .find(|&word| matches!(words.words[word].form.as_str(), ":" | ";"))
            .map_or(0, |mark| mark + 1);
        return (start..words.words.len()).filter(|word| !source.phrase.contains(word)).collect();
    }
    let outside = source.phrase.iter().filter_map(|&word| words.words[word].head).find(|head| !source.phrase.contains(head));
    let clause = outside.and_then(|from| {
        std::iter::successors(Some(from), |&up| words.words[up].head)
            .find(|&up| speech.clauses[sentence].iter().any(|clause| clause.head == up))
    });
    let Some(clause) = clause.or_else(|| words.words.iter().position(|word| word.head.is_none())) else { return Vec::new() };
    let mut inside = words.below(clause, |_| false);
    inside.retain(|word| !source.phrase.contains(word));
    inside
}

/// Content around a source in the middle of the sentence: one span before and one behind.
fn spans(speech: &Speech, sentence: usize, inside: &[usize]) -> Vec<Span> {
    let words = &speech.words[sentence].words;
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for &word in inside {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|&last| (last + 1..word).all(|between| words[between].upos == Upos::Punct)) => {
                run.push(word)
            }
            _ => runs.push(vec![word]),
        }
    }
    runs.iter().filter_map(|run| speech.content(sentence, run)).collect()
}

/// Whose statement: *Angaben der Polizei*, *seinen Angaben*, *Angaben von Kämmerer Dorn*.
pub fn giver(words: &Words, noun: usize) -> Option<usize> {
    let children = words.children(noun);
    let bare = children.iter().copied().find(|&child| {
        words.words[child].has("nmod") && words.preposition(child).is_none_or(|preposition| matches!(preposition, "von" | "aus"))
    });
    bare.or_else(|| children.iter().copied().find(|&child| words.words[child].deprel == "det:poss")).or_else(|| {
        // "nach Angaben von X" with X hung on the verb
        let next = noun + 1;
        (words.words.get(next).is_some_and(|next| next.form == "von")).then(|| words.words[next].head).flatten()
    })
}

/// The speaker of "…, so Scholz im Stadtanzeiger".
pub(super) fn so_speaker(speech: &Speech, sentence: usize, at: usize) -> Option<Speaker> {
    let (noun, range) = trailing(speech, sentence, at)?;
    Some(clipped(&speech.words[sentence], named(speech, sentence, noun)?, &range))
}

/// The noun that names who speaks, and the words that its phrase may take: not those that say where, or to whom.
fn trailing(speech: &Speech, sentence: usize, at: usize) -> Option<(usize, std::ops::Range<usize>)> {
    let words = &speech.words[sentence];
    let noun = trailing_speaker(speech, sentence, at)?;
    let is_adjunct = |word: usize| {
        matches!(
            words.words[word].lemma.as_str(),
            "gegenüber" | "in" | "an" | "auf" | "bei" | "zu" | "nach" | "mit" | "weiter" | "wörtlich"
        ) && words.words[word].upos != Upos::Propn
    };
    let end = clause_end(words, at);
    Some((noun, at + 1..(noun + 1..end).find(|&word| is_adjunct(word)).unwrap_or(end)))
}

/// "…, so Scholz.", "…, so der Sprecher weiter.", "Das Problem sei, so der Präsident, dass …": a name or a noun phrase in the nominative up to the next
/// mark, without a verb.
fn trailing_speaker(speech: &Speech, sentence: usize, at: usize) -> Option<usize> {
    let words = &speech.words[sentence].words;
    let before = at.checked_sub(1).map(|before| words[before].form.as_str())?;
    let follows = matches!(before, "," | "“" | "\"" | "«" | "»" | "”" | "–");
    let end = clause_end(&speech.words[sentence], at);
    let next = words.get(at + 1)?;
    let nominative = next.is_nominal()
        || next.upos == Upos::Adj && next.form.chars().next().is_some_and(char::is_uppercase)
        || next.upos == Upos::Det
            && !matches!(next.form.as_str(), "den" | "dem" | "des" | "einen" | "einem" | "eines" | "viel" | "viele")
        || next.upos == Upos::Pron && matches!(next.form.as_str(), "er" | "sie");
    let verbal =
        words[at + 1..end].iter().any(|word| matches!(word.upos, Upos::Verb | Upos::Aux) && word.feats.is("VerbForm", "Fin"));
    if !follows || !nominative || verbal {
        return None;
    }
    let noun = (at + 1..end).find(|&next| words[next].is_nominal() || words[next].upos == Upos::Pron)?;
    // "so Vereinschef Littmann": what the name hangs on.
    Some(
        std::iter::successors(Some(noun), |&word| {
            words[word].head.filter(|&up| (at + 1..end).contains(&up) && words[up].is_nominal())
        })
        .last()
        .unwrap_or(noun),
    )
}

/// The next mark behind a word, or the end.
fn clause_end(words: &Words, at: usize) -> usize {
    (at + 1..words.words.len())
        .find(|&word| matches!(words.words[word].form.as_str(), "," | "." | ";" | ":" | "!" | "?" | "–" | "„"))
        .unwrap_or(words.words.len())
}

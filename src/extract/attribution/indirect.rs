//! Indirect speech: clauses that depend on a verb of saying, sources (*laut Polizei*), and Konjunktiv that runs on.

use super::marks::Quoted;
use super::{Speaker, Speech, is_statement_noun};
use crate::document::words::Words;
use crate::document::{Quotation, Span, SpeechForm, Upos};
use crate::extract::clause::{Clause, Kind, Mood};

/// Adds the indirect speech of each sentence to what is `found`.
pub(super) fn indirect(speech: &Speech, quoted: &[Quoted], found: &mut Vec<Quotation>) {
    for sentence in 0..speech.document.sentences.len() {
        let before = found.len();
        by_verb(speech, sentence, quoted, found);
        if found.len() == before {
            by_source(speech, sentence, quoted, found);
        }
        running_on(speech, sentence, quoted, found);
    }
}

fn is_quoted(quoted: &[Quoted], span: Span) -> bool {
    quoted.iter().any(|stretch| stretch.inner.contains(span))
}

fn quotation(content: Vec<Span>, speaker: Option<Speaker>, cue: Option<Span>) -> Quotation {
    Quotation {
        content,
        speaker: speaker.map(|speaker| speaker.span),
        speaker_entity: speaker.and_then(|speaker| speaker.entity),
        cue,
        addressee: None,
        form: SpeechForm::Indirect,
    }
}

/// "Er sagte, dass …", "Deutschland könne nicht verzichten, betonte Scholz", "wie X erklärte".
fn by_verb(speech: &Speech, sentence: usize, quoted: &[Quoted], found: &mut Vec<Quotation>) {
    let words = &speech.words[sentence];
    let clauses = &speech.clauses[sentence];
    for index in 0..clauses.len() {
        let clause = &clauses[index];
        let saying = speech.is_saying(sentence, clause);
        if !saying && !speech.is_stating(sentence, clause) || is_quoted(quoted, words.words[clause.head].span) || clause.negation.is_some() {
            continue;
        }
        let cue = speech.cue(sentence, index);
        let mut contents: Vec<Vec<usize>> = Vec::new();
        for (below, content) in clauses.iter().enumerate() {
            let direct = words.words[content.head].head == Some(clause.head) || clause.complements.contains(&below);
            let depends = content.parent == Some(index) && direct;
            let said = match content.kind {
                Kind::Complement => !words.words[content.head].has("csubj") && (saying || content.finite.is_some() && (content.mark.is_some() || content.mood != Mood::Indicative)),
                Kind::Infinitive => saying && content.finite.is_none() && has_zu(speech, sentence, content),
                // The tree may call a verb-second clause parataxis or adverbial; then its Konjunktiv tells.
                Kind::Main | Kind::Adverbial => {
                    (words.words[content.head].has("parataxis") || words.words[content.head].has("dep") || words.words[content.head].has("advcl") && content.mark.is_none())
                        && (content.mood == Mood::Reported || content.mood == Mood::Irrealis)
                }
                _ => false,
            };
            if depends && said && below != index {
                contents.push(whole(speech, sentence, content.head));
            }
        }
        // "…, wie X erklärte" and a verb of saying that the tree hangs below what is said.
        if contents.is_empty() && (saying || clause.mark.as_deref() == Some("wie")) {
            contents.extend(around(speech, sentence, index));
        }
        for inside in contents {
            let Some(content) = speech.content(sentence, &inside) else { continue };
            // What stands in quotation marks as a whole was found as direct speech.
            let direct = found.iter().any(|other| other.form == SpeechForm::Direct && other.content.iter().any(|span| span.contains(content) || content.contains(*span) && span.len() * 10 > content.len() * 6));
            if !direct && content.len() > 8 && !content.contains(cue.span) {
                found.push(quotation(vec![strip_mark(speech, content)], cue.speaker, Some(cue.span)));
            }
        }
    }
}

fn has_zu(speech: &Speech, sentence: usize, clause: &Clause) -> bool {
    let words = &speech.words[sentence];
    words.words[clause.head].form.contains("zu") && words.words[clause.head].lemma.len() < words.words[clause.head].form.len()
        || words.children(clause.head).iter().any(|&child| words.words[child].upos == Upos::Part && words.words[child].form.eq_ignore_ascii_case("zu"))
}

/// Without *dass* at its start.
fn strip_mark(speech: &Speech, content: Span) -> Span {
    let text = content.text(speech.text);
    for mark in ["dass ", "daß "] {
        if let Some(rest) = text.strip_prefix(mark) {
            return Span::new(content.end - rest.len(), content.end);
        }
    }
    content
}

/// A clause with all below it, but not the clause of saying.
fn whole(speech: &Speech, sentence: usize, head: usize) -> Vec<usize> {
    let words = &speech.words[sentence];
    let saying: Vec<usize> = speech.clauses[sentence].iter().filter(|clause| speech.is_saying(sentence, clause) && words.words[clause.head].has("parataxis")).map(|clause| clause.head).collect();
    words.below(head, |below| saying.contains(&below))
}

/// "Kanada hat Waffen geliefert, wie Premier Trudeau erklärte": what the clause of saying hangs on is what is said.
fn around(speech: &Speech, sentence: usize, saying: usize) -> Option<Vec<usize>> {
    let words = &speech.words[sentence];
    let clause = &speech.clauses[sentence][saying];
    let parent = &speech.clauses[sentence][clause.parent?];
    let first = words.below(clause.head, |_| false).into_iter().find(|&word| words.words[word].upos != Upos::Punct)?;
    let introduced = words.words[first].form.eq_ignore_ascii_case("wie");
    // "Flugzeuge gebe sein Land nicht ab, fügte der Kanadier hinzu": the verb follows right behind the comma.
    let behind_comma = first.checked_sub(1).is_some_and(|before| words.words[before].form == ",");
    let verb_first = clause.finite == Some(first) && behind_comma && clause.object.is_none() && clause.complements.is_empty();
    let hangs = matches!(words.words[clause.head].deprel.as_str(), "parataxis" | "advcl" | "dep" | "ccomp" | "conj" | "acl");
    if !hangs || !introduced && !verb_first {
        return None;
    }
    Some(words.below(parent.head, |below| below == clause.head))
}

/// *laut X*, *X zufolge*, *nach Angaben von X*, *nach Ansicht des X*, *so X*, *dem Vernehmen nach* is nobody.
fn by_source(speech: &Speech, sentence: usize, quoted: &[Quoted], found: &mut Vec<Quotation>) {
    let words = &speech.words[sentence];
    for (at, word) in words.words.iter().enumerate() {
        if is_quoted(quoted, word.span) {
            continue;
        }
        let source = match word.form.to_lowercase().as_str() {
            "laut" | "zufolge" => source_noun(words, at).map(|noun| (noun, vec![noun])),
            "nach" | "gemäß" if word.has("case") => word.head.filter(|&noun| is_statement_noun(&words.words[noun].lemma)).and_then(|noun| Some((giver(speech, sentence, noun)?, vec![noun]))),
            "so" if is_trailing_so(speech, sentence, at) => {
                let noun = (at + 1..words.words.len().min(at + 6)).find(|&next| words.words[next].is_nominal());
                noun.map(|noun| (noun, vec![at, noun]))
            }
            _ => None,
        };
        let Some((noun, cut)) = source else { continue };
        let Some(speaker) = speech.speaker_of_word(sentence, noun) else { continue };
        let root = words.words.iter().position(|word| word.head.is_none()).unwrap_or(0);
        if cut.contains(&root) {
            continue;
        }
        let clause = std::iter::successors(words.words[cut[0]].head, |&up| words.words[up].head).find(|&up| speech.clauses[sentence].iter().any(|clause| clause.head == up));
        let inside = words.below(clause.unwrap_or(root), |below| cut.contains(&below));
        if let Some(content) = contents(speech, sentence, &inside) {
            let cue = words.words[at].span;
            found.push(quotation(content, Some(speaker), Some(cue)));
        }
        return;
    }
}

/// The noun of "laut X", "X zufolge": what the preposition hangs on, else the noun beside it.
fn source_noun(words: &Words, at: usize) -> Option<usize> {
    let word = &words.words[at];
    if word.has("case") {
        return word.head;
    }
    let beside = if word.form.eq_ignore_ascii_case("zufolge") { at.checked_sub(1)? } else { (at + 1..words.words.len()).find(|&next| words.words[next].is_nominal())? };
    words.words[beside].is_nominal().then_some(beside)
}

/// Content around a source in the middle of the sentence: one span before and one behind.
fn contents(speech: &Speech, sentence: usize, inside: &[usize]) -> Option<Vec<Span>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for &word in inside {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|&last| word <= last + 1) => run.push(word),
            _ => runs.push(vec![word]),
        }
    }
    let spans: Vec<Span> = runs.iter().filter_map(|run| speech.content(sentence, run)).collect();
    (!spans.is_empty()).then_some(spans)
}

/// Whose statement: *Angaben der Polizei*, *seinen Angaben*, *Angaben von Kämmerer Dorn*.
fn giver(speech: &Speech, sentence: usize, noun: usize) -> Option<usize> {
    let words = &speech.words[sentence];
    let children = words.children(noun);
    let bare = children.iter().copied().find(|&child| words.words[child].has("nmod") && words.preposition(child).is_none_or(|preposition| matches!(preposition, "von" | "aus")));
    bare.or_else(|| children.iter().copied().find(|&child| words.words[child].deprel == "det:poss")).or_else(|| {
        // "nach Angaben von X" with X hung on the verb
        let next = noun + 1;
        (words.words.get(next).is_some_and(|next| next.form == "von")).then(|| words.words[next].head).flatten()
    })
}

/// ", so Scholz." or ", so der Sprecher weiter."
fn is_trailing_so(speech: &Speech, sentence: usize, at: usize) -> bool {
    let words = &speech.words[sentence].words;
    at > 1 && words[at - 1].form == "," && words[at + 1..].len() <= 8 && words.get(at + 1).is_some_and(|next| next.is_nominal() || next.upos == Upos::Det) && !words[at + 1..].iter().any(|word| word.feats.is("VerbForm", "Fin"))
}

/// "Ein solches Verfahren sei nicht zulässig.": Konjunktiv I without a cue goes on with the speaker before, or the subject before the colon.
fn running_on(speech: &Speech, sentence: usize, quoted: &[Quoted], found: &mut Vec<Quotation>) {
    let words = &speech.words[sentence];
    let span = speech.document.sentences[sentence].span;
    for clause in &speech.clauses[sentence] {
        let here = words.words[clause.head].span;
        let own = matches!(clause.kind, Kind::Main | Kind::Nominal) && clause.mood == Mood::Reported && clause.mark.is_none();
        let known = found.iter().any(|quotation| quotation.content.iter().any(|content| content.contains(here)));
        if !own || known || is_quoted(quoted, here) {
            continue;
        }
        let inside = whole(speech, sentence, clause.head);
        let colon = inside.iter().copied().rfind(|&word| words.words[word].form == ":");
        let behind: Vec<usize> = inside.iter().copied().filter(|&word| colon.is_none_or(|colon| word > colon)).collect();
        let Some(content) = speech.content(sentence, &behind) else { continue };
        let speaker = before_colon(speech, sentence, clause).or_else(|| of_main_clause(speech, sentence, clause)).or_else(|| last_speaker(speech, sentence, found, span)).or_else(|| subject_before(speech, sentence));
        if speaker.is_some() {
            found.push(quotation(vec![content], speaker, None));
        }
    }
}

fn before_colon(speech: &Speech, sentence: usize, clause: &Clause) -> Option<Speaker> {
    let words = &speech.words[sentence];
    let colon = words.words.iter().position(|word| word.form == ":").filter(|&colon| colon < clause.head)?;
    let other = speech.clauses[sentence].iter().find(|other| other.head < colon && other.subject.is_some())?;
    speech.speaker_of_word(sentence, other.subject?)
}

/// "Der Ingenieur kritisierte, der Deich sei zu niedrig": the tree may coordinate the two; who is the subject of the first speaks.
fn of_main_clause(speech: &Speech, sentence: usize, clause: &Clause) -> Option<Speaker> {
    let parent = &speech.clauses[sentence][clause.parent?];
    let subject = parent.subject.filter(|&subject| parent.head < clause.head && parent.mood == Mood::Indicative && speech.can_speak(sentence, subject))?;
    speech.speaker_of_word(sentence, subject)
}

fn last_speaker(speech: &Speech, sentence: usize, found: &[Quotation], span: Span) -> Option<Speaker> {
    let block = speech.document.sentences[sentence].block;
    let start = speech.document.sentences.iter().find(|sentence| sentence.block == block).map_or(0, |first| first.span.start);
    let earlier = found.iter().filter(|quotation| quotation.content.iter().all(|content| content.end <= span.start && content.start >= start));
    let last = earlier.max_by_key(|quotation| quotation.content.last().map(|content| content.end))?;
    Some(Speaker { span: last.speaker?, entity: last.speaker_entity })
}

/// "Pohl begrüßte die Ernennung. Die Managerin kenne den Betrieb."
fn subject_before(speech: &Speech, sentence: usize) -> Option<Speaker> {
    let before = sentence.checked_sub(1)?;
    if speech.document.sentences[before].block != speech.document.sentences[sentence].block {
        return None;
    }
    let subject = speech.clauses[before].iter().filter(|clause| clause.parent.is_none()).find_map(|clause| clause.subject)?;
    speech.speaker_of_word(before, subject).filter(|_| speech.can_speak(before, subject))
}

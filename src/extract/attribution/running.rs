//! Reported speech that runs on over sentences without a cue: "Ein solches Verfahren sei nicht zulässig."

use super::indirect::{is_quoted, quotation, whole};
use super::marks::Quoted;
use super::source::last_before;
use super::{Speaker, Speech};
use crate::document::{Quotation, SpeechForm};
use crate::extract::clause::{Clause, Kind, Mood};
use crate::knowledge::lexicon::Pos;

/// Konjunktiv without a cue goes on with the speaker before, or the subject before the colon.
pub(super) fn running_on(speech: &Speech, sentence: usize, quoted: &[Quoted], found: &mut Vec<Quotation>) {
    let words = &speech.words[sentence];
    for clause in &speech.clauses[sentence] {
        let here = words.words[clause.head].span;
        let known = found.iter().any(|quotation| quotation.content.iter().any(|content| content.contains(here)));
        if !is_reported(speech, sentence, clause, found) || known || is_quoted(quoted, here) {
            continue;
        }
        let inside = whole(speech, sentence, clause.head);
        let colon = inside.iter().copied().rfind(|&word| words.words[word].form == ":");
        // "Die Pflicht sei klar: „…“" is told before the colon.
        let side = |word: usize| colon.is_none_or(|colon| (word > colon) == (clause.head > colon));
        let told: Vec<usize> = inside.iter().copied().filter(|&word| side(word)).collect();
        let Some(content) = speech.content(sentence, &told) else { continue };
        let own = before_colon(speech, sentence, clause, found).or_else(|| of_main_clause(speech, sentence, clause, found));
        if own.is_none()
            && let Some(before) = goes_on(speech, sentence, found)
        {
            found[before].content.push(content);
            continue;
        }
        let last = || {
            last_before(speech, sentence, found)
                .and_then(|last| Some(Speaker { span: last.speaker?, entity: last.speaker_entity }))
        };
        // "Esch kritisierte, dass … Der Minister sprach sich für Regeln aus. Es könne nicht sein …": the minister's, whose view stands right before.
        let view_before = || {
            let before = sentence.checked_sub(1).filter(|&before| !speaks_in(speech, before, found))?;
            speech.clauses[before]
                .iter()
                .any(|clause| clause.parent.is_none() && has_view(speech, before, clause))
                .then_some(())?;
            subject_before(speech, sentence)
        };
        let speaker = own
            .or_else(view_before)
            .or_else(last)
            .or_else(|| subject_before(speech, sentence))
            .or_else(|| over_the_break(speech, sentence, found));
        // "Obama habe das Klima verändert": nobody tells of himself by his name.
        let himself = |speaker: &Speaker| {
            let named = clause.subject.filter(|&subject| words.words[subject].class.is_some());
            let entity = named.and_then(|subject| speech.speaker(sentence, subject)).and_then(|subject| subject.entity);
            entity.is_some() && entity == speaker.entity
        };
        found.push(quotation(vec![content], speaker.filter(|speaker| !himself(speaker)), None));
    }
}

/// Konjunktiv I; Konjunktiv II only right behind speech: "Er sagte, der Bund zahle. Das Land würde die Strecke ausbauen."
fn is_reported(speech: &Speech, sentence: usize, clause: &Clause, found: &[Quotation]) -> bool {
    let words = &speech.words[sentence];
    let main = matches!(clause.kind, Kind::Main | Kind::Nominal) && clause.mark.is_none();
    let is_first =
        |word: &str| clause.finite.is_some_and(|finite| finite > 0 && words.words[finite - 1].form.eq_ignore_ascii_case(word));
    // "es sei denn", "Gott sei Dank"
    let idiom = clause
        .finite
        .is_some_and(|finite| words.words.get(finite + 1).is_some_and(|next| matches!(next.form.as_str(), "denn" | "Dank")))
        && (is_first("es") || is_first("Gott"));
    let follows = || {
        let Some(before) = sentence.checked_sub(1) else { return false };
        let span = speech.document.sentences[before].span;
        let same_block = speech.document.sentences[before].block == speech.document.sentences[sentence].block;
        same_block
            && found.iter().any(|quotation| {
                quotation.form != SpeechForm::Direct && quotation.content.last().is_some_and(|content| span.contains(*content))
            })
    };
    main && !idiom
        && match clause.mood {
            Mood::Reported => true,
            Mood::Irrealis => clause.modal.as_deref() != Some("mögen") && follows(),
            _ => false,
        }
}

/// The speech without a cue that the sentence before ends with.
fn goes_on(speech: &Speech, sentence: usize, found: &[Quotation]) -> Option<usize> {
    let from = speech.document.sentences[sentence.saturating_sub(1)].span.start;
    let to = speech.document.sentences[sentence].span.end;
    let runs = |quotation: &Quotation| {
        quotation.form == SpeechForm::Indirect
            && quotation.cue.is_none()
            && quotation.content.last().is_some_and(|content| content.start >= from && content.end <= to)
    };
    let run = found.iter().rposition(runs)?;
    let end = found[run].content.last()?.end;
    let is_last = !found.iter().any(|other| other.content.iter().any(|content| content.start >= end && content.start < to));
    is_last.then_some(run)
}

/// "Sie könne Kündigungen nicht ausschließen. Auch die Aktionäre gehen leer aus: Eine Dividende werde nicht gezahlt": she goes on, whatever is told between.
fn goes_on_over(speech: &Speech, sentence: usize, told: &Clause, found: &[Quotation]) -> bool {
    let spoken = sentence.checked_sub(1).is_some_and(|before| speaks_in(speech, before, found));
    spoken && !told.copular && !has_view(speech, sentence, told)
}

/// Whether speech was found in a sentence.
fn speaks_in(speech: &Speech, sentence: usize, found: &[Quotation]) -> bool {
    let span = speech.document.sentences[sentence].span;
    found.iter().any(|quotation| quotation.content.iter().any(|content| span.contains(*content)))
}

/// Whether the verb of a clause says, wants or judges something.
fn has_view(speech: &Speech, sentence: usize, clause: &Clause) -> bool {
    const VIEWS: [&str; 8] = ["says", "plans", "warns", "fears", "demands", "condemns", "rejects", "supports"];
    let frames = speech.knowledge.lexicon.frames(Pos::Verb, &clause.verb);
    let views = frames.iter().any(|frame| VIEWS.contains(&frame.relation.as_str()) && speech.holds(sentence, clause, frame));
    clause.reflexive || views
}

fn before_colon(speech: &Speech, sentence: usize, clause: &Clause, found: &[Quotation]) -> Option<Speaker> {
    let words = &speech.words[sentence];
    let colon = words.words.iter().position(|word| word.form == ":").filter(|&colon| colon < clause.head)?;
    // "Der Film sei schlecht: Er fokussiere …": what is told itself names no speaker.
    let other = speech.clauses[sentence]
        .iter()
        .find(|other| other.head < colon && other.subject.is_some() && other.mood == Mood::Indicative)?;
    if goes_on_over(speech, sentence, other, found) {
        return None;
    }
    speech.speaker_of_word(sentence, other.subject?)
}

/// "Der Ingenieur kritisierte, der Deich sei zu niedrig": the tree may coordinate the two; who is the subject of the first speaks.
fn of_main_clause(speech: &Speech, sentence: usize, clause: &Clause, found: &[Quotation]) -> Option<Speaker> {
    let parent = &speech.clauses[sentence][clause.parent?];
    let colon = || speech.words[sentence].words[parent.head.min(clause.head)..clause.head].iter().any(|word| word.form == ":");
    if goes_on_over(speech, sentence, parent, found) && colon() {
        return None;
    }
    let subject = parent
        .subject
        .filter(|&subject| parent.head < clause.head && parent.mood == Mood::Indicative && speech.can_speak(sentence, subject))?;
    speech.speaker_of_word(sentence, subject)
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

/// The speech that the block before ends with goes on in the next one.
fn over_the_break(speech: &Speech, sentence: usize, found: &[Quotation]) -> Option<Speaker> {
    let before = speech.document.sentences[sentence.checked_sub(1)?].span;
    let last = found.iter().rfind(|quotation| quotation.content.last().is_some_and(|content| before.contains(*content)))?;
    Some(Speaker { span: last.speaker?, entity: last.speaker_entity })
}

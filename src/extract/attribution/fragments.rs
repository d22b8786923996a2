//! Words in quotation marks that are no sentence: "Der Sohn habe sich „bewusst und gewollt“ verletzt", "Er nannte das „reine Spekulation“". Names and
//! titles in quotation marks are no speech.

use super::indirect::quotation;
use super::marks::Quoted;
use super::{Speaker, Speech};
use crate::document::{NameTag, Quotation, SpeechForm, Upos};

/// Adds the words of others inside of indirect speech and behind verbs of calling to what is `found`.
pub(super) fn fragments(speech: &Speech, quoted: &[Quoted], found: &mut Vec<Quotation>) {
    for stretch in quoted {
        let known = found.iter().any(|quotation| {
            quotation.form == SpeechForm::Direct && quotation.content.iter().any(|content| content.overlaps(stretch.inner))
        });
        if known || is_name(speech, stretch) {
            continue;
        }
        let around = found.iter().find(|quotation| {
            quotation
                .content
                .iter()
                .any(|content| content.cover(stretch.outer).len() <= content.len() + 4 && content.overlaps(stretch.inner))
        });
        let said = match around {
            Some(around) if stretch.words > 1 || begins_small(speech, stretch) => {
                Some((around.speaker.map(|span| Speaker { span, entity: around.speaker_entity }), around.cue))
            }
            Some(_) => None,
            None => called(speech, stretch),
        };
        let Some((speaker, cue)) = said else { continue };
        found.push(Quotation { form: SpeechForm::Direct, ..quotation(vec![stretch.inner], speaker, cue) });
    }
}

fn begins_small(speech: &Speech, stretch: &Quoted) -> bool {
    stretch.inner.text(speech.text).chars().next().is_some_and(char::is_lowercase)
}

/// Whether what is quoted is a name: *die Mission „Antica Babilonia“*, *Laut „BBC News“*, *der Film „Eine unbequeme Wahrheit“*.
fn is_name(speech: &Speech, stretch: &Quoted) -> bool {
    let sentence = &speech.document.sentences[stretch.sentence];
    let inside: Vec<_> = sentence
        .tokens
        .iter()
        .filter(|token| stretch.inner.contains(token.span) && token.form.chars().any(char::is_alphabetic))
        .collect();
    let before = sentence.tokens.iter().rev().find(|token| token.span.end <= stretch.outer.start);
    let labelled = before
        .is_some_and(|token| matches!(token.upos, Upos::Noun | Upos::Propn) && token.span.end + 1 == stretch.outer.start)
        && !begins_small(speech, stretch);
    let named =
        inside.iter().filter(|token| token.name != NameTag::Outside || matches!(token.upos, Upos::Propn | Upos::X)).count();
    labelled || named * 2 >= inside.len().max(1)
}

/// "Er bezeichnete es als „maßvoll“", "Analysten sprachen von „Panikverkäufen“".
fn called(speech: &Speech, stretch: &Quoted) -> Option<(Option<Speaker>, Option<crate::document::Span>)> {
    const VERBS: &str = include_str!("../data/calling_verbs.txt");
    let words = &speech.words[stretch.sentence];
    let first = words.words.iter().position(|word| stretch.inner.contains(word.span))?;
    let clauses = &speech.clauses[stretch.sentence];
    let up = std::iter::successors(Some(first), |&up| words.words[up].head);
    let clause = up
        .filter_map(|up| clauses.iter().position(|clause| clause.head == up))
        .find(|&clause| VERBS.lines().any(|verb| verb == clauses[clause].verb))?;
    // "der Aphel (auch „Apogäum“ genannt)": nobody of the sentence calls it so.
    let before = &speech.text[speech.document.sentences[stretch.sentence].span.start..stretch.outer.start];
    if clauses[clause].negation.is_some() || before.rfind('(') > before.rfind(')') {
        return None;
    }
    let subject = clauses[clause].subject;
    let speaker = subject
        .filter(|&subject| speech.can_speak(stretch.sentence, subject))
        .and_then(|subject| speech.speaker_of_word(stretch.sentence, subject));
    speaker.is_some().then(|| (speaker, Some(speech.cue(stretch.sentence, clause).span)))
}

//! Nouns of speech and what they hold: "das Eingeständnis der Ministerin, die Entscheidung sei falsch gewesen", "Berichte, wonach der Mann entkam",
//! "Sie äußerte Zweifel, ob …".

use super::indirect::{is_quoted, quotation, strip_mark};
use super::marks::Quoted;
use super::source::{giver, is_source_noun};
use super::{Speaker, Speech};
use crate::document::{Quotation, SpeechForm, Upos};
use crate::extract::clause::{Clause, Kind, Mood, pronominal_adverb};
use crate::knowledge::lexicon::{Frame, Pos};

/// Adds what nouns of speech hold in a sentence to what is `found`.
pub(super) fn by_noun(speech: &Speech, sentence: usize, quoted: &[Quoted], found: &mut Vec<Quotation>) {
    let words = &speech.words[sentence];
    for clause in &speech.clauses[sentence] {
        let head = &words.words[clause.head];
        let Some(noun) = noun_of(speech, sentence, clause) else { continue };
        if is_quoted(quoted, head.span)
            || !matches!(
                clause.kind,
                Kind::OfNoun
                    | Kind::Complement
                    | Kind::Infinitive
                    | Kind::Relative
                    | Kind::Adverbial
                    | Kind::Main
                    | Kind::Nominal
            )
        {
            continue;
        }
        let Some(form) = form(speech, sentence, noun, clause) else { continue };
        let inside = words.below(clause.head, |_| false);
        let Some(content) = speech.content(sentence, &inside) else { continue };
        let known =
            found.iter().any(|other| other.content.iter().any(|span| span.contains(content) && span.len() < content.len() * 2));
        if !known {
            let cue = Some(words.words[noun].span);
            found.push(Quotation { form, ..quotation(vec![strip_mark(speech, content)], whose(speech, sentence, noun), cue) });
        }
    }
}

/// The noun that a clause completes: what it hangs on, or a noun of speech that stands right before its comma: "Sie kamen zu dem Ergebnis, dass …".
fn noun_of(speech: &Speech, sentence: usize, clause: &Clause) -> Option<usize> {
    let words = &speech.words[sentence];
    let above = words.words[clause.head].head.filter(|&noun| noun < clause.head && words.words[noun].is_nominal());
    let first = words.below(clause.head, |_| false).into_iter().find(|&word| words.words[word].upos != Upos::Punct);
    // "Es ist in Planung, so dass …": what follows from it.
    if first.is_some_and(|first| words.words[first].form == "so") {
        return None;
    }
    let before = || {
        let before = first.and_then(|first| first.checked_sub(2)).filter(|&before| words.words[before + 1].form == ",")?;
        // "Hinweise darauf, dass …"
        let refers = before > 0 && pronominal_adverb(&words.words[before].lemma).is_some();
        let before = if refers { before - 1 } else { before };
        // "das Eingeständnis der Ministerin, …": the noun that the one before the comma belongs to.
        let chain = std::iter::successors(Some(before), |&noun| words.words[noun].head.filter(|&up| up < noun));
        let mut nouns = chain.take_while(|&noun| words.words[noun].is_nominal());
        nouns.find(|&noun| is_told(speech, &words.words[noun].lemma))
    };
    let rejected = || {
        let verb = words.words[clause.head].head?;
        let parent = speech.clauses[sentence].iter().find(|parent| parent.head == verb)?;
        rejected_speech(speech, sentence, parent).filter(|&object| object < clause.head)
    };
    above.or_else(before).or_else(rejected)
}

/// "Er wies Vorwürfe zurück, er habe gelogen": the noun whose content is rejected. "Er wies Vorwürfe zurück: Der Senat habe …" is his answer.
pub(super) fn rejected_speech(speech: &Speech, sentence: usize, clause: &Clause) -> Option<usize> {
    let words = &speech.words[sentence].words;
    let object = clause.object.filter(|&object| is_told(speech, &words[object].lemma))?;
    let rejects = speech.knowledge.lexicon.frames(Pos::Verb, &clause.verb).iter().any(|frame| frame.relation == "rejects");
    (rejects && words[object..].iter().all(|word| word.form != ":")).then_some(object)
}

/// *Ergebnis*, *Verdacht*: nouns that hold what somebody says or thinks and name no source behind *nach*.
fn holds_speech(lemma: &str) -> bool {
    const NOUNS: &str = include_str!("../data/speech_nouns.txt");
    NOUNS.lines().any(|noun| noun == lemma)
}

/// *Vorwurf*, *Bericht*, *Behauptung*: nouns that hold what somebody says.
fn is_told(speech: &Speech, lemma: &str) -> bool {
    holds_speech(lemma) || says(speech, lemma) || is_source_noun(lemma)
}

fn says(speech: &Speech, lemma: &str) -> bool {
    speech.knowledge.lexicon.noun_frames(lemma).0.iter().any(|frame| frame.relation == "says")
}

/// Indirect where the clause is worded as speech, reported where it is an infinitive: "die Forderung, die Bank zu boykottieren".
fn form(speech: &Speech, sentence: usize, noun: usize, clause: &Clause) -> Option<SpeechForm> {
    let words = &speech.words[sentence];
    let lemma = &words.words[noun].lemma;
    let frames = speech.knowledge.lexicon.noun_frames(lemma).0;
    let is = |relations: &[&str]| frames.iter().any(|frame: &Frame| relations.contains(&frame.relation.as_str()));
    let says = is(&["says"]) || is_source_noun(lemma) || holds_speech(lemma);
    let first = words.below(clause.head, |_| false)[0];
    let leads = |word: usize| words.words.get(word).map(|word| word.form.to_lowercase()).unwrap_or_default();
    let first = if leads(first) == "," { first + 1 } else { first };
    if leads(first) == "wonach" {
        return (says || is(&["fears", "demands", "plans"])).then_some(SpeechForm::Indirect);
    }
    match (clause.finite, clause.mark.as_deref()) {
        _ if clause.kind == Kind::Relative => None,
        (Some(_), Some("dass" | "daß" | "ob")) if says => Some(SpeechForm::Indirect),
        (Some(_), None) if says && clause.mood != Mood::Indicative => Some(SpeechForm::Indirect),
        (None, None) if says || is(&["demands", "rejects", "supports", "warns"]) => Some(SpeechForm::Reported),
        _ => None,
    }
}

/// Whose: who the noun belongs to, else who does something with it ("Sie unterbreitete den Vorschlag, …", "Sie ist der Meinung, dass …").
fn whose(speech: &Speech, sentence: usize, noun: usize) -> Option<Speaker> {
    let words = &speech.words[sentence];
    let own = giver(words, noun)
        .filter(|&giver| giver != noun && words.is_below(giver, noun))
        .and_then(|giver| speech.speaker_of_word(sentence, giver));
    own.or_else(|| {
        let clause = speech.clauses[sentence].iter().find(|clause| {
            clause.object == Some(noun)
                || clause.copular && clause.head == noun
                || clause.obliques.iter().any(|&(_, oblique)| oblique == noun)
        })?;
        // "Er widersprach der Ansicht, dass …": not his.
        let opposes = |frame: &Frame| matches!(frame.relation.as_str(), "rejects" | "condemns") || frame.denies();
        if speech.knowledge.lexicon.frames(Pos::Verb, &clause.verb).iter().any(opposes) {
            return None;
        }
        // "Ein Gutachten kommt zu dem Ergebnis, dass …"
        let can_hold = |subject: usize| speech.can_speak(sentence, subject) || is_source_noun(&words.words[subject].lemma);
        let subject = clause.subject.filter(|&subject| clause.negation.is_none() && !clause.reflexive && can_hold(subject))?;
        speech.speaker_of_word(sentence, subject)
    })
}

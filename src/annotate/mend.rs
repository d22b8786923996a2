//! What the current release of the treebank has always and the older sentences that were learnt from have now and then: mended in the trees found.

use crate::document::{Token, Upos};

/// Mends relations, then parts of speech that follow from them.
pub fn mend(tokens: &mut [Token]) {
    impersonal(tokens);
    auxiliaries(tokens);
    obliques(tokens);
}

/// *es* is a subject, unless the verb has another one.
fn impersonal(tokens: &mut [Token]) {
    for index in 0..tokens.len() {
        let Some(verb) =
            tokens[index].head.filter(|_| tokens[index].deprel == "expl" && tokens[index].form.eq_ignore_ascii_case("es"))
        else {
            continue;
        };
        let subjects = |main: &str| {
            (0..tokens.len())
                .filter(|&at| tokens[at].head == Some(verb) && tokens[at].deprel.starts_with(main))
                .collect::<Vec<_>>()
        };
        let nominal = subjects("nsubj");
        match nominal[..] {
            // *Es regnet*, *Es ist unbeschreiblich*.
            [] if subjects("csubj").is_empty() => tokens[index].deprel = "nsubj".to_owned(),
            // *Es gibt einen Ausweg*: what there is stands in the accusative.
            [being] if is_give(&tokens[verb]) => {
                tokens[index].deprel = "nsubj".to_owned();
                tokens[being].deprel = "obj".to_owned();
            }
            _ => {}
        }
    }
}

/// *Sie hat gewonnen*, *Er ist Arzt*: `AUX` is what depends as `aux` or `cop`; *Sie hat Zeit*: anything else is a verb.
fn auxiliaries(tokens: &mut [Token]) {
    for token in tokens {
        if matches!(token.upos, Upos::Aux | Upos::Verb) {
            let serves = matches!(token.deprel.as_str(), "aux" | "aux:pass" | "cop");
            token.upos = if serves { Upos::Aux } else { Upos::Verb };
        }
    }
}

/// *reich an Rohstoffen*, *Er ist mit dem Ergebnis zufrieden*: only what depends on a verb is `obl`.
fn obliques(tokens: &mut [Token]) {
    for index in 0..tokens.len() {
        let under_verb = tokens[index].head.is_none_or(|head| matches!(tokens[head].upos, Upos::Verb | Upos::Aux));
        if !under_verb && tokens[index].deprel.split(':').next() == Some("obl") {
            tokens[index].deprel = "nmod".to_owned();
        }
    }
}

fn is_give(token: &Token) -> bool {
    token.upos == Upos::Verb
        && matches!(token.form.to_lowercase().as_str(), "gibt" | "gab" | "gebe" | "gäbe" | "geben" | "gegeben")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tokenize::token;
    use crate::document::Span;

    /// Words as `form UPOS head deprel`, heads counted from 1.
    #[track_caller]
    fn check(words: &[(&str, Upos, usize, &str)], expected: &[&str]) {
        let mut tokens: Vec<Token> = Vec::new();
        for (form, upos, head, deprel) in words {
            let token = token((*form).to_owned(), Span::new(0, form.len()), true);
            tokens.push(Token { upos: *upos, head: head.checked_sub(1), deprel: (*deprel).to_owned(), ..token });
        }
        mend(&mut tokens);
        let found: Vec<&str> = tokens.iter().map(|token| token.deprel.as_str()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_there_is_is_the_object() {
        check(
            &[("Es", Upos::Pron, 2, "expl"), ("gibt", Upos::Verb, 0, "root"), ("Streit", Upos::Noun, 2, "nsubj")],
            &["nsubj", "root", "obj"],
        );
        check(
            &[("Es", Upos::Pron, 2, "expl"), ("kamen", Upos::Verb, 0, "root"), ("Gäste", Upos::Noun, 2, "nsubj")],
            &["expl", "root", "nsubj"],
        );
    }

    #[test]
    fn what_depends_on_no_verb_is_nominal() {
        check(
            &[("reich", Upos::Adj, 0, "root"), ("an", Upos::Adp, 3, "case"), ("Erdöl", Upos::Noun, 1, "obl")],
            &["root", "case", "nmod"],
        );
        check(
            &[("lebt", Upos::Verb, 0, "root"), ("in", Upos::Adp, 3, "case"), ("Bonn", Upos::Propn, 1, "obl")],
            &["root", "case", "obl"],
        );
    }

    #[test]
    fn weather_has_a_subject() {
        check(&[("Es", Upos::Pron, 2, "expl"), ("regnet", Upos::Verb, 0, "root")], &["nsubj", "root"]);
    }
}

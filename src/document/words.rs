//! The tree as the rules read it: hyphen compounds, which UD German GSD splits (*Nato*, *-*, *Generalsekretär*), are one word again.

use super::{At, Feats, NameClass, Sentence, Span, Token, Upos};
use std::ops::Range;

/// A word of the tree: one token, or the tokens of a hyphen compound.
#[derive(Clone, Debug)]
pub struct Word {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The token that carries its grammar: the last part of a compound.
    pub main: usize,
    /// As written.
    pub form: String,
    /// Base form; of a compound *Nato-Generalsekretär*.
    pub lemma: String,
    /// Part of speech of the main token.
    pub upos: Upos,
    /// Features of the main token.
    pub feats: Feats,
    /// Head word.
    pub head: Option<usize>,
    /// Relation to the head.
    pub deprel: String,
    /// Where it stands.
    pub span: Span,
    /// Class of the name the main token is part of.
    pub class: Option<NameClass>,
}

impl Word {
    /// Whether the relation is `deprel` or one of its sub-types.
    pub fn has(&self, deprel: &str) -> bool {
        self.deprel.strip_prefix(deprel).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    }

    /// Whether it is a noun or a name.
    pub fn is_nominal(&self) -> bool {
        matches!(self.upos, Upos::Noun | Upos::Propn)
    }
}

/// The words of one sentence and who depends on whom.
#[derive(Clone, Debug)]
pub struct Words {
    /// Index of the sentence.
    pub sentence: usize,
    /// In the order of the text.
    pub words: Vec<Word>,
    of_token: Vec<usize>,
    children: Vec<Vec<usize>>,
}

impl Words {
    /// Joins the compounds of a sentence; `index` is its number in the document.
    pub fn new(sentence: &Sentence, index: usize) -> Words {
        let mut of_token = Vec::with_capacity(sentence.tokens.len());
        let mut groups: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        while start < sentence.tokens.len() {
            let end = compound_end(sentence, start);
            of_token.extend(std::iter::repeat_n(groups.len(), end - start));
            groups.push(start..end);
            start = end;
        }
        let mut words: Vec<Word> = groups.iter().map(|group| word(sentence, group.clone(), &of_token)).collect();
        break_cycles(&mut words);
        let mut children = vec![Vec::new(); words.len()];
        for (index, word) in words.iter().enumerate() {
            if let Some(head) = word.head {
                children[head].push(index);
            }
        }
        Words { sentence: index, words, of_token, children }
    }

    /// The word of a token.
    pub fn of_token(&self, token: usize) -> usize {
        self.of_token[token]
    }

    /// The main token of a word, as a place in the document.
    pub fn at(&self, word: usize) -> At {
        At { sentence: self.sentence, token: self.words[word].main }
    }

    /// Dependents in the order of the text.
    pub fn children(&self, word: usize) -> &[usize] {
        &self.children[word]
    }

    /// Whether *es* hangs on a verb.
    pub fn has_es(&self, verb: usize) -> bool {
        self.children(verb).iter().any(|&child| self.words[child].form.eq_ignore_ascii_case("es"))
    }

    /// The first dependent with this relation or a sub-type of it.
    pub fn child(&self, word: usize, deprel: &str) -> Option<usize> {
        self.children[word].iter().copied().find(|&child| self.words[child].has(deprel))
    }

    /// Gives a word another head; nothing happens if that hangs below the word.
    pub fn rehang(&mut self, word: usize, head: Option<usize>, deprel: &str) {
        if head.is_some_and(|head| self.is_below(head, word)) {
            return;
        }
        if let Some(before) = self.words[word].head {
            self.children[before].retain(|&child| child != word);
        }
        self.words[word].head = head;
        deprel.clone_into(&mut self.words[word].deprel);
        if let Some(head) = head {
            let at = self.children[head].partition_point(|&child| child < word);
            self.children[head].insert(at, word);
        }
    }

    /// `word` and all below it, but not what `cut` says and what is below that; in the order of the text.
    pub fn below(&self, word: usize, cut: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = vec![word];
        let mut next = 0;
        while next < found.len() {
            found.extend(self.children[found[next]].iter().copied().filter(|&child| !cut(child)));
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// Whether `word` is `ancestor` or below it.
    pub fn is_below(&self, word: usize, ancestor: usize) -> bool {
        let mut here = Some(word);
        while let Some(index) = here {
            if index == ancestor {
                return true;
            }
            here = self.words[index].head;
        }
        false
    }

    /// `word` and what is coordinated with it (*Panzer und Flugzeuge*). What has a preposition of its own is not coordinated with a noun that has none:
    /// "plant eine Ausweitung, am Boden und in der Luft"; nor one that has another: "gegen Überwachung und für Freiheit".
    pub fn coordinated(&self, word: usize) -> Vec<usize> {
        let mut found = vec![word];
        let mut next = 0;
        while next < found.len() {
            let here = found[next];
            let fits = |&child: &usize| {
                self.words[child].has("conj")
                    && self.words[child].is_nominal()
                    && self.preposition(child).is_none_or(|own| self.preposition(word) == Some(own))
            };
            found.extend(self.children[here].iter().copied().filter(fits));
            next += 1;
        }
        found
    }

    /// The first of those that a noun is coordinated with: "zu Krawallen und zu 37 Festnahmen".
    pub fn leader(&self, word: usize) -> usize {
        let first = |&up: &usize| self.words[up].head.filter(|&head| self.words[up].has("conj") && self.words[head].is_nominal());
        std::iter::successors(Some(word), first).last().unwrap_or(word)
    }

    /// Lemma of the preposition of a noun phrase (*in* of *in Brüssel*).
    pub fn preposition(&self, word: usize) -> Option<&str> {
        self.children[word]
            .iter()
            .map(|&child| &self.words[child])
            .find(|child| child.has("case") && child.upos != Upos::Part)
            .map(|child| child.lemma.as_str())
    }

    /// The span from the first to the last of these words.
    pub fn span_of(&self, words: &[usize]) -> Option<Span> {
        words.iter().map(|&word| self.words[word].span).reduce(Span::cover)
    }
}

/// End of the group of tokens that is one word with the token at `start`: parts joined by hyphens without white space, and a truncated first part
/// with what completes it (*Staats- und Regierungschefs*).
fn compound_end(sentence: &Sentence, start: usize) -> usize {
    let end = hyphened_end(sentence, start);
    let tokens = &sentence.tokens;
    let truncated = tokens[end - 1].form.ends_with('-') && tokens[end - 1].form.len() + end - start > 2;
    let joins = tokens.get(end).is_some_and(|token| matches!(token.form.as_str(), "und" | "oder" | "sowie" | "bzw."));
    let completes = tokens.get(end + 1).is_some_and(|token| {
        matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Propn) && token.form.chars().next().is_some_and(char::is_alphabetic)
    });
    if truncated && joins && completes { hyphened_end(sentence, end + 1) } else { end }
}

fn hyphened_end(sentence: &Sentence, start: usize) -> usize {
    let tokens = &sentence.tokens;
    let touches = |left: usize| tokens.get(left + 1).is_some_and(|next| tokens[left].span.end == next.span.start);
    let is_part = |at: usize| tokens[at].form.chars().any(char::is_alphanumeric);
    let mut end = start + 1;
    if !is_part(start) {
        return end;
    }
    while touches(end - 1) && tokens[end].form == "-" {
        if touches(end) && is_part(end + 1) {
            end += 2;
        } else {
            return end + 1;
        }
    }
    end
}

fn word(sentence: &Sentence, group: Range<usize>, of_token: &[usize]) -> Word {
    let tokens = &sentence.tokens[group.clone()];
    let last = tokens.iter().rposition(|token| token.form != "-").unwrap_or(0);
    let main = &tokens[last];
    let outside = |token: &&Token| token.head.is_none_or(|head| !group.contains(&head));
    // The part whose head lies outside carries the relation: the last one in sound trees, the first in some.
    let linked = Some(main).filter(outside).or_else(|| tokens.iter().find(outside)).unwrap_or(main);
    let head = linked.head.filter(|head| !group.contains(head)).map(|head| of_token[head]);
    let form = joined(tokens, &main.form, last);
    let lemma = joined(tokens, &main.lemma, last);
    Word {
        main: group.start + last,
        form,
        lemma,
        upos: main.upos,
        feats: main.feats.clone(),
        head,
        deprel: linked.deprel.clone(),
        span: tokens.iter().map(|token| token.span).reduce(Span::cover).unwrap_or(main.span),
        class: main.name.class(),
        tokens: group,
    }
}

/// The tokens as they stand, `main` for the last; with white space where the text has it.
fn joined(tokens: &[Token], main: &str, last: usize) -> String {
    let before = tokens[..last]
        .iter()
        .zip(&tokens[1..])
        .map(|(token, next)| format!("{}{}", token.form, if token.span.end < next.span.start { " " } else { "" }));
    before.chain([main.to_owned()]).collect()
}

/// A well-formed tree has none; trees of other tools may.
fn break_cycles(words: &mut [Word]) {
    for start in 0..words.len() {
        let mut here = start;
        for _ in 0..=words.len() {
            match words[here].head {
                Some(head) if head == start => {
                    words[start].head = None;
                    break;
                }
                Some(head) => here = head,
                None => break,
            }
        }
    }
}

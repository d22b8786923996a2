//! The text of phrases: a noun with what belongs to it, without relative clauses and without what is coordinated with it.

use crate::document::Upos;
use crate::document::words::Words;

/// Members of an enumeration below a noun that are told one by one: "Vergleiche zu Wien, Graz und Linz".
const ENUMERATION: usize = 3;

/// The phrases of one sentence.
pub struct Phrases<'a> {
    /// Its words.
    pub words: &'a Words,
    /// Text of the article.
    pub text: &'a str,
}

impl Phrases<'_> {
    /// A noun phrase and those coordinated or in apposition with it, without prepositions.
    pub fn each(&self, noun: usize) -> Vec<String> {
        self.heads(noun).into_iter().map(|head| self.show(&self.inside(head, false))).filter(|text| !text.is_empty()).collect()
    }

    /// The same with their prepositions; the first one holds for all: "auf Wiesen und Felder".
    pub fn coordinated(&self, noun: usize) -> Vec<String> {
        let shared = self.preposition(noun);
        let mut found = Vec::new();
        for head in self.heads(noun) {
            let own = self.preposition(head).is_some();
            let prefix = shared.as_ref().filter(|_| !own).map(|preposition| format!("{preposition} ")).unwrap_or_default();
            match self.enumerated(head) {
                Some(parts) => found.extend(parts.into_iter().map(|part| format!("{prefix}{part}"))),
                None => found.push(format!("{prefix}{}", self.show(&self.inside(head, own)))),
            }
        }
        found
    }

    /// The phrase of a noun alone, with its preposition.
    pub fn alone(&self, noun: usize) -> String {
        self.show(&self.inside(noun, true))
    }

    /// Several phrases as they stand.
    pub fn together(&self, nouns: &[usize]) -> String {
        let mut inside: Vec<usize> = nouns.iter().flat_map(|&noun| self.inside(noun, true)).collect();
        inside.sort_unstable();
        inside.dedup();
        self.show(&inside)
    }

    /// What a copula says of its subject: "ist Richter und Dichter".
    pub fn predicates(&self, head: usize) -> Vec<String> {
        let words = self.words;
        let own =
            |&member: &usize| member == head || words.child(member, "nsubj").is_none() && words.child(member, "cop").is_none();
        let text = |member: usize| {
            let inside = words.below(member, |below| {
                let word = &words.words[below];
                let direct = word.head == Some(member);
                let outer = ["nsubj", "cop", "aux", "mark", "cc", "conj", "punct", "advcl", "advmod", "obl"];
                word.has("acl")
                    || word.has("parataxis")
                    || direct
                        && (outer.iter().any(|deprel| word.has(deprel))
                            || self.is_apposition(below)
                            || word.has("nmod") && below < member && words.child(below, "case").is_some())
            });
            self.show(&inside)
        };
        self.members(head).into_iter().filter(own).map(text).collect()
    }

    /// A clause that is the object of another, without the clauses behind it.
    pub fn clause(&self, head: usize) -> String {
        let words = self.words;
        let later = |below: usize| {
            let word = &words.words[below];
            let clausal = ["advcl", "acl", "conj", "parataxis"].iter().any(|deprel| word.has(deprel)) && !word.is_nominal();
            let behind = word.head.is_some_and(|head| below > head);
            behind && clausal && (word.upos == Upos::Verb || words.child(below, "cop").is_some())
                || word.upos == Upos::Punct && word.has("punct") && below > head
        };
        self.show(&words.below(head, later))
    }

    /// The noun that a relative pronoun stands for: of "des Abgeordneten William Jones, der …" the name; without the article of another case.
    pub fn antecedent(&self, noun: usize) -> String {
        let words = self.words;
        let inside = self.inside(noun, false);
        let name = words.children(noun).iter().copied().find(|&child| {
            let word = &words.words[child];
            child > noun && word.upos == Upos::Propn && (word.has("flat") || word.has("appos") && !self.is_apposition(child))
        });
        if let Some(name) = name.filter(|_| words.words[noun].upos == Upos::Noun) {
            return self.show(&inside.into_iter().filter(|&word| word >= name).collect::<Vec<_>>());
        }
        let oblique = ["Gen", "Dat", "Acc"].iter().any(|case| words.words[noun].feats.is("Case", case));
        let article = |word: usize| words.words[word].has("det") && words.words[word].head == Some(noun);
        self.show(&inside.into_iter().filter(|&word| !(oblique && article(word))).collect::<Vec<_>>())
    }

    /// A noun and the nouns, numbers and adjectives coordinated with it.
    pub fn members(&self, noun: usize) -> Vec<usize> {
        let words = self.words;
        let mut found = vec![noun];
        let mut next = 0;
        while next < found.len() {
            let fits = |&child: &usize| {
                let word = &words.words[child];
                word.has("conj")
                    && (word.is_nominal() || matches!(word.upos, Upos::Num | Upos::Pron | Upos::Adj))
                    && words.child(child, "nsubj").is_none()
            };
            found.extend(words.children(found[next]).iter().copied().filter(fits));
            next += 1;
        }
        found
    }

    /// The members, and behind each the nouns in apposition: "der Arzt, Herr Kern, …".
    fn heads(&self, noun: usize) -> Vec<usize> {
        let appositions = |&member: &usize| {
            self.words.children(member).iter().copied().filter(|&child| self.is_apposition(child)).collect::<Vec<_>>()
        };
        self.members(noun).into_iter().flat_map(|member| std::iter::once(member).chain(appositions(&member))).collect()
    }

    /// A noun behind the noun it explains, set off by a comma.
    fn is_apposition(&self, word: usize) -> bool {
        let here = &self.words.words[word];
        let first = self.words.below(word, |_| false).into_iter().find(|&below| self.words.words[below].upos != Upos::Punct);
        let before = first.and_then(|first| first.checked_sub(1)).map(|before| self.words.words[before].form.as_str());
        // "die Partner, darunter Frankreich": only some of them.
        let some = self.words.children(word).iter().any(|&child| self.words.words[child].form.eq_ignore_ascii_case("darunter"));
        here.has("appos")
            && here.is_nominal()
            && !some
            && here.head.is_some_and(|head| head < word)
            && matches!(before, Some("," | "("))
    }

    /// The phrase once for each member of a long enumeration at its end.
    fn enumerated(&self, head: usize) -> Option<Vec<String>> {
        let words = self.words;
        let list = words
            .children(head)
            .iter()
            .copied()
            .find(|&child| child > head && words.words[child].has("nmod") && self.members(child).len() >= ENUMERATION)?;
        let below = words.below(list, |_| false);
        let base: Vec<usize> = self.inside(head, true).into_iter().filter(|word| !below.contains(word)).collect();
        if base.last().is_none_or(|&last| last > list) {
            return None;
        }
        let base = self.show(&base);
        Some(self.coordinated(list).into_iter().map(|member| format!("{base} {member}")).collect())
    }

    /// The preposition before a noun, as written (*im*).
    fn preposition(&self, noun: usize) -> Option<String> {
        let cases: Vec<usize> = self
            .words
            .children(noun)
            .iter()
            .copied()
            .filter(|&child| self.words.words[child].has("case") && child < noun)
            .collect();
        (!cases.is_empty()).then(|| self.show(&cases))
    }

    /// The words of a phrase, with the marks between them.
    fn inside(&self, head: usize, with_case: bool) -> Vec<usize> {
        let words = self.words;
        let inner = words.below(head, |below| {
            let word = &words.words[below];
            let direct = word.head == Some(head);
            let clausal = ["acl", "parataxis", "advcl", "cop", "aux", "nsubj", "mark", "discourse", "ccomp", "xcomp"]
                .iter()
                .any(|deprel| word.has(deprel));
            let coordinated = word.has("conj") || word.has("cc");
            let contracted = !with_case && word.has("det") && below > 0 && words.words[below - 1].span == word.span;
            clausal
                || word.upos == Upos::Punct
                || direct && (coordinated || contracted || word.has("case") && !with_case || self.is_apposition(below))
        });
        let mut all = inner.clone();
        let is_mark = |word: usize| words.words.get(word).is_some_and(|mark| mark.upos == Upos::Punct);
        let gaps = inner.windows(2).flat_map(|pair| (pair[0] + 1..pair[1]).take_while(|&word| is_mark(word)));
        all.extend(gaps);
        // "die \"Kormoran\"": a quotation is closed.
        if let (Some(&first), Some(&last)) = (inner.first(), inner.last())
            && words.words.get(last + 1).is_some_and(|mark| matches!(mark.form.as_str(), "\"" | "''" | "“" | "”" | "«"))
            && (first..last).any(|word| matches!(words.words[word].form.as_str(), "\"" | "``" | "„" | "“" | "»"))
        {
            all.push(last + 1);
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The text of words in the order of the sentence; what does not touch in the text is set apart by a space.
    fn show(&self, inside: &[usize]) -> String {
        let mut shown = String::new();
        let mut last: Option<usize> = None;
        for &word in inside {
            let span = self.words.words[word].span;
            match last.map(|last| (last, self.words.words[last].span)) {
                Some((_, before)) if before == span => continue,
                Some((at, before)) if at + 1 == word && before.end == span.start => {}
                Some(_) => shown.push(' '),
                None => {}
            }
            shown.push_str(span.text(self.text));
            last = Some(word);
        }
        let line: Vec<&str> = shown.split_whitespace().collect();
        line.join(" ").trim_matches([',', ';', ' ']).to_owned()
    }
}

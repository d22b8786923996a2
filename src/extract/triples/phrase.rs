//! The text of phrases: a noun with what belongs to it, without relative clauses and without what is coordinated with it.

use crate::document::Upos;
use crate::document::words::Words;

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
        let bare = |head: usize| {
            let inside = self.inside(head, false);
            // "insbesondere der Trainer"
            let begin = inside.iter().position(|&word| self.words.words[word].upos != Upos::Adv).unwrap_or(0);
            self.show(&inside[begin..])
        };
        self.heads(noun).into_iter().map(bare).filter(|text| !text.is_empty()).collect()
    }

    /// The words of the same with their prepositions; the first one holds for all: "auf Wiesen und Felder".
    pub fn coordinated(&self, noun: usize) -> Vec<Vec<usize>> {
        let shared = self.prepositions(noun);
        let mut found = Vec::new();
        for head in self.heads(noun) {
            let own = !self.prepositions(head).is_empty();
            let prefix = if own { &[][..] } else { &shared };
            let parts = self.enumerated(head).unwrap_or_else(|| vec![self.inside(head, own)]);
            found.extend(parts.into_iter().map(|part| prefix.iter().copied().chain(part).collect()));
        }
        found
    }

    /// The phrase of a noun alone, with its preposition.
    pub fn alone(&self, noun: usize) -> String {
        self.show(&self.inside(noun, true))
    }

    /// The words of several phrases and adverbs.
    pub fn together(&self, nouns: &[usize], adverbs: &[usize]) -> Vec<usize> {
        let adverbs =
            adverbs.iter().flat_map(|&adverb| self.words.below(adverb, |below| self.words.words[below].upos == Upos::Punct));
        nouns.iter().flat_map(|&noun| self.inside(noun, true)).chain(adverbs).collect()
    }

    /// The words of a noun with what an infinitive says of it, once for each infinitive: "die Pflicht, Brände zu melden und zu löschen".
    pub fn plans(&self, noun: usize) -> Vec<Vec<usize>> {
        let words = self.words;
        let is_infinitive = |&child: &usize| child > noun && words.words[child].feats.is("VerbForm", "Inf");
        let coordinated = |first: &usize| {
            words.children(*first).iter().copied().filter(|&child| words.words[child].has("conj")).collect::<Vec<_>>()
        };
        let first = words.children(noun).iter().copied().filter(|&child| words.words[child].has("acl")).find(is_infinitive);
        let members = first.into_iter().chain(first.iter().flat_map(coordinated).filter(is_infinitive));
        let plan = |member: usize| {
            words.below(member, |below| {
                let word = &words.words[below];
                let other =
                    ["cc", "conj"].iter().any(|deprel| word.has(deprel)) && word.head == Some(member) && !word.is_nominal();
                other || word.has("acl") || word.has("advcl") || word.upos == Upos::Punct
            })
        };
        members.map(|member| self.inside(noun, true).into_iter().chain(plan(member)).collect()).collect()
    }

    /// What a copula says of its subject, once for each member: "ist Richter und Dichter". A noun is told without the phrases behind it, too:
    /// "war ein Freund des Königs in dieser Zeit".
    pub fn predicates(&self, head: usize) -> Vec<String> {
        let words = self.words;
        let preposition = words.preposition(head);
        let own = |&member: &usize| {
            member == head
                || words.child(member, "nsubj").is_none()
                    && words.child(member, "cop").is_none()
                    && words.preposition(member) == preposition
        };
        let mut found = Vec::new();
        for member in self.members(head).into_iter().filter(own) {
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
            // "eine Form von Energie" is no form.
            let phrase = |&child: &usize| {
                child > member
                    && words.words[child].has("nmod")
                    && words.preposition(child).is_some_and(|preposition| preposition != "von")
            };
            let first = words
                .children(member)
                .iter()
                .copied()
                .find(phrase)
                .and_then(|phrase| words.below(phrase, |_| false).first().copied());
            if let Some(first) = first {
                found.push(inside.iter().copied().filter(|&word| word < first).collect());
            }
            let list = self.enumerated(member).filter(|list| list.iter().flatten().all(|word| inside.contains(word)));
            found.extend(list.unwrap_or_else(|| vec![inside]));
        }
        found.iter().map(|inside| self.show(inside)).collect()
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
            child > noun && word.upos == Upos::Propn && (word.has("flat") || word.has("appos") && child == noun + 1)
        });
        if let Some(name) = name.filter(|_| words.words[noun].upos == Upos::Noun) {
            return self.show(&self.inside(name, false));
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
        let words = self.words;
        // "Arminius, Fürst der Cherusker,": of a name only that it is so.
        let tells = |member: usize, child: usize| {
            let named = words.words[member].upos == Upos::Propn && words.words[child].upos == Upos::Noun;
            named && words.child(child, "det").is_none()
        };
        let appositions = |&member: &usize| {
            let all = words.children(member).iter().copied();
            all.filter(|&child| self.is_apposition(child) && !tells(member, child)).collect::<Vec<_>>()
        };
        self.members(noun).into_iter().flat_map(|member| std::iter::once(member).chain(appositions(&member))).collect()
    }

    /// A noun behind the noun it explains, set off by a comma, or a name behind who bears it: "der Trainer Jonas Kern".
    fn is_apposition(&self, word: usize) -> bool {
        let here = &self.words.words[word];
        let is_open = |word: &usize| self.words.words[*word].upos != Upos::Punct;
        let first = self.words.below(word, |_| false).into_iter().find(is_open);
        let mark = first.and_then(|first| (0..first).rev().find(|&before| !is_quote(&self.words.words[before].form)));
        let before = mark.map(|before| self.words.words[before].form.as_str());
        // "die Partner, darunter Frankreich": only some of them.
        let some = self.words.children(word).iter().any(|&child| self.words.words[child].form.eq_ignore_ascii_case("darunter"));
        let bears = |noun: usize| {
            let is_noun = self.words.words[noun].upos == Upos::Noun && self.words.child(noun, "det").is_some();
            is_noun && here.class.is_some() && here.upos == Upos::Propn && first == Some(noun + 1)
        };
        here.has("appos")
            && here.is_nominal()
            && !some
            && here.head.is_some_and(|head| head < word && (bears(head) || matches!(before, Some("," | "("))))
    }

    /// The phrase once for each member of an enumeration at its end: "Bilder von Malern, Fischern und Hirten".
    fn enumerated(&self, head: usize) -> Option<Vec<Vec<usize>>> {
        let words = self.words;
        let modifier = |above: &usize| {
            words.children(*above).iter().copied().find(|&child| child > *above && words.words[child].has("nmod"))
        };
        let is_list = |&noun: &usize| {
            let members = self.members(noun);
            let told = |&member: &usize| words.words[member].upos != Upos::Num && words.preposition(member) != Some("wie");
            members.len() > 1 && members.iter().all(told)
        };
        let list = std::iter::successors(modifier(&head), modifier).find(is_list)?;
        let below = words.below(list, |_| false);
        let base: Vec<usize> = self.inside(head, true).into_iter().filter(|word| !below.contains(word)).collect();
        if base.last().is_none_or(|&last| last > list) {
            return None;
        }
        Some(self.coordinated(list).into_iter().map(|member| base.iter().copied().chain(member).collect()).collect())
    }

    /// The preposition before a noun with all its words: *bis zu*.
    fn prepositions(&self, noun: usize) -> Vec<usize> {
        let before = |&child: &usize| self.words.words[child].has("case") && child < noun;
        self.words.children(noun).iter().copied().filter(before).collect()
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
            // "sowohl als Lehrer als auch als Freund"
            let both = word.form == "auch" && below > 0 && words.words[below - 1].form == "als";
            clausal
                || both
                || word.upos == Upos::Punct
                || direct && (coordinated || contracted || word.has("case") && !with_case || self.is_apposition(below))
        });
        let mut all = inner.clone();
        let is_mark = |word: usize| words.words.get(word).is_some_and(|mark| mark.upos == Upos::Punct);
        let gaps = inner.windows(2).flat_map(|pair| (pair[0] + 1..pair[1]).take_while(|&word| is_mark(word)));
        all.extend(gaps);
        // "die \"Kormoran\"": a quotation is closed.
        if let (Some(&first), Some(&last)) = (inner.first(), inner.last())
            && words.words.get(last + 1).is_some_and(|mark| is_quote(&mark.form))
            && (first..last).any(|word| is_quote(&words.words[word].form))
        {
            all.push(last + 1);
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The text of words in the order of the sentence; what does not touch in the text is set apart by a space.
    pub fn show(&self, inside: &[usize]) -> String {
        let mut inside = inside.to_vec();
        inside.sort_unstable();
        inside.dedup();
        let mut shown = String::new();
        let mut last: Option<usize> = None;
        for &word in &inside {
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
        line.join(" ").trim_matches([',', ';', '[', ']', ' ']).to_owned()
    }
}

fn is_quote(form: &str) -> bool {
    matches!(form, "\"" | "``" | "''" | "„" | "“" | "”" | "»" | "«")
}

//! Looking around in the dependency tree of a sentence.

use super::{Sentence, Span, Token};

impl Sentence {
    /// Indices of the dependents of `head`, in the order of the text.
    pub fn children(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        self.tokens.iter().enumerate().filter(move |(_, token)| token.head == Some(head)).map(|(index, _)| index)
    }

    /// The first dependent of `head` with this relation; sub-types match their type (`nsubj` finds `nsubj:pass`).
    pub fn child(&self, head: usize, deprel: &str) -> Option<usize> {
        self.children(head).find(|&child| self.tokens[child].has_deprel(deprel))
    }

    /// `head` and all below it, sorted.
    pub fn subtree(&self, head: usize) -> Vec<usize> {
        self.subtree_without(head, |_| false)
    }

    /// `head` and all below it, but not what `cut` says and all below that; sorted.
    pub fn subtree_without(&self, head: usize, cut: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = vec![head];
        let mut next = 0;
        while next < found.len() {
            let here = found[next];
            found.extend(self.children(here).filter(|&child| !cut(child)));
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// The smallest span that covers these tokens; `None` if there are none.
    pub fn span_of(&self, tokens: &[usize]) -> Option<Span> {
        tokens.iter().map(|&token| self.tokens[token].span).reduce(Span::cover)
    }

    /// Whether `token` is `ancestor` or stands below it.
    pub fn is_below(&self, token: usize, ancestor: usize) -> bool {
        let mut here = Some(token);
        while let Some(index) = here {
            if index == ancestor {
                return true;
            }
            here = self.tokens[index].head;
        }
        false
    }

    /// The root of the tree.
    pub fn root(&self) -> usize {
        self.tokens.iter().position(|token| token.head.is_none()).unwrap_or(0)
    }
}

impl Token {
    /// Whether the relation is `deprel` or one of its sub-types.
    pub fn has_deprel(&self, deprel: &str) -> bool {
        self.deprel.strip_prefix(deprel).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    }
}

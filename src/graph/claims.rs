//! Claims and facts. Every statement found is a claim; a plain triple is written only for what the article itself asserts.

use super::vocab::{german, gk, nif, prov, rdf};
use super::{Run, Writer, iri, run_iri};
use crate::document::SpeechForm;
use crate::extract::{Claim, Modality, Polarity};
use oxigraph::model::{Literal, NamedNode, Term};
use std::collections::BTreeSet;

impl Writer<'_> {
    /// The claims of the article, with their evidence, and the facts among them.
    pub(super) fn claims(&mut self, run: &Run) {
        let run = run_iri(run);
        let extraction = self.extraction;
        let mut written = BTreeSet::new();
        for claim in &extraction.claims {
            // A claim that cannot show its words is none.
            let Some(evidence) = self.span(claim.evidence) else { continue };
            let node = self.part(&self.claim_name(claim));
            // Two rules read the same words as direct and as indirect speech: one claim, of the first form.
            if !written.insert(node.clone()) {
                continue;
            }
            self.add_type(&node, "Claim");
            let label = self.claim_label(claim);
            self.add(&node, rdf::LABEL, german(&label));
            self.add(&node, rdf::PREDICATE, gk(&claim.relation));
            self.arguments(&node, claim);
            self.certainty(&node, claim);
            self.provenance(&node, claim);
            self.add(&node, gk("evidence").as_ref(), evidence);
            self.add(&node, prov::WAS_GENERATED_BY, run.clone());
        }
    }

    fn arguments(&mut self, node: &NamedNode, claim: &Claim) {
        let (mut subject, mut object) = (None, None);
        for argument in &claim.arguments {
            let (place, predicate) = match argument.role.as_str() {
                "subject" => (&mut subject, rdf::SUBJECT),
                "object" => (&mut object, rdf::OBJECT),
                _ => {
                    self.argument(node, argument);
                    continue;
                }
            };
            if place.is_some() {
                continue;
            }
            *place = self.value(&argument.role, &argument.value, argument.span);
            if let Some(term) = place {
                let term = term.clone();
                self.add(node, predicate, term);
                self.argument_span(node, &argument.role, argument.span);
            }
        }
        if let (true, Some(Term::NamedNode(subject)), Some(object)) = (claim.is_fact(), subject, object) {
            self.add(&subject, gk(&claim.relation).as_ref(), object);
        }
    }

    fn certainty(&mut self, node: &NamedNode, claim: &Claim) {
        self.add(node, gk("polarity").as_ref(), gk(polarity(claim.polarity)));
        self.add(node, gk("modality").as_ref(), gk(modality(claim.modality)));
        if let Some(source) = claim.attributed_to.as_ref().and_then(|source| self.value("attributedTo", source, None)) {
            self.add(node, gk("attributedTo").as_ref(), source);
        }
        if let Some(form) = claim.form {
            self.add(node, gk("form").as_ref(), gk(speech(form)));
        }
        if let Some(cue) = claim.cue.and_then(|cue| self.span(cue)) {
            self.add(node, gk("cue").as_ref(), cue);
        }
    }

    fn provenance(&mut self, node: &NamedNode, claim: &Claim) {
        for &word in &claim.predicate {
            if let Some(word) = self.span(word) {
                self.add(node, gk("predicateSpan").as_ref(), word);
            }
        }
        if let Some(sentence) = self.extraction.sentences.get(claim.sentence).and_then(|&sentence| self.span(sentence)) {
            self.add(&sentence, rdf::TYPE, nif::SENTENCE);
            self.add(node, gk("sentence").as_ref(), sentence);
        }
        self.add(node, gk("rule").as_ref(), Literal::new_simple_literal(&claim.rule));
        if let Some(frame) = &claim.frame {
            let frame: Term = match NamedNode::new(frame) {
                Ok(frame) => frame.into(),
                Err(_) => Literal::new_simple_literal(frame).into(),
            };
            self.add(node, gk("frame").as_ref(), frame);
        }
    }

    /// Made from all that the claim says and from its place in the text, not from its number or from other articles.
    fn claim_name(&self, claim: &Claim) -> String {
        let mut key = format!("{} {} {}", claim.relation, polarity(claim.polarity), modality(claim.modality));
        for argument in &claim.arguments {
            let place = argument.span.map(|span| self.place(span)).unwrap_or_default();
            key.push_str(&format!("|{} {} {place}", argument.role, self.key(&argument.value)));
        }
        if let Some(source) = &claim.attributed_to {
            key.push_str(&format!("|from {} {}", self.key(source), claim.form.map_or("", speech)));
        }
        key.push_str(&format!("|{}", self.place(claim.evidence)));
        for &word in &claim.predicate {
            key.push_str(&format!(" {}", self.place(word)));
        }
        format!("claim-{}-{}", iri::slug(&claim.relation), iri::hash(&key))
    }

    /// *Nato – plans – vier neue Kampfverbände in Bulgarien aufbauen*
    fn claim_label(&self, claim: &Claim) -> String {
        let words = |role| claim.argument(role).map(|value| self.words(value));
        let parts = [
            words("subject").or_else(|| words("agent")),
            Some(claim.relation.clone()),
            words("type"),
            words("object").or_else(|| words("patient")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" – ")
    }
}

fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Affirmed => "Affirmed",
        Polarity::Denied => "Denied",
    }
}

fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "Asserted",
        Modality::Planned => "Planned",
        Modality::Demanded => "Demanded",
        Modality::Necessary => "Necessary",
        Modality::Possible => "Possible",
        Modality::Conditional => "Conditional",
        Modality::Asked => "Asked",
        Modality::Hearsay => "Hearsay",
        Modality::Future => "Future",
    }
}

fn speech(form: SpeechForm) -> &'static str {
    match form {
        SpeechForm::Direct => "Direct",
        SpeechForm::Indirect | SpeechForm::Reported => "Indirect",
    }
}

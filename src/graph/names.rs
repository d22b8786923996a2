//! Entities with their names: which entity an article means where, and under which name.

use super::vocab::{german, gk, rdf, skos};
use super::{Writer, iri};
use crate::document::MentionForm;
use crate::link::CorpusEntity;
use oxigraph::model::{Literal, NamedNode};

impl Writer<'_> {
    /// The entities of the article and their mentions.
    pub(super) fn names(&mut self) {
        let extraction = self.extraction;
        for (index, record) in extraction.entities.iter().enumerate() {
            let Some(Some(entity)) = self.entities.get(index) else { continue };
            let node = iri::node(&entity.iri);
            self.describe(&node, entity);
            for mention in &record.mentions {
                let Some(place) = self.span(mention.span) else { continue };
                self.add_type(&place, "Mention");
                self.add(&place, gk("refersTo").as_ref(), node.clone());
                self.add(&place, gk("name").as_ref(), german(&mention.name));
                self.add(&place, gk("mentionForm").as_ref(), gk(form(mention.form)));
                if mention.form == MentionForm::Name && mention.name != entity.label {
                    self.add(&node, skos::ALT_LABEL, german(&mention.name));
                }
            }
        }
    }

    fn describe(&mut self, node: &NamedNode, entity: &CorpusEntity) {
        self.add_type(node, entity.class.term());
        self.add(node, rdf::LABEL, german(&entity.label));
        self.add(node, skos::PREF_LABEL, german(&entity.label));
        let base = self.base.clone();
        self.add(node, gk("mentionedIn").as_ref(), base);
        for same in [&entity.wikidata, &entity.known].into_iter().flatten() {
            match NamedNode::new(same) {
                Ok(same) if same != *node => self.add(node, skos::SAME_AS, same),
                _ => (),
            }
        }
        for reason in &entity.reasons {
            self.add(node, gk("linkReason").as_ref(), Literal::new_simple_literal(reason));
        }
    }

    /// The entity of the corpus that an index of the extraction means, if it is one.
    pub(super) fn entity(&self, index: usize) -> Option<NamedNode> {
        self.entities.get(index)?.as_ref().map(|entity| iri::node(&entity.iri))
    }
}

fn form(form: MentionForm) -> &'static str {
    match form {
        MentionForm::Name => "Name",
        MentionForm::Nominal => "Nominal",
        MentionForm::Pronoun => "Pronoun",
    }
}

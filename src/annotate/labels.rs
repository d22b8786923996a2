//! The classes the network chooses from; written into the head of the model file.

use crate::document::{NameClass, NameTag};
use serde::{Deserialize, Serialize};

/// Sizes and classes of a network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels {
    /// Size of the state of one direction.
    pub hidden: usize,
    /// Length of the vectors that arcs are scored by.
    pub arc: usize,
    /// Length of the vectors that relations are scored by.
    pub relation: usize,
    /// UD relations.
    pub deprels: Vec<String>,
    /// UD features with their values; the first value is the empty string: the word has not this feature.
    pub feats: Vec<(String, Vec<String>)>,
    /// Name tasks with their IOB2 tags, `O` first.
    pub names: Vec<(String, Vec<String>)>,
}

/// The name task that fills the documents.
pub const MAIN_NAMES: &str = "germeval";

impl Labels {
    /// Numbers of classes of the features.
    pub fn feat_sizes(&self) -> Vec<usize> {
        self.feats.iter().map(|(_, values)| values.len()).collect()
    }
}

/// The class of an IOB2 tag of the main task; derived words (*deutsch*) and parts of words are no names.
pub fn name_class(tag: &str) -> Option<NameClass> {
    match tag.get(2..)? {
        "PER" => Some(NameClass::Person),
        "LOC" => Some(NameClass::Place),
        "ORG" => Some(NameClass::Organisation),
        "OTH" | "MISC" => Some(NameClass::Other),
        _ => None,
    }
}

/// An IOB2 tag of the main task as the document has it.
pub fn name_tag(tag: &str) -> NameTag {
    match (name_class(tag), tag.starts_with("B-")) {
        (None, _) => NameTag::Outside,
        (Some(class), true) => NameTag::Begin(class),
        (Some(class), false) => NameTag::Inside(class),
    }
}

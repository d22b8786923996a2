//! Silver: text that several networks together have read, for one network to learn from (self-training with an ensemble). The networks' probabilities
//! are averaged before anything is decided; what comes out is CoNLL-U with the tags of the main name task as `NE=` in MISC.

use super::TrainError;
use crate::annotate::network::{Analysis, Network, Scores};
use crate::knowledge::morphology::Morphology;
use crate::nn::math::{argmax, softmax};
use std::fmt::Write;

/// Sentences with more tokens, and with fewer than three, are left out.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=80;

/// Networks that read together.
pub struct Ensemble {
    networks: Vec<Network>,
}

impl Ensemble {
    /// Of networks with the same classes.
    pub fn new(networks: Vec<Network>) -> Result<Ensemble, TrainError> {
        let classes = |network: &Network| {
            let labels = network.labels();
            (labels.deprels.clone(), labels.feats.clone(), network.name_tags().to_vec())
        };
        match networks.first().map(classes) {
            Some(first) if networks.iter().all(|network| classes(network) == first) => Ok(Ensemble { networks }),
            _ => Err(TrainError::OtherClasses),
        }
    }

    /// What they say together of a batch of sentences, given by falling length.
    pub fn run(&self, sentences: &[Vec<&str>]) -> Vec<Analysis> {
        let all: Vec<Scores> = self.networks.iter().map(|network| network.scores(sentences, Morphology::embedded())).collect();
        let mut together = all[0].clone();
        let tags = self.networks[0].name_tags().len();
        together.upos = mean(all.iter().map(|scores| probabilities(scores.upos.clone(), 17)));
        together.names = mean(all.iter().map(|scores| probabilities(scores.names.clone(), tags)));
        together.feats = mean(all.iter().map(|scores| scores.feats.clone()));
        for (index, arcs) in together.arcs.iter_mut().enumerate() {
            let length = sentences[index].len();
            *arcs = mean(all.iter().map(|scores| probabilities(scores.arcs[index].clone(), length + 1)));
        }
        let trees = together.trees();
        let classes = self.networks[0].labels().deprels.len();
        let relations = self.networks.iter().zip(&all).map(|(network, scores)| network.relations(scores, &trees));
        let relations = mean(relations.map(|scores| probabilities(scores, classes)));
        self.networks[0].decide(&together, trees, &relations)
    }

    /// Reads sentences of forms into CoNLL-U; `listen` hears how many are done.
    pub fn read(&self, sentences: &[Vec<String>], mut listen: impl FnMut(usize)) -> String {
        let mut sentences: Vec<Vec<&str>> = sentences
            .iter()
            .filter(|forms| LENGTHS.contains(&forms.len()))
            .map(|forms| forms.iter().map(String::as_str).collect())
            .collect();
        sentences.sort_by_key(|forms| std::cmp::Reverse(forms.len()));
        let mut out = String::new();
        let mut done = 0;
        for batch in sentences.chunks(40) {
            for (forms, analysis) in batch.iter().zip(self.run(batch)) {
                self.write(forms, &analysis, &mut out);
            }
            done += batch.len();
            listen(done);
        }
        out
    }

    fn write(&self, forms: &[&str], analysis: &Analysis, out: &mut String) {
        let labels = self.networks[0].labels();
        let sizes = labels.feat_sizes();
        let width: usize = sizes.iter().sum();
        for (index, form) in forms.iter().enumerate() {
            let mut rest = &analysis.feats[index * width..][..width];
            let mut feats = Vec::new();
            for ((name, values), &size) in labels.feats.iter().zip(&sizes) {
                let (scores, after) = rest.split_at(size);
                rest = after;
                let value = &values[argmax(scores)];
                if !value.is_empty() {
                    feats.push(format!("{name}={value}"));
                }
            }
            let feats = if feats.is_empty() { "_".to_owned() } else { feats.join("|") };
            let head = analysis.heads[index].map_or(0, |head| head + 1);
            let deprel = if head == 0 { "root" } else { labels.deprels[analysis.deprels[index]].as_str() };
            let upos = analysis.upos[index].as_str();
            let name = &self.networks[0].name_tags()[analysis.names[index]];
            let _ = writeln!(out, "{}\t{form}\t_\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\tNE={name}", index + 1);
        }
        out.push('\n');
    }
}

/// Turns the scores of each row into logarithms of probabilities. What cannot be stays far off.
fn probabilities(mut scores: Vec<f32>, classes: usize) -> Vec<f32> {
    for row in scores.chunks_exact_mut(classes) {
        let sum = softmax(&mut row.to_vec());
        row.iter_mut().for_each(|score| *score = (*score - sum).max(-1e9));
    }
    scores
}

/// The mean of rows of equal length.
fn mean(all: impl ExactSizeIterator<Item = Vec<f32>>) -> Vec<f32> {
    let share = 1.0 / all.len() as f32;
    let mut mean = Vec::new();
    for scores in all {
        mean.resize(scores.len(), 0.0);
        for (mean, score) in mean.iter_mut().zip(&scores) {
            *mean += share * score;
        }
    }
    mean
}

//! Scores of all arcs of a batch of sentences (the biaffine attention of Dozat and Manning 2017), packed without padding, and their cross
//! entropy as an operation of candle.
//!
//! `dependents` `[n, d]` are already multiplied with the bilinear weights; `heads` `[n + 1, d]` has the vector of the root as its last row.

use super::lstm::Sequences;
use super::math::{Matrix, dot, product, softmax, wide};
use candle_core::{CpuStorage, CustomOp2, Layout, Result, Shape, Tensor};
use std::sync::{Arc, Mutex};

/// The score of each head for each token of a sentence of `length` tokens from row `start`: `[length, length + 1]`; the root is the last column.
/// A token is no head of itself.
pub fn scores(dependents: &[f32], heads: &[f32], dim: usize, start: usize, length: usize) -> Vec<f32> {
    let dependents = &dependents[start * dim..(start + length) * dim];
    let heads = sentence_heads(heads, dim, start, length);
    let mut scores = Vec::with_capacity(length * (length + 1));
    wide(|| {
        for dependent in dependents.chunks_exact(dim) {
            scores.extend(heads.chunks_exact(dim).map(|head| dot(dependent, head)));
        }
    });
    for token in 0..length {
        scores[token * (length + 1) + token] = -1e9;
    }
    scores
}

fn sentence_heads(heads: &[f32], dim: usize, start: usize, length: usize) -> Vec<f32> {
    let mut rows = heads[start * dim..(start + length) * dim].to_vec();
    rows.extend_from_slice(&heads[heads.len() - dim..]);
    rows
}

/// Mean cost of the right heads.
pub struct ArcLoss {
    sequences: Arc<Sequences>,
    /// Head of each row within its sentence; its length stands for the root.
    targets: Vec<u32>,
    dim: usize,
    gradients: Mutex<(Vec<f32>, Vec<f32>)>,
}

impl ArcLoss {
    /// For one batch.
    pub fn new(sequences: Arc<Sequences>, targets: Vec<u32>, dim: usize) -> ArcLoss {
        ArcLoss { sequences, targets, dim, gradients: Mutex::default() }
    }
}

impl CustomOp2 for ArcLoss {
    fn name(&self) -> &'static str {
        "arc-loss"
    }

    fn cpu_fwd(&self, dependents: &CpuStorage, l1: &Layout, heads: &CpuStorage, l2: &Layout) -> Result<(CpuStorage, Shape)> {
        let (dim, rows) = (self.dim, self.sequences.rows());
        let dependents = &dependents.as_slice::<f32>()?[l1.start_offset()..][..rows * dim];
        let heads = &heads.as_slice::<f32>()?[l2.start_offset()..][..(rows + 1) * dim];
        let mut dependents_gradient = vec![0.0; rows * dim];
        let mut heads_gradient = vec![0.0; (rows + 1) * dim];
        let mut loss = 0.0;
        for (start, length) in self.sequences.iter() {
            let width = length + 1;
            let mut scores = scores(dependents, heads, dim, start, length);
            for (row, &target) in scores.chunks_exact_mut(width).zip(&self.targets[start..start + length]) {
                let score = row[target as usize];
                loss += softmax(row) - score;
                row[target as usize] -= 1.0;
                for value in row {
                    *value /= rows as f32;
                }
            }
            let sentence = sentence_heads(heads, dim, start, length);
            let gradient = Matrix::new(&scores, width);
            product(&mut dependents_gradient[start * dim..], gradient, Matrix::new(&sentence, dim), (length, width, dim), 0.0);
            let mut sentence_gradient = vec![0.0; width * dim];
            let own = Matrix::new(&dependents[start * dim..(start + length) * dim], dim);
            product(&mut sentence_gradient, gradient.turned(), own, (width, length, dim), 0.0);
            let (tokens, root) = sentence_gradient.split_at(length * dim);
            heads_gradient[start * dim..(start + length) * dim].copy_from_slice(tokens);
            for (sum, value) in heads_gradient[rows * dim..].iter_mut().zip(root) {
                *sum += value;
            }
        }
        *self.gradients.lock().expect("no pass panics") = (dependents_gradient, heads_gradient);
        Ok((CpuStorage::F32(vec![loss / rows as f32]), Shape::from(())))
    }

    fn bwd(
        &self,
        dependents: &Tensor,
        heads: &Tensor,
        _: &Tensor,
        gradient: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let (first, second) = std::mem::take(&mut *self.gradients.lock().expect("no pass panics"));
        let scale = f64::from(gradient.to_scalar::<f32>()?);
        let device = dependents.device();
        Ok((
            Some((Tensor::from_vec(first, dependents.shape(), device)? * scale)?),
            Some((Tensor::from_vec(second, heads.shape(), device)? * scale)?),
        ))
    }
}

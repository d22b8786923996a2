//! Cross entropy of several choices a row, as one operation of candle: the scores of a row are cut into segments, each a choice of its own.

use super::math::softmax;
use candle_core::{CpuStorage, CustomOp1, Layout, Result, Shape, Tensor};
use std::sync::{Arc, Mutex};

/// Target of a choice that is not known: it costs nothing.
pub const UNKNOWN: u32 = u32::MAX;

/// Mean cost of the known choices, each multiplied by `weight`.
pub struct CrossEntropy {
    segments: Vec<usize>,
    targets: Vec<u32>,
    gradient: Mutex<Vec<f32>>,
}

impl CrossEntropy {
    /// `segments` are the numbers of classes of each choice; `targets` has one for each row and choice, row by row.
    pub fn new(segments: Vec<usize>, targets: Vec<u32>) -> CrossEntropy {
        CrossEntropy { segments, targets, gradient: Mutex::default() }
    }
}

impl CustomOp1 for CrossEntropy {
    fn name(&self) -> &'static str {
        "cross-entropy"
    }

    fn cpu_fwd(&self, scores: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let classes: usize = self.segments.iter().sum();
        let rows = self.targets.len() / self.segments.len();
        let mut gradient = scores.as_slice::<f32>()?[layout.start_offset()..][..rows * classes].to_vec();
        let known = self.targets.iter().filter(|&&target| target != UNKNOWN).count().max(1) as f32;
        let mut loss = 0.0;
        for (row, targets) in gradient.chunks_exact_mut(classes).zip(self.targets.chunks_exact(self.segments.len())) {
            let mut rest = row;
            for (&size, &target) in self.segments.iter().zip(targets) {
                let (segment, after) = rest.split_at_mut(size);
                rest = after;
                if target == UNKNOWN {
                    segment.fill(0.0);
                    continue;
                }
                let score = segment[target as usize];
                loss += softmax(segment) - score;
                segment[target as usize] -= 1.0;
                for value in segment {
                    *value /= known;
                }
            }
        }
        *self.gradient.lock().expect("no pass panics") = gradient;
        Ok((CpuStorage::F32(vec![loss / known]), Shape::from(())))
    }

    fn bwd(&self, scores: &Tensor, _: &Tensor, gradient: &Tensor) -> Result<Option<Tensor>> {
        let stored = std::mem::take(&mut *self.gradient.lock().expect("no pass panics"));
        let scale = f64::from(gradient.to_scalar::<f32>()?);
        Ok(Some((Tensor::from_vec(stored, scores.shape(), scores.device())? * scale)?))
    }
}

/// Mean cost where several classes of a row may be right: of all of them together.
pub struct SetEntropy {
    /// The sets of right classes that occur.
    sets: Arc<Vec<Vec<u32>>>,
    /// The set of each row.
    targets: Vec<u32>,
    gradient: Mutex<Vec<f32>>,
}

impl SetEntropy {
    /// `targets` has a number of one of `sets` for each row.
    pub fn new(sets: Arc<Vec<Vec<u32>>>, targets: Vec<u32>) -> SetEntropy {
        SetEntropy { sets, targets, gradient: Mutex::default() }
    }
}

impl CustomOp1 for SetEntropy {
    fn name(&self) -> &'static str {
        "set-entropy"
    }

    fn cpu_fwd(&self, scores: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let rows = self.targets.len();
        let classes = layout.dims()[1];
        let mut gradient = scores.as_slice::<f32>()?[layout.start_offset()..][..rows * classes].to_vec();
        let mut loss = 0.0;
        for (row, &target) in gradient.chunks_exact_mut(classes).zip(&self.targets) {
            let right = &self.sets[target as usize];
            softmax(row);
            let sum: f32 = right.iter().map(|&class| row[class as usize]).sum::<f32>().max(1e-12);
            loss -= sum.ln();
            for &class in right {
                row[class as usize] -= row[class as usize] / sum;
            }
            for value in row {
                *value /= rows as f32;
            }
        }
        *self.gradient.lock().expect("no pass panics") = gradient;
        Ok((CpuStorage::F32(vec![loss / rows as f32]), Shape::from(())))
    }

    fn bwd(&self, scores: &Tensor, _: &Tensor, gradient: &Tensor) -> Result<Option<Tensor>> {
        let stored = std::mem::take(&mut *self.gradient.lock().expect("no pass panics"));
        let scale = f64::from(gradient.to_scalar::<f32>()?);
        Ok(Some((Tensor::from_vec(stored, scores.shape(), scores.device())? * scale)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use candle_core::{Device, Var};

    #[test]
    fn the_gradient_of_sets_is_that_of_small_steps() {
        let scores = [0.3_f32, -1.0, 0.7, 0.2, 0.1, -0.4];
        let cost = |scores: &[f32]| {
            let scores = Var::from_slice(scores, (2, 3), &Device::Cpu).unwrap();
            let loss = SetEntropy::new(Arc::new(vec![vec![0, 2], vec![1]]), vec![0, 1]);
            let cost = scores.apply_op1(loss).unwrap();
            let gradient = cost.backward().unwrap().get(&scores).unwrap().flatten_all().unwrap().to_vec1::<f32>().unwrap();
            (cost.to_scalar::<f32>().unwrap(), gradient)
        };
        let (_, gradient) = cost(&scores);
        for at in 0..scores.len() {
            let moved = |by: f32| {
                let mut scores = scores;
                scores[at] += by;
                cost(&scores).0
            };
            let slope = (moved(0.01) - moved(-0.01)) / 0.02;
            assert!((slope - gradient[at]).abs() < 1e-3, "{at}: {slope} and {}", gradient[at]);
        }
    }
}

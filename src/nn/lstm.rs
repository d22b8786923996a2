//! A bidirectional LSTM layer over a batch of sequences without padding (Hochreiter and Schmidhuber 1997), forward and backward, and as an
//! operation of candle.
//!
//! Sequences are sorted by falling length, so those that still run at step `t` are the first `k`; their rows make one matrix product a step.
//! Shapes: `projected` `[n, 2 · 4 · hidden]` is the input times its weights plus bias, for both directions, gates in the order input, forget,
//! candidate, output; `recurrent` `[2, hidden, 4 · hidden]`; the result `[n, 2 · hidden]`.

use super::math::{Matrix, product, sigmoid, tanh, wide};
use super::packed::{Packed, Rows};
use candle_core::{CpuStorage, CustomOp2, Layout, Result, Shape, Tensor};
use std::sync::{Arc, Mutex};

/// Where the sequences of a batch lie.
#[derive(Clone, Debug, Default)]
pub struct Sequences {
    lengths: Vec<usize>,
    starts: Vec<usize>,
}

impl Sequences {
    /// Lengths in falling order.
    pub fn new(lengths: Vec<usize>) -> Sequences {
        debug_assert!(lengths.is_sorted_by(|a, b| a >= b));
        let starts = lengths
            .iter()
            .scan(0, |end, length| {
                let start = *end;
                *end += length;
                Some(start)
            })
            .collect();
        Sequences { lengths, starts }
    }

    /// First row and number of rows of each sequence.
    pub fn iter(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.starts.iter().copied().zip(self.lengths.iter().copied())
    }

    /// Number of all rows.
    pub fn rows(&self) -> usize {
        self.lengths.iter().sum()
    }

    /// Length of the longest.
    pub fn longest(&self) -> usize {
        self.lengths.first().copied().unwrap_or(0)
    }

    fn running(&self, step: usize) -> usize {
        self.lengths.partition_point(|&length| length > step)
    }

    /// The row of a sequence at a step of the forward (0) or backward (1) direction.
    fn row(&self, sequence: usize, step: usize, direction: usize) -> usize {
        self.starts[sequence] + if direction == 0 { step } else { self.lengths[sequence] - 1 - step }
    }
}

/// Gates and cells of a forward pass, for the way back.
#[derive(Debug, Default)]
pub struct Memory {
    gates: Vec<f32>,
    cells: Vec<f32>,
}

/// The weights from the states of a step to the gates of the next one, in one direction.
pub trait Recurrent {
    /// States of all sequences.
    type States;

    /// Zeros.
    fn states(&self, sequences: usize, hidden: usize) -> Self::States;

    /// Replaces the state of a sequence.
    fn set(states: &mut Self::States, sequence: usize, state: &[f32]);

    /// Writes into `gates` the product of the first `running` states and the weights, added to what `base` has for each sequence.
    fn product<'a>(&self, states: &Self::States, running: usize, base: impl Fn(usize) -> &'a [f32], gates: &mut [f32]);
}

/// For training.
impl Recurrent for Matrix<'_> {
    type States = (Vec<f32>, usize);

    fn states(&self, sequences: usize, hidden: usize) -> Self::States {
        (vec![0.0; sequences * hidden], hidden)
    }

    fn set((states, hidden): &mut Self::States, sequence: usize, state: &[f32]) {
        states[sequence * *hidden..][..*hidden].copy_from_slice(state);
    }

    fn product<'a>(&self, (states, hidden): &Self::States, running: usize, base: impl Fn(usize) -> &'a [f32], gates: &mut [f32]) {
        for (sequence, gates) in gates.chunks_exact_mut(4 * hidden).take(running).enumerate() {
            gates.copy_from_slice(base(sequence));
        }
        product(gates, Matrix::new(states, *hidden), *self, (running, *hidden, 4 * hidden), 1.0);
    }
}

/// For running.
impl Recurrent for Packed {
    type States = Rows;

    fn states(&self, sequences: usize, hidden: usize) -> Rows {
        Rows::zero(sequences, hidden)
    }

    #[inline(always)]
    fn set(states: &mut Rows, sequence: usize, state: &[f32]) {
        states.set(sequence, state);
    }

    fn product<'a>(&self, states: &Rows, running: usize, base: impl Fn(usize) -> &'a [f32], gates: &mut [f32]) {
        Packed::product(self, states, running, base, gates);
    }
}

/// Runs the layer, with the weights of both directions. `memory` is filled if given.
pub fn forward<R: Recurrent>(
    projected: &[f32],
    recurrent: [&R; 2],
    hidden: usize,
    sequences: &Sequences,
    mut memory: Option<&mut Memory>,
) -> Vec<f32> {
    let (rows, gates) = (sequences.rows(), 4 * hidden);
    let mut out = vec![0.0; rows * 2 * hidden];
    if let Some(memory) = memory.as_deref_mut() {
        memory.gates = vec![0.0; rows * 2 * gates];
        memory.cells = vec![0.0; rows * 2 * hidden];
    }
    let width = sequences.lengths.len();
    let mut scratch = vec![0.0; width * gates];
    for (direction, weights) in recurrent.into_iter().enumerate() {
        let mut states = weights.states(width, hidden);
        let mut cells = vec![0.0; width * hidden];
        for step in 0..sequences.longest() {
            let running = sequences.running(step);
            let base = |sequence| &projected[(sequences.row(sequence, step, direction) * 2 + direction) * gates..][..gates];
            weights.product(&states, running, base, &mut scratch);
            for sequence in 0..running {
                let row = sequences.row(sequence, step, direction);
                let gate = &mut scratch[sequence * gates..][..gates];
                let cell = &mut cells[sequence * hidden..][..hidden];
                let state = &mut out[(row * 2 + direction) * hidden..][..hidden];
                wide(|| {
                    advance(gate, cell, state);
                    R::set(&mut states, sequence, state);
                });
                if let Some(memory) = memory.as_deref_mut() {
                    memory.gates[(row * 2 + direction) * gates..][..gates].copy_from_slice(gate);
                    memory.cells[(row * 2 + direction) * hidden..][..hidden].copy_from_slice(cell);
                }
            }
        }
    }
    out
}

/// One step of one sequence; leaves the gates after their functions in `gate`.
#[inline(always)]
fn advance(gate: &mut [f32], cell: &mut [f32], state: &mut [f32]) {
    let hidden = cell.len();
    let (input, rest) = gate.split_at_mut(hidden);
    let (forget, rest) = rest.split_at_mut(hidden);
    let (candidate, output) = rest.split_at_mut(hidden);
    for gates in [&mut *input, &mut *forget, &mut *output] {
        for value in gates {
            *value = sigmoid(*value);
        }
    }
    for value in candidate.iter_mut() {
        *value = tanh(*value);
    }
    for index in 0..hidden {
        cell[index] = forget[index] * cell[index] + input[index] * candidate[index];
    }
    for index in 0..hidden {
        state[index] = output[index] * tanh(cell[index]);
    }
}

/// Gradients of `projected` and `recurrent`, from the gradient of the result.
pub fn backward(
    out: &[f32],
    out_gradient: &[f32],
    recurrent: &[f32],
    hidden: usize,
    sequences: &Sequences,
    memory: &Memory,
) -> (Vec<f32>, Vec<f32>) {
    let (rows, gates) = (sequences.rows(), 4 * hidden);
    let width = sequences.lengths.len();
    let mut projected_gradient = vec![0.0; rows * 2 * gates];
    let mut recurrent_gradient = vec![0.0; 2 * hidden * gates];
    for direction in 0..2 {
        let weights = Matrix::new(&recurrent[direction * hidden * gates..][..hidden * gates], gates);
        let mut state_gradient = vec![0.0; width * hidden];
        let mut cell_gradient = vec![0.0; width * hidden];
        let mut scratch = vec![0.0; width * gates];
        for step in (0..sequences.longest()).rev() {
            let running = sequences.running(step);
            for sequence in 0..running {
                let row = sequences.row(sequence, step, direction);
                let at = row * 2 + direction;
                let before = (step > 0).then(|| sequences.row(sequence, step - 1, direction) * 2 + direction);
                let state = &mut state_gradient[sequence * hidden..][..hidden];
                for (state, out) in state.iter_mut().zip(&out_gradient[at * hidden..][..hidden]) {
                    *state += out;
                }
                retreat(
                    &memory.gates[at * gates..][..gates],
                    &memory.cells[at * hidden..][..hidden],
                    before.map(|before| &memory.cells[before * hidden..][..hidden]),
                    state,
                    &mut cell_gradient[sequence * hidden..][..hidden],
                    &mut scratch[sequence * gates..][..gates],
                );
                projected_gradient[at * gates..][..gates].copy_from_slice(&scratch[sequence * gates..][..gates]);
            }
            product(&mut state_gradient, Matrix::new(&scratch, gates), weights.turned(), (running, gates, hidden), 0.0);
        }
        // One product over all steps: states before each row, against the gradients of its gates.
        let mut states = vec![0.0; rows * hidden];
        let mut gradients = vec![0.0; rows * gates];
        for (start, length) in sequences.iter() {
            for offset in 0..length {
                let row = start + offset;
                let before =
                    if direction == 0 { (offset > 0).then(|| row - 1) } else { (offset + 1 < length).then_some(row + 1) };
                if let Some(before) = before {
                    states[row * hidden..][..hidden].copy_from_slice(&out[(before * 2 + direction) * hidden..][..hidden]);
                }
                gradients[row * gates..][..gates].copy_from_slice(&projected_gradient[(row * 2 + direction) * gates..][..gates]);
            }
        }
        product(
            &mut recurrent_gradient[direction * hidden * gates..][..hidden * gates],
            Matrix::new(&states, hidden).turned(),
            Matrix::new(&gradients, gates),
            (hidden, rows, gates),
            0.0,
        );
    }
    (projected_gradient, recurrent_gradient)
}

/// One step back of one sequence: fills `gate_gradient`, leaves in `cell_gradient` what goes on to the step before.
fn retreat(
    gate: &[f32],
    cell: &[f32],
    cell_before: Option<&[f32]>,
    state_gradient: &[f32],
    cell_gradient: &mut [f32],
    gate_gradient: &mut [f32],
) {
    let hidden = cell.len();
    for index in 0..hidden {
        let (input, forget, candidate, output) =
            (gate[index], gate[hidden + index], gate[2 * hidden + index], gate[3 * hidden + index]);
        let squashed = tanh(cell[index]);
        let before = cell_before.map_or(0.0, |before| before[index]);
        let from_state = state_gradient[index];
        let from_cell = cell_gradient[index] + from_state * output * (1.0 - squashed * squashed);
        gate_gradient[index] = from_cell * candidate * input * (1.0 - input);
        gate_gradient[hidden + index] = from_cell * before * forget * (1.0 - forget);
        gate_gradient[2 * hidden + index] = from_cell * input * (1.0 - candidate * candidate);
        gate_gradient[3 * hidden + index] = from_state * squashed * output * (1.0 - output);
        cell_gradient[index] = from_cell * forget;
    }
}

/// The layer as an operation of candle on `projected` and `recurrent`.
pub struct Lstm {
    sequences: Arc<Sequences>,
    hidden: usize,
    memory: Mutex<Memory>,
}

impl Lstm {
    /// For one batch.
    pub fn new(sequences: Arc<Sequences>, hidden: usize) -> Lstm {
        Lstm { sequences, hidden, memory: Mutex::default() }
    }
}

impl CustomOp2 for Lstm {
    fn name(&self) -> &'static str {
        "lstm"
    }

    fn cpu_fwd(&self, projected: &CpuStorage, l1: &Layout, recurrent: &CpuStorage, l2: &Layout) -> Result<(CpuStorage, Shape)> {
        let projected = &projected.as_slice::<f32>()?[l1.start_offset()..];
        let recurrent = &recurrent.as_slice::<f32>()?[l2.start_offset()..];
        let mut memory = self.memory.lock().expect("no pass panics");
        let (forwards, backwards) = recurrent.split_at(4 * self.hidden * self.hidden);
        let weights = [&Matrix::new(forwards, 4 * self.hidden), &Matrix::new(backwards, 4 * self.hidden)];
        let out = forward(projected, weights, self.hidden, &self.sequences, Some(&mut memory));
        Ok((CpuStorage::F32(out), Shape::from((self.sequences.rows(), 2 * self.hidden))))
    }

    fn bwd(
        &self,
        projected: &Tensor,
        recurrent: &Tensor,
        out: &Tensor,
        gradient: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let memory = self.memory.lock().expect("no pass panics");
        let flat = |tensor: &Tensor| tensor.flatten_all()?.to_vec1::<f32>();
        let (first, second) = backward(&flat(out)?, &flat(gradient)?, &flat(recurrent)?, self.hidden, &self.sequences, &memory);
        let device = projected.device();
        Ok((
            Some(Tensor::from_vec(first, projected.shape(), device)?),
            Some(Tensor::from_vec(second, recurrent.shape(), device)?),
        ))
    }
}

//! Adam (Kingma and Ba 2015), in place.

use candle_core::{CpuStorage, InplaceOp2, Layout, Result, Tensor, Var};
use std::sync::Mutex;

/// Step size of one update with the corrections of that step.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    size: f32,
    second_correction: f32,
    /// What gradients are multiplied with before use.
    pub clip: f32,
}

const FIRST: f32 = 0.9;
const SECOND: f32 = 0.98;
const EPSILON: f32 = 1e-8;

impl Rate {
    /// For update number `step`, counted from 1.
    pub fn new(rate: f32, step: usize) -> Rate {
        let step = step as f32;
        Rate {
            size: rate / (1.0 - libm::powf(FIRST, step)),
            second_correction: 1.0 / (1.0 - libm::powf(SECOND, step)),
            clip: 1.0,
        }
    }

    /// One update.
    pub fn step(self, values: &mut [f32], gradient: &[f32], first: &mut [f32], second: &mut [f32]) {
        for (((value, gradient), first), second) in values.iter_mut().zip(gradient).zip(first).zip(second) {
            let gradient = gradient * self.clip;
            *first = FIRST * *first + (1.0 - FIRST) * gradient;
            *second = SECOND * *second + (1.0 - SECOND) * gradient * gradient;
            *value -= self.size * *first / ((*second * self.second_correction).sqrt() + EPSILON);
        }
    }
}

/// A parameter with what Adam remembers of it.
#[derive(Debug)]
pub struct Parameter {
    /// Name in the model file.
    pub name: String,
    /// The numbers.
    pub var: Var,
    moments: Mutex<(Vec<f32>, Vec<f32>)>,
}

impl Parameter {
    /// Nothing remembered.
    pub fn new(name: &str, var: Var) -> Parameter {
        let zeros = vec![0.0; var.elem_count()];
        Parameter { name: name.to_owned(), var, moments: Mutex::new((zeros.clone(), zeros)) }
    }

    /// One update.
    pub fn update(&self, gradient: &Tensor, rate: Rate) -> Result<()> {
        self.var.as_tensor().inplace_op2(&gradient.contiguous()?, &Update { parameter: self, rate })
    }
}

struct Update<'a> {
    parameter: &'a Parameter,
    rate: Rate,
}

impl InplaceOp2 for Update<'_> {
    fn name(&self) -> &'static str {
        "adam"
    }

    fn cpu_fwd(&self, values: &mut CpuStorage, _: &Layout, gradient: &CpuStorage, layout: &Layout) -> Result<()> {
        let CpuStorage::F32(values) = values else { candle_core::bail!("parameters are f32") };
        let gradient = &gradient.as_slice::<f32>()?[layout.start_offset()..];
        let mut moments = self.parameter.moments.lock().expect("no update panics");
        let (first, second) = &mut *moments;
        self.rate.step(values, gradient, first, second);
        Ok(())
    }
}

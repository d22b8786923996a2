//! Tables of vectors that are looked up by number and summed: words, parts of words, flags. They stay outside candle's graph, because only the
//! few rows that a batch touches change: [`Table::add`] fills the input of the network, [`Moments::update`] takes the gradient of that input.

use super::adam::Rate;

/// Rows of vectors.
#[derive(Clone, Debug)]
pub struct Table {
    /// Length of a row.
    pub dim: usize,
    /// All rows, one after the other.
    pub data: Vec<f32>,
}

impl Table {
    /// Adds the rows, divided by the square root of their number, to `out`.
    #[inline(always)]
    pub fn add(&self, ids: &[u32], out: &mut [f32]) {
        let scale = scale(ids);
        for &id in ids {
            let row = &self.data[id as usize * self.dim..][..self.dim];
            for (out, value) in out.iter_mut().zip(row) {
                *out += scale * value;
            }
        }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.data.len() / self.dim
    }
}

fn scale(ids: &[u32]) -> f32 {
    1.0 / (ids.len().max(1) as f32).sqrt()
}

/// What Adam remembers of the rows of a table.
#[derive(Clone, Debug)]
pub struct Moments {
    first: Vec<f32>,
    second: Vec<f32>,
    sum: Vec<f32>,
    touched: Vec<u32>,
    is_touched: Vec<bool>,
}

impl Moments {
    /// Nothing remembered.
    pub fn new(table: &Table) -> Moments {
        let zeros = vec![0.0; table.data.len()];
        Moments { first: zeros.clone(), second: zeros.clone(), sum: zeros, touched: Vec::new(), is_touched: vec![false; table.rows()] }
    }

    /// Collects the gradient of one sum of rows.
    pub fn collect(&mut self, dim: usize, ids: &[u32], gradient: &[f32]) {
        let scale = scale(ids);
        for &id in ids {
            if !self.is_touched[id as usize] {
                self.is_touched[id as usize] = true;
                self.touched.push(id);
            }
            let row = &mut self.sum[id as usize * dim..][..dim];
            for (sum, value) in row.iter_mut().zip(gradient) {
                *sum += scale * value;
            }
        }
    }

    /// Changes the touched rows and forgets what was collected.
    pub fn update(&mut self, table: &mut Table, rate: Rate) {
        let dim = table.dim;
        for id in self.touched.drain(..) {
            self.is_touched[id as usize] = false;
            let range = id as usize * dim..(id as usize + 1) * dim;
            rate.step(
                &mut table.data[range.clone()],
                &self.sum[range.clone()],
                &mut self.first[range.clone()],
                &mut self.second[range.clone()],
            );
            self.sum[range].fill(0.0);
        }
    }
}

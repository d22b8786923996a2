//! Matrix products with whole numbers: weights and rows are rounded to 16 bits with a scale for each column and each row, and their products are
//! summed in 32 bits without overflow. Two numbers fit where one in floating point would, and the sums are exact: the same bits on every machine.
//!
//! Two numbers of a row lie side by side, as the machine's `pmaddwd` wants them: the first with the first of the second half, and so on. So do the
//! pairs of a few rows that are summed together.

use super::math::{MAGIC, wide};

/// Steps on each side of zero that a row is rounded to.
const STEPS: f32 = 4095.0;
/// What the steps of a column may add up to, so that no sum leaves 32 bits.
const COLUMN: f32 = (i32::MAX / 4096) as f32;
/// Columns that are summed together.
const COLUMNS: usize = 16;
/// Rows that are summed together.
const TILE: usize = 6;
/// Rows that stay in the cache while all columns pass.
const BLOCK: usize = 20 * TILE;

/// Pairs of weights for some columns.
type Weights = [i16; 2 * COLUMNS];
/// The same pair of some rows.
type Pairs = [u32; TILE];
/// The sums of a row with some columns.
type Sums = [i32; COLUMNS];

/// Weights `[k, n]`.
#[derive(Clone, Debug)]
pub struct Packed {
    columns: usize,
    /// For each [`COLUMNS`] columns all pairs.
    panels: Vec<Weights>,
    /// Value of a step of each column.
    scales: Vec<f32>,
    /// Pairs in a row.
    pairs: usize,
}

/// Rows `[m, k]`, rounded.
#[derive(Clone, Debug)]
pub struct Rows {
    /// For each [`TILE`] rows all pairs.
    tiles: Vec<Pairs>,
    scales: Vec<f32>,
    pairs: usize,
}

impl Rows {
    /// Rounds rows of `width` numbers, each to its own steps.
    pub fn new(values: &[f32], width: usize) -> Rows {
        let count = values.len() / width;
        let mut rows = Rows::zero(count, width);
        for (index, row) in values.chunks_exact(width).enumerate() {
            wide(|| {
                let top = row.iter().fold(0.0_f32, |top, value| top.max(value.abs()));
                rows.scales[index] = top.max(f32::MIN_POSITIVE) / STEPS;
                rows.round(index, row, STEPS / top.max(f32::MIN_POSITIVE));
            });
        }
        rows
    }

    /// Number of rows.
    pub fn count(&self) -> usize {
        self.scales.len()
    }

    /// Zeros, to be replaced by numbers between -1 and 1.
    pub fn zero(count: usize, width: usize) -> Rows {
        let pairs = width.div_ceil(2);
        Rows { tiles: vec![[0; TILE]; count.div_ceil(TILE) * pairs], scales: vec![1.0 / STEPS; count], pairs }
    }

    /// Replaces a row of [`Rows::zero`].
    #[inline(always)]
    pub fn set(&mut self, row: usize, values: &[f32]) {
        self.round(row, values, STEPS);
    }

    #[inline(always)]
    fn round(&mut self, row: usize, values: &[f32], steps: f32) {
        let bits = |value: f32| (value * steps + MAGIC).to_bits() & 0xffff;
        let tile = &mut self.tiles[row / TILE * self.pairs..][..self.pairs];
        let (first, second) = values.split_at(self.pairs);
        for ((pair, &first), &second) in tile.iter_mut().zip(first).zip(second.iter().chain([&0.0])) {
            pair[row % TILE] = bits(first) | bits(second) << 16;
        }
    }
}

impl Packed {
    /// Rounds weights `[k, n]`.
    pub fn new(weights: &[f32], columns: usize) -> Packed {
        let width = weights.len() / columns;
        let pairs = width.div_ceil(2);
        let column = |column: usize| (0..width).map(move |row| weights[row * columns + column]);
        let scale = |index: usize| {
            let top = column(index).fold(0.0_f32, |top, value| top.max(value.abs()));
            let sum: f32 = column(index).map(f32::abs).sum();
            // Half a step more each, for rounding.
            (top / f32::from(i16::MAX)).max(sum / (COLUMN - width as f32)).max(f32::MIN_POSITIVE)
        };
        let scales: Vec<f32> = (0..columns).map(scale).collect();
        let mut panels = vec![[0; 2 * COLUMNS]; columns.div_ceil(COLUMNS) * pairs];
        for (row, values) in weights.chunks_exact(columns).enumerate() {
            for (index, value) in values.iter().enumerate() {
                let pair = &mut panels[index / COLUMNS * pairs + row % pairs];
                pair[index % COLUMNS * 2 + row / pairs] = (value / scales[index]).round_ties_even() as i16;
            }
        }
        Packed { columns, panels, scales, pairs }
    }

    /// Writes into `out`, `[count, n]`, the product of the first `count` rows and these weights, added to what `base` has for each row.
    pub fn product<'a>(&self, rows: &Rows, count: usize, base: impl Fn(usize) -> &'a [f32], out: &mut [f32]) {
        assert!(rows.pairs == self.pairs && count <= rows.count() && out.len() >= count * self.columns);
        #[cfg(target_arch = "x86_64")]
        #[expect(unsafe_code, reason = "instructions that not every machine has")]
        {
            use std::arch::is_x86_feature_detected as has;
            if has!("avx512f") && has!("avx512vnni") {
                // SAFETY: the machine was just asked whether it has these instructions.
                return unsafe { instructions::product_avx512(self, rows, count, base, out) };
            }
            if has!("avx2") {
                // SAFETY: as above.
                return unsafe { instructions::product_avx2(self, rows, count, base, out) };
            }
        }
        self.walk(rows, count, base, out, sum_up);
    }

    /// Goes over all tiles of rows and columns; `sum_up` fills the sums of a tile.
    #[inline(always)]
    fn walk<'a>(
        &self,
        rows: &Rows,
        count: usize,
        base: impl Fn(usize) -> &'a [f32],
        out: &mut [f32],
        sum_up: impl Fn(&[Pairs], &[Weights], &mut [Sums]),
    ) {
        let mut sums = [[0; COLUMNS]; TILE];
        for block in (0..count).step_by(BLOCK) {
            for (panel, weights) in self.panels.chunks_exact(self.pairs).enumerate() {
                let columns = panel * COLUMNS..self.columns.min((panel + 1) * COLUMNS);
                let scales = &self.scales[columns.clone()];
                for start in (block..count.min(block + BLOCK)).step_by(TILE) {
                    let sums = &mut sums[..TILE.min(count - start)];
                    sum_up(&rows.tiles[start / TILE * self.pairs..][..self.pairs], weights, sums);
                    for (row, sums) in (start..).zip(&*sums) {
                        let scale = rows.scales[row];
                        let out = &mut out[row * self.columns..][columns.clone()];
                        for (((out, base), &sum), &of_column) in
                            out.iter_mut().zip(&base(row)[columns.clone()]).zip(sums).zip(scales)
                        {
                            *out = base + sum as f32 * (scale * of_column);
                        }
                    }
                }
            }
        }
    }
}

/// The sums of the rows of a tile with all columns of a panel.
fn sum_up(tile: &[Pairs], panel: &[Weights], sums: &mut [Sums]) {
    for (row, sums) in sums.iter_mut().enumerate() {
        *sums = [0; COLUMNS];
        for (pairs, weights) in tile.iter().zip(panel) {
            let (first, second) = (i32::from(pairs[row] as u16 as i16), i32::from((pairs[row] >> 16) as u16 as i16));
            for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(2)) {
                *sum += first * i32::from(weights[0]) + second * i32::from(weights[1]);
            }
        }
    }
}

/// The same sums by instructions that not every machine has.
#[cfg(target_arch = "x86_64")]
mod instructions {
    use super::{Packed, Pairs, Rows, Sums, TILE, Weights};
    use std::arch::x86_64::*;

    #[target_feature(enable = "avx2")]
    pub fn product_avx2<'a>(packed: &Packed, rows: &Rows, count: usize, base: impl Fn(usize) -> &'a [f32], out: &mut [f32]) {
        packed.walk(rows, count, base, out, |tile, panel, sums| match sums.len() {
            6 => avx2::<6>(tile, panel, sums),
            5 => avx2::<5>(tile, panel, sums),
            4 => avx2::<4>(tile, panel, sums),
            3 => avx2::<3>(tile, panel, sums),
            2 => avx2::<2>(tile, panel, sums),
            _ => avx2::<1>(tile, panel, sums),
        });
    }

    /// For the first `ROWS` rows of a tile.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn avx2<const ROWS: usize>(tile: &[Pairs], panel: &[Weights], sums: &mut [Sums]) {
        const { assert!(ROWS <= TILE) }
        let mut all = [[_mm256_setzero_si256(); 2]; ROWS];
        for (pairs, weights) in tile.iter().zip(panel) {
            #[expect(unsafe_code, reason = "loads take pointers")]
            // SAFETY: the array has 64 bytes.
            let weights = unsafe {
                let weights = weights.as_ptr().cast::<__m256i>();
                [_mm256_loadu_si256(weights), _mm256_loadu_si256(weights.add(1))]
            };
            for (&pair, sums) in pairs.iter().zip(&mut all) {
                let pair = _mm256_set1_epi32(pair.cast_signed());
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pair, weights));
                }
            }
        }
        for (sums, all) in sums.iter_mut().zip(all) {
            #[expect(unsafe_code, reason = "stores take pointers")]
            // SAFETY: the array has 64 bytes.
            unsafe {
                let sums = sums.as_mut_ptr().cast::<__m256i>();
                _mm256_storeu_si256(sums, all[0]);
                _mm256_storeu_si256(sums.add(1), all[1]);
            }
        }
    }

    #[target_feature(enable = "avx512f,avx512vnni")]
    pub fn product_avx512<'a>(packed: &Packed, rows: &Rows, count: usize, base: impl Fn(usize) -> &'a [f32], out: &mut [f32]) {
        packed.walk(rows, count, base, out, |tile, panel, sums| match sums.len() {
            6 => avx512::<6>(tile, panel, sums),
            5 => avx512::<5>(tile, panel, sums),
            4 => avx512::<4>(tile, panel, sums),
            3 => avx512::<3>(tile, panel, sums),
            2 => avx512::<2>(tile, panel, sums),
            _ => avx512::<1>(tile, panel, sums),
        });
    }

    /// For the first `ROWS` rows of a tile. Even and odd pairs have sums of their own, so that fewer products wait for the one before.
    #[target_feature(enable = "avx512f,avx512vnni")]
    #[inline]
    fn avx512<const ROWS: usize>(tile: &[Pairs], panel: &[Weights], sums: &mut [Sums]) {
        const { assert!(ROWS <= TILE) }
        let mut all = [[_mm512_setzero_si512(); 2]; ROWS];
        for (tile, panel) in tile.chunks(2).zip(panel.chunks(2)) {
            for (odd, (pairs, weights)) in tile.iter().zip(panel).enumerate() {
                #[expect(unsafe_code, reason = "loads take pointers")]
                // SAFETY: the array has 64 bytes.
                let weights = unsafe { _mm512_loadu_si512(weights.as_ptr().cast()) };
                for (&pair, sums) in pairs.iter().zip(&mut all) {
                    sums[odd] = _mm512_dpwssd_epi32(sums[odd], _mm512_set1_epi32(pair.cast_signed()), weights);
                }
            }
        }
        for (sums, [even, odd]) in sums.iter_mut().zip(all) {
            #[expect(unsafe_code, reason = "stores take pointers")]
            // SAFETY: the array has 64 bytes.
            unsafe {
                _mm512_storeu_si512(sums.as_mut_ptr().cast(), _mm512_add_epi32(even, odd));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::random::Random;

    #[test]
    fn close_to_the_product_of_the_numbers_and_the_same_without_special_instructions() {
        let mut random = Random::new(7);
        for (m, k, n) in [(1, 1, 1), (6, 2, 16), (13, 37, 19), (130, 400, 33)] {
            let values = random.uniform(m * k, 3.0);
            let weights = random.uniform(k * n, 0.5);
            let (rows, packed) = (Rows::new(&values, k), Packed::new(&weights, n));
            let base = vec![1.0; n];
            let (mut out, mut plain) = (vec![0.0; m * n], vec![0.0; m * n]);
            packed.product(&rows, m, |_| &base, &mut out);
            packed.walk(&rows, m, |_| &base, &mut plain, sum_up);
            assert_eq!(out, plain);
            for row in 0..m {
                for column in 0..n {
                    let right: f32 = (0..k).map(|at| values[row * k + at] * weights[at * n + column]).sum();
                    let found = out[row * n + column] - 1.0;
                    assert!((found - right).abs() < 2e-3 * (k as f32).sqrt(), "{row}, {column}: {found} for {right}");
                }
            }
        }
    }

    #[test]
    fn the_greatest_sums_fit() {
        let k = 1000;
        let packed = Packed::new(&vec![2.5; k], 1);
        let mut out = [0.0, 0.0];
        packed.product(&Rows::new(&[vec![3.0; k], vec![-3.0; k]].concat(), k), 2, |_| &[0.0], &mut out);
        assert!((out[0] / 7500.0 - 1.0).abs() < 1e-3 && (out[0] + out[1]).abs() < 1e-3, "{out:?}");
    }
}

//! Matrix products and the few functions a network needs, on plain slices. Matrices are row-major.

use gemm::Parallelism;

/// How a matrix lies in its slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lies {
    /// Row by row.
    Straight,
    /// Column by column: the slice holds the transpose.
    Turned,
}

/// A matrix cut from a slice.
#[derive(Clone, Copy, Debug)]
pub struct Matrix<'a> {
    data: &'a [f32],
    lies: Lies,
    /// Distance between two rows of the slice.
    stride: usize,
}

impl<'a> Matrix<'a> {
    /// `data` holds rows of `stride` numbers.
    pub fn new(data: &'a [f32], stride: usize) -> Matrix<'a> {
        Matrix { data, lies: Lies::Straight, stride }
    }

    /// The transpose, without copying.
    pub fn turned(self) -> Matrix<'a> {
        let lies = match self.lies {
            Lies::Straight => Lies::Turned,
            Lies::Turned => Lies::Straight,
        };
        Matrix { lies, ..self }
    }

    fn strides(self) -> (isize, isize) {
        match self.lies {
            Lies::Straight => (1, self.stride as isize),
            Lies::Turned => (self.stride as isize, 1),
        }
    }

    fn covers(self, rows: usize, columns: usize) -> bool {
        let (rows, columns) = match self.lies {
            Lies::Straight => (rows, columns),
            Lies::Turned => (columns, rows),
        };
        rows == 0 || columns == 0 || (rows - 1) * self.stride + columns <= self.data.len() && columns <= self.stride
    }
}

/// `out = keep · out + a · b`, for `a` of `[m, k]` and `b` of `[k, n]`; `out` has rows of `n` numbers. `keep` is 0 or 1.
pub fn product(out: &mut [f32], a: Matrix<'_>, b: Matrix<'_>, (m, k, n): (usize, usize, usize), keep: f32) {
    assert!(out.len() >= m * n && a.covers(m, k) && b.covers(k, n), "a matrix is smaller than its product says");
    if m == 0 || n == 0 {
        return;
    }
    let ((a_cs, a_rs), (b_cs, b_rs)) = (a.strides(), b.strides());
    #[expect(unsafe_code, reason = "gemm takes pointers")]
    // SAFETY: the assertion above holds every element that is read or written within its slice, and `out` is borrowed alone.
    unsafe {
        gemm::gemm(
            m,
            n,
            k,
            out.as_mut_ptr(),
            1,
            n as isize,
            keep != 0.0,
            a.data.as_ptr(),
            a_cs,
            a_rs,
            b.data.as_ptr(),
            b_cs,
            b_rs,
            keep,
            1.0,
            false,
            false,
            false,
            Parallelism::None,
        );
    }
}

/// Runs what is compiled into it for the wider vectors of newer machines, where this is one. The operations and their order stay the same, and so
/// do the results.
#[inline(always)]
pub fn wide<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        #[target_feature(enable = "avx2")]
        fn with_avx2<R>(work: impl FnOnce() -> R) -> R {
            work()
        }
        #[expect(unsafe_code, reason = "instructions that not every machine has")]
        // SAFETY: the machine was just asked whether it has these instructions.
        return unsafe { with_avx2(work) };
    }
    work()
}

/// Sum of products, in sixteen sums that are added last.
#[inline(always)]
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 16];
    let (a, b) = (a.chunks_exact(16), b.chunks_exact(16));
    let mut sum: f32 = a.remainder().iter().zip(b.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in a.zip(b) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    for part in sums {
        sum += part;
    }
    sum
}

/// 1.5 · 2^23: adding it rounds to a whole number, which then stands in the lowest bits.
pub const MAGIC: f32 = 12_582_912.0;

/// `e^x`, exact to about 1e-7 of its value; made of basic operations so that the compiler works on many at once.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 88.0);
    let shifted = x * std::f32::consts::LOG2_E + MAGIC;
    let whole = shifted - MAGIC;
    let rest = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let mut sum = 1.987_569_1e-4;
    for factor in [1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 0.166_666_65, 0.5] {
        sum = sum * rest + factor;
    }
    let power = f32::from_bits((shifted.to_bits().wrapping_sub(MAGIC.to_bits()).wrapping_add(127)) << 23);
    (sum * rest * rest + rest + 1.0) * power
}

/// `1 / (1 + e^-x)`
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// Hyperbolic tangent.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    1.0 - 2.0 / (exp(2.0 * x) + 1.0)
}

/// Turns scores into probabilities, in place; gives the logarithm of their sum before.
pub fn softmax(scores: &mut [f32]) -> f32 {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = exp(*score - top);
        sum += *score;
    }
    for score in scores.iter_mut() {
        *score /= sum;
    }
    top + libm::logf(sum)
}

/// The position of the greatest number; the first of equals; 0 for none.
pub fn argmax(scores: &[f32]) -> usize {
    let mut best = 0;
    for (index, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = index;
        }
    }
    best
}

/// Replaces negative numbers by zero.
pub fn relu(values: &mut [f32]) {
    for value in values {
        *value = value.max(0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_and_tanh_are_close_to_libm() {
        for step in -2000..2000 {
            let x = step as f32 * 0.01;
            assert!((exp(x) / libm::expf(x) - 1.0).abs() < 1e-6, "exp({x})");
            assert!((tanh(x) - libm::tanhf(x)).abs() < 1e-6, "tanh({x})");
        }
    }

    #[test]
    fn product_of_turned_matrices() {
        let a = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]; // 2 × 3
        let b = [1.0, 0.0, 2.0, 1.0, 1.0, 0.0]; // 2 × 3, turned: 3 × 2
        let mut out = [1.0; 4];
        product(&mut out, Matrix::new(&a, 3), Matrix::new(&b, 3).turned(), (2, 3, 2), 1.0);
        assert_eq!(out, [8.0, 4.0, 17.0, 10.0]);
    }
}

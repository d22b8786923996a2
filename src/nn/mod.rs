//! A small neural network library on top of candle and gemm. Knows no German: numbers in, numbers out.
//!
//! Training goes through candle's gradients, with operations of our own where candle has none or is slow; running needs only [`math`], [`packed`], [`lstm`], [`arcs`], [`tree`] and [`table`].

pub mod adam;
pub mod arcs;
pub mod buffer;
pub mod loss;
pub mod lstm;
pub mod math;
pub mod packed;
pub mod random;
pub mod table;
pub mod tree;
pub mod weights;

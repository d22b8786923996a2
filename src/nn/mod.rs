//! A small neural network library on top of candle and gemm. Knows no German.

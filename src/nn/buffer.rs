//! Room for numbers that are written, read once and forgotten: each thread uses its own again, so that no pages are fetched and zeroed for it.

use std::cell::RefCell;
use std::ops::{Deref, DerefMut};

thread_local! {
    static FREE: RefCell<Vec<Vec<f32>>> = const { RefCell::new(Vec::new()) };
}

/// Numbers that hold anything until they are written.
#[derive(Debug)]
pub struct Buffer {
    numbers: Vec<f32>,
    length: usize,
}

impl Buffer {
    /// Of this length.
    pub fn new(length: usize) -> Buffer {
        let mut numbers = FREE.with_borrow_mut(Vec::pop).unwrap_or_default();
        numbers.resize(length.max(numbers.len()), 0.0);
        Buffer { numbers, length }
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        FREE.with_borrow_mut(|free| free.push(std::mem::take(&mut self.numbers)));
    }
}

impl Deref for Buffer {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        &self.numbers[..self.length]
    }
}

impl DerefMut for Buffer {
    fn deref_mut(&mut self) -> &mut [f32] {
        &mut self.numbers[..self.length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn used_again_in_any_length() {
        for length in [3, 0, 7, 2] {
            let mut buffer = Buffer::new(length);
            assert_eq!(buffer.len(), length);
            buffer.fill(1.0);
        }
        assert_eq!(FREE.with_borrow(Vec::len), 1);
    }
}

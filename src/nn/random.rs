//! Repeatable random numbers (splitmix64).

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The same seed gives the same stream.
    pub fn new(seed: u64) -> Random {
        Random(seed ^ 0x5851_f42d_4c95_7f2d)
    }

    /// The next 64 bits.
    #[expect(clippy::should_implement_trait, reason = "the numbers never end")]
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to, but not, 1.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 24) as f32
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// Puts the items into a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.below(index + 1));
        }
    }

    /// `len` numbers between `-scale` and `scale`.
    pub fn uniform(&mut self, len: usize, scale: f32) -> Vec<f32> {
        (0..len).map(|_| (self.unit() * 2.0 - 1.0) * scale).collect()
    }

    /// A mask that drops numbers with this probability and scales up the rest.
    pub fn dropout(&mut self, len: usize, rate: f32) -> Vec<f32> {
        let kept = 1.0 / (1.0 - rate);
        let bound = (f64::from(rate) * 65536.0) as u64;
        let mut mask = Vec::with_capacity(len + 3);
        while mask.len() < len {
            let bits = self.next();
            mask.extend((0..4).map(|part| if bits >> (part * 16) & 0xffff < bound { 0.0 } else { kept }));
        }
        mask.truncate(len);
        mask
    }
}

//! The model file: a line that names the format, a JSON header, and the numbers, rounded to 8 or 16 bits with a scale for each row.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const MAGIC: &[u8] = b"gipfel-model-1\n";

/// Numbers with their shape; the last dimension is a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// Sizes of the dimensions.
    pub shape: Vec<usize>,
    /// Row-major.
    pub data: Vec<f32>,
}

/// Bits a number takes in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// For the big tables.
    I8,
    /// For everything else: finer than half precision.
    I16,
}

/// What is wrong with a model file.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    /// Another kind of file.
    #[error("it does not begin with `gipfel-model-1`")]
    Magic,
    /// The header cannot be read.
    #[error("its header cannot be read: {0}")]
    Header(#[from] serde_json::Error),
    /// Fewer bytes than the header says.
    #[error("it is shorter than its header says")]
    Short,
}

#[derive(Serialize, Deserialize)]
struct Header<C> {
    config: C,
    tensors: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    name: String,
    shape: Vec<usize>,
    precision: Precision,
}

/// Writes configuration and numbers.
pub fn encode<C: Serialize>(config: &C, numbers: &BTreeMap<String, Numbers>, precision: impl Fn(&str) -> Precision) -> Vec<u8> {
    let tensors = numbers
        .iter()
        .map(|(name, numbers)| Entry { name: name.clone(), shape: numbers.shape.clone(), precision: precision(name) })
        .collect();
    let header = serde_json::to_vec(&Header { config, tensors }).expect("the header has only strings and numbers");
    let mut bytes = MAGIC.to_vec();
    bytes.extend((header.len() as u32).to_le_bytes());
    bytes.extend(header);
    for (name, numbers) in numbers {
        let precision = precision(name);
        for row in numbers.data.chunks(numbers.shape.last().copied().unwrap_or(1).max(1)) {
            let top = row.iter().fold(0.0_f32, |top, value| top.max(value.abs()));
            let steps = if precision == Precision::I8 { 127.0 } else { 32767.0 };
            let scale = if top > 0.0 { top / steps } else { 1.0 };
            bytes.extend(scale.to_le_bytes());
            for value in row {
                let rounded = (value / scale).round();
                match precision {
                    Precision::I8 => bytes.push((rounded as i8) as u8),
                    Precision::I16 => bytes.extend((rounded as i16).to_le_bytes()),
                }
            }
        }
    }
    bytes
}

/// Reads what [`encode`] wrote.
pub fn decode<C: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<(C, BTreeMap<String, Numbers>), FormatError> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(FormatError::Magic)?;
    let (length, rest) = rest.split_first_chunk::<4>().ok_or(FormatError::Short)?;
    let (header, mut rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or(FormatError::Short)?;
    let header: Header<C> = serde_json::from_slice(header)?;
    let mut numbers = BTreeMap::new();
    for entry in header.tensors {
        let row = entry.shape.last().copied().unwrap_or(1).max(1);
        let size = if entry.precision == Precision::I8 { 1 } else { 2 };
        let count: usize = entry.shape.iter().product();
        let mut data = Vec::with_capacity(count);
        for _ in 0..count / row {
            let (scale, after) = rest.split_first_chunk::<4>().ok_or(FormatError::Short)?;
            let scale = f32::from_le_bytes(*scale);
            let (values, after) = after.split_at_checked(row * size).ok_or(FormatError::Short)?;
            match entry.precision {
                Precision::I8 => data.extend(values.iter().map(|&value| f32::from(value as i8) * scale)),
                Precision::I16 => {
                    data.extend(values.chunks_exact(2).map(|pair| f32::from(i16::from_le_bytes([pair[0], pair[1]])) * scale));
                }
            }
            rest = after;
        }
        numbers.insert(entry.name, Numbers { shape: entry.shape, data });
    }
    Ok((header.config, numbers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_back_within_a_step() {
        let numbers = Numbers { shape: vec![2, 3], data: vec![0.1, -2.0, 0.7, 0.0, 0.0, 1e-5] };
        let all = BTreeMap::from([("a".to_owned(), numbers.clone()), ("b".to_owned(), numbers.clone())]);
        let bytes = encode(&7, &all, |name| if name == "a" { Precision::I8 } else { Precision::I16 });
        let (config, read): (i32, _) = decode(&bytes).unwrap();
        assert_eq!(config, 7);
        for (name, step) in [("a", 0.016), ("b", 7e-5)] {
            assert!(read[name].data.iter().zip(&numbers.data).all(|(a, b)| (a - b).abs() < step));
        }
        assert!(matches!(decode::<i32>(&bytes[..bytes.len() - 1]), Err(FormatError::Short)));
    }
}

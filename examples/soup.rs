use gipfel::annotate::labels::Labels;
use gipfel::nn::weights::{self, Numbers, Precision};
use std::collections::BTreeMap;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (out, files) = args.split_first().unwrap();
    let mut sum: BTreeMap<String, Numbers> = BTreeMap::new();
    let mut labels = None;
    for file in files {
        let (file, weight) = file.split_once('*').map_or((file.as_str(), 1.0), |(f, w)| (f, w.parse::<f32>().unwrap()));
        let bytes = std::fs::read(file).unwrap();
        let (l, numbers): (Labels, BTreeMap<String, Numbers>) = weights::decode(&bytes).unwrap();
        labels.get_or_insert(l);
        for (name, numbers) in numbers {
            let entry = sum.entry(name).or_insert_with(|| Numbers { shape: numbers.shape.clone(), data: vec![0.0; numbers.data.len()] });
            if entry.data.len() == numbers.data.len() {
                for (a, b) in entry.data.iter_mut().zip(&numbers.data) { *a += weight * b; }
            }
        }
    }
    let total: f32 = files.iter().map(|f| f.split_once('*').map_or(1.0, |(_, w)| w.parse().unwrap())).sum();
    for n in sum.values_mut() { for x in &mut n.data { *x /= total; } }
    let labels: Labels = labels.unwrap();
    let tags = &labels.names.iter().find(|(task, _)| task == "germeval").unwrap().1;
    for (class, key) in [("ORG", "ORG"), ("OTH", "OTH"), ("PER", "PER"), ("LOC", "LOC"), ("O", "OUT")] {
        let Ok(v) = std::env::var(key) else { continue };
        let v: f32 = v.parse().unwrap();
        for (i, tag) in tags.iter().enumerate() {
            if tag == class || tag.get(2..) == Some(class) { sum.get_mut("names.germeval.bias").unwrap().data[i] += v; }
        }
    }
    let bytes = weights::encode(&labels, &sum, |name| if matches!(name, "word" | "gram") { Precision::I8 } else { Precision::I16 });
    std::fs::write(out, bytes).unwrap();
}

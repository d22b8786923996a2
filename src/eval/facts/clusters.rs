//! Which names stand for one entity: B-cubed over the names of gold that were found (Bagga and Baldwin 1998).

use super::{Table, cells};
use std::collections::BTreeMap;

/// Sums over articles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Clusters {
    /// Sum of the precisions of the names found.
    pub precision: f64,
    /// Sum of their recalls.
    pub recall: f64,
    /// Names found.
    pub found: usize,
    /// Names asked for, and optional ones found.
    pub wanted: usize,
}

impl Clusters {
    /// Adds another article.
    pub fn add(&mut self, other: Clusters) {
        self.precision += other.precision;
        self.recall += other.recall;
        self.found += other.found;
        self.wanted += other.wanted;
    }

    /// Precision, recall and their harmonic mean.
    #[expect(clippy::cast_precision_loss, reason = "counts of names")]
    pub fn shares(self) -> [f64; 3] {
        let [precision, recall] = [(self.precision, self.found), (self.recall, self.wanted)]
            .map(|(sum, count)| if count == 0 { 0.0 } else { sum / count as f64 });
        let sum = precision + recall;
        [precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }]
    }
}

/// Compares the columns `entity` and `name`. A gold name is found under any of its variants; an optional one that is not found costs nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of names")]
pub fn clusters(gold: &Table, answers: &Table) -> Clusters {
    let cells = |table: &Table| -> Vec<(String, String, bool)> {
        let (Some(entity), Some(name)) = (table.column("entity"), table.column("name")) else { return Vec::new() };
        table.rows.iter().map(|row| (row.cells[entity].to_lowercase(), row.cells[name].clone(), row.optional)).collect()
    };
    let answered: BTreeMap<Vec<String>, String> =
        cells(answers).into_iter().map(|(entity, name, _)| (key(&name), entity)).collect();
    let wanted: Vec<(String, Option<&String>)> = cells(gold)
        .into_iter()
        .map(|(entity, name, optional)| (entity, name.split('|').find_map(|variant| answered.get(&key(variant))), optional))
        .filter(|(_, found, optional)| found.is_some() || !optional)
        .map(|(entity, found, _)| (entity.split('|').next().unwrap_or_default().to_owned(), found))
        .collect();
    let mut sums = Clusters { wanted: wanted.len(), ..Clusters::default() };
    for (entity, answer) in &wanted {
        let Some(answer) = answer else { continue };
        let together = wanted.iter().filter(|(other, found)| other == entity && *found == Some(answer)).count() as f64;
        sums.found += 1;
        sums.precision += together / wanted.iter().filter(|(_, found)| *found == Some(answer)).count() as f64;
        sums.recall += together / wanted.iter().filter(|(other, _)| other == entity).count() as f64;
    }
    sums
}

/// The words of a name without the endings of inflection.
fn key(name: &str) -> Vec<String> {
    let bare = |word: String| {
        let long = |rest: &str, least: usize| rest.chars().count() >= least;
        let word = word.strip_suffix('s').filter(|rest| long(rest, 4)).map(str::to_owned).unwrap_or(word);
        let ending = ["en", "er", "em", "es", "e", "n"]
            .into_iter()
            .find_map(|ending| word.strip_suffix(ending).filter(|rest| long(rest, 3)));
        ending.map(str::to_owned).unwrap_or(word)
    };
    cells::words(name).map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_two_entities_in_one_cluster_cost_precision() {
        let gold = Table::parse("entity\tname\nNato\tNato\nNato\tAllianz|Bündnis\nEU\tEU\n~EU\tUnion");
        let answers = Table::parse("entity\tname\nNato\tNato\nNato\tAllianzen\nNato\tEU");
        let found = clusters(&gold, &answers);
        assert_eq!((found.found, found.wanted), (3, 3));
        assert!((found.precision - 5.0 / 3.0).abs() < 1e-9 && (found.recall - 3.0).abs() < 1e-9, "{found:?}");
    }
}

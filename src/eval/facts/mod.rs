//! Answers to queries against gold answers: which rows are right, wrong and missed. `tests/gold/README.md` says how gold is written.

mod causes;
mod cells;
mod clusters;

pub use causes::{Cause, Causes};
pub use clusters::{Clusters, clusters};

use super::conll18::Score;

/// A table of gold or of answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// In the order of the file.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// One a column. Of gold: variants divided by `|`; an empty one may be unbound, an empty cell is not compared.
    pub cells: Vec<String>,
    /// Whether gold leaves it open that this is an answer.
    pub optional: bool,
}

impl Table {
    /// Gold as a file has it: tab-separated, the columns in the first line, `~` before an optional row.
    pub fn parse(text: &str) -> Table {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let cells = |line: &str| line.split('\t').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
        let columns = lines.next().map(cells).unwrap_or_default();
        let rows = lines.filter(|line| !line.starts_with('#')).map(|line| {
            let mut cells = cells(line.trim_start_matches('~'));
            cells.resize(columns.len(), String::new());
            Row { cells, optional: line.starts_with('~') }
        });
        let rows = rows.collect();
        Table { columns, rows }
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

/// Rows of two tables that were compared, by their index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Gold and answer that agree in every column gold fills.
    pub right: Vec<(usize, usize)>,
    /// Answers that agree with no gold row.
    pub wrong: Vec<usize>,
    /// Rows of gold without an answer, optional ones left out.
    pub missed: Vec<usize>,
    /// Of the right ones those that gold asks for.
    pub required: usize,
}

impl Comparison {
    /// Right, asked for, and answered; an answer to an optional row does not count.
    pub fn score(&self) -> Score {
        Score { correct: self.required, gold: self.required + self.missed.len(), system: self.required + self.wrong.len() }
    }
}

/// Pairs each answer with at most one gold row, the best pairs first, required rows before optional ones. An answer that says again what another one
/// said is neither right nor wrong. The tables have the same columns, in any order.
pub fn compare(gold: &Table, answers: &Table) -> Comparison {
    let places: Vec<Option<usize>> = gold.columns.iter().map(|column| answers.column(column)).collect();
    let mut pairs: Vec<(f64, bool, usize, usize)> = Vec::new();
    for (one, row) in gold.rows.iter().enumerate() {
        for (other, answer) in answers.rows.iter().enumerate() {
            let cell = |column: usize| places[column].and_then(|place| answer.cells.get(place)).map_or("", String::as_str);
            if let Some(agreement) = agreement(&gold.columns, row, cell) {
                pairs.push((agreement, row.optional, one, other));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
    let (mut taken, mut used) = (vec![false; gold.rows.len()], vec![false; answers.rows.len()]);
    let mut comparison = Comparison::default();
    for &(_, optional, one, other) in &pairs {
        if !taken[one] && !used[other] {
            (taken[one], used[other]) = (true, true);
            comparison.right.push((one, other));
            comparison.required += usize::from(!optional);
        }
    }
    let again = |other: usize| pairs.iter().any(|pair| pair.3 == other);
    comparison.wrong = (0..answers.rows.len()).filter(|&other| !used[other] && !again(other)).collect();
    comparison.missed = (0..gold.rows.len()).filter(|&one| !taken[one] && !gold.rows[one].optional).collect();
    comparison
}

/// How well an answer agrees with a gold row; `None` if a column that gold fills differs.
fn agreement<'a>(columns: &[String], gold: &Row, answer: impl Fn(usize) -> &'a str) -> Option<f64> {
    let filled = gold.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    filled
        .map(|(column, cell)| cells::agreement(&columns[column], cell, answer(column)))
        .try_fold(0.0, |sum, cell| Some(sum + cell?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(gold: &str, answers: &str, right: &[(usize, usize)], wrong: &[usize], missed: &[usize]) {
        let found = compare(&Table::parse(gold), &Table::parse(answers));
        assert_eq!((found.right.as_slice(), found.wrong.as_slice(), found.missed.as_slice()), (right, wrong, missed));
    }

    #[test]
    fn phrases_agree_by_content_words() {
        check(
            "actor\tplan\nNato|Bündnis\tvier Kampfverbände aufbauen",
            "actor\tplan\nNato\tdie vier neuen Kampfverbände aufbauen",
            &[(0, 0)],
            &[],
            &[],
        );
        check("actor\tplan\nNato\tvier Kampfverbände aufbauen", "actor\tplan\nNato\tdie Luftwaffe abziehen", &[], &[0], &[0]);
    }

    #[test]
    fn numbers_and_closed_words_agree_exactly_and_dates_by_prefix() {
        check(
            "what\tlow\tunit\nMann|Toter\t67\tJahre",
            "what\tlow\tunit\nMann\t67.0\tJahre\nMann\t67\tTage",
            &[(0, 0)],
            &[1],
            &[],
        );
        check("date\tevent\n2024-05\tEröffnung", "date\tevent\n2024-05-02\tEröffnung", &[(0, 0)], &[], &[]);
    }

    #[test]
    fn what_gold_leaves_open_costs_nothing_and_repeated_answers_neither() {
        check(
            "person\trole\n~Anna Weiß\tLehrerin\nBert Blau\tKoch",
            "person\trole\nAnna Weiß\tLehrerin\nAnna Weiß\tLehrerin",
            &[(0, 0)],
            &[],
            &[1],
        );
        assert_eq!(compare(&Table::parse("a\n~x"), &Table::parse("a\nx")).score(), Score::default());
    }

    #[test]
    fn an_empty_variant_may_be_unbound_and_an_empty_cell_is_not_compared() {
        check("agent\taction\nRat|\ttagen", "agent\taction\n\ttagen", &[(0, 0)], &[], &[]);
        check("agent\taction\n\ttagen", "agent\taction\nRat\ttagen", &[(0, 0)], &[], &[]);
    }
}

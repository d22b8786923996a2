//! Lists of endings of nouns, one a line: `#` begins a comment, `-` an ending for none, though a shorter one fits: *feld* and *-vorfeld*.

/// Whether a base form ends in one of a list, in whatever case.
pub fn ends(list: &str, lemma: &str) -> bool {
    let lemma = lemma.to_lowercase();
    let fits = |ending: &str| lemma.ends_with(ending);
    let mut lines = list.lines();
    lines.clone().any(|line| !line.starts_with(['#', '-']) && fits(line))
        && !lines.any(|line| line.strip_prefix('-').is_some_and(fits))
}

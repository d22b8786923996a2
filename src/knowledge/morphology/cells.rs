//! Case, number and gender together as sets of bits: what a form can be.

use crate::document::Feats;

/// A bit for each combination.
pub type Cells = u32;

/// The bit of a case (nominative, genitive, dative, accusative), number (singular, plural) and gender (masculine, feminine, neuter).
pub fn cell(case: usize, number: usize, gender: usize) -> Cells {
    1 << (case * 6 + number * 3 + gender)
}

/// All combinations that agree with some features.
pub fn cells(feats: &Feats) -> Cells {
    let fits = |name: &str, value: &str| feats.get(name).is_none_or(|known| known == value);
    let mut found = 0;
    for (case, case_value) in ["Nom", "Gen", "Dat", "Acc"].into_iter().enumerate() {
        for (number, number_value) in ["Sing", "Plur"].into_iter().enumerate() {
            for (gender, gender_value) in ["Masc", "Fem", "Neut"].into_iter().enumerate() {
                if fits("Case", case_value) && fits("Number", number_value) && fits("Gender", gender_value) {
                    found |= cell(case, number, gender);
                }
            }
        }
    }
    found
}

//! From what an expression means to its TIMEX3 value: counts from the day of publication, or from the day the article last spoke of, and
//! takes tense where the calendar leaves a choice. Past is what a newspaper tells unless the verb says otherwise.

use super::calendar;
use super::scan::{Found, From, Meaning, Unit, YearOf};
use super::tense::Tense;
use crate::article::BlockKind;
use crate::document::{Sentence, TimeKind};
use jiff::civil::Date;

/// What the article has said so far about when.
pub(super) struct Context {
    published: Option<Date>,
    /// The day spoken of last.
    spoken: Option<Date>,
    /// Block of the sentence, and the one the day spoken of stood in, with the distance in sentences.
    block: usize,
    spoken_at: Option<(usize, usize)>,
    sentence: usize,
    /// Year a narrative of the past plays in, and the sentence that said so.
    told: Option<(i16, usize)>,
    /// Year mentioned last.
    year: Option<i16>,
    caption: bool,
}

/// Which of two neighbouring occurrences is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
    Nearest,
}

impl Context {
    pub(super) fn new(published: Option<Date>) -> Context {
        Context { published, spoken: None, block: 0, spoken_at: None, sentence: 0, told: None, year: None, caption: false }
    }

    /// Goes on to the next sentence.
    pub(super) fn enter(&mut self, sentence: &Sentence) {
        self.sentence += 1;
        self.caption = sentence.kind == BlockKind::Caption;
        if sentence.block != self.block {
            self.told = None;
        }
        self.block = sentence.block;
    }

    /// Type and value of an expression; `None` if there is no such day. `before` is the word before it in lower case.
    pub(super) fn value(&mut self, found: &Found, before: Option<&str>, tense: Tense) -> Option<(TimeKind, String)> {
        let side = self.side(before, tense);
        let value = match &found.meaning {
            Meaning::Fixed(value) => value.clone(),
            Meaning::Day { day, month, year } => self.day(*day, *month, *year, side)?,
            Meaning::Month { month, year } => self.month(*month, *year, side),
            Meaning::Within { code, year } => self.within(code, *year, side),
            Meaning::Year(year) => self.whole_year(*year, tense),
            Meaning::Shift { unit, by, from } => self.shift(*unit, *by, *from)?,
            Meaning::Weekday { day, step, week } => self.weekday(*day, *step, *week, side)?,
            Meaning::Weekend { step } => self.weekend(*step, side)?,
            Meaning::Holiday { rule, year } => self.holiday(rule, *year, side)?,
            Meaning::Clock { hour, minute } => {
                let day = (before != Some("jeweils")).then(|| self.near().or(self.published)).flatten();
                let day = day.map(|day| day.to_string()).unwrap_or_default();
                format!("{day}T{hour:02}:{minute:02}")
            }
            Meaning::Part => self.near().or(self.published).map_or("XXXX-XX-XX".to_owned(), |day| day.to_string()),
        };
        let value = match found.part {
            Some(part) if value.ends_with("_REF") => part.to_owned(),
            Some(part) => value + part,
            None => value,
        };
        let kind = if found.part.is_some() && found.kind == TimeKind::Date { TimeKind::Time } else { found.kind };
        Some((kind, value))
    }

    /// *seit März* is past, *ab März* is not, else the tense decides.
    fn side(&self, before: Option<&str>, tense: Tense) -> Side {
        match (before, tense) {
            (Some("seit"), _) => Side::Before,
            _ if self.caption => Side::Before,
            (Some("ab" | "bis"), Tense::Present | Tense::Unknown) => Side::After,
            (_, Tense::Past) => Side::Before,
            (_, Tense::Future | Tense::Present) => Side::After,
            (_, Tense::Unknown) => Side::Nearest,
        }
    }

    /// The day spoken of, if that was in this block and not long ago.
    fn near(&self) -> Option<Date> {
        let (block, sentence) = self.spoken_at?;
        self.spoken.filter(|_| block == self.block && self.sentence - sentence <= 2)
    }

    fn speak(&mut self, day: Date) {
        self.spoken = Some(day);
        self.spoken_at = Some((self.block, self.sentence));
        self.year = Some(day.year());
    }

    fn given(&self, year: YearOf) -> Option<i16> {
        let shift = |from: i16, by: i32| i16::try_from(by).ok().and_then(|by| from.checked_add(by));
        match year {
            YearOf::Given(year) => Some(year),
            YearOf::Shift(by) => shift(self.published?.year(), by),
            YearOf::Spoken(by) => shift(self.year.or(self.published.map(|day| day.year()))?, by),
            YearOf::Step(_) | YearOf::Open => None,
        }
    }

    /// The year of a narrative („1991 … im April“), if it is one of the past and was named just before.
    fn narrated(&self, side: Side) -> Option<i16> {
        let (year, sentence) = self.told?;
        let published = self.published.map_or(i16::MAX, |day| day.year());
        (side != Side::After && self.sentence - sentence <= 1 && year < published).then_some(year)
    }

    fn day(&mut self, day: i8, month: i8, year: YearOf, side: Side) -> Option<String> {
        let found = match self.given(year).or_else(|| self.narrated(side)) {
            Some(year) => {
                self.told = Some((year, self.sentence));
                calendar::date(year, month, day)?
            }
            None => match self.published {
                Some(published) => self.choose(published, side, year, |year| calendar::date(year, month, day))?,
                None => return Some(format!("XXXX-{month:02}-{day:02}")),
            },
        };
        self.speak(found);
        Some(found.to_string())
    }

    /// Of the days of three years the one on the right side of the day of publication, that day included.
    fn choose(&self, published: Date, side: Side, year: YearOf, day: impl Fn(i16) -> Option<Date>) -> Option<Date> {
        let this = published.year();
        let all: Vec<Date> = [this - 1, this, this + 1].into_iter().filter_map(day).collect();
        let before = all.iter().rev().find(|day| **day <= published).copied();
        let after = all.iter().find(|day| **day >= published).copied();
        let distance = |day: &Date| (i64::from(days_between(published, *day))).abs();
        match (year, side) {
            (YearOf::Step(step), _) if step < 0 => before,
            (YearOf::Step(_), _) => after,
            (_, Side::Before) => {
                before.filter(|before| distance(before) < 300).or_else(|| all.iter().min_by_key(|day| distance(day)).copied())
            }
            // „seit Mai liegt“, „am 1. Mai eröffnet“ in the present tense may look back a little.
            (_, Side::After) => {
                after.filter(|after| distance(after) < 300).or_else(|| all.iter().min_by_key(|day| distance(day)).copied())
            }
            (_, Side::Nearest) => all.iter().min_by_key(|day| distance(day)).copied(),
        }
    }

    fn month(&mut self, month: i8, year: YearOf, side: Side) -> String {
        let year = match self.given(year) {
            Some(given) => {
                if year == YearOf::Given(given) {
                    self.told = Some((given, self.sentence));
                }
                Some(given)
            }
            None => self.narrated(side).or_else(|| self.open_year(year, side, month, month)),
        };
        self.year = year.or(self.year);
        year.map_or_else(|| format!("XXXX-{month:02}"), |year| format!("{year:04}-{month:02}"))
    }

    /// The year whose months `first` to `last` lie on the right side of the month of publication, that month included.
    fn open_year(&self, year: YearOf, side: Side, first: i8, last: i8) -> Option<i16> {
        let published = self.published?;
        let (this, now) = (published.year(), published.month());
        let back = |strict: bool| if first < now || first == now && !strict { this } else { this - 1 };
        let ahead = |strict: bool| if last > now || last == now && !strict { this } else { this + 1 };
        Some(match (year, side) {
            (YearOf::Step(step), _) if step < 0 => back(true),
            (YearOf::Step(_), _) => ahead(true),
            (_, Side::Before) => back(false),
            (_, Side::After) => ahead(false),
            (_, Side::Nearest) if first > now + 6 => this - 1,
            (_, Side::Nearest) if last < now - 6 => this + 1,
            (_, Side::Nearest) => this,
        })
    }

    /// Quarters, halves, seasons.
    fn within(&mut self, code: &str, year: YearOf, side: Side) -> String {
        let (first, last) = match code {
            "Q1" => (1, 3),
            "Q2" => (4, 6),
            "Q3" => (7, 9),
            "Q4" => (10, 12),
            "H1" => (1, 6),
            "H2" => (7, 12),
            "SP" => (3, 5),
            "SU" => (6, 8),
            "FA" => (9, 11),
            _ => (1, 12),
        };
        let year = self.given(year).or_else(|| self.narrated(side)).or_else(|| self.open_year(year, side, first, last));
        self.year = year.or(self.year);
        year.map_or_else(|| format!("XXXX-{code}"), |year| format!("{year:04}-{code}"))
    }

    fn whole_year(&mut self, year: YearOf, tense: Tense) -> String {
        let Some(found) = self.given(year) else {
            return match year {
                YearOf::Shift(by) if by < 0 => "PAST_REF".to_owned(),
                YearOf::Shift(by) if by > 0 => "FUTURE_REF".to_owned(),
                YearOf::Shift(_) => "PRESENT_REF".to_owned(),
                _ => "XXXX".to_owned(),
            };
        };
        if matches!(year, YearOf::Given(_)) && tense != Tense::Future {
            self.told = Some((found, self.sentence));
        }
        self.year = Some(found);
        format!("{found:04}")
    }

    fn shift(&mut self, unit: Unit, by: i32, from: From) -> Option<String> {
        let start = match from {
            From::Published => self.published,
            From::Spoken => self.spoken.or(self.published),
        };
        let Some(start) = start else {
            return Some(match by {
                0 => "PRESENT_REF".to_owned(),
                1.. => "FUTURE_REF".to_owned(),
                _ => "PAST_REF".to_owned(),
            });
        };
        if from == From::Published {
            self.told = None;
        }
        match unit {
            Unit::Day => {
                let day = calendar::days(start, by)?;
                self.speak(day);
                Some(day.to_string())
            }
            Unit::Week => Some(calendar::week(calendar::days(start, by.checked_mul(7)?)?)),
            Unit::Month => {
                let month = calendar::months(start, by)?;
                Some(format!("{:04}-{:02}", month.year(), month.month()))
            }
            Unit::Quarter => {
                let month = calendar::months(start, by.checked_mul(3)?)?;
                Some(format!("{:04}-Q{}", month.year(), (month.month() + 2) / 3))
            }
        }
    }

    fn weekday(&mut self, day: i8, step: Option<i32>, week: Option<i32>, side: Side) -> Option<String> {
        let Some(published) = self.published else { return Some(format!("XXXX-WXX-{day}")) };
        self.told = None;
        let this = calendar::weekday_of_week(published, day)?;
        let found = match (week, step) {
            (Some(week), _) => calendar::days(this, week.checked_mul(7)?)?,
            (_, Some(step @ (..=-2 | 2..))) => calendar::days(this, step.signum() * 7)?,
            (_, Some(-1)) if this >= published => calendar::days(this, -7)?,
            (_, Some(1)) if this <= published => calendar::days(this, 7)?,
            (_, Some(-1 | 1)) => this,
            _ if side == Side::After && this < published => calendar::days(this, 7)?,
            _ if side != Side::After && this > published => calendar::days(this, -7)?,
            _ => this,
        };
        self.speak(found);
        Some(found.to_string())
    }

    fn weekend(&mut self, step: Option<i32>, side: Side) -> Option<String> {
        let Some(published) = self.published else { return Some("XXXX-WXX-WE".to_owned()) };
        self.told = None;
        let on_weekend = published.weekday().to_monday_one_offset() > 5;
        let weeks = match step {
            Some(0) => 0,
            Some(step) if step < 0 => step,
            Some(_) => i32::from(on_weekend),
            None if side == Side::After || on_weekend => 0,
            None => -1,
        };
        Some(format!("{}-WE", calendar::week(calendar::days(published, weeks.checked_mul(7)?)?)))
    }

    fn holiday(&mut self, rule: &str, year: YearOf, side: Side) -> Option<String> {
        let found = match self.given(year) {
            Some(year) => calendar::holiday(rule, year)?,
            None => match self.published {
                Some(published) => self.choose(published, side, year, |year| calendar::holiday(rule, year))?,
                None if rule.starts_with("easter") => return Some("XXXX-XX-XX".to_owned()),
                None => return Some(format!("XXXX-{rule}")),
            },
        };
        self.speak(found);
        Some(found.to_string())
    }
}

/// Days from one day to another.
fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

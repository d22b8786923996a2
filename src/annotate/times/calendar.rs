//! Arithmetic of the calendar, and TIMEX3 values cut to ISO dates. Knows no words.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// The day, month or year that is certain from a TIMEX3 value: `2022-03-24TEV` → `2022-03-24`, `2022-W12` → `2022-03`, `2022-SU` → `2022`;
/// `None` where the value has no full year (`199`, `XXXX-03`, `P2W`, `PAST_REF`).
pub fn iso(value: &str) -> Option<String> {
    let year = value.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    let digits = |part: Option<&str>| part.is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    match value.as_bytes().get(4) {
        None => Some(year.to_owned()),
        Some(b'T') => None,
        Some(b'-') if digits(value.get(5..7)) => match value.as_bytes().get(7) {
            Some(b'-') if digits(value.get(8..10)) => value.get(..10).map(str::to_owned),
            _ => value.get(..7).map(str::to_owned),
        },
        Some(b'-') if value.as_bytes().get(5) == Some(&b'W') => {
            let week = value.get(6..8).and_then(|week| week.parse().ok());
            let monday =
                week.and_then(|week| ISOWeekDate::new(year.parse().ok()?, week, Weekday::Monday).ok()).map(ISOWeekDate::date);
            let sunday = monday.and_then(|monday| days(monday, 6));
            let same = |cut: usize| {
                let (from, to) = (monday?.to_string(), sunday?.to_string());
                (from.get(..cut)? == to.get(..cut)?).then(|| from[..cut].to_owned())
            };
            same(7).or_else(|| same(4))
        }
        Some(b'-') => Some(year.to_owned()),
        Some(_) => None,
    }
}

/// The day `by` days later; `None` outside the calendar.
pub(super) fn days(day: Date, by: i32) -> Option<Date> {
    day.checked_add(by.days()).ok()
}

/// Year and month `by` months later.
pub(super) fn months(day: Date, by: i32) -> Option<Date> {
    day.first_of_month().checked_add(by.months()).ok()
}

/// `2022-W12`
pub(super) fn week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The weekday (1 to 7) in the week of `day`.
pub(super) fn weekday_of_week(day: Date, weekday: i8) -> Option<Date> {
    days(day, i32::from(weekday - day.weekday().to_monday_one_offset()))
}

/// A day, if there is one: no 30 February.
pub(super) fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// Easter Sunday after Gauss, in the form of Meeus, Jones and Butcher (*Astronomical Algorithms*, 1991).
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    date(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// The day of a holiday: `12-25`, `easter+39`.
pub(super) fn holiday(rule: &str, year: i16) -> Option<Date> {
    if let Some(by) = rule.strip_prefix("easter") {
        return days(easter(year)?, by.parse().ok()?);
    }
    let (month, day) = rule.split_once('-')?;
    date(year, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_cut_to_what_is_certain() {
        let cases = [
            ("2022-03-24TEV", Some("2022-03-24")),
            ("2022-03-24T14:30", Some("2022-03-24")),
            ("2022-03", Some("2022-03")),
            ("2022-W12", Some("2022-03")),
            ("2022-W12-WE", Some("2022-03")),
            ("2022-W13", Some("2022")),
            ("2022-SU", Some("2022")),
            ("2022-Q3", Some("2022")),
            ("2022", Some("2022")),
            ("199", None),
            ("XXXX-03", None),
            ("P2W", None),
            ("PAST_REF", None),
            ("T20:00", None),
            ("", None),
        ];
        for (value, expected) in cases {
            assert_eq!(iso(value).as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn easter_is_where_the_calendar_has_it() {
        assert_eq!(easter(2022).map(|day| day.to_string()).as_deref(), Some("2022-04-17"));
        assert_eq!(easter(2024).map(|day| day.to_string()).as_deref(), Some("2024-03-31"));
        assert_eq!(holiday("easter+39", 2024).map(|day| day.to_string()).as_deref(), Some("2024-05-09"));
    }
}

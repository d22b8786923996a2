//! Dates as metadata writes them → the day.

use jiff::civil::Date;

const MONTHS: [&str; 12] = ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"];

/// Reads `2022-03-24`, RFC 3339 (`2022-03-24T09:30:00+01:00`), `24.03.2022`, `24. März 2022`, `24 Mar 2022`; `None` for anything else.
///
/// The day is the one that is written, whatever the time zone. Weekdays and times around it are passed over.
pub fn parse_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.windows(3).find_map(|three| from_parts(three[0], three[1], three[2])).or_else(|| compact(text.trim()))
}

fn from_parts(first: &str, second: &str, third: &str) -> Option<Date> {
    let third = third.split_once(['T', 't']).map_or(third, |(day, _)| day);
    if first.len() == 4 {
        return date(first.parse().ok()?, second.parse().ok()?, third.parse().ok()?);
    }
    let year = if third.len() == 4 { third.parse().ok()? } else { return None };
    match month(second) {
        Some(month) => date(year, month, first.parse().ok()?),
        // *March 24, 2022*
        None => match month(first) {
            Some(month) => date(year, month, second.parse().ok()?),
            None => date(year, second.parse().ok()?, first.parse().ok()?),
        },
    }
}

/// `20220324`
fn compact(text: &str) -> Option<Date> {
    let digits = text.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    date(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?)
}

fn month(word: &str) -> Option<i8> {
    let start: String = word.to_lowercase().chars().take(3).collect();
    let start = match start.as_str() {
        "jän" => "jan",
        "mar" | "mae" => "mär",
        "may" => "mai",
        "oct" => "okt",
        "dec" => "dez",
        other => other,
    };
    MONTHS.iter().position(|month| *month == start).and_then(|index| i8::try_from(index + 1).ok())
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|_| year > 999)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_as_pages_write_them() {
        let day = Date::constant(2022, 3, 24);
        for text in [
            "2022-03-24", "2022-03-24T23:30:00+01:00", "2022-03-24 09:30", "24.03.2022", "24.3.2022, 18:05 Uhr", "24. März 2022",
            "Donnerstag, 24. März 2022", "24 Mar 2022", "March 24, 2022", "20220324", "2022/03/24",
            "Thu, 24 Mar 2022 10:00:00 GMT",
        ] {
            assert_eq!(parse_date(text), Some(day), "{text}");
        }
        for text in ["", "gestern", "24.03.", "2022", "31.02.2022", "0:12:2022"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}

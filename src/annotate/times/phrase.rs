//! Noun phrases of time: *die vergangenen zwei Jahre*, *jeden Montag*, *Ende nächster Woche*, *das dritte Quartal*, *die 90er Jahre*, *zwei Tage später*.
//! An article stands in the expression, a preposition and what is contracted with it do not.

use super::dates::{year_number, year_tail};
use super::lists;
use super::scan::{Found, From, Meaning, Unit, YearOf, direction, duration, plain};
use crate::annotate::numerals::{NumeralForm, numeral};
use crate::annotate::words::Word;
use crate::document::TimeKind;

/// What stands before the head noun.
#[derive(Default)]
struct Lead {
    /// First word of the expression.
    first: usize,
    /// Where the head should stand.
    head: usize,
    article: Article,
    /// *vergangenen* −1, *dieses* 0
    step: Option<i32>,
    /// *folgenden*, *nächsten* after a date
    following: bool,
    /// *selben*
    same: bool,
    /// *ganze*
    whole: bool,
    ordinal: Option<u32>,
    /// `2`, `X` for *mehrere*
    count: Option<String>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Article {
    #[default]
    None,
    Definite,
    Indefinite,
    This,
    Each,
    All,
}

/// *Anfang März*, *Ende des Jahres*, *in der zweiten Hälfte der 90er Jahre*: the value is that of the whole.
pub(super) fn edge(words: &[Word], at: usize) -> Option<Found> {
    let mut next = at;
    let half =
        lead(words, at).filter(|lead| lead.ordinal.is_some() && words.get(lead.head).is_some_and(|word| word.low == "hälfte"));
    match &half {
        Some(half) => next = half.head,
        None if matches!(words[at].low.as_str(), "anfang" | "mitte" | "ende" | "beginn") => {}
        None => return None,
    }
    if !words[next].is_capital() {
        return None;
    }
    let first = half.as_ref().map_or(at, |half| half.first);
    let inner = super::dates::date(words, next + 1).or_else(|| phrase(words, next + 1)).or_else(|| {
        let year = words.get(next + 1).and_then(year_number)?;
        Some(Found::date(next + 1, next + 1, Meaning::Year(YearOf::Given(year))))
    });
    if let Some(inner) = inner.filter(|inner| inner.kind == TimeKind::Date && inner.part.is_none()) {
        return Some(Found { first, ..inner });
    }
    // „Ende des Jahres“, „Anfang der Woche“
    let article = words.get(next + 1).filter(|word| matches!(word.low.as_str(), "des" | "der"))?;
    let (unit, false) = lists::unit(&words.get(next + 2)?.text)? else { return None };
    let genitive = (article.low == "des") == (unit != "W");
    let meaning = present(unit, 0, From::Spoken).filter(|_| genitive)?;
    let last = next + 2;
    match (unit, words.get(last + 1).and_then(year_number)) {
        ("Y", Some(year)) => Some(Found::date(first, last + 1, Meaning::Year(YearOf::Given(year)))),
        _ => Some(Found::date(first, last, meaning)),
    }
}

/// A noun phrase of time that begins at `at`.
pub(super) fn phrase(words: &[Word], at: usize) -> Option<Found> {
    let lead = lead(words, at)?;
    let head = words.get(lead.head)?;
    if let Some(found) = rate(words, at) {
        return Some(found);
    }
    // „am Donnerstag, 18. Dezember“
    if lead.head > at
        && lead.first == lead.head
        && let Some(found) = super::dates::date(words, lead.head)
    {
        return Some(found);
    }
    if let Some((day, part)) = lists::weekday(&head.text) {
        return weekday(words, &lead, day, part);
    }
    if let Some((unit, plural)) = lists::unit(&head.text).or_else(|| counted_compound(&lead, &head.text)) {
        return units(words, &lead, unit, plural);
    }
    if lead.count.is_some() {
        return decade(words, &lead).or_else(|| elided(words, &lead));
    }
    month(words, &lead)
        .or_else(|| season(words, &lead))
        .or_else(|| weekend(words, &lead))
        .or_else(|| decade(words, &lead))
        .or_else(|| part_of_day(words, &lead))
        .or_else(|| single(words, &lead))
}

fn lead(words: &[Word], at: usize) -> Option<Lead> {
    let mut lead = Lead { first: at, head: at, ..Lead::default() };
    let mut start = None;
    let about = ["rund", "etwa", "gut", "genau", "circa", "ca.", "ungefähr"];
    if about.contains(&words[at].low.as_str()) {
        lead.head += 1;
        start = Some(at);
    }
    let word = words.get(lead.head)?;
    lead.article = match word.low.as_str() {
        "der" | "die" | "das" | "den" | "dem" | "des" => Article::Definite,
        "dieser" | "diese" | "dieses" | "diesen" | "diesem" => Article::This,
        "jeder" | "jede" | "jedes" | "jeden" | "jedem" => Article::Each,
        "alle" | "aller" | "allen" => Article::All,
        "desselben" | "demselben" | "derselben" | "denselben" => {
            lead.same = true;
            Article::Definite
        }
        _ => Article::None,
    };
    if lead.article != Article::None {
        start = start.or((!word.contracted).then_some(lead.head));
        lead.head += 1;
    }
    if lead.article == Article::This {
        lead.step = Some(0);
    }
    let has_article = lead.article != Article::None;
    while let Some(word) = words.get(lead.head) {
        let here = lead.head;
        let low = word.low.as_str();
        if let Some(step) = lists::relation(low) {
            lead.step = Some(step);
            lead.following = low.starts_with("folgend") || low.starts_with("nächst");
        } else if matches!(low, "selben" | "selbe" | "gleichen" | "gleiche") && has_article {
            lead.same = true;
        } else if matches!(low, "ganze" | "ganzen" | "ganzes" | "ganzer" | "gesamte" | "gesamten" | "neuen" | "neue") {
            lead.whole = true;
        } else if let Some(number) = ordinal(word).filter(|_| lead.ordinal.is_none()) {
            lead.ordinal = Some(number);
        } else if matches!(
            low,
            "mehrere" | "mehreren" | "mehrerer" | "einige" | "einigen" | "einiger" | "wenige" | "wenigen" | "weniger"
        ) || matches!(
            low,
            "viele" | "vielen" | "vieler" | "etliche" | "etlichen" | "zahlreiche" | "zahlreichen" | "paar"
        ) {
            lead.count = Some("X".to_owned());
        } else if matches!(low, "halbe" | "halben" | "halbes" | "dreiviertel")
            && matches!(lead.count.as_deref(), None | Some("1"))
        {
            lead.count = Some(if low == "dreiviertel" { "0.75" } else { "0.5" }.to_owned());
        } else if lead.count.is_none()
            && let Some(number) = numeral(words, lead.head)
        {
            if number.form == NumeralForm::One && has_article {
                return None;
            }
            if number.form == NumeralForm::One {
                lead.article = Article::Indefinite;
            }
            lead.count = Some(plain(number.value));
            lead.head += number.words;
            start = start.or(Some(here));
            continue;
        } else if lead.count.is_some() && lead.article != Article::Indefinite && is_adjective(words, lead.head, unit_or_none) {
            // „zwei volle Jahre“, „360 ehrenamtliche Stunden“
        } else if lead.article == Article::This && is_adjective(words, lead.head, |noun| lists::season(noun).is_some()) {
            // „diesem strengen Winter“
        } else {
            break;
        }
        start = start.or(Some(here));
        lead.head += 1;
    }
    lead.first = start.unwrap_or(lead.head);
    Some(lead)
}

/// A lower-case word before a noun of time.
fn is_adjective(words: &[Word], at: usize, noun: impl Fn(&str) -> bool) -> bool {
    !words[at].is_capital() && lists::stem(&words[at].low).is_some() && words.get(at + 1).is_some_and(|word| noun(&word.text))
}

fn unit_or_none(noun: &str) -> bool {
    lists::unit(noun).is_some()
}

/// *ersten*, *3.*
fn ordinal(word: &Word) -> Option<u32> {
    if let Some(number) = word.text.strip_suffix('.') {
        return number.parse().ok().filter(|_| number.len() <= 2);
    }
    Some(match lists::stem(&word.low)? {
        "erst" => 1,
        "zweit" => 2,
        "dritt" => 3,
        "viert" => 4,
        _ => return None,
    })
}

/// *einmal im Monat*, *pro Jahr*, *200 Patienten am Tag*
fn rate(words: &[Word], at: usize) -> Option<Found> {
    let low = words[at].low.as_str();
    let preposition = match low {
        "pro" | "je" => at,
        _ if low.ends_with("mal") && low.len() > 4 => at + 1,
        _ => return None,
    };
    let mut head = preposition + 1;
    match words.get(preposition)?.low.as_str() {
        "pro" | "je" => {}
        "an" | "in" if words.get(head)?.low == "dem" || words.get(head)?.low == "der" => head += 1,
        _ => return None,
    }
    let (unit, false) = lists::unit(&words.get(head)?.text)? else { return None };
    Some(Found::fixed(at, head, TimeKind::Set, duration("1", unit)))
}

/// *45 Arbeitstage*
fn counted_compound(lead: &Lead, noun: &str) -> Option<(&'static str, bool)> {
    lead.count.as_ref()?;
    const FIRST: [&str; 8] = ["Arbeits", "Kalender", "Werk", "Urlaubs", "Ferien", "Verhandlungs", "Sitzungs", "Kalenders"];
    let rest = FIRST.iter().find_map(|first| noun.strip_prefix(first))?;
    let capital = rest.get(..1)?.to_uppercase() + rest.get(1..)?;
    lists::unit(&capital)
}

fn units(words: &[Word], lead: &Lead, unit: &'static str, plural: bool) -> Option<Found> {
    let (first, head) = (lead.first, lead.head);
    let next = words.get(head + 1);
    let before = lead.first.checked_sub(1).map_or("", |at| words[at].low.as_str());
    let date = |last: usize, meaning: Meaning| Some(Found::date(first, last, meaning));
    let fixed = |kind: TimeKind, value: String| Some(Found::fixed(first, head, kind, value));
    // „im Jahr 2014“, „in den Jahren 2010 und 2011“
    if unit == "Y"
        && lead.count.is_none()
        && let Some(year) = next.and_then(year_number)
    {
        return date(super::dates::split_year(words, head + 1), Meaning::Year(YearOf::Given(year)));
    }
    match lead.article {
        Article::Each => {
            // „jeden dritten Mittwoch im Monat“ is read with the weekday.
            return fixed(TimeKind::Set, duration("1", unit)).filter(|_| !plural);
        }
        Article::All => {
            let count = lead.count.as_deref().filter(|count| *count != "X")?;
            return fixed(TimeKind::Set, duration(count, unit));
        }
        _ => {}
    }
    if let Some(number) = lead.ordinal {
        return match unit {
            "C" if !plural => fixed(TimeKind::Date, format!("{:02}", number.checked_sub(1)?)),
            "Q" if (1..=4).contains(&number) => {
                let (year, last) = year_tail(words, head);
                let year = lead.step.filter(|_| year == YearOf::Open).map_or(year, YearOf::Shift);
                date(last, Meaning::Within { code: format!("Q{number}"), year })
            }
            _ if lead.count.is_some() => fixed(TimeKind::Duration, duration(lead.count.as_deref()?, unit)),
            _ => None,
        };
    }
    if let Some(count) = lead.count.as_deref() {
        if unit == "NI" {
            return None;
        }
        // „zwei Tage später“: counted from the day spoken of
        if let (Some(by), Some(sign)) = (count.parse::<i32>().ok(), next.and_then(direction))
            && let Some(meaning) = present(unit, by * sign, From::Spoken)
            && lead.step.is_none()
        {
            return date(head + 1, meaning);
        }
        // „drei Minuten später“: no clock says when
        if unit.starts_with('T') && next.and_then(direction).is_some() {
            return Some(Found::fixed(first, head + 1, TimeKind::Time, "XXXX-XX-XXTXX:XX"));
        }
        // „eines Tages“ is any day, „innerhalb eines Tages“ is not.
        if lead.article == Article::Indefinite && words[lead.first].low == "eines" && !matches!(before, "innerhalb" | "binnen") {
            return None;
        }
        // „der 16 Jahre alte Braghin“, „ab 16 Jahren“
        let aged = next.is_some_and(|word| ["alt", "jung", "jünger", "älter"].iter().any(|age| word.low.starts_with(age)));
        if unit == "Y" && (aged || before == "ab") {
            return None;
        }
        if lead.step.is_some_and(|step| step > 0) && count == "X" {
            return fixed(TimeKind::Date, "FUTURE_REF".to_owned());
        }
        return fixed(TimeKind::Duration, duration(count, unit));
    }
    if lead.same {
        return date(head, present(unit, 0, From::Spoken)?).filter(|_| !plural);
    }
    if let Some(step) = lead.step {
        return match (plural, step) {
            _ if unit.starts_with('T') && !plural => None,
            (true, 1..) => fixed(TimeKind::Date, "FUTURE_REF".to_owned()),
            (true, _) => fixed(TimeKind::Duration, duration("X", unit)),
            (false, _) if unit == "D" && step == 0 => date(head, present("D", 0, From::Spoken)?),
            (false, _) if unit == "D" && !lead.following => None,
            (false, _) if unit == "D" => {
                let part = next.and_then(|word| lists::part(&word.low));
                date(head, present("D", step, From::Spoken)?).map(|found| found.with_part(part))
            }
            (false, _) if unit == "NI" => Some(Found {
                kind: TimeKind::Time,
                ..Found::date(first, head, Meaning::Shift { unit: Unit::Day, by: step, from: From::Published })
                    .with_part(Some("TNI"))
            }),
            (false, _) => {
                let start = if words[head - 1].low.starts_with("folgend") { From::Spoken } else { From::Published };
                date(head, present(unit, step, start)?)
            }
        };
    }
    // „am Tag zuvor“, „im Jahr darauf“
    if !plural
        && let Some(by) = next.and_then(direction)
        && let Some(meaning) = present(unit, by, From::Spoken)
    {
        return date(head + 1, meaning);
    }
    if unit == "NI" {
        return part_of_day(words, lead);
    }
    // „seit Jahren“, „vor Wochen“, „über Jahre“
    if plural && lead.article == Article::None && matches!(before, "seit" | "vor" | "über" | "nach" | "für" | "binnen") {
        return fixed(TimeKind::Duration, duration("X", unit));
    }
    // „200 Patienten am Tag“, „zweimal in der Woche“
    let at_unit = lead.article == Article::Definite && (words[head - 1].contracted || unit == "W");
    let number_before =
        words[..lead.first].iter().rev().take(6).any(|word| word.low.starts_with(|letter: char| letter.is_ascii_digit()));
    let ends = next.is_none_or(|word| {
        !word.is_letters() || !word.is_capital() && !matches!(word.low.as_str(), "der" | "des" | "vor" | "nach")
    });
    if !plural && at_unit && matches!(before, "an" | "in" | "dem") && number_before && ends && unit != "Y" {
        return fixed(TimeKind::Set, duration("1", unit));
    }
    if lead.whole && unit == "Y" && lead.article == Article::Definite && !plural {
        return date(head, Meaning::Year(YearOf::Shift(0)));
    }
    None
}

/// The unit `by` steps from a day.
fn present(unit: &str, by: i32, from: From) -> Option<Meaning> {
    Some(match unit {
        "D" => Meaning::Shift { unit: Unit::Day, by, from },
        "W" => Meaning::Shift { unit: Unit::Week, by, from },
        "M" => Meaning::Shift { unit: Unit::Month, by, from },
        "Q" => Meaning::Shift { unit: Unit::Quarter, by, from },
        "Y" if from == From::Spoken => Meaning::Year(YearOf::Spoken(by)),
        "Y" => Meaning::Year(YearOf::Shift(by)),
        _ => return None,
    })
}

fn weekday(words: &[Word], lead: &Lead, day: i8, part: Option<&'static str>) -> Option<Found> {
    let mut last = lead.head;
    let mut part = part;
    if part.is_none()
        && let Some(code) = words.get(last + 1).and_then(|word| lists::part(&word.low))
    {
        part = Some(code);
        last += 1;
    }
    if lead.article == Article::Each {
        // „jeden dritten Mittwoch im Monat“
        let monthly =
            lead.ordinal.is_some_and(|number| number > 2) && words.get(last + 3).is_some_and(|word| word.low == "monat");
        if monthly {
            return Some(Found::fixed(lead.first, last + 3, TimeKind::Set, "P1M"));
        }
        return Some(Found::fixed(lead.first, last, TimeKind::Set, format!("XXXX-WXX-{day}{}", part.unwrap_or(""))));
    }
    if lead.count.is_some()
        || lead.ordinal.is_some()
        || lead.same
        || words[last].low.ends_with("tags") && lead.article == Article::None
    {
        return None;
    }
    // „Montag vergangener Woche“
    let mut week = None;
    let article = words.get(last + 1).is_some_and(|word| word.low == "der") as usize;
    if let (Some(relation), Some(noun)) = (words.get(last + 1 + article), words.get(last + 2 + article))
        && noun.low == "woche"
    {
        week = match relation.low.as_str() {
            "dieser" => Some(0),
            low => lists::relation(low),
        };
        if week.is_some() {
            last += 2 + article;
        }
    }
    Some(Found::date(lead.first, last, Meaning::Weekday { day, step: lead.step, week }).with_part(part))
}

/// *März*, *vergangenen März*, *August vorigen Jahres*
fn month(words: &[Word], lead: &Lead) -> Option<Found> {
    let head = words.get(lead.head)?;
    let month = lists::month(&head.text)?;
    let (year, last) = year_tail(words, lead.head);
    if head.text.ends_with('.') && !matches!(year, YearOf::Given(_)) || lead.ordinal.is_some() {
        return None;
    }
    Some(Found::date(lead.first, last, Meaning::Month { month, year: stepped(year, lead) }))
}

/// *im Herbst 2026*, *vergangenen Sommer*, *drittes Halbjahr*, *Jahresende*
fn season(words: &[Word], lead: &Lead) -> Option<Found> {
    let head = words.get(lead.head)?;
    let before = lead.first.checked_sub(1).map_or("", |at| words[at].low.as_str());
    let code = match (head.low.as_str(), lead.ordinal) {
        ("halbjahr" | "jahreshälfte" | "halbjahres", Some(number @ 1..=2)) => format!("H{number}"),
        ("trimester" | "vierteljahr", Some(number @ 1..=4)) => format!("Q{number}"),
        (_, None) => lists::season(&head.text)?.to_owned(),
        _ => return None,
    };
    let (year, last) = year_tail(words, lead.head);
    // „Sommer“ alone may be anything.
    let placed = lead.article != Article::None
        || year != YearOf::Open
        || matches!(before, "seit" | "bis" | "ab" | "vor" | "nach" | "für" | "und");
    if !placed {
        return None;
    }
    Some(Found::date(lead.first, last, Meaning::Within { code, year: stepped(year, lead) }))
}

/// *vergangenen März*, *kommenden Sommer*
fn stepped(year: YearOf, lead: &Lead) -> YearOf {
    match lead.step {
        Some(step) if year == YearOf::Open && step != 0 => YearOf::Step(step),
        Some(_) if year == YearOf::Open => YearOf::Shift(0),
        _ => year,
    }
}

fn weekend(words: &[Word], lead: &Lead) -> Option<Found> {
    if !matches!(words.get(lead.head)?.low.as_str(), "wochenende" | "wochenendes") || lead.ordinal.is_some() {
        return None;
    }
    if lead.article == Article::Each {
        return Some(Found::fixed(lead.first, lead.head, TimeKind::Set, "XXXX-WXX-WE"));
    }
    Some(Found::date(lead.first, lead.head, Meaning::Weekend { step: lead.step }))
}

/// *die 90er Jahre*, *1990er-Jahre*, *die neunziger Jahre*, *Neunzigerjahre*
fn decade(words: &[Word], lead: &Lead) -> Option<Found> {
    let head = words.get(lead.head)?;
    let name = ["jahren", "jahre"].iter().find_map(|end| head.low.strip_suffix(end)).filter(|name| !name.is_empty());
    let (text, last) = match name {
        Some(name) => (name, lead.head),
        None => {
            let dash = words.get(lead.head + 1).is_some_and(Word::is_dash) as usize;
            let noun = words.get(lead.head + 1 + dash)?;
            if !matches!(noun.low.as_str(), "jahre" | "jahren") {
                return None;
            }
            (head.low.as_str(), lead.head + 1 + dash)
        }
    };
    let ten = match text.strip_suffix("er")? {
        "zwanzig" => 2,
        "dreißig" => 3,
        "vierzig" => 4,
        "fünfzig" => 5,
        "sechzig" => 6,
        "siebzig" => 7,
        "achtzig" => 8,
        "neunzig" => 9,
        digits if digits.len() == 4 && digits.ends_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            return Some(Found::fixed(lead.first, last, TimeKind::Date, &digits[..3]));
        }
        digits if digits.len() == 2 && digits.ends_with('0') => digits[..1].parse().ok()?,
        _ => return None,
    };
    Some(Found::fixed(lead.first, last, TimeKind::Date, format!("{}{ten}", if ten < 2 { "20" } else { "19" })))
}

/// *sechs bis acht Monate*: the first number has no unit of its own.
fn elided(words: &[Word], lead: &Lead) -> Option<Found> {
    let joint = words.get(lead.head)?;
    if !joint.is_dash() && !matches!(joint.low.as_str(), "bis" | "oder") {
        return None;
    }
    let second = numeral(words, lead.head + 1)?;
    let (unit, _) = lists::unit(&words.get(lead.head + 1 + second.words)?.text)?;
    if second.form == NumeralForm::One || lead.count.as_deref() == Some("X") {
        return None;
    }
    Some(Found::fixed(lead.first, lead.head - 1, TimeKind::Duration, duration(lead.count.as_deref()?, unit)))
}

/// *am Abend*, *in der Nacht*, *am frühen Morgen*, *noch am selben Abend*; *ein Abend* alone is a thing that happens.
fn part_of_day(words: &[Word], lead: &Lead) -> Option<Found> {
    let mut head = lead.head;
    if words.get(head).is_some_and(|word| matches!(word.low.as_str(), "frühen" | "späten" | "späteren")) {
        head += 1;
    }
    let word = words.get(head).filter(|word| word.is_capital())?;
    let part = lists::part(&word.low)?;
    let before = lead.first.min(head).checked_sub(1).map_or("", |at| words[at].low.as_str());
    let contracted = matches!(before, "dem") && words[lead.first.min(head) - 1].contracted;
    let placed = contracted && lead.article == Article::Definite
        || matches!(before, "in" | "gegen" | "an" | "bis" | "seit")
        || lead.same
        || lead.step == Some(0);
    // „in der Nacht zum Freitag“ is told by the day.
    let told = words.get(head + 1).is_some_and(|next| matches!(next.low.as_str(), "zu" | "auf" | "der" | "des"));
    if !placed || told && part == "TNI" || lead.count.is_some() || lead.ordinal.is_some() {
        return None;
    }
    let meaning = match lead.step {
        Some(by) if by != 0 => Meaning::Shift { unit: Unit::Day, by, from: From::Spoken },
        _ => Meaning::Part,
    };
    Some(Found { kind: TimeKind::Time, ..Found::date(lead.first, head, meaning) }.with_part(Some(part)))
}

/// Nouns that say it alone: *Vorjahr*, *Vortag*, *Zukunft*, *Jahresende*.
fn single(words: &[Word], lead: &Lead) -> Option<Found> {
    let head = words.get(lead.head)?;
    let before = lead.first.checked_sub(1).map_or("", |at| words[at].low.as_str());
    if lead.ordinal.is_some() || lead.count.is_some() {
        return None;
    }
    let shift = |unit: Unit, by: i32, from: From| Meaning::Shift { unit, by, from };
    let meaning = match head.text.as_str() {
        "Vorjahr" | "Vorjahres" | "Vorjahrs" => Meaning::Year(YearOf::Shift(-1)),
        "Folgejahr" | "Folgejahres" => Meaning::Year(YearOf::Spoken(1)),
        "Vortag" | "Vortags" | "Vortages" => shift(Unit::Day, -1, From::Spoken),
        "Folgetag" => shift(Unit::Day, 1, From::Spoken),
        "Vormonat" | "Vormonats" => shift(Unit::Month, -1, From::Published),
        "Vorwoche" => shift(Unit::Week, -1, From::Published),
        "Gesamtjahr" | "Jahresende" | "Jahresbeginn" | "Jahresanfang" | "Jahresmitte" => {
            let (year, last) = year_tail(words, lead.head);
            let year = match (year, lead.step) {
                (YearOf::Open, step) => YearOf::Shift(step.unwrap_or(0)),
                (year, _) => year,
            };
            return Some(Found::date(lead.first, last, Meaning::Year(year)));
        }
        "Wochenbeginn" | "Wochenanfang" | "Wochenmitte" => shift(Unit::Week, lead.step.unwrap_or(0), From::Published),
        "Monatsende" | "Monatsanfang" | "Monatsbeginn" => shift(Unit::Month, lead.step.unwrap_or(0), From::Published),
        "Zukunft" if before == "in" => return Some(Found::fixed(lead.first, lead.head, TimeKind::Date, "FUTURE_REF")),
        "Vergangenheit" if before == "in" => return Some(Found::fixed(lead.first, lead.head, TimeKind::Date, "PAST_REF")),
        _ => return None,
    };
    Some(Found::date(lead.first, lead.head, meaning))
}

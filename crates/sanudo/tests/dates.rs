//! When? Measured on the cases of Microsoft's Recognizers, where they lie beside the project (`../shared/data/dates/recognizers`).
//!
//! What is left out and where conventions differ is told in `docs/dates.md`.

#![allow(clippy::print_stdout, reason = "a score is told")]

use sanudo::article::Article;
use sanudo::attribute::date::{self, DateMention, DateRange};
use sanudo::lexicon::Lexicon;
use sanudo::model::Model;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The share of cases read right that may not be lost again.
const FLOOR: f64 = 0.90;

/// Words of commands to a calendar, and of dates spelled out, which news do not print.
const NO_NEWS: &[&str] = &[
    "my",
    "tmrw",
    "w",
    "business",
    "thousand",
    "hundred",
    "nineteen",
    "twenty",
    "fifteen",
    "thirty",
    "twenties",
    "thousands",
    "first",
    "second",
    "third",
];

#[test]
fn recognizers_cases_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/dates/recognizers");
    if !folder.join("DateParser.json").exists() {
        println!("skipped: ../shared/data/dates/recognizers is not there");
        return;
    }
    let (lexicon, model) = engine();
    let (mut right, mut all) = (0, 0);
    for file in ["DateParser.json", "DatePeriodParser.json"] {
        let text = fs::read_to_string(folder.join(file)).expect("readable");
        let cases: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("a list of cases");
        for case in cases.iter().filter(|c| fits_news(c)) {
            // a line of nothing but a date is the mark of a page, no sentence
            let Some(found) = read(case, &lexicon, &model) else { continue };
            let good = found.iter().any(|m| agrees(m, case));
            right += usize::from(good);
            all += 1;
            if !good {
                println!("missed: {} {} {found:?}", case["Input"], case["Results"][0]["Value"]["Timex"]);
            }
        }
    }
    let score = f64::from(right as u32) / f64::from(all.max(1) as u32);
    println!("recognizers: {right} of {all} read right, {score:.3}");
    assert!(score >= FLOOR, "{score:.3} is under the floor of {FLOOR}");
}

/// Whether news could hold the expression and the case says what it means.
fn fits_news(case: &Value) -> bool {
    let text = case["Results"][0]["Text"].as_str().unwrap_or("").to_lowercase();
    let value = &case["Results"][0]["Value"]["PastResolution"];
    let dated = value.as_object().is_some_and(|o| !o.is_empty() && o.values().all(|v| v != "0001-01-01"));
    let mut words = text.split(|c: char| !c.is_alphabetic());
    let spelled = words.any(|w| NO_NEWS.contains(&w)) && !names_a_part(&text);
    let number = text.trim_start_matches("the ");
    let bare = number.len() <= 5 && !number.chars().any(char::is_alphabetic);
    let digits_and_signs = !text.chars().any(char::is_alphabetic);
    let spaced = digits_and_signs && text.contains(' ');
    let week_number =
        text.contains("week ") && text.split("week ").any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let unit_alone = ["the day", "the week"].contains(&text.as_str());
    dated
        && !spelled
        && !bare
        && !spaced
        && !week_number
        && !unit_alone
        && case["Context"]["ReferenceDateTime"].is_string()
}

/// "The third quarter", "the first week": ordinals that news do print.
fn names_a_part(text: &str) -> bool {
    ["quarter", "half", "week of", "friday", "monday", "wednesday"].iter().any(|w| text.contains(w))
        && !["thousand", "twenty", "nineteen", "fifteen", "thirty", "my "].iter().any(|w| text.contains(w))
}

fn read(case: &Value, lexicon: &Lexicon, model: &Model) -> Option<Vec<DateMention>> {
    let published =
        case["Context"]["ReferenceDateTime"].as_str().and_then(|t| t.get(..10)).and_then(|d| d.parse().ok());
    let text = case["Input"].as_str().unwrap_or("").to_owned();
    let article = Article { text, published, ..Article::default() };
    let parsed = sanudo::parse::parse(&article, &sanudo::segment::segment(&article, model), model);
    (!parsed.sentences.is_empty()).then(|| date::find(&article, &parsed, &lexicon.dates))
}

fn agrees(mention: &DateMention, case: &Value) -> bool {
    let value = &case["Results"][0]["Value"];
    let (past, future) = (expected(&value["PastResolution"]), expected(&value["FutureResolution"]));
    let (Some(past), Some(future)) = (past, future) else { return false };
    let explicit = value["Timex"].as_str().is_some_and(|t| t.starts_with('('));
    let same = |ours: DateRange, theirs: &(String, Option<String>)| same(ours, theirs, explicit);
    // "the '70s" are never those to come
    let century_open = value["Timex"].as_str().is_some_and(|t| t.starts_with("(XX") && !t.starts_with("(XXXX"));
    if century_open {
        return same(mention.past, &past);
    }
    if past == future {
        return same(mention.past, &past) || same(mention.future, &future);
    }
    same(mention.past, &past) && same(mention.future, &future)
}

fn expected(value: &Value) -> Option<(String, Option<String>)> {
    let of = |key: &str| value[key].as_str().map(str::to_owned);
    let day = of("date").map(|d| (d, None));
    day.or_else(|| Some((of("startDate")?, of("endDate")))).or_else(|| Some((of("endDate")?, None)))
}

/// Their periods end before the last day, ours with it; their single days may be months or years of ours.
fn same(ours: DateRange, theirs: &(String, Option<String>), explicit: bool) -> bool {
    let Ok(start) = theirs.0.parse::<jiff::civil::Date>() else { return false };
    let Some(end) = theirs.1.as_ref().and_then(|e| e.parse::<jiff::civil::Date>().ok()) else {
        let wide = ours.end != ours.start && (ours.start.day(), ours.end) == (1, ours.end.last_of_month());
        return ours.start == start && ours.end == start || wide && ours.start <= start && start <= ours.end;
    };
    let before = end.yesterday().unwrap_or(end);
    let whole = [end, end.last_of_month(), end.last_of_year()];
    ours.start == start && (ours.end == before || explicit && whole.contains(&ours.end))
}

/// Publication is Wednesday, 12 June 2024. Each case: a text, and what each of its dates means to a clause that looks back and one
/// that looks ahead, where these differ.
const CASES: &[(&str, &str)] = &[
    ("They met on October 7.", "2023-10-07 | 2024-10-07"),
    ("They met on 7 October 2022.", "2022-10-07"),
    ("They met on Friday, January 4, 2019.", "2019-01-04"),
    ("They met on Monday.", "2024-06-10 | 2024-06-17"),
    ("They met last week.", "2024-06-03/2024-06-09"),
    ("They met over the weekend.", "2024-06-08/2024-06-09 | 2024-06-15/2024-06-16"),
    ("They meet next month.", "2024-07-01/2024-07-31"),
    ("They met two days ago.", "2024-06-10"),
    ("They met in 2019.", "2019-01-01/2019-12-31"),
    ("They met in May.", "2024-05-01/2024-05-31 | 2025-05-01/2025-05-31"),
    ("They met in the 1990's.", "1990-01-01/1999-12-31"),
    ("They met on 2023-10-07.", "2023-10-07"),
    ("They met on 20.11.2023.", "2023-11-20"),
    ("They met on 7/10/2023.", "2023-07-10"),
    ("They met on 7/10/2023 and again on 21/10/2023.", "2023-10-07; 2023-10-21"),
    ("They met from 28 October to 3 November.", "2023-10-28/2023-11-03 | 2024-10-28/2024-11-03"),
    ("They met between May and July 2022.", "2022-05-01/2022-07-31"),
    ("They met on October 7-9, 2023.", "2023-10-07/2023-10-09"),
    ("They ruled from December 28 to January 3.", "2023-12-28/2024-01-03 | 2024-12-28/2025-01-03"),
    ("They have ruled since March 2021.", "2021-03-01/2024-06-12"),
    ("They met in early 2022.", "2022-01-01/2022-06-30"),
    ("They met in mid-March 2022.", "2022-03-10/2022-03-20"),
    ("They met in late March 2022.", "2022-03-16/2022-03-31"),
    ("They grew in the third quarter of 2023.", "2023-07-01/2023-09-30"),
    ("They grew in Q3 2023.", "2023-07-01/2023-09-30"),
    ("They grew in the second half of 2023.", "2023-07-01/2023-12-31"),
    ("They left in the summer of 2021.", "2021-06-01/2021-08-31"),
    ("They left a fortnight ago.", "2024-05-29"),
    ("They met on 3 May 2024. They signed two days later.", "2024-05-03; 2024-05-05"),
    ("They met on 3 May 2024. They had talked two days earlier.", "2024-05-03; 2024-05-01"),
    ("They met on 3 May 2024. The next day they signed.", "2024-05-03; 2024-05-04"),
    ("They fast during Ramadan.", "2024-03-11/2024-04-09 | 2025-03-01/2025-03-30"),
    ("They met at Easter 2019.", "2019-04-21"),
    ("They met two days before Christmas.", "2023-12-23 | 2024-12-23"),
    ("They voted on the first Sunday of July.", "2023-07-02 | 2024-07-07"),
    ("They met last Tuesday.", "2024-06-04"),
    ("They met last Saturday.", "2024-06-08"),
    ("They left that night.", ""),
    ("They met on Monday. They left the same day.", "2024-06-10 | 2024-06-17; 2024-06-10"),
    ("USA Today noted the plan.", ""),
    ("He may go, and 20 may stay.", ""),
    ("They march on 5 towns.", ""),
    ("They won 9-7 and paid 2,019 dollars.", ""),
    ("They met on October 9-7.", "2023-10-09 | 2024-10-09"),
];

#[test]
fn expressions_mean_what_they_say() {
    let (lexicon, model) = engine();
    let mut wrong = Vec::new();
    for (text, expected) in CASES {
        let found: Vec<String> = dates(text, &lexicon, &model).iter().map(shown).collect();
        if found.join("; ") != *expected {
            wrong.push(format!("{text}\n  expected {expected}\n  found    {}", found.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn any_words_give_valid_ranges() {
    const WORDS: &[&str] = &[
        "from", "to", "-", "/", ".", ",", "the", "of", "last", "next", "9999", "2023", "31", "7th", "February", "May",
        "Monday", "week", "years", "ago", "later", "since", "early", "Easter", "Ramadan", "between", "and", "Q4",
        "1500s", "0", "first", "half", "1", "’", "é",
    ];
    let (lexicon, model) = engine();
    // a small generator of our own, so that failures repeat
    let mut state = 12_345_u64;
    let mut text = String::new();
    for _ in 0..40_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        text.push_str(WORDS[(state >> 33) as usize % WORDS.len()]);
        text.push_str(if (state >> 20).is_multiple_of(4) { "" } else { " " });
        text.push_str(if (state >> 40).is_multiple_of(40) { "\n\n" } else { "" });
    }
    for published in [None, Some("2024-02-29"), Some("0001-01-01"), Some("9999-12-31")] {
        let published = published.and_then(|d| d.parse().ok());
        let article = Article { text: text.clone(), published, ..Article::default() };
        let parsed = sanudo::parse::parse(&article, &sanudo::segment::segment(&article, &model), &model);
        for mention in date::find(&article, &parsed, &lexicon.dates) {
            for range in [mention.past, mention.future] {
                assert!(
                    range.start <= range.end && range.start.year() >= 1,
                    "{mention:?} {:?}",
                    mention.span.of(&text)
                );
            }
            assert!(!mention.span.of(&text).is_empty() && mention.first < mention.end);
        }
    }
}

fn engine() -> (Lexicon, Model) {
    let lexicon = Lexicon::load(serde_json::from_slice(sanudo_data::LEXICON).expect("a lexicon")).expect("a lexicon");
    (lexicon, Model::load(sanudo_data::WEIGHTS, sanudo_data::SEGMENT, sanudo_data::LEMMAS).expect("a model"))
}

fn dates(text: &str, lexicon: &Lexicon, model: &Model) -> Vec<DateMention> {
    let article = Article { text: text.to_owned(), published: "2024-06-12".parse().ok(), ..Article::default() };
    let parsed = sanudo::parse::parse(&article, &sanudo::segment::segment(&article, model), model);
    date::find(&article, &parsed, &lexicon.dates)
}

fn shown(mention: &DateMention) -> String {
    let range = |r: DateRange| if r.start == r.end { r.start.to_string() } else { format!("{}/{}", r.start, r.end) };
    let (past, future) = (range(mention.past), range(mention.future));
    if past == future { past } else { format!("{past} | {future}") }
}

//! Is the table of countries possible? Codes, terms and reasons, all mistakes at once.

use super::{Countries, PATH, Row, Told};
use crate::diag::Error;
use jiff::civil::Date;

/// All mistakes of the table.
pub(super) fn all(table: &Countries) -> Vec<Error> {
    let needed = ["unknown", "early", "not_iso", "dependent", "part", "not_yet", "no_more"];
    let mut wrong: Vec<(String, &str)> = needed
        .iter()
        .filter(|id| !table.reasons.contains_key(**id))
        .map(|id| (format!("the reason {id} is missing"), "write it under [reasons]"))
        .collect();
    for (code, row) in &table.countries {
        let of_row = of_row(table, row).into_iter();
        wrong.extend(of_row.map(|(message, hint)| (format!("{code}: {message}"), hint)));
    }
    let error = |(message, hint): (String, &str)| Error {
        code: "E105",
        file: format!("lexicon/{PATH}"),
        line: 0,
        message,
        hint: hint.to_owned(),
    };
    wrong.into_iter().map(error).collect()
}

type Problem = (String, &'static str);

fn of_row(table: &Countries, row: &Row) -> Vec<Problem> {
    let mut wrong = Vec::new();
    for other in [&row.of, &row.before, &row.seat].into_iter().flatten() {
        if !table.countries.contains_key(other) {
            wrong.push((format!("there is no {other}"), "name a code of this table"));
        }
    }
    wrong.extend(told(table, "alpha2", &row.alpha2, &|c| c.len() == 2 && c.bytes().all(|b| b.is_ascii_uppercase())));
    let digits = |c: &String| c.len() == 3 && c.bytes().all(|b| b.is_ascii_digit());
    wrong.extend(told(table, "numeric", &row.numeric, &digits));
    wrong.extend(row.m49.iter().flat_map(|m49| told(table, "m49", m49, &digits)));
    let item = |c: &String| c.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    wrong.extend(told(table, "wikidata", &row.wikidata, &item));
    for (field, numbers) in [("cow", &row.cow), ("gw", &row.gw)] {
        wrong.extend(numbers.iter().flat_map(|n| told(table, field, n, &|n| (1..1000).contains(n))));
        if numbers.is_none() == row.of.is_none() {
            wrong.push((format!("{field} needs a number, or `of` the state that it belongs to"), "write one of both"));
        }
    }
    if row.from.zip(row.to).is_some_and(|(from, to)| to < from) {
        wrong.push(("it ends before it begins".into(), "put the earlier date into `from`"));
    }
    wrong
}

/// The form of a code, its reason, and the order of its terms.
fn told<T: std::fmt::Debug>(table: &Countries, field: &str, told: &Told<T>, fits: &dyn Fn(&T) -> bool) -> Vec<Problem> {
    let unfit = |code: &T| (!fits(code)).then(|| (format!("{code:?} is no {field}"), "see the head of the file"));
    match told {
        Told::Always(code) => unfit(code).into_iter().collect(),
        Told::Never { none } if table.reasons.contains_key(none) => Vec::new(),
        Told::Never { none } => vec![(format!("{field}: there is no reason {none}"), "write it under [reasons]")],
        Told::Terms(terms) => {
            let mut wrong: Vec<Problem> = terms.iter().filter_map(|term| unfit(&term.is)).collect();
            let mut next = Some(Date::MIN);
            for term in terms {
                let from = term.from.unwrap_or(Date::MIN);
                if next.is_none_or(|next| from < next) || term.to.is_some_and(|to| to < from) {
                    wrong.push((
                        format!("{field}: its terms overlap or go backwards"),
                        "earliest first, each after the one before",
                    ));
                }
                next = term.to.and_then(|to| to.tomorrow().ok());
            }
            wrong
        }
    }
}

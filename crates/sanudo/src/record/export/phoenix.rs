//! Phoenix: CAMEO in 26 columns without names, a row a dyad. A code that says less or more than the event is marked `LOSSY` among the issues.

use super::{Row, compact, state, text};
use crate::record::Entity;

pub(super) const COLUMNS: [&str; 26] = [
    "EventID",
    "Date",
    "Year",
    "Month",
    "Day",
    "SourceActorFull",
    "SourceActorEntity",
    "SourceActorRole",
    "SourceActorAttribute",
    "TargetActorFull",
    "TargetActorEntity",
    "TargetActorRole",
    "TargetActorAttribute",
    "EventCode",
    "EventRootCode",
    "PentaClass",
    "GoldsteinScore",
    "Issues",
    "Lat",
    "Lon",
    "LocationName",
    "StateName",
    "CountryCode",
    "SentenceID",
    "URLs",
    "NewsSources",
];

pub(super) fn row(row: &Row<'_>) -> Vec<String> {
    let (event, article) = (row.event, &row.record.article);
    let day = row.day();
    let part = |form: &str| day.map(|d| d.strftime(form).to_string()).unwrap_or_default();
    let mut cells = vec![row.id(), compact(day), part("%Y"), part("%m"), part("%d")];
    cells.extend(party(row, row.pair.actors.first()));
    cells.extend(party(row, row.pair.recipients.first()));
    cells.extend([
        event.cameo.clone(),
        row.root().to_owned(),
        penta(row.root()).to_owned(),
        row.codes.goldstein(event),
        // `CODE,COUNT`, as its own issues are written
        if event.cameo_lossy { "LOSSY,1".to_owned() } else { String::new() },
        row.latitude(),
        row.longitude(),
        row.place_name(),
        row.province(),
        row.country().unwrap_or("").to_owned(),
        format!("{}_{}", article.id, event.sentence + 1),
        text(&article.url),
        text(&article.publisher),
    ]);
    cells
}

/// The whole code, the state, the first role, the other roles.
fn party(row: &Row<'_>, entity: Option<&&Entity>) -> [String; 4] {
    let Some(entity) = entity else { return [const { String::new() }; 4] };
    let roles = row.codes.roles(entity);
    let (first, others) = roles.split_first().map_or(("", String::new()), |(f, o)| (f.as_str(), o.concat()));
    [format!("{}{}", state(entity), roles.concat()), state(entity).to_owned(), first.to_owned(), others]
}

/// Statement, verbal and material cooperation, verbal and material conflict, by CAMEO's root.
fn penta(root: &str) -> &'static str {
    match root {
        "01" | "02" => "0",
        "03" | "04" | "05" => "1",
        "06" | "07" | "08" => "2",
        "09" | "10" | "11" | "12" | "13" | "16" => "3",
        "14" | "15" | "17" | "18" | "19" | "20" => "4",
        _ => "",
    }
}

//! ICEWS: CAMEO in 20 columns, a row a dyad. A code that says less or more than the event is marked `(lossy)` in the event's text.

use super::{Row, name, text};
use crate::record::Entity;

pub(super) const COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

pub(super) fn row(row: &Row<'_>) -> Vec<String> {
    let (event, article) = (row.event, &row.record.article);
    let [source_name, source_sectors, source_country] = party(row, row.pair.actors.first());
    let [target_name, target_sectors, target_country] = party(row, row.pair.recipients.first());
    vec![
        row.id(),
        row.day().map(|d| d.to_string()).unwrap_or_default(),
        source_name,
        source_sectors,
        source_country,
        label(row),
        event.cameo.clone(),
        row.codes.goldstein(event),
        target_name,
        target_sectors,
        target_country,
        article.id.clone(),
        // counted from 1
        (event.sentence + 1).to_string(),
        text(&article.publisher),
        row.city(),
        String::new(),
        row.province(),
        row.codes.country_name(row.country()),
        row.latitude(),
        row.longitude(),
    ]
}

fn label(row: &Row<'_>) -> String {
    let Some(cameo) = row.codes.cameo.get(&row.event.cameo) else { return String::new() };
    if row.event.cameo_lossy { format!("{} (lossy)", cameo.label) } else { cameo.label.clone() }
}

/// Name, sectors and country.
fn party(row: &Row<'_>, entity: Option<&&Entity>) -> [String; 3] {
    let Some(entity) = entity else { return [const { String::new() }; 3] };
    let words = entity.sectors.iter().filter_map(|s| row.codes.sectors.get(s)).map(|s| s.icews.as_str());
    let sectors: Vec<&str> = words.filter(|w| !w.is_empty()).collect();
    [name(entity), sectors.join(","), row.codes.country_name(entity.country.as_deref())]
}

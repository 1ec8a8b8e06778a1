//! POLECAT: PLOVER's types and modes in 40 columns; lists are joined by `;`.

use super::{Row, joined, name, text};
use crate::record::{Entity, Record};

/// As its yearly files have them.
pub(super) const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

const QUADS: [&str; 5] = ["", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"];

pub(super) fn row(row: &Row<'_>) -> Vec<String> {
    let (event, article) = (row.event, &row.record.article);
    let mut cells = vec![
        event.id.clone(),
        row.day().map(|d| d.to_string()).unwrap_or_default(),
        event.kind.clone(),
        event.modes.join(";"),
        event.score.to_string(),
        QUADS.get(usize::from(event.quad)).copied().unwrap_or("").to_owned(),
        event.contexts.join(";"),
    ];
    cells.extend(party(row, &row.pair.actors));
    cells.extend(party(row, &row.pair.recipients));
    cells.extend(place(row));
    cells.extend([
        text(&article.publisher),
        text(&article.published),
        story(row.record, |e| e.kind == "person"),
        story(row.record, |e| e.kind == "organisation"),
        locations(row.record),
        text(&article.language),
        row.record.coder.program.clone(),
    ]);
    cells
}

/// Eight cells. The last is Wikipedia's number of a page, which we do not know: our identifiers are Wikidata's.
fn party(row: &Row<'_>, parties: &[&Entity]) -> [String; 8] {
    let cow = |e: &Entity| e.country.as_deref().and_then(|c| row.codes.states.cow(c, row.day()));
    [
        joined(parties, name),
        joined(parties, |e| e.country.clone().or_else(|| e.organisation.clone()).unwrap_or_default()),
        joined(parties, |e| cow(e).map(|n| n.to_string()).unwrap_or_default()),
        joined(parties, |e| e.sectors.first().cloned().unwrap_or_default()),
        joined(parties, |e| e.sectors.join(" ")),
        joined(parties, |e| text(&e.role)),
        joined(parties, |e| e.text.clone()),
        String::new(),
    ]
}

fn place(row: &Row<'_>) -> [String; 10] {
    let place = row.event.place.as_ref();
    // GeoNames' class of what we know to be a city, a division or a country
    let feature = match place.map_or("", |p| p.granularity.as_str()) {
        "city" => "PPL",
        "admin1" => "ADM1",
        "country" => "PCLI",
        _ => "",
    };
    [
        row.place_name(),
        row.city(),
        String::new(),
        row.province(),
        row.country().unwrap_or("").to_owned(),
        row.latitude(),
        row.longitude(),
        place.and_then(|p| p.geonameid).map(|id| id.to_string()).unwrap_or_default(),
        place.map(|p| p.text.clone()).unwrap_or_default(),
        feature.to_owned(),
    ]
}

/// The names of the story's parties that are `wanted`, each once, in order.
fn story(record: &Record, wanted: impl Fn(&Entity) -> bool) -> String {
    let parties = record.events.iter().flat_map(|e| e.actors.iter().chain(&e.recipients));
    let each = parties.flat_map(|p| std::iter::once(p).chain(&p.members));
    distinct(each.filter(|e| wanted(e)).map(name))
}

fn locations(record: &Record) -> String {
    distinct(record.events.iter().filter_map(|e| e.place.as_ref()).map(|p| p.name.clone()))
}

fn distinct(names: impl Iterator<Item = String>) -> String {
    let mut list: Vec<String> = Vec::new();
    for name in names {
        if !list.contains(&name) {
            list.push(name);
        }
    }
    list.join(";")
}

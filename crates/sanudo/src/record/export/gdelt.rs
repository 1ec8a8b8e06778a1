//! GDELT 2.0 events: CAMEO in 61 columns without names, a row a dyad. It has no place for a mark: a code that says less than
//! the event ends in 0, CAMEO's "not specified". Tone, ethnic and religious codes are not known to us and stay empty.

use super::{Row, compact, name, state, text};
use crate::record::Entity;
use jiff::civil::Date;

pub(super) const COLUMNS: [&str; 61] = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

pub(super) fn row(row: &Row<'_>) -> Vec<String> {
    let (event, article) = (row.event, &row.record.article);
    let mut cells = vec![row.id()];
    cells.extend(dates(row.day()));
    cells.extend(actor(row, row.pair.actors.first()));
    cells.extend(actor(row, row.pair.recipients.first()));
    cells.extend([
        // the nearest that we know to its "in the lead"
        u8::from(event.sentence == 0).to_string(),
        event.cameo.clone(),
        event.cameo.chars().take(3).collect(),
        row.root().to_owned(),
        quad(row.root()).to_owned(),
        row.codes.goldstein(event),
        (1 + event.also.len()).to_string(),
        "1".to_owned(),
        "1".to_owned(),
        String::new(),
    ]);
    cells.extend([const { String::new() }; 16]);
    cells.extend(action(row));
    cells.extend([added(article.published.as_deref()), text(&article.url)]);
    cells
}

/// The day, its month, its year, and the year with the part of it that has passed, by GDELT's own formula.
fn dates(day: Option<Date>) -> [String; 4] {
    let Some(day) = day else { return [const { String::new() }; 4] };
    let passed = (f64::from(day.month()) * 30.0 + f64::from(day.day())) / 365.0;
    let fraction = f64::from(day.year()) + passed.min(0.9999);
    [compact(Some(day)), day.strftime("%Y%m").to_string(), day.strftime("%Y").to_string(), format!("{fraction:.4}")]
}

/// Ten cells: code, name, country, known group, ethnic and religious codes, and up to three types.
fn actor(row: &Row<'_>, entity: Option<&&Entity>) -> [String; 10] {
    let Some(entity) = entity else { return [const { String::new() }; 10] };
    let mut roles = row.codes.roles(entity);
    let code = format!("{}{}", state(entity), roles.concat());
    roles.resize(3, String::new());
    let group = if entity.country.is_none() { state(entity) } else { "" };
    let [first, second, third] = [0, 1, 2].map(|i: usize| roles.get(i).cloned().unwrap_or_default());
    [
        code,
        name(entity).to_uppercase(),
        text(&entity.country),
        group.to_owned(),
        String::new(),
        String::new(),
        String::new(),
        first,
        second,
        third,
    ]
}

/// Eight cells. Divisions and features other than countries have numbers of other gazetteers there.
fn action(row: &Row<'_>) -> [String; 8] {
    let Some(place) = &row.event.place else { return [const { String::new() }; 8] };
    let (country, fips) = (row.codes.country_name(row.country()), row.codes.fips(row.country()));
    let kind = match (place.granularity.as_str(), row.country()) {
        ("country", _) => "1",
        ("admin1", Some("USA")) => "2",
        ("city", Some("USA")) => "3",
        ("city", _) => "4",
        ("admin1", _) => "5",
        _ => "",
    };
    let parts = [row.city(), row.province(), country];
    let full = parts.iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    [
        kind.to_owned(),
        if full.is_empty() { place.name.clone() } else { full },
        fips.clone(),
        String::new(),
        String::new(),
        row.latitude(),
        row.longitude(),
        if kind == "1" { fips } else { String::new() },
    ]
}

/// The day of publication stands for the moment when the event was added.
fn added(published: Option<&str>) -> String {
    let day = published.and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
    day.map(|d| format!("{}000000", compact(Some(d)))).unwrap_or_default()
}

/// Verbal and material cooperation, verbal and material conflict, by CAMEO's root.
fn quad(root: &str) -> &'static str {
    match root {
        "01" | "02" | "03" | "04" | "05" => "1",
        "06" | "07" | "08" => "2",
        "09" | "10" | "11" | "12" | "13" => "3",
        "14" | "15" | "16" | "17" | "18" | "19" | "20" => "4",
        _ => "",
    }
}

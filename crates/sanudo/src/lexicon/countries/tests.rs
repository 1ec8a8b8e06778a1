//! What the table must say of the states that research trips over.

use super::*;

fn table() -> Countries {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../lexicon/ontology/countries.toml");
    let text = std::fs::read_to_string(root).expect("the table");
    let value = toml::from_str(&text).expect("TOML");
    Countries::load(&[(PATH.to_owned(), value)]).expect("a possible table")
}

fn on(code: &str, day: &str) -> Codes {
    table().on(code, Some(day.parse().expect("a date")))
}

fn numbers(code: &str, day: &str) -> (Option<u16>, Option<u16>) {
    let codes = on(code, day);
    (codes.cow, codes.gw)
}

#[test]
fn serbia_keeps_its_number_in_one_list_and_changes_it_in_the_other() {
    assert_eq!(numbers("SRB", "1991-05-01"), (Some(345), Some(345)));
    assert_eq!(numbers("SRB", "2006-06-04"), (Some(345), Some(345)));
    assert_eq!(numbers("SRB", "2006-06-05"), (Some(345), Some(340)));
    assert_eq!(numbers("SRB", "2024-06-12"), (Some(345), Some(340)));
    let names = ["1991-05-01", "1999-05-01", "2005-05-01", "2007-05-01"].map(|day| on("SRB", day).alpha3);
    assert_eq!(names.map(Option::unwrap_or_default), ["YUG", "YUG", "SCG", "SRB"]);
    assert_eq!(on("SRB", "1991-05-01").numeric.as_deref(), Some("890"));
    assert_eq!(on("SRB", "1999-05-01").numeric.as_deref(), Some("891"));
}

#[test]
fn germany_is_255_or_260() {
    assert_eq!(numbers("DEU", "1990-10-02"), (Some(260), Some(260)));
    assert_eq!(numbers("DEU", "1990-10-03"), (Some(255), Some(260)));
    assert_eq!(numbers("DDR", "1990-10-02"), (Some(265), Some(265)));
    assert_eq!(numbers("DDR", "1990-10-03"), (None, None));
    assert_eq!(on("DEU", "1990-10-02").numeric.as_deref(), Some("280"));
    assert_eq!(on("DEU", "1990-10-03").numeric.as_deref(), Some("276"));
}

#[test]
fn yemen_is_679_or_678() {
    assert_eq!(numbers("YEM", "1990-05-21"), (Some(678), Some(678)));
    assert_eq!(numbers("YEM", "1990-05-22"), (Some(679), Some(678)));
    assert_eq!(numbers("YMD", "1990-05-21"), (Some(680), Some(680)));
    assert!(on("YMD", "1990-05-22").why["cow"].contains("1990-05-21"));
}

#[test]
fn who_is_in_no_list_says_why() {
    let palestine = on("PSE", "2023-11-20");
    assert_eq!((palestine.cow, palestine.gw), (None, None));
    assert_eq!((palestine.numeric.as_deref(), palestine.wikidata.as_deref()), (Some("275"), Some("Q219060")));
    assert!(!palestine.why["cow"].is_empty() && !palestine.why["gw"].is_empty());
    assert!(on("HKG", "2020-01-01").why["cow"].contains("CHN"));
    assert!(on("SVK", "1992-06-01").why["cow"].contains("part of CSK until 1992-12-31"));
    assert!(on("MNE", "2006-06-05").why["cow"].contains("SCG") && on("MNE", "2006-06-05").gw == Some(341));
    let kosovo = on("KOS", "2020-01-01");
    assert_eq!((kosovo.alpha3.clone(), kosovo.cow, kosovo.gw), (None, Some(347), Some(347)));
    assert_eq!(kosovo.why.keys().collect::<Vec<_>>(), ["alpha2", "alpha3", "m49", "numeric"]);
    assert!(on("XYZ", "2020-01-01").why.len() == FIELDS.len());
    assert!(on("USA", "1900-01-01").why["cow"].contains("1946"));
}

#[test]
fn a_dissolved_state_has_the_code_of_who_took_its_seat() {
    let soviet = on("RUS", "1991-08-19");
    assert_eq!(
        (soviet.alpha3.as_deref(), soviet.cow, soviet.wikidata.as_deref()),
        (Some("SUN"), Some(365), Some("Q15180"))
    );
    assert_eq!(on("RUS", "1991-12-26").alpha3.as_deref(), Some("RUS"));
    assert_eq!(numbers("CZE", "1992-12-31"), (Some(315), Some(315)));
    assert_eq!(numbers("CZE", "1993-01-01"), (Some(316), Some(316)));
    assert_eq!(numbers("NRU", "2020-01-01"), (Some(970), Some(971)));
}

#[test]
fn without_a_day_today_counts() {
    let table = table();
    assert_eq!(table.on("SRB", None).gw, Some(340));
    assert_eq!(table.on("DEU", None).cow, Some(255));
    assert_eq!(table.on("CSK", None).alpha3.as_deref(), Some("CSK"));
}

/// No two states have one number on one day, and no code is silent.
#[test]
fn numbers_are_nobody_elses_and_nothing_is_silent() {
    let table = table();
    for day in
        ["1990-01-15", "1991-12-01", "1992-05-01", "1993-06-01", "2000-01-01", "2006-06-13", "2012-01-01", "2025-06-01"]
    {
        let day: Date = day.parse().expect("a date");
        let live = table.codes().filter(|c| table.countries[*c].seat.is_none());
        let all: Vec<Codes> = live.map(|code| table.on(code, Some(day))).collect();
        for field in [|c: &Codes| c.cow, |c: &Codes| c.gw] {
            let mut numbers: Vec<u16> = all.iter().filter_map(field).collect();
            let count = numbers.len();
            numbers.sort_unstable();
            numbers.dedup();
            assert_eq!(numbers.len(), count, "{day}");
            assert!((150..210).contains(&count), "{count} states on {day}");
        }
        for codes in &all {
            let absent = [codes.cow.is_none(), codes.gw.is_none(), codes.numeric.is_none(), codes.m49.is_none()];
            let told = ["cow", "gw", "numeric", "m49"].map(|field| codes.why.contains_key(field));
            assert_eq!(absent, told, "{codes:?}");
        }
    }
}

#[test]
fn every_country_of_the_actors_has_a_line() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../lexicon/actors");
    let table = table();
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the actors").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(code) =
            name.strip_suffix(".toml").filter(|c| c.len() == 3 && c.bytes().all(|b| b.is_ascii_uppercase()))
        else {
            continue;
        };
        count += 1;
        assert!(table.countries.contains_key(code), "{code}");
    }
    assert!(count > 190, "{count}");
}

#[test]
fn mistakes_are_told_all_at_once() {
    let text = r#"
        [reasons]
        unknown = "" 
        early = ""
        not_iso = ""
        dependent = ""
        part = ""
        not_yet = ""
        no_more = ""
        [countries]
        AAA = { name = "A", alpha2 = "aa", numeric = "1", wikidata = "Q", cow = { none = "nobody" }, gw = 5 }
        BBB = { name = "B", alpha2 = "BB", numeric = "001", wikidata = "Q1", of = "CCC" }
        DDD = { name = "D", alpha2 = "DD", numeric = "002", wikidata = "Q1", gw = 7,
                cow = [{ is = 1, from = "2000-01-01" }, { is = 2, from = "1999-01-01" }], from = "2000-01-01", to = "1990-01-01" }
    "#;
    let value = toml::from_str(text).expect("TOML");
    let errors = Countries::load(&[(PATH.to_owned(), value)]).expect_err("mistakes");
    let told: String = errors.iter().map(|e| e.to_string() + "\n").collect();
    for part in [
        "AAA: \"aa\" is no alpha2",
        "\"1\" is no numeric",
        "no reason nobody",
        "there is no CCC",
        "DDD: cow: its terms",
        "ends before",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert_eq!(errors.len(), 7, "{told}");
}

//! Which countries belong to a body, and from when to when?

use super::{Known, day};
use jiff::civil::Date;
use serde::Deserialize;

/// A country in a body, with the days of its membership as far as they are known.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// A member as it is written: its code, or the countries that came (and left) on one day.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(super) enum MemberEntry {
    Code(String),
    Wave { countries: Vec<String>, from: Option<String>, to: Option<String> },
}

impl MemberEntry {
    pub(super) fn members(&self) -> Vec<Member> {
        match self {
            MemberEntry::Code(country) => vec![Member { country: country.clone(), from: None, to: None }],
            MemberEntry::Wave { countries, from, to } => {
                let from = from.as_deref().and_then(|d| day(d, false));
                let to = to.as_deref().and_then(|d| day(d, true));
                countries.iter().map(|country| Member { country: country.clone(), from, to }).collect()
            }
        }
    }
}

impl Known {
    /// The countries that belong to it on a day; without one, those that never left.
    pub fn members_on(&self, day: Option<Date>) -> impl Iterator<Item = &str> {
        let belongs = move |m: &&Member| match day {
            Some(day) => m.from.is_none_or(|from| from <= day) && m.to.is_none_or(|to| day <= to),
            None => m.to.is_none(),
        };
        self.members.iter().filter(belongs).map(|m| m.country.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ActorIndex, contradictions};
    use crate::lexicon::packed;
    use serde_json::{Value, json};

    fn union(members: Value) -> Vec<(String, Value)> {
        let file = json!({"organisation": [{"code": "EUR", "name": "Union", "aliases": [], "members": members}]});
        let country = |code: &str| (format!("actors/{code}.toml"), json!({"code": code, "name": code}));
        vec![("actors/organisations.toml".into(), file), country("FRA"), country("GBR"), country("HRV")]
    }

    #[test]
    fn members_are_those_of_the_day() {
        let members = json!(["FRA", {"from": "1973-01-01", "to": "2020-01", "countries": ["GBR"]},
            {"from": "2013-07-01", "countries": ["HRV"]}]);
        let index = packed(&union(members), ActorIndex::build).unwrap();
        let on = |day: Option<&str>| {
            let known = &index.known[index.named("union")[0] as usize];
            known.members_on(day.map(|d| d.parse().unwrap())).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(on(Some("2013-06-30")), "FRA GBR");
        assert_eq!(on(Some("2020-01-31")), "FRA GBR HRV");
        assert_eq!(on(Some("2020-02-01")), "FRA HRV");
        assert_eq!(on(None), "FRA HRV");
    }

    #[test]
    fn impossible_memberships_are_told() {
        let problems = |members: Value| contradictions(&union(members)).len();
        assert_eq!(problems(json!([{"to": "2000", "countries": ["GBR"]}, {"from": "2001", "countries": ["GBR"]}])), 0);
        assert_eq!(problems(json!(["GBR", {"from": "2001", "countries": ["GBR"]}])), 1);
        assert_eq!(problems(json!([{"from": "2001", "to": "2000", "countries": ["GBR"]}])), 1);
        assert_eq!(problems(json!([{"from": "2001", "countries": ["XYZ"]}])), 1);
    }
}

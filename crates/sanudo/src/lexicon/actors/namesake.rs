//! Who else bears a name? Parts of countries that are called as another country, the long names behind an acronym, all names of countries.

use super::{ActorIndex, Ids, What};
use serde::Deserialize;

/// A country's name that a part of another country bears, too.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Namesake {
    /// "Georgia".
    pub name: String,
    /// Whose part bears it.
    pub country: String,
    /// Words that tell of the part.
    pub part: Vec<String>,
    /// Words two of which tell of the part.
    pub hints: Vec<String>,
    /// Words that tell of the country.
    pub own: Vec<String>,
}

impl ActorIndex {
    /// Whether somebody has a name of several words (folded) for which this holds. Looks through all names: only for what is seldom asked.
    pub fn has_long_name(&self, id: u32, holds: impl Fn(&str) -> bool) -> bool {
        let bears = |ids: &Ids| ids.as_slice().contains(&id);
        self.names.iter().any(|(name, ids)| bears(ids) && name.contains(' ') && holds(name))
    }

    /// Names of countries with their codes, sorted.
    pub fn country_names(&self) -> Vec<(String, String)> {
        let known = self
            .names
            .iter()
            .flat_map(|(name, ids)| ids.as_slice().iter().map(move |id| (name, &self.known[*id as usize])));
        let countries = known.filter(|(_, k)| k.what == What::Country);
        let mut list: Vec<(String, String)> =
            countries.filter_map(|(name, k)| Some((name.clone(), k.country.clone()?))).collect();
        list.sort();
        list
    }
}

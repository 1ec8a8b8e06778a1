//! Common words by which a text means somebody told before, or says whose somebody is.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// `cues/reference.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reference {
    /// Pronouns of one person.
    pub person: Vec<String>,
    /// Pronouns of a thing or body.
    pub thing: Vec<String>,
    /// Pronouns of exactly two.
    pub pair: Vec<String>,
    /// Words of a headline that tell that several speak: "joint".
    pub joint: Vec<String>,
    /// Bare roles with whose they are where nobody else's was told: "the Secretary-General".
    pub whose: Vec<(String, String)>,
    /// Prepositions before whom one acts with.
    pub accompanying: Vec<String>,
    /// Verbs by which the object is met.
    pub encounters: Vec<String>,
    /// Prepositions behind which nobody stands who owns the noun before them.
    pub not_owning: Vec<String>,
    /// Lines between countries: who is struck near one need not be the neighbour.
    pub boundaries: Vec<String>,
    /// Pronouns of several.
    pub plural: Vec<String>,
    /// "his Kuwaiti counterpart".
    pub counterpart: Vec<String>,
    /// "both sides", "the two countries".
    pub pairs: Vec<String>,
    /// The numbers from two on: "the three countries".
    pub counts: Vec<String>,
    /// Who speaks or acts for another.
    pub spokesmen: Vec<String>,
    /// Titles that make what follows a person.
    pub honorifics: Vec<String>,
    /// Pronouns that open a relative clause.
    pub relative: Vec<String>,
    /// What stands behind the hyphen of "Turkish-backed": the name before it is not the actor.
    pub beside: Vec<String>,
    /// What somebody issued and what speaks for him: "statement", "resolution".
    pub utterances: Vec<String>,
    /// Those of them behind which a town of the actor's own country bears the act.
    pub inside: Vec<String>,
    /// Prepositions behind which a recipient may stand that no rule asks for.
    pub bearers: Vec<String>,
    /// Groups of people that the noun before them tells the sector of: "militia groups".
    pub groups: Vec<String>,
    /// Sectors whose bearers are taken for those of the place where the sentence happens.
    pub local: Vec<String>,
    /// Sectors whose bases and posts stand for them: "rebel positions".
    pub holders: Vec<String>,
    /// The bases, posts, convoys and vessels that stand for them.
    pub posts: Vec<String>,
    /// Verbs by whose participle a group is somebody's: "sent by Rwanda".
    pub sending: Vec<String>,
    /// Words that parties and bodies of many countries share: a name of such words alone is a country's only where the article speaks of it.
    pub shared: FxHashSet<String>,
    /// What opens a clause that tells what happens in a place: "where".
    pub whereabouts: Vec<String>,
    /// Nouns for any country: "the country".
    pub lands: Vec<String>,
    /// Nouns for countries that call themselves so: "the kingdom".
    pub realms: Vec<String>,
    /// Nouns for islands: "the island".
    pub islands: Vec<String>,
    /// Countries that are islands.
    pub island_states: Vec<String>,
    /// Nouns for parts of countries that are told by name: "the enclave".
    pub parts: Vec<String>,
    /// Nouns for groups and bodies: "the group".
    pub bodies: Vec<String>,
    /// Nouns for bodies of states: "the bloc".
    pub unions: Vec<String>,
    /// Sectors whose bearers somebody sends and withdraws: "230 troops".
    pub forces: Vec<String>,
    /// Sectors whose bearers rise against who rules them.
    pub ruled: Vec<String>,
    /// Pronouns of whoever speaks.
    pub speaking: Vec<String>,
    /// What is named for the city where it was made or held: "the Paris agreement".
    pub venues: Vec<String>,
    /// Roles that behind "in" tell how: "in person".
    pub manners: Vec<String>,
    /// Adjectives of those who stand over against each other: "the respective governments".
    pub mutual: Vec<String>,
    /// Determiners and adjectives that leave open which of many are meant: "those countries".
    pub vague: Vec<String>,
    /// Roles that before these with "of" are no role: "a state of siege".
    pub situations: Vec<String>,
    /// What makes them none.
    pub conditions: Vec<String>,
    /// Words that make a noun one told before.
    pub definite: Vec<String>,
    /// Titles and nouns by which a paper of a state means its own: "the Department".
    pub houses: Vec<String>,
    /// Bodies that such a paper writes with a capital where its own are meant: "the Government".
    pub cabinets: Vec<String>,
    /// Words of titles that some countries have and others have not: "minister".
    pub telling: Vec<String>,
    /// Given names of the world: what begins with one names a person.
    pub given_names: Vec<String>,
}

//! Conditions on frames: `obj=missile|@weapon against !with`, as lexicon/README.md defines them.

/// The name of an argument, interned by [`Roles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Role(pub u16);

impl Role {
    /// Who acts.
    pub const SUBJ: Role = Role(0);
    /// To whom it is done.
    pub const OBJ: Role = Role(1);
    /// Who gets it.
    pub const IOBJ: Role = Role(2);
    /// The clause or action noun inside.
    pub const CONTENT: Role = Role(3);
    /// A noun before the event noun: "the Gaza blockade".
    pub const COMPOUND: Role = Role(4);
    /// A preposition that no rule asks for.
    pub const OTHER: Role = Role(u16::MAX);
}

/// All role names that the lexicon uses.
#[derive(Clone, Debug)]
pub struct Roles {
    names: Vec<String>,
    by_name: rustc_hash::FxHashMap<String, Role>,
}

impl Default for Roles {
    fn default() -> Self {
        let mut roles = Roles { names: Vec::new(), by_name: Default::default() };
        for name in ["subj", "obj", "iobj", "content", "compound"] {
            roles.intern(name);
        }
        roles
    }
}

impl Roles {
    /// The role of this name, made if new.
    pub fn intern(&mut self, name: &str) -> Role {
        if let Some(role) = self.by_name.get(name) {
            return *role;
        }
        let role = Role(self.names.len() as u16);
        self.names.push(name.to_owned());
        self.by_name.insert(name.to_owned(), role);
        role
    }

    /// The role of this preposition; [`Role::OTHER`] where no rule asks for it.
    pub fn of(&self, name: &str) -> Role {
        self.by_name.get(name).copied().unwrap_or(Role::OTHER)
    }

    /// Its name.
    pub fn name(&self, role: Role) -> &str {
        self.names.get(role.0 as usize).map_or("other", String::as_str)
    }

    /// `obj|of|for` as roles, in order.
    pub fn list(&mut self, text: &str) -> Vec<Role> {
        text.split('|').map(str::trim).filter(|n| !n.is_empty()).map(|n| self.intern(n)).collect()
    }
}

/// What an argument must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Its head has this lemma.
    Lemma(String),
    /// Its head's lemma is in this word class; for `content`, the class of the act.
    Class(String),
    /// It resolves to an actor.
    Actor,
    /// It resolves to a person or people.
    Person,
    /// It can act of its own: an actor that is no thing, or a person.
    Agent,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cond {
    /// One of the roles is there.
    Has(Vec<Role>),
    /// None of the roles is there.
    Lacks(Vec<Role>),
    /// An argument in one of the roles passes one of the tests; or none does.
    Is {
        /// Where to look.
        roles: Vec<Role>,
        /// Any may hold.
        tests: Vec<Test>,
        /// Whether it must hold.
        holds: bool,
    },
    /// A modifier of the predicate or its object has one of these lemmas.
    Modified(Vec<Test>, bool),
    /// The subject is plural or a list.
    Plural(bool),
    /// The predicate is passive.
    Passive(bool),
    /// The predicate is a noun.
    Noun(bool),
    /// The predicate is a verb.
    Verb(bool),
    /// The predicate is negated.
    Negated(bool),
    /// The content is an infinitive: "told them to leave", not "told them that he left".
    Infinitive(bool),
    /// One of these holds.
    Any(Vec<Cond>),
}

/// Reads conditions; the error names the word that is wrong.
pub fn parse(text: &str, roles: &mut Roles) -> Result<Vec<Cond>, String> {
    text.split_whitespace().map(|word| one(word, roles)).collect()
}

fn one(word: &str, roles: &mut Roles) -> Result<Cond, String> {
    if word.contains('/') {
        return Ok(Cond::Any(word.split('/').map(|w| single(w, roles)).collect::<Result<_, _>>()?));
    }
    single(word, roles)
}

fn single(word: &str, roles: &mut Roles) -> Result<Cond, String> {
    let (yes, word) = word.strip_prefix('!').map_or((true, word), |rest| (false, rest));
    if let Some((names, tests)) = word.split_once('=') {
        return with_tests(names, tests, yes, roles);
    }
    Ok(match word {
        "plural" => Cond::Plural(yes),
        "passive" => Cond::Passive(yes),
        "active" => Cond::Passive(!yes),
        "noun" => Cond::Noun(yes),
        "verb" => Cond::Verb(yes),
        "negated" => Cond::Negated(yes),
        "infinitive" => Cond::Infinitive(yes),
        "" => return Err("an empty condition".into()),
        names if names.chars().any(|c| !(c.is_ascii_alphabetic() || "|_-".contains(c))) => {
            return Err(format!("'{names}' is no role"));
        }
        names if yes => Cond::Has(roles.list(&names.replace('_', " "))),
        names => Cond::Lacks(roles.list(&names.replace('_', " "))),
    })
}

fn with_tests(names: &str, tests: &str, yes: bool, roles: &mut Roles) -> Result<Cond, String> {
    let (names, holds) = names.strip_suffix('!').map_or((names, yes), |n| (n, !yes));
    let tests: Vec<Test> = tests.split('|').filter(|t| !t.is_empty()).map(test).collect();
    if tests.is_empty() || names.is_empty() {
        return Err(format!("'{names}=' lacks a side"));
    }
    if names == "mod" {
        return Ok(Cond::Modified(tests, holds));
    }
    Ok(Cond::Is { roles: roles.list(&names.replace('_', " ")), tests, holds })
}

fn test(text: &str) -> Test {
    match text {
        "ACTOR" => Test::Actor,
        "PERSON" => Test::Person,
        "AGENT" => Test::Agent,
        _ => match text.strip_prefix('@') {
            Some(class) => Test::Class(class.to_owned()),
            None => Test::Lemma(text.replace('_', " ")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_read_as_the_manual_says() {
        let mut roles = Roles::default();
        let conds = parse("obj!=missile|@weapon against !with mod=joint", &mut roles).unwrap();
        assert_eq!(conds.len(), 4);
        assert!(matches!(&conds[0], Cond::Is { holds: false, tests, .. } if tests.len() == 2));
        assert_eq!(conds[1], Cond::Has(vec![roles.of("against")]));
        assert_eq!(conds[2], Cond::Lacks(vec![roles.of("with")]));
        assert!(parse("obj=", &mut roles).is_err());
        assert!(parse("(x)", &mut roles).is_err());
    }
}

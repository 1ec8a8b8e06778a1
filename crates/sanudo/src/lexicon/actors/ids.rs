//! Which actors have one name?

/// Indices of actors, ascending; most names have one.
#[derive(Debug)]
pub(super) enum Ids {
    One([u32; 1]),
    More(Vec<u32>),
}

impl Ids {
    pub(super) fn as_slice(&self) -> &[u32] {
        match self {
            Ids::One(id) => id,
            Ids::More(ids) => ids,
        }
    }

    /// Adds the index of the newest actor, once.
    pub(super) fn add(&mut self, id: u32) {
        match self {
            Ids::One(one) if *one == [id] => {}
            Ids::One([one]) => *self = Ids::More(vec![*one, id]),
            Ids::More(ids) if ids.last() == Some(&id) => {}
            Ids::More(ids) => ids.push(id),
        }
    }
}

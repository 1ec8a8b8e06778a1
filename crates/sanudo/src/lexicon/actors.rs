//! Who is known by which name? The actors of the lexicon, indexed.

use super::File;
use crate::diag::Error;

/// Countries, organisations, groups, people and roles.
#[derive(Debug, Default)]
pub struct ActorIndex {}

impl ActorIndex {
    /// Builds the index from the files below `actors/`.
    ///
    /// # Errors
    /// All mistakes of all files.
    pub fn build(_files: &[File]) -> Result<ActorIndex, Vec<Error>> {
        Ok(ActorIndex {})
    }
}

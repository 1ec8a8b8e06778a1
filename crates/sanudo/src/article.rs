//! An article as the pipeline sees it: a text and what its carrier says about it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One news article. `text` is never changed after reading: every span of the record points into it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Given by the source, or a hash of the text.
    pub id: String,
    /// The headline, where it is not part of `text`.
    pub title: Option<String>,
    /// Where the article stands.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// ISO 639-1; `None` where nobody said.
    pub language: Option<String>,
    /// The date of publication: what relative dates are anchored on.
    pub published: Option<Date>,
    /// The text itself.
    pub text: String,
}

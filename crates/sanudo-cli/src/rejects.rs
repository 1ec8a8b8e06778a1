//! Articles that could not be coded: to a file, or a few of them to the terminal.

use crate::failure::Failure;
use crate::output::Part;
use sanudo::diag::Error;
use serde_json::json;
use std::path::Path;

/// How many are told where no file was asked for.
const TOLD: u64 = 10;

/// Collects rejected articles.
pub struct Rejects {
    file: Option<Part>,
    /// How many there were.
    pub count: u64,
}

impl Rejects {
    /// Begins, or goes on behind `resume` = (bytes, count).
    pub fn open(path: Option<&Path>, resume: Option<(u64, u64)>) -> Result<Rejects, Failure> {
        let file = path.map(|p| Part::open(p, resume.map(|r| r.0))).transpose()?;
        Ok(Rejects { file, count: resume.map_or(0, |r| r.1) })
    }

    /// Takes one more.
    pub fn add(&mut self, error: &Error) -> Result<(), Failure> {
        self.count += 1;
        match &mut self.file {
            Some(file) => {
                let Error { code, file: name, line, message, hint } = error;
                let line = json!({"file": name, "line": line, "code": code, "reason": message, "hint": hint});
                file.write(format!("{line}\n").as_bytes())
            }
            None => {
                if self.count <= TOLD {
                    eprintln!("sanudo: rejected: {error}");
                }
                Ok(())
            }
        }
    }

    /// How far the file is.
    pub fn checkpoint(&mut self) -> Result<u64, Failure> {
        let Some(file) = &mut self.file else { return Ok(0) };
        file.flush()?;
        Ok(file.bytes)
    }

    /// Completes the file.
    pub fn finish(self) -> Result<(), Failure> {
        if self.file.is_none() && self.count > TOLD {
            eprintln!("sanudo: {} more rejected; --rejects FILE lists them all", self.count - TOLD);
        }
        self.file.map_or(Ok(()), Part::finish)
    }

    /// Takes back what was written.
    pub fn discard(self) {
        if let Some(file) = self.file {
            file.discard();
        }
    }
}

//! How far did a run get? A small file that lets the same command go on where it stopped.

use crate::failure::{Failure, failure, unreadable, unwritable};
use crate::input::Item;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How far a run is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Tells runs apart: inputs, options, lexicon, model, program.
    pub run: String,
    /// Articles taken from the input, rejected ones included.
    pub seen: u64,
    /// Records written.
    pub records: u64,
    /// Events in them.
    pub events: u64,
    /// Bytes of the output.
    pub bytes: u64,
    /// Articles rejected.
    pub rejected: u64,
    /// Bytes of the rejects.
    pub rejects_bytes: u64,
    /// Events that the format has no place for.
    #[serde(default)]
    pub left_out: u64,
    /// Tells whether the articles taken are still the same.
    #[serde(default)]
    pub taken: u64,
}

impl Progress {
    /// Counts an article that was taken from the input: its id and length, or why it could not be read.
    pub fn take(&mut self, item: &Item) {
        self.seen += 1;
        let mark = match item {
            Ok(reading) => format!("{} {}", reading.article.id, reading.article.text.len()),
            Err(error) => format!("{} {}", error.code, error.line),
        };
        for byte in mark.bytes().chain([0]) {
            self.taken = (self.taken ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// The folder that keeps the progress.
pub struct State {
    folder: PathBuf,
}

impl State {
    /// Opens the folder; with it comes the progress of a run that was stopped.
    pub fn open(folder: &Path, run: &str) -> Result<(State, Option<Progress>), Failure> {
        fs::create_dir_all(folder).map_err(|e| unwritable(folder, &e))?;
        let state = State { folder: folder.into() };
        let file = state.file();
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((state, None)),
            Err(error) => return Err(unreadable(&file, &error)),
        };
        let progress: Progress = serde_json::from_str(&text).map_err(|e| {
            let message = format!("{} is broken: {e}", file.display());
            failure("E405", message, "delete it to start again from the beginning")
        })?;
        if progress.run != run {
            let message = format!("{} belongs to another run", folder.display());
            let hint = "inputs, options and lexicon must be the same; give another --state DIR, or delete this one";
            return Err(failure("E405", message, hint));
        }
        Ok((state, Some(progress)))
    }

    /// Keeps the progress; never a half of it.
    pub fn save(&self, progress: &Progress) -> Result<(), Failure> {
        let (file, new) = (self.file(), self.folder.join("progress.json.new"));
        let text = serde_json::to_string(progress).unwrap_or_default();
        fs::write(&new, text + "\n").and_then(|()| fs::rename(&new, &file)).map_err(|e| unwritable(&file, &e))
    }

    /// The run is complete.
    pub fn clear(self) -> Result<(), Failure> {
        match fs::remove_file(self.file()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritable(&self.folder, &error)),
            _ => {
                // the folder may have been there before us, with other things in it
                drop(fs::remove_dir(&self.folder));
                Ok(())
            }
        }
    }

    fn file(&self) -> PathBuf {
        self.folder.join("progress.json")
    }
}

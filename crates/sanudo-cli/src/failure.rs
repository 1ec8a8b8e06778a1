//! How does a command end? One place for exit codes and for what is said about failures.

use sanudo::diag::Error;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// What a command that went through has to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Everything was done.
    All,
    /// Some articles were rejected, or some proofs failed.
    Partly,
}

/// Why a command could not go through.
#[derive(Debug)]
pub enum Failure {
    /// Usage, input or output: each with what to do next.
    Errors(Vec<Error>),
    /// Whoever read our output has enough.
    Closed,
    /// Ctrl-C; what to do to go on.
    Interrupted(String),
}

/// How a command ends.
pub type Outcome = Result<Done, Failure>;

/// Says what went wrong, and turns it into the exit code: 0 all done, 1 some rejected, 2 usage or input and output,
/// 130 interrupted.
pub fn exit(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(Done::All) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Ok(Done::Partly) => ExitCode::from(1),
        Err(Failure::Errors(errors)) => {
            for error in errors {
                eprintln!("sanudo: {error}");
            }
            ExitCode::from(2)
        }
        Err(Failure::Interrupted(message)) => {
            eprintln!("sanudo: {message}");
            ExitCode::from(130)
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Errors(vec![error])
    }
}

/// A failure with its code, message and hint.
pub fn failure(code: &'static str, message: String, hint: &str) -> Failure {
    Error { code, file: String::new(), line: 0, message, hint: hint.into() }.into()
}

/// A file that cannot be read.
pub fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let hint = "check the name and the permissions; `-` stands for standard input";
    Error { code: "E401", file: path.display().to_string(), line: 0, message: error.to_string(), hint: hint.into() }
        .into()
}

/// A file that cannot be written; a closed pipe is no failure.
pub fn unwritable(path: &Path, error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Failure::Closed;
    }
    let hint = match error.kind() {
        io::ErrorKind::StorageFull => "make room on the disk; with --state DIR the run then goes on where it stopped",
        _ => "check the folder and the permissions, or give another -o FILE",
    };
    Error { code: "E402", file: path.display().to_string(), line: 0, message: error.to_string(), hint: hint.into() }
        .into()
}

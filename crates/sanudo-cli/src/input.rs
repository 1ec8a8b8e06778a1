//! Which articles are asked for? Files and folders in order, unpacked and read one article at a time.

use crate::args::{InputFormat, ReadingArgs};
use crate::failure::{Failure, failure, unreadable};
use sanudo::diag::Error;
use sanudo::read::{self, Articles, Format, Options, Reading};
use sanudo_cli::unpack::{Limits, unpack};
use std::fs::{self, File};
use std::io::{self, BufRead, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// An article, or why there is none; errors name their file.
pub type Item = Result<Reading, Error>;

/// All articles of all inputs.
pub struct Inputs {
    walk: Walk,
    options: Options,
    limits: Limits,
    /// Bytes of files read so far, packed as they are.
    pub read: Arc<AtomicU64>,
    current: Option<(String, Articles<Box<dyn BufRead>>)>,
}

impl Inputs {
    /// Checks the arguments; files are opened one after the other, later.
    pub fn new(paths: &[PathBuf], args: &ReadingArgs) -> Result<Inputs, Failure> {
        let limits = Limits { unpacked: args.max_unpacked, ratio: args.max_ratio };
        let (options, walk) = (options(args)?, Walk::new(paths)?);
        Ok(Inputs { walk, options, limits, read: Arc::default(), current: None })
    }

    /// Leaves out these files and folders where they are met inside a folder: a run must not read what it writes.
    pub fn without(mut self, paths: &[Option<&Path>]) -> Inputs {
        self.walk.ours = paths.iter().flatten().filter_map(|p| place(p)).collect();
        self
    }

    fn more(&mut self) -> Option<Item> {
        let (file, articles) = self.current.as_mut()?;
        let item = articles.next().map(|item| item.map_err(|error| Error { file: file.clone(), ..error }));
        if item.is_none() {
            self.current = None;
        }
        item
    }

    fn open(&self, path: &Path) -> io::Result<Articles<Box<dyn BufRead>>> {
        let raw: Box<dyn Read> = if is_stdin(path) { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
        let input = unpack(raw, Arc::clone(&self.read), self.limits)?;
        Ok(read::articles(input, &self.options))
    }
}

impl Iterator for Inputs {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.more() {
                return Some(item);
            }
            let path = match self.walk.next()? {
                Ok(path) => path,
                Err((path, error)) => return Some(Err(unopened(&path, &error))),
            };
            match self.open(&path) {
                Ok(articles) => self.current = Some((path.display().to_string(), articles)),
                Err(error) => return Some(Err(unopened(&path, &error))),
            }
        }
    }
}

fn unopened(path: &Path, error: &io::Error) -> Error {
    let (file, message) = (path.display().to_string(), error.to_string());
    Error { code: "E310", file, line: 0, message, hint: "check the file and its permissions; the rest went on".into() }
}

/// What the reader is asked to do.
pub fn options(args: &ReadingArgs) -> Result<Options, Failure> {
    let published = match &args.published {
        None => None,
        Some(date) => Some(
            read::parse_date(date)
                .ok_or_else(|| failure("E403", format!("--published `{date}` is no date"), "write it as 2023-11-20"))?,
        ),
    };
    let map = args.map.iter().map(|pair| mapping(pair)).collect::<Result<_, _>>()?;
    let format = args.from.map(|from| match from {
        InputFormat::Text => Format::Text,
        InputFormat::Jsonl => Format::Jsonl,
        InputFormat::Json => Format::Json,
        InputFormat::Html => Format::Html,
        InputFormat::Petrarch => Format::Petrarch,
    });
    Ok(Options { format, map, published, max_article: args.max_article, max_depth: args.max_depth })
}

fn mapping(pair: &str) -> Result<(String, String), Failure> {
    let known = |name: &str| read::field_names().any(|n| n == name);
    match pair.split_once('=') {
        Some((ours, theirs)) if known(ours) && !theirs.is_empty() => Ok((ours.into(), theirs.into())),
        _ => {
            let names: Vec<&str> = read::field_names().collect();
            let hint = format!("write OURS=THEIRS, where OURS is one of {}", names.join(", "));
            Err(failure("E403", format!("--map `{pair}` cannot be read"), &hint))
        }
    }
}

/// The files below some paths, folders in order of names, one folder at a time.
struct Walk {
    /// The next one last.
    left: Vec<PathBuf>,
    /// What this run writes.
    ours: Vec<PathBuf>,
}

impl Walk {
    fn new(paths: &[PathBuf]) -> Result<Walk, Failure> {
        for path in paths.iter().filter(|p| !is_stdin(p)) {
            fs::metadata(path).map_err(|e| unreadable(path, &e))?;
        }
        let mut left: Vec<PathBuf> = paths.iter().rev().cloned().collect();
        if left.is_empty() {
            if io::stdin().is_terminal() {
                let hint = "give files or folders, `-` to type, or pipe articles in; see --help";
                return Err(failure("E403", "there is nothing to read".into(), hint));
            }
            left.push("-".into());
        }
        Ok(Walk { left, ours: Vec::new() })
    }
}

impl Iterator for Walk {
    type Item = Result<PathBuf, (PathBuf, io::Error)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let path = self.left.pop()?;
            if is_stdin(&path) || !path.is_dir() {
                return Some(Ok(path));
            }
            match listing(&path) {
                Ok(inside) => {
                    let others = inside.into_iter().rev().filter(|p| !is_ours(&self.ours, p));
                    self.left.extend(others);
                }
                Err(error) => return Some(Err((path, error))),
            }
        }
    }
}

/// Whether this is one of them, whatever it is called by.
fn is_ours(ours: &[PathBuf], path: &Path) -> bool {
    let same_name = ours.iter().any(|o| o.file_name() == path.file_name());
    same_name && place(path).is_some_and(|p| ours.contains(&p))
}

/// The path without detours; the file itself need not be there yet.
fn place(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(folder.canonicalize().ok()?.join(path.file_name()?))
}

/// A folder's files and folders in order of names. Left out are hidden ones, incomplete output (of this run, even), and
/// links to folders, which may run in circles.
fn listing(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let hidden = name.starts_with('.') || name.ends_with(".part");
        let circle = entry.file_type()?.is_symlink() && entry.path().is_dir();
        if !hidden && !circle {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// The bytes of all files, for the progress bar; nothing where there is standard input.
pub fn size(paths: &[PathBuf]) -> Option<u64> {
    if paths.is_empty() || paths.iter().any(|p| is_stdin(p)) {
        return None;
    }
    let walk = Walk::new(paths).ok()?;
    Some(walk.flatten().filter_map(|p| fs::metadata(p).ok()).map(|m| m.len()).sum())
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

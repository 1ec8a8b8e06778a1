//! Which lexicon is it? A hash of its files. The build script includes this file, too.

use crate::parse::hash::{self, Hash};
use serde_json::Value;

/// The key under which the reader of a file keeps the line of an entry.
pub const LINE: &str = "#line";

/// A hash of the files' values: tells lexicons apart, keeps no secrets.
pub fn of(files: &[(String, Value)]) -> String {
    let mut state = Hash::new(0);
    let mut add = |text: &str| {
        let sum = hash::bytes(text.as_bytes());
        state = state.with(sum as u32).with((sum >> 32) as u32);
    };
    for (path, value) in files {
        add(path);
        let mut rest = vec![value];
        while let Some(value) = rest.pop() {
            match value {
                Value::String(text) => add(text),
                Value::Array(list) => {
                    add("[");
                    rest.extend(list);
                }
                Value::Object(table) => {
                    add("{");
                    // where an entry stands says nothing about what it says
                    let entries = || table.iter().filter(|(key, _)| key.as_str() != LINE);
                    entries().for_each(|(key, _)| add(key));
                    rest.extend(entries().map(|(_, value)| value));
                }
                plain => add(&plain.to_string()),
            }
        }
        add("\n");
    }
    format!("{:08x}{:08x}", state.key(), state.with(1).key())
}

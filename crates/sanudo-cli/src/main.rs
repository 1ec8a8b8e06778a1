//! The binary `sanudo`.
fn main() {}

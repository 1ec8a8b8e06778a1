//! Parquet: the rows of the table form with real lists, zipped by Snappy, a row group every few thousand rows.

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use sanudo::record::table::{COLUMNS, Cell, Kind};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::sync::Arc;

/// Rows held at a time.
const GROUP: usize = 8192;

/// Turns rows, one JSON list a line, into a Parquet file.
pub fn convert(rows: &Path, made: &Path) -> io::Result<()> {
    let lines = BufReader::new(File::open(rows)?).lines();
    write(lines, File::create(made)?)
}

fn write(lines: impl Iterator<Item = io::Result<String>>, out: impl Write + Send) -> io::Result<()> {
    let schema = Arc::new(parse_message_type(&schema())?);
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("sanudo ", env!("CARGO_PKG_VERSION")).into());
    let mut writer = SerializedFileWriter::new(out, schema, Arc::new(properties.build()))?;
    let mut group: Vec<Vec<Cell>> = Vec::new();
    for line in lines {
        group.push(serde_json::from_str(&line?)?);
        if group.len() == GROUP {
            write_group(writer.next_row_group()?, &group)?;
            group.clear();
        }
    }
    if !group.is_empty() {
        write_group(writer.next_row_group()?, &group)?;
    }
    writer.close()?;
    Ok(())
}

fn schema() -> String {
    let column = |name: &str, kind: Kind| match kind {
        Kind::Text => format!("optional binary {name} (utf8);"),
        Kind::Int => format!("optional int64 {name};"),
        Kind::Float => format!("optional double {name};"),
        Kind::List => {
            format!("required group {name} (list) {{ repeated group list {{ required binary element (utf8); }} }}")
        }
    };
    let columns: Vec<String> = COLUMNS.iter().map(|c| column(c.name, c.kind)).collect();
    format!("message events {{ {} }}", columns.join("\n"))
}

fn write_group<W: Write + Send>(mut writer: SerializedRowGroupWriter<'_, W>, rows: &[Vec<Cell>]) -> Result<()> {
    for (i, column) in COLUMNS.iter().enumerate() {
        let cells = || rows.iter().map(move |row| row.get(i).unwrap_or(&Cell::Empty));
        match column.kind {
            Kind::Text => optional::<ByteArrayType, W>(&mut writer, cells().map(words))?,
            Kind::Int => optional::<Int64Type, W>(&mut writer, cells().map(whole))?,
            Kind::Float => optional::<DoubleType, W>(&mut writer, cells().map(number))?,
            Kind::List => lists(&mut writer, cells())?,
        }
    }
    writer.close().map(|_| ())
}

fn optional<T: DataType, W: Write + Send>(
    writer: &mut SerializedRowGroupWriter<'_, W>,
    cells: impl Iterator<Item = Option<T::T>>,
) -> Result<()> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        levels.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    let mut column = writer.next_column()?.ok_or_else(missing)?;
    column.typed::<T>().write_batch(&values, Some(&levels), None)?;
    column.close()
}

/// Definition level 1 is an element, 0 an empty list; repetition level 1 goes on with the list.
fn lists<'c, W: Write + Send>(
    writer: &mut SerializedRowGroupWriter<'_, W>,
    cells: impl Iterator<Item = &'c Cell>,
) -> Result<()> {
    let (mut values, mut defined, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
    for cell in cells {
        let list: &[String] = if let Cell::List(list) = cell { list } else { &[] };
        if list.is_empty() {
            defined.push(0);
            repeated.push(0);
        }
        for (i, element) in list.iter().enumerate() {
            values.push(ByteArray::from(element.as_str()));
            defined.push(1);
            repeated.push(i16::from(i > 0));
        }
    }
    let mut column = writer.next_column()?.ok_or_else(missing)?;
    column.typed::<ByteArrayType>().write_batch(&values, Some(&defined), Some(&repeated))?;
    column.close()
}

fn missing() -> ParquetError {
    ParquetError::General("the schema has fewer columns than the table".into())
}

fn words(cell: &Cell) -> Option<ByteArray> {
    match cell {
        Cell::Empty => None,
        cell => Some(ByteArray::from(cell.plain().into_bytes())),
    }
}

fn whole(cell: &Cell) -> Option<i64> {
    if let Cell::Int(n) = cell { Some(*n) } else { None }
}

fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Float(n) => Some(*n),
        Cell::Int(n) => Some(*n as f64),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Row;

    fn row(id: &str, modes: &[&str]) -> Vec<Cell> {
        let cell = |c: &sanudo::record::table::Column| match (c.name, c.kind) {
            ("event_id", _) => Cell::Text(id.into()),
            ("modes", _) => Cell::List(modes.iter().map(|m| (*m).into()).collect()),
            ("quad", _) => Cell::Int(4),
            ("score", _) => Cell::Float(-5.0),
            (_, Kind::List) => Cell::List(Vec::new()),
            _ => Cell::Empty,
        };
        COLUMNS.iter().map(cell).collect()
    }

    #[test]
    fn rows_come_back_with_real_lists() {
        let rows = [row("a", &["visit", "phone"]), row("b", &[]), row("c", &["expel"])];
        let path = std::env::temp_dir().join(format!("sanudo-{}.parquet", std::process::id()));
        let lines = rows.iter().map(|r| serde_json::to_string(r).map_err(io::Error::other));
        write(lines, File::create(&path).unwrap()).unwrap();
        let reader = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
        let read: Vec<Row> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(read.len(), 3);
        let shown = read[0].to_string();
        for part in ["event_id: \"a\"", "modes: [\"visit\", \"phone\"]", "quad: 4", "score: -5", "cameo: null"] {
            assert!(shown.contains(part), "{part} in {shown}");
        }
        assert!(read[1].to_string().contains("modes: []"));
    }
}

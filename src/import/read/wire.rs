//! What a process that reads a workbook says to the one that asked: frames, each after its length, in a compact form.
//!
//! Rows come as they are read, and each text once, so neither side holds the whole workbook twice. The asking side
//! believes nothing: places, references and amounts are checked, and what does not fit is [`Broken`].

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use chrono::DateTime;
use serde::{Deserialize, Serialize};

use super::failure::{FailureCode, Measure, ReadFailure};
use super::grid::check_running;
use super::limits::{COLUMNS, Fence, Limits, ROWS};
use super::number_format::NumberFormat;
use super::sheets::Sheets;
use super::sink::{FormatId, Sink, Value};
use super::{Cell, Progress, SheetNote, Visibility, Workbook, read_into};
use crate::import::cell::{At, Column, Range};
use crate::values::ImportFormat;

/// Bytes of new texts, or cells, after which a block is sent.
const BLOCK: usize = 1 << 16;

/// Bytes of the longest frame: a full block with one more text of the longest sort, or the merged regions of a sheet.
const LONGEST_FRAME: u32 = 16 << 20;

/// Texts that the reading side remembers in order to send them once.
const REMEMBERED: usize = 1 << 20;

/// One thing said. Texts are borrowed on one side and shared on the other.
#[derive(Debug, Serialize, Deserialize)]
enum Frame<T> {
    Expect(u64),
    Begin(T, Visibility),
    Block(Block<T>),
    End(Vec<Range>, Vec<SheetNote>),
    Done(ImportFormat),
    Failed(ReadFailure),
}

/// Cells, after the texts and formats that they are the first to have. Both are known by their place in order of coming.
#[derive(Debug, Serialize, Deserialize)]
struct Block<T> {
    texts: Vec<T>,
    formats: Vec<T>,
    items: Vec<Item>,
}

/// The number of a row, or a cell of that row after its column.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Item {
    Row(u32),
    Text(u32, u32),
    Number(u32, f64),
    Formatted(u32, f64, u32),
    Date(u32, i64),
    Bool(u32, bool),
    Error(u32, u32),
    Uncomputed(u32),
}

/// Reads a workbook and says what it holds, or why it cannot be read. Fails only when nobody listens.
pub fn send(bytes: &[u8], fence: &Fence, out: &mut impl Write) -> io::Result<()> {
    let mut sender = Sender::new(fence.output, out);
    let read = read_into(bytes, &fence.limits, &mut sender);
    if let Some(gone) = sender.gone.take() {
        return Err(gone);
    }
    let last = read.map_or_else(Frame::Failed, Frame::Done);
    sender.write(&last).ok();
    sender.gone.map_or(Ok(()), Err)
}

/// The sink at the end of which is another process.
struct Sender<'w, W> {
    out: &'w mut W,
    /// Bytes that may still be written, of so many.
    left: u64,
    most: u64,
    gone: Option<io::Error>,
    buffer: Vec<u8>,
    known: HashMap<Arc<str>, u32>,
    texts: u32,
    formats: u32,
    row: u32,
    block: Block<Arc<str>>,
    size: usize,
}

impl<'w, W: Write> Sender<'w, W> {
    fn new(most: u64, out: &'w mut W) -> Self {
        let block = Block { texts: Vec::new(), formats: Vec::new(), items: Vec::new() };
        Self {
            out,
            left: most,
            most,
            gone: None,
            buffer: Vec::new(),
            known: HashMap::new(),
            texts: 0,
            formats: 0,
            row: 0,
            block,
            size: 0,
        }
    }

    /// Writes a frame after its length.
    fn write(&mut self, frame: &Frame<Arc<str>>) -> Result<(), ReadFailure> {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        buffer.extend([0; 4]);
        let mut buffer = postcard::to_extend(frame, buffer).map_err(|_| FailureCode::Damaged)?;
        let length = u32::try_from(buffer.len() - 4).unwrap_or(u32::MAX);
        let left = self.left.checked_sub(u64::from(length));
        // The reason for stopping is told even when nothing else may be.
        if !matches!(frame, Frame::Failed(_)) {
            self.left = left.ok_or_else(|| ReadFailure::too_large(Measure::Output, self.most, None))?;
        }
        buffer[..4].copy_from_slice(&length.to_le_bytes());
        if let Err(gone) = self.out.write_all(&buffer).and_then(|()| self.out.flush()) {
            self.gone = Some(gone);
            return Err(FailureCode::Damaged.into());
        }
        self.buffer = buffer;
        Ok(())
    }

    /// Sends the cells that wait.
    fn flush(&mut self) -> Result<(), ReadFailure> {
        if self.block.items.is_empty() && self.block.formats.is_empty() {
            return Ok(());
        }
        let empty = Block { texts: Vec::new(), formats: Vec::new(), items: Vec::with_capacity(BLOCK) };
        let block = std::mem::replace(&mut self.block, empty);
        self.size = 0;
        self.write(&Frame::Block(block))
    }

    /// The place of a text among those sent; it is sent first, if it is new.
    fn text(&mut self, text: &str) -> u32 {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let (text, place): (Arc<str>, u32) = (Arc::from(text), self.texts);
        self.size += text.len();
        self.texts += 1;
        self.block.texts.push(Arc::clone(&text));
        if self.known.len() < REMEMBERED {
            self.known.insert(text, place);
        }
        place
    }
}

impl<W: Write> Sink for Sender<'_, W> {
    fn expect(&mut self, rows: u64) -> Result<(), ReadFailure> {
        self.write(&Frame::Expect(rows))
    }

    fn begin(&mut self, name: &str, visibility: Visibility) -> Result<(), ReadFailure> {
        self.row = 0;
        self.write(&Frame::Begin(Arc::from(name), visibility))
    }

    fn format(&mut self, code: &str) -> Option<FormatId> {
        NumberFormat::new(code)?;
        self.block.formats.push(Arc::from(code));
        self.formats += 1;
        Some(FormatId(self.formats - 1))
    }

    fn cell(&mut self, At { row, column: Column(column) }: At, value: Value<'_>) -> Result<(), ReadFailure> {
        if self.row != row {
            self.row = row;
            self.block.items.push(Item::Row(row));
        }
        let item = match value {
            Value::Text(text) => Item::Text(column, self.text(text)),
            Value::Number { value, format: None } => Item::Number(column, value),
            Value::Number { value, format: Some(FormatId(format)) } => Item::Formatted(column, value, format),
            Value::Date(moment) => Item::Date(column, moment.and_utc().timestamp_micros()),
            Value::Bool(value) => Item::Bool(column, value),
            Value::Error(error) => Item::Error(column, self.text(error)),
            Value::Uncomputed => Item::Uncomputed(column),
        };
        self.block.items.push(item);
        if self.block.items.len() >= BLOCK || self.size >= BLOCK { self.flush() } else { Ok(()) }
    }

    fn end(&mut self, merged: Vec<Range>, notes: Vec<SheetNote>) -> Result<(), ReadFailure> {
        self.flush()?;
        self.write(&Frame::End(merged, notes))
    }
}

/// What was said made no sense, or stopped before its end. It is for the caller to find out why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

/// How many bytes the frame has that follows these four.
pub fn frame_length(before: [u8; 4]) -> Result<usize, Broken> {
    let length = u32::from_le_bytes(before);
    if length > LONGEST_FRAME { Err(Broken) } else { usize::try_from(length).map_err(|_| Broken) }
}

/// Puts together the workbook of which frames tell, until the last of them, or until there is none.
pub fn receive(
    next: &mut dyn FnMut() -> Option<Vec<u8>>,
    fence: &Fence,
    progress: &mut dyn FnMut(Progress),
) -> Result<Result<Workbook, ReadFailure>, Broken> {
    let mut receiver = Receiver::new(&fence.limits);
    let mut said = 0;
    loop {
        let frame = next().ok_or(Broken)?;
        said += u64::try_from(frame.len()).unwrap_or(u64::MAX);
        if let Err(failure) = check_running(Measure::Output, fence.output, said) {
            return Ok(Err(failure));
        }
        match postcard::from_bytes(&frame).map_err(|_| Broken)? {
            Frame::Done(format) => return Ok(Ok(receiver.sheets.finish(format))),
            Frame::Failed(failure) => return Ok(Err(failure)),
            frame => {
                if let Err(failure) = receiver.take(frame)? {
                    return Ok(Err(failure));
                }
            }
        }
        progress(receiver.progress);
    }
}

/// The workbook as far as it was heard of.
struct Receiver {
    limits: Limits,
    sheets: Sheets,
    open: bool,
    texts: Vec<Arc<str>>,
    formats: Vec<Arc<NumberFormat>>,
    row: u32,
    cells: u64,
    progress: Progress,
}

impl Receiver {
    fn new(limits: &Limits) -> Self {
        Self {
            limits: *limits,
            sheets: Sheets::default(),
            open: false,
            texts: Vec::new(),
            formats: Vec::new(),
            row: 0,
            cells: 0,
            progress: Progress::default(),
        }
    }

    /// Takes what is not the last frame.
    fn take(&mut self, frame: Frame<&str>) -> Result<Result<(), ReadFailure>, Broken> {
        match frame {
            Frame::Expect(rows) => self.progress.of = Some(rows),
            Frame::Begin(name, visibility) => {
                (self.open, self.row) = (true, 0);
                self.sheets.begin(name, visibility);
            }
            Frame::Block(block) if self.open => return self.block(&block),
            Frame::End(merged, notes) if self.open => {
                self.open = false;
                let inside = |at: &At| (1..=ROWS).contains(&at.row) && at.column < Column(COLUMNS);
                if !merged.iter().all(|range| inside(&range.first) && inside(&range.last)) {
                    return Err(Broken);
                }
                self.sheets.end(merged, notes);
            }
            _ => return Err(Broken),
        }
        Ok(Ok(()))
    }

    fn block(&mut self, block: &Block<&str>) -> Result<Result<(), ReadFailure>, Broken> {
        self.texts.extend(block.texts.iter().map(|text| Arc::from(*text)));
        for code in &block.formats {
            self.formats.push(Arc::new(NumberFormat::new(code).ok_or(Broken)?));
        }
        self.cells += u64::try_from(block.items.len()).unwrap_or(u64::MAX);
        for item in &block.items {
            if let Item::Row(row) = *item {
                if !(1..=ROWS).contains(&row) {
                    return Err(Broken);
                }
                self.row = row;
                self.progress.rows += 1;
                self.cells -= 1;
            } else {
                self.cell(*item)?;
            }
        }
        Ok(check_running(Measure::Cells, self.limits.cells, self.cells))
    }

    fn cell(&mut self, item: Item) -> Result<(), Broken> {
        let text = |place: u32| self.texts.get(place as usize).map(Arc::clone).ok_or(Broken);
        let (column, cell) = match item {
            Item::Row(_) => return Err(Broken),
            Item::Text(column, place) => (column, Cell::Text(text(place)?)),
            Item::Number(column, value) => (column, Cell::Number { value, format: None }),
            Item::Formatted(column, value, format) => {
                let format = self.formats.get(format as usize).map(Arc::clone).ok_or(Broken)?;
                (column, Cell::Number { value, format: Some(format) })
            }
            Item::Date(column, micros) => {
                (column, Cell::Date(DateTime::from_timestamp_micros(micros).ok_or(Broken)?.naive_utc()))
            }
            Item::Bool(column, value) => (column, Cell::Bool(value)),
            Item::Error(column, place) => (column, Cell::Error(text(place)?)),
            Item::Uncomputed(column) => (column, Cell::Uncomputed),
        };
        if column >= COLUMNS || self.row == 0 {
            return Err(Broken);
        }
        self.sheets.put(At { row: self.row, column: Column(column) }, cell);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    const TABLE: &[u8] = b"Missie;Land\nChina;China\n\n\xC3\xA9en;twee\n";

    fn heard(
        mut said: &[u8],
        fence: &Fence,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Result<Workbook, ReadFailure>, Broken> {
        let mut next = || {
            let (length, rest) = said.split_first_chunk()?;
            let (frame, rest) = rest.split_at_checked(frame_length(*length).ok()?)?;
            said = rest;
            Some(frame.to_vec())
        };
        receive(&mut next, fence, progress)
    }

    fn sent(bytes: &[u8], fence: &Fence) -> Vec<u8> {
        let mut said = Vec::new();
        send(bytes, fence, &mut said).unwrap();
        said
    }

    #[test]
    fn what_is_received_is_what_was_read() {
        let mut progress = Vec::new();
        let fence = Fence::default();
        let received = heard(&sent(TABLE, &fence), &fence, &mut |now| progress.push(now.rows));
        let workbook = received.unwrap().unwrap();
        assert_eq!(workbook, read(TABLE).unwrap());
        assert_eq!(progress.last(), Some(&3));
        let [Cell::Text(one), Cell::Text(other)] = [0, 1].map(|cell| &workbook.sheets[0].rows[1].cells[cell].1) else {
            panic!("texts")
        };
        assert!(Arc::ptr_eq(one, other), "equal texts are one");
    }

    #[test]
    fn a_failure_is_received_as_it_is() {
        let fence = Fence::default();
        let received = heard(&sent(b"%PDF-1.4", &fence), &fence, &mut |_| {});
        assert_eq!(received, Ok(Err(FailureCode::NoSpreadsheet.into())));
        let narrow = Fence { output: 20, ..fence };
        let received = heard(&sent(TABLE, &narrow), &fence, &mut |_| {});
        assert_eq!(received, Ok(Err(ReadFailure::too_large(Measure::Output, 20, None))));
    }

    #[test]
    fn what_makes_no_sense_is_broken_wherever_it_stops_or_changes() {
        let fence = Fence::default();
        let said = sent(TABLE, &fence);
        for end in 0..said.len() {
            assert_eq!(heard(&said[..end], &fence, &mut |_| {}), Err(Broken), "cut at {end}");
        }
        for place in 0..said.len() {
            let mut other = said.clone();
            other[place] ^= 0xA5;
            // It may be another workbook; what matters is that it ends.
            let _ = heard(&other, &fence, &mut |_| {});
        }
        assert_eq!(heard(&[0xFF; 64], &fence, &mut |_| {}), Err(Broken));
    }
}

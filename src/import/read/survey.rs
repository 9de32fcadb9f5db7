//! A look at all parts of a zip before a reader opens it: whether that is safe, and what is in it.
//!
//! Readers trust what a workbook says of itself; this asks the bytes. Each part is inflated once and counted, since what a
//! zip says of its sizes may be a lie, and so may what a table says of its length.

use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;

use super::failure::{FailureCode, Measure, ReadFailure};
use super::grid::{check, check_running};
use super::limits::Limits;

/// A zip in memory.
pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// What was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Survey {
    /// Rows of all sheets in XML.
    pub rows: u64,
    /// Whether any sheet has merged regions.
    pub merged: bool,
    /// Whether any sheet has formulas.
    pub formulas: bool,
}

/// Bytes that a part may have whatever it was before inflating.
const UNSUSPICIOUS: u64 = 64 << 20;

/// Bytes that are inflated at a time.
const PIECE: usize = 1 << 16;

/// Bytes of the longest beginning that is looked for. A piece begins with as many, less one, of the end of the one before.
const LONGEST: usize = 16;

/// How rows begin, in each XML that has them.
const ROW: &[&[u8]] = &[b"<row ", b"<row>", b":row ", b":row>", b"<table:table-row"];
/// How formulas begin.
const FORMULA: &[&[u8]] = &[b"<f>", b"<f ", b"<f/", b":f>", b":f "];
/// How merged regions begin.
const MERGED: &[&[u8]] = &[b"mergeCell "];

/// Looks at all parts. Refuses a zip whose parts are too many or too large, or whose shared strings lie about their number.
pub(super) fn survey(archive: &mut Archive<'_>, size: usize, limits: &Limits) -> Result<Survey, ReadFailure> {
    check(Measure::Parts, limits.parts, u64::try_from(archive.len()).unwrap_or(u64::MAX))?;
    let size = u64::try_from(size).unwrap_or(u64::MAX);
    let (mut survey, mut inflated) = (Survey::default(), 0);
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        let name = part.name().map(|name| name.to_ascii_lowercase().replace('\\', "/")).unwrap_or_default();
        let most = part.compressed_size().min(size).saturating_mul(limits.ratio).max(UNSUSPICIOUS);
        let mut pieces = Pieces::of(part);
        while let Some(new) = pieces.next() {
            check_running(Measure::Part, limits.part, pieces.size)?;
            check_running(Measure::Inflated, limits.inflated, inflated + pieces.size)?;
            if pieces.size > most {
                return Err(ReadFailure::too_large(Measure::Ratio, limits.ratio, None));
            }
            if name.contains("worksheets/") || name == "content.xml" {
                survey.look(pieces.piece(), new);
            }
        }
        if name.ends_with("sharedstrings.xml") {
            check_strings(&pieces)?;
        }
        inflated += pieces.size;
    }
    Ok(survey)
}

impl Survey {
    /// Looks at a piece, of which so many bytes were looked at before.
    fn look(&mut self, piece: &[u8], before: usize) {
        let new = |beginning: &&&[u8]| memmem::find_iter(piece, beginning).any(|at| at + beginning.len() > before);
        self.merged = self.merged || MERGED.iter().any(|beginning| new(&beginning));
        self.formulas = self.formulas || FORMULA.iter().any(|beginning| new(&beginning));
        for beginning in ROW {
            let rows = memmem::find_iter(piece, beginning).filter(|at| at + beginning.len() > before).count();
            self.rows += u64::try_from(rows).unwrap_or(u64::MAX);
        }
    }
}

/// A part in pieces.
struct Pieces<R> {
    part: R,
    buffer: Vec<u8>,
    end: usize,
    /// Bytes so far.
    size: u64,
    /// The first of them.
    start: Vec<u8>,
}

impl<R: Read> Pieces<R> {
    fn of(part: R) -> Self {
        Self { part, buffer: vec![0; PIECE + LONGEST], end: 0, size: 0, start: Vec::new() }
    }

    /// Goes to the next piece, and says how many of its bytes were in the one before. A part that does not inflate ends
    /// there: whether it matters is for the reader.
    fn next(&mut self) -> Option<usize> {
        let kept = self.end.min(LONGEST - 1);
        self.buffer.copy_within(self.end - kept..self.end, 0);
        let read = self.part.read(&mut self.buffer[kept..]).ok().filter(|read| *read > 0)?;
        if self.size == 0 {
            self.start = self.buffer[..read].to_vec();
        }
        self.end = kept + read;
        self.size += u64::try_from(read).unwrap_or(u64::MAX);
        Some(kept)
    }

    fn piece(&self) -> &[u8] {
        &self.buffer[..self.end]
    }
}

/// The shortest element of a string: `<si/>`.
const SHORTEST_STRING: u64 = 5;

/// Compares what a table of shared strings claims with what it holds.
fn check_strings<R>(part: &Pieces<R>) -> Result<(), ReadFailure> {
    match claimed(&String::from_utf8_lossy(&part.start)) {
        Some(strings) if strings > part.size / SHORTEST_STRING => Err(FailureCode::Damaged.into()),
        _ => Ok(()),
    }
}

/// The `uniqueCount` that a table of shared strings gives itself.
fn claimed(start: &str) -> Option<u64> {
    let (_, rest) = start.split_once("uniqueCount")?;
    let digits: String = rest.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    // A number that does not fit is a lie as well.
    Some(digits.parse().unwrap_or(u64::MAX)).filter(|_| !digits.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out a few bytes at a time.
    struct Slowly<'a>(&'a [u8], usize);

    impl Read for Slowly<'_> {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let most = self.1.min(into.len());
            self.0.read(&mut into[..most])
        }
    }

    fn looked(text: &str, step: usize) -> Survey {
        let (mut pieces, mut survey) = (Pieces::of(Slowly(text.as_bytes(), step)), Survey::default());
        while let Some(before) = pieces.next() {
            survey.look(pieces.piece(), before);
        }
        survey
    }

    #[test]
    fn what_is_looked_for_is_found_once_however_the_pieces_fall() {
        let text = "<sheetData><row r=\"1\"><c><f>1</f></c></row><row><c/></row></sheetData><mergeCell ref=\"A1:B2\"/>";
        for step in 1..text.len() {
            assert_eq!(looked(text, step), Survey { rows: 2, merged: true, formulas: true }, "{step} at a time");
        }
        assert_eq!(looked("<rows/><mergeCells count='0'/><format/>", 3), Survey::default());
    }

    #[test]
    fn a_table_of_strings_that_lies_about_its_number_is_refused() {
        let check = |text: &str| {
            let mut pieces = Pieces::of(text.as_bytes());
            while pieces.next().is_some() {}
            check_strings(&pieces)
        };
        assert_eq!(check("<sst uniqueCount=\"2\"><si><t>a</t></si><si><t>b</t></si></sst>"), Ok(()));
        assert_eq!(check("<sst uniqueCount=\"99999999999\"/>"), Err(FailureCode::Damaged.into()));
        assert_eq!(check("<sst uniqueCount='99999999999999999999999999'/>"), Err(FailureCode::Damaged.into()));
    }
}

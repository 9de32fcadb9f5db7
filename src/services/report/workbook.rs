//! A report as a workbook: one sheet that reads from top to bottom and prints on one page wide. Pure.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::{Block, Report};

/// Renders a report as the bytes of an xlsx file.
pub fn render(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(report.year.to_string())?;
    sheet.set_column_width(0, 36)?.set_column_width(1, 90)?.set_print_fit_to_pages(1, 0);
    let mut writer = Writer { sheet, row: 0, bold: Format::new().set_bold(), wrapped: Format::new().set_text_wrap() };
    writer.heading(&report.title)?;
    writer.blocks(&report.summary)?;
    for section in &report.sections {
        writer.row += 1;
        writer.heading(&section.heading)?;
        writer.blocks(&section.blocks)?;
    }
    workbook.save_to_buffer()
}

/// Writes row after row.
struct Writer<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    bold: Format,
    wrapped: Format,
}

impl Writer<'_> {
    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, text, &self.bold)?;
        self.row += 1;
        Ok(())
    }

    fn line(&mut self, name: &str, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, name, &self.wrapped)?;
        self.sheet.write_string_with_format(self.row, 1, text, &self.wrapped)?;
        self.row += 1;
        Ok(())
    }

    fn blocks(&mut self, blocks: &[Block]) -> Result<(), XlsxError> {
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.line("", text)?,
                Block::Bullets(items) => items.iter().try_for_each(|item| self.line("", &format!("– {item}")))?,
                Block::Numbered(items) => {
                    for item in items {
                        self.line(&format!("{}.", item.number), &item.text)?;
                        item.under.iter().try_for_each(|line| self.line("", &format!("– {line}")))?;
                    }
                }
                Block::Facts(facts) => facts.iter().try_for_each(|(name, value)| self.line(name, value))?,
            }
        }
        Ok(())
    }
}

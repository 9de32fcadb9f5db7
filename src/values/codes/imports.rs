//! Closed lists of imports: their life, their findings and what they change.

codes! {
    /// Where an import stands.
    pub enum ImportState {
        /// Uploaded, not yet read.
        Queued,
        /// Being read.
        Reading,
        /// Read and planned; nothing is written yet.
        Analysed,
        /// Being written.
        Applying,
        /// Written.
        Applied,
        /// Written and taken back.
        Undone,
        /// Thrown away before it was applied.
        Discarded,
        /// Stopped while it was being read or written.
        Cancelled,
        /// It could not be read or written; its issues say why.
        Failed,
    }

    /// What is being done for an import at the moment.
    pub enum WorkStage {
        /// It waits for others to be done.
        Queued,
        /// Its file is opened and its sheets are read.
        Reading,
        /// Its rows are read as records; counted are rows.
        Parsing,
        /// Its records are compared with the register; counted are records.
        Planning,
        /// Its records are written; counted are records.
        Applying,
        /// Nothing any more: the state of the import says how it ended.
        Done,
    }

    /// The format of an uploaded file, decided by its content.
    pub enum ImportFormat {
        /// Excel workbook.
        Xlsx,
        /// Excel workbook with macros; they are not run.
        Xlsm,
        /// Excel binary workbook.
        Xlsb,
        /// Excel workbook of 1997 to 2003.
        Xls,
        /// OpenDocument spreadsheet.
        Ods,
        /// Text with separators.
        Csv,
    }

    /// How bad an issue of an import is.
    pub enum Severity {
        /// Something written in the cell would be lost, so its row is not imported.
        Error,
        /// The cell says nothing, or was kept as written although it is not what the column promises.
        Warning,
        /// Something was inferred.
        Notice,
    }

    /// What an import does to a record.
    pub enum ChangeOperation {
        /// The record is new.
        Create,
        /// The record changes.
        Update,
        /// The record is in the register already, with the same values.
        Unchanged,
        /// The row is left out.
        Skip,
        /// Was in the earlier version of this file and is not in this one; listed, never deleted by an import.
        Missing,
    }

    /// What applying does with rows that have errors.
    pub enum ApplyMode {
        /// Refuse the whole import when one row has an error.
        AllOrNothing,
        /// Leave the rows with errors out, and list them.
        ValidRows,
    }

    /// The sorts of record of the register.
    pub enum RecordKind {
        /// A mission, with its destinations, themes and leaders.
        Mission,
        /// Somebody's part in a mission.
        Participation,
        /// An organisation.
        Organisation,
        /// A participant.
        Person,
        /// What came of a mission.
        Outcome,
        /// What a mission cost.
        Cost,
        /// What somebody paid of a mission.
        Contribution,
        /// A person or office in an official role.
        Official,
        /// A theme of missions.
        Theme,
        /// A performance in one budget year, with its actions, targets and notes.
        Performance,
        /// A decision of the states or the executive.
        Decision,
        /// A reserve.
        Reserve,
        /// A budget amendment, with its lines.
        BudgetAmendment,
    }
}

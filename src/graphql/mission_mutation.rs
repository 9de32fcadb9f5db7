//! What callers can write of missions, and of the reported numbers that performances have too.

use super::edit::{IdOf, entries, writes};
use super::mission::Mission;
use super::official::Official;
use super::performance::Performance;
use super::person::Person;
use super::scalar::Date;
use super::theme::Theme;
use crate::services::edits::mission::{DestinationEdit, LeaderEdit, MissionEdit};
use crate::services::edits::reported::ReportedEdit;
use crate::values::{
    Comparator, Direction, Indicator, InternationalisationForm, MissionKind, MissionStatus, ReportingDocument,
};

entries! {
    /// One place of a mission. Give its parts, or a text alone that is read as imports read it: `China (Liaoning)`.
    DestinationInput as DestinationEdit {
        /// The place as written; made of the parts when absent.
        text: Option<String>,
        /// The country by its ISO 3166-1 alpha-2 code, or by its name in Dutch, English or German.
        country: Option<String>,
        /// The province, state or Land.
        region: Option<String>,
        /// The town.
        city: Option<String>,
        /// The first day there.
        start_date: Option<Date>,
        /// The last day there.
        end_date: Option<Date>,
    }

    /// Who leads a mission: give an official or a person.
    MissionLeaderInput as LeaderEdit {
        /// The official.
        official_id: Option<IdOf<Official>>,
        /// The person, where it is no official.
        person_id: Option<IdOf<Person>>,
        /// The office that they hold at the time.
        office: Option<String>,
    }

    /// A number that a report stated. Give its words, which are read as imports read them, or the number apart.
    ReportedCountInput as ReportedEdit {
        /// What was counted.
        indicator: Indicator,
        /// The words of the report: `meer dan 50`. The number itself when absent.
        text: Option<String>,
        /// How exactly it was stated; as the words say when absent.
        comparator: Option<Comparator>,
        /// The number; as the words say when absent.
        value: Option<i32>,
        /// The upper end of a range; as the words say when absent.
        upper: Option<i32>,
        /// The unit as the report words it.
        unit_text: Option<String>,
        /// The report.
        document: Option<ReportingDocument>,
    }
}

writes! {
    Mission, "a mission", MissionEdit, MissionMutation, mission,
    create create_mission(CreateMissionInput) -> CreateMissionPayload;
    update update_mission(UpdateMissionInput) -> UpdateMissionPayload;
    delete delete_mission(
        DeleteMissionInput,
        /// Whether its participations, outcomes, costs and contributions go with it. Else they keep it from going. A
        /// mission that answers it always does.
        cascade
    ) -> DeleteMissionPayload;
    needs {
        /// What it is called.
        title: String,
    }
    may {
        /// The register's own code, as in `HM2016-03`; of one mission only.
        code: String,
        /// What sort of journey it is.
        kind: MissionKind,
        /// Out to the world or in to the province.
        direction: Direction,
        /// Where it stands.
        status: MissionStatus,
        /// The forms of internationalisation that it serves.
        forms: Vec<InternationalisationForm>,
        /// A fair or event that it visits, such as `Hannover Messe`.
        event: String,
        /// The first day. When the days change, the precision becomes DAY and a `dateText` that is not given goes.
        start_date: Date,
        /// The last day; the first one when a new mission has no other.
        end_date: Date,
        /// The date in words, which gives the days and the precision when no days are given: `mei 2016`, `week 20 2016`.
        date_text: String,
        /// Where it goes, in order.
        destinations: Vec<DestinationInput>,
        /// What it is about, in order.
        theme_ids: Vec<IdOf<Theme>>,
        /// Who leads it, in order.
        leaders: Vec<MissionLeaderInput>,
        /// Who organises it.
        organiser: String,
        /// The mission that it answers.
        counter_visit_of_id: IdOf<Mission>,
        /// The performance that it counts for.
        performance_id: IdOf<Performance>,
        /// What reports stated of it, in order.
        reported_counts: Vec<ReportedCountInput>,
        /// Remarks.
        notes: String,
    }
}

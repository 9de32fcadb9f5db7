//! What callers can do about records that are one: merge them, and part them again.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use uuid::Uuid;

use super::error::{Failure, Result};
use super::global_id;
use super::loaders::{Noun, loaders};
use super::merge::Merge;
use super::node::Node;
use super::organisation::Organisation;
use super::person::Person;
use super::request::{caller, database};
use super::user_error::{UserError, told};
use crate::services::merges::{self, Left, LeftBecause, Merged, Named, NotTaken, Parted, Wanted};
use crate::values::RecordKind;

/// Organisations that are one.
#[derive(InputObject)]
pub struct MergeOrganisationsInput {
    /// The organisation that stays. Where values differ it keeps its own.
    keep_id: ID,
    /// The organisations that go into it, at most 100. Their names become other names of the one that stays.
    merge_ids: Vec<ID>,
    /// Refuses the merge when the organisation that stays has another version than this.
    if_version: Option<i32>,
    /// The same for the organisations that go, one version for each of `mergeIds`, in their order.
    merge_if_versions: Option<Vec<Option<i32>>>,
    /// Whether their people are merged too, where they are clearly the same: the same e-mail address and names that go
    /// together, or such names where no two addresses say otherwise.
    #[graphql(default = true)]
    merge_same_people: bool,
}

/// People who are one.
#[derive(InputObject)]
pub struct MergePeopleInput {
    /// The person who stays. Where values differ they keep their own.
    keep_id: ID,
    /// The records that go into it, at most 100.
    merge_ids: Vec<ID>,
    /// Refuses the merge when the person who stays has another version than this.
    if_version: Option<i32>,
    /// The same for those that go, one version for each of `mergeIds`, in their order.
    merge_if_versions: Option<Vec<Option<i32>>>,
}

/// A value of a record that went, which was not taken: the one that stays has its own.
#[derive(SimpleObject)]
pub struct ValueNotTaken {
    /// What sort of record.
    record_kind: RecordKind,
    /// The id of the record that went.
    merged_id: ID,
    /// The field.
    field: String,
    /// What the record that stays says.
    kept: String,
    /// What the record that went said.
    not_taken: String,
}

/// What became of organisations that were to be merged.
#[derive(Default, SimpleObject)]
pub struct MergeOrganisationsPayload {
    /// The organisation that stays, as it is now.
    organisation: Option<Organisation>,
    /// The merges that were made, those of people among them; each can be undone.
    merges: Vec<Merge>,
    /// Values that were not taken, for somebody to look at.
    not_taken: Vec<ValueNotTaken>,
    /// All that is in the way; nothing is merged then.
    user_errors: Vec<UserError>,
}

/// What became of people who were to be merged.
#[derive(Default, SimpleObject)]
pub struct MergePeoplePayload {
    /// The person who stays, as they are now.
    person: Option<Person>,
    /// The merges that were made; each can be undone.
    merges: Vec<Merge>,
    /// Values that were not taken, for somebody to look at.
    not_taken: Vec<ValueNotTaken>,
    /// All that is in the way; nothing is merged then.
    user_errors: Vec<UserError>,
}

/// A merge to be undone.
#[derive(InputObject)]
pub struct UndoMergeInput {
    /// The merge.
    merge_id: ID,
}

/// Something that is not as it was before the merge.
#[derive(SimpleObject)]
pub struct LeftByUndoMerge {
    /// What sort of record.
    record_kind: RecordKind,
    /// The id of the record.
    record_id: ID,
    /// The field; null where it is the record as a whole or a part of it.
    field: Option<String>,
    /// For programs: `EDITED`, `GONE`, `TAKEN` or `ERASED`.
    code: &'static str,
    /// Why, for people, in Dutch.
    message: &'static str,
}

/// Undoing a merge brings the record back with what referred to it; what was edited since is left and listed.
#[derive(Default, SimpleObject)]
pub struct UndoMergePayload {
    /// The merge as it is now; null when there is none.
    merge: Option<Merge>,
    /// The record that came back.
    record: Option<Node>,
    /// The record that stayed.
    kept: Option<Node>,
    /// How many records are as they were before.
    reversed: i32,
    /// What is not as it was before, and why.
    left: Vec<LeftByUndoMerge>,
    /// Why nothing was undone.
    user_errors: Vec<UserError>,
}

/// The mutations of merges.
#[derive(Default)]
pub struct MergeMutation;

#[Object]
impl MergeMutation {
    /// Makes organisations one: what refers to them, their people, participations, results and contributions, refers to
    /// the one that stays. Imports that knew them find that one. Participations on one mission that become the same are
    /// made one, unless they contradict each other. `undoMerge` takes it back.
    async fn merge_organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which organisations.")] input: MergeOrganisationsInput,
    ) -> Result<MergeOrganisationsPayload> {
        let MergeOrganisationsInput { keep_id, merge_ids, if_version, merge_if_versions, merge_same_people } = input;
        let asked = asked::<Organisation>((keep_id, if_version), (merge_ids, merge_if_versions))?;
        let (wanted, errors) = asked.wanted(RecordKind::Organisation, merge_same_people);
        Ok(match merge(ctx, &wanted, errors).await? {
            Ok((id, merges, not_taken)) => MergeOrganisationsPayload {
                organisation: loaders(ctx).find(id).await?,
                merges,
                not_taken,
                user_errors: Vec::new(),
            },
            Err(user_errors) => MergeOrganisationsPayload { user_errors, ..MergeOrganisationsPayload::default() },
        })
    }

    /// Makes people one: what refers to them refers to the one who stays. They may be of different organisations: the
    /// person keeps theirs, and participations stay of the organisation that they were for. `undoMerge` takes it back.
    async fn merge_people(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which people.")] input: MergePeopleInput,
    ) -> Result<MergePeoplePayload> {
        let MergePeopleInput { keep_id, merge_ids, if_version, merge_if_versions } = input;
        let asked = asked::<Person>((keep_id, if_version), (merge_ids, merge_if_versions))?;
        let (wanted, errors) = asked.wanted(RecordKind::Person, false);
        Ok(match merge(ctx, &wanted, errors).await? {
            Ok((id, merges, not_taken)) => {
                MergePeoplePayload { person: loaders(ctx).find(id).await?, merges, not_taken, user_errors: Vec::new() }
            }
            Err(user_errors) => MergePeoplePayload { user_errors, ..MergePeoplePayload::default() },
        })
    }

    /// Takes a merge back, with the merges of people that were made along with it. A merge on which a later one builds is
    /// refused: undo that one first.
    async fn undo_merge(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which merge.")] input: UndoMergeInput,
    ) -> Result<UndoMergePayload> {
        let id = match told(global_id::expect::<Merge>(&input.merge_id), "mergeId")? {
            Ok(id) => id,
            Err(error) => return Ok(UndoMergePayload { user_errors: vec![error], ..UndoMergePayload::default() }),
        };
        let parted = merges::undo(database(ctx), caller(ctx), id).await?;
        let merge = loaders(ctx).find(id).await?;
        let Parted { kind, kept, back, reversed, left } = match parted {
            Ok(parted) => parted,
            Err(fault) => {
                return Ok(UndoMergePayload {
                    merge,
                    user_errors: vec![UserError::from(&fault)],
                    ..UndoMergePayload::default()
                });
            }
        };
        Ok(UndoMergePayload {
            merge,
            record: Node::of_kind(loaders(ctx), kind, back).await?,
            kept: Node::of_kind(loaders(ctx), kind, kept).await?,
            reversed: i32::try_from(reversed).map_err(|error| Failure::internal(&error))?,
            left: left.into_iter().map(LeftByUndoMerge::from).collect(),
            user_errors: Vec::new(),
        })
    }
}

/// Records as an input names them.
struct Asked {
    keep: Option<Named>,
    others: Vec<Option<Named>>,
    errors: Vec<UserError>,
}

impl Asked {
    fn wanted(self, kind: RecordKind, with_people: bool) -> (Wanted, Vec<UserError>) {
        let Self { keep, others, errors } = self;
        (Wanted { kind, keep, others, with_people, only_checked: !errors.is_empty() }, errors)
    }
}

/// Reads ids and versions; what is no id of this type is told at its place.
fn asked<N: Noun>(
    (keep, version): (ID, Option<i32>),
    (others, versions): (Vec<ID>, Option<Vec<Option<i32>>>),
) -> Result<Asked> {
    let mut errors = Vec::new();
    let mut named = |id: &ID, if_version, place: &[String]| match global_id::expect::<N>(id) {
        Ok(id) => Ok(Some(Named { id, if_version })),
        Err(Failure::Mistake { code, message }) => {
            errors.push(UserError::at(code, message, place));
            Ok(None)
        }
        Err(failure) => Err(failure),
    };
    let keep = named(&keep, version, &["keepId".to_owned()])?;
    let counts = versions.as_ref().is_none_or(|versions| versions.len() == others.len());
    let versions = versions.unwrap_or_default();
    let each = others.iter().enumerate().map(|(place, id)| {
        let version = versions.get(place).copied().flatten();
        named(id, version, &["mergeIds".to_owned(), place.to_string()])
    });
    let others = each.collect::<Result<Vec<_>>>()?;
    if !counts {
        let message = format!("Geef bij elk van de {} gegevens een versie, of null.", others.len());
        errors.push(UserError::new("INVALID", message, Some("mergeIfVersions")));
    }
    Ok(Asked { keep, others, errors })
}

/// Merges; or tells all that is wrong with the input.
async fn merge(
    ctx: &Context<'_>,
    wanted: &Wanted,
    errors: Vec<UserError>,
) -> Result<std::result::Result<(Option<Uuid>, Vec<Merge>, Vec<ValueNotTaken>), Vec<UserError>>> {
    let merged = merges::merge(database(ctx), caller(ctx), wanted).await?;
    match merged {
        Err(faults) => Ok(Err(errors.into_iter().chain(faults.iter().map(UserError::from)).collect())),
        Ok(Merged { merges, not_taken }) => {
            let made = loaders(ctx).find_each(merges).await?;
            let not_taken = not_taken.into_iter().map(ValueNotTaken::from).collect();
            Ok(Ok((wanted.keep.map(|keep| keep.id), made.into_iter().flatten().collect(), not_taken)))
        }
    }
}

impl From<NotTaken> for ValueNotTaken {
    fn from(NotTaken { kind, merged, field, kept, other }: NotTaken) -> Self {
        let merged_id = global_id::encode_kind(kind, merged);
        Self { record_kind: kind, merged_id, field, kept, not_taken: other }
    }
}

impl From<Left> for LeftByUndoMerge {
    fn from(Left { kind, id, field, because }: Left) -> Self {
        let (code, message) = match because {
            LeftBecause::Edited => ("EDITED", "na het samenvoegen gewijzigd"),
            LeftBecause::Gone => ("GONE", "dit, of waar het naar verwijst, is er niet meer"),
            LeftBecause::Taken => ("TAKEN", "een ander gegeven heeft dit nu"),
            LeftBecause::Erased => ("ERASED", "gewist wegens privacy"),
        };
        Self { record_kind: kind, record_id: global_id::encode_kind(kind, id), field, code, message }
    }
}

//! The kit of mutations of records: each noun says what can be said of it, [`writes!`] makes the rest.
//!
//! Every noun gets `create…`, `update…` and `delete…`, each with an `input` and a payload of the record, the user errors
//! and what the client sent along. What a field accepts is decided by `services::edits`; here only ids are read, and
//! omitted told from null.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::sync::Arc;

use async_graphql::{Context, ID, InputType, InputValueResult, MaybeUndefined, Value, registry};
use chrono::NaiveDate;
use uuid::Uuid;

use super::error::{Failure, Result};
use super::global_id;
use super::loaders::{Noun, loaders};
use super::request::caller;
use super::scalar::{Date, Decimal};
use super::user_error::UserError;
use crate::import::vocabulary::Vocabulary;
use crate::services::Database;
use crate::services::edits::{Edit, Editor, Reference, Refused, Said, Target, Words};
use crate::values::{
    AmendmentStatus, Authority, Comparator, Direction, Indicator, InternationalisationForm, MissionKind, MissionStatus,
    MoneyStage, NoteSubject, OrganisationKind, OutcomeKind, ParticipantKind, ParticipationStatus, PayerKind,
    ProvinceRole, ReportingDocument, SignalColour, Term,
};

/// The id of a record of one type. What is no such id is told by the service, beside all else that is wrong.
#[derive(Clone, Copy, Debug)]
pub struct IdOf<N> {
    key: Option<Uuid>,
    noun: PhantomData<fn() -> N>,
}

impl<N> IdOf<N> {
    /// As the services name it.
    pub const fn reference(&self) -> Reference {
        Reference(self.key)
    }
}

impl<N: Noun> InputType for IdOf<N> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        <ID as InputType>::type_name()
    }

    fn create_type_info(registry: &mut registry::Registry) -> String {
        <ID as InputType>::create_type_info(registry)
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        let id = ID::parse(value).map_err(async_graphql::InputValueError::propagate)?;
        Ok(Self { key: global_id::expect::<N>(&id).ok(), noun: PhantomData })
    }

    fn to_value(&self) -> Value {
        self.key.map_or(Value::Null, |key| global_id::encode::<N>(key).to_value())
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}

/// A value of an input, handed on to the services, which know no GraphQL.
pub trait Told {
    /// What the services call it.
    type As;

    /// As the services call it.
    fn told(self) -> Self::As;
}

macro_rules! told_as_they_are {
    ($($kind:ty,)+) => {$(
        impl Told for $kind {
            type As = Self;

            fn told(self) -> Self {
                self
            }
        }
    )+};
}

told_as_they_are! {
    String, i32, bool, AmendmentStatus, Authority, Comparator, Direction, Indicator, InternationalisationForm,
    MissionKind, MissionStatus, MoneyStage, NoteSubject, OrganisationKind, OutcomeKind, ParticipantKind,
    ParticipationStatus, PayerKind, ProvinceRole, ReportingDocument, SignalColour, Term,
}

impl Told for Date {
    type As = NaiveDate;

    fn told(self) -> NaiveDate {
        self.0
    }
}

impl Told for Decimal {
    type As = rust_decimal::Decimal;

    fn told(self) -> rust_decimal::Decimal {
        self.0
    }
}

impl<N> Told for IdOf<N> {
    type As = Reference;

    fn told(self) -> Reference {
        self.reference()
    }
}

impl<T: Told> Told for Vec<T> {
    type As = Vec<T::As>;

    fn told(self) -> Self::As {
        self.into_iter().map(T::told).collect()
    }
}

impl<T: Told> Told for Option<T> {
    type As = Option<T::As>;

    fn told(self) -> Self::As {
        self.map(T::told)
    }
}

impl<T: Told> Told for MaybeUndefined<T> {
    type As = Said<T::As>;

    fn told(self) -> Self::As {
        match self {
            Self::Undefined => Said::Nothing,
            Self::Null => Said::Clear,
            Self::Value(value) => Said::Value(value.told()),
        }
    }
}

/// Who edits, with the words of this server.
fn editor<'a>(ctx: &Context<'a>) -> Editor<'a> {
    let vocabulary = ctx.data_unchecked::<Arc<Vocabulary>>();
    let words = Words {
        dates: &vocabulary.dates,
        countries: &vocabulary.countries,
        legal_forms: &vocabulary.legal_forms,
        names: &vocabulary.names,
        counts: &vocabulary.counts,
    };
    Editor { database: ctx.data_unchecked::<Database>(), caller: caller(ctx), words }
}

/// The key of what was written, or why nothing was.
fn settled(edited: std::result::Result<Uuid, Refused>) -> Result<(Option<Uuid>, Vec<UserError>)> {
    match edited {
        Ok(id) => Ok((Some(id), Vec::new())),
        Err(Refused::Faults(faults)) => Ok((None, faults.iter().map(UserError::from).collect())),
        Err(Refused::Forbidden) => Err(Failure::mistake(
            "FORBIDDEN",
            "your role may not change the register: ask for the role EDITOR, or use a token that has it",
        )),
    }
}

/// Makes a record.
pub async fn create<N: Noun>(ctx: &Context<'_>, edit: impl Edit) -> Result<(Option<N>, Vec<UserError>)> {
    let (id, errors) = settled(editor(ctx).create(edit).await?)?;
    Ok((loaders(ctx).find(id).await?, errors))
}

/// Changes a record, and shows it as it is now.
pub async fn update<N: Noun>(
    ctx: &Context<'_>,
    (id, if_version): (IdOf<N>, Option<i32>),
    edit: impl Edit,
) -> Result<(Option<N>, Vec<UserError>)> {
    let target = Target { id: id.reference(), if_version };
    let (_, errors) = settled(editor(ctx).update(target, edit).await?)?;
    Ok((loaders(ctx).find(id.key).await?, errors))
}

/// Deletes a record.
pub async fn delete<N: Noun, E: Edit>(
    ctx: &Context<'_>,
    (id, if_version): (IdOf<N>, Option<i32>),
    with_owned: bool,
) -> Result<(Option<ID>, Vec<UserError>)> {
    let target = Target { id: id.reference(), if_version };
    let (gone, errors) = settled(editor(ctx).delete(E::KIND, target, with_owned).await?)?;
    Ok((gone.map(global_id::encode::<N>), errors))
}

/// Makes the inputs, payloads and mutations of a noun, out of what can be said of it.
///
/// `needs` are the fields without which a record cannot be made, `may` those that can be left out, or be null to clear
/// them. Both are named as in the edit of the service.
macro_rules! writes {
    (
        $noun:ident, $a:literal, $edit:ident, $mutation:ident, $field:ident,
        create $create:ident($create_input:ident) -> $create_payload:ident;
        update $update:ident($update_input:ident) -> $update_payload:ident;
        delete $delete:ident($delete_input:ident $(, $(#[$with_doc:meta])* $with:ident)?) -> $delete_payload:ident;
        needs { $($(#[$need_doc:meta])* $need:ident: $need_type:ty,)* }
        may { $($(#[$may_doc:meta])* $may:ident: $may_type:ty,)* }
    ) => {
        #[doc = concat!("What ", $a, " says that is to be made. What is left out is unknown, or has the value that the register takes then.")]
        #[derive(async_graphql::InputObject)]
        pub struct $create_input {
            $($(#[$need_doc])* $need: $need_type,)*
            $($(#[$may_doc])* $may: async_graphql::MaybeUndefined<$may_type>,)*
            /// Comes back in the payload as it is.
            client_mutation_id: Option<String>,
        }

        #[doc = concat!("What ", $a, " says from now on. What is left out stays as it is, null clears, and lists are replaced whole.")]
        #[derive(async_graphql::InputObject)]
        pub struct $update_input {
            /// Which one.
            id: $crate::graphql::edit::IdOf<$noun>,
            /// The version that you saw: when it is another one by now, nothing is changed. Any when absent.
            if_version: Option<i32>,
            $($(#[$need_doc])* $need: async_graphql::MaybeUndefined<$need_type>,)*
            $($(#[$may_doc])* $may: async_graphql::MaybeUndefined<$may_type>,)*
            /// Comes back in the payload as it is.
            client_mutation_id: Option<String>,
        }

        #[doc = concat!("Which record goes: ", $a, ".")]
        #[derive(async_graphql::InputObject)]
        pub struct $delete_input {
            /// Which one.
            id: $crate::graphql::edit::IdOf<$noun>,
            /// The version that you saw: when it is another one by now, nothing is deleted. Any when absent.
            if_version: Option<i32>,
            $($(#[$with_doc])* #[graphql(default)] $with: bool,)?
            /// Comes back in the payload as it is.
            client_mutation_id: Option<String>,
        }

        #[doc = concat!("What became of ", $a, " that was to be made.")]
        #[derive(async_graphql::SimpleObject)]
        pub struct $create_payload {
            /// The new record; null when it was not made.
            $field: Option<$noun>,
            /// All that is wrong with the input. When there is any, nothing was written.
            user_errors: Vec<$crate::graphql::user_error::UserError>,
            /// As it was given.
            client_mutation_id: Option<String>,
        }

        #[doc = concat!("What became of ", $a, " that was to change.")]
        #[derive(async_graphql::SimpleObject)]
        pub struct $update_payload {
            /// The record as it is now; null when there is none.
            $field: Option<$noun>,
            /// All that is wrong with the input. When there is any, nothing was written.
            user_errors: Vec<$crate::graphql::user_error::UserError>,
            /// As it was given.
            client_mutation_id: Option<String>,
        }

        #[doc = concat!("What became of ", $a, " that was to be deleted.")]
        #[derive(async_graphql::SimpleObject)]
        pub struct $delete_payload {
            /// The id of the record that is gone.
            deleted_id: Option<async_graphql::ID>,
            /// Why none is gone.
            user_errors: Vec<$crate::graphql::user_error::UserError>,
            /// As it was given.
            client_mutation_id: Option<String>,
        }

        #[doc = concat!("The mutations of ", $a, ".")]
        #[derive(Default)]
        pub struct $mutation;

        #[async_graphql::Object]
        impl $mutation {
            #[doc = concat!("Adds ", $a, " to the register. For the role EDITOR.")]
            async fn $create(
                &self,
                ctx: &async_graphql::Context<'_>,
                #[graphql(desc = "What it is to say.")] input: $create_input,
            ) -> $crate::graphql::error::Result<$create_payload> {
                use $crate::graphql::edit::{self, Told};
                let said = $edit {
                    $($need: $crate::services::edits::Said::Value(input.$need.told()),)*
                    $($may: input.$may.told(),)*
                };
                let (record, user_errors) = edit::create::<$noun>(ctx, said).await?;
                Ok($create_payload { $field: record, user_errors, client_mutation_id: input.client_mutation_id })
            }

            #[doc = concat!("Changes ", $a, ". An input that changes nothing writes nothing. For the role EDITOR.")]
            async fn $update(
                &self,
                ctx: &async_graphql::Context<'_>,
                #[graphql(desc = "Which one, and what it is to say.")] input: $update_input,
            ) -> $crate::graphql::error::Result<$update_payload> {
                use $crate::graphql::edit::{self, Told};
                let said = $edit {
                    $($need: input.$need.told(),)*
                    $($may: input.$may.told(),)*
                };
                let (record, user_errors) = edit::update::<$noun>(ctx, (input.id, input.if_version), said).await?;
                Ok($update_payload { $field: record, user_errors, client_mutation_id: input.client_mutation_id })
            }

            #[doc = concat!("Deletes ", $a, ". Refused while others refer to it. For the role EDITOR.")]
            async fn $delete(
                &self,
                ctx: &async_graphql::Context<'_>,
                #[graphql(desc = "Which one.")] input: $delete_input,
            ) -> $crate::graphql::error::Result<$delete_payload> {
                let with_owned = false $(|| input.$with)?;
                let target = (input.id, input.if_version);
                let (deleted_id, user_errors) =
                    $crate::graphql::edit::delete::<$noun, $edit>(ctx, target, with_owned).await?;
                Ok($delete_payload { deleted_id, user_errors, client_mutation_id: input.client_mutation_id })
            }
        }
    };
}

/// Makes the inputs of entries of lists, and hands them on as the edits of the service.
macro_rules! entries {
    ($($(#[$doc:meta])* $input:ident as $edit:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)+ })+) => {$(
        $(#[$doc])*
        #[derive(async_graphql::InputObject)]
        pub struct $input {
            $($(#[$field_doc])* $field: $kind,)+
        }

        impl $crate::graphql::edit::Told for $input {
            type As = $edit;

            fn told(self) -> $edit {
                $edit { $($field: self.$field.told(),)+ }
            }
        }
    )+};
}

pub(super) use {entries, writes};

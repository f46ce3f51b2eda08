//! Parameters, read off the flags of the command line: their names, what they take, their help.

use std::any::TypeId;

use ask::{ExportFormat, Of};
use clap::{Arg, ArgAction, Command, ValueEnum};
use query::Field;
use utoipa::openapi::{
    RefOr, Required,
    path::{Parameter, ParameterBuilder, ParameterIn, ParameterStyle},
    schema::{ArrayBuilder, ObjectBuilder, Schema, Type},
};

use crate::params::{LONGEST, MOST};

/// The parameters that are these flags.
pub(super) fn of_flags(command: Command) -> Vec<Parameter> {
    command.get_arguments().filter(|flag| flag.get_long().is_some()).map(of_flag).collect()
}

fn of_flag(flag: &Arg) -> Parameter {
    let name = flag.get_long().unwrap_or_default();
    let help = flag.get_help().map(ToString::to_string).unwrap_or_default();
    let schema = schema(flag);
    match flag.get_action() {
        ArgAction::Append => ParameterBuilder::from(query(name, &help, list(schema)))
            .style(Some(ParameterStyle::Form))
            .explode(Some(true))
            .build(),
        _ => query(name, &help, schema),
    }
}

/// What one value of a flag may be.
fn schema(flag: &Arg) -> RefOr<Schema> {
    if matches!(flag.get_action(), ArgAction::SetTrue) {
        return switch();
    }
    let words: Vec<String> =
        flag.get_possible_values().iter().map(|word| word.get_name().to_owned()).collect();
    let default = flag.get_default_values().first().and_then(|value| value.to_str());
    if !words.is_empty() {
        return one_of(words, default);
    }
    let kind = flag.get_value_parser().type_id();
    if kind == TypeId::of::<usize>() {
        return number(default);
    }
    if kind == TypeId::of::<Field>() {
        return facet_names();
    }
    text(LONGEST)
}

/// What an export takes: what is written, and how.
pub(super) fn of_export() -> Vec<Parameter> {
    let of = query(
        "of",
        "A record for each release, or for each quote",
        one_of(words::<Of>(), Some("releases")),
    );
    let format = query("format", "How it is written", one_of(words::<ExportFormat>(), None));
    vec![of, ParameterBuilder::from(format).required(Required::True).build()]
}

fn words<T: ValueEnum>() -> Vec<String> {
    let words = T::value_variants().iter().filter_map(T::to_possible_value);
    words.map(|word| word.get_name().to_owned()).collect()
}

/// A parameter behind the question mark, which may be left out.
pub(super) fn query(name: &str, help: &str, schema: RefOr<Schema>) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        // flags are parameters here
        .description(Some(help.replace("--", "")))
        .schema(Some(schema))
        .build()
}

/// A part of the path.
pub(super) fn in_path(name: &str, help: &str, schema: RefOr<Schema>) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some(help))
        .schema(Some(schema))
        .build()
}

/// Any text of so many characters.
pub(super) fn text(longest: usize) -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::String).max_length(Some(longest)).into()
}

/// Yes or no.
pub(super) fn switch() -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::Boolean).default(Some(false.into())).into()
}

/// The facets by name.
pub(super) fn facet_names() -> RefOr<Schema> {
    let names = Field::ALL.into_iter().filter(|field| *field != Field::Date).map(Field::name);
    one_of(names.map(str::to_owned).collect(), None)
}

fn one_of(words: Vec<String>, default: Option<&str>) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(words))
        .default(default.map(Into::into))
        .into()
}

fn number(default: Option<&str>) -> RefOr<Schema> {
    let default = default.and_then(|default| default.parse::<u64>().ok());
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(0_usize))
        .maximum(Some(MOST))
        .default(default.map(Into::into))
        .into()
}

fn list(schema: RefOr<Schema>) -> RefOr<Schema> {
    ArrayBuilder::new().items(schema).into()
}

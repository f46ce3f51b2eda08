//! `/openapi.json`: the API described for programs.
//!
//! Parameters are read off the flags of the command line ([`parameters`]), answers off the types that are
//! serialised: neither is written down a second time.

mod parameters;

use std::sync::LazyLock;

use ask::{
    Counting, Counts, Document, ExportFormat, Holdings, Narrowing, Paging, Portrait, Queues,
    Showing, Window,
};
use axum::{
    extract::{RawQuery, State},
    http::header,
    response::{IntoResponse, Response},
};
use clap::{Args, ValueEnum};
use index::{Answer, Hit, Profile, QuoteHit, ReusedAnswer, WhoAnswer};
use utoipa::{
    ToSchema,
    openapi::{
        Components, ComponentsBuilder, Content, HttpMethod, InfoBuilder, OpenApi, OpenApiBuilder,
        OpenApiVersion, PathItem, Paths, Ref, RefOr, Response as Told, ResponseBuilder,
        header::HeaderBuilder,
        path::{OperationBuilder, Parameter},
        schema::{AnyOfBuilder, ArrayBuilder, ObjectBuilder, Schema, Type},
        security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme},
    },
};

use self::parameters::{facet_names, in_path, of_flags, query, switch, text};
use crate::{
    api::{Health, kind},
    app::App,
    params::{LONGEST, Params},
    refusal::{Refusal, RefusalBody},
};

/// The description, as it is sent.
pub(crate) async fn description(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    static WITH_TOKEN: LazyLock<Option<String>> = LazyLock::new(|| document(true).to_json().ok());
    static OPEN: LazyLock<Option<String>> = LazyLock::new(|| document(false).to_json().ok());
    Params::read(query.as_deref()).finish()?;
    let text = if app.has_token() { &WITH_TOKEN } else { &OPEN };
    let text = text.as_deref().ok_or_else(Refusal::broken)?;
    Ok(([(header::CONTENT_TYPE, JSON)], text).into_response())
}

/// An address of the API.
struct Address {
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    parameters: Vec<Parameter>,
    /// What is answered: media types with their schemas.
    answers: Vec<(&'static str, RefOr<Schema>)>,
    /// Whether what is named in the path may not exist.
    may_be_unknown: bool,
}

fn document(has_token: bool) -> OpenApi {
    let mut paths = Paths::new();
    for address in addresses() {
        let path = address.path;
        paths.paths.insert(path.to_owned(), PathItem::new(HttpMethod::Get, address.told()));
    }
    let info = InfoBuilder::new()
        .title("dateline")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Who said what about which country, when: the questions of the command line and its JSON. \
             A repeated parameter means either of its values, different parameters mean all of them. \
             Answers carry an `ETag` that stays for as long as the index does.",
        ));
    let token = SecurityRequirement::new::<_, [&str; 0], &str>("token", []);
    OpenApiBuilder::new()
        .openapi(OpenApiVersion::Version31)
        .info(info)
        .paths(paths)
        .components(Some(components()))
        .security(has_token.then_some([token]))
        .build()
}

fn components() -> Components {
    let mut schemas = Vec::new();
    // two types of one name: that of quotes keeps it, as other types refer to it so
    add::<Answer<Hit>>(RELEASE_ANSWER, &mut schemas);
    add::<Answer<QuoteHit>>(&Answer::<QuoteHit>::name(), &mut schemas);
    add::<Hit>(&Hit::name(), &mut schemas);
    add::<QuoteHit>(&QuoteHit::name(), &mut schemas);
    add::<ReusedAnswer>(&ReusedAnswer::name(), &mut schemas);
    add::<WhoAnswer>(&WhoAnswer::name(), &mut schemas);
    add::<Counts>(&Counts::name(), &mut schemas);
    add::<Document>(&Document::name(), &mut schemas);
    add::<Profile>(&Profile::name(), &mut schemas);
    add::<Holdings>(&Holdings::name(), &mut schemas);
    add::<Health>(&Health::name(), &mut schemas);
    add::<RefusalBody>(&RefusalBody::name(), &mut schemas);
    ComponentsBuilder::new()
        .schemas_from_iter(schemas)
        .security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)))
        .build()
}

/// What a page of releases is called.
const RELEASE_ANSWER: &str = "ReleaseAnswer";

/// Adds a type under a name, and what it refers to.
fn add<T: ToSchema>(name: &str, schemas: &mut Vec<(String, RefOr<Schema>)>) {
    T::schemas(schemas);
    schemas.retain(|(other, _)| other != name);
    schemas.push((name.to_owned(), T::schema()));
}

fn addresses() -> [Address; 10] {
    let question = || {
        let mut parameters = vec![query(
            "q",
            "Words, \"exact phrases\", field:value, AND OR NOT, word*, word~1",
            text(query::limits::MAX_BYTES),
        )];
        parameters.extend(flags::<Narrowing>());
        parameters
    };
    let with = |more: Vec<Parameter>| question().into_iter().chain(more).collect::<Vec<_>>();
    let reused = "Only quotes whose words stand in another release too, with where else, who and what differs";
    [
        Address {
            path: "/api/search",
            id: "search",
            summary: "Releases, ranked, with snippets and facets",
            parameters: with(flags::<Paging>()),
            answers: vec![(JSON, Ref::from_schema_name(RELEASE_ANSWER).into())],
            may_be_unknown: false,
        },
        Address {
            path: "/api/quotes",
            id: "quotes",
            summary: "Quotes: the words, who said them, as what, where and when",
            parameters: with(flags::<Paging>())
                .into_iter()
                .chain([query("reused", reused, switch())])
                .collect(),
            answers: vec![(
                JSON,
                AnyOfBuilder::new()
                    .item(reference::<ReusedAnswer>())
                    .item(reference::<Answer<QuoteHit>>())
                    .into(),
            )],
            may_be_unknown: false,
        },
        Address {
            path: "/api/who",
            id: "who",
            summary: "Who said it: speakers with their number of quotes, first and last date",
            parameters: with(flags::<Window>()),
            answers: json::<WhoAnswer>(),
            may_be_unknown: false,
        },
        Address {
            path: "/api/facets/{field}",
            id: "facets",
            summary: "All values of one facet with their counts",
            parameters: with(flags::<Counting>())
                .into_iter()
                .chain([in_path("field", "The facet", facet_names())])
                .collect(),
            answers: json::<Counts>(),
            may_be_unknown: true,
        },
        Address {
            path: "/api/releases/{id}",
            id: "release",
            summary: "One release: its fields, text and quotes",
            parameters: flags::<Showing>()
                .into_iter()
                .chain([in_path(
                    "id",
                    "The id of a release, or its first 6 or more digits; the id of a quote gives its release",
                    ObjectBuilder::new()
                        .schema_type(Type::String)
                        .pattern(Some("^[0-9a-fA-F]{6,16}(-[0-9]{1,9})?$"))
                        .into(),
                )])
                .collect(),
            answers: json::<Document>(),
            may_be_unknown: true,
        },
        Address {
            path: "/api/speakers/{name}",
            id: "speaker",
            summary: "One person: names, roles over time, countries, years, latest quotes",
            parameters: flags::<Portrait>()
                .into_iter()
                .chain([in_path(
                    "name",
                    "A name or alias; otherwise the one person whose name has all its words",
                    text(LONGEST),
                )])
                .collect(),
            answers: json::<Profile>(),
            may_be_unknown: true,
        },
        Address {
            path: "/api/export",
            id: "export",
            summary: "Everything that matches, without a cap, in an order that only the releases decide",
            parameters: with(parameters::of_export()),
            answers: ExportFormat::value_variants().iter().copied().map(exported).collect(),
            may_be_unknown: false,
        },
        Address {
            path: "/api/status",
            id: "status",
            summary: "What the index holds; by request what somebody should look at, a page of each list",
            parameters: flags::<Queues>().into_iter().chain(flags::<Window>()).collect(),
            answers: json::<Holdings>(),
            may_be_unknown: false,
        },
        Address {
            path: "/health",
            id: "health",
            summary: "Whether the server answers, and which generation of the index it asks",
            parameters: Vec::new(),
            answers: json::<Health>(),
            may_be_unknown: false,
        },
        Address {
            path: "/openapi.json",
            id: "description",
            summary: "This description",
            parameters: Vec::new(),
            answers: vec![(JSON, ObjectBuilder::new().into())],
            may_be_unknown: false,
        },
    ]
}

const JSON: &str = "application/json";

impl Address {
    fn told(self) -> OperationBuilder {
        let answered = self.answers.into_iter().fold(
            ResponseBuilder::new().description("The answer").header("ETag", tag()),
            |told, (kind, schema)| told.content(kind, Content::new(Some(schema))),
        );
        let refused = [
            ("400", "The question cannot be meant, or is too much"),
            ("401", "The token is missing, or is another"),
            ("403", "The host or the origin is foreign"),
            ("413", "The request has a body"),
            ("414", "The address is too long"),
            ("429", "Too many questions at once"),
            ("500", "The index or the program is at fault"),
            ("503", "The answer took too long"),
        ];
        let unknown = self.may_be_unknown.then_some(("404", "There is no such thing"));
        refused.into_iter().chain(unknown).fold(
            OperationBuilder::new()
                .operation_id(Some(self.id))
                .summary(Some(self.summary))
                .parameters(Some(self.parameters))
                .response("200", answered)
                .response("304", empty("Still as it was"))
                .response("431", empty("The head of the request is too long")),
            |operation, (status, why)| operation.response(status, refusal(why)),
        )
    }
}

fn tag() -> utoipa::openapi::header::Header {
    HeaderBuilder::new()
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .description(Some("Stays for as long as the index does"))
        .build()
}

/// An answer without a body.
fn empty(why: &str) -> Told {
    ResponseBuilder::new().description(why).build()
}

fn refusal(why: &str) -> Told {
    let content = Content::new(Some(reference::<RefusalBody>()));
    ResponseBuilder::new().description(why).content(JSON, content).build()
}

fn json<T: ToSchema>() -> Vec<(&'static str, RefOr<Schema>)> {
    vec![(JSON, reference::<T>().into())]
}

fn reference<T: ToSchema>() -> Ref {
    Ref::from_schema_name(T::name())
}

/// What an export of a format is: a list of items, or any text.
fn exported(format: ExportFormat) -> (&'static str, RefOr<Schema>) {
    let schema = match format {
        ExportFormat::CslJson => ArrayBuilder::new().items(ObjectBuilder::new()).into(),
        _ => ObjectBuilder::new().schema_type(Type::String).into(),
    };
    (kind(format).0, schema)
}

/// The parameters that are the flags of a struct.
fn flags<T: Args>() -> Vec<Parameter> {
    of_flags(T::augment_args(clap::Command::new("flags")))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn every_parameter_that_is_told_is_taken_and_no_other() {
        let document = serde_json::to_value(document(false)).unwrap();
        for (path, item) in document["paths"].as_object().unwrap() {
            let parameters = item["get"]["parameters"].as_array().cloned().unwrap_or_default();
            let told: Vec<&str> = parameters
                .iter()
                .filter(|parameter| parameter["in"] == "query")
                .map(|parameter| parameter["name"].as_str().unwrap())
                .collect();
            let taken = crate::api::taken(path);
            assert_eq!(sorted(told), sorted(taken), "{path}");
        }
    }

    fn sorted(mut names: Vec<&str>) -> Vec<&str> {
        names.sort_unstable();
        names
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document = serde_json::to_value(document(false)).unwrap();
        let mut left = vec![&document];
        while let Some(value) = left.pop() {
            match value {
                Value::Object(fields) => {
                    if let Some(Value::String(reference)) = fields.get("$ref") {
                        let pointer = reference.strip_prefix('#').unwrap();
                        assert!(document.pointer(pointer).is_some(), "{reference}");
                    }
                    left.extend(fields.values());
                }
                Value::Array(values) => left.extend(values),
                _ => {}
            }
        }
    }
}

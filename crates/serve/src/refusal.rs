//! `Refusal`: a request that is not answered, as the error object of the API.

use ask::Fault;
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

/// Why a request is not answered.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) fault: Fault,
}

/// Why a request is not answered.
#[derive(Serialize, ToSchema)]
#[schema(as = Error)]
pub(crate) struct RefusalBody {
    /// What is the matter, where, and what may be meant.
    error: Fault,
}

/// Seconds after which a busy server may be asked again.
const RETRY_AFTER: &str = "1";

impl Refusal {
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, fault: Fault::new(message) }
    }

    /// There is nothing at this address.
    pub(crate) fn nowhere() -> Self {
        Self::new(StatusCode::NOT_FOUND, "there is nothing at this address")
    }

    /// The address is asked in a way it is not made for.
    pub(crate) fn no_method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "everything here is read by GET")
    }

    /// The token is missing, or is another.
    pub(crate) fn no_token() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "this archive asks for a token")
    }

    /// Too many questions wait already.
    pub(crate) fn busy() -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too many questions at once; ask again in a second",
        )
    }

    /// It took too long.
    pub(crate) fn slow() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "the answer took too long; narrow the question or ask again",
        )
    }

    /// The program or the archive is at fault; what exactly is not told to whoever asks.
    pub(crate) fn broken() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "this question could not be answered")
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self { status: StatusCode::BAD_REQUEST, fault }
    }
}

impl From<ask::Error> for Refusal {
    fn from(error: ask::Error) -> Self {
        if let ask::Error::Archive(index::Error::TooSlow { .. }) = error {
            return Self::slow();
        }
        if !error.is_of_question() {
            return Self::broken();
        }
        let mut fault = Fault::from(&error);
        // flags are parameters here
        fault.message = fault.message.replace("`--", "`");
        let status =
            if error.is_unknown() { StatusCode::NOT_FOUND } else { StatusCode::BAD_REQUEST };
        Self { status, fault }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = RefusalBody { error: self.fault.clone() };
        let mut response = (self.status, Json(body)).into_response();
        self.complete(&mut response);
        response
    }
}

impl Refusal {
    /// Adds the headers that go with the status.
    pub(crate) fn complete(&self, response: &mut Response) {
        let headers = response.headers_mut();
        match self.status {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER));
            }
            StatusCode::UNAUTHORIZED => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            StatusCode::METHOD_NOT_ALLOWED => {
                headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            }
            _ => {}
        }
    }
}

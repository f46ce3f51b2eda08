//! A question that cannot be answered, as a page: what is the matter, where, and what may be meant.

use ask::Fault;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::{Page, Templates, address::Address, frame::Frame, hits::Link};
use crate::refusal::Refusal;

#[derive(Debug, Serialize)]
struct Problem {
    #[serde(flatten)]
    frame: Frame,
    heading: &'static str,
    message: String,
    marked: Option<Marked>,
    suggestion: Option<Link>,
}

/// The query with the place of the matter.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Marked {
    before: String,
    here: String,
    after: String,
}

/// The page that asks for the token.
#[derive(Debug, Serialize)]
struct Enter {
    #[serde(flatten)]
    frame: Frame,
}

/// Answers with the page for a refusal of what was asked at `address`.
pub(crate) fn refused(templates: &Templates, refusal: &Refusal, address: Address) -> Response {
    answered(templates, refusal, &page(refusal.status.as_u16(), &refusal.fault, address))
}

/// Answers with the page for a refusal that is not about a question.
pub(crate) fn astray(templates: &Templates, refusal: &Refusal) -> Response {
    refused(templates, refusal, Address::new("/"))
}

/// Answers with the page that asks for the token.
pub(crate) fn enter(templates: &Templates, refusal: &Refusal) -> Response {
    let page = Page::new("enter.html", &Enter { frame: Frame::new("Token", "") });
    answered(templates, refusal, &page)
}

fn answered(templates: &Templates, refusal: &Refusal, page: &Page) -> Response {
    match templates.render(page) {
        Ok(mut response) => {
            *response.status_mut() = refusal.status;
            refusal.complete(&mut response);
            response
        }
        Err(broken) => broken.into_response(),
    }
}

/// The page for a fault of what was asked at `address`.
fn page(status: u16, fault: &Fault, address: Address) -> Page {
    let q = address.value("q").unwrap_or_default().to_owned();
    let q = q.as_str();
    let marked = fault.position.and_then(|position| mark(q, position));
    let mended = fault.suggestion.as_ref().map(|suggestion| {
        let mended = marked.as_ref().filter(|marked| !marked.here.is_empty()).map_or_else(
            || suggestion.clone(),
            |marked| format!("{}{suggestion}{}", marked.before, marked.after),
        );
        let address = if marked.is_some() {
            address.set("q", &mended)
        } else {
            Address::new("/").with("q", suggestion)
        };
        Link::new(mended, &address)
    });
    Page::new(
        "problem.html",
        &Problem {
            frame: Frame::new("Not understood", "").asking(q),
            heading: match status {
                404 => "Not here",
                429 | 503 => "Too busy just now",
                500.. => "Something is wrong here",
                _ => "This cannot be read",
            },
            message: fault.message.clone(),
            marked,
            suggestion: mended,
        },
    )
}

/// The word of a query at a place; `None` where the place is not in it, as that of a filter's value.
fn mark(q: &str, position: usize) -> Option<Marked> {
    let rest = q.get(position..)?;
    let is_quoted = rest.starts_with('"');
    let end = if is_quoted {
        rest[1..].find('"').map_or(rest.len(), |at| at + 2)
    } else {
        rest.find(|c: char| c.is_whitespace() || c == ')' || c == ':').unwrap_or(rest.len())
    };
    Some(Marked {
        before: q[..position].to_owned(),
        here: rest[..end].to_owned(),
        after: rest[end..].to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_at_the_place_is_marked_and_no_more() {
        let told = |q: &str, position| {
            mark(q, position).map(|marked| (marked.before, marked.here, marked.after))
        };
        let expect = |before: &str, here: &str, after: &str| {
            Some((before.to_owned(), here.to_owned(), after.to_owned()))
        };
        assert_eq!(told("x country:kazakstn y", 10), expect("x country:", "kazakstn", " y"));
        assert_eq!(
            told("a country:\"new zealnd\" b", 10),
            expect("a country:", "\"new zealnd\"", " b")
        );
        assert_eq!(told("contry:x", 0), expect("", "contry", ":x"));
        assert_eq!(told("é", 1), None);
        assert_eq!(told("x", 9), None);
    }
}

//! `Templates`: those in the program, ready to be rendered.

use axum::response::{Html, IntoResponse, Response};
use minijinja::{Environment, syntax::SyntaxConfig};
use rust_embed::Embed;

use super::{Page, assets::address, words};
use crate::refusal::Refusal;

#[derive(Embed)]
#[folder = "templates"]
struct Sources;

/// The templates of the page.
#[derive(Debug)]
pub(crate) struct Templates(Environment<'static>);

impl Templates {
    /// Reads all of them. One that cannot be read fails when it is rendered, which a test does.
    pub(crate) fn new() -> Self {
        let mut environment = Environment::new();
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.expect("the delimiters are the usual ones"));
        environment.add_filter("thousands", ask::thousands);
        environment.add_filter("told", words::told);
        environment.add_function("asset", |path: String| address(&path));
        for name in Sources::iter() {
            let source = Sources::get(&name).map(|file| file.data).unwrap_or_default();
            let source = String::from_utf8_lossy(&source).into_owned();
            let _ = environment.add_template_owned(name, source);
        }
        Self(environment)
    }

    /// A page.
    pub(crate) fn render(&self, page: &Page) -> Result<Response, Refusal> {
        let template = self.0.get_template(page.template).map_err(|_| Refusal::broken())?;
        let html = template.render(&page.view).map_err(|_| Refusal::broken())?;
        Ok(Html(html).into_response())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_can_be_read() {
        let templates = Templates::new();
        for name in Sources::iter() {
            assert!(templates.0.get_template(&name).is_ok(), "{name}");
        }
    }
}

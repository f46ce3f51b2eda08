//! The parameters that are the flags of the command line.

use ask::{
    Counting, ExportFormat, Fault, Narrowing, Of, Paging, Portrait, Queues, Showing, Window,
    facet_field,
};
use query::Field;

use super::Params;

impl Params {
    /// Takes the query and what narrows it.
    pub(crate) fn question(&mut self) -> Result<(String, Narrowing), Fault> {
        Ok((self.one("q")?.unwrap_or_default(), self.narrowing()?))
    }

    fn narrowing(&mut self) -> Result<Narrowing, Fault> {
        Ok(Narrowing {
            country: self.all("country"),
            mentions: self.all("mentions"),
            year: self.all("year"),
            from: self.one("from")?,
            to: self.one("to")?,
            speaker: self.all("speaker"),
            org: self.all("org"),
            place: self.all("place"),
            lang: self.all("lang"),
            kind: self.all("type"),
            not: self.all("not"),
            boilerplate: self.flag("boilerplate")?,
            any: self.flag("any")?,
        })
    }

    /// Takes which of the hits are wanted.
    pub(crate) fn paging(&mut self) -> Result<Paging, Fault> {
        let default = Paging::default();
        let sort = self.choice("sort")?;
        let recent = self.flag("recent")?;
        if recent && sort.is_some() {
            return Err(Fault::new("`recent` and `sort` cannot be asked for together"));
        }
        let facet = self.all("facet").into_iter().map(|name| facet(&name));
        Ok(Paging {
            facet: facet.collect::<Result<_, _>>()?,
            limit: self.number("limit", default.limit)?,
            offset: self.number("offset", default.offset)?,
            sort: sort.unwrap_or_default(),
            recent,
            facet_limit: self.number("facet-limit", default.facet_limit)?,
            collapse: self.flag("collapse")?,
        })
    }

    /// Takes which part of a list is wanted.
    pub(crate) fn window(&mut self) -> Result<Window, Fault> {
        self.window_of(Window::default().limit)
    }

    /// The same where so many rows are shown unless another number is asked for.
    pub(crate) fn window_of(&mut self, limit: usize) -> Result<Window, Fault> {
        let limit = self.number("limit", limit)?;
        Ok(Window { limit, offset: self.number("offset", 0)? })
    }

    /// Takes which lists of what somebody should look at are wanted.
    pub(crate) fn queues(&mut self) -> Result<Queues, Fault> {
        Ok(Queues {
            failed: self.flag("failed")?,
            skipped: self.flag("skipped")?,
            warned: self.flag("warned")?,
            duplicates: self.flag("duplicates")?,
            undated: self.flag("undated")?,
            no_country: self.flag("no-country")?,
            unattributed: self.flag("unattributed")?,
        })
    }

    /// Takes how a facet is counted.
    pub(crate) fn counting(&mut self) -> Result<Counting, Fault> {
        Ok(Counting {
            prefix: self.one("prefix")?,
            of: self.of()?,
            by: self.one("by")?.map(|name| facet(&name)).transpose()?,
            zeros: self.flag("zeros")?,
            limit: self.number("limit", 0)?,
        })
    }

    /// Takes how much of a release is shown.
    pub(crate) fn showing(&mut self) -> Result<Showing, Fault> {
        Ok(Showing { evidence: self.flag("evidence")?, similar: self.flag("similar")? })
    }

    /// Takes how much of a person is shown.
    pub(crate) fn portrait(&mut self) -> Result<Portrait, Fault> {
        Ok(Portrait { limit: self.number("limit", Portrait::default().limit)? })
    }

    /// Takes what is exported, and how it is written.
    pub(crate) fn export(&mut self) -> Result<(Of, ExportFormat), Fault> {
        let of = self.of()?;
        let format = self.choice("format")?;
        let format = format.ok_or_else(|| {
            Fault::new(
                "`format` is wanted: `csv`, `jsonl`, `markdown`, `bibtex`, `ris` or `csl-json`",
            )
        })?;
        Ok((of, format))
    }

    fn of(&mut self) -> Result<Of, Fault> {
        Ok(self.choice("of")?.unwrap_or_default())
    }
}

/// The facet of that name.
pub(crate) fn facet(name: &str) -> Result<Field, Fault> {
    facet_field(name).map_err(Fault::new)
}

//! `Counts`: one facet with its values, as a list, a tree or a histogram.

use clap::Args;
use index::{Archive, Branch, FacetValue, Request, is_below, with_zeros};
use query::Field;
use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr,
        schema::{AnyOfBuilder, ArrayBuilder, Ref, Schema},
    },
};

use crate::{Error, Of, facet_field};

/// How one facet is counted.
#[derive(Clone, Debug, Default, Args)]
pub struct Counting {
    /// Only values with a word that starts so
    #[arg(long, value_name = "LETTERS")]
    pub prefix: Option<String>,
    /// What is counted
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = Of::Releases)]
    pub of: Of,
    /// Below each value, those of this field that lie in it: month below year, country below region
    #[arg(long, value_name = "FIELD", value_parser = facet_field, conflicts_with_all = ["prefix", "zeros"])]
    pub by: Option<Field>,
    /// A histogram: years or months between the first and the last that hold nothing are shown too
    #[arg(long, conflicts_with_all = ["prefix", "limit"])]
    pub zeros: bool,
    /// How many values; 0 lists all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 0)]
    pub limit: usize,
}

/// One facet: every value with its count.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Counts {
    /// What was counted.
    pub field: &'static str,
    /// What lies below each value.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub by: Option<&'static str>,
    /// `releases` or `quotes`.
    pub of: &'static str,
    /// The query as typed.
    pub query: String,
    /// The canonical spelling of what was understood.
    pub interpreted: String,
    /// What the reader should know.
    pub notes: Vec<String>,
    /// Releases, or quotes, that match.
    pub total: u64,
    /// The values.
    pub values: Values,
}

/// The values of a facet.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Values {
    /// One after the other.
    List(Vec<FacetValue>),
    /// Each with those that lie in it.
    Tree(Vec<Branch>),
}

impl Values {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::List(values) => values.is_empty(),
            Self::Tree(branches) => branches.is_empty(),
        }
    }
}

// a derived schema would say that only one of the two matches, but an empty list is both
impl PartialSchema for Values {
    fn schema() -> RefOr<Schema> {
        let list = ArrayBuilder::new().items(Ref::from_schema_name(FacetValue::name()));
        let tree = ArrayBuilder::new().items(Ref::from_schema_name(Branch::name()));
        AnyOfBuilder::new().item(list).item(tree).into()
    }
}

impl ToSchema for Values {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((FacetValue::name().into(), FacetValue::schema()));
        schemas.push((Branch::name().into(), Branch::schema()));
        Branch::schemas(schemas);
    }
}

impl Counting {
    /// Counts the values of `field` in what a request finds.
    ///
    /// # Errors
    ///
    /// [`Error::NotBelow`], [`Error::NoZeros`], [`Error::Conflict`]; [`Error::Archive`] as a search.
    pub fn counts(
        &self,
        archive: &Archive,
        field: Field,
        mut request: Request,
    ) -> Result<Counts, Error> {
        self.check(field)?;
        request.facet_limit = self.limit;
        let values = if let Some(by) = self.by {
            Values::Tree(archive.tree(field, by, &request, self.of.into())?)
        } else {
            let prefix = self.prefix.as_deref().unwrap_or_default();
            let values = archive.facet(field, &request, prefix, self.of.into())?;
            Values::List(if self.zeros { with_zeros(field, values) } else { values })
        };
        let counts_only = Request { limit: 0, facets: Vec::new(), ..request };
        let (total, notes) = match self.of {
            Of::Releases => {
                let answer = archive.search(&counts_only)?;
                (answer.total, answer.notes)
            }
            Of::Quotes => {
                let answer = archive.quotes(&counts_only)?;
                (answer.total, answer.notes)
            }
        };
        Ok(Counts {
            field: field.name(),
            by: self.by.map(Field::name),
            of: self.of.name(),
            query: counts_only.text,
            interpreted: counts_only.interpreted,
            notes,
            total,
            values,
        })
    }

    fn check(&self, field: Field) -> Result<(), Error> {
        let flags = [
            ("by", self.by.is_some()),
            ("zeros", self.zeros),
            ("prefix", self.prefix.is_some()),
            ("limit", self.limit > 0),
        ];
        let is_given = |flag: &str| flags.iter().any(|&(name, is)| name == flag && is);
        for (one, other) in
            [("by", "prefix"), ("by", "zeros"), ("zeros", "prefix"), ("zeros", "limit")]
        {
            if is_given(one) && is_given(other) {
                return Err(Error::Conflict { one, other });
            }
        }
        if let Some(by) = self.by.filter(|by| !is_below(*by, field)) {
            return Err(Error::NotBelow { below: by.name(), above: field.name() });
        }
        if self.zeros && !matches!(field, Field::Year | Field::Month) {
            return Err(Error::NoZeros { field: field.name() });
        }
        Ok(())
    }
}

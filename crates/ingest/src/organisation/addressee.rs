//! To whom a letter goes: name, office and address between the date and the salutation are not the issuer's.

use std::ops::Range;

use crate::layout::{Layout, feature::Feature};

/// A letter greets within so many blocks.
const LATEST_SALUTATION: usize = 24;

/// What the first line of an addressee begins with.
const FORMS: [&str; 34] = [
    "His Excellency",
    "Her Excellency",
    "H.E.",
    "HE ",
    "The Honourable",
    "The Honorable",
    "The Hon",
    "Hon.",
    "Rt Hon",
    "The Rt",
    "Mr ",
    "Mr. ",
    "Mrs ",
    "Mrs. ",
    "Ms ",
    "Ms. ",
    "Dr ",
    "Dr. ",
    "To: ",
    "To ",
    "Monsieur",
    "Madame",
    "Son Excellence",
    "Herrn",
    "Frau ",
    "An ",
    "Señor",
    "Sr. ",
    "Excelentísim",
    "Exmo",
    "Sua Excelência",
    "Президенту",
    "إلى",
    "السيد",
];

/// The blocks of the addressee; none where no form of address opens them.
pub(super) fn blocks(layout: &Layout) -> Range<usize> {
    let reach = layout.features.iter().take(LATEST_SALUTATION);
    let Some(salutation) = reach.clone().position(|block| block.has(Feature::Salutation)) else {
        return 0..0;
    };
    let opens = |words: &String| FORMS.iter().any(|form| words.starts_with(form));
    match layout.words[..salutation].iter().position(opens) {
        // a letterhead stands above it
        Some(first) if first > 0 => first..salutation,
        _ => 0..0,
    }
}

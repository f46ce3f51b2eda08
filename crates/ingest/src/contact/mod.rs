//! Who to call: persons with role, organisation, place label, telephones and mail addresses.

mod act;
mod block;
mod detail;
mod piece;

pub(crate) use self::{
    block::read,
    detail::{emails, hidden_emails, phones},
};

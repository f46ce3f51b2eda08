//! Contacts that are no persons: a name that the host of an address spells is that of the body who owns it.

use release::Contact;

use crate::{layout::Layout, organisation::domain};

/// Takes out what looks like a person's name and is spelt by a host, `Open Hands, 9 Mill Lane, info@openhands.example`:
/// it is the body of who follows. Gives those taken out, as offices.
pub(crate) fn take_bodies(layout: &Layout, contacts: &mut Vec<Contact>) -> Vec<Contact> {
    let may_be_body = |contact: &Contact| contact.role.is_none() && contact.name.is_some();
    if !contacts.iter().any(may_be_body) {
        return Vec::new();
    }
    let labels = domain::labels(layout, contacts);
    let is_body = |contact: &Contact| {
        contact.role.is_none()
            && contact.name.as_deref().is_some_and(|name| {
                domain::is_spelt(&labels, name)
                    && !contact.emails.iter().any(|address| is_of(address, name))
            })
    };
    let mut bodies = Vec::new();
    let mut label: Option<String> = None;
    contacts.retain_mut(|contact| {
        if is_body(contact) {
            let name = contact.name.take();
            label.clone_from(&name);
            bodies.push(Contact { organisation: name, ..contact.clone() });
            return false;
        }
        if let Some(label) = label.take() {
            contact.organisation.get_or_insert(label);
        }
        true
    });
    bodies
}

/// `ada@adaroe.example`: whether the part before the host is a word of a name, which is a person's then.
fn is_of(address: &str, name: &str) -> bool {
    let user = address.split('@').next().unwrap_or_default().to_lowercase();
    name.split_whitespace().any(|word| user.contains(&gazetteer::fold(word)))
}

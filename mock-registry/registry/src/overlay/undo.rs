//! Taking a change back, as if it had never been recorded.

use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::overlay::Change;

use super::{Overlay, Refused, View, check};

impl View<'_> {
    /// The change with this id, and the overlay without it.
    ///
    /// # Errors
    /// If there is no such change, or another one rests on it.
    pub fn undo(&self, id: u64) -> Result<(Change, Overlay), Refused> {
        let change = self.overlay.change(id).ok_or_else(|| {
            let detail = format!("expected the id of a change of this realm, got `{id}`");
            Refused::new(Reason::ChangeUnknown, detail)
        })?;
        let others = self.overlay.changes().filter(|other| other.id != id).cloned();
        let overlay = Overlay::new(others).counting_from(self.overlay.last_id());
        check::without(&View::new(self.own, &overlay))?;
        Ok((change.clone(), overlay))
    }
}

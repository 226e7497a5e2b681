//! An overlay as a file: which nation it belongs to, and whether it can be laid over this one.

use dinhdanh_population::{IdSpace, Nation, VERSION};
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::overlay::{OVERLAY_FORMAT, OverlayFile, OverlayNation};

use super::{Overlay, Refused, View, check, real};

/// What an overlay is made over.
fn nation_of(nation: &Nation) -> OverlayNation {
    let spec = nation.spec();
    let id_space = match spec.id_space {
        IdSpace::Reserved => "reserved",
        IdSpace::Plausible => "plausible",
    };
    OverlayNation {
        seed: spec.seed,
        living: spec.living,
        id_space: id_space.to_owned(),
        version: VERSION.to_owned(),
    }
}

pub(crate) fn export(nation: &Nation, overlay: &Overlay) -> OverlayFile {
    OverlayFile {
        format: OVERLAY_FORMAT,
        nation: nation_of(nation),
        changes: overlay.changes().cloned().collect(),
    }
}

/// The greatest id that a file may have: every JSON reader keeps it whole, and changes that come later still find room.
const LAST_ID: u64 = 1 << 52;

/// The overlay of a file: all of it, or the first thing that is wrong with it.
pub(crate) fn import(nation: &Nation, file: OverlayFile) -> Result<Overlay, Refused> {
    if file.format != OVERLAY_FORMAT {
        let detail =
            format!("expected `format` {OVERLAY_FORMAT}, got `{}`; export it with this version", file.format);
        return Err(Refused::new(Reason::ParameterInvalid, detail));
    }
    same_nation(&nation_of(nation), &file.nation)?;
    check::room(file.changes.len())?;
    let mut last = 0;
    for change in &file.changes {
        if change.id <= last {
            let detail = format!("expected ids that grow from 1, got `{}` after `{last}`", change.id);
            return Err(Refused::new(Reason::ParameterInvalid, detail));
        }
        if change.id > LAST_ID {
            let detail =
                format!("expected ids up to {LAST_ID}, got a greater one; number the changes from 1");
            return Err(Refused::new(Reason::ParameterInvalid, detail));
        }
        last = change.id;
        real::check(nation, change).map_err(|refused| of_change(change.id, &refused))?;
    }
    let overlay = Overlay::new(file.changes);
    let view = View::new(nation, &overlay);
    for change in overlay.changes() {
        check::one(&view, change).map_err(|refused| of_change(change.id, &refused))?;
    }
    Ok(overlay)
}

fn of_change(id: u64, refused: &Refused) -> Refused {
    Refused::new(refused.reason, format!("change `{id}`: {}", refused.detail))
}

fn same_nation(own: &OverlayNation, got: &OverlayNation) -> Result<(), Refused> {
    let rows = [
        ("seed", own.seed.to_string(), got.seed.to_string()),
        ("living", own.living.to_string(), got.living.to_string()),
        ("id_space", own.id_space.clone(), got.id_space.clone()),
        ("version", own.version.clone(), got.version.clone()),
    ];
    let differ = rows.iter().filter(|(_, own, got)| own != got);
    // What comes from the file is not repeated unless it is a number or one short word.
    let told: Vec<String> = differ
        .map(|(what, own, got)| {
            let got: String = got.chars().filter(char::is_ascii_graphic).take(20).collect();
            format!("`{what}` is `{own}` here and `{got}` in the file")
        })
        .collect();
    if told.is_empty() { Ok(()) } else { Err(Refused::new(Reason::OverlayForeign, told.join(", "))) }
}

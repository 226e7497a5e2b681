//! The drawing itself, as SVG.

use std::fmt::Write;

use super::looks::{Looks, Style};

/// Middle of the face.
const X: i32 = 120;
const Y: i32 = 150;
const LINE: &str = "#3b302a";

/// An SVG document. It names no font file, no script and no other document.
pub(super) fn draw(looks: &Looks) -> String {
    let mut svg = String::with_capacity(3_000);
    svg.push_str(concat!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 320" role="img">"#,
        "<title>Synthetic drawing: nobody</title>",
        r##"<rect width="240" height="320" fill="#cfe3f5"/>"##,
    ));
    // Writing to a string cannot fail.
    let _ = parts(&mut svg, looks);
    svg.push_str(concat!(
        r##"<path d="M60 299h120v18H60z" fill="#fff"/>"##,
        r##"<g fill="#b3261e" font-family="sans-serif" text-anchor="middle">"##,
        r#"<text x="120" y="22" font-size="13" letter-spacing="3">SYNTHETIC</text>"#,
        r#"<text x="120" y="312" font-size="13" letter-spacing="3">SYNTHETIC</text></g>"#,
        r##"<path d="M0 320 240 0" stroke="#b3261e" stroke-opacity=".18" stroke-width="10"/></svg>"##,
    ));
    svg
}

fn parts(svg: &mut String, looks: &Looks) -> std::fmt::Result {
    let Looks { skin, hair, clothes, face: (w, h), .. } = *looks;
    back_hair(svg, looks)?;
    // Shoulders, neck, face, ears.
    let s = looks.shoulders;
    let (left, right) = (X - s, X + s);
    write!(
        svg,
        r#"<path d="M{left} 320Q{left} 255 {X} 248Q{right} 255 {right} 320Z" fill="{clothes}" stroke="{LINE}"/>"#
    )?;
    let (neck, chin) = (w / 2 - 4, Y + h);
    write!(
        svg,
        r#"<path d="M{} {}h{}v45q{} 18-{} 0Z" fill="{skin}"/>"#,
        X - neck,
        chin - 25,
        2 * neck,
        -neck,
        2 * neck
    )?;
    for x in [X - w, X + w] {
        write!(svg, r#"<ellipse cx="{x}" cy="{Y}" rx="8" ry="13" fill="{skin}" stroke="{LINE}"/>"#)?;
    }
    write!(svg, r#"<ellipse cx="{X}" cy="{Y}" rx="{w}" ry="{h}" fill="{skin}" stroke="{LINE}"/>"#)?;
    features(svg, looks)?;
    front_hair(svg, looks, hair, w, h)
}

/// Hair behind the head.
fn back_hair(svg: &mut String, looks: &Looks) -> std::fmt::Result {
    let Looks { hair, face: (w, h), .. } = *looks;
    let (rx, top) = (w + 12, Y - h - 8);
    match looks.style {
        Style::Long => write!(
            svg,
            r#"<path d="M{} {Y}Q{} {top} {X} {top}Q{} {top} {} {Y}V275H{}Z" fill="{hair}"/>"#,
            X - rx,
            X - rx,
            X + rx,
            X + rx,
            X - rx
        ),
        Style::Bob => write!(
            svg,
            r#"<rect x="{}" y="{top}" width="{}" height="{}" rx="{w}" fill="{hair}"/>"#,
            X - rx,
            2 * rx,
            2 * h + 4
        ),
        Style::Tied => write!(svg, r#"<circle cx="{X}" cy="{}" r="20" fill="{hair}"/>"#, top - 4),
        Style::Crop | Style::SideParting | Style::Receding => Ok(()),
    }
}

/// Hair over the forehead.
fn front_hair(svg: &mut String, looks: &Looks, hair: &str, w: i32, h: i32) -> std::fmt::Result {
    let (left, right, top) = (X - w - 3, X + w + 3, Y - h - 10);
    // How deep the hair comes down at the left and the right of the forehead.
    let (a, b) = match looks.style {
        Style::Receding => (6, 6),
        Style::SideParting => (34, 18),
        Style::Crop => (20, 20),
        Style::Bob => (44, 44),
        Style::Long => (20, 36),
        Style::Tied => (16, 16),
    };
    let side = Y - h / 3;
    write!(
        svg,
        r#"<path d="M{left} {side}Q{left} {top} {X} {top}Q{right} {top} {right} {side}Q{} {} {X} {}Q{} {} {left} {side}Z" fill="{hair}"/>"#,
        right - 12,
        top + b,
        top + 8 + b,
        left + 12,
        top + a,
    )
}

fn features(svg: &mut String, looks: &Looks) -> std::fmt::Result {
    let eye = Y - 6;
    for x in [X - looks.eyes, X + looks.eyes] {
        write!(
            svg,
            r##"<ellipse cx="{x}" cy="{eye}" rx="8" ry="4" fill="#fff" stroke="{LINE}"/><circle cx="{x}" cy="{eye}" r="3" fill="#2a1c14"/><path d="M{} {}q9-5 18 0" fill="none" stroke="{}" stroke-width="{}"/>"##,
            x - 9,
            eye - 12,
            looks.hair,
            looks.brows
        )?;
    }
    let (half, smile) = looks.mouth;
    let tip = eye + looks.nose + 8;
    write!(
        svg,
        r##"<path d="M{X} {}v{}q-9 6-6 8h10" fill="none" stroke="{LINE}"/><path d="M{} {}q{half} {} {} 0" fill="none" stroke="#9c4a44" stroke-width="3"/>"##,
        eye + 4,
        looks.nose,
        X - half,
        tip + 18,
        2 * smile,
        2 * half
    )?;
    for line in 0..looks.wrinkles {
        let y = Y - 28 - 6 * line;
        write!(
            svg,
            r#"<path d="M{} {y}q24-4 48 0" fill="none" stroke="{LINE}" stroke-opacity=".35"/>"#,
            X - 24
        )?;
    }
    if looks.glasses {
        for x in [X - looks.eyes, X + looks.eyes] {
            write!(
                svg,
                r##"<circle cx="{x}" cy="{eye}" r="14" fill="none" stroke="#222" stroke-width="2"/>"##
            )?;
        }
    }
    if let Some((dx, y)) = looks.mole {
        write!(svg, r##"<circle cx="{}" cy="{y}" r="2" fill="#5a3a2a"/>"##, X + dx)?;
    }
    Ok(())
}

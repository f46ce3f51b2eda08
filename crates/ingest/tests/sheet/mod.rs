//! A maker of small PDFs: lines of Helvetica at given places, one list of them a page.

/// A line of a page: from the left, from the foot, the size of its letters, its words.
pub(crate) type Line<'a> = (f32, f32, f32, &'a str);

/// A PDF of these pages.
pub(crate) fn pdf(pages: &[Vec<Line<'_>>]) -> Vec<u8> {
    let contents = pages.iter().map(|lines| {
        let mut content = String::from("BT\n");
        for (left, base, size, words) in lines {
            let words = words.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
            content += &format!("/F1 {size} Tf 1 0 0 1 {left} {base} Tm ({words}) Tj\n");
        }
        content + "ET"
    });
    file(&contents.collect::<Vec<_>>(), "")
}

/// A PDF whose one page is a picture.
pub(crate) fn picture() -> Vec<u8> {
    file(&["q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q".to_owned()], "")
}

/// A PDF that asks for a password.
pub(crate) fn locked() -> Vec<u8> {
    let key = "00".repeat(32);
    let lock = format!(
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >> /ID [<{key}> <{key}>]"
    );
    file(&["BT /F1 11 Tf 50 700 Td (Boats) Tj ET".to_owned()], &lock)
}

fn file(contents: &[String], trailer: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len()).map(|at| format!("{} 0 R", 4 + 2 * at)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {} /Kids [{}] >>", contents.len(), kids.join(" ")),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    for (at, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + 2 * at
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let start = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        file += &format!("{place:010} 00000 n \n");
    }
    file += &format!(
        "trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    file.into_bytes()
}

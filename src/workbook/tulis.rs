//! From laid-out sheets to the bytes of a file. The only module that sees rust_xlsxwriter.

use std::collections::{BTreeMap, HashMap};

use rust_xlsxwriter::utility::cell_autofit_width;
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartLegendPosition, ChartType,
    Color, ConditionalFormatBlank, ConditionalFormatCell, ConditionalFormatCellRule, DocProperties,
    ExcelDateTime, Format, FormatAlign, FormatBorder, FormatPattern, Formula, Note, Workbook,
    Worksheet, XlsxError,
};

use super::sel::{Hasil, Isi, Rupa, Sel};
use super::tabel::{Bagan, Gaya, Lembar, Tanda, Tempat};
use crate::formula::Bilangan;
use crate::model::{KertasBuku, Tanggal};

/// The face of all cells: metrics that every office suite has.
const HURUF: &str = "Arial";
/// Point size of ordinary cells.
const UKURAN: f64 = 10.0;
/// Height of a line of that size, in points.
const TINGGI_BARIS: f64 = 13.5;
/// Room above and below the text of a cell, in points.
const SELA: f64 = 4.0;
/// Excel allows no higher row, in points.
const TINGGI_MAKS: f64 = 409.0;
/// Pixels of one unit of column width, and of a column's own padding.
const PIKSEL: (f64, f64) = (7.0, 5.0);
/// Margins: left, right, top, bottom, header, footer, in inches.
const MARGIN: [f64; 6] = [0.45, 0.45, 0.8, 0.7, 0.35, 0.3];
/// Colours of the categories, best to worst; paper without colour still has the word.
const WARNA_KATEGORI: [u32; 5] = [0x00C6_E0B4, 0x00DD_EBF7, 0x00FF_F2CC, 0x00F8_CBAD, 0x00E6_B8B7];
/// Characters of an office's name in a printed header, of which Excel takes 255 in all.
const PANJANG_KEPALA: usize = 90;
/// How hard the archive is pressed, 0 to 9: a tenth larger than with the usual 6, in half the
/// time.
const KEMAMPATAN: u8 = 3;
/// Notes are as wide as this, in pixels.
const LEBAR_CATATAN: u32 = 340;

/// A workbook, ready to be written.
pub struct Buku<'a> {
    /// Title in the document's properties.
    pub judul: String,
    /// The office, which is its author.
    pub kantor: String,
    /// Its date.
    pub tanggal: Tanggal,
    /// What it says of figures that are not final; empty when they are.
    pub status: &'a str,
    /// Paper.
    pub kertas: KertasBuku,
    /// Names of the categories, best first.
    pub kategori: Vec<String>,
    /// What it was made from: path and SHA-256.
    pub sumber: Vec<(String, String)>,
    /// Its sheets.
    pub lembar: Vec<Lembar>,
}

/// Writes the file.
///
/// # Errors
/// What Excel does not take; nothing in a valid model leads there.
pub fn bytes(buku: &Buku) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Widths count in digits of the default face: one whose metrics every office suite has.
    let usual = Format::new().set_font_name(HURUF).set_font_size(UKURAN);
    workbook.set_default_format(&usual, 17, 64)?;
    workbook.set_zip_compression_level(KEMAMPATAN);
    workbook.set_properties(&properties(buku)?);
    let mut rupa = Formats::default();
    for lembar in &buku.lembar {
        let sheet = workbook.add_worksheet();
        write_sheet(sheet, lembar, buku, &mut rupa)?;
    }
    for (nama, sel) in buku.lembar.iter().flat_map(|lembar| &lembar.bernama) {
        workbook.define_name(nama, &format!("={sel}"))?;
    }
    workbook.save_to_buffer()
}

fn properties(buku: &Buku) -> Result<DocProperties, XlsxError> {
    let Tanggal { tahun, bulan, hari } = buku.tanggal;
    // Given, never the clock's: the same data make the same bytes.
    let created = ExcelDateTime::from_ymd(u16::try_from(tahun).unwrap_or(1900), bulan, hari)?;
    let mut properties = DocProperties::new()
        .set_title(&buku.judul)
        .set_author(&buku.kantor)
        .set_company(&buku.kantor)
        .set_status(buku.status)
        .set_creation_datetime(&created)
        .set_custom_property("ikigen", env!("CARGO_PKG_VERSION"));
    for (path, sha256) in &buku.sumber {
        properties = properties.set_custom_property(path, sha256.as_str());
    }
    Ok(properties)
}

fn write_sheet(
    sheet: &mut Worksheet,
    lembar: &Lembar,
    buku: &Buku,
    rupa: &mut Formats,
) -> Result<(), XlsxError> {
    sheet.set_name(lembar.nama)?;
    sheet.set_formula_result_default("");
    sheet.set_default_note_author("ikigen");
    for (n, width) in lembar.lebar.iter().enumerate() {
        sheet.set_column_width(column(n), *width)?;
    }
    let heights = heights(lembar);
    for (row, height) in &heights {
        sheet.set_row_height(*row, *height)?;
    }
    // Titles stand on the first page of a table that goes on two, beside the columns that are
    // repeated: those would carry a piece of them to the second.
    let across = match lembar.belah {
        Some((cut, (_, repeated))) => (repeated + 1, cut.saturating_sub(1)),
        None => (0, column(lembar.lebar.len().saturating_sub(1))),
    };
    for tempat in &lembar.isi {
        write_place(sheet, tempat, across, rupa)?;
    }
    for (tanda, first, last, at) in &lembar.tanda {
        mark(sheet, *tanda, (*first, *last, *at), &buku.kategori)?;
    }
    if let Some(bagan) = &lembar.bagan {
        chart(sheet, lembar, bagan)?;
    }
    page(sheet, lembar, buku, &heights)
}

fn column(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

fn write_place(
    sheet: &mut Worksheet,
    tempat: &Tempat,
    across: (u16, u16),
    rupa: &mut Formats,
) -> Result<(), XlsxError> {
    let format = rupa.of(&tempat.sel, tempat.gaya).clone();
    let (row, last_row) = (tempat.baris, tempat.sampai_baris);
    let (col, last_col) = match tempat.sampai_kolom {
        u16::MAX => across,
        last => (tempat.kolom, last),
    };
    if last_row > row || last_col > col {
        sheet.merge_range(row, col, last_row, last_col, "", &format)?;
    }
    match &tempat.sel.isi {
        Isi::Kosong => sheet.write_blank(row, col, &format)?,
        Isi::Teks(text) => sheet.write_string_with_format(row, col, text, &format)?,
        Isi::Angka(number) => sheet.write_number_with_format(row, col, binary(*number), &format)?,
        Isi::Rumus(rumus, hasil) => {
            let result = match hasil {
                Hasil::Angka(number) => binary(*number).to_string(),
                Hasil::Teks(text) => text.clone(),
            };
            let formula = Formula::new(rumus).set_result(result);
            sheet.write_formula_with_format(row, col, formula, &format)?
        }
    };
    if let Some(text) = &tempat.sel.catatan {
        sheet.insert_note(row, col, &note(text))?;
    }
    Ok(())
}

/// The nearest number a cell can hold.
fn binary(number: Bilangan) -> f64 {
    // The text of a decimal always parses.
    number.desimal().and_then(|n| n.to_string().parse().ok()).unwrap_or(0.0)
}

fn note(text: &str) -> Note {
    let lines: u32 = text.lines().map(|line| lines(line, f64::from(LEBAR_CATATAN) * 1.1)).sum();
    Note::new(text)
        .add_author_prefix(false)
        .set_font_name(HURUF)
        .set_font_size(9)
        .set_width(LEBAR_CATATAN)
        .set_height(16 * lines + 12)
}

/// Lines that `text` takes in `pixels`, broken between words.
fn lines(text: &str, pixels: f64) -> u32 {
    let width = |text: &str| f64::from(cell_autofit_width(text).saturating_sub(7));
    let blank = width(" ").max(3.0);
    let mut count = 0;
    for line in text.split('\n') {
        count += 1;
        let mut used = 0.0;
        for word in line.split(' ') {
            let word = width(word);
            if used > 0.0 && used + blank + word > pixels {
                count += 1;
                used = 0.0;
            }
            used += if used > 0.0 { blank + word } else { word };
            while used > pixels {
                count += 1;
                used -= pixels;
            }
        }
    }
    count
}

/// What a cell shows, as far as it decides the height of its row.
fn shown(sel: &Sel) -> &str {
    match &sel.isi {
        Isi::Teks(text) | Isi::Rumus(_, Hasil::Teks(text)) => text,
        _ => "",
    }
}

/// Heights of the rows in points. Excel makes room for wrapped text by itself only where no
/// cells are merged.
fn heights(lembar: &Lembar) -> BTreeMap<u32, f64> {
    let mut heights: BTreeMap<u32, f64> = BTreeMap::new();
    let mut tall = Vec::new();
    for tempat in &lembar.isi {
        let text = shown(&tempat.sel);
        let first = usize::from(tempat.kolom);
        let last = usize::from(tempat.sampai_kolom).min(lembar.lebar.len().saturating_sub(1));
        let widths = lembar.lebar.get(first..=last).unwrap_or_default();
        let pixels: f64 = widths.iter().map(|w| w * PIKSEL.0 + PIKSEL.1).sum::<f64>() - 8.0;
        let scale = if tempat.gaya == Gaya::Judul { 0.85 } else { 0.97 };
        let height = f64::from(lines(text, pixels * scale)) * TINGGI_BARIS + SELA;
        let row = heights.entry(tempat.baris).or_insert(TINGGI_BARIS + SELA);
        if tempat.sampai_baris == tempat.baris {
            *row = row.max(height);
        } else {
            tall.push((tempat.baris, tempat.sampai_baris, height));
        }
    }
    for (first, last, wanted) in tall {
        let there: f64 = (first..=last).filter_map(|row| heights.get(&row)).sum();
        let rows = f64::from(last - first + 1);
        if wanted > there {
            for row in first..=last {
                *heights.entry(row).or_insert(TINGGI_BARIS + SELA) += (wanted - there) / rows;
            }
        }
    }
    for height in heights.values_mut() {
        *height = height.min(TINGGI_MAKS);
    }
    heights
}

fn mark(
    sheet: &mut Worksheet,
    tanda: Tanda,
    (first, last, at): (u32, u32, u16),
    kategori: &[String],
) -> Result<(), XlsxError> {
    match tanda {
        Tanda::Kosong => {
            let hatched = Format::new()
                .set_pattern(FormatPattern::LightUp)
                .set_foreground_color(Color::RGB(0x00BF_8F00))
                .set_background_color(Color::RGB(0x00FF_F8E1));
            let rule = ConditionalFormatBlank::new().set_format(hatched);
            sheet.add_conditional_format(first, at, last, at, &rule)?;
        }
        Tanda::Kategori => {
            for (n, nama) in kategori.iter().enumerate() {
                // Any number of categories, spread over the colours.
                let steps = kategori.len().saturating_sub(1).max(1);
                let colour = WARNA_KATEGORI[n * (WARNA_KATEGORI.len() - 1) / steps];
                let rule = ConditionalFormatCell::new()
                    .set_rule(ConditionalFormatCellRule::EqualTo(super::rumus::kutip(nama)))
                    .set_format(Format::new().set_background_color(Color::RGB(colour)));
                sheet.add_conditional_format(first, at, last, at, &rule)?;
            }
        }
    }
    Ok(())
}

fn chart(sheet: &mut Worksheet, lembar: &Lembar, bagan: &Bagan) -> Result<(), XlsxError> {
    let (names, first, last) = bagan.nama;
    let mut chart = Chart::new(ChartType::Bar);
    let format = match bagan.rupa {
        Rupa::Rupiah => "[$-421]#,##0.0,,\" juta\"",
        _ => "[$-421]0%",
    };
    for (nama, column) in &bagan.nilai {
        let mut label = ChartDataLabel::new();
        label.show_value().set_position(ChartDataLabelPosition::OutsideEnd).set_num_format(format);
        label.set_font(ChartFont::new().set_size(8).set_name(HURUF));
        chart
            .add_series()
            .set_name(nama)
            .set_categories((bagan.lembar, first, names, last, names))
            .set_values((bagan.lembar, first, *column, last, *column))
            .set_gap(40)
            .set_data_label(&label);
    }
    // In a bar chart the names stand on the vertical axis.
    let small = || {
        let mut font = ChartFont::new();
        font.set_size(8).set_name(HURUF);
        font
    };
    chart.title().set_name(&bagan.judul).set_font(ChartFont::new().set_size(11).set_name(HURUF));
    // The first row on top, as in the table.
    chart.y_axis().set_reverse().set_font(&small());
    chart.x_axis().set_num_format(format).set_font(&small()).set_min(0);
    if bagan.nilai.len() > 1 {
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&small());
    } else {
        chart.legend().set_hidden();
    }
    let rows = last - first + 1;
    let width: f64 = lembar.lebar.iter().map(|w| w * PIKSEL.0 + PIKSEL.1).sum();
    // Whole pixels of a sheet's width and of a row for each bar.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    chart.set_width(width.min(1_600.0) as u32);
    chart.set_height((90 + rows * 26 * u32::try_from(bagan.nilai.len()).unwrap_or(1)).max(200));
    chart.set_alt_text(&bagan.alt);
    let below = lembar.isi.iter().map(|tempat| tempat.baris).max().unwrap_or(0) + 2;
    sheet.insert_chart(below, 0, &chart)?;
    Ok(())
}

fn page(
    sheet: &mut Worksheet,
    lembar: &Lembar,
    buku: &Buku,
    heights: &BTreeMap<u32, f64>,
) -> Result<(), XlsxError> {
    let (paper, width, height) = match buku.kertas {
        // Excel's number of the size, and its sides in inches.
        KertasBuku::F4 => (14, 13.0, 8.5),
        KertasBuku::A4 => (9, 11.69, 8.27),
    };
    let [left, right, top, bottom, header, footer] = MARGIN;
    sheet.set_landscape().set_paper_size(paper);
    sheet.set_margins(left, right, top, bottom, header, footer);
    sheet.set_print_center_horizontally(true);
    header_and_footer(sheet, buku);
    if lembar.tetap {
        let scale = ((width - left - right) / widest(lembar) * 94.0).clamp(10.0, 100.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        sheet.set_print_scale(scale as u16);
        // A little less than there is: printers differ.
        let room = (height - top - bottom) * 72.0 * 97.0 / scale;
        sheet.set_page_breaks(&breaks(lembar, heights, room))?;
    } else {
        sheet.set_print_fit_to_pages(1, lembar.bagan.is_some().into());
    }
    if let Some((cut, (first, last))) = lembar.belah {
        sheet.set_vertical_page_breaks(&[cut.into()])?;
        sheet.set_repeat_columns(first, last)?;
    }
    if let Some((first, last)) = lembar.ulang {
        sheet.set_repeat_rows(first, last)?;
        sheet.set_freeze_panes(last + 1, lembar.beku)?;
    }
    Ok(())
}

fn header_and_footer(sheet: &mut Worksheet, buku: &Buku) {
    // `&` begins a command in a header.
    let plain = |text: &str| text.replace('&', "&&");
    let short = |text: &str| plain(&text.chars().take(PANJANG_KEPALA).collect::<String>());
    let status = plain(buku.status);
    sheet.set_header(format!("&L&8 {}&R&8&\"{HURUF},Bold\"{status}", short(&buku.kantor)));
    sheet.set_footer(format!("&L&8 {} | &A&R&8Halaman &P dari &N", short(&buku.judul)));
}

/// Inches of a sheet's width, or of the wider of its two pages.
fn widest(lembar: &Lembar) -> f64 {
    let inches =
        |widths: &[f64]| widths.iter().map(|w| w * PIKSEL.0 + PIKSEL.1).sum::<f64>() / 96.0;
    match lembar.belah {
        None => inches(&lembar.lebar),
        Some((cut, (first, last))) => {
            let (one, two) = lembar.lebar.split_at(usize::from(cut));
            let again = &lembar.lebar[usize::from(first)..=usize::from(last)];
            inches(one).max(inches(two) + inches(again))
        }
    }
}

/// Rows that begin a page: those that must, and those before a block that would be cut.
fn breaks(lembar: &Lembar, heights: &BTreeMap<u32, f64>, room: f64) -> Vec<u32> {
    let head: f64 = lembar
        .ulang
        .map_or(0.0, |(first, last)| (first..=last).filter_map(|row| heights.get(&row)).sum());
    let height = |row: u32| heights.get(&row).copied().unwrap_or(TINGGI_BARIS + SELA);
    let last = heights.keys().next_back().copied().unwrap_or(0);
    let (mut breaks, mut used, mut row) = (Vec::new(), 0.0, 0);
    while row <= last {
        let block = lembar.utuh.iter().filter(|(first, _)| *first == row);
        let end = block.map(|(_, end)| *end).max().unwrap_or(row);
        let needed: f64 = (row..=end).map(height).sum();
        if lembar.halaman.contains(&row) || (used + needed > room && used > 0.0) {
            breaks.push(row);
            // The head stands again on every page but the first.
            used = head;
        }
        used += height(row);
        row += 1;
    }
    breaks
}

/// The formats in use: each is made once.
#[derive(Default)]
struct Formats(HashMap<(Rupa, Gaya, Option<u32>, bool), Format>);

impl Formats {
    fn of(&mut self, sel: &Sel, gaya: Gaya) -> &Format {
        let number = match &sel.isi {
            Isi::Angka(n) | Isi::Rumus(_, Hasil::Angka(n)) => Some(*n),
            _ => None,
        };
        let places = number.map(|n| decimals(n, sel.rupa));
        // Typed into again, such a text would become a formula.
        let guarded =
            shown(sel).starts_with(['=', '+', '-', '@']) && matches!(sel.isi, Isi::Teks(_));
        let key = (sel.rupa, gaya, places, guarded);
        self.0.entry(key).or_insert_with(|| make(key))
    }
}

/// Decimals that a number needs, within what its look allows.
fn decimals(number: Bilangan, rupa: Rupa) -> u32 {
    let needed =
        |number: Bilangan, most: u32| number.bulat(most).map_or(0, |n| n.normalize().scale());
    match rupa {
        Rupa::Angka(most) => needed(number, most),
        Rupa::PersenSeperlunya => number.kali(100.into()).map_or(0, |n| needed(n, 4)),
        Rupa::Rupiah => {
            if needed(number, 2) > 0 {
                2
            } else {
                0
            }
        }
        Rupa::Desimal | Rupa::Persen => 2,
        Rupa::Teks | Rupa::Tengah => 0,
    }
}

/// The pattern of a number: `[$-421]` asks for Indonesian separators where they can be had.
fn pattern(rupa: Rupa, places: u32) -> Option<String> {
    let fraction = match places {
        0 => String::new(),
        n => format!(".{}", "0".repeat(n as usize)),
    };
    Some(match rupa {
        Rupa::Teks | Rupa::Tengah => return None,
        Rupa::Angka(_) | Rupa::Desimal => format!("[$-421]#,##0{fraction}"),
        Rupa::Persen | Rupa::PersenSeperlunya => format!("[$-421]0{fraction}%"),
        Rupa::Rupiah => {
            format!("[$-421]\"Rp\"#,##0{fraction};[$-421]\"−Rp\"#,##0{fraction}")
        }
    })
}

fn make((rupa, gaya, places, guarded): (Rupa, Gaya, Option<u32>, bool)) -> Format {
    let mut format = Format::new()
        .set_font_name(HURUF)
        .set_font_size(UKURAN)
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    if let Some(pattern) = pattern(rupa, places.unwrap_or(0)) {
        format = format.set_num_format(pattern);
    } else {
        // Codes and NIP stay text when somebody edits them.
        format = format.set_num_format("@");
    }
    format = match rupa {
        Rupa::Teks => format.set_align(FormatAlign::Left),
        Rupa::Rupiah => format.set_align(FormatAlign::Right),
        _ => format.set_align(FormatAlign::Center),
    };
    if guarded {
        format = format.set_quote_prefix();
    }
    let bordered = |format: Format| format.set_border(FormatBorder::Thin);
    let filled = |format: Format, colour: u32| format.set_background_color(Color::RGB(colour));
    match gaya {
        Gaya::Judul => format.set_bold().set_font_size(12).set_align(FormatAlign::Center),
        Gaya::Status => format
            .set_bold()
            .set_italic()
            .set_font_color(Color::RGB(0x00C0_0000))
            .set_align(FormatAlign::Center),
        Gaya::Kepala => filled(bordered(format), 0x00D9_E2F3)
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter),
        Gaya::Nomor => filled(bordered(format), 0x00F2_F2F2)
            .set_italic()
            .set_font_size(8)
            .set_align(FormatAlign::Center),
        Gaya::Isi => bordered(format),
        Gaya::Kelompok => filled(bordered(format), 0x00E7_E6E6).set_bold(),
        Gaya::Jumlah => filled(bordered(format), 0x00F2_F2F2).set_bold(),
        Gaya::Catatan => format.set_font_size(9),
        Gaya::Tanda => format.set_align(FormatAlign::Center),
    }
}

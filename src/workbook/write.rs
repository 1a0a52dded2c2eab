//! From laid-out sheets to the bytes of a file. The only module that sees rust_xlsxwriter.

use std::collections::{BTreeMap, HashMap};

use rust_xlsxwriter::utility;
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartLegendPosition, ChartType,
    Color, ConditionalFormatBlank, ConditionalFormatCell, ConditionalFormatCellRule,
    ConditionalFormatFormula, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, FormatPattern, FormatUnderline, Formula, Note, ProtectionOptions, Url, Workbook,
    Worksheet, XlsxError,
};

use super::cell::{Cached, Cell, Content, Input, NumberFormat, Rule};
use super::paper::{Area, Layout, MARGIN, lines, shown};
use super::table::{BarChart, Mark, PlacedCell, Sheet, Style};
use crate::model::{KertasBuku, Tanggal};
use crate::number::Rational;

/// The face of all cells: metrics that every office suite has.
const HURUF: &str = "Arial";
/// Point size of ordinary cells.
const UKURAN: f64 = 10.0;
/// Colours of the categories, best to worst; paper without colour still has the word.
const KATEGORI_COLORS: [u32; 5] = [0x00C6_E0B4, 0x00DD_EBF7, 0x00FF_F2CC, 0x00F8_CBAD, 0x00E6_B8B7];
/// Characters of an office's name in a printed header, of which Excel takes 255 in all.
const HEADER_LENGTH: usize = 130;
/// Characters at its end that always stay: the year, and how far its figures go.
const HEADER_END: usize = 50;
/// How hard the archive is pressed, 0 to 9: a tenth larger than with the usual 6, in half the
/// time.
const COMPRESSION: u8 = 3;
/// Rows and columns that a sheet may have.
const MAX_ROWS: u32 = 1_048_576;
const MAX_COLUMNS: usize = 16_384;
/// Cells of a sheet that refuse what is typed wrongly: Excel takes 65,534 rules. Those behind them
/// have the column *Periksa*.
const MAX_VALIDATIONS: usize = 65_000;
/// Notes are as wide as this, in pixels.
const NOTE_WIDTH: u32 = 340;

/// A workbook, ready to be written.
pub struct Book<'a> {
    /// Title in the document's properties.
    pub judul: String,
    /// The office, which is its author.
    pub office: String,
    /// Its date.
    pub tanggal: Tanggal,
    /// What it says of figures that are not final; empty when they are.
    pub status: &'a str,
    /// Paper.
    pub paper: KertasBuku,
    /// Names of the categories, best first.
    pub kategori: Vec<String>,
    /// What it is, and what it was made from: names of properties and their values.
    pub sumber: Vec<(String, String)>,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

/// Writes the file.
///
/// # Errors
/// What Excel does not take: a sheet with more rows or columns than it has, and where.
pub fn bytes(book: &Book) -> Result<Vec<u8>, XlsxError> {
    book.sheets.iter().try_for_each(room)?;
    let mut workbook = Workbook::new();
    // Widths count in digits of the default face: one whose metrics every office suite has.
    let usual = Format::new().set_font_name(HURUF).set_font_size(UKURAN);
    workbook.set_default_format(&usual, 17, 64)?;
    workbook.set_zip_compression_level(COMPRESSION);
    workbook.set_properties(&properties(book)?);
    let mut number_format = Formats::default();
    for sheet in &book.sheets {
        let worksheet = workbook.add_worksheet();
        write_sheet(worksheet, sheet, book, &mut number_format)?;
    }
    for (nama, cell) in book.sheets.iter().flat_map(|sheet| &sheet.named) {
        workbook.define_name(nama, &format!("={cell}"))?;
    }
    workbook.save_to_buffer()
}

/// Whether a sheet has room for all that stands on it.
fn room(sheet: &Sheet) -> Result<(), XlsxError> {
    let rows = sheet.content.iter().map(|span| span.last_row + 1).max().unwrap_or(0);
    let columns = sheet.width.len();
    if rows <= MAX_ROWS && columns <= MAX_COLUMNS {
        return Ok(());
    }
    let nama = sheet.nama;
    let words = format!("{nama}: {rows} × {columns} > {MAX_ROWS} × {MAX_COLUMNS}");
    Err(XlsxError::ParameterError(words))
}

fn properties(book: &Book) -> Result<DocProperties, XlsxError> {
    let Tanggal { tahun, month, day } = book.tanggal;
    // Given, never the clock's: the same data make the same bytes.
    let created = ExcelDateTime::from_ymd(u16::try_from(tahun).unwrap_or(1900), month, day)?;
    let mut properties = DocProperties::new()
        .set_title(&book.judul)
        .set_author(&book.office)
        .set_company(&book.office)
        .set_status(book.status)
        .set_creation_datetime(&created)
        .set_custom_property("ikigen", env!("CARGO_PKG_VERSION"));
    for (path, sha256) in &book.sumber {
        properties = properties.set_custom_property(path, sha256.as_str());
    }
    Ok(properties)
}

fn write_sheet(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    book: &Book,
    number_format: &mut Formats,
) -> Result<(), XlsxError> {
    worksheet.set_name(sheet.nama)?;
    worksheet.set_formula_result_default("");
    worksheet.set_default_note_author("ikigen");
    for (n, width) in sheet.width.iter().enumerate() {
        worksheet.set_column_width(column(n), *width)?;
    }
    for hidden in &sheet.hidden {
        worksheet.set_column_hidden(*hidden)?;
    }
    let layout = Layout::new(sheet, book.paper);
    for (row, height) in &layout.heights {
        worksheet.set_row_height(*row, *height)?;
    }
    for span in &sheet.content {
        let pieces = layout.pieces(sheet, span);
        write_place(worksheet, span, &pieces, number_format)?;
    }
    let typed = sheet.content.iter().filter_map(|span| Some((span, span.cell.input.as_ref()?)));
    for (span, input) in typed.take(MAX_VALIDATIONS) {
        if let Some(rule) = validation(input)? {
            let (row, column) = (span.row, span.column);
            worksheet.add_data_validation(row, column, row, column, &rule)?;
        }
    }
    for (row, col, nama) in &sheet.links {
        let look = number_format.of(&Cell::text(nama), Style::Link).clone();
        let link = Url::new(format!("internal:'{nama}'!A1")).set_text(*nama);
        worksheet.write_url_with_format(*row, *col, link, &look)?;
    }
    for (kind, first, last, at) in &sheet.mark {
        // Where pages are cut a heading is more than one cell, the others empty.
        let headings: &[u32] = if layout.columns.is_empty() { &[] } else { &sheet.headings };
        mark(worksheet, *kind, (*first, *last, *at), headings, &book.kategori)?;
    }
    for ((at, number_format), rows) in changing(sheet) {
        as_needed(worksheet, at, number_format, &rows)?;
    }
    if let Some(bar_chart) = &sheet.chart {
        chart(worksheet, sheet, bar_chart)?;
    }
    if sheet.content.iter().any(|span| matches!(span.cell.content, Content::Rumus(..))) {
        protect(worksheet);
    }
    page(worksheet, sheet, book, &layout)
}

/// The cells whose numbers may change and are shown with the decimals they need: by column and
/// look, their rows.
fn changing(sheet: &Sheet) -> BTreeMap<(u16, NumberFormat), Vec<u32>> {
    let mut found: BTreeMap<(u16, NumberFormat), Vec<u32>> = BTreeMap::new();
    for span in &sheet.content {
        let changes = span.cell.input.is_some() || matches!(span.cell.content, Content::Rumus(..));
        let number_format = span.cell.number_format;
        if changes && finest(number_format).is_some() {
            found.entry((span.column, number_format)).or_default().push(span.row);
        }
    }
    found
}

/// Decimals of a number in its unit that are looked at, and how those are shown that it has.
fn finest(number_format: NumberFormat) -> Option<(u32, String)> {
    let optional = |most: u32| format!(".0{}", "#".repeat(most.saturating_sub(1) as usize));
    match number_format {
        NumberFormat::Number(0) => None,
        NumberFormat::Number(most) => Some((most, format!("[$-421]#,##0{}", optional(most)))),
        NumberFormat::PercentAsNeeded => Some((4, format!("[$-421]0{}%", optional(4)))),
        NumberFormat::Rupiah => Some((2, pattern(number_format, 2)?)),
        _ => None,
    }
}

/// Decimals of `rows` of a column follow the numbers, whatever is typed later.
fn as_needed(
    worksheet: &mut Worksheet,
    at: u16,
    number_format: NumberFormat,
    rows: &[u32],
) -> Result<(), XlsxError> {
    let (Some((most, with)), Some(without), Some((first, last))) =
        (finest(number_format), pattern(number_format, 0), rows.first().zip(rows.last()))
    else {
        return Ok(());
    };
    let cell = utility::row_col_to_cell(*first, at);
    let unit = match number_format {
        NumberFormat::PercentAsNeeded => format!("{cell}*100"),
        _ => cell.clone(),
    };
    let ranges: Vec<String> = rows
        .chunk_by(|row, next| row + 1 == *next)
        .filter_map(|run| run.first().zip(run.last()))
        .map(|(first, last)| utility::cell_range(*first, at, *last, at))
        .collect();
    for (sign, pattern) in [("<>", with), ("=", without)] {
        let rule = format!("AND(ISNUMBER({cell}),ROUND({unit},{most}){sign}ROUND({unit},0))");
        let rule = ConditionalFormatFormula::new()
            .set_rule(Formula::new(rule))
            .set_multi_range(ranges.join(" "))
            .set_format(Format::new().set_num_format(pattern));
        worksheet.add_conditional_format(*first, at, *last, at, &rule)?;
    }
    Ok(())
}

/// Keeps formulas from being typed over by mistake: no password, and looks stay free.
fn protect(worksheet: &mut Worksheet) {
    worksheet.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
}

/// What a cell takes, said by whoever types.
fn validation(input: &Input) -> Result<Option<DataValidation>, XlsxError> {
    let validation = match &input.rule {
        Rule::Any => return Ok(None),
        Rule::Formula(formula) => DataValidation::new().allow_custom(Formula::new(formula)),
        Rule::List(words) => DataValidation::new().allow_list_strings(words)?,
    };
    // Excel takes 32 characters of a title and 255 of a message.
    let message: String = input.message.chars().take(250).collect();
    Ok(Some(validation.set_error_title("Isian tidak dapat diterima")?.set_error_message(message)?))
}

fn column(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// A column that is one.
fn narrow(column: u32) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

fn write_place(
    worksheet: &mut Worksheet,
    span: &PlacedCell,
    pieces: &[(Area, bool)],
    number_format: &mut Formats,
) -> Result<(), XlsxError> {
    let format = number_format.of(&span.cell, span.style).clone();
    for ([row, col, last_row, last_col], again) in pieces {
        let (col, last_col) = (narrow(*col), narrow(*last_col));
        let text = if *again { shown(&span.cell) } else { "" };
        if last_row > row || last_col > col {
            worksheet.merge_range(*row, col, *last_row, last_col, text, &format)?;
        } else if text.is_empty() {
            worksheet.write_blank(*row, col, &format)?;
        } else {
            worksheet.write_string_with_format(*row, col, text, &format)?;
        }
    }
    let (row, col) = (span.row, span.column);
    match &span.cell.content {
        Content::Empty => worksheet.write_blank(row, col, &format)?,
        Content::Text(text) => worksheet.write_string_with_format(row, col, text, &format)?,
        Content::Number(number) => {
            worksheet.write_number_with_format(row, col, binary(*number), &format)?
        }
        Content::Rumus(rumus, cached) => {
            let result = match cached {
                Cached::Number(number) => binary(*number).to_string(),
                Cached::Text(text) => text.clone(),
            };
            let formula = Formula::new(rumus).set_result(result);
            worksheet.write_formula_with_format(row, col, formula, &format)?
        }
    };
    if let Some(text) = &span.cell.note {
        worksheet.insert_note(row, col, &note(text))?;
    }
    Ok(())
}

/// The nearest number a cell can hold.
fn binary(number: Rational) -> f64 {
    // The text of a decimal always parses.
    number.decimal().and_then(|n| n.to_string().parse().ok()).unwrap_or(0.0)
}

fn note(text: &str) -> Note {
    let lines: u32 = text.lines().map(|line| lines(line, f64::from(NOTE_WIDTH) * 1.1)).sum();
    Note::new(text)
        .add_author_prefix(false)
        .set_font_name(HURUF)
        .set_font_size(9)
        .set_width(NOTE_WIDTH)
        .set_height(16 * lines + 12)
}

/// The cells of a column from `first` to `last` without those in `rows`, where there are such.
fn between(first: u32, last: u32, column: u16, rows: &[u32]) -> Option<String> {
    let left_out: Vec<u32> =
        rows.iter().copied().filter(|row| (first..=last).contains(row)).collect();
    let letters = super::table::letters(column.into());
    let mut start = first;
    let mut runs = Vec::new();
    for row in left_out.iter().copied().chain([last + 1]) {
        if start < row {
            runs.push(format!("{letters}{}:{letters}{row}", start + 1));
        }
        start = row + 1;
    }
    (!left_out.is_empty() && !runs.is_empty()).then(|| runs.join(" "))
}

fn mark(
    worksheet: &mut Worksheet,
    kind: Mark,
    (first, last, at): (u32, u32, u16),
    headings: &[u32],
    kategori: &[String],
) -> Result<(), XlsxError> {
    match kind {
        Mark::Empty => {
            let hatched = Format::new()
                .set_pattern(FormatPattern::LightUp)
                .set_foreground_color(Color::RGB(0x00BF_8F00))
                .set_background_color(Color::RGB(0x00FF_F8E1));
            let rule = ConditionalFormatBlank::new().set_format(hatched);
            let rule = match between(first, last, at, headings) {
                Some(cells) => rule.set_multi_range(cells),
                None => rule,
            };
            worksheet.add_conditional_format(first, at, last, at, &rule)?;
        }
        Mark::Kategori => {
            for (n, nama) in kategori.iter().enumerate() {
                // Any number of categories, spread over the colours.
                let steps = kategori.len().saturating_sub(1).max(1);
                let color = KATEGORI_COLORS[n * (KATEGORI_COLORS.len() - 1) / steps];
                let rule = ConditionalFormatCell::new()
                    .set_rule(ConditionalFormatCellRule::EqualTo(super::rumus::quote(nama)))
                    .set_format(Format::new().set_background_color(Color::RGB(color)));
                worksheet.add_conditional_format(first, at, last, at, &rule)?;
            }
        }
    }
    Ok(())
}

fn chart(worksheet: &mut Worksheet, sheet: &Sheet, bar_chart: &BarChart) -> Result<(), XlsxError> {
    let (names, first, last) = bar_chart.nama;
    let mut chart = Chart::new(ChartType::Bar);
    let format = match bar_chart.number_format {
        NumberFormat::Rupiah => "[$-421]#,##0.0,,\" juta\"",
        _ => "[$-421]0%",
    };
    for (nama, column) in &bar_chart.nilai {
        let mut label = ChartDataLabel::new();
        label.show_value().set_position(ChartDataLabelPosition::OutsideEnd).set_num_format(format);
        label.set_font(ChartFont::new().set_size(8).set_name(HURUF));
        chart
            .add_series()
            .set_name(nama)
            .set_categories((bar_chart.sheet, first, names, last, names))
            .set_values((bar_chart.sheet, first, *column, last, *column))
            .set_gap(40)
            .set_data_label(&label);
    }
    // In a bar chart the names stand on the vertical axis.
    let small = || {
        let mut font = ChartFont::new();
        font.set_size(8).set_name(HURUF);
        font
    };
    chart
        .title()
        .set_name(&bar_chart.judul)
        .set_font(ChartFont::new().set_size(11).set_name(HURUF));
    // The first row on top, as in the table.
    chart.y_axis().set_reverse().set_font(&small());
    chart.x_axis().set_num_format(format).set_font(&small()).set_min(0);
    if bar_chart.nilai.len() > 1 {
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&small());
    } else {
        chart.legend().set_hidden();
    }
    let width = super::paper::pixels(&sheet.width);
    // Whole pixels of a sheet's width.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    chart.set_width(width.min(1_600.0) as u32);
    chart.set_height(chart_height(bar_chart));
    chart.set_alt_text(&bar_chart.alt);
    let below = sheet.content.iter().map(|span| span.row).max().unwrap_or(0) + 2;
    worksheet.insert_chart(below, 0, &chart)?;
    Ok(())
}

fn page(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    book: &Book,
    layout: &Layout,
) -> Result<(), XlsxError> {
    let [left, right, top, bottom, header, footer] = MARGIN;
    if sheet.portrait {
        worksheet.set_portrait();
    } else {
        worksheet.set_landscape();
    }
    worksheet.set_paper_size(layout.paper);
    worksheet.set_margins(left, right, top, bottom, header, footer);
    worksheet.set_print_center_horizontally(true);
    worksheet.set_tab_color(Color::RGB(sheet.section.color()));
    header_and_footer(worksheet, book);
    // Excel heeds no page breaks where it fits pages by itself.
    if sheet.chart.is_some() {
        worksheet.set_print_fit_to_pages(1, 1);
    } else {
        worksheet.set_print_scale(layout.scale);
        worksheet.set_page_breaks(&layout.rows)?;
    }
    if let Some((row, column)) = corner(sheet) {
        worksheet.set_print_area(0, 0, row, column)?;
    }
    if !layout.columns.is_empty() {
        let cuts: Vec<u32> = layout.columns.iter().map(|cut| (*cut).into()).collect();
        worksheet.set_vertical_page_breaks(&cuts)?;
        worksheet.set_repeat_columns(0, sheet.repeated().saturating_sub(1))?;
    }
    if let Some((first, last)) = sheet.repeat {
        // Beside each other pages are told apart by their titles.
        let first = if layout.columns.is_empty() { first } else { 0 };
        worksheet.set_repeat_rows(first, last)?;
        worksheet.set_freeze_panes(last + 1, sheet.frozen)?;
        if let Some(end) = sheet.filter {
            worksheet.autofilter(last, 0, end, column(sheet.width.len().saturating_sub(1)))?;
        }
    }
    Ok(())
}

/// The last row and column that are printed: what formulas need and nobody sees stands behind them.
fn corner(sheet: &Sheet) -> Option<(u32, u16)> {
    let rows = sheet.content.iter().map(|span| span.last_row).max()?;
    let columns = (0..sheet.width.len()).map(column).rev();
    let last = columns.into_iter().find(|at| !sheet.hidden.contains(at))?;
    let Some(chart) = &sheet.chart else { return Some((rows, last)) };
    // Under its table, as high as rows come, and as wide as the table: a little more is none too much.
    Some((rows + 3 + chart_height(chart).div_ceil(CHART_ROW), last + 1))
}

/// Pixels of a row that nobody made higher, less some.
const CHART_ROW: u32 = 15;

/// In pixels: a row for each bar.
fn chart_height(bar_chart: &BarChart) -> u32 {
    let (_, first, last) = bar_chart.nama;
    let bars = (last - first + 1) * u32::try_from(bar_chart.nilai.len()).unwrap_or(1);
    (90 + bars * 26).max(200)
}

fn header_and_footer(worksheet: &mut Worksheet, book: &Book) {
    // `&` begins a command in a header.
    let plain = |text: &str| text.replace('&', "&&");
    let short = |text: &str| plain(&shortened(text));
    let status = plain(book.status);
    worksheet.set_header(format!("&L&8 {}&R&8&\"{HURUF},Bold\"{status}", short(&book.office)));
    worksheet.set_footer(format!("&L&8 {} | &A&R&8Halaman &P dari &N", short(&book.judul)));
    // As large as it is, however small the sheet is printed.
    worksheet.set_header_footer_scale_with_doc(false);
}

/// A text that fits a header, without words in its middle where it is too long.
fn shortened(text: &str) -> String {
    let length = text.chars().count();
    if length <= HEADER_LENGTH {
        return text.to_owned();
    }
    let start: String = text.chars().take(HEADER_LENGTH - HEADER_END - 1).collect();
    let end: String = text.chars().skip(length - HEADER_END).collect();
    let start = start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words);
    let end = end.split_once(' ').map_or(end.as_str(), |(_, words)| words);
    format!("{start} … {end}")
}

/// The formats in use: each is made once.
#[derive(Default)]
struct Formats(HashMap<Look, Format>);

/// What makes a format.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Look {
    number_format: NumberFormat,
    style: Style,
    /// Decimals of a number.
    places: Option<u32>,
    /// Typed into again, the text would become a formula.
    guarded: bool,
    /// Not protected.
    free: bool,
}

impl Formats {
    fn of(&mut self, cell: &Cell, style: Style) -> &Format {
        let number = match &cell.content {
            Content::Number(n) | Content::Rumus(_, Cached::Number(n)) => Some(*n),
            _ => None,
        };
        let places = number.map(|n| decimals(n, cell.number_format));
        let guarded = shown(cell).starts_with(['=', '+', '-', '@'])
            && matches!(cell.content, Content::Text(_));
        let free = !matches!(cell.content, Content::Rumus(..));
        let look = Look { number_format: cell.number_format, style, places, guarded, free };
        self.0.entry(look).or_insert_with(|| make(look))
    }
}

/// Decimals that a number needs, within what its look allows.
fn decimals(number: Rational, number_format: NumberFormat) -> u32 {
    let needed =
        |number: Rational, most: u32| number.round(most).map_or(0, |n| n.normalize().scale());
    match number_format {
        NumberFormat::Number(most) => needed(number, most),
        NumberFormat::PercentAsNeeded => number.checked_mul(100.into()).map_or(0, |n| needed(n, 4)),
        NumberFormat::Rupiah => {
            if needed(number, 2) > 0 {
                2
            } else {
                0
            }
        }
        NumberFormat::Persen => 2,
        NumberFormat::Decimals(places) | NumberFormat::PercentTo(places) => places,
        NumberFormat::Text | NumberFormat::Centered | NumberFormat::Year => 0,
    }
}

/// The pattern of a number: `[$-421]` asks for Indonesian separators where they can be had.
fn pattern(number_format: NumberFormat, places: u32) -> Option<String> {
    let fraction = match places {
        0 => String::new(),
        n => format!(".{}", "0".repeat(n as usize)),
    };
    Some(match number_format {
        NumberFormat::Text | NumberFormat::Centered => return None,
        NumberFormat::Year => "0".to_owned(),
        NumberFormat::Number(_) | NumberFormat::Decimals(_) => format!("[$-421]#,##0{fraction}"),
        NumberFormat::Persen | NumberFormat::PercentTo(_) | NumberFormat::PercentAsNeeded => {
            format!("[$-421]0{fraction}%")
        }
        // Columns and units say that it is money.
        NumberFormat::Rupiah => format!("[$-421]#,##0{fraction};[$-421]\"−\"#,##0{fraction}"),
    })
}

fn make(Look { number_format, style, places, guarded, free }: Look) -> Format {
    let mut format = Format::new()
        .set_font_name(HURUF)
        .set_font_size(UKURAN)
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    if let Some(pattern) = pattern(number_format, places.unwrap_or(0)) {
        format = format.set_num_format(pattern);
    } else {
        // Codes and NIP stay text when somebody edits them.
        format = format.set_num_format("@");
    }
    format = match number_format {
        NumberFormat::Text => format.set_align(FormatAlign::Left),
        NumberFormat::Rupiah => format.set_align(FormatAlign::Right),
        _ => format.set_align(FormatAlign::Center),
    };
    if guarded {
        format = format.set_quote_prefix();
    }
    if free {
        format = format.set_unlocked();
    }
    let bordered = |format: Format| format.set_border(FormatBorder::Thin);
    let filled = |format: Format, color: u32| format.set_background_color(Color::RGB(color));
    match style {
        Style::Title => format.set_bold().set_font_size(12).set_align(FormatAlign::Center),
        Style::Status => format
            .set_bold()
            .set_italic()
            .set_font_color(Color::RGB(0x00C0_0000))
            .set_align(FormatAlign::Center),
        Style::Header => filled(bordered(format), 0x00D9_E2F3)
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter),
        Style::Number => {
            filled(bordered(format), 0x00F2_F2F2).set_italic().set_align(FormatAlign::Center)
        }
        Style::Body => bordered(format),
        Style::Heading => filled(bordered(format), 0x00E7_E6E6).set_bold(),
        Style::Jumlah => filled(bordered(format), 0x00F2_F2F2).set_bold(),
        Style::Note => format,
        Style::Signature => format.set_align(FormatAlign::Center),
        Style::Signer => {
            format.set_bold().set_underline(FormatUnderline::Single).set_align(FormatAlign::Center)
        }
        Style::Link => bordered(format)
            .set_font_color(Color::RGB(0x0005_63C1))
            .set_underline(FormatUnderline::Single),
    }
}

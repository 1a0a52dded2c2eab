//! Lists and mappings with a line for each key or item.

use std::ops::Range;

use super::super::layout::Bounds;
use super::super::refusal::Refusal;
use super::super::write::{At, Behind};
use super::{Row, Splicer};

impl<'a> Splicer<'a> {
    /// A list or mapping with a line for each.
    pub(super) fn block(
        &mut self,
        row: &Row<'a>,
        own: &Bounds,
        at: At<'a>,
        behind: Behind,
    ) -> Result<(), Refusal> {
        let first = row.parts[0].start;
        let top = behind == Behind::Start;
        // `- id: …`: the first key shares its line with a dash.
        let shares_line = !self.page.is_first_on_line(first);
        let Some(&kept) = row.kept.first() else {
            return self.renewed(row, own, at, top || shares_line);
        };
        let led = if shares_line { kept } else { 0 };
        if led > 0 {
            self.remove_led(row, own, kept);
        }
        let gap = if self.is_spaced(row) { self.page.newline } else { "" };
        for &i in row.removed.iter().filter(|i| **i >= led) {
            let lines = self.lines_of(row, i, !gap.is_empty());
            self.remove_lines(lines);
        }
        let indent = " ".repeat(at.column);
        for (place, group) in &row.added {
            let lines = self.writer.lines(group, at, gap);
            match place {
                Some(i) => {
                    let end = self.page.lines_end(&row.parts[*i]);
                    self.insert_lines(end, &format!("{gap}{indent}{lines}"));
                }
                None if shares_line => {
                    self.insert(first, format!("{lines}{gap}{}{indent}", self.page.newline));
                }
                // Comments at the top of a file stay there.
                None if top => {
                    let start = self.page.lines_start(&row.parts[kept]);
                    self.insert_lines(start, &format!("{indent}{lines}{gap}"));
                }
                None => {
                    let start = self.page.next_line(own.header);
                    self.insert_lines(start, &format!("{indent}{lines}{gap}"));
                }
            }
        }
        Ok(())
    }

    /// A list or mapping of which nothing stays. `in_place`: its first line is not its alone,
    /// or there is nothing before it.
    fn renewed(
        &mut self,
        row: &Row<'a>,
        own: &Bounds,
        at: At<'a>,
        in_place: bool,
    ) -> Result<(), Refusal> {
        let added = row.all_added();
        let lines = self.writer.lines(&added, at, "");
        if !in_place {
            if added.is_empty() {
                self.insert(own.header, format!(" {}", row.empty()));
            } else {
                let lines = format!("{}{lines}", " ".repeat(at.column));
                self.insert_lines(self.page.next_line(own.header), &lines);
            }
            for part in &row.parts {
                self.remove_lines(self.page.lines_start(part)..self.page.lines_end(part));
            }
            return Ok(());
        }
        for pair in row.parts.windows(2) {
            self.without_comments(&(self.page.lines_end(&pair[0])..pair[1].start))?;
        }
        let last = row.parts.last().map_or(own.end(), Bounds::end);
        let all = row.parts[0].start..self.page.line_end(last);
        self.lost.extend_from_slice(self.page.comments_in(&all));
        let text = if added.is_empty() { row.empty().to_owned() } else { lines };
        self.replace(all, text);
        Ok(())
    }

    /// Takes out the first keys of a mapping behind a dash; the one that stays follows the
    /// dash, or a comment that stands between.
    fn remove_led(&mut self, row: &Row<'a>, own: &Bounds, kept: usize) {
        let first = &row.parts[0];
        let all = first.start..row.parts[kept].start;
        let between = row.parts[..=kept].windows(2).any(|pair| {
            let gap = self.page.lines_end(&pair[0])..pair[1].start;
            !self.page.comments_in(&gap).is_empty()
        });
        if !between {
            self.lost.extend_from_slice(self.page.comments_in(&all));
            self.replace(all, "");
            return;
        }
        let end = self.page.lines_end(first);
        let line = own.header..self.page.line_end(end - 1);
        self.lost.extend_from_slice(self.page.comments_in(&line));
        self.replace(line, "");
        for part in &row.parts[1..kept] {
            self.remove_lines(self.page.lines_start(part)..self.page.lines_end(part));
        }
    }

    /// Whether a blank line stands between all of its keys or items.
    fn is_spaced(&self, row: &Row) -> bool {
        row.parts.len() > 1
            && row.parts[..row.parts.len() - 1]
                .iter()
                .all(|part| self.page.is_blank_line(self.page.lines_end(part)))
    }

    /// The lines that go with a key or item; with one of the blank lines around it, where
    /// these stand between all.
    fn lines_of(&self, row: &Row, i: usize, spaced: bool) -> Range<usize> {
        let part = &row.parts[i];
        let (mut start, mut end) = (self.page.lines_start(part), self.page.lines_end(part));
        if spaced && i == 0 && self.page.is_blank_line(end) {
            end = self.page.next_line(end);
        } else if spaced && i > 0 && self.page.is_blank_line(self.page.line_start(start - 1)) {
            start = self.page.line_start(start - 1);
        }
        start..end
    }
}

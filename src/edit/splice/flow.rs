//! Lists and mappings in brackets, on one line or over several.

use super::super::draft::Child;
use super::super::layout::Bounds;
use super::super::refusal::Refusal;
use super::super::write::At;
use super::{Row, Splicer};

impl<'a> Splicer<'a> {
    /// A list or mapping in brackets.
    pub(super) fn flow(&mut self, row: &Row<'a>, own: &Bounds, at: At<'a>) -> Result<(), Refusal> {
        let open = own.value.as_ref().map_or(own.header, |value| value.start);
        let inside = open + 1..own.end() - 1;
        let (Some(&first), Some(&last)) = (row.kept.first(), row.kept.last()) else {
            self.without_comments(&inside)?;
            let end = row.parts.last().map_or(inside.end, Bounds::end);
            match row.all_added() {
                added if added.is_empty() => self.replace(inside, ""),
                added => {
                    let text = self.joined(&added, at);
                    self.replace(row.parts[0].start..end, text);
                }
            }
            return Ok(());
        };
        for &i in &row.removed {
            self.remove_in_brackets(row, i, last)?;
        }
        let added_last = row.added.iter().any(|(behind, _)| *behind == Some(last));
        let was_last = row.parts.last().is_some_and(|part| part.comma.is_some());
        if let (Some(next), Some(comma)) = (row.parts.get(last + 1), row.parts[last].comma)
            && self.page.is_alone(next)
            && !added_last
            && !was_last
        {
            self.replace(comma..comma + 1, "");
        }
        for (behind, group) in &row.added {
            match behind {
                Some(i) => self.add_behind(row, *i, group, at),
                None => self.add_before(&row.parts[first], group, at),
            }
        }
        Ok(())
    }

    fn remove_in_brackets(&mut self, row: &Row, i: usize, last: usize) -> Result<(), Refusal> {
        let part = &row.parts[i];
        if self.page.is_alone(part) {
            let end = part.comma.unwrap_or(part.end());
            self.remove_lines(self.page.line_start(part.start)..self.page.next_line(end));
            return Ok(());
        }
        let range = if i < last {
            part.start..row.parts[i + 1].start
        } else {
            row.parts[i - 1].end()..part.end()
        };
        self.without_comments(&range)?;
        self.replace(range, "");
        Ok(())
    }

    fn add_behind(&mut self, row: &Row<'a>, i: usize, group: &[&'a Child<'a>], at: At<'a>) {
        let part = &row.parts[i];
        let next_goes = row.removed.binary_search(&(i + 1)).is_ok();
        if next_goes || !self.page.ends_line(part) || !self.page.is_first_on_line(part.start) {
            let text = self.joined(group, at);
            self.insert(part.end(), format!(", {text}"));
            return;
        }
        let lines =
            self.lines_in_brackets(group, At { column: self.page.column(part.start), ..at });
        match part.comma {
            Some(comma) => self.insert_lines(self.page.next_line(comma), &format!("{lines},")),
            None => {
                self.insert(part.end(), ",");
                self.insert_lines(self.page.next_line(part.end()), &lines);
            }
        }
    }

    fn add_before(&mut self, part: &Bounds, group: &[&'a Child<'a>], at: At<'a>) {
        if self.page.is_first_on_line(part.start) {
            let column = self.page.column(part.start);
            let lines = self.lines_in_brackets(group, At { column, ..at });
            self.insert_lines(self.page.line_start(part.start), &format!("{lines},"));
        } else {
            let text = self.joined(group, at);
            self.insert(part.start, format!("{text}, "));
        }
    }

    fn joined(&self, group: &[&'a Child<'a>], at: At<'a>) -> String {
        let each: Vec<_> = group.iter().map(|child| self.writer.child(child, at)).collect();
        each.join(", ")
    }

    /// Keys or items within brackets, a line each, without a comma behind the last.
    fn lines_in_brackets(&self, group: &[&'a Child<'a>], at: At<'a>) -> String {
        let indent = " ".repeat(at.column);
        let each = group.iter().map(|child| format!("{indent}{}", self.writer.child(child, at)));
        each.collect::<Vec<_>>().join(&format!(",{}", self.page.newline))
    }
}

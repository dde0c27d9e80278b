//! Members of a half: added, renamed, taken away. Only their own bytes and a comma come or go.
//!
//! ```text
//! {"a":1, "b":2}   add c      {"a":1, "b":2, "c":3}    the space between members is kept up
//!                  rename b   {"a":1, "x":2}
//!                  remove a   {"b":2}
//! ```

use std::ops::Range;

use jwt_core::json;
use jwt_core::json::Limits;
use jwt_core::json::Object;

use super::Document;
use super::EditError;
use super::Half;

impl Document {
    /// Puts other texts in the place of several; the spans are in order and apart.
    ///
    /// # Errors
    ///
    /// As [`Document::replace_value`].
    pub fn replace_values(
        &mut self,
        half: Half,
        values: &[(Range<usize>, String)],
    ) -> Result<(), EditError> {
        let mut text = self.half(half)?;
        for (span, value) in values.iter().rev() {
            if text.get(span.clone()).is_none() {
                return Err(EditError::NotText);
            }
            text.replace_range(span.clone(), value);
        }
        self.replace_half(half, &text)
    }

    /// Adds a member at the end of the object; `value` is JSON and stays as written.
    ///
    /// # Errors
    ///
    /// As [`Document::replace_half`], and [`EditError::NotAnObject`].
    pub fn add_member(&mut self, half: Half, name: &str, value: &str) -> Result<(), EditError> {
        let mut text = self.half(half)?;
        let (place, written) = with_object(&text, |object| {
            let name = quoted(name);
            let Some(last) = object.members.last() else {
                let brace = text.find('{')?.saturating_add(1);
                return Some((brace, format!("{name}:{value}")));
            };
            let before = match object.members.iter().rev().nth(1) {
                Some(member) => member.value.span.end,
                None => text.find('{')?.saturating_add(1),
            };
            let space = text.get(before..last.name_span.start)?.trim_start_matches(',');
            let colon = text.get(last.name_span.end..last.value.span.start)?;
            let end = last.value.span.end;
            // Between a brace and the first member there is no comma, but the same space.
            Some((end, format!(",{space}{name}{colon}{value}")))
        })?;
        text.insert_str(place, &written);
        self.replace_half(half, &text)
    }

    /// Gives the member at `index` another name.
    ///
    /// # Errors
    ///
    /// As [`Document::add_member`]; also when there is no such member.
    pub fn rename_member(&mut self, half: Half, index: usize, name: &str) -> Result<(), EditError> {
        let mut text = self.half(half)?;
        let span = with_object(&text, |object| {
            object.members.get(index).map(|member| member.name_span.clone())
        })?;
        text.replace_range(span, &quoted(name));
        self.replace_half(half, &text)
    }

    /// Takes the member at `index` away, with one comma and the space around it.
    ///
    /// # Errors
    ///
    /// As [`Document::rename_member`].
    pub fn remove_member(&mut self, half: Half, index: usize) -> Result<(), EditError> {
        let mut text = self.half(half)?;
        let span = with_object(&text, |object| {
            let this = object.members.get(index)?;
            let next = object.members.get(index.saturating_add(1));
            let before = index.checked_sub(1).and_then(|before| object.members.get(before));
            Some(match (before, next) {
                (_, Some(next)) => this.name_span.start..next.name_span.start,
                (Some(before), None) => before.value.span.end..this.value.span.end,
                (None, None) => this.name_span.start..this.value.span.end,
            })
        })?;
        text.replace_range(span, "");
        self.replace_half(half, &text)
    }

    /// Puts another text in the place of one segment as it stands, without encoding anything.
    ///
    /// # Errors
    ///
    /// [`EditError::NotThreeSegments`] when there is no such segment.
    pub fn replace_segment(&mut self, index: usize, segment: &str) -> Result<(), EditError> {
        let base = self.base().map_or("", |revision| &revision.token);
        let mut segments: Vec<&str> = base.split('.').collect();
        let count = segments.len();
        let Some(place) = segments.get_mut(index) else {
            return Err(EditError::NotThreeSegments(count));
        };
        *place = segment;
        self.replace_text(&segments.join("."));
        Ok(())
    }
}

/// Reads the text as an object, duplicates and all, and finds something in it.
fn with_object<T>(text: &str, find: impl FnOnce(&Object<'_>) -> Option<T>) -> Result<T, EditError> {
    let reading = json::read(text.as_bytes(), &Limits { depth: usize::MAX });
    let value = reading.value.as_ref().ok_or(EditError::NotAnObject)?;
    let object = value.as_object().ok_or(EditError::NotAnObject)?;
    find(object).ok_or(EditError::NotAnObject)
}

/// A name as a JSON string; what needs no escape has none.
fn quoted(name: &str) -> String {
    serde_json::Value::from(name).to_string()
}

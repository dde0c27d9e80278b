//! Other keys for a command, as the settings ask for them.

use std::borrow::Cow;

use crate::tui::keymap::Binding;
use crate::tui::keymap::Context;
use crate::tui::keymap::Keymap;
use crate::tui::keymap::Press;
use crate::tui::message::Command;

/// Why keys cannot be bound so.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RebindError {
    /// Two commands on one key in one context.
    Clash {
        /// Where.
        context: Context,
        /// Which key.
        press: Press,
        /// One command.
        one: Command,
        /// The other.
        other: Command,
    },
    /// Nothing would lead out of a context any more.
    NoWayOut(Context),
    /// A character alone, where it would type itself.
    Typed {
        /// Where.
        context: Context,
        /// Which key.
        press: Press,
    },
    /// The command can be run nowhere there.
    Unknown,
}

impl Keymap {
    /// Gives a command other keys: everywhere where it has some, or in one context.
    ///
    /// # Errors
    ///
    /// [`RebindError::Unknown`] when no row has the command, [`RebindError::Typed`] when text is
    /// typed there. Clashes are found by [`check`](Self::check), once all keys are given.
    pub fn rebind(
        &mut self,
        context: Option<Context>,
        command: Command,
        keys: &[Press],
    ) -> Result<(), RebindError> {
        let mut rows = self.rows.to_vec();
        let model = rows.iter().find(|row| row.command == command).cloned();
        let model = model.ok_or(RebindError::Unknown)?;
        let has = |row: &Binding, context| row.contexts.contains(&context);
        let mut places: Vec<Context> = context.into_iter().collect();
        if context.is_none() {
            for row in rows.iter().filter(|row| row.command == command) {
                places.extend(row.contexts.iter());
            }
        }
        for &context in places.iter().filter(|context| context.takes_text()) {
            if let Some(&press) = keys.iter().find(|press| press.is_text()) {
                return Err(RebindError::Typed { context, press });
            }
        }
        match context {
            None => {
                for row in rows.iter_mut().filter(|row| row.command == command) {
                    row.keys = Cow::Owned(keys.to_vec());
                }
            }
            Some(context) => {
                let own = |row: &&Binding| row.command == command && has(row, context);
                let like = rows.iter().find(own).cloned().unwrap_or(Binding { hint: 0, ..model });
                for row in rows.iter_mut().filter(|row| row.command == command) {
                    row.contexts.to_mut().retain(|&other| other != context);
                }
                let (contexts, keys) = (vec![context], keys.to_vec());
                rows.push(Binding {
                    contexts: Cow::Owned(contexts),
                    keys: Cow::Owned(keys),
                    ..like
                });
            }
        }
        self.rows = rows.into();
        Ok(())
    }

    /// Looks for two meanings of a key in one context, and for contexts that nothing leads out of.
    ///
    /// # Errors
    ///
    /// The first of them.
    pub fn check(&self) -> Result<(), RebindError> {
        for &context in Context::ALL {
            let mut seen: Vec<(Press, Command)> = Vec::new();
            for row in self.bindings(context) {
                for &press in row.keys.iter() {
                    if let Some(&(_, one)) = seen.iter().find(|(other, _)| *other == press) {
                        return Err(RebindError::Clash { context, press, one, other: row.command });
                    }
                    seen.push((press, row.command));
                }
            }
            let leaves = |command: &Command| {
                matches!(command, Command::Close | Command::Quit | Command::QuitNow)
            };
            if !seen.iter().any(|(_, command)| leaves(command)) {
                return Err(RebindError::NoWayOut(context));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(text: &str) -> Press {
        Press::parse(text).unwrap()
    }

    #[test]
    fn the_defaults_hold() {
        assert_eq!(Keymap::default().check(), Ok(()));
    }

    #[test]
    fn a_command_answers_to_its_new_key_alone() {
        let mut table = Keymap::default();
        table.rebind(None, Command::Sign, &[press("ctrl-x")]).unwrap();
        assert_eq!(table.check(), Ok(()));
        assert_eq!(table.lookup(Context::Payload, press("ctrl-x")), Some(Command::Sign));
        assert_eq!(table.lookup(Context::Payload, press("s")), None);
        assert_eq!(
            table.hints(Context::Token).iter().filter(|row| row.command == Command::Sign).count(),
            1
        );
    }

    #[test]
    fn one_context_changes_and_the_others_stay() {
        let mut table = Keymap::default();
        table.rebind(Some(Context::Payload), Command::Sign, &[press("X")]).unwrap();
        assert_eq!(table.check(), Ok(()));
        assert_eq!(table.lookup(Context::Payload, press("X")), Some(Command::Sign));
        assert_eq!(table.lookup(Context::Payload, press("s")), None);
        assert_eq!(table.lookup(Context::Token, press("s")), Some(Command::Sign));
    }

    #[test]
    fn a_clash_names_both_commands() {
        let mut table = Keymap::default();
        table.rebind(None, Command::Sign, &[press("z")]).unwrap();
        let Err(RebindError::Clash { press: key, one, other, .. }) = table.check() else {
            panic!("no clash")
        };
        assert_eq!(key, press("z"));
        assert!([one, other].contains(&Command::Sign) && [one, other].contains(&Command::Zoom));
    }

    #[test]
    fn letters_stay_letters_where_text_is_typed() {
        let mut table = Keymap::default();
        let refused = table.rebind(Some(Context::Line), Command::Accept, &[press("x")]);
        assert!(matches!(refused, Err(RebindError::Typed { .. })));
        assert_eq!(table.rebind(Some(Context::Line), Command::Accept, &[press("ctrl-x")]), Ok(()));
    }

    #[test]
    fn nobody_is_locked_in() {
        let mut table = Keymap::default();
        table.rebind(Some(Context::Quit), Command::Close, &[]).unwrap();
        table.rebind(Some(Context::Quit), Command::QuitNow, &[]).unwrap();
        assert_eq!(table.check(), Err(RebindError::NoWayOut(Context::Quit)));
    }
}

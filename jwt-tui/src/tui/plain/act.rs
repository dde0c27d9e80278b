//! What the entries of the menu do.

use std::io;

use zeroize::Zeroizing;

use crate::engine::diff;
use crate::engine::sanitize;
use crate::text::explain;
use crate::text::plain as words;
use crate::tui::message::Command;
use crate::tui::message::Message;
use crate::tui::message::Text;
use crate::tui::model::Mode;
use crate::tui::model::Pane;
use crate::tui::model::Screen;
use crate::tui::model::View;
use crate::tui::plain::Console;
use crate::tui::plain::Session;
use crate::tui::plain::menu::Entry;
use crate::tui::plain::page;
use crate::tui::terminal::hidden::is_open_pem;
use crate::tui::update::moving;

/// The most steps of an explanation that are told.
const STEPS: usize = 64;

impl<C: Console> Session<'_, C> {
    /// Does what an entry says, with what was typed behind it.
    pub(super) fn command(&mut self, entry: Entry, rest: &str) -> io::Result<()> {
        let needs_token = !matches!(
            entry,
            Entry::Help | Entry::Key | Entry::Open | Entry::Quit | Entry::Show | Entry::Undo
        );
        if needs_token && self.model.document.token().is_empty() {
            return self.tell(words::NEEDS_TOKEN.of(self.model.lang));
        }
        match entry {
            Entry::Show => self.show(),
            Entry::Open => self.open(rest),
            Entry::Key => self.key(rest),
            Entry::Why => self.why(),
            Entry::Explain => self.explain(),
            Entry::Edit => self.edit(rest),
            Entry::Sign => {
                self.wish(Command::Sign)?;
                self.tell_outcome(words::SIGNED)
            }
            Entry::Print => self.wish(Command::CopyToken),
            Entry::Diff => self.diff(rest),
            Entry::Undo => {
                self.wish(Command::Undo)?;
                self.tell_outcome(words::UNDONE)
            }
            Entry::Help => self.help(),
            Entry::Quit => self.quit(),
        }
    }

    fn show(&mut self) -> io::Result<()> {
        let lines = page::token(&self.model);
        self.tell_all(&lines)
    }

    fn help(&mut self) -> io::Result<()> {
        let lang = self.model.lang;
        self.tell(words::MENU.of(lang))?;
        for (index, entry) in Entry::ALL.into_iter().enumerate() {
            let (name, help) = entry.words();
            let number = index.saturating_add(1);
            self.tell(&format!("  {number}. {}: {}", name.of(lang), help.of(lang)))?;
        }
        Ok(())
    }

    /// Takes a token from the line, a file, or the answer to a question.
    fn open(&mut self, rest: &str) -> io::Result<()> {
        let Some(text) = self.given(rest, words::ASK_TOKEN.of(self.model.lang), false)? else {
            return Ok(());
        };
        if text.trim() == "?" {
            return self.help();
        }
        moving::focus(&mut self.model, Pane::Token);
        self.take(Command::GiveToken, text)?;
        self.show()
    }

    fn key(&mut self, rest: &str) -> io::Result<()> {
        let lang = self.model.lang;
        let Some(text) = self.given(rest, words::ASK_KEY.of(lang), true)? else { return Ok(()) };
        moving::focus(&mut self.model, Pane::Key);
        self.take(Command::GiveKey, text)?;
        let verdicts: Vec<_> = self
            .model
            .facts
            .checks
            .iter()
            .filter(|check| check.verdict.is_some())
            .map(|check| page::check(&self.model, check))
            .collect();
        self.tell_all(&verdicts)
    }

    /// What stands on the line, else the answer; a PEM goes on to its last line.
    fn given(
        &mut self,
        rest: &str,
        prompt: &str,
        is_hidden: bool,
    ) -> io::Result<Option<Zeroizing<String>>> {
        if !rest.is_empty() {
            return Ok(Some(Zeroizing::new(rest.to_owned())));
        }
        let Some(first) = self.ask(prompt, is_hidden)? else { return Ok(None) };
        let mut text = Zeroizing::new(String::with_capacity(8192));
        text.push_str(&first);
        while is_open_pem(&text) {
            let Some(line) = self.ask("", is_hidden)? else { break };
            text.push('\n');
            text.push_str(&line);
        }
        Ok((!text.trim().is_empty()).then_some(text))
    }

    /// Hands a text to the line that a command opens; `@file` to the one that reads files.
    fn take(&mut self, command: Command, text: Zeroizing<String>) -> io::Result<()> {
        let path = text.trim().strip_prefix('@');
        self.wish(if path.is_some() { Command::OpenFile } else { command })?;
        self.update(Message::TypedText(Text::from(path.unwrap_or(&text))))?;
        self.wish(Command::Accept)?;
        self.tell_status()?;
        self.rest()
    }

    /// The lesson of each check.
    fn why(&mut self) -> io::Result<()> {
        for index in 0..self.model.facts.checks.len() {
            self.model.checks.selected = index;
            self.model.focus = Pane::Checks;
            self.model.subject = Pane::Checks;
            let Some(check) = self.model.facts.checks.get(index) else { break };
            let line = page::check(&self.model, check);
            self.tell(&line)?;
            let lines: Vec<String> = page::pane(&self.model, Pane::About)
                .into_iter()
                .map(|line| format!("  {line}").trim_end().to_owned())
                .collect();
            self.tell_all(&lines)?;
        }
        self.rest()
    }

    /// The steps of the explanation, one after each Enter.
    fn explain(&mut self) -> io::Result<()> {
        self.wish(Command::Show(Screen::Explain))?;
        self.model.focus = Pane::Steps;
        self.wish(Command::Top)?;
        let mut before = Vec::new();
        for _ in 0..STEPS {
            let lines = page::pane(&self.model, Pane::Step);
            if lines == before {
                break;
            }
            if let Some(step) = self.model.explain.current() {
                let number = self.model.explain.step.saturating_add(1);
                let title = step.title.of(self.model.lang);
                self.tell(&format!("{number}. {title}"))?;
            }
            self.tell_all(&self.with_whole_recipe(&lines))?;
            let prompt = words::ASK_NEXT.of(self.model.lang);
            let answer = self.ask(prompt, false)?;
            if answer.is_none_or(|answer| !answer.trim().is_empty()) {
                break;
            }
            before = lines;
            self.model.focus = Pane::Steps;
            self.wish(Command::Down)?;
        }
        self.rest()
    }

    /// The lines of a step with its command in full: here no key copies what a screen shortens.
    fn with_whole_recipe(&self, lines: &[String]) -> Vec<String> {
        let title = self.model.words(explain::TRY, &[]);
        let recipe =
            self.model.explain.recipe.as_ref().and_then(|cooked| cooked.recipe.as_ref().ok());
        let place = lines.iter().position(|line| line.trim() == title);
        let (Some(recipe), Some(place)) = (recipe, place) else { return lines.to_vec() };
        let mut whole: Vec<String> = lines.iter().take(place).cloned().collect();
        whole.push(explain::CLI_TRY.of(self.model.lang).to_owned());
        whole.extend(recipe.script.lines().map(|line| sanitize::visible(line).into_owned()));
        whole
    }

    /// Another value for a claim: its number on the line or asked for.
    fn edit(&mut self, rest: &str) -> io::Result<()> {
        let lang = self.model.lang;
        let (number, value) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let Some(number) = self.given(number, words::ASK_CLAIM.of(lang), false)? else {
            return Ok(());
        };
        let place = number.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let claims = page::numbered(&self.model);
        let Some(&(half, row)) = place.and_then(|place| claims.get(place)) else {
            let shown = sanitize::visible(number.trim()).into_owned();
            return self.tell(&words::NO_CLAIM.with(lang, &[&shown]));
        };
        let Some(member) = self.model.facts.members(half).rows.get(row) else { return Ok(()) };
        let visible = sanitize::visible;
        let values = (visible(&member.name).into_owned(), visible(&member.value).into_owned());
        let prompt = words::ASK_VALUE.with(lang, &[&values.0, &values.1]);
        let Some(value) = self.given(value.trim(), &prompt, false)? else { return Ok(()) };
        moving::focus(&mut self.model, half.pane());
        let pane = self.model.claims_pane_mut(half);
        (pane.view, pane.selected) = (View::Table, row);
        self.wish(Command::Edit)?;
        self.wish(Command::ClearLine)?;
        self.update(Message::TypedText(Text::from(value.trim())))?;
        self.wish(Command::Accept)?;
        self.tell_outcome(words::EDITED)?;
        self.rest()
    }

    /// The differences to the token as it was given, or to another one.
    fn diff(&mut self, rest: &str) -> io::Result<()> {
        let lang = self.model.lang;
        let other = crate::engine::input::token_or_raw(rest).token;
        let (before, after) = match rest {
            "" if !self.model.document.is_forged() => {
                return self.tell(words::NOT_FORGED.of(lang));
            }
            "" => (self.model.document.original().to_owned(), self.model.document.token()),
            _ => (self.model.document.token().to_owned(), other.as_str()),
        };
        let seen = [before.as_bytes(), after.as_bytes()].map(jwt_core::inspect::inspect);
        let found = diff::diff(&seen[0], &seen[1]);
        let mut lines = Vec::new();
        for part in &found.parts {
            let heading = diff::heading(part.part).of(lang);
            lines.push(format!("{heading}: {}", part.headline(lang)));
            for member in &part.members {
                let (sign, told) = (member.change.ascii_sign(), member.change.told("->", lang));
                let name = sanitize::visible(&member.pointer.to_string()).into_owned();
                let told = sanitize::visible(&told).into_owned();
                lines.push(format!("  {sign} {name}: {told}"));
            }
            if part.more > 0 {
                lines.push(crate::text::diff::MORE.with(lang, &[&part.more]));
            }
        }
        lines.extend(found.notes.iter().map(|note| note.of(lang)));
        drop(seen);
        self.tell_all(&lines)
    }

    /// Leaves; asks once when a made token was not printed.
    fn quit(&mut self) -> io::Result<()> {
        self.wish(Command::Quit)?;
        if !matches!(self.model.mode, Mode::Quit) {
            return Ok(());
        }
        let lang = self.model.lang;
        let answer = self.ask(words::ASK_QUIT.of(lang), false)?;
        let is_yes = answer.is_some_and(|answer| {
            let answer = answer.trim().to_lowercase();
            !answer.is_empty()
                && crate::text::Lang::ALL
                    .iter()
                    .any(|&lang| words::YES.of(lang).starts_with(&answer))
        });
        self.wish(if is_yes { Command::QuitNow } else { Command::Close })
    }
}

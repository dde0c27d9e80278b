//! Every screen at every size in both languages: what it says, and by which role each cell is drawn.
//!
//! A screen that is added to [`Screen::ALL`] is held from then on.

use jwt_tui::text::Lang;
use jwt_tui::tui::model::Screen;
use ratatui::style::Color;

use crate::app::App;
use crate::tokens;

/// A token with its key, edited, and one from before: something to show on every screen.
fn open(lang: Lang, size: (u16, u16)) -> App {
    let mut app = App::open_in(lang, tokens::NONE, tokens::BEFORE, size);
    app.paste(tokens::A1);
    app.paste(tokens::A1_KEY);
    app.press("tab tab j");
    app
}

#[test]
fn every_screen_by_words_and_roles() {
    for screen in Screen::ALL {
        for lang in Lang::ALL {
            for size in [(120, 36), (80, 24), (40, 12)] {
                let mut app = open(lang, size);
                app.press(&screen.number().to_string());
                assert_eq!(app.model.screen, screen);
                let [words, styles] = [app.screen(), app.styles()];
                assert!(!styles.contains('%'), "a style that is no role's: {screen:?} {size:?}");
                let name = format!("{screen:?}_{}_{}x{}", lang.tag(), size.0, size.1);
                insta::assert_snapshot!(name.to_lowercase(), format!("{words}\n{styles}"));
            }
        }
    }
}

/// Trap 1b.17: colours were fixed, so that a terminal of sixteen colours showed something else.
#[test]
fn the_usual_theme_takes_the_colours_of_the_terminal() {
    for screen in Screen::ALL {
        let mut app = open(Lang::En, (120, 36));
        app.press(&screen.number().to_string());
        for cell in &app.buffer().content {
            for color in [cell.fg, cell.bg] {
                assert!(!matches!(color, Color::Rgb(..) | Color::Indexed(_)), "{screen:?} {color}");
            }
        }
    }
}

/// Signs and frames stand in the same columns whatever stands inside them.
#[test]
fn borders_close_on_every_screen() {
    for screen in Screen::ALL {
        for lang in Lang::ALL {
            for size in [(120, 36), (80, 24), (40, 12)] {
                let mut app = open(lang, size);
                app.press(&screen.number().to_string());
                let buffer = app.buffer();
                let symbol = |x: u16, y: u16| buffer[(x, y)].symbol();
                for y in 0..size.1 {
                    for x in 0..size.0 {
                        let below = match symbol(x, y) {
                            "┌" | "┐" => ["│", "└", "┘", "├", "┤"],
                            "╔" | "╗" => ["║", "╚", "╝", "╠", "╣"],
                            _ => continue,
                        };
                        assert!(
                            below.contains(&symbol(x, y + 1)),
                            "{screen:?} {size:?} {x},{y}\n{}",
                            app.screen()
                        );
                        let last = (y..size.1).map(|y| symbol(x, y)).find(|one| {
                            !["│", "║", "├", "┤", "╠", "╣", "┌", "┐", "╔", "╗"].contains(one)
                        });
                        assert!(
                            last.is_some_and(|one| ["└", "┘", "╚", "╝"].contains(&one)),
                            "{screen:?} {size:?} {x},{y} {last:?}\n{}",
                            app.screen()
                        );
                    }
                }
            }
        }
    }
}

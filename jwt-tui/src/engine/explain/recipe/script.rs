//! Lines of shell, written twice: whole, and as they are shown with long literals cut.

use core::fmt::Write as _;

use zeroize::Zeroizing;

/// The most characters of a literal that are shown.
const SHOWN: usize = 48;

/// Functions that a script gets when it calls them, in the order in which they need each other.
const FUNCTIONS: [(&str, &str); 7] = [
    ("hex", "hex() { od -An -v -tx1 | tr -d ' \\n'; }"),
    (
        "dec",
        "dec() { s=$1; while [ $((${#s} % 4)) -gt 0 ]; do s=$s=; done; printf %s \"$s\" | tr -- '-_' '+/' | openssl base64 -d -A; }",
    ),
    ("enc", "enc() { openssl base64 -A | tr -- '+/' '-_' | tr -d '='; }"),
    (
        "bin",
        "bin() { h=$1; while [ -n \"$h\" ]; do r=${h#??}; printf \"\\\\$(printf %03o 0x${h%\"$r\"})\"; h=$r; done; }",
    ),
    (
        "xor",
        "xor() { h=$1; while [ -n \"$h\" ]; do r=${h#??}; printf %02x $((0x${h%\"$r\"} ^ $2)); h=$r; done; }",
    ),
    (
        "rev",
        "rev() { h=$1; o=; while [ -n \"$h\" ]; do r=${h#??}; o=${h%\"$r\"}$o; h=$r; done; printf %s \"$o\"; }",
    ),
    (
        // Lower case, one line, filled up to `$1` digits.
        "low",
        "low() { n=$(tr -d '\\\\\\n' | tr A-F a-f); while [ ${#n} -lt \"$1\" ]; do n=0$n; done; echo \"$n\"; }",
    ),
];

/// A script that is being written.
pub(super) struct Script {
    full: Zeroizing<String>,
    shown: Vec<String>,
    has_folder: bool,
}

impl Script {
    pub(super) fn new() -> Self {
        // With room from the start: a text that grows leaves copies of secrets behind.
        Self {
            full: Zeroizing::new(String::with_capacity(16 * 1024)),
            shown: Vec::new(),
            has_folder: false,
        }
    }

    /// Adds a line of our own.
    pub(super) fn line(&mut self, line: &str) {
        self.push(line, line.to_owned());
    }

    /// Sets a variable to a literal.
    pub(super) fn assign(&mut self, name: &str, literal: &str) {
        let whole = Zeroizing::new(format!("{name}={}", quoted(literal)));
        let shown = format!("{name}={}", quoted(&cut(literal)));
        self.push(&whole, shown);
    }

    /// Prints octets, whatever they are, and pipes them on.
    pub(super) fn printf(&mut self, octets: &[u8], then: &str) {
        let format = printf_format(octets);
        self.push(&format!("printf '{format}'{then}"), format!("printf '{}'{then}", cut(&format)));
    }

    /// Writes a file `$D/name`.
    pub(super) fn file(&mut self, name: &str, content: &str) {
        if !self.has_folder {
            self.has_folder = true;
            self.line("D=$(mktemp -d) || exit 1");
        }
        self.line(&format!("cat > \"$D/{name}\" <<'EOF'"));
        let mut lines = content.lines();
        for line in lines.by_ref().take(1) {
            self.push(line, line.to_owned());
        }
        let rest: Vec<&str> = lines.collect();
        for line in &rest {
            self.full.push_str(line);
            self.full.push('\n');
        }
        if !rest.is_empty() {
            self.shown.push("…".to_owned());
        }
        self.line("EOF");
    }

    /// Puts what a command prints into a file `$D/name`.
    pub(super) fn fill(&mut self, name: &str, command: &str) {
        if !self.has_folder {
            self.has_folder = true;
            self.line("D=$(mktemp -d) || exit 1");
        }
        self.line(&format!("{command} > \"$D/{name}\""));
    }

    /// The text to paste, and the lines to show: those in which something happens.
    pub(super) fn finish(self) -> (Zeroizing<String>, Vec<String>) {
        let mut names = Vec::new();
        let mut head = Vec::new();
        let mut body = Zeroizing::new(String::with_capacity(self.full.len().saturating_add(2048)));
        let calls = |text: &str, name: &str| {
            text.split(|one: char| !one.is_ascii_alphanumeric()).any(|word| word == name)
        };
        for (name, function) in FUNCTIONS {
            if self.shown.iter().any(|line| calls(line, name)) {
                names.push(name);
                head.push(function.to_owned());
            }
        }
        body.push_str("(\n");
        for line in &head {
            let _ = writeln!(body, "{line}");
        }
        body.push_str(&self.full);
        if self.has_folder {
            body.push_str("rm -r \"$D\"\n");
        }
        body.push_str(")\n");
        let mut shown = Vec::new();
        if !names.is_empty() {
            let names: Vec<String> = names.iter().map(|name| format!("{name}() …")).collect();
            shown.push(names.join("  "));
        }
        shown.extend(self.shown);
        (body, shown)
    }

    fn push(&mut self, full: &str, shown: String) {
        self.full.push_str(full);
        self.full.push('\n');
        self.shown.push(shown);
    }
}

fn quoted(literal: &str) -> String {
    format!("'{}'", literal.replace('\'', "'\\''"))
}

fn cut(literal: &str) -> String {
    match literal.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", literal.get(..end).unwrap_or_default()),
        None => literal.to_owned(),
    }
}

/// Writes octets for the format of `printf`: printable ASCII as it is, the rest in octal.
fn printf_format(octets: &[u8]) -> String {
    let mut format = String::with_capacity(octets.len());
    for &octet in octets {
        match octet {
            b'%' => format.push_str("%%"),
            b'\'' | b'\\' => {
                let _ = write!(format, "\\{octet:03o}");
            }
            b' '..=b'~' => format.push(char::from(octet)),
            _ => {
                let _ = write!(format, "\\{octet:03o}");
            }
        }
    }
    format
}

//! The commands at the top of the checkout: `./labcap` and `scripts/setup.sh`.
//!
//! They run in a tree of their own, with programs that stand in for cargo and
//! for the release binary: a real release build would take minutes, and whether
//! there is one already mustn't matter.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use snapbox::assert_data_eq;
use snapbox::str;

/// Stands in for the binary: says where it runs, with what arguments, and what
/// it is given to read.
const BINARY: &str = r#"#!/bin/bash
echo "in ${PWD##*/}"
printf '<%s>\n' "$@"
cat
"#;

/// Stands in for cargo where it mustn't be called.
const NO_CARGO: &str = "#!/bin/bash\necho 'cargo was called'\nexit 99\n";

/// Stands in for cargo: makes the binary, reads all it's given to read and talks
/// on both its outputs.
const CARGO: &str = r#"#!/bin/bash
cat
echo "cargo $*"
echo "cargo's errors" >&2
[[ -e fail ]] && exit 101
cp binary target/release/labcap
"#;

/// Stands in for the set-up, which depends on the machine.
const SETUP: &str = "#!/bin/bash\ncat\necho 'set up'\n";

/// A checkout with as much in it as the launcher looks at.
struct Checkout {
    folder: PathBuf,
}

impl Checkout {
    fn new(name: &str, cargo: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("commands-{name}"));
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        let checkout = Self { folder };
        let launcher = fs::read_to_string(top().join("labcap")).unwrap();
        checkout.file("Cargo.toml", "");
        checkout.file("Cargo.lock", "");
        checkout.file("build.rs", "");
        checkout.file("src/decode/mod.rs", "");
        checkout.file("elsewhere/file", "");
        checkout.file("labcap", &launcher);
        checkout.file("scripts/setup.sh", SETUP);
        checkout.file("bin/cargo", cargo);
        checkout.file("binary", BINARY);
        checkout
    }

    /// A checkout whose binary has been built.
    fn built(name: &str) -> Self {
        let checkout = Self::new(name, NO_CARGO);
        checkout.file("target/release/labcap", BINARY);
        checkout
    }

    /// Writes an executable file. (By another program: if this one had it open
    /// while another test starts a program, it couldn't be run, "text file
    /// busy".)
    fn file(&self, path: &str, text: &str) {
        let mut install = Command::new("install")
            .args(["-D", "-m", "755", "/dev/stdin"])
            .arg(self.folder.join(path))
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        install.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        assert!(install.wait().unwrap().success());
    }

    /// Runs a command in the checkout's folder `elsewhere`, with something to
    /// read.
    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        let path = format!("{}:{}", self.folder.join("bin").display(), std::env::var("PATH").unwrap());
        let mut child = Command::new(program)
            .args(arguments)
            .current_dir(self.folder.join("elsewhere"))
            .env("PATH", path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(b"packets\n").unwrap();
        child.wait_with_output().unwrap()
    }
}

/// The real checkout.
fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_fresh_binary_is_only_run() {
    let checkout = Checkout::built("fresh");
    let output = checkout.run("../labcap", &["analyze", "../a file.pcap", "", "*", "host 10.0.0.1"]);
    assert_data_eq!(
        text(&output.stdout),
        str![[r#"
in elsewhere
<analyze>
<../a file.pcap>
<>
<*>
<host 10.0.0.1>
packets

"#]]
    );
    assert_data_eq!(text(&output.stderr), "");
    assert!(output.status.success());
}

#[test]
fn a_symbolic_link_leads_to_the_checkout() {
    let checkout = Checkout::built("link");
    std::os::unix::fs::symlink("../labcap", checkout.folder.join("bin/lc")).unwrap();
    // Found in the PATH, as such links are.
    let output = checkout.run("bash", &["-c", "lc --version"]);
    assert_data_eq!(text(&output.stderr), "");
    assert_data_eq!(
        text(&output.stdout),
        str![[r#"
in elsewhere
<--version>
packets

"#]]
    );
}

#[test]
fn a_build_leaves_both_ends_of_the_pipe_alone() {
    let checkout = Checkout::new("build", CARGO);
    let built = checkout.run("../labcap", &["-"]);
    assert_data_eq!(
        text(&built.stderr),
        str![[r#"
set up
labcap: building
cargo build --release --bin labcap --target-dir target
cargo's errors

"#]]
    );
    let expected = str![[r#"
in elsewhere
<->
packets

"#]];
    assert_data_eq!(text(&built.stdout), expected.clone());

    // Started again it only runs.
    let again = checkout.run("../labcap", &["-"]);
    assert_data_eq!(text(&again.stderr), "");
    assert_data_eq!(text(&again.stdout), expected);
}

#[test]
fn a_change_means_a_build_and_a_failed_one_ends_there() {
    let checkout = Checkout::new("change", CARGO);
    assert!(checkout.run("../labcap", &[]).status.success());

    checkout.file("src/decode/new.rs", "");
    checkout.file("fail", "");
    for _ in 0..2 {
        let output = checkout.run("../labcap", &[]);
        assert!(!output.status.success());
        assert_data_eq!(text(&output.stdout), "");
        assert!(text(&output.stderr).contains("labcap: building"));
    }

    fs::remove_file(checkout.folder.join("fail")).unwrap();
    let output = checkout.run("../labcap", &[]);
    assert!(output.status.success());
    assert!(text(&output.stderr).contains("labcap: building"));
    let output = checkout.run("../labcap", &[]);
    assert_data_eq!(text(&output.stderr), "");
}

#[test]
fn the_set_up_is_quiet_when_nothing_is_missing() {
    // Cargo and a C compiler are there, or there would be no test; of libpcap it
    // takes this word.
    let output = Command::new(top().join("scripts/setup.sh")).env("LIBPCAP_LIBDIR", "/usr/lib").output().unwrap();
    assert_data_eq!(text(&output.stderr), "");
    assert_data_eq!(text(&output.stdout), "");
    assert!(output.status.success());
}

#[test]
fn the_set_up_says_in_one_line_what_is_missing() {
    let checkout = Checkout::new("missing", NO_CARGO);
    let setup = |path: &str| {
        let output = Command::new("/bin/bash")
            .arg(top().join("scripts/setup.sh"))
            .env("PATH", path)
            .env("HOME", "/nonexistent")
            .env_remove("CARGO_HOME")
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        text(&output.stderr)
    };
    assert_data_eq!(
        setup("/nonexistent"),
        str![[r#"
setup: cargo isn't installed: install Rust (rustup, or the distribution's package cargo)

"#]]
    );
    assert_data_eq!(
        setup(checkout.folder.join("bin").to_str().unwrap()),
        str![[r#"
setup: no C compiler to link with: install one (on Debian and Ubuntu, the packages gcc and libc6-dev)

"#]]
    );
}

//! The lab's machines: real network namespaces, made by `labcap lab` for these tests. Nothing here waits longer than [`PATIENCE`], and where the
//! system allows no namespaces, or lacks `ip`, a line on standard error says so.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Longest wait for anything: far more than a slow machine takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A user without rights.
const NOBODY: u32 = 65534;

/// Whose rights make the machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rights {
    Root,
    /// A user namespace of a user: of whoever runs the tests, or of nobody where that is root.
    User,
}

impl Rights {
    /// What of it this system allows. What it doesn't is said.
    fn allowed() -> Vec<Self> {
        let folders = std::env::var("PATH").unwrap_or_default() + ":/usr/sbin:/sbin";
        if !folders.split(':').any(|folder| Path::new(folder).join("ip").exists()) {
            skipped("there is no program `ip`");
            return Vec::new();
        }
        if is_root()
            && fs::metadata("/proc/1/root/.")
                .is_ok_and(|root| fs::metadata("/").is_ok_and(|own| own.ino() != root.ino() || own.dev() != root.dev()))
        {
            skipped("this runs in a chroot");
            return Vec::new();
        }
        let mut allowed = Vec::new();
        for rights in [Self::Root, Self::User] {
            let kinds = if rights == Self::Root { "-nmp" } else { "-Urnmp" };
            let mut program = match rights {
                Self::Root if !is_root() => {
                    skipped("this isn't root, so only the way without it is tested");
                    continue;
                }
                _ => rights.command(Path::new("unshare")),
            };
            let tried = program.args([kinds, "--fork", "true"]).stderr(Stdio::null()).status();
            // Not setpriv itself: it starts the first program with what is left of root's rights.
            let version = rights.command(Path::new("sh")).args(["-c", "exec \"$0\" --version", env!("CARGO_BIN_EXE_labcap")]).output();
            if !tried.is_ok_and(|status| status.success()) {
                skipped(&format!("{rights:?}: no namespaces are allowed"));
            } else if version.is_ok_and(|output| output.status.success()) {
                allowed.push(rights);
            } else {
                skipped(&format!("{rights:?}: may not run the program in its folder"));
            }
        }
        allowed
    }

    /// What is left of it where programs are captured, too.
    fn able_to_capture() -> Vec<Self> {
        if cfg!(feature = "libpcap") {
            return Self::allowed();
        }
        skipped("this build can't capture");
        Vec::new()
    }

    /// A program with these rights.
    fn command(self, program: &Path) -> Command {
        let mut command = if self == Self::User && is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.stdin(Stdio::null()).env("LC_ALL", "C.UTF-8").env_remove("SUDO_UID").env_remove("SUDO_GID");
        command
    }

    fn labcap(self, arguments: &[&str]) -> Command {
        let mut command = self.command(Path::new(env!("CARGO_BIN_EXE_labcap")));
        command.args(arguments);
        command
    }

    /// An empty folder that belongs to whoever has these rights.
    fn folder(self, name: &str) -> PathBuf {
        // Not in the build's folder, which others may not be able to reach.
        let folder = std::env::temp_dir().join(format!("labcap-test-{}-{name}-{self:?}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
        if self == Self::User && is_root() {
            chown(&folder, Some(NOBODY), Some(NOBODY)).unwrap();
        }
        folder
    }
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Seen also where tests' output is caught.
fn skipped(why: &str) {
    let mut file = fs::OpenOptions::new().append(true).open("/dev/stderr").unwrap();
    writeln!(file, "skipped, machines: {why}").unwrap();
}

/// A run, killed when the test ends however it ends.
struct Run {
    child: Child,
    lines: Receiver<String>,
}

impl Run {
    fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || stdout.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { child, lines }
    }

    fn wait_for(&self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let line = self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now()));
            if line.unwrap_or_else(|_| panic!("{text} never came")).contains(text) {
                return;
            }
        }
    }

    /// Its code and what it wrote on standard error.
    fn finish(mut self) -> (Option<i32>, String) {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < deadline, "it still runs");
            thread::sleep(Duration::from_millis(5));
        };
        let mut said = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        (status.code(), said)
    }

    fn signal(&self, name: &str) {
        let status = Command::new("sh").args(["-c", &format!("kill {name} {}", self.child.id())]).status();
        assert!(status.unwrap().success());
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The packets of a capture, and that nothing is wrong with it.
fn packets(file: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_labcap")).arg("analyze").arg(file).args(["--format", "lines"]).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}: {}", file.display(), text(&output.stderr));
    text(&output.stdout)
}

fn run(rights: Rights, exercise: &str, folder: &Path) -> Output {
    rights.labcap(&["lab", "run", exercise, "--no-explain", "-o", folder.to_str().unwrap()]).output().unwrap()
}

/// What a run of an exercise shows.
struct Exercise {
    name: &'static str,
    /// Some of its lines. Those of two machines come in any order.
    lines: &'static [&'static str],
    /// Of each machine: what its capture holds.
    captures: &'static [&'static [&'static str]],
}

#[test]
fn the_four_exercises() {
    let exercises = [
        Exercise {
            name: "1",
            lines: &[
                "mesin-1 socket-info │ timeout : 10.0",
                "6, '', ('103.94.189.4', 80))]",
                "mesin-2 socket-info │ [(<AddressFamily.AF_INET: 2>",
            ],
            captures: &[&[" A www.its.ac.id A 103.94.189.4", " AAAA www.its.ac.id"], &[" A www.its.ac.id A 103.94.189.4"]],
        },
        Exercise {
            name: "2",
            lines: &[
                "mesin-1 server │ INFO:root:waiting for a connection",
                "mesin-2 client │ $ labcap lab client",
                "mesin-1 server │ INFO:root:closing",
            ],
            captures: &[&["10000 [SYN]", "Len=46", "Len=32", "Len=14", "[FIN, ACK]"], &["10000 [SYN]", "[FIN, ACK]"]],
        },
        Exercise {
            name: "3",
            lines: &[
                "INFO:root:File 'file_dikirim.txt' sent successfully.",
                "server │ INFO:root:ERROR: [Errno 104]",
                "server │ (exit code 1)",
            ],
            captures: &[&["Len=31", "[RST"], &["Len=31", "[RST"]],
        },
        Exercise {
            name: "4",
            lines: &[
                "first client │ INFO:root:b'DEFGHIJKLMNOPQ'",
                "mesin-3 client       │ $ ",
                "connection from ('172.18.0.4'",
                "mesin-3 client       │ INFO:root:b'n 3'",
            ],
            captures: &[&["172.18.0.3", "172.18.0.4"], &["172.18.0.3", "Len=35"], &["172.18.0.4", "Len=35"]],
        },
    ];
    for rights in Rights::able_to_capture() {
        let folder = rights.folder("exercises");
        thread::scope(|scope| {
            for Exercise { name: exercise, lines, captures } in &exercises {
                let folder = folder.join(exercise);
                scope.spawn(move || {
                    let output = run(rights, exercise, &folder);
                    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
                    assert_eq!(output.status.code(), Some(0), "{exercise}: {stdout}{stderr}");
                    let way = if rights == Rights::Root { "root's rights" } else { "a user namespace" };
                    assert!(stderr.starts_with("labcap: the machines are made ") && stderr.contains(way), "{stderr}");
                    for line in *lines {
                        assert!(stdout.contains(line), "{exercise}: no {line} in {stdout}");
                    }
                    for (index, expected) in captures.iter().enumerate() {
                        let packets = packets(&folder.join(format!("mesin-{}.pcapng", index + 1)));
                        for words in *expected {
                            assert!(packets.contains(words), "{exercise}: no {words} in {packets}");
                        }
                    }
                });
            }
        });
        fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn captures_are_explained_and_never_lost() {
    for rights in Rights::able_to_capture() {
        let folder = rights.folder("explained");
        let arguments = ["lab", "run", "2", "--lang", "id", "--link-type", "sll2", "-o", folder.to_str().unwrap()];
        let output = rights.labcap(&arguments).output().unwrap();
        let stdout = text(&output.stdout);
        assert!(output.status.success(), "{}", text(&output.stderr));
        for words in ["mesin-2 · 172.18.0.3\n━━━", "any (LINUX_SLL2)", "mesin-2 meminta koneksi ke mesin-1"] {
            assert!(stdout.contains(words), "no {words} in {stdout}");
        }
        let before = fs::read(folder.join("mesin-2.pcapng")).unwrap();
        let output = rights.labcap(&arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains("mesin-1.pcapng: is there already; nothing was run"), "{}", text(&output.stderr));
        assert_eq!(fs::read(folder.join("mesin-2.pcapng")).unwrap(), before);
        fs::remove_dir_all(folder).unwrap();
    }
}

/// A scenario of one machine with these steps.
fn scenario(folder: &Path, steps: &str) -> String {
    let path = folder.join("mine.toml");
    let head = "limit = 3\nsummary = { en = \"a\", id = \"b\" }\n[machines.a]\naddress = \"172.18.0.2\"\n";
    fs::write(&path, format!("{head}{steps}")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_step_that_fails_ends_the_run_with_its_name() {
    let stubborn = "[[steps]]\non = \"a\"\nrun = \"sh -c 'trap : INT; echo ready; while :; do sleep 1; done'\"\nuntil = \"ready\"\n";
    let cases = [
        (
            "[[steps]]\non = \"a\"\nrun = \"sh -c 'echo one; echo two >&2; exit 3'\"",
            Some("line 5 (a: sh -c 'echo one; echo two >&2; exit 3'): ended with code 3, not 0; its last line: two"),
        ),
        (
            "[[steps]]\non = \"a\"\nrun = \"true\"\nuntil = \"ready\"",
            Some("line 5 (a: true): ended with code 0 before it wrote \"ready\"; it wrote nothing"),
        ),
        ("[[steps]]\non = \"a\"\nrun = \"sleep 100\"", Some("line 5 (a: sleep 100): the time was over before it ended")),
        ("[[steps]]\non = \"a\"\nrun = \"no-such-program\"", Some("no-such-program: No such file or directory")),
        // Not as a program that ended with 1.
        ("[[steps]]\non = \"a\"\nrun = \"no-such-program\"\nexit = 1", Some("ended with code 127, not 1")),
        ("[[steps]]\non = \"a\"\nrun = \"/etc/passwd\"\nexit = 1", Some("ended with code 126, not 1")),
        ("[[steps]]\npause = 60", Some("line 5 (pause = 60): the time was over")),
        // Killed, as nothing else ends it.
        (&format!("{stubborn}[[steps]]\nstop = \"sh\"\nexit = 137"), None),
        (stubborn, None),
        // 128 and SIGKILL, and a machine of its own.
        (
            "[[steps]]\non = \"a\"\nrun = \"sh -c 'kill -9 $$'\"\nexit = 137\n[[steps]]\non = \"a\"\nrun = \"sh -c 'test $(cat /proc/sys/kernel/hostname) = a'\"",
            None,
        ),
    ];
    let Some(&rights) = Rights::able_to_capture().first() else {
        return;
    };
    let folder = rights.folder("failing");
    thread::scope(|scope| {
        for (index, (steps, expected)) in cases.into_iter().enumerate() {
            let folder = folder.join(index.to_string());
            scope.spawn(move || {
                fs::create_dir(&folder).unwrap();
                let file = scenario(&folder, steps);
                let output = run(rights, &file, &folder);
                let said = text(&output.stderr);
                assert_eq!(output.status.code(), Some(i32::from(expected.is_some())), "{steps}: {said}");
                assert!(said.contains(expected.unwrap_or_default()), "{steps}: {said}");
                packets(&folder.join("a.pcapng"));
            });
        }
    });
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_wrong_scenario_runs_nothing() {
    let folder = Rights::User.folder("wrong");
    let file = scenario(&folder, "[[steps]]\non = \"b\"\nrun = \"true\"");
    for (exercise, code, words) in [
        ("9", 2, "labcap: 9: there is no such exercise. Hint: one of 1, 2, 3, 4"),
        ("./away.toml", 1, "labcap: ./away.toml: can't be read: No such file or directory"),
        (&file, 2, "mine.toml: line 5: there is no machine `b`, but a"),
    ] {
        for command in ["run", "up"] {
            let output = Command::new(env!("CARGO_BIN_EXE_labcap")).args(["lab", command, exercise]).output().unwrap();
            // Without libpcap nothing is run whatever it is.
            if command == "run" && cfg!(not(feature = "libpcap")) {
                assert!(text(&output.stderr).contains("no libpcap"));
                continue;
            }
            assert_eq!(output.status.code(), Some(code), "{exercise}");
            assert!(text(&output.stderr).contains(words), "{}", text(&output.stderr));
            assert!(output.stdout.is_empty());
        }
    }
    let list = Command::new(env!("CARGO_BIN_EXE_labcap")).args(["lab", "list", "--lang", "id"]).output().unwrap();
    let of_2 = text(&list.stdout).lines().find(|line| line.starts_with("2 ")).unwrap_or_default().to_owned();
    assert!(of_2.ends_with("  client mengirim sebuah kalimat ke server echo (mesin-1, mesin-2)"), "{}", text(&list.stdout));
    fs::remove_dir_all(folder).unwrap();
}

/// The process namespace of a process.
fn process_namespace(pid: &str) -> Option<PathBuf> {
    fs::read_link(format!("/proc/{pid}/ns/pid")).ok()
}

/// The numbers of all processes.
fn processes() -> Vec<String> {
    let entries = fs::read_dir("/proc").unwrap().filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    entries.filter(|name| name.bytes().all(|byte| byte.is_ascii_digit())).collect()
}

/// A child of a process.
fn child_of(parent: &str) -> Option<String> {
    processes().into_iter().find(|pid| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(1)) == Some(parent)
    })
}

#[test]
fn nothing_survives_kill_and_ctrl_c_keeps_what_was_captured() {
    for rights in Rights::able_to_capture() {
        // setpriv becomes the program, so its number is that of the run.
        for (signal, code) in [("-KILL", None), ("-INT", Some(130)), ("-TERM", Some(143))] {
            let folder = rights.folder(&format!("killed{signal}"));
            let links = || fs::read_to_string("/proc/net/dev").unwrap().lines().count();
            let before = links();
            let running = Run::start(rights.labcap(&["lab", "run", "4", "--no-explain", "-o", folder.to_str().unwrap()]));
            running.wait_for("mesin-3 client       │ INFO:root:sending");
            let separate = child_of(&running.child.id().to_string()).expect("a child");
            let first = child_of(&separate).expect("process 1");
            let lab = process_namespace(&first).expect("its namespace");
            assert_ne!(Some(&lab), process_namespace("self").as_ref());
            let inside = || processes().iter().filter(|pid| process_namespace(pid).as_ref() == Some(&lab)).count();
            assert!(inside() > 9, "three machines, gateway, name server, captures, programs: {}", inside());
            running.signal(signal);
            let (ended, said) = running.finish();
            assert_eq!(ended, code, "{signal}: {said}");
            let deadline = Instant::now() + PATIENCE;
            while inside() > 0 {
                assert!(Instant::now() < deadline, "{signal}: {} processes are left", inside());
                thread::sleep(Duration::from_millis(5));
            }
            assert_eq!(links(), before, "{signal}");
            if code.is_some() {
                assert!(said.contains("interrupted; what was captured until then is in "), "{said}");
                assert!(packets(&folder.join("mesin-1.pcapng")).contains("32444 [SYN]"));
            }
            fs::remove_dir_all(folder).unwrap();
        }
    }
}

/// What a script of the shell does, `$0` being the program, where no machines stand that these rights could find.
fn where_none_stand(rights: Rights, folder: &Path, script: &str) -> Output {
    // A /run of its own, so that a lab of this computer's root stays what it is.
    let mut command = if rights == Rights::Root { Command::new("unshare") } else { rights.command(Path::new("sh")) };
    let script = match rights {
        Rights::Root => {
            command.args(["-m", "sh"]);
            format!("mount -t tmpfs none /run || exit 9\n{script}")
        }
        Rights::User => script.to_owned(),
    };
    command.args(["-c", &script, env!("CARGO_BIN_EXE_labcap")]);
    command.current_dir("/").stdin(Stdio::null()).env("LC_ALL", "C.UTF-8").env("XDG_RUNTIME_DIR", folder);
    command.output().unwrap()
}

#[test]
fn machines_stand_until_they_are_ended() {
    const SCRIPT: &str = r#"
        step() { "$@" 2>&1; echo "code $?"; }
        step "$0" lab down
        step "$0" lab up --verbose
        step "$0" lab up 2
        step "$0" lab enter
        step "$0" lab enter mesin-2 -- sh -c 'cat /proc/sys/kernel/hostname; labcap lab socket-info mesin-3 | tail -n 1; exit 7'
        step "$0" lab enter mesin-1 -- labcap lab socket-info www.its.ac.id
        step "$0" lab enter mesin-9 -- true
        step "$0" lab enter mesin-1 -- sh -c 'kill -9 $$'
        step "$0" lab enter mesin-1 -- no-such-program
        step "$0" lab enter mesin-1 -- /
        "$0" lab list | tail -n 1
        step "$0" lab down
        step "$0" lab enter mesin-1
    "#;
    const STAND: &str = "\
mesin-1 172.18.0.2
mesin-2 172.18.0.3
mesin-3 172.18.0.4
They stand until `labcap lab down`; `labcap lab enter mesin-1` gives a shell there.
code 0
labcap: lab: machines stand already. Hint: labcap lab enter MACHINE works on them, labcap lab down ends them
code 1
mesin-1
mesin-2
mesin-3
code 0
mesin-2
[(<AddressFamily.AF_INET: 2>, <SocketKind.SOCK_STREAM: 1>, 6, '', ('172.18.0.4', 80))]
code 7
timeout : None
timeout : 10.0
[(<AddressFamily.AF_INET: 2>, <SocketKind.SOCK_STREAM: 1>, 6, '', ('103.94.189.4', 80))]
code 0
labcap: mesin-9: no such machine stands. Hint: one of mesin-1, mesin-2, mesin-3
code 1
code 137
labcap: no-such-program: No such file or directory
code 127
labcap: /: Permission denied
code 126
Machines of scenario 4 stand: mesin-1, mesin-2, mesin-3
code 0
labcap: lab: no machines stand. Hint: ";
    for rights in Rights::allowed() {
        let folder = rights.folder("standing");
        let output = where_none_stand(rights, &folder, SCRIPT);
        let stdout = text(&output.stdout);
        assert!(stdout.starts_with("labcap: lab: no machines stand. Hint: labcap lab up"), "{stdout}{}", text(&output.stderr));
        let start = stdout.find("mesin-1 172").unwrap_or_else(|| panic!("{stdout}"));
        assert!(stdout[start..].starts_with(STAND), "{rights:?}: {stdout}");
        assert!(stdout.ends_with("code 1\n"), "{stdout}");
        fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn a_broken_note_locks_nothing() {
    const SCRIPT: &str = r#"
        folder=$XDG_RUNTIME_DIR/labcap
        [ "$(id -u)" = 0 ] && folder=/run/labcap
        mkdir -m 700 "$folder"
        for note in '{' '{"scenario":"2","process":-1,"started":0,"machines":{}}'; do
            echo "$note" > "$folder/lab.json"
            "$0" lab list 2>&1 > "$XDG_RUNTIME_DIR/list" | sed 's/^/list: /'
            grep -c . "$XDG_RUNTIME_DIR/list"
            "$0" lab down 2>&1; echo "down: code $?"
        done
        echo '{' > "$folder/lab.json"
        "$0" lab up 2 2>&1; echo "up: code $?"
        "$0" lab down 2>&1; echo "down: code $?"
    "#;
    for rights in Rights::allowed() {
        let folder = rights.folder("broken");
        let output = where_none_stand(rights, &folder, SCRIPT);
        let stdout = text(&output.stdout);
        let note = "lab.json: can't be read, so it isn't known which machines stand (";
        let lines: Vec<&str> = stdout.lines().collect();
        assert!(lines[0].starts_with("list: labcap: ") && lines[0].contains(note) && lines[0].contains("Hint: rm /"), "{stdout}");
        assert!(lines[1].parse::<usize>().is_ok_and(|count| count > 20), "{stdout}");
        assert!(lines[2].contains(note) && lines[3] == "down: code 1", "{stdout}");
        // One that names no process is of a lab that was.
        assert_eq!(lines[4], lines[1], "{stdout}");
        assert!(lines[5].contains("no machines stand") && lines[6] == "down: code 1", "{stdout}");
        assert!(lines[7].contains(note) && stdout.ends_with("gives a shell there.\nup: code 0\ndown: code 0\n"), "{stdout}");
        fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn a_terminal_that_stops_background_writers_stops_no_run() {
    // Of bsdutils and coreutils, which Debian always has.
    if Command::new("script").arg("--version").output().is_err() {
        return skipped("there is no program `script`, so nothing is run on a terminal");
    }
    for rights in Rights::able_to_capture() {
        let folder = rights.folder("terminal");
        let typed = format!("stty tostop; '{}' lab run 2 --no-explain -o '{}'", env!("CARGO_BIN_EXE_labcap"), folder.display());
        let mut command = rights.command(Path::new("script"));
        command.args(["-qec", &typed, "/dev/null"]);
        let running = Run::start(command);
        running.wait_for("mesin-1 server │ INFO:root:closing");
        assert_eq!(running.finish().0, Some(0));
        fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn a_reader_that_goes_away_cuts_no_capture_short() {
    for rights in Rights::able_to_capture() {
        for lines in [0, 2] {
            let folder = rights.folder(&format!("unheard-{lines}"));
            let mut command = rights.labcap(&["lab", "run", "2", "-o", folder.to_str().unwrap()]);
            let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            let stdout = BufReader::new(child.stdout.take().unwrap());
            assert_eq!(stdout.lines().take(lines).filter(Result::is_ok).count(), lines);
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
            for machine in ["mesin-1", "mesin-2"] {
                assert!(packets(&folder.join(machine).with_extension("pcapng")).contains("[FIN, ACK]"));
            }
            fs::remove_dir_all(folder).unwrap();
        }
    }
}

#[test]
fn an_interruption_says_whether_anything_was_captured() {
    for rights in Rights::able_to_capture() {
        let folder = rights.folder("interrupted");
        let captures = folder.join("captures");
        let running = Run::start(rights.labcap(&["lab", "run", "4", "--verbose", "--no-explain", "-o", captures.to_str().unwrap()]));
        // Machines are still being made, so nothing is captured yet unless this test is held up.
        running.wait_for(" # ");
        running.signal("-INT");
        let (code, said) = running.finish();
        assert_eq!(code, Some(130), "{said}");
        let expected = if captures.exists() { "; what was captured until then is in " } else { "interrupted before anything was captured" };
        assert!(said.contains(expected), "{said}");
        fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn the_heading_moves_no_cursor() {
    for rights in Rights::able_to_capture() {
        let folder = rights.folder("heading");
        let file = scenario(&folder, "");
        let renamed = folder.join("\u{1b}[31m.toml");
        fs::rename(file, &renamed).unwrap();
        let output = run(rights, renamed.to_str().unwrap(), &folder);
        assert!(text(&output.stdout).starts_with("\\x1b[31m · a\n"), "{}{}", text(&output.stdout), text(&output.stderr));
        fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn what_sudo_makes_belongs_to_who_called_it() {
    if !Rights::able_to_capture().contains(&Rights::Root) {
        return;
    }
    let folder = Rights::Root.folder("sudo");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    for (caller, name) in [(NOBODY, "theirs"), (0, "own")] {
        let captures = folder.join(name).join("captures");
        let by_sudo = |arguments: &[&str]| {
            let mut command = Rights::Root.labcap(arguments);
            command.env("SUDO_UID", caller.to_string()).env("SUDO_GID", caller.to_string()).output().unwrap()
        };
        let output = by_sudo(&["lab", "run", "2", "-o", captures.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains("mesin-2 · 172.18.0.3\n━━━"), "{}", text(&output.stdout));
        for path in [folder.join(name), captures.clone(), captures.join("mesin-2.pcapng")] {
            let found = path.symlink_metadata().unwrap();
            assert_eq!((found.uid(), found.gid()), (caller, caller), "{}", path.display());
        }
        // Explanations are made this way. Root's own file isn't theirs to read.
        let secret = folder.join("secret.pcapng");
        fs::copy(captures.join("mesin-1.pcapng"), &secret).unwrap();
        chown(&secret, Some(0), Some(0)).unwrap();
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
        let output = by_sudo(&["lab", "inside", "as-caller", "labcap", "analyze", secret.to_str().unwrap()]);
        let is_refused = text(&output.stderr).contains("no permission to read it");
        assert_eq!((output.status.code(), is_refused), if caller == 0 { (Some(0), false) } else { (Some(1), true) });
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn names_are_looked_up_where_the_computer_has_no_name_server() {
    const SCRIPT: &str = r#"
        mkdir "$1/etc" && cp -a /etc/passwd /etc/group /etc/nsswitch.conf "$1/etc"
        mount --bind "$1/etc" /etc || exit 9
        "$0" lab run 1 --no-explain -o "$1/missing"; echo "code $?"
        ln -s nowhere/resolv.conf /etc/resolv.conf
        "$0" lab run 1 --no-explain -o "$1/dangling"; echo "code $?"
    "#;
    for rights in Rights::able_to_capture() {
        let folder = rights.folder("nowhere");
        let kinds = if rights == Rights::Root { "-m" } else { "-Urm" };
        let mut command = rights.command(Path::new("unshare"));
        command.args([kinds, "sh", "-c", SCRIPT, env!("CARGO_BIN_EXE_labcap"), folder.to_str().unwrap()]);
        let output = command.output().unwrap();
        let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
        if stderr.contains("/etc can't be overlaid") {
            // Said so, and what to do about it.
            assert!(stderr.contains("make that file, an empty one will do"), "{stderr}");
            skipped("this kernel lays nothing over /etc");
        } else {
            let found = (stdout.matches("'103.94.189.4'").count(), stdout.matches("code 0").count());
            assert_eq!(found, (4, 2), "{rights:?}: {stdout}{stderr}");
        }
        fs::remove_dir_all(folder).unwrap();
    }
}

//! Finds the libpcap to link with.
//!
//! The `pcap` crate asks the linker for `libpcap.so`, a link that only the
//! development package has. The runtime library alone (`libpcap.so.0.8`) is
//! enough to link and run, so this script gives the linker a `libpcap.so` of
//! its own, made from whichever library there is. In order:
//!
//! 1. `LIBPCAP_LIBDIR`, if set: that folder, and nothing else is tried;
//! 2. `.build/lib`, where `scripts/setup.sh` puts a private copy when it may
//!    not install packages: the binaries are told to load it from there;
//! 3. a development package that pkg-config or the linker finds by itself;
//! 4. the runtime library, in the folders that the linker or the loader search.
//!
//! With none of these the build fails here, with a line that says what to do,
//! rather than minutes later with the linker's `unable to find library -lpcap`.
//! Without the `libpcap` feature, outside Linux (where the system's own tools
//! always have the library) and on docs.rs (which links nothing) it does nothing.

#![allow(clippy::print_stdout, reason = "a build script speaks to cargo on its standard output")]

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The name the linker looks for.
const LINK_NAME: &str = "libpcap.so";

/// What the runtime library is called: Debian and its kin, then everyone else.
const RUNTIME_NAMES: [&str; 2] = ["libpcap.so.0.8", "libpcap.so.1"];

/// Where libpcap is, and so what the linker has to be told.
enum Found {
    /// The linker finds `libpcap.so` with no help from here.
    ByLinker,
    /// The linker finds `libpcap.so` if it also looks in this folder.
    InFolder(PathBuf),
    /// This library, which has another name than `libpcap.so`.
    Library(PathBuf),
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=DOCS_RS");
    let wanted = env::var_os("CARGO_FEATURE_LIBPCAP").is_some()
        && env::var_os("DOCS_RS").is_none()
        && env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux");
    if !wanted {
        return;
    }
    for name in ["LIBPCAP_LIBDIR", "PKG_CONFIG", "PKG_CONFIG_PATH", "LIBRARY_PATH"] {
        println!("cargo::rerun-if-env-changed={name}");
    }
    if let Err(message) = configure() {
        println!("cargo::error={message}");
    }
}

/// Finds the library and tells cargo, or says in one line what to do.
fn configure() -> Result<(), String> {
    let found = if let Some(folder) = env::var_os("LIBPCAP_LIBDIR") {
        let folder = PathBuf::from(folder);
        in_folder(&folder)
            .ok_or_else(|| format!("no libpcap.so or {} in LIBPCAP_LIBDIR ({})", RUNTIME_NAMES.join(" or "), folder.display()))?
    } else if let Some(library) = private_copy() {
        library
    } else {
        on_the_system().ok_or(
            "libpcap not found: run scripts/setup.sh, or install the package libpcap0.8, \
             or build without live capture and BPF filters (--no-default-features)",
        )?
    };
    match found {
        Found::ByLinker => {}
        Found::InFolder(folder) => search(&folder),
        Found::Library(library) => {
            // Gone or replaced: look again.
            println!("cargo::rerun-if-changed={}", library.display());
            let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
            // A copy does as well as a link: what runs goes by the name that the
            // library has inside.
            let copy = out.join(LINK_NAME);
            fs::copy(&library, &copy).map_err(|error| format!("can't make {}: {error}", copy.display()))?;
            search(&out);
        }
    }
    Ok(())
}

/// Adds `folder` to the linker's search path.
fn search(folder: &Path) {
    println!("cargo::rustc-link-search=native={}", folder.display());
}

/// A library in `folder` that can be linked with.
fn in_folder(folder: &Path) -> Option<Found> {
    if folder.join(LINK_NAME).exists() {
        return Some(Found::InFolder(folder.to_owned()));
    }
    RUNTIME_NAMES.iter().map(|name| folder.join(name)).find(|library| library.exists()).map(Found::Library)
}

/// The copy that `scripts/setup.sh` made, with what finds it at run time.
fn private_copy() -> Option<Found> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR")?);
    let folder = manifest.join(".build").join("lib");
    let found = in_folder(&folder)?;
    // The older kind of run-time path (no "new dtags") holds for the libraries
    // that libpcap needs in its turn, too, and they are in the same folder. The
    // second path keeps `target/*/labcap` working when the folder has moved.
    println!("cargo::rustc-link-arg=-Wl,--disable-new-dtags");
    println!("cargo::rustc-link-arg=-Wl,-rpath,{}", folder.display());
    println!("cargo::rustc-link-arg=-Wl,-rpath,$ORIGIN/../../.build/lib");
    Some(found)
}

/// A library that the linker finds by itself, or that is elsewhere on the
/// system.
fn on_the_system() -> Option<Found> {
    let native = env::var_os("HOST") == env::var_os("TARGET");
    if native && pkg_config_knows() {
        // The `pcap` crate's own build script passes on what pkg-config says.
        return Some(Found::ByLinker);
    }
    if let Some(library) = linker_finds(LINK_NAME) {
        println!("cargo::rerun-if-changed={}", library.display());
        return Some(Found::ByLinker);
    }
    let runtime = RUNTIME_NAMES.into_iter().find_map(linker_finds);
    // The loader's list has no folders for other machines than this one.
    let runtime = runtime.or_else(|| native.then(loader_finds).flatten());
    runtime.map(Found::Library)
}

/// Whether pkg-config has heard of libpcap.
fn pkg_config_knows() -> bool {
    let program = env::var_os("PKG_CONFIG").unwrap_or_else(|| "pkg-config".into());
    Command::new(program).args(["--exists", "libpcap"]).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Asks the C compiler, which is what links, where it would take `name` from.
fn linker_finds(name: &str) -> Option<PathBuf> {
    let program = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let answer = output_of(program, [format!("-print-file-name={name}")])?;
    // It answers with the name alone if it knows no such file.
    let path = PathBuf::from(answer.trim());
    (path.is_absolute() && path.exists()).then_some(path)
}

/// Looks in the list of libraries that the loader keeps.
fn loader_finds() -> Option<PathBuf> {
    // Users often have no /sbin in their search path.
    let list = output_of("/sbin/ldconfig", ["-p"])?;
    // "	libpcap.so.0.8 (libc6,x86-64) => /lib/x86_64-linux-gnu/libpcap.so.0.8"
    let kind = match env::var("CARGO_CFG_TARGET_ARCH").as_deref() {
        Ok("x86_64") => "x86-64",
        Ok("aarch64") => "AArch64",
        _ => "libc6",
    };
    RUNTIME_NAMES.iter().find_map(|name| {
        list.lines().find_map(|line| {
            let (library, path) = line.trim().split_once(" => ")?;
            let (library, kinds) = library.split_once(" (")?;
            let path = PathBuf::from(path);
            (library == *name && kinds.contains(kind) && path.exists()).then_some(path)
        })
    })
}

/// What a program prints, if it can be run and succeeds.
fn output_of<S: AsRef<OsStr>>(program: impl AsRef<OsStr>, arguments: impl IntoIterator<Item = S>) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

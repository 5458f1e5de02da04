#!/bin/bash
# Makes this machine able to build labcap. Rust and a C compiler (which links)
# have to be there; libpcap, for live capture and BPF filters, is installed from
# the system's packages or, without the right to install, unpacked into .build/,
# where build.rs looks too. Says on standard error what it does, and nothing if
# there's nothing to do.
set -euo pipefail
# Answers of apt's programs are read below: in one language.
export LC_ALL=C

say() { echo "setup: $*" >&2; }
die() {
    say "$*"
    exit 1
}

self=${BASH_SOURCE[0]}
root=$(unset CDPATH && cd -- "${self%/*}/.." && pwd)
build=$root/.build
log=$build/setup.log

# --- Rust and the compiler ---------------------------------------------------

# rustup's folder is often missing from the PATH of a shell that's no login.
PATH="$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin"

[[ -n $(type -P cargo) ]] ||
    die "cargo isn't installed: install Rust (rustup, or the distribution's package cargo)"
[[ -n $(type -P cc) ]] ||
    die "no C compiler to link with: install one (on Debian and Ubuntu, the packages gcc and libc6-dev)"

# Cargo's own words about a Rust that's too old can be about anything that's new
# in Cargo.toml. (rustc is asked from the checkout, as cargo will.)
needed=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' "$root/Cargo.toml")
present=$(cd "$root" && rustc --version 2>&1 </dev/null) || die "rustc doesn't run: ${present%%$'\n'*}"
present=${present#rustc }
present=${present%% *}
if [[ $(printf '%s\n' "$needed" "$present" | sort -V | head -n 1) != "$needed" ]]; then
    die "Rust $present is too old: labcap needs $needed (rustup update)"
fi

# --- libpcap -----------------------------------------------------------------

# The same places as in build.rs.
have_libpcap() {
    [[ -n ${LIBPCAP_LIBDIR:-} ]] && return 0
    compgen -G "$build/lib/libpcap.so*" >/dev/null && return 0
    pkg-config --exists libpcap 2>/dev/null && return 0
    local name
    for name in libpcap.so libpcap.so.0.8 libpcap.so.1; do
        # The bare name is the answer if it's unknown.
        [[ $(cc -print-file-name="$name" 2>/dev/null) == /* ]] && return 0
    done
    # Not `ldconfig | grep -q`: a pipe closed early is a failure here.
    [[ $(/sbin/ldconfig -p 2>/dev/null) == *libpcap.so.[01]* ]]
}

give_up() {
    say "$*"
    die "install the package libpcap0.8 (elsewhere: libpcap) and start again," \
        "or build all but live capture and BPF filters: cargo build --release --no-default-features"
}

# Runs an apt program with the options gathered so far; what it says goes to the
# log.
apt_options=()
run_apt() {
    local program=$1
    shift
    "${as_root[@]}" "$program" "${apt_options[@]}" "$@" 2>>"$log" </dev/null
}

# The library's package, by whichever of its names apt can install.
package_name() {
    local name
    for name in libpcap0.8t64 libpcap0.8; do
        if [[ $(run_apt apt-cache policy "$name") =~ Candidate:\ [0-9] ]]; then
            echo "$name"
            return
        fi
    done
    return 1
}

update() {
    say "updating apt's package lists"
    run_apt apt-get -q update >>"$log"
}

install_package() {
    local package
    package=$(package_name) || { update && package=$(package_name); } || return 1
    say "installing $package${as_root:+ (with sudo)}"
    # Lists of some age name versions that are gone: new ones, and once more.
    install_one "$package" || { update && install_one "$package"; }
}

install_one() {
    run_apt apt-get -qy -o Dpkg::Use-Pty=0 install --no-install-recommends "$1" >>"$log"
}

# Downloads the package and those of its dependencies that the system lacks, and
# unpacks their libraries into .build/lib.
unpack_package() {
    local package
    work=$build/unpack.$$
    trap 'rm -rf "$work"' EXIT
    # Nothing is changed outside .build, so nobody's rights are needed.
    as_root=()
    say "can't install packages: unpacking libpcap's into .build/lib"
    apt_options=(-o "APT::Sandbox::User=$(id -un)")
    package=$(package_name) || { private_lists && package=$(package_name); } || return 1
    mkdir -p "$work/lib"
    download "$package" "$work" || { private_lists && download "$package" "$work"; } || return 1
    local file
    for file in "$work"/*.deb; do
        dpkg -x "$file" "$work/files" >>"$log" 2>&1 || return 1
    done
    # Libraries for the loader are right in these folders, plug-ins in others.
    for file in "$work"/files/{,usr/}lib/*-linux-*/lib*.so*; do
        # A pattern that matches nothing stays as it is.
        if [[ -e $file ]]; then cp -a "$file" "$work/lib/"; fi
    done
    local needs
    needs=$(LD_LIBRARY_PATH=$work/lib ldd "$work"/lib/libpcap.so* 2>&1) || return 1
    echo "$needs" >>"$log"
    [[ $needs != *"not found"* ]] || return 1
    # In one step, for whoever else builds here meanwhile.
    mv -T "$work/lib" "$build/lib" || return 1
    rm -rf "$build/apt"
}

# What installing the package would add, downloaded into folder $2. (Not what it
# would upgrade, "Inst NAME [OLD] (NEW …": a libc beside the system's won't do.)
download() {
    local packages
    packages=$(run_apt apt-get -s install --no-install-recommends "$1" |
        sed -n 's/^Inst \([^ ]*\) (.*/\1/p') || return 1
    [[ -n $packages ]] || return 1
    # One word per package.
    # shellcheck disable=SC2086
    (cd "$2" && run_apt apt-get -q download $packages >>"$log")
}

# Package lists of our own, for when the system's are missing or too old and may
# not be replaced.
private_lists() {
    mkdir -p "$build/apt/lists/partial" "$build/apt/cache/archives/partial"
    apt_options+=(-o "Dir::State::Lists=$build/apt/lists" -o "Dir::Cache=$build/apt/cache")
    update
}

if have_libpcap; then exit 0; fi

[[ -n $(type -P apt-get) ]] ||
    give_up "libpcap isn't installed, and there's no apt here to get it with"

mkdir -p "$build"
: >"$log"
as_root=()
may_install=
if [[ $(id -u) == 0 ]]; then
    may_install=1
elif sudo -n true 2>/dev/null </dev/null; then
    # sudo keeps no variables.
    as_root=(sudo -n env LC_ALL=C DEBIAN_FRONTEND=noninteractive)
    may_install=1
fi
export DEBIAN_FRONTEND=noninteractive
{ [[ $may_install ]] && install_package; } || unpack_package || have_libpcap ||
    give_up "libpcap isn't installed, and apt can't get it (.build/setup.log has its words)"
have_libpcap || give_up "libpcap still isn't found"

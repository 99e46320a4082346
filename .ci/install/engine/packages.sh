# Sourced by engine.sh: the engine and its tools, from Debian packages.

# Docker's own repository is not needed: Debian's unstable has a recent engine and compose. They are
# unpacked into DIR, not installed. Later suites stand in when unstable's need a newer libc.
SUITES='sid trixie bookworm'
ENGINE_PACKAGES='docker.io docker-cli docker-compose containerd'

# Tools that the engine starts by name and that are harmless to install. runc must come from the
# system's own release: unstable's needs a newer libseccomp.
install_tools() {
  local package missing=()
  for package in runc iptables nftables iproute2; do
    dpkg -s "$package" > /dev/null 2>&1 || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "installing ${missing[*]}"
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
}

# The site that this machine already takes Debian from.
debian_mirror() {
  apt-get indextargets --format '$(SITE) $(ORIGIN)' 2> /dev/null |
    awk '$2 == "Debian" && $1 !~ /security/ && !found { print $1; found = 1 }'
}

# apt with lists of its own, so that the machine's never know of another suite.
suite_apt() {
  local suite=$1; shift
  local apt=$DIR/apt/$suite
  mkdir -p "$apt"/{sources,lists/partial,cache/archives/partial}
  cat > "$apt/sources/suite.sources" <<SOURCES
Types: deb
URIs: $(debian_mirror)
Suites: $suite
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES
  cat > "$apt/conf" <<CONF
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$apt/sources";
Dir::State::lists "$apt/lists";
Dir::Cache "$apt/cache";
Acquire::Languages "none";
APT::Sandbox::User "root";
CONF
  APT_CONFIG=$apt/conf apt-get -qq "$@" >&2
}

unpack_engine() {
  local suite=$1 root=$2 debs=$DIR/apt/$1/debs package
  rm -rf "$root"; mkdir -p "$root" "$debs"
  # shellcheck disable=SC2086
  suite_apt "$suite" update && (cd "$debs" && suite_apt "$suite" download $ENGINE_PACKAGES) || return
  for package in "$debs"/*.deb; do dpkg-deb -x "$package" "$root" || return; done
  "$root/usr/sbin/dockerd" --version > /dev/null 2>&1
}

install_engine() {
  [ ! -e "$DIR/root/.complete" ] || return 0
  local suite root=$DIR/root.partial
  for suite in $SUITES; do
    say "unpacking Docker from Debian $suite"
    ! unpack_engine "$suite" "$root" || break
  done
  "$root/usr/sbin/dockerd" --version > /dev/null
  link_engine "$root"
  touch "$root/.complete"
  rm -rf "$DIR/root" "$DIR/apt"; mv "$root" "$DIR/root"
}

link_engine() {
  local root=$1 program plugins=$DIR/config/cli-plugins
  mkdir -p "$DIR/bin" "$plugins"
  unpack "$root" tini
  for program in sbin/dockerd sbin/docker-proxy bin/containerd bin/containerd-shim-runc-v2 bin/docker; do
    ln -sf "$DIR/root/usr/$program" "$DIR/bin/"
  done
  ln -sf "$DIR/root/usr/bin/tini-static" "$DIR/bin/docker-init"
  ln -sf "$DIR/root/usr/libexec/docker/cli-plugins/docker-compose" "$plugins/"
  echo '{}' > "$DIR/config/config.json"
}

# Unpacks packages of the machine's own release, with the dependencies that it lacks, into a folder.
unpack() {
  local root=$1 debs=$DIR/debs package; shift
  rm -rf "$debs"; mkdir -p "$debs/partial" "$root"
  download "$debs" "$@" || { apt-get update -qq >&2; download "$debs" "$@"; }
  for package in "$debs"/*.deb; do dpkg-deb -x "$package" "$root"; done
  rm -rf "$debs"
}

download() {
  local debs=$1; shift
  apt-get install -y -qq --download-only --reinstall --no-install-recommends \
    -o "Dir::Cache::archives=$debs" -o APT::Sandbox::User=root "$@" > /dev/null
}

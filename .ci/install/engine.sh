#!/usr/bin/env bash
# A real Docker engine for the tests, in a network namespace of its own. Needs root on Debian.
#
#   engine.sh up [DIR]     install what is missing, start, import the images; prints `export` lines
#   engine.sh down [DIR]   stop it; no process, namespace, interface, cgroup or mount stays behind
#
#   eval "$(.ci/install/engine.sh up)" && docker compose version
#
# Both may be called at any time: while it runs, when it never ran, after a run that was killed.
# The files stay in DIR, so the next start takes seconds. What runs in the engine does not survive
# a stop: each start begins without containers, networks of projects, and volumes.
#
# The engine's namespace has no default route. A pull fails at once, nothing leaves the machine,
# the machine's own firewall is untouched and every port is free. Reach published ports with
#   nsenter --net=/run/netns/$BULKHEAD_ENGINE_NETNS COMMAND
# A second namespace at 203.0.113.10 stands for the internet.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
verb=${1:-}
DIR=${2:-${XDG_CACHE_HOME:-$HOME/.cache}/bulkhead/engine}
mkdir -p "$DIR/run"
DIR=$(cd "$DIR" && pwd -P)

# One name for all that the kernel holds for this DIR, so that two engines do not meet.
NAME=bulkhead-$(printf %s "$DIR" | cksum | cut -d ' ' -f 1)
OUTSIDE=$NAME-out

say() { echo "engine: $*" >&2; }
. "$here/engine/packages.sh"
. "$here/engine/images.sh"
. "$here/engine/daemon.sh"

print_environment() {
  printf 'export PATH=%q:"$PATH"\n' "$DIR/bin"
  printf 'export DOCKER_HOST=%q\n' "$DOCKER_HOST"
  printf 'export DOCKER_CONFIG=%q\n' "$DOCKER_CONFIG"
  printf 'export BULKHEAD_ENGINE_NETNS=%q\n' "$NAME"
}

up() {
  install_tools
  install_engine
  is_running || { sweep; start_daemon; remove_leftovers; }
  import_images
  print_environment
}

down() {
  ! is_running || remove_leftovers
  stop_daemon
  sweep
}

exec 9> "$DIR/lock"
flock 9
export PATH=$DIR/bin:$PATH DOCKER_HOST=unix://$DIR/run/docker.sock DOCKER_CONFIG=$DIR/config
case $verb in
  up | down) "$verb" ;;
  *) echo "usage: ${0##*/} up|down [DIR]" >&2; exit 2 ;;
esac

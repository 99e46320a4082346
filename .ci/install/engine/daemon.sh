# Sourced by engine.sh: starts the daemon, stops it, and removes what a killed one left behind.

in_namespace() {
  # not `ip netns exec`: that remounts /sys, which hides the cgroups from the daemon
  local name=$1; shift
  nsenter --net="/run/netns/$name" "$@"
}

answers() { timeout 5 docker version --format '{{.Server.Version}}' > /dev/null 2>&1; }
is_running() { [ -e "/run/netns/$NAME" ] && answers; }

make_namespaces() {
  local name
  for name in "$NAME" "$OUTSIDE"; do
    ip netns add "$name"
    in_namespace "$name" ip link set lo up
  done
  ip link add u0 netns "$NAME" type veth peer name u1 netns "$OUTSIDE"
  in_namespace "$NAME" ip addr add 203.0.113.1/24 dev u0
  in_namespace "$NAME" ip link set u0 up
  in_namespace "$OUTSIDE" ip addr add 203.0.113.10/24 dev u1
  in_namespace "$OUTSIDE" ip link set u1 up
  in_namespace "$NAME" sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'
}

start_daemon() {
  say starting
  make_namespaces
  # closed lock (9): the daemon must not hold it; cgroupfs: systemd would keep the scopes itself
  setsid nsenter --net="/run/netns/$NAME" dockerd \
    --host "$DOCKER_HOST" --pidfile "$DIR/run/dockerd.pid" \
    --data-root "$DIR/data" --exec-root "$DIR/run/exec" \
    --exec-opt native.cgroupdriver=cgroupfs --cgroup-parent "/$NAME" \
    --dns 203.0.113.10 > "$DIR/run/dockerd.log" 2>&1 < /dev/null 9>&- &
  local pid=$!
  for _ in $(seq 300); do
    ! answers || return 0
    kill -0 "$pid" 2> /dev/null || break
    sleep 0.1
  done
  say "the daemon did not start, see $DIR/run/dockerd.log"
  tail -5 "$DIR/run/dockerd.log" >&2
  return 1
}

# Containers, networks and volumes; images stay.
remove_leftovers() {
  docker ps -aq | xargs -r docker rm -fv > /dev/null
  docker network prune -f > /dev/null
  docker volume prune -af > /dev/null
}

stop_daemon() {
  local pid
  pid=$(cat "$DIR/run/dockerd.pid" 2> /dev/null) || return 0
  # the number may belong to another process by now
  [ "$(readlink "/proc/$pid/exe")" = "$DIR/root/usr/sbin/dockerd" ] || return 0
  kill -TERM "$pid" 2> /dev/null || return 0
  for _ in $(seq 200); do
    kill -0 "$pid" 2> /dev/null || return 0
    sleep 0.1
  done
}

# Processes in the engine's namespaces (daemon, shims, proxies) and in its cgroup (containers).
processes() {
  local name
  for name in "$NAME" "$OUTSIDE"; do
    [ ! -e "/run/netns/$name" ] || ip netns pids "$name"
  done
  find /sys/fs/cgroup -path "*/$NAME/*" -name cgroup.procs -exec cat {} + 2> /dev/null || true
}

kill_processes() {
  local pids
  for _ in $(seq 100); do
    pids=$(processes | sort -u)
    [ -n "$pids" ] || return 0
    # shellcheck disable=SC2086
    kill -KILL $pids 2> /dev/null || true
    sleep 0.05
  done
  say "still running:" "$pids"
}

unmount_all() {
  local point
  findmnt -rno TARGET | sort -r | while read -r point; do
    point=$(printf %b "$point") # findmnt writes a space as \x20
    case $point in "$DIR"/*) umount -l "$point" ;; esac
  done
}

remove_namespaces() {
  local name
  for name in "$NAME" "$OUTSIDE"; do
    [ ! -e "/run/netns/$name" ] || ip netns del "$name"
  done
  # `ip netns add` mounts this folder on itself and never undoes that
  if mountpoint -q /run/netns && [ -z "$(ls -A /run/netns)" ]; then
    umount /run/netns && rmdir /run/netns
  fi
}

# Nothing is left after this, however the last run ended.
sweep() {
  stop_daemon
  kill_processes
  unmount_all
  remove_namespaces
  find /sys/fs/cgroup -depth -type d \( -name "$NAME" -o -path "*/$NAME/*" \) -exec rmdir {} + 2> /dev/null || true
  rm -rf "${DIR:?}/run"; mkdir -p "$DIR/run"
}

/** One thing that a helper container tries from inside another container's network namespace. */
export type Probe =
  /** Opens a TCP connection. `address` is an IP address, never a name: nothing else may be contacted. */
  | { readonly kind: 'connect'; readonly address: string; readonly port: number }
  /**
   * Sends a datagram with a hop limit of its own. A closed port answers with an ICMP message that quotes the datagram's
   * ports, so it is known which datagram arrived; a program that listens need not answer.
   */
  | { readonly kind: 'datagram'; readonly address: string; readonly port: number }
  /** Sends an ICMP echo request. */
  | { readonly kind: 'echo'; readonly address: string }
  /** Asks the container's own DNS server. */
  | { readonly kind: 'lookup'; readonly name: string };

/**
 * What the helper runs. It is the same text every time; what to try comes as arguments. It works with the `nc` of
 * busybox in its small form (`-e`) and its large one (`-z`), and with the netcats of BSD and nmap. All probes run at
 * once; whatever has not answered when the time is over is not reported. Each line of output has the fields of one
 * answer, separated by tabs.
 */
const script = `
set -f
limit=$1 rounded=$2; shift 2
command -v nc > /dev/null || { printf 'unusable\\tnc\\n'; exit 0; }
case $(nc -v -z -w 1 127.0.0.1 1 2>&1 < /dev/null) in
  *nvalid\\ option* | *nrecognized\\ option* | *illegal\\ option*) zero='' ;;
  *) zero=yes ;;
esac
connect() {
  if [ "$zero" ]; then said=$(nc -v -z -w "$rounded" "$1" "$2" 2>&1 < /dev/null)
  else said=$(nc -w "$rounded" "$1" "$2" -e true 2>&1 < /dev/null); fi
  printf 'connect\\t%s\\t%s\\t%s\\t%s\\n' "$1" "$2" "$?" "$(echo $said)"
}
datagram() {
  case $1 in *:*) program=traceroute6 ;; *) program=traceroute ;; esac
  said=$($program -n -q 1 -f 64 -m 64 -w "$rounded" -p $(($2 - 1)) "$1" 2>&1 < /dev/null)
  printf 'datagram\\t%s\\t%s\\t%s\\t%s\\n' "$1" "$2" "$?" "$(echo $said)"
}
echoed() {
  case $1 in *:*) program=ping6 ;; *) program=ping ;; esac
  said=$($program -c 1 -W "$rounded" "$1" 2>&1 < /dev/null)
  printf 'echo\\t%s\\t%s\\t%s\\n' "$1" "$?" "$(echo $said)"
}
lookup() {
  said=$(nslookup "$1" 2>&1 < /dev/null)
  printf 'lookup\\t%s\\t%s\\t%s\\n' "$1" "$?" "$(echo $said)"
}
while read -r line; do printf 'route\\t%s\\n' "$(echo $line)"; done < /proc/net/route
printf 'started\\n'
jobs=''
while [ $# -gt 0 ]; do
  case $1 in
    connect) connect "$2" "$3" & shift 3 ;;
    datagram) datagram "$2" "$3" & shift 3 ;;
    echo) echoed "$2" & shift 2 ;;
    lookup) lookup "$2" & shift 2 ;;
    *) exit 2 ;;
  esac
  jobs="$jobs $!"
done
trap 'exit 0' TERM
{ sleep "$limit" 2> /dev/null || sleep "$rounded"; kill -TERM $$; } &
wait $jobs
exit 0
`;

/** The arguments of `sh` that run the probes with a time limit in milliseconds. */
export function probeArguments(probes: readonly Probe[], timeout: number): string[] {
  const words = probes.flatMap(wordsOf);
  return ['-c', script, 'probe', (timeout / 1000).toFixed(3), String(Math.ceil(timeout / 1000)), ...words];
}

function wordsOf(probe: Probe): readonly string[] {
  switch (probe.kind) {
    case 'lookup':
      return ['lookup', probe.name];
    case 'echo':
      return ['echo', probe.address];
    default:
      return [probe.kind, probe.address, String(probe.port)];
  }
}

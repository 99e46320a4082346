/** How an attempt to connect ended. The first two prove that the way is open. */
export type Attempt =
  | 'connected'
  | 'refused'
  /** ENETUNREACH: the namespace has no route there. */
  | 'no route'
  /** EHOSTUNREACH: nobody has the address, or a firewall says so. */
  | 'unreachable'
  | 'no answer'
  /** The probe itself failed; says nothing about the network. */
  | 'failed';

export type Lookup =
  | { readonly kind: 'found'; readonly addresses: readonly string[] }
  /** The DNS server says that there is no such name, or that it cannot tell. */
  | { readonly kind: 'unknown name' }
  | { readonly kind: 'no answer' }
  | { readonly kind: 'failed' };

/** What one helper found out. */
export interface ProbeAnswers {
  /** The way to an address and port; no answer within the time where there is none. */
  attempt(address: string, port: number): Attempt;
  /** The way of a datagram. `connected` is never seen: what a program answers is not waited for. */
  datagram(address: string, port: number): Attempt;
  /** `connected` when the echo came back. */
  echo(address: string): Attempt;
  lookup(name: string): Lookup;
  /** Gateways of IPv4 default routes. */
  readonly defaultGateways: readonly string[];
}

/** Reads the output of the probe script, of several runs in one text too. */
export function readAnswers(output: string): ProbeAnswers {
  const attempts = new Map<string, Attempt>();
  const datagrams = new Map<string, Attempt>();
  const echoes = new Map<string, Attempt>();
  const lookups = new Map<string, Lookup>();
  const gateways: string[] = [];
  for (const line of output.split('\n')) {
    const [kind, first = '', ...rest] = line.split('\t');
    if (kind === 'connect') attempts.set(`${first} ${rest[0]}`, readAttempt(rest[1] ?? '', rest[2] ?? ''));
    else if (kind === 'datagram')
      datagrams.set(`${first} ${rest[0]}`, readDatagram(first, rest[1] ?? '', rest[2] ?? ''));
    else if (kind === 'echo') echoes.set(first, readEcho(first, rest[0] ?? '', rest[1] ?? ''));
    else if (kind === 'lookup') lookups.set(first, readLookup(rest[0] ?? '', rest[1] ?? ''));
    else if (kind === 'route') gateways.push(...readGateway(first));
  }
  return {
    attempt: (address, port) => attempts.get(`${address} ${port}`) ?? 'no answer',
    datagram: (address, port) => datagrams.get(`${address} ${port}`) ?? 'no answer',
    echo: (address) => echoes.get(address) ?? 'no answer',
    lookup: (name) => lookups.get(name) ?? { kind: 'no answer' },
    defaultGateways: gateways,
  };
}

// The words of glibc and of musl.
const messages: readonly (readonly [RegExp, Attempt])[] = [
  [/can't execute/i, 'connected'],
  [/refused/i, 'refused'],
  [/network (?:is )?unreachable|address family not supported|cannot assign requested address/i, 'no route'],
  [/no route to host|host is unreachable/i, 'unreachable'],
  [/timed out|timeout|operation now in progress/i, 'no answer'],
];

function readAttempt(exitCode: string, said: string): Attempt {
  if (exitCode === '0') return 'connected';
  return messages.find(([pattern]) => pattern.test(said))?.[1] ?? 'failed';
}

/**
 * Reads traceroute with one hop: `64 10.0.0.2 0.05 ms` where the port answered, `64 *` where nothing did. What comes
 * from another address answers another datagram, or is the message of a router.
 */
function readDatagram(address: string, exitCode: string, said: string): Attempt {
  const [, from, mark] = / 64 (?:\S+ \()?([\da-fA-F:.]+)\)? [\d.]+ ms( !)?/.exec(said) ?? [];
  if (from === address && mark === undefined) return 'refused';
  if (exitCode === '0') return 'no answer';
  return messages.find(([pattern]) => pattern.test(said))?.[1] ?? 'failed';
}

/** Answers to another process's echo are not taken for its own. */
function readEcho(address: string, exitCode: string, said: string): Attempt {
  if (exitCode === '0') return said.includes(` bytes from ${address}: `) ? 'connected' : 'no answer';
  return (
    messages.find(([pattern]) => pattern.test(said))?.[1] ?? (/ 100% packet loss/.test(said) ? 'no answer' : 'failed')
  );
}

/** Reads nslookup: the addresses come after the name, those before it are the DNS server's. */
function readLookup(exitCode: string, said: string): Lookup {
  if (exitCode === '127') return { kind: 'failed' };
  const answer = said.indexOf('Name:');
  const addresses = answer < 0 ? [] : [...said.slice(answer).matchAll(/Address(?: \d+)?: ([0-9a-fA-F.:]+)/g)];
  if (addresses.length > 0) return { kind: 'found', addresses: addresses.map((match) => match[1] ?? '') };
  return { kind: /timed out|no servers could be reached|write to/i.test(said) ? 'no answer' : 'unknown name' };
}

/** A line of /proc/net/route; addresses are hexadecimal, the lowest byte first. */
function readGateway(line: string): string[] {
  const [, destination, gateway = '', , , , , mask] = line.split(' ');
  if (destination !== '00000000' || mask !== '00000000' || gateway === '00000000') return [];
  return [[6, 4, 2, 0].map((from) => Number.parseInt(gateway.slice(from, from + 2), 16)).join('.')];
}

/** Nanoseconds of a duration as protobuf writes it, `1.5s`; undefined for any other text. */
export function parseDuration(text: string): bigint | undefined {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,9}))?s$/.exec(text);
  if (!match) return undefined;
  const size = BigInt(match[2] ?? '') * 1_000_000_000n + BigInt((match[3] ?? '').padEnd(9, '0'));
  return size > longest ? undefined : match[1] ? -size : size;
}

/** About ten thousand years, the most that protobuf takes. In nanoseconds. */
const longest = 315_576_000_000n * 1_000_000_000n;

const units: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  millisecond: 1e6,
  milliseconds: 1e6,
  s: 1e9,
  sec: 1e9,
  secs: 1e9,
  second: 1e9,
  seconds: 1e9,
  m: 60e9,
  min: 60e9,
  minute: 60e9,
  minutes: 60e9,
  h: 3600e9,
  hour: 3600e9,
  hours: 3600e9,
  d: 86_400e9,
};

/** What was meant by a duration in another notation, as protobuf writes it: `500ms` is `0.5s`, `1m30s` is `90s`. */
export function asProtobufDuration(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 60) return undefined;
  if (/^(?:\d+\.?\d*|\.\d+)$/.test(trimmed)) return inSeconds(Number(trimmed) * 1e9);
  if (!/^(?:(?:\d+\.?\d*|\.\d+)\s*[a-zµ]+\s*)+$/i.test(trimmed)) return undefined;
  let total = 0;
  for (const [, amount, unit] of trimmed.matchAll(/(\d+\.?\d*|\.\d+)\s*([a-zµ]+)/gi)) {
    const size = units[(unit ?? '').toLowerCase()];
    if (size === undefined) return undefined;
    total += Number(amount) * size;
  }
  return inSeconds(total);
}

function inSeconds(nanoseconds: number): string | undefined {
  if (!Number.isSafeInteger(Math.round(nanoseconds))) return undefined;
  const seconds = Math.round(nanoseconds) / 1e9;
  return `${seconds.toFixed(9).replace(/\.?0+$/, '')}s`;
}

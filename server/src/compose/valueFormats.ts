import type { Text } from '../model/scalar.ts';

/**
 * What compose makes of a text beyond its type: `undefined` when it can read it, otherwise what it wants there in
 * words. The schema calls these places text or numbers only; that they are read further, and how, is compose-go's
 * (loader/interpolate.go, types/duration.go, docker/go-units; measured with 2.40).
 */
export function unreadableValue(text: Text, path: readonly (string | number)[]): string | undefined {
  const format = formatAt(path);
  if (!format) return undefined;
  const { isNumber, accepts, expected } = formats[format];
  // A plain number has been checked by its type; one that comes out of a variable is text to compose.
  const plainNumber = text.type === 'number' && text.variables.length === 0;
  return (plainNumber ? (isNumber?.(Number(text.value)) ?? true) : accepts(text.value)) ? undefined : expected;
}

/** Bytes of `512m`, `1.5 GiB` or `1000`; undefined when compose cannot read it. */
export function bytesOf(text: string): number | undefined {
  const match = sizeText.exec(text);
  if (!match?.[1] || !/\d/.test(match[1])) return undefined;
  const power = ' kmgtp'.indexOf(match[2]?.toLowerCase() ?? ' ');
  return Number(match[1].replaceAll('_', '')) * 1024 ** Math.max(0, power);
}

const sizeText = /^([+-]?[\d_]*\.?[\d_]*(?:e[+-]?\d+)?) ?(?:([kmgtp])?(?:b|(?<=[kmgtp])ib)?)?$/i;
const durationText = /^[-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w))+)$/;
const decimal = /^[-+]?(?:(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d+)?|0x[\da-f.]+p[-+]?\d+|inf|infinity|nan)$/i;

interface ValueFormat {
  readonly accepts: (text: string) => boolean;
  /** For a plain number; absent: any is fine. */
  readonly isNumber?: (value: number) => boolean;
  readonly expected: string;
}

const formats = {
  duration: { accepts: (text) => durationText.test(text), expected: 'a time with its unit, like `30s` or `1m30s`' },
  size: {
    // A negative number of bytes in quotes is refused by compose 2.40 and accepted by newer ones.
    accepts: (text) => bytesOf(text) !== undefined,
    expected: 'a number of bytes, like `512m` or `1g`',
  },
  integer: { accepts: (text) => /^[-+]?\d+$/.test(text), expected: 'a whole number' },
  count: {
    accepts: (text) => /^\+?\d+$/.test(text) || /^-0+$/.test(text),
    isNumber: (value) => value >= 0,
    expected: 'a whole number from 0',
  },
  number: { accepts: (text) => decimal.test(text), expected: 'a number' },
  exposed: { accepts: () => true, isNumber: Number.isInteger, expected: 'ports' },
  octal: { accepts: (text) => /^[-+]?[0-7]+$/.test(text), expected: 'an octal file mode, like `0440`' },
  test: {
    accepts: (text) => text === 'CMD' || text === 'CMD-SHELL' || text === 'NONE',
    expected: '`CMD`, `CMD-SHELL` or `NONE` as its first word',
  },
  host: { accepts: (text) => /[:=]/.test(text), expected: 'a name and an address, `HOST=ADDRESS`' },
  pair: { accepts: (text) => text.includes('='), expected: '`NAME=VALUE`' },
  key: { accepts: (text) => text.includes('=') || text === 'default', expected: '`default` or `ID=PATH`' },
  device: { accepts: (text) => text.split(':').length <= 3, expected: '`HOST:CONTAINER:PERMISSIONS`' },
} satisfies Readonly<Record<string, ValueFormat>> as Readonly<Record<FormatName, ValueFormat>>;

type FormatName =
  | 'duration'
  | 'size'
  | 'integer'
  | 'count'
  | 'number'
  | 'exposed'
  | 'octal'
  | 'test'
  | 'host'
  | 'pair'
  | 'key'
  | 'device';

/** Places below a service by format; `*` stands for any key or position. */
const places: Readonly<Record<FormatName, string>> = {
  duration: `stop_grace_period healthcheck.interval healthcheck.timeout healthcheck.start_period
    healthcheck.start_interval deploy.update_config.delay deploy.update_config.monitor deploy.rollback_config.delay
    deploy.rollback_config.monitor deploy.restart_policy.delay deploy.restart_policy.window`,
  size: `mem_limit mem_reservation memswap_limit mem_swappiness shm_size build.shm_size volumes.*.tmpfs.size
    deploy.resources.limits.memory deploy.resources.reservations.memory blkio_config.device_read_bps.*.rate
    blkio_config.device_write_bps.*.rate blkio_config.device_read_iops.*.rate blkio_config.device_write_iops.*.rate`,
  integer: `cpu_count cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares oom_score_adj pids_limit ulimits.*
    ulimits.*.soft ulimits.*.hard deploy.placement.max_replicas_per_node`,
  count: `scale deploy.replicas healthcheck.retries deploy.update_config.parallelism
    deploy.rollback_config.parallelism deploy.restart_policy.max_attempts`,
  number: `cpus cpu_percent deploy.resources.limits.cpus deploy.resources.reservations.cpus
    deploy.update_config.max_failure_ratio deploy.rollback_config.max_failure_ratio`,
  exposed: 'expose.*',
  octal: 'secrets.*.mode configs.*.mode',
  test: 'healthcheck.test.0',
  host: 'extra_hosts.*',
  pair: 'build.additional_contexts.*',
  key: 'build.ssh.*',
  device: 'devices.*',
};

interface Place {
  readonly steps: readonly string[];
  readonly format: FormatName;
}

const placesByKey = new Map<string, Place[]>();
for (const [format, list] of Object.entries(places) as readonly (readonly [FormatName, string])[]) {
  for (const place of list.split(/\s+/)) {
    const steps = place.split('.');
    const key = steps[0] ?? '';
    placesByKey.set(key, [...(placesByKey.get(key) ?? []), { steps, format }]);
  }
}

// In these the map form has other values than the list form: `extra_hosts: {HOST: ADDRESS}`.
const listOnly: ReadonlySet<FormatName> = new Set(['host', 'pair', 'key', 'device']);

function formatAt(path: readonly (string | number)[]): FormatName | undefined {
  if (path[0] !== 'services') return undefined;
  const found = placesByKey
    .get(String(path[2]))
    ?.find(
      ({ steps }) =>
        steps.length === path.length - 2 &&
        steps.every((step, index) => step === '*' || step === String(path[index + 2])),
    );
  return found && (!listOnly.has(found.format) || typeof path.at(-1) === 'number') ? found.format : undefined;
}

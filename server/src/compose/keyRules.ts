import type { Problem } from '../model/problem.ts';
import type { Span } from '../text/span.ts';
import type { YamlPair } from '../text/yamlNode.ts';
import { pairNamed, type Resolver } from './resolver.ts';
import type { SchemaNode } from './schema.ts';
import { bytesOf } from './valueFormats.ts';

type Path = readonly (string | number)[];

/** A map of the file and where it stands. */
export interface MapPlace {
  readonly pairs: readonly YamlPair[];
  readonly path: Path;
  readonly where: string;
  /** Marked when something is missing in the map. */
  readonly span: Span;
}

/**
 * What compose demands of the keys of one map together: that some are there and that others are not. Beyond the
 * schema's lists these are checks of compose-go (loader/validate.go, validation/, override/uncity.go; measured with 2.40).
 */
export function keyProblems(resolver: Resolver, schema: SchemaNode, given: MapPlace): readonly Problem[] {
  // A key with `!reset` takes one away that another file gives.
  const isReset = given.pairs.some(({ value }) => value?.tag === '!reset');
  const place = isReset ? { ...given, pairs: given.pairs.filter(({ value }) => value?.tag !== '!reset') } : given;
  return [...missingKeys(resolver, schema, place), ...conflictingKeys(resolver, place)];
}

function missingKeys(resolver: Resolver, schema: SchemaNode, place: MapPlace): readonly Problem[] {
  const { pairs, path, where, span } = place;
  const wanted = [...(schema.required ?? []), ...furtherKeys(resolver, place)];
  const missing = wanted.filter((key) => !pairNamed(pairs, key));
  const [section] = path;
  const problems = missing.map((key): Problem => ({ kind: 'missing-key', keys: [key], where, path, span }));
  if (path.length !== 2 || (section !== 'secrets' && section !== 'configs')) return problems;
  const sources = sourceKeys(section);
  const isElsewhere = ['external', 'driver'].some((key) => pairNamed(pairs, key));
  return isElsewhere || sources.some((key) => pairNamed(pairs, key))
    ? problems
    : [...problems, { kind: 'missing-key', keys: sources, where, path, span }];
}

/** Where the content of a secret or config comes from. */
function sourceKeys(section: 'secrets' | 'configs'): readonly string[] {
  return section === 'secrets' ? ['file', 'environment'] : ['file', 'environment', 'content'];
}

function furtherKeys(resolver: Resolver, { pairs, path }: MapPlace): readonly string[] {
  if (path[0] !== 'services' || path.length !== 4 || typeof path[3] !== 'number') return [];
  if (path[2] === 'devices') return ['target'];
  if (path[2] !== 'volumes') return [];
  const type = resolver.text(pairNamed(pairs, 'type')?.value);
  return type?.known && type.value === 'bind' ? ['target', 'source'] : ['target'];
}

function conflictingKeys(resolver: Resolver, place: MapPlace): readonly Problem[] {
  const { pairs, path, where } = place;
  const conflict = (one: YamlPair, other: YamlPair): Problem => ({
    kind: 'conflicting-keys',
    keys: [one.key.value, other.key.value],
    where,
    path: [...path, other.key.value],
    span: other.key.span,
    first: one.key.span,
  });
  const together = (...keys: readonly string[]): readonly Problem[] => {
    const [one, ...others] = pairs.filter(({ key }) => keys.includes(key.value));
    return one ? others.map((other) => conflict(one, other)) : [];
  };
  const [section, , key] = path;
  if (path.length === 2) {
    if (section === 'secrets' || section === 'configs')
      return pairNamed(pairs, 'external') ? [] : together(...sourceKeys(section));
    if (section === 'volumes') return besideExternal(resolver, pairs).map(([one, other]) => conflict(one, other));
    return section === 'services' ? limitProblems(resolver, place) : [];
  }
  if (section !== 'services') return [];
  if (path.length === 3 && key === 'build') return together('dockerfile', 'dockerfile_inline');
  const isDevice = typeof path.at(-1) === 'number' && (path.at(-2) === 'devices' ? path.length === 7 : key === 'gpus');
  return isDevice ? together('count', 'device_ids') : [];
}

function besideExternal(resolver: Resolver, pairs: readonly YamlPair[]): readonly (readonly [YamlPair, YamlPair])[] {
  const external = pairNamed(pairs, 'external');
  const text = resolver.text(external?.value);
  if (!external || !text?.known || !/^(?:true|yes|y|on)$/i.test(text.value)) return [];
  return pairs
    .filter(({ key }) => key.value !== 'external' && key.value !== 'name' && !key.value.startsWith('x-'))
    .map((pair) => [external, pair] as const);
}

/** Old keys of a service and the ones under `deploy` that have taken their place: both may stand there, but agree. */
const limits: readonly (readonly [string, readonly string[], 'number' | 'bytes'])[] = [
  ['scale', ['replicas'], 'number'],
  ['cpus', ['resources', 'limits', 'cpus'], 'number'],
  ['pids_limit', ['resources', 'limits', 'pids'], 'number'],
  ['mem_limit', ['resources', 'limits', 'memory'], 'bytes'],
  ['mem_reservation', ['resources', 'reservations', 'memory'], 'bytes'],
];

function limitProblems(resolver: Resolver, { pairs, path, where }: MapPlace): readonly Problem[] {
  const deploy = resolver.pairs(pairNamed(pairs, 'deploy')?.value);
  if (!deploy) return [];
  return limits.flatMap(([key, steps, unit]): readonly Problem[] => {
    const old = pairNamed(pairs, key);
    const own = resolver.text(old?.value);
    if (!old || !own?.known) return [];
    let home: YamlPair | undefined;
    let inner: readonly YamlPair[] | undefined = deploy;
    for (const step of steps.slice(0, -1)) {
      home = pairNamed(inner, step);
      inner = resolver.pairs(home?.value);
    }
    const current = pairNamed(inner, steps.at(-1) ?? '');
    const text = resolver.text(current?.value);
    // Where there are limits and this one is not among them, it counts as another value; replicas just have none.
    const first = current ?? (inner && home);
    if (!first || (current && !text?.known)) return [];
    const value = (each: string): number | undefined => (unit === 'bytes' ? bytesOf(each) : Number(each));
    const [one, other] = [value(own.value), text ? value(text.value) : Number.NaN];
    if (one === undefined || Number.isNaN(one) || other === undefined || one === other) return [];
    // No limit at all agrees with any.
    if (one === 0 && key !== 'scale') return [];
    const keys = [key, ['deploy', ...steps].join('.')] as const;
    const { span } = old.key;
    return [{ kind: 'conflicting-keys', keys, where, path: [...path, key], span, first: first.key.span }];
  });
}

import type { Problem } from '../model/problem.ts';
import type { Text } from '../model/scalar.ts';
import type { YamlMap, YamlNode, YamlPair, YamlScalar } from '../text/yamlNode.ts';
import { isBooleanWord } from './booleanWords.ts';
import { checkDuplicateKeys, checkKeysWithin } from './duplicateKeys.ts';
import { keyProblems } from './keyRules.ts';
import type { Resolver } from './resolver.ts';
import { alternativesOf, type SchemaNode, type SchemaType } from './schema.ts';
import { unreadableValue } from './valueFormats.ts';
import { parseVolume } from './volumeSyntax.ts';

type Path = readonly (string | number)[];

/**
 * Compares an entry with the specification's structure and adds what compose would refuse to `resolver.problems`.
 * A value that a variable hides is let through.
 */
export function checkStructure(
  resolver: Resolver,
  given: YamlNode | undefined,
  schema: SchemaNode,
  path: Path,
  at: YamlPair,
): void {
  const node = resolver.node(given);
  const alternatives = alternativesOf(schema);
  if (given && !node) return;
  const type = node ? typeOf(resolver, node) : 'null';
  if (type === undefined) return;
  const fitting = alternatives.find((alternative) => accepts(alternative, type));
  const where = placeInWords(path.slice(0, -1));
  const key = String(path.at(-1) ?? '');
  if (!fitting) {
    const expected = inWords([...new Set(alternatives.flatMap((alternative) => alternative.type ?? []))]);
    // `!reset null` and `!override` say what happens to the value; they are no value of the wrong type.
    if (node?.tag === '!reset') return;
    resolver.problems.push({
      kind: 'wrong-type',
      key,
      where,
      path,
      expected,
      actual: typeNames[type],
      ...(node?.kind === 'scalar' ? { value: node.value } : {}),
      span: node && (node.kind === 'scalar' || typeof path.at(-1) === 'number') ? node.span : at.key.span,
    });
    return;
  }
  if (node?.kind === 'map') checkMap(resolver, node, fitting, path, at);
  else if (node?.kind === 'sequence') checkList(resolver, node.items, fitting, path, at);
  else if (node?.kind === 'scalar')
    checkValue(resolver.text(node), fitting, { key, where, path, node }, resolver.problems);
}

function checkMap(resolver: Resolver, node: YamlMap, schema: SchemaNode, path: Path, at: YamlPair): void {
  checkDuplicateKeys(resolver, node);
  const pairs = resolver.pairs(node) ?? [];
  const names = schema.names ? new RegExp(schema.names) : undefined;
  for (const pair of pairs) {
    const key = pair.key.value;
    if (key === '<<') continue;
    if (schema.extensions && key.startsWith('x-')) {
      checkKeysWithin(resolver, pair.value);
      continue;
    }
    const known = schema.keys && Object.hasOwn(schema.keys, key) ? schema.keys[key] : undefined;
    const child = known ?? (schema.values && (!names || names.test(key)) ? schema.values : undefined);
    if (child) checkStructure(resolver, pair.value, child, [...path, key], pair);
    else if (schema.closed && (pair.key.value !== '' || pair.key.span.start < pair.key.span.end)) {
      resolver.problems.push({
        kind: 'unknown-key',
        key,
        where: placeInWords(path),
        path: [...path, key],
        known: Object.keys(schema.keys ?? {}),
        span: pair.key.span,
      });
    }
  }
  const span = typeof path.at(-1) === 'number' ? (node.pairs[0]?.key.span ?? node.span) : at.key.span;
  resolver.problems.push(...keyProblems(resolver, schema, { pairs, path, where: placeInWords(path), span }));
}

// The specification wants many lists without duplicates, but compose removes them itself before it looks, except in
// these (compose-go, override/uncity.go; measured for networks: "items at 0 and 1 are equal").
const uniqueLists = new Set(['networks', 'depends_on', 'security_opt', 'group_add', 'external_links', 'volumes_from']);

function checkList(resolver: Resolver, items: readonly YamlNode[], schema: SchemaNode, path: Path, at: YamlPair): void {
  const first = new Map<string, YamlNode>();
  items.forEach((item, index) => {
    if (schema.items) checkStructure(resolver, item, schema.items, [...path, index], at);
    if (!schema.unique || !uniqueLists.has(String(path.at(-1)))) return;
    const text = resolver.text(item);
    if (!text?.known) return;
    const identity = `${text.type} ${text.value}`;
    const earlier = first.get(identity);
    if (!earlier) first.set(identity, item);
    else {
      const where = `${path.at(-1)} of ${placeInWords(path.slice(0, -1))}`;
      resolver.problems.push({
        kind: 'duplicate-item',
        item: text.value,
        where,
        path: [...path, index],
        span: text.span,
        first: earlier.span,
      });
    }
  });
}

interface Place {
  readonly key: string;
  readonly where: string;
  readonly path: Path;
  readonly node: YamlScalar;
}

function checkValue(text: Text | undefined, schema: SchemaNode, place: Place, problems: Problem[]): void {
  const { node, ...named } = place;
  if (!text?.known || node.tag === '!reset') return;
  const { path } = named;
  // Between the quotes of no text there is nothing to mark.
  const span = text.raw === '' ? node.span : text.span;
  if (path.length === 4 && path[0] === 'services' && path[2] === 'volumes') {
    const parsed = parseVolume(text.value);
    if ('reason' in parsed) problems.push({ kind: 'bad-volume', reason: parsed.reason, span });
  }
  const expected = expectedValue(text, schema) ?? unreadableValue(text, path);
  if (expected) problems.push({ kind: 'bad-value', ...named, expected, span });
}

function expectedValue(text: Text, schema: SchemaNode): string | undefined {
  if (schema.enum && !schema.enum.some((value) => String(value) === text.value))
    return `one of ${schema.enum.join(', ')}`;
  if (schema.pattern && !new RegExp(schema.pattern).test(text.value)) return `text that matches ${schema.pattern}`;
  const wantsBoolean =
    schema.type?.includes('boolean') &&
    schema.type.every((type) => type === 'boolean' || type === 'string' || type === 'map');
  if (wantsBoolean && text.type === 'string' && !isBooleanWord(text.value)) return 'true or false';
  const number = text.type === 'number' ? Number(text.value) : Number.NaN;
  if (schema.minimum !== undefined && number < schema.minimum) return `a number from ${schema.minimum}`;
  if (schema.maximum !== undefined && number > schema.maximum) return `a number up to ${schema.maximum}`;
  return undefined;
}

/** Undefined where a variable decides; compose gives the value its type only after it has been put in. */
function typeOf(resolver: Resolver, node: YamlNode): SchemaType | undefined {
  if (node.kind === 'map') return 'map';
  if (node.kind === 'sequence') return 'list';
  const text = resolver.text(node);
  if (!text || text.variables.length > 0 || !text.known) return undefined;
  return text.type;
}

function accepts(schema: SchemaNode, type: SchemaType): boolean {
  if (!schema.type) return true;
  return (
    schema.type.includes(type) ||
    (type === 'number' && schema.type.includes('integer')) ||
    // Compose turns text into what a boolean or numeric key wants before it checks.
    (type === 'string' && schema.type.includes('boolean'))
  );
}

/** In the words of a problem: the key has no value. */
export const nothing = 'nothing';

const typeNames: Readonly<Record<SchemaType, string>> = {
  map: 'a map',
  list: 'a list',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: nothing,
};

function inWords(types: readonly SchemaType[]): string {
  const words = types.map((type) => typeNames[type]);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** `service web`, `network front`, `services.web.ports[0]`. */
export function placeInWords(path: Path): string {
  const [section, name, ...rest] = path;
  if (section === undefined) return 'the file';
  if (name === undefined) return `${section}`;
  const singular = String(section).replace(/s$/, '');
  if (rest.length === 0) return `${singular} ${name}`;
  const inner = rest.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return `${section}.${name}${inner}`;
}

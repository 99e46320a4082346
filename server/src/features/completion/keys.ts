import { alternativesOf, type SchemaNode, schemaAt } from '../../compose/schema.ts';
import { docOf, referenceUrl } from '../docs/keyDocs.ts';
import { typeWords } from '../docs/typeWords.ts';
import { freeSubnets } from './freeSubnets.ts';
import { type Proposal, snippetChoice, snippetText } from './proposal.ts';
import type { Target } from './target.ts';

/** Keys that the place knows and that are not there yet, with what their values need. */
export function keys(target: Target): readonly Proposal[] {
  const { form, path, cursor } = target;
  if (form === 'value') return [];
  const node = path.length === 0 ? schemaAt([]) : schemaAt(path);
  if (!node || (form === 'item' && (cursor.quote || target.after === ']'))) return [];
  const there = new Set(form === 'key' ? cursor.siblings : []);
  return alternativesOf(node)
    .flatMap((alternative) => Object.entries(alternative.keys ?? {}))
    .filter(([key, child]) => !child.deprecated && !there.has(key))
    .map(([key, child]) => keyProposal(target, key, child));
}

function keyProposal(target: Target, key: string, child: SchemaNode): Proposal {
  const path = [...target.path, key];
  const doc = docOf(path);
  const types = typeWords(path);
  const value =
    target.cursor.colon || target.cursor.quote ? { text: '', open: false } : valueFor(target, path, key, child);
  return {
    label: key,
    insert: snippetText(key) + value.text,
    snippet: value.text.includes('$'),
    kind: 'property',
    detail: [types, ...(doc?.since ? [`since ${doc.since}`] : [])].join(' · '),
    ...(doc
      ? {
          documentation: [doc.summary, ...(doc.more ? [doc.more] : []), `[Reference](${referenceUrl(doc.link)})`].join(
            '\n\n',
          ),
        }
      : {}),
    asksForMore: value.open,
  };
}

interface KeyValue {
  /** From the colon on, with placeholders. */
  readonly text: string;
  /** The value is still to be written. */
  readonly open: boolean;
}

// Where both a scalar and a map are possible and the map is the usual choice.
const mapsByHabit = new Set(['extends']);
// Booleans that are written to switch something off.
const usuallyFalse = new Set(['enable_ipv4', 'required', 'attach']);

function valueFor(target: Target, path: readonly (string | number)[], key: string, child: SchemaNode): KeyValue {
  const alternatives = alternativesOf(child);
  const types = alternatives.flatMap(({ type }) => type ?? []);
  const place = path.join('.');
  if (/^networks\.[^.]+\.ipam$/.test(place) && !target.cursor.flow) return ipam(target, path);
  if (key === 'subnet')
    return { text: `: \${1:${freeSubnets(target.snapshot.project, networkOf(path))[0] ?? ''}}`, open: false };
  if (types.includes('boolean'))
    return { text: `: ${snippetChoice(usuallyFalse.has(key) ? ['false', 'true'] : ['true', 'false'])}`, open: false };
  const values =
    docOf(path)?.values?.map(({ value }) => value) ?? alternatives.flatMap((each) => each.enum ?? []).map(String);
  if (values.length > 0 && key !== 'network_mode' && !types.includes('list'))
    return { text: `: ${snippetChoice(values)}`, open: false };
  const scalar = types.some((type) => type !== 'map' && type !== 'list' && type !== 'null');
  const first = types.find((type) => type === 'map' || type === 'list');
  if (first === undefined || (scalar && !mapsByHabit.has(key))) return { text: ': ', open: true };
  if (target.cursor.flow) return { text: first === 'list' ? ': [$0]' : ': {$0}', open: true };
  const { eol, mapIndent, sequenceIndent } = target.style;
  const indent = ' '.repeat(target.column + (first === 'list' ? sequenceIndent : mapIndent));
  return { text: `:${eol}${indent}${first === 'list' ? '- ' : ''}$0`, open: true };
}

const networkOf = ([section, name]: readonly (string | number)[]): string | undefined =>
  section === 'networks' && typeof name === 'string' ? name : undefined;

/** Address management is nearly always about one subnet: the next free one. */
function ipam({ snapshot, style, column }: Target, path: readonly (string | number)[]): KeyValue {
  const { eol, mapIndent, sequenceIndent } = style;
  const config = column + mapIndent;
  const subnet = freeSubnets(snapshot.project, networkOf(path))[0] ?? '';
  return {
    text: `:${eol}${' '.repeat(config)}config:${eol}${' '.repeat(config + sequenceIndent)}- subnet: \${1:${subnet}}`,
    open: false,
  };
}

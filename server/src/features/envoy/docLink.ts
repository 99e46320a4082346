import data from '../../../../schemas/envoy/pages.json' with { type: 'json' };

/** Which page of the documentation describes what. Made by .ci/envoyPages.mjs. */
interface PageData {
  /** By package: the page of all of it, or of each message and enumeration at its top. */
  readonly pages: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  /** Fields that the documentation leaves out, as `package.Outer_Inner.field`. */
  readonly hidden: readonly string[];
}

interface Pages {
  readonly pages: PageData['pages'];
  readonly hidden: ReadonlySet<string>;
}

let parsed: Pages | undefined;

// The bundle may hold the file as text, see envoy/schema.ts.
function pageData(): Pages {
  if (!parsed) {
    const source: unknown = data;
    const { pages, hidden } = (typeof source === 'string' ? JSON.parse(source) : source) as PageData;
    parsed = { pages, hidden: new Set(hidden) };
  }
  return parsed;
}

const site = 'https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3';

/** The place of a message's field in Envoy's documentation; the page alone where it does not show the field. */
export function fieldLink(type: string, field: string): string | undefined {
  return isHidden(type, field) ? pageOf(type) : anchored(type, 'field', `${type}.${field}`);
}

/** The place of a message. */
export const messageLink = (type: string): string | undefined => anchored(type, 'msg', type);

/** The place of an enumeration's value; `type` with or without `@`. */
export function enumValueLink(type: string, value: string): string | undefined {
  const name = type.replace(/^@/, '');
  return anchored(name, 'enum-value', `${name}.${value}`);
}

/** True for a field that the documentation leaves out because nothing is behind it yet, or nobody shall use it. */
export function isHidden(type: string, field: string): boolean {
  const { id, nested } = partsOf(type) ?? { id: '', nested: '' };
  return pageData().hidden.has(`${id}.${nested.replaceAll('.', '_')}.${field}`);
}

function anchored(type: string, kind: string, name: string): string | undefined {
  const page = pageOf(type);
  return page && `${page}#envoy-v3-api-${kind}-${anchorText(name)}`;
}

// What docutils makes of the label that Envoy's documentation puts there.
const anchorText = (name: string): string =>
  name
    .replace(/^envoy\./, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');

function pageOf(type: string): string | undefined {
  const parts = partsOf(type);
  if (!parts) return undefined;
  const { pages } = pageData();
  const own = Object.hasOwn(pages, parts.id) ? pages[parts.id] : undefined;
  const file = typeof own === 'string' ? own : own?.[parts.nested.split('.')[0] ?? ''];
  return file && `${site}/${parts.id.replace(/^envoy\./, '').replaceAll('.', '/')}/${file}.proto`;
}

/** Package and name within it. */
function partsOf(type: string): { readonly id: string; readonly nested: string } | undefined {
  const [, id, nested] = /^((?:[a-z0-9_]+\.)*[a-z0-9_]+)\.([A-Z].*)$/.exec(type) ?? [];
  return id === undefined || nested === undefined ? undefined : { id, nested };
}

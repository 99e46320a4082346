import { alternativesOf, composeSchema, type SchemaNode } from '../../compose/schema.ts';
import type { YamlPath } from '../../text/edit.ts';
import { attachmentDocs } from './attachment.ts';
import { buildDocs } from './build.ts';
import { deployDocs } from './deploy.ts';
import type { KeyDoc } from './keyDoc.ts';
import { networkDocs } from './network.ts';
import { otherSectionDocs } from './otherSections.ts';
import { portDocs } from './ports.ts';
import { serviceDocs } from './service.ts';
import { serviceNestedDocs } from './serviceNested.ts';
import { serviceNetworkingDocs } from './serviceNetworking.ts';
import { topLevelDocs } from './topLevel.ts';

const docs: ReadonlyMap<string, KeyDoc> = new Map(
  Object.entries({
    ...topLevelDocs,
    ...networkDocs,
    ...attachmentDocs,
    ...portDocs,
    ...serviceNetworkingDocs,
    ...serviceDocs,
    ...serviceNestedDocs,
    ...buildDocs,
    ...deployDocs,
    ...otherSectionDocs,
  }),
);

/** What the key at the end of the path means; undefined for names of the author's and for keys that compose does not know. */
export function docOf(path: YamlPath): KeyDoc | undefined {
  const place = placeOf(path);
  return place === undefined ? undefined : docs.get(place);
}

/**
 * The path in the form that docs are kept by: `services.*.ports[].target`. Undefined where the Compose Specification
 * has nothing.
 */
export function placeOf(path: YamlPath): string | undefined {
  let node: SchemaNode | undefined = composeSchema;
  let place = '';
  for (const step of path) {
    if (!node) return undefined;
    const alternatives: readonly SchemaNode[] = alternativesOf(node);
    if (typeof step === 'number') {
      node = alternatives.find((alternative) => alternative.items)?.items;
      place += '[]';
      continue;
    }
    const own: SchemaNode | undefined = alternatives.find(({ keys }) => keys && Object.hasOwn(keys, step));
    node = own ? own.keys?.[step] : alternatives.find(({ values }) => values)?.values;
    place += `${place === '' ? '' : '.'}${own ? step : '*'}`;
  }
  return node ? place : undefined;
}

/** The address of a page and anchor of the Compose file reference. */
export function referenceUrl(link: string): string {
  return `https://docs.docker.com/reference/compose-file/${link}`;
}

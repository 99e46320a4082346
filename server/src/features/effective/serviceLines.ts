import { pairNamed, type Resolver } from '../../compose/resolver.ts';
import { declarationsOf } from '../../model/declaration.ts';
import type { Service } from '../../model/service.ts';
import type { YamlPair } from '../../text/yamlNode.ts';
import type { Snapshot } from '../snapshot.ts';
import { type EntitySource, entitySource } from './entitySource.ts';
import { type TextLine, textLine } from './textLine.ts';
import { keyedLines, nameText, pairLines, valueText } from './valueLines.ts';

/** What decides who a service is and whom it reaches, in the order in which it is told. */
const shownKeys = [
  'image',
  'build',
  'provider',
  'profiles',
  'scale',
  'deploy',
  'container_name',
  'hostname',
  'domainname',
  'mac_address',
  'network_mode',
  'networks',
  'ports',
  'expose',
  'links',
  'external_links',
  'extra_hosts',
  'dns',
  'dns_search',
  'dns_opt',
  'depends_on',
] as const;

const deployKeys = ['mode', 'replicas', 'endpoint_mode'] as const;

export function* serviceLines(snapshot: Snapshot, service: Service): Iterable<TextLine> {
  const source = entitySource(snapshot, 'services', service);
  const spans = declarationsOf(service).map(({ nameSpan }) => nameSpan);
  const lines = source ? shownKeys.flatMap((key) => keyLines(source, service, key)) : [];
  const name = nameText(service.name);
  yield textLine(
    2,
    lines.length === 0 ? `${name}: {}` : `${name}:`,
    spans,
    isIncomplete(service) ? incomplete : undefined,
  );
  yield* lines;
}

const incomplete = '; the service that it extends could not be read';

const isIncomplete = ({ extends: extension }: Service): boolean => extension !== undefined && !extension.followed;

function keyLines(
  { pairs, resolver }: EntitySource,
  service: Service,
  key: (typeof shownKeys)[number],
): readonly TextLine[] {
  const pair = pairNamed(pairs, key);
  switch (key) {
    case 'networks':
      return attachmentLines({ pairs, resolver }, service);
    case 'depends_on':
      return pair ? dependencyLines(resolver, pair) : [];
    case 'build': {
      const { build } = service;
      // Secrets and caches of a build lead to parts of the project that are not shown.
      return build
        ? [textLine(4, `build: ${build.context ? valueText(build.context) : '.'}`, build.context?.span ?? build.span)]
        : [];
    }
    case 'deploy': {
      const inside = resolver.pairs(pair?.value);
      const lines = deployKeys.flatMap((each) => {
        const found = pairNamed(inside, each);
        return found ? pairLines(resolver, found, 6) : [];
      });
      return pair && lines.length > 0 ? [textLine(4, 'deploy:', pair.key.contentSpan), ...lines] : [];
    }
    default:
      return pair ? pairLines(resolver, pair, 4) : [];
  }
}

/** Where a list and a map are laid over each other, names of the list stand in the map without the value that it needs. */
function dependencyLines(resolver: Resolver, pair: YamlPair): readonly TextLine[] {
  const pairs = resolver.pairs(pair.value);
  if (!pairs || pairs.length === 0) return pairLines(resolver, pair, 4);
  return [
    textLine(4, 'depends_on:', pair.key.contentSpan),
    ...pairs.flatMap((each) =>
      each.value
        ? pairLines(resolver, each, 6)
        : [
            textLine(6, `${nameText(each.key.value)}:`, each.key.contentSpan),
            textLine(8, 'condition: service_started', each.key.contentSpan),
          ],
    ),
  ];
}

/** Always as a map, `default` included that a service joins when it names none. */
function attachmentLines({ pairs, resolver }: EntitySource, { attachments }: Service): readonly TextLine[] {
  if (attachments.length === 0) return [];
  const pair = pairNamed(pairs, 'networks');
  const inside = resolver.pairs(pair?.value);
  return [
    textLine(4, 'networks:', attachments.some(({ explicit }) => explicit) && pair ? pair.key.contentSpan : []),
    ...attachments.flatMap(({ network, nameSpan, explicit }) =>
      explicit
        ? keyedLines(resolver, network, nameSpan, pairNamed(inside, network)?.value, 6)
        : [textLine(6, `${nameText(network)}:`, [], 'it names no network')],
    ),
  ];
}

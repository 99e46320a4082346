import { messageSchema } from '../../../envoy/schema.ts';
import { fittingTypes } from '../../../envoy/slots.ts';
import { type Proposal, snippetText } from '../../completion/proposal.ts';
import { messageLink } from '../docLink.ts';
import { anyType } from '../envoyPlace.ts';
import { isPerRoute } from '../extensions.ts';
import { configs, extensionRank, typeUrl } from '../snippets/configs.ts';
import { entriesText, keyText, type SnippetMap } from '../snippets/snippetValue.ts';
import { shortName } from '../typeInWords.ts';
import { messageWords } from '../words/allWords.ts';
import { type EnvoyTarget, writtenScalar } from './envoyTarget.ts';
import { keyProposal } from './keyProposal.ts';

/** `@type` with the messages that fit the place, and the settings that each cannot do without. */
export function extensionTypes(target: EnvoyTarget): readonly Proposal[] {
  const { place, form, siblings } = target;
  if (place.isTypeUrl && form === 'value') return typesFor(target).map((type) => asValue(target, type));
  const isAny = place.type === anyType && place.form === 'single';
  if (!isAny || form === 'value' || target.after === ']' || siblings.includes('@type')) return [];
  return typesFor(target).map((type) => asKey(target, type));
}

/** Messages that fit, those with words first. */
function typesFor({ place, snapshot }: EnvoyTarget): readonly string[] {
  const { version } = snapshot.config;
  const isPerFilter = place.field?.name === 'typed_per_filter_config';
  const slots = isPerFilter
    ? ['envoy.filters.http']
    : place.field?.name === 'typed_extension_protocol_options'
      ? ['envoy.upstream_options']
      : (place.slots ?? (place.field?.name === 'resources' ? undefined : []));
  if (!slots) return resources;
  const types = fittingTypes(slots, version).filter((type) =>
    isPerFilter ? isPerRoute(type) || usedPerRoute.has(type) : !isPerRoute(type),
  );
  return types.toSorted((a, b) => extensionRank(a) - extensionRank(b));
}

/** Filters whose own settings serve routes as well. */
const usedPerRoute: ReadonlySet<string> = new Set([
  'envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
  'envoy.extensions.filters.http.fault.v3.HTTPFault',
  'envoy.extensions.filters.http.csrf.v3.CsrfPolicy',
  'envoy.extensions.filters.http.custom_response.v3.CustomResponse',
  'envoy.extensions.filters.http.bandwidth_limit.v3.BandwidthLimit',
]);

/** What files of resources hold. */
const resources: readonly string[] = [
  'envoy.config.listener.v3.Listener',
  'envoy.config.cluster.v3.Cluster',
  'envoy.config.route.v3.RouteConfiguration',
  'envoy.config.endpoint.v3.ClusterLoadAssignment',
  'envoy.extensions.transport_sockets.tls.v3.Secret',
  'envoy.config.route.v3.VirtualHost',
  'envoy.config.core.v3.TypedExtensionConfig',
  'envoy.service.runtime.v3.Runtime',
];

function about(type: string): Pick<Proposal, 'detail' | 'documentation'> {
  const link = messageLink(type);
  return {
    detail: type,
    documentation: [messageWords(type) ?? '', link ? `[Reference](${link})` : ''].filter(Boolean).join('\n\n'),
  };
}

function asValue(target: EnvoyTarget, type: string): Proposal {
  const url = typeUrl(type);
  return { label: url, insert: writtenScalar(target, url), kind: 'module', ...about(type) };
}

function asKey(target: EnvoyTarget, type: string): Proposal {
  const { style, column } = target;
  const settings: SnippetMap = messageSchema(type) ? (configs[type] ?? {}) : {};
  const quote = style.form === 'json' ? '"' : '';
  const more = Object.keys(settings).length > 0 ? separator(target) + entriesText(settings, column, style) : '';
  return keyProposal(target, {
    label: `@type: ${shortName(type)}`,
    key: keyText('@type', { ...style, quote: 'double' }),
    value: { text: ` ${quote}${snippetText(typeUrl(type))}${quote}${more}`, open: false },
    kind: 'module',
    filter: `@type ${type}`,
    ...about(type),
  });
}

/** What stands between two entries of a map. */
export const separator = ({ style, column }: EnvoyTarget): string =>
  style.form === 'block' ? style.eol + ' '.repeat(column) : ', ';

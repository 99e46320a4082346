import type { EnvoyMessage } from '../model/envoyMessage.ts';
import type { Span } from '../text/span.ts';
import type { Decoding, Place } from './decoding.ts';
import { categoriesOf, extensionsOf, isCategory, typesOf } from './registry.ts';
import { type FieldSchema, isIn, messageSchema } from './schema.ts';

/** Fields of a named extension that hold its configuration, for which the slot of the extension counts. */
const configurationFields: ReadonlySet<string> = new Set([
  'typed_config',
  'typed_extension_config',
  'typed_dns_resolver_config',
]);

/** The slots for what is in a field: those of the place around it for a configuration, else the field's own. */
export function slotsBelow(field: FieldSchema, around: readonly string[] | undefined): readonly string[] | undefined {
  if (configurationFields.has(field.name) && around) return around;
  // Each entry names its extension in the key, see `envoy.upstream_options`.
  if (field.name === 'typed_extension_protocol_options') return undefined;
  const own = field.slots;
  if (!own || !messageSchema(field.type)) return undefined;
  return own.includes('envoy.rate_limit_descriptors') ? [...own, 'envoy.matching.http.input'] : own;
}

/** Types of extensions that fit one of the slots, in this minor version. */
export function fittingTypes(slots: readonly string[], version: number): readonly string[] {
  return [...new Set(slots.flatMap(typesOf))].filter((type) => {
    const schema = messageSchema(type);
    return schema !== undefined && !schema.absent && isIn(schema, version);
  });
}

/** Reports an extension in a place for others. */
export function checkSlot(
  type: string,
  slots: readonly string[] | undefined,
  span: Span,
  { problems, version }: Decoding,
): void {
  if (!slots?.every(isCategory)) return;
  const fits = fittingTypes(slots, version);
  if (fits.length === 0 || fits.includes(type)) return;
  const own = categoriesOf(type);
  // Resource monitors are looked up by their name as well.
  if (own.length === 0 && slots.includes('envoy.resource_monitors')) return;
  problems.push({ kind: 'wrong-slot', type, slots, own, fits, span });
}

/** Messages that name an extension, and what it is for where the place does not say. */
const namedExtensions: ReadonlyMap<string, string> = new Map([
  ['envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter', 'envoy.filters.http'],
  ['envoy.config.listener.v3.Filter', 'envoy.filters.network'],
  ['envoy.config.core.v3.TransportSocket', ''],
  ['envoy.config.accesslog.v3.AccessLog', 'envoy.access_loggers'],
  ['envoy.config.listener.v3.ListenerFilter', 'envoy.filters.listener'],
  ['envoy.config.metrics.v3.StatsSink', 'envoy.stats_sinks'],
  ['envoy.config.trace.v3.Tracing.Http', 'envoy.tracers'],
  ['envoy.config.cluster.v3.Filter', 'envoy.filters.upstream_network'],
  ['envoy.config.core.v3.HealthCheck.CustomHealthCheck', 'envoy.health_checkers'],
  ['envoy.config.overload.v3.ResourceMonitor', 'envoy.resource_monitors'],
  ['envoy.config.core.v3.TypedExtensionConfig', ''],
]);

/** Reports a named extension without the `typed_config` by which Envoy finds it. */
export function checkTypedConfig(
  message: EnvoyMessage,
  around: readonly string[] | undefined,
  { owner, path }: Place,
  { problems, version }: Decoding,
): void {
  const usual = namedExtensions.get(message.type);
  if (usual === undefined) return;
  const { fields } = message;
  const slots = around ?? (usual === '' ? [] : [usual]);
  if (!slots.some(isCategory)) return;
  const config = fields.get('typed_config');
  const isEmpty = config?.value?.kind === 'message' && config.value.type === 'google.protobuf.Any';
  if (config ? !isEmpty : fields.has('config_discovery')) return;
  const optional = fields.get('is_optional')?.value;
  if (optional?.kind === 'scalar' && optional.value === true) return;
  // Whether the value is there is another rule's question.
  if (!config && message.type === 'envoy.config.core.v3.TypedExtensionConfig') return;
  const name = fields.get('name')?.value;
  const written = name?.kind === 'scalar' ? String(name.value) : '';
  if (name?.kind === 'opaque') return;
  problems.push({
    kind: 'missing-typed-config',
    name: written,
    slots,
    fits: typesForName(written, slots, version),
    path,
    span: config?.keySpan ?? (name?.kind === 'scalar' ? name.contentSpan : owner),
  });
}

/** Types of the extensions that have this name, today or before names had their category in front. */
function typesForName(name: string, slots: readonly string[], version: number): readonly string[] {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const types = fittingTypes(slots, version);
  const named = (matches: (extension: string) => boolean): readonly string[] =>
    types.filter((type) => slots.some((slot) => extensionsOf(slot, type).some(matches)));
  const exact = named((extension) => extension === name);
  return exact.length > 0 ? exact : last === '' ? [] : named((extension) => extension.endsWith(`.${last}`));
}

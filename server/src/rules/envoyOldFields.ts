import { textIn } from '../envoy/messageFields.ts';
import { messageSchema } from '../envoy/schema.ts';
import type { EnvoyConfig } from '../model/envoyConfig.ts';
import type { EnvoyValue } from '../model/envoyMessage.ts';
import type { EnvoyProblem } from '../model/envoyProblem.ts';
import type { PlainValue } from '../text/edit.ts';
import { messagesOfType } from './envoyPlaces.ts';
import type { Fix } from './rule.ts';

type UnknownField = EnvoyProblem & { readonly kind: 'unknown-field' };

/** What has taken the place of a field of the API v2, in words; undefined for one that is not among the best known. */
export function wordsForOldField({ field, type }: UnknownField): string | undefined {
  return messageSchema(type)?.spellings.has(field) ? undefined : fieldsOfOldApi[field];
}

/** Writes what a field of the API v2 says as the API v3 does; none where that is more than another form. */
export function fixesOfOldField(config: EnvoyConfig, problem: UnknownField): readonly Fix[] {
  const { field, type, path, span } = problem;
  const today = renamed[field];
  if (today !== undefined)
    return messageSchema(type)?.spellings.has(today)
      ? [
          {
            title: `Change to \`${today}\``,
            safety: 'unsafe',
            edits: [{ kind: 'replace', span, newText: today }],
          },
        ]
      : [];
  const moved = movedTo(config, problem);
  if (!moved || !messageSchema(type)?.spellings.has(moved.name)) return [];
  const place = { uri: config.uri, path: [...path.slice(0, -1), moved.name] };
  return [
    {
      title: `Move to \`${moved.name}\``,
      safety: 'unsafe',
      edits: [
        { kind: 'remove', uri: config.uri, path },
        { kind: 'set', ...place, value: moved.value },
      ],
    },
  ];
}

const fieldsOfOldApi: Readonly<Record<string, string>> = {
  hosts: 'the endpoints stand in `load_assignment` today',
  tls_context: 'a `transport_socket` with `typed_config` has taken its place',
  config: '`typed_config` with `@type` has taken its place',
  regex: '`safe_regex` has taken its place',
  host_rewrite: '`host_rewrite_literal` has taken its place',
  auto_host_rewrite_header: '`host_rewrite_header` has taken its place',
  protocol_selection: '`typed_extension_protocol_options` has taken its place',
};

/** Those that have another name today, and nothing else. */
const renamed: Readonly<Record<string, string>> = {
  config: 'typed_config',
  host_rewrite: 'host_rewrite_literal',
  auto_host_rewrite_header: 'host_rewrite_header',
};

const tlsContexts: Readonly<Record<string, string>> = {
  'envoy.config.cluster.v3.Cluster': 'UpstreamTlsContext',
  'envoy.config.listener.v3.FilterChain': 'DownstreamTlsContext',
};

function movedTo(
  config: EnvoyConfig,
  { field, type, path, value }: UnknownField,
): { readonly name: string; readonly value: PlainValue } | undefined {
  const written = value && plain(value);
  if (written === undefined) return undefined;
  if (field === 'regex') return { name: 'safe_regex', value: { regex: written } };
  if (field === 'tls_context') {
    const context = tlsContexts[type];
    if (context === undefined || value?.kind !== 'map') return undefined;
    const url = `type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.${context}`;
    const typed = { '@type': url, ...(written as Readonly<Record<string, PlainValue>>) };
    return { name: 'transport_socket', value: { name: 'envoy.transport_sockets.tls', typed_config: typed } };
  }
  if (field !== 'hosts' || value?.kind !== 'list') return undefined;
  const owner = messagesOfType(config, type).find(({ message }) => isSame(message.path, path.slice(0, -1)));
  const name = textIn(owner?.message, 'name');
  if (!name) return undefined;
  const endpoints = (written as readonly PlainValue[]).map((address) => ({ endpoint: { address } }));
  return {
    name: 'load_assignment',
    value: { cluster_name: name.value, endpoints: [{ lb_endpoints: endpoints }] },
  };
}

const isSame = (a: readonly (string | number)[], b: readonly (string | number)[]): boolean =>
  a.length === b.length && a.every((part, index) => part === b[index]);

/** Undefined where something is not known, such as what a template will put there. */
function plain(value: EnvoyValue): PlainValue | undefined {
  switch (value.kind) {
    case 'scalar':
      return typeof value.value === 'bigint' ? Number(value.value) : value.value;
    case 'list': {
      const items = value.items.map(plain);
      return items.includes(undefined) ? undefined : (items as readonly PlainValue[]);
    }
    case 'map': {
      const entries = value.entries.map((entry) => [entry.key, entry.value && plain(entry.value)] as const);
      return entries.some(([, each]) => each === undefined)
        ? undefined
        : (Object.fromEntries(entries) as Readonly<Record<string, PlainValue>>);
    }
    default:
      return undefined;
  }
}

import { type EnvoyText, fieldOf, messageIn, messagesIn, textIn, textsIn } from '../envoy/messageFields.ts';
import type { EnvoyConfig } from '../model/envoyConfig.ts';
import type { EnvoyMessage, EnvoyValue } from '../model/envoyMessage.ts';
import { messagesOfType } from './envoyPlaces.ts';

/** A text with commands such as `%PROTOCOL%`. */
export interface EnvoyFormat {
  readonly text: EnvoyText;
  /** Extensions may add commands that are not known here. */
  readonly hasOwnCommands: boolean;
}

/** The texts of a file in which Envoy looks for commands when it starts. Measured with Envoy 1.40. */
export function* formatsIn(config: EnvoyConfig): Iterable<EnvoyFormat> {
  for (const { message, around } of messagesOfType(config, 'envoy.config.core.v3.HeaderValueOption')) {
    const value = textIn(message, 'header', 'value');
    if (value && !plainHeaders.test(around.at(-1)?.type ?? '')) yield { text: value, hasOwnCommands: false };
  }
  for (const { message } of messagesOfType(config, 'envoy.config.common.mutation_rules.v3.KeyValueMutation')) {
    const value = fieldOf(message, 'append', 'record', 'value')?.value;
    if (value && isText(value)) yield { text: value, hasOwnCommands: false };
  }
  for (const { message } of messagesOfType(config, 'envoy.config.core.v3.SubstitutionFormatString')) {
    const hasOwnCommands = messagesIn(message, 'formatters').some(
      (formatter) => !builtIn.test(messageIn(formatter, 'typed_config')?.type ?? ''),
    );
    for (const text of textsOf(message)) yield { text, hasOwnCommands };
  }
  for (const [type, fields] of plainFields) {
    for (const { message } of messagesOfType(config, type)) {
      for (const text of fields.flatMap((field) => textsBelow(fieldOf(message, field)?.value)))
        yield { text, hasOwnCommands: false };
    }
  }
  const logs = messagesOfType(config, 'envoy.extensions.access_loggers.open_telemetry.v3.OpenTelemetryAccessLogConfig');
  for (const { message: log } of logs) {
    const own = fieldOf(log, 'formatters') !== undefined;
    for (const text of valuesOf(log)) yield { text, hasOwnCommands: own };
  }
}

/** Headers that are sent as they are, or were not measured. */
const plainHeaders =
  /^envoy\.(?:service\.|extensions\.(?:bootstrap\.reverse_tunnel|filters\.http\.rate_limit_quota)\.)/;

/** Formatters whose commands Envoy has without them. */
const builtIn = /^envoy\.extensions\.formatter\.(?:metadata|cel)\./;

/** Fields that are formats by themselves; of a `Struct` all texts in it. */
const plainFields: readonly (readonly [type: string, fields: readonly string[]])[] = [
  ['envoy.extensions.access_loggers.file.v3.FileAccessLog', ['format', 'json_format', 'typed_json_format']],
  ['envoy.extensions.access_loggers.fluentd.v3.FluentdAccessLogConfig', ['record']],
  ['envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.TunnelingConfig', ['hostname']],
  ['envoy.config.route.v3.RouteAction', ['path_rewrite', 'host_rewrite']],
  ['envoy.config.route.v3.RedirectAction', ['path_rewrite']],
  ['envoy.type.tracing.v3.CustomTag', ['value']],
];

const textsOf = (format: EnvoyMessage): readonly EnvoyText[] => [
  ...textsIn(format, 'text_format'),
  ...textsIn(messageIn(format, 'text_format_source'), 'inline_string'),
  ...textsBelow(fieldOf(format, 'json_format')?.value),
];

function textsBelow(value: EnvoyValue | undefined): readonly EnvoyText[] {
  switch (value?.kind) {
    case 'scalar':
      return isText(value) ? [value] : [];
    case 'list':
      return value.items.flatMap(textsBelow);
    case 'map':
      return value.entries.flatMap((entry) => textsBelow(entry.value));
    default:
      return [];
  }
}

const isText = (value: EnvoyValue): value is EnvoyText => value.kind === 'scalar' && typeof value.value === 'string';

/** The texts of an OpenTelemetry log: of its body and, at any depth, its attributes. */
function valuesOf(log: EnvoyMessage): readonly EnvoyText[] {
  const below = (any: EnvoyMessage | undefined): readonly EnvoyText[] => [
    ...textsIn(any, 'string_value'),
    ...messagesIn(any, 'array_value', 'values').flatMap(below),
    ...messagesIn(any, 'kvlist_value', 'values').flatMap((pair) => below(messageIn(pair, 'value'))),
  ];
  return [
    ...below(messageIn(log, 'body')),
    ...messagesIn(log, 'attributes', 'values').flatMap((pair) => below(messageIn(pair, 'value'))),
  ];
}

import {
  type EnvoyText,
  fieldOf,
  isUnknown,
  messageIn,
  messagesBelow,
  messagesIn,
  textIn,
} from '../../envoy/messageFields.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { checkSettings, type SettingCheck } from '../envoySettings.ts';
import { keySetFault } from '../jsonWebKeys.ts';
import { nearest } from '../nearest.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badJwtProvider = defineEnvoyRule({
  id: 'bad-jwt-provider',
  category: 'correctness',
  docs: {
    summary:
      'A rule of the JWT filter names a provider that is not defined, or a provider has keys that cannot be read.',
    why: 'The filter builds all its requirements when Envoy starts: each names a provider of `providers`, and keys that stand in the file are a JSON Web Key Set with one usable key at least. Envoy does not start otherwise.',
    instead: 'Name a provider that is there; put the key set, `{"keys": [...]}`, in `inline_string`.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/jwt_authn_filter',
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/filters/http/jwt_authn/v3/config.proto',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication
          providers:
            auth0:
              local_jwks: { inline_string: '{"keys":[{"kty":"oct"}]}' }
              #                             ^^^^^^^^^^^^^^^^^^^^^^^^ \`k\`
        `,
      },
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication
          providers:
            auth0:
              local_jwks: { filename: /etc/envoy/jwks.json }
          rules:
            - match: { prefix: / }
              requires: { provider_name: auth1 }
              #                          ^^^^^ no provider "auth1"
        `,
        fixed: yaml`
          "@type": type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication
          providers:
            auth0:
              local_jwks: { filename: /etc/envoy/jwks.json }
          rules:
            - match: { prefix: / }
              requires: { provider_name: auth0 }
        `,
      },
    ],
    good: [
      yaml`
        "@type": type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication
        providers:
          auth0:
            local_jwks: { inline_string: '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}' }
        rules:
          - match: { prefix: / }
            requires: { provider_name: auth0 }
      `,
    ],
  },
  check: (config) => checkSettings(config, checks),
});

const filter = 'envoy.extensions.filters.http.jwt_authn.v3';

function* keyFaults(provider: EnvoyMessage): Iterable<Finding> {
  const keys = textIn(messageIn(provider, 'local_jwks'), 'inline_string');
  const fault = keys && keySetFault(keys.value);
  if (keys && fault !== undefined) yield { span: keys.contentSpan, message: `${fault}: Envoy does not start.` };
}

/** The providers that a requirement and those in it name. */
function* named(message: EnvoyMessage): Iterable<EnvoyText> {
  const name = textIn(message, 'provider_name');
  if (name) yield name;
  for (const { value } of message.fields.values()) for (const inner of messagesBelow(value)) yield* named(inner);
}

function* requirementFaults(authentication: EnvoyMessage): Iterable<Finding> {
  const providers = keysOf(authentication, 'providers');
  const requirements = keysOf(authentication, 'requirement_map');
  const lists = ['rules', 'requirement_map', 'filter_state_rules'];
  if (providers && !isUnknown(authentication, 'providers')) {
    for (const each of lists.flatMap((list) => messagesIn(authentication, list)))
      for (const name of named(each))
        if (!providers.includes(name.value)) yield undefinedName(name, providers, 'provider');
  }
  for (const rule of messagesIn(authentication, 'rules')) {
    const name = textIn(rule, 'requirement_name');
    if (name && requirements && !requirements.includes(name.value))
      yield undefinedName(name, requirements, 'requirement');
  }
}

/** Undefined where the map cannot be read. */
function keysOf(message: EnvoyMessage, field: string): readonly string[] | undefined {
  const value = fieldOf(message, field)?.value;
  if (value === undefined) return fieldOf(message, field) ? undefined : [];
  if (value.kind !== 'map' || value.entries.some(({ key }) => /\{\{|\$\{/.test(key))) return undefined;
  return value.entries.map(({ key }) => key);
}

function undefinedName(name: EnvoyText, known: readonly string[], what: string): Finding {
  const meant = nearest(name.value, known);
  const { contentSpan: span } = name;
  return {
    span,
    message: `There is no ${what} "${name.value}": Envoy does not start.`,
    ...(meant === undefined
      ? {}
      : { fixes: [{ title: `Use "${meant}"`, safety: 'unsafe', edits: [{ kind: 'replace', span, newText: meant }] }] }),
  };
}

const checks: ReadonlyMap<string, SettingCheck> = new Map<string, SettingCheck>([
  [`${filter}.JwtProvider`, keyFaults],
  [`${filter}.JwtAuthentication`, requirementFaults],
]);

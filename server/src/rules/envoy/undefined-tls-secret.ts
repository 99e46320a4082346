import { type EnvoyText, fieldOf, isUnknown, messagesIn, textIn } from '../../envoy/messageFields.ts';
import type { EnvoyConfig } from '../../model/envoyConfig.ts';
import type { EnvoyFiles } from '../../model/envoyFiles.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { nearest } from '../nearest.ts';
import { yaml } from '../yaml.ts';

export const undefinedTlsSecret = defineEnvoyRule({
  id: 'undefined-tls-secret',
  category: 'correctness',
  docs: {
    summary: 'A TLS context names a secret that does not stand in the file, or two secrets have one name.',
    why: 'A secret without `sds_config` is looked for in `static_resources.secrets` when Envoy starts: one of that name and of the kind that the place needs. Without it, or with two of them, Envoy does not start.',
    instead: 'Define the secret, or say with `sds_config` where it comes from.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/configuration/security/secret'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                transport_socket:
                  name: tls
                  typed_config:
                    "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
                    common_tls_context:
                      validation_context_sds_secret_config: { name: autority }
                      #                                             ^^^^^^^^ No secret
            secrets:
              - name: authority
                validation_context: { trusted_ca: { filename: /etc/envoy/ca.crt } }
        `,
        fixed: yaml`
          static_resources:
            clusters:
              - name: backend
                transport_socket:
                  name: tls
                  typed_config:
                    "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
                    common_tls_context:
                      validation_context_sds_secret_config: { name: authority }
            secrets:
              - name: authority
                validation_context: { trusted_ca: { filename: /etc/envoy/ca.crt } }
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: backend
              transport_socket:
                name: tls
                typed_config:
                  "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
                  common_tls_context:
                    validation_context_sds_secret_config: { name: authority }
          secrets:
            - name: authority
              validation_context: { trusted_ca: { filename: /etc/envoy/ca.crt } }
      `,
    ],
  },
  *check(config, files) {
    const [starter, another] = config.kind === 'bootstrap' ? [config] : startersOf(files);
    const root = starter?.root;
    if (!starter || another || isUnknown(root, 'static_resources')) return;
    const secrets = messagesIn(root, 'static_resources', 'secrets');
    const first = new Map<string, EnvoyText>();
    for (const secret of secrets) {
      const name = textIn(secret, 'name');
      const kind = kinds.find((each) => fieldOf(secret, each)) ?? '';
      const other = name && first.get(`${kind} ${name.value}`);
      if (name && other && starter === config)
        yield {
          span: name.contentSpan,
          message: `Another secret of this kind is called \`${name.value}\` as well: Envoy does not start.`,
          related: [{ span: other.contentSpan, message: 'the first one' }],
        };
      else if (name) first.set(`${kind} ${name.value}`, name);
    }
    for (const { name, kind } of lookedUp(config)) {
      if (first.has(`${kind} ${name.value}`)) continue;
      const names = secrets.flatMap((secret) => {
        const own = fieldOf(secret, kind) ? textIn(secret, 'name') : undefined;
        return own ? [own.value] : [];
      });
      const meant = nearest(name.value, names);
      const symbol = starter.symbols.find((each) => each.kind === 'secret' && each.name === meant);
      yield {
        span: name.contentSpan,
        message: `No secret with a \`${kind}\` is called \`${name.value}\`, and no \`sds_config\` says where it comes from: ${starter === config ? 'Envoy does not start' : 'Envoy refuses what this belongs to'}.`,
        ...(symbol ? { related: [{ span: symbol.selectionSpan, message: `\`${symbol.name}\` may be meant` }] } : {}),
        fixes:
          meant === undefined
            ? []
            : [
                {
                  title: `Use \`${meant}\``,
                  safety: 'unsafe',
                  edits: [{ kind: 'replace', span: name.contentSpan, newText: meant }],
                },
              ],
      };
    }
  },
});

/** The files that lead to a discovery file. */
const startersOf = (files: EnvoyFiles | undefined): readonly EnvoyConfig[] =>
  (files?.configs ?? []).filter(({ kind }) => kind === 'bootstrap');

const kinds = ['tls_certificate', 'validation_context', 'session_ticket_keys', 'generic_secret'] as const;

/** Fields that name a secret, and the kind that they take. */
const places: readonly (readonly [message: string, field: string, kind: string])[] = [
  ['DownstreamTlsContext', 'session_ticket_keys_sds_secret_config', 'session_ticket_keys'],
  ['CommonTlsContext', 'tls_certificate_sds_secret_configs', 'tls_certificate'],
  ['CommonTlsContext', 'validation_context_sds_secret_config', 'validation_context'],
  [
    'CommonTlsContext.CombinedCertificateValidationContext',
    'validation_context_sds_secret_config',
    'validation_context',
  ],
];

function* lookedUp(config: EnvoyConfig): Iterable<{ readonly name: EnvoyText; readonly kind: string }> {
  for (const [type, field, kind] of places) {
    for (const { message } of messagesOfType(config, `envoy.extensions.transport_sockets.tls.v3.${type}`)) {
      for (const secret of messagesIn(message, field)) {
        const name = textIn(secret, 'name');
        if (name && !fieldOf(secret, 'sds_config')) yield { name, kind };
      }
    }
  }
}

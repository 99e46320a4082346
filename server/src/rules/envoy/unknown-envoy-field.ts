import { envoyPages, messageName } from '../envoyNames.ts';
import { fixesOfOldField, wordsForOldField } from '../envoyOldFields.ts';
import { envoyProblems, unknownName } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { nearestEnvoyField } from '../nearestEnvoyField.ts';
import { yaml } from '../yaml.ts';

export const unknownEnvoyField = defineEnvoyRule({
  id: 'unknown-envoy-field',
  category: 'correctness',

  docs: {
    summary: 'A field is not known in this message of the Envoy API.',
    why: 'Envoy refuses the whole configuration for one unknown field and does not say on which line it stands. In the files that it watches Envoy leaves it out and says so in its log. Fields of the API v2 (`hosts`, `tls_context`, `config`) are the usual cause, and slips of the keyboard.',
    instead: 'Write the field as the API v3 does, in snake_case or camelCase.',
    references: [envoyPages.api, envoyPages.old, envoyPages.json],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                conect_timeout: 1s
              # ^^^^^^^^^^^^^^ Did you mean \`connect_timeout\`?
        `,
        fixed: yaml`
          static_resources:
            clusters:
              - name: backend
                connect_timeout: 1s
        `,
      },
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                hosts: [{ socket_address: { address: 127.0.0.1, port_value: 80 } }]
              # ^^^^^ belongs to the API v2: the endpoints stand in \`load_assignment\` today
        `,
        fixed: yaml`
          static_resources:
            clusters:
              - name: backend
                load_assignment:
                  cluster_name: backend
                  endpoints:
                    - lb_endpoints:
                        - endpoint:
                            address:
                              socket_address:
                                address: 127.0.0.1
                                port_value: 80
        `,
      },
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                tls_context:
              # ^^^^^^^^^^^ a \`transport_socket\` with \`typed_config\` has taken its place
                  sni: shop.test
                type: STRICT_DNS
        `,
        fixed: yaml`
          static_resources:
            clusters:
              - name: backend
                type: STRICT_DNS
                transport_socket:
                  name: envoy.transport_sockets.tls
                  typed_config:
                    "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
                    sni: shop.test
        `,
      },
      {
        text: yaml`
          resources:
            - "@type": type.googleapis.com/envoy.config.cluster.v3.Cluster
              name: backend
              lb_polic: MAGLEV
              #^^^^^^^ Envoy ignores it
        `,
        fixed: yaml`
          resources:
            - "@type": type.googleapis.com/envoy.config.cluster.v3.Cluster
              name: backend
              lb_policy: MAGLEV
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: backend
              connectTimeout: 1s
              dns_lookup_family: V4_ONLY
      `,
    ],
  },
  *check(config) {
    const { consequence, ...level } = unknownName(config);
    for (const problem of envoyProblems(config, 'unknown-field')) {
      const { field, type, since, until, span } = problem;
      const name = messageName(type);
      if (since !== undefined || until !== undefined) {
        const when = since === undefined ? `up to Envoy 1.${until}` : `from Envoy 1.${since} on`;
        const message = `${name} has \`${field}\` only ${when}, and this is checked for Envoy 1.${config.version}. ${consequence}`;
        yield { span, message, ...level };
        continue;
      }
      const old = wordsForOldField(problem);
      if (old !== undefined) {
        const message = `\`${field}\` belongs to the API v2: ${old}. ${consequence}`;
        yield { span, message, ...level, fixes: fixesOfOldField(config, problem) };
        continue;
      }
      const meant = nearestEnvoyField(field, type);
      const message = `${name} has no field \`${field}\`.${meant ? ` Did you mean \`${meant}\`?` : ''} ${consequence}`;
      yield {
        span,
        message,
        ...level,
        ...(meant
          ? {
              fixes: [
                {
                  title: `Change to \`${meant}\``,
                  safety: 'unsafe',
                  edits: [{ kind: 'replace', span, newText: meant }],
                },
              ],
            }
          : {}),
      };
    }
  },
});

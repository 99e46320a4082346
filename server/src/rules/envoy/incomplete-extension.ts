import { isUnknown } from '../../envoy/messageFields.ts';
import { needs } from '../envoyNeeds.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { startOfMessage } from '../envoySettings.ts';
import { yaml } from '../yaml.ts';

export const incompleteExtension = defineEnvoyRule({
  id: 'incomplete-extension',
  category: 'correctness',
  docs: {
    summary: 'A filter, tracer or source lacks a setting without which it refuses to start.',
    why: 'Some extensions ask for more than the API says: a Redis proxy for a route, a tracer for its collector, a REST source for its kind. Envoy does not start without.',
    instead: 'Set what the message names.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/trace/trace'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.config.trace.v3.ZipkinConfig
          #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ \`collector_endpoint_version\`
          collector_cluster: zipkin
          collector_endpoint: /api/v2/spans
        `,
        fixed: yaml`
          "@type": type.googleapis.com/envoy.config.trace.v3.ZipkinConfig
          collector_cluster: zipkin
          collector_endpoint: /api/v2/spans
          collector_endpoint_version: HTTP_JSON
        `,
      },
    ],
    good: [
      yaml`
        "@type": type.googleapis.com/envoy.config.trace.v3.ZipkinConfig
        collector_cluster: zipkin
        collector_endpoint: /api/v2/spans
        collector_endpoint_version: HTTP_JSON
      `,
    ],
  },
  *check(config) {
    for (const [type, need] of needs) {
      for (const { message, around } of messagesOfType(config, type)) {
        if (need.fields.some((name) => isUnknown(message, name)) || !need.isMissing(message, around)) continue;
        const { field, value } = need.fix ?? {};
        yield {
          span: startOfMessage(message),
          message: `It needs ${need.what}: Envoy does not start.`,
          ...(field === undefined || value === undefined
            ? {}
            : {
                fixes: [
                  {
                    title: `Set \`${field}: ${value}\``,
                    safety: 'unsafe',
                    edits: [{ kind: 'set', uri: config.uri, path: [...message.path, field], value }],
                  },
                ],
              }),
        };
      }
    }
  },
});

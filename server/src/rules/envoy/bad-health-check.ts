import {
  fieldOf,
  isOn,
  isUnknown,
  messageIn,
  messagesBelow,
  messagesIn,
  numberIn,
  textIn,
} from '../../envoy/messageFields.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badHealthCheck = defineEnvoyRule({
  id: 'bad-health-check',
  category: 'correctness',
  docs: {
    summary: 'A health check or outlier detection has settings that cannot be.',
    why: 'A range of statuses needs a start below its end, within 100 to 600; a gRPC check needs HTTP/2 to the cluster; bytes are hexadecimal; several checks need names. Envoy refuses the file otherwise.',
    instead: 'Write the range as `start: 200, end: 300`, where the end is not part of it.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/health_checking',
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/core/v3/health_check.proto',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                health_checks:
                  - timeout: 1s
                    interval: 5s
                    healthy_threshold: 1
                    unhealthy_threshold: 2
                    http_health_check:
                      path: /health
                      expected_statuses: [{ start: 200, end: 200 }]
                      #                                      ^^^ not part
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: backend
              health_checks:
                - timeout: 1s
                  interval: 5s
                  healthy_threshold: 1
                  unhealthy_threshold: 2
                  http_health_check:
                    path: /health
                    expected_statuses: [{ start: 200, end: 201 }]
      `,
    ],
  },
  *check(config) {
    for (const { message: cluster } of messagesOfType(config, 'envoy.config.cluster.v3.Cluster')) {
      const checks = messagesIn(cluster, 'health_checks');
      for (const check of checks) {
        yield* statusFaults(check);
        yield* payloadFaults(check);
        const alpn = fieldOf(check, 'http_health_check', 'use_alpn_protocol');
        if (alpn && isOn(check, 'http_health_check', 'use_alpn_protocol') && hasNoTransport(cluster))
          yield {
            span: alpn.keySpan,
            message: 'ALPN needs TLS, and the cluster has no `transport_socket`: Envoy does not start.',
          };
        const grpc = fieldOf(check, 'grpc_health_check');
        if (grpc && hasNoHttp2(cluster))
          yield {
            span: grpc.keySpan,
            message: 'A gRPC check needs HTTP/2 to the cluster (`http2_protocol_options`): Envoy does not start.',
          };
      }
      yield* ejectionFaults(messageIn(cluster, 'outlier_detection'));
    }
  },
});

function* statusFaults(check: EnvoyMessage): Iterable<Finding> {
  for (const list of ['expected_statuses', 'retriable_statuses']) {
    for (const range of messagesIn(messageIn(check, 'http_health_check'), list)) {
      if (isUnknown(range, 'start') || isUnknown(range, 'end')) continue;
      const start = numberIn(range, 'start') ?? 0;
      const end = numberIn(range, 'end') ?? 0;
      const at = (name: string) => fieldOf(range, name)?.value?.span ?? range.span;
      if (start >= end)
        yield {
          span: at('end'),
          message: `The end is not part of the range and must be above the start (${start}): Envoy does not start.`,
        };
      else if (start < 100) yield { span: at('start'), message: 'Statuses begin with 100: Envoy does not start.' };
      else if (end > 600) yield { span: at('end'), message: 'Statuses end below 600: Envoy does not start.' };
    }
  }
}

function* payloadFaults(check: EnvoyMessage): Iterable<Finding> {
  const checks = ['tcp_health_check', 'http_health_check'].flatMap((name) =>
    messagesBelow(fieldOf(check, name)?.value),
  );
  for (const { fields } of checks) {
    for (const payload of ['send', 'receive'].flatMap((name) => messagesBelow(fields.get(name)?.value))) {
      const text = textIn(payload, 'text');
      if (text && !/^(?:[0-9a-fA-F]{2})+$/.test(text.value))
        yield {
          span: text.contentSpan,
          message: 'Bytes are written as pairs of hexadecimal digits: Envoy does not start.',
        };
    }
  }
}

const hasNoTransport = (cluster: EnvoyMessage): boolean =>
  !['transport_socket', 'transport_socket_matches', 'transport_socket_matcher'].some((name) => fieldOf(cluster, name));

function hasNoHttp2(cluster: EnvoyMessage): boolean {
  return !['http2_protocol_options', 'typed_extension_protocol_options', 'protocol_selection'].some((name) =>
    fieldOf(cluster, name),
  );
}

const usualBase = 30_000;

function* ejectionFaults(detection: EnvoyMessage | undefined): Iterable<Finding> {
  const base = numberIn(detection, 'base_ejection_time') ?? usualBase;
  const most = numberIn(detection, 'max_ejection_time');
  const span = fieldOf(detection, 'max_ejection_time')?.value?.span;
  if (span && most !== undefined && most < base && !isUnknown(detection, 'base_ejection_time'))
    yield { span, message: `It is less than \`base_ejection_time\` (${base / 1000}s): Envoy does not start.` };
}

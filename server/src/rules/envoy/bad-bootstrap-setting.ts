import { fieldOf, isUnknown, messageIn, messagesIn, numberIn, textIn } from '../../envoy/messageFields.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { checkSettings, type SettingCheck, startOfMessage } from '../envoySettings.ts';
import { yaml } from '../yaml.ts';

export const badBootstrapSetting = defineEnvoyRule({
  id: 'bad-bootstrap-setting',
  category: 'correctness',
  docs: {
    summary: 'A setting of the whole configuration has a value that Envoy does not take at its start.',
    why: 'Statistics are evicted at flushes, so that the one interval is a multiple of the other; sources of `xdstp:` resources are gRPC services with authorities; a locator is a URL. The API does not say so, and Envoy does not start.',
    instead: 'Write what the message names.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/bootstrap/v3/bootstrap.proto'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          stats_eviction_interval: 7s
          #                        ^^ multiple of \`stats_flush_interval\` (5s)
          static_resources: {}
        `,
      },
      {
        text: yaml`
          default_config_source: { ads: {} }
          #                        ^^^ \`api_config_source\`
          static_resources: {}
        `,
      },
      {
        text: yaml`
          static_resources: {}
          dynamic_resources:
            cds_resources_locator: clusters
            #                      ^^^^^^^^ \`xdstp:\`
        `,
      },
    ],
    good: [
      yaml`
        stats_flush_interval: 3s
        stats_eviction_interval: 9s
        static_resources: {}
      `,
    ],
  },
  check: (config) => checkSettings(config, checks),
});

const usualFlush = 5000;

function* bootstrapFaults(bootstrap: EnvoyMessage) {
  const every = numberIn(bootstrap, 'stats_eviction_interval');
  const flush = numberIn(bootstrap, 'stats_flush_interval') ?? usualFlush;
  const span = fieldOf(bootstrap, 'stats_eviction_interval')?.value?.span;
  if (every !== undefined && span && flush > 0 && every % flush !== 0 && !isUnknown(bootstrap, 'stats_flush_interval'))
    yield {
      span,
      message: `It must be a multiple of \`stats_flush_interval\` (${flush / 1000}s): Envoy does not start.`,
    };
  for (const list of ['config_sources', 'default_config_source']) {
    for (const source of messagesIn(bootstrap, list)) {
      const [kind] = ['ads', 'self', 'path_config_source', 'path'].flatMap((name) => fieldOf(source, name) ?? []);
      if (kind)
        yield {
          span: kind.keySpan,
          message: 'A source of `xdstp:` resources is an `api_config_source`: Envoy does not start.',
        };
      else if (list === 'config_sources' && fieldOf(source, 'api_config_source') && !fieldOf(source, 'authorities'))
        yield {
          span: startOfMessage(source),
          message: 'A source that is not the default one needs `authorities`: Envoy does not start.',
        };
    }
  }
  const locator = textIn(messageIn(bootstrap, 'dynamic_resources'), 'cds_resources_locator');
  if (locator && !/^(?:xdstp|http|file):/.test(locator.value))
    yield {
      span: locator.contentSpan,
      message: 'A locator begins with `xdstp:` or `file:`: Envoy does not start.',
    };
}

const checks: ReadonlyMap<string, SettingCheck> = new Map<string, SettingCheck>([
  ['envoy.config.bootstrap.v3.Bootstrap', bootstrapFaults],
]);

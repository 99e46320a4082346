import type { EnvoySymbolKind } from '../../model/envoyConfig.ts';
import type { Discovered, EnvoyFileSource } from '../../model/envoyFiles.ts';
import { sameSpan } from '../../text/span.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import type { Fix } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const missingDiscoveredName = defineEnvoyRule({
  id: 'missing-discovered-name',
  category: 'correctness',
  docs: {
    summary: 'Routes, endpoints or a secret are looked up in a file that does not have them, or has more than them.',
    why: 'A file of `rds`, `eds_config` or `sds_config` has exactly one resource, with the name that is looked up. Envoy refuses every other file: it runs without the routes, endpoints or certificate, and says so in its log only.',
    instead: 'Give the resource the name that is looked up, and each resource a file of its own.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/configuration/overview/xds_api'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          node: { id: a, cluster: b }
          static_resources:
            clusters:
              - name: backend
                type: EDS
                eds_cluster_config:
                  service_name: shop
                  #             ^^^^ no endpoints called \`shop\`
                  eds_config: { path_config_source: { path: ./endpoints.yaml } }
        `,
        fixed: yaml`
          node: { id: a, cluster: b }
          static_resources:
            clusters:
              - name: backend
                type: EDS
                eds_cluster_config:
                  service_name: backend
                  eds_config: { path_config_source: { path: ./endpoints.yaml } }
        `,
        files: {
          './endpoints.yaml': yaml`
            resources:
              - "@type": type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment
                cluster_name: backend
          `,
        },
      },
    ],
    good: [
      yaml`
        node: { id: a, cluster: b }
        static_resources:
          clusters:
            - name: backend
              type: EDS
              eds_cluster_config:
                eds_config: { path_config_source: { path: ./endpoints.yaml } }
      `,
    ],
  },
  *check(config, files) {
    for (const source of config.sources) {
      const read = files?.sources.filter(({ span }) => sameSpan(span, source.span)) ?? [];
      const [first] = read;
      // Proxies that share this file may each have another one there.
      if (!first || !read.every(isWrong)) continue;
      const { file, name = '', nameSpan, span, path } = first;
      const there = namesIn(first);
      const total = resourceCount(first) ?? 0;
      const what = words[source.brings];
      const [only] = there;
      const fix: Fix | undefined =
        nameSpan && total === 1 && only
          ? {
              title: `Change to \`${only.name}\``,
              safety: 'unsafe',
              edits: [{ kind: 'replace', span: nameSpan, newText: only.name }],
            }
          : undefined;
      yield {
        span: nameSpan ?? span,
        message: there.some((each) => each.name === name)
          ? `\`${path}\` has ${total} resources, where Envoy wants \`${name}\` alone: it refuses the file.`
          : `\`${path}\` has no ${what} called \`${name}\`: Envoy refuses the file and goes on without.`,
        related: only && file ? [{ span: only.selectionSpan, message: `It has \`${only.name}\`` }] : [],
        fixes: fix ? [fix] : [],
      };
    }
  },
});

const kinds: Readonly<Partial<Record<Discovered, EnvoySymbolKind>>> = {
  routes: 'route-configuration',
  endpoints: 'endpoints',
  secrets: 'secret',
};

const words: Readonly<Record<Discovered, string>> = {
  listeners: 'listener',
  clusters: 'cluster',
  routes: 'route configuration',
  endpoints: 'endpoints',
  secrets: 'secret',
};

const namesIn = ({ brings, file }: EnvoyFileSource) =>
  (file?.symbols ?? []).filter(({ kind, message }) => kind === kinds[brings] && message.path[0] === 'resources');

/** Undefined where it cannot be counted. */
function resourceCount({ file }: EnvoyFileSource): number | undefined {
  const resources = file?.kind === 'discovery' ? file.root?.fields.get('resources')?.value : undefined;
  if (resources?.kind !== 'list' || file?.problems.some(({ kind }) => kind === 'syntax')) return undefined;
  return resources.items.every((item) => item.kind === 'message') ? resources.items.length : undefined;
}

function isWrong(source: EnvoyFileSource): boolean {
  const count = resourceCount(source);
  if (kinds[source.brings] === undefined || source.name === undefined || count === undefined) return false;
  return count !== 1 || !namesIn(source).some(({ name }) => name === source.name);
}

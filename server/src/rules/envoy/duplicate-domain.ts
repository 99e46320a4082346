import { type EnvoyText, messagesIn, textIn, textsIn } from '../../envoy/messageFields.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const duplicateDomain = defineEnvoyRule({
  id: 'duplicate-domain',
  category: 'correctness',
  docs: {
    summary: 'A domain stands twice in the virtual hosts of one route configuration.',
    why: 'The host of a request leads to one virtual host. Envoy refuses a domain that stands in two of them, also when only upper and lower case differ, and a second `"*"`.',
    instead: 'Keep the domain in one virtual host and put the routes of both there.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#envoy-v3-api-field-config-route-v3-virtualhost-domains',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
          name: web
          virtual_hosts:
            - name: shop
              domains: [shop.example.com]
            - name: other
              domains: [blog.example.com, Shop.example.com]
              #                           ^^^^^^^^^^^^^^^^ \`shop\` has it already
        `,
        fixed: yaml`
          "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
          name: web
          virtual_hosts:
            - name: shop
              domains: [shop.example.com]
            - name: other
              domains: [blog.example.com]
        `,
      },
    ],
    good: [
      yaml`
        "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
        name: web
        virtual_hosts:
          - name: shop
            domains: [shop.example.com, "*.shop.example.com", "shop.example.com:8080"]
          - name: rest
            domains: ["*"]
      `,
    ],
  },
  *check(config) {
    for (const { message: routes } of messagesOfType(config, 'envoy.config.route.v3.RouteConfiguration')) {
      const first = new Map<string, { readonly domain: EnvoyText; readonly host: string }>();
      for (const virtualHost of messagesIn(routes, 'virtual_hosts')) {
        const host = textIn(virtualHost, 'name')?.value ?? '';
        const domains = textsIn(virtualHost, 'domains');
        for (const [index, domain] of domains.entries()) {
          const key = domain.value.toLowerCase();
          const other = first.get(key);
          if (!other) {
            first.set(key, { domain, host });
            continue;
          }
          const isRemovable = domains.length > 1 && virtualHost.fields.get('domains')?.value?.kind === 'list';
          yield {
            span: domain.contentSpan,
            message: `The virtual host \`${other.host}\` has it already: Envoy does not start.`,
            related: [{ span: other.domain.contentSpan, message: 'the first one' }],
            fixes: isRemovable
              ? [
                  {
                    title: 'Remove it here',
                    safety: 'unsafe',
                    edits: [{ kind: 'remove', uri: config.uri, path: [...virtualHost.path, 'domains', index] }],
                  },
                ]
              : [],
          };
        }
      }
    }
  },
});

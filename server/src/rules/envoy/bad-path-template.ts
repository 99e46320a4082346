import { type EnvoyText, messageIn, textIn } from '../../envoy/messageFields.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { checkSettings, type SettingCheck, startOfMessage } from '../envoySettings.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badPathTemplate = defineEnvoyRule({
  id: 'bad-path-template',
  category: 'correctness',
  docs: {
    summary: 'A path that a request is matched with, or gets, has a form that Envoy does not take.',
    why: 'Templates of paths begin with a slash, have each variable once, and a rewrite takes its variables from the match of the same route; a path that is put in front of another one begins with a slash as well. Envoy does not start otherwise.',
    instead: 'Begin the path with `/`, and name in the rewrite only what `path_template` has in braces.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/path/match/uri_template/v3/uri_template_match.proto',
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/path/rewrite/uri_template/v3/uri_template_rewrite.proto',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.config.route.v3.Route
          match:
            path_match_policy:
              name: template
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig
                path_template: "/users/{user}"
          route:
            cluster: users
            path_rewrite_policy:
              name: template
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.path.rewrite.uri_template.v3.UriTemplateRewriteConfig
                path_template_rewrite: "/{usr}"
                #                       ^^^^^^ no variable "usr"
        `,
      },
    ],
    good: [
      yaml`
        "@type": type.googleapis.com/envoy.config.route.v3.Route
        match:
          path_match_policy:
            name: template
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig
              path_template: "/users/{user}/**"
        route:
          cluster: users
          path_rewrite_policy:
            name: template
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.path.rewrite.uri_template.v3.UriTemplateRewriteConfig
              path_template_rewrite: "/{user}"
      `,
    ],
  },
  check: (config) => checkSettings(config, checks),
});

const fault = ({ contentSpan }: EnvoyText, reason: string): Finding => ({
  span: contentSpan,
  message: `${reason}: Envoy does not start.`,
});

/** Names in braces, which may have a pattern behind them: `{user}`, `{rest=**}`. */
const variables = ({ value }: EnvoyText): readonly string[] =>
  [...value.matchAll(/\{([^{}=]*)(?:=[^{}]*)?\}/g)].map(([, name = '']) => name);

function* templateFaults(template: EnvoyText): Iterable<Finding> {
  const rest = template.value.replace(/\{[^{}]*\}/g, '');
  const names = variables(template);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (!template.value.startsWith('/')) yield fault(template, 'The path begins with `/`');
  else if (/[{}]/.test(rest)) yield fault(template, 'A brace of the path has no other one');
  else if (twice !== undefined) yield fault(template, `The variable "${twice}" stands twice`);
}

function* routeFaults(route: EnvoyMessage): Iterable<Finding> {
  const match = messageIn(route, 'match', 'path_match_policy', 'typed_config');
  const rewrite = messageIn(route, 'route', 'path_rewrite_policy', 'typed_config');
  const template = textIn(match, 'path_template');
  const target = textIn(rewrite, 'path_template_rewrite');
  const before = [...(template ? templateFaults(template) : [])];
  yield* before;
  if (!rewrite || !target) return;
  const own = [...templateFaults(target)];
  const known = template ? variables(template) : [];
  const other = variables(target).find((name) => !known.includes(name));
  if (own.length > 0) yield* own;
  else if (!match && !messageIn(route, 'match', 'path_match_policy'))
    yield {
      span: startOfMessage(rewrite),
      message:
        'It rewrites what a `path_match_policy` of the route has matched, and there is none: Envoy does not start.',
    };
  else if (template && before.length === 0 && other !== undefined)
    yield fault(target, `The match has no variable "${other}"`);
}

function* pathFaults(service: EnvoyMessage): Iterable<Finding> {
  for (const name of ['path_prefix', 'path_override']) {
    const path = textIn(service, name);
    if (path && !path.value.startsWith('/')) yield fault(path, 'The path begins with `/`');
  }
}

const checks: ReadonlyMap<string, SettingCheck> = new Map<string, SettingCheck>([
  ['envoy.config.route.v3.Route', routeFaults],
  ['envoy.extensions.filters.http.ext_authz.v3.HttpService', pathFaults],
]);

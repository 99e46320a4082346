import { messageIn } from '../envoy/messageFields.ts';
import type { EnvoyConfig } from '../model/envoyConfig.ts';
import type { EnvoyMessage, EnvoyValue } from '../model/envoyMessage.ts';
import { messagesOfType } from './envoyPlaces.ts';

/** A matcher tree and what its actions may be. */
export interface MatcherPlace {
  readonly matcher: EnvoyMessage;
  /** For a sentence: `chooses filter chains`. */
  readonly what: string;
  readonly actions: readonly string[];
}

/** Fields with matcher trees, and the messages that Envoy 1.40 takes as their actions. */
const places: readonly (readonly [type: string, field: string, what: string, actions: readonly string[]])[] = [
  [
    'envoy.config.listener.v3.Listener',
    'filter_chain_matcher',
    'chooses filter chains',
    ['google.protobuf.StringValue', 'envoy.config.core.v3.SubstitutionFormatString'],
  ],
  [
    'envoy.config.route.v3.VirtualHost',
    'matcher',
    'chooses routes',
    ['envoy.config.route.v3.Route', 'envoy.config.route.v3.RouteList'],
  ],
  ...(['matcher', 'shadow_matcher'] as const).flatMap((field) =>
    (['http', 'network'] as const).map(
      (layer) =>
        [
          `envoy.extensions.filters.${layer}.rbac.v3.RBAC`,
          field,
          'allows or denies',
          ['envoy.config.rbac.v3.Action'],
        ] as const,
    ),
  ),
  [
    'envoy.extensions.common.matching.v3.ExtensionWithMatcher',
    'xds_matcher',
    'chooses what a filter does',
    [
      'envoy.extensions.filters.http.composite.v3.ExecuteFilterAction',
      'envoy.extensions.filters.common.matcher.action.v3.SkipFilter',
    ],
  ],
];

export function matchersOf(config: EnvoyConfig): readonly MatcherPlace[] {
  return places.flatMap(([type, field, what, actions]) =>
    messagesOfType(config, type).flatMap(({ message }): readonly MatcherPlace[] => {
      const matcher = messageIn(message, field);
      return matcher ? [{ matcher, what, actions }] : [];
    }),
  );
}

/** The typed configurations of the actions in a matcher tree; not those of what these actions hold themselves. */
export function actionsIn(matcher: EnvoyMessage): readonly EnvoyMessage[] {
  const found: EnvoyMessage[] = [];
  const visit = (value: EnvoyValue | undefined): void => {
    if (value?.kind === 'list') for (const item of value.items) visit(item);
    else if (value?.kind === 'map') for (const entry of value.entries) visit(entry.value);
    else if (value?.kind === 'message') {
      const isMatch = value.type === 'xds.type.matcher.v3.Matcher.OnMatch';
      const action = isMatch ? messageIn(value, 'action', 'typed_config') : undefined;
      if (action) found.push(action);
      for (const [name, field] of value.fields) if (name !== 'action' || !isMatch) visit(field.value);
    }
  };
  visit(matcher);
  return found;
}

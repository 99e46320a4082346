import type { YamlNode } from '../../../text/yamlNode.ts';
import type { Fields } from './fields.ts';

/** An action of a matcher tree, and what leads to it in words. */
export interface MatcherBranch {
  readonly conditions: readonly string[];
  /** Its `typed_config`. */
  readonly action: YamlNode;
}

// Trees lie in each other; one that is deeper was not written by hand.
const deepest = 12;

/** Every action of a `Matcher`, in the order of the file. */
export function matcherBranches(fields: Fields, matcher: YamlNode | undefined): readonly MatcherBranch[] {
  return branchesOf(fields, matcher, [], 0);
}

function branchesOf(
  fields: Fields,
  matcher: YamlNode | undefined,
  around: readonly string[],
  depth: number,
): readonly MatcherBranch[] {
  if (!matcher || depth > deepest) return [];
  const follow = (match: YamlNode | undefined, condition: string): readonly MatcherBranch[] => {
    const conditions = [...around, condition];
    const action = fields.get(match, 'action', 'typed_config');
    return action ? [{ conditions, action }] : branchesOf(fields, fields.get(match, 'matcher'), conditions, depth + 1);
  };
  const input = inputInWords(fields, fields.get(matcher, 'matcher_tree', 'input'));
  const trees = [
    ['exact_match_map', ''],
    ['prefix_match_map', 'starting with '],
  ] as const;
  return [
    ...fields
      .list(matcher, 'matcher_list', 'matchers')
      .flatMap((each) => follow(fields.get(each, 'on_match'), predicateInWords(fields, fields.get(each, 'predicate')))),
    ...trees.flatMap(([name, how]) => {
      const map = fields.get(matcher, 'matcher_tree', name, 'map');
      const pairs = map?.kind === 'map' ? map.pairs : [];
      return pairs.flatMap(({ key, value }) => follow(value, `${input} ${how}${key.value}`));
    }),
    ...(fields.get(matcher, 'matcher_tree', 'custom_match')
      ? [{ conditions: [...around, `a match of ${input}`], action: matcher }]
      : []),
    ...follow(fields.get(matcher, 'on_no_match'), 'what the matcher does not find'),
  ];
}

/** Inputs by the message that configures them. */
const inputs: Readonly<Record<string, string>> = {
  DestinationPortInput: 'destination port',
  DestinationIPInput: 'destination address',
  SourceIPInput: 'source address',
  SourcePortInput: 'source port',
  DirectSourceIPInput: 'address of the connection',
  ServerNameInput: 'TLS server name',
  TransportProtocolInput: 'transport protocol',
  ApplicationProtocolInput: 'application protocol',
};

function inputInWords(fields: Fields, input: YamlNode | undefined): string {
  const config = fields.get(input, 'typed_config');
  const type = fields.word(config, '@type')?.value.replace(/^.*[./]/, '') ?? '';
  if (type !== 'HttpRequestHeaderMatchInput') return inputs[type] ?? (type || 'the input of a matcher');
  const header = fields.word(config, 'header_name')?.value ?? '';
  const known = { ':path': 'path', ':method': 'method', ':authority': 'host' }[header];
  return known ?? `header ${header}`;
}

function predicateInWords(fields: Fields, predicate: YamlNode | undefined): string {
  const single = fields.get(predicate, 'single_predicate');
  const not = fields.get(predicate, 'not_matcher');
  if (not) return `not ${predicateInWords(fields, not)}`;
  if (!single) return 'several conditions of a matcher';
  const input = inputInWords(fields, fields.get(single, 'input'));
  const match = fields.get(single, 'value_match');
  for (const [name, how] of [
    ['exact', ''],
    ['prefix', 'starting with '],
    ['suffix', 'ending with '],
    ['contains', 'containing '],
  ] as const) {
    const word = fields.word(match, name);
    if (word) return `${input} ${how}${word.value}`;
  }
  const pattern = fields.word(match, 'safe_regex', 'regex');
  return pattern ? `${input} matching ${pattern.value}` : `a match of ${input}`;
}

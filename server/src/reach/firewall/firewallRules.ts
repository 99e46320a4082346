import type { Project } from '../../model/project.ts';
import { chainName, tableName } from './chainName.ts';
import { type Enforcement, type Explained, enforcementOf } from './enforcement.ts';
import type { Intent } from './intent.ts';
import { iptablesRemoval, iptablesScript } from './iptablesText.ts';
import { nftablesFile, nftablesRemoval } from './nftablesText.ts';
import { makeRuleset, type Ruleset } from './ruleset.ts';
import type { StackFacts } from './stackFacts.ts';

/** `iptables` and `ip6tables` are shell scripts, `nftables` a file for `nft -f`, `text` the explanation alone. */
export const firewallFormats = ['iptables', 'ip6tables', 'nftables', 'text'] as const;

export type FirewallFormat = (typeof firewallFormats)[number];

/** A policy as rules for the engine's machine. Each text begins with what it enforces and what it cannot. */
export interface FirewallRules {
  readonly install: Readonly<Record<FirewallFormat, string>>;
  readonly remove: Readonly<Record<FirewallFormat, string>>;
  readonly explanation: readonly Explained[];
  /** Clauses: what is not known. While there are some, nothing is dropped by default. */
  readonly missing: readonly string[];
}

/**
 * The rules for a project, by the addresses that the engine gave or the file pins. They pass on what is allowed and drop
 * what is not; they never accept. Packets of other projects match none of them.
 */
export function firewallRules(project: Project, policy: Intent, facts: StackFacts): FirewallRules {
  const name = facts.project ?? project.name.value;
  const ruleset = makeRuleset(project, policy, facts);
  const explanation = enforcementOf(project, policy, ruleset, facts);
  const text = explanationText(name, policy, explanation, ruleset, facts);
  const comment = text
    .trimEnd()
    .replace(/^(?=.)/gm, '# ')
    .replace(/^$/gm, '#');
  const chain = chainName(name);
  const table = tableName(name);
  const script = (how: string, body: string): string => `#!/bin/sh\n# ${how}\n#\n${comment}\n${body}`;
  const file = (how: string, body: string): string => `#!/usr/sbin/nft -f\n# ${how}\n#\n${comment}\n${body}`;
  const takeBack = (how: string, first: string, body: string): string => `${first}\n# ${how}\n${body}`;
  return {
    install: {
      iptables: script('Installs the rules; may be run again.', iptablesScript(chain, ruleset.rules, 4)),
      ip6tables: script('Installs the rules for IPv6; may be run again.', iptablesScript(chain, ruleset.rules, 6)),
      nftables: file('Installs the rules; may be run again.', nftablesFile(table, ruleset.rules)),
      text,
    },
    remove: {
      iptables: takeBack('Takes the rules away.', '#!/bin/sh', iptablesRemoval(chain, 4)),
      ip6tables: takeBack('Takes the rules for IPv6 away.', '#!/bin/sh', iptablesRemoval(chain, 6)),
      nftables: takeBack('Takes the rules away.', '#!/usr/sbin/nft -f', nftablesRemoval(table)),
      text,
    },
    explanation,
    missing: ruleset.missing,
  };
}

const headings: Readonly<Record<Enforcement, string>> = {
  segmentation: 'Enforced by segmentation already; a rule stands behind it',
  firewall: 'Enforced by the firewall only',
  nothing: 'Cannot be enforced by these rules',
  open: 'Allowed, and let through',
  closed: 'Allowed, but closed in the file',
};

function explanationText(
  name: string,
  policy: Intent,
  explanation: readonly Explained[],
  { missing }: Ruleset,
  facts: StackFacts,
): string {
  const groups = (Object.keys(headings) as Enforcement[]).flatMap((kind) => {
    const entries = explanation.filter(({ enforcedBy }) => enforcedBy === kind);
    return entries.length === 0
      ? []
      : ['', `${headings[kind]}:`, ...entries.map(({ text, why }) => oneLine(`  ${text}  ${why}`))];
  });
  return [
    oneLine(`What makes the statements of ${name} true.`),
    ...groups,
    '',
    ...notes(policy, missing, facts),
    '',
  ].join('\n');
}

function notes(policy: Intent, missing: readonly string[], { backend, desktop }: StackFacts): readonly string[] {
  return [
    ...(missing.length === 0
      ? []
      : [
          oneLine(`Not known: ${missing.join(', ')}. Start the stack and export again, or pin it in the file.`),
          ...(policy.deniesOthers
            ? ['Until then nothing is dropped by default, so that nothing allowed is closed.']
            : []),
        ]),
    ...(backend === 'nftables'
      ? ['The engine writes its rules with nftables: it has no chain DOCKER-USER, so take the form for nftables.']
      : []),
    ...(desktop ? ['Docker Desktop has its tables in its virtual machine; the rules belong there.'] : []),
    'Connections that are open already stay open; `conntrack -D` ends them.',
    'lan means private addresses that are not of this project, internet all others.',
  ];
}

/** Names of a broken file must not end a comment. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

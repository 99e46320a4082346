import { type Cidr, formatAddress, formatCidr } from '../../model/address.ts';
import type { FirewallRule, Peer, Ports } from './firewallRule.ts';

/**
 * A shell script that puts the rules of one family into a chain of their own, between two markers in the form that
 * `iptables-restore --noflush` reads: it fills the chain anew in one step. The jump is made once, before all others.
 */
export function iptablesScript(chain: string, rules: readonly FirewallRule[], family: 4 | 6): string {
  const program = family === 4 ? 'iptables' : 'ip6tables';
  return [
    'set -eu',
    `if ! ${program} -w -n -L DOCKER-USER > /dev/null 2>&1; then`,
    `  echo 'There is no chain DOCKER-USER: the engine does not run, or writes its rules with nftables.' >&2`,
    '  exit 1',
    'fi',
    `${program}-restore -w --noflush << 'RULES'`,
    '*filter',
    `:${chain} - [0:0]`,
    `-A ${chain} -m conntrack --ctstate RELATED,ESTABLISHED -m comment --comment "answers" -j RETURN`,
    ...rules.filter((rule) => rule.family === family).map((rule) => ruleLine(chain, rule)),
    'COMMIT',
    'RULES',
    `${program} -w -C DOCKER-USER -j ${chain} 2> /dev/null || ${program} -w -I DOCKER-USER -j ${chain}`,
    '',
  ].join('\n');
}

/** Takes back all that `iptablesScript` does, and nothing when it was never run. */
export function iptablesRemoval(chain: string, family: 4 | 6): string {
  const program = family === 4 ? 'iptables' : 'ip6tables';
  return [
    `while ${program} -w -D DOCKER-USER -j ${chain} 2> /dev/null; do :; done`,
    `if ${program} -w -n -L ${chain} > /dev/null 2>&1; then`,
    `  ${program} -w -F ${chain}`,
    `  ${program} -w -X ${chain}`,
    'fi',
    '',
  ].join('\n');
}

function ruleLine(chain: string, { action, from, to, protocol, ports, originalPorts, label }: FirewallRule): string {
  return [
    `-A ${chain}`,
    ...side('s', 'src', from),
    ...side('d', 'dst', to),
    ...(protocol ? [`-p ${protocol}`] : []),
    ...(protocol && ports ? [`-m ${protocol} --dport ${portsText(ports)}`] : []),
    ...(originalPorts ? [`-m conntrack --ctorigdstport ${portsText(originalPorts)} --ctdir ORIGINAL`] : []),
    `-m comment --comment "${label.replace(/[^\w .:>/-]/g, '_').slice(0, 200)}"`,
    `-j ${action === 'pass' ? 'RETURN' : 'DROP'}`,
  ].join(' ');
}

function side(flag: 's' | 'd', range: 'src' | 'dst', { within, except }: Peer): readonly string[] {
  return [
    ...(within ? [`-${flag} ${formatCidr(within)}`] : []),
    ...except.map((block) => `-m iprange ! --${range}-range ${rangeText(block)}`),
  ];
}

function rangeText({ family, first, last }: Cidr): string {
  return `${formatAddress({ family, value: first })}-${formatAddress({ family, value: last })}`;
}

const portsText = ({ first, last }: Ports): string => (first === last ? String(first) : `${first}:${last}`);

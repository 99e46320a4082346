import { formatCidr } from '../../model/address.ts';
import type { FirewallRule, Peer, Ports } from './firewallRule.ts';

/**
 * A file for `nft -f` with a table of its own, made anew in one step. Its chain is asked in addition to those of the
 * engine, whatever they are written with: a packet has to pass all chains of a hook, and `return` ends only this one.
 */
export function nftablesFile(table: string, rules: readonly FirewallRule[]): string {
  return [
    `add table inet ${table}`,
    `delete table inet ${table}`,
    `table inet ${table} {`,
    '  chain forward {',
    '    type filter hook forward priority filter - 10; policy accept;',
    '    ct state established,related return comment "answers"',
    ...rules.map((rule) => `    ${ruleLine(rule)}`),
    '  }',
    '}',
    '',
  ].join('\n');
}

/** Takes the table away; nothing happens when it is not there. */
export function nftablesRemoval(table: string): string {
  return `add table inet ${table}\ndelete table inet ${table}\n`;
}

function ruleLine({ action, family, from, to, protocol, ports, originalPorts, label }: FirewallRule): string {
  const ip = family === 4 ? 'ip' : 'ip6';
  const addresses = [...side(`${ip} saddr`, from), ...side(`${ip} daddr`, to)];
  return [
    // a rule without addresses would be one for both families
    ...(addresses.length > 0 ? addresses : [`meta nfproto ${family === 4 ? 'ipv4' : 'ipv6'}`]),
    ...(protocol ? [ports ? `${protocol} dport ${portsText(ports)}` : `meta l4proto ${protocol}`] : []),
    ...(originalPorts ? [`ct original proto-dst ${portsText(originalPorts)} ct direction original`] : []),
    action === 'pass' ? 'return' : 'drop',
    `comment "${label.replace(/[^\w .:>/-]/g, '_').slice(0, 120)}"`,
  ].join(' ');
}

function side(field: string, { within, except }: Peer): readonly string[] {
  return [
    ...(within ? [`${field} ${formatCidr(within)}`] : []),
    ...(except.length > 0 ? [`${field} != { ${except.map(formatCidr).join(', ')} }`] : []),
  ];
}

const portsText = ({ first, last }: Ports): string => (first === last ? String(first) : `${first}-${last}`);

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../../../test/harness/compose.ts';
import type { Project } from '../../model/project.ts';
import { firewallRules } from './firewallRules.ts';
import type { End, Intent, Statement } from './intent.ts';
import { noStackFacts, type StackFacts } from './stackFacts.ts';

const shop = projectOf(`
name: shop
services:
  web: {image: nginx, networks: {front: {ipv4_address: 172.30.1.2}}, ports: ["8080:80", "127.0.0.1:9090:90"]}
  api: {image: api, networks: {front: {ipv4_address: 172.30.1.3}, back: {ipv4_address: 172.30.2.3}}, expose: [8000]}
  log: {image: log, network_mode: "service:api"}
  db: {image: postgres, networks: {back: {ipv4_address: 172.30.2.4}}}
  spy: {image: spy, network_mode: host}
networks:
  front: {ipam: {config: [{subnet: 172.30.1.0/24}]}}
  back: {internal: true, ipam: {config: [{subnet: 172.30.2.0/24}]}}
`);

const endIn = (project: Project, name: string): End => {
  if (project.serviceNamed.has(name)) return { kind: 'service', name };
  if (project.networkNamed.has(name)) return { kind: 'network', name };
  return name === 'host' || name === 'lan' || name === 'internet' ? { kind: name, name } : { kind: 'undefined', name };
};

/** Statements as the file writes them: `web -> api:8000`, `db -x-> internet`. */
function intentOf(project: Project, lines: readonly string[], deniesOthers = false): Intent {
  const statements = lines.map((line): Statement => {
    const [, from = '', arrow, to = '', port, protocol = 'tcp'] =
      /^(\S+) (-x->|->) ([^:/]+)(?::(\d+))?(?:\/(tcp|udp))?$/.exec(line) ?? [];
    return {
      from: endIn(project, from),
      to: endIn(project, to),
      port: port === undefined ? null : Number(port),
      protocol: protocol === 'udp' ? 'udp' : 'tcp',
      intent: arrow === '->' ? 'reach' : 'not-reach',
    };
  });
  return { statements, deniesOthers };
}

const rulesFor = (lines: readonly string[], deniesOthers = false, facts: StackFacts = noStackFacts, project = shop) =>
  firewallRules(project, intentOf(project, lines, deniesOthers), facts);

/** The lines of the chain, without chain, comment and the rule for answers. */
const chainOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('-A ') && !line.includes('RELATED'))
    .map((line) => line.replace(/^-A \S+ /, '').replace(/ -m comment --comment ".*?"/, ''));

const enforced = (rules: ReturnType<typeof rulesFor>): readonly string[] =>
  rules.explanation.map(({ text, enforcedBy }) => `${text}: ${enforcedBy}`);

describe('firewallRules', () => {
  it('lets pass what is allowed where both ends meet, and drops the rest of the project last', () => {
    expect(chainOf(rulesFor(['web -> api:8000'], true).install.iptables)).toEqual([
      '-s 172.30.1.2/32 -d 172.30.1.3/32 -p tcp -m tcp --dport 8000 -j RETURN',
      '-s 172.30.1.0/24 -j DROP',
      '-d 172.30.1.0/24 -j DROP',
      '-s 172.30.2.0/24 -j DROP',
      '-d 172.30.2.0/24 -j DROP',
    ]);
  });

  it('lets answers pass first', () => {
    const { iptables, nftables } = rulesFor(['web -x-> api'], true).install;
    expect(iptables.split('\n').find((line) => line.startsWith('-A'))).toContain('--ctstate RELATED,ESTABLISHED');
    expect(iptables.split('\n').find((line) => line.startsWith('-A'))).toMatch(/-j RETURN$/);
    expect(nftables.split('\n').find((line) => /return|drop/.test(line) && !line.startsWith('#'))).toContain(
      'ct state established,related return',
    );
  });

  it('forbids between all addresses of both ends, in one direction', () => {
    expect(chainOf(rulesFor(['web -x-> api']).install.iptables)).toEqual([
      '-s 172.30.1.2/32 -d 172.30.1.3/32 -j DROP',
      '-s 172.30.1.2/32 -d 172.30.2.3/32 -j DROP',
    ]);
  });

  it('asks the narrower statement first', () => {
    const lines = ['front -x-> api', 'web -> api', 'web -x-> api:9000', 'api -> db', 'api -x-> db'];
    const labels = [...rulesFor(lines).install.nftables.matchAll(/(return|drop) comment "(.* .* .*)"/g)].map(
      (match) => `${match[2]}: ${match[1]}`,
    );
    expect([...new Set(labels)]).toEqual([
      'web -x-> api:9000: drop',
      'api -x-> db: drop',
      'web -> api: return',
      'api -> db: return',
      'front -x-> api: drop',
    ]);
  });

  it('knows a published port by the one that the packet was sent to', () => {
    const { install } = rulesFor(['internet -> web:80']);
    expect(chainOf(install.iptables)[0]).toMatch(
      /-d 172\.30\.1\.2\/32 -p tcp -m tcp --dport 80 -m conntrack --ctorigdstport 8080 --ctdir ORIGINAL -j RETURN$/,
    );
    expect(install.nftables).toContain('tcp dport 80 ct original proto-dst 8080 ct direction original return');
  });

  it('counts neither the project nor private addresses as internet', () => {
    const [line = ''] = chainOf(rulesFor(['web -x-> internet']).install.iptables);
    for (const block of ['10.0.0.0-10.255.255.255', '172.16.0.0-172.31.255.255', '192.168.0.0-192.168.255.255'])
      expect(line).toContain(`! --dst-range ${block}`);
    const lan = chainOf(rulesFor(['web -x-> lan']).install.iptables).find((each) => each.includes('172.16.0.0/12'));
    expect(lan).toContain('! --dst-range 172.30.1.0-172.30.1.255 -m iprange ! --dst-range 172.30.2.0-172.30.2.255');
  });

  it('says what segmentation does, what only the firewall does, and what neither can', () => {
    const lines = [
      'web -x-> db',
      'web -x-> api:9000',
      'db -x-> internet',
      'web -x-> internet',
      'spy -x-> db',
      'host -x-> db',
      'db -x-> log:514',
      'web -x-> nobody',
      'web -> api:8000',
      'web -> db',
      'front -x-> db',
      'db -> api:514',
    ];
    expect(enforced(rulesFor(lines))).toEqual([
      'web -x-> db: segmentation',
      'web -x-> api:9000: firewall',
      'db -x-> internet: segmentation',
      'web -x-> internet: firewall',
      'spy -x-> db: nothing',
      'host -x-> db: nothing',
      'db -x-> log:514: nothing',
      'web -x-> nobody: nothing',
      'web -> api:8000: open',
      'web -> db: closed',
      'front -x-> db: firewall',
      'db -> api:514: open',
    ]);
    expect(rulesFor(lines).install.text).toMatchInlineSnapshot(`
      "What makes the statements of shop true.

      Enforced by segmentation already; a rule stands behind it:
        web -x-> db  They share no network: web is on front, db on back.
        db -x-> internet  back is internal: it has no route out.

      Enforced by the firewall only:
        web -x-> api:9000  Both are attached to front. Packets inside a bridge pass the rules only while net.bridge.bridge-nf-call-iptables is 1. The same holds for log, with the same addresses.
        web -x-> internet  front is not internal: the host forwards and masquerades.
        front -x-> db  api -> db: Both are attached to back. Packets inside a bridge pass the rules only while net.bridge.bridge-nf-call-iptables is 1. The same holds for log, with the same addresses.

      Cannot be enforced by these rules:
        spy -x-> db  spy uses the network of the host, whose packets are not forwarded.
        host -x-> db  What the host itself sends and gets is not forwarded and passes no such rule.
        db -x-> log:514  api has the same addresses and is allowed it; packets do not tell the two apart.
        web -x-> nobody  The project has nothing of the name nobody.

      Allowed, and let through:
        web -> api:8000  Both are attached to front. The same holds for log, with the same addresses.
        db -> api:514  Both are attached to back. The same holds for log, with the same addresses.

      Allowed, but closed in the file:
        web -> db  They share no network: web is on front, db on back. No rule of a firewall may change that.

      Connections that are open already stay open; \`conntrack -D\` ends them.
      lan means private addresses that are not of this project, internet all others.
      "
    `);
  });

  it('says what the last rule closes, and what it leaves to segmentation', () => {
    const unlisted = enforced(rulesFor(['web -> api:8000'], true)).filter((line) =>
      /deny:|-> web:80|api -> log/.test(line),
    );
    expect(unlisted).toEqual([
      'default: deny: segmentation',
      'default: deny (api -> web:80): firewall',
      'default: deny (log -> web:80): firewall',
      'default: deny (spy -> web:80): nothing',
      'default: deny (host -> web:80): nothing',
      'default: deny (lan -> web:80): firewall',
      'default: deny (internet -> web:80): firewall',
      'default: deny (api -> log): nothing',
    ]);
  });

  it('knows whether packets inside a bridge pass the rules', () => {
    const by = (filtersBridges: StackFacts['filtersBridges']) =>
      rulesFor(['web -x-> api', 'web -x-> internet'], false, { ...noStackFacts, filtersBridges });
    expect(enforced(by(false))).toEqual(['web -x-> api: nothing', 'web -x-> internet: firewall']);
    expect(by(true).install.text).not.toContain('bridge-nf-call-iptables');
    expect(by('unknown').install.text).toContain('only while net.bridge.bridge-nf-call-iptables is 1');
  });

  it('drops nothing by default while an address is not known', () => {
    const unpinned = projectOf('name: shop\nservices:\n  web: {image: nginx}\n  api: {image: api}\n');
    const rules = rulesFor(['web -> api:8000'], true, noStackFacts, unpinned);
    expect(rules.missing).toEqual([
      'the subnet of default',
      'the address of web in default',
      'the address of api in default',
    ]);
    expect(rules.install.iptables).not.toContain('DROP');
    const [forbidden] = rulesFor(['web -x-> api'], false, noStackFacts, unpinned).explanation;
    expect(forbidden).toMatchObject({ enforcedBy: 'nothing', why: expect.stringContaining('the address of web') });
    expect(rules.install.text).toContain('Until then nothing is dropped by default');
  });

  it('takes the addresses of the running stack before those of the file', () => {
    const unpinned = projectOf('services:\n  web: {image: nginx, ports: ["80"]}\n  api: {image: api}\n');
    const facts: StackFacts = {
      ...noStackFacts,
      project: 'other',
      networks: [{ name: 'other_default', driver: 'bridge', subnets: ['172.18.0.0/16', 'fd00:1::/64'] }],
      addresses: [
        { service: 'web', network: 'other_default', address: '172.18.0.2' },
        { service: 'web', network: 'other_default', address: 'fd00:1::2' },
        { service: 'api', network: 'other_default', address: '172.18.0.3' },
        { service: 'api', network: 'other_default', address: 'fd00:1::3' },
      ],
      publishedPorts: [{ service: 'web', hostPort: 32768, containerPort: 80, protocol: 'tcp' }],
    };
    const rules = rulesFor(['web -> api', 'internet -> web:80'], true, facts, unpinned);
    expect(rules.missing).toEqual([]);
    expect(rules.install.iptables).toContain('-A BULKHEAD-other -s 172.18.0.2/32 -d 172.18.0.3/32');
    expect(rules.install.iptables).toContain('--ctorigdstport 32768');
    expect(chainOf(rules.install.ip6tables)).toContain('-s fd00:1::2/128 -d fd00:1::3/128 -j RETURN');
    expect(chainOf(rules.install.ip6tables).at(-1)).toBe('-d fd00:1::/64 -j DROP');
  });

  it('takes back by name only', () => {
    expect(rulesFor([]).remove.iptables).toMatchInlineSnapshot(`
      "#!/bin/sh
      # Takes the rules away.
      while iptables -w -D DOCKER-USER -j BULKHEAD-shop 2> /dev/null; do :; done
      if iptables -w -n -L BULKHEAD-shop > /dev/null 2>&1; then
        iptables -w -F BULKHEAD-shop
        iptables -w -X BULKHEAD-shop
      fi
      "
    `);
    expect(rulesFor([]).remove.nftables).toMatchInlineSnapshot(`
      "#!/usr/sbin/nft -f
      # Takes the rules away.
      add table inet bulkhead-shop
      delete table inet bulkhead-shop
      "
    `);
  });

  const names = fc.constantFrom('web', 'api', 'log', 'db', 'spy', 'front', 'back', 'host', 'lan', 'internet', 'nobody');
  const lines = fc.array(
    fc
      .tuple(names, fc.constantFrom('->', '-x->'), names, fc.constantFrom('', ':80', ':8000', ':53/udp'))
      .map(([from, arrow, to, port]) => `${from} ${arrow} ${to}${port}`),
    { maxLength: 6 },
  );

  it('accepts nothing and touches no packet of others, whatever is stated', () => {
    const ofProject = /-[sd] 172\.30\.[12]\.\d+\/\d+/;
    fc.assert(
      fc.property(lines, fc.boolean(), (stated, denies) => {
        const { install } = rulesFor(stated, denies);
        for (const line of chainOf(install.iptables)) expect(line).toMatch(ofProject);
        for (const line of chainOf(install.iptables)) expect(line).toMatch(/-j (?:RETURN|DROP)$/);
        expect(install.nftables.replace('policy accept', '')).not.toMatch(/^ .*\baccept\b/m);
      }),
    );
  });

  it('stays a script of comments and rules, whatever names a broken file has', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const project = projectOf(
          `name: ${JSON.stringify(name)}\nservices: { ${JSON.stringify(name)}: { image: x } }\n`,
        );
        const rules = rulesFor([`${name} -x-> internet`], true, noStackFacts, project);
        const statement: Statement = { ...intentOf(shop, ['web -x-> internet']).statements[0], ...broken(name) };
        const { install } = firewallRules(project, { statements: [statement], deniesOthers: false }, noStackFacts);
        for (const { text } of [{ text: rules.install.iptables }, { text: install.iptables }])
          for (const line of text.split('set -eu')[0]?.split(/[\n\r]/) ?? []) expect(line).toMatch(/^#|^$/);
      }),
    );
  });
});

const broken = (name: string) =>
  ({
    from: { kind: 'service', name },
    to: { kind: 'internet', name: 'internet' },
    port: null,
    protocol: 'tcp',
    intent: 'not-reach',
  }) as const;

import { describe, expect, it } from 'vitest';
import { cniText, markedCni } from '../../../../test/harness/cniCursor.ts';
import { cniFacts } from '../../cni/facts.ts';
import { takes } from '../../cni/types.ts';
import { jsonFile, parseJson } from '../../text/jsonTree.ts';
import { toRange } from '../../text/span.ts';
import { cniCodeLenses } from './cniCodeLens.ts';
import { cniHover } from './cniHover.ts';
import { cniInlayHints } from './cniInlayHints.ts';
import { cniDefinition, cniHighlights, cniReferences, cniRename, prepareCniRename } from './cniNames.ts';
import { cniSymbols } from './cniSymbols.ts';
import type { CniText } from './cniText.ts';
import { exampleOf } from './examples.ts';

const hoverAt = (textWithMark: string, name?: string): string => {
  const { text, position } = markedCni(textWithMark, name);
  const contents = cniHover(text, position)?.contents;
  return contents && typeof contents === 'object' && 'value' in contents ? contents.value : '';
};

const web = `{
  "cniVersion": "1.0.0",
  "name": "web",
  "plugins": [
    {
      "type": "bridge",
      "bridge": "br-web",
      "ipam": {
        "type": "host-local",
        "ranges": [[{ "subnet": "10.22.0.0/24", "rangeStart": "10.22.0.10" }], [{ "subnet": "fd00:22::/64" }]]
      }
    },
    { "type": "portmap", "capabilities": { "portMappings": true } },
    { "type": "firewall", "ingressPolicy": "same-bridge" }
  ]
}
`;

const at = (part: string, mark: string): string => web.replace(part, () => mark);

describe('hover', () => {
  it('explains a key with default, age and example', () => {
    const words = hoverAt(at('"bridge": "br', '"br$0idge": "br'));
    expect(words).toContain('Name of the Linux bridge');
    expect(words).toContain('Default: `cni0`.');
    expect(words).toContain('Example: `"bridge": "cni0"`');
    expect(words).toContain('https://www.cni.dev/plugins/current/main/bridge/');
  });

  it('explains a plugin and its place in the chain', () => {
    const words = hoverAt(at('"portmap"', '"port$0map"'));
    expect(words).toContain('Publishes ports');
    expect(words).toContain('Number 2 of the chain `bridge -> portmap -> firewall`. It can follow bridge.');
    expect(hoverAt(at('"type": "bridge"', '"type": "br$0idge"'))).toContain(
      'Can follow it: `portmap`, `firewall`, `tuning`, `bandwidth`, `sbr`, `vrf`',
    );
    expect(hoverAt('{ "plugins": [{ "type": "port$0map" }] }')).toContain('**Not here.** It cannot be first');
  });

  it.each([
    [at('same-bridge', 'sa$0me-bridge'), 'only from the same bridge'],
    ['{ "plugins": [{ "type": "bridge", "portIso$0lation": true }] }', 'Since release 1.7.0 of the plugins.'],
    [at('1.0.0', '1$0.0.0'), 'Since version 0.1.0 of the specification.'],
    [at('"name": "web"', '"name": "w$0eb"'), 'Chain: `bridge -> portmap -> firewall`.'],
    [at('portMappings', 'port$0Mappings'), 'which ports of the host lead to the container'],
    [at('host-local', 'host$0-local'), 'keeps the leases'],
    [at('10.22.0.0/24', '10.2$02.0.0/24'), 'host-local gives out 245 of them: `10.22.0.10` to `10.22.0.254`'],
    [at('rangeStart', 'range$0Start'), 'First address to hand out'],
    [at('br-web', 'br$0-web'), 'a bridge of the host'],
    ['{ "plugins": [{ "type": "br$0idge", "mtu": ', 'Puts containers on a Linux bridge'],
  ])('says something of value or key %#', (text, words) => {
    expect(hoverAt(text)).toContain(words);
  });

  it('says nothing of unknown keys and between entries', () => {
    expect(hoverAt('{ "name": "web", "other$0": 1 }')).toBe('');
    expect(hoverAt('{ "name": "web",$0 "plugins": [] }')).toBe('');
  });
});

describe('examples', () => {
  const all = [
    ...Object.values(cniFacts.plugins).map(({ keys }) => keys),
    cniFacts.list,
    cniFacts.plugin,
    cniFacts.route,
  ].flatMap((keys) => Object.entries(keys).map(([path, facts]) => [path, facts] as const));

  it.each(all)('%s has the type of its key', (path, facts) => {
    const name = path.split(/[.[\]]+/).at(-1) ?? '';
    const { root, problems } = parseJson(jsonFile('file:///a.json', exampleOf(name, facts.type, facts)));
    expect(problems).toEqual([]);
    expect(root && takes(facts.type, root)).toBeUndefined();
  });
});

describe('outline', () => {
  it('is the chain with address management and ranges', () => {
    const [network] = cniSymbols(cniText(web));
    expect(network).toMatchObject({ name: 'web', detail: 'bridge -> portmap -> firewall' });
    expect(network?.children?.map(({ name }) => name)).toEqual(['1. bridge', '2. portmap', '3. firewall']);
    const [ipam] = network?.children?.[0]?.children ?? [];
    expect(ipam?.name).toBe('ipam host-local');
    expect(ipam?.children?.map(({ name, detail }) => [name, detail])).toEqual([
      ['10.22.0.0/24', '10.22.0.10 –'],
      ['fd00:22::/64', undefined],
    ]);
  });

  it('has the plugin alone in a file with one', () => {
    const [network] = cniSymbols(cniText('{ "name": "lo", "type": "loopback" }', '99-lo.conf'));
    expect(network?.children?.map(({ name }) => name)).toEqual(['loopback']);
  });
});

describe('inlay hints', () => {
  const hints = (text: string): readonly unknown[] =>
    cniInlayHints(cniText(text), { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }).map(
      ({ label }) => label,
    );
  const subnet = (range: string): string =>
    `{ "plugins": [{ "type": "bridge", "ipam": { "type": "host-local", "ranges": [[{ ${range} }]] } }] }`;

  it('count what host-local gives out', () => {
    expect(hints(web)).toEqual(['245 addresses', 'over a million addresses']);
    expect(hints(subnet('"subnet": "10.0.0.0/24"'))).toEqual(['253 addresses']);
    expect(hints(subnet('"subnet": "10.0.0.0/30"'))).toEqual(['1 address']);
    expect(hints(subnet('"subnet": "10.0.0.0/24", "rangeStart": "10.0.0.10", "rangeEnd": "10.0.0.19"'))).toEqual([
      '10 addresses',
    ]);
    expect(hints(subnet('"subnet": "10.0.0.0/24", "gateway": "10.0.0.254"'))).toEqual(['253 addresses']);
  });

  it.each([
    '"subnet": "10.0.0.1/24"',
    '"subnet": "10.0.0.0/31"',
    '"subnet": "${SUBNET}"',
    '"subnet": "10.0.0.0/24", "rangeEnd": "10.1.0.9"',
    '"subnet": "10.0.0.0/24", "rangeStart": "{{ .Start }}"',
  ])('say nothing of %s', (range) => {
    expect(hints(subnet(range))).toEqual([]);
  });
});

describe('code lens', () => {
  it('is the chain', () => {
    expect(cniCodeLenses(cniText(web)).map(({ command }) => command?.title)).toEqual([
      'chain: bridge -> portmap -> firewall',
    ]);
    expect(cniCodeLenses(cniText('{ "name": '))).toEqual([]);
  });
});

describe('names of bridges and masters', () => {
  const vlan = cniText(
    '{ "name": "tagged", "plugins": [{ "type": "macvlan", "master": "br-web", "ipam": { "type": "dhcp" } }] }',
    '20-vlan.conflist',
  );
  const { text, position } = markedCni(at('br-web', 'br$0-web'));
  const texts: readonly CniText[] = [text, vlan];
  const inVlan = (() => {
    const span = vlan.file.configs[0]?.interfaces[0]?.span;
    return vlan.lines.positionAt(span ? toRange(span).start + 1 : 0);
  })();

  it('lead from a master to the bridge', () => {
    const [link] = cniDefinition(vlan, inVlan, texts);
    expect(link?.targetUri).toBe(text.uri);
    expect(link?.targetSelectionRange.start.line).toBe(6);
  });

  it('are found in all files', () => {
    expect(cniReferences(text, position, texts).map(({ uri }) => uri)).toEqual([text.uri, vlan.uri]);
    expect(cniHighlights(text, position)).toHaveLength(1);
    expect(cniReferences(text, { line: 0, character: 0 }, texts)).toEqual([]);
  });

  it('are renamed in all files', () => {
    expect(prepareCniRename(text, position)).toMatchObject({ placeholder: 'br-web' });
    expect(cniRename(text, position, 'br1', texts)).toMatchObject({
      changes: { [text.uri]: [{ newText: 'br1' }], [vlan.uri]: [{ newText: 'br1' }] },
    });
    expect(cniRename(text, position, 'a name with blanks', texts)).toMatchObject({ refused: expect.any(String) });
    expect(cniRename(text, { line: 0, character: 0 }, 'br1', texts)).toMatchObject({ refused: expect.any(String) });
  });

  it('are not renamed where another network means the default', () => {
    const marked = markedCni('{ "name": "a", "type": "bridge", "bridge": "cn$0i0" }', '1.conf');
    const other = cniText('{ "name": "b", "type": "bridge" }', '2.conf');
    expect(cniRename(marked.text, marked.position, 'br1', [marked.text, other])).toMatchObject({
      refused: expect.stringContaining('because that is the default'),
    });
  });
});

describe('what came later than what is installed', () => {
  it('is said where a key is explained', () => {
    const textWithMark = web.replace('"bridge": "br-web"', '"bridge": "br-web", "port$0Isolation": true');
    const { text, position } = markedCni(textWithMark, undefined, { plugins: '1.1.1', specification: '1.1.0' });
    expect(JSON.stringify(cniHover(text, position))).toContain('**Not in the plugins 1.1.1**');
    expect(hoverAt(textWithMark)).toContain('Since release 1.7.0 of the plugins.');
    expect(hoverAt(textWithMark)).not.toContain('Not in');
  });
});

describe('a folder with several networks', () => {
  const other = (name: string, text: string): CniText => cniText(text, name);
  const withFolder = (...others: readonly CniText[]): CniText => {
    const own = cniText(web);
    return { ...own, folder: [own, ...others].flatMap(({ file }) => file.configs) };
  };
  const orders = (text: CniText): readonly string[] => cniCodeLenses(text).map(({ command }) => command?.title ?? '');
  const good = web.replace('"web"', '"other"');

  it('tells which network runtimes take', () => {
    expect(orders(withFolder())).toEqual(['chain: bridge -> portmap -> firewall']);
    expect(orders(withFolder(other('20-b.conflist', good)))[1]).toBe(
      '1st of 2 in net.d: containerd and CRI-O take this one',
    );
    expect(orders(withFolder(other('05-a.conflist', good), other('20-b.conf', '')))[1]).toBe(
      '2nd of 3 in net.d: containerd and CRI-O take 05-a.conflist',
    );
    expect(orders(withFolder(other('05-a.conf', '{')))[1]).toBe(
      '2nd of 2 in net.d: containerd has no network, since 05-a.conf is broken; CRI-O takes this one',
    );
  });

  it('says so where the name of the network is explained', () => {
    const { position } = markedCni(at('"name": "web"', '"name": "w$0eb"'));
    const hover = cniHover(withFolder(other('05-a.conflist', good)), position);
    expect(JSON.stringify(hover)).toContain('containerd and CRI-O take 05-a.conflist.');
  });
});

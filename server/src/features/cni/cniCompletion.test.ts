import { describe, expect, it } from 'vitest';
import { cniAccepted, cniLabels, markedCni } from '../../../../test/harness/cniCursor.ts';
import { cniCompletions } from './cniCompletion.ts';

const chain = (...plugins: readonly string[]): string =>
  `{ "cniVersion": "1.0.0", "name": "web", "plugins": [${plugins.join(', ')}] }`;

const detailOf = (text: string, label: string): string | undefined => {
  const { text: cni, position } = markedCni(text);
  return cniCompletions(cni, position).find((each) => each.label === label)?.detail;
};

describe('types of plugins', () => {
  it('begin with what makes an interface', () => {
    expect(cniLabels(chain('{ "type": "$0" }')).slice(0, 4)).toEqual(['bridge', 'ptp', 'macvlan', 'ipvlan']);
    expect(detailOf(chain('{ "type": "$0" }'), 'portmap')).toMatch(/^✗ It cannot be first/);
  });

  it('go on with what can follow, what cannot being last with the reason', () => {
    const text = chain('{ "type": "bridge" }', '{ "type": "$0" }');
    expect(cniLabels(text).slice(0, 4)).toEqual(['portmap', 'firewall', 'tuning', 'bandwidth']);
    expect(detailOf(text, 'macvlan')).toBe(
      '✗ bridge has made the interface already: this would be a second one of the same name.',
    );
    const behindMacvlan = chain('{ "type": "macvlan" }', '{ "type": "$0" }');
    expect(cniLabels(behindMacvlan).slice(0, 2)).toEqual(['firewall', 'tuning']);
    expect(detailOf(behindMacvlan, 'bandwidth')).toBe('✗ It limits a veth pair, and macvlan makes none.');
  });

  it('put what is there already behind the others', () => {
    const [first] = cniLabels(chain('{ "type": "bridge" }', '{ "type": "portmap" }', '{ "type": "$0" }'));
    expect(first).toBe('firewall');
  });

  it('put what the version is too old for behind the others', () => {
    const text = '{ "cniVersion": "0.3.1", "name": "web", "plugins": [{ "type": "bridge" }, { "type": "$0" }] }';
    expect(cniLabels(text).slice(0, 2)).toEqual(['portmap', 'tuning']);
  });

  it('are those that give addresses in ipam', () => {
    const labels = cniLabels(chain('{ "type": "bridge", "ipam": { "type": "$0" } }'));
    expect(labels.slice(0, 3)).toEqual(['host-local', 'static', 'dhcp']);
    expect(labels).not.toContain('bridge');
  });
});

describe('keys', () => {
  it('are those of the plugin that are not there yet', () => {
    const labels = cniLabels(chain('{ "type": "bridge", "mtu": 1500, "$0" }'));
    expect(labels).toEqual(expect.arrayContaining(['bridge', 'isGateway', 'vlan', 'ipam', 'dns']));
    expect(labels).not.toContain('mtu');
    expect(labels).not.toContain('type');
  });

  it.each([
    ['the list', '{ "name": "web", $0 }', ['cniVersion', 'plugins', 'disableCheck']],
    [
      'host-local',
      chain('{ "type": "bridge", "ipam": { "type": "host-local", "$0" } }'),
      ['subnet', 'ranges', 'routes'],
    ],
    [
      'a range',
      chain('{ "type": "bridge", "ipam": { "type": "host-local", "ranges": [[{ "$0" }]] } }'),
      ['subnet', 'rangeStart', 'rangeEnd', 'gateway'],
    ],
    [
      'a route',
      chain('{ "type": "bridge", "ipam": { "type": "host-local", "routes": [{ "$0" }] } }'),
      ['dst', 'gw', 'mtu'],
    ],
    ['dns', chain('{ "type": "bridge", "dns": { "$0" } }'), ['nameservers', 'domain', 'search', 'options']],
    ['a trunk', chain('{ "type": "bridge", "vlanTrunk": [{ "$0" }] }'), ['id', 'minID', 'maxID']],
    ['capabilities', chain('{ "type": "portmap", "capabilities": { "$0" } }'), ['portMappings']],
    ['a delegate', chain('{ "type": "flannel", "delegate": { "$0" } }'), ['isDefaultGateway', 'hairpinMode', 'mtu']],
  ])('of %s', (_, text, expected) => {
    expect(cniLabels(text)).toEqual(expect.arrayContaining([...expected]));
  });

  it('begin with what is needed, and leave what a list overwrites to the end', () => {
    expect(cniLabels(chain('{ "$0" }'))[0]).toBe('type');
    expect(cniLabels(chain('{ "type": "tuning", "$0" }'))[0]).toBe('sysctl');
    expect(cniLabels(chain('{ "type": "tuning", "$0" }')).slice(-2)).toEqual(['name', 'cniVersion']);
    expect(cniLabels('{ "type": "bridge", "$0" }', '10-net.conf').slice(0, 2)).toEqual(['cniVersion', 'name']);
  });

  it('bring their value, quotes and the commas around', () => {
    expect(cniAccepted('{ "name": "web", "plugins": [{ "type": "bridge" $0 }] }', 'isGateway')).toBe(
      '{ "name": "web", "plugins": [{ "type": "bridge", "isGateway": true }] }',
    );
    expect(cniAccepted('{ "plugins": [{ "type": "bridge", "mt$0" }] }', 'mtu')).toBe(
      '{ "plugins": [{ "type": "bridge", "mtu": 1500 }] }',
    );
    expect(cniAccepted('{ "plugins": [{ "ty$0" "ipam": {} }] }', 'type')).toBe(
      '{ "plugins": [{ "type": "", "ipam": {} }] }',
    );
    expect(cniAccepted('{ "plugins": [{ "t$0": "bridge" }] }', 'type')).toBe('{ "plugins": [{ "type": "bridge" }] }');
  });

  it('take over the indentation', () => {
    expect(cniAccepted('{\n  "plugins": [\n    {\n      "type": "bridge",\n      $0\n    }\n  ]\n}\n', 'ipam')).toBe(
      '{\n  "plugins": [\n    {\n      "type": "bridge",\n      "ipam": {\n        "type": ""\n      }\n    }\n  ]\n}\n',
    );
  });

  it.each([
    '{ "plugins": [{ "type": "bridge", $0',
    '{ "plugins": [{ "type": "bridge", "is$0',
    '{ "plugins": [{ "type": "bridge", is$0 } ] }',
    '{ "plugins": [{ "type": "bridge", "is$0\n "mtu": 1500 }] }',
    '{ "plugins": [{ "type": "bridge",, $0 ]',
    '{ "plugins": [{ "type": "bridge" /* here */, $0 }, { "type": ',
  ])('are found in %s', (text) => {
    expect(cniLabels(text)).toContain('isGateway');
  });
});

describe('values', () => {
  it.each([
    ['{ "cniVersion": "$0" }', '1.1.0'],
    [chain('{ "type": "macvlan", "mode": "$0" }'), 'passthru'],
    [chain('{ "type": "bridge", "ipMasq": $0 }'), 'true'],
    [chain('{ "type": "firewall", "ingressPolicy": "sa$0" }'), 'same-bridge'],
    [chain('{ "type": "bridge", "ipMasqBackend": $0'), 'nftables'],
    [chain('{ "type": "bridge", "bridge": "b1" }', '{ "type": "bridge", "bridge": "$0" }'), 'b1'],
    [chain('{ "type": "bridge", "ipam": { "type": "host-local", "routes": [{ "dst": "$0" }] } }'), '0.0.0.0/0'],
  ])('of %s', (text, label) => {
    expect(cniLabels(text)).toContain(label);
  });

  it('get their quotes', () => {
    expect(cniAccepted(chain('{ "type": $0 }'), 'bridge')).toBe(chain('{ "type": "bridge" }'));
    expect(cniAccepted('{ "plugins": [{ "type": "br$0', 'bridge')).toBe('{ "plugins": [{ "type": "bridge"');
  });

  it('are subnets that overlap none of the file', () => {
    const text = chain(
      '{ "type": "bridge", "ipam": { "type": "host-local", "ranges": [[{ "subnet": "10.22.0.0/24" }, { "subnet": "$0" }]] } }',
    );
    expect(cniLabels(text).slice(0, 2)).toEqual(['10.22.1.0/24', '10.22.2.0/24']);
  });

  it('are addresses of the subnet beside', () => {
    const range = (rest: string): string =>
      chain(
        `{ "type": "bridge", "ipam": { "type": "host-local", "ranges": [[{ "subnet": "10.9.0.0/16", ${rest} }]] } }`,
      );
    expect(cniLabels(range('"gateway": "$0"'))).toEqual(['10.9.0.1']);
    expect(cniLabels(range('"rangeStart": "$0"'))).toEqual(['10.9.0.10', '10.9.0.2']);
    expect(cniLabels(range('"rangeEnd": "$0"'))).toEqual(['10.9.255.254']);
  });
});

describe('whole networks', () => {
  const known = ['bridge -> portmap -> firewall', 'ptp -> portmap', 'macvlan', 'loopback'];

  it.each(['$0', '  $0\n'])('are proposed in %j', (text) => {
    expect(cniLabels(text)).toEqual(known);
  });

  it.each(['{$0}', '{ $0 }', '{\n  $0\n}\n', '{$0'])('fill the braces of %j', (text) => {
    expect(cniLabels(text).slice(0, 5)).toEqual([...known, 'cniVersion']);
    const made = cniAccepted(text, 'bridge -> portmap -> firewall');
    expect(JSON.parse(text.includes('}') ? made : `${made}}`).plugins).toHaveLength(3);
  });

  it.each(cniLabels('$0'))('%s is JSON', (label) => {
    const made = JSON.parse(cniAccepted('$0', label));
    expect(made).toMatchObject({ cniVersion: '1.0.0', name: expect.any(String), plugins: expect.any(Array) });
  });

  it('are entries of a chain too, with a free subnet', () => {
    const text = '{ "plugins": [$0] }';
    expect(cniLabels(text)).toEqual(expect.arrayContaining(['bridge', 'ptp', 'macvlan', 'loopback']));
    expect(cniLabels(text)).not.toContain('portmap');
    expect(cniLabels(chain('{ "type": "bridge" }', '$0'))).toEqual(['portmap', 'firewall', 'tuning', 'bandwidth']);
    expect(JSON.parse(cniAccepted(text, 'bridge'))).toMatchObject({
      plugins: [{ ipam: { ranges: [[{ subnet: '10.22.0.0/24' }]] } }],
    });
  });
});

describe('inside of YAML', () => {
  const attachment = (config: string): string =>
    `apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata:\n  name: web\nspec:\n  config: ${config}\n`;

  it('a block keeps its indentation', () => {
    const text = attachment('|\n    {\n      "cniVersion": "1.0.0",\n      "type": "macvlan",\n      $0\n    }');
    expect(cniLabels(text, 'net.yaml')).toEqual(expect.arrayContaining(['master', 'mode', 'ipam']));
    expect(cniAccepted(text, 'ipam', 'net.yaml')).toContain('      "ipam": {\n        "type": ""\n      }\n    }\n');
  });

  it('a string in single quotes is written as it is', () => {
    const text = attachment(`'{ "cniVersion": "1.0.0", "type": "macvlan", "mo$0" }'`);
    expect(cniAccepted(text, 'mode', 'net.yaml')).toContain(`"type": "macvlan", "mode": "bridge" }'`);
  });

  it('a string in double quotes is escaped', () => {
    const text = attachment(String.raw`"{ \"cniVersion\": \"1.0.0\", \"type\": \"macvlan\", \"mo$0\" }"`);
    expect(cniAccepted(text, 'mode', 'net.yaml')).toContain(String.raw`\"type\": \"macvlan\", \"mode\": \"bridge\" }"`);
  });

  it('outside of it there is nothing', () => {
    expect(cniLabels(`${attachment(`'{ "cniVersion": "1.0.0", "type": "ptp" }'`)}$0`, 'net.yaml')).toEqual([]);
  });
});

describe('what is installed', () => {
  const installed = { plugins: '1.1.1', specification: '1.1.0' };
  const offered = (textWithMark: string): readonly string[] => {
    const { text, position } = markedCni(textWithMark, undefined, installed);
    return cniCompletions(text, position).map(({ label }) => label);
  };

  it('leaves out keys that came later', () => {
    const keys = chain('{ "type": "bridge", "$0" }');
    expect(cniLabels(keys)).toContain('portIsolation');
    expect(offered(keys)).not.toContain('portIsolation');
    expect(offered(keys)).toContain('macspoofchk');
  });

  it('leaves out versions that it does not run with', () => {
    const versions = '{ "cniVersion": "$0", "name": "web", "plugins": [] }';
    expect(cniLabels(versions)[0]).toBe('1.1.0');
    expect(offered(versions)[0]).toBe('1.0.0');
  });

  it('puts plugins that came later last, and says so', () => {
    const { text, position } = markedCni(chain('{ "type": "$0" }'), undefined, installed);
    const tap = cniCompletions(text, position).find(({ label }) => label === 'tap');
    expect(tap?.detail).toBe('✗ It is there since release 1.3.0 of the plugins.');
  });
});

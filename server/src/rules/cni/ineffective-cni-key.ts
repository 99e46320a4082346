import type { CniConfig, CniPlugin } from '../../model/cniConfig.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { withoutPair } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { isOn } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const ineffectiveCniKey = defineCniRule({
  id: 'ineffective-cni-key',
  category: 'style',
  docs: {
    summary: 'A setting has no effect where it stands.',
    why: 'Who reads the file believes that it does something.',
    instead: 'Remove it, or add what it needs.',
    references: [cniPages.bridge, cniPages.format],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "ipMasqBackend": "nftables" },
              #                    ^^^^^^^^^^^^^ has no effect without \`ipMasq\`
              { "type": "tuning", "cniVersion": "0.1.0" }
              #                    ^^^^^^^^^^ is written over
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "isGateway": true, "ipMasq": true, "ipMasqBackend": "nftables", "ipam": { "type": "dhcp" } }] }\n',
    ],
  },
  *check(config) {
    for (const plugin of config.plugins) {
      for (const { key, reason, severity } of ineffective(plugin, config)) {
        const pair = fieldOf(plugin.object, key);
        if (!pair) continue;
        yield {
          span: pair.key.contentSpan,
          message: `\`${key}\` ${reason}.`,
          ...(severity ? { severity } : {}),
          tags: ['unnecessary'],
          fixes: [{ title: `Remove \`${key}\``, safety: 'safe', edits: [withoutPair(plugin.object, pair)] }],
        };
      }
    }
  },
});

interface Ineffective {
  readonly key: string;
  readonly reason: string;
  readonly severity?: 'warning' | 'information';
}

function* ineffective({ object, typeName, ipam, facts }: CniPlugin, { form }: CniConfig): Iterable<Ineffective> {
  const has = (key: string): boolean => fieldOf(object, key) !== undefined;
  if (form === 'list') {
    yield { key: 'cniVersion', reason: 'is written over by that of the list' };
    yield { key: 'name', reason: 'is written over by that of the list' };
  }
  if (!facts || facts.foreign) return;
  if (typeName === 'bridge') {
    if (!has('vlan') && !has('vlanTrunk'))
      yield { key: 'preserveDefaultVlan', reason: 'has no effect without `vlan` or `vlanTrunk`' };
    const isEmpty = !has('ipam') || (ipam && ipam.object.pairs.length === 0);
    for (const key of ['isDefaultGateway', 'isGateway', 'ipMasq'])
      if (isEmpty && isOn(object, key)) yield { key, severity: 'information', reason: 'has no effect without `ipam`' };
  }
  if ((typeName === 'bridge' || typeName === 'ptp') && !has('ipMasq'))
    yield { key: 'ipMasqBackend', reason: 'has no effect without `ipMasq`' };
  if (typeName === 'bandwidth')
    for (const key of ['shapedSubnets', 'unshapedSubnets'])
      yield { key, severity: 'warning', reason: 'is known to the plugins 1.5.0 and 1.5.1 alone, all others ignore it' };
  if (typeName === 'loopback') yield { key: 'ipam', reason: 'is ignored by `loopback`' };
  if (typeName === 'tap' && has('owner') && has('group'))
    yield { key: 'mac', severity: 'warning', reason: 'is ignored beside `owner` and `group`' };
}

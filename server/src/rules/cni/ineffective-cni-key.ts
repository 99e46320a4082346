import { cniFacts } from '../../cni/facts.ts';
import { compareVersions } from '../../cni/installed.ts';
import { isOn } from '../../cni/values.ts';
import type { CniConfig, CniPlugin } from '../../model/cniConfig.ts';
import { fieldOf, type JsonObject, type JsonPair, pairNamed } from '../../text/jsonNode.ts';
import { routesOf } from '../cniAddresses.ts';
import { withoutPair } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import type { Finding } from '../rule.ts';
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
      {
        text: yaml`
          {
            "cniVersion": "0.2.0",
            "name": "web",
            "disableCheck": true,
           # ^^^^^^^^^^^^ \`disableCheck\` has no effect before version 0.4.0 of the specification, and the file is for 0.2.0
            "plugins": [
              { "type": "ptp", "ipam": { "type": "host-local", "subnet": "10.5.0.0/24", "routes": [{ "dst": "0.0.0.0/0", "mtu": 1400 }] } }
              #                                                                                                           ^^^ \`mtu\` is dropped
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
    for (const { object, pair, reason, severity } of tooOld(config)) yield unnecessary(object, pair, reason, severity);
    for (const plugin of config.plugins) {
      for (const { key, reason, severity } of ineffective(plugin, config)) {
        const pair = fieldOf(plugin.object, key);
        if (!pair) continue;
        yield unnecessary(plugin.object, pair, reason, severity);
      }
    }
  },
});

function unnecessary(
  object: JsonObject,
  pair: JsonPair,
  reason: string,
  severity?: 'warning' | 'information',
): Finding {
  const key = pair.key.value;
  return {
    span: pair.key.contentSpan,
    message: `\`${key}\` ${reason}.`,
    ...(severity ? { severity } : {}),
    tags: ['unnecessary'],
    fixes: [{ title: `Remove \`${key}\``, safety: 'safe', edits: [withoutPair(object, pair)] }],
  };
}

/** Keys that mean nothing in the version of the specification that the file names. */
function* tooOld({ root, form, version, plugins }: CniConfig) {
  if (!root || !version.known || !cniFacts.versions.includes(version.value)) return;
  const before = (first: string): boolean => compareVersions(version.value, first) < 0;
  const disableCheck = form === 'list' ? pairNamed(root, 'disableCheck') : undefined;
  if (disableCheck && before('0.4.0'))
    yield {
      object: root,
      pair: disableCheck,
      reason: `has no effect before version 0.4.0 of the specification, and the file is for ${version.value}: runtimes cannot check it in any case`,
      severity: undefined,
    };
  if (!before('0.3.0')) return;
  for (const { object } of plugins.flatMap(routesOf))
    for (const pair of object.pairs)
      if (newRouteKeys.has(pair.key.value))
        yield {
          object,
          pair,
          reason: `is dropped: results before version 0.3.0 of the specification hold \`dst\` and \`gw\` of a route alone`,
          severity: 'warning' as const,
        };
}

const newRouteKeys: ReadonlySet<string> = new Set(
  Object.keys(cniFacts.route).filter((key) => key !== 'dst' && key !== 'gw'),
);

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
  if (typeName === 'bandwidth' && (has('ingressRate') || has('egressRate')))
    yield {
      key: 'capabilities',
      severity: 'information',
      reason: 'has no effect: the rates of the file win over those of the runtime',
    };
  if (typeName === 'loopback') yield { key: 'ipam', reason: 'is ignored by `loopback`' };
  if (typeName === 'tap' && has('owner') && has('group'))
    yield { key: 'mac', severity: 'warning', reason: 'is ignored beside `owner` and `group`' };
}

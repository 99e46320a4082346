import { numberOf, objectsIn } from '../../cni/values.ts';
import type { CniConfig, CniPlugin } from '../../model/cniConfig.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { subnetsOf } from '../cniAddresses.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badCniNumber = defineCniRule({
  id: 'bad-cni-number',
  category: 'correctness',
  docs: {
    summary: 'A VLAN, MTU, mark, rate or burst is out of its bounds.',
    why: 'Adding a container fails, or packets are lost.',
    instead:
      'VLANs are 1 to 4094, an MTU is 68 to 65535 (from 1280 with IPv6), a mark is bit 0 to 31, rates are bits in a second.',
    references: [cniPages.bridge, cniPages.vlan, cniPages.bandwidth, cniPages.portmap],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "vlan": 4095, "mtu": 65536 },
              #                           ^^^^ A VLAN is 0 to 4094
              #                                        ^^^^^ An MTU is 68 to 65535
              { "type": "portmap", "capabilities": { "portMappings": true }, "markMasqBit": 32 },
              #                                                                             ^^ A mark is a bit from 0 to 31
              { "type": "bandwidth", "ingressRate": 1000000, "ingressBurst": 8000 }
              #                                                              ^^^^ full-size packets are lost
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "vlan": 100, "mtu": 9000 }, { "type": "bandwidth", "ingressRate": 1000000, "ingressBurst": 1000000 }] }\n',
    ],
  },
  *check(config) {
    for (const plugin of config.plugins) {
      yield* bounds(plugin);
      if (plugin.typeName === 'bandwidth') yield* rates(plugin, config);
    }
  },
});

function* bounds(plugin: CniPlugin): Iterable<Finding> {
  const { typeName, object } = plugin;
  const fails = 'Adding a container fails.';
  const at = (key: string) => numberOf(fieldOf(object, key));
  const tag = typeName === 'bridge' ? at('vlan') : typeName === 'vlan' ? at('vlanId') : undefined;
  if (tag && (tag.value < 0 || tag.value > 4094))
    yield { span: tag.span, message: `A VLAN is 0 to 4094, and this is ${tag.value}. ${fails}` };
  if (typeName === 'bridge') {
    for (const trunk of objectsIn(fieldOf(object, 'vlanTrunk'))) {
      for (const key of ['id', 'minID', 'maxID']) {
        const number = numberOf(fieldOf(trunk, key));
        if (number && (number.value < 1 || number.value > 4094))
          yield { span: number.span, message: `A tag of a trunk is 1 to 4094, and this is ${number.value}. ${fails}` };
      }
    }
  }
  const mark = typeName === 'portmap' ? at('markMasqBit') : undefined;
  if (mark && (mark.value < 0 || mark.value > 31))
    yield { span: mark.span, message: `A mark is a bit from 0 to 31, and this is ${mark.value}. ${fails}` };
  const mtu = measured.has(typeName ?? '') ? at('mtu') : undefined;
  if (!mtu || mtu.value === 0) return;
  if (mtu.value < 0 && typeName === 'bridge')
    yield { span: mtu.span, severity: 'warning', message: 'A negative MTU is ignored.' };
  else if (mtu.value < 68 || mtu.value > 65535)
    yield { span: mtu.span, message: `An MTU is 68 to 65535, and this is ${mtu.value}. ${fails}` };
  else if (mtu.value < 1280 && subnetsOf(plugin)?.some(({ family }) => family === 6))
    yield { span: mtu.span, message: `IPv6 wants an MTU of 1280 or more, and this is ${mtu.value}. ${fails}` };
}

/** Those whose bounds were measured; ipvlan takes everything. */
const measured: ReadonlySet<string> = new Set(['bridge', 'ptp', 'macvlan', 'vlan', 'tuning']);

function* rates({ object }: CniPlugin, { plugins }: CniConfig): Iterable<Finding> {
  for (const direction of ['ingress', 'egress']) {
    const rate = numberOf(fieldOf(object, `${direction}Rate`));
    const burst = numberOf(fieldOf(object, `${direction}Burst`));
    if (rate && rate.value > 0 && rate.value < 8)
      yield { span: rate.span, message: 'A rate is in bits in a second, 8 at least. Adding a container fails.' };
    if (!burst || burst.value <= 0) continue;
    const mtu =
      plugins.map((each) => numberOf(fieldOf(each.object, 'mtu'))?.value ?? 0).find((value) => value > 0) ?? 1500;
    const packet = (mtu + headerBytes) * 8;
    if (burst.value >= 2 ** 35)
      yield { span: burst.span, message: 'A burst is in bits, and less than 4 GiB. Adding a container fails.' };
    else if (burst.value < packet && rate && rate.value > 0)
      yield {
        span: burst.span,
        severity: 'warning',
        message: `A burst is in bits. One packet of ${mtu} bytes has ${packet}: full-size packets are lost.`,
      };
  }
}

/** Of Ethernet. */
const headerBytes = 14;

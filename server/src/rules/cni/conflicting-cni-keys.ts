import { isOn, numberOf, objectsIn, textOf } from '../../cni/values.ts';
import type { CniPlugin } from '../../model/cniConfig.ts';
import { fieldOf, type JsonPair, type JsonString } from '../../text/jsonNode.ts';
import { withoutPair } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const conflictingCniKeys = defineCniRule({
  id: 'conflicting-cni-keys',
  category: 'correctness',
  docs: {
    summary: 'Two settings of a plugin exclude each other, or one needs another that is not there.',
    why: 'Adding a container fails.',
    instead: 'Keep one of them, or add the other one: a rate has a burst, `minID` has a `maxID`.',
    references: [cniPages.bridge, cniPages.portmap, cniPages.bandwidth],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "hairpinMode": true, "promiscMode": true },
              #                                         ^^^^^^^^^^^ \`promiscMode\` and \`hairpinMode\` exclude each other
              { "type": "bandwidth", "ingressRate": 1000000 }
              #                       ^^^^^^^^^^^ \`ingressRate\` needs \`ingressBurst\`
            ]
          }
        `,
      },
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [{ "type": "tap", "bridge": "br0" }]
            #                             ^^^^^^ looks for the bridge in the container
          }
        `,
      },
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [{ "type": "ipvlan", "mode": "l3", "ipam": { "type": "dhcp" } }]
            #                                                               ^^^^^^ asks by broadcast
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "hairpinMode": true, "promiscMode": false }] }\n',
    ],
  },
  *check({ plugins, isTemplate }) {
    for (const plugin of plugins) {
      const { object, typeName, ipam } = plugin;
      if (typeName === 'bridge') {
        if (isOn(object, 'hairpinMode') && isOn(object, 'promiscMode'))
          yield* exclude(plugin, 'promiscMode', 'hairpinMode');
        if (isOn(object, 'disableContainerInterface') && ipam?.type && ipam.type.value !== '')
          yield* exclude(plugin, 'disableContainerInterface', 'ipam');
        for (const trunk of objectsIn(fieldOf(object, 'vlanTrunk')))
          yield* ofTrunk(fieldOf(trunk, 'minID'), fieldOf(trunk, 'maxID'));
      }
      if (typeName === 'portmap' && textOf(fieldOf(object, 'externalSetMarkChain'))?.value) {
        if (fieldOf(object, 'markMasqBit')) yield* exclude(plugin, 'markMasqBit', 'externalSetMarkChain');
        if (textOf(fieldOf(object, 'backend'))?.value === 'nftables')
          yield* exclude(plugin, 'externalSetMarkChain', 'backend');
      }
      if (typeName === 'tap') yield* ofTap(fieldOf(object, 'bridge'));
      if (typeName === 'ipvlan' && ipam?.typeName === 'dhcp' && ipam.type)
        yield* ofIpvlan(textOf(fieldOf(object, 'mode')), ipam.type);
      if (typeName !== 'bandwidth' || isTemplate) continue;
      for (const direction of ['ingress', 'egress']) {
        const [rate, burst] = [`${direction}Rate`, `${direction}Burst`];
        const [rated, bursting] = [fieldOf(object, rate), fieldOf(object, burst)];
        if (isSet(rated) && (!bursting || numberOf(bursting)?.value === 0)) yield needs(rated, rate, burst);
        if (isSet(bursting) && (!rated || numberOf(rated)?.value === 0)) yield needs(bursting, burst, rate);
      }
    }
  },
});

const isSet = (pair: JsonPair | undefined): pair is JsonPair => (numberOf(pair)?.value ?? 0) > 0;

const needs = ({ key }: JsonPair, name: string, other: string): Finding => ({
  span: key.contentSpan,
  message: `\`${name}\` needs \`${other}\`. Adding a container fails.`,
});

function* exclude({ object }: CniPlugin, key: string, other: string): Iterable<Finding> {
  const pair = fieldOf(object, key);
  const beside = fieldOf(object, other);
  if (!pair || !beside) return;
  yield {
    span: pair.key.contentSpan,
    message: `\`${key}\` and \`${other}\` exclude each other. Adding a container fails.`,
    related: [{ span: beside.key.span, message: 'The other one.' }],
    fixes: [{ title: `Remove \`${key}\``, safety: 'unsafe', edits: [withoutPair(object, pair)] }],
  };
}

function* ofTap(bridge: JsonPair | undefined): Iterable<Finding> {
  if (!textOf(bridge)?.value || !bridge) return;
  yield {
    span: bridge.key.contentSpan,
    severity: 'warning',
    message: '`tap` looks for the bridge in the container and not in the host, where it is: adding a container fails.',
  };
}

function* ofIpvlan(mode: JsonString | undefined, ipam: JsonString): Iterable<Finding> {
  if (mode?.value !== 'l3' && mode?.value !== 'l3s') return;
  yield {
    span: ipam.span,
    severity: 'warning',
    message: `\`dhcp\` asks by broadcast, and \`ipvlan\` in mode \`${mode.value}\` passes none on: adding a container fails.`,
    related: [{ span: mode.span, message: 'The mode.' }],
  };
}

function* ofTrunk(min: JsonPair | undefined, max: JsonPair | undefined): Iterable<Finding> {
  if (min && !max) yield needs(min, 'minID', 'maxID');
  if (max && !min) yield needs(max, 'maxID', 'minID');
  const [from, to] = [numberOf(min), numberOf(max)];
  if (from && to && from.value > to.value)
    yield { span: from.span, message: '`minID` is above `maxID`. Adding a container fails.' };
}

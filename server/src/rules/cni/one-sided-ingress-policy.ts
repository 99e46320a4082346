import { isOn, textOf } from '../../cni/values.ts';
import { type CniConfig, fileNameOf } from '../../model/cniConfig.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { pluginsOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const oneSidedIngressPolicy = defineCniRule({
  id: 'one-sided-ingress-policy',
  category: 'isolation',
  severity: 'information',
  docs: {
    summary: 'A network keeps to its own bridge, and another network of the folder does not.',
    why: 'Containers of this network still reach those of the other one, whose bridge nothing guards: two networks are apart only when both have the policy.',
    instead: 'Give the `firewall` of each network `"ingressPolicy": "same-bridge"`.',
    references: [cniPages.firewall],
  },
  examples: {
    bad: [
      {
        files: {
          '05-db.conflist':
            '{ "cniVersion": "1.0.0", "name": "db", "plugins": [{ "type": "bridge", "bridge": "br0", "isGateway": true, "ipam": { "type": "host-local", "subnet": "10.51.0.0/24" } }] }',
        },
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "bridge": "br1", "isGateway": true, "ipMasq": true, "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" } },
              { "type": "firewall", "ingressPolicy": "same-bridge" }
              #                                       ^^^^^^^^^^^ \`db\` has no such policy
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "ipam": { "type": "dhcp" } }, { "type": "firewall", "ingressPolicy": "same-bridge" }] }\n',
    ],
  },
  *checkInFolder(config, folder) {
    const policy = policyOf(config);
    const [bridge] = bridgesOf(config);
    if (!policy || !bridge) return;
    const open = folder.find(
      (each) =>
        each.uri !== config.uri &&
        each.name?.value !== config.name?.value &&
        !policyOf(each) &&
        bridgesOf(each).some(({ name }) => name !== bridge.name),
    );
    if (!open) return;
    yield {
      span: policy.contentSpan,
      message: `\`${open.name?.value ?? fileNameOf(open)}\` has no such policy: the two networks are not apart, only what both have shuts both ways.`,
      related: [{ span: open.name?.span ?? open.span, message: 'The other network.' }],
    };
  },
});

function policyOf(config: CniConfig) {
  const policies = pluginsOf(config, 'firewall').map(({ object }) => textOf(fieldOf(object, 'ingressPolicy')));
  return policies.find((text) => text?.value === 'same-bridge' || text?.value === 'isolated');
}

/** Bridges of which the host is the gateway: through it one reaches the other. */
const bridgesOf = ({ interfaces }: CniConfig) =>
  interfaces.filter(
    ({ kind, plugin: { object } }) =>
      kind === 'bridge' && (isOn(object, 'isGateway') || isOn(object, 'isDefaultGateway')),
  );

import { parseAddress } from '../../model/address.ts';
import type { Network } from '../../model/network.ts';
import { driverOptions, type OptionValue } from '../driverCatalog.ts';
import { nearest } from '../nearest.ts';
import { defineRule } from '../rule.ts';
import { inWords } from '../words.ts';
import { yaml } from '../yaml.ts';

export const driverOptionValue = defineRule({
  id: 'driver-option-value',
  category: 'correctness',
  docs: {
    summary: 'An option of a network driver has a value that the driver refuses.',
    why: 'Compose passes the value on; the engine then refuses to make the network. An MTU must be a number from 68 to 65535, boolean options know only `true` and `false`, gateway modes are certain words, and `isolated` needs an internal network.',
    instead: 'Use a value that the message names.',
    references: ['https://docs.docker.com/engine/network/drivers/bridge/#options'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front]
          networks:
            front:
              driver_opts:
                com.docker.network.driver.mtu: "70000"
                #                               ^^^^^ takes a number from 68 to 65535
                com.docker.network.bridge.enable_icc: "no"
                #                                      ^^ takes \`true\` or \`false\`
                com.docker.network.bridge.gateway_mode_ipv4: isolate
                #                                            ^^^^^^^ takes \`nat\`, \`nat-unprotected\`, \`routed\` or \`isolated\`
                com.docker.network.bridge.gateway_mode_ipv6: isolated
                #                                            ^^^^^^^^ needs \`internal: true\`
                com.docker.network.bridge.host_binding_ipv4: localhost
                #                                            ^^^^^^^^^ takes an IP address
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front]
          networks:
            front:
              driver_opts:
                com.docker.network.driver.mtu: "70000"
                com.docker.network.bridge.enable_icc: "false"
                com.docker.network.bridge.gateway_mode_ipv4: isolate
                com.docker.network.bridge.gateway_mode_ipv6: isolated
                com.docker.network.bridge.host_binding_ipv4: localhost
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [front, back]
        networks:
          front:
            driver_opts:
              com.docker.network.driver.mtu: 1400
              com.docker.network.bridge.enable_icc: "false"
              com.docker.network.bridge.host_binding_ipv4: 127.0.0.1
          back:
            internal: true
            driver_opts:
              com.docker.network.bridge.gateway_mode_ipv4: isolated
      `,
    ],
  },
  *checkNetwork(network) {
    const options =
      network.driver === undefined || network.external !== false ? undefined : driverOptions.get(network.driver);
    if (!options) return;
    for (const { name, value } of network.driverOptions) {
      const takes = options.get(name);
      if (!takes || !value?.known) continue;
      const expected = wants(takes, value.value, network);
      if (!expected) continue;
      const better = value.variables.length > 0 ? undefined : correction(takes, value.value);
      yield {
        span: value.span,
        message: `\`${name}\` ${expected}: the engine refuses to make the network.`,
        fixes: better
          ? [
              {
                title: `Change to \`${better}\``,
                safety: 'unsafe',
                edits: [{ kind: 'replace', span: value.span, newText: better }],
              },
            ]
          : [],
      };
    }
  },
});

// What Go's strconv.ParseBool reads.
const booleans = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

function wants(takes: OptionValue, value: string, network: Network): string | undefined {
  switch (takes.kind) {
    case 'boolean':
      return booleans.test(value) ? undefined : 'takes `true` or `false`';
    case 'mtu':
      // 0 stands for the default.
      return /^\d+$/.test(value) && (Number(value) === 0 || (Number(value) >= 68 && Number(value) <= 65535))
        ? undefined
        : 'takes a number from 68 to 65535';
    case 'address':
      return parseAddress(value) ? undefined : 'takes an IP address';
    case 'word':
      if (!takes.words.includes(value)) return `takes ${inWords(takes.words, 'or')}`;
      return value === 'isolated' && network.internal === false
        ? 'with the value `isolated` needs `internal: true`'
        : undefined;
    default:
      return undefined;
  }
}

function correction(takes: OptionValue, value: string): string | undefined {
  if (takes.kind === 'boolean')
    return new Map([
      ['yes', 'true'],
      ['on', 'true'],
      ['no', 'false'],
      ['off', 'false'],
    ]).get(value.toLowerCase());
  return takes.kind === 'word' ? nearest(value, takes.words) : undefined;
}

import { textOf } from '../../cni/values.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const badCniInterfaceName = defineCniRule({
  id: 'bad-cni-interface-name',
  category: 'correctness',
  docs: {
    summary: 'The name of a bridge, VRF or interface is none that Linux takes.',
    why: 'Adding a container fails: "numerical result out of range" or "invalid argument".',
    instead: 'Write 1 to 15 characters without slash, colon and blanks.',
    references: [cniPages.bridge],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "bridge": "do-not-use-google-subnets" }
              #                              ^^^^^^^^^^^^^^^^^^^^^^^^^ has 25 characters, and Linux takes 15
            ]
          }
        `,
      },
    ],
    good: ['{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "bridge": "cni-podman0" }] }\n'],
  },
  *check({ plugins }) {
    for (const { typeName, object } of plugins) {
      const key = keys.get(typeName ?? '');
      const text = key === undefined ? undefined : textOf(fieldOf(object, key));
      if (!key || !text || (text.value === '' && key !== 'bridge')) continue;
      const { value } = text;
      const length = new TextEncoder().encode(value).length;
      const reason =
        value === ''
          ? 'is empty'
          : length > 15
            ? `has ${length} characters, and Linux takes 15`
            : /[\s/:]/.test(value) || value === '.' || value === '..'
              ? 'has characters that Linux does not take'
              : key === 'bridge' && value === 'lo'
                ? 'is that of the loopback interface, which is no bridge'
                : undefined;
      if (reason === undefined) continue;
      yield {
        span: value === '' ? text.span : text.contentSpan,
        message: `The name of an interface ${reason}. Adding a container fails.`,
      };
    }
  },
});

const keys: ReadonlyMap<string, string> = new Map([
  ['bridge', 'bridge'],
  ['vrf', 'vrfname'],
  ['macvlan', 'master'],
  ['ipvlan', 'master'],
  ['vlan', 'master'],
  ['host-device', 'device'],
]);

import { cniFacts } from '../../cni/facts.ts';
import { capabilityOf } from '../../cni/values.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { withPair, written } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOf, pluginsOf } from '../cniValues.ts';
import { nearest } from '../nearest.ts';
import { yaml } from '../yaml.ts';

export const missingCniCapability = defineCniRule({
  id: 'missing-cni-capability',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'A plugin does not ask for what it needs from the runtime.',
    why: 'The runtime hands a plugin only what its `capabilities` name. Without `portMappings` no port is published, without `bandwidth` no limit is set, and nothing is said.',
    instead: 'Add the capability.',
    references: [cniPages.conventions, cniPages.portmap, cniPages.bandwidth],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge" },
              { "type": "portmap" }
              #         ^^^^^^^^^ no port is published
            ]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge" },
              { "type": "portmap", "capabilities": { "portMappings": true } }
            ]
          }
        `,
      },
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge" },
              { "type": "portmap", "capabilities": { "portMapping": true } }
              #                                       ^^^^^^^^^^^ \`portMappings\` is meant
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }, { "type": "portmap", "capabilities": { "portMappings": true } }] }\n',
    ],
  },
  *check(config) {
    const known = (cniFacts.plugin.capabilities?.enum ?? []).map(String);
    const slips = new Set<object>();
    for (const plugin of config.plugins) {
      const asked = fieldOf(plugin.object, 'capabilities')?.value;
      if (asked?.kind !== 'object' || plugin.facts?.foreign) continue;
      for (const { key } of asked.pairs) {
        const meant = key.known && !known.includes(key.value) ? nearest(key.value, known) : undefined;
        if (meant === undefined) continue;
        slips.add(plugin);
        yield {
          span: key.contentSpan,
          message: `No runtime knows a capability \`${key.value}\`; \`${meant}\` is meant. The plugin never gets the value.`,
          fixes: [{ title: `Write \`${meant}\``, safety: 'unsafe', edits: [written(key.contentSpan, meant)] }],
        };
      }
    }
    for (const plugin of pluginsOf(config, 'portmap', 'bandwidth')) {
      const name = plugin.typeName === 'portmap' ? 'portMappings' : 'bandwidth';
      const { object } = plugin;
      if (slips.has(plugin) || fieldOf(object, 'runtimeConfig')) continue;
      const rates = ['ingressRate', 'egressRate', 'ingressBurst', 'egressBurst'];
      if (name === 'bandwidth' && rates.some((key) => fieldOf(object, key))) continue;
      const asked = capabilityOf(plugin, name);
      if (asked && (asked.value?.kind !== 'boolean' || asked.value.value)) continue;
      const capabilities = fieldOf(object, 'capabilities');
      if (capabilities && capabilities.value?.kind !== 'object') continue;
      const edit = asked?.value
        ? written(asked.value.span, 'true')
        : capabilities?.value?.kind === 'object'
          ? withPair(capabilities.value, name, 'true')
          : withPair(object, 'capabilities', `{ "${name}": true }`);
      yield {
        span: asked?.span ?? placeOf(plugin),
        message:
          name === 'portMappings'
            ? '`portmap` does not ask for `portMappings`: no port is published, and nothing is said.'
            : '`bandwidth` has no rates and does not ask for `bandwidth`: no limit is set, and nothing is said.',
        fixes: [{ title: `Ask for \`${name}\``, safety: 'unsafe', edits: [edit] }],
      };
    }
  },
});

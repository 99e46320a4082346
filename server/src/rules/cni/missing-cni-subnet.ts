import { capabilityOf, textOf } from '../../cni/values.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOfMissing } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const missingCniSubnet = defineCniRule({
  id: 'missing-cni-subnet',
  category: 'correctness',
  docs: {
    summary: '`host-local` has no subnet to take addresses from, or `static` no addresses.',
    why: 'Adding a container fails, unless the runtime gives them (capability `ipRanges` or `ips`).',
    instead: 'Add `subnet` or `ranges` to `host-local`, `addresses` to `static`.',
    references: [cniPages.hostLocal, cniPages.static],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "ipam": { "type": "host-local" } }
              #                                     ^^^^^^^^^^^^ no subnet
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
              { "type": "bridge", "ipam": { "type": "static" } }
              #                                     ^^^^^^^^ no addresses
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" } }] }\n',
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "capabilities": { "ips": true }, "ipam": { "type": "static" } }] }\n',
    ],
  },
  *check({ plugins, isTemplate }) {
    for (const plugin of plugins) {
      const { ipam, facts, object } = plugin;
      if (!ipam?.type || isTemplate || !facts || facts.foreign || facts.kind !== 'interface') continue;
      if (['runtimeConfig', 'args'].some((key) => fieldOf(object, key))) continue;
      if (ipam.typeName === 'static') {
        const addresses = fieldOf(ipam.object, 'addresses');
        const isEmpty = !addresses || (addresses.value?.kind === 'array' && addresses.value.items.length === 0);
        for (const item of addresses?.value?.kind === 'array' ? addresses.value.items : [])
          if (item.kind === 'null')
            yield { span: item.span, message: '`null` is no address. Adding a container fails.' };
        if (isEmpty && !capabilityOf(plugin, 'ips'))
          yield {
            span: addresses?.key.contentSpan ?? placeOfMissing(ipam.object, 'addresses', ipam.type.span),
            message: '`static` has no addresses to give. Adding a container fails.',
          };
      }
      if (ipam.typeName !== 'host-local') continue;
      for (const { ranges, span } of ipam.sets) {
        if (ranges.length === 0) yield { span, message: 'This set of ranges is empty. Adding a container fails.' };
        for (const range of ranges)
          if (!range.subnet && range.object.span.end > range.object.span.start)
            yield {
              span: placeOfMissing(range.object, 'subnet'),
              message: 'The range has no `subnet`. Adding a container fails.',
            };
      }
      const given = fieldOf(ipam.object, 'ranges');
      for (const set of given?.value?.kind === 'array' ? given.value.items : [])
        if (set.kind === 'null')
          yield { span: set.span, message: 'This set of ranges is empty. Adding a container fails.' };
      const isEmpty = !given || (given.value?.kind === 'array' && given.value.items.length === 0);
      // kube-router fills the subnet in.
      const isFilled = textOf(fieldOf(object, 'bridge'))?.value === 'kube-bridge' || capabilityOf(plugin, 'ipRanges');
      if (ipam.sets.length === 0 && isEmpty && !isFilled && !fieldOf(ipam.object, 'subnet'))
        yield {
          span: placeOfMissing(ipam.object, 'subnet', placeOfMissing(ipam.object, 'ranges', ipam.type.span)),
          message: '`host-local` has no subnet to take addresses from. Adding a container fails.',
        };
    }
  },
});

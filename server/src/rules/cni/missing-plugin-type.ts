import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOfMissing } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const missingPluginType = defineCniRule({
  id: 'missing-plugin-type',
  category: 'correctness',
  docs: {
    summary: 'A plugin has no `type`, or one with a slash.',
    why: 'The type is the name of the program that is run. Without one libcni does not load the file; with a slash nothing can be added.',
    instead: 'Name the plugin, as it is called in `/opt/cni/bin`.',
    references: [cniPages.format],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "bridge": "br0" },
            # ^ The plugin has no \`type\`
              { "type": "bin/portmap" }
              #          ^^^^^^^^^^^ A type is the name of a program and no path
            ]
          }
        `,
      },
    ],
    good: ['{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }] }\n'],
  },
  *check({ plugins, isTemplate, form, place, root }) {
    if (isTemplate) return;
    for (const { type, object, ipam, facts } of plugins) {
      const written = object.pairs.some(
        ({ key, value }) => key.value.toLowerCase() === 'type' && value?.kind !== 'null',
      );
      if (facts && !facts.foreign && ipam?.type?.known && ipam.type.value.includes('/'))
        yield {
          span: ipam.type.contentSpan,
          message: 'A type is the name of a program and no path. Adding a container fails.',
        };
      if (type?.known && type.value.includes('/'))
        yield {
          span: type.contentSpan,
          message: 'A type is the name of a program and no path. Nothing can be added to the network.',
        };
      else if (
        type ? type.value === '' : !written && (form === 'list' || (place !== 'config-map' && root?.pairs.length))
      )
        yield {
          span: type?.span ?? placeOfMissing(object, 'type'),
          message: 'The plugin has no `type`. libcni does not load the file.',
        };
    }
  },
});

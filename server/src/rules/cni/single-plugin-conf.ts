import { cniFacts } from '../../cni/facts.ts';
import { compareVersions } from '../../cni/installed.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const singlePluginConf = defineCniRule({
  id: 'single-plugin-conf',
  category: 'portability',
  docs: {
    summary: 'A file with a single plugin is for a version of the specification that has only lists.',
    why: 'Specification 1.0.0 took files with a single plugin away. Today libcni still reads them.',
    instead: 'Put the plugin into `plugins` of a `.conflist` file.',
    references: [cniPages.format],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "type": "bridge"
            #       ^^^^^^^^ has only lists of plugins
          }
        `,
      },
    ],
    good: ['{ "cniVersion": "0.4.0", "name": "web", "type": "bridge" }\n'],
  },
  *check({ form, place, version, plugins, fileName }) {
    const [plugin] = plugins;
    if (
      !plugin?.type ||
      form !== 'plugin' ||
      place !== 'file' ||
      !version.known ||
      !cniFacts.versions.includes(version.value)
    )
      return;
    if (compareVersions(version.value, '1.0.0') < 0 || fileName?.toLowerCase().endsWith('.conflist')) return;
    yield {
      span: placeOf(plugin),
      message: `The specification has only lists of plugins since 1.0.0, and the file is for ${version.value}. libcni still reads it.`,
    };
  },
});

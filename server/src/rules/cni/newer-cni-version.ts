import { cniFacts } from '../../cni/facts.ts';
import { compareVersions, specificationOf } from '../../cni/installed.ts';
import { textOf } from '../../cni/values.ts';
import type { CniConfig } from '../../model/cniConfig.ts';
import { written } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const newerCniVersion = defineCniRule({
  id: 'newer-cni-version',
  category: 'correctness',
  docs: {
    summary:
      'The file is for a version of the specification that the installed plugins, or the runtime, do not know yet.',
    why: 'Adding a container fails: "incompatible CNI versions". Plugins before 1.6.0 run with versions up to 1.0.0, those before 1.0.0 up to 0.4.0. What is installed is said by `bulkhead.cni.pluginVersion` and `bulkhead.cni.specVersion`.',
    instead: 'Name a version that all of them know, or install newer plugins.',
    references: [cniPages.versions],
  },
  examples: {
    bad: [
      {
        installed: { plugins: '1.1.1' },
        text: yaml`
          {
            "cniVersion": "1.1.0",
            #              ^^^^^ The plugins 1.1.1 run with versions up to 1.0.0
            "name": "web",
            "plugins": [{ "type": "bridge" }]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [{ "type": "bridge" }]
          }
        `,
      },
      {
        installed: { specification: '1.0.0' },
        text: yaml`
          {
            "cniVersion": "1.1.0",
            #              ^^^^^ The runtime knows versions up to 1.0.0
            "name": "web",
            "plugins": [{ "type": "bridge" }]
          }
        `,
      },
    ],
    good: ['{ "cniVersion": "1.1.0", "name": "web", "plugins": [{ "type": "bridge" }] }\n'],
  },
  *check(config) {
    const { version, isTemplate } = config;
    const text = textOf(version.pair);
    if (!text || !version.known || isTemplate || !cniFacts.versions.includes(version.value)) return;
    const [limit] = limitsOf(config).filter(({ newest }) => compareVersions(version.value, newest) > 0);
    if (!limit) return;
    const { who, newest } = limit;
    yield {
      span: text.contentSpan,
      message: `${who} versions up to ${newest} of the specification, and the file is for ${version.value}: no container can be added.`,
      fixes: [{ title: `Write \`${newest}\``, safety: 'unsafe', edits: [written(text.contentSpan, newest)] }],
    };
  },
});

interface Limit {
  readonly who: string;
  readonly newest: string;
}

/** The lowest first. Plugins of others may know what the reference plugins do not. */
function limitsOf({ installed: { plugins: release, specification }, plugins }: CniConfig): readonly Limit[] {
  const isReference = plugins.some(({ facts }) => facts && !facts.foreign);
  const limits: readonly Limit[] = [
    ...(isReference ? [{ who: `The plugins ${release} run with`, newest: specificationOf(release) }] : []),
    { who: 'The runtime knows', newest: specification },
  ];
  return limits.toSorted((a, b) => compareVersions(a.newest, b.newest));
}

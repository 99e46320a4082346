import { cniFacts } from '../../cni/facts.ts';
import { fieldOf, pairNamed } from '../../text/jsonNode.ts';
import { written } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { textOf } from '../cniValues.ts';
import { inWords } from '../words.ts';
import { yaml } from '../yaml.ts';

export const unknownCniVersion = defineCniRule({
  id: 'unknown-cni-version',
  category: 'correctness',
  docs: {
    summary: 'The version is none of the released versions of the CNI specification.',
    why: 'The file is loaded, but each plugin refuses to add a container: "incompatible CNI versions".',
    instead: 'Write a version of the specification, `1.0.0` for example. Releases of the plugins have other numbers.',
    references: [cniPages.versions],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0",
            #              ^^^ There is no version \`1.0\` of the CNI specification
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
    ],
    good: ['{ "cniVersion": "1.1.0", "name": "web", "plugins": [{ "type": "bridge" }] }\n'],
  },
  *check({ root, plugins }) {
    if (!root || pairNamed(root, 'cniVersions')) return;
    // Plugins of others may know other versions.
    if (plugins.length > 0 && plugins.every(({ facts }) => !facts || facts.foreign)) return;
    const text = textOf(fieldOf(root, 'cniVersion'));
    if (!text || text.value === '' || cniFacts.versions.includes(text.value)) return;
    const meant = nearestVersion(text.value);
    yield {
      span: text.contentSpan,
      message: `There is no version \`${text.value}\` of the CNI specification, only ${inWords(cniFacts.versions)}. The plugins refuse to add a container.`,
      fixes: [{ title: `Write \`${meant}\``, safety: 'unsafe', edits: [written(text.contentSpan, meant)] }],
    };
  },
});

/** The release with the same beginning; the one that all current plugins know where there is none. */
function nearestVersion(version: string): string {
  const digits = /^v?(\d+(?:\.\d+){0,2})/.exec(version)?.[1] ?? '';
  return cniFacts.versions.findLast((each) => digits !== '' && each.startsWith(digits)) ?? '1.0.0';
}

import { cniFacts } from '../../cni/facts.ts';
import { compareVersions } from '../../cni/installed.ts';
import { textOf } from '../../cni/values.ts';
import type { CniConfig } from '../../model/cniConfig.ts';
import { fieldOf, type JsonObject, pairNamed } from '../../text/jsonNode.ts';
import { written } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import type { Finding } from '../rule.ts';
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
      {
        text: yaml`
          {
            "cniVersion": "0.4.0",
            "cniVersions": ["0.4.0", "0.5.0"],
            #                         ^^^^^ as the highest one it is taken
            "name": "web",
            "plugins": [{ "type": "bridge" }]
          }
        `,
      },
    ],
    good: ['{ "cniVersion": "1.1.0", "name": "web", "plugins": [{ "type": "bridge" }] }\n'],
  },
  *check(config) {
    const { root, plugins } = config;
    if (!root) return;
    // Plugins of others may know other versions.
    if (plugins.length > 0 && plugins.every(({ facts }) => !facts || facts.foreign)) return;
    if (pairNamed(root, 'cniVersions')) {
      yield* ofSeveral(config, root);
      return;
    }
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

/** The runtime takes the highest version that is not above its own; which that is shows in `cniVersions` alone. */
function* ofSeveral({ installed }: CniConfig, root: JsonObject): Iterable<Finding> {
  const list = pairNamed(root, 'cniVersions')?.value;
  if (list?.kind !== 'array') return;
  const entries = [...list.items, pairNamed(root, 'cniVersion')?.value].flatMap((item) =>
    item?.kind === 'string' ? [item] : [],
  );
  if (entries.some(({ known }) => !known)) return;
  const possible = entries.filter(
    ({ value }) => /^\d+\.\d+\.\d+$/.test(value) && compareVersions(value, installed.specification) <= 0,
  );
  const [taken] = possible.toSorted((a, b) => compareVersions(b.value, a.value));
  if (taken && !cniFacts.versions.includes(taken.value))
    yield {
      span: taken.contentSpan,
      severity: 'warning',
      message: `There is no version \`${taken.value}\` of the CNI specification, and as the highest one it is taken: the plugins refuse to add a container.`,
    };
}

/** The release with the same beginning; the one that all current plugins know where there is none. */
function nearestVersion(version: string): string {
  const digits = /^v?(\d+(?:\.\d+){0,2})/.exec(version)?.[1] ?? '';
  return cniFacts.versions.findLast((each) => digits !== '' && each.startsWith(digits)) ?? '1.0.0';
}

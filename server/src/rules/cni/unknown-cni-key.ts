import { written } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { cniProblems } from '../cniValues.ts';
import { nearest } from '../nearest.ts';
import { inWords } from '../words.ts';
import { yaml } from '../yaml.ts';

export const unknownCniKey = defineCniRule({
  id: 'unknown-cni-key',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'A reference plugin, or the list, does not have this key.',
    why: 'CNI ignores keys that it does not know without a word: what is meant by the key does not happen.',
    instead: 'Write the key as the plugin spells it, at the place where it belongs, or remove it.',
    references: [cniPages.format, cniPages.plugins],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              {
                "type": "bridge",
                "isMasq": true
               # ^^^^^^ \`bridge\` has no key \`isMasq\`, it is ignored. \`ipMasq\` is probably meant
              }
            ]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              {
                "type": "bridge",
                "ipMasq": true
              }
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
              { "type": "bridge", "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" }, "rangeStart": "10.50.0.9" }
              #                                                                                ^^^^^^^^^^ It belongs into \`ipam\`
            ]
          }
        `,
      },
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "Name": "web",
           # ^^^^ has no key \`Name\`, it is ignored: here upper and lower case count. \`name\` is meant
            "plugins": [{ "type": "bridge" }]
          }
        `,
      },
    ],
    good: [
      yaml`
        {
          "cniVersion": "1.0.0",
          "name": "web",
          "nerdctlID": "17f29b073143d8cd97b5bbe492bdeffec1c5fee55cc1fe2112c8b9335f8b6121",
          "plugins": [{ "type": "bridge", "ipMasq": true, "isGateway": true }]
        }
      `,
    ],
  },
  *check(config) {
    for (const { key, where, known, span, belongs, otherCase } of cniProblems(config, 'unknown-key')) {
      const owner = where.includes('`') || where.startsWith('the ') ? where : `\`${where}\``;
      const Owner = owner.charAt(0).toUpperCase() + owner.slice(1);
      if (otherCase) {
        yield {
          span,
          message: otherCase.taken
            ? `\`${otherCase.key}\` is written \`${key}\` here. The plugin takes it, other readers of the file do not.`
            : `${Owner} has no key \`${key}\`, it is ignored: here upper and lower case count. \`${otherCase.key}\` is meant.`,
          ...(otherCase.taken ? { severity: 'information' as const } : {}),
          fixes: [
            {
              title: `Write \`${otherCase.key}\``,
              safety: otherCase.taken ? 'safe' : 'unsafe',
              edits: [written(span, otherCase.key)],
            },
          ],
        };
        continue;
      }
      if (belongs !== undefined) {
        yield { span, message: `${Owner} has no key \`${key}\`, it is ignored. It belongs into ${belongs}.` };
        continue;
      }
      const meant = nearest(key, known);
      // Engines write keys of their own beside `plugins`.
      if (meant === undefined && where === 'the list') continue;
      yield {
        span,
        message: `${Owner} has no key \`${key}\`, it is ignored.${meant === undefined ? hint(known) : ` \`${meant}\` is probably meant.`}`,
        ...(meant === undefined ? { severity: 'information' as const } : {}),
        ...(meant === undefined
          ? {}
          : { fixes: [{ title: `Write \`${meant}\``, safety: 'unsafe' as const, edits: [written(span, meant)] }] }),
      };
    }
  },
});

const hint = (known: readonly string[]): string =>
  known.length > 0 && known.length < 8 ? ` There are ${inWords(known)}.` : '';

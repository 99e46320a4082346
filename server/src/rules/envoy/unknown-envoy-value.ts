import { envoyPages } from '../envoyNames.ts';
import { envoyProblems, unknownName } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { nearest } from '../nearest.ts';
import { yaml } from '../yaml.ts';

export const unknownEnvoyValue = defineEnvoyRule({
  id: 'unknown-envoy-value',
  category: 'correctness',

  docs: {
    summary: 'A name is none of those that a field takes.',
    why: 'Envoy refuses the whole configuration and does not say on which line the name stands.',
    instead: 'Use one of the names of the API; upper and lower case count as the same.',
    references: [envoyPages.api],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                type: STRICTDNS
                #     ^^^^^^^^^ Did you mean \`STRICT_DNS\`?
        `,
        fixed: yaml`
          static_resources:
            clusters:
              - name: backend
                type: STRICT_DNS
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: backend
              type: strict_dns
      `,
    ],
  },
  *check(config) {
    const { consequence, ...level } = unknownName(config);
    for (const { field, value, known, since, span } of envoyProblems(config, 'unknown-enum-value')) {
      if (since !== undefined) {
        yield {
          span,
          message: `\`${field}\` takes \`${value}\` only from Envoy 1.${since} on, and this is checked for Envoy 1.${config.version}. ${consequence}`,
          ...level,
        };
        continue;
      }
      const meant = nearestName(value, known);
      const choice = meant ? `Did you mean \`${meant}\`?` : `It takes ${listed(known)}.`;
      yield {
        span,
        message: `\`${field}\` has no value \`${value}\`. ${choice} ${consequence}`,
        ...level,
        ...(meant
          ? {
              fixes: [
                {
                  title: `Change to \`${meant}\``,
                  safety: 'unsafe',
                  edits: [{ kind: 'replace', span, newText: meant }],
                },
              ],
            }
          : {}),
      };
    }
  },
});

/** `STRICTDNS` and `strict-dns` are slips for `STRICT_DNS`. */
function nearestName(written: string, names: readonly string[]): string | undefined {
  const bare = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  const same = names.filter((name) => bare(name) === bare(written));
  return same.length === 1 ? same[0] : nearest(written, names);
}

const mostListed = 12;

const listed = (names: readonly string[]): string =>
  names.length > mostListed ? `${names.slice(0, mostListed).join(', ')} …` : names.join(', ');

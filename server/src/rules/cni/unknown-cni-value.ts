import { fieldOf } from '../../text/jsonNode.ts';
import { written } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { cniProblems } from '../cniValues.ts';
import { nearest } from '../nearest.ts';
import { inWords } from '../words.ts';
import { yaml } from '../yaml.ts';

export const unknownCniValue = defineCniRule({
  id: 'unknown-cni-value',
  category: 'correctness',
  docs: {
    summary: 'A mode, backend or policy is none that the plugin knows.',
    why: 'Adding a container fails. Only `firewall` takes another backend than it knows as none and chooses itself.',
    instead: 'Write one of the values, in lower case.',
    references: [cniPages.macvlan, cniPages.firewall, cniPages.plugins],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "macvlan", "master": "eth0", "mode": "Bridge" }
              #                                               ^^^^^^ knows no \`mode\` \`Bridge\`
            ]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "macvlan", "master": "eth0", "mode": "bridge" }
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
              { "type": "firewall", "backend": "nftables" }
              #                                 ^^^^^^^^ it takes \`firewalld\` if that runs, else \`iptables\`
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }, { "type": "firewall", "backend": "", "ingressPolicy": "same-bridge" }] }\n',
    ],
  },
  *check(config) {
    for (const { key, where, value, allowed, stage, span } of cniProblems(config, 'unknown-value')) {
      // Nothing is the same as no key for all of them.
      if (value === '' || key === 'option') continue;
      const isUnused =
        key === 'ipMasqBackend' &&
        !config.plugins.some(
          ({ object, typeName }) => typeName === where && fieldOf(object, 'ipMasq')?.value?.kind === 'boolean',
        );
      if (isUnused) continue;
      const meant = allowed.find((each) => each.toLowerCase() === value.toLowerCase()) ?? nearest(value, allowed);
      yield {
        span,
        message:
          stage === 'silent'
            ? `\`${where}\` knows no \`${key}\` \`${value}\` and says nothing: it takes \`firewalld\` if that runs, else \`iptables\`.`
            : `\`${where}\` knows no \`${key}\` \`${value}\`, only ${inWords(allowed)}. Adding a container fails.`,
        ...(stage === 'silent' ? { severity: 'warning' as const } : {}),
        ...(meant === undefined
          ? {}
          : { fixes: [{ title: `Write \`${meant}\``, safety: 'unsafe' as const, edits: [written(span, meant)] }] }),
      };
    }
  },
});

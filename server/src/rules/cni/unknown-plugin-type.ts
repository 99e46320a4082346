import { cniFacts } from '../../cni/facts.ts';
import { written } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { nearest } from '../nearest.ts';
import { yaml } from '../yaml.ts';

export const unknownPluginType = defineCniRule({
  id: 'unknown-plugin-type',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'The type of a plugin is one slip away from that of a well-known one.',
    why: 'CNI looks for a program with exactly this name. If there is none, adding a container fails, and what the plugins before have made stays.',
    instead: 'Write the name of the plugin. A plugin of your own may have any name: allow it where it is meant.',
    references: [cniPages.plugins],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "brigde", "ipam": { "type": "hostlocal", "subnet": "10.50.0.0/24" } }
              #          ^^^^^^ \`bridge\` is probably meant
              #                                      ^^^^^^^^^ \`host-local\` is probably meant
            ]
          }
        `,
      },
    ],
    good: ['{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }, { "type": "my-own" }] }\n'],
  },
  *check({ plugins }) {
    for (const { typeName, type, facts, ipam } of plugins) {
      if (type && typeName !== undefined && !facts) yield* find(type.contentSpan, typeName, false);
      const isKnown = ipam?.typeName === undefined || Object.hasOwn(cniFacts.plugins, ipam.typeName);
      if (ipam?.type && !isKnown && !facts?.foreign) yield* find(ipam.type.contentSpan, ipam.typeName ?? '', true);
    }
  },
});

function* find(span: Parameters<typeof written>[0], type: string, isIpam: boolean) {
  // Short names are too near to each other.
  if (type.length < 5 || cniFacts.foreignTypes.includes(type)) return;
  const names = Object.entries(cniFacts.plugins).flatMap(([name, { kind }]) =>
    (kind === 'ipam') === isIpam ? [name] : [],
  );
  const meant = nearest(type, names);
  if (meant === undefined) return;
  yield {
    span,
    message: `No well-known plugin is called \`${type}\`; \`${meant}\` is probably meant. Without a program of this name adding a container fails.`,
    fixes: [{ title: `Write \`${meant}\``, safety: 'unsafe' as const, edits: [written(span, meant)] }],
  };
}

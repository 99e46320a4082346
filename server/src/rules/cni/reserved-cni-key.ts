import { fieldOf } from '../../text/jsonNode.ts';
import { withoutPair } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const reservedCniKey = defineCniRule({
  id: 'reserved-cni-key',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'A key that runtimes fill in is written by hand.',
    why: 'A `prevResult` in the file pretends that a plugin before has made an interface, which then is not found. What stands in `runtimeConfig` is written over as soon as the runtime has values.',
    instead: 'Remove it. Values of the runtime are asked for with `capabilities`.',
    references: [cniPages.execution, cniPages.conventions],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge" },
              { "type": "tuning", "prevResult": {} },
              #                    ^^^^^^^^^^ \`prevResult\` is what the plugin before has made
              { "type": "portmap", "capabilities": { "portMappings": true }, "runtimeConfig": { "portMappings": [] } }
              #                                                               ^^^^^^^^^^^^^ \`runtimeConfig\` is filled in by the runtime
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }, { "type": "portmap", "capabilities": { "portMappings": true } }] }\n',
    ],
  },
  *check({ form, plugins }) {
    // A configuration of one plugin may be what a runtime hands to it, as in tests and manuals.
    for (const { object } of form === 'list' ? plugins : []) {
      for (const { key, message, severity } of reserved) {
        const pair = fieldOf(object, key);
        if (!pair) continue;
        yield {
          span: pair.key.contentSpan,
          message,
          severity,
          fixes: [{ title: `Remove \`${key}\``, safety: 'unsafe', edits: [withoutPair(object, pair)] }],
        };
      }
    }
  },
});

const reserved = [
  {
    key: 'prevResult',
    severity: 'warning',
    message: '`prevResult` is what the plugin before has made. Written by hand it names interfaces that are not there.',
  },
  {
    key: 'runtimeConfig',
    severity: 'information',
    message: '`runtimeConfig` is filled in by the runtime: what is written here is lost as soon as that has values.',
  },
] as const;

import type { Party } from '../../model/policy.ts';
import { problemsOf } from '../problems.ts';
import { defineRule, type Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badReachStatement = defineRule({
  id: 'bad-reach-statement',
  category: 'isolation',
  docs: {
    summary: 'A part of `x-reach` is no statement.',
    why: 'Compose ignores the key, and Bulkhead can only hold the stack against what it can read: the intent is not watched.',
    instead:
      'Write `SOURCE -> TARGET:PORT` for what shall be possible and `SOURCE -x-> TARGET` for what must not be, one statement an item. The map form has the keys `default` and `flows`.',
    references: ['https://docs.docker.com/reference/compose-file/extension/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              ports: ["443:443"]
            api:
              image: shop/api:2
          x-reach:
            - web => api
            #     ^^ \`=>\` is no arrow here
            - internet -> web:https
            #                 ^^^^^ \`https\` is no port
            - web ->
            # ^^^^^^ The target is missing
            - lan -> internet
            # ^^^^^^^^^^^^^^^ No service of the project is in it
            - api -> api
            # ^^^^^^^^^^ \`api\` always reaches itself
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              ports: ["443:443"]
            api:
              image: shop/api:2
          x-reach:
            - web -> api
            - internet -> web:https
            - web ->
            - lan -> internet
            - api -> api
        `,
      },
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
          x-reach:
            default: forbid
            #        ^^^^^^ \`default\` is \`deny\`
            rules: []
          # ^^^^^ \`rules\` is no key here
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            ports: ["443:443"]
          dns:
            image: shop/dns:2
        x-reach:
          default: allow
          flows:
            - internet -> web:443
            - "web -> dns:53/udp"
            - \${SOURCE} -> web
      `,
    ],
  },
  *check(project) {
    for (const { reason, span, replacement } of problemsOf(project, 'bad-statement')) {
      yield {
        span,
        message: `${reason}. The statement is not read.`,
        ...(replacement === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Change to \`${replacement}\``,
                  safety: 'unsafe',
                  edits: [{ kind: 'replace', span, newText: replacement }],
                },
              ],
            }),
      };
    }
    for (const { from, to, span } of project.policy?.statements ?? []) {
      const message = withoutMeaning(from, to);
      if (message !== undefined) yield { span, message } satisfies Finding;
    }
  },
});

const isPlace = ({ kind }: Party): boolean => kind === 'host' || kind === 'lan' || kind === 'internet';

function withoutMeaning(from: Party, to: Party): string | undefined {
  if (isPlace(from) && isPlace(to)) return 'No service of the project is in it: the statement says nothing.';
  if (from.kind === 'service' && to.kind === 'service' && from.name === to.name)
    return `\`${from.name}\` always reaches itself: the statement says nothing.`;
  return undefined;
}

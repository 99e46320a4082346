import type { ChainCommand } from '../../model/script.ts';
import type { Fix } from '../rule.ts';
import { defineScriptRule } from '../scriptRule.ts';
import { addsRule, atHead, covers, isDrop, isException, programs, userChainCommands } from '../userChain.ts';
import { yaml as shell } from '../yaml.ts';

export const dropInsertedFirst = defineScriptRule({
  id: 'drop-inserted-first',
  category: 'isolation',
  docs: {
    summary: 'A `DROP` is inserted after its exceptions, and so comes before them.',
    why: 'Without a number `-I` puts a rule at the head of the chain. The last one inserted is asked first: a `DROP` without conditions there stops all forwarded traffic of the machine, also of other projects, and the rules that were inserted before it are never reached.',
    instead:
      'Insert the `DROP` before its exceptions. `-A` does the same where the chain is empty; engines before 28 keep a `RETURN` at its end, behind which nothing is reached.',
    references: [
      'https://docs.docker.com/engine/network/packet-filtering-firewalls/',
      'https://man7.org/linux/man-pages/man8/iptables.8.html',
    ],
  },
  examples: {
    bad: [
      {
        text: shell`
          iptables -I DOCKER-USER -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN
          iptables -I DOCKER-USER -s 172.20.2.0/24 -d 172.20.3.0/24 -j RETURN
          iptables -I DOCKER-USER -j DROP
          #        ^^ lands first
        `,
        fixed: shell`
          iptables -I DOCKER-USER -j DROP
          iptables -I DOCKER-USER -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN
          iptables -I DOCKER-USER -s 172.20.2.0/24 -d 172.20.3.0/24 -j RETURN
        `,
      },
      {
        text: shell`
          sudo iptables -I DOCKER-USER -i eth0 -s 192.0.2.7 -j RETURN
          sudo iptables -I DOCKER-USER 1 -i eth0 -j DROP
          #             ^^ the rule before it is never asked
        `,
      },
    ],
    good: [
      shell`
        iptables -I DOCKER-USER -j DROP
        iptables -I DOCKER-USER -s 172.20.2.0/24 -d 172.20.3.0/24 -j RETURN
        iptables -I DOCKER-USER -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN
      `,
      shell`
        iptables -A DOCKER-USER -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN
        iptables -A DOCKER-USER -j DROP
      `,
      shell`
        iptables -I DOCKER-USER -i eth0 -s 192.0.2.7 -j RETURN
        iptables -I DOCKER-USER -i eth1 -j DROP
      `,
    ],
  },
  *check(script) {
    for (const program of programs) {
      let before: ChainCommand[] = [];
      for (const command of userChainCommands(script, program)) {
        if (command.action === 'flush') before = [];
        if (!addsRule(command)) continue;
        if (isDrop(command) && atHead(command)) {
          const dead = before.filter((each) => isException(each) && covers(command, each));
          const [first] = dead;
          if (first) {
            const rest = dead.length === 1 ? 'the rule before it is' : `the ${dead.length} rules before it are`;
            const what = command.options.length === 0 ? 'All forwarded traffic' : 'Everything that it matches';
            yield {
              span: command.actionSpan,
              message: `Inserted last, this ${command.target?.value} lands first. ${what} stops here, and ${rest} never asked.`,
              related: [{ span: first.span, message: 'Never asked.' }],
              fixes: fixesFor(command, before),
            };
          }
        }
        before.push(command);
      }
    }
  },
});

function fixesFor(command: ChainCommand, before: readonly ChainCommand[]): readonly Fix[] {
  const { lines, actionSpan, position } = command;
  const target = before[0]?.lines;
  const edits: Fix['edits'] =
    target && lines && before.every(atHead) && ![command, ...before].some(({ conditional }) => conditional)
      ? [
          { kind: 'replace', span: { ...target.span, end: target.span.start }, newText: lines.text },
          { kind: 'replace', span: lines.span, newText: '' },
        ]
      : [];
  const move: Fix = { title: 'Insert it before its exceptions', safety: 'unsafe', edits };
  const append: Fix = {
    title: 'Append it with -A',
    safety: 'unsafe',
    edits: [{ kind: 'replace', span: actionSpan, newText: '-A' }],
  };
  return [...(edits.length > 0 ? [move] : []), ...(position === undefined ? [append] : [])];
}

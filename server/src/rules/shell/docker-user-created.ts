import { defineScriptRule } from '../scriptRule.ts';
import { programs, userChainCommands } from '../userChain.ts';
import { yaml as shell } from '../yaml.ts';

export const dockerUserCreated = defineScriptRule({
  id: 'docker-user-created',
  category: 'portability',
  docs: {
    summary: 'A script creates the chain `DOCKER-USER`, which the engine has created.',
    why: 'The engine makes the chain when it starts, so `iptables -N DOCKER-USER` fails with "Chain already exists". A script with `set -e` ends there and leaves the machine without the rules behind it.',
    instead: 'Leave the line out, or let it fail where the script may run before the engine.',
    references: ['https://docs.docker.com/engine/network/packet-filtering-firewalls/'],
  },
  examples: {
    bad: [
      {
        text: shell`
          set -e
          iptables -N DOCKER-USER
          #        ^^^^^^^^^^^^^^ the script ends here
          iptables -I DOCKER-USER -s 192.0.2.7 -j DROP
        `,
        fixed: shell`
          set -e
          iptables -N DOCKER-USER 2> /dev/null || true
          iptables -I DOCKER-USER -s 192.0.2.7 -j DROP
        `,
      },
      {
        text: shell`
          iptables --new-chain DOCKER-USER # for our rules
          #        ^^^^^^^^^^^^^^^^^^^^^^^ fails
        `,
      },
    ],
    good: [
      shell`
        iptables -N DOCKER-USER 2> /dev/null || true
        iptables -I DOCKER-USER -s 192.0.2.7 -j DROP
      `,
      shell`
        if ! iptables -N DOCKER-USER; then
          echo exists
        fi
      `,
      shell`
        iptables -L DOCKER-USER > /dev/null || iptables -N DOCKER-USER
      `,
    ],
  },
  *check(script) {
    for (const program of programs) {
      for (const command of userChainCommands(script, program)) {
        const { action, mayFail, conditional, actionSpan, chain, span } = command;
        if (action !== 'new-chain' || mayFail || conditional || !chain) continue;
        const then = script.stopsOnError ? 'the script ends here' : 'the script goes on without it';
        yield {
          span: { ...actionSpan, end: chain.span.end },
          message: `The engine has made DOCKER-USER already: this fails with "Chain already exists", and ${then}.`,
          ...(script.stopsOnError ? { severity: 'warning' as const } : {}),
          fixes: [
            {
              title: 'Let it fail',
              safety: 'safe',
              edits: [{ kind: 'replace', span: { ...span, start: span.end }, newText: ' 2> /dev/null || true' }],
            },
          ],
        };
      }
    }
  },
});

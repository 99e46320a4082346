import { defineScriptRule } from '../scriptRule.ts';
import {
  addsRule,
  conditionsOf,
  isDrop,
  isException,
  passesAnswers,
  programs,
  userChainCommands,
} from '../userChain.ts';
import { yaml as shell } from '../yaml.ts';

const ownTargets = new Set(['ACCEPT', 'RETURN', 'DROP', 'REJECT', 'LOG', 'NFLOG']);

export const dropWithoutAnswers = defineScriptRule({
  id: 'drop-without-answers',
  category: 'isolation',
  docs: {
    summary: 'Everything is dropped in `DOCKER-USER`, answers of allowed connections among it.',
    why: 'A rule with source and destination lets packets pass in one direction only. Their answers go the other way and meet the final `DROP`, so that no allowed connection is ever made.',
    instead: 'Let packets of existing connections pass before all other rules, with `--ctstate RELATED,ESTABLISHED`.',
    references: [
      'https://docs.docker.com/engine/network/packet-filtering-firewalls/',
      'https://man7.org/linux/man-pages/man8/iptables-extensions.8.html',
    ],
  },
  examples: {
    bad: [
      {
        text: shell`
          iptables -I DOCKER-USER -j DROP
          #                          ^^^^ answers
          iptables -I DOCKER-USER -s 172.20.2.0/24 -d 172.20.3.0/24 -j RETURN
        `,
        fixed: shell`
          iptables -I DOCKER-USER -j DROP
          iptables -I DOCKER-USER -s 172.20.2.0/24 -d 172.20.3.0/24 -j RETURN
          iptables -I DOCKER-USER -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN
        `,
      },
    ],
    good: [
      shell`
        iptables -I DOCKER-USER -j DROP
        iptables -I DOCKER-USER -s 172.20.2.0/24 -d 172.20.3.0/24 -j RETURN
        iptables -I DOCKER-USER -m state --state ESTABLISHED,RELATED -j ACCEPT
      `,
      shell`
        iptables -I DOCKER-USER -j DROP
      `,
      shell`
        iptables -I DOCKER-USER -s 192.0.2.7 -j DROP
        iptables -I DOCKER-USER -s 192.0.2.8 -j RETURN
      `,
      shell`
        iptables -I DOCKER-USER -j DROP
        iptables -I DOCKER-USER -s 192.0.2.7 -j RETURN
        iptables -I DOCKER-USER -j ANSWERS
      `,
    ],
  },
  *check(script) {
    for (const program of programs) {
      const commands = userChainCommands(script, program).filter(addsRule);
      const drop = commands.find((command) => isDrop(command) && conditionsOf(command.options).length === 0);
      const last = commands.at(-1);
      if (!drop?.target || !last || !commands.some(isException)) continue;
      const isHidden = ({ target }: (typeof commands)[number]): boolean =>
        target !== undefined && (!target.literal || !ownTargets.has(target.value));
      if (commands.some((command) => passesAnswers(command) || isHidden(command))) continue;
      const { lines } = last;
      const indent = /^\s*(?:sudo )?/.exec(lines?.text ?? '')?.[0] ?? '';
      const rule = `${indent}${program} -I DOCKER-USER -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN\n`;
      yield {
        span: drop.target.span,
        message: `This drops answers too: a connection that the rules allow is never made, because what comes back goes the other way.`,
        ...(lines && !last.conditional
          ? {
              fixes: [
                {
                  title: 'Let answers pass first',
                  safety: 'unsafe',
                  edits: [{ kind: 'replace', span: { ...lines.span, start: lines.span.end }, newText: rule }],
                },
              ],
            }
          : {}),
      };
    }
  },
});

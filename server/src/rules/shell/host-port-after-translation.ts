import { defineScriptRule } from '../scriptRule.ts';
import { addsRule, programs, userChainCommands } from '../userChain.ts';
import { yaml as shell } from '../yaml.ts';

export const hostPortAfterTranslation = defineScriptRule({
  id: 'host-port-after-translation',
  category: 'portability',
  docs: {
    summary: 'A rule in `DOCKER-USER` for traffic from outside asks for a destination port.',
    why: 'When the chain is asked the engine has translated address and port already: with `ports: ["8080:80"]`, `--dport 8080` never matches, and `--dport 80` matches whatever port of the host leads there.',
    instead:
      'Ask connection tracking for the port that the packet was sent to, with `--ctorigdstport`. Where the port of the container is meant, allow this rule.',
    references: [
      'https://docs.docker.com/engine/network/packet-filtering-firewalls/',
      'https://man7.org/linux/man-pages/man8/iptables-extensions.8.html',
    ],
  },
  examples: {
    bad: [
      {
        text: shell`
          iptables -I DOCKER-USER -i eth0 -p tcp --dport 8080 -j DROP
          #                                      ^^^^^^^^^^^^ the container's port
        `,
        fixed: shell`
          iptables -I DOCKER-USER -i eth0 -p tcp -m conntrack --ctorigdstport 8080 --ctdir ORIGINAL -j DROP
        `,
      },
    ],
    good: [
      shell`
        iptables -I DOCKER-USER -i eth0 -p tcp -m conntrack --ctorigdstport 8080 --ctdir ORIGINAL -j DROP
        iptables -I DOCKER-USER -i eth0 -p tcp -d 172.20.2.4 --dport 80 -j RETURN
        iptables -I DOCKER-USER -i br-0123456789ab -p tcp --dport 5432 -j RETURN
        iptables -I INPUT -i eth0 -p tcp --dport 22 -j ACCEPT
        iptables -I DOCKER-USER -s 172.20.2.0/24 -p tcp --dport 5432 -j RETURN
      `,
    ],
  },
  *check(script) {
    for (const program of programs) {
      for (const { options, ...command } of userChainCommands(script, program)) {
        const named = (name: string) => options.find((option) => option.name === name);
        const port = named('--dport');
        const [from] = named('-i')?.values ?? [];
        if (!addsRule({ options, ...command }) || !port || !from?.literal || /^(?:br|docker|veth)/.test(from.value))
          continue;
        if (port.negated || named('-i')?.negated || named('-d') || named('-o') || named('--ctorigdstport')) continue;
        const [value] = port.values;
        if (!value) continue;
        yield {
          span: port.span,
          message: `The engine has translated the port already: this is the container's port, not the one that is published on the host.`,
          fixes: [
            {
              title: 'Match the port that the packet was sent to',
              safety: 'unsafe',
              edits: [
                {
                  kind: 'replace',
                  span: port.span,
                  newText: `-m conntrack --ctorigdstport ${value.value} --ctdir ORIGINAL`,
                },
              ],
            },
          ],
        };
      }
    }
  },
});

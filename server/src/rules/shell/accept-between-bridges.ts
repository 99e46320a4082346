import { type Cidr, overlaps, parseAddress, parseCidr } from '../../model/address.ts';
import { privateBlocks } from '../../model/addressClass.ts';
import type { ChainCommand, ScriptOption } from '../../model/script.ts';
import { defineScriptRule } from '../scriptRule.ts';
import { addsRule, passesAnswers, programs, userChainCommands } from '../userChain.ts';
import { yaml as shell } from '../yaml.ts';

export const acceptBetweenBridges = defineScriptRule({
  id: 'accept-between-bridges',
  category: 'isolation',
  docs: {
    summary: 'A script accepts traffic between two networks in `DOCKER-USER`.',
    why: 'The chain is asked before the rules of the engine, and `ACCEPT` ends them all: an `internal` network is open to the other one then, and before engine 28 every network is. It is not needed to allow anything: what the chain leaves alone is decided by the engine.',
    instead:
      'Use `RETURN`: the packet goes on to the rules of the engine. Let a service that has to reach another join its network.',
    references: ['https://docs.docker.com/engine/network/packet-filtering-firewalls/'],
  },
  examples: {
    bad: [
      {
        text: shell`
          iptables -I DOCKER-USER -s 172.20.2.0/24 -d 172.20.3.0/24 -j ACCEPT
          #                                                            ^^^^^^ internal
        `,
        fixed: shell`
          iptables -I DOCKER-USER -s 172.20.2.0/24 -d 172.20.3.0/24 -j RETURN
        `,
      },
      {
        text: shell`
          iptables -A DOCKER-USER -i br-0123456789ab -o br-ba9876543210 -j ACCEPT
          #                                                                ^^^^^^ RETURN leaves
        `,
      },
    ],
    good: [
      shell`
        iptables -I DOCKER-USER -s 172.20.2.0/24 -d 172.20.2.0/24 -j ACCEPT
        iptables -I DOCKER-USER -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
        iptables -I DOCKER-USER -i eth0 -s 192.0.2.7 -j ACCEPT
      `,
      shell`
        iptables -I DOCKER-USER -s "$WEB" -d "$DATA" -j ACCEPT
      `,
    ],
  },
  *check(script) {
    for (const program of programs) {
      for (const command of userChainCommands(script, program)) {
        const { target } = command;
        if (!addsRule(command) || target?.value !== 'ACCEPT' || passesAnswers(command)) continue;
        if (!joinsNetworks(command) && !joinsBridges(command)) continue;
        yield {
          span: target.span,
          message:
            'ACCEPT ends the checks of the engine: an internal network is open to the other one then, before engine 28 any network. RETURN leaves them in force.',
          fixes: [
            {
              title: 'Return to the rules of the engine',
              safety: 'unsafe',
              edits: [{ kind: 'replace', span: target.span, newText: 'RETURN' }],
            },
          ],
        };
      }
    }
  },
});

function joinsNetworks({ options }: ChainCommand): boolean {
  const from = blockOf(options, '-s');
  const to = blockOf(options, '-d');
  const isPrivate = (block: Cidr): boolean => privateBlocks.some((each) => overlaps(each, block));
  return from !== undefined && to !== undefined && isPrivate(from) && isPrivate(to) && !overlaps(from, to);
}

function joinsBridges({ options }: ChainCommand): boolean {
  const from = literal(options, '-i');
  const to = literal(options, '-o');
  const bridge = /^(?:br-[0-9a-f]{12}|docker0)$/;
  return from !== undefined && to !== undefined && from !== to && bridge.test(from) && bridge.test(to);
}

function blockOf(options: readonly ScriptOption[], name: string): Cidr | undefined {
  const text = literal(options, name);
  if (text === undefined) return undefined;
  return parseCidr(parseAddress(text) ? `${text}/${text.includes(':') ? 128 : 32}` : text);
}

/** The value of an option that is given once, without `!` and variables. */
function literal(options: readonly ScriptOption[], name: string): string | undefined {
  const [option, other] = options.filter((each) => each.name === name);
  const [value, more] = option?.values ?? [];
  return option && !other && !option.negated && value?.literal && !more ? value.value : undefined;
}

import type { Anchor } from '../../text/span.ts';
import type { HostFacts } from './hostFacts.ts';
import { hostInWord, type Word, wordsOfLines } from './words.ts';

const proxies = new Set(['reverse_proxy', 'php_fastcgi', 'forward_auth']);

/** The upstreams of `reverse_proxy`, `php_fastcgi` and `forward_auth`, beside them and behind `to` in their block. */
export function caddyHosts(text: string, anchor: Anchor): HostFacts {
  const blocks: string[] = [];
  const hosts = [...wordsOfLines(text)].flatMap((words) => {
    const directive = words[0]?.text ?? '';
    const named = proxies.has(directive) || (directive === 'to' && proxies.has(blocks.at(-1) ?? '')) ? words : [];
    if (directive === '}') blocks.pop();
    if (words.at(-1)?.text === '{') blocks.push(directive);
    return named
      .slice(1)
      .filter((word, index) => !isMatcher(word, index))
      .flatMap((word) => hostInWord(word, anchor) ?? []);
  });
  return { hosts, groups: [] };
}

/** A path, `*` or `@name` as the first word says which requests are meant. */
const isMatcher = ({ text }: Word, index: number): boolean => index === 0 && /^[@/*]/.test(text);

import type { Anchor } from '../../text/span.ts';
import type { HostFacts } from './hostFacts.ts';
import { hostInWord, wordsOfLines } from './words.ts';

// Words that start a section (HAProxy configuration manual, chapter 2 to 12).
const sections =
  /^(?:global|defaults|frontend|backend|listen|peers|resolvers|mailers|userlist|cache|program|ring|fcgi-app|http-errors|log-forward|traces|crt-store)$/;

/** The addresses of `server` and `server-template` in `backend` and `listen`. */
export function haproxyHosts(text: string, anchor: Anchor): HostFacts {
  let section = '';
  const hosts = [...wordsOfLines(text)].flatMap((words) => {
    const keyword = words[0]?.text ?? '';
    if (sections.test(keyword)) section = keyword;
    if (section !== 'backend' && section !== 'listen') return [];
    const place = keyword === 'server' ? 2 : keyword === 'server-template' ? 3 : undefined;
    return place === undefined ? [] : (hostInWord(words[place], anchor) ?? []);
  });
  return { hosts, groups: [] };
}

import type { Mention } from '../model/mention.ts';
import { partOf, type Text } from '../model/scalar.ts';
import type { Service } from '../model/service.ts';

type Sources = Pick<Service, 'environment' | 'command' | 'entrypoint' | 'healthcheck' | 'labels'>;

/** Every host that environment, commands, health check and labels of a service name. */
export function findMentions(service: Sources): readonly Mention[] {
  return [
    ...service.environment.flatMap(({ name, value }) => (value ? inText(value, 'environment', name) : [])),
    ...service.command.flatMap((text) => inText(text, 'command')),
    ...service.entrypoint.flatMap((text) => inText(text, 'entrypoint')),
    ...service.healthcheck.flatMap((text) => inText(text, 'healthcheck')),
    ...service.labels.flatMap(({ name, value }) => (value ? inText(value, 'label', name) : [])),
  ];
}

const host = '[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?';
// The lengths keep long texts without any URL cheap, as each of their words may begin one.
const urlPattern = /\b([a-z][a-z0-9+.-]{0,40}):\/\/(?:[^\s/@'"]{0,400}@)?/gi;
const authority = new RegExp(String.raw`^(\[[0-9a-fA-F:.]+\]|${host})(?::(\d{1,5}))?`);
const hostPort = new RegExp(String.raw`(?<![\w.:/@-])(${host}):(\d{1,5})(?![\w:.-])`, 'g');
const wholeHost = new RegExp(`^${host}$`);
// Names of variables whose whole value is a host: DB_HOST, REDIS_SERVER, KAFKA_BROKER, PGHOST …
const hostVariable = /(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS|BROKER|UPSTREAM|ENDPOINT)S?$/i;

// A text with more names is a list for something else.
const mostMentions = 200;

function inText(text: Text, source: Mention['source'], key?: string): readonly Mention[] {
  const searched = searchable(text);
  const base = { source, ...(key === undefined ? {} : { key }) };
  const mentions: Mention[] = [];
  const taken: { start: number; end: number }[] = [];
  const add = (
    start: number,
    name: string,
    portText: string | undefined,
    form: Mention['form'],
    scheme?: string,
  ): void => {
    const end = start + name.length + (portText === undefined ? 0 : portText.length + 1);
    taken.push({ start, end });
    const port = portText === undefined ? undefined : Number(portText);
    if (name.includes(hidden) || (port !== undefined && port > 65535)) return;
    mentions.push({
      ...base,
      host: name,
      hostSpan: partOf(text, start, start + name.length),
      ...(port === undefined ? {} : { port, portSpan: partOf(text, end - (portText?.length ?? 0), end) }),
      ...(scheme === undefined ? {} : { scheme }),
      form,
    });
  };
  for (const url of searched.matchAll(urlPattern)) {
    // Several hosts may follow: `mongodb://a:27017,b:27017/db`.
    let position = url.index + url[0].length;
    for (;;) {
      const found = authority.exec(searched.slice(position, position + 300));
      if (!found?.[1] || taken.length >= mostMentions) break;
      add(position, found[1], found[2], 'url', url[1]?.toLowerCase());
      position += found[0].length;
      if (searched[position] !== ',') break;
      position++;
    }
    taken.push({ start: url.index, end: position });
    if (taken.length >= mostMentions) break;
  }
  for (const match of searched.matchAll(hostPort)) {
    const name = match[1] ?? '';
    if (taken.length >= mostMentions) break;
    if (taken.some(({ start, end }) => match.index >= start && match.index < end)) continue;
    // `12:30` is a time, `1.2.3:4` no name.
    if (/[a-z]/i.test(name)) add(match.index, name, match[2], 'host-port');
  }
  if (mentions.length === 0 && taken.length === 0 && source === 'environment' && key && hostVariable.test(key)) {
    if (wholeHost.test(searched) && /[a-z]/i.test(searched)) add(0, searched, undefined, 'word');
  }
  return mentions;
}

const hidden = '\0';

/** The text with what a variable hides made unreadable, so that half a name is not taken for a name. */
function searchable(text: Text): string {
  if (text.known) return text.value;
  return text.raw.replace(/\$\{[^}]*\}?|\$\w+/g, (use) => hidden.repeat(use.length));
}

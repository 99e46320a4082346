import { accessFilterWords } from './accessFilters.ts';
import { accessLogWords } from './accessLog.ts';
import { bootstrapWords } from './bootstrap.ts';
import { clusterWords } from './cluster.ts';
import { configSourceWords } from './configSource.ts';
import { endpointWords } from './endpoint.ts';
import { enumWords } from './enums.ts';
import { httpConnectionManagerWords } from './httpConnectionManager.ts';
import { listenerWords } from './listener.ts';
import { matchingWords } from './matching.ts';
import { networkFilterWords } from './networkFilters.ts';
import { routeWords } from './route.ts';
import { routePartWords } from './routeParts.ts';
import { sharedFieldWords } from './shared.ts';
import { statisticsWords } from './statistics.ts';
import { tlsWords } from './tls.ts';
import { trafficFilterWords } from './trafficFilters.ts';
import type { MessageWords, WordsByMessage } from './words.ts';

const areas: readonly WordsByMessage[] = [
  bootstrapWords,
  statisticsWords,
  listenerWords,
  httpConnectionManagerWords,
  routeWords,
  routePartWords,
  clusterWords,
  endpointWords,
  tlsWords,
  accessLogWords,
  configSourceWords,
  accessFilterWords,
  trafficFilterWords,
  networkFilterWords,
  matchingWords,
];

const byMessage: ReadonlyMap<string, MessageWords> = new Map(areas.flatMap((area) => Object.entries(area)));

/** All words as they stand: names of messages without `envoy.` in front. */
export const wordsAsWritten = (): readonly (readonly [message: string, words: MessageWords])[] =>
  areas.flatMap((area) => Object.entries(area));

const wordsOf = (type: string): MessageWords | undefined => byMessage.get(type.replace(/^envoy\./, ''));

/** What a message is, in one line; undefined for the many that need none. */
export const messageWords = (type: string): string | undefined => wordsOf(type)?.about;

/** Fields of a message that have words of their own, the most used first. */
export const describedFields = (type: string): readonly string[] => Object.keys(wordsOf(type)?.fields ?? {});

export interface FieldDescription {
  /** Markdown. */
  readonly text: string;
  /** What holds when the field is not set, Markdown. */
  readonly whenUnset?: string;
}

/** What a field of a message does. */
export function fieldWords(type: string, field: string): FieldDescription | undefined {
  const own = wordsOf(type)?.fields;
  const shared = Object.hasOwn(sharedFieldWords, field) ? sharedFieldWords[field] : undefined;
  const words = (own && Object.hasOwn(own, field) ? own[field] : undefined) ?? shared;
  if (words === undefined) return undefined;
  return typeof words === 'string' ? { text: words } : { text: words[0], whenUnset: words[1] };
}

/** The names in the order in which people want them: those with words, then the others. */
export function inUsualOrder(type: string, names: readonly string[]): readonly string[] {
  const described = Object.keys(enumWords[type.replace(/^@?(?:envoy\.)?/, '')] ?? {});
  const place = (name: string): number => (described.includes(name) ? described.indexOf(name) : described.length);
  return names.toSorted((a, b) => place(a) - place(b));
}

/** What a value of an enumeration means; `type` with or without `@`. */
export function enumValueWords(type: string, value: string): string | undefined {
  const values = enumWords[type.replace(/^@?(?:envoy\.)?/, '')];
  return values && Object.hasOwn(values, value) ? values[value] : undefined;
}

import type { Anchor } from '../../server/src/text/span.ts';

/** A value as plain data in which every span says where it is, so that what two texts gave can be compared. */
export function plainSpans(value: unknown): unknown {
  if (value instanceof Map) return [...value].map(([key, each]) => [key, plainSpans(each)]);
  if (Array.isArray(value)) return value.map(plainSpans);
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : value;
  if ('anchor' in value && 'start' in value && 'end' in value) {
    const { offset } = value.anchor as Anchor;
    return `${offset + Number(value.start)}-${offset + Number(value.end)}`;
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainSpans(each)]));
}

import { describe, expect, it } from 'vitest';
import { enumSchema, messageSchema } from '../../../envoy/schema.ts';
import { enumValueWords, fieldWords, messageWords, wordsAsWritten } from './allWords.ts';
import { enumWords } from './enums.ts';
import { sharedFieldWords } from './shared.ts';

const all = wordsAsWritten();
const names = all.map(([name]) => name);
const schemaOf = (name: string) => messageSchema(`envoy.${name}`) ?? messageSchema(name);
const described = all.flatMap(([name, { fields }]) => Object.keys(fields ?? {}).map((field) => ({ name, field })));

describe('words for fields', () => {
  it('are there for more than the 400 fields that people use most', () => {
    expect(described.length).toBeGreaterThan(1_000);
  });

  it('belong to messages and fields that exist, each once', () => {
    expect(names.filter((name) => !schemaOf(name))).toEqual([]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(described.filter(({ name, field }) => !schemaOf(name)?.fields.has(field))).toEqual([]);
  });

  it('are sentences', () => {
    for (const { name, field } of described) {
      const words = fieldWords(name, field);
      expect(`${name}.${field}: ${words?.text}`).toMatch(/: \S.*[.…]$/);
      expect(words?.text).not.toMatch(/ {2}/);
      if (words?.whenUnset !== undefined) expect(`${name}.${field}: ${words.whenUnset}`).toMatch(/: (?:\S|\S.*[^.])$/);
    }
  });

  it('say of a message what it is in one line', () => {
    const lines = names.flatMap((name) => messageWords(name) ?? []);
    expect(lines.length).toBeGreaterThan(200);
    for (const line of lines) expect(line).toMatch(/^[A-Zg][^\n]*\.$/);
  });

  it('that are shared belong to fields of several messages', () => {
    const single = Object.keys(sharedFieldWords).filter(
      (field) => names.filter((name) => schemaOf(name)?.fields.has(field)).length < 2,
    );
    expect(single).toEqual([]);
  });

  it('are found by the full name of the message', () => {
    expect(fieldWords('envoy.config.cluster.v3.Cluster', 'name')?.text).toContain('Unique name');
    expect(fieldWords('envoy.config.cluster.v3.Cluster', 'constructor')).toBeUndefined();
    expect(fieldWords('envoy.unknown.Message', 'stat_prefix')?.text).toBe('What the statistics begin with.');
  });
});

describe('words for values', () => {
  it('belong to enumerations and values that exist', () => {
    for (const [name, values] of Object.entries(enumWords)) {
      const schema = enumSchema(`envoy.${name}`);
      expect({ name, unknown: Object.keys(values).filter((value) => !schema?.values.has(value)) }).toEqual({
        name,
        unknown: [],
      });
      for (const value of Object.keys(values)) expect(enumValueWords(`@envoy.${name}`, value)).toMatch(/^\S.*\.$/);
    }
  });
});

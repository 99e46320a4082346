import { describe, expect, it } from 'vitest';
import { readEnvoy } from '../../../envoy/readEnvoy.ts';
import { messageSchema } from '../../../envoy/schema.ts';
import { parseYaml } from '../../../text/yamlTree.ts';
import { withoutPlaceholders } from '../../completion/proposal.ts';
import { configs, typeUrl } from './configs.ts';
import { messageSnippets } from './items.ts';
import { entriesText, type SnippetForm, type SnippetMap, type SnippetStyle } from './snippetValue.ts';

const written = (value: SnippetMap, form: SnippetForm, camel = false): string => {
  const style: SnippetStyle = { eol: '\n', mapIndent: 2, sequenceIndent: 0, quote: 'double', form, camel };
  const text = withoutPlaceholders(entriesText(value, 0, style));
  return form === 'block' ? text : `{${text}}`;
};

/** What Envoy would refuse in a file that is one resource of this type. */
const problemsOf = (text: string) =>
  readEnvoy(parseYaml('file:///resource.yaml', text), { version: 40 }).problems.map((problem) => ({ text, problem }));

const all: readonly (readonly [string, string, SnippetMap])[] = [
  ...Object.entries(configs).map(([type, value]): [string, string, SnippetMap] => ['settings', type, value]),
  ...Object.entries(messageSnippets).flatMap(([type, snippets]) =>
    snippets.map(({ label, value }): [string, string, SnippetMap] => [label, type, value]),
  ),
];

describe.each(all)('%s of %s', (_, type, value) => {
  it('is what Envoy takes, in every form', () => {
    expect(messageSchema(type)).toBeDefined();
    const resource = type.includes('.bootstrap.') ? value : { '@type': typeUrl(type), ...value };
    for (const form of ['block', 'flow', 'json'] as const) {
      for (const camel of [false, true]) expect(problemsOf(written(resource, form, camel))).toEqual([]);
    }
  });

  it('is JSON in JSON', () => {
    expect(() => JSON.parse(written(value, 'json'))).not.toThrow();
  });
});

describe('the text of a snippet', () => {
  it('keeps holes in quotes where the value needs them', () => {
    const style: SnippetStyle = {
      eol: '\n',
      mapIndent: 2,
      sequenceIndent: 2,
      quote: 'double',
      form: 'block',
      camel: false,
    };
    const value = {
      domains: [{ hole: 1, value: '*' }],
      list: [{ deep: { hole: 2, value: 'a' } }],
      none: {},
      price: '5$ {}',
    };
    expect(entriesText(value, 4, style)).toBe(
      'domains: ["${1:*}"]\n    list:\n      - deep: ${2:a}\n    none: {\\}\n    price: 5\\$ {\\}',
    );
    expect(entriesText(value, 0, { ...style, form: 'json' })).toBe(
      '"domains": ["${1:*}"], "list": [{"deep": "${2:a}"\\}], "none": {\\}, "price": "5\\$ {\\}"',
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { refactored, refactoringTitles } from '../../../../test/harness/refactor.ts';

const web = (lines: string): string => `services:\n  web:\n    image: nginx\n${lines}networks: {front: , back: }\n`;

describe('a list', () => {
  it.each([
    [
      'networks',
      '    networks: # two$0\n      - front # users\n\n      # inside\n      - "back"\n',
      '    networks: # two\n      front: # users\n\n      # inside\n      "back":\n',
    ],
    ['networks', '    networks:\n    - front$0\n    - back\n', '    networks:\n      front:\n      back:\n'],
    ['networks', '    networks: [front, back]$0\n', '    networks: {front: null, back: null}\n'],
    [
      'environment',
      '    environment:\n      - A=1$0\n      - B= x # b\n      - C\n      - D=\n      - "E=a: ${B}"\n',
      '    environment:\n      A: "1"\n      B: x # b\n      C:\n      D: ""\n      E: "a: ${B}"\n'.replace(
        'B: x',
        'B: " x"',
      ),
    ],
    ['environment', '    environment: [A=1, "B"]$0\n', '    environment: {A: "1", "B": null}\n'],
    [
      'depends_on',
      '    depends_on:\n      - db # first\n      - queue$0\n',
      '    depends_on:\n      db: # first\n        condition: service_started\n      queue:\n        condition: service_started\n',
    ],
    ['depends_on', '    depends_on: [db$0]\n', '    depends_on: {db: {condition: service_started}}\n'],
  ])('of %s becomes a map', (key, before, after) => {
    expect(refactored(web(before), `Write ${key} of \`web\` as a map`)).toBe(web(after));
  });

  it.each([
    ['an item stands twice', '    networks: [front, front$0]\n'],
    ['a variable is a name', '    networks:\n      - ${N}$0\n'],
    ['an item is repeated elsewhere', '    networks:\n      - &n front$0\n'],
    ['the list is empty', '    networks: []$0\n'],
    ['a name cannot be told', '    environment:\n      - ${A}=1$0\n'],
    ['an item is no text', '    networks: [1$0]\n'],
  ])('stays one where %s', (_, lines) => {
    expect(refactoringTitles(web(lines)).filter((title) => title.endsWith('as a map'))).toEqual([]);
  });
});

describe('a map', () => {
  it.each([
    [
      'networks',
      '    networks: # two\n      front: # users\n      # inside\n      "back": {}$0 # x\n',
      '    networks: # two\n      - front # users\n      # inside\n      - "back" # x\n',
    ],
    ['networks', '    networks: {front: , back: null$0}\n', '    networks: [front, back]\n'],
    [
      'environment',
      '    environment:\n      A: 1$0 # one\n      B: true\n      C:\n      D: "x # y"\n      E: a=${B}\n',
      '    environment:\n      - A=1 # one\n      - B=true\n      - C\n      - "D=x # y"\n      - E=a=${B}\n',
    ],
    [
      'depends_on',
      '    depends_on:\n      db:\n        condition: service_started$0\n        required: true\n      queue: {condition: service_started}\n',
      '    depends_on:\n      - db\n      - queue\n',
    ],
  ])('of %s becomes a list', (key, before, after) => {
    expect(refactored(web(before), `Write ${key} of \`web\` as a list`)).toBe(web(after));
  });

  it.each([
    ['an entry says more', '    networks:\n      front:\n        aliases: [x]$0\n'],
    ['a condition is another', '    depends_on:\n      db: {condition: service_healthy$0}\n'],
    ['compose makes another number', '    environment:\n      A: 010$0\n'],
    ['a merge key adds to it', '    networks:\n      <<: *n\n      front:$0\n'],
    ['a comment would be lost', '    depends_on:\n      db: # why\n        condition: service_started$0\n'],
    ['the value has several lines', '    environment:\n      A: |\n        x$0\n        y\n'],
  ])('stays one where %s', (_, lines) => {
    expect(refactoringTitles(web(lines)).filter((title) => title.endsWith('as a list'))).toEqual([]);
  });
});

describe('either form', () => {
  it('has the same variables, whatever their values, and comes back as it was', () => {
    // $0 is the mark of the cursor.
    const text = fc.string().filter((each) => !each.includes('$0'));
    const value = fc.oneof(text, fc.constantFrom('yes', '1.0', '010', '~', 'a: b', ' x', '#', "it's", '{a}', '*'));
    const environment = fc.dictionary(fc.stringMatching(/^[A-Z][A-Z_]{1,5}$/), value, { minKeys: 1, maxKeys: 4 });
    fc.assert(
      fc.property(environment, (variables) => {
        const entries = Object.entries(variables).map(([name, text]) => `${name}=${text}`);
        const list = `services:\n  web:\n    environment:\n${entries.map((entry) => `      - ${JSON.stringify(entry)}\n`).join('')}`;
        const mark = (text: string): string => text.replace('environment:', 'environment:$0');
        const map = refactored(mark(list), 'Write environment');
        expect(parse(map).services.web.environment).toEqual({ ...variables });
        expect(parse(refactored(mark(map), 'Write environment')).services.web.environment).toEqual(entries);
      }),
      { numRuns: 150 },
    );
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCni } from '../../server/src/cni/readCni.ts';
import { type CniConfig, fileNameOf } from '../../server/src/model/cniConfig.ts';
import { isBroken, isSearchedBefore } from '../../server/src/rules/cniFolder.ts';
import { type CniHost, startCniHost } from '../harness/cniHost.ts';
import { describeWithCni } from '../harness/suites.ts';

const list = (name: string, plugin: string): string =>
  `{ "cniVersion": "1.0.0", "name": "${name}", "plugins": [{ "type": "${plugin}" }] }`;
const texts = {
  list,
  single: (name: string, plugin: string): string => `{ "cniVersion": "0.4.0", "name": "${name}", "type": "${plugin}" }`,
  syntax: (name: string, plugin: string): string => list(name, plugin).replace(' }] }', ' },] }'),
  nameless: (_: string, plugin: string): string => `{ "cniVersion": "1.0.0", "plugins": [{ "type": "${plugin}" }] }`,
  typeless: (name: string): string => `{ "cniVersion": "1.0.0", "name": "${name}", "plugins": [{ "mtu": 1400 }] }`,
  empty: (name: string): string => `{ "cniVersion": "1.0.0", "name": "${name}", "plugins": [] }`,
  number: (name: string, plugin: string): string => list(name, plugin).replace('"1.0.0"', '1.0'),
};

/** Files in which each plugin has the name of its file, which cnitool tells since there is no such plugin. */
const folders = fc.uniqueArray(
  fc.record({
    place: fc.constantFrom('05-a', '10-b', '10-B', '9-c', 'd'),
    ending: fc.constantFrom('.conflist', '.conf', '.json'),
    kind: fc.constantFrom<keyof typeof texts>(
      ...(['list', 'list', 'list', 'single', 'single', 'single'] as const),
      ...(['syntax', 'nameless', 'typeless', 'empty', 'number'] as const),
    ),
    name: fc.constantFrom('web', 'db'),
  }),
  { selector: ({ place, ending }) => place + ending, minLength: 2, maxLength: 5 },
);

await describeWithCni('a folder with networks', (tools) => {
  let host: CniHost;
  beforeAll(async () => {
    host = await startCniHost(tools);
    await host.container('one');
  });
  afterAll(() => host.stop());

  it('is searched for a name in the order that is told', async () => {
    await fc.assert(
      fc.asyncProperty(folders, async (files) => {
        host.empty();
        const written = files.map(({ place, ending, kind, name }) => {
          const file = place + ending;
          return { file, text: texts[kind](name, `is-${file}`) };
        });
        for (const { file, text } of written) host.configure(file, text);
        const configs = written.flatMap(({ file, text }) => readCni(`file:///etc/cni/net.d/${file}`, text).configs);
        for (const name of ['web', 'db']) {
          const { stdout, stderr } = await host.cnitool('add', name, 'one');
          const found = /failed to find plugin "is-([^"]+)"/.exec(stdout + stderr)?.[1];
          expect(found, stderr).toBe(foundByName(configs, name));
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

function foundByName(configs: readonly CniConfig[], name: string): string | undefined {
  const files = configs.toSorted((a, b) => (isSearchedBefore(a, b) ? -1 : 1));
  const first = files.find((each) => isBroken(each) || each.name?.value === name);
  return first && !isBroken(first) ? fileNameOf(first) : undefined;
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refusalPlace } from '../../server/src/envoy/refusalPlace.ts';
import { checkEnvoy } from '../../server/src/runtime/envoy/checkEnvoy.ts';
import { processRunner } from '../../server/src/runtime/processRunner.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';
import { describeWithEnvoy } from '../harness/suites.ts';

const good = `static_resources:
  clusters:
  - name: api
    connect_timeout: 1s
`;

await describeWithEnvoy("the check with the user's own Envoy", ({ paths }) => {
  let file = '';
  beforeAll(async () => {
    file = path.join(await mkdtemp(path.join(tmpdir(), 'bulkhead-own-envoy-')), 'envoy.yaml');
  });
  afterAll(() => rm(path.dirname(file), { recursive: true }));
  const ask = async (text: string, command = paths['1.40'] ?? '') => {
    await writeFile(file, text);
    return checkEnvoy({ kind: 'program', command, runner: processRunner() }, file);
  };

  it('takes what Envoy takes', async () => {
    expect(await ask(good)).toEqual({ ok: true, value: { accepted: true, error: '' } });
  });

  it.each([
    ['connect_timeout', 'connect_timeot', 4],
    ['1s', '1 second', 4],
    ['- name: api', '- [', 5],
    [
      '- name: api',
      '- name: api\n    load_assignment: {cluster_name: x, endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: api.local, port_value: 1}}}}]}]}',
      4,
    ],
  ])('says what Envoy says of %j as %j, on its line', async (from, to, line) => {
    const text = good.replace(from, to);
    const verdict = await ask(text);
    if (!verdict.ok) throw new Error(JSON.stringify(verdict.failure));
    expect(verdict.value.accepted).toBe(false);
    const { start } = refusalPlace(parseYaml('file:///envoy.yaml', text), verdict.value.error);
    expect(`${text.slice(0, start).split('\n').length} ${verdict.value.error}`).toMatch(new RegExp(`^${line} .{10}`));
  });

  it('says when there is no such program, and when it is no Envoy', async () => {
    expect(await ask(good, '/no/such/envoy')).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('no program') },
    });
    expect(await ask(good, 'true')).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('cannot check') },
    });
  });
});

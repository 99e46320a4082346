import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refusalPlace } from '../../server/src/envoy/refusalPlace.ts';
import { checkEnvoy, type OwnEnvoy } from '../../server/src/runtime/envoy/checkEnvoy.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';
import { runWithEngine } from '../harness/engine.ts';
import { dockerOf } from '../harness/stack.ts';
import { describeWithEnvoyImage } from '../harness/suites.ts';

const image = 'envoyproxy/envoy:v1.40.0';
const good = `node: {id: a, cluster: b}
dynamic_resources:
  cds_config: {path_config_source: {path: /xds/clusters.yaml}}
static_resources:
  clusters:
  - name: api
    connect_timeout: 1s
`;

await describeWithEnvoyImage("the check with the image of the user's service", (engine) => {
  const docker = dockerOf(engine);
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'bulkhead-own-envoy-'));
    mkdirSync(path.join(folder, 'xds'));
    writeFileSync(path.join(folder, 'xds/clusters.yaml'), 'resources: []\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const ask = (
    text: string,
    envoy: Partial<Extract<OwnEnvoy, { kind: 'image' }>> = {},
    signal?: AbortSignal,
    timeout?: number,
  ) => {
    const file = path.join(folder, 'envoy.yaml');
    writeFileSync(file, text);
    const mounts = [
      { source: file, target: '/etc/envoy/envoy.yaml' },
      { source: path.join(folder, 'xds'), target: '/xds' },
      { source: path.join(folder, 'not-there'), target: '/certs' },
    ];
    const place = { path: '/etc/envoy/envoy.yaml', mounts };
    return checkEnvoy({ kind: 'image', docker, image, place, ...envoy }, file, signal, timeout);
  };
  const images = async () => (await runWithEngine(engine, 'docker', ['images', '--quiet', 'nowhere/envoy'])).stdout;
  const containers = async () =>
    (
      await runWithEngine(engine, 'docker', ['ps', '--all', '--quiet', '--filter', 'name=bulkhead-envoy-'])
    ).stdout.trim();

  it('takes what Envoy takes, with the files that the service mounts', async () => {
    expect(await ask(good)).toEqual({ ok: true, value: { accepted: true, error: '' } });
    expect(await containers()).toBe('');
  });

  it('says what Envoy says, on its line', async () => {
    const text = good.replace('connect_timeout', 'connect_timeot');
    const verdict = await ask(text);
    if (!verdict.ok) throw new Error(JSON.stringify(verdict.failure));
    expect(verdict.value).toMatchObject({ accepted: false, error: expect.stringContaining('connect_timeot') });
    const { start } = refusalPlace(parseYaml('file:///envoy.yaml', text), verdict.value.error);
    expect(text.slice(0, start).split('\n')).toHaveLength(7);
  });

  it('does not fetch an image that is not there', async () => {
    const verdict = await ask(good, { image: 'nowhere/envoy:v1.40.0' });
    expect(verdict).toMatchObject({
      ok: false,
      failure: { kind: 'image-missing', message: 'The image nowhere/envoy:v1.40.0 is not on this engine.' },
    });
    expect(await images()).toBe('');
  });

  it.each(['cancelled', 'out of time'])('leaves no container behind when it is %s', async (how) => {
    const abort = new AbortController();
    const answer = ask(good, {}, abort.signal, how === 'cancelled' ? 60_000 : 1);
    if (how === 'cancelled') abort.abort();
    expect(await answer).toMatchObject({ ok: false, failure: { message: `${image} did not answer in time.` } });
    expect(await containers()).toBe('');
  });
});

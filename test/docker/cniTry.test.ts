import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tryNetworks } from '../../server/src/runtime/cni/tryNetwork.ts';
import { type Docker, findDocker } from '../../server/src/runtime/docker.ts';
import { findCniTools } from '../harness/cniHost.ts';
import { makeCniImage } from '../harness/cniImage.ts';
import { runWithEngine } from '../harness/engine.ts';
import { describeWithEngine } from '../harness/suites.ts';

const network = (name: string, bridge: string, subnet: string, policy: object = {}): string =>
  JSON.stringify({
    cniVersion: '1.0.0',
    name,
    plugins: [
      {
        ...{ type: 'bridge', bridge, isGateway: true, ipMasq: true },
        ipam: { type: 'host-local', ranges: [[{ subnet }]], routes: [{ dst: '0.0.0.0/0' }] },
      },
      { type: 'firewall', backend: 'iptables', ...policy },
    ],
  });

const tools = await findCniTools();

// Root of this machine plays a user who is not root and may start containers.
await describeWithEngine('trying a network in a helper container', (engine) => {
  if ('reason' in tools) {
    it.skip(tools.reason);
    return;
  }
  const docker: Docker = { ...findDocker(), env: engine.env };
  let helper: { readonly docker: Docker; readonly image: string; readonly alsoForRoot: true };
  beforeAll(async () => {
    helper = { docker, image: await makeCniImage(engine), alsoForRoot: true };
  }, 120_000);
  afterAll(() => runWithEngine(engine, 'docker', ['image', 'rm', helper.image]));
  const folders = [tools.folder];

  const helpers = async (): Promise<string> =>
    (await runWithEngine(engine, 'docker', ['ps', '--all', '--quiet', '--filter', 'label=bulkhead.helper=cni'])).stdout;
  const links = (): string => execFileSync('ip', ['-brief', 'link'], { encoding: 'utf8' });

  it('gives the same as namespaces of the machine, and leaves nothing', async () => {
    const texts = [network('shop', 'try0', '10.90.1.0/24'), network('pay', 'try1', '10.90.2.0/24')];
    const before = links();
    const [inContainer, here] = [await tryNetworks(texts, { folders, helper }), await tryNetworks(texts, { folders })];
    if (!inContainer.ok || !here.ok) throw new Error(JSON.stringify([inContainer, here]));
    expect(
      inContainer.value.attachments.map(({ add, check, del }) => [add.failure, check?.failure, del.failure]),
    ).toEqual(Array.from({ length: 3 }, () => [undefined, undefined, undefined]));
    expect(inContainer.value.meetings).toEqual(here.value.meetings);
    expect(inContainer.value.meetings.every(({ reaches }) => reaches)).toBe(true);
    expect(inContainer.value.attachments.map(({ routes }) => routes)).toEqual(
      here.value.attachments.map(({ routes }) => routes),
    );
    expect(inContainer.value.left.links).toEqual(['try0', 'try1']);
    expect(await helpers()).toBe('');
    expect(links()).toBe(before);
  }, 120_000);

  it('tells that two networks do not meet where both keep to their own', async () => {
    const own = { ingressPolicy: 'same-bridge' };
    const texts = [network('shop', 'try0', '10.90.1.0/24', own), network('pay', 'try1', '10.90.2.0/24', own)];
    const trial = await tryNetworks(texts, { folders, helper });
    if (!trial.ok) throw new Error(JSON.stringify(trial));
    const across = trial.value.meetings.filter(({ from, to }) => (from === 'three') !== (to === 'three'));
    expect(across.map(({ reaches }) => reaches)).toEqual([false, false, false, false]);
  }, 120_000);

  it('takes everything back when it is cancelled in the middle', async () => {
    const abort = new AbortController();
    const log = (line: string): void => {
      if (line === 'shop: ADD for two') abort.abort();
    };
    const trial = await tryNetworks([network('shop', 'try0', '10.90.1.0/24')], {
      folders,
      helper,
      log,
      signal: abort.signal,
    });
    if (!trial.ok) throw new Error(JSON.stringify(trial));
    expect(trial.value.left.files).toEqual([]);
    expect(trial.value.left.rules.filter((rule) => rule.includes('10.90.1.'))).toEqual([]);
    expect(await helpers()).toBe('');
  }, 120_000);

  it('is cancelled while the container starts', async () => {
    const abort = new AbortController();
    const log = (line: string): void => {
      if (line.startsWith('A container of')) setTimeout(() => abort.abort(), 50);
    };
    const trial = await tryNetworks([network('shop', 'try0', '10.90.1.0/24')], {
      folders,
      helper,
      log,
      signal: abort.signal,
    });
    if (trial.ok) expect(trial.value.attachments).toEqual([]);
    else expect(trial.failure.kind).toBe('cancelled');
    expect(await helpers()).toBe('');
  }, 120_000);

  it('says what is missing', async () => {
    const texts = [network('shop', 'try0', '10.90.1.0/24')];
    const poor = await tryNetworks(texts, { folders, helper: { ...helper, image: 'busybox' } });
    expect(poor).toMatchObject({ ok: false, failure: { kind: 'unusable-helper' } });
    const absent = await tryNetworks(texts, { folders: ['/none/such'], helper });
    expect(absent).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('There are no CNI plugins') },
    });
    expect(await helpers()).toBe('');
  }, 120_000);
});

import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { waysThroughProxies } from '../../server/src/reach/throughProxies.ts';
import { deploy } from '../../server/src/runtime/deploy.ts';
import { loadProject } from '../../server/src/runtime/loadProject.ts';
import { silentReporter } from '../../server/src/runtime/reporter.ts';
import { tearDown } from '../../server/src/runtime/tearDown.ts';
import { assertNothingLeft, runInEngineNamespace, runWithEngine } from '../harness/engine.ts';
import { ROOT } from '../harness/prepared.ts';
import { dockerOf } from '../harness/stack.ts';
import { describeWithEnvoyImage } from '../harness/suites.ts';

const file = path.join(ROOT, 'test/projects/mesh/compose.yaml');

await describeWithEnvoyImage('a mesh with a sidecar for each service', async (engine) => {
  const docker = dockerOf(engine);

  afterEach(async () => {
    await tearDown(docker, [file], { reporter: silentReporter, timeout: 1 });
    await assertNothingLeft(engine, 'mesh');
  });

  /** Status, who says to have passed it on, and the body. Envoy may need a moment until its clusters are resolved. */
  const ask = async (url: string): Promise<string> => {
    const script = `(async () => {
      for (let round = 0; ; round++) {
        const answer = await fetch(${JSON.stringify(url)}).catch(() => undefined);
        if ((!answer || answer.status === 503) && round < 50) {
          await new Promise((resolve) => setTimeout(resolve, 200));
          continue;
        }
        console.log(answer?.status, answer?.headers.get('x-sidecar'), await answer?.text());
        return;
      }
    })()`;
    return (await runInEngineNamespace(engine, [process.execPath, '-e', script])).stdout.trim();
  };

  it('answers through gateway and sidecar as the trace says, and not past the sidecar', async () => {
    const deployment = await deploy(docker, [file], { reporter: silentReporter });
    expect(deployment).toMatchObject({ kind: 'deployed', ended: [] });
    expect([await ask('http://127.0.0.1:10000/api/items'), await ask('http://127.0.0.1:10000/')]).toEqual([
      '200 backend backend',
      '200 frontend frontend',
    ]);

    const { project } = await loadProject([file]);
    const from = { kind: 'host' } as const;
    const ways = (name: string): readonly string[] =>
      waysThroughProxies(project, { from, to: { kind: 'service', name }, port: null, protocol: 'tcp' }).map(
        ({ proxies, verdict, port, conditions }) => `${verdict} ${proxies.join(' ')} ${port} ${conditions.join(', ')}`,
      );
    expect(ways('backend')).toContain('open gateway backend-sidecar 8000 path starting with /api');
    expect(ways('frontend')).toContain('open gateway frontend-sidecar 3000 ');

    const fromFrontend = async (url: string): Promise<string> => {
      const script = `fetch('${url}').then((answer) => answer.text(), (error) => error.cause.code).then(console.log)`;
      const args = ['exec', 'mesh-frontend-1', 'node', '-e', script];
      return (await runWithEngine(engine, 'docker', args)).stdout.trim();
    };
    expect([await fromFrontend('http://backend:15000/'), await fromFrontend('http://backend:8000/')]).toEqual([
      'backend',
      'ECONNREFUSED',
    ]);
  });
});

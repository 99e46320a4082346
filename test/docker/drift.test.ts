import { expect, it } from 'vitest';
import { printDrift } from '../../server/src/cli/drift.ts';
import { readDrift } from '../../server/src/runtime/drift/readDrift.ts';
import { runWithEngine } from '../harness/engine.ts';
import { dockerOf, type Stack, stacksFor } from '../harness/stack.ts';
import { describeWithEngine } from '../harness/suites.ts';

const idle = 'image: busybox\n    init: true\n    command: [sleep, "600"]';

const before = `
services:
  web:
    ${idle}
    networks: [front]
    ports: ["127.0.0.1:18180:80"]
  api:
    ${idle}
    networks: [front, back]
  old:
    ${idle}
    networks: [legacy]
networks:
  front: { enable_ipv6: false, driver_opts: { com.docker.network.bridge.enable_icc: "false" } }
  back: { internal: true, ipam: { config: [{ subnet: 10.241.7.0/24, gateway: 10.241.7.9 }] } }
  legacy:
`;

const after = `
services:
  web:
    ${idle}
    networks: [front, back]
    ports: ["127.0.0.1:18181:80"]
  api:
    ${idle}
    networks: [back]
networks:
  front: { enable_ipv6: true }
  back: { ipam: { config: [{ subnet: 10.241.8.0/24 }] } }
`;

await describeWithEngine('drift', (engine) => {
  const docker = dockerOf(engine);
  const stackOf = stacksFor(engine);
  const differences = async ({ file, project }: Stack): Promise<readonly string[]> => {
    const drift = await readDrift(docker, [file]);
    if (!drift.ok) throw new Error(JSON.stringify(drift.failure));
    return drift.value.differences.map(({ message }) => message.replaceAll(project, 'shop').replaceAll('`', '')).sort();
  };

  it('tells each way in which the stack that runs is not as its file says, until it is made again', async () => {
    const stack = await stackOf(before);
    expect(await differences(stack)).toEqual([]);
    await stack.compose('up', '-d');
    expect(await differences(stack)).toEqual([]);
    await stack.write(after);
    const again = 'It has to be made again for that.';
    expect(await differences(stack)).toEqual([
      'The container shop-old-1 still runs; the files no longer have its service old.',
      'The network shop_legacy still exists with shop-old-1 in it; the files no longer have it.',
      `back runs with 10.241.7.0/24; the file says 10.241.8.0/24. ${again}`,
      `back runs with internal: true; the file says internal: false. ${again}`,
      `front runs with com.docker.network.bridge.enable_icc: false; the file says nothing of it. ${again}`,
      `front runs with enable_ipv6: false; the file says enable_ipv6: true. ${again}`,
      'shop-api-1 still is in front; the file does not put api into it.',
      'shop-web-1 runs outside of back; the file puts web into it.',
      'shop-web-1 runs without the published port 127.0.0.1:18181:80/tcp.',
      'shop-web-1 still publishes 18180:80/tcp; the file says otherwise.',
    ]);
    await stack.compose('down', '-t', '0', '--remove-orphans');
    await runWithEngine(engine, 'docker', ['network', 'rm', `${stack.project}_legacy`]);
    await stack.compose('up', '-d');
    expect(await differences(stack)).toEqual([]);
  });

  it('sees what was changed by hand, and says on the command line where the file says otherwise', async () => {
    const stack = await stackOf(before);
    await stack.compose('up', '-d');
    await stack.compose('run', '-d', 'web');
    await runWithEngine(engine, 'docker', ['network', 'disconnect', `${stack.project}_back`, `${stack.project}-api-1`]);
    let text = '';
    const terminal = {
      out: (part: string) => {
        text += part;
      },
      err: (part: string) => {
        text += part;
      },
      signal: new AbortController().signal,
    };
    const code = await printDrift(docker, { file: stack.file, files: [] }, 'text', terminal);
    expect(text).toMatch(/^\S*compose\.yaml:\d+: \S+-api-1 runs outside of back; the file puts api into it\.\n$/);
    expect(code).toBe(1);
  });
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { analyzeProject } from '../../server/src/features/analyze.ts';
import { otherProjects } from '../../server/src/model/otherProjects.ts';
import { loadProject } from '../../server/src/runtime/loadProject.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';
import { type Stack, stacksFor } from '../harness/stack.ts';
import { describeWithEngine } from '../harness/suites.ts';

/** The rules that find something in the first project beside the second. */
async function rulesBetween(own: Stack, other: Stack): Promise<readonly string[]> {
  const { project } = await loadProject([other.file], {});
  const tree = parseYaml(`file://${own.file}`, readFileSync(own.file, 'utf8'));
  const { findings } = analyzeProject(tree, {
    environment: new Map(),
    directoryName: 'own',
    others: (each) => otherProjects(each, [project]),
  });
  return findings.map(({ rule }) => rule.id);
}

const service = (networks: string) => `{image: busybox, command: sleep 600, init: true, networks: ${networks}}`;

// What the two rules about other projects say is so in the engine.
await describeWithEngine('projects of one machine', (engine) => {
  const stack = stacksFor(engine);

  it('cannot have overlapping subnets', async () => {
    const subnet = (cidr: string) =>
      `services:\n  a: ${service('[n]')}\nnetworks:\n  n: {ipam: {config: [{subnet: ${cidr}}]}}\n`;
    const [one, two] = [await stack(subnet('10.231.0.0/16')), await stack(subnet('10.231.4.0/24'))];
    await one.compose('up', '-d');
    await expect(two.compose('up', '-d')).rejects.toThrow(/Pool overlaps with other one on this address space/);
    expect(await rulesBetween(two, one)).toContain('subnet-used-by-other-project');
  });

  it.each([
    ['a', true],
    ['z', false],
  ])('answer together to a name when the shared network %s is asked first', async (shared, isFirst) => {
    // The one that uses the network is taken down first.
    const user = await stack('services: {}\n');
    const maker = await stack(`services:
  api: ${service('[default, shared]')}
  web:
    image: busybox
    command: sleep 600
    init: true
    networks: [default, shared]
    environment: {API: "http://api:80"}
networks:
  shared: {name: bulkhead-test-${shared}}
  default: {name: bulkhead-test-m}
`);
    await user.write(
      `services:\n  api: ${service('[shared]')}\nnetworks:\n  shared: {external: true, name: bulkhead-test-${shared}}\n`,
    );
    await maker.compose('up', '-d');
    await user.compose('up', '-d');
    const theirs = await user.compose('exec', '-T', 'api', 'hostname', '-i');
    const answer = await maker.compose('exec', '-T', 'web', 'nslookup', 'api');
    expect(answer.includes(`${theirs.trim()}\n`)).toBe(isFirst);
    expect((await rulesBetween(maker, user)).includes('alias-shared-between-projects')).toBe(isFirst);
  });
});

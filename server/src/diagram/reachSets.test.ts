import fc from 'fast-check';
import { expect, it } from 'vitest';
import { projectOf } from '../../../test/harness/compose.ts';
import { composeText, stack } from '../../../test/harness/randomStack.ts';
import type { Project } from '../model/project.ts';
import { trace } from '../reach/trace.ts';
import type { Place } from '../reach/verdicts.ts';
import { reachSets } from './reachSets.ts';

/** What each pair of services comes to when every one is asked about by itself. */
function oneByOne(project: Project): Readonly<Record<string, string>> {
  const verdicts: Record<string, string> = {};
  const place = (name: string): Place => ({ kind: 'service', name });
  for (const a of project.services) {
    for (const b of project.services) {
      if (a === b) continue;
      const flow = { from: place(a.name), to: place(b.name), port: null, protocol: 'tcp' } as const;
      verdicts[`${a.name} ${b.name}`] = trace(project, flow).verdict;
    }
  }
  return verdicts;
}

function asSets(project: Project): Readonly<Record<string, string>> {
  const { ids, sets, from } = reachSets(project);
  const verdicts: Record<string, string> = {};
  for (const a of project.services) {
    for (const b of project.services) {
      if (a === b) continue;
      const pair = from[ids.indexOf(`service:${a.name}`)];
      const index = ids.indexOf(`service:${b.name}`);
      const open = sets[pair?.open ?? -1]?.includes(index);
      const unknown = sets[pair?.unknown ?? -1]?.includes(index);
      verdicts[`${a.name} ${b.name}`] = open ? 'open' : unknown ? 'unknown' : 'blocked';
    }
  }
  return verdicts;
}

it('answers for services of one kind as for each of them', () => {
  fc.assert(
    fc.property(stack(), (random) => {
      const project = projectOf(composeText({ ...random, services: random.services.slice(0, 12) }));
      expect(asSets(project)).toEqual(oneByOne(project));
    }),
    { numRuns: 60 },
  );
});

it('keeps a set once that many services have', () => {
  const services = Array.from({ length: 200 }, (_, index) => `  s${index}: { image: x, networks: [n] }`);
  const { sets } = reachSets(projectOf(`services:\n${services.join('\n')}\nnetworks: { n: }\n`));
  expect(sets.length).toBeLessThan(6);
});

it('tells what comes in from outside and what the host reaches', () => {
  const { ids, sets, from } = reachSets(
    projectOf(`
services:
  web: { image: x, networks: [out], ports: ["80:80"] }
  local: { image: x, networks: [out], ports: ["127.0.0.1:81:80"] }
  db: { image: x, networks: [in] }
networks: { out: , in: { internal: true } }
`),
  );
  const reached = (id: string): readonly (string | undefined)[] => {
    const pair = from[ids.indexOf(id)];
    return (sets[pair?.open ?? -1] ?? []).map((index) => ids[index]);
  };
  expect(reached('place:internet')).toEqual(['service:web', 'place:internet']);
  expect(reached('place:host')).toEqual(['service:web', 'service:local', 'service:db', 'place:host', 'place:internet']);
  expect(reached('service:db')).not.toContain('place:internet');
});

import { expect, it } from 'vitest';
import { membersOf } from '../../server/src/features/networkMembers.ts';
import { freeAddresses } from '../../server/src/model/freeAddresses.ts';
import { projectOf } from '../harness/compose.ts';
import { stacksFor } from '../harness/stack.ts';
import { describeWithEngine } from '../harness/suites.ts';

// What a lens over a network calls free is what the engine gives away: so many containers start, and one more does not.
const image = 'image: busybox\n    command: [sleep, "600"]\n    init: true';

const stack = `services:
  mixed:
    ${image}
    scale: 0
    networks: [plain]
    # A fixed address is free until its container starts.
    depends_on: [fixed]
  ranged:
    ${image}
    scale: 0
    networks: [upper]
  beside:
    ${image}
    scale: 0
    networks: [given]
  low:
    ${image}
    scale: 0
    networks: [lower]
  fixed:
    ${image}
    networks:
      plain: {ipv4_address: 10.77.0.3}
      given: {ipv4_address: 10.77.2.2}
networks:
  plain:
    internal: true
    ipam: {config: [{subnet: 10.77.0.0/29, aux_addresses: {printer: 10.77.0.6}}]}
  upper:
    ipam: {config: [{subnet: 10.77.1.0/29, ip_range: 10.77.1.4/30}]}
  given:
    ipam: {config: [{subnet: 10.77.2.0/29, ip_range: 10.77.2.4/30, gateway: 10.77.2.1}]}
  lower:
    internal: true
    ipam: {config: [{subnet: 10.77.3.0/29, ip_range: 10.77.3.0/30}]}
`;

await describeWithEngine('free addresses of a network', (engine) => {
  const stackOf = stacksFor(engine);

  it('are as many as the engine gives away', { timeout: 300_000 }, async () => {
    const project = projectOf(stack);
    const free = (name: string): number => {
      const network = project.networkNamed.get(name);
      return Number(network && freeAddresses(network, membersOf(project, name)));
    };
    const scales = { mixed: free('plain'), ranged: free('upper'), beside: free('given'), low: free('lower') };
    expect(scales).toEqual({ mixed: 3, ranged: 2, beside: 3, low: 2 });
    const { compose } = await stackOf(stack);
    const scaled = Object.entries(scales).flatMap(([service, count]) => ['--scale', `${service}=${count}`]);
    await compose('up', '-d', ...scaled);
    for (const [service, count] of Object.entries(scales)) {
      const more = compose('up', '-d', '--no-recreate', ...scaled, '--scale', `${service}=${count + 1}`);
      await expect(more).rejects.toThrow(/no available IPv4 addresses/);
    }
  });
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { firewallRules } from '../../server/src/reach/firewall/firewallRules.ts';
import { noStackFacts } from '../../server/src/reach/firewall/stackFacts.ts';
import { scriptRules } from '../../server/src/rules/index.ts';
import { projectOf } from '../harness/compose.ts';
import { runInEngineNamespace, runWithEngine } from '../harness/engine.ts';
import { parseMarkers } from '../harness/markers.ts';
import { hosts, published, type Router, startRouter } from '../harness/router.ts';
import { stacksFor } from '../harness/stack.ts';
import { describeWithEngine } from '../harness/suites.ts';

/** An example of a rule, and what its fix makes of it. */
function exampleOf(id: string): { readonly bad: string; readonly fixed: string } {
  const example = scriptRules.find((rule) => rule.id === id)?.examples.bad[0];
  if (!example?.fixed) throw new Error(`${id} has no fix`);
  return { bad: parseMarkers(example.text).text, fixed: example.fixed };
}

await describeWithEngine('what the rules for scripts say', (engine) => {
  if (engine.env.BULKHEAD_ENGINE_NETNS === undefined) {
    it.skip('the engine has no network namespace of its own, and no other tables are touched');
    return;
  }
  const stackOf = stacksFor(engine);
  let router: Router;
  beforeEach(async () => {
    router = await startRouter();
  });
  afterEach(() => router.stop());

  const forth = () => router.connect('web', hosts.api, 80);
  const back = () => router.connect('api', hosts.web, 80);
  const anew = async (script: string): Promise<number> => {
    await router.sh('iptables -F DOCKER-USER');
    return router.sh(script);
  };

  it('holds for a DROP that is inserted last: it lands first', async () => {
    const { bad, fixed } = exampleOf('drop-inserted-first');
    expect([await forth(), await back()]).toEqual(['open', 'open']);
    await anew(bad);
    expect([await forth(), await router.connect('outside', hosts.data, 80)]).toEqual(['blocked', 'blocked']);
    await anew(fixed);
    expect([await forth(), await back()]).toEqual(['open', 'blocked']);
    await anew(bad.replace('-I DOCKER-USER -j DROP', '-A DOCKER-USER -j DROP'));
    expect([await forth(), await back()]).toEqual(['open', 'blocked']);
  });

  it('holds for -A behind the RETURN of older engines: it is never reached', async () => {
    await anew('iptables -A DOCKER-USER -j RETURN; iptables -A DOCKER-USER -j DROP');
    expect(await forth()).toBe('open');
    await anew('iptables -A DOCKER-USER -j RETURN; iptables -I DOCKER-USER -j DROP');
    expect(await forth()).toBe('blocked');
  });

  it('holds for a chain that is made twice', async () => {
    const { bad, fixed } = exampleOf('docker-user-created');
    expect(await anew(bad)).toBe(1);
    expect(await router.tables()).not.toContain('192.0.2.7');
    expect(await anew(fixed)).toBe(0);
    expect(await router.tables()).toContain('192.0.2.7');
  });

  it('holds for answers that are dropped', async () => {
    const { bad, fixed } = exampleOf('drop-without-answers');
    await anew(bad);
    expect([await forth(), await back()]).toEqual(['blocked', 'blocked']);
    await anew(fixed);
    expect([await forth(), await back()]).toEqual(['open', 'blocked']);
  });

  it('holds for the port of the host', async () => {
    const { bad, fixed } = exampleOf('host-port-after-translation');
    const outside = () => router.connect('outside', published.address, published.port);
    await anew(bad);
    expect(await outside()).toBe('open');
    await anew(fixed);
    expect(await outside()).toBe('blocked');
  });

  it('needs no RETURN after a flush: the end of the chain returns by itself', async () => {
    await anew('iptables -I DOCKER-USER -j DROP');
    expect(await forth()).toBe('blocked');
    await anew(':');
    expect(await forth()).toBe('open');
  });

  it('leaves every table as it was when rules are removed, also when they never were there', async () => {
    await router.sh('iptables -I DOCKER-USER -s 198.51.100.1 -j DROP; iptables -A DOCKER-USER -j RETURN');
    const before = await router.tables();
    const project = projectOf(
      'name: shop\nservices: {web: {image: nginx}}\nnetworks: {default: {ipam: {config: [{subnet: 172.20.3.0/24}]}}}\n',
    );
    const rules = firewallRules(project, { statements: [], deniesOthers: true }, noStackFacts);
    expect(rules.missing).toEqual([]);
    expect(await router.sh(rules.remove.iptables)).toBe(0);
    expect(await router.tables()).toBe(before);
    expect(await router.sh(rules.install.iptables)).toBe(0);
    const once = await router.tables();
    expect([await forth(), await router.connect('web', hosts.data, 80)]).toEqual(['blocked', 'open']);
    expect(await router.sh(rules.install.iptables)).toBe(0);
    expect(await router.tables()).toBe(once);
    expect(await router.sh(rules.remove.iptables)).toBe(0);
    expect(await router.tables()).toBe(before);
    expect(await forth()).toBe('open');
  });

  it('refuses to install where there is no chain of the engine, and leaves nothing', async () => {
    await router.sh('iptables -F FORWARD; iptables -X DOCKER-USER');
    const before = await router.tables();
    const { install } = firewallRules(projectOf('name: shop\n'), { statements: [], deniesOthers: true }, noStackFacts);
    expect(await router.sh(install.iptables)).toBe(1);
    expect(await router.tables()).toBe(before);
  });

  it('holds for an ACCEPT between bridges: it opens an internal network, RETURN does not', async () => {
    const stack = await stackOf(`
services:
  web: { image: busybox, init: true, command: [sleep, "600"], networks: [front] }
  db: { image: busybox, init: true, command: [nc, -ll, -p, "80", -e, "true"], networks: [back] }
networks:
  front:
  back: { internal: true }
`);
    await stack.compose('up', '-d');
    const inspect = async (kind: string, name: string, format: string): Promise<string> =>
      (await runWithEngine(engine, 'docker', [kind, 'inspect', '-f', format, `${stack.project}${name}`])).stdout.trim();
    const subnet = (name: string) => inspect('network', `_${name}`, '{{(index .IPAM.Config 0).Subnet}}');
    const address = await inspect('container', '-db-1', '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}');
    const reach = () =>
      stack.compose('exec', '-T', 'web', 'nc', '-w', '1', address, '80').then(
        () => 'open',
        () => 'blocked',
      );
    const { bad, fixed } = exampleOf('accept-between-bridges');
    const [front, inner] = [await subnet('front'), await subnet('back')];
    const withRule = async (rule: string): Promise<string> => {
      const own = rule.trim().replace('172.20.2.0/24', front).replace('172.20.3.0/24', inner);
      await runInEngineNamespace(engine, ['sh', '-c', own]);
      try {
        return await reach();
      } finally {
        await runInEngineNamespace(engine, ['sh', '-c', own.replace('-I', '-D')]);
      }
    };
    expect([await reach(), await withRule(fixed), await withRule(bad), await reach()]).toEqual([
      'blocked',
      'blocked',
      'open',
      'blocked',
    ]);
  });
});

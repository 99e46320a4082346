/** Files by path relative to the project's folder; `files` are those that `-f` names. */
export interface RandomProject {
  readonly files: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
}

type Random = () => number;

const services = ['web', 'api', 'db'];
const networks = ['front', 'back', 'data'];

/**
 * A compose project of several files that add to each other in every way: overrides, `include`, `extends`, anchors,
 * `!reset` and `!override`. Some are refused by compose, as those of people are.
 */
export function randomProject(random: Random): RandomProject {
  const texts = new Map<string, string>();
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const maybe = (chance: number): boolean => random() < chance;
  const some = <T>(items: readonly T[]): readonly T[] => items.filter(() => maybe(0.5));

  const base = maybe(0.5);
  if (base) texts.set('common/base.yaml', fileText(['one', 'two'], { withExtends: maybe(0.3) ? 'local' : 'no' }));
  const include = maybe(0.4);
  if (include) {
    texts.set('extra/compose.yaml', fileText(['cache', ...(maybe(0.1) ? ['web'] : [])], { withExtends: 'no' }));
    if (maybe(0.3)) texts.set('extra/over.yaml', fileText(['cache'], { withExtends: 'no', override: true }));
    if (maybe(0.5)) texts.set('extra/.env', 'TAG=extra\nADDED=yes\n');
  }
  texts.set('compose.yaml', fileText(services, { withExtends: base ? 'file' : 'local', include }));
  const files = ['compose.yaml'];
  for (let index = 0; maybe(0.5) && index < 2; index++) {
    const name = `over${index}.yaml`;
    texts.set(name, fileText(some(services), { withExtends: maybe(0.2) ? 'local' : 'no', override: true }));
    files.push(name);
  }
  if (maybe(0.5)) texts.set('.env', 'TAG=main\nPORT=8099\n');
  return { files, texts };

  function fileText(
    names: readonly string[],
    shape: { readonly withExtends: 'no' | 'local' | 'file'; readonly override?: boolean; readonly include?: boolean },
  ): string {
    const lines: string[] = [];
    if (shape.include) {
      lines.push('include:');
      if (texts.has('extra/over.yaml')) lines.push('  - path: [extra/compose.yaml, extra/over.yaml]');
      else
        lines.push(
          pick([
            '  - extra/compose.yaml',
            '  - path: ./extra/compose.yaml',
            '  - {path: extra/compose.yaml, project_directory: .}',
          ]),
        );
    }
    if (maybe(0.3))
      lines.push('x-shared: &shared', '  environment: {SHARED: "1", TAG: "${TAG:-none}"}', '  networks: [back]');
    lines.push('services:', ...(names.length === 0 ? ['  unused: {image: busybox}'] : []));
    for (const [index, name] of names.entries()) lines.push(...serviceLines(name, index, names, shape, lines));
    lines.push('networks:');
    for (const name of networks) {
      const keys = [
        ...(maybe(0.3) ? [`    internal: ${pick(['true', 'false'])}`] : []),
        ...(maybe(0.2) ? ['    driver_opts:', `      com.docker.network.driver.mtu: "${pick(['1400', '1450'])}"`] : []),
        ...(maybe(0.2) ? ['    labels:', `      - ${pick(['a', 'b'])}=${pick(['1', '2'])}`] : []),
        ...(maybe(0.2) ? ['    ipam:', '      config:', `        - subnet: 10.${pick([1, 2])}.0.0/24`] : []),
        ...(maybe(0.1) ? ['    name: shared-${TAG:-x}'] : []),
      ];
      if (shape.override && keys.length === 0) continue;
      const tag = shape.override && maybe(0.1) ? pick([' !override', ' !reset']) : '';
      lines.push(`  ${name}:${tag}${keys.length === 0 ? ' {}' : ''}`, ...keys);
    }
    if (shape.override && maybe(0.3)) lines.push('name: renamed');
    return `${lines.join('\n')}\n`;
  }

  function serviceLines(
    name: string,
    index: number,
    names: readonly string[],
    shape: { readonly withExtends: 'no' | 'local' | 'file'; readonly override?: boolean },
    before: readonly string[],
  ): string[] {
    const lines = [`  ${name}:`];
    const tag = (): string => (shape.override && maybe(0.15) ? ' !override' : '');
    const reset = (key: string): boolean => {
      if (!shape.override || !maybe(0.08)) return false;
      lines.push(`    ${key}: !reset null`);
      return true;
    };
    if (before.includes('x-shared: &shared') && maybe(0.3)) lines.push('    <<: *shared');
    if (!shape.override || maybe(0.3)) lines.push(`    image: ${pick(['nginx', 'redis'])}:\${TAG:-1}`);
    const chosen = some(networks);
    if (!reset('networks') && maybe(0.7) && chosen.length > 0) {
      if (maybe(0.5)) lines.push(`    networks:${tag()} [${chosen.join(', ')}]`);
      else {
        lines.push(`    networks:${tag()}`);
        for (const network of chosen) {
          const keys = [
            ...(maybe(0.4) ? [`        aliases: [${some(['www', 'app', 'x']).join(', ')}]`] : []),
            ...(maybe(0.2) ? [`        ipv4_address: 10.1.0.${pick([5, 6])}`] : []),
            ...(maybe(0.2) ? ['        gw_priority: 1'] : []),
          ];
          lines.push(`      ${network}:`, ...keys);
        }
      }
    }
    if (!reset('ports') && maybe(0.5)) {
      const ports = some([
        '"80:80"',
        '"127.0.0.1:81:81"',
        '"${PORT:-8080}:8080"',
        '{target: 80, published: "80"}',
        '"9000-9002:9000-9002/udp"',
        '{target: 443, published: "8443", host_ip: 127.0.0.1}',
        '"7000"',
      ]);
      if (ports.length > 0) lines.push(`    ports:${tag()}`, ...ports.map((port) => `      - ${port}`));
    }
    if (!reset('environment') && maybe(0.5)) {
      if (maybe(0.5))
        lines.push(
          `    environment:${tag()}`,
          `      URL: http://${pick(['api', 'db'])}:80`,
          `      TAG: "\${TAG:-none}"`,
        );
      else lines.push(`    environment:${tag()}`, `      - URL=http://${pick(['api', 'db'])}:81`, '      - PLAIN');
    }
    // Only on later ones, so that hardly any of them form a circle.
    const others = names.slice(index + 1);
    if (!reset('depends_on') && maybe(0.3) && others.length > 0) {
      if (maybe(0.5)) lines.push(`    depends_on: [${pick(others)}]`);
      else lines.push('    depends_on:', `      ${pick(others)}:`, '        condition: service_started');
    }
    if (!reset('expose') && maybe(0.2)) lines.push(`    expose:${tag()} ["${pick([3000, 4000])}"]`);
    if (!reset('command') && maybe(0.2)) lines.push(`    command: ${pick(['[run, it]', 'run it', '["other"]'])}`);
    if (!reset('dns') && maybe(0.2)) lines.push(`    dns: ${pick(['1.1.1.1', '[1.1.1.1, 9.9.9.9]'])}`);
    if (!reset('extra_hosts') && maybe(0.2)) lines.push('    extra_hosts:', `      - "${pick(['a', 'b'])}:10.9.0.1"`);
    if (!reset('profiles') && maybe(0.1)) lines.push(`    profiles: [${pick(['debug', 'test'])}]`);
    if (!reset('deploy') && maybe(0.15)) lines.push('    deploy:', `      replicas: ${pick([1, 2])}`);
    if (!reset('labels') && maybe(0.2)) lines.push(`    labels: ${pick(['{a: "1"}', '[a=2, b=3]'])}`);
    if (shape.withExtends === 'file' && maybe(0.5)) {
      lines.push('    extends:', '      file: common/base.yaml', `      service: ${pick(['one', 'two'])}`);
    } else if (shape.withExtends === 'local' && index > 0 && maybe(0.4)) {
      lines.push(`    extends: ${maybe(0.5) ? names[0] : `{service: ${names[0]}}`}`);
    }
    if (lines.length === 1) lines.push('    init: true');
    return lines;
  }
}

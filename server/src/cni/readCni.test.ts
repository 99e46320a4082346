import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toRange } from '../text/span.ts';
import { readCni } from './readCni.ts';
import { mayBeCni } from './recognize.ts';

const config = '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "bridge": "br0" }] }';
const indented = JSON.stringify(JSON.parse(config), null, 2);

const inYaml = {
  'a literal block': `  config: |\n${indented.replace(/^/gm, '    ')}\n`,
  'a folded block': `  config: >-\n${indented.replace(/^/gm, '    ')}\n`,
  'single quotes': `  config: '${config}'\n`,
  'double quotes': `  config: ${JSON.stringify(indented)}\n`,
};

const attachment = (text: string): string =>
  `apiVersion: v1\nkind: Other\n---\napiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nspec:\n${text}`;

describe('readCni', () => {
  it.each(Object.entries(inYaml))('leads from %s of an attachment to the file', (_, text) => {
    const file = attachment(text);
    const { configs } = readCni('file:///k8s/net.yaml', file);
    const [found] = configs;
    const name = found?.interfaces[0];
    expect([configs.length, found?.place, found?.problems, name?.name]).toEqual([1, 'attachment', [], 'br0']);
    const { start, end } = toRange(name?.span ?? expect.fail('no place'));
    expect(file.slice(start, end)).toBe('br0');
  });

  it('finds the files in a ConfigMap, and that a template is in one', () => {
    const file = `kind: ConfigMap\ndata:\n  other: "1"\n  cni-conf.json: |\n${indented.replace(/^/gm, '    ')}\n  cni_network_config: |-\n    {\n      "name": "k8s",\n      "cniVersion": "0.3.1",\n      "plugins": [{ "type": "calico", "mtu": __CNI_MTU__ }]\n    }\n`;
    const { configs } = readCni('file:///k8s/calico.yml', file);
    expect(configs.map(({ form, isTemplate, problems }) => [form, isTemplate, problems])).toEqual([
      ['list', false, []],
      ['list', true, []],
    ]);
  });

  it('reads any text without throwing, with places inside of it', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"type"',
      '"bridge"',
      '"ipam"',
      '"plugins"',
      '"ranges"',
      '1',
      'null',
      '\n',
      '  ',
      "'",
    );
    const text = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom('a.conflist', 'a.conf', 'a.yaml'), (content, name) => {
        const file =
          name === 'a.yaml' ? attachment(`  config: |\n    ${content.replaceAll('\n', '\n    ')}\n`) : content;
        for (const { problems } of readCni(`file:///${name}`, file).configs) {
          for (const { span } of problems) {
            const { start, end } = toRange(span);
            expect(start >= 0 && start <= end && end <= file.length).toBe(true);
          }
        }
      }),
    );
  });
});

describe('mayBeCni', () => {
  it.each([
    ['/etc/cni/net.d/10-web.conflist', '', true],
    ['/etc/cni/net.d/99-loopback.conf', '', true],
    ['/srv/cni.json', config, true],
    ['/srv/package.json', '{ "type": "module" }', false],
    ['/etc/nginx/nginx.conf', 'server { listen 80; }', false],
    ['/k8s/net.yaml', attachment(inYaml['single quotes']), true],
    ['/k8s/deployment.yaml', 'kind: Deployment\n', false],
  ])('%s', (path, text, expected) => {
    expect(mayBeCni(path, text)).toBe(expected);
  });
});

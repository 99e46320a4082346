import { describe, expect, it } from 'vitest';
import { marked, shop, withMark } from '../../../test/harness/cursor.ts';
import { definition } from './definition.ts';

/** The lines of the definitions, each cut to what would be selected. */
function defined(textWithMark: string): readonly string[] {
  const { snapshot, position, text } = marked(textWithMark);
  return definition(snapshot, position).map(({ targetSelectionRange: { start, end } }) => {
    const word = text.slice(snapshot.lines.offsetAt(start), snapshot.lines.offsetAt(end));
    return `${start.line}: ${word}`;
  });
}

const line = (part: string): number => shop.slice(0, shop.indexOf(part)).split('\n').length - 1;

describe('definition', () => {
  it.each([
    ['a network in a list', '      - web_tier\n', '      - web$0_tier\n', '  web_tier:', 'web_tier'],
    [
      'a network in a map',
      '      payment_tier:\n',
      '      payment$0_tier:\n',
      '  payment_tier:\n    internal',
      'payment_tier',
    ],
    ['a network in flow', '[data_tier]', '[$0data_tier]', '  data_tier:\n', 'data_tier'],
    ['a dependency', '      - backend\n', '      - backend$0\n', '  backend:\n', 'backend'],
    ['a host in a URL with a variable', '@database:', '@da$0tabase:', '  database:\n', 'database'],
    ['the definition itself', '  backend:\n', '  back$0end:\n', '  backend:\n', 'backend'],
  ])('of %s', (_, part, mark, target, word) => {
    expect(defined(withMark(shop, part, mark))).toEqual([`${line(target)}: ${word}`]);
  });

  const names = (url: string, more = ''): string =>
    `services:\n  a:\n    image: x\n    environment: {URL: "http://${url}/"}\n${more}  b:\n    image: x\n    container_name: boxed\n    networks: {default: {aliases: [other]}}\n`;
  it.each([
    ['an alias', names('ot$0her'), ['7: other']],
    ['a container name', names('box$0ed'), ['6: boxed']],
    ['a name that nobody has', names('nobo$0dy'), []],
    ['a name that extra_hosts takes', names('$0b', '    extra_hosts: ["b=10.0.0.1"]\n'), []],
    ['a name that a link gives', names('d$0b', '    links: ["b:db"]\n'), ['5: b']],
  ])('of %s', (_, text, expected) => {
    expect(defined(text)).toEqual(expected);
  });

  it('of a network mode, a link, volumes and an extension', () => {
    const text = (entry: string): string => `services:\n  a:\n    image: x\n${entry}  b:\n    image: y\n`;
    expect(defined(text('    network_mode: "service:$0b"\n'))).toEqual(['4: b']);
    expect(defined(text('    links: [b$0:c]\n'))).toEqual(['4: b']);
    expect(defined(text('    volumes_from: [$0b:ro]\n'))).toEqual(['4: b']);
    expect(defined(text('    extends: {service: $0b}\n'))).toEqual(['4: b']);
  });

  it('of a volume, a secret and a config', () => {
    const text = (entry: string): string =>
      `services:\n  a:\n    image: x\n${entry}volumes:\n  own:\nsecrets:\n  own: {file: f}\nconfigs:\n  own: {file: f}\n`;
    expect(defined(text('    volumes: ["$0own:/x"]\n'))).toEqual(['5: own']);
    expect(defined(text('    volumes: [{type: volume, source: own$0, target: /x}]\n'))).toEqual(['5: own']);
    expect(defined(text('    secrets: [$0own]\n'))).toEqual(['7: own']);
    expect(defined(text('    configs: [{source: $0own}]\n'))).toEqual(['9: own']);
    expect(defined(text('    volumes: ["./$0own:/x"]\n'))).toEqual([]);
  });

  it('of both where two services have a host name', () => {
    const text =
      'services:\n  a: {image: x, environment: {U: "http://$0b"}}\n  b: {image: x}\n  c: {image: x, networks: {default: {aliases: [b]}}}\n';
    expect(defined(text)).toEqual(['2: b', '3: b']);
  });

  it('of a YAML alias', () => {
    expect(defined('x-a: &common {image: x}\nservices:\n  a:\n    <<: *com$0mon\n')).toEqual(['0: {image: x}']);
  });

  it('of nothing elsewhere', () => {
    expect(defined(withMark(shop, 'image: nginx', 'im$0age: nginx'))).toEqual([]);
    expect(defined(withMark(shop, 'shop:${DB', 'sh$0op:${DB'))).toEqual([]);
  });
});

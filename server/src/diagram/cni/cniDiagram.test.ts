import { expect, it } from 'vitest';
import { bridge, listOf } from '../../../../test/harness/cniSegments.ts';
import { xmlFault } from '../../../../test/harness/wellFormedXml.ts';
import { readCni } from '../../cni/readCni.ts';
import { analyzeCni } from '../../features/cni/cniSnapshot.ts';
import { indexLines } from '../../text/lineIndex.ts';
import type { DrawnDiagram } from '../diagramSnapshot.ts';
import { cniDiagram } from './cniDiagram.ts';

const folder = 'file:///etc/cni/net.d/';
const portmap = { type: 'portmap', capabilities: { portMappings: true } };
const own = { type: 'firewall', ingressPolicy: 'same-bridge' };
const shop = listOf('shop', bridge('br0', '10.60.0.0/24', { ipMasq: true }), portmap, own);
const pay = listOf('pay', bridge('br1', '10.61.0.0/24'), own);
const lan = listOf('lan', { type: 'macvlan', master: 'eth1', ipam: { type: 'host-local', subnet: '192.168.7.0/24' } });

/** The diagram of the first file, beside the others. */
function draw(texts: readonly string[], previous?: DrawnDiagram): DrawnDiagram {
  const files = texts.map((text, index) => {
    const uri = `${folder}${10 + index}.conflist`;
    return { uri, text, lines: indexLines(text), file: readCni(uri, text) };
  });
  const [first] = files;
  const snapshot = first && analyzeCni({ ...first, version: 3 }, { levels: {} });
  if (!snapshot) throw new Error('It is no CNI file.');
  return cniDiagram({ snapshot, folder: files }, previous);
}

const rows = ({ answer }: DrawnDiagram, title: string) =>
  answer.table.find((table) => table.title === title)?.rows.map(({ cells }) => cells);

it('draws chains, links of the machine, networks with examples, and leads to all of them', () => {
  const drawn = draw([shop, pay, lan]);
  const { svg, nodes, title, stale } = drawn.answer;
  expect([title, stale, xmlFault(svg)]).toEqual(['net.d', undefined, undefined]);
  const known = new Set(nodes.map(({ id }) => id));
  const ids = [...svg.matchAll(/data-id="((?:service|network|port|leg|plugin|uplink|route)[^"]*)"/g)].map(
    ([, id]) => id,
  );
  expect(ids).toEqual(
    expect.arrayContaining(['plugin:shop→1', 'uplink:eth1', 'network:lan', 'service:pay/2', 'port:shop/1→0']),
  );
  expect(ids.filter((id) => id !== undefined && !known.has(id))).toEqual([]);
  expect(nodes.find(({ id }) => id === 'network:pay')?.uri).toBe(`${folder}11.conflist`);
  for (const words of [
    'Plugin firewall, same-bridge, in the chain of bridge',
    'The chain of bridge',
    'bridge hands its result to portmap',
  ])
    expect(svg).toContain(words);
});

it('says who reaches whom: networks with ingressPolicy are apart', () => {
  const { reach } = draw([shop, pay, lan]).answer;
  const from = (id: string): readonly string[] => {
    const pair = reach.from[reach.ids.indexOf(id)];
    return (reach.sets[pair?.open ?? -1] ?? []).map((index) => reach.ids[index] ?? '');
  };
  expect(from('service:shop/1')).toEqual(['service:shop/1', 'service:shop/2', 'place:host', 'place:internet']);
  expect(from('service:pay/1')).not.toContain('service:shop/1');
  expect(from('service:lan/1')).not.toContain('place:host');
});

it('says the same in tables, with all addresses', () => {
  const drawn = draw([shop, pay, lan]);
  expect(rows(drawn, 'Networks')?.map(([name, chain]) => `${name}: ${chain}`)).toEqual([
    'shop: bridge → portmap → firewall',
    'pay: bridge → firewall',
    'lan: macvlan',
  ]);
  expect(rows(drawn, 'Addresses')).toEqual([
    ['10.60.0.0/24', 'shop', '10.60.0.2 to 10.60.0.254', '253', '10.60.0.1', ''],
    ['10.61.0.0/24', 'pay', '10.61.0.2 to 10.61.0.254', '253', '10.61.0.1', ''],
    ['192.168.7.0/24', 'lan', '192.168.7.2 to 192.168.7.254', '253', '192.168.7.1', ''],
  ]);
  for (const table of drawn.answer.table)
    for (const row of table.rows) expect(row.cells).toHaveLength(table.columns.length);
  expect(
    rows(draw([shop, shop.replace('"shop"', '"twin"').replace('br0', 'br9')]), 'Addresses')?.map((row) => row.at(-1)),
  ).toEqual(['twin', 'shop']);
});

it('marks findings at the plugin or network in which they are', () => {
  const drawn = draw([shop.replace('"same-bridge"', '"same_bridge"'), pay]);
  const [networks] = drawn.answer.table;
  expect(networks?.rows[0]?.cells.at(-1)).toContain('same_bridge');
  expect(drawn.answer.svg).toMatch(/Plugin firewall[^"]*error: [^"]*same_bridge/);
  expect(drawn.answer.nodes.some(({ id }) => id === 'finding:worst')).toBe(true);
});

it('keeps the last good picture while the text is broken, and says why', () => {
  const good = draw([shop]);
  const { answer } = draw([`${shop.slice(0, -4)}`], good);
  expect(answer.svg).toBe(good.answer.svg);
  expect(answer.stale).toMatch(/^Line \d+ cannot be read/);
  expect(draw([shop], good).answer.stale).toBeUndefined();
});

it('draws what nothing is known of without saying anything about it', () => {
  const { answer } = draw([listOf('mesh', { type: 'calico' })]);
  const mesh = answer.reach.from[answer.reach.ids.indexOf('service:mesh/1')];
  expect(answer.reach.sets[mesh?.open ?? -1]).toEqual([0]);
  expect(answer.svg).toContain('not known what it makes');
});

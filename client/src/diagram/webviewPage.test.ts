import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { diagramSnapshot } from '../../../server/src/diagram/diagramSnapshot.ts';
import { analyze } from '../../../server/src/features/analyze.ts';
import type { DiagramSnapshot } from '../../../server/src/protocol.ts';
import { findBrowser, openBrowser } from '../../../test/harness/browser.ts';
import type { FromWebview, ToWebview } from '../webview/messages.ts';
import { webviewHtml } from './webviewHtml.ts';

const origin = 'http://webview.test';
const root = path.resolve(import.meta.dirname, '../../..');

const shop = `services:
  web:
    image: nginx
    ports: ["80:80"]
    networks: [edge, app]
  api:
    build: ./api
    networks: [app, data]
  db:
    image: postgres
    networks: [data]
networks:
  edge:
  app: { internal: true }
  data: { internal: true }
`;

function snapshotOf(text: string, uri = 'file:///shop/compose.yaml'): DiagramSnapshot {
  const snapshot = analyze({ uri, version: 1, text, environment: new Map(), directoryName: 'shop' });
  return diagramSnapshot(snapshot).answer;
}

// Stands in for VS Code's side of the webview; state outlives a reload as there. What runs in the page is text here,
// since this file is checked without the browser's types.
const hostScript = `
  window.sent = [];
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.sent.push(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
`;

const missing = await findBrowser();

describe('page of the diagram', { timeout: 30_000 }, () => {
  if ('reason' in missing) {
    it.skip(missing.reason);
    return;
  }

  let page: Page;
  let close: () => Promise<void>;
  const faults: string[] = [];

  beforeAll(async () => {
    const bundled = await build({
      entryPoints: [path.join(import.meta.dirname, '../webview/diagram.ts')],
      bundle: true,
      format: 'iife',
      write: false,
      logLevel: 'silent',
    });
    const files = new Map([
      ['/diagram.js', { contentType: 'text/javascript', body: bundled.outputFiles[0]?.text ?? '' }],
      ['/diagram.css', { contentType: 'text/css', body: await readFile(path.join(root, 'media/diagram.css'), 'utf8') }],
    ]);
    const parts = { nonce: 'n0nce', source: origin, script: `${origin}/diagram.js`, style: `${origin}/diagram.css` };
    const html = webviewHtml(parts).replace('<body>', '<body class="vscode-light">');
    ({ page, close } = await openBrowser());
    await page.route(`${origin}/**`, (route) =>
      route.fulfill(files.get(new URL(route.request().url()).pathname) ?? { contentType: 'text/html', body: html }),
    );
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
    });
    await page.addInitScript({ content: hostScript });
  });

  afterAll(() => close?.());

  beforeEach(async () => {
    await page.goto(origin);
    await page.evaluate('sessionStorage.clear()');
    await page.goto(origin);
    await page.mouse.move(0, 0);
    faults.length = 0;
  });

  const post = async (message: ToWebview | object): Promise<void> => {
    await page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`);
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 30))');
  };

  const show = async (text: string, uri?: string): Promise<void> => {
    await post({ kind: 'show', snapshot: snapshotOf(text, uri) });
    await page.waitForSelector('svg');
  };

  const sent = (): Promise<readonly FromWebview[]> => page.evaluate('window.sent');
  const node = (id: string) => page.locator(`#stage .node[data-id="${id}"]`);
  const style = (selector: string, property: string): Promise<string> =>
    page.evaluate(`{
      const element = document.querySelector(${JSON.stringify(selector)});
      for (const animation of element.getAnimations()) animation.finish();
      getComputedStyle(element).getPropertyValue(${JSON.stringify(property)});
    }`);
  const opacity = async (id: string): Promise<number> =>
    Number(await style(`#stage .part[data-id="${id}"]`, 'opacity'));
  const focused = (): Promise<string | undefined> => page.evaluate('document.activeElement?.dataset.id');
  const place = (): Promise<string> => page.evaluate("document.querySelector('#stage svg').style.transform");
  const themed = (classes: string): Promise<void> => page.evaluate(`document.body.setAttribute('class', '${classes}')`);

  it('says that it is ready, and shows what it is sent under a strict content policy', async () => {
    expect(await sent()).toEqual([{ kind: 'ready', shape: 'wide' }]);
    await show(shop);
    expect(await node('service:web').count()).toBe(1);
    expect(await node('service:db').locator('.near').innerHTML()).toContain('postgres');
    expect(faults).toEqual([]);
  });

  it('refuses pictures with scripts, handlers and foreign parts, and keeps the last good one', async () => {
    await show(shop);
    const good = snapshotOf(shop);
    const bad = [
      '<script>document.title = "run"</script>',
      '<foreignObject/>',
      '<a href="https://example.org"><text>x</text></a>',
      '<rect onclick="1"/>',
      '<rect style="fill:red"/>',
      '<rect fill="url(https://example.org)"/>',
      '<image href="x"/>',
      '<not closed',
    ];
    for (const part of bad) {
      await post({ kind: 'show', snapshot: { ...good, svg: good.svg.replace('</svg>', `${part}</svg>`) } });
      expect(await page.locator('#stale').isVisible()).toBe(true);
      expect(await node('service:web').count()).toBe(1);
    }
    expect(await page.title()).toBe('Network diagram');
    await post({ kind: 'show', snapshot: good });
    expect(await page.locator('#stale').isVisible()).toBe(false);
  });

  it('shows names as they are, whatever they hold', async () => {
    const name = '</title><script>document.title="run"</script>"\'&<b>';
    await show(`services:\n  ${JSON.stringify(name)}: { image: ${JSON.stringify(name)} }\n`);
    expect(await page.locator('#stage .service').getAttribute('aria-label')).toContain(name);
    expect(await page.title()).toBe('Network diagram');
    expect(await page.locator('#stage b').count()).toBe(0);
  });

  it('dims what the card under the pointer cannot reach, and says it in words', async () => {
    await show(shop);
    await node('service:web').hover();
    expect(await opacity('service:api')).toBe(1);
    expect(await opacity('service:db')).toBeLessThan(0.3);
    expect(await opacity('network:data')).toBeLessThan(0.3);
    expect(await page.locator('#status').textContent()).toMatch(/Service web.*Reaches api.*Cannot reach db/);
    await page.mouse.move(0, 0);
    expect(await opacity('service:db')).toBe(1);
  });

  it('selects with a click and shows the source, dims until Escape', async () => {
    await show(shop);
    await node('service:db').click();
    await page.mouse.move(0, 0);
    expect(await sent()).toContainEqual({ kind: 'reveal', id: 'service:db', focus: false });
    expect(await opacity('service:web')).toBeLessThan(0.3);
    await page.keyboard.press('Escape');
    expect(await opacity('service:web')).toBe(1);
    await node('network:app').dblclick();
    expect(await sent()).toContainEqual({ kind: 'reveal', id: 'network:app', focus: true });
  });

  it('offers the fixes of the finding that matters most', async () => {
    await show(shop.replace('image: postgres', 'image: postgres\n    ports: ["5432:5432"]'));
    await node('finding:worst').click();
    expect(await sent()).toContainEqual({ kind: 'fix', id: 'finding:worst' });
  });

  it('is walked with Tab and arrow keys; Enter opens the source, Space selects', async () => {
    await show(shop);
    await page.locator('#stage').focus();
    const order: (string | undefined)[] = [];
    for (let index = 0; index < 5; index++) {
      await page.keyboard.press('Tab');
      order.push(await focused());
    }
    expect(order).toEqual(['place:internet', 'place:host', 'port:web→0', 'network:edge', 'service:web']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    expect((await focused())?.startsWith('service:')).toBe(true);
    await node('service:api').focus();
    for (let index = 0; index < 3; index++) await page.keyboard.press('ArrowLeft');
    expect(await focused()).toMatch(/^(network|place):/);
    await node('service:api').focus();
    await page.keyboard.press('Enter');
    expect(await sent()).toContainEqual({ kind: 'reveal', id: 'service:api', focus: true });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Space');
    expect(await node('service:api').getAttribute('class')).toContain('selected');
  });

  it('zooms and pans with keys, buttons, wheel and pointer', async () => {
    await show(shop);
    const start = await place();
    await page.click('#zoom-in');
    const zoomedIn = await place();
    expect(zoomedIn).not.toBe(start);
    await page.click('#zoom-out');
    await page.click('#fit');
    expect(await place()).toBe(start);
    await page.keyboard.press('1');
    expect(await page.locator('#scale').textContent()).toBe('100 %');
    await page.keyboard.press('0');
    expect(await place()).toBe(start);
    await page.mouse.move(700, 500);
    await page.mouse.wheel(0, 50);
    const panned = await place();
    expect(panned).not.toBe(start);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    expect(await place()).not.toBe(panned);
    await page.click('#fit');
    const box = await node('service:db').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
    await page.mouse.down();
    await page.mouse.move(300, 300, { steps: 4 });
    await page.mouse.up();
    expect(await place()).not.toBe(start);
    expect((await sent()).filter((message) => message.kind === 'reveal')).toEqual([]);
  });

  it('finds nodes and steps through them', async () => {
    await show(shop);
    await page.keyboard.press('/');
    await page.keyboard.type('data');
    expect(await page.locator('#stage .found').count()).toBe(3);
    await page.keyboard.press('Enter');
    expect(await page.locator('#found').textContent()).toBe('1 of 3');
    await page.keyboard.press('Enter');
    expect(await page.locator('#found').textContent()).toBe('2 of 3');
    await page.keyboard.press('Escape');
    expect(await page.locator('#stage .found').count()).toBe(0);
    expect(await page.inputValue('#find')).toBe('');
  });

  it("marks what is at the editor's cursor, the card for a membership", async () => {
    await show(shop);
    await post({ kind: 'cursor', id: 'network:data' });
    expect(await node('network:data').getAttribute('class')).toContain('at-cursor');
    await post({ kind: 'cursor', id: 'leg:api→network:data' });
    expect(await node('service:api').getAttribute('class')).toContain('at-cursor');
    expect(await page.locator('#stage .at-cursor').count()).toBe(1);
    await post({ kind: 'cursor' });
    expect(await page.locator('#stage .at-cursor').count()).toBe(0);
  });

  it('says when the picture is not that of the file as it stands', async () => {
    await post({ kind: 'show', snapshot: { ...snapshotOf(shop), stale: 'Line 3 cannot be read: no value' } });
    expect(await page.locator('#stale').textContent()).toBe('Last good picture. Line 3 cannot be read: no value');
    await show(shop);
    expect(await page.locator('#stale').isVisible()).toBe(false);
  });

  it('says the same as tables', async () => {
    await show(shop);
    await page.click('#table');
    expect(await page.locator('#stage').isVisible()).toBe(false);
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'api' }) });
    expect(await row.textContent()).toContain('app, data');
    await page.getByRole('button', { name: 'api', exact: true }).click();
    expect(await sent()).toContainEqual({ kind: 'reveal', id: 'service:api', focus: true });
    await page.click('#table');
    expect(await node('service:api').isVisible()).toBe(true);
  });

  it('follows the theme while it changes', async () => {
    await show(shop);
    const colours: string[] = [];
    for (const classes of ['vscode-light', 'vscode-dark', 'vscode-high-contrast-light vscode-high-contrast']) {
      await themed(classes);
      colours.push(await style('#stage .bands [data-line="network:edge"] .line', 'stroke'));
    }
    expect(new Set(colours).size).toBe(3);
    expect(await style('#stage .card', 'stroke-width')).toBe('2px');
  });

  it('keeps view, selection and focus when a new picture comes, and the view after a reload', async () => {
    await show(shop);
    await page.click('#zoom-in');
    await node('service:db').focus();
    await page.keyboard.press('Space');
    const before = await place();
    await show(shop.replace('image: postgres', 'image: postgres:16'));
    expect(await place()).toBe(before);
    expect(await focused()).toBe('service:db');
    expect(await node('service:db').getAttribute('class')).toContain('selected');
    await page.goto(origin);
    await show(shop);
    expect(await place()).toBe(before);
    await show(shop, 'file:///other/compose.yaml');
    expect(await place()).not.toBe(before);
    expect(await page.locator('#stage .selected').count()).toBe(0);
  });

  it('shows names only when a large picture is seen from afar, and keeps names of lines in view', async () => {
    const services = Array.from(
      { length: 500 },
      (_, index) => `  service-${index}: { image: nginx, networks: [n${index % 12}] }`,
    );
    const networks = Array.from({ length: 12 }, (_, index) => `  n${index}: { internal: ${index > 0} }`);
    const start = performance.now();
    await show(`services:\n${services.join('\n')}\nnetworks:\n${networks.join('\n')}\n`);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(await node('service:service-7').locator('.far').isVisible()).toBe(true);
    expect(await node('service:service-7').locator('.near').isVisible()).toBe(false);
    await page.click('#scale');
    await page.mouse.move(600, 400);
    for (let index = 0; index < 5; index++) await page.mouse.wheel(300, 0);
    const box = await node('network:n5').locator('.label text').first().boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect(box?.x).toBeLessThan(30);
  });

  it('tells when its shape changes', async () => {
    const size = page.viewportSize() ?? { width: 1400, height: 900 };
    await page.setViewportSize({ width: 500, height: 900 });
    await expect.poll(sent).toContainEqual({ kind: 'reshaped', shape: 'tall' });
    await page.setViewportSize(size);
    await expect.poll(sent).toContainEqual({ kind: 'reshaped', shape: 'wide' });
  });

  it('says why there is no picture', async () => {
    await show(shop);
    await post({ kind: 'nothing', text: 'This file is no compose file.' });
    expect(await page.locator('#nothing').textContent()).toBe('This file is no compose file.');
    expect(await page.locator('#stage svg').count()).toBe(0);
    await page.click('#tidy');
    await page.click('#export');
    expect((await sent()).slice(-2)).toEqual([{ kind: 'tidy' }, { kind: 'export' }]);
  });
});

import { readProject } from '../../server/src/compose/read.ts';
import { noSourceFiles } from '../../server/src/compose/sourceFiles.ts';
import { Documents } from '../../server/src/documents.ts';
import { parseBlock } from '../../server/src/text/yamlBlock.ts';
import { parseYaml, type YamlTree } from '../../server/src/text/yamlTree.ts';

// What one keystroke costs in files of several sizes: every service on two of a fifth as many networks, a URL to the
// next one and a port on loopback. Run it with `npm run bench`; it prints milliseconds and the growth over 10 services.

const sizes = [10, 100, 1_000, 5_000];
const keystrokes = 200;
const uri = 'file:///bench/compose.yaml';

function generate(services: number): string {
  const networks = services / 5;
  const entries = Array.from({ length: services }, (_, i) => {
    const lines = [
      `  s${i}:`,
      `    image: nginx:1.${i}`,
      '    networks:',
      `      - n${i % networks}`,
      `      - n${(i + 1) % networks}`,
      '    environment:',
      `      URL: http://s${(i + networks) % services}:80/`,
      `    ports: ["127.0.0.1:${10_000 + i}:80"]`,
    ];
    return lines.join('\n');
  });
  const names = Array.from({ length: networks }, (_, i) => `  n${i}:\n    internal: ${i % 4 === 0}`);
  return `services:\n${entries.join('\n')}\nnetworks:\n${names.join('\n')}\n`;
}

interface Row {
  readonly services: number;
  /** One parse of the whole text, for comparison. */
  readonly whole: number;
  readonly tree: number;
  readonly model: number;
  readonly findings: number;
}

function measure(services: number): Row {
  const text = generate(services);
  const at = text.indexOf('nginx:1.', text.length >> 1) + 'nginx:1.'.length;
  const context = { environment: new Map<string, string>(), directoryName: 'bench' };
  let tree: YamlTree = parseYaml(uri, text);
  readProject(tree, context);
  const treeTimes: number[] = [];
  const modelTimes: number[] = [];
  for (let i = 0; i < keystrokes; i++) {
    const start = performance.now();
    tree = tree.edit({ start: at, end: at, newText: '1' });
    const edited = performance.now();
    readProject(tree, context);
    treeTimes.push(edited - start);
    modelTimes.push(performance.now() - edited);
  }
  const whole = [0, 1, 2].map(() => {
    const start = performance.now();
    parseBlock(text, { uri, offset: 0 });
    return performance.now() - start;
  });
  return {
    services,
    whole: median(whole),
    tree: median(treeTimes),
    model: median(modelTimes),
    findings: median(wholeTimes(text, at)),
  };
}

/** From the change to the findings, as the server does it. */
function wholeTimes(text: string, at: number): readonly number[] {
  const documents = new Documents({ levels: {} }, noSourceFiles);
  documents.open(uri, 0, text, { files: [uri], environment: new Map(), directoryName: 'bench', usedBy: [] });
  const line = text.slice(0, at).split('\n').length - 1;
  const position = { line, character: at - text.lastIndexOf('\n', at) - 1 };
  return Array.from({ length: keystrokes / 4 }, (_, i) => {
    const start = performance.now();
    documents.change(uri, i + 1, [{ range: { start: position, end: position }, text: '1' }]);
    documents.snapshot(uri);
    return performance.now() - start;
  });
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

const rows = sizes.map(measure);
const [first] = rows;
console.log('services  whole parse ms  tree ms  (growth)  model ms  (growth)  change to findings ms  (growth)');
for (const row of rows) {
  const growth = (key: 'tree' | 'model' | 'findings'): string =>
    `(${(row[key] / Math.max(first?.[key] ?? 1, 0.01)).toFixed(0)}x)`.padStart(8);
  const cell = (value: number, width: number): string => value.toFixed(2).padStart(width);
  console.log(
    `${String(row.services).padStart(8)} ${cell(row.whole, 15)} ${cell(row.tree, 8)} ${growth('tree')} ${cell(row.model, 10)} ${growth('model')} ${cell(row.findings, 22)} ${growth('findings')}`,
  );
}

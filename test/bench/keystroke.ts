import { parseDocument } from 'yaml';
import { readProject } from '../../server/src/compose/read.ts';
import { noSourceFiles } from '../../server/src/compose/sourceFiles.ts';
import { Documents } from '../../server/src/documents.ts';
import { diagnosticsOf } from '../../server/src/features/diagnostics.ts';
import { parseYaml, type YamlTree } from '../../server/src/text/yamlTree.ts';

// What one keystroke costs in files of several sizes: every service on two of a fifth as many networks, a URL to the
// next one and a port on loopback. Run it with `npm run bench`; it prints milliseconds of processor time and the growth
// over 10 services.

/** Milliseconds that the process has computed: on a machine with other work the clock says more about that. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

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
  /** The 95th percentile of the same. */
  readonly slow: number;
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
    const start = processorTime();
    tree = tree.edit({ start: at, end: at, newText: '1' });
    const edited = processorTime();
    readProject(tree, context);
    treeTimes.push(edited - start);
    modelTimes.push(processorTime() - edited);
  }
  const whole = [0, 1, 2].map(() => {
    const start = processorTime();
    parseDocument(text);
    return processorTime() - start;
  });
  const times = wholeTimes(text, at);
  return {
    services,
    whole: median(whole),
    tree: median(treeTimes),
    model: median(modelTimes),
    findings: median(times),
    slow: quantile(times, 0.95),
  };
}

/** From the change to the diagnostics, as the server makes them; the first ones are left out, they warm up the code. */
function wholeTimes(text: string, at: number): readonly number[] {
  const documents = new Documents({ levels: {} }, noSourceFiles);
  documents.open(uri, 0, text, { files: [uri], environment: new Map(), directoryName: 'bench', usedBy: [] });
  const line = text.slice(0, at).split('\n').length - 1;
  const position = { line, character: at - text.lastIndexOf('\n', at) - 1 };
  const times = Array.from({ length: keystrokes }, (_, i) => {
    const start = processorTime();
    documents.change(uri, i + 1, [{ range: { start: position, end: position }, text: '1' }]);
    const snapshot = documents.snapshot(uri);
    if (snapshot) diagnosticsOf(snapshot);
    return processorTime() - start;
  });
  return times.slice(keystrokes / 10);
}

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
const median = (values: readonly number[]): number => quantile(values, 0.5);

// The first round compiles the code.
measure(100);
const rows = sizes.map(measure);
const [first] = rows;
console.log(
  'services  whole parse ms  tree ms  (growth)  model ms  (growth)  change to diagnostics ms  (growth)  p95 ms',
);
for (const row of rows) {
  const growth = (key: 'tree' | 'model' | 'findings'): string =>
    `(${(row[key] / Math.max(first?.[key] ?? 1, 0.01)).toFixed(0)}x)`.padStart(8);
  const cell = (value: number, width: number): string => value.toFixed(2).padStart(width);
  console.log(
    `${String(row.services).padStart(8)} ${cell(row.whole, 15)} ${cell(row.tree, 8)} ${growth('tree')} ${cell(row.model, 10)} ${growth('model')} ${cell(row.findings, 25)} ${growth('findings')} ${cell(row.slow, 7)}`,
  );
}

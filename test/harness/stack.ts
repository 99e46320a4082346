import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import type { Docker } from '../../server/src/runtime/docker.ts';
import { processRunner } from '../../server/src/runtime/processRunner.ts';
import { assertNothingLeft, type Engine, runWithEngine } from './engine.ts';

/** A compose file in a folder of its own that a test may change. */
export interface Stack {
  readonly file: string;
  readonly project: string;
  write(text: string): Promise<void>;
  compose(...args: readonly string[]): Promise<string>;
}

let count = 0;

/** Gives tests of the suite stacks of their own; each is gone after its test, whatever happened. */
export function stacksFor(engine: Engine): (text: string) => Promise<Stack> {
  const started: Stack[] = [];
  afterEach(async () => {
    for (const stack of started.splice(0)) {
      await runWithEngine(engine, 'docker', [
        'compose',
        '-p',
        stack.project,
        'down',
        '-t',
        '0',
        '-v',
        '--remove-orphans',
      ]);
      await assertNothingLeft(engine, stack.project);
      await rm(path.dirname(stack.file), { recursive: true });
    }
  });
  return async (text) => {
    const project = `bulkhead-test-${process.pid}-${++count}`;
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'bulkhead-stack-')), 'compose.yaml');
    const stack: Stack = {
      file,
      project,
      write: (changed) => writeFile(file, `name: ${project}\n${changed}`),
      compose: async (...args) => (await runWithEngine(engine, 'docker', ['compose', '-f', file, ...args])).stdout,
    };
    await stack.write(text);
    started.push(stack);
    return stack;
  };
}

/** The docker of the test's engine. */
export function dockerOf(engine: Engine): Docker {
  return { command: 'docker', runner: processRunner(), env: engine.env };
}

import { describe, expect, it } from 'vitest';
import { processRunner } from './processRunner.ts';

const node = process.execPath;

describe('processRunner', () => {
  it('passes arguments as they are and gives code and output', async () => {
    const code = 'console.log(process.argv[1], process.env.GREETING); console.error("e"); process.exit(3)';
    const result = await processRunner().run(node, ['-e', code, '$HOME; ls "*"'], { env: { GREETING: 'hello' } });
    expect(result).toEqual({ kind: 'exited', exitCode: 3, stdout: '$HOME; ls "*" hello\n', stderr: 'e\n' });
  });

  it('hands over whole lines as they come, the last one without a line end too', async () => {
    const lines: string[] = [];
    const code = 'process.stdout.write("one\\r\\ntw"); setTimeout(() => process.stdout.write("o\\nthree"), 50)';
    await processRunner().run(node, ['-e', code], { onLine: (line, stream) => lines.push(`${stream} ${line}`) });
    expect(lines).toEqual(['stdout one', 'stdout two', 'stdout three']);
  });

  it('says when there is no such program', async () => {
    const result = await processRunner().run('/nowhere/docker', ['version']);
    expect(result).toMatchObject({ kind: 'not-started', code: 'ENOENT' });
  });

  it('says when the system refuses the arguments', async () => {
    const result = await processRunner().run(node, ['x'.repeat(4_000_000)]);
    expect(result).toMatchObject({ kind: 'not-started', code: 'E2BIG' });
  });

  it('starts nothing when it is cancelled already', async () => {
    const result = await processRunner().run('/nowhere/docker', [], { signal: AbortSignal.abort() });
    expect(result).toEqual({ kind: 'aborted', stdout: '', stderr: '' });
  });

  it('asks a program to end and keeps what it said last', async () => {
    const abort = new AbortController();
    const code =
      'process.on("SIGINT", () => { console.log("bye"); process.exit(0) }); console.log("up"); setInterval(() => {}, 1000)';
    const result = await processRunner().run(node, ['-e', code], {
      signal: abort.signal,
      onLine: (line) => line === 'up' && abort.abort(),
    });
    expect(result).toEqual({ kind: 'aborted', stdout: 'up\nbye\n', stderr: '' });
  });

  it('ends a program that does not listen, and its children', async () => {
    // the child has the same output pipe, so that this can only end when the child has ended too
    const child = 'process.on("SIGINT", () => {}); console.log("up"); setInterval(() => {}, 1000)';
    const parent = `process.on("SIGINT", () => {}); require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit" })`;
    const abort = new AbortController();
    const result = await processRunner(50).run(node, ['-e', parent], {
      signal: abort.signal,
      onLine: () => abort.abort(),
    });
    expect(result).toEqual({ kind: 'aborted', stdout: 'up\n', stderr: '' });
  });

  it('gives 128 and the number for a program that a signal ended', async () => {
    const result = await processRunner().run(node, ['-e', 'process.kill(process.pid, "SIGTERM")']);
    expect(result).toMatchObject({ kind: 'exited', exitCode: 143 });
  });
});

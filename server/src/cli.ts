import packageJson from '../../package.json';
import { runProgram } from './cli/program.ts';
import { cniRules, envoyRules, rules, scriptRules } from './rules/index.ts';
import { findDocker } from './runtime/docker.ts';

const abort = new AbortController();
// the second time Node's own handler ends the program at once
process.once('SIGINT', () => abort.abort());
process.once('SIGTERM', () => abort.abort());

// a reader such as `head` may go away before the end
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const terminal = {
  out: (text: string): void => void process.stdout.write(text),
  err: (text: string): void => void process.stderr.write(text),
  signal: abort.signal,
};

const tools = {
  docker: findDocker(),
  rules: [...rules, ...cniRules, ...envoyRules, ...scriptRules],
  version: packageJson.version,
};

runProgram(process.argv.slice(2), tools, terminal).then((code) => {
  process.exitCode = code;
});

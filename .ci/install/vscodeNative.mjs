// Two of VS Code's native modules come without a binary, and one takes half a minute of C++ to
// compile. These do the same in JavaScript.
import fs from 'node:fs';
import path from 'node:path';

// Log files: plain appends, no rotation.
const SPDLOG = `
const fs = require('fs');
const path = require('path');
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  constructor(type, name, file) { this.file = file; this.level = 2; this.plain = false; }
  setLevel(level) { this.level = level; }
  getLevel() { return this.level; }
  setPattern() {}
  clearFormatters() { this.plain = true; }
  flush() {}
  drop() {}
  write(level, message) {
    if (level < this.level) return;
    const line = this.plain ? message : new Date().toISOString() + ' [' + LEVELS[level] + '] ' + message + '\\n';
    try { fs.appendFileSync(this.file, line); } catch {}
  }
}
LEVELS.forEach((name, level) => { Logger.prototype[name] = function (message) { this.write(level, message); }; });

async function create(name, file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return new Logger('', name, file);
}
// one by one, because VS Code imports them by name
exports.version = 0;
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
`;

// Ends the extension host some seconds after its parent is gone.
const WATCHDOG = `
exports.start = (pid) => {
  setInterval(() => {
    try { process.kill(pid, 0); } catch { setTimeout(() => process.exit(87), 3000).unref(); }
  }, 1000).unref();
};
exports.exit = (code) => process.exit(code || 0);
`;

const STAND_INS = { '@vscode/spdlog': SPDLOG, '@vscode/native-watchdog': WATCHDOG };

/** @param {string} modules VS Code's node_modules */
export function replaceNativeModules(modules) {
  for (const [name, source] of Object.entries(STAND_INS)) {
    const folder = path.join(modules, name);
    const { main = 'index.js' } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    fs.writeFileSync(path.join(folder, main), source.trimStart());
  }
}

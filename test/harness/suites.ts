import { describe, it } from 'vitest';
import { findBrowser } from './browser.ts';
import { type CniTools, findCniTools } from './cniHost.ts';
import { type Engine, findEngine } from './engine.ts';
import { type Envoy, findEnvoy } from './envoy.ts';
import type { Missing } from './prepared.ts';
import { findVSCode } from './vscode.ts';

/**
 * A suite that needs a Docker engine. Without one it is a single skipped test that says why.
 *
 *     await describeWithEngine('deploy', (engine) => { it('…', …) });
 */
export async function describeWithEngine(name: string, body: (engine: Engine) => void): Promise<void> {
  describeIfThere(name, await findEngine(), body);
}

/**
 * A suite that drives VS Code in a browser; gets the installation for `startVSCode`. Without either
 * it is a single skipped test that says why.
 */
export async function describeWithVSCode(name: string, body: (install: string) => void | Promise<void>): Promise<void> {
  const browser = await findBrowser();
  const vscode = await findVSCode();
  describeIfThere(name, 'reason' in browser ? browser : vscode, ({ install }) => body(install));
}

/** A suite that adds networks with the real cnitool and plugins. Without them it is a single skipped test that says why. */
export async function describeWithCni(name: string, body: (tools: CniTools) => void): Promise<void> {
  describeIfThere(name, await findCniTools(), body);
}

/** A suite that asks the real Envoy. Without one it is a single skipped test that says why. */
export async function describeWithEnvoy(name: string, body: (envoy: Envoy) => void): Promise<void> {
  describeIfThere(name, await findEnvoy(), body);
}

/** A suite that needs a Docker engine with an image of Envoy, which is made of the binary where that can be had. */
export async function describeWithEnvoyImage(name: string, body: (engine: Engine) => void): Promise<void> {
  const [engine, envoy] = [await findEngine(), await findEnvoy()];
  describeIfThere(name, 'reason' in envoy ? envoy : engine, body);
}

function describeIfThere<T extends object>(
  name: string,
  part: T | Missing,
  body: (part: T) => void | Promise<void>,
): void {
  describe(name, async () => {
    if ('reason' in part) {
      it.skip(part.reason);
    } else {
      await body(part);
    }
  });
}

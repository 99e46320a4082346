import { randomUUID } from 'node:crypto';
import { type Docker, runDocker } from '../docker.ts';
import type { Failure } from '../failure.ts';
import { failed, type Outcome } from '../outcome.ts';
import { type Probe, probeArguments } from './probeScript.ts';

export interface HelperOptions {
  readonly image: string;
  /** For one probe, in milliseconds. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs probes in a throw-away container that joins the network namespace of another one (`container:ID`) or of the
 * engine's machine (`host`). It needs nothing from the other container's image and changes nothing in it. Gives the
 * answers as text, see `readAnswers`.
 */
export async function runHelper(
  docker: Docker,
  network: string,
  probes: readonly Probe[],
  options: HelperOptions,
): Promise<Outcome<string>> {
  const name = `bulkhead-probe-${randomUUID()}`;
  const args = [
    ...startArguments(
      name,
      network,
      options.image,
      probes.some(({ kind }) => kind === 'echo' || kind === 'datagram'),
    ),
    ...probeArguments(probes, options.timeout),
  ];
  const output = await runDocker(docker, args, { signal: options.signal });
  if (!output.ok) {
    // the engine may still be starting it when the command has been ended
    if (output.failure.kind === 'cancelled') await runDocker(docker, ['rm', '--force', name]);
    return output.failure.kind === 'bad-command' ? failed(unusable(options.image, output.failure.output)) : output;
  }
  return output.value.includes('started\n') ? output : failed(unusable(options.image, output.value));
}

/** Without rights, except the one that ICMP needs, and without a log that would fill the engine's disk. */
function startArguments(name: string, network: string, image: string, raw: boolean): string[] {
  return [
    ...['run', '--rm', '--name', name, '--label', 'bulkhead.helper=probe', '--network', network, '--pull', 'never'],
    ...[
      '--read-only',
      '--cap-drop',
      'ALL',
      ...(raw ? ['--cap-add', 'NET_RAW'] : []),
      '--security-opt',
      'no-new-privileges',
      '--log-driver',
      'none',
    ],
    ...['--entrypoint', 'sh', image],
  ];
}

function unusable(image: string, output: string): Failure {
  return {
    kind: 'unusable-helper',
    message: `The helper image ${image} has no ${output.includes('unusable\tnc') ? 'nc' : 'shell'} that works.`,
    advice: 'Set bulkhead.probe.image to an image with sh, nc and nslookup, such as busybox.',
    output,
  };
}

import { type Docker, runDocker } from '../docker.ts';
import type { Failure } from '../failure.ts';
import { failed, type Outcome, success } from '../outcome.ts';
import type { Reporter } from '../reporter.ts';

/** What an image must have, and the setting that names another one. */
interface ImageNeeds {
  readonly setting: string;
  readonly programs: string;
}

const probeNeeds: ImageNeeds = { setting: 'bulkhead.probe.image', programs: 'sh, nc and nslookup' };

/** Makes sure that the helper image is on the engine; pulls it when it is not. */
export async function ensureHelperImage(
  docker: Docker,
  image: string,
  reporter: Reporter,
  signal?: AbortSignal,
  needs = probeNeeds,
): Promise<Outcome<string>> {
  const there = await runDocker(docker, ['image', 'inspect', '--format', '{{.Id}}', image], { signal });
  if (there.ok) return there;
  if (there.failure.kind === 'cancelled' || there.failure.kind === 'daemon-down') return there;
  reporter.progress({ subject: image, status: 'Pulling', done: 0, total: 1 });
  const pulled = await runDocker(docker, ['pull', image], { signal, onLine: (line) => reporter.log(line) });
  if (pulled.ok) return success(pulled.value);
  return failed(pulled.failure.kind === 'cancelled' ? pulled.failure : missing(image, pulled.failure, needs));
}

function missing(image: string, failure: Failure, { setting, programs }: ImageNeeds): Failure {
  return {
    ...failure,
    message: `The helper image ${image} is not on this engine and cannot be pulled: ${lowerFirst(failure.message)}`,
    advice: `Bring it here with \`docker load\`, or set ${setting} to an image that is here and has ${programs}.`,
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

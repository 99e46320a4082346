/** What went wrong with the engine or the stack, by what the user has to do about it. */
export type FailureKind =
  | 'cancelled'
  | 'no-docker'
  | 'no-compose'
  | 'daemon-down'
  | 'no-permission'
  | 'bad-context'
  | 'missing-file'
  | 'bad-file'
  | 'port-taken'
  | 'port-forbidden'
  | 'image-missing'
  | 'image-unreachable'
  | 'subnet-overlap'
  | 'no-free-subnet'
  | 'bad-network'
  | 'bad-address'
  | 'address-taken'
  | 'external-network-missing'
  | 'foreign-network'
  | 'name-taken'
  | 'driver-missing'
  | 'needs-swarm'
  | 'bad-mode'
  | 'dependency-failed'
  | 'bad-command'
  | 'bad-mount'
  | 'disk-full'
  | 'still-in-use'
  | 'unusable-helper'
  | 'unexpected';

export interface Failure {
  readonly kind: FailureKind;
  /** One sentence: what happened. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly advice: string;
  /** What the program printed, for the log; empty when nothing ran. */
  readonly output: string;
  /** Host port and the container that wanted it, for `port-taken`. */
  readonly port?: { readonly number: number; readonly container?: string };
}

/** Both sentences, for a place with one line. */
export function describeFailure(failure: Failure): string {
  return `${failure.message} ${failure.advice}`.trim();
}

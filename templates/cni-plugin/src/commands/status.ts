import type { Configuration } from '../configuration.ts';
import { CniError, codes } from '../errors.ts';
import type { Call } from '../input.ts';
import { delegate, ipamPlugin } from '../ipam.ts';
import { run } from '../programs.ts';

/** Fails when an ADD cannot work at the moment. */
export function status(call: Call, configuration: Configuration): undefined {
  try {
    run('ip', ['-V']);
    run('nsenter', ['--version']);
    ipamPlugin(call, configuration);
  } catch (error) {
    throw new CniError(codes.notAvailable, error instanceof Error ? error.message : String(error));
  }
  delegate('STATUS', call, configuration);
  return undefined;
}

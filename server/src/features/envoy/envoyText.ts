import type { EnvoyConfig } from '../../model/envoyConfig.ts';
import type { FileText } from '../snapshot.ts';

/** One version of an Envoy file with what it says. */
export interface EnvoyText extends FileText {
  readonly config: EnvoyConfig;
}

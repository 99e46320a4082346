import type { EnvoyConfig } from '../../model/envoyConfig.ts';
import type { FileText } from '../snapshot.ts';

/** One version of an Envoy file, decoded. Spans move with later edits, so that it answers for the newest one only. */
export interface EnvoyFile extends FileText {
  readonly config: EnvoyConfig;
}

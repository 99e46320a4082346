import type { EnvoySnapshot } from './envoySnapshot.ts';

/** What hover and completion need to know of an Envoy file. */
export type EnvoyText = Pick<EnvoySnapshot, 'uri' | 'text' | 'lines' | 'tree' | 'config' | 'files'>;

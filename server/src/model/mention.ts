import type { Span } from '../text/span.ts';

/** A host name that a service's configuration names: whom the service means to talk to. */
export interface Mention {
  readonly host: string;
  readonly hostSpan: Span;
  readonly port?: number;
  readonly portSpan?: Span;
  /** `postgresql` in `postgresql://db:5432/shop`. */
  readonly scheme?: string;
  /** How sure it is that a host is meant: a URL, `name:port`, or the whole value of a variable called `…_HOST` or alike. */
  readonly form: 'url' | 'host-port' | 'word';
  readonly source: 'environment' | 'command' | 'entrypoint' | 'healthcheck' | 'label' | 'configuration';
  /** Where the service mounts the configuration that names the host; the host then stands in that file. */
  readonly by?: Span;
  /** Name of the environment variable or label. */
  readonly key?: string;
}

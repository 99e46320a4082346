import type { Span } from '../../text/span.ts';

/** Something in which the running stack is not as the files say. */
export interface Difference {
  /** `network`: made with other options; `membership`, `ports`: of containers; `leftover`: no longer in the files. */
  readonly kind: 'network' | 'membership' | 'ports' | 'leftover';
  /** One or two sentences: what runs, and what the files say. */
  readonly message: string;
  /** The place in the files that says otherwise; absent where they say nothing. */
  readonly span?: Span;
}

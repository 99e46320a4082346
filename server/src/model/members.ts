import type { Attachment, Service } from './service.ts';

/** One membership and the service that has it; `attachment` is absent for `network_mode`. */
export interface Member {
  readonly service: Service;
  readonly attachment?: Attachment;
}

/** One membership a network, also where a list names it twice. */
export function distinctAttachments(service: Service): readonly Attachment[] {
  const seen = new Set<string>();
  return service.attachments.filter((attachment) => !seen.has(attachment.network) && seen.add(attachment.network));
}

import { z } from 'zod';
import { recordedEvent } from './event.ts';
import { dropped, type Recorded, type RecordEventPorts } from './ports.ts';
import { recordCommandStatus } from './record-command-status.ts';
import { recordContentsSaved } from './record-contents-saved.ts';
import { recordHost } from './record-host.ts';
import { recordHostTerminating } from './record-host-terminating.ts';
import { recordImageBuilt } from './record-image-built.ts';
import { recordLabRemoved } from './record-lab-removed.ts';
import { recordObservations } from './record-observations.ts';

/**
 * Records one EventBridge event. An event that can never be recorded is logged and dropped. A failure that may pass is an
 * exception, so that Lambda retries it.
 */
export async function run(input: unknown, ports: RecordEventPorts): Promise<Recorded> {
  const parsed = recordedEvent.safeParse(input);
  const result = parsed.success
    ? await recordEvent(parsed.data, ports)
    : dropped(`The event does not match any known event. ${z.prettifyError(parsed.error)}`);
  if (result.outcome === 'dropped')
    ports.log('warn', 'dropped an event', { reason: result.reason, ...origin(input) });
  return result;
}

async function recordEvent(event: z.infer<typeof recordedEvent>, ports: RecordEventPorts): Promise<Recorded> {
  // The detail is what the host says, the source what IAM knows of it.
  if ('hostId' in event.detail && event.detail.hostId !== event.source)
    return dropped(`The host ${event.source} reported as ${event.detail.hostId}.`);
  switch (event['detail-type']) {
    case 'Observations Reported':
      return recordObservations(event.detail, ports);
    case 'Host Reported':
      return recordHost(event.detail, ports);
    case 'Lab Removed':
      return recordLabRemoved(event.detail, ports);
    case 'Image Built':
      return recordImageBuilt(event.detail, ports);
    case 'Contents Saved':
      return recordContentsSaved(event.detail, ports);
    case 'EC2 Command Invocation Status-change Notification':
      return recordCommandStatus(event.detail, ports);
    case 'EC2 Instance-terminate Lifecycle Action':
      return recordHostTerminating(event.detail, ports);
  }
}

const envelope = z.object({ id: z.string(), source: z.string(), 'detail-type': z.string() }).partial();

/** The part of an event that may be logged. The detail contains user input. */
function origin(input: unknown): Readonly<Record<string, unknown>> {
  return envelope.safeParse(input).data ?? { kind: typeof input };
}

import { applyDocumentName } from '@pineapple/contracts';
import { applyStatusOf, finishApply, hasEnded, markConvergedBy } from '@pineapple/lab-lifecycle';
import type { CommandStatusChanged } from './event.ts';
import { dropped, recorded, type Recorded, type RecordEventPorts } from './ports.ts';

/** Records the status of an apply's command. */
export async function recordCommandStatus(
  change: CommandStatusChanged,
  ports: RecordEventPorts,
): Promise<Recorded> {
  const {
    'command-id': commandId,
    'instance-id': hostId,
    'document-name': document,
    status: reported,
  } = change;
  if (document !== applyDocumentName)
    return dropped(`Command ${commandId} runs ${document}, not ${applyDocumentName}.`);

  const status = applyStatusOf(reported);
  const apply = await ports.applies.findByCommand(commandId);
  if (!apply && !hasEnded(status))
    return dropped(`Command ${commandId} is not recorded yet. Its end will be.`);
  if (!apply)
    throw new Error(`Command ${commandId} ended (${reported}) but is not recorded yet. Lambda retries.`);
  if (apply.hostId !== hostId) return dropped(`Command ${commandId} was not sent to ${hostId}.`);

  if (!hasEnded(status)) {
    await ports.applies.update(apply.labId, apply.applyId, { status });
    await ports.publish({ type: 'apply', labId: apply.labId, applyId: apply.applyId });
    return recorded;
  }
  if (apply.finishedAt) {
    await markConvergedBy(ports, apply);
    return recorded;
  }
  const invocation = await ports.getInvocation(commandId, hostId);
  if (!invocation || !hasEnded(applyStatusOf(invocation.status))) {
    throw new Error(`Command ${commandId} ended (${reported}) but has no outcome yet. Lambda retries.`);
  }
  await finishApply(ports, apply, invocation);
  return recorded;
}

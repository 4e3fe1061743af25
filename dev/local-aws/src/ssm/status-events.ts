import { instanceArn } from '../account.ts';
import type { ServiceEvent } from '../event-bridge/event.ts';
import { commandStatus, type CommandRecord, type Invocation } from './command-record.ts';

/** The events that Systems Manager sends when the status of a command changes. They carry no output. */
export function invocationEvent(command: CommandRecord, { instanceId, status }: Invocation): ServiceEvent {
  return {
    source: 'aws.ssm',
    detailType: 'EC2 Command Invocation Status-change Notification',
    resources: [instanceArn(instanceId)],
    detail: {
      'command-id': command.commandId,
      'document-name': command.documentName,
      'instance-id': instanceId,
      'requested-date-time': command.requestedAt,
      status,
    },
  };
}

export function commandEvent(command: CommandRecord): ServiceEvent {
  return {
    source: 'aws.ssm',
    detailType: 'EC2 Command Status-change Notification',
    resources: command.instanceIds.map(instanceArn),
    detail: {
      'command-id': command.commandId,
      'document-name': command.documentName,
      'expire-after': command.expiresAt,
      parameters: command.parameters,
      'requested-date-time': command.requestedAt,
      status: commandStatus(command).status,
    },
  };
}

import { epochSeconds } from '../http/json-service.ts';
import {
  commandStatus,
  hasEnded,
  type CommandRecord,
  type Invocation,
  type Plugin,
} from './command-record.ts';

/** A command as SendCommand and ListCommands return it. */
export function renderCommand(command: CommandRecord): object {
  const { status, statusDetails } = commandStatus(command);
  const count = (wanted: (invocation: Invocation) => boolean): number =>
    command.invocations.filter(wanted).length;
  return {
    CommandId: command.commandId,
    DocumentName: command.documentName,
    DocumentVersion: command.documentVersion,
    Comment: command.comment,
    ExpiresAfter: epochSeconds(command.expiresAt),
    Parameters: command.parameters,
    InstanceIds: command.instanceIds,
    Targets: command.targets,
    RequestedDateTime: epochSeconds(command.requestedAt),
    Status: status,
    StatusDetails: statusDetails,
    MaxConcurrency: command.maxConcurrency,
    MaxErrors: command.maxErrors,
    TargetCount: command.invocations.length,
    CompletedCount: count((invocation) => hasEnded(invocation.status)),
    ErrorCount: count(
      (invocation) => invocation.status === 'Failed' || invocation.statusDetails === 'ExecutionTimedOut',
    ),
    DeliveryTimedOutCount: count((invocation) => invocation.statusDetails === 'DeliveryTimedOut'),
    TimeoutSeconds: command.timeoutSeconds,
  };
}

/** One step of one invocation as GetCommandInvocation returns it: no output before the end. */
export function renderInvocation(
  command: CommandRecord,
  invocation: Invocation,
  plugin: Plugin | undefined,
  pluginName: string,
): object {
  const ended = plugin !== undefined && hasEnded(plugin.status);
  return {
    CommandId: command.commandId,
    InstanceId: invocation.instanceId,
    Comment: command.comment,
    DocumentName: command.documentName,
    DocumentVersion: command.documentVersion,
    PluginName: plugin?.name ?? pluginName,
    ResponseCode: ended ? plugin.responseCode : -1,
    ExecutionStartDateTime: plugin?.startedAt ?? '',
    ExecutionElapsedTime: ended ? elapsed(plugin) : '',
    ExecutionEndDateTime: ended ? (plugin.endedAt ?? '') : '',
    Status: invocation.status,
    StatusDetails: invocation.statusDetails,
    StandardOutputContent: ended ? plugin.stdout : '',
    StandardOutputUrl: '',
    StandardErrorContent: ended ? plugin.stderr : '',
    StandardErrorUrl: '',
    CloudWatchOutputConfig: { CloudWatchLogGroupName: '', CloudWatchOutputEnabled: false },
  };
}

/** One invocation as ListCommandInvocations returns it. */
export function renderListed(
  command: CommandRecord,
  invocation: Invocation,
  instanceName: string,
  details: boolean,
): object {
  return {
    CommandId: command.commandId,
    InstanceId: invocation.instanceId,
    InstanceName: instanceName,
    Comment: command.comment,
    DocumentName: command.documentName,
    DocumentVersion: command.documentVersion,
    RequestedDateTime: epochSeconds(command.requestedAt),
    Status: invocation.status,
    StatusDetails: invocation.statusDetails,
    CommandPlugins: details ? invocation.plugins.map(renderPlugin) : [],
  };
}

function renderPlugin(plugin: Plugin): object {
  const ended = hasEnded(plugin.status);
  return {
    Name: plugin.name,
    Status: plugin.status,
    StatusDetails: plugin.statusDetails,
    ResponseCode: ended ? plugin.responseCode : -1,
    ...(plugin.startedAt ? { ResponseStartDateTime: epochSeconds(plugin.startedAt) } : {}),
    ...(plugin.endedAt ? { ResponseFinishDateTime: epochSeconds(plugin.endedAt) } : {}),
    // This list has only the beginning of the output.
    Output: ended ? plugin.stdout.slice(0, 2500) : '',
  };
}

function elapsed({ startedAt, endedAt }: Plugin): string {
  if (!startedAt || !endedAt) return '';
  return `PT${((Date.parse(endedAt) - Date.parse(startedAt)) / 1000).toFixed(3)}S`;
}

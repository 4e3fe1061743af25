import { z } from 'zod';
import { AwsError } from '../http/aws-error.ts';
import { jsonOperation, type JsonOperation } from '../http/json-service.ts';
import { commandStatus, type CommandRecord } from './command-record.ts';
import { renderCommand, renderInvocation, renderListed } from './command-views.ts';
import { parseDocument } from './document-content.ts';
import { pickVersion } from './document-store.ts';
import { sendCommand, sendCommandInput, type SendCommandParts } from './send-command.ts';

const commandId = z.string().length(36);
const page = { MaxResults: z.int().min(1).max(50).default(50), NextToken: commandId.optional() };
const filters = z
  .array(
    z.object({ key: z.enum(['InvokedAfter', 'InvokedBefore', 'Status', 'DocumentName']), value: z.string() }),
  )
  .default([]);

const getInput = z.object({
  CommandId: commandId,
  InstanceId: z.string(),
  PluginName: z.string().optional(),
});
const listInput = z.object({
  CommandId: commandId.optional(),
  InstanceId: z.string().optional(),
  Filters: filters,
  ...page,
});
const listInvocationsInput = listInput.extend({ Details: z.boolean().default(false) });
const cancelInput = z.object({ CommandId: commandId, InstanceIds: z.array(z.string()).optional() });

type ListInput = z.infer<typeof listInput>;

export function commandOperations(parts: SendCommandParts): Record<string, JsonOperation> {
  const { store, documents, instances, runner } = parts;
  return {
    SendCommand: jsonOperation(sendCommandInput, async (input) => ({
      Command: renderCommand(await sendCommand(parts, input)),
    })),

    GetCommandInvocation: jsonOperation(getInput, async (input) => {
      const command = await store.get(input.CommandId);
      const invocation = command?.invocations.find(({ instanceId }) => instanceId === input.InstanceId);
      if (!command || !invocation) {
        throw new AwsError(
          'InvocationDoesNotExist',
          `Command ${input.CommandId} has no invocation on ${input.InstanceId}.`,
        );
      }
      const document = documents.find(command.documentName);
      const steps = document
        ? parseDocument(pickVersion(document, command.documentVersion).content).mainSteps
        : [];
      const name = input.PluginName ?? steps[0]?.name ?? '';
      if (input.PluginName && steps.length > 0 && !steps.some((step) => step.name === name)) {
        throw new AwsError('InvalidPluginName', `The document ${command.documentName} has no step ${name}.`);
      }
      const plugin =
        invocation.plugins.find((candidate) => candidate.name === name) ??
        (input.PluginName ? undefined : invocation.plugins[0]);
      return renderInvocation(command, invocation, plugin, name);
    }),

    ListCommands: jsonOperation(listInput, async (input) => {
      const { commands, next } = await find(input);
      return { Commands: commands.map(renderCommand), ...next };
    }),

    ListCommandInvocations: jsonOperation(listInvocationsInput, async (input) => {
      const { commands, next } = await find(input);
      const listed = commands.flatMap((command) =>
        command.invocations
          .filter(({ instanceId }) => !input.InstanceId || instanceId === input.InstanceId)
          .map((invocation) => {
            const name = instances.get(invocation.instanceId)?.instance.name ?? '';
            return renderListed(command, invocation, name, input.Details);
          }),
      );
      return { CommandInvocations: listed, ...next };
    }),

    CancelCommand: jsonOperation(cancelInput, async (input) => {
      const command = await store.get(input.CommandId);
      if (!command) throw new AwsError('InvalidCommandId', `There is no command ${input.CommandId}.`);
      const own = command.invocations.map(({ instanceId }) => instanceId);
      const unknown = (input.InstanceIds ?? []).filter((id) => !own.includes(id));
      if (unknown.length > 0)
        throw new AwsError('InvalidInstanceId', `The command was not sent to ${unknown.join(', ')}.`);
      await Promise.all((input.InstanceIds ?? own).map((id) => runner.cancel(input.CommandId, id)));
      return {};
    }),
  };

  async function find(
    input: ListInput,
  ): Promise<{ commands: CommandRecord[]; next: { NextToken?: string } }> {
    if (input.CommandId) {
      const command = await store.get(input.CommandId);
      return { commands: command && fits(command, input) ? [command] : [], next: {} };
    }
    const commands: CommandRecord[] = [];
    let before = input.NextToken;
    for (;;) {
      const batch = await store.list(before, 50);
      for (const command of batch) {
        before = command.commandId;
        if (fits(command, input)) commands.push(command);
        if (commands.length === input.MaxResults) return { commands, next: { NextToken: before } };
      }
      if (batch.length < 50) return { commands, next: {} };
    }
  }
}

function fits(command: CommandRecord, { InstanceId, Filters }: ListInput): boolean {
  if (InstanceId && !command.invocations.some(({ instanceId }) => instanceId === InstanceId)) return false;
  return Filters.every(({ key, value }) => {
    if (key === 'InvokedAfter') return Date.parse(command.requestedAt) >= Date.parse(value);
    if (key === 'InvokedBefore') return Date.parse(command.requestedAt) < Date.parse(value);
    if (key === 'Status') return commandStatus(command).status === value;
    return command.documentName === value;
  });
}

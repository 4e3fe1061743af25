import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { ServiceEvent } from '../event-bridge/event.ts';
import { orderedId } from '../ordered-id.ts';
import { openState } from '../state.ts';
import { eventually } from '../testing/eventually.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';
import type { CommandRecord } from './command-record.ts';
import { CommandRunner } from './command-runner.ts';
import { CommandStore } from './command-store.ts';
import { DocumentStore } from './document-store.ts';
import { Instances, managedInstance } from './instances.ts';

const hostId = 'mi-0123456789abcdef0';

function commandAt(requestedAt: number): CommandRecord {
  return {
    commandId: orderedId(requestedAt),
    documentName: 'Doc',
    documentVersion: '1',
    comment: '',
    parameters: {},
    instanceIds: [hostId],
    targets: [],
    requestedAt: new Date(requestedAt).toISOString(),
    expiresAt: new Date(requestedAt + 30_000).toISOString(),
    timeoutSeconds: 30,
    maxConcurrency: '50',
    maxErrors: '0',
    invocations: [
      { instanceId: hostId, status: 'Pending', statusDetails: 'Pending', plugins: [], process: null },
    ],
  };
}

test('a command that was not delivered in time times out and never runs', async () => {
  await using directory = await temporaryDirectory();
  const state = await openState(`${directory.path}/state`);
  const store = new CommandStore(state);
  const events: ServiceEvent[] = [];
  const runner = new CommandRunner({
    store,
    documents: new DocumentStore(state),
    instances: new Instances(),
    limits: { workers: 5, buffer: 5 },
    directory: `${directory.path}/scripts`,
    emit: async (event) => void events.push(event),
    log: () => undefined,
  });
  const command = commandAt(Date.now() - 29_950);
  await store.save(command);
  runner.start(command);
  await eventually(() => events.length).toBe(2);
  runner.setOnline(hostId, true);
  expect((await store.get(command.commandId))?.invocations).toMatchObject([
    { status: 'TimedOut', statusDetails: 'DeliveryTimedOut', plugins: [] },
  ]);
  expect(events.map(({ detail }) => detail)).toMatchObject([{ status: 'TimedOut' }, { status: 'TimedOut' }]);
  await runner.close();
  await state.close();
});

test('a command whose script cannot be written fails', async () => {
  await using directory = await temporaryDirectory();
  const state = await openState(`${directory.path}/state`);
  const documents = new DocumentStore(state);
  const mainSteps = [{ action: 'aws:runShellScript', name: 'run', inputs: { runCommand: ['true'] } }];
  await documents.create('Doc', 'Command', JSON.stringify({ schemaVersion: '2.2', mainSteps }));
  const instances = new Instances();
  instances.register(managedInstance.parse({ instanceId: hostId }));
  const store = new CommandStore(state);
  const statuses: unknown[] = [];
  const logged: string[] = [];
  // A file stands where the directory should be.
  await writeFile(`${directory.path}/scripts`, '');
  const runner = new CommandRunner({
    store,
    documents,
    instances,
    limits: { workers: 5, buffer: 5 },
    directory: `${directory.path}/scripts`,
    emit: async ({ detail }) => void statuses.push(detail),
    log: ({ message }) => void logged.push(message),
  });
  const command = commandAt(Date.now());
  await store.save(command);
  runner.setOnline(hostId, true);
  runner.start(command);
  await eventually(() => statuses).toMatchObject([{ status: 'Failed' }, { status: 'Failed' }]);
  expect(logged).toEqual([`command ${command.commandId} broke off`]);
  await runner.close();
  await state.close();
});

test('a command fails when the process that runs scripts is killed, and the next one runs', async () => {
  await using directory = await temporaryDirectory();
  const state = await openState(`${directory.path}/state`);
  const documents = new DocumentStore(state);
  for (const [name, line] of [
    ['Doc', 'kill -9 $PPID'],
    ['Next', 'echo done'],
  ] as const) {
    const mainSteps = [{ action: 'aws:runShellScript', name: 'run', inputs: { runCommand: [line] } }];
    await documents.create(name, 'Command', JSON.stringify({ schemaVersion: '2.2', mainSteps }));
  }
  const instances = new Instances();
  instances.register(managedInstance.parse({ instanceId: hostId }));
  const store = new CommandStore(state);
  const runner = new CommandRunner({
    store,
    documents,
    instances,
    limits: { workers: 5, buffer: 5 },
    directory: `${directory.path}/scripts`,
    emit: () => Promise.resolve(),
    log: () => undefined,
  });
  runner.setOnline(hostId, true);
  const outcomeOf = async (documentName: string) => {
    const command = { ...commandAt(Date.now()), documentName };
    await store.save(command);
    runner.start(command);
    await eventually(() => store.active(command.commandId) ?? null).toBeNull();
    return (await store.get(command.commandId))?.invocations[0];
  };
  expect(await outcomeOf('Doc')).toMatchObject({ status: 'Failed', plugins: [{ responseCode: 137 }] });
  expect(await outcomeOf('Next')).toMatchObject({ status: 'Success', plugins: [{ stdout: 'done\n' }] });
  await runner.close();
  await state.close();
});

test('commands are removed after thirty days', async () => {
  await using directory = await temporaryDirectory();
  const state = await openState(directory.path);
  const store = new CommandStore(state);
  const day = 86_400_000;
  const ended = (command: CommandRecord): CommandRecord => ({
    ...command,
    invocations: command.invocations.map((invocation) => ({ ...invocation, status: 'Success' })),
  });
  const ids: string[] = [];
  for (const age of [31, 29]) {
    const command = ended({ ...commandAt(Date.now()), commandId: idOfAge(age * day) });
    ids.push(command.commandId);
    await store.save(command);
  }
  expect(await store.list(undefined, 10)).toHaveLength(2);
  await store.load();
  expect((await store.list(undefined, 10)).map(({ commandId }) => commandId)).toEqual([ids[1]]);
  await state.close();
});

/** An id as `orderedId` makes it at a time. */
function idOfAge(ms: number): string {
  const hex = (Date.now() - ms).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

import type { CliConfig } from '@pineapple/config';
import { CliError } from '../cli-error.ts';
import { findLab, listLabs } from '../labs.ts';
import { request } from '../site/api.ts';
import { alignColumns } from '../align-columns.ts';
import type { SnapshotCommand } from './snapshot-command.ts';
import { findSnapshot, type ListedSnapshot, listSnapshots, snapshotFields } from './listed-snapshot.ts';
import { exportSnapshot, importSnapshot } from './snapshot-files.ts';
import { followSave } from './follow-save.ts';

const sizeQuery = `query Size($labId: ID!) {
  snapshotSize(labId: $labId) { ... on SnapshotSize { bytes } ... on UserError { message } }
}`;

/** An answer of a mutation: what it made, or why it refused. */
interface Answer {
  readonly message?: string;
  readonly lab?: { readonly id: string; readonly name: string };
  readonly snapshot?: ListedSnapshot;
  readonly deletedId?: string;
}

function mutationOf(field: string, type: string, selection: string): string {
  return `mutation Change($input: ${type}Input!) {
    result: ${field}(input: $input) { ... on ${type}Payload { ${selection} } ... on UserError { message } }
  }`;
}

const mutations = {
  save: mutationOf('saveSnapshot', 'SaveSnapshot', `snapshot { ${snapshotFields} }`),
  restore: mutationOf('restoreSnapshot', 'RestoreSnapshot', 'lab { id name }'),
  fork: mutationOf('forkSnapshot', 'ForkSnapshot', 'lab { id name }'),
  delete: mutationOf('deleteSnapshot', 'DeleteSnapshot', 'deletedId'),
} as const;

/** @returns what to print. @throws CliError with the API's message if it refuses */
export async function runSnapshot(config: CliConfig, command: SnapshotCommand): Promise<string> {
  switch (command.action) {
    case 'list': {
      const all = await listSnapshots(config);
      return command.json ? `${JSON.stringify(all, null, 2)}\n` : listText(all);
    }
    case 'save':
      return save(config, command.lab, command.title);
    case 'import':
      return `${await importSnapshot(config, command)}\n`;
    case 'export': {
      const found = findSnapshot(await listSnapshots(config), command.snapshot);
      return `${await exportSnapshot(config, found, command.output)}\n`;
    }
    case 'restore':
    case 'fork':
    case 'delete': {
      const found = findSnapshot(await listSnapshots(config), command.snapshot);
      const name = command.action === 'fork' ? { name: command.labName } : {};
      const { lab } = await change(config, mutations[command.action], { snapshotId: found.id, ...name });
      return lab === undefined ? `${found.name} is deleted.\n` : `${lab.name}  (${lab.id})\n`;
    }
  }
}

async function save(config: CliConfig, lab: string, name: string): Promise<string> {
  const { id: labId } = findLab(await listLabs(config), lab);
  const { snapshotSize } = await request<{ snapshotSize: { bytes?: number; message?: string } }>(
    config,
    sizeQuery,
    { labId },
  );
  if (snapshotSize.bytes === undefined) throw new CliError(snapshotSize.message ?? 'The size is unknown.');
  process.stderr.write(`At most ${inMb(snapshotSize.bytes)} MB\n`);
  const { snapshot } = await change(config, mutations.save, { labId, name });
  if (!snapshot) throw new CliError('The lab could not be saved.');
  const saved = await followSave(config, snapshot);
  return `${saved.name}  (${saved.id})  ${inMb(saved.bytes)} MB\n`;
}

async function change(config: CliConfig, mutation: string, input: object): Promise<Answer> {
  const { result } = await request<{ readonly result: Answer }>(config, mutation, { input });
  if (result.message !== undefined) throw new CliError(result.message);
  return result;
}

function listText(all: readonly ListedSnapshot[]): string {
  if (all.length === 0) return 'You have no snapshots yet.\n';
  const rows = all.map(({ id, name, labName, state, bytes, reason }) => {
    return [name, id, labName, state, reason ?? `${inMb(bytes)} MB`];
  });
  return alignColumns(['NAME', 'ID', 'LAB', 'STATE', 'SIZE'], rows);
}

const inMb = (bytes: number): string => (bytes / 1_048_576).toFixed(1);

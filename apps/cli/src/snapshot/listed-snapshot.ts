import type { CliConfig } from '@pineapple/config';
import { CliError } from '../cli-error.ts';
import { request } from '../site/api.ts';

/** A snapshot as the API lists it. */
export interface ListedSnapshot {
  readonly id: string;
  readonly name: string;
  readonly labName: string;
  readonly state: 'SAVING' | 'READY' | 'FAILED';
  readonly reason: string | null;
  readonly createdAt: string;
  readonly containerCount: number;
  readonly savedCount: number;
  readonly bytes: number;
}

export const snapshotFields = 'id name labName state reason createdAt containerCount savedCount bytes';

const listQuery = `query Snapshots { snapshots { ${snapshotFields} } }`;
/** The snapshots of the token's owner, newest first. */
export async function listSnapshots(config: CliConfig): Promise<readonly ListedSnapshot[]> {
  return (await request<{ readonly snapshots: readonly ListedSnapshot[] }>(config, listQuery)).snapshots;
}

/** Finds a snapshot by its name or id. @throws CliError that lists the existing ones */
export function findSnapshot(all: readonly ListedSnapshot[], wanted: string): ListedSnapshot {
  const found = all.find(({ id, name }) => id === wanted || name === wanted);
  if (found) return found;
  const names = all.map(({ name }) => `"${name}"`).join(', ');
  const choice = all.length === 0 ? 'You have no snapshots.' : `Choose from ${names}.`;
  throw new CliError(`You have no snapshot "${wanted}". ${choice}`);
}

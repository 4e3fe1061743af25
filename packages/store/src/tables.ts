import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { type GlobalIndex, tableDefinition } from './table/table-definition.ts';

/** The names of all tables. */
export interface TableNames {
  readonly users: string;
  readonly sessions: string;
  readonly apiTokens: string;
  readonly labs: string;
  readonly observations: string;
  readonly applies: string;
  readonly hosts: string;
  readonly rateLimits: string;
  readonly images: string;
  readonly snapshots: string;
}

/** The names of all tables with a prefix, e.g. `pineapple-labs` for `pineapple-`. */
export function tableNames(prefix: string): TableNames {
  return {
    users: `${prefix}users`,
    sessions: `${prefix}sessions`,
    apiTokens: `${prefix}api-tokens`,
    labs: `${prefix}labs`,
    observations: `${prefix}observations`,
    applies: `${prefix}applies`,
    hosts: `${prefix}hosts`,
    rateLimits: `${prefix}rate-limits`,
    images: `${prefix}images`,
    snapshots: `${prefix}snapshots`,
  };
}

export const byUserIndex: GlobalIndex = {
  name: 'byUser',
  hash: 'userId',
  range: 'createdAt',
  projection: 'ALL',
};

/*
 * The following indexes have keys only. A lab may be large and is written with every edit, and each of its attributes in
 * an index would be written and billed again.
 */
export const byOwnerIndex: GlobalIndex = {
  name: 'byOwner',
  hash: 'ownerId',
  range: 'createdAt',
  projection: 'KEYS_ONLY',
};
/** Sparse: only labs that have not converged have the attribute. */
export const unsettledIndex: GlobalIndex = {
  name: 'unsettled',
  hash: 'unsettled',
  range: 'unsettledSince',
  projection: 'KEYS_ONLY',
};
/** The labs on a host. Sparse: a lab that is not placed has no host. */
export const byHostIndex: GlobalIndex = { name: 'byHost', hash: 'hostId', projection: 'KEYS_ONLY' };
/** Sparse: only snapshots that are being saved, or whose contents are to be deleted, have the attribute. */
export const unfinishedIndex: GlobalIndex = {
  name: 'unfinished',
  hash: 'unfinished',
  range: 'createdAt',
  projection: 'KEYS_ONLY',
};
export const byCommandIndex: GlobalIndex = { name: 'byCommand', hash: 'commandId', projection: 'KEYS_ONLY' };

/** Every table in the form that CreateTable takes. Billed per request, so that an idle site costs nothing. */
export function tableDefinitions(prefix: string): CreateTableCommandInput[] {
  const names = tableNames(prefix);
  return [
    tableDefinition(names.users, { hash: 'id' }),
    tableDefinition(names.sessions, { hash: 'tokenHash' }, [byUserIndex]),
    tableDefinition(names.apiTokens, { hash: 'tokenHash' }, [byUserIndex]),
    tableDefinition(names.labs, { hash: 'id' }, [byOwnerIndex, unsettledIndex, byHostIndex]),
    tableDefinition(names.observations, { hash: 'labId', range: 'subjectId' }),
    tableDefinition(names.applies, { hash: 'labId', range: 'applyId' }, [byCommandIndex]),
    tableDefinition(names.hosts, { hash: 'hostId' }),
    // rate-limiter-flexible writes the rows, and its key attribute is `key`.
    tableDefinition(names.rateLimits, { hash: 'key' }),
    tableDefinition(names.images, { hash: 'ownerId', range: 'name' }),
    tableDefinition(names.snapshots, { hash: 'ownerId', range: 'id' }, [unfinishedIndex]),
  ];
}

/**
 * The tables whose rows expire, each with the attribute that has the time in epoch seconds. DynamoDB may take two days to
 * remove a row, so readers check the attribute too. rate-limiter-flexible names its attribute `expire`.
 */
export function ttlAttributes(prefix: string): Readonly<Record<string, string>> {
  const names = tableNames(prefix);
  return {
    [names.sessions]: 'expiresAt',
    [names.apiTokens]: 'expiresAt',
    [names.applies]: 'expiresAt',
    [names.rateLimits]: 'expire',
  };
}

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
}

/** The tables' names under a prefix, e.g. `pineapple-` gives `pineapple-labs`. */
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
  };
}

export const byUserIndex: GlobalIndex = {
  name: 'byUser',
  hash: 'userId',
  range: 'createdAt',
  projection: 'ALL',
};

/*
 * Those that follow hold keys only: a lab is written with every edit and may be large, and each of its
 * attributes in an index would be written, and paid for, again.
 */
export const byOwnerIndex: GlobalIndex = {
  name: 'byOwner',
  hash: 'ownerId',
  range: 'createdAt',
  projection: 'KEYS_ONLY',
};
/** Sparse: only labs that wait for their host have the attribute. */
export const unsettledIndex: GlobalIndex = {
  name: 'unsettled',
  hash: 'unsettled',
  range: 'unsettledSince',
  projection: 'KEYS_ONLY',
};
/** The labs on a host; one that is not placed yet has none. */
export const byHostIndex: GlobalIndex = { name: 'byHost', hash: 'hostId', projection: 'KEYS_ONLY' };
export const byCommandIndex: GlobalIndex = { name: 'byCommand', hash: 'commandId', projection: 'KEYS_ONLY' };

/** Every table as DynamoDB's CreateTable takes it. Paid per request, so an idle site costs nothing. */
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
    // Rows are written by rate-limiter-flexible, whose key attribute is called `key`.
    tableDefinition(names.rateLimits, { hash: 'key' }),
  ];
}

/**
 * The tables whose rows expire, each with the attribute (epoch seconds) that says when. DynamoDB may take two
 * days to remove them, so whoever reads must look at it as well. rate-limiter-flexible calls its own `expire`.
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

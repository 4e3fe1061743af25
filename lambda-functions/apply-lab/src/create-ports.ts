import {
  AwsError,
  cachePassword,
  documentClient,
  findOnlineHosts,
  sendApplyCommand,
  ssmClient,
} from '@pineapple/aws';
import type { LambdaConfig } from '@pineapple/config';
import { builtInImages, fail, ok, type Result } from '@pineapple/core';
import { createValkeyBus } from '@pineapple/event-bus';
import { createJsonLog, labPublisher } from '@pineapple/lab-lifecycle';
import {
  ApplyStore,
  HostStore,
  LabStore,
  newApplyId,
  ObservationStore,
  PlacementStore,
  tableNames,
} from '@pineapple/store';
import type { ApplyLabPorts } from './ports.ts';

/** The real world behind the ports. */
export function createPorts(config: LambdaConfig): ApplyLabPorts {
  const documents = documentClient();
  const tables = tableNames(config.tablePrefix);
  return {
    labs: new LabStore({ documents, table: tables.labs }),
    placements: new PlacementStore({ documents, table: tables.labs }),
    observations: new ObservationStore({ documents, table: tables.observations }),
    applies: new ApplyStore({ documents, table: tables.applies }),
    images: [...builtInImages, ...config.extraImages],
    findOnlineHosts: (among) =>
      orReason(async () => (await findOnlineHosts(ssmClient(), among)).map((host) => host.instanceId)),
    hosts: new HostStore({ documents, table: tables.hosts }),
    send: ({ hostId, ...command }) =>
      orReason(() => sendApplyCommand(ssmClient(), { instanceId: hostId, ...command })),
    publish: labPublisher(createValkeyBus(config.busUrl, { password: cachePassword(config) })),
    newApplyId: () => newApplyId(),
    now: () => new Date(),
    log: createJsonLog(config.logLevel, 'apply-lab'),
  };
}

/** What AWS refuses, also after the SDK's own retries, is an answer that the lab's owner is to see. */
async function orReason<T>(call: () => Promise<T>): Promise<Result<T, string>> {
  try {
    return ok(await call());
  } catch (error) {
    if (error instanceof AwsError) return fail(error.message);
    throw error;
  }
}

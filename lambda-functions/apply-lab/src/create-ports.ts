import {
  AwsError,
  cachePassword,
  documentClient,
  findOnlineHosts,
  LabFiles,
  s3Client,
  sendApplyCommand,
  sendBuildCommand,
  sendSaveCommand,
  ssmClient,
} from '@pineapple/aws';
import type { LambdaConfig } from '@pineapple/config';
import { builtInImages, fail, ok, type Result } from '@pineapple/core';
import { createValkeyBus } from '@pineapple/event-bus';
import { createJsonLog, labPublisher } from '@pineapple/lab-lifecycle';
import { newApplyId, openStores, tableNames } from '@pineapple/store';
import type { ApplyLabPorts } from './ports.ts';

/** The ports over AWS and the event bus. */
export function createPorts(config: LambdaConfig): ApplyLabPorts {
  return {
    ...openStores(documentClient(), tableNames(config.tablePrefix)),
    files: new LabFiles(s3Client(), config.filesBucket),
    catalogue: [...builtInImages, ...config.extraImages],
    findOnlineHosts: (among) =>
      orReason(async () => (await findOnlineHosts(ssmClient(), among)).map((host) => host.instanceId)),
    send: ({ hostId, ...command }) =>
      orReason(() => sendApplyCommand(ssmClient(), { instanceId: hostId, ...command })),
    sendBuild: ({ hostId, ...command }) =>
      orReason(() => sendBuildCommand(ssmClient(), { instanceId: hostId, ...command })),
    sendSave: ({ hostId, ...command }) =>
      orReason(() => sendSaveCommand(ssmClient(), { instanceId: hostId, ...command })),
    publish: labPublisher(createValkeyBus(config.busUrl, { password: cachePassword(config) })),
    newApplyId: () => newApplyId(),
    now: () => new Date(),
    log: createJsonLog(config.logLevel, 'apply-lab'),
  };
}

/** Turns an error of AWS into a reason, which the lab's owner sees. The SDK has already retried. */
async function orReason<T>(call: () => Promise<T>): Promise<Result<T, string>> {
  try {
    return ok(await call());
  } catch (error) {
    if (error instanceof AwsError) return fail(error.message);
    throw error;
  }
}

import {
  cachePassword,
  documentClient,
  getInvocation,
  invokeEvent,
  lambdaClient,
  ssmClient,
} from '@pineapple/aws';
import type { LambdaConfig } from '@pineapple/config';
import { createValkeyBus } from '@pineapple/event-bus';
import { createJsonLog, hostPublisher, labPublisher } from '@pineapple/lab-lifecycle';
import { openStores, tableNames } from '@pineapple/store';
import type { RecordEventPorts } from './ports.ts';

/** The ports over AWS and the event bus. */
export function createPorts(config: LambdaConfig): RecordEventPorts {
  const bus = createValkeyBus(config.busUrl, { password: cachePassword(config) });
  return {
    ...openStores(documentClient(), tableNames(config.tablePrefix)),
    applyLab: (request) => invokeEvent(lambdaClient(), `${config.functionPrefix}apply-lab`, request),
    getInvocation: (commandId, instanceId) => getInvocation(ssmClient(), { commandId, instanceId }),
    publish: labPublisher(bus),
    publishHost: hostPublisher(bus),
    now: () => new Date(),
    log: createJsonLog(config.logLevel, 'record-event'),
  };
}

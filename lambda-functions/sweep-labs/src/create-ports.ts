import {
  cachePassword,
  documentClient,
  getInvocation,
  invokeEvent,
  LabFiles,
  lambdaClient,
  s3Client,
  ssmClient,
} from '@pineapple/aws';
import type { LambdaConfig } from '@pineapple/config';
import type { ApplyLabRequest } from '@pineapple/contracts';
import { createValkeyBus } from '@pineapple/event-bus';
import { createJsonLog, hostPublisher, labPublisher, snapshotPublisher } from '@pineapple/lab-lifecycle';
import { openStores, tableNames } from '@pineapple/store';
import type { SweepPorts } from './ports.ts';

/** The ports over AWS and the event bus. */
export function createPorts(config: LambdaConfig): SweepPorts {
  const applyLab = (request: ApplyLabRequest) =>
    invokeEvent(lambdaClient(), `${config.functionPrefix}apply-lab`, request);
  const bus = createValkeyBus(config.busUrl, { password: cachePassword(config) });
  return {
    ...openStores(documentClient(), tableNames(config.tablePrefix)),
    files: new LabFiles(s3Client(), config.filesBucket),
    getInvocation: (commandId, instanceId) => getInvocation(ssmClient(), { commandId, instanceId }),
    applyLab: (labId, hosts) => applyLab({ labId, cause: 'sweep', ...(hosts && { hosts: [...hosts] }) }),
    removeFrom: (labId, hostId) => applyLab({ labId, cause: 'sweep', removeFrom: hostId }),
    moveLostLabsAfterMinutes: config.moveLostLabsAfterMinutes,
    publish: labPublisher(bus),
    publishHost: hostPublisher(bus),
    publishSnapshot: snapshotPublisher(bus),
    now: () => new Date(),
    log: createJsonLog(config.logLevel, 'sweep-labs'),
  };
}

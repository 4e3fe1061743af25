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
import {
  createJsonLog,
  hostPublisher,
  imagePublisher,
  labPublisher,
  snapshotPublisher,
} from '@pineapple/lab-lifecycle';
import { openStores, tableNames } from '@pineapple/store';
import type { RecordEventPorts } from './ports.ts';

/** The ports over AWS and the event bus. */
export function createPorts(config: LambdaConfig): RecordEventPorts {
  const bus = createValkeyBus(config.busUrl, { password: cachePassword(config) });
  const stores = openStores(documentClient(), tableNames(config.tablePrefix));
  const applyLab = (request: ApplyLabRequest) =>
    invokeEvent(lambdaClient(), `${config.functionPrefix}apply-lab`, request);
  const publish = labPublisher(bus);
  const now = () => new Date();
  return {
    ...stores,
    files: new LabFiles(s3Client(), config.filesBucket),
    applyLab,
    labMover: {
      ...stores,
      applyLab: (labId) => applyLab({ labId, cause: 'host-back' }),
      removeFrom: (labId, hostId) => applyLab({ labId, cause: 'host-back', removeFrom: hostId }),
      publish,
      now,
    },
    getInvocation: (commandId, instanceId) => getInvocation(ssmClient(), { commandId, instanceId }),
    publish,
    publishHost: hostPublisher(bus),
    publishImage: imagePublisher(bus),
    publishSnapshot: snapshotPublisher(bus),
    now,
    log: createJsonLog(config.logLevel, 'record-event'),
  };
}

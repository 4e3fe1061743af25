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
import {
  ApplyStore,
  HostStore,
  LabStore,
  ObservationStore,
  PlacementStore,
  tableNames,
} from '@pineapple/store';
import type { RecordEventPorts } from './ports.ts';

/** The real world behind the ports. */
export function createPorts(config: LambdaConfig): RecordEventPorts {
  const documents = documentClient();
  const tables = tableNames(config.tablePrefix);
  const bus = createValkeyBus(config.busUrl, { password: cachePassword(config) });
  return {
    labs: new LabStore({ documents, table: tables.labs }),
    placements: new PlacementStore({ documents, table: tables.labs }),
    observations: new ObservationStore({ documents, table: tables.observations }),
    applies: new ApplyStore({ documents, table: tables.applies }),
    hosts: new HostStore({ documents, table: tables.hosts }),
    applyLab: (request) => invokeEvent(lambdaClient(), `${config.functionPrefix}apply-lab`, request),
    getInvocation: (commandId, instanceId) => getInvocation(ssmClient(), { commandId, instanceId }),
    publish: labPublisher(bus),
    publishHost: hostPublisher(bus),
    now: () => new Date(),
    log: createJsonLog(config.logLevel, 'record-event'),
  };
}

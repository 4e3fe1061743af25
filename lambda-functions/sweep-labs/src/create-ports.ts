import { documentClient, getInvocation, invokeEvent, lambdaClient, ssmClient } from '@pineapple/aws';
import type { LambdaConfig } from '@pineapple/config';
import type { ApplyLabRequest } from '@pineapple/contracts';
import { createValkeyBus } from '@pineapple/event-bus';
import { createJsonLog, labPublisher } from '@pineapple/lab-records';
import { ApplyStore, LabStore, ObservationStore, tableNames } from '@pineapple/store';
import type { SweepPorts } from './ports.ts';

/** The real world behind the ports. */
export function createPorts(config: LambdaConfig): SweepPorts {
  const documents = documentClient();
  const tables = tableNames(config.tablePrefix);
  const applyLab = `${config.functionPrefix}apply-lab`;
  return {
    labs: new LabStore({ documents, table: tables.labs }),
    observations: new ObservationStore({ documents, table: tables.observations }),
    applies: new ApplyStore({ documents, table: tables.applies }),
    getInvocation: (commandId, instanceId) => getInvocation(ssmClient(), { commandId, instanceId }),
    applyLab: (labId) => {
      const request: ApplyLabRequest = { labId, cause: 'sweep' };
      return invokeEvent(lambdaClient(), applyLab, request);
    },
    publish: labPublisher(createValkeyBus(config.busUrl)),
    now: () => new Date(),
    log: createJsonLog(config.logLevel, 'sweep-labs'),
  };
}

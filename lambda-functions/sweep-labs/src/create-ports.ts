import {
  cachePassword,
  documentClient,
  getInvocation,
  invokeEvent,
  lambdaClient,
  ssmClient,
} from '@pineapple/aws';
import type { LambdaConfig } from '@pineapple/config';
import type { ApplyLabRequest } from '@pineapple/contracts';
import { createValkeyBus } from '@pineapple/event-bus';
import { createJsonLog, hostPublisher, labPublisher } from '@pineapple/lab-lifecycle';
import {
  ApiTokenStore,
  ApplyStore,
  HostStore,
  LabStore,
  ObservationStore,
  PlacementStore,
  SessionStore,
  tableNames,
  UserStore,
} from '@pineapple/store';
import type { SweepPorts } from './ports.ts';

/** The real world behind the ports. */
export function createPorts(config: LambdaConfig): SweepPorts {
  const documents = documentClient();
  const tables = tableNames(config.tablePrefix);
  const applyLab = `${config.functionPrefix}apply-lab`;
  const ask = (request: ApplyLabRequest) => invokeEvent(lambdaClient(), applyLab, request);
  const bus = createValkeyBus(config.busUrl, { password: cachePassword(config) });
  return {
    labs: new LabStore({ documents, table: tables.labs }),
    placements: new PlacementStore({ documents, table: tables.labs }),
    observations: new ObservationStore({ documents, table: tables.observations }),
    applies: new ApplyStore({ documents, table: tables.applies }),
    users: new UserStore({ documents, table: tables.users }),
    sessions: new SessionStore({ documents, table: tables.sessions }),
    apiTokens: new ApiTokenStore({ documents, table: tables.apiTokens }),
    getInvocation: (commandId, instanceId) => getInvocation(ssmClient(), { commandId, instanceId }),
    hosts: new HostStore({ documents, table: tables.hosts }),
    applyLab: (labId, hosts) => ask({ labId, cause: 'sweep', ...(hosts && { hosts: [...hosts] }) }),
    removeFrom: (labId, hostId) => ask({ labId, cause: 'sweep', removeFrom: hostId }),
    moveLostLabsAfterMinutes: config.moveLostLabsAfterMinutes,
    publish: labPublisher(bus),
    publishHost: hostPublisher(bus),
    now: () => new Date(),
    log: createJsonLog(config.logLevel, 'sweep-labs'),
  };
}

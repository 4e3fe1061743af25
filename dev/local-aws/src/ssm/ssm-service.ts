import { jsonService } from '../http/json-service.ts';
import type { Service } from '../http/aws-request.ts';
import { commandOperations } from './command-operations.ts';
import { documentOperations } from './document-operations.ts';
import { instanceOperations } from './instance-operations.ts';
import type { SendCommandParts } from './send-command.ts';
import { sessionOperations, type SessionParts } from './sessions/session-operations.ts';

/** Systems Manager: documents, Run Command, sessions and the managed instances. */
export function createSsm(parts: SendCommandParts & SessionParts): Service {
  return jsonService({
    name: 'ssm',
    target: 'AmazonSSM',
    maxBodyBytes: 4 * 1024 * 1024,
    operations: {
      ...documentOperations(parts.documents),
      ...commandOperations(parts),
      ...instanceOperations(parts.instances),
      ...sessionOperations(parts),
    },
  });
}

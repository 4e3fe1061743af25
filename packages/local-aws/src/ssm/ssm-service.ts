import { jsonService } from '../http/json-service.ts';
import type { Service } from '../http/aws-request.ts';
import { commandOperations } from './command-operations.ts';
import { documentOperations } from './document-operations.ts';
import { instanceOperations } from './instance-operations.ts';
import type { SendCommandParts } from './send-command.ts';

/**
 * Systems Manager: documents, Run Command and the managed instances. Sessions (StartSession, ResumeSession,
 * TerminateSession) will be one more set of operations beside these, with a data channel of their own.
 */
export function createSsm(parts: SendCommandParts): Service {
  return jsonService({
    name: 'ssm',
    target: 'AmazonSSM',
    maxBodyBytes: 4 * 1024 * 1024,
    operations: {
      ...documentOperations(parts.documents),
      ...commandOperations(parts),
      ...instanceOperations(parts.instances),
    },
  });
}

import { type SSMClient, CreateDocumentCommand, DocumentAlreadyExists } from '@aws-sdk/client-ssm';
import {
  applyDocumentName,
  applyDocumentParameter,
  buildDocumentName,
  payloadPattern,
  saveDocumentName,
} from '@pineapple/contracts';

/** The SSM document that applies labs. */
export const applyDocument = commandDocument({
  description: 'Makes a host match a desired lab of Pineapple Networks',
  parameter: 'base64url of the gzipped desired lab',
  command: 'apply',
  timeoutSeconds: '900',
});

/** The SSM document that builds images. The command only starts a build. */
export const buildDocument = commandDocument({
  description: 'Has a host build an image of a user of Pineapple Networks',
  parameter: 'base64url of the gzipped Dockerfile',
  command: 'build',
  timeoutSeconds: '60',
});

/** The SSM document that saves containers for snapshots. The command only starts that. */
export const saveDocument = commandDocument({
  description: 'Has a host save what containers of a lab of Pineapple Networks changed',
  parameter: 'base64url of the gzipped request',
  command: 'save',
  timeoutSeconds: '60',
});

interface HostCommand {
  readonly description: string;
  /** What its parameter is. */
  readonly parameter: string;
  /** Of `pineapple-host`. */
  readonly command: string;
  readonly timeoutSeconds: string;
}

/** A document that runs one command of a host. Its only parameter is anchored base64url. */
function commandDocument({ description, parameter, command, timeoutSeconds }: HostCommand) {
  return {
    schemaVersion: '2.2',
    description,
    parameters: {
      [applyDocumentParameter]: {
        type: 'String',
        description: parameter,
        allowedPattern: payloadPattern.source,
      },
    },
    mainSteps: [
      {
        action: 'aws:runShellScript',
        name: command,
        inputs: {
          timeoutSeconds,
          runCommand: [`exec pineapple-host ${command} {{ ${applyDocumentParameter} }}`],
        },
      },
    ],
  };
}

/** Creates the documents of all commands to hosts. */
export async function provisionCommandDocuments(client: SSMClient): Promise<void> {
  await create(client, applyDocumentName, applyDocument);
  await create(client, buildDocumentName, buildDocument);
  await create(client, saveDocumentName, saveDocument);
}

async function create(client: SSMClient, name: string, document: object): Promise<void> {
  try {
    await client.send(
      new CreateDocumentCommand({
        Name: name,
        DocumentType: 'Command',
        DocumentFormat: 'JSON',
        Content: JSON.stringify(document),
      }),
    );
  } catch (error) {
    if (!(error instanceof DocumentAlreadyExists)) throw error;
  }
}

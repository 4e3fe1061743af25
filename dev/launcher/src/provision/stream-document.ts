import { type SSMClient, CreateDocumentCommand, DocumentAlreadyExists } from '@aws-sdk/client-ssm';
import {
  streamDocumentName,
  streamDocumentParameter,
  streamPayloadPattern,
} from '@pineapple/host-link/protocol';

/** The SSM document of every session with a host. Its only parameter is anchored base64url. */
export const streamDocument = {
  schemaVersion: '1.0',
  description:
    'Connects Pineapple Networks to the streams of a host: terminals, logs, statistics and captures',
  sessionType: 'InteractiveCommands',
  parameters: {
    [streamDocumentParameter]: {
      type: 'String',
      description: 'base64url of the requester and the purpose; it grants nothing',
      allowedPattern: streamPayloadPattern.source,
    },
  },
  properties: {
    linux: {
      commands: `exec pineapple-host stream {{ ${streamDocumentParameter} }}`,
      runAsElevated: true,
    },
  },
};

export async function provisionStreamDocument(client: SSMClient): Promise<void> {
  try {
    await client.send(
      new CreateDocumentCommand({
        Name: streamDocumentName,
        DocumentType: 'Session',
        DocumentFormat: 'JSON',
        Content: JSON.stringify(streamDocument),
      }),
    );
  } catch (error) {
    if (!(error instanceof DocumentAlreadyExists)) throw error;
  }
}

import { type SSMClient, CreateDocumentCommand, DocumentAlreadyExists } from '@aws-sdk/client-ssm';
import { applyDocumentName, applyDocumentParameter, payloadPattern } from '@pineapple/contracts';

/** The SSM document of every command to a host. Its only parameter is anchored base64url. */
export const applyDocument = {
  schemaVersion: '2.2',
  description: 'Makes a host match a desired lab of Pineapple Networks',
  parameters: {
    [applyDocumentParameter]: {
      type: 'String',
      description: 'base64url of the gzipped desired lab',
      allowedPattern: payloadPattern.source,
    },
  },
  mainSteps: [
    {
      action: 'aws:runShellScript',
      name: 'apply',
      inputs: {
        timeoutSeconds: '900',
        runCommand: [`exec pineapple-host apply {{ ${applyDocumentParameter} }}`],
      },
    },
  ],
};

export async function provisionApplyDocument(client: SSMClient): Promise<void> {
  try {
    await client.send(
      new CreateDocumentCommand({
        Name: applyDocumentName,
        DocumentType: 'Command',
        DocumentFormat: 'JSON',
        Content: JSON.stringify(applyDocument),
      }),
    );
  } catch (error) {
    if (!(error instanceof DocumentAlreadyExists)) throw error;
  }
}

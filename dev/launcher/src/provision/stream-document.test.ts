import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetDocumentCommand, SSMClient, StartSessionCommand } from '@aws-sdk/client-ssm';
import {
  encodeStreamPurpose,
  streamDocumentName,
  streamDocumentParameter,
  streamPayloadPattern,
} from '@pineapple/host-link/protocol';
import { startLocalAws } from '@pineapple/local-aws';
import { expect, it } from 'vitest';
import { provisionStreamDocument, streamDocument } from './stream-document.ts';

const hostId = 'mi-0123456789abcdef0';

it('accepts one anchored word and nothing else', () => {
  expect(Object.keys(streamDocument.parameters)).toEqual([streamDocumentParameter]);
  expect(streamDocument.parameters[streamDocumentParameter]?.allowedPattern).toMatch(
    /^\^\[[A-Za-z0-9_-]+\]\{1,1000\}\$$/,
  );
  expect(streamDocument.properties.linux.commands).toBe('exec pineapple-host stream {{ payload }}');
});

it('is created once, and starts sessions only for a valid purpose', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'pn-provision-'));
  await using cleanUp = new AsyncDisposableStack();
  cleanUp.defer(() => rm(dataDir, { recursive: true }));
  const aws = cleanUp.use(
    await startLocalAws({ dataDir, instances: [{ instanceId: hostId }], log: () => undefined }),
  );
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new SSMClient({ endpoint: aws.endpoint, region: 'us-east-1', credentials });
  cleanUp.defer(() => client.destroy());
  await provisionStreamDocument(client);
  await provisionStreamDocument(client);
  const { DocumentType } = await client.send(new GetDocumentCommand({ Name: streamDocumentName }));
  expect(DocumentType).toBe('Session');

  const start = (payload: string) =>
    client.send(
      new StartSessionCommand({
        Target: hostId,
        DocumentName: streamDocumentName,
        Parameters: { [streamDocumentParameter]: [payload] },
      }),
    );
  const purpose = encodeStreamPurpose({ version: 1, instance: 'api-1', purpose: 'terminals; $(id)' });
  expect(purpose).toMatch(streamPayloadPattern);
  expect((await start(purpose)).SessionId).toBeTruthy();
  for (const hostile of ['', 'a b', '$(id)', 'a\nid', 'a;id', 'x'.repeat(1001)]) {
    await expect(start(hostile)).rejects.toMatchObject({ name: 'InvalidParameters' });
  }
});

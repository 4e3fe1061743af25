import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { CreateDocumentCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { streamDocumentName, writeAsText } from '@pineapple/host-link/protocol';
import { streamDocument } from '@pineapple/launcher';
import type { LocalAws } from '@pineapple/local-aws';
import { hostPrograms } from './agent-process.ts';

export const streamHostId = 'mi-0123456789abcdef0';

/** A host whose `pineapple-host stream` connects to a server in the test. */
interface StreamHost extends AsyncDisposable {
  readonly sockets: ReadonlySet<Socket>;
}

export async function startStreamHost(
  aws: LocalAws,
  onConnection: (stream: Duplex) => void,
): Promise<StreamHost> {
  const directory = await mkdtemp(join(tmpdir(), 'pn-host-'));
  const path = join(directory, 'streams.sock');
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: false }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    onConnection(writeAsText(socket).on('error', () => undefined));
  });
  server.listen(path);
  await once(server, 'listening');
  aws.registerInstance({
    instanceId: streamHostId,
    env: { PINEAPPLE_AGENT_STREAMS_SOCKET: path },
    path: `${hostPrograms}:/usr/sbin:/usr/bin:/sbin:/bin`,
  });
  return {
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await rm(directory, { recursive: true });
    },
  };
}

/** Creates the document for streams, with another command if one is given. */
export async function createStreamDocument(
  client: SSMClient,
  commands = streamDocument.properties.linux.commands,
): Promise<void> {
  const content = {
    ...streamDocument,
    properties: { linux: { ...streamDocument.properties.linux, commands } },
  };
  await client.send(
    new CreateDocumentCommand({
      Name: streamDocumentName,
      DocumentType: 'Session',
      Content: JSON.stringify(content),
    }),
  );
}

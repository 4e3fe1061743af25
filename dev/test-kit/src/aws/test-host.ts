import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { CreateDocumentCommand, type SSMClient } from '@aws-sdk/client-ssm';
import {
  streamDocumentName,
  streamDocumentParameter,
  streamPayloadPattern,
  writeAsText,
} from '@pineapple/host-link/protocol';
import type { LocalAws } from '@pineapple/local-aws';

export const hostId = 'mi-0123456789abcdef0';
const hostPrograms = fileURLToPath(new URL('../../../../apps/host-agent/bin', import.meta.url));

/** Registers this machine as a host whose `pineapple-host stream` leads to a server of the test. */
export async function startTestHost(
  aws: LocalAws,
  onConnection: (stream: Duplex) => void,
): Promise<AsyncDisposable & { readonly sockets: ReadonlySet<Socket> }> {
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
    instanceId: hostId,
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

/** The document of the streams, or one with another command in its place. */
export async function createStreamDocument(
  client: SSMClient,
  commands = `exec pineapple-host stream {{ ${streamDocumentParameter} }}`,
): Promise<void> {
  const parameter = { type: 'String', allowedPattern: streamPayloadPattern.source };
  const content = {
    schemaVersion: '1.0',
    sessionType: 'InteractiveCommands',
    parameters: { [streamDocumentParameter]: parameter },
    properties: { linux: { commands, runAsElevated: true } },
  };
  await client.send(
    new CreateDocumentCommand({
      Name: streamDocumentName,
      DocumentType: 'Session',
      Content: JSON.stringify(content),
    }),
  );
}

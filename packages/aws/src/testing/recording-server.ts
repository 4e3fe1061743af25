import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientSettings } from '../clients.ts';

export interface RecordedRequest {
  readonly target: string;
  readonly body: unknown;
}

/** Stands in for AWS: records requests and gives the test's answers. */
interface RecordingServer extends AsyncDisposable {
  readonly settings: ClientSettings;
  readonly requests: readonly RecordedRequest[];
}

export async function startRecordingServer(
  answer: (request: RecordedRequest, count: number) => unknown,
): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    const take = (parts: string[]) => {
      const recorded = {
        target: String(request.headers['x-amz-target']),
        body: JSON.parse(parts.join('')) as unknown,
      };
      requests.push(recorded);
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify(answer(recorded, requests.length)));
    };
    request
      .setEncoding('utf8')
      .toArray()
      .then(take, () => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    settings: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

import { createServer, request as sendRequest, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What hosts may ask of AWS: the actions that Terraform's policies allow them. */
const allowed = new Set(['AWSEvents.PutEvents']);
/** More than EventBridge takes in one request. */
const mostBytes = 1024 * 1024;

/**
 * What a host in a container reaches of the local AWS: a server that passes on the requests of the agent and refuses all
 * others. A program that breaks out of a lab into the container gets no further, in particular to no command on this
 * machine. The server does not listen: it is given its connections.
 * @param source the source that the host's events must have, as IAM demands it on AWS
 */
export function awsGate(endpoint: string, source: string): Server {
  return createServer((request, response) => {
    const { method, url, headers } = request;
    if (method !== 'POST' || url !== '/' || !allowed.has(String(headers['x-amz-target'])))
      return refuse(response);
    // Without a length it could be endless.
    if (!(Number(headers['content-length'] ?? 'none') <= mostBytes)) return refuse(response);
    request.on('error', () => response.destroy());
    void buffer(request).then(
      (body) => {
        if (!isFrom(source, body)) return refuse(response);
        // With the headers as they came, because they are signed.
        const onward = sendRequest(endpoint, { method, path: url, headers }, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
          answer.on('error', () => response.destroy());
        });
        onward.on('error', () => response.destroy());
        onward.end(body);
      },
      () => response.destroy(),
    );
  });
}

function refuse(response: ServerResponse): void {
  response.writeHead(403, { connection: 'close' }).end();
}

function isFrom(source: string, body: Buffer): boolean {
  try {
    const { Entries } = JSON.parse(body.toString('utf8')) as {
      readonly Entries: { readonly Source: unknown }[];
    };
    return Entries.every((entry) => entry.Source === source);
  } catch {
    return false;
  }
}

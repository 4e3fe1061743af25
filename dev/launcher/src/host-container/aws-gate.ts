import {
  createServer,
  request as sendRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';

/** What hosts may ask of AWS: the actions that Terraform's policies allow them. */
const allowed = new Set(['AWSEvents.PutEvents']);

/**
 * What a host in a container reaches of the local AWS: a server that passes on the requests of the agent and refuses all
 * others. A program that breaks out of a lab into the container gets no further, in particular to no command on this
 * machine. The server does not listen: it is given its connections.
 */
export function awsGate(endpoint: string): Server {
  const { host } = new URL(endpoint);
  const pass = (request: IncomingMessage, response: ServerResponse): void => {
    if (
      request.method !== 'POST' ||
      request.url !== '/' ||
      !allowed.has(String(request.headers['x-amz-target']))
    ) {
      response.writeHead(403, { connection: 'close' }).end();
      return;
    }
    const headers = { ...request.headers, host };
    const onward = sendRequest(endpoint, { method: 'POST', path: '/', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    onward.on('error', () => response.destroy());
    request.on('error', () => onward.destroy());
    request.pipe(onward);
  };
  return createServer(pass);
}

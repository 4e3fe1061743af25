import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { duplexPair } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { awsGate } from './aws-gate.ts';

/** Sends a request through a gate and returns the raw answer, and what reached AWS. */
async function ask(
  method: string,
  path: string,
  target: string,
): Promise<{ answer: string; seen: string[] }> {
  const seen: string[] = [];
  const aws = createServer((request, response) => {
    void text(request).then((body) => {
      seen.push(`${request.headers.host} ${request.method} ${request.url} ${body}`);
      response.end('{"FailedEntryCount":0}');
    });
  }).listen(0, '127.0.0.1');
  await once(aws, 'listening');
  onTestFinished(() => void aws.close());
  const { port } = aws.address() as AddressInfo;
  const gate = awsGate(`http://127.0.0.1:${port}`);
  const [near, far] = duplexPair();
  gate.emit('connection', far);
  const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:4566\r\nx-amz-target: ${target}\r\n`;
  near.write(`${head}content-length: 2\r\nconnection: close\r\n\r\n{}`);
  const answer = await text(near);
  return { answer, seen: seen.map((line) => line.replace(String(port), '<port>')) };
}

it("passes the agent's reports on to the local AWS", async () => {
  const { answer, seen } = await ask('POST', '/', 'AWSEvents.PutEvents');
  expect(answer).toMatch(/^HTTP\/1.1 200 [^]*\{"FailedEntryCount":0\}/);
  expect(seen).toEqual(['127.0.0.1:<port> POST / {}']);
});

it.each([
  ['POST', '/', 'AmazonSSM.SendCommand'],
  ['POST', '/', 'DynamoDB_20120810.Scan'],
  ['GET', '/', 'AWSEvents.PutEvents'],
  ['POST', '/2015-03-31/functions/x/invocations', ''],
  ['POST', '/2015-03-31/functions/x/invocations', 'AWSEvents.PutEvents'],
])('refuses %s %s %s', async (method, path, target) => {
  const { answer, seen } = await ask(method, path, target);
  expect(answer).toMatch(/^HTTP\/1.1 403 /);
  expect(seen).toEqual([]);
});

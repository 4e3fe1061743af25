import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { duplexPair } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { awsGate } from './aws-gate.ts';

const entry = { Source: 'pineapple.host.mi-1', Detail: '{}' };
const report = JSON.stringify({ Entries: [entry] });

/** Sends a request through the gate of the host mi-1 and returns the raw answer, and what reached AWS. */
async function ask(
  method: string,
  path: string,
  target: string,
  body = report,
  framing = `content-length: ${body.length}`,
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
  const gate = awsGate(`http://127.0.0.1:${port}`, 'pineapple.host.mi-1');
  const [near, far] = duplexPair();
  gate.emit('connection', far);
  const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:4566\r\nx-amz-target: ${target}\r\n`;
  near.write(`${head}${framing}\r\nconnection: close\r\n\r\n${body}`);
  return { answer: await text(near), seen };
}

it("passes the agent's reports on to the local AWS as they were signed", async () => {
  const { answer, seen } = await ask('POST', '/', 'AWSEvents.PutEvents');
  expect(answer).toMatch(/^HTTP\/1.1 200 [^]*\{"FailedEntryCount":0\}/);
  expect(seen).toEqual([`127.0.0.1:4566 POST / ${report}`]);
});

it.each([
  ['another host', JSON.stringify({ Entries: [entry, { Source: 'pineapple.host.mi-2' }] })],
  ['no host', JSON.stringify({ Entries: [{ Source: 'aws.ssm' }] })],
  ['nothing', 'text'],
])('refuses a report of %s', async (_what, body) => {
  const { answer, seen } = await ask('POST', '/', 'AWSEvents.PutEvents', body);
  expect(answer).toMatch(/^HTTP\/1.1 403 /);
  expect(seen).toEqual([]);
});

it.each([
  ['too long', 'content-length: 1048577'],
  ['of unknown length', 'transfer-encoding: chunked'],
])('refuses a report that is %s before it has read it', async (_what, framing) => {
  const { answer, seen } = await ask('POST', '/', 'AWSEvents.PutEvents', '', framing);
  expect(answer).toMatch(/^HTTP\/1.1 403 /);
  expect(seen).toEqual([]);
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

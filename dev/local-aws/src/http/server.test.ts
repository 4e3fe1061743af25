import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { signRequest } from '../testing/sign-request.ts';
import { startTestAws } from '../testing/start-test-aws.ts';

/** fetch would set its own Host. */
async function post(endpoint: string, headers: Record<string, string>, body = '{}') {
  const sent = request(endpoint, { method: 'POST', headers });
  sent.end(body);
  const [response] = await once(sent, 'response');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, type: response.headers['x-amzn-errortype'], text };
}

/** Signs and sends a request. */
async function postSigned(service: string, url: string, headers: Record<string, string> = {}, body = '{}') {
  return post(url, await signRequest({ url, service, headers, body }), body);
}

describe('the endpoint', () => {
  const listTables = {
    'x-amz-target': 'DynamoDB_20120810.ListTables',
    'content-type': 'application/x-amz-json-1.0',
  };

  test('refuses requests that a web page could send', async () => {
    await using local = await startTestAws();
    const { endpoint } = local.aws;
    const ask = (more: Record<string, string> = {}) =>
      postSigned('dynamodb', endpoint, { ...listTables, ...more });
    const cases: Record<string, string>[] = [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { host: 'evil.example' },
      { host: '127.0.0.1.evil.example:80' },
    ];
    for (const headers of cases) expect(await ask(headers)).toMatchObject({ status: 403 });
    expect(await post(endpoint, listTables)).toMatchObject({ status: 403 });
    expect(await post(endpoint, { ...listTables, authorization: 'Bearer x' })).toMatchObject({ status: 403 });
    expect(await ask()).toMatchObject({ status: 200 });
    const port = new URL(endpoint).port;
    expect(await ask({ host: `localhost:${port}` })).toMatchObject({ status: 200 });
    expect(await ask({ host: `[::1]:${port}` })).toMatchObject({ status: 200 });
  });

  test('answers a preflight without permitting the page', async () => {
    await using local = await startTestAws();
    const response = await fetch(local.aws.endpoint, {
      method: 'OPTIONS',
      headers: { origin: 'http://evil.example' },
    });
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('names an unsupported operation', async () => {
    await using local = await startTestAws();
    const { endpoint } = local.aws;
    expect(await postSigned('ssm', `${endpoint}/nowhere`)).toMatchObject({
      status: 404,
      type: 'UnknownOperationException',
    });
    const toString = await postSigned('ssm', endpoint, { 'x-amz-target': 'AmazonSSM.toString' });
    expect(toString).toMatchObject({ status: 400, type: 'UnknownOperationException' });
    const target = { 'x-amz-target': 'AmazonSSM.SendCommand' };
    expect(await postSigned('ssm', endpoint, target, '{')).toMatchObject({
      status: 400,
      type: 'SerializationException',
    });
    const malformed = `${endpoint}/2015-03-31/functions/%E0%A4%A/invocations`;
    expect(await postSigned('lambda', malformed)).toMatchObject({ status: 404 });
  });

  test('refuses fault injection unless it is enabled', async () => {
    await using closed = await startTestAws();
    const fault = JSON.stringify({
      service: 'dynamodb',
      operation: 'ListTables',
      error: 'ThrottlingException',
    });
    const at = `${closed.aws.endpoint}/_local/faults`;
    expect(await postSigned('dynamodb', at, {}, fault)).toMatchObject({ status: 404 });

    await using open = await startTestAws({ faults: true });
    const endpoint = `${open.aws.endpoint}/_local/faults`;
    expect(await postSigned('dynamodb', endpoint, {}, fault)).toMatchObject({ status: 204 });
    const half = await postSigned('dynamodb', endpoint, {}, '{"service":"dynamodb"}');
    expect(half).toMatchObject({ status: 400, type: 'ValidationException' });
    await expect(open.clients.dynamodb.send(new ListTablesCommand({}))).rejects.toMatchObject({
      name: 'ThrottlingException',
    });
    expect(await open.clients.dynamodb.send(new ListTablesCommand({}))).toMatchObject({ TableNames: [] });
  });

  test('survives clients that disconnect in the middle of a request', async () => {
    await using local = await startTestAws();
    const { hostname, port } = new URL(local.aws.endpoint);
    for (const target of ['DynamoDB_20120810.PutItem', 'AmazonSSM.SendCommand', 'AWSEvents.PutEvents']) {
      for (const cut of ['destroy', 'resetAndDestroy'] as const) {
        const socket = connect(Number(port), hostname);
        await once(socket, 'connect');
        const service = target.includes('DynamoDB') ? 'dynamodb' : target.includes('SSM') ? 'ssm' : 'events';
        const headers = await signRequest({
          ...{ url: local.aws.endpoint, service },
          headers: { 'x-amz-target': target, 'content-length': '100000' },
        });
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
        socket.write(`POST / HTTP/1.1\r\n${lines.join('')}\r\n{"a":`);
        socket[cut]();
        await once(socket, 'close');
      }
    }
    expect(await local.clients.dynamodb.send(new ListTablesCommand({}))).toMatchObject({ TableNames: [] });
    expect(local.logs).toEqual([]);
  });

  test('refuses a body over the limit, with and without Content-Length', async () => {
    await using local = await startTestAws();
    const large = 'x'.repeat(1_048_577);
    const headers = { 'x-amz-target': 'AWSEvents.PutEvents' };
    expect(await postSigned('events', local.aws.endpoint, headers, large)).toMatchObject({ status: 413 });
    const chunked = { ...headers, 'transfer-encoding': 'chunked' };
    expect(await postSigned('events', local.aws.endpoint, chunked, large)).toMatchObject({ status: 413 });
  });

  test("answers the SDK's retries after two throttled responses", async () => {
    await using local = await startTestAws();
    local.aws.injectFault({
      service: 'dynamodb',
      operation: 'ListTables',
      error: 'ThrottlingException',
      times: 2,
    });
    const patient = new DynamoDBClient({
      endpoint: local.aws.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 3,
    });
    expect(await patient.send(new ListTablesCommand({}))).toMatchObject({ $metadata: { attempts: 3 } });
    patient.destroy();
  });
});

import { once } from 'node:events';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DescribeInstanceInformationCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { presign, signRequest, type UnsignedRequest } from '../testing/sign-request.ts';
import { createSessionDocument, startSession } from '../testing/ssm-sessions.ts';
import { hostId, startTestAws, type TestAws } from '../testing/start-test-aws.ts';
import { SignatureVerifier } from './signature.ts';

let local: TestAws;
beforeAll(async () => {
  local = await startTestAws({ instances: [{ instanceId: hostId }] });
});
afterAll(() => local?.[Symbol.asyncDispose]());

const target = { 'x-amz-target': 'AmazonSSM.DescribeInstanceInformation' };

/** Signs one request and sends it, or another one, with that signature. */
async function send(
  signed: Partial<UnsignedRequest>,
  sent: { readonly headers?: Record<string, string>; readonly body?: string; readonly path?: string } = {},
) {
  const request = { url: `${local.aws.endpoint}/`, service: 'ssm', headers: target, body: '{}', ...signed };
  const headers = await signRequest(request);
  const response = await fetch(`${request.url}${sent.path ?? ''}`, {
    method: 'POST',
    headers: { ...headers, ...sent.headers },
    body: sent.body ?? request.body,
  });
  const text = await response.text();
  return { status: response.status, type: response.headers.get('x-amzn-errortype'), text };
}

const refused = { status: 400, type: 'InvalidSignatureException' };
const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

describe('a signature', () => {
  it('of this request and a known key is accepted', async () => {
    expect(await send({})).toMatchObject({ status: 200 });
    expect(await send({ at: minutesAgo(4) })).toMatchObject({ status: 200 });
    expect(await send({ url: `${local.aws.endpoint}/?b=2&a-b=1%20(x)*&a=0` })).toMatchObject({ status: 200 });
  });

  it('with another secret is refused', async () => {
    const { text, ...answer } = await send({ secretAccessKey: 'guessed' });
    expect(answer).toEqual(refused);
    expect(text).toContain('does not match the signature you provided');
  });

  it('of an unknown key is refused', async () => {
    expect(await send({ accessKeyId: 'AKIDEXAMPLE' })).toMatchObject({
      ...{ status: 400, type: 'UnrecognizedClientException' },
    });
  });

  it.each([
    ['another body', { body: '{"MaxResults":5}' }],
    ['another operation', { headers: { 'x-amz-target': 'AmazonSSM.ListCommands' } }],
    ['another query', { path: '?a=1' }],
  ])('is refused with %s', async (_what, sent) => {
    expect(await send({}, sent)).toMatchObject(refused);
  });

  it('that is old, or from the future, is refused', async () => {
    const old = await send({ at: minutesAgo(6) });
    expect(old).toMatchObject(refused);
    expect(old.text).toContain('Signature expired');
    const early = await send({ at: minutesAgo(-6) });
    expect(early).toMatchObject(refused);
    expect(early.text).toContain('Signature not yet current');
  });

  it('for another service or region is refused', async () => {
    expect((await send({ service: 'lambda' })).text).toContain("scoped to correct service: 'ssm'");
    expect((await send({ region: 'eu-central-1' })).text).toContain('valid region');
  });

  it('has to cover the host and every header of AWS', async () => {
    const more = await send({}, { headers: { 'x-amz-meta': 'added' } });
    expect(more).toMatchObject(refused);
    expect(more.text).toContain("'x-amz-meta' must be a 'SignedHeader'");
  });

  it.each([
    'AWS4-HMAC-SHA256',
    'AWS4-HMAC-SHA256 x',
    'AWS4-HMAC-SHA256 Credential=test/a/b/c/d, Signature=00',
  ])('is refused when it is only %j', async (authorization) => {
    expect((await send({}, { headers: { authorization } })).type).toMatch(
      /^(IncompleteSignature|MissingAuthenticationToken)Exception$/,
    );
  });

  it('of the SDK is accepted, and refused by the name that the SDK knows', async () => {
    const settings = { endpoint: local.aws.endpoint, region: 'us-east-1', maxAttempts: 1 };
    const wrong = { ...settings, credentials: { accessKeyId: 'test', secretAccessKey: 'wrong' } };
    const refusal = (status: number) => ({
      ...{
        name: 'InvalidSignatureException',
        $metadata: expect.objectContaining({ httpStatusCode: status }),
      },
    });
    await expect(new DynamoDBClient(wrong).send(new ListTablesCommand({}))).rejects.toMatchObject(
      refusal(400),
    );
    await expect(new LambdaClient(wrong).send(new ListFunctionsCommand({}))).rejects.toMatchObject(
      refusal(403),
    );
    const ssm = new SSMClient(wrong).send(new DescribeInstanceInformationCommand({}));
    await expect(ssm).rejects.toMatchObject(refusal(400));
    await local.clients.createFunction('a-b_c', 'export const handler = () => 1;');
    const names = (await local.clients.lambda.send(new ListFunctionsCommand({}))).Functions;
    expect(names?.map(({ FunctionName }) => FunctionName)).toEqual(['a-b_c']);
  });
});

describe('a data channel', () => {
  async function status(url: string | undefined, headers: Record<string, string> = {}): Promise<number> {
    const socket = new WebSocket(url ?? '', { headers });
    const opened = once(socket, 'open').then(() => 101);
    const answered = once(socket, 'unexpected-response').then(
      ([, response]) => (response as { statusCode: number }).statusCode,
    );
    const result = await Promise.race([opened, answered]);
    socket.on('error', () => undefined).terminate();
    return result;
  }

  it('opens with a signature in the header or in the URL, and with no other', async () => {
    await createSessionDocument(local.clients.ssm, 'cat');
    const { StreamUrl: url = '' } = await startSession(local.clients.ssm);
    const request = { url, service: 'ssmmessages', method: 'GET' };
    expect(await status(url, await signRequest(request))).toBe(101);
    expect(await status(await presign(request))).toBe(101);
    expect(await status(url)).toBe(403);
    expect(await status(url, await signRequest({ ...request, secretAccessKey: 'guessed' }))).toBe(403);
    expect(await status(url, await signRequest({ ...request, service: 'ssm' }))).toBe(403);
    expect(await status(await presign({ ...request, at: minutesAgo(2) }))).toBe(403);
    expect(await status(`${await presign(request)}&more=1`)).toBe(403);
  });
});

// https://github.com/awslabs/aws-c-auth/tree/main/tests/aws-signing-test-suite/v4
describe('AWS’s own examples', () => {
  const at = Date.parse('2015-08-30T12:36:00Z');
  const verifier = new SignatureVerifier(
    { AKIDEXAMPLE: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
    () => at,
  );

  it.each([
    ['', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    ['Param2=value2&Param1=value1', 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500'],
  ])('are verified: GET /?%s', (query, signature) => {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ' +
      `SignedHeaders=host;x-amz-date, Signature=${signature}`;
    const headers = { host: 'example.amazonaws.com', 'x-amz-date': '20150830T123600Z', authorization };
    const head = { requestId: '', method: 'GET', path: '/', query: new URLSearchParams(query), headers };
    const request = { ...head, body: Buffer.alloc(0) };
    expect(() => verifier.verify(verifier.read(head, null), request, null)).not.toThrow();
    const changed = { ...request, body: Buffer.from('x') };
    expect(() => verifier.verify(verifier.read(head, null), changed, null)).toThrow('does not match');
  });
});

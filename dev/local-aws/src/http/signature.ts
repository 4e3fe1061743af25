import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { region } from '../account.ts';
import { AwsError } from './aws-error.ts';
import type { AwsRequest, RequestHead } from './aws-request.ts';

/** Access key ids and their secrets. */
export type Credentials = Readonly<Record<string, string>>;

/** The name of a service in IAM. */
export type SignedService = 'dynamodb' | 'lambda' | 'ssm' | 'events' | 'sts' | 's3' | 'ssmmessages';

/** What a request says of its signature, in its header or, when it is presigned, in its query. */
export interface Signature {
  readonly accessKeyId: string;
  /** `YYYYMMDD/region/service/aws4_request`. */
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly value: string;
  /** `YYYYMMDD'T'HHMMSS'Z'`. */
  readonly date: string;
  readonly validSeconds: number;
  readonly presigned: boolean;
}

const algorithm = 'AWS4-HMAC-SHA256';
/** How far the clocks of client and AWS may differ, and how long a signature in a header is valid. */
const skewSeconds = 300;
/** More than the scopes of all clients of a day. */
const mostKeys = 64;

/**
 * Verifies Signature Version 4 as AWS does, with AWS's error codes.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export class SignatureVerifier {
  readonly #credentials: ReadonlyMap<string, string>;
  readonly #now: () => number;
  readonly #keys = new Map<string, Buffer>();

  constructor(credentials: Credentials, now: () => number = Date.now) {
    this.#credentials = new Map(Object.entries(credentials));
    this.#now = now;
  }

  /**
   * What can be verified before the body has arrived, so that a stranger's body is not read.
   * @throws AwsError
   */
  read(head: RequestHead, service: SignedService | null): Signature {
    const signature = head.query.has('X-Amz-Signature') ? inQuery(head) : inHeader(head);
    if (!this.#credentials.has(signature.accessKeyId))
      throw refusal(
        service,
        'UnrecognizedClientException',
        'The security token included in the request is invalid.',
      );
    this.#checkScope(signature, service);
    this.#checkTime(signature, service);
    for (const name of Object.keys(head.headers))
      if ((name === 'host' || name.startsWith('x-amz-')) && !signature.signedHeaders.includes(name))
        throw mismatch(service, `'${name}' must be a 'SignedHeader' in the AWS Authorization.`);
    return signature;
  }

  /** @throws AwsError when the request is not what was signed, or not signed with the secret of its access key */
  verify(signature: Signature, request: AwsRequest, service: SignedService | null): void {
    const { scope, date, value } = signature;
    const text = `${algorithm}\n${date}\n${scope}\n${hash('sha256', canonicalRequest(signature, request))}`;
    const expected = createHmac('sha256', this.#key(signature)).update(text).digest();
    const given = Buffer.from(value, 'hex');
    if (given.length === expected.length && timingSafeEqual(given, expected)) return;
    throw mismatch(
      service,
      'The request signature we calculated does not match the signature you provided. ' +
        'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }

  #checkScope({ scope, date }: Signature, service: SignedService | null): void {
    const [day = '', where = '', what = '', end = ''] = scope.split('/');
    if (day !== date.slice(0, 8))
      throw mismatch(
        service,
        `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}', from '${date}'.`,
      );
    if (where !== region) throw mismatch(service, 'Credential should be scoped to a valid region.');
    if (service !== null && what !== service)
      throw mismatch(service, `Credential should be scoped to correct service: '${service}'.`);
    if (end !== 'aws4_request')
      throw mismatch(
        service,
        `Credential should be scoped with a valid terminator: 'aws4_request', not '${end}'.`,
      );
  }

  #checkTime({ date, validSeconds }: Signature, service: SignedService | null): void {
    const now = this.#now();
    const signedAt = timeOf(date);
    const earliest = now - validSeconds * 1000;
    const latest = now + skewSeconds * 1000;
    if (signedAt >= earliest && signedAt <= latest) return;
    const late = signedAt > latest;
    throw mismatch(
      service,
      late
        ? `Signature not yet current: ${date} is still later than ${stamp(latest)} (${stamp(now)} + ${skewSeconds / 60} min.)`
        : `Signature expired: ${date} is now earlier than ${stamp(earliest)} (${stamp(now)} - ${validSeconds / 60} min.)`,
    );
  }

  /** Deriving a key takes four times as long as signing with it, and it is the same for a day. */
  #key({ accessKeyId, scope }: Signature): Buffer {
    const id = `${accessKeyId}/${scope}`;
    const known = this.#keys.get(id);
    if (known) return known;
    const secret = this.#credentials.get(accessKeyId) ?? '';
    let key = Buffer.from(`AWS4${secret}`);
    for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest();
    if (this.#keys.size >= mostKeys) this.#keys.clear();
    this.#keys.set(id, key);
    return key;
  }
}

/** Of `YYYYMMDD'T'HHMMSS'Z'`. Date.parse takes longer than the rest of the check. */
function timeOf(date: string): number {
  const part = (from: number, length = 2): number => Number(date.slice(from, from + length));
  return Date.UTC(part(0, 4), part(4) - 1, part(6), part(9), part(11), part(13));
}

const stamp = (time: number): string => new Date(time).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

function inHeader({ headers }: RequestHead): Signature {
  const header = headers.authorization ?? '';
  if (!header.startsWith(`${algorithm} `))
    throw new AwsError('MissingAuthenticationTokenException', 'Request is missing Authentication Token', 403);
  const date = headers['x-amz-date'];
  const parts = new Map<string, string>();
  for (const part of header.slice(algorithm.length + 1).split(',')) {
    const at = part.indexOf('=');
    parts.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  return signatureOf({
    credential: parts.get('Credential'),
    signedHeaders: parts.get('SignedHeaders'),
    value: parts.get('Signature'),
    date: typeof date === 'string' ? date : undefined,
    validSeconds: skewSeconds,
    presigned: false,
  });
}

function inQuery({ query }: RequestHead): Signature {
  const validSeconds = Number(query.get('X-Amz-Expires') ?? 'none');
  if (query.get('X-Amz-Algorithm') !== algorithm || !(validSeconds >= 0 && validSeconds <= 604_800))
    throw incomplete('X-Amz-Algorithm or X-Amz-Expires is not valid.');
  return signatureOf({
    credential: query.get('X-Amz-Credential') ?? undefined,
    signedHeaders: query.get('X-Amz-SignedHeaders') ?? undefined,
    value: query.get('X-Amz-Signature') ?? undefined,
    date: query.get('X-Amz-Date') ?? undefined,
    validSeconds,
    presigned: true,
  });
}

function signatureOf(parts: {
  readonly credential: string | undefined;
  readonly signedHeaders: string | undefined;
  readonly value: string | undefined;
  readonly date: string | undefined;
  readonly validSeconds: number;
  readonly presigned: boolean;
}): Signature {
  const { credential, signedHeaders, value, date, ...rest } = parts;
  const [accessKeyId = '', ...scope] = (credential ?? '').split('/');
  const missing = Object.entries({ Credential: credential, SignedHeaders: signedHeaders, Signature: value })
    .filter(([, given]) => !given)
    .map(([name]) => `Authorization header requires '${name}' parameter.`);
  if (!date || !/^\d{8}T\d{6}Z$/.test(date))
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  if (missing.length > 0 || !date || !value || !signedHeaders) throw incomplete(missing.join(' '));
  return {
    ...rest,
    accessKeyId,
    scope: scope.join('/'),
    signedHeaders: signedHeaders.split(';'),
    value,
    date,
  };
}

function canonicalRequest({ scope, signedHeaders, presigned }: Signature, request: AwsRequest): string {
  const { method, path, query, headers, body } = request;
  // S3 takes a path as it is sent; the other services encode it once more.
  const signedPath = scope.split('/')[2] === 's3' ? path : encode(path).replaceAll('%2F', '/');
  let text = `${method}\n${signedPath}\n${canonicalQuery(query)}\n`;
  for (const name of signedHeaders) {
    const value = headers[name];
    text += `${name}:${(Array.isArray(value) ? value.join(',') : (value ?? '')).trim().replaceAll(/\s+/g, ' ')}\n`;
  }
  // A presigned URL has no body: it opens a WebSocket.
  return `${text}\n${signedHeaders.join(';')}\n${hash('sha256', presigned ? '' : body)}`;
}

function canonicalQuery(query: URLSearchParams): string {
  if (query.size === 0) return '';
  const pairs = [...query].filter(([name]) => name !== 'X-Amz-Signature');
  const encoded = pairs.map(([name, value]) => [encode(name), encode(value)] as const);
  const order = ([a, x]: readonly [string, string], [b, y]: readonly [string, string]) =>
    a < b || (a === b && x < y) ? -1 : 1;
  return encoded
    .sort(order)
    .map((pair) => pair.join('='))
    .join('&');
}

const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function incomplete(message: string): AwsError {
  return new AwsError('IncompleteSignatureException', message);
}

function mismatch(service: SignedService | null, message: string): AwsError {
  return refusal(service, 'InvalidSignatureException', message);
}

/** STS and S3 have names of their own, and they and Lambda answer with 403. */
function refusal(service: SignedService | null, code: string, message: string): AwsError {
  const unknownKey = { sts: 'InvalidClientTokenId', s3: 'InvalidAccessKeyId' };
  const forbidden = service !== null && ['sts', 's3', 'lambda', 'ssmmessages'].includes(service);
  const own = service === 'sts' || service === 's3';
  const ownCode = code === 'InvalidSignatureException' ? 'SignatureDoesNotMatch' : own && unknownKey[service];
  return new AwsError((own && ownCode) || code, message, forbidden ? 403 : 400);
}

import { crc32 } from 'node:zlib';
import { AwsError } from '../http/aws-error.ts';
import type { AwsRequest, AwsResponse, RequestHead, Service } from '../http/aws-request.ts';
import { entityTag, type ObjectStore, type ObjectSummary } from './object-store.ts';

const maxBodyBytes = 64 * 1024 * 1024;
const mostKeys = 1000;
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

interface Target {
  readonly bucket: string;
  /** Null for the bucket itself. */
  readonly key: string | null;
}

/**
 * S3's REST API for whole objects, with path-style addresses.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export function createS3(objects: ObjectStore): Service {
  return {
    name: 's3',
    maxBodyBytes,
    operationOf: (head) => (isForS3(head) ? operationOf(head) : null),
    async handle(operation, request) {
      const { bucket, key } = targetOf(request);
      if (!bucketName.test(bucket))
        throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.');
      switch (operation) {
        case 'CreateBucket':
          await objects.createBucket(bucket);
          return empty(200, { location: `/${bucket}` });
        case 'HeadBucket':
          await objects.checkBucket(bucket);
          return empty(200);
        case 'ListObjectsV2':
          return list(bucket, request, objects);
        case 'PutObject': {
          checkChecksum(request);
          if (request.headers['if-none-match'] === '*' && (await objects.has(bucket, key ?? '')))
            throw new AwsError('PreconditionFailed', 'At least one of the preconditions did not hold.', 412);
          await objects.put(bucket, key ?? '', request.body);
          return empty(200, { etag: entityTag(request.body) });
        }
        case 'GetObject':
        case 'HeadObject': {
          const { content, modified } = await objects.get(bucket, key ?? '');
          const headers = {
            'content-type': 'application/octet-stream',
            'last-modified': modified.toUTCString(),
            etag: entityTag(content),
          };
          // The answer to HEAD has the length of the object, and the server leaves out its body.
          return { status: 200, headers, body: content };
        }
        case 'DeleteObject':
          await objects.remove(bucket, key ?? '');
          return empty(204);
        default:
          throw new AwsError('NotImplemented', `${operation} is not offered on this endpoint.`, 501);
      }
    },
    renderError: ({ code, message, status }) =>
      xml(status, `<Error><Code>${escape(code)}</Code><Message>${escape(message)}</Message></Error>`),
  };
}

/** S3 has no header or path of its own, so what a request was signed for tells. */
function isForS3({ headers, query }: RequestHead): boolean {
  const scope = headers.authorization ?? query.get('X-Amz-Credential') ?? '';
  return /\/s3\/aws4_request(?:,|$)/.test(scope);
}

function operationOf(head: RequestHead): string {
  const { method, query } = head;
  const { key } = targetOf(head);
  if (key !== null) {
    const names: Readonly<Record<string, string>> = {
      PUT: 'PutObject',
      GET: 'GetObject',
      HEAD: 'HeadObject',
      DELETE: 'DeleteObject',
    };
    return names[method] ?? `${method} of an object`;
  }
  if (method === 'GET' && query.get('list-type') === '2') return 'ListObjectsV2';
  if (method === 'PUT') return 'CreateBucket';
  return method === 'HEAD' ? 'HeadBucket' : `${method} of a bucket`;
}

function targetOf({ path }: Pick<RequestHead, 'path'>): Target {
  const [bucket = '', ...rest] = path.slice(1).split('/');
  try {
    const key = decodeURIComponent(rest.join('/'));
    return { bucket, key: key === '' ? null : key };
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

/** The SDK sends a CRC-32 with what it uploads. */
function checkChecksum({ headers, body }: AwsRequest): void {
  const given = headers['x-amz-checksum-crc32'];
  if (given === undefined) return;
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  if (sum.toString('base64') !== given)
    throw new AwsError('BadDigest', 'The CRC32 you specified did not match the calculated checksum.');
}

async function list(bucket: string, { query }: AwsRequest, objects: ObjectStore): Promise<AwsResponse> {
  const prefix = query.get('prefix') ?? '';
  const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
  const limit = Math.min(Number(query.get('max-keys') ?? mostKeys), mostKeys);
  const all = (await objects.list(bucket, prefix)).filter(({ key }) => key > after);
  const page = all.slice(0, limit);
  const last = page.at(-1)?.key ?? '';
  const isCut = page.length < all.length;
  const next = isCut ? `<NextContinuationToken>${escape(last)}</NextContinuationToken>` : '';
  return xml(
    200,
    `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><Prefix>${escape(prefix)}</Prefix>` +
      `<KeyCount>${page.length}</KeyCount><MaxKeys>${limit}</MaxKeys><IsTruncated>${isCut}</IsTruncated>${next}` +
      `${page.map(contents).join('')}</ListBucketResult>`,
  );
}

function contents({ key, bytes, modified }: ObjectSummary): string {
  return `<Contents><Key>${escape(key)}</Key><LastModified>${modified.toISOString()}</LastModified><Size>${bytes}</Size></Contents>`;
}

function empty(status: number, headers: Readonly<Record<string, string>> = {}): AwsResponse {
  return { status, headers, body: '' };
}

function xml(status: number, body: string): AwsResponse {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
  };
}

const escape = (text: string): string =>
  text.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);

import { SSMClient } from '@aws-sdk/client-ssm';
import { SignatureV4 } from '@smithy/signature-v4';

const { sha256 } = new SSMClient({ region: 'us-east-1' }).config;

export interface UnsignedRequest {
  readonly url: string;
  readonly service: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** When it is signed. */
  readonly at?: Date;
  readonly region?: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
}

function parts({ url, service, at = new Date(), ...request }: UnsignedRequest) {
  const { accessKeyId = 'test', secretAccessKey = 'test', region = 'us-east-1' } = request;
  const { pathname, searchParams, hostname, host, protocol } = new URL(url);
  const credentials = { accessKeyId, secretAccessKey };
  return {
    signer: new SignatureV4({ service, region, credentials, sha256 }),
    unsigned: {
      method: request.method ?? 'POST',
      ...{ protocol, hostname, path: pathname, query: Object.fromEntries(searchParams) },
      headers: { host, ...request.headers },
      body: request.body ?? '',
    },
    options: { signingDate: at },
  };
}

/** The headers of a request, signed by the SDK's own signer. */
export async function signRequest(request: UnsignedRequest): Promise<Record<string, string>> {
  const { signer, unsigned, options } = parts(request);
  return (await signer.sign(unsigned, options)).headers;
}

/** A presigned URL that is valid for a minute. */
export async function presign(request: UnsignedRequest): Promise<string> {
  const { signer, unsigned, options } = parts(request);
  const { query = {} } = await signer.presign(unsigned, { ...options, expiresIn: 60 });
  const url = new URL(request.url);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  return url.href;
}

import type { IncomingHttpHeaders } from 'node:http';

/** A request with its whole body. */
export interface AwsRequest {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** A request before its body is read. */
export type RequestHead = Omit<AwsRequest, 'body'>;

/** One AWS service behind the endpoint. */
export interface Service {
  readonly name: 'dynamodb' | 'lambda' | 'ssm' | 'events' | 'sts' | 's3';
  readonly maxBodyBytes: number;
  /** The operation of a request, or null when it is meant for another service. */
  operationOf(head: RequestHead): string | null;
  handle(operation: string, request: AwsRequest): Promise<AwsResponse>;
  /** The error in the service's wire form. */
  renderError(error: {
    code: string;
    message: string;
    status: number;
    members: Readonly<Record<string, string>>;
  }): AwsResponse;
}

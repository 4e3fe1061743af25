import { type Duplex, Readable } from 'node:stream';
import { Client, Pool, type Dispatcher } from 'undici';
import { z } from 'zod';
import { DockerError, DockerUnavailableError, isWithoutContainerd } from './docker-error.ts';

/** Concurrent requests; further ones are queued. */
const connections = 32;
/** A start may wait behind twenty others in the engine, a stop for its grace period. */
const answerTimeoutMs = 120_000;

const errorBody = z.object({ message: z.string() });

/** The newest version of the Engine API that the agent supports. Older engines use their own. */
const newestApiVersion = '1.47';

interface Target {
  readonly origin: string;
  readonly socketPath: string | undefined;
}

function parseTarget(dockerHost: string): Target {
  if (dockerHost.startsWith('unix://')) {
    return { origin: 'http://docker', socketPath: dockerHost.slice('unix://'.length) };
  }
  return { origin: dockerHost.replace(/^tcp:/, 'http:'), socketPath: undefined };
}

export type Query = Readonly<Record<string, string>>;

/** HTTP to the Docker engine over kept-alive connections. */
export class DockerTransport {
  readonly #target: Target;
  readonly #pool: Pool;
  #version = newestApiVersion;

  constructor(dockerHost: string) {
    this.#target = parseTarget(dockerHost);
    this.#pool = new Pool(this.#target.origin, {
      socketPath: this.#target.socketPath,
      connections,
      headersTimeout: answerTimeoutMs,
      bodyTimeout: answerTimeoutMs,
    });
  }

  /** Path of the engine's Unix socket; undefined for TCP. */
  get socketPath(): string | undefined {
    return this.#target.socketPath;
  }

  /** Uses the engine's API version if it is older than ours. */
  agreeOn(version: string): void {
    const [ours = 0, theirs = 0] = [newestApiVersion, version].map((text) => Number(text.split('.')[1] ?? 0));
    this.#version = theirs < ours ? version : newestApiVersion;
  }

  /** Sends a request and returns the parsed JSON, or null if the response has no body. */
  async call(
    method: Dispatcher.HttpMethod,
    path: string,
    query: Query = {},
    body?: unknown,
  ): Promise<unknown> {
    return this.#send(this.#pool, method, path, query, body);
  }

  /** Sends a request whose response is not JSON, for example a container's output. */
  async bytes(path: string, query: Query): Promise<Buffer> {
    try {
      const answer = await this.#pool.request(this.#request('GET', path, query, undefined));
      const body = Buffer.from(await answer.body.arrayBuffer());
      if (answer.statusCode >= 300) throw toDockerError(answer.statusCode, body.toString('utf8'));
      return body;
    } catch (cause) {
      throw asDockerFault(cause, 'GET', path);
    }
  }

  /** Sends a body that is not JSON, for example an archive. What ends a stream is the cause of the error. */
  async upload(
    path: string,
    query: Query,
    body: Buffer | AsyncIterable<Buffer>,
    contentType: string,
  ): Promise<void> {
    const { headers: _none, ...request } = this.#request('PUT', path, query, undefined);
    try {
      const answer = await this.#pool.request({
        ...request,
        headers: { 'content-type': contentType },
        body: asBody(body),
      });
      const text = await answer.body.text();
      if (answer.statusCode >= 300) throw toDockerError(answer.statusCode, text);
    } catch (cause) {
      throw asDockerFault(cause, 'PUT', path);
    }
  }

  /** Like `call`, on a new connection. An engine that shuts down refuses those, but still serves existing ones. */
  async callOnNewConnection(
    method: Dispatcher.HttpMethod,
    path: string,
    query: Query = {},
  ): Promise<unknown> {
    const client = new Client(this.#target.origin, {
      socketPath: this.#target.socketPath,
      headersTimeout: 10_000,
    });
    try {
      return await this.#send(client, method, path, query, undefined);
    } finally {
      await client.destroy();
    }
  }

  /** Calls a path that needs no API version. */
  async callUnversioned(path: string): Promise<unknown> {
    try {
      const answer = await this.#pool.request({ method: 'GET', path, headersTimeout: 10_000 });
      const text = await answer.body.text();
      if (answer.statusCode >= 300) throw toDockerError(answer.statusCode, text);
      return JSON.parse(text);
    } catch (cause) {
      throw asDockerFault(cause, 'GET', path);
    }
  }

  /** Opens a streaming response, such as events or a command's output. The caller reads it to its end or aborts it. */
  async stream(
    method: Dispatcher.HttpMethod,
    path: string,
    options: { readonly query?: Query; readonly body?: unknown; readonly signal: AbortSignal },
  ): Promise<AsyncIterable<Buffer>> {
    const client = new Client(this.#target.origin, {
      socketPath: this.#target.socketPath,
      headersTimeout: answerTimeoutMs,
      bodyTimeout: 0,
    });
    try {
      const { statusCode, body } = await client.request({
        ...this.#request(method, path, options.query ?? {}, options.body),
        signal: options.signal,
      });
      if (statusCode >= 300) throw toDockerError(statusCode, await body.text());
      body.once('close', () => void client.destroy().catch(() => undefined));
      return body;
    } catch (cause) {
      await client.destroy();
      throw asDockerFault(cause, method, path);
    }
  }

  /** Opens a connection to a process: writes are its input, reads are its output. */
  async hijack(path: string, body: unknown): Promise<Duplex> {
    const client = new Client(this.#target.origin, {
      socketPath: this.#target.socketPath,
      headersTimeout: answerTimeoutMs,
    });
    try {
      const { socket } = await client.upgrade({
        ...this.#request('POST', path, {}, body),
        protocol: 'tcp',
      });
      return socket;
    } catch (cause) {
      await client.destroy();
      throw asDockerFault(cause, 'POST', path);
    }
  }

  /** The status of a HEAD request. */
  async head(path: string, query: Query): Promise<number> {
    try {
      const answer = await this.#pool.request(this.#request('HEAD', path, query, undefined));
      await answer.body.dump();
      return answer.statusCode;
    } catch (cause) {
      throw asDockerFault(cause, 'HEAD', path);
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  #request(method: Dispatcher.HttpMethod, path: string, query: Query, body: unknown) {
    return {
      method,
      path: `/v${this.#version}${path}`,
      query: { ...query },
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    };
  }

  async #send(
    dispatcher: Client | Pool,
    method: Dispatcher.HttpMethod,
    path: string,
    query: Query,
    body: unknown,
  ): Promise<unknown> {
    try {
      const answer = await dispatcher.request(this.#request(method, path, query, body));
      const text = await answer.body.text();
      if (answer.statusCode >= 300) throw toDockerError(answer.statusCode, text);
      return text === '' || text === 'OK' ? null : JSON.parse(text);
    } catch (cause) {
      throw asDockerFault(cause, method, path);
    }
  }
}

function asBody(body: Buffer | AsyncIterable<Buffer>): Buffer | Readable {
  return Buffer.isBuffer(body) ? body : Readable.from(body, { objectMode: false });
}

function toDockerError(status: number, text: string): DockerError | DockerUnavailableError {
  const message = messageOf(text) || `Docker answered with status ${status}`;
  return isWithoutContainerd(status, message)
    ? new DockerUnavailableError(`Docker can't reach containerd: ${message}`)
    : new DockerError(status, message);
}

function messageOf(text: string): string {
  try {
    const parsed = errorBody.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data.message;
  } catch {
    // Not JSON: the text is the message.
  }
  return text.trim();
}

function asDockerFault(cause: unknown, method: string, path: string): Error {
  if (cause instanceof DockerError || cause instanceof DockerUnavailableError) return cause;
  const why = cause instanceof Error ? cause.message || cause.name : String(cause);
  return new DockerUnavailableError(`Docker did not answer ${method} ${path}: ${why}`, { cause });
}

import type { Duplex } from 'node:stream';
import { Client, Pool, type Dispatcher } from 'undici';
import { z } from 'zod';
import { DockerError, DockerUnavailableError } from './docker-error.ts';

/** Requests that the pool carries at once; more wait in line. */
const connections = 32;
/** A start may wait behind twenty others in the engine, a stop for its grace time. */
const answerTimeoutMs = 120_000;

const errorBody = z.object({ message: z.string() });

/** Newest version of the Engine API that this program was written against; older engines name their own. */
export const newestApiVersion = '1.47';

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

  /** The path of the engine's socket, where it has one. */
  get socketPath(): string | undefined {
    return this.#target.socketPath;
  }

  /** Uses the engine's own API version where it is older than ours. */
  agreeOn(version: string): void {
    const [ours = 0, theirs = 0] = [newestApiVersion, version].map((text) => Number(text.split('.')[1] ?? 0));
    this.#version = theirs < ours ? version : newestApiVersion;
  }

  /** Sends a request and answers the parsed JSON, or null where the answer has no body. */
  async call(
    method: Dispatcher.HttpMethod,
    path: string,
    query: Query = {},
    body?: unknown,
  ): Promise<unknown> {
    return this.#send(this.#pool, method, path, query, body);
  }

  /** Sends a request whose answer is not JSON, as a container's output. */
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

  /** Sends a body that is not JSON, as an archive. */
  async upload(path: string, query: Query, body: Buffer, contentType: string): Promise<void> {
    const { headers: _none, ...request } = this.#request('PUT', path, query, undefined);
    try {
      const answer = await this.#pool.request({ ...request, headers: { 'content-type': contentType }, body });
      const text = await answer.body.text();
      if (answer.statusCode >= 300) throw toDockerError(answer.statusCode, text);
    } catch (cause) {
      throw asDockerFault(cause, 'PUT', path);
    }
  }

  /** As `call`, over a connection of its own: an engine that shuts down still serves the old ones. */
  async callAfresh(method: Dispatcher.HttpMethod, path: string, query: Query = {}): Promise<unknown> {
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

  /** The few paths that an engine answers before a version is agreed on. */
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

  /** Opens an answer that goes on: events, the output of a command. The caller reads it to its end or aborts it. */
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

  /** Asks for a connection to a process: what is written is its input, what is read its output. */
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

  /** The status of an answer that has no body. */
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

function toDockerError(status: number, text: string): DockerError {
  try {
    const parsed = errorBody.safeParse(JSON.parse(text));
    if (parsed.success) return new DockerError(status, parsed.data.message);
  } catch {
    // Not JSON: the text itself is the message.
  }
  return new DockerError(status, text.trim() || `Docker answered with status ${status}`);
}

function asDockerFault(cause: unknown, method: string, path: string): Error {
  if (cause instanceof DockerError) return cause;
  const why = cause instanceof Error ? cause.message || cause.name : String(cause);
  return new DockerUnavailableError(`Docker did not answer ${method} ${path}: ${why}`, { cause });
}

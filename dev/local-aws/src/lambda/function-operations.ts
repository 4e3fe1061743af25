import { randomUUID } from 'node:crypto';
import { functionArn } from '../account.ts';
import { parseInput, parseJson } from '../http/parse-input.ts';
import type { CodeStore } from './code-store.ts';
import { renderConfiguration, type FunctionRecord } from './function-record.ts';
import type { FunctionRegistry } from './function-registry.ts';
import type { FunctionRuntime } from './function-runtime.ts';
import { codeInput, configurationInput, createInput, zipOf } from './lambda-inputs.ts';

const invalid = 'InvalidParameterValueException';

/** Creates, changes, shows and deletes functions. */
export class FunctionOperations {
  readonly #registry: FunctionRegistry;
  readonly #code: CodeStore;
  readonly #runtime: FunctionRuntime;

  constructor(parts: { registry: FunctionRegistry; code: CodeStore; runtime: FunctionRuntime }) {
    this.#registry = parts.registry;
    this.#code = parts.code;
    this.#runtime = parts.runtime;
  }

  async create(body: Buffer): Promise<object> {
    const input = parseInput(createInput, parseJson(body), invalid);
    const record: FunctionRecord = {
      ...(await this.#code.add(zipOf(input.Code))),
      ...revision(),
      name: input.FunctionName,
      runtime: input.Runtime,
      role: input.Role,
      handler: input.Handler,
      description: input.Description ?? '',
      timeout: input.Timeout ?? 3,
      memorySize: input.MemorySize ?? 128,
      environment: input.Environment?.Variables ?? {},
      architectures: input.Architectures ?? ['x86_64'],
      reservedConcurrency: null,
      asyncInvoke: null,
    };
    await this.#registry.create(record);
    this.#runtime.prepare(record);
    return render(record);
  }

  async updateCode(name: string, body: Buffer): Promise<object> {
    const input = parseInput(codeInput, parseJson(body), invalid);
    const stored = await this.#code.add(zipOf(input));
    const before = this.#registry.get(name);
    const changed = {
      ...before,
      ...stored,
      ...revision(),
      architectures: input.Architectures ?? before.architectures,
    };
    if (input.DryRun) return render({ ...before, codeSha256: stored.codeSha256 });
    return this.#change(changed);
  }

  updateConfiguration(name: string, body: Buffer): Promise<object> {
    const input = parseInput(configurationInput, parseJson(body), invalid);
    const before = this.#registry.get(name);
    return this.#change({
      ...before,
      ...revision(),
      runtime: input.Runtime ?? before.runtime,
      role: input.Role ?? before.role,
      handler: input.Handler ?? before.handler,
      description: input.Description ?? before.description,
      timeout: input.Timeout ?? before.timeout,
      memorySize: input.MemorySize ?? before.memorySize,
      environment: input.Environment ? (input.Environment.Variables ?? {}) : before.environment,
    });
  }

  configuration(name: string): object {
    return render(this.#registry.get(name));
  }

  get(name: string): object {
    const record = this.#registry.get(name);
    const concurrency =
      record.reservedConcurrency === null
        ? {}
        : { Concurrency: { ReservedConcurrentExecutions: record.reservedConcurrency } };
    // The code cannot be downloaded, so there is no Location.
    return { Configuration: render(record), Code: { RepositoryType: 'S3' }, Tags: {}, ...concurrency };
  }

  list(query: URLSearchParams): object {
    const after = query.get('Marker') ?? '';
    const size = Math.min(Math.max(Number(query.get('MaxItems') ?? 50) || 50, 1), 50);
    const rest = this.#registry.list().filter((record) => record.name > after);
    const page = rest.slice(0, size);
    const next = rest.length > size ? { NextMarker: page.at(-1)?.name } : {};
    return { Functions: page.map(render), ...next };
  }

  async remove(name: string): Promise<void> {
    await this.#registry.remove(name);
    this.#runtime.remove(name);
  }

  async #change(record: FunctionRecord): Promise<object> {
    await this.#registry.save(record);
    this.#runtime.prepare(record);
    return render(record);
  }
}

function revision(): { lastModified: string; revisionId: string } {
  return { lastModified: new Date().toISOString().replace('Z', '+0000'), revisionId: randomUUID() };
}

function render(record: FunctionRecord): object {
  return renderConfiguration(record, functionArn(record.name));
}

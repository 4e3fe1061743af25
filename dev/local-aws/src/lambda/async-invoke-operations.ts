import { functionArn } from '../account.ts';
import { AwsError } from '../http/aws-error.ts';
import { parseInput, parseJson } from '../http/parse-input.ts';
import type { FunctionRecord } from './function-record.ts';
import type { FunctionRegistry } from './function-registry.ts';
import { asyncInvokeInput, concurrencyInput } from './lambda-inputs.ts';

const invalid = 'InvalidParameterValueException';
const reachable = /^arn:aws[a-z-]*:(?:lambda:[^:]*:\d{12}:function:|events:[^:]*:\d{12}:event-bus\/).+$/;

/** Reserved concurrency, and the handling of failed event invocations. */
export class AsyncInvokeOperations {
  readonly #registry: FunctionRegistry;

  constructor(registry: FunctionRegistry) {
    this.#registry = registry;
  }

  async putConcurrency(name: string, body: Buffer): Promise<object> {
    const input = parseInput(concurrencyInput, parseJson(body), invalid);
    await this.#registry.save({
      ...this.#registry.get(name),
      reservedConcurrency: input.ReservedConcurrentExecutions,
    });
    return input;
  }

  getConcurrency(name: string): object {
    const { reservedConcurrency } = this.#registry.get(name);
    return reservedConcurrency === null ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
  }

  async deleteConcurrency(name: string): Promise<void> {
    await this.#registry.save({ ...this.#registry.get(name), reservedConcurrency: null });
  }

  /** `merge` keeps the settings that the input leaves out (UpdateFunctionEventInvokeConfig). */
  async putAsyncInvoke(name: string, body: Buffer, merge: boolean): Promise<object> {
    const input = parseInput(asyncInvokeInput, parseJson(body), invalid);
    const onFailure = input.DestinationConfig?.OnFailure?.Destination;
    if (onFailure && !reachable.test(onFailure)) {
      throw new AwsError(
        invalid,
        `The destination ${onFailure} is not offered here: use a function or an event bus.`,
      );
    }
    const record = this.#registry.get(name);
    const before = merge ? record.asyncInvoke : null;
    const asyncInvoke = {
      maximumRetryAttempts: input.MaximumRetryAttempts ?? before?.maximumRetryAttempts ?? 2,
      maximumEventAgeSeconds: input.MaximumEventAgeInSeconds ?? before?.maximumEventAgeSeconds ?? 21_600,
      onFailure: onFailure ?? before?.onFailure ?? null,
      lastModified: new Date().toISOString(),
    };
    await this.#registry.save({ ...record, asyncInvoke });
    return render(name, asyncInvoke);
  }

  getAsyncInvoke(name: string): object {
    return render(name, this.#configured(name));
  }

  async deleteAsyncInvoke(name: string): Promise<void> {
    this.#configured(name);
    await this.#registry.save({ ...this.#registry.get(name), asyncInvoke: null });
  }

  #configured(name: string): NonNullable<FunctionRecord['asyncInvoke']> {
    const { asyncInvoke } = this.#registry.get(name);
    if (asyncInvoke) return asyncInvoke;
    throw new AwsError(
      'ResourceNotFoundException',
      `The function ${functionArn(name)} doesn't have an EventInvokeConfig`,
      404,
    );
  }
}

function render(name: string, settings: NonNullable<FunctionRecord['asyncInvoke']>): object {
  return {
    FunctionArn: `${functionArn(name)}:$LATEST`,
    LastModified: Date.parse(settings.lastModified) / 1000,
    MaximumRetryAttempts: settings.maximumRetryAttempts,
    MaximumEventAgeInSeconds: settings.maximumEventAgeSeconds,
    DestinationConfig: {
      OnSuccess: {},
      OnFailure: settings.onFailure ? { Destination: settings.onFailure } : {},
    },
  };
}

import { parentPort, workerData } from 'node:worker_threads';
import type { FunctionError, ThreadCall, ThreadData, ThreadMessage } from './invocation.ts';
import { loadHandler, type Handler } from './load-handler.ts';

/** The runtime of one function: one invocation at a time, until the thread is terminated. */
const { directory, handler: handlerName, context } = workerData as ThreadData;
let requestId: string | null = null;

const post = (message: ThreadMessage): void => parentPort?.postMessage(message);

captureLines(process.stdout);
captureLines(process.stderr);

process.on('unhandledRejection', (reason) => {
  const { errorMessage, trace } = describe(reason);
  post({
    type: 'crashed',
    error: { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage, ...(trace ? { trace } : {}) },
  });
  process.exit(128);
});

try {
  const handler = await loadHandler(directory, handlerName);
  parentPort?.on('message', (call: ThreadCall) => void run(handler, call));
  post({ type: 'ready' });
} catch (error) {
  post({ type: 'unusable', error: describe(error) });
}

async function run(handler: Handler, call: ThreadCall): Promise<void> {
  requestId = call.requestId;
  let message: ThreadMessage;
  try {
    const returned = await handler(JSON.parse(call.payload), {
      ...context,
      awsRequestId: call.requestId,
      functionVersion: '$LATEST',
      logGroupName: `/aws/lambda/${context.functionName}`,
      logStreamName: 'local',
      getRemainingTimeInMillis: () => Math.max(0, call.deadline - Date.now()),
    });
    message = { type: 'returned', payload: stringify(returned) };
  } catch (error) {
    message = { type: 'threw', error: describe(error) };
  }
  post(message);
  requestId = null;
}

function stringify(returned: unknown): string {
  try {
    return JSON.stringify(returned) ?? 'null';
  } catch {
    throw Object.assign(new Error('Unable to stringify response body'), { name: 'Runtime.MarshalError' });
  }
}

function describe(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  const trace = (error.stack ?? '').split('\n');
  if (error instanceof SyntaxError) {
    return { errorType: 'Runtime.UserCodeSyntaxError', errorMessage: `SyntaxError: ${error.message}`, trace };
  }
  return { errorType: error.name, errorMessage: error.message, trace };
}

/** Sends output to the parent line by line, each with the id of the request that wrote it. */
function captureLines(stream: NodeJS.WriteStream): void {
  let rest = '';
  stream.write = (chunk: string | Uint8Array, ...more: unknown[]): boolean => {
    rest += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) post({ type: 'log', requestId, line });
    const done = more.find((argument) => typeof argument === 'function');
    if (done) queueMicrotask(() => Reflect.apply(done, undefined, []));
    return true;
  };
}

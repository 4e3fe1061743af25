import { EventEmitter } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import type { DynaliteAnswer, DynaliteCall } from './dynalite-engine.ts';
import { settleTables } from './settle-tables.ts';

/**
 * dynalite, fed with whole requests by message. It throws out of its callbacks on what it doesn't expect;
 * here that ends this thread and not the process.
 */
const { path } = workerData as { path: string };
await settleTables(path);
const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });

parentPort?.on('message', (call: DynaliteCall) => {
  const request = Object.assign(new EventEmitter(), { method: 'POST', url: '/', headers: call.headers });
  const headers: Record<string, string> = {};
  const response = {
    statusCode: 200,
    setHeader(name: string, value: unknown): void {
      headers[name.toLowerCase()] = String(value);
    },
    end(body = ''): void {
      const answer: DynaliteAnswer = { id: call.id, status: response.statusCode, headers, body };
      parentPort?.postMessage(answer);
    },
  };
  server.emit('request', request, response);
  request.emit('data', Buffer.from(call.body));
  request.emit('end');
});

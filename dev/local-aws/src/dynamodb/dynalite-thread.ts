import { EventEmitter } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import type { DynaliteAnswer, DynaliteCall } from './dynalite-engine.ts';
import { repairTables } from './repair-tables.ts';

/**
 * dynalite, which receives whole requests as messages. It throws from its callbacks on unexpected input; in a thread
 * that ends only the thread and not the process.
 */
const { path } = workerData as { path: string };
await repairTables(path);
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

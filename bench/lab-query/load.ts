import autocannon from 'autocannon';

/** Sends requests to one server and prints how many it answered per second. */
interface LoadTask {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly connections: number;
  readonly seconds: number;
}

const task = JSON.parse(process.argv[2] ?? '') as LoadTask;
const result = await autocannon({
  url: task.url,
  method: 'POST',
  headers: { 'content-type': 'application/json', ...task.headers },
  body: task.body,
  connections: task.connections,
  duration: task.seconds,
});
const failed = result.errors + result.timeouts + result.non2xx;
if (failed > 0) throw new Error(`${failed} requests to ${task.url} failed: so the result is useless.`);
console.log(JSON.stringify({ requestsPerSecond: result.requests.average }));

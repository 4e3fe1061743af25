// `pineapple-host` for machines without socat or Linux: the same requests to the agent's sockets, the same output and exit
// status as apps/host-agent/bin/pineapple-host, which starts faster.
import { spawnSync } from 'node:child_process';
import { request } from 'node:http';
import { connect } from 'node:net';

const usage =
  'usage: pineapple-host apply <payload> | pineapple-host stream <payload> | pineapple-host status\n';
const [command, payload, ...rest] = process.argv.slice(2);
const socketPath = process.env.PINEAPPLE_AGENT_SOCKET ?? '/run/pineapple/agent.sock';
const streamsPath = process.env.PINEAPPLE_AGENT_STREAMS_SOCKET ?? '/run/pineapple/streams.sock';

function fail(text, status) {
  process.stderr.write(text);
  process.exitCode = status;
}

/** Prints the agent's answer. */
function callAgent(method, path, timeoutMs, body) {
  const signal = AbortSignal.timeout(timeoutMs);
  const headers = { 'content-type': 'text/plain' };
  const asked = request({ socketPath, method, path, headers, signal }, (answer) => {
    if ((answer.statusCode ?? 500) >= 400) process.exitCode = 1;
    answer.pipe(process.stdout);
    answer.on('error', (error) => fail(`${error.message}\n`, 1));
  });
  asked.on('error', (error) => fail(`${error.message}\n`, 1));
  asked.end(body);
}

/** Connects this terminal to the agent's streams. Only the agent's bytes follow the preamble. */
function stream() {
  const socket = connect({ path: streamsPath, allowHalfOpen: true });
  let connected = false;
  socket.on('error', (error) => (connected ? process.exit(0) : fail(`${error.message}\n`, 1)));
  socket.once('close', () => connected && process.exit(0));
  socket.once('connect', () => {
    connected = true;
    if (process.stdin.isTTY) spawnSync('stty', ['raw', '-echo'], { stdio: ['inherit', 'ignore', 'inherit'] });
    process.stdout.write('\u0001pineapple-streams/1\n');
    process.stdin.pipe(socket).pipe(process.stdout);
  });
}

if (command === 'apply' && payload !== undefined && rest.length === 0)
  callAgent('POST', '/apply', 600_000, payload);
else if (command === 'stream' && payload !== undefined && rest.length === 0) stream();
else if (command === 'status') callAgent('GET', '/status', 10_000);
else if (command === 'apply' || command === 'stream') fail(`usage: pineapple-host ${command} <payload>\n`, 2);
else fail(usage, 2);

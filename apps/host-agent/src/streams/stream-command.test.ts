import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { streamsPreamble } from '@pineapple/host-link/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const command = fileURLToPath(new URL('../../bin/pineapple-host', import.meta.url));

let directory: string;
let socketPath: string;
let server: Server;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pn-stream-'));
  socketPath = join(directory, 'streams.sock');
  server = createServer({ allowHalfOpen: true }, (socket) =>
    socket.on('error', () => undefined).pipe(socket),
  );
  server.listen(socketPath);
  await once(server, 'listening');
});
afterEach(async () => {
  server.close();
  await rm(directory, { recursive: true });
});

const environment = (path = process.env['PATH']) => ({
  PATH: path,
  PINEAPPLE_AGENT_STREAMS_SOCKET: socketPath,
});

/** Runs `pineapple-host stream` with this input, which ends once the agent has answered all of it: socat waits no longer. */
async function stream(
  args: string[],
  input: Buffer,
  env: Record<string, string | undefined> = environment(),
): Promise<{ code: number | null; stdout: Buffer; stderr: string }> {
  const child = spawn(command, ['stream', ...args], { env });
  const chunks: Buffer[] = [];
  let stderr = '';
  const whole = streamsPreamble.length + input.length;
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    if (Buffer.concat(chunks).length >= whole) child.stdin.end();
  });
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.on('error', () => undefined).write(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: Buffer.concat(chunks), stderr };
}

describe('pineapple-host stream', () => {
  it('prints the preamble and connects its terminal to the agent, byte for byte', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    const { code, stdout } = await stream(['e30'], bytes);
    expect(code).toBe(0);
    expect(stdout.equals(Buffer.concat([Buffer.from(streamsPreamble), bytes]))).toBe(true);
  });

  it('exits with status 1 and a reason, without a preamble, when no agent runs', async () => {
    server.close();
    const env = { ...environment(), PINEAPPLE_AGENT_STREAMS_SOCKET: join(directory, 'none.sock') };
    const { code, stdout, stderr } = await stream(['e30'], Buffer.alloc(0), env);
    expect(code).toBe(1);
    expect(stdout).toHaveLength(0);
    expect(stderr).toContain('No such file');
  });

  it('names the package to install when socat is missing', async () => {
    const { code, stderr } = await stream(['e30'], Buffer.alloc(0), environment(directory));
    expect(code).toBe(1);
    expect(stderr).toContain('apt-get install -y socat');
  });

  it.each(['$(touch pwned)', '; touch pwned', '`touch pwned`', '--help', 'EXEC:touch pwned'])(
    'never interprets its payload: %j',
    async (payload) => {
      const { code, stdout } = await stream([payload], Buffer.from('x'));
      expect(code).toBe(0);
      expect(stdout.toString()).toBe(`${streamsPreamble}x`);
      expect(await stat('pwned').catch(() => null)).toBeNull();
    },
  );

  it('prints its usage', async () => {
    for (const args of [[], ['a', 'b']]) {
      const { code, stderr } = await stream(args, Buffer.alloc(0));
      expect(code).toBe(2);
      expect(stderr).toContain('usage: pineapple-host stream <payload>');
    }
  });

  it('has no syntax errors', async () => {
    const checked = new Promise((resolve) => execFile('sh', ['-n', command], (error) => resolve(error)));
    expect(await checked).toBeNull();
  });
});

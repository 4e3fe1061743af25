import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startLocalAws } from '../start-local-aws.ts';
import { ownerInTable } from './connection-owner.ts';

const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:11D6 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 17 1 0 100 0 0 10 0
   1: 0100007F:D431 0100007F:11D6 01 00000000:00000000 00:00000000 00000000  1000        0 18 1 0 20 4 30 10 -1
   2: 0100007F:11D6 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 19 1 0 20 4 30 10 -1
   3: 0100007F:D433 0100007F:11D6 05 00000000:00000000 00:00000000 00000000     0        0 0 1 0 20 4 30 10 -1`;

test('reads the owner of the other end', () => {
  const ends = { remoteAddress: '127.0.0.1', remotePort: 0xd431, localPort: 0x11d6 };
  expect(ownerInTable(table, ends)).toBe(1000);
  expect(ownerInTable(table, { ...ends, remotePort: 0xd432 })).toBeNull();
  expect(ownerInTable(table, { ...ends, remoteAddress: '127.0.0.2' })).toBeNull();
  // Closed by its program, of whatever user: the kernel shows root.
  expect(ownerInTable(table, { ...ends, remotePort: 0xd433 })).toBeNull();
});

interface Answer {
  readonly uid: number;
  readonly url: string;
  /** The lines of the request. */
  readonly request: readonly string[];
}

/** Whether a user of this machine gets an answer. */
async function answers({ uid, url, request }: Answer): Promise<boolean> {
  const { port } = new URL(url);
  const ask = `exec 3<>/dev/tcp/127.0.0.1/${port}; cat >&3; read -rt 60 line <&3 && [ -n "$line" ]`;
  const child = spawn('bash', ['-c', ask], { uid, stdio: ['pipe', 'ignore', 'ignore'], cwd: '/' });
  child.stdin.on('error', () => undefined).end(`${request.join('\r\n')}\r\n\r\n`);
  const [code] = (await once(child, 'exit')) as [number];
  return code === 0;
}

const signedBy = (accessKeyId: string): string[] => {
  const now = new Date().toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const scope = `${now.slice(0, 8)}/us-east-1/sts/aws4_request`;
  return [
    'POST / HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/x-www-form-urlencoded',
    `x-amz-date: ${now}`,
    `authorization: AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=host;x-amz-date, Signature=00`,
  ];
};

// Changing the user requires root.
test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'keeps the other users of the machine from the bus and from access keys whose secrets are documented',
  async () => {
    await using aws = await startLocalAws({
      dataDir: mkdtempSync(join(tmpdir(), 'pn-owner-')),
      log: () => undefined,
    });
    const bus = { url: aws.busUrl, request: ['PING'] };
    const known = { url: aws.endpoint, request: signedBy('local') };
    const secret = { url: aws.endpoint, request: signedBy('function') };
    for (const each of [bus, known, secret]) expect(await answers({ ...each, uid: 0 })).toBe(true);
    for (const each of [bus, known]) expect(await answers({ ...each, uid: 65_534 })).toBe(false);
    // Its secret is known here alone, so a signature is enough. This one is wrong: the answer is a refusal.
    expect(await answers({ ...secret, uid: 65_534 })).toBe(true);
  },
);

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
   2: 0100007F:11D6 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 19 1 0 20 4 30 10 -1`;

test('reads the owner of the other end', () => {
  const ends = { remoteAddress: '127.0.0.1', remotePort: 0xd431, localPort: 0x11d6 };
  expect(ownerInTable(table, ends)).toBe(1000);
  expect(ownerInTable(table, { ...ends, remotePort: 0xd432 })).toBeNull();
  expect(ownerInTable(table, { ...ends, remoteAddress: '127.0.0.2' })).toBeNull();
});

async function answersTo(uid: number, port: string): Promise<boolean> {
  const ask = `exec 3<>/dev/tcp/127.0.0.1/${port}; printf 'PING\\r\\nGET / HTTP/1.0\\r\\n\\r\\n' >&3; read -rt 5 line <&3 && [ -n "$line" ]`;
  const child = spawn('bash', ['-c', ask], { uid, stdio: 'ignore', cwd: '/' });
  const [code] = (await once(child, 'exit')) as [number];
  return code === 0;
}

// Changing the user requires root.
test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'lets its own user in and keeps the other users of the machine out',
  async () => {
    await using aws = await startLocalAws({
      dataDir: mkdtempSync(join(tmpdir(), 'pn-owner-')),
      log: () => undefined,
    });
    for (const url of [aws.endpoint, aws.busUrl]) {
      const { port } = new URL(url);
      expect(await answersTo(0, port)).toBe(true);
      expect(await answersTo(65_534, port)).toBe(false);
    }
  },
);

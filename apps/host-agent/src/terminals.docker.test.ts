import type { ClientHttp2Session } from 'node:http2';
import type { DesiredContainer } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TerminalClient, ask, connectStreams } from './testing/terminal-client.ts';
import type { SampleLab } from './testing/sample-lab.ts';
import { TestHost } from './testing/test-host.ts';

let host: TestHost;
let lab: SampleLab;
let a: DesiredContainer;
let session: ClientHttp2Session;

beforeAll(async () => {
  host = await TestHost.start();
  lab = host.lab();
  a = lab.container('a', host.image);
  await host.applyUntilReady(lab);
  session = connectStreams(host.agent.streamsPath);
});
afterAll(async () => {
  session.destroy();
  await host[Symbol.asyncDispose]();
});

/** Looks at a terminal of a container. */
function look(name: string, headers: Readonly<Record<string, string>> = {}, containerId = a.id) {
  return new TerminalClient(
    session,
    containerId,
    { 'pineapple-lab': lab.desired.labId, ...headers },
    { name },
  );
}

describe('a terminal', () => {
  it('shows what is typed, and what comes of it', async () => {
    const viewer = look('main');
    await viewer.until('ready', () => viewer.last('ready') !== undefined);
    expect(viewer.last('ready')).toMatchObject({ offset: 0, lost: 0, fresh: true, cols: 80, rows: 24 });
    viewer.type('echo $((6*7)); hostname; echo $TERM\n');
    await viewer.shows('42\r\na\r\nxterm-256color\r\n');
    expect(viewer.output).toContain('a:/# ');
    await viewer.leave();
  });

  it('refuses a lab that the container is not of', async () => {
    const other = look('main', { 'pineapple-lab': 'lab_aaaaaaaaaaaa' });
    await other.closed;
    expect([other.status, JSON.parse(other.refusal)]).toMatchObject([404, { code: 'NOT_FOUND' }]);
    const list = await ask(session, { ':path': '/terminals?lab=nope', 'pineapple-lab': 'nope' });
    expect(list.status).toBe(404);
  });
});

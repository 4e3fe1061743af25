import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Product } from '@pineapple/launcher';
import { brokenLabs, decideMend, readExplanation, routedLabFile } from '@pineapple/test-kit/broken-labs';
import { ApiUser } from '@pineapple/test-kit/users';
import { expect } from 'vitest';
import { it, leaveNothingBehind } from './harness/browser-test.ts';

it.afterAll(({ product }) => leaveNothingBehind(product));

const labYaml = `pineapple: 1
name: Broken
networks:
  left: { ipv4: 10.0.1.0/24 }
  right: { ipv4: 10.0.2.0/24 }
containers:
  alpha:
    image: host
    gateway: 10.0.1.1
    interfaces: [{ network: left, ipv4: 10.0.1.10 }]
  beta:
    image: host
    gateway: 10.0.2.1
    interfaces: [{ network: right, ipv4: 10.0.2.10 }]
  gate:
    image: host
    interfaces: [{ network: left, ipv4: 10.0.1.1 }, { network: right, ipv4: 10.0.2.1 }]
`;

/** A client of `/mcp` with a token of its own. */
async function connectAssistant(product: Product, user: ApiUser, lab: string) {
  const { secret } = await user.change<{ secret: string }>('createApiToken', { name: 'assistant' }, 'secret');
  const client = new Client({ name: 'scripted', version: '1' });
  const headers = { authorization: `Bearer ${secret}` };
  await client.connect(
    new StreamableHTTPClientTransport(new URL('/mcp', product.url), { requestInit: { headers } }),
  );
  const call = async (name: string, args: Record<string, unknown>): Promise<string> => {
    const { content, isError } = await client.callTool({ name, arguments: { lab, ...args } });
    const [{ text }] = content as [{ text: string }];
    if (isError === true) throw new Error(text);
    return text;
  };
  const make = async (yaml: string): Promise<string> => {
    const files = [{ path: 'lab.yaml', text: yaml }];
    const plan = await call('change_lab', { lab: undefined, files });
    const confirm = /confirm: "(\w+)"/.exec(plan)?.[1];
    await call('change_lab', { lab: undefined, files, confirm });
    return call('wait_until_ready', { seconds: 120 });
  };
  return { client, call, make };
}

it('lets a client without a browser make a lab, find its faults and mend them', async ({ product }) => {
  using user = await ApiUser.signUp(product.url);
  const { client, call, make } = await connectAssistant(product, user, 'Broken');
  const run = (node: string, command: string): Promise<string> => call('run_command', { node, command });
  const ping = (): Promise<string> => run('alpha', 'ping -c 1 -W 2 10.0.2.10');

  try {
    expect(await make(labYaml)).toContain('3 of 3 nodes READY');

    // Two faults at once.
    await call('set_link_quality', { node: 'beta', interface: 'right', linkUp: false });
    expect(await ping()).toMatch(/^exit status 1\n/);
    expect(await call('describe_lab', {})).toMatch(/^beta host .*DOWN/m);
    await call('undo_edit', {});
    expect(await ping()).toMatch(/^exit status 1\n/);
    // The host restores the link after the answer.
    await expect
      .poll(() => call('explain_reachability', { from: 'alpha', to: 'beta' }))
      .toMatch(/^NOT_FORWARDING: .*gate/);
    const check = await call('check_reachability', {});
    expect(check).toMatch(/^alpha > beta 10\.0\.2\.10 /m);
    expect(check).not.toMatch(/^alpha > gate 10\.0\.1\.1 /m);
    expect(await call('read_table', { node: 'alpha', table: 'routes' })).toMatch(
      /^destination default via 10\.0\.1\.1 container gate interface eth0/m,
    );
    await run('alpha', 'ip route add 10.9.0.0/16 via 10.0.1.1');
    await expect
      .poll(() => call('read_table', { node: 'alpha', table: 'routes', minutes: 5 }))
      .toMatch(/^\d\d:\d\d:\d\d alpha gained 10\.9\.0\.0\/16 via gate$/m);
    let isCaptured = false;
    const capture = { node: 'gate', interface: 'left', filter: 'icmp', count: 1, seconds: 60 };
    const pingUntilCaptured = async (): Promise<void> => {
      while (!isCaptured) await ping();
    };
    const [packets] = await Promise.all([
      call('capture_packets', capture).finally(() => (isCaptured = true)),
      // A capture takes a while to begin.
      pingUntilCaptured(),
    ]);
    expect(packets).toContain('10.0.1.10 > 10.0.2.10 ICMP');
    expect(await run('gate', 'cat /proc/sys/net/ipv4/ip_forward')).toBe('exit status 0\n0\n');
    await run('gate', 'sysctl -w net.ipv4.ip_forward=1');
    expect(await ping()).toContain('1 received');

    expect(await run('gate', 'echo out; echo wrong >&2; exit 3')).toBe(
      'exit status 3\nout\n\nstandard error:\nwrong\n',
    );
    expect(await call('run_command', { node: 'gate', command: 'echo begun; sleep 1000', seconds: 5 })).toBe(
      'ended after 5 s\nbegun\n',
    );
    expect(await call('delete_lab', { confirm: 'Broken' })).toBe('Deleted "Broken".');
  } finally {
    await client.close();
  }
});

const mostCalls = 30;

it('lets a script find and mend the fault of each of twelve broken labs', async ({ product }) => {
  using user = await ApiUser.signUp(product.url);
  const { client, call, make } = await connectAssistant(product, user, 'Twelve');
  try {
    expect(await make(routedLabFile('Twelve'))).toContain('5 of 5 nodes READY');
    for (const { name, faults, asked, verdict, at } of brokenLabs) {
      for (const fault of faults) {
        const { node } = fault;
        const done =
          'script' in fault
            ? await call('run_command', { node, command: fault.script })
            : await call('set_link_quality', { node, interface: fault.interface, ...fault.link });
        expect(done, name).toMatch(/^exit status 0|is set and in force/);
      }
      let calls = 0;
      const count = (tool: string, args: Record<string, unknown>): Promise<string> => {
        calls += 1;
        return call(tool, args);
      };
      const explain = async () => {
        const text = await count('explain_reachability', { from: 'a', to: 'b', ...asked });
        return { text, ...readExplanation(text) };
      };
      let told = await explain();
      expect(told, name).toMatchObject({ verdict, at });
      while (told.verdict !== 'REACHABLE') {
        const mends = decideMend(told, asked.tcpPort ?? null);
        expect(mends, `${name}: ${told.text}`).not.toHaveLength(0);
        for (const { tool, arguments: args } of mends) await count(tool, args);
        told = await explain();
        expect(calls, `${name}: ${told.text}`).toBeLessThanOrEqual(mostCalls);
      }
    }
    await call('delete_lab', { confirm: 'Twelve' });
  } finally {
    await client.close();
  }
});

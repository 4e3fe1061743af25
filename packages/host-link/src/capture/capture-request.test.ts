import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capturePath, readCaptureRequest } from './capture-request.ts';

const ctr = 'ctr_abcdefghijkl_mnopqr';
const other = 'ctr_abcdefghijkl_stuvwx';
const net = 'net_abcdefghijkl_stuvwx';
const lab = 'lab_abcdefghijkl';
const read = (query: Record<string, string>, subject = ctr) =>
  readCaptureRequest(subject, new URLSearchParams(query));
const own = (name: string | null) => ({ containerId: ctr, interface: name });

describe('readCaptureRequest', () => {
  it('captures everything unless the query says otherwise', () => {
    expect(read({})).toEqual({
      request: { on: [own(null)], filter: null, snapLength: 262_144, count: null, record: false, wait: true },
    });
  });

  it('reads what capturePath wrote', () => {
    const anyRequest = fc.record({
      interface: fc.constantFrom('eth0', 'bond0.5', null),
      filter: fc.constantFrom('icmp && host 10.0.0.1', 'tcp[13] & 2 != 0', null),
      snapLength: fc.integer({ min: 64, max: 262_144 }),
      count: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
      record: fc.boolean(),
      wait: fc.boolean(),
    });
    fc.assert(
      fc.property(anyRequest, ({ interface: name, ...rest }) => {
        const path = capturePath(ctr, { interface: name, ...rest });
        const { pathname, searchParams } = new URL(path, 'http://api');
        expect(pathname).toBe(`/captures/${ctr}`);
        expect(readCaptureRequest(ctr, searchParams)).toEqual({ request: { on: [own(name)], ...rest } });
        const on = [own(name), { containerId: other, interface: 'eth1' }, { networkId: net }];
        const several = new URL(capturePath(lab, { on, ...rest }), 'http://api');
        expect(readCaptureRequest(lab, several.searchParams)).toEqual({ request: { on, ...rest } });
        const whole = new URL(capturePath(net, rest), 'http://api');
        const request = { on: [{ networkId: net }], ...rest };
        expect(readCaptureRequest(net, whole.searchParams)).toEqual({ request });
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    [{ interface: 'eth 0' }, 'interface', '"eth 0"'],
    [{ interface: '../eth0' }, 'interface', '../eth0'],
    [{ filter: '-w /etc/passwd' }, 'filter', 'is an option'],
    [{ filter: ' --help' }, 'filter', 'is an option'],
    [{ filter: 'icmp\nor tcp' }, 'filter', 'control character'],
    [{ filter: 'x'.repeat(1001) }, 'filter', '1001 characters'],
    [{ snap: '0' }, 'snap', 'from 64 to 262144'],
    [{ snap: '1e3' }, 'snap', '"1e3"'],
    [{ count: '0' }, 'count', 'from 1 to 1000000'],
    [{ count: '-1' }, 'count', '"-1"'],
    [{ record: 'yes' }, 'record', '"yes"'],
    [{ wait: '' }, 'wait', '""'],
    [{ write: 'x' }, 'write', 'no parameter "write"'],
  ])('refuses %j and names the field', (query, field, message) => {
    expect(read(query)).toEqual({ problem: { field, message: expect.stringContaining(message) } });
  });

  it.each([
    [[], 'at least one'],
    [[`${ctr}:eth 0`], '"eth 0"'],
    [['eth0'], 'is neither <container id>'],
    [[`${net}:eth0`], 'is neither <container id>'],
    [[`${ctr}:eth0:x`], 'is neither <container id>'],
    [[ctr, ctr], 'twice'],
    [Array<string>(9).fill(ctr), 'at most 8'],
  ])('refuses a capture on %j', (on, message) => {
    const search = new URLSearchParams(on.map((each): [string, string] => ['on', each]));
    expect(readCaptureRequest(lab, search)).toEqual({
      problem: { field: 'on', message: expect.stringContaining(message) },
    });
  });
});

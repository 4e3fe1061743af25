import { describe, expect, it } from 'vitest';
import { hostAnalysisPath, readAnalysisRequest, readHostAnalysisRequest } from './analysis-request.ts';

const frames = { ask: 'frames', snapshot: 1, filter: '', skip: 0, limit: 100 } as const;

describe('readAnalysisRequest', () => {
  it.each([
    [{ ask: 'load', newer: true }],
    [frames],
    [{ ask: 'frame', snapshot: 1, number: 7 }],
    [{ ask: 'check', snapshot: 1, filter: 'ip.addr == 10.0.0.1 && !"ü"' }],
    [{ ask: 'complete', snapshot: 1, prefix: 'tcp.fl' }],
    [{ ask: 'follow', snapshot: 1, protocol: 'TCP', stream: 0 }],
    [{ ask: 'conversations', snapshot: 1, layer: 'IPv6' }],
    [{ ask: 'expert', snapshot: 1 }],
  ])('takes %j, and so does the host', (request) => {
    const read = readAnalysisRequest(request);
    expect(read).toEqual({ request });
    if (!('request' in read)) throw new Error('It was refused');
    const { pathname, searchParams } = new URL(hostAnalysisPath('ctr_a', 'id', read.request), 'http://host');
    expect(pathname).toBe('/analyses/ctr_a/id');
    expect(readHostAnalysisRequest(searchParams.get('request') ?? '')).toEqual({ request });
  });

  it.each([
    [null, null],
    ['frames', null],
    [{}, 'ask'],
    [{ ask: 'bye' }, 'ask'],
    [{ ask: 'load', newer: true, file: '/etc/passwd' }, null],
    [{ ...frames, limit: 201 }, 'limit'],
    [{ ...frames, skip: -1 }, 'skip'],
    [{ ...frames, filter: 'x'.repeat(1001) }, 'filter'],
    [{ ...frames, filter: 'arp\n{"method":"bye"}' }, 'filter'],
    [{ ask: 'frame', snapshot: 1, number: '7' }, 'number'],
    [{ ask: 'frame', number: 7 }, 'snapshot'],
    [{ ask: 'complete', snapshot: 1, prefix: 'a"b' }, 'prefix'],
    [{ ask: 'follow', snapshot: 1, protocol: 'TLS', stream: 0 }, 'protocol'],
  ])('refuses %j, and names the field', (value, field) => {
    expect(readAnalysisRequest(value)).toMatchObject({ problem: { field, message: expect.any(String) } });
  });

  it('fits into the headers of the host with the longest filter', () => {
    const read = readAnalysisRequest({ ...frames, filter: '語'.repeat(1000) });
    if (!('request' in read)) throw new Error('It was refused');
    expect(hostAnalysisPath('ctr_a', crypto.randomUUID(), read.request).length).toBeLessThan(5000);
  });
});

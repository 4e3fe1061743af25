import { describe, expect, it } from 'vitest';
import { readCommand } from '../command.ts';
import { tableText } from './table-text.ts';

describe('readCommand', () => {
  it('reads which table to print', () => {
    const place = { lab: 'first steps', container: 'r2' };
    expect(readCommand(['tables', 'first steps/r2'])).toEqual({
      ...{ name: 'tables', place, view: 'routes', watch: false, json: false },
    });
    expect(readCommand(['tables', 'first steps/r2', 'protocols', '--watch', '--json'])).toMatchObject({
      ...{ view: 'protocols', watch: true, json: true },
    });
  });

  it.each([
    [['tables', 'a/b', 'arp'], 'There is no table "arp". Use one of routes, addresses'],
    [['tables', 'a/b', 'routes', 'fdb'], 'Name one table'],
    [['tables', 'a/b', '--count', '3'], 'tables does not take --count'],
    [['tables'], 'Name the container'],
  ])('refuses %j', (args, message) => {
    expect(() => readCommand(args)).toThrow(message);
  });
});

describe('tableText', () => {
  it('aligns the rows, sorted, with the names of next hops', () => {
    const route = (destination: string, facts: object) => ({
      ...{ destination, via: null, container: null, interface: 'eth0', protocol: 'kernel' },
      ...{ metric: null, table: 'main', flags: [], ...facts },
    });
    const rows = [
      route('10.0.10.0/24', { via: '10.0.1.3', container: 'r3', protocol: 'ospf', metric: 20 }),
      route('10.0.2.0/24', { flags: ['linkdown'] }),
    ];
    expect(tableText('routes', rows)).toBe(
      [
        'DESTINATION   VIA            INTERFACE  PROTOCOL  METRIC  TABLE',
        '10.0.2.0/24   -              eth0       kernel    -       main linkdown',
        '10.0.10.0/24  10.0.1.3 (r3)  eth0       ospf      20      main',
        '',
      ].join('\n'),
    );
  });

  it('is only the heading when there are no rows', () => {
    const rule = { family: 'inet', table: 'f', chain: 'in', position: 1, packets: null, bytes: null };
    expect(tableText('filters', [{ ...rule, rule: 'tcp dport 22 accept' }])).toBe(
      'CHAIN      NO  RULE                 PACKETS  BYTES\ninet f in  1   tcp dport 22 accept  -        -\n',
    );
    expect(tableText('fdb', [])).toBe('MAC  PORT  BRIDGE  VLAN  BEHIND  STATE\n');
  });
});

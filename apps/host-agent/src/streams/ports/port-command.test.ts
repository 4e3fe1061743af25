import { describe, expect, it } from 'vitest';
import { connectArguments, listenersArguments, readListeners } from './port-command.ts';

describe('connectArguments', () => {
  it('runs without rights in the namespace of the open file', () => {
    const rights = ['--net=/proc/self/fd/3', '--setuid', '65534', '--setgid', '65534'];
    expect(connectArguments('127.0.0.1', 80).slice(0, 5)).toEqual(rights);
    expect(listenersArguments(80)).toEqual([...rights, 'ss', '-H', '-l', '-t', '-n', 'sport = :80']);
  });

  it.each([
    ['127.0.0.1', 'TCP4:127.0.0.1:80,so-bindtodevice=lo,'],
    ['127.0.0.53', 'TCP4:127.0.0.53:80,so-bindtodevice=lo,'],
    ['::1', 'TCP6:[::1]:80,so-bindtodevice=lo,'],
    // Only the container's own address can be the beginning, too.
    ['10.0.0.2', 'TCP4:10.0.0.2:80,bind=10.0.0.2,'],
    ['fd00::2', 'TCP6:[fd00::2]:80,bind=[fd00::2],'],
  ])('keeps a connection to %s inside the container', (address, beginning) => {
    expect(connectArguments(address, 80).at(-1)).toContain(beginning);
  });
});

describe('readListeners', () => {
  const line = (local: string): string => `LISTEN 0      128    ${local}    0.0.0.0:*          \n`;

  it.each([
    ['', []],
    [line('127.0.0.1:80') + line('0.0.0.0:80'), []],
    [line('[::]:80'), ['::1']],
    [line('*:80'), ['::1']],
    [line('[::1]:80') + line('[fd00::2]:80'), ['::1', 'fd00::2']],
    [line('10.0.0.2:80') + line('10.0.0.2:80') + line('127.0.0.53%lo:80'), ['10.0.0.2', '127.0.0.53']],
    [line('[fe80::1]%eth0:80') + line('[fe80::1%eth0]:80') + line('localhost,fork:80') + 'nonsense\n\n', []],
    [[1, 2, 3, 4, 5, 6].map((n) => line(`10.0.0.${n}:80`)).join(''), [1, 2, 3, 4].map((n) => `10.0.0.${n}`)],
  ])('finds in %j the addresses %j', (output, expected) => {
    expect(readListeners(output)).toEqual(expected);
  });
});

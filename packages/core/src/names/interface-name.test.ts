import { describe, expect, it } from 'vitest';
import { checkInterfaceName, nextInterfaceName } from './interface-name.ts';
import { errorOf } from '../testing/outcome.ts';

describe('the name of an interface', () => {
  it.each(['eth0', 'swp1', 'Ethernet12', 'ge-0_0.100', '_x', 'a', '0', 'x'.repeat(15)])(
    'may be %s',
    (name) => {
      expect(checkInterfaceName(name)).toEqual({ ok: true, value: name });
    },
  );

  it.each([
    ['', 'The interface name is empty.'],
    ['x'.repeat(16), 'has 16 bytes. The name of an interface has at most 15.'],
    ['ö'.repeat(8), 'has 16 bytes'],
    ['öl', "Use letters, digits, '_', '.' and '-'"],
    ['ge-0/0/0', 'is not the name of an interface'],
    ['eth 0', 'is not the name of an interface'],
    ['eth0\n', "'eth0\\u{a}' is not the name of an interface"],
    ['eth0:1', 'is not the name of an interface'],
    ['eth%d', 'is not the name of an interface'],
    ['eth0@if2', 'is not the name of an interface'],
    ['.', "with a letter, digit or '_' first"],
    ['..', "with a letter, digit or '_' first"],
    ['-all', "with a letter, digit or '_' first"],
    ['lo', "'lo' has a meaning of its own in Linux. Choose another name, such as eth1."],
    ['all', 'has a meaning of its own'],
    ['default', 'has a meaning of its own'],
  ])('may not be %j', (name, message) => {
    expect(errorOf(checkInterfaceName(name))).toContain(message);
  });

  it('that is next is the lowest free number', () => {
    expect(nextInterfaceName([])).toBe('eth0');
    expect(nextInterfaceName(['eth0', 'eth2', 'swp1'])).toBe('eth1');
    expect(nextInterfaceName(['eth1'])).toBe('eth0');
  });
});

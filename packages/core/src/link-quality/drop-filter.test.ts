import { describe, expect, it } from 'vitest';
import { acceptedFilters } from '../testing/drop-filters.ts';
import { checkDropFilter } from './drop-filter.ts';

describe('a filter for frames to drop', () => {
  it.each(acceptedFilters)('may be %s', (filter) => {
    expect(checkDropFilter(filter)).toBeNull();
  });

  it.each([
    ['', 'It ends at character 1 instead of a protocol, host, net, port, ether, less or greater.'],
    ['port http', "'http' stands at character 6 instead of a port."],
    ['udp port 70000', "'70000' stands at character 10 instead of a port."],
    ['host example.org', "'example.org' stands at character 6 instead of an IP address."],
    ['net 10.0.0.1/8', "'10.0.0.1/8' stands at character 5 instead of a network such as 10.0.0.0/8."],
    ['tcp and', 'It ends at character 8 instead of a protocol, host, net, port, ether, less or greater.'],
    ['(icmp', "It ends at character 6 instead of ')'."],
    ['icmp)', "')' stands at character 5 instead of and, or."],
    ['tcp[13] & 2', 'It ends at character 12 instead of =, !=, <, >, <=, >=.'],
    [
      'icmp; reboot',
      "'icmp;' stands at character 1 instead of a protocol, host, net, port, ether, less or greater.",
    ],
    ['src 10.0.0.1', "'10.0.0.1' stands at character 5 instead of host, net, port, portrange."],
  ])('is not %j', (filter, why) => {
    expect(checkDropFilter(filter)).toBe(`The filter does not compile: ${why}`);
  });

  it('has at most 200 characters', () => {
    expect(checkDropFilter('not '.repeat(50) + 'ip')).toBe(
      'The filter has 202 characters. Give at most 200.',
    );
  });
});

import { parseIpAddress } from '../addressing/ip-address.ts';
import { parseWrittenSubnet } from '../addressing/subnet.ts';

/** In characters. */
export const longestFilter = 200;

const protocols = new Set(
  'ip ip6 arp rarp tcp udp sctp icmp icmp6 igmp igrp pim vrrp esp ah stp aarp'.split(' '),
);
const withPorts = new Set(['tcp', 'udp', 'sctp']);
const withHosts = new Set(['ip', 'ip6', 'arp', 'rarp']);
const byteOf =
  /^(?:ether|ip|ip6|arp|tcp|udp|icmp|icmp6)\[(?:\d{1,4}|tcpflags|icmptype|icmpcode|icmp6type|icmp6code)(?::[124])?\]$/;
const constant =
  /^(?:0x[0-9a-f]{1,8}|0|[1-9]\d{0,8}|tcp-(?:fin|syn|rst|push|ack|urg)|icmp-(?:echoreply|unreach|redirect|echo|timxceed))$/;
const macAddress = /^[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}$/i;

interface Token {
  readonly text: string;
  /** The first character is 1. */
  readonly at: number;
}

/**
 * Why a filter for frames to drop does not compile, and at which character; null if it does. It is the part of tcpdump's
 * language that needs no names and no knowledge of an interface: protocols, hosts, networks, ports, sizes, Ethernet
 * addresses, and bytes of headers such as `tcp[tcpflags] & tcp-rst != 0`, with `and`, `or`, `not` and brackets.
 */
export function checkDropFilter(text: string): string | null {
  if (text.length > longestFilter)
    return `The filter has ${text.length} characters. Give at most ${longestFilter}.`;
  try {
    new FilterReader(text).read();
    return null;
  } catch (error) {
    if (error instanceof FilterError) return error.message;
    throw error;
  }
}

class FilterError extends Error {}

class FilterReader {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    const found = text.matchAll(/[a-z0-9]+\[[^\]\s]*\]?|&&|\|\||[<>=!]=|[()!&|<>=]|[^\s()!&|<>=]+/gi);
    const tokens = [...found].map((match) => ({ text: match[0], at: match.index + 1 }));
    this.#tokens = [...tokens, { text: '', at: text.length + 1 }];
  }

  read(): void {
    this.#expression();
    if (this.#now.text !== '') this.#refuse('and, or');
  }

  get #now(): Token {
    return this.#tokens[this.#next] ?? { text: '', at: 1 };
  }

  #refuse(expected: string): never {
    const { text, at } = this.#now;
    const found = text === '' ? 'It ends' : `'${text}' stands`;
    throw new FilterError(`The filter does not compile: ${found} at character ${at} instead of ${expected}.`);
  }

  #takes(...words: readonly string[]): boolean {
    const isThere = words.includes(this.#now.text);
    if (isThere) this.#next += 1;
    return isThere;
  }

  #expects(expected: string, isRight: (text: string) => boolean): void {
    if (!isRight(this.#now.text)) this.#refuse(expected);
    this.#next += 1;
  }

  #expression(): void {
    do this.#term();
    while (this.#takes('and', '&&', 'or', '||'));
  }

  #term(): void {
    while (this.#takes('not', '!'));
    if (!this.#takes('(')) return this.#primitive();
    this.#expression();
    return this.#expects("')'", (text) => text === ')');
  }

  #primitive(): void {
    const { text } = this.#now;
    if (byteOf.test(text)) return this.#comparison();
    if (this.#takes('less', 'greater')) return this.#expects('a size in bytes', isNumberUpTo(65_535));
    if (this.#takes('broadcast', 'multicast')) return;
    if (this.#takes('ether')) return this.#ethernet();
    if (!protocols.has(text))
      return this.#qualified(true, true, 'a protocol, host, net, port, ether, less or greater');
    this.#next += 1;
    if ((text === 'ip' || text === 'ip6') && this.#takes('proto'))
      return this.#expects('a number', isNumberUpTo(255));
    const [hosts, ports] = [withHosts.has(text), withPorts.has(text)];
    const more = ['src', 'dst', ...(hosts ? ['host', 'net'] : []), ...(ports ? ['port', 'portrange'] : [])];
    if ((hosts || ports) && more.includes(this.#now.text)) this.#qualified(hosts, ports, more.join(', '));
  }

  #qualified(hosts: boolean, ports: boolean, expected: string): void {
    const isDirected = this.#takes('src', 'dst');
    if (hosts && this.#takes('host')) return this.#expects('an IP address', isAddress);
    if (hosts && this.#takes('net')) return this.#expects('a network such as 10.0.0.0/8', isNetwork);
    if (ports && this.#takes('port')) return this.#expects('a port', isNumberUpTo(65_535));
    if (ports && this.#takes('portrange')) return this.#expects('ports such as 80-90', isRange);
    const words = [...(hosts ? ['host', 'net'] : []), ...(ports ? ['port', 'portrange'] : [])];
    return this.#refuse(isDirected ? words.join(', ') : expected);
  }

  #ethernet(): void {
    if (this.#takes('broadcast', 'multicast')) return;
    if (this.#takes('proto')) return this.#expects('a number such as 0x88cc', isNumberUpTo(65_535));
    if (!this.#takes('src', 'dst', 'host')) this.#refuse('src, dst, host, proto, broadcast, multicast');
    this.#expects('a MAC address', (text) => macAddress.test(text));
  }

  /** Of a byte of a header, or some of its bits. */
  #comparison(): void {
    this.#next += 1;
    if (this.#takes('&')) this.#bits();
    this.#expects('=, !=, <, >, <=, >=', (text) => ['=', '==', '!=', '<', '>', '<=', '>='].includes(text));
    this.#expects('a number', (text) => constant.test(text));
  }

  #bits(): void {
    const isGroup = this.#takes('(');
    do this.#expects('a number or a flag such as tcp-syn', (text) => constant.test(text));
    while (isGroup && this.#takes('|'));
    if (isGroup) this.#expects("')'", (text) => text === ')');
  }
}

function isNumberUpTo(most: number): (text: string) => boolean {
  return (text) => /^(?:0x[0-9a-f]+|0|[1-9]\d*)$/.test(text) && Number(text) <= most;
}

function isRange(text: string): boolean {
  const [first = '', last = '', ...rest] = text.split('-');
  const isPort = isNumberUpTo(65_535);
  return rest.length === 0 && isPort(first) && isPort(last) && Number(first) <= Number(last);
}

function isAddress(text: string): boolean {
  return parseIpAddress(text) !== null;
}

/** Networks whose host bits are not zero are refused by tcpdump. */
function isNetwork(text: string): boolean {
  const written = parseWrittenSubnet(text);
  return written !== null && written.address.value === written.subnet.first;
}

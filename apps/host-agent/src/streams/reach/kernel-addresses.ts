import { readFile } from 'node:fs/promises';
import { formatIpAddress, parseIpAddress } from '@pineapple/core';

/** Addresses of `/proc/<pid>/net/fib_trie`, without loopback's. */
export function parseFibTrie(text: string): string[] {
  const found = new Set<string>();
  let last = '';
  for (const line of text.split('\n')) {
    const leaf = /\|-- (\S+)$/.exec(line)?.[1];
    if (leaf !== undefined) last = leaf;
    else if (/\/32 host LOCAL$/.test(line) && !last.startsWith('127.')) found.add(last);
  }
  return [...found];
}

/** Addresses of `/proc/<pid>/net/if_inet6`, without loopback's and those of one link only. */
export function parseIfInet6(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const [hex = '', , , scope] = line.trim().split(/\s+/);
    // 00 is global in the kernel's words; 10 is the host, 20 the link.
    if (hex.length !== 32 || scope !== '00') return [];
    return formatIpAddress({ family: 6, value: BigInt(`0x${hex}`) });
  });
}

/** The addresses that a process's network namespace has now, IPv4 first. Empty if the process is gone. */
export async function readAddresses(pid: number): Promise<string[]> {
  const read = (name: string) => readFile(`/proc/${pid}/net/${name}`, 'utf8').catch(() => '');
  const [trie, inet6] = await Promise.all([read('fib_trie'), read('if_inet6')]);
  return [...parseFibTrie(trie), ...parseIfInet6(inet6)];
}

/** As the program `probe` reads addresses: 8 or 32 hexadecimal digits; null for text that is no address. */
export function toHex(address: string): string | null {
  const parsed = parseIpAddress(address);
  return parsed && parsed.value.toString(16).padStart(parsed.family === 4 ? 8 : 32, '0');
}

export function fromHex(hex: string): string {
  return formatIpAddress({ family: hex.length === 8 ? 4 : 6, value: BigInt(`0x${hex}`) });
}

import { quoted } from './quoted.ts';
import { fail, ok, type Result } from '../result.ts';

/** The kernel keeps a name in 16 bytes, the last of them zero. */
const longestName = 15;
/** Narrower than Linux, which also takes signs that its own tools and shells read as something else. */
const pattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
/** The loopback interface, and the directories of `net.ipv4.conf` that stand for every interface. */
const reserved = ['lo', 'all', 'default'];

/** Checks the name of an interface inside a container. Returns it, or what is wrong with it. */
export function checkInterfaceName(text: string): Result<string, string> {
  const given = quoted(text);
  if (text === '') return fail('The interface name is empty. Give one such as eth1, or leave it out.');
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > longestName) {
    return fail(`${given} has ${bytes} bytes. The name of an interface has at most ${longestName}.`);
  }
  if (!pattern.test(text)) {
    return fail(
      `${given} is not the name of an interface. Use letters, digits, '_', '.' and '-', with a letter, digit or '_' first.`,
    );
  }
  if (reserved.includes(text)) {
    return fail(`${given} has a meaning of its own in Linux. Choose another name, such as eth1.`);
  }
  return ok(text);
}

/** The first of eth0, eth1 and so on that is not taken. */
export function nextInterfaceName(taken: Iterable<string>): string {
  const names = new Set(taken);
  let number = 0;
  while (names.has(`eth${number}`)) number += 1;
  return `eth${number}`;
}

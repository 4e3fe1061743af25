/** Which of our images stands in for an image of others, by the last part of its name. The first match counts. */
const table: readonly (readonly [RegExp, string])[] = [
  [/^(?:frr|frrouting|quagga)(?:[-_]|$)/, 'router'],
  [/(?:^|[-_])frr(?:[-_]|$)/, 'router'],
  [/^(?:nginx|httpd|apache2?)(?:[-_]|$)/, 'web'],
  [/^(?:.*[-_])?(?:network-multitool|multitool|netshoot)(?:[-_]|$)/, 'host'],
  [/^(?:alpine|debian|ubuntu|busybox|bash|base|linux|iperf3?|curl)(?:[-_]|$)/, 'host'],
];

/** Our image for an image reference such as `quay.io/frrouting/frr:9.1`; null if none of ours can stand in. */
export function imageFor(reference: string): string | null {
  const path = reference
    .replace(/@.*$/, '')
    .replace(/:[^:/]*$/, '')
    .toLowerCase();
  const name = path.slice(path.lastIndexOf('/') + 1);
  return table.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** Whether an image is a tool that looks at a lab from outside, and no node of it. */
export function isTool(reference: string): boolean {
  return /(?:^|\/)wireshark(?:[:@]|$)/.test(reference.toLowerCase());
}

/** What to write instead of an image that is not in the table. */
export const knownImages =
  'Images that run here: frr, network-multitool, netshoot, alpine, debian, ubuntu, busybox, nginx, httpd, ' +
  'kathara/base, kathara/frr, kathara/quagga.';

import type { ContainerSysctl } from '@pineapple/core';
import type { DraftNode } from './lab-draft.ts';
import type { Notes, Place } from './notes.ts';

/** What every node of others has on from the start, by their formats. Of ours, only routers have it. */
export const forwardingSysctls = {
  CONTAINERLAB: ['net.ipv4.ip_forward'],
  KATHARA: ['net.ipv4.ip_forward', 'net.ipv6.conf.all.forwarding'],
} as const;

/** Whether a container that is no router of ours could have something to forward: two interfaces, or VLANs on one. */
function mayForward({ image, interfaces, exec, files }: DraftNode): boolean {
  if (image === 'router') return false;
  const scripts = files.filter(({ path }) => path.startsWith('/etc/pineapple/'));
  const texts = [...exec, ...scripts.map(({ content }) => content)];
  return interfaces.length > 1 || texts.some((text) => /\bvlan\b|\bvconfig\b/.test(text));
}

/** The nodes with the forwarding that they have in another format. What says that there is none is our default. */
export function withForwarding(
  nodes: readonly DraftNode[],
  format: keyof typeof forwardingSysctls,
  place: Place,
  notes: Notes,
): readonly DraftNode[] {
  const forwarding: string[] = [];
  const changed = nodes.map((node) => {
    if (!mayForward(node)) return node;
    const missing = forwardingSysctls[format].filter(
      (name) => !node.sysctls.some((each) => each.name === name),
    );
    if (missing.length > 0) forwarding.push(node.name);
    const kept = node.sysctls.filter((each) => !isOff(each, format));
    return { ...node, sysctls: [...kept, ...missing.map((name) => ({ name, value: '1' }))] };
  });
  const [first, ...others] = forwarding;
  if (first !== undefined) {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    notes.info(
      place,
      `'${first}'${more} forward packets, as every node does there. Routers do so by themselves.`,
    );
  }
  return changed;
}

function isOff({ name, value }: ContainerSysctl, format: keyof typeof forwardingSysctls): boolean {
  return value === '0' && forwardingSysctls[format].some((each) => each === name);
}

/** The settings of a container for another format, where it would forward packets unless they say that it does not. */
export function sysctlsElsewhere(
  node: DraftNode,
  format: keyof typeof forwardingSysctls,
): readonly ContainerSysctl[] {
  if (!mayForward(node)) return node.sysctls;
  const missing = forwardingSysctls[format].filter(
    (name) => !node.sysctls.some((each) => each.name === name),
  );
  return [...node.sysctls, ...missing.map((name) => ({ name, value: '0' }))];
}

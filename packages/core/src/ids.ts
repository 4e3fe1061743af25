/**
 * Ids are opaque to clients. The id of a container, network or annotation contains its lab's id, because it is stored in the lab's
 * item: `lab_k3v…`, `net_k3v…_2f7a9c`, `ctr_k3v…_81c0de`, `ann_k3v…_c41d07`.
 */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Source of random bytes; passed in because this package does no I/O. */
export type RandomBytes = (size: number) => Uint8Array;

function token(random: RandomBytes, length: number): string {
  return Array.from(random(length), (byte) => alphabet[byte % alphabet.length]).join('');
}

export function newLabId(random: RandomBytes): string {
  return `lab_${token(random, 12)}`;
}

export function newUserId(random: RandomBytes): string {
  return `usr_${token(random, 12)}`;
}

export function newNetworkId(labId: string, random: RandomBytes): string {
  return `net_${labId.slice(4)}_${token(random, 6)}`;
}

export function newContainerId(labId: string, random: RandomBytes): string {
  return `ctr_${labId.slice(4)}_${token(random, 6)}`;
}

export function newAnnotationId(labId: string, random: RandomBytes): string {
  return `ann_${labId.slice(4)}_${token(random, 6)}`;
}

export function newSnapshotId(random: RandomBytes): string {
  return `snp_${token(random, 12)}`;
}

export function imageId(name: string): string {
  return `img_${name}`;
}

type ParsedId =
  | { readonly kind: 'lab' | 'user' | 'image'; readonly id: string }
  | { readonly kind: 'network' | 'container' | 'annotation'; readonly id: string; readonly labId: string };

const pattern =
  /^(?:(lab|usr)_([a-z0-9]{12})|(net|ctr|ann)_([a-z0-9]{12})_([a-z0-9]{6})|img_([a-z0-9][a-z0-9-]{0,62}))$/;

/** The kind of an id and, for networks, containers and annotations, the lab's id; null if it is not an id. */
export function parseId(id: string): ParsedId | null {
  const match = pattern.exec(id);
  if (!match) return null;
  if (match[1] === 'lab') return { kind: 'lab', id };
  if (match[1] === 'usr') return { kind: 'user', id };
  if (match[3] === 'net') return { kind: 'network', id, labId: `lab_${match[4]}` };
  if (match[3] === 'ctr') return { kind: 'container', id, labId: `lab_${match[4]}` };
  if (match[3] === 'ann') return { kind: 'annotation', id, labId: `lab_${match[4]}` };
  return { kind: 'image', id };
}

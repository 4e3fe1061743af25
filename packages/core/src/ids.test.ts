import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageId, newContainerId, newLabId, newNetworkId, newUserId, parseId } from './ids.ts';

/** A source that repeats the given bytes. */
const source = fc.uint8Array({ minLength: 1, maxLength: 12 }).map((bytes) => (size: number) => {
  return Uint8Array.from({ length: size }, (_, index) => bytes[index % bytes.length] ?? 0);
});

describe('an id', () => {
  it('has a kind and, in a lab, the lab’s id, whatever bytes it is made from', () => {
    fc.assert(
      fc.property(source, source, (one, other) => {
        const labId = newLabId(one);
        const [networkId, containerId, userId] = [
          newNetworkId(labId, other),
          newContainerId(labId, other),
          newUserId(one),
        ];
        expect(parseId(labId)).toEqual({ kind: 'lab', id: labId });
        expect(parseId(userId)).toEqual({ kind: 'user', id: userId });
        expect(parseId(networkId)).toEqual({ kind: 'network', id: networkId, labId });
        expect(parseId(containerId)).toEqual({ kind: 'container', id: containerId, labId });
      }),
    );
  });

  it('draws every character of its alphabet equally often', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const character = newLabId((size) => new Uint8Array(size).fill(byte)).slice(4, 5);
      counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    expect(new Set(counts.values())).toEqual(new Set([8]));
  });

  it('of an image contains its name', () => {
    expect(parseId(imageId('router'))).toEqual({ kind: 'image', id: 'img_router' });
  });

  it.each([
    '',
    'lab_',
    'lab_aaaaaaaaaaa',
    'lab_aaaaaaaaaaaaa',
    'LAB_aaaaaaaaaaaa',
    'lab_aaaaaaaaaaaa\n',
    ' lab_aaaaaaaaaaaa',
    'lab_aaaaaaaaaaaa_bbbbbb',
    'net_aaaaaaaaaaaa',
    'ctr_aaaaaaaaaaaa_bbbbbbb',
    'usr_aaaaaaaaaaaa_bbbbbb',
    'img_',
    'img_-x',
    'img_../x',
    'vol_aaaaaaaaaaaa',
    'name#usr_aaaaaaaaaaaa',
  ])('is invalid as %j', (text) => expect(parseId(text)).toBeNull());
});

import { describe, expect, it } from 'vitest';
import { builtInImages } from './catalogue.ts';
import { toHostManifest } from './host-manifest/to-host-manifest.ts';
import { checkOwnImage, type OwnImage, ownImageAt, usableImages } from './own-images.ts';
import { SampleLab } from './testing/sample-lab.ts';

const image: OwnImage & { readonly ownerId: string } = {
  ownerId: 'usr_a',
  name: 'mine',
  dockerfile: 'FROM router\nRUN true',
  pulledFrom: null,
  pinned: null,
  context: null,
  digest: 'a'.repeat(32),
  state: 'ready',
  reason: null,
  requestedAt: '2026-01-01T00:00:00.000Z',
};

describe('an image of a user', () => {
  it.each([
    ['web', 'FROM host', 'name', /in the catalogue/],
    ['My Image', 'FROM host', 'name', /lower-case/],
    ['mine', 'FROM debian', 'dockerfile', /Choose from 'host', 'router', 'web'/],
    ['mine', 'FROM host\nSHELL x', 'dockerfile', /Line 2/],
    ['mine', 'FROM host\n\nADD a b', 'dockerfile', /Line 3: There are no files to copy from/],
  ])('named %s from %j is refused for its %s', (name, dockerfile, field, message) => {
    const checked = checkOwnImage({ name, dockerfile, context: null }, builtInImages);
    if (checked.ok || checked.error.kind !== 'validation') throw new Error('It was accepted');
    expect(checked.error.issues).toEqual([
      { path: [field], message: expect.stringMatching(message) as string },
    ]);
  });

  it('has the recipe with which any host can build it', () => {
    expect(usableImages([image], builtInImages)).toEqual([
      {
        name: 'mine',
        description: 'Your own, built from a Dockerfile',
        reference: `pineapple/own:${'a'.repeat(32)}`,
        build: { base: 'pineapple/router:1', dockerfile: 'FROM router\nRUN true' },
      },
    ]);
    const context = { sha256: 'c'.repeat(64), bytes: 10_240 };
    expect(
      checkOwnImage({ name: 'mine', dockerfile: 'FROM host\nCOPY a b', context }, builtInImages).ok,
    ).toBe(true);
    const [usable] = usableImages([{ ...image, context }], builtInImages);
    expect(usable?.build).toMatchObject({ context: { ownerId: 'usr_a', sha256: context.sha256 } });
    const pulled = { ...image, dockerfile: '', pulledFrom: 'ghcr.io/a/b:1', pinned: 'ghcr.io/a/b@sha256:0' };
    expect(usableImages([pulled], [])).toMatchObject([
      { description: 'Your own, from ghcr.io/a/b:1', build: { pull: 'ghcr.io/a/b@sha256:0' } },
    ]);
  });

  it('can be used once it is built, while its base is in the catalogue and its name is not', () => {
    expect(usableImages([{ ...image, state: 'building' }], builtInImages)).toEqual([]);
    expect(usableImages([image], [])).toEqual([]);
    const [usable] = usableImages([image], builtInImages);
    expect(usableImages([image], usable ? [...builtInImages, usable] : [])).toEqual([]);
  });

  it('has failed when its host has been silent for long', () => {
    const building: OwnImage = { ...image, state: 'building' };
    expect(ownImageAt(building, new Date('2026-01-01T00:12:00.000Z')).state).toBe('building');
    expect(ownImageAt(building, new Date('2026-01-01T00:14:00.000Z')).state).toBe('failed');
    expect(ownImageAt(image, new Date('2026-01-02T00:00:00.000Z')).state).toBe('ready');
  });
});

describe('the manifest of a lab', () => {
  it('has the recipes of the images that its containers run, and no others', () => {
    const sample = new SampleLab();
    const web = sample.container('web');
    const other = { ...image, name: 'other', digest: 'b'.repeat(32) };
    const images = [...sample.context.images, ...usableImages([image, other], builtInImages)];
    expect(toHostManifest(sample.lab, images)).not.toHaveProperty('builds');
    const lab = { ...sample.lab, containers: [{ ...web, image: 'mine' }] };
    const manifest = toHostManifest(lab, images);
    const reference = `pineapple/own:${'a'.repeat(32)}`;
    expect(manifest.containers[0]?.imageReference).toBe(reference);
    expect(manifest.builds).toEqual([
      { reference, base: 'pineapple/router:1', dockerfile: 'FROM router\nRUN true' },
    ]);
  });
});

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { builtInImages, type EditContext, type HostManifest, toHostManifest } from '@pineapple/core';
import { labFromDraft, type LabFileNote, readLabFiles } from '@pineapple/lab-files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Check, LabOfOthers } from './testing/labs-of-others/lab-of-others.ts';
import { containerlabLabs, overlayLabs } from './testing/labs-of-others/of-containerlab.ts';
import { exerciseLabs } from './testing/labs-of-others/of-exercises.ts';
import { katharaLabs } from './testing/labs-of-others/of-kathara.ts';
import { TestHost } from './testing/test-host.ts';

let host: TestHost;
beforeAll(async () => {
  host = await TestHost.start();
});
afterAll(() => host[Symbol.asyncDispose]());

const context: EditContext = {
  now: new Date().toISOString(),
  random: (size) => randomBytes(size),
  limits: { networksPerLab: 20, containersPerLab: 20, interfacesPerContainer: 16 },
  images: builtInImages,
};

/** A manifest of the lab, and the WARNING notes of its import. */
function importLab({ like, files }: LabOfOthers) {
  const encoder = new TextEncoder();
  const given = Object.entries(files).map(([path, text]) => ({ path, content: encoder.encode(text) }));
  const { draft, notes } = readLabFiles(given);
  const texts = (severity: LabFileNote['severity']): readonly string[] =>
    notes.filter((note) => note.severity === severity).map(({ message }) => message);
  expect(texts('ERROR')).toEqual([]);
  if (draft === null) throw new Error(`${like} can't be imported.`);
  const made = labFromDraft(draft, { name: null, ownerId: 'usr_aaaaaaaaaaaa' }, context);
  if (!made.ok) throw new Error(made.error.error.message);
  return {
    desired: toHostManifest({ ...made.value, revision: 1 }, builtInImages),
    warnings: texts('WARNING'),
  };
}

async function bringUp(desired: HostManifest): Promise<void> {
  await host.apply(desired);
  await host.events.until('READY', () => {
    const known = desired.containers.map(({ id }) => host.events.container(id));
    const failed = known.find((each) => each?.phase === 'FAILED');
    if (failed) throw new Error(`A container FAILED: ${JSON.stringify(failed)}`);
    return known.every((each) => each?.phase === 'READY');
  });
}

/** Removes the lab at the end of its test, so that few run at a time. */
function removed(desired: HostManifest): AsyncDisposable {
  const nothing = { removed: true, networks: [], containers: [], revision: desired.revision + 1 };
  return { [Symbol.asyncDispose]: async () => void (await host.apply({ ...desired, ...nothing })) };
}

/** Whether this kernel can run a command, in a network namespace of its own. */
function isSupported(command: string): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('unshare', ['--net', 'sh', '-c', command], (error) => resolve(error === null));
  });
}

const patienceMs = 300_000;

/** Repeats a check until it holds: routes are learned after READY. Each attempt waits for its own timeout. */
async function holds(desired: HostManifest, [name, command]: Check): Promise<void> {
  const container = desired.containers.find((each) => each.name === name);
  if (!container) throw new Error(`The lab has no container ${name}.`);
  const end = performance.now() + patienceMs;
  for (;;) {
    const { code, output } = await host.exec(container.id, 'sh', '-c', command);
    if (code === 0) return;
    if (performance.now() > end) throw new Error(`${name} does not pass: ${command}\n${output}`);
  }
}

const labs = [...containerlabLabs, ...overlayLabs, ...exerciseLabs, ...katharaLabs];

describe.concurrent('a lab of others comes up READY and passes what its instructions check', () => {
  it.each(labs)('like $like', async (lab) => {
    const { desired, warnings } = importLab(lab);
    await using _removed = removed(desired);
    const expected = lab.warnings ?? [];
    expect(warnings.filter((text) => !expected.some((start) => text.startsWith(start)))).toEqual([]);
    expect(warnings.length).toBeGreaterThanOrEqual(expected.length);
    if (lab.kernelNeeds !== undefined && !(await isSupported(lab.kernelNeeds))) {
      // The lab fails as it does elsewhere on such a kernel, and says why.
      await expect(bringUp(desired)).rejects.toThrow(lab.kernelNeeds);
      return;
    }
    await bringUp(desired);
    for (const typed of lab.typed ?? []) await holds(desired, typed);
    for (const check of lab.checks) await holds(desired, check);
  });
});

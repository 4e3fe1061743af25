import type { ManifestContainer } from '@pineapple/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { containerName } from './docker/docker-names.ts';
import { labNamespace } from './network/link-names.ts';
import { runBeside, runHere } from './testing/container-namespace.ts';
import type { SampleLab } from './testing/sample-lab.ts';
import { TestHost } from './testing/test-host.ts';

/**
 * Writes every setting below /proc/sys/net that can be written: values near its own first, so that most are accepted,
 * and then others. Prints how many changed at least once.
 */
const writer = `#!/bin/sh
changed=0
for file in $(find /proc/sys/net -type f); do
  before=; now=
  read -r before 2>/dev/null < "$file"
  first=\${before%%[!0-9]*}
  tries="1 0 2 -1 255 65535 x"
  [ -z "$first" ] || tries="$((first + 1)) $((first > 0 ? first - 1 : 3)) $((first * 2)) $tries"
  any=
  for value in $tries; do
    { echo "$value" > "$file"; } 2>/dev/null || continue
    read -r now 2>/dev/null < "$file"
    [ "$now" = "$before" ] || any=1
  done
  [ -z "$any" ] || changed=$((changed + 1))
done
echo "changed $changed"
`;

/** Counters, random values and what the kernel sets by its load, which change by themselves. */
const changesByItself =
  /^(?:fs\.(?:dentry-state|file-nr|inode-nr|inode-state|aio-nr|quota\.syncs)|kernel\.(?:random\..+|ns_last_pid|perf_event_max_sample_rate|pty\.nr)|net\..*nf_conntrack_count)$/;
/** Settings of one interface, which come and go with other containers of this machine. */
const ofInterface = /^net\.(?:ipv4|ipv6|mpls)\.(?:conf|neigh)\.(?!all\.|default\.|lo\.)/;

type Settings = ReadonlyMap<string, string>;

function parse(text: string): Settings {
  const pairs = text.split('\n').flatMap((line) => {
    const at = line.indexOf(' = ');
    return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 3)] as const];
  });
  return new Map(pairs.filter(([name]) => !changesByItself.test(name)));
}

async function hostSettings(): Promise<Settings> {
  // It also reads settings that only root may read, and complains about those that no user may read.
  return parse(await runHere('sh', '-c', 'sysctl -a 2>/dev/null; true'));
}

/** The names of all settings that are not as they were. */
function changes(before: Settings, after: Settings): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name) !== after.get(name))
    .filter((name) => !(ofInterface.test(name) && (!before.has(name) || !after.has(name))));
}

let host: TestHost;
let lab: SampleLab;
let own: ManifestContainer;
let other: ManifestContainer;
beforeAll(async () => {
  host = await TestHost.start();
  await host.makeImage({ reference: `${host.hostId}/writer:1`, files: { 'bin/write-all': writer } });
  lab = host.lab();
  const lan = lab.network('lan', '10.0.1.0/24', true);
  own = lab.container('own', `${host.hostId}/writer:1`, [[lan, '10.0.1.10']]);
  other = lab.container('other', host.image, [[lan, '10.0.1.11']]);
  await host.applyUntilReady(lab);
});
afterAll(() => host[Symbol.asyncDispose]());

it('changes nothing of the host when root in a container writes every network setting', async () => {
  const ofOther = async (): Promise<Settings> =>
    parse(await runBeside(host, other.id, 'sh', '-c', 'sysctl -a --pattern ^net 2>/dev/null; true'));
  const ofLab = async (): Promise<Settings> =>
    parse(
      await runHere(
        ...(['ip', 'netns', 'exec', labNamespace(lab.desired.labId)] as const),
        ...(['sh', '-c', 'sysctl -a --pattern ^net 2>/dev/null; true'] as const),
      ),
    );
  const first = await hostSettings();
  const [before, otherBefore, labBefore] = [await hostSettings(), await ofOther(), await ofLab()];
  const unsteady = new Set(changes(first, before));
  expect([...unsteady].filter((name) => name.startsWith('net.'))).toEqual([]);
  expect(before.size).toBeGreaterThan(500);

  const limit = AbortSignal.timeout(120_000);
  const { code, output } = await host.docker.exec(containerName(own.id), ['/bin/write-all'], limit);
  expect(code).toBe(0);
  expect(Number(/changed (\d+)/.exec(output)?.[1])).toBeGreaterThan(150);

  const changed = changes(before, await hostSettings()).filter((name) => !unsteady.has(name));
  try {
    expect(changed).toEqual([]);
    expect(changes(otherBefore, await ofOther())).toEqual([]);
    expect(changes(labBefore, await ofLab())).toEqual([]);
  } finally {
    for (const name of changed) await runHere('sysctl', '-w', `${name}=${before.get(name)}`).catch(() => '');
  }

  // Its own settings are its namespace's, which the next start creates again.
  lab.power(own.id, 'on');
  await host.applyUntilReady(lab);
  expect(await host.reaches(other.id, 'own')).toBe(true);
});

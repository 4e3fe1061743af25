import { encodePayload, PayloadError, type ApplyLabResponse } from '@pineapple/contracts';
import {
  type CatalogueImage,
  type HostManifest,
  fail,
  type Lab,
  ok,
  type Result,
  toHostManifest,
  toManifestPart,
  usableImages,
} from '@pineapple/core';
import { notSent, pendingApply, publishApply, sent } from './apply-record.ts';
import type { ApplyLabPorts } from './ports.ts';

/** Sends a single-host lab to its host. */
export async function sendToSingleHost(
  lab: Lab,
  hostId: string,
  ports: ApplyLabPorts,
): Promise<ApplyLabResponse> {
  const command = await sendTo(hostId, lab, toHostManifest(lab, await imagesFor(lab, ports)), ports);
  return command.ok
    ? { outcome: 'sent', commandId: command.value, hostId, revision: lab.revision }
    : { outcome: 'not-sent', reason: command.error };
}

/**
 * Sends each host of a multi-host lab its part. A failed command is recorded and does not affect the other hosts.
 *
 * @param only - Sends to these hosts only; undefined sends to all.
 */
export async function sendToHosts(
  lab: Lab,
  only: readonly string[] | undefined,
  ports: ApplyLabPorts,
): Promise<ApplyLabResponse> {
  const all = lab.placement.hosts;
  const [images, ...records] = await Promise.all([
    imagesFor(lab, ports),
    ...all.map((hostId) => ports.hosts.get(hostId)),
  ]);
  const reachable = records.flatMap((host) => {
    return host && host.underlayAddress !== null
      ? [{ hostId: host.hostId, address: host.underlayAddress }]
      : [];
  });
  const wanted = all.filter((hostId) => only?.includes(hostId) ?? true);
  const hosts = await Promise.all(
    wanted.map(async (hostId) => {
      const peers = reachable.filter((host) => host.hostId !== hostId).map(({ address }) => address);
      const part = toManifestPart(lab, images, { hostId, peers });
      const command = await sendTo(hostId, lab, part, ports);
      return command.ok
        ? { hostId, commandId: command.value, reason: null }
        : { hostId, commandId: null, reason: command.error };
    }),
  );
  return { outcome: 'sent-to-hosts', revision: lab.revision, hosts };
}

/** Sends a manifest and records the apply. Returns the command's id, or why it was not sent. */
async function sendTo(
  hostId: string,
  lab: Lab,
  manifest: HostManifest,
  ports: ApplyLabPorts,
): Promise<Result<string, string>> {
  const { id: labId, revision } = lab;
  const apply = pendingApply(lab, hostId, ports.newApplyId(), ports.now());
  const payload = encode(manifest);
  // A command without a record does no harm: it carries what is desired, and the sweep repeats it.
  const [command] = await Promise.all([
    payload.ok ? ports.send({ hostId, labId, revision, payload: payload.value }) : payload,
    ports.applies.put(apply),
  ]);
  const change = command.ok ? sent(command.value, ports.now()) : notSent(command.error, ports.now());
  await ports.applies.update(labId, apply.applyId, change);
  await publishApply(lab, apply.applyId, ports);
  if (!command.ok) {
    const facts = { labId, hostId, reason: command.error };
    ports.log('warn', 'could not send a lab to its host', facts);
  }
  return command;
}

function encode(manifest: HostManifest): Result<string, string> {
  try {
    return ok(encodePayload(manifest));
  } catch (error) {
    if (error instanceof PayloadError) return fail(error.message);
    throw error;
  }
}

/** The images that a lab's containers may run: the catalogue, and its owner's own if a container needs one. */
async function imagesFor(
  { ownerId, containers }: Pick<Lab, 'ownerId' | 'containers'>,
  { images, catalogue }: Pick<ApplyLabPorts, 'images' | 'catalogue'>,
): Promise<readonly CatalogueImage[]> {
  const known = new Set(catalogue.map(({ name }) => name));
  if (containers.every(({ image }) => known.has(image))) return catalogue;
  return [...catalogue, ...usableImages(await images.listByOwner(ownerId), catalogue)];
}

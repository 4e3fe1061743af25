import { hash, randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type ContentList, mostListBytes, pieceBytes, readContentList } from '@pineapple/contracts';
import {
  checkSnapshotName,
  fail,
  mostContentBytes,
  newSnapshotId,
  ok,
  type Result,
  snapshotAt,
  snapshotLimits,
} from '@pineapple/core';
import type { SavedContainer, StoredSnapshot } from '@pineapple/store';
import { extract, type Header } from 'tar-stream';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { readSnapshotLab } from './open-snapshot.ts';
import { refuse, usedBytes } from './save-snapshot.ts';
import { contentOf, headName, piecesOf, type SnapshotHead, snapshotHead } from './snapshot-file.ts';

/** A lab.yaml may have the files of its lab, 10 MB, in base64. */
const mostMemberBytes = Math.max(16 * 1_048_576, mostListBytes, pieceBytes + 65_536);
const mostHeadBytes = 1_048_576;

/** One member of an archive, which has to be read to its end. */
type Member = AsyncIterable<unknown> & { readonly header: Header };

/** The file is no snapshot, or too large. */
class BadFile extends Error {
  readonly failure: Failure;
  constructor(message: string, quota: { readonly limit: number; readonly used: number } | null = null) {
    super(message);
    this.failure =
      quota === null
        ? { kind: 'validation', message, issues: [{ path: ['file'], message }] }
        : { kind: 'quota', message, ...quota };
  }
}

/**
 * Makes a snapshot of the viewer of the file of one, which another site may have written. Every content is checked against
 * its hash. Nothing is left if it is refused.
 *
 * @param asked the snapshot's name; null for the one in the file
 */
export async function importSnapshot(
  file: Readable,
  asked: string | null,
  context: RequestContext,
): Promise<Result<StoredSnapshot, Failure>> {
  const ownerId = requireViewer(context).id;
  const { snapshots, clock, logger } = context.services;
  let begun: StoredSnapshot | null = null;
  const members = extract();
  // A pipeline would end the connection with the first error, before its sender has read the answer.
  file.pipe(members);
  file.once('close', () => {
    if (!file.readableEnded) members.destroy(new Error('The connection was cut.'));
  });
  try {
    const importer = { current: null as Importer | null };
    for await (const member of members) {
      if (importer.current !== null) await importer.current.take(member);
      else {
        const head = await readHead(member);
        const own = (await snapshots.listByOwner(ownerId)).map((each) => snapshotAt(each, clock()));
        const name = checkSnapshotName(asked ?? head.name);
        if (!name.ok) return name;
        const refusal = refuse(own, name.value);
        if (refusal !== null) return fail(refusal);
        begun = emptySnapshot(head, { ownerId, name: name.value, now: clock() });
        await snapshots.create(begun);
        importer.current = new Importer(head, snapshotLimits.bytesPerUser - usedBytes(own), ownerId, context);
      }
    }
    if (begun === null || importer.current === null) throw new BadFile('The file is empty.');
    const { lab, saved } = importer.current.end();
    for (const { id, name } of begun.containers)
      await snapshots.recordSaved(begun, id, saved.get(name) ?? { sha256: null, bytes: 0 });
    if (!(await snapshots.setLab(begun, lab)) || !(await snapshots.finish(begun, 'ready', null)))
      return fail({ kind: 'conflict', message: 'The snapshot was deleted while its file was read.' });
    const made = await snapshots.get(ownerId, begun.id);
    if (made === null) throw new Error(`Snapshot ${begun.id} is gone right after it was imported`);
    return ok(made);
  } catch (error) {
    if (begun !== null) await snapshots.discard(begun);
    if (error instanceof BadFile) return fail(error.failure);
    logger.info({ err: error }, 'could not read the file of a snapshot');
    const message = 'The file is damaged or ends too early. Export the snapshot again.';
    return fail({ kind: 'validation', message, issues: [{ path: ['file'], message }] });
  } finally {
    // The sender reads the answer once all is sent.
    file.unpipe(members).resume();
  }
}

async function readHead(member: Member): Promise<SnapshotHead> {
  const notOne = new BadFile(
    'The file is no snapshot of Pineapple Networks: it does not begin with snapshot.json.',
  );
  if (member.header.name !== headName) throw notOne;
  const text = Buffer.from(await readMember(member, mostHeadBytes)).toString('utf8');
  try {
    return snapshotHead.parse(JSON.parse(text));
  } catch {
    throw notOne;
  }
}

async function readMember(member: Member, most: number): Promise<Uint8Array> {
  const { name, size } = member.header;
  if (size > most) throw new BadFile(`${name.slice(0, 80)} has ${size} bytes, and may have ${most}.`);
  const pieces: Buffer[] = [];
  for await (const piece of member) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Takes the contents that a file's head names, each once, and no others. */
class Importer {
  readonly #head: SnapshotHead;
  readonly #room: number;
  readonly #ownerId: string;
  readonly #context: RequestContext;
  readonly #sizes = new Map<string, number>();
  readonly #lists = new Map<string, ContentList>();
  #bytes = 0;

  constructor(head: SnapshotHead, room: number, ownerId: string, context: RequestContext) {
    this.#head = head;
    this.#room = room;
    this.#ownerId = ownerId;
    this.#context = context;
  }

  async take(member: Member): Promise<void> {
    const sha256 = contentOf(member.header.name);
    if (sha256 === null || this.#sizes.has(sha256))
      throw new BadFile(`${member.header.name.slice(0, 80)} does not belong into the file of a snapshot.`);
    const content = await readMember(member, mostMemberBytes);
    if (hash('sha256', content) !== sha256)
      throw new BadFile(`contents/${sha256} is damaged: its hash differs.`);
    this.#bytes += content.length;
    if (this.#bytes > this.#room) {
      const [limit, used] = [inMb(this.#room), inMb(this.#bytes)];
      throw new BadFile(`The file has more than the ${limit} MB that your snapshots have left. Delete one.`, {
        limit,
        used,
      });
    }
    this.#check(sha256, content);
    this.#sizes.set(sha256, content.length);
    await this.#context.services.files.putOnce(this.#ownerId, sha256, content);
  }

  /** A content has to be named before it comes. */
  #check(sha256: string, content: Uint8Array): void {
    if (sha256 === this.#head.lab) {
      if (readSnapshotLab(content) === null) throw new BadFile('The lab.yaml in the file has errors.');
      return;
    }
    if (this.#head.containers.some((each) => each.sha256 === sha256)) {
      const list = readContentList(content);
      const bytes = list.layers.reduce((sum, layer) => sum + layer.bytes, 0);
      if (bytes > mostContentBytes) throw new BadFile('A container in the file has more than 512 MB.');
      this.#lists.set(sha256, list);
      return;
    }
    if (![...this.#lists.values()].some((list) => piecesOf(list).includes(sha256)))
      throw new BadFile(`contents/${sha256} belongs to nothing in the file.`);
  }

  /** @throws BadFile when contents are missing */
  end(): { readonly lab: StoredSnapshot['lab']; readonly saved: ReadonlyMap<string, SavedContainer> } {
    const sizeOf = (sha256: string): number => {
      const size = this.#sizes.get(sha256);
      if (size === undefined) throw new BadFile(`The file ends before contents/${sha256}.`);
      return size;
    };
    const { lab, containers } = this.#head;
    const saved = containers.map(({ name, sha256 }): readonly [string, SavedContainer] => {
      if (sha256 === null) return [name, { sha256, bytes: 0 }];
      const list = this.#lists.get(sha256);
      const pieces = list ? piecesOf(list) : [];
      return [name, { sha256, bytes: pieces.reduce((sum, each) => sum + sizeOf(each), sizeOf(sha256)) }];
    });
    return { lab: { sha256: lab, bytes: sizeOf(lab) }, saved: new Map(saved) };
  }
}

function emptySnapshot(
  { labName, lab, containers }: SnapshotHead,
  { ownerId, name, now }: { readonly ownerId: string; readonly name: string; readonly now: Date },
): StoredSnapshot {
  return {
    ...{ ownerId, id: newSnapshotId(randomBytes), name, labName, state: 'saving', reason: null },
    // It came from elsewhere.
    labId: '',
    createdAt: now.toISOString(),
    lab: { sha256: lab, bytes: 0 },
    containers: containers.map((each, index) => ({
      ...{ id: `imported_${index}`, name: each.name, power: each.power, hostId: null },
    })),
    saved: {},
  };
}

const inMb = (bytes: number): number => Math.floor(bytes / 1_048_576);

import { addContainer, newLab, renameContainer } from '@pineapple/core';
import { randomBytes } from 'node:crypto';
import { createValkeyBus } from '@pineapple/event-bus';
import { LabStore, tableNames, openStores } from '@pineapple/store';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServices } from '../create-services.ts';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { generousSignIn, testLimits } from '../testing/test-server.ts';
import { memoryLimiter } from '../identity/sign-in-guard.ts';
import type { EditRequest } from './lab-edit.ts';

let aws: TestAws;

beforeAll(async () => {
  aws = await shareTestAws();
});

afterAll(async () => {
  await aws[Symbol.asyncDispose]();
});

const ownerId = 'usr_owner';

/** A store whose saves end one by one when the test says so. */
class HeldLabs extends LabStore {
  readonly saves: PromiseWithResolvers<void>[] = [];
  #begun = Promise.withResolvers<void>();

  override async save(...args: Parameters<LabStore['save']>): ReturnType<LabStore['save']> {
    const gate = Promise.withResolvers<void>();
    this.saves.push(gate);
    this.#begun.resolve();
    await gate.promise;
    return super.save(...args);
  }

  /** Waits for the next save. Returns a function that lets it end. */
  async next(): Promise<() => void> {
    if (this.saves.length === 0) await this.#begun.promise;
    this.#begun = Promise.withResolvers<void>();
    return this.saves.shift()?.resolve ?? (() => undefined);
  }
}

/** An editor of one stored lab, whose writes end when the test says so. */
async function startEditor() {
  await using cleanup = new AsyncDisposableStack();
  const tables = tableNames(await aws.newTables());
  const labs = new HeldLabs({ documents: aws.documents, table: tables.labs });
  const bus = createValkeyBus(aws.busUrl);
  cleanup.defer(() => bus.close());
  const applied: string[] = [];
  const services = createServices({
    config: {
      ...{ publicUrl: 'http://localhost:4000', webDir: null, trustProxy: false },
      ...{ extraImages: [], registries: [], buildEgress: false, operators: [] },
      ...{ gitSources: [], signIn: generousSignIn },
      limits: testLimits,
    },
    stores: { ...openStores(aws.documents, tables), labs },
    files: await aws.openFiles(),
    bus,
    applyLab: ({ labId }) => {
      applied.push(labId);
      return Promise.resolve();
    },
    sendBuild: () => Promise.reject(new Error('There is no host')),
    sendSave: () => Promise.resolve({ outcome: 'sent' }),
    openHostStream: () => Promise.reject(new Error('There is no host')),
    logger: pino({ level: 'silent' }),
    makeLimiter: memoryLimiter,
  });
  cleanup.defer(() => services.liveLabs.close());
  const tools = {
    now: new Date().toISOString(),
    random: randomBytes,
    limits: services.labLimits,
    images: [],
  };
  const made = newLab({ name: 'Lab', ownerId }, tools);
  if (!made.ok) throw new Error('The lab could not be created.');
  const { id } = made.value;
  await labs.create(made.value);
  const edit = <T extends object>(change: EditRequest<T>['edit']) =>
    services.editor.edit({ labId: id, viewerId: ownerId, needsHost: false, edit: change });
  const owned = cleanup.move();
  return {
    ...{ labs, applied, id, edit },
    add: (name: string) => edit((lab, now) => addContainer(lab, { name, image: 'host', networks: [] }, now)),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

test('applies two edits once when one waits for the other', async () => {
  await using editor = await startEditor();
  const first = editor.add('a');
  const storeFirst = await editor.labs.next();
  const second = editor.add('b');
  storeFirst();
  await first;
  expect(editor.applied).toEqual([]);
  (await editor.labs.next())();
  await second;
  expect(editor.applied).toEqual([editor.id]);
});

test('applies an edit when the one that waited for it is refused', async () => {
  await using editor = await startEditor();
  const first = editor.add('a');
  const storeFirst = await editor.labs.next();
  const second = editor.edit((lab, now) => renameContainer(lab, { containerId: 'ctr_none', name: 'b' }, now));
  storeFirst();
  await first;
  expect(await second).toMatchObject({ ok: false });
  await expect.poll(() => editor.applied).toEqual([editor.id]);
});

test('applies every second one of continuous edits', async () => {
  await using editor = await startEditor();
  let last = editor.add('n-0');
  for (let number = 1; number <= 4; number += 1) {
    const store = await editor.labs.next();
    const next = editor.add(`n-${number}`);
    store();
    await last;
    last = next;
  }
  expect(editor.applied).toHaveLength(2);
  (await editor.labs.next())();
  await last;
  await expect.poll(() => editor.applied).toHaveLength(3);
});

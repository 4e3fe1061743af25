import { describe, expect, it } from 'vitest';
import { mostConfigBytes } from '../../settings/config-size.ts';
import type { ContainerConfig, ContainerFile } from '../../settings/container-config.ts';
import { emptyConfig } from '../../settings/empty-config.ts';
import { redoEdit, undoEdit } from '../../history/history-edits.ts';
import { recordEdit } from '../../history/record-edit.ts';
import { undoState } from '../../history/undo-state.ts';
import { concernsHost } from '../../host-manifest/to-host-manifest.ts';
import type { Lab } from '../../lab.ts';
import { labSchema } from '../../lab.ts';
import { errorOf, valueOf } from '../../testing/outcome.ts';
import { mostStoredBytes } from '../../stored-limits.ts';
import { SampleLab } from '../../testing/sample-lab.ts';
import { updateContainer } from './update-container.ts';

const next = { stepId: null };
const file = { path: '/etc/motd', content: 'x'.repeat(10_000), mode: 0o644 };

function labWith(config: ContainerConfig | null) {
  const sample = new SampleLab();
  const { id } = sample.container('web');
  sample.lab = {
    ...sample.lab,
    containers: sample.lab.containers.map((container) => ({ ...container, config })),
  };
  return { ...sample, lab: sample.lab, context: sample.context, id };
}
const configIn = (lab: Lab) => lab.containers[0]?.config;

describe('the settings of a container', () => {
  it('change one by one, and a container without any stays so if none does', () => {
    const { lab, context, id } = labWith(null);
    const same = valueOf(
      updateContainer(lab, { containerId: id, settings: { env: [], command: null } }, context),
    );
    expect(same.lab).toBe(lab);
    const env = [{ name: 'A', value: '1' }];
    const once = valueOf(updateContainer(lab, { containerId: id, settings: { env } }, context)).lab;
    const twice = valueOf(
      updateContainer(once, { containerId: id, settings: { exec: ['true'] } }, context),
    ).lab;
    expect(configIn(twice)).toEqual({ ...emptyConfig, env, exec: ['true'] });
    expect(concernsHost(once, twice)).toBe(true);
    expect(twice.containers[0]).toMatchObject({ generation: 1, power: 'on' });
  });

  it.each([null, { ...emptyConfig, files: [file], exec: ['true'] }])(
    'are undone and redone, from %#, without a copy of the files',
    (config) => {
      const { lab, context, id } = labWith(config);
      const settings = { command: ['sleep', '1'], exec: [] };
      const edited = valueOf(updateContainer(lab, { containerId: id, settings }, context)).lab;
      // As it is read again from its row.
      const recorded = labSchema.parse(structuredClone(recordEdit(lab, edited, context.random)));
      expect(undoState(recorded).undoLabel).toBe('Change the settings of web');
      expect(JSON.stringify(recorded.history).length).toBeLessThan(500);
      const undone = valueOf(undoEdit(recorded, next, context)).lab;
      expect(configIn(undone)).toEqual(config);
      expect(configIn(valueOf(redoEdit(undone, next, context)).lab)).toEqual(configIn(edited));
    },
  );

  it('that change at once are undone as well, and need not concern the host', () => {
    const { lab, context, id } = labWith(null);
    const change = (from: Lab, settings: Parameters<typeof updateContainer>[1]['settings']) =>
      valueOf(updateContainer(from, { containerId: id, ...(settings && { settings }) }, context)).lab;
    const ports = [{ port: 80, name: 'Page' }];
    const offered = change(lab, { ports });
    expect(concernsHost(lab, offered)).toBe(false);
    expect(undoState(recordEdit(lab, offered, context.random)).undoLabel).toBe('Change the ports of web');
    const limited = change(offered, { cpus: 0.5, memoryMb: 64, onStop: ['true'] });
    expect(concernsHost(offered, limited)).toBe(true);
    const recorded = labSchema.parse(structuredClone(recordEdit(offered, limited, context.random)));
    expect(undoState(recorded).undoLabel).toBe('Change the settings of web');
    expect(configIn(valueOf(undoEdit(recorded, next, context)).lab)).toEqual({ ...emptyConfig, ports });
    expect(
      change(limited, { cpus: null, memoryMb: null, onStop: [], ports: [] }).containers[0]?.config,
    ).toEqual(emptyConfig);
  });

  it.each([
    [{ cpus: 0 }, 'cpus', '0 processors were given. Give 0.01 to 2, in hundredths, such as 0.5.'],
    [{ cpus: 2.01 }, 'cpus', '2.01 processors'],
    [{ cpus: 0.125 }, 'cpus', 'in hundredths'],
    [{ memoryMb: 5 }, 'memoryMb', '5 MB of memory were given. Give a whole number from 6 to 1024.'],
    [{ memoryMb: 1025 }, 'memoryMb', 'from 6 to 1024'],
    [{ onStop: ["'"] }, 'onStop.0', 'not closed'],
    [{ ports: [{ port: 65_536, name: null }] }, 'ports.0.port', '65536 is no port'],
    [{ ports: [80, 80].map((port) => ({ port, name: null })) }, 'ports.1.port', 'given twice'],
    [{ ports: [{ port: 80, name: 'a\nb' }] }, 'ports.0.name', "can't name a port"],
    [{ ports: Array.from({ length: 17 }, (_, at) => ({ port: at + 1, name: null })) }, 'ports', 'at most 16'],
  ])('%j are refused at %s', (settings, path, message) => {
    const { lab, context, id } = labWith(null);
    const limits = { ...context.limits, cpusPerContainer: 2, memoryMbPerContainer: 1_024 };
    const error = errorOf(updateContainer(lab, { containerId: id, settings }, { ...context, limits }));
    expect(error).toMatchObject({
      kind: 'validation',
      issues: [{ path: path.split('.'), message: expect.stringContaining(message) }],
    });
  });

  it('are not undone once they were changed otherwise', () => {
    const { lab, context, id } = labWith(null);
    const change = (from: Lab, exec: string[]) =>
      valueOf(updateContainer(from, { containerId: id, settings: { exec } }, context)).lab;
    const recorded = recordEdit(lab, change(lab, ['true']), context.random);
    expect(errorOf(undoEdit(change(recorded, ['false']), next, context))).toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('was changed since'),
    });
  });

  it('are checked at their own fields, and against the size of the lab', () => {
    const { lab, context, id } = labWith({ ...emptyConfig, files: [file] });
    const settings = { env: [{ name: '1', value: '' }], command: [], exec: ["'"] };
    const error = errorOf(updateContainer(lab, { containerId: id, gateway: 'x', settings }, context));
    expect(error.kind === 'validation' && error.issues.map(({ path }) => path.join('.'))).toEqual([
      ...['defaultGateway', 'env.0.name', 'command', 'exec.0'],
    ]);
    const exec = Array.from({ length: 16 }, () => 'x'.repeat(1000));
    expect(errorOf(updateContainer(lab, { containerId: id, settings: { exec } }, context))).toMatchObject({
      kind: 'quota',
      limit: mostConfigBytes,
    });
  });

  it('has at most 10 MB of stored files, each content once', () => {
    const stored = (letter: string, bytes: number) => ({
      ...{ path: `/opt/${letter}`, content: '', mode: 0o644 },
      stored: { sha256: letter.repeat(64), bytes },
    });
    const half = stored('a', mostStoredBytes / 2);
    const { lab, context, id } = labWith({ ...emptyConfig, files: [half] });
    const change = (...files: ContainerFile[]) =>
      updateContainer(lab, { containerId: id, settings: { files } }, context);
    expect(change(half, { ...half, path: '/opt/again' }, stored('b', mostStoredBytes / 2)).ok).toBe(true);
    expect(errorOf(change(half, stored('b', mostStoredBytes / 2 + 1)))).toMatchObject({
      ...{ kind: 'quota', limit: mostStoredBytes, used: mostStoredBytes / 2 },
    });
    expect(errorOf(change({ ...half, content: 'x' }, { ...half, path: '/etc/hosts' }))).toMatchObject({
      issues: [{ path: ['files', '0', 'content'] }, { path: ['files', '1', 'content'] }],
    });
  });
});

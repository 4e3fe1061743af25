import { describe, expect, it } from 'vitest';
import { mostConfigBytes } from '../config-size.ts';
import type { ContainerConfig } from '../container-config.ts';
import { emptyConfig } from '../empty-config.ts';
import { redoEdit, undoEdit } from '../history/history-edits.ts';
import { recordEdit } from '../history/record-edit.ts';
import { undoState } from '../history/undo-state.ts';
import { concernsHost } from '../host-manifest/to-host-manifest.ts';
import type { Lab } from '../lab.ts';
import { labSchema } from '../lab.ts';
import { errorOf, valueOf } from '../testing/outcome.ts';
import { SampleLab } from '../testing/sample-lab.ts';
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
});

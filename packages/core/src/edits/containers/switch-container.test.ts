import { describe, expect, it } from 'vitest';
import { containerPhases, type ContainerPhase } from '../../observed/phase.ts';
import { errorOf, valueOf } from '../../testing/outcome.ts';
import { editContext, later, SampleLab } from '../../testing/sample-lab.ts';
import { restartContainer, startContainer, stopContainer } from './switch-container.ts';

const context = editContext({}, later);

function labWith(power: 'on' | 'off') {
  const sample = new SampleLab();
  const bystander = sample.container('bystander');
  const web = { ...sample.container('web', sample.network('lan')), power };
  const lab = { ...sample.lab, containers: [bystander, web] };
  const at = (phase: ContainerPhase) => ({ containerId: web.id, phase });
  return { lab, bystander, web, at };
}

describe('starting a container', () => {
  it.each(['STOPPED', 'STOPPING', 'CREATED', 'FAILED', 'LOST'] as const)(
    'starts a container that is off, in any phase (%s)',
    (phase) => {
      const { lab, bystander, web, at } = labWith('off');
      const result = valueOf(startContainer(lab, at(phase), context));
      expect(result.container).toEqual({ ...web, power: 'on', generation: 2, requestedAt: later });
      expect(result.lab).toEqual({ ...lab, containers: [bystander, result.container] });
    },
  );

  it.each(['FAILED', 'STOPPED'] as const)('starts a container that is on but %s', (phase) => {
    const { lab, web, at } = labWith('on');
    const { container } = valueOf(startContainer(lab, at(phase), context));
    expect(container).toEqual({ ...web, generation: 2, requestedAt: later });
  });

  it.each(containerPhases.filter((phase) => phase !== 'FAILED' && phase !== 'STOPPED'))(
    'is refused for a container that is on and %s',
    (phase) => {
      const { lab, at } = labWith('on');
      expect(errorOf(startContainer(lab, at(phase), context)).kind).toBe('conflict');
    },
  );

  it('names the phase of the container in a refusal', () => {
    const { lab, at } = labWith('on');
    const message = (phase: ContainerPhase): string =>
      errorOf(startContainer(lab, at(phase), context)).message;
    expect(message('READY')).toBe("Container 'web' is already running. Restart it instead.");
    expect(message('CREATED')).toContain('is already starting (CREATED).');
    expect(message('LOST')).toContain("its host can't be reached.");
  });
});

describe('stopping a container', () => {
  it.each(['READY', 'RUNNING', 'PENDING', 'FAILED', 'LOST'] as const)(
    'stops a container that is on (%s)',
    (phase) => {
      const { lab, bystander, web, at } = labWith('on');
      const result = valueOf(stopContainer(lab, at(phase), context));
      expect(result.container).toEqual({ ...web, power: 'off', generation: 2, requestedAt: later });
      expect(result.lab).toEqual({ ...lab, containers: [bystander, result.container] });
    },
  );

  it('is refused for a container that is off', () => {
    const { lab, at } = labWith('off');
    expect(errorOf(stopContainer(lab, at('STOPPED'), context))).toEqual({
      kind: 'conflict',
      message: "Container 'web' is already stopped.",
    });
    expect(errorOf(stopContainer(lab, at('STOPPING'), context)).message).toBe(
      "Container 'web' is already being stopped.",
    );
  });
});

describe('restarting a container', () => {
  it.each(['READY', 'PENDING', 'FAILED', 'LOST'] as const)(
    'requests a restart of a container that is on (%s)',
    (phase) => {
      const { lab, web, at } = labWith('on');
      const { container } = valueOf(restartContainer(lab, at(phase), context));
      expect(container).toEqual({ ...web, generation: 2, requestedAt: later });
    },
  );

  it('is refused for a container that is off', () => {
    const { lab, at } = labWith('off');
    expect(errorOf(restartContainer(lab, at('STOPPED'), context))).toEqual({
      kind: 'conflict',
      message: "Container 'web' is stopped. Start it instead.",
    });
  });
});

it.each([startContainer, stopContainer, restartContainer])(
  '%o reports a container that does not exist',
  (edit) => {
    const { lab } = labWith('on');
    expect(errorOf(edit(lab, { containerId: 'ctr_x', phase: 'READY' }, context))).toEqual({
      kind: 'not-found',
      subject: 'ctr_x',
      message: "There is no container 'ctr_x' in the lab.",
    });
  },
);

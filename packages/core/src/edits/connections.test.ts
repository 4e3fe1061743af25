import { describe, expect, it } from 'vitest';
import { errorOf, valueOf } from '../testing/outcome.ts';
import { editContext, later, SampleLab } from '../testing/sample-lab.ts';
import { connectContainer, disconnectContainer } from './connections.ts';

function labOfTwo(context = editContext()) {
  const sample = new SampleLab(context);
  const [lan, wan] = [sample.network('lan'), sample.network('wan', '10.0.2.0/30', true)];
  const web = sample.container('web', lan);
  const to = (networkId: string, ipv4Address: string | null = null) => ({
    containerId: web.id,
    networkId,
    ipv4Address,
  });
  return { sample, lan, wan, web, to };
}

describe('connecting a container', () => {
  it('adds an interface after the present ones, and does not restart the container', () => {
    const { sample, wan, web, to } = labOfTwo();
    const result = valueOf(connectContainer(sample.lab, to(wan.id), editContext({}, later)));
    expect(result.interface).toMatchObject({ networkId: wan.id, ipv4Address: '10.0.2.2' });
    expect(result.container).toEqual({ ...web, interfaces: [...web.interfaces, result.interface] });
    expect(result.lab).toEqual({ ...sample.lab, containers: [result.container] });
  });

  it('assigns the given address', () => {
    const { sample, lan } = labOfTwo();
    const idle = sample.container('idle');
    const at = { containerId: idle.id, networkId: lan.id, ipv4Address: '10.0.1.1' };
    expect(valueOf(connectContainer(sample.lab, at, sample.context)).interface.ipv4Address).toBe('10.0.1.1');
  });

  it('refuses a second interface on the same network', () => {
    const { sample, lan, to } = labOfTwo();
    expect(errorOf(connectContainer(sample.lab, to(lan.id), sample.context))).toEqual({
      kind: 'conflict',
      message:
        "Container 'web' is already on network 'lan', as eth0. Disconnect it first to change its name or addresses.",
    });
  });

  it('reports an invalid address first, then a present connection, then a full network', () => {
    const { sample, wan, to } = labOfTwo();
    const { lab } = valueOf(connectContainer(sample.lab, to(wan.id), sample.context));
    expect(errorOf(connectContainer(lab, to(wan.id, 'x'), sample.context)).kind).toBe('validation');
    expect(errorOf(connectContainer(lab, to(wan.id), sample.context)).message).toContain(
      "is already on network 'wan'",
    );
  });

  it('refuses an invalid address', () => {
    const { sample, wan, to } = labOfTwo();
    expect(errorOf(connectContainer(sample.lab, to(wan.id, '10.0.1.9'), sample.context))).toMatchObject({
      kind: 'validation',
      issues: [
        { path: ['ipv4Address'], message: expect.stringContaining("outside 10.0.2.0/30 of network 'wan'") },
      ],
    });
  });

  it('refuses a taken address and a full network', () => {
    const { sample, wan, to } = labOfTwo();
    sample.container('db', wan);
    expect(errorOf(connectContainer(sample.lab, to(wan.id, '10.0.2.2'), sample.context))).toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining("taken by container 'db'"),
    });
    expect(errorOf(connectContainer(sample.lab, to(wan.id), sample.context))).toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('10.0.2.0/30 has 1 address'),
    });
  });

  it('refuses more interfaces than the limit', () => {
    const { sample, wan, to } = labOfTwo(editContext({ interfacesPerContainer: 1 }));
    expect(errorOf(connectContainer(sample.lab, to(wan.id), sample.context))).toEqual({
      kind: 'conflict',
      message:
        "Container 'web' already has the most interfaces that it may have (1). Disconnect it from another network first.",
    });
  });

  it('reports a container or network that does not exist', () => {
    const { sample, lan, to } = labOfTwo();
    const missing = { containerId: 'ctr_x', networkId: lan.id, ipv4Address: null };
    expect(errorOf(connectContainer(sample.lab, missing, sample.context)).message).toBe(
      "There is no container 'ctr_x' in the lab.",
    );
    expect(errorOf(connectContainer(sample.lab, to('net_x'), sample.context))).toMatchObject({
      kind: 'not-found',
      subject: 'net_x',
      message: "There is no network 'net_x' in the lab.",
    });
  });
});

describe('disconnecting a container', () => {
  it('removes the interface and frees its address', () => {
    const { sample, lan, web, to } = labOfTwo();
    const { lab, container } = valueOf(disconnectContainer(sample.lab, to(lan.id), sample.context));
    expect(container).toEqual({ ...web, interfaces: [] });
    expect(lab).toEqual({ ...sample.lab, containers: [container] });
    const again = valueOf(connectContainer(lab, to(lan.id), sample.context));
    expect(again.interface).toEqual(web.interfaces[0]);
  });

  it('refuses a network that the container is not on', () => {
    const { sample, wan, to } = labOfTwo();
    expect(errorOf(disconnectContainer(sample.lab, to(wan.id), sample.context))).toEqual({
      kind: 'conflict',
      message: "Container 'web' is not on network 'wan'. Choose a network that it is on.",
    });
  });

  it('reports a container or network that does not exist', () => {
    const { sample, lan, to } = labOfTwo();
    const missing = { containerId: 'ctr_x', networkId: lan.id };
    expect(errorOf(disconnectContainer(sample.lab, missing, sample.context)).kind).toBe('not-found');
    expect(errorOf(disconnectContainer(sample.lab, to('net_x'), sample.context)).kind).toBe('not-found');
  });
});

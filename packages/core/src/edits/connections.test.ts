import { describe, expect, it } from 'vitest';
import { errorOf, valueOf } from '../testing/outcome.ts';
import { editContext, later, SampleLab } from '../testing/sample-lab.ts';
import { connectContainer } from './connect-container.ts';
import { disconnectContainer } from './disconnect-container.ts';

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
  it('adds an interface after those it has, and is no request to start it', () => {
    const { sample, wan, web, to } = labOfTwo();
    const result = valueOf(connectContainer(sample.lab, to(wan.id), editContext({}, later)));
    expect(result.interface).toMatchObject({ networkId: wan.id, ipv4Address: '10.0.2.2' });
    expect(result.container).toEqual({ ...web, interfaces: [...web.interfaces, result.interface] });
    expect(result.lab).toEqual({ ...sample.lab, containers: [result.container] });
  });

  it('gives the address that was asked for', () => {
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
        "Container 'web' is on network 'lan' already, as 10.0.1.10. Disconnect it first to change its address.",
    });
  });

  it('says first that the address is bad, then that it is connected, then that the network is full', () => {
    const { sample, wan, to } = labOfTwo();
    const { lab } = valueOf(connectContainer(sample.lab, to(wan.id), sample.context));
    expect(errorOf(connectContainer(lab, to(wan.id, 'x'), sample.context)).kind).toBe('validation');
    expect(errorOf(connectContainer(lab, to(wan.id), sample.context)).message).toContain(
      "is on network 'wan' already",
    );
  });

  it('refuses a bad address', () => {
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

  it('refuses more interfaces than a container may have', () => {
    const { sample, wan, to } = labOfTwo(editContext({ interfacesPerContainer: 1 }));
    expect(errorOf(connectContainer(sample.lab, to(wan.id), sample.context))).toEqual({
      kind: 'conflict',
      message:
        "Container 'web' has all the interfaces it may have (1). Disconnect it from another network first.",
    });
  });

  it('does not find what is not there', () => {
    const { sample, lan, to } = labOfTwo();
    const nobody = { containerId: 'ctr_x', networkId: lan.id, ipv4Address: null };
    expect(errorOf(connectContainer(sample.lab, nobody, sample.context)).message).toBe(
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
  it('takes the interface away and frees its address', () => {
    const { sample, lan, web, to } = labOfTwo();
    const { lab, container } = valueOf(disconnectContainer(sample.lab, to(lan.id), sample.context));
    expect(container).toEqual({ ...web, interfaces: [] });
    expect(lab).toEqual({ ...sample.lab, containers: [container] });
    const again = valueOf(connectContainer(lab, to(lan.id), sample.context));
    expect(again.interface).toEqual(web.interfaces[0]);
  });

  it('is refused where it is not connected', () => {
    const { sample, wan, to } = labOfTwo();
    expect(errorOf(disconnectContainer(sample.lab, to(wan.id), sample.context))).toEqual({
      kind: 'conflict',
      message: "Container 'web' is not on network 'wan'.",
    });
  });

  it('does not find what is not there', () => {
    const { sample, lan, to } = labOfTwo();
    const nobody = { containerId: 'ctr_x', networkId: lan.id };
    expect(errorOf(disconnectContainer(sample.lab, nobody, sample.context)).kind).toBe('not-found');
    expect(errorOf(disconnectContainer(sample.lab, to('net_x'), sample.context)).kind).toBe('not-found');
  });
});
